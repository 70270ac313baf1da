"""What is not read of a page (`webpages.toml`): what no reader sees, menus, banners, footers."""

import re
from functools import lru_cache

from magclaims.knowledge.data import load as load_data
from magclaims.model.values import dataclass
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


class _Unread:
    """What `webpages.toml` says of parts that are not read."""

    def __init__(self) -> None:
        raw = load_data("webpages.toml", "magclaims.read.article")
        told = raw["unread"]
        self.no_text = frozenset(told["no_text"])
        self.unseen = frozenset(told["unseen"])
        self.unseen_names = frozenset(told["unseen_names"])
        self.seen_again = tuple(told["seen_again"])
        self.reference_classes = frozenset(told["reference_classes"])
        self.left_out = tuple(
            PagePart(
                row["what"],
                row.get("only") == "links",
                *(frozenset(row.get(name, ())) for name in ("elements", "roles", "parts", "names")),
            )
            for row in raw["part"]
        )


@lru_cache(maxsize=1)
def unread_of_pages() -> _Unread:
    """What is not read of a page."""
    return _Unread()


def names_of(element: Element) -> list[str]:
    """The classes and the id of an element."""
    values = element.attributes
    return (values.get("class", "") + " " + values.get("id", "")).lower().split()[:40]


def words_of(element: Element) -> set[str]:
    """The words within them: site-cookie-banner has site, cookie and banner."""
    return {part for name in names_of(element) for part in re.split(r"[^a-z0-9]+", name)}
