"""Which way a statement in English says that something goes, and what that is worth.

What the words do not tell clearly is None.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, partial

from magclaims.knowledge import find_outcomes, outcome, pole
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.data import regex, word_set
from magclaims.knowledge.languages import GRADED
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.phrase_list import PhraseList, plain_phrases
from magclaims.knowledge.small_words import denials
from magclaims.lexicon.moved import WAYS, built
from magclaims.model.registry import Direction

_table = partial(load_data, "directions.toml")
_low = partial(regex, "directions.toml", "low")
"""A row of `low`: most tell that there is little or nothing of the outcome, which stands as "it"."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_APART = re.compile(r"[^\w']+")
_IN = frozenset({"in", "among", "for"})
_AND = frozenset({"and", "or"})
_GROUP = 4
"""Words within which people follow, or what they suffer from: "in otherwise healthy older adults"."""
_LONGEST = 4
"""Words of the longest name of a disease that is looked for at the end of an outcome's name."""
_FLIPS = {
    Direction.INCREASES: Direction.WORSENS,
    Direction.DECREASES: Direction.IMPROVES,
}
_TURNED = {
    Direction.INCREASES: "decreased",
    Direction.DECREASES: "increased",
    Direction.IMPROVES: "worsened",
    Direction.WORSENS: "improved",
}
_TOLD_BY = {
    Direction.INCREASES: "increased",
    Direction.DECREASES: "decreased",
    Direction.IMPROVES: "improved",
    Direction.WORSENS: "worsened",
}
_WITHOUT = "without"
_OTHER_WAY = {"higher": "lower"}
AXIS = {
    Direction.INCREASES: 1,
    Direction.DECREASES: -1,
    "increased": 1,
    "decreased": -1,
}
"""More or less of it; by a claim's direction, or by what a study found."""
VALUE = {Direction.IMPROVES: 1, Direction.WORSENS: -1, "better": 1, "worse": -1}
"""Better or worse, by the same."""


def told(statement: str, outcomes: Sequence[str] = ()) -> Direction | None:
    """The direction that an English statement asserts; None where it tells none, or several.

    Words within the names of its outcomes tell no direction ("bone loss").
    """
    return _told(statement, tuple(outcomes))


def names_no_effect(statement: str) -> bool:
    """Whether a statement says "no effect", "no difference" or the like, and needs no verb for it."""
    return _phrases("no_effect").search(statement.lower()) is not None


@remembered
def _told(statement: str, outcomes: tuple[str, ...]) -> Direction | None:
    text = " ".join(_WORD.findall(statement.lower().replace("\u2019", "'")))
    text = _how_far(_by_build(_in_one_word(text, outcomes), outcomes))
    text = _with_it(text, outcomes)
    table, text = _table(), _without_illness(text)
    if is_open(text):
        return None
    text = _phrases("double").sub("causes", _phrases("longer_lives").sub("improves", text))
    for name, told_so in table["as_it"].items():
        text = _low(name).sub(told_so, text)
    nothing = _phrases("no_effect").search(text) is not None
    for phrase, pattern in _neutral():
        if phrase in text:
            text = pattern.sub(" ", text)
    words = text.split()
    said = {
        (direction, _denied(words, index))
        for index, word in enumerate(words)
        if (direction := _verbs().get(word)) is not None and not _helps_to(words, index)
    }
    asserted = {direction for direction, denied in said if not denied}
    alone = not said and _phrases("no_effect_alone").search(text) is not None
    if nothing or alone or (said and not asserted):
        return Direction.NO_EFFECT
    if len(asserted) < len(said) or (asserted and _denies_besides(words)):
        return None  # a part is denied, a part is not
    firm = asserted - {Direction.CHANGES} or asserted
    if len(firm) == 1:
        return _turned(firm.pop(), words, outcomes)
    weak = [_denied(words, i) for i, word in enumerate(words) if word in table["weak_increases"]]
    if not said and not weak and _low("absent").search(text):
        return Direction.NO_EFFECT  # "has no side effects"
    if not said and not weak and _got(statement):
        return Direction.INCREASES
    if firm or not weak:
        return None
    return Direction.NO_EFFECT if all(weak) else Direction.INCREASES


def _without_illness(text: str) -> str:
    """A text without what those who took part suffer from: "people with mild cognitive impairment scored higher"."""
    table, words = _table(), text.split()
    who, ills = _people() | {*table["animals"]}, {*table["losses"], *table["bad_outcomes"]}
    left_out: set[int] = set()
    for at, word in enumerate(words[:-1]):
        if word not in who or words[at + 1] not in table["suffering"]:
            continue
        ends = begins = at + 1
        for index in range(begins + 1, min(begins + 1 + _GROUP, len(words))):
            each = words[index]
            hurt = each.endswith("ed") and words[index - 1] in {word, "a", "an", words[begins]}
            if (
                each in ills
                or each.endswith(tuple(table["bad_endings"]))
                or (hurt and each in _verbs())
            ):
                ends = index  # "cognitive impairment", "a damaged nerve"
            elif ends > begins or each in _verbs():
                break
        left_out.update(range(begins, ends + 1) if ends > begins else ())
    return " ".join(word for at, word in enumerate(words) if at not in left_out)


def _with_it(text: str, outcomes: Sequence[str]) -> str:
    """A text with "it" for each outcome, whose words tell no direction: "bone loss"."""
    for name in outcomes:
        own = " ".join(_WORD.findall(name.lower()))
        if own and own in text:
            text = re.sub(rf"\b{re.escape(own)}\b", "it", text)
    return text


def _by_build(text: str, outcomes: Sequence[str]) -> str:
    """A text with one word for what says by its build that an outcome goes up or down: "sends it through the roof"."""
    patterns = built("en")
    named = {text[m.start : m.end] for m in find_outcomes(text)} | {
        name.lower() for name in outcomes
    }
    marks = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(named, key=len, reverse=True)))})\b")
    if patterns is None or not named:
        return text
    names = iter(marks.findall(text))
    marked = marks.sub("\u00a7", text)
    for name, way in WAYS.items():
        for row in (name, f"was_{name}"):
            marked = patterns[row].sub(f"{_TOLD_BY[way]} \u00a7", marked)
    return re.sub("\u00a7", lambda _: next(names), marked)


