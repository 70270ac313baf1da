"""A translated title beside its original: does it say the same?

Each word of one title is looked for in the other, by its meaning or as a cognate. What is left over
on both sides decides. Of the closed classes (species, people, design, direction, negation, numbers) a
title names all: one that only one side names is another title. Of the rest a known word that has no
counterpart is another title where the other side has a known word left as well; words that nobody
knows make the titles incomparable.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from magclaims.knowledge import vocabulary
from magclaims.knowledge.keys import fold
from magclaims.match.cognates import cognates, resemble, share_form
from magclaims.match.text import knowledge
from magclaims.match.title_words import CLOSED, Word, title_words
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass

Agreement = Literal["agrees", "differs", "unclear"]

_LETTERED = expression(r"([^\W\d_]{4,40})[ -]([A-HJ-Z])(?![\w'\u2019])")
"""A word and the letter that tells it from its kin; a single I may be a number."""
_SLIGHT = ("light:", "general:")
_HUMAN = frozenset({"species:human"})
_NOTHING_SHARED = 3
"""With so many words on both sides, two titles that say the same have one in common."""
_MANY_SHARED = 4
"""With so many words of weight shared, one that nobody knows on each side is taken for a pair."""
_VAGUE = frozenset({"people:patient", "people:participant", "species:human", "people:healthy"})
"""Words for people that a translation may add or leave out where no animal is at hand."""
_OF_ANY_SPECIES = frozenset(
    {"men", "women", "young", "older", "newborn", "healthy", "pregnant", "adult"}
)
"""Words for people that are said of animals, too."""
_ANIMAL_IN_GENERAL = frozenset({"species:animal", "species:rodent"})
_CELLS = frozenset({"species:cell_line", "species:culture", "species:yeast"})
_AGAINST = {
    "up": {"down"},
    "down": {"up"},
    "good": {"bad"},
    "bad": {"good", "prevent"},
    "cause": {"prevent"},
    "prevent": {"cause", "bad"},
}


@dataclass(frozen=True, slots=True)
class Translation:
    """What two titles in two languages have to do with each other.

    `agreement` is `agrees`, `differs`, or `unclear`: too many words that nobody knows; then there is a reason.
    """

    agreement: Agreement
    reason: str = ""


def compare_translation(
    printed: str, record: str, printed_language: str, record_language: str
) -> Translation:
    """Compare a title with its original in another language.

    Languages are ISO 639-1; empty: any of the five that are known.
    """
    if lettered := _other_letter(printed, record):
        return Translation("differs", lettered)
    ours = title_words(printed, printed_language)
    theirs = title_words(record, record_language)
    compared = _compared(ours, theirs)
    if compared.agreement == "agrees" and (
        denied := _denied(ours, theirs) or _denied(theirs, ours)
    ):
        return Translation("unclear", denied)
    return compared


def _compared(ours: Sequence[Word], theirs: Sequence[Word]) -> Translation:
    left = _left(ours, theirs)
    right = _left(theirs, ours)
    left, right = _without_prefixed(left, right, ours), _without_prefixed(right, left, theirs)
    if reason := _closed_classes(ours, theirs, left, right):
        return Translation("differs", reason)
    known_left, known_right = [w for w in left if w.about], [w for w in right if w.about]
    unknown_left, unknown_right = ([w for w in side if not w.means] for side in (left, right))
    if known_left and known_right:
        said = f"it says {_list(known_left)}, the record {_list(known_right)}"
        return Translation("differs", said)
    if known_left and not unknown_right:
        return Translation("differs", f"the record says nothing of {_list(known_left)}")
    shared = [w for w in ours if w not in left and not w.light]
    if not shared and min(len(left), len(right)) >= _NOTHING_SHARED:
        return Translation("differs", "no word of one title has a counterpart in the other")
    total = len(shared) + len(left)
    weighty = [w for w in shared if w.about or w.axes & CLOSED or not w.means]
    one_each = len(unknown_left) == len(unknown_right) == 1 and not known_right
    if one_each and share_form(unknown_left[0].text, unknown_right[0].text):
        return Translation("unclear", _left_over(left, right))
    if one_each and not known_left and len(weighty) >= _MANY_SHARED:
        return Translation("agrees")
    if known_left or (unknown_left and (unknown_right or known_right)) or not shared:
        return Translation("unclear", _left_over(left, right))
    if len(shared) < 0.5 * total or len(right) > max(2, len(theirs) // 2):
        return Translation("unclear", _left_over(left, right))
    return Translation("agrees")


def _denied(ours: Sequence[Word], theirs: Sequence[Word]) -> str:
    """Why not, where one title denies a word of the other: "uncontrolled", "controlado"; else empty."""
    if any(w.on("negation") for w in ours):
        return ""
    for word, bare in _bare(theirs):
        denial = word.text.removesuffix(bare)
        if any(resemble(bare, w.text) and not w.text.startswith(denial) for w in ours):
            return f'only one of them says "{word.text}"'
    return ""


def _bare(side: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    """The words that may begin with a denial, and what they are without it."""
    for word in side:
        found = next((p for p in knowledge()["denying"] if word.text.startswith(p)), "")
        if found and len(word.text) - len(found) >= 5:
            yield word, word.text.removeprefix(found)


def _other_letter(printed: str, record: str) -> str:
    """Why not, where one word of both titles carries another letter: hepatitis B, hepatitis C; else empty."""
    theirs = _LETTERED.findall(record)
    for word, letter in _LETTERED.findall(printed):
        same = [(other, its) for other, its in theirs if cognates(fold(word), fold(other))]
        if same and letter not in {its for _, its in same}:
            other, its = same[0]
            return f'it says "{word} {letter}", the record "{other} {its}"'
    return ""


def _left(ours: Sequence[Word], theirs: Sequence[Word]) -> list[Word]:
    """The words that have no counterpart; of a compound, it counts as a whole."""
    other = [part for word in theirs for part in (word.means, *word.parts)]
    found = [word for word in ours if not word.light and not _has(word, theirs, other)]
    return _without_split(found, ours, theirs)


def _without_split(
    left: Sequence[Word], ours: Sequence[Word], theirs: Sequence[Word]
) -> list[Word]:
    """Without what is two words on one side and one on the other: "micro-ecologie", "microecology"."""
    pairs = [(a, b) for a, b in pairwise(ours) if a in left or b in left]
    split = {
        w
        for a, b in pairs
        for w in (a, b)
        if any(cognates(a.text + b.text, t.text) for t in theirs)
    }
    joined = {
        w for w in left if any(cognates(w.text, a.text + b.text) for a, b in pairwise(theirs))
    }
    return [w for w in left if w not in split | joined]


def _without_prefixed(
    left: Sequence[Word], right: Sequence[Word], ours: Sequence[Word]
) -> list[Word]:
    """Without "non compliquée" beside "uncomplicated", and the reverse."""
    kept = list(left)
    denying = tuple(knowledge()["denying"])
    denies = any(w.on("negation") for w in ours)
    for _, bare in _bare(right):
        if denies and any(resemble(bare, w.text) for w in ours):
            kept = [w for w in kept if not w.on("negation") and not resemble(bare, w.text)]
    denied = any(w.on("negation") for w in right)
    return [w for w in kept if not (denied and w.text.startswith(denying) and len(w.text) >= 8)]


def _has(word: Word, theirs: Sequence[Word], other: Sequence[frozenset[str]]) -> bool:
    if any(_alike(word, w) for w in theirs):
        return True
    if word.rest and not any(_alike_rest(word.rest, w) for w in theirs):
        return False
    parts = word.parts or (word.means,)
    heavy = [part for part in parts if not all(m.startswith(_SLIGHT) for m in part)]
    # What is of little weight may be without, beside what weighs or a rest.
    needed = heavy or (() if word.rest else parts)
    return all(any(_means_same(part, means) for means in other) for part in needed)


def _alike(word: Word, other: Word) -> bool:
    if word.text == other.text:
        return True
    if other.rest and _alike_rest(other.rest, word):
        return True
    known = word.means and other.means
    return (cognates if known else resemble)(word.text, other.text)


def _alike_rest(rest: str, word: Word) -> bool:
    if rest == word.text:
        return True
    return any(resemble(bare, word.text) for bare in (rest, rest[:-1], rest[:-2]) if len(bare) >= 4)


def _means_same(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a.isdisjoint(b) or not _wider(a).isdisjoint(b) or not _wider(b).isdisjoint(a)


def _wider(means: frozenset[str]) -> frozenset[str]:
    """The parents of the substances that a word stands for: folic acid may be called folate."""
    known = vocabulary.vocabulary().substances
    found = set()
    for meaning in means:
        axis, _, id_ = meaning.partition(":")
        if axis == "substance" and id_ in known and (parent := known[id_].parent):
            found.add(f"substance:{parent}")
    return frozenset(found)


def _closed_classes(
    ours: Sequence[Word], theirs: Sequence[Word], left: Sequence[Word], right: Sequence[Word]
) -> str:
    """What the titles say differently in species, people, design, direction, negation, numbers."""
    printed, recorded = _classes(ours), _classes(theirs)
    only_p, only_r = _classes(left), _classes(right)
    return (
        _species(printed, recorded, only_p, only_r)
        or _ways(theirs, left)
        or _others(only_p, only_r)
    )


def _classes(found: Iterable[Word]) -> dict[str, str]:
    """The meanings of closed classes that a title has, and the words for them.

    A word that may also be something open counts only for the open.
    """
    classes: dict[str, str] = {}
    for word in found:
        for means in (word.means, *word.parts):
            axes = {m.partition(":")[0] for m in means}
            if means and axes <= CLOSED | {"light"} and "light" not in axes:
                classes.update(dict.fromkeys(means, word.text))
    return classes


def _bodies(classes: Iterable[str]) -> set[str]:
    """Whom or what was studied: `human`, an animal, or cells."""
    found = set()
    for meaning in classes:
        axis, _, name = meaning.partition(":")
        if axis == "people" and name not in _OF_ANY_SPECIES:
            found.add("human")
        elif axis == "species" and meaning not in _CELLS:
            found.add(name)
    return found


def _species(
    printed: dict[str, str],
    recorded: dict[str, str],
    only_p: dict[str, str],
    only_r: dict[str, str],
) -> str:
    ours, theirs = _bodies(printed), _bodies(recorded)
    new = {m: w for m, w in only_p.items() if _bodies([m])}
    gone = {m: w for m, w in only_r.items() if _bodies([m])}
    if ours and theirs and not ours & theirs and not _general(ours, theirs):
        return _says(new or printed, gone or recorded)
    for cells, bodies in (
        (only_p, gone),
        (only_r, new),
    ):  # cells on one side, whole beings on the other
        if bodies and not _CELLS.isdisjoint(cells):
            return _says(only_p, only_r)
    if "species:human" in new and "human" not in theirs:
        return f"the record says nothing of {_quoted(new)}"
    if _general(ours, theirs):
        return ""
    if animals := _on(gone, "species:", _HUMAN):
        people = _on(only_p, "people")
        return _says(people, animals) if people else f"the record says {_quoted(animals)}"
    animals = _on(new, "species:", _HUMAN)
    return f"the record says nothing of {_quoted(animals)}" if animals else ""


def _on(
    classes: dict[str, str], axes: str | tuple[str, ...], without: Collection[str] = ()
) -> dict[str, str]:
    """The meanings of some axes, with the words for them."""
    return {m: word for m, word in classes.items() if m.startswith(axes) and m not in without}


def _general(ours: set[str], theirs: set[str]) -> bool:
    """Whether one side names the animal and the other says animals, or rodents."""
    general = {m.partition(":")[2] for m in _ANIMAL_IN_GENERAL}
    return bool((ours & general and theirs - {"human"}) or (theirs & general and ours - {"human"}))


def _ways(theirs: Sequence[Word], left: Sequence[Word]) -> str:
    """Words of the printed title that go the other way than all of the record's."""
    recorded = [(w.text, _way(w)) for w in theirs if _way(w)]
    for word in left:
        way = _way(word)
        if not way:
            continue
        against = set().union(*(_AGAINST[w] for w in way))
        opposed = [text for text, other in recorded if other & against and not other & way]
        if opposed and not any(other & way for _, other in recorded):
            return f"it says “{word.text}”, the record “{opposed[0]}”"
    return ""


