"""What comes out of comparing one field."""

from typing import Literal

from magclaims.model.values import dataclass

FieldName = Literal[
    "title", "first_author", "authors", "year", "journal", "volume", "issue", "pages"
]
Result = Literal["same", "equivalent", "different", "absent"]
_WORTH: dict[Result, float] = {"same": 1.0, "equivalent": 0.95, "different": 0.0, "absent": 0.0}


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """One field of an entry (`printed`) beside the record's.

    `result` is `same`, `equivalent` (`how` tells the way), `different`, or `absent`: nothing to compare. `measured`
    is how alike they are, 0 to 1, where that is known more finely than by the result.
    """

    field: FieldName
    result: Result
    printed: str = ""
    record: str = ""
    how: str = ""
    measured: float | None = None

    @property
    def score(self) -> float:
        """How alike they are: 1 for the same value, down to 0; 0 where absent."""
        return _WORTH[self.result] if self.measured is None else self.measured

    @property
    def agrees(self) -> bool:
        """Whether the two values are the same, one way or another."""
        return self.result in {"same", "equivalent"}

    @property
    def differs(self) -> bool:
        """Whether both have a value, and not the same."""
        return self.result == "different"
