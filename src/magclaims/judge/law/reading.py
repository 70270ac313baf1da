"""What a sentence says that food law is about, and how a finding is made of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from magclaims.judge.law.facts import (
    FROM_MEMORY,
    MAX_SENTENCE,
    MAX_VERBS,
    NEAR,
    LawFinding,
    LawSentence,
    all_endpoints,
    bases,
    compile_words,
    subject_words,
    verb_words,
    word_list,
)
from magclaims.knowledge.characters import normal
from magclaims.knowledge.data import load
from magclaims.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence says, for all rules."""

    index: int
    line: int
    text: str
    magnesium: bool
    subject: bool
    """Magnesium, another substance, or the product, named here or carried over by a pronoun."""
    exempt: bool
    fragment: bool
    authorised: tuple[str, ...] = ()
    unauthorised: tuple[str, ...] = ()
    """Matched words of effects without an authorised claim, or said too strongly for one."""
    treats: tuple[str, ...] = ()
    """Matched words of treating, preventing or curing, with the disease."""
    reduces_risk: tuple[str, ...] = ()


_CONTRAST = re.compile(r"[,;:()]|\s[–—]\s|\s(?:maar|but|terwijl|while|although|hoewel|however)\s")


def _segment(text: str, start: int, end: int) -> str:
    """The part of a sentence, between commas and the like, that holds a match."""
    left = max((m.end() for m in _CONTRAST.finditer(text, 0, start)), default=0)
    right = next((m.start() for m in _CONTRAST.finditer(text, end)), len(text))
    return text[left:right]


def is_negated(text: str, match: re.Match[str], language: str) -> bool:
    """Whether the part of the sentence with the match is negated ("not only" is no negation)."""
    part = _segment(text, match.start(), match.end())
    part = word_list("regulation/wording.toml", language, "not_negation").sub(" ", part)
    return word_list("regulation/wording.toml", language, "negation").search(part) is not None


def _exempt(text: str, language: str) -> bool:
    """Questions, disclaimers, care advice and descriptions of studies."""
    if text.rstrip(" *\"”’'").endswith("?"):
        return True
    lists = ("disclaimer", "study", "care")
    return any(word_list("regulation/wording.toml", language, key).search(text) for key in lists)


def _after_subject(text: str, at: int, subjects: Sequence[int], language: str) -> bool:
    """Whether an effect is credited to the subject, not to what stands before the subject.

    The subject stands before the effect; or behind it with "with", "by", "thanks to", or a colon.
    """
    if any(start <= at for start in subjects):
        return True
    by = word_list("regulation/wording.toml", language, "by")
    return any(
        by.search(before) is not None or before.rstrip().endswith(":")
        for before in (text[max(0, start - 25) : start] for start in subjects)
    )


