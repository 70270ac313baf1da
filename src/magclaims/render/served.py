"""The page as `serve` serves it: to whom, and what of it is not shown yet."""

from collections.abc import Iterable, Iterator
from dataclasses import field

from magclaims.model.values import dataclass
from magclaims.render.escape import plain
from magclaims.render.language import Phrases

Named = tuple[str, str, str]
"""A place: the ids of claim and article, and the quote."""


@dataclass(frozen=True, slots=True)
class ServedPage:
    """Who works on a served page."""

    by: str
    """The name under which decisions are written."""
    kept: str
    """What the browser keeps decisions under that are not saved yet."""
    blind: bool = False
    """Whether a verdict is shown only once the reviewer has given their own."""
    hidden: frozenset[Named] = field(default_factory=frozenset)
    """The places whose verdict is not shown yet."""


def saved_lines(
    words: Phrases, by: str, done: Iterable[tuple[str, str]], refused: Iterable[tuple[str, str]]
) -> Iterator[str]:
    """What the page says once `by` sent decisions, as harmless lines; by the quote of each place."""
    yield words("saved", name=plain(by))
    for quote, what in done:
        yield plain(f"{words.quoted(quote)}{words('colon')} {what}")
    for quote, why in refused:
        yield plain(f"{words('not_saved')} {words.quoted(quote)}{words('colon')} {why}")
