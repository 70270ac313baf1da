"""What food law says of the wording of one article: pure functions over its sentences.

`assess_article` looks at the sentences of one article in the jurisdictions that it names and gives
one `LawFinding` for each rule, listing the lines. The rules, words and facts are data in
`knowledge/regulation/` and `knowledge/diseases.toml`; each rule names its act and article, and how
sure that is: what stands there from memory only ever gives a note that says so.

Wording is judged in Dutch and English. Exempt are negations, disclaimers, questions, advice to see a
doctor, and sentences that describe a study; a cited title gives a note at most. Where only
fragments of an article are at hand, what is missing from it cannot be known: the rules about
missing statements then stay silent.

This is help for editors, not legal advice.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from magclaims.finding import Severity
from magclaims.models import Dossier, Kind, Reference, Subject
from magclaims.text.model import ArticleText
from magclaims.text.quantities import Quantity, find_quantities

LANGUAGES = ("nl", "en")
"""The languages whose wording is judged."""
MAX_SENTENCE = 5_000
"""Code points that are read of a sentence; longer ones are no sentences."""
NEAR = 8
"""Words between a verb and the disease that it acts on, at most."""
MAX_VERBS = 50
"""Verbs of one sentence that are looked at; a sentence with more is no sentence."""
ADJACENT = 3
"""Sentences between a general benefit and the authorised claim that has to accompany it, at most."""
FROM_MEMORY = "from memory, to be checked against the official text"


@dataclass(frozen=True, slots=True)
class LawSentence:
    """A sentence of the article, and where it starts (a 1-based line).

    A `fragment` is a quote without its surroundings; `substances` names what it is about where its
    own words need not say so.
    """

    text: str
    line: int = 1
    kind: Literal["sentence", "fragment"] = "sentence"
    substances: tuple[str, ...] = ()
    therapeutic: bool = False
    """The registry declares that the sentence treats, cures or prevents what it names."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The act behind a rule. `status`: V read in a public source, M from memory."""

    rule: str
    places: tuple[str, ...]
    act: str
    article: str
    status: Literal["V", "M"]


@dataclass(frozen=True, slots=True)
class LawFinding:
    """One rule that an article may break.

    `sentences` are indexes of the sentences given (of the titles given, where `titles` is true),
    `lines` their lines, `words` what was matched. Both are empty where something is missing.
    """

    rule: str
    sentences: tuple[int, ...]
    lines: tuple[int, ...]
    words: tuple[str, ...]
    act: str
    article: str
    status: Literal["V", "M"]
    severity: Severity
    message: str
    suggestion: str
    titles: bool = False


# --- data ------------------------------------------------------------------------------------------


@cache
def _load(name: str) -> dict[str, Any]:
    path = files("magclaims").joinpath("knowledge", *name.split("/"))
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def bases() -> dict[str, Basis]:
    """The acts behind the rules, by rule."""
    return {
        rule: Basis(rule, tuple(row["places"]), row["act"], row["article"], row["status"])
        for rule, row in _load("regulation/acts.toml")["basis"].items()
    }


def _phrase(words: str) -> str:
    """One entry of a word list as a regex: `*` any ending, `..` a gap of up to five words."""
    parts: list[str] = []
    for word in words.split():
        if word == "..":
            parts.append(r"(?:[\w'’/-]+,?\s+){0,5}?")
            continue
        parts.append(re.escape(word).replace(r"\*", r"[\w-]*").replace("'", "['’]") + r"\s+")
    return "".join(parts).removesuffix(r"\s+")


def _compile(entries: Iterable[str]) -> re.Pattern[str]:
    phrases = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    alternatives = "|".join(_phrase(entry) for entry in phrases) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w])", re.IGNORECASE)


@cache
def _words(name: str, language: str, key: str) -> re.Pattern[str]:
    return _compile(_load(name)[language][key])


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """A body function or condition that sentences credit a substance with."""

    id: str
    kind: Literal["authorised", "assessed", "never"]
    pattern: re.Pattern[str]
    wording: str
    """Of an authorised claim: its wording in the language."""
    strong: frozenset[str] = frozenset()
    """Strong verbs that mean the same as the authorised wording."""


