"""What is not read of a page (`webpages.toml`): what no reader sees, menus, banners, footers."""

import re
from dataclasses import dataclass
from functools import lru_cache

from magclaims.knowledge.data import load as load_data
from magclaims.read.article.html.nesting import Element


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part of a page that is left out: by element, role, part of a class, or whole class."""

    what: str
    links: bool
    """Only its links are left out."""
    elements: frozenset[str]
    roles: frozenset[str]
    parts: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Data:
    no_text: frozenset[str]
    unseen: frozenset[str]
    unseen_names: frozenset[str]
    seen_again: tuple[str, ...]
    reference_classes: frozenset[str]
    left_out: tuple[PagePart, ...]


@lru_cache(maxsize=1)
def unread_of_pages() -> _Data:
    """What `webpages.toml` says."""
    raw = load_data("webpages.toml", "magclaims.read.article")
    sets = {
        name: frozenset(raw[name])
        for name in ("no_text", "unseen", "unseen_names", "reference_classes")
    }
    parts = tuple(
        PagePart(
            row["what"],
            row.get("only") == "links",
            *(frozenset(row.get(name, ())) for name in ("elements", "roles", "parts", "names")),
        )
        for row in raw["part"]
    )
    return _Data(**sets, seen_again=tuple(raw["seen_again"]), left_out=parts)


def names_of(element: Element) -> list[str]:
    """The classes and the id of an element."""
    values = element.attributes
    return (values.get("class", "") + " " + values.get("id", "")).lower().split()[:40]


def words_of(element: Element) -> set[str]:
    """The words within them: site-cookie-banner has site, cookie and banner."""
    return {part for name in names_of(element) for part in re.split(r"[^a-z0-9]+", name)}