def _way(word: Word) -> set[str]:
    senses = (word.means, *word.parts)
    if word.about and not word.parts:
        return set()
    return {m.partition(":")[2] for means in senses for m in means if m.startswith("direction:")}


def _others(only_p: dict[str, str], only_r: dict[str, str]) -> str:
    """People, design, negation and numbers that one side has alone."""
    axes = ("negation", "number", "design", "people")
    new, gone = _on(only_p, axes, _VAGUE), _on(only_r, axes, _VAGUE)
    if new and gone:
        return _says(new, gone)
    if new:
        return f"the record says nothing of {_quoted(new)}"
    weighty = _on(gone, ("negation", "number"))
    return f"the record says {_quoted(weighty)}" if weighty else ""


def _says(ours: dict[str, str], theirs: dict[str, str]) -> str:
    return f"it says {_quoted(ours)}, the record {_quoted(theirs)}"


def _quoted(found: dict[str, str]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(found.values()))


def _list(found: Iterable[Word]) -> str:
    return ", ".join(f"“{word.text}”" for word in list(found)[:3])


def _left_over(left: Sequence[Word], right: Sequence[Word]) -> str:
    parts = []
    if left:
        parts.append(f"nobody knows what {_list(left)} stands for in the record")
    if right:
        parts.append(f"{_list(right)} of the record has no counterpart that is known")
    return "; ".join(parts)
