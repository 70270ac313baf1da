"""Make text from outside harmless, in one place for every format.

Titles, quotes and messages come from articles, bibliographies and web services. Any of them can
hold terminal escapes, control characters, bidirectional overrides, markup, or workflow commands.
"""

import json
import re
from urllib.parse import quote

from magclaims.model.identifiers import split_url

_ESCAPE_SEQUENCES = re.compile(
    r"\x1b\[[0-?]{0,64}[ -/]{0,16}[@-~]"  # CSI: colours, cursor movements
    r"|\x1b[\]PX^_][^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC strings
    r"|\x1b[ -/]{0,16}[0-~]"  # the short ones
    r"|\x9b[0-?]{0,64}[ -/]{0,16}[@-~]"  # CSI as one C1 character
)
_SPACES = re.compile(r"[^\S\u202f]+(?:\u202f[^\S\u202f]+)*")
"""Any but the narrow no-break space that French sets before a colon."""
# Unicode TR9 (bidirectional formatting) and TR36 (invisible characters that let two texts look the
# same): none of them belongs in a line of a report. U+200C and U+200D stay, since words need them.
_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"
)
_UNSAFE = re.compile(f"[\x00-\x1f\x7f-\x9f{_INVISIBLE}]")
_NON_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")
_JSON_UNSAFE = re.compile(f"[\x7f-\x9f\u2028\u2029{_INVISIBLE}\ud800-\udfff]")
_DOI = re.compile(r"10\.\d{4,9}/\S{1,300}")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}")
_COMMAND = re.compile(r"(?<!\S)::")
_MARKDOWN = re.compile(r"[\\`*_\[\]|~$&<>@]|#(?=\d)|://|www\.")
_MARKDOWN_AS = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "@": "@&#8203;",
    "#": "#&#8203;",
    "://": ":&#8203;//",
    "www.": "www&#46;",
}
ELLIPSIS = "…"


def plain(text: str, limit: int | None = None) -> str:
    """Return the text as one line without control, escape, bidirectional and invisible characters.

    A text of more than `limit` code points ends in an ellipsis.
    """
    if limit is not None:
        text = text[: 8 * limit + 4096]  # enough for what remains, whatever is stripped
    text = _ESCAPE_SEQUENCES.sub("", text)
    text = _SPACES.sub(" ", text)
    text = _NON_CHARACTERS.sub("\ufffd", _UNSAFE.sub("", text)).strip(" ")
    if limit is not None and len(text) > limit:
        text = text[: limit - 1].rstrip() + ELLIPSIS
    return text


def log_line(text: str, limit: int | None = None) -> str:
    """Return `plain` text that a CI runner reading the log does not take for a command.

    GitHub runners obey a line that starts with `::name` and `##[name]` anywhere in a line; Azure
    Pipelines obeys `##vso[`.
    """
    text = _COMMAND.sub(": :", plain(text, limit))
    return text.replace("##[", "## [").replace("##vso[", "## vso[")


def workflow_message(text: str) -> str:
    """Escape the message of a GitHub workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def workflow_property(text: str) -> str:
    """Escape a property value of a GitHub workflow command."""
    return workflow_message(text).replace(":", "%3A").replace(",", "%2C")


def json_text(encoded: str) -> str:
    r"""Write the characters that could fool a terminal as `\uXXXX` in encoded JSON.

    The data stay the same: these characters can only stand inside JSON strings. But half a pair of
    surrogates (file names that are no UTF-8 have them) is U+FFFD: strict readers refuse the whole.
    """
    if encoded.isascii() and "\x7f" not in encoded:
        return encoded
    return _JSON_UNSAFE.sub(_json_escape, encoded)


def picked(thing: object, names: str) -> dict[str, object]:
    """Some attributes of a thing, by their names with blanks between them: a part of a JSON object."""
    return {name: getattr(thing, name) for name in names.split()}


def json_document(value: object) -> str:
    """Encode JSON that is printed for programs and may be looked at on a terminal."""
    return json_text(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if 0xD800 <= code <= 0xDFFF:
        code = 0xFFFD
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


def markdown(text: str, limit: int | None = None) -> str:
    """Escape text for a line of GitHub-flavoured Markdown, table cells included.

    Mentions (`@name`), issue numbers (`#12`) and bare addresses stay text: none of them becomes a
    link or notifies anyone.
    """
    return _MARKDOWN.sub(_markdown_escape, plain(text, limit))


def _markdown_escape(match: re.Match[str]) -> str:
    found = match.group()
    return _MARKDOWN_AS.get(found) or "\\" + found


def markdown_code(text: str) -> str:
    """Return text as inline code of Markdown, fit for a table cell too."""
    inner = plain(text).replace("`", "'").replace("|", "\\|")
    return f"`{inner}`" if inner else ""


def safe_url(url: str | None) -> str | None:
    """Return an absolute http or https address that may become a link, else None."""
    if not url or len(url) > 2000 or plain(url) != url or " " in url:
        return None
    parts = split_url(url)
    if (
        parts.scheme.lower() not in {"http", "https"}
        or not parts.hostname
        or parts.username is not None
    ):
        return None
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~-._")


def doi_url(doi: str | None) -> str | None:
    """Return the doi.org address of a DOI, else None where it has not the form of a DOI."""
    if not doi or plain(doi) != doi or not _DOI.fullmatch(doi):
        return None
    return "https://doi.org/" + quote(doi, safe="/:;().-_")


def pmid_url(pmid: str | None) -> str | None:
    """Return the PubMed address of a PMID, else None where it is not a number."""
    if not pmid or not re.fullmatch(r"[0-9]{1,9}", pmid):
        return None
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"


def language_tag(language: str | None) -> str | None:
    """Return a language tag that may stand in a `lang` attribute, else None."""
    return language if language and _LANGUAGE.fullmatch(language) else None
