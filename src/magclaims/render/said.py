"""What a finding says in English, in the language of a page: `said.<language>.toml`, `said_rules.<language>.toml`.

What food law says (`said`) is told in languages, too, that no page is written in.

Messages of rules are put together of few phrases. Each is told by its own words in the other language; what
stands in quotes is copied. A clause that the lists lack is left out, and the caller is told so: it then shows
the English, too.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter
from typing import Any, NamedTuple

from magclaims.judge.words import words
from magclaims.knowledge.data import languages_with, load
from magclaims.knowledge.vocabulary import substance

_FILES = ("said.{}.toml", "said_rules.{}.toml", "said_fields.{}.toml")
QUOTED = r"\"[^\"]*(?:(?<=[\s(])\"[^\"]+\"[^\"]*)*\""
"""Words in straight quotes, with others that are quoted within: a title."""
_LEGAL = r"(?:[A-Z“]|(?:at least )?[\d.]+ \w+ of )[^;]{0,600}?"
"""A condition of use in the words of the act; what is a plain amount has words of its own."""
_SLOTS = {
    "amount": r"[\d.,]+ ?(?:[^\W\d_]|%)+",
    "amounts": r"[\d.,][^;()“”\"]{0,60}?",
    "codes": r"[a-z_]+(?:, [a-z_]+)*",
    "bracketed": _LEGAL,
    "condition": _LEGAL,
    "day": r"\d{4}(?:-\d\d){0,2}",
    "id": r"[^\s“”\"`]{0,300}[^\s“”\"`.,;:)]",
    "ids": r"[^\s;()“”]*[^\s;,()“”](?:, [^\s;()“”]*[^\s;,()“”])*",
    "journal": r"[\d;:()]+\d",
    "key": r"`[^`]*`",
    "keys": r"`[^`]*`(?:, `[^`]*`)*",
    "name": r"`[^`]*`|\w+",
    "notices": r"[a-z ]+",
    "number": r"[\d/,. ]*\d",
    "percent": r"[\d.,]*\d",
    "person": r"[^;“”\"\n]{1,200}?",
    "place": r"[^;()“”\"\n]{1,200}?",
    "quoted": rf"{QUOTED}|“[^”]*”",
    "quote": r"[^“”]{0,400}",
    "service": r"doi\.org|[A-Z]\w+(?: [A-Z]\w+)?",
    "single": rf"'[^'\n]*'|{QUOTED}",
    "statement": r".+",
    "substance": r"(?!condition:)[^:;()“”]{1,100}?",
    "substances": r"[^:;()“”]{1,400}?",
    "values": r"'[a-z_]+'(?:, '[a-z_]+')* or '[a-z_]+'",
    "who": r"[^()“”\"\n]{1,200}?",
}
"""What may stand in a slot; a number behind its name tells two of a kind apart. Others are tables of the lists."""
_LAZY = frozenset({"amounts", "person", "place", "substance", "substances", "who"})
"""Slots that end where what follows them begins: behind the last one of a phrase, at the end of a clause."""
_CLAUSE_ENDS = (
    r"(?= \(|\)|;|: |$|, (?:title|first author|authors|year|journal|volume|issue|pages) )"
)
_ENDS = {
    **dict.fromkeys(_LAZY, _CLAUSE_ENDS),
    "bracketed": r"(?=; |\)$)",
    "condition": r"(?=; |$)",
}
_COPIED = re.compile(
    rf"“[^”]*”|{QUOTED}|`[^`]*`|(?:https?://|doi:|pmid:|pmcid:|10\.\d{{4}})[^\s“”\"`]*[^\s“”\"`.,;:)]"
    r"|\d[\d.,-]*|[\s,;:()/.…]"
)
_SLOT = re.compile(r"\{\w+\}")
_SEPARATED = re.compile(r"[\s,;:(]+")
_CODES = ("strength", "kind", "subject", "level", "design")
"""Tables of the page's words in which a value of the registry may stand, the first that has it."""
_Phrases = Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]
_Tables = Mapping[str, Mapping[str, str]]


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
            parts.append(_copied(copied.group(), text[copied.end() :], language))
            at = copied.end()
        else:
            whole = False
            while parts and _SEPARATED.fullmatch(parts[-1]):
                parts.pop()
            at = _next_known(text, at, phrases)
    return Retold("".join(parts), whole) if fits else None


def _copied(text: str, behind: str, language: str) -> str:
    """What is not translated, with the quotation marks and the spaces of the language."""
    page = _page_words(language).get("page")
    if page is None:
        return text
    if text[:1] in {"“", "'"}:
        return f"{page['open_quote']}{text[1:-1]}{page['close_quote']}"
    signs = {":": page["colon"], ";": page["semicolon"]}
    return str(signs.get(text, text)) if behind[:1] == " " else text


def source_name(code: str, language: str) -> str | None:
    """Who tells of a notice ("the publisher, by way of Crossref"); None where the language has no words for it."""
    known = _tables(language).get("source", {})
    codes = code.split(", ")
    if not any(one in known for one in codes):
        return None
    # A name may hold a comma: "the publisher, by way of Crossref".
    semicolon = _page_words(language).get("page", {}).get("semicolon", ";")
    return f"{semicolon} ".join(known.get(one, one) for one in codes)


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
    return template.format_map({slot: _told(slot, of, language) for slot, of in slots.items()})


