"""What somebody may have meant who typed a name that is not known."""

import difflib
from collections.abc import Iterable

CUTOFF = 0.6
"""How alike two names have to be (0 to 1, `difflib`); below it a guess misleads more than it helps."""


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the known name that is most like a word, whatever its case; None where none is."""
    known = {name.casefold(): name for name in sorted(names)}
    close = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=CUTOFF)
    return known[close[0]] if close else None


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Return the end of a message, `; did you mean x?`; nothing where no name is alike."""
    near = nearest(word, names)
    return f"; did you mean `{near}`?" if near is not None else ""
