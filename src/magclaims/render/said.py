"""What a finding says in English, in the language of a page: `said.<language>.toml`.

Messages of rules are put together of few phrases. Each is told by its own words in the other language; what
stands in quotes is copied. A clause that the list lacks is left out, and the caller is told so: it then shows
the English, too.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from magclaims.judge.words import words
from magclaims.knowledge.data import load

_SLOTS = {
    "journal": r"[\d;:()]+\d",
    "number": r"[\d/,. ]*\d",
    "amount": r"[\d.,]+ ?(?:[^\W\d_]|%)+",
    "ids": r"[^\s;()“”]+(?:, [^\s;()“”]+)*",
    "name": r"`[^`]*`|\w+",
    "statement": r".+",
    "substance": r"[^:;()“”]+?",
    "substances": r"[^:;()“”]+?",
}
_COPIED = re.compile(r"“[^”]*”|\"[^\"]*\"|`[^`]*`|\d[\d.,]*|[\s,;:()/.…]")
_SEPARATED = re.compile(r"[\s,;:(]+")
_SEPARATORS = str.maketrans(".,", ",.")
_Phrases = Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]


class Retold(NamedTuple):
    """A finding's message or advice in another language."""

    text: str
    whole: bool
    """Whether nothing was left out."""


def said(text: str, language: str) -> Retold | None:
    """A message in a language; None where that has no phrases, or none that fits."""
    phrases = _phrases(language)
    at, parts, whole, fits = 0, list[str](), True, False
    while at < len(text):
        known = _known(text, at, phrases)
        if known is not None:
            found, template = known
            parts.append(_worded(template, found.groupdict(), language))
            at, fits = found.end(), True
        elif copied := _COPIED.match(text, at):
            parts.append(copied.group())
            at = copied.end()
        else:
            whole = False
            while parts and _SEPARATED.fullmatch(parts[-1]):
                parts.pop()
            at = _next_known(text, at, phrases)
    return Retold("".join(parts), whole) if fits else None


def _known(text: str, at: int, phrases: _Phrases) -> tuple[re.Match[str], str] | None:
    for pattern, template in (*phrases.get(text[at], ()), *phrases.get("", ())):
        found = pattern.match(text, at)
        if found and found.end() > at:
            return found, template
    return None


def _next_known(text: str, at: int, phrases: _Phrases) -> int:
    """Where the next clause begins of which the words are known; the end where there is none."""
    for found in re.finditer(r"; | \(", text[at:]):
        start, end = at + found.start(), at + found.end()
        if _known(text, start, phrases) or (end < len(text) and _known(text, end, phrases)):
            return start
    return len(text)


def _worded(template: str, slots: dict[str, str], language: str) -> str:
    spoken = words(language)
    made = dict(slots)
    if "amount" in made:
        made["amount"] = made["amount"].translate(_SEPARATORS)
    if "substance" in made:
        made["substance"] = spoken.substance(made["substance"]) or made["substance"]
    if "substances" in made:
        names = re.split(r", | and ", made["substances"])
        made["substances"] = ", ".join(spoken.substance(name) or name for name in names)
    return template.format_map(made)


@cache
def _phrases(language: str) -> _Phrases:
    """The phrases as patterns by their first character, the longest first; under no character, those with a slot."""
    name = f"said.{language}.toml"
    if not files("magclaims.render").joinpath(name).is_file():
        return {}
    made: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    rows = load(name, "magclaims.render")["said"]
    for english, own in sorted(rows, key=lambda row: -len(row[0])):
        first = "" if english.startswith("{") else english[0]
        made.setdefault(first, []).append((_pattern(english), own))
    return {first: tuple(found) for first, found in made.items()}


def _pattern(english: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", english.replace("{{", "\x02").replace("}}", "\x03"))
    made = ""
    for number, piece in enumerate(pieces):
        text = piece.replace("\x02", "{").replace("\x03", "}")
        made += f"(?P<{piece}>{_SLOTS[piece]})" if number % 2 else re.escape(text)
    open_end = len(pieces) > 1 and pieces[-1] == "" and pieces[-2].startswith("substance")
    ends = r"(?= \(|\)|;|: |$)" if open_end else ""
    starts = r"(?<![^\W\d_])" if english[:1].isalpha() else ""
    return re.compile(starts + made + ends)
