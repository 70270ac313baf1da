"""Text of a report as HTML: escaped, its quotes and its language marked; where the templates are."""

import json
import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from magclaims.judge.words import words as advice_words
from magclaims.model.report import ArticleView, DraftView
from magclaims.render.escape import doi_url, json_text, language_tag, plain, pmid_url, safe_url
from magclaims.render.language import DEFAULT, Phrases, foreign
from magclaims.render.said import QUOTED
from magclaims.render.view import anchor

_QUOTED = re.compile(rf"“([^”]*)”|({QUOTED})|`([^`]*)`|„([^“]*)“|«\u202f?([^»]*?)\u202f?»")
"""What is quoted or code, by the signs of each language in which pages are written."""


def environment() -> Environment:
    """Where the templates are, with all that comes from outside escaped."""
    made = Environment(
        loader=PackageLoader("magclaims.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    made.globals.update(
        doi_url=doi_url,
        pmid_url=pmid_url,
        safe_url=safe_url,
        marked=_marked,
        piece=_piece,
        english=_english,
        draft_anchor=draft_anchor,
    )
    return made


def use_language(templates: Environment, words: Phrases) -> None:
    """Give templates what marks text that is not in the language of the page."""
    for name, told in (
        ("lang", lang),
        ("lang_of", _lang_of),
        ("named", _named),
        ("spoken", _spoken),
        ("told", _told),
        ("quoting", _quoting),
        ("inside", _inside),
    ):
        templates.globals[name] = partial(told, words)


def _finalize(value: Any) -> Any:
    """Strip what does not belong on a page from every text that a template prints."""
    return plain(value) if type(value) is str else value


def _marked(sentence: str, words: str) -> Markup:
    """A sentence with the words in it that locate the claim set off."""
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


def draft_anchor(draft: DraftView) -> str:
    """Where the page shows a draft."""
    return anchor("d", draft.id, draft.article, draft.quote)


def json_data(value: object) -> Markup:
    """Data within a page: nothing in it can end the element that holds it."""
    text = json_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    escaped = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(escaped)  # noqa: S704 - no character of HTML is left in it


def _piece(text: str) -> Markup:
    """Words of a running text: what does not belong there is gone, the spaces at the ends stay."""
    inner = plain(text)
    if not inner:
        return Markup("{}").format(" " if text else "")
    ends = (text[:1], text[-1:])
    before, after = (end if end == "\u202f" else " " if end.isspace() else "" for end in ends)
    return Markup("{}{}{}").format(before, inner, after)


def lang(words: Phrases, article: ArticleView) -> Markup:
    """The attributes of an article's words; none where they are in the language of the page."""
    tag = language_tag(article.language)
    if tag == words.code:
        return Markup()
    return Markup(' lang="{}" dir="auto"').format(tag) if tag else Markup(' dir="auto"')


def _lang_of(words: Phrases, text: str) -> Markup:
    """The attribute of a text of the registry, of advice or of a work; none where it seems to be the page's."""
    code = foreign(text, words.code)
    return Markup(' lang="{}"').format(code) if code else Markup()


def _spoken(words: Phrases, text: str | None) -> Markup:
    """Text of the registry or of a work: marked where it seems to be in another language."""
    code = foreign(text, words.code) if text else None
    shown = plain(text or "")
    if code is None:
        return Markup("{}").format(shown)
    return Markup('<span lang="{}">{}</span>').format(code, shown)


def _named(words: Phrases, given: Sequence[str], what: str, join: str = ", ") -> Markup:
    """Names of the registry in the language of the page; those without a word there marked as English.

    `what` is `substance`, `outcome`, or `name` (of species and groups).
    """
    known = advice_words(words.code)
    calls = {"substance": known.label, "outcome": known.outcome_label, "name": known.name}
    shown = [
        Markup("{}").format(plain(told))
        if (told := calls[what](name) or (name if words.code == DEFAULT else None))
        else Markup('<span lang="{}">{}</span>').format(DEFAULT, plain(name))
        for name in given
    ]
    return Markup("{}").format(join).join(shown)


def _inside(words: Phrases, text: str, article: ArticleView) -> Markup:
    """Words in the language of an article, within a line of the page's own."""
    marked = lang(words, article)
    if not marked:
        return Markup("{}").format(plain(text))
    return Markup("<span{}>{}</span>").format(marked, plain(text))


def _quoting(words: Phrases, text: str) -> Markup:
    """A sentence of the page in which others are quoted: each quote is marked, with its language; codes, too."""
    made, at = Markup(), 0
    for found in _QUOTED.finditer(text):
        if found[3] is not None:
            made += Markup("{}<code>{}</code>").format(
                _piece(text[at : found.start()]), plain(found[3])
            )
            at = found.end()
            continue
        quote = found[1] or found[4] or found[5] or (found[2] or "")[1:-1]
        made += Markup("{}<q{}>{}</q>").format(
            _piece(text[at : found.start()]), _lang_of(words, quote), plain(quote)
        )
        at = found.end()
    return made + _piece(text[at:])


def _told(words: Phrases, text: str) -> Markup:
    """What a service is said to have answered, in the language of the page where it is known there."""
    known = words.told(text.rstrip("."))
    if known is not None:
        return Markup("{}").format(plain(known))
    return Markup('<span lang="{}">{}</span>').format(DEFAULT, plain(text))


def _english(words: Phrases) -> Markup:
    """The `lang` attribute of what is English whatever the language of the page."""
    return Markup() if words.code == DEFAULT else Markup(' lang="{}"').format(DEFAULT)
