"""Which way a claim says that its outcomes go.

It is declared, or told from the statement, in English or in the language of the article. What the words do
not tell clearly is None: then nothing is held against the claim.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial

from magclaims.judge.claim.stated import language_of
from magclaims.knowledge import find_outcomes, find_substances, outcome, pole, relation, substance
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.data import regex
from magclaims.knowledge.facets import facet_words
from magclaims.knowledge.keys import fold
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.small_words import denials
from magclaims.lexicon.direction import AXIS, is_open, tells, told, worth
from magclaims.lexicon.equality import tells_equality
from magclaims.lexicon.swapped import is_swapped
from magclaims.lexicon.ways import told_in
from magclaims.lexicon.word_list import words_of
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Claim, Direction, Kind

_bare = partial(regex, "directions.toml", "bare")

_REVERSED = {
    Direction.INCREASES: Direction.DECREASES,
    Direction.DECREASES: Direction.INCREASES,
    Direction.IMPROVES: Direction.WORSENS,
    Direction.WORSENS: Direction.IMPROVES,
}


def direction_of(claim: Claim) -> Direction | None:
    """The declared direction, or the one that the statement tells; None where neither is.

    None, too, for what became of it once nobody took it any more.
    """
    if claim.kind is Kind.STUDY_RESULT and tells_what_faded(claim.statement, language_of(claim)):
        return None
    if claim.direction is not None:
        return claim.direction
    quotes = tuple(occurrence.quote for occurrence in claim.occurrences)
    whole, language = str(claim.statement), language_of(claim)
    way = _told_by(whole, language, tuple(claim.about.outcome), quotes, speaks_of_lack(claim))
    swapped = is_swapped(whole, language, tuple(claim.about.substance))
    return reversed_(way) if swapped else way


@remembered
def _told_by(
    whole: str,
    language: str,
    outcomes: tuple[str, ...],
    quotes: tuple[str, ...],
    lacks: bool,  # noqa: FBT001
) -> Direction | None:
    if tells_equality(whole, language):
        return Direction.NO_EFFECT
    if any(is_needed(text) for text in (whole, *quotes)):
        return None
    whole = _in_one_word(without_advice(whole, language), language)
    statement = _without_amounts(whole, outcomes, lacks)
    if language != "en":
        found = told_in(statement, language, outcomes)
        same = any(map(_is_unchanged, (statement, *quotes))) or says_no_effect(statement, language)
        if found is None and not same and _did_worse(whole, language):
            return Direction.WORSENS
        return Direction.NO_EFFECT if found is None and same else found
    found = told(statement, outcomes)
    if (
        found is None
        and not tells(statement)
        and (any(map(_is_unchanged, (whole, *quotes))) or _denies(whole))
    ):
        return Direction.NO_EFFECT  # by a verb that tells no direction: "did not extend lifespan"
    return found


@remembered
def tells_what_faded(text: str, language: str) -> bool:
    """Whether a text says that something was gone after stopping: "a month after the end the lead had shrunk"."""
    table, plain = load_data("directions.toml"), text.lower().replace("\u2019", "'")
    rows = (table[name].get(language[:2], "(?!)") for name in ("stopped", "gone"))
    return all(re.search(row, plain) for row in rows)


def direction_in(text: str, language: str, outcomes: Sequence[str]) -> Direction | None:
    """The direction that one sentence tells by its own words; None where it tells none."""
    return _told_by(text, language, tuple(outcomes), (), lacks=False)


def are_opposed(one: Direction | None, other: Direction | None, names: Iterable[str]) -> bool:
    """Whether two readings of one claim cannot both be right; False where either is None."""
    if one is None or other is None or one is other:
        return False
    if Direction.NO_EFFECT in {one, other} or _REVERSED.get(one) is other:
        return True
    return any({worth(one, name), worth(other, name)} == {-1, 1} for name in names)


def without_advice(text: str, language: str) -> str:
    """A text without the words by which "had better stop" speaks of what is better."""
    pattern = load_data("directions.toml")["advised"].get(language[:2], "(?!)")
    return re.sub(pattern, " ", text, flags=re.IGNORECASE)


def _in_one_word(text: str, language: str) -> str:
    """A text with the word for worse where it says "less well", and denies nothing."""
    data, code = load_data("directions.toml"), language[:2]
    if code not in data["poorer"] or not denials("says", code).isdisjoint(words_of(text)):
        return text
    return re.sub(data["poorer"][code], data["poorer_as"][code], text, flags=re.IGNORECASE)


def _did_worse(text: str, language: str) -> bool:
    """Whether a text says, and denies nothing, that something did worse than another: "slechter ... dan"."""
    word, code = load_data("directions.toml")["poorer_as"].get(language[:2]), language[:2]
    if word is None or not denials("says", code).isdisjoint(words_of(text)):
        return False
    than = load_data("moved.toml")[code]["than"]
    return re.search(rf"\b{word}\w*[^.,;:]*\b(?:{than})\b", text.lower()) is not None


def is_needed(text: str) -> bool:
    """Whether two denials say that everybody needs it: "no athlete can do without it", in any language."""
    patterns = load_data("directions.toml")["needed"].values()
    return any(re.search(pattern, text.lower()) for pattern in patterns)


def _denies(statement: str) -> bool:
    """Whether an English statement asserts nothing, and denies an effect."""
    return not is_open(statement.lower()) and grade(statement, "en").negated is not None


def says_no_effect(statement: str, language: str) -> bool:
    """Whether a statement says that there was no effect, and of nothing that there was one."""
    row = load_data("directions.toml")["unchanged_alone"].get(language[:2], "(?!)")
    if re.search(row, statement.lower()) is None:
        return False
    return all(cue.status != "asserted" for cue in grade(statement, language).cues)


def _is_unchanged(statement: str) -> bool:
    """Whether a statement says in another language than English that nothing changed.

    Of a few words nobody can tell the language: no phrase of one is a phrase of another.
    """
    return _unchanged().search(statement.lower().replace("\u2019", "'")) is not None


@cache
def _unchanged() -> re.Pattern[str]:
    return re.compile("|".join(load_data("directions.toml")["unchanged"].values()))


def _statement(claim: Claim) -> str:
    """The statement as its direction is told from."""
    return _without_amounts(str(claim.statement), tuple(claim.about.outcome), speaks_of_lack(claim))


@remembered
def _without_amounts(statement: str, outcomes: tuple[str, ...], lacks: bool) -> str:  # noqa: FBT001
    """A statement without the words that tell of how much is taken, which are no way that its outcome goes.

    "Those who eat more fish", and what is said of too little of it.
    """
    words = load_data("directions.toml")
    if lacks:
        lack = rf"(?<!\w)(?:{words['lack']['words']})(?!\w)"
        return re.sub(lack, " ", statement, flags=re.IGNORECASE)
    more = re.compile(words["status"]["more"], re.IGNORECASE)
    about = fold(" ".join(outcomes))
    mention = next(iter(find_substances(statement)), None)
    if mention is None or fold(statement[mention.start : mention.end]) in about:
        return statement
    return more.sub(" ", statement[: mention.start]) + statement[mention.start :]


def direction_on(claim: Claim, name: str) -> Direction | None:
    """The direction in which a claim says that one of its outcomes goes.

    A statement may tell several ("raises mood and lowers anxiety"): then the part that names the
    outcome is read alone. None where that is not clear.
    """
    whole = direction_of(claim)
    if claim.direction is None and whole in AXIS and whole is not None:
        return _as_stated_of(claim.statement, whole, name)
    if whole is not None or len(claim.about.outcome) < 2:
        return whole
    part = _part_on(_statement(claim), name, claim.about.outcome)
    return told(part, [name]) if part is not None else None


def _as_stated_of(statement: str, whole: Direction, name: str) -> Direction | None:
    """More or less of what a statement names, as better or worse where that is no measure of the outcome.

    "Raises stool frequency", of constipation; "lengthens sleep", of insomnia. None where nobody can tell:
    "raises haemoglobin", of anaemia.
    """
    mentions = find_outcomes(statement)
    stated = {mention.id for mention in mentions}
    poles = {pole(statement[m.start : m.end]) for m in mentions if relation(name, m.id) == "same"}
    if poles == {-pole(name)}:  # "reduces hunger", of satiety
        return _REVERSED[whole]
    if len(stated) != 1 or fold(name) in fold(statement):
        return whole
    # "Lost more muscle", of muscle mass.
    parts = {word for m in mentions for word in fold(statement[m.start : m.end]).split()}
    if parts <= {*fold(name).split()} and worth(Direction.INCREASES, name) == 1:
        return whole
    (other,) = stated
    ours, theirs = worth(whole, name), worth(whole, other)
    if ours is None or ours == theirs or relation(name, other) in {"other", "same", "unknown"}:
        return whole
    if theirs is None:
        return None
    return Direction.IMPROVES if theirs > 0 else Direction.WORSENS


def speaks_of_lack(claim: Claim) -> bool:
    """Whether a claim says what too little of its substance does: "a low folate intake", "iron deficiency".

    Not where the substance is named besides, or said to be taken, or where the lack itself is the outcome.
    """
    return _all_named(claim, "lack")


def speaks_of_status(claim: Claim) -> bool:
    """Whether a claim is on how much of its substance people eat or have: "a high magnesium intake"."""
    return _all_named(claim, "status") or speaks_of_lack(claim)


def _all_named(claim: Claim, name: str) -> bool:
    """Whether all that a statement says of its substance stands beside words of a list, and it is not taken."""
    about, language = claim.about, language_of(claim)
    words = load_data("directions.toml")
    if language != "en":
        words = words["beside"].get(language)
    if words is None:
        return False
    return _all_beside(
        str(claim.statement), tuple(about.substance), tuple(about.outcome), name, language
    )


@remembered
def _all_beside(
    statement: str, substances: tuple[str, ...], outcomes: tuple[str, ...], name: str, language: str
) -> bool:
    table, text = load_data("directions.toml"), statement.lower()
    words = table if language == "en" else table["beside"][language]
    wanted = {known.id for each in substances if (known := substance(each))}
    named = [m for m in find_substances(statement) if wanted & set(m.ids)]
    about = fold(" ".join(outcomes))
    if not named or any(fold(text[m.start : m.end]) in about for m in named):
        return False
    return re.search(words["lack"]["given"], text) is None and all(
        re.search(rf"(?<!\w){words[name]['before']}", text[max(0, m.start - 40) : m.start])
        or re.match(words[name]["behind"], text[m.end : m.end + 30])
        for m in named
    )


def reversed_(direction: Direction | None) -> Direction | None:
    """The other way round; what tells no way stays."""
    return _REVERSED.get(direction, direction) if direction is not None else None


def _part_on(statement: str, name: str, names: Sequence[str]) -> str | None:
    """The part of a statement, with a verb of its own, that names one of several outcomes."""
    own = {each: [fold(form) for form in (*_names(each), *facet_words(each))] for each in names}
    parts: list[str] = []
    for piece in map(_with_verb, _bare("joins").split(statement)):
        if parts and not tells(piece):
            parts[-1] = f"{parts[-1]} and {piece}"  # "memory and attention" share a verb
        else:
            parts.append(piece)
    plain = fold(statement)
    if is_open(statement.lower()) or sum(any(f in plain for f in fs) for fs in own.values()) < 2:
        return None
    # "Affect" is a mood, too, and "systolic" alone a blood pressure.
    for forms in ([fold(name)], [*facet_words(name)], own[name]):
        found = [part for part in parts if any(form in fold(part) for form in forms)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _with_verb(piece: str) -> str:
    """A piece with the verb that it leaves out: "not memory", "mood did not"."""
    if tells(piece):
        return piece
    return _bare("ends").sub(r"\1 change", _bare("begins").sub("did not change ", piece))


def _names(name: str) -> Iterator[str]:
    yield name
    listed = outcome(name)
    if listed is not None:
        yield from listed.names.get("en", ())


def is_harm(claimed: Direction | None, names: Iterable[str]) -> bool:
    """Whether a claim says that something got worse."""
    return claimed is not None and any(worth(claimed, name) == -1 for name in names)