def _how_far(text: str) -> str:
    """A text without the words by which something went further than something else; less far is the other way."""
    return _far("less").sub(
        lambda found: f"{_TURNED[_verbs()[found[1]]]}{found[2]}", _far("more").sub(r"\1\2", text)
    )


@cache
def _far(much: str) -> re.Pattern[str]:
    """A verb that tells a way, and behind it how far, before "than"."""
    rows, verbs = (
        load_data("moved.toml")["en"],
        "|".join(v for v, d in _verbs().items() if d in _TURNED),
    )
    return re.compile(
        rf"\b({verbs})((?: (?!{rows['goes_on']})\w+){{0,5}}?) (?:{rows[much]})\b(?!{rows['count']})"
        rf"(?=.*\b{rows['than']}\b)"
    )


def _got(statement: str) -> bool:
    """Whether a complaint is what somebody gets from something: "you get the flu from the vaccine"."""
    plain = " ".join(_WORD.findall(statement.lower()))
    got = _low("got_from").search(plain)
    denied = not denials("directions", "en").isdisjoint(plain.split())
    return got is not None and not denied and worth(Direction.INCREASES, got[1]) == -1


def tells(text: str) -> bool:
    """Whether a text in English has a word that tells a direction."""
    table = _table()
    words = _in_one_word(" ".join(_WORD.findall(text.lower()))).split()
    return any(word in _verbs() or word in table["weak_increases"] for word in words)


@remembered
def is_open(text: str) -> bool:
    """Whether a statement, in lower case, says that nobody knows: it asserts and denies nothing.

    In English, or in the language of an article, as drafts are stated.
    """
    text = _low("either_way").sub(" ", text)
    return (_phrases("open").search(text) or _open_elsewhere().search(_plain(text))) is not None


def _plain(text: str) -> str:
    return " ".join(_APART.sub(" ", text.replace("\u2019", "'")).split())


@cache
def _open_elsewhere() -> PhraseList:
    """The phrases of other languages than English; ".." is a gap of up to three words."""
    listed = load_data("says.toml")["unknown"]
    return plain_phrases((each for code in listed if code != "en" for each in listed[code]), 3)


def worth(direction: Direction | str, name: str) -> int | None:
    """What a direction means for an outcome: 1 for better, -1 for worse; None where more is neither."""
    if direction in VALUE:
        return VALUE[direction]
    axis = AXIS.get(direction)
    better = _better(name)
    if axis is None or better in {None, "context"}:
        return None
    return axis if better == "higher" else -axis


def _better(name: str) -> str | None:
    known = outcome(name)
    if known is not None:
        turned_round = pole(name) < 0 and known.better != "context"
        return known.better if not turned_round else _OTHER_WAY.get(known.better, "higher")
    words, table = _WORD.findall(name.lower()), _table()
    bad = not set(words).isdisjoint(table["bad_outcomes"])
    bad = bad or any(word.endswith(tuple(table["bad_endings"])) for word in words)
    if not bad and not any(map(_diseases().fullmatch, words)) and not _ends_in_disease(name):
        return None
    if not set(name.lower().split()).isdisjoint(table["good_of_bad"]):
        return "higher"
    return "lower" if bad or _ends_in_disease(name) else None


def _ends_in_disease(name: str) -> bool:
    """Whether an outcome is a disease or sign of diseases.toml: "liver cirrhosis", but not "cancer survival"."""
    words, table = name.casefold().split(), _table()
    for start in range(max(0, len(words) - _LONGEST), len(words)):
        head, before = " ".join(words[start:]), words[:start]
        if not _diseases().fullmatch(head):
            continue
        of = bool(before) and before[-1] in table["of"]
        return not of or before[0].startswith(tuple(table["of_diseases"]))
    return False


@cache
def _diseases() -> PhraseList:
    rows = load_data("diseases.toml")["disease"].values()
    names = {name for row in rows for language in GRADED for name in row.get(language, ())}
    return PhraseList(sorted(names), _as_written, begins="")


