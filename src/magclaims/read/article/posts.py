"""Articles that stand in fields of a file: one or several, each with its text, title and the rest.

JSON (`json_file`) and XML (`feed`) files are cut into posts, whose texts are then read as what they are
(HTML, Markdown, plain text). One of several is named behind the file: `export.xml#zinc-and-sleep`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from magclaims.errors import ReadError
from magclaims.knowledge.data import load as load_data
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article import embedded, metadata
from magclaims.read.article.blocks import Parsed, TextMap

data = partial(load_data, "exports.toml", "magclaims.read.article")
"""What the fields are called; see `exports.toml`."""
MOST = 5_000
"""Articles in one file. Who has more keeps them in several."""
_NO_NAME = expression(r"[^\w.-]+")
_SHOWN = 8
"""Names that a message lists."""


@dataclass(frozen=True, slots=True)
class Post:
    """An article in a file.

    `name` is unique within the file; of `texts`, each has what it is written in ("" where that is not told);
    `shown` stands beside it, as an excerpt; `language` is as given (`nl-NL`); `fields` have names in lower case.
    """

    name: str
    texts: Sequence[tuple[TextMap, str]]
    title: TextMap | None = None
    shown: Sequence[TextMap] = ()
    language: str = ""
    fields: Mapping[str, str] | None = None


def named(posts: Sequence[Post]) -> tuple[Post, ...]:
    """The posts with names that differ, fit for a path and are never empty."""
    seen: set[str] = set()
    found: list[Post] = []
    counts: dict[str, int] = {}
    for number, post in enumerate(posts, 1):
        base = _NO_NAME.sub("-", post.name).strip("-.")[:80] or str(number)
        name = base
        while name in seen:
            counts[base] = counts.get(base, 1) + 1
            name = f"{base}-{counts[base]}"
        seen.add(name)
        found.append(replace(post, name=name))
    return tuple(found)


def pick(posts: Sequence[Post], name: str, path: str) -> Post:
    """The post of this name; without one, the only one.

    Raises:
        ReadError: There is none of this name, or several and no name.
    """
    if not posts:
        raise ReadError(_NOTHING, path)
    if not name and len(posts) == 1:
        return posts[0]
    found = next((post for post in posts if post.name == name), None)
    if found is not None:
        return found
    names = ", ".join(post.name for post in posts[:_SHOWN]) + (", ..." if posts[_SHOWN:] else "")
    if name:
        raise ReadError(f"holds no article `{name}`; it has {names}", path)
    raise ReadError(
        f"holds {len(posts)} articles: name one, as in `{Path(path).name}#{posts[0].name}` (it has {names})",
        path,
    )


def together(post: Post, read: Sequence[tuple[TextMap, Parsed]]) -> Parsed:
    """A post, with its texts as they were read in their own formats, each with its map into the file."""
    beside = [text for text in (post.title, *post.shown) if text is not None]
    blocks = tuple(block for text in beside for block in embedded.label(text))
    homes = (embedded.at_home(one, text) for text, one in read)
    body = embedded.joined((Parsed(blocks), *homes))
    fields = post.fields or {}
    title = " ".join(post.title.text.split()) if post.title is not None else ""
    return replace(
        body,
        language=post.language or next((one.language for _, one in read if one.language), None),
        title=title or next((one.title for _, one in read if one.title), ""),
        published=metadata.published(fields),
        source=metadata.source(fields),
    )


_NOTHING = (
    "holds no article: no object with its text in a field such as content, body, html or text, and no post of a "
    "feed or a WordPress export"
)