@cache
def _endpoints(language: str) -> tuple[_Endpoint, ...]:
    data = _load("regulation/eu.toml")
    key = f"words_{language}"
    authorised = [
        _Endpoint(
            row["id"],
            "authorised",
            _compile(row[key]),
            row[language],
            frozenset(row.get("strong", ())),
        )
        for row in data["authorised"]
    ]
    others = [
        _Endpoint(row["effect"], kind, _compile(row[key]), "")
        for kind in ("assessed", "never")
        for row in data[kind]
    ]
    return (*authorised, *others)


@cache
def _verbs(language: str, strength: str) -> re.Pattern[str]:
    return _compile(_load("regulation/eu.toml")["verbs"][f"{language}_{strength}"])


@cache
def _subject(name: str) -> re.Pattern[str]:
    return _compile(_load("regulation/eu.toml")["subject"][name])


def _suggested(*ids: str, language: str) -> str:
    """Authorised wordings; the Dutch ones are not verbatim from the Official Journal."""
    wording = {e.id: e.wording for e in _endpoints(language) if e.kind == "authorised"}
    caveat = " (Dutch wording to be checked against the official text)" if language == "nl" else ""
    return " / ".join(f"“{wording[id_]}”" for id_ in ids) + caveat


# --- reading a sentence ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reading:
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


def _negated(text: str, match: re.Match[str], language: str) -> bool:
    """Whether the part of the sentence with the match is negated ("not only" is no negation)."""
    part = _segment(text, match.start(), match.end())
    part = _words("regulation/wording.toml", language, "not_negation").sub(" ", part)
    return _words("regulation/wording.toml", language, "negation").search(part) is not None


def _exempt(text: str, language: str) -> bool:
    """Questions, disclaimers, care advice and descriptions of studies."""
    if text.rstrip(" *\"”’'").endswith("?"):
        return True
    lists = ("disclaimer", "study", "care")
    return any(_words("regulation/wording.toml", language, key).search(text) for key in lists)


def _after_subject(text: str, at: int, subjects: Sequence[int], language: str) -> bool:
    """Whether an effect is credited to the subject, not to what stands before the subject.

    The subject stands before the effect; or behind it with "with", "by", "thanks to", or a colon.
    """
    if any(start <= at for start in subjects):
        return True
    by = _words("regulation/wording.toml", language, "by")
    return any(
        by.search(before) is not None or before.rstrip().endswith(":")
        for before in (text[max(0, start - 25) : start] for start in subjects)
    )


