"""Standard output and error, whatever they are: closed, full, or of an encoding without quotes.

What people read is written in the encoding of their terminal, with look-alikes for the letters that
it lacks. Documents (JSON, HTML, XML, Markdown) say that they are UTF-8, and are.
"""

import codecs
import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

_LOOK_ALIKES = {
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2018": "'", "\u2019": "'", "\u2026": "...",
    "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u2192": "->", "\u00d7": "x", "\u2022": "*",
    "\u00ab": '"', "\u00bb": '"', "\u202f": " ", "\u2265": ">=", "\u2264": "<=",
    "\u2713": "+", "\u2717": "x", "\u00b5": "u", "\u03bc": "u",
}  # fmt: skip
_HANDLER = "magclaims.look_alikes"


def _look_alike(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_LOOK_ALIKES.get(letter, "?") for letter in lacking), error.end


codecs.register_error(_HANDLER, _look_alike)


class Voice:
    """The language of notes and errors: that of the settings, once they are read."""

    language: str | None = None


voice = Voice()


def told(text: str) -> str:
    """A note or an error in that language; in English where it has no words for it."""
    if voice.language is None:
        return text
    from magclaims.render.language import phrases

    return phrases(voice.language).told(text) or text


def _nothing() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def prepare_streams() -> None:
    """Make standard output and error fit to be written to, whatever they are."""
    if sys.stdout is None:  # closed: `>&-`
        sys.stdout = _nothing()
    if sys.stderr is None:
        sys.stderr = _nothing()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def drop_output() -> None:
    """Write nothing more to standard output: it takes nothing more."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = _nothing()


def write_document(text: str | Iterable[str]) -> None:
    """Write a document, whole or in pieces, to standard output as UTF-8, whatever the terminal's encoding is."""
    sys.stdout.flush()
    pieces = [text] if isinstance(text, str) else text
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.writelines(pieces)
        return
    buffer.writelines(piece.encode("utf-8", "replace") for piece in pieces)
    buffer.flush()
