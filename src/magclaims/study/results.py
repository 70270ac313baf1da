"""What a title and an abstract say, in five languages, that a study found: outcomes with the way that they went.

Read clause by clause. What takes a finding back counts wherever it stands: that nothing was found, an
interval that spans no effect, a trend, what both groups showed, a part of the people alone. Of results and
conclusions that differ the more cautious counts. What is not plain is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from magclaims.knowledge import (
    FoundName,
    find_outcomes,
    find_substances,
    outcomes,
    pole,
    substance,
    substances,
)
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.data import regex
from magclaims.lexicon.direction import told, worth
from magclaims.lexicon.ways import told_beside, told_in
from magclaims.lexicon.word_list import words_of
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Direction, Strength


@cache
def pattern(name: str) -> re.Pattern[str]:
    """An expression of `recorded.toml`, by its name, with its rows in other languages."""
    others = load_data("recorded.toml")["elsewhere"].values()
    here = regex("recorded.toml", name).pattern
    return re.compile("|".join([here, *(r[name] for r in others if name in r)]), re.IGNORECASE)


SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-Þ0-9(])")
_HEADING = re.compile(r"^(?P<heading>[A-ZÀ-Þ][A-Za-zÀ-ÿ /&-]{2,40}?)\s?:\s+(?P<rest>.*)", re.DOTALL)
_NEAR = 60
"""Characters before the name of an outcome in which people are looked for: "adults with insomnia"."""
_LONG_WORD = 4
"""Letters of a word that may tell a part of the people apart."""
_UNCLEAR = "unclear"
_NOTHING = "no_difference"
_WENT = {
    Direction.IMPROVES: "better",
    Direction.WORSENS: "worse",
    Direction.INCREASES: "increased",
    Direction.DECREASES: "decreased",
    Direction.NO_EFFECT: _NOTHING,
}
_TURNED = {"increased": "decreased", "decreased": "increased"}
_CLAUSE = re.compile(
    r"(?:,|;)\s+(?:but|and|while|whereas|although|however)\b|;\s|\bwhereas\b|\bbut\b(?! not (?:in|among|for)\b)|"
    r"\band (?=(?:\w+ly )?(?:did|had|was|were|improved|reduced|increased|decreased|lowered|raised|worsened|"
    r"shortened|prolonged|enhanced|relieved|alleviated|attenuated|impaired)\b)"
)
_Part = Literal["result", "conclusion"]


class _Sentence(NamedTuple):
    """A sentence that may tell a result."""

    part: _Part
    text: str
    plain: bool
    """Whether it tells one; what does not may still take one back."""


def found(
    title: str, abstract: str, given: Sequence[str], language: str, *, controlled: bool = False
) -> dict[str, str]:
    """The outcomes that plainly went one way, with the way; by the English names of the vocabulary.

    Title and abstract are in plain characters; `controlled` means that what was given was compared with placebo, no
    treatment or the like, and with nothing else.
    """
    went: dict[str, dict[_Part, set[str]]] = {}
    last: list[str] = []
    for sentence in _sentences(title, abstract, language):
        if last and pattern("nothing_at_all").search(sentence.text):
            for name in last:  # "The difference was not significant": that of the sentence before
                went[name].setdefault("result", set()).add(_UNCLEAR)
        here = list(_told_by(sentence, title, given, language, controlled=controlled))
        for name, way in here:
            went.setdefault(name, {}).setdefault(sentence.part, set()).add(way)
        last = [name for name, _ in here]
    agreed = {name: _agreed(name, ways) for name, ways in went.items()}
    return {name: way for name, way in agreed.items() if way}


def _agreed(name: str, told: Mapping[_Part, set[str]]) -> str:
    """The way that results and conclusions come to for an outcome; "" where it is not clear."""
    result = told.get("result", set())
    if _NOTHING in result and result <= {_NOTHING, _UNCLEAR}:
        return _NOTHING  # whatever is concluded
    ways = result | told.get("conclusion", set())
    # "Pain fell" and "pain was better" are one finding.
    one = len(ways) == 1 or len({worth(way, name) or way for way in ways}) == 1
    return min(ways) if one and _UNCLEAR not in ways else ""


def _states_result(title: str, language: str) -> bool:
    """Whether a title tells what was found, and not what was looked for."""
    if "?" in title or pattern("no_result").search(title) or pattern("given.lead").search(title):
        return False
    wording = grade(title, language)
    return wording.strength is Strength.CAUSAL or wording.negated is Strength.CAUSAL


def _sentences(title: str, abstract: str, language: str) -> Iterator[_Sentence]:
    """The sentences that tell results, or take them back: by the headings of an abstract, else by their words."""
    if _states_result(title, language):
        yield _Sentence("conclusion", pattern("how").split(title)[0], plain=True)
    inside: bool | None = None
    part: _Part = "result"
    for sentence in SENTENCE.split(abstract):
        text = sentence
        if headed := _HEADING.match(sentence):
            if pattern("result_headings").match(headed["heading"]):
                inside, text = True, headed["rest"]
                concludes = pattern("concluding").search(headed["heading"])
                part = "conclusion" if concludes else "result"
            elif pattern("other_headings").match(headed["heading"]):
                inside, text = False, headed["rest"]
        if inside is False or pattern("no_finding").search(text):
            continue
        here: _Part = "conclusion" if pattern("concluding").search(text) else part
        plain = not pattern("no_result").search(text)
        if pattern("result_words").search(text) or (plain and inside and part == "result"):
            yield _Sentence(here, text, plain)


def _told_by(
    sentence: _Sentence, title: str, given: Sequence[str], language: str, *, controlled: bool
) -> Iterator[tuple[str, str]]:
    """Outcomes with the way that they went, clause by clause, where what was given is named.

    A clause that takes back what the one before it says, and names nothing, is of the same outcomes.
    """
    known = outcomes()
    ours = {known_.id for name in given if (known_ := substance(name)) is not None}
    some = _of_some(sentence.text, title)
    acts = False
    before: list[str] = []
    before_way = ""
    for part in _clauses(sentence.text):
        named = [substances()[m.id] for m in find_substances(part)]
        own = any(each.id in ours or each.form_of in ours for each in named)
        treated = pattern("treated").search(part) is not None
        acts = own or treated or (acts and not named and not pattern("controls").search(part))
        mentions = [m for m in find_outcomes(part) if _is_measured(part, m)]
        names = [known[m.id].name() for m in mentions]
        turned = [
            pole(part[m.start : m.end]) != pole(name)
            for m, name in zip(mentions, names, strict=True)
        ]
        way = _way(part, [part[m.start : m.end] for m in mentions], language)
        if not names:
            # "Lowered it in week 2 and raised it in week 8"
            other = way not in {"", before_way} and pattern("again").search(part) is not None
            if (way in {_NOTHING, _UNCLEAR} and not _names_vaguely(part)) or other:
                yield from ((name, _UNCLEAR) for name in before)
            continue
        before, before_way = names, way
        if way and not acts and not (controlled and not named and way == _NOTHING):
            # Nobody is named: that nothing happened takes back what another sentence says.
            way = _UNCLEAR if way in {_NOTHING, _UNCLEAR} else ""
        alike = way != _NOTHING and pattern("alike").search(sentence.text) is not None
        if way and (some or alike or not sentence.plain):
            way = _UNCLEAR if _takes_back(sentence, way) else ""
        if way:
            # Less memory loss is more memory.
            ways = (_TURNED.get(way, way) if other else way for other in turned)
            yield from zip(names, ways, strict=True)


def _clauses(sentence: str) -> Iterator[str]:
    start = 0
    for cut in _CLAUSE.finditer(sentence):
        yield sentence[start : cut.start()]
        start = cut.start()
    yield sentence[start:]


def _takes_back(sentence: _Sentence, way: str) -> bool:
    """Whether a sentence that tells no plain result takes one back: a trend, both groups, a part of the people."""
    return (
        way in {_NOTHING, _UNCLEAR}
        or sentence.plain
        or pattern("doubtful").search(sentence.text) is not None
    )


def _of_some(sentence: str, title: str) -> bool:
    """Whether a sentence is of a part of the people: "In women under 60, ..." where the title tells of no such."""
    if pattern("some_alone").search(sentence):
        return True
    opening = pattern("some_of_them").match(sentence)
    if opening is None or pattern("all_of_them").search(opening["who"]):
        return False
    plain = title.casefold()
    words = re.findall(r"\d+|[a-z]+", opening["who"].casefold())
    telling = [word for word in words if word.isdigit() or len(word) >= _LONG_WORD]
    return any(word.rstrip("s") not in plain for word in telling)


def _names_vaguely(part: str) -> bool:
    """Whether a clause is of something of its own, by a name that means too much: "stress scores were not"."""
    vague = load_data("recorded.toml")["vague"]
    return any(part[m.start : m.end].lower() in vague for m in find_outcomes(part))


def _is_measured(part: str, mention: FoundName) -> bool:
    """Whether a name is of what was measured: not of who took part, nor a part of another word."""
    words = part[mention.start : mention.end].lower()
    before, behind = part[max(0, mention.start - _NEAR) : mention.start], part[mention.end :]
    vague = words in load_data("recorded.toml")["vague"]
    if vague or pattern("people").search(before) or behind.startswith("-"):
        return False
    return not (pattern("model").match(behind) or before.endswith("-"))


def _way(part: str, surfaces: Sequence[str], language: str) -> str:
    """Which way the outcomes of a clause went; "" where its words do not say so plainly."""
    if pattern("not_between").search(part):
        return ""  # men and women, the first visit and the last: not of what was given
    plain = pattern("no_way").sub(" ", part)
    direction = told(plain, surfaces) if language == "en" else _told(plain, surfaces, language)
    if pattern("not_significant").search(part):
        # "no difference in X" beside something that did change tells too much at once.
        return _NOTHING if direction in {None, Direction.NO_EFFECT} else _UNCLEAR
    if pattern("large_p").search(part) or _spans_none(part):
        return _UNCLEAR if direction not in {None, Direction.NO_EFFECT} else _NOTHING
    if pattern("lessened").search(part) or _of_controls(part):
        return _UNCLEAR
    if kept := pattern("kept_from").search(part):
        return "decreased" if kept["more"] else "increased"
    wording = grade(part, language)
    if wording.hedged and not wording.reported:
        return ""
    return _WENT.get(direction, "") if direction is not None else ""


def _told(part: str, surfaces: Sequence[str], language: str) -> Direction | None:
    """The same of another language: by what the clause asserts, else by the verb right behind the outcomes."""
    if way := told_in(part, language, surfaces):
        return way
    behind = [words_of(part.partition(name)[2])[:1] for name in surfaces]
    ways = {
        told_beside(*each, language) for each in zip(behind, ([n] for n in surfaces), strict=True)
    }
    return ways.pop() if len(ways) == 1 else None


def _spans_none(part: str) -> bool:
    """Whether each interval of a clause spans no effect: 1 for a ratio, 0 for a difference."""
    spans = [
        float(m["low"])
        <= (1 if pattern("ratio").search(part[: m.start()]) else 0)
        <= float(m["high"])
        for m in pattern("interval").finditer(part.replace("\u2212", "-").replace("\u00b7", "."))
    ]
    return bool(spans) and all(spans)


def _of_controls(part: str) -> bool:
    """Whether a clause tells what became of those who were given nothing: "better with placebo than with zinc"."""
    contrast = pattern("contrast").search(part)
    before, behind = (part[: contrast.start()], part[contrast.end() :]) if contrast else (part, "")
    controls = pattern("controls")
    return controls.search(before) is not None and controls.search(behind) is None
