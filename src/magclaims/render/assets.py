"""What pages are made with: script and style sheets, without what only readers of their source need."""

import base64
import hashlib
import json
import re

from magclaims.knowledge.data import text_of

_BLANK = re.compile(r"\n\s+")
"""What templates leave between lines: no text holds a line break."""
_SIGN = re.compile(r"\s*([{};,])\s*")
_TEXT = re.compile(r">[^<>]+<")
"""What stands between two tags."""
_BREAK = re.compile(r"\n(?=</?(?:details|div|li|noscript|p|summary|tbody|td|th|thead|tr|ul)[ >])")
"""A line break before an element that begins a line of its own."""
_COMMENT = re.compile(r"^//.*\n", re.MULTILINE)
"""A line of the script that is for who reads its source."""


def resource(name: str) -> str:
    """The text of a file beside the templates."""
    return text_of(f"templates/{name}", "magclaims.render")


def script() -> str:
    """The one script of a page, as it stands there."""
    sources = (resource(name) for name in ("report.js", "decisions.js"))
    return _COMMENT.sub("", unspaced("".join(sources)))


def policy(*, connect: bool) -> str:
    """The content security policy of a page: one script by hash, nothing from elsewhere; with `connect` it may send."""
    digest = base64.b64encode(hashlib.sha256(script().encode()).digest()).decode("ascii")
    may = "connect-src 'self'; " if connect else ""
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
        f"{may}base-uri 'none'; form-action 'none'"
    )


def unspaced(text: str) -> str:
    """The text without what templates leave between lines."""
    return _BLANK.sub("\n", text)


def tight(style: str) -> str:
    """A style sheet without the spaces that only its readers need; no string of ours holds such a sign."""
    return _SIGN.sub(r"\1", unspaced(style))


def lean(page: str) -> str:
    """A page without what only its source's readers need, its running text with its quotes as they are.

    Only attributes need quotes escaped.

    The script stays as it is: the page names its hash.
    """
    text, tag, script = page.rpartition("<script>")
    text = _BREAK.sub("", text)
    text = _TEXT.sub(lambda m: m[0].replace("&#34;", '"').replace("&#39;", "'"), text)
    return f"{text}{tag}{script}"


def css_string(text: str) -> str:
    """A string of a style sheet, in which no element can end."""
    return json.dumps(text, ensure_ascii=False).replace("<", "\\3c ")