def _effects(
    text: str, subjects: Sequence[int], language: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The authorised meanings that a sentence has, and the words that go beyond them."""
    soft = list(_verbs(language, "soft").finditer(text))
    strong = list(_verbs(language, "strong").finditer(text))
    if not soft and not strong:
        return (), ()
    authorised: list[str] = []
    beyond: list[str] = []
    for endpoint in _endpoints(language):
        for found in endpoint.pattern.finditer(text):
            if _negated(text, found, language) or not _after_subject(
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


def _nearest(
    strong: Sequence[re.Match[str]], soft: Sequence[re.Match[str]], found: re.Match[str]
) -> str | None:
    """The strong verb that governs a word: the one that is nearer than any soft verb."""

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
    barred = [m.span() for m in _words("diseases.toml", language, "not_treat").finditer(text)]
    acting = [
        verb
        for verb in verbs.finditer(text)
        if not any(start <= verb.start() < end for start, end in barred)
        and not _negated(text, verb, language)
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
    prepositions = "|".join(_load("diseases.toml")[language]["against"])
    before = re.compile(rf"(?<!\w)(?:{prepositions})\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
    pairs = []
    for key in ("disease", "symptom"):
        for thing in _words("diseases.toml", language, key).finditer(text):
            found = before.search(text[max(0, thing.start() - 40) : thing.start()])
            start = max((s for s in subjects if s < thing.start()), default=None)
            if found is None or start is None:
                continue
            between = text[start : thing.start()]
            if len(between.split()) <= NEAR // 2 and not _subject("status").search(between):
                pairs.append((thing, f"{found.group().strip()} {thing.group()}"))
    return pairs


def _risks(text: str, language: str) -> list[_Pair]:
    """Find "reduces the risk of dementia"."""
    lowered = _words("diseases.toml", language, "reduce").search(text)
    pairs: list[_Pair] = []
    if lowered is None:
        return pairs
    for risk in _words("diseases.toml", language, "risk").finditer(text):
        ill = _words("diseases.toml", language, "disease").search(text, risk.end())
        ill = ill or _words("diseases.toml", language, "symptom").search(text, risk.end())
        if ill and not _negated(text, risk, language):
            pairs.append((ill, f"{lowered.group()} … {risk.group()} … {ill.group()}"))
    return pairs


def _therapeutic(
    text: str, language: str, subjects: Sequence[int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a sentence says to treat, and the risks that it says to reduce; a risk is not both."""
    disease = _words("diseases.toml", language, "disease")
    symptom = _words("diseases.toml", language, "symptom")
    treat = _words("diseases.toml", language, "treat")
    relieve = _words("diseases.toml", language, "relieve")
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
                if not _negated(text, thing, language)
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
    status = _subject("status")
    starts = []
    for found in _subject("magnesium").finditer(text):
        acted_on = status.match(text, found.start()) is not None and any(
            _verbs(language, strength).search(text[: found.start()])
            for strength in ("soft", "strong")
        )
        if not acted_on:
            starts.append(found.start())
    return starts


def _starts_with_pronoun(text: str, language: str) -> bool:
    """Whether a sentence goes on about the one before: "This helps", "Daarnaast helpt het"."""
    opening = " ".join(text.lstrip("•*- ").split()[:6])
    pronoun = _words("regulation/wording.toml", language, "pronoun").match(opening)
    if pronoun is None:
        adverb = _words("regulation/wording.toml", language, "adverb").match(opening)
        return adverb is not None and (
            _words("regulation/wording.toml", language, "pronoun").search(opening) is not None
        )
    rest = opening[pronoun.end() :].lstrip()
    follows = (
        _words("regulation/wording.toml", language, "pronoun_next"),
        _verbs(language, "soft"),
        _verbs(language, "strong"),
    )
    return any(pattern.match(rest) for pattern in follows)


def _diseases(text: str, language: str) -> tuple[str, ...]:
    names = (_words("diseases.toml", language, key) for key in ("disease", "symptom"))
    return tuple(dict.fromkeys(m.group() for pattern in names for m in pattern.finditer(text)))


def _read(
    sentences: Sequence[LawSentence], language: str, substances: Iterable[str]
) -> list[_Reading]:
    from magclaims.knowledge import find_substances

    named = _compile(substances)
    product = _words("regulation/wording.toml", language, "product")
    readings: list[_Reading] = []
    carry = _Carry()
    for index, sentence in enumerate(sentences):
        text = sentence.text[:MAX_SENTENCE]
        own = _magnesium(text, language)
        products = [m.start() for m in product.finditer(text)]
        others = [
            *products,
            *(m.start for m in find_substances(text)),
            *(m.start() for m in named.finditer(text)),
        ]
        carried = not own and _starts_with_pronoun(text, language)
        declared = " ".join(sentence.substances)
        about_magnesium = _subject("magnesium").search(declared) is not None
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
            treats, risk = _therapeutic(text, language, starts)
            if sentence.therapeutic and not treats and not risk:
                treats = _diseases(text, language)
        if not magnesium:
            authorised = ()
        readings.append(
            _Reading(
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


# --- findings --------------------------------------------------------------------------------------


def _finding(
    rule: str,
    message: str,
    suggestion: str,
    readings: Sequence[_Reading] = (),
    words: Iterable[str] = (),
    *,
    note: bool = False,
    basis: str | None = None,
) -> LawFinding:
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


def _quoted(words: Iterable[str], limit: int = 8) -> str:
    """Some of the words, in quotes; the rest as a number."""
    unique = list(dict.fromkeys(word.casefold() for word in words))
    shown = ", ".join(f"“{word}”" for word in unique[:limit])
    return shown if len(unique) <= limit else f"{shown} and {len(unique) - limit} more"


def _not_authorised(readings: Sequence[_Reading], language: str) -> list[LawFinding]:
    other = _subject("other_cognitive")
    hits = [
        r
        for r in readings
        if r.magnesium
        and (r.unauthorised or r.treats or r.reduces_risk)
        and not other.search(r.text)
    ]
    if not hits:
        return []
    words = [w for r in hits for w in (*r.unauthorised, *r.treats, *r.reduces_risk)]
    return [
        _finding(
            "eu-not-authorised",
            f"health claims for magnesium that match none of its ten authorised claims: {_quoted(words)}",
            "keep to an authorised claim, e.g. "
            + _suggested("mg-psych", "mg-nervous", "mg-fatigue", language=language),
            hits,
            words,
        )
    ]


def _medical(
    readings: Sequence[_Reading], language: str, places: frozenset[str]
) -> list[LawFinding]:
    hits = [r for r in readings if r.treats]
    if not hits:
        return []
    words = [w for r in hits for w in r.treats]
    what = f"medical claim, a disease beside a word for preventing, treating or curing: {_quoted(words)}"
    instead = "name no disease; say what is authorised, e.g. " + _suggested(
        "mg-psych", "mg-nervous", language=language
    )
    found = []
    if places & {"eu", "nl", "be"}:
        basis = "nl-medical-claim" if "nl" in places else "eu-medical-claim"
        found.append(_finding("eu-medical-claim", what, instead, hits, words, basis=basis))
    return found


def _risk(readings: Sequence[_Reading]) -> list[LawFinding]:
    hits = [r for r in readings if r.reduces_risk]
    words = [w for r in hits for w in r.reduces_risk]
    if not hits:
        return []
    return [
        _finding(
            "eu-risk-reduction",
            f"reduction of a disease risk, of which none is authorised for magnesium: {_quoted(words)}",
            "leave the risk out; an authorised one also has to say that the disease has several risk factors",
            hits,
            words,
        )
    ]


def _general(readings: Sequence[_Reading], language: str) -> list[LawFinding]:
    pattern = _words("regulation/wording.toml", language, "general")
    hits: list[_Reading] = []
    words: list[str] = []
    for reading in readings:
        found = pattern.search(reading.text)
        if found is None or reading.exempt or not reading.subject or reading.fragment:
            continue
        near = readings[max(0, reading.index - ADJACENT) : reading.index + ADJACENT + 1]
        if not _negated(reading.text, found, language) and not any(r.authorised for r in near):
            hits.append(reading)
            words.append(found.group())
    if not hits:
        return []
    return [
        _finding(
            "eu-general-benefit",
            f"a general benefit without a specific authorised claim beside it: {_quoted(words)}",
            "put an authorised claim beside it, e.g. " + _suggested("mg-psych", language=language),
            hits,
            words,
        )
    ]


def _has(readings: Iterable[_Reading], language: str, key: str) -> bool:
    pattern = _words("regulation/wording.toml", language, key)
    return any(pattern.search(reading.text) for reading in readings)


def _amounts(readings: Iterable[_Reading], language: str) -> list[tuple[_Reading, Quantity]]:
    """Masses that are neither of an animal's diet nor of a study that is described."""
    return [
        (reading, quantity)
        for reading in readings
        if not reading.exempt
        for quantity in find_quantities(reading.text, language)
        if quantity.dimension == "mass"
    ]


def _mandatory(readings: Sequence[_Reading], language: str) -> list[LawFinding]:
    hits = [r for r in readings if r.authorised]
    if not hits:
        return []
    missing = []
    if not _has(readings, language, "diet"):
        missing.append("the importance of a varied and balanced diet and a healthy lifestyle")
    if not any(q.dimension == "mass" for r in readings for q in find_quantities(r.text, language)):
        missing.append("the quantity and pattern of consumption needed for the effect")
    if not missing:
        return []
    optional = [
        text
        for key, text in (
            ("avoid", "who should avoid it"),
            ("excess", "a warning where excess may be a risk"),
        )
        if not _has(readings, language, key)
    ]
    where = f"; where appropriate also {' and '.join(optional)}" if optional else ""
    return [
        _finding(
            "eu-mandatory-statements",
            f"an authorised claim is made, but the text lacks {' and '.join(missing)}{where}",
            "add the statements near the claim",
            hits,
            [id_ for r in hits for id_ in r.authorised],
        )
    ]


def _recommendation(readings: Sequence[_Reading], language: str) -> list[LawFinding]:
    kinds = {
        "doctors": "a recommendation of doctors or other health professionals",
        "without": "the suggestion that health suffers without the product",
        "weight": "a rate or amount of weight loss",
    }
    hits: list[_Reading] = []
    words: list[str] = []
    said: list[str] = []
    for key, what in kinds.items():
        pattern = _words("regulation/wording.toml", language, key)
        for reading in readings:
            found = pattern.search(reading.text)
            # A recommendation counts only where the text is about the product.
            if found is None or _exempt_from_recommendation(reading, found, language):
                continue
            if reading.subject or _subject_near(readings, reading.index):
                hits.append(reading)
                words.append(found.group())
                said.append(what)
    if not hits:
        return []
    hits = sorted({r.index: r for r in hits}.values(), key=lambda r: r.index)
    return [
        _finding(
            "eu-recommendation",
            f"{' and '.join(dict.fromkeys(said))}: {_quoted(words)}",
            "leave it out",
            hits,
            words,
        )
    ]


def _exempt_from_recommendation(reading: _Reading, found: re.Match[str], language: str) -> bool:
    lists = ("disclaimer", "study")
    return _negated(reading.text, found, language) or any(
        _words("regulation/wording.toml", language, key).search(reading.text) for key in lists
    )


def _subject_near(readings: Sequence[_Reading], index: int) -> bool:
    return any(r.subject for r in readings[max(0, index - 1) : index + 2])


def _condition_of_use(readings: Sequence[_Reading], language: str) -> list[LawFinding]:
    """An authorised claim beside a daily amount of magnesium below "source of"."""
    minimum = Decimal(_load("regulation/eu.toml")["min_mg"])
    claims = [r for r in readings if r.authorised]
    amounts = [
        (r, q)
        for r, q in _amounts(readings, language)
        if (q.elemental or q.noun.casefold() == "magnesium") and q.per_day
    ]
    if not claims or not amounts or any(q.high * q.factor >= minimum for _, q in amounts):
        return []
    return [
        _finding(
            "eu-condition-of-use",
            f"an authorised claim needs at least {minimum} mg of magnesium a day; the text gives "
            f"{_quoted(q.text for _, q in amounts)}",
            "check the amount, or leave the claim out",
            [r for r, _ in amounts],
            [q.text for _, q in amounts],
        )
    ]


def _novel_food(readings: Sequence[_Reading], language: str, *, complete: bool) -> list[LawFinding]:
    """Conditions of use of magnesium L-threonate: amounts, adults, not in pregnancy or lactation."""
    threonate = _subject("threonate")
    about = [r for r in readings if threonate.search(r.text)]
    if not about:
        return []
    found = []
    over = [
        (r, q)
        for r, q in _amounts(about, language)
        if q.comparator not in {"<", "<="}
        and q.high * q.factor > (250 if _elemental(q) else 3000)
        and not re.search(r"(?i)\befsa\b|2024/2694", r.text)
    ]
    if over:
        found.append(
            _finding(
                "eu-novel-food",
                "magnesium L-threonate is authorised up to 3,000 mg a day (250 mg of magnesium); "
                f"the text gives {_quoted(q.text for _, q in over)}",
                "give an amount within the conditions of use",
                [r for r, _ in over],
                [q.text for _, q in over],
            )
        )
    pregnant = _words("regulation/wording.toml", language, "for_pregnant")
    excluded = _words("regulation/wording.toml", language, "not_pregnant")
    offered = [
        (r, m.group())
        for r in readings
        if (r.subject or _subject_near(readings, r.index))
        and (m := pregnant.search(r.text))
        and not excluded.search(r.text)
        and not r.exempt
        and not _negated(r.text, m, language)
    ]
    if offered:
        found.append(
            _finding(
                "eu-novel-food",
                "magnesium L-threonate is not authorised for pregnant or lactating women: "
                + _quoted(words for _, words in offered),
                "say that it is for adults, not for pregnant or lactating women",
                [r for r, _ in offered],
                [words for _, words in offered],
            )
        )
    dosed = [
        r for r in about if any(q.dimension == "mass" for q in find_quantities(r.text, language))
    ]
    if complete and dosed and not offered and not _has(readings, language, "not_pregnant"):
        found.append(
            _finding(
                "eu-novel-food",
                "a dose of magnesium L-threonate is given without saying that it is for adults, not for "
                "pregnant or lactating women; the label has to say so",
                "add: for adults, not for pregnant or lactating women",
                dosed,
                (),
                note=True,
            )
        )
    return _merged(found)


def _elemental(quantity: Quantity) -> bool:
    return quantity.elemental or quantity.noun.casefold() == "magnesium"


def _merged(found: Sequence[LawFinding]) -> list[LawFinding]:
    """One finding for each rule: the worst severity, all lines, the messages after each other."""
    if len(found) < 2:
        return list(found)
    worst = max(found, key=lambda f: f.severity.rank)
    tail = f" ({worst.act}, {worst.article})"
    return [
        LawFinding(
            rule=worst.rule,
            sentences=tuple(sorted({i for f in found for i in f.sentences})),
            lines=tuple(sorted({line for f in found for line in f.lines})),
            words=tuple(dict.fromkeys(w for f in found for w in f.words)),
            act=worst.act,
            article=worst.article,
            status=worst.status,
            severity=worst.severity,
            message="; ".join(f.message.removesuffix(tail) for f in found) + tail,
            suggestion="; ".join(dict.fromkeys(f.suggestion for f in found)),
        )
    ]


def _novel_food_status(readings: Sequence[_Reading], language: str) -> list[LawFinding]:
    """Two false statements: "not authorised in the EU", and "EFSA approved it for memory"."""
    denied = _words("regulation/wording.toml", language, "not_approved")
    approved = _words("regulation/wording.toml", language, "approved")
    hits: list[_Reading] = []
    words: list[str] = []
    for reading in readings:
        if not _subject("threonate").search(reading.text):
            continue
        found = denied.search(reading.text)
        if found is None:
            found = approved.search(reading.text)
            effect = any(
                e.pattern.search(reading.text)
                for e in _endpoints(language)
                if e.kind != "authorised"
            )
            if found is not None and (not effect or _negated(reading.text, found, language)):
                found = None
        elif re.search(r"\bclaim|\bgezondheidsclaim", reading.text, re.IGNORECASE):
            # "No claim is authorised in the EU" is true.
            found = None
        if found is not None:
            hits.append(reading)
            words.append(found.group())
    if not hits:
        return []
    return [
        _finding(
            "eu-novel-food-status",
            "magnesium L-threonate has been authorised as a novel food since 7 November 2024, and no "
            f"health claim was assessed for it: {_quoted(words)}",
            "say that it is authorised as a novel food; do not say that EFSA approved an effect",
            hits,
            words,
        )
    ]


# --- United States ---------------------------------------------------------------------------------


def _disclaimer(texts: Iterable[str]) -> tuple[bool, bool]:
    """Whether both halves of the disclaimer are there: not evaluated, not intended."""
    halves = _load("regulation/us.toml")["halves"]
    whole = "\n".join(text[:MAX_SENTENCE] for text in texts)
    agency = _compile(halves["agency"]).search(whole) is not None
    evaluated = _compile(halves["evaluated"]).search(whole) is not None and agency
    return evaluated, _compile(halves["intended"]).search(whole) is not None


_ASTERISK = re.compile(r"[\w).!”\"]\s?\*(?![\w*])")


def _us(readings: Sequence[_Reading], language: str, *, complete: bool) -> list[LawFinding]:
    found: list[LawFinding] = []
    ill = [r for r in readings if r.treats or r.reduces_risk]
    if ill:
        words = [w for r in ill for w in (*r.treats, *r.reduces_risk)]
        found.append(
            _finding(
                "us-disease-claim",
                f"disease claim, which a dietary supplement may not make: {_quoted(words)}",
                "describe the effect on a normal structure or function of the body, and add the disclaimer",
                ill,
                words,
            )
        )
    if not complete:
        return found
    evaluated, intended = _disclaimer(reading.text for reading in readings)
    if evaluated and intended:
        return found
    lacks = (
        "the disclaimer is missing"
        if not evaluated and not intended
        else "half of the disclaimer is missing"
    )
    instead = f"add: {_load('regulation/us.toml')['one']}"
    claims = [
        r
        for r in readings
        if r.subject and (r.authorised or r.unauthorised or _function(r, language))
    ]
    if claims:
        words = [w for r in claims for w in (*r.unauthorised, *r.authorised)]
        found.append(
            _finding(
                "us-disclaimer", f"structure/function claims, but {lacks}", instead, claims, words
            )
        )
    starred = [r for r in readings if _ASTERISK.search(r.text)]
    if starred:
        found.append(
            _finding(
                "us-asterisk",
                f"asterisks point to a disclaimer, but {lacks}",
                instead,
                starred,
                ["*"],
            )
        )
    return found


def _function(reading: _Reading, language: str) -> bool:
    """A body function of the authorised kind, credited to any substance."""
    if reading.exempt:
        return False
    verbs = _verbs(language, "soft").search(reading.text) or _verbs(language, "strong").search(
        reading.text
    )
    return verbs is not None and any(e.pattern.search(reading.text) for e in _endpoints(language))


# --- cited titles ----------------------------------------------------------------------------------


def _titles(titles: Sequence[LawSentence], places: frozenset[str]) -> list[LawFinding]:
    """Titles that name a disease beside a word for treating it; a note, whatever the place."""
    hits: list[_Reading] = []
    words: list[str] = []
    for index, title in enumerate(titles):
        text = title.text[:MAX_SENTENCE]
        for language in LANGUAGES:
            treats, risk = _therapeutic(text, language, [0])
            if treats or risk:
                hits.append(
                    _Reading(
                        index,
                        title.line,
                        text,
                        magnesium=False,
                        subject=False,
                        exempt=False,
                        fragment=True,
                    )
                )
                words.extend((*treats, *risk))
                break
    if not hits:
        return []
    found = []
    for rule, basis in (
        ("eu-medical-claim", "eu-medical-claim"),
        ("us-disease-claim", "us-cited-title"),
    ):
        if not places & set(bases()[basis].places):
            continue
        finding = _finding(
            rule,
            f"a cited title names a disease beside a word for treating it: {_quoted(words)}",
            "cite it by a number in the list rather than in the running text",
            hits,
            words,
            note=True,
            basis=basis,
        )
        found.append(replace(finding, titles=True))
    return found


# --- the article -----------------------------------------------------------------------------------


def assess_article(
    sentences: Sequence[LawSentence],
    *,
    language: str,
    jurisdictions: Iterable[str],
    substances: Iterable[str] = (),
    titles: Sequence[LawSentence] = (),
    complete: bool = True,
) -> tuple[LawFinding, ...]:
    """Judge the wording of one commercial article.

    Args:
        sentences: Its sentences in order, headings and list items too, without the reference list.
        language: ISO 639-1; sentences are judged in Dutch and English, titles in any language.
        jurisdictions: `eu`, `nl`, `be`, `us`. EU rules hold in nl and be; without any, nothing is judged.
        substances: What the article is about, besides the substances that the tool knows.
        titles: The titles of its references.
        complete: Whether this is the whole text. If not, nothing is said about what is missing.

    Returns:
        At most one finding for each rule, and one more for its titles, sorted by rule.
    """
    places = frozenset(jurisdictions)
    found: list[LawFinding] = list(_titles(titles, places))
    code = language[:2].lower()
    if code in LANGUAGES and places:
        readings = _read(sentences, code, substances)
        if places & {"eu", "nl", "be"}:
            found += _not_authorised(readings, code)
            found += _medical(readings, code, places)
            found += _risk(readings)
            found += _general(readings, code)
            found += _recommendation(readings, code)
            found += _condition_of_use(readings, code)
            found += _novel_food(readings, code, complete=complete)
            found += _novel_food_status(readings, code)
            found += _mandatory(readings, code) if complete else []
        if "us" in places:
            found += _us(readings, code, complete=complete)
    return tuple(sorted(found, key=lambda f: (f.rule, f.titles)))


# --- the articles of a registry --------------------------------------------------------------------

_CLAIMING = frozenset({Kind.EFFECT, Kind.MECHANISM, Kind.COMPARISON})
_NOT_PEOPLE = frozenset({Subject.ANIMAL, Subject.IN_VITRO, Subject.IN_SILICO})


def _whole(text: ArticleText) -> list[LawSentence]:
    """The sentences of an article's text, references left out."""
    return [LawSentence(s.text, s.line) for s in text.sentences if s.kind != "reference"]


def _fragments(dossier: Dossier, article_id: str) -> list[tuple[LawSentence, str, int]]:
    """The registered quotes of an article that claim something, with claim id and index.

    Left out are limitations, advice, opinions and study results, and what the registry says is
    about animals or cells: a quote of twelve words does not show the clause that exempts it.
    """
    found = []
    for claim in dossier.claims:
        if claim.kind not in _CLAIMING:
            continue
        for index, occurrence in enumerate(claim.occurrences):
            people = not _NOT_PEOPLE & set(occurrence.subjects)
            if occurrence.article == article_id and people and not occurrence.reported:
                sentence = LawSentence(
                    occurrence.quote,
                    kind="fragment",
                    substances=claim.about.substance,
                    therapeutic=occurrence.therapeutic,
                )
                found.append((sentence, claim.id, index))
    return found


@dataclass(frozen=True, slots=True)
class ArticleLaw:
    """The findings on one article.

    `whole` says whether its text was at hand. If not, `quotes` holds claim id and occurrence index of
    each sentence that was judged, and `keys` the BibTeX key of each title; both are empty otherwise.
    """

    findings: tuple[LawFinding, ...]
    whole: bool
    quotes: tuple[tuple[str, int], ...] = ()
    keys: tuple[str, ...] = ()


def judge_articles(
    dossier: Dossier,
    texts: Mapping[str, ArticleText],
    references: Mapping[str, Reference],
) -> dict[str, ArticleLaw]:
    """Judge all commercial articles that name their jurisdictions.

    Where the text of an article is not at hand its registered quotes are judged as fragments.

    Args:
        dossier: The registry.
        texts: The texts at hand, by article id.
        references: The bibliography, by BibTeX key.

    Returns:
        By article id; articles without findings too.
    """
    judged = {}
    for article_id, article in dossier.articles.items():
        if not article.commercial or not article.jurisdictions:
            continue
        text = texts.get(article_id)
        quotes: tuple[tuple[str, int], ...] = ()
        keys: tuple[str, ...] = ()
        if text is not None:
            sentences = _whole(text)
            titles = [LawSentence(r.title or r.text, r.line) for r in text.references]
        else:
            fragments = _fragments(dossier, article_id)
            sentences = [sentence for sentence, _, _ in fragments]
            quotes = tuple((claim, index) for _, claim, index in fragments)
            keys = tuple(key for key in article.references if key in references)
            titles = [LawSentence(references[key].title) for key in keys]
        findings = assess_article(
            sentences,
            language=article.language,
            jurisdictions=article.jurisdictions,
            titles=titles,
            complete=text is not None,
        )
        judged[article_id] = ArticleLaw(findings, text is not None, quotes, keys)
    return judged
