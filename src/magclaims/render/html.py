"""The editors' page: one self-contained HTML file, what to fix first on top.

The page asks for nothing from outside: a content security policy forbids it, and allows its one
small script by hash. Without the script everything is there, only the filter is not.
"""

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from magclaims.model.finding import Report
from magclaims.model.registry import Verdict
from magclaims.render import RenderOptions, labels
from magclaims.render.causes import causes
from magclaims.render.escape import doi_url, language_tag, plain, pmid_url, safe_url
from magclaims.render.text import notice_text, state_text
from magclaims.render.view import View, arrange

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

FEW = 3
"""The places of a cause are open where there are no more than these."""


def render(report: Report, _options: RenderOptions) -> str:
    """Return the page as UTF-8 text."""
    view = arrange(report)
    bad = {reference.key for reference in view.bad_references}
    script, style = _resource("report.js"), _resource("report.css")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    template = _environment().get_template("report.html.j2")
    page = template.render(
        view=view,
        places=view.places,
        worst=view.worst_places,
        articles={g.article.id: g.article for g in view.groups},
        article_numbers={g.article.id: n for n, g in enumerate(view.groups, start=1)},
        numbers={r.key: n for n, r in enumerate(view.references, start=1)},
        report=report,
        labels=labels,
        levels_used=_levels(view),
        verdicts=tuple(Verdict),
        quiet=(Verdict.SUPPORTED, Verdict.NOT_APPLICABLE),
        few=FEW,
        # Those about bad references are told with the references themselves.
        causes=[g for g in causes(view) if g.cause.reference not in bad],
        script=script,
        script_hash=digest,
        style=style,
    )
    return page if page.endswith("\n") else page + "\n"


def _levels(view: View) -> tuple[str, ...]:
    """The evidence levels that the page shows, in the order of the legend."""
    used = {e.level for p in view.places for e in p.claim.evidence}
    return tuple(level for level in labels.LEVELS if level in used)


def _resource(name: str) -> str:
    return files("magclaims.render").joinpath("templates", name).read_text(encoding="utf-8")


def _finalize(value: Any) -> Any:
    """Strip what does not belong on a page from every text that a template prints."""
    return plain(value) if type(value) is str else value


def _sentence(text: str) -> str:
    """A fragment as a sentence: capital letter, full stop."""
    return text[:1].upper() + text[1:] + "."


def _marked(sentence: str, words: str) -> "Markup":
    """A sentence with the words in it that locate the claim set off."""
    from markupsafe import Markup, escape

    before, found, after = sentence.partition(words)
    if not found:
        return Markup("{}").format(escape(plain(sentence)))
    return Markup("{}{}<mark>{}</mark>{}{}").format(
        plain(before),
        " " if before[-1:].isspace() else "",
        plain(found),
        " " if after[:1].isspace() else "",
        plain(after),
    )


def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("magclaims.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters.update(
        plain=plain,
        words=labels.words,
        level=labels.level,
        strength=labels.strength,
        service=labels.service,
        state=state_text,
        notice=notice_text,
        sentence=_sentence,
    )
    environment.globals.update(
        doi_url=doi_url,
        pmid_url=pmid_url,
        safe_url=safe_url,
        language_tag=language_tag,
        counted=labels.counted,
        marked=_marked,
    )
    return environment