def _as_written(name: str) -> str:
    return re.escape(name).replace(r"\*", r"\w*").replace(r"\ \.\.\ ", " ")


def _turned(direction: Direction, words: Sequence[str], outcomes: Sequence[str]) -> Direction:
    table, words = _table(), _without_people(words)
    return turned(
        direction,
        outcomes,
        loss=not set(words).isdisjoint(table["losses"]),
        risk=not set(words).isdisjoint(table["risks"]),
    )


def turned(direction: Direction, outcomes: Sequence[str], *, loss: bool, risk: bool) -> Direction:
    """Less memory loss is better memory; less risk of a fracture is fewer fractures.

    `loss` and `risk` tell whether the words speak of a loss or a complaint, and of a risk.
    """
    if direction not in _FLIPS:
        return direction
    better = {_better(name) for name in outcomes}
    if loss and not better & {"lower", "lower_if_high"}:
        return _FLIPS[direction]
    if risk and "higher" in better:
        return _FLIPS[direction]
    return direction


def _without_people(words: Sequence[str]) -> Sequence[str]:
    """The words before those that tell in whom: what they suffer from is not what went up or down."""
    for index, word in enumerate(words):
        if word in _IN and not _people().isdisjoint(words[index + 1 : index + 1 + _GROUP]):
            return words[:index]
    return words


def _people() -> frozenset[str]:
    """English words for people."""
    return word_set("people.toml", "nouns", "en")


def _denied(words: Sequence[str], index: int) -> bool:
    """Whether a verb is denied: "not" reaches it from the few words before it, not across a "but"."""
    table = _table()
    start, people = max(0, index - table["reach"]), _people()
    near = [
        word
        for at, word in enumerate(words[start:index], start)
        # "In men without diabetes it lowered" tells who they were.
        if word != _WITHOUT or not at or words[at - 1] not in people
    ]
    parted = max((at for at, word in enumerate(near) if word in table["parts"]), default=-1)
    near = near[parted + 1 :]
    if near and near[-1] != _WITHOUT and _has_subject(words[index], near[-1]):
        near = [word for word in near if word != _WITHOUT]  # "a diet without gluten may reduce"
    return not denials("directions", "en").isdisjoint(near)


def _helps_to(words: Sequence[str], index: int) -> bool:
    """Whether a word only helps another verb, which tells the way: "helps to lower", "helped people sleep longer"."""
    table = _table()
    if words[index] not in table["helpers"]:
        return False
    for word in words[index + 1 : index + 1 + table["reach"]]:
        if word in table["parts"] or word in _AND:
            return False
        if word in _verbs():
            return not word.endswith("s") or word.endswith("ss")
    return False


def _has_subject(verb: str, before: str) -> bool:
    """Whether the form of a verb, or the word before it, tells that somebody does it."""
    return before in _table()["modals"] or (verb.endswith("s") and not verb.endswith("ss"))


def _denies_besides(words: Sequence[str]) -> bool:
    """Whether a denial has no verb of its own: "improves sleep, but not memory", "but mood did not"."""
    table = _table()
    for index, word in enumerate(words):
        if word not in {"not", "nor"}:
            continue
        behind = words[index + 1 : index + 1 + table["reach"]]
        if behind and behind[0] in table["scopes"]:
            continue  # "but not in children"
        if not any(each in _verbs() or each in table["weak_increases"] for each in behind):
            return True
    return False


@cache
def _phrases(name: str) -> PhraseList:
    """Any phrase of a list of the table, as whole words; ".." stands for up to two of them."""
    return plain_phrases(_table()[name], 2)


def _in_one_word(text: str, outcomes: Sequence[str] = ()) -> str:
    """A text with one word for each verb of two: "went up" is "increased", and so is losing less of an outcome."""
    losses = {*_table()["losses"]}
    lost = outcomes and all(losses.isdisjoint(name.lower().split()) for name in outcomes)
    for word, pattern in (*(_lost() if lost else ()), *_two_words()):
        text = pattern.sub(word, text)
    return text


@cache
def _lost() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What losing less or more of a thing tells of it: "lost less bone" is more of it."""
    lists = _table()["lost"]
    ways = {"increased": ("verbs", "less"), "decreased": ("verbs", "more")}
    ways |= {"improved": ("worse", "less"), "worsened": ("worse", "more")}
    return tuple(
        (word, re.compile(rf"\b(?:{lists[verbs]})(?: \w+){{0,3}}? (?:{lists[much]})\b"))
        for word, (verbs, much) in ways.items()
    )


@cache
def _two_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (word, re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b"))
        for word, phrases in _table()["two_words"].items()
    )


@cache
def _neutral() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The phrases that tell no direction, in the order in which they are taken out."""
    return tuple(
        (phrase, re.compile(rf"\b{re.escape(phrase)}\b")) for phrase in _table()["neutral"]
    )


@cache
def _verbs() -> Mapping[str, Direction]:
    named = [d for d in Direction if d is not Direction.NO_EFFECT]
    return {word: direction for direction in named for word in _table()[direction.value]}
