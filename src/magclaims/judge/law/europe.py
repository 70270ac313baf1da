"""The rules of the EU, and of the Netherlands, over the sentences of one article."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from magclaims.judge.law.credits import Credit
from magclaims.judge.law.facts import (
    ADJACENT,
    WORDING,
    LawFinding,
    disease_words,
    threonate_words,
    word_list,
    words_regex,
)
from magclaims.judge.law.findings import make_finding, quote_words
from magclaims.judge.law.novel_food import novel_food, novel_food_status
from magclaims.judge.law.product import copy_words
from magclaims.judge.law.reading import Reading
from magclaims.judge.law.substances import find_subjects
from magclaims.judge.law.takes_back import is_negated
from magclaims.judge.law.wordings import (
    PLAIN,
    caution,
    condition,
    instead,
    instead_or_plain,
    known_refusal,
    name,
    wording,
)
from magclaims.knowledge.regulation import (
    AuthorisedClaim,
    LegalAmount,
    carriers,
    register,
    together,
)
from magclaims.knowledge.vocabulary import vocabulary
from magclaims.quantity.quantities import Quantity, find_quantities

__all__ = ["authorised_claims", "eu_findings"]


# --- which claims are authorised -------------------------------------------------------------------


def _fits(verb: str, starts: Sequence[str]) -> bool:
    """Whether a strong verb says no more than the authorised wording does."""
    return not verb or any(
        verb.casefold().startswith(start.rstrip("*").casefold()) for start in starts
    )


def _authorised(credit: Credit, reading: Reading) -> Iterator[AuthorisedClaim]:
    """The claims in force that carry a credit, for any of its substances; of a product, for any of the page."""
    meanings = register().meanings
    named = together(credit.substances or reading.mentioned)
    all_named = {carrier for substance in named for carrier in carriers(substance)}
    for substance in named:
        for claim in register().claims_for(substance):
            if claim.together and not set(claim.substances) <= all_named:
                continue
            if claim.meaning in credit.effect.ids and _fits(
                credit.verb, meanings[claim.meaning].strong
            ):
                yield claim


def authorised_claims(reading: Reading) -> tuple[AuthorisedClaim, ...]:
    """The authorised claims that a sentence makes for its substances."""
    found = {
        claim.id: claim for credit in reading.credits for claim in _authorised(credit, reading)
    }
    return tuple(found.values())


def _beyond(reading: Reading) -> tuple[Credit, ...]:
    """The effects that a sentence credits its substances with, and no claim in force covers.

    A general benefit is a matter of Article 10(3).
    """
    if reading.official:
        return ()
    return tuple(
        credit
        for credit in reading.credits
        if not credit.general and next(_authorised(credit, reading), None) is None
    )


# --- Article 10(1) ---------------------------------------------------------------------------------


_THE_PRODUCT = ""
"""Stands for a product of which no substance is known."""


def _by_substance(
    readings: Sequence[Reading], *, diseases: bool
) -> dict[str, list[tuple[Reading, tuple[str, ...], tuple[Credit, ...]]]]:
    """What is claimed beyond the list, by substance: the reading, the words, the credits."""
    found: dict[str, list[tuple[Reading, tuple[str, ...], tuple[Credit, ...]]]] = {}
    for reading in readings:
        beyond = _beyond(reading)
        treats = reading.treats if diseases else ()
        if not diseases:
            beyond = tuple(c for c in beyond if not _is_treated(c, reading))
        substances = [s for credit in beyond for s in credit.substances or (_THE_PRODUCT,)]
        if treats:
            substances += reading.substances
        for substance in dict.fromkeys(map(_listed_as, substances)):
            own = tuple(
                c for c in beyond if substance in map(_listed_as, c.substances or (_THE_PRODUCT,))
            )
            words = (*(credit.words for credit in own), *treats)
            found.setdefault(substance, []).append((reading, words, own))
    return found


def _is_treated(credit: Credit, reading: Reading) -> bool:
    """Whether an effect is a disease that another finding names ("relieves insomnia")."""
    effect = credit.effect.text.casefold()
    return any(effect in words.casefold() for words in (*reading.treats, *reading.reduces_risk))


def _listed_as(substance: str) -> str:
    """What the list calls a substance: a form goes by the name of what carries its claims."""
    claims = register().claims_for(substance) or register().claims_for(substance, revoked=True)
    listed = {id_ for claim in claims for id_ in claim.substances}
    listed = listed or set(register().on_hold.substances)
    return next((id_ for id_ in carriers(substance) if id_ in listed), substance)


def _not_authorised(
    readings: Sequence[Reading], language: str, places: frozenset[str]
) -> list[LawFinding]:
    """LAW001, LAW014 and LAW015: beyond the list, on hold, not judged.

    In the Netherlands a disease is a finding of its own with a basis that was read; elsewhere that
    basis is from memory, and the words count here too.
    """
    claimed = _by_substance(readings, diseases="nl" not in places)
    found = []
    not_judged: dict[str, list[Reading]] = {}
    for substance, rows in claimed.items():
        hits = [reading for reading, _, _ in rows]
        words = [word for _, quoted, _ in rows for word in quoted]
        beyond = [credit for _, _, said in rows for credit in said]
        if substance == _THE_PRODUCT:
            found.append(_of_the_product(hits, words))
        elif register().is_on_hold(substance):
            found.append(_on_hold(substance, hits, words, beyond))
        elif register().knows(substance):
            found.append(_beyond_the_list(substance, hits, words, beyond, language))
        elif substance in vocabulary().substances:
            # What a sentence names further on may be what the substance acts on ("GABA").
            first = [r for r in hits if r.substances[0] == substance]
            if first:
                not_judged[name(substance)] = first
    if not_judged:
        found.append(_unknown(not_judged))
    return found


def _of_the_product(hits: Sequence[Reading], words: Sequence[str]) -> LawFinding:
    return make_finding(
        "eu-not-authorised",
        f"health claims for the product, of which no substance that may carry them is named: {quote_words(words)}",
        f"leave the effect out, or name the substance and keep to its authorised claim; {PLAIN}",
        hits,
        words,
    )


def _beyond_the_list(
    substance: str,
    hits: Sequence[Reading],
    words: Sequence[str],
    beyond: Sequence[Credit],
    language: str,
) -> LawFinding:
    effects = [id_ for credit in beyond for id_ in credit.effect.ids]
    families = {family for credit in beyond for family in credit.effect.families}
    claims = register().claims_for(substance)
    fact = known_refusal(substance, register().refusals_for(substance, effects))
    count = f"none of its {len(claims)} authorised claims" if claims else "no authorised claim"
    own = instead_or_plain([substance], families, language)
    message = f"health claims for {name(substance)} that match {count}: {quote_words(words)}"
    return make_finding(
        "eu-not-authorised",
        f"{message}; {fact}" if fact else message,
        own if own.startswith("keep") else f"leave the effect out; {own}",
        hits,
        words,
        substance=substance,
    )


def _on_hold(
    substance: str, hits: Sequence[Reading], words: Sequence[str], beyond: Sequence[Credit]
) -> LawFinding:
    hold = register().on_hold
    mind = f"; {hold.psychological}" if any(credit.effect.mind for credit in beyond) else ""
    return make_finding(
        "eu-on-hold",
        f"health claims for {name(substance)}, a botanical: {quote_words(words)}; {hold.what}; "
        f"{hold.meaning}{mind}",
        "leave the effect out, or make sure that the transitional rules cover this very claim; "
        + PLAIN,
        hits,
        words,
        substance=substance,
    )


def _unknown(not_judged: dict[str, list[Reading]]) -> LawFinding:
    """One finding for all substances of which the list at hand holds nothing."""
    names = ", ".join(not_judged)
    hits = sorted({r.index: r for rs in not_judged.values() for r in rs}.values(), key=_place)
    return make_finding(
        "eu-not-judged",
        f"not judged: the list of health claims at hand has no entry for {names}",
        "look it up in the EU register of health claims; without an entry there the effect may not be claimed",
        hits,
        tuple(not_judged),
        note=True,
    )


def _place(reading: Reading) -> int:
    return reading.index


# --- diseases and risks ----------------------------------------------------------------------------


def _substances(hits: Iterable[Reading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for reading in hits for s in reading.substances))


def _medical(
    readings: Sequence[Reading], language: str, places: frozenset[str]
) -> list[LawFinding]:
    hits = [r for r in readings if r.treats]
    if not hits:
        return []
    words = [w for r in hits for w in r.treats]
    medicine = disease_words(language, "medicine")
    beside, no = "a disease beside a word for preventing, treating or curing", "name no disease"
    if all(medicine.search(said) for said in words):
        beside = "a medicine that the reader is to stop or replace"
        no = "offer nothing in the place of a medicine"
    what = f"medical claim, {beside}: {quote_words(words)}"
    own = instead_or_plain(_substances(hits), (), language)
    basis = "nl-medical-claim" if "nl" in places else "eu-medical-claim"
    told = word_list(WORDING, language, "testimony")
    if any(told.search(reading.text) for reading in hits):
        no += ", not even in the words of a customer"
    advice = f"{no}; {own}"
    return [make_finding("eu-medical-claim", what, advice, hits, words, basis=basis)]


def _risk_claims(substances: Sequence[str]) -> list[AuthorisedClaim]:
    """The claims on the reduction of a disease risk that are authorised for the substances.

    Those of one substance come before those that take two, unless both are named.
    """
    claims = [
        claim
        for substance in together(substances)
        for claim in register().claims_for(substance)
        if claim.article == "14(1)(a)"
    ]
    named = set(substances)

    def place(claim: AuthorisedClaim) -> int:
        return (0 if named.issuperset(claim.substances) else 2) if claim.together else 1

    return sorted(claims, key=place)


def _risk(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    """Article 14(1)(a), and the statement that Article 14(2) asks for beside it."""
    factor = word_list(WORDING, language, "risk_factor")
    hits: list[Reading] = []
    words: list[str] = []
    bare: list[Reading] = []
    for reading in readings:
        own = [c for c in authorised_claims(reading) if c.article == "14(1)(a)"]
        near = readings[max(0, reading.index - 1) : reading.index + 2]
        said = any(factor.search(r.text) for r in near)
        if own and (reading.reduces_risk or not _also_13(reading)):
            if not said:
                bare.append(reading)
        elif reading.reduces_risk:
            hits.append(reading)
            words.extend(reading.reduces_risk)
    found = []
    if hits:
        substances = _substances(hits)
        claims = _risk_claims(substances)
        names = ", ".join(map(name, substances)) or "the product"
        which = "none is authorised" if not claims else "another one is authorised"
        advice = "leave the risk out"
        if claims:
            advice += (
                f"; authorised is {wording(claims[0], language)}; condition: {condition(claims[0])}"
            )
        found.append(
            make_finding(
                "eu-risk-reduction",
                f"reduction of a disease risk, of which {which} for {names}: {quote_words(words)}",
                advice,
                hits,
                words,
            )
        )
    if bare:
        own = [c for c in authorised_claims(bare[0]) if c.article == "14(1)(a)"]
        wordings = dict.fromkeys(wording(claim, language) for claim in own)
        conditions = dict.fromkeys(map(condition, own))
        found.append(
            make_finding(
                "eu-risk-reduction",
                "an authorised claim on a risk has to name the risk factor, and say that the disease "
                "has several",
                f"use {' / '.join(wordings)}, and say that the disease has several risk factors; "
                f"condition: {'; condition: '.join(conditions)}{caution(own, language)}",
                bare,
                [credit.words for reading in bare for credit in reading.credits],
                basis="eu-risk-statement",
            )
        )
    return found


def _also_13(reading: Reading) -> bool:
    """Whether what a sentence says is a claim on a normal function, too."""
    return any(not claim.children_or_risk for claim in authorised_claims(reading))


# --- Article 10(2), 10(3), 12 ----------------------------------------------------------------------


def _general(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    pattern = word_list(WORDING, language, "general")
    hits: list[Reading] = []
    words: list[str] = []
    for reading in readings:
        found = pattern.search(reading.text)
        if found is None or reading.exempt or not reading.subject or reading.fragment:
            continue
        near = readings[max(0, reading.index - ADJACENT) : reading.index + ADJACENT + 1]
        # "Good for the skin" may itself be what an authorised claim means.
        if not is_negated(reading.text, found, language) and not any(map(authorised_claims, near)):
            hits.append(reading)
            words.append(found.group())
    if not hits:
        return []
    families = {f for r in hits for credit in r.credits for f in credit.effect.families}
    own = instead(_substances(hits), families, language)
    advice = (
        "leave it out: it needs a specific authorised claim beside it"
        if not own
        else f"put a specific authorised claim beside it: {own}"
    )
    return [
        make_finding(
            "eu-general-benefit",
            f"a general benefit without a specific authorised claim beside it: {quote_words(words)}",
            advice,
            hits,
            words,
        )
    ]


def _has(readings: Iterable[Reading], language: str, key: str) -> bool:
    pattern = word_list(WORDING, language, key)
    return any(pattern.search(reading.text) for reading in readings)


def _mandatory(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    claims = [(r, authorised_claims(r)) for r in readings]
    claims = [(r, own) for r, own in claims if own]
    if not claims:
        return []
    missing = []
    if not _has(readings, language, "diet"):
        missing.append("the importance of a varied and balanced diet and a healthy lifestyle")
    if not any(
        q.dimension in {"mass", "volume"}
        for r in readings
        for q in find_quantities(r.text, language)
    ):
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
    conditions = dict.fromkeys(
        f"{name(claim.substances[0])}: {condition(claim)}" for _, own in claims for claim in own[:1]
    )
    return [
        make_finding(
            "eu-mandatory-statements",
            f"an authorised claim is made, but the text lacks {' and '.join(missing)}{where}",
            f"add the statements near the claim ({'; '.join(list(conditions)[:3])})",
            [r for r, _ in claims],
            [claim.id for _, own in claims for claim in own],
        )
    ]


def _recommendation(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    kinds = {
        "doctors": "a recommendation of doctors or other health professionals",
        "without": "the suggestion that health suffers without the product",
        "weight": "a rate or amount of weight loss",
    }
    hits: list[Reading] = []
    words: list[str] = []
    said: list[str] = []
    for key, what in kinds.items():
        for reading in readings:
            found = word_list(WORDING, language, key).search(reading.text)
            if found is None and key == "doctors":
                found = _recommended(reading, language) or _recommended_by(reading.text, language)
            if key == "weight" and word_list(WORDING, language, "sold_by_weight").search(
                reading.text
            ):
                continue  # "from 5 kg a month we deliver for free"
            # A recommendation counts only where the text is about the product.
            if found is None or _exempt_from_recommendation(reading, found, language):
                continue
            if reading.subject or _subject_near(readings, reading.index):
                hits.append(reading)
                words.append(found.group())
                said.append(what)
    if not hits:
        return []
    hits = sorted({r.index: r for r in hits}.values(), key=_place)
    return [
        make_finding(
            "eu-recommendation",
            f"{' and '.join(dict.fromkeys(said))}: {quote_words(words)}",
            "leave it out",
            hits,
            words,
        )
    ]


def _named(readings: Sequence[Reading]) -> list[LawFinding]:
    """LAW017: a disease beside what is sold, in a sentence of which no rule knows what it promises."""
    told = {r.index for r in readings if r.treats or r.reduces_risk or r.credits}
    hits = [r for r in readings if r.names and r.index not in told]
    if not hits:
        return []
    words = [word for r in hits for word in r.names]
    return [
        make_finding(
            "eu-disease-named",
            f"names a disease beside the product, which may promise to prevent, treat or cure it: {quote_words(words)}",
            "read it as a customer would: if it offers the product for the disease, name no disease",
            hits,
            words,
            note=True,
        )
    ]


_FEW = 4
"""Words between someone of a profession and what they recommend, at most: "dietitian Mary Boss recommends"."""
_DIET = 2
"""Words before the diet that they recommend, at most: "recommends everyone a varied diet"."""


def _recommended(reading: Reading, language: str) -> re.Match[str] | None:
    """Where someone of a health profession recommends the product, or "this"; they may recommend something else.

    None beside a warning, and where they recommend to eat well.
    """
    text = reading.text
    diet = word_list(WORDING, language, "diet")
    if word_list(WORDING, language, "warning").search(text):
        return None
    pronoun = word_list(WORDING, language, "pronoun")
    for person in word_list(WORDING, language, "professions").finditer(text):
        found = word_list(WORDING, language, "recommends").search(text, person.end())
        if found is None or not (reading.subject or pronoun.match(text, found.end() + 1)):
            continue
        between = text[person.end() : found.start()]
        food = diet.search(text, found.end())
        if food is not None and len(text[found.end() : food.start()].split()) <= _DIET:
            continue
        if len(between.split()) <= _FEW and not set(between) & set(",;:.()"):
            return found
    return None


def _recommended_by(text: str, language: str) -> re.Match[str] | None:
    """Find "Recommended by midwives", "Von Hebammen empfohlen"; not "if advised by a doctor", nor "by your doctor"."""
    by, own = (word_list(WORDING, language, key) for key in ("by", "possessive"))
    for said in word_list(WORDING, language, "recommended").finditer(text):
        if copy_words(language, "conditional").search(text[: said.start()]):
            continue
        for person in word_list(WORDING, language, "professions").finditer(text):
            first, last = sorted((said.span(), person.span()))
            between = text[first[1] : last[0]]
            if len(between.split()) > _FEW or set(between) & set(",;:.()"):
                continue
            leading = " ".join(text[: person.start()].split()[-_FEW:])
            if by.search(leading) and not own.search(leading):
                return said
    return None


def _exempt_from_recommendation(reading: Reading, found: re.Match[str], language: str) -> bool:
    lists = ("disclaimer", "study")
    return (
        reading.text.rstrip().endswith("?")
        or is_negated(reading.text, found, language)
        or any(word_list(WORDING, language, key).search(reading.text) for key in lists)
    )


def _subject_near(readings: Sequence[Reading], index: int) -> bool:
    return any(r.subject for r in readings[max(0, index - 1) : index + 2])


# --- amounts ---------------------------------------------------------------------------------------


def _micrograms(quantity: Quantity, *, high: bool = True) -> float:
    value = quantity.high if high else quantity.low
    return float(value * quantity.factor) * 1_000


def _amounts_of(
    readings: Iterable[Reading],
    language: str,
    substances: frozenset[str],
    names: Sequence[str] = (),
) -> list[tuple[Reading, Quantity]]:
    """Masses that the text gives of these substances, neither of an animal's diet nor exempt.

    A quantity belongs to the substance that it names; where it names none, to the only one that the
    sentence names, or to that of the page.
    """
    other = re.compile(words_regex(names), re.IGNORECASE)
    found = []
    for reading in readings:
        if reading.exempt:
            continue
        named = {subject.id for subject in find_subjects(reading.text)}
        about = {c for s in named or set(reading.substances) for c in carriers(s)}
        if not about & substances and other.search(reading.text) is None:
            continue
        for quantity in find_quantities(reading.text, language):
            if quantity.dimension != "mass":
                continue
            tail = quantity.noun or quantity.text
            of = {c for subject in find_subjects(tail)[:1] for c in carriers(subject.id)}
            mine = bool(of & substances) or other.search(tail) is not None
            if mine or (not of and len(named) <= 1 and about & substances):
                found.append((reading, quantity))
    return found


def _condition_of_use(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    """An authorised claim beside a daily amount below its condition of use."""
    claims: dict[str, AuthorisedClaim] = {}
    for reading in readings:
        for claim in authorised_claims(reading):
            if claim.amount is not None and claim.basis in {"source_of", "daily", "portion"}:
                claims.setdefault(claim.id, claim)
    found = []
    daily = word_list(WORDING, language, "daily")
    for substance in dict.fromkeys(claim.substances[0] for claim in claims.values()):
        own = [claim for claim in claims.values() if claim.substances[0] == substance]
        least = min(own, key=lambda claim: claim.amount or 0)
        amounts = [
            (r, q)
            for r, q in _amounts_of(readings, language, frozenset({substance}))
            if (q.per_day or daily.search(r.text)) and not _is_compound(q, substance)
        ]
        if not amounts or any(_micrograms(q) >= float(least.amount or 0) for _, q in amounts):
            continue
        found.append(
            make_finding(
                "eu-condition-of-use",
                f"an authorised claim for {name(substance)} needs at least {least.shown} a day; the text gives "
                f"{quote_words(q.text for _, q in amounts)}",
                "check the amount, or leave the claim out",
                [r for r, _ in amounts],
                [q.text for _, q in amounts],
                substance=substance,
            )
        )
    return found


def _is_compound(quantity: Quantity, substance: str) -> bool:
    """Whether an amount is that of a salt or form, whose share of the substance is another number."""
    ids = {subject.id for subject in find_subjects(quantity.noun)}
    return bool(ids) and substance not in ids


def _own_rules(
    readings: Sequence[Reading], language: str, places: frozenset[str]
) -> list[LawFinding]:
    """Amounts at which the law says something of a substance of its own."""
    found = []
    for limit in register().limits:
        if not limit.places & places:
            continue
        over = [
            (r, q)
            for r, q in _amounts_of(readings, language, limit.substances, limit.names)
            if q.comparator not in {"<", "<="} and _reaches(q, limit)
        ]
        if not over:
            continue
        memory = limit.status == "M"
        finding = make_finding(
            "eu-substance-rule",
            f"{quote_words(q.text for _, q in over)} of {name(min(limit.substances))}: {limit.fact}",
            limit.instead,
            [r for r, _ in over],
            [q.text for _, q in over],
            note=memory,
            substance=min(limit.substances),
        )
        where = finding.message.rpartition(" (")[0]
        found.append(
            replace(
                finding,
                act=limit.act,
                article=limit.article,
                status=limit.status,
                message=f"{where} ({limit.act}{'; from memory' if memory else ''})",
            )
        )
    return found


def _reaches(quantity: Quantity, limit: LegalAmount) -> bool:
    amount, least = _micrograms(quantity), float(limit.amount)
    return amount >= least if limit.included else amount > least


def eu_findings(
    readings: Sequence[Reading], language: str, places: frozenset[str], *, complete: bool
) -> list[LawFinding]:
    """The findings under the law of the EU; of the Netherlands, where it is among the places."""
    threonate = threonate_words()
    found = [
        *_not_authorised(readings, language, places),
        *_medical(readings, language, places),
        *_risk(readings, language),
        *_named(readings),
        *_general(readings, language),
        *_recommendation(readings, language),
        *_condition_of_use(readings, language),
        *_own_rules(readings, language, places),
        *(_mandatory(readings, language) if complete else ()),
    ]
    if any(threonate.search(reading.text) for reading in readings):
        found += novel_food(readings, language, complete=complete)
        found += novel_food_status(readings, language)
    return found
