"""When and where an article was published, by what its file itself declares."""

from collections.abc import Mapping

from magclaims.knowledge.data import load as load_data
from magclaims.patterns import regex

_DATE = regex(
    r"(?P<y>(?:19|20)\d\d)(?:[-./](?P<m>0?[1-9]|1[0-2])(?:[-./](?P<d>0?[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
_ADDRESS = regex(r"https?://[^\s\"'<>]{4,500}")


def published(declared: Mapping[str, str]) -> str:
    """The date as ISO 8601, as precisely as it is given; "" where none is.

    Args:
        declared: Fields of front matter, or meta tags of a page, names in lower case.
    """
    for name in _names("published"):
        found = _DATE.match(declared.get(name, "").strip())
        if found is None:
            continue
        parts = [found["y"], *(part.zfill(2) for part in (found["m"], found["d"]) if part)]
        return "-".join(parts)
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