def _effects(
    text: str, subjects: Sequence[int], language: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The authorised meanings that a sentence has, and the words that go beyond them."""
    soft = list(verb_words(language, "soft").finditer(text))
    strong = list(verb_words(language, "strong").finditer(text))
    if not soft and not strong:
        return (), ()
    authorised: list[str] = []
    beyond: list[str] = []
    for endpoint in all_endpoints(language):
        for found in endpoint.pattern.finditer(text):
            if is_negated(text, found, language) or not _after_subject(
                text, found.start(), subjects, language
            ):
                continue
            if endpoint.kind != "authorised":
                beyond.append(found.group())
                continue
            too_strong = _nearest(strong, soft, found)
            if too_strong is None or too_strong.casefold() in endpoint.strong:
                authorised.append(endpoint.id)
            else:
                beyond.append(f"{too_strong} … {found.group()}")
    return tuple(dict.fromkeys(authorised)), tuple(dict.fromkeys(beyond))


_CONJUNCTION = re.compile(r",|\s(?:en|and)\s")


def _nearest(
    strong: Sequence[re.Match[str]], soft: Sequence[re.Match[str]], found: re.Match[str]
) -> str | None:
    """The strong verb that governs a word: the one that is nearer than any soft verb.

    A verb behind "and" or a comma governs what follows it, not the word before.
    """
    strong = [
        verb
        for verb in strong
        if not _CONJUNCTION.search(found.string, found.end(), max(verb.start(), found.end()))
    ]

    def distance(verb: re.Match[str]) -> int:
        return max(verb.start() - found.end(), found.start() - verb.end(), 0)

    if not strong:
        return None
    verb = min(strong, key=distance)
    if soft and min(map(distance, soft)) <= distance(verb):
        return None
    return verb.group()


def _gap(text: str, one: re.Match[str], other: re.Match[str]) -> int:
    """Words between two matches; a large number where they overlap or a full stop is between."""
    first, second = sorted((one, other), key=lambda match: match.start())
    if first.end() > second.start():
        return NEAR + 1
    between = text[first.end() : second.start()]
    return NEAR + 1 if re.search(r"[.;:]\s", between) else len(between.split())


def _pairs(
    text: str,
    verbs: re.Pattern[str],
    things: re.Pattern[str],
    language: str,
    *,
    near: int = NEAR,
) -> list[tuple[re.Match[str], str]]:
    """Diseases, each with the first verb near it that acts on it.

    Dutch puts the verb last; in English what follows the disease is another clause.
    """
    barred = [m.span() for m in word_list("diseases.toml", language, "not_treat").finditer(text)]
    acting = [
        verb
        for verb in verbs.finditer(text)
        if not any(start <= verb.start() < end for start, end in barred)
        and not is_negated(text, verb, language)
    ][:MAX_VERBS]
    found = []
    for thing in things.finditer(text):
        for verb in acting:
            in_order = verb.end() <= thing.start() or language == "nl"
            if in_order and _gap(text, verb, thing) <= near:
                found.append((thing, f"{verb.group()} … {thing.group()}"))
                break
    return found


_Pair = tuple[re.Match[str], str]
"""A disease in a text, and the words that make it a target."""


def _against(text: str, language: str, subjects: Sequence[int]) -> list[_Pair]:
    """Find "Magnesium tegen migraine": no verb is needed, but the subject stands right before."""
    prepositions = "|".join(load("diseases.toml")[language]["against"])
    before = re.compile(rf"(?<!\w)(?:{prepositions})\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
    pairs = []
    for key in ("disease", "symptom"):
        for thing in word_list("diseases.toml", language, key).finditer(text):
            found = before.search(text[max(0, thing.start() - 40) : thing.start()])
            start = max((s for s in subjects if s < thing.start()), default=None)
            if found is None or start is None:
                continue
            between = text[start : thing.start()]
            if len(between.split()) <= NEAR // 2 and not subject_words("status").search(between):
                pairs.append((thing, f"{found.group().strip()} {thing.group()}"))
    return pairs


def _risks(text: str, language: str) -> list[_Pair]:
    """Find "reduces the risk of dementia"."""
    lowered = word_list("diseases.toml", language, "reduce").search(text)
    pairs: list[_Pair] = []
    if lowered is None:
        return pairs
    for risk in word_list("diseases.toml", language, "risk").finditer(text):
        ill = word_list("diseases.toml", language, "disease").search(text, risk.end())
        ill = ill or word_list("diseases.toml", language, "symptom").search(text, risk.end())
        if ill and not is_negated(text, risk, language):
            pairs.append((ill, f"{lowered.group()} … {risk.group()} … {ill.group()}"))
    return pairs


def therapeutic_words(
    text: str, language: str, subjects: Sequence[int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a sentence says to treat, and the risks that it says to reduce; a risk is not both."""
    disease = word_list("diseases.toml", language, "disease")
    symptom = word_list("diseases.toml", language, "symptom")
    treat = word_list("diseases.toml", language, "treat")
    relieve = word_list("diseases.toml", language, "relieve")
    risks = _risks(text, language)
    risky = {ill.start() for ill, _ in risks}
    pairs = [
        *_pairs(text, treat, disease, language),
        *_pairs(text, treat, symptom, language),
        *_pairs(text, relieve, disease, language, near=NEAR // 2),
        *_against(text, language, subjects),
    ]

    def kept(group: Iterable[_Pair]) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                words
                for thing, words in group
                if not is_negated(text, thing, language)
                and _after_subject(text, thing.start(), subjects, language)
            )
        )

    return kept(pair for pair in pairs if pair[0].start() not in risky), kept(risks)


@dataclass(slots=True)
class _Carry:
    """What the sentence before was about, for a sentence that starts with a pronoun."""

    magnesium: bool = False
    subject: bool = False


def _magnesium(text: str, language: str) -> list[int]:
    """Where magnesium is named as what acts: its level in the body may be what is acted on."""
    status = subject_words("status")
    starts = []
    for found in subject_words("magnesium").finditer(text):
        acted_on = status.match(text, found.start()) is not None and any(
            verb_words(language, strength).search(text[: found.start()])
            for strength in ("soft", "strong")
        )
        if not acted_on:
            starts.append(found.start())
    return starts


