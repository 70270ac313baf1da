"""What a seller's sentence offers by how it is built: for whom, by whom it is praised, what the reader gets back.

Each reading takes what the other modules know (diseases, effects, what the page sells) and closed lists of the
words that offer it (`regulation/copy.toml`). None of them reads a sentence that is exempt, and none one that
tells of research, of charity or of the founder: those name a disease and sell nothing by that.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from magclaims.judge.law.benefits import benefits_of
from magclaims.judge.law.credits import Credit
from magclaims.judge.law.effects import Effect, find_effects
from magclaims.judge.law.facts import WORDING, disease_words, verb_last, word_list
from magclaims.judge.law.product import copy_words, named_by_form
from magclaims.judge.law.relief import in_another_clause, relieved
from magclaims.judge.law.sentence import Around, Target
from magclaims.judge.law.substances import find_subjects
from magclaims.judge.law.takes_back import BULLET, has_word_of, is_negated
from magclaims.knowledge.languages import GRADED
from magclaims.knowledge.phrase_list import PhraseList
from magclaims.knowledge.small_words import any_language
from magclaims.lexicon.wording import RELATIONS, CueMatch, grade
from magclaims.model.registry import Strength

_LONG = 800
"""Code points of a sentence that is read; what is longer is a list, or no sentence."""
_NEAR = 8
"""Words between what offers and what it is for, at most."""
_BEFORE = 5
"""Words between the body and a verb at the end of its clause, at most."""
_SUBJECT = 12
"""Words between the subject and its verb, at most."""
_OPENING = 4
"""Words before the verb on the page of a product that names it in words of its own, at most: "A warm cup of it"."""
_BESIDE = 12
"""Letters between a part of the body and what is wrong with it, at most."""
_OF_A_CLAUSE = frozenset({"follows", "thereby", "result"})
"""Cues that read a whole clause, and not what its subject does: "If you have diabetes, mind the sugar"."""
_FIRST = re.compile(r"[^\W\d_]{3,}(?=\s)")
"""The first word of a line, where that may be a verb."""
_OBJECT = 5
"""Words of what it acts on, at most, up to the body or the disease."""
_FRAME = "frame"
"""A cue of a verb with what it acts on; it counts where the subject stands before it."""
_PART = re.compile(r"[.;:?!()]|\s[–—-]\s")
_ENDS = re.compile(rf"\s*(?:$|[,;:.!)]|(?:{any_language('and')})\s)")
"""What follows where nothing more is said of those for whom it is."""
_COMMA = re.compile(r",\s*")


@dataclass(frozen=True, slots=True)
class Offered:
    """What a sentence offers: diseases to be rid of, and effects; `names` are diseases that it names at all."""

    treats: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    names: tuple[str, ...] = ()


_Pair = tuple[str, Target]
"""The words that offer, and what they offer."""


def targets_of(text: str, language: str) -> tuple[Target, ...]:
    """The diseases and effects that a sentence names and does not deny, from left to right."""
    harmless = (copy_words(language, "harmless"), disease_words(language, "not_treat"))
    barred = [m.span() for words in harmless for m in words.finditer(text)]
    ills = [
        Target(m.start(), m.end(), m.group())
        for m in disease_words(language, "names").finditer(text)
        if not any(start <= m.start() < end for start, end in barred)
        and not is_negated(text, m, language)
    ]
    effects = [
        Target(e.start, e.end, e.text, e)
        for e in find_effects(text, language)
        if not any(ill.start < e.end and e.start < ill.end for ill in ills)
        and not is_negated(text, e, language)
    ]
    effects = [_complaint(text, target, language) or target for target in effects]
    return tuple(sorted((*ills, *effects), key=lambda target: target.start))


def complaints(text: str, language: str) -> tuple[str, ...]:
    """The diseases and complaints that a question names: "Migraine?", "Stiff joints?", "Nervous or tired?"."""
    named = [target.text for target in targets_of(text, language) if target.ill or target.is_less]
    named += [found.group() for found in copy_words(language, "feels").finditer(text)]
    return tuple(dict.fromkeys(named))


def _complaint(text: str, target: Target, language: str) -> Target | None:
    """The part of the body with what is wrong with it: "stiff, painful joints", "articulaciones doloridas"."""
    if target.effect is None or target.effect.less or target.effect.said:
        return None
    for bad in copy_words(language, "bad").finditer(text):
        start, end = min(bad.start(), target.start), max(bad.end(), target.end)
        gap = text[min(bad.end(), target.end) : max(bad.start(), target.start)]
        if 0 < len(gap) <= _BESIDE and not _PART.search(gap):
            return Target(start, end, text[start:end])
    return None


def offered(around: Around) -> Offered:
    """What a sentence offers that is not exempt, by any of the readings."""
    text, language = around.text, around.language
    if not around.sold or len(text) > _LONG or has_word_of_copy(text, language, "research"):
        return Offered()
    if disease_words(language, "left_off").search(text):
        return Offered()
    targets = targets_of(text, language)
    pairs: list[_Pair] = []
    if targets:
        pairs += _said_for(around, targets)
        pairs += _praised(around, targets)
        pairs += _told(around, targets)
        pairs += _gained(around, targets)
        pairs += _fronted(around, targets)
        pairs += _without(around, targets)
        pairs += _helped(around, targets)
        pairs += _opening(around, targets)
        pairs += _acting(around, targets)
        pairs += ((words, target) for words, target in benefits_of(around, targets))
    treats = [
        words if target.text in words else f"{words} … {target.text}"
        for words, target in pairs
        if target.ill
    ]
    treats += _natures(text, language)
    if around.product_page:
        treats += relieved(text, language, around.starts, named=bool(around.starts))
    seen: dict[Effect, Credit] = {}
    for _, target in pairs:
        if target.effect is not None:
            seen.setdefault(target.effect, Credit(target.effect, around.substances))
    named = dict.fromkeys(_named(around, targets))
    return Offered(tuple(dict.fromkeys(treats)), tuple(seen.values()), tuple(named))


def _named(around: Around, targets: Sequence[Target]) -> Iterator[str]:
    """The diseases that stand beside what is sold, under no condition, and with nothing else that acts."""
    text, language = around.text, around.language
    if not around.starts or _others_before(text, language):
        return
    if has_word_of_copy(text, language, "conditional") or has_word_of(
        text, language, "risk_factor"
    ):
        return
    specific = disease_words(language, "specific")
    yield from (t.text for t in targets if t.ill and specific.fullmatch(t.text))


def has_word_of_copy(text: str, language: str, key: str) -> bool:
    """Whether a text holds a word of one list of `regulation/copy.toml`."""
    return copy_words(language, key).search(text) is not None


def _others_before(text: str, language: str) -> bool:
    """Whether something else that acts is named there."""
    return has_word_of(text, language, "other_agents") or has_word_of_copy(text, language, "eat")


def _between(text: str, start: int, end: int, most: int) -> bool:
    """Whether so many words at most stand between two places, and no end of a part of the sentence."""
    between = text[start:end]
    return len(between.split()) <= most and _PART.search(between) is None


def _said_for(around: Around, targets: Sequence[Target]) -> Iterator[_Pair]:
    """Find "Formulated for people who lie awake", "your ally against hot flushes", "valued at rheumatism"."""
    text, language = around.text, around.language
    for key in ("fits", "for_whom"):
        for said in copy_words(language, key).finditer(text):
            if is_negated(text, said, language):
                continue
            if _others_before(text[: said.start()], language):
                continue
            for target in targets:
                inside = said.start() <= target.start < said.end()
                behind = target.start >= said.end() and _between(
                    text, said.end(), target.start, _NEAR
                )
                # "Levels for people with diabetes vary" speaks of something else.
                if key == "for_whom" and not _ENDS.match(text, target.end):
                    continue
                if inside or behind:
                    yield said.group(), target


def _praised(around: Around, targets: Sequence[Target]) -> Iterator[_Pair]:
    """Find "Gout sufferers swear by it": those who have the disease, and what they think of the product."""
    text, language = around.text, around.language
    for people in copy_words(language, "sufferers").finditer(text):
        praise = copy_words(language, "praise").search(text, people.end())
        if praise is None or is_negated(text, praise, language):
            continue
        for target in targets:
            near = min(abs(target.start - people.end()), abs(people.start() - target.end))
            if (
                target.ill
                and near <= 1
                and _between(
                    text, max(people.end(), target.end), max(praise.start(), target.end), _NEAR
                )
            ):
                yield praise.group(), target


def _told(around: Around, targets: Sequence[Target]) -> Iterator[_Pair]:
    """What a customer tells: "I had back pain for years, until these drops"."""
    text, language = around.text, around.language
    if copy_words(language, "me").search(text) is None:
        return
    changed = copy_words(language, "changed").search(text)
    if changed is None or in_another_clause(text, changed.end(), around.starts):
        return
    if not around.starts and _others_before(text, language):
        return
    for target in targets:
        if target.effect is None or target.effect.less or target.effect.said:
            yield changed.group(), target


def _fronted(around: Around, targets: Sequence[Target]) -> Iterator[_Pair]:
    """Find "With cramps more and more people reach for our drops", "For a sore throat: ten drops"."""
    text, language = around.text, around.language
    line = BULLET.sub("", text)
    offset = len(text) - len(line)
    said = copy_words(language, "with_ill").match(line)
    if said is None or has_word_of(text, language, "dosing"):
        return
    named = [start for start in (*around.starts, *named_by_form(text, language)) if start]
    doses = word_list(WORDING, language, "doses").search(text)
    for target in targets:
        behind = any(start > target.end for start in named) or (
            doses is not None and doses.start() > target.end
        )
        if target.ill and behind and _between(text, offset + said.end(), target.start, _NEAR):
            yield said.group(), target


def _without(around: Around, targets: Sequence[Target]) -> Iterator[_Pair]:
    """Find "to live without anxiety": the reader is rid of it."""
    text, language = around.text, around.language
    for said in copy_words(language, "without").finditer(text):
        for target in targets:
            if target.ill and 0 <= target.start - said.end() <= 1:
                yield said.group(), target


def _helped(around: Around, targets: Sequence[Target]) -> Iterator[_Pair]:
    """Find "Whether it's chronic pain or epilepsy, CBD has helped thousands": the order is free."""
    text, language = around.text, around.language
    said = copy_words(language, "helped").search(text)
    if said is None or is_negated(text, said, language):
        return
    if any(start <= said.start() for start in around.starts):
        for target in targets:
            if target.ill and target.end <= said.start():
                yield said.group(), target


def _gained(around: Around, targets: Sequence[Target]) -> Iterator[_Pair]:
    """Find "Find your calm again", "Say goodbye to sleepless nights": what the reader is told to get."""
    line = BULLET.sub("", around.text)
    offset = len(around.text) - len(line)
    said = copy_words(around.language, "gain").match(line)
    if said is None:
        return
    for target in targets:
        if target.start >= offset + said.end() and _between(
            around.text, offset + said.end(), target.start, _NEAR
        ):
            yield said.group(), target


def _natures(text: str, language: str) -> tuple[str, ...]:
    """Find "Nature's antibiotic", "das Kortison der Natur": a medicine that the product is called."""
    found = []
    plain = copy_words(language, "plain_medicines")
    for medicine in disease_words(language, "medicine").finditer(text):
        if plain.fullmatch(medicine.group()) or is_negated(text, medicine, language):
            continue
        for said in copy_words(language, "natures").finditer(text):
            gap = max(said.start() - medicine.end(), medicine.start() - said.end())
            if 0 <= gap <= 1:
                found.append(f"{said.group()} … {medicine.group()}")
    return tuple(found)


def _opening(around: Around, targets: Sequence[Target]) -> Iterator[_Pair]:
    """Find "Wakes up a sleepy libido": on a product's page a line begins with what the product does to the body.

    The first word is no article, preposition or word of handling, and what it acts on follows soon.
    """
    text, language = around.text, around.language
    if not around.product_page or around.names_another:
        return
    line = BULLET.sub("", text)
    offset = len(text) - len(line)
    first = _FIRST.match(line)
    if first is None or copy_words(language, "handling").match(line):
        return
    if copy_words(language, "conditional").match(line):
        return
    if copy_words(language, "object").match(line):
        return
    begin = offset + first.end()
    if any(target.start < begin for target in targets) or find_subjects(line[: first.end()]):
        return
    for noun in copy_words(language, "object").finditer(text, begin):
        particle = text[begin : noun.start()].strip()
        if " " in particle or any(words.match(particle) for words in _no_particles(language)):
            return
        for target in targets:
            if target.start >= noun.start() and _between(
                text, noun.end(), max(noun.end(), target.start), _OBJECT
            ):
                yield first.group(), target
        return


def _no_particles(language: str) -> tuple[PhraseList, ...]:
    """What stands behind a noun, and no verb: "people with a", not "wakes up a"."""
    return (
        copy_words(language, "with_ill"),
        copy_words(language, "without"),
        word_list(WORDING, language, "by"),
    )


def _acting(around: Around, targets: Sequence[Target]) -> Iterator[_Pair]:
    """What the sentence says that the product does, as the wording grammar reads it."""
    if around.language not in GRADED:
        return
    wording = grade(around.text, around.language)
    if wording.strength < Strength.CONDITIONAL:
        return
    cues = [cue for cue in wording.cues if cue.kind in RELATIONS]
    for cue in cues:
        if cue.strength < Strength.CONDITIONAL or cue.harmful or cue.id in _OF_A_CLAUSE:
            continue
        if _acts(around, cue, cues, targets):
            yield from ((cue.text, target) for target in targets if _acted_on(around, cue, target))


def _acted_on(around: Around, cue: CueMatch, target: Target) -> bool:
    """Whether a verb does good to what a sentence names near it."""
    text, language = around.text, around.language
    effect = target.effect
    lowers = word_list(WORDING, language, "lowering").match(cue.text)
    raises = copy_words(language, "raising").search(cue.text)
    if lowers and effect is not None and not effect.less:
        return False
    if raises and (effect is None or effect.less):
        return False
    if target.ill and copy_words(language, "vague").fullmatch(target.text):
        return False
    if target.start >= cue.end:
        return _between(text, cue.end, target.start, _NEAR)
    if target.end <= cue.start:
        return verb_last(language) and _between(text, target.end, cue.start, _BEFORE)
    # What the words of a verb begin with is its subject: "your weight depends on what you eat".
    return target.start > cue.start or target.end >= cue.end


def _acts(
    around: Around, cue: CueMatch, cues: Sequence[CueMatch], targets: Sequence[Target]
) -> bool:
    """Whether the product is what does it: named before the verb in its clause, or left out."""
    text, language = around.text, around.language
    if cue.id == _FRAME and (
        copy_words(language, "relatives").match(cue.text)
        or word_list(WORDING, language, "by").match(cue.text)
    ):
        return False
    starts = [start for start in around.starts if start < cue.start or start == 0]
    if any(_bound(text, start, cue.start, language, cues) for start in starts):
        return cue.start > 0 or cue.id != _FRAME
    if not around.product_page or around.names_another:
        return False
    begin = max((m.end() for m in _PART.finditer(text, 0, cue.start)), default=0)
    before = BULLET.sub("", text[begin : cue.start])
    # "Stress raises cortisol": what is named there is no product.
    if any(begin <= target.start < cue.start for target in targets):
        return False
    return len(before.split()) <= _OPENING and not _others_before(before, language)


def _bound(text: str, start: int, end: int, language: str, cues: Sequence[CueMatch]) -> bool:
    """Whether a verb belongs to the subject before it: no other clause stands between them.

    A comma may be followed by a relative pronoun ("glycine, which") or by another verb of the same subject.
    """
    between = text[start:end]
    if len(between.split()) > _SUBJECT or _PART.search(between):
        return False
    if _others_before(between, language):
        return False
    relative = copy_words(language, "relatives")
    verbs = {cue.start for cue in cues}
    for comma in _COMMA.finditer(between):
        at = start + comma.end()
        if at >= end or at in verbs or relative.match(text, at):
            continue
        return False
    return True
