"""The substantiation file of a claim: HTML to print on A4, and JSON beside it."""

from collections.abc import Sequence
from functools import cache, partial

from jinja2 import Environment

from magclaims.knowledge.data import load as load_data
from magclaims.model.substantiation import RowView, Substantiation
from magclaims.render import labels
from magclaims.render.assets import resource, unspaced
from magclaims.render.json import dumps
from magclaims.render.known import asked_text, notice_text
from magclaims.render.language import DEFAULT, phrases
from magclaims.render.markup import environment, use_language
from magclaims.render.view import anchor


@cache
def _templates(language: str) -> Environment:
    made = environment()
    use_language(made, phrases(language))
    return made


def as_json(file: Substantiation) -> str:
    """The file as JSON."""
    return dumps(file.model_dump(mode="json", by_alias=True))


def as_html(file: Substantiation) -> str:
    """The file as one page that asks for nothing and runs nothing."""
    t = phrases(file.language)
    page = _templates(file.language).get_template("substantiation.html.j2")
    return unspaced(
        page.render(
            file=file,
            style=unspaced(resource("substantiation.css")),
            t=t,
            d=t.data["file"],
            icons=labels.ICONS,
            status_icons=labels.STATUS_ICONS,
            notice=partial(notice_text, words=t),
            asked=partial(asked_text, words=t),
            worded=partial(_worded, language=file.language),
        )
    )


def _worded(row: RowView, language: str) -> RowView:
    """A row of the policy with its guidance in a language."""
    if language == DEFAULT:
        return row
    told = load_data(f"guidance.{language}.toml")
    ids = {source["name"]: id_ for id_, source in load_data("guidance.toml")["source"].items()}
    return row.model_copy(
        update={
            **told["row"].get(row.id, {}),
            "follows": tuple(
                one.model_copy(
                    update={"where": told["source"][ids[one.name]], "sure": told["sure"][one.sure]}
                )
                for one in row.follows
            ),
        }
    )


def names(files: Sequence[Substantiation]) -> dict[str, str]:
    """A file name without its ending for each claim: its id where that may be one."""
    found: dict[str, str] = {}
    for file in files:
        safe = all(c.isascii() and (c.isalnum() or c in "-_") for c in file.id)
        taken = file.id.lower() in {n.lower() for n in found.values()} or file.id == "index"
        fits = safe and not taken and len(file.id) <= 100
        found[file.id] = file.id if fits else anchor("claim", file.id)
    return found


def index(files: Sequence[Substantiation]) -> str:
    """A page that leads to all of them."""
    t = phrases(files[0].language if files else "en")
    page = _templates(t.code).get_template("substantiation_index.html.j2")
    style = unspaced(resource("substantiation.css"))
    return unspaced(
        page.render(
            files=files, names=names(files), style=style, t=t, d=t.data["file"], icons=labels.ICONS
        )
    )
