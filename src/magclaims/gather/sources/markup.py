"""Text as the registries send it, turned into plain Unicode text.

Titles and abstracts come with HTML, JATS and MathML markup, TeX, entities (also escaped twice) and
the line breaks of a pretty-printed XML file. Counted over 13,903 Crossref records: markup in 172
titles, entities in 32, TeX in 40.
"""

import html
import re
import unicodedata

from magclaims.model.lazily import expression

MAX_TEXT = 50_000
"""Characters of one text that are looked at; abstracts are shorter by far."""

# A tag begins with a letter, so "p < 0.05" and "a<b" stay; 2,000 characters hold any real tag.
_TAG = expression(r"<(/?)([A-Za-z][A-Za-z0-9:_.-]{0,60})(?:\s[^<>]{0,2000})?/?>")
_COMMENT = expression(r"<!--.{0,2000}?-->|<!\[CDATA\[|\]\]>|<\?[^<>]{0,500}\?>", re.DOTALL)
# JATS gives a formula in TeX and again in MathML; one of them is enough.
_TEX_MATH = expression(
    r"<(?:jats:)?tex-math[^<>]{0,300}>.{0,5000}?</(?:jats:)?tex-math>", re.DOTALL
)
_LAYOUT = expression(r"[ \t]*[\r\n]\s*")
_SPACES = expression(r"\s+")
_BEFORE_MARK = expression("\ue000([,;:.)\\]?!])")
_AFTER_BRACKET = expression("([(\\[])\ue000")
_TEX = expression(r"\\[A-Za-z]{2,}|\$[^$]{0,300}[\\^_{][^$]{0,300}\$")
_BLOCKS = frozenset(
    {"p", "sec", "title", "br", "break", "h1", "h2", "h3", "h4", "h5", "h6", "li", "list-item"}
    | {"div", "td", "tr", "ul", "ol", "list", "disp-formula"}
)


def plain(text: object) -> str:
    """One line of plain text; an empty string for what is not text.

    `<subtitle>` becomes a colon, block elements a space, other elements nothing.
    """
    if not isinstance(text, str):
        return ""
    text = _unescape(text[:MAX_TEXT])
    if "<" in text:
        if "math" in text and "tex-math" in text and "mml:math" in text:
            text = _TEX_MATH.sub("", text)
        text = _COMMENT.sub("", text)
        # A break between tags is layout or a space: nobody can tell, but before a comma it is layout.
        text = _TAG.sub(_tag, _LAYOUT.sub("\ue000", text))
        text = _AFTER_BRACKET.sub(r"\1", _BEFORE_MARK.sub(r"\1", text)).replace("\ue000", " ")
    if "\\" in text or "$" in text:
        text = _without_tex(text)
    return _SPACES.sub(" ", text.replace("\u00ad", "").replace("\ufeff", "")).strip()


def _unescape(text: str) -> str:
    """Undo entities, also those that were escaped twice (`&amp;amp;`, `&amp;lt;sup&amp;gt;`)."""
    for _ in range(3):
        if "&" not in text:
            break
        once = html.unescape(text)
        if once == text:
            break
        text = once
    return text


def _tag(match: re.Match[str]) -> str:
    name = match[2].rpartition(":")[2].lower()
    if name == "subtitle":
        return "" if match[1] else ": "
    return " " if name in _BLOCKS else ""


def _without_tex(text: str) -> str:
    """Formulas as text; a price in dollars is no formula."""
    if not _TEX.search(text):
        return text
    from pylatexenc.latex2text import LatexNodes2Text

    def decode(match: re.Match[str]) -> str:
        try:
            decoder = LatexNodes2Text(math_mode="text")
            decoded = str(decoder.latex_to_text(match[0], tolerant_parsing=True)).strip()
        except Exception:  # noqa: BLE001 - a parser of other people's TeX; the raw text is no loss
            return match[0]
        # Calligraphic and bold letters of formulas, as an entry would print them.
        return unicodedata.normalize("NFKC", decoded)

    if "$" in text:
        text = re.sub(r"\$\$?[^$]{1,600}\$\$?", decode, text)
    return re.sub(r"\\[A-Za-z]{2,}(?:\{[^{}]{0,200}\}){0,3}", decode, text)