def _starts_with_pronoun(text: str, language: str) -> bool:
    """Whether a sentence goes on about the one before: "This helps", "Daarnaast helpt het"."""
    opening = " ".join(text.lstrip("•*- ").split()[:6])
    pronoun = word_list("regulation/wording.toml", language, "pronoun").match(opening)
    if pronoun is None:
        adverb = word_list("regulation/wording.toml", language, "adverb").match(opening)
        return adverb is not None and (
            word_list("regulation/wording.toml", language, "pronoun").search(opening) is not None
        )
    rest = opening[pronoun.end() :].lstrip()
    follows = (
        word_list("regulation/wording.toml", language, "pronoun_next"),
        verb_words(language, "soft"),
        verb_words(language, "strong"),
    )
    return any(pattern.match(rest) for pattern in follows)


def _diseases(text: str, language: str) -> tuple[str, ...]:
    names = (word_list("diseases.toml", language, key) for key in ("disease", "symptom"))
    return tuple(dict.fromkeys(m.group() for pattern in names for m in pattern.finditer(text)))


def read_sentences(
    sentences: Sequence[LawSentence], language: str, substances: Iterable[str]
) -> list[Reading]:
    """Read the sentences of one article, in order: a pronoun goes on about the one before."""
    from magclaims.knowledge import find_substances

    named = compile_words(substances)
    product = word_list("regulation/wording.toml", language, "product")
    readings: list[Reading] = []
    carry = _Carry()
    for index, sentence in enumerate(sentences):
        text = normal(sentence.text)[:MAX_SENTENCE]
        own = _magnesium(text, language)
        products = [m.start() for m in product.finditer(text)]
        others = [
            *products,
            *(m.start for m in find_substances(text)),
            *(m.start() for m in named.finditer(text)),
        ]
        carried = not own and _starts_with_pronoun(text, language)
        declared = " ".join(sentence.substances)
        about_magnesium = subject_words("magnesium").search(declared) is not None
        # "This supplement", once magnesium has been named, is one of magnesium.
        sold = bool(products) and any(reading.magnesium for reading in readings)
        magnesium = bool(own) or about_magnesium or sold or (carried and carry.magnesium)
        subject = magnesium or bool(others) or bool(declared) or (carried and carry.subject)
        starts = sorted({*own, *others})
        if declared or (carried and carry.subject):
            starts = [0, *starts]
        exempt = _exempt(text, language)
        authorised: tuple[str, ...] = ()
        beyond: tuple[str, ...] = ()
        treats: tuple[str, ...] = ()
        risk: tuple[str, ...] = ()
        if subject and not exempt:
            authorised, beyond = _effects(text, starts, language)
            treats, risk = therapeutic_words(text, language, starts)
            if sentence.therapeutic and not treats and not risk:
                treats = _diseases(text, language)
        if not magnesium:
            authorised = ()
        readings.append(
            Reading(
                index,
                sentence.line,
                text,
                magnesium,
                subject,
                exempt,
                sentence.kind == "fragment",
                authorised,
                beyond,
                treats,
                risk,
            )
        )
        carry = _Carry(magnesium, subject)
    return readings


def make_finding(
    rule: str,
    message: str,
    suggestion: str,
    readings: Sequence[Reading] = (),
    words: Iterable[str] = (),
    *,
    note: bool = False,
    basis: str | None = None,
) -> LawFinding:
    """Make a finding on the basis of its rule, or of another where that is named.

    It is a warning; a note where that is asked for, or where the basis is from memory.
    """
    law = bases()[basis or rule]
    memory = law.status == "M"
    return LawFinding(
        rule=rule,
        sentences=tuple(reading.index for reading in readings),
        lines=tuple(dict.fromkeys(reading.line for reading in readings)),
        words=tuple(dict.fromkeys(words)),
        act=law.act,
        article=law.article,
        status=law.status,
        severity=Severity.NOTE if note or memory else Severity.WARNING,
        message=f"{message} ({law.act}, {law.article}{f'; {FROM_MEMORY}' if memory else ''})",
        suggestion=suggestion,
    )


def quote_words(words: Iterable[str], limit: int = 8) -> str:
    """Some of the words, in quotes; the rest as a number."""
    unique = list(dict.fromkeys(word.casefold() for word in words))
    shown = ", ".join(f"“{word}”" for word in unique[:limit])
    return shown if len(unique) <= limit else f"{shown} and {len(unique) - limit} more"
