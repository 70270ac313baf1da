"""Writes the lists in our TOML files one way, so that a change of a word is a change of its line.

A list that fits on its line stays there. Of a longer one, words and short phrases stand packed in
lines; what is longer (an expression, a sentence) has a line of its own. A list with a comment in it is left as its author laid it out. Run it without arguments
(`make format` does), or with `--check`, which changes nothing and fails where it would.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 120
"""Columns of a line of words; a list that fits stays on the line of its key."""
SHORT = 32
"""Code points of a word or a short phrase, which shares its line with others."""
_OPENING = re.compile(r"^(?P<key>[\w\"'.-]+) = \[", re.MULTILINE)
_ITEM = re.compile(r"""[\s,]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*')""")
_CLOSING = re.compile(r"[\s,]*\](?P<behind>[^\n]*)")


def files() -> Iterator[Path]:
    """The TOML that people edit."""
    yield from sorted((ROOT / "src").rglob("*.toml"))


def written(text: str) -> str:
    """A file as it is to be; what it says stays the same.

    Raises:
        ValueError: It would not.
    """
    parts: list[str] = []
    position = 0
    for opening in _OPENING.finditer(text):
        if opening.start() < position:
            continue
        items, end = _items(text, opening.end())
        closing = _CLOSING.match(text, end)
        if items and closing:
            parts += (
                text[position : opening.start()],
                _list(opening["key"], items, closing["behind"]),
            )
            position = closing.end()
    made = "".join([*parts, text[position:]])
    if tomllib.loads(made) != tomllib.loads(text):
        raise ValueError("would say something else")
    return made


def _items(text: str, position: int) -> tuple[list[str], int]:
    """The strings of a list, as they are written, and where the last one ends."""
    items = []
    while found := _ITEM.match(text, position):
        items.append(found[1])
        position = found.end()
    return items, position


def _list(key: str, items: list[str], behind: str) -> str:
    whole = f"{key} = [{', '.join(items)}]{behind}"
    if len(whole) <= WIDTH:
        return whole
    lines: list[str] = []
    packed = False
    for item in items:
        short = len(item) <= SHORT
        if packed and short and len(lines[-1]) + len(item) + 7 <= WIDTH:
            lines[-1] += f", {item}"
        else:
            lines.append(item)
        packed = short
    return "\n".join([f"{key} = [", *(f"    {line}," for line in lines), f"]{behind}"])


def main(*, check: bool) -> int:
    """Write the files, or name those that would be written; the exit code."""
    changed = 0
    for path in files():
        text = path.read_text(encoding="utf-8")
        made = written(text)
        if made != text:
            changed += 1
            print(path.relative_to(ROOT))
            if not check:
                path.write_text(made, encoding="utf-8")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