def _told(slot: str, text: str, language: str) -> str:
    """What stands in a slot, in the language."""
    kind, spoken = slot.rstrip("0123456789"), words(language)
    if kind in {"amount", "percent"}:
        return text.translate(_separators(language))
    if kind == "substance":
        return _substance(text, language) or spoken.outcome(text) or text
    if kind == "substances":
        named = re.split(r", | and | \+ ", text)
        return ", ".join(_substance(name, language) or name for name in named)
    if kind == "codes":
        return ", ".join(_tables(language)["code"].get(code, code) for code in text.split(", "))
    if kind == "notices":
        known = _tables(language)["notice"]
        return ", ".join(known.get(name, name) for name in text.split(" and "))
    if kind == "values":
        return text.replace(" or ", ", ")
    if kind in {"quoted", "single"}:
        return _copied(text, "", language)
    if kind == "day":
        return _day(text, language)
    return _tables(language).get(kind, {}).get(text, text)


def _separators(language: str) -> dict[int, str]:
    """From the signs of English numbers to those of a language."""
    signs = _page_words(language).get("date") or _tables(language)["date"]
    return str.maketrans({".": signs["decimal"], ",": signs["thousands"]})


def _substance(name: str, language: str) -> str | None:
    """What a substance is called: by the lists, by the words of advice, or by the vocabulary."""
    own = _tables(language).get("name", {}).get(name)
    spoken, known = words(language), substance(name)
    if spoken.code == language:
        return own or spoken.label(name)
    return own or (known.name(language) if known and language in known.names else None)


def _day(text: str, language: str) -> str:
    """A date of ISO 8601, also one that lacks its day or month, in words."""
    table = _page_words(language)["date"]
    year, *rest = text.split("-")
    if not rest or not 1 <= int(rest[0]) <= len(table["months"]):
        return text
    month = table["months"][int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    return str(table["day"]).format(day=int(rest[1]), month=month, year=year)


def _page_words(language: str) -> Mapping[str, Any]:
    """All words of a page; empty where none is written in the language."""
    return _file("phrases/{}.toml", language)


def _reasons(language: str) -> Mapping[str, Any]:
    return _file("reasons.{}.toml", language, "magclaims.knowledge")


def _file(name: str, language: str, package: str = "magclaims.render") -> Mapping[str, Any]:
    known = language in languages_with(name, package)
    return load(name.format(language), package) if known else {}


def _lists(language: str) -> Iterator[Mapping[str, Any]]:
    yield from filter(None, (_file(name, language) for name in _FILES))


@cache
def _tables(language: str) -> _Tables:
    """The words of slots that are no free text, by English word: those of the lists, and of the page."""
    made = {
        name: table for one in _lists(language) for name, table in one.items() if name != "said"
    }
    page = _page_words(language)
    if not page:
        return made
    code: dict[str, str] = {}
    capital_nouns = words(language).data["word"].get("capital_nouns", False)
    for name in _CODES:
        for key, word in page[name].items():
            called = word if isinstance(word, str) else word[0]
            small = called if capital_nouns else f"{called[:1].lower()}{called[1:]}"
            code.setdefault(key, small)
    plain = {
        "design": _reasons(language)["design"],
        "direction": page["direction"],
    }
    made |= {name: {k.replace("_", " "): w for k, w in t.items()} for name, t in plain.items()}
    return made | {"code": code}


@cache
def _phrases(language: str) -> _Phrases:
    """The phrases as patterns by their first character, those with most words of their own first; under no character, those with a slot."""
    rows = [row for one in _lists(language) for row in one["said"]]
    if not rows:
        return {}
    # What has changed since a review is told on a page alone.
    ours = _reasons(language)["phrase"] if _page_words(language) else {}
    english = _reasons("en")["phrase"]
    changed = [code for code in ours if code.startswith("since_")]
    rows += [(_slotted(english[code]), _slotted(ours[code])) for code in changed]
    made: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for phrase, own in sorted(rows, key=lambda row: (-len(_SLOT.sub("", row[0])), -len(row[0]))):
        first = "" if re.match(r"\{(?!\{)", phrase) else phrase[0]
        made.setdefault(first, []).append((_pattern(phrase, _tables(language)), own))
    return {first: tuple(found) for first, found in made.items()}


def _slotted(template: str) -> str:
    """A template of a reason with the slots of these lists."""
    return (
        template.replace("{doi}", "{id}")
        .replace("`{key}`", "{key}")
        .replace("`{article}`", "{key2}")
    )


def _pattern(english: str, tables: _Tables) -> re.Pattern[str]:
    made, last = "", ""
    for text, slot, _, _ in Formatter().parse(english):
        made += re.escape(text)
        last = ""
        if slot is not None:
            last = slot.rstrip("0123456789")
            within = _SLOTS.get(last) or "|".join(
                map(re.escape, sorted(tables[last], key=len, reverse=True))
            )
            made += f"(?P<{slot}>{within})"
    ends = _ENDS.get(last, "")
    starts = r"(?<![^\W\d_])" if english[:1].isalpha() else ""
    return re.compile(starts + made + ends)
