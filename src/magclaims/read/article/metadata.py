"""When and where an article was published, by what its file itself declares."""

from collections.abc import Iterable, Mapping

from magclaims.knowledge.data import load as load_data
from magclaims.model.lazily import expression

_DATE = expression(
    r"(?P<y>(?:19|20)\d\d)(?:[-./](?P<m>0?[1-9]|1[0-2])(?:[-./](?P<d>0?[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
_NO_TITLE = expression(r"^\W*$|^[\d\s./-]+$|^\d+\s+\d+\s")
"""Numbers, and what a theme prints above an article ("930 522 by J. Doe")."""
_YEAR = expression(r"(?:19|20)\d\d")
_WORDS = expression(r"[^\W_]+")
_DATE_WORDS = 5
"""At most, of a date: "Monday, 3rd of November 2025"."""
_ADDRESS = expression(r"https?://[^\s\"'<>]{4,500}")


def title(given: Iterable[str]) -> str:
    """The first of the names and headings of an article that is no date or number; else the first one."""
    names = list(given)
    fit = (name for name in names if not _NO_TITLE.search(name) and not _is_date(name))
    return next(fit, names[0] if names else "")


def _is_date(name: str) -> bool:
    """Whether a name is a month with a year, and perhaps a day."""
    words: list[str] = _WORDS.findall(name.lower())
    if len(words) > _DATE_WORDS or not any(_YEAR.fullmatch(word) for word in words):
        return False
    months = tuple(_names("months"))
    rest = [word for word in words if not word[0].isdigit()]
    return any(word.startswith(months) for word in rest[-1:])


def published(declared: Mapping[str, str]) -> str:
    """The date as ISO 8601, as precisely as it is given; "" where none is. Names of fields are in lower case."""
    for name in _names("published"):
        if found := _DATE.match(declared.get(name, "").strip()):
            return "-".join(part.zfill(2) for part in found.groups() if part)
    return ""


def source(declared: Mapping[str, str]) -> str:
    """The address of the article; "" where none is given in full."""
    for name in _names("source"):
        if found := _ADDRESS.fullmatch(declared.get(name, "").strip()):
            return found.group()
    return ""


def _names(what: str) -> list[str]:
    names: list[str] = load_data("webpages.toml", "magclaims.read.article")["metadata"][what]
    return names
