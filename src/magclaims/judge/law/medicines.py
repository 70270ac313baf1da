"""Where a reader is told to stop a medicine, or to put something else in its place.

Whoever offers that offers to treat the disease that the medicine is for.
"""

import re
from functools import cache
from typing import Literal

from magclaims.judge.law.facts import (
    DISEASES,
    WORDING,
    disease_words,
    languages,
    negation,
    phrase,
    word_list,
    words_regex,
)
from magclaims.knowledge.data import load
from magclaims.knowledge.small_words import any_language

_FEW = 4
"""Words between the verb and the medicine, at most: "stop with your daily dose of insulin"."""
_APART = re.compile(rf"[,.;:!?()]|\s(?:{any_language('and')})\s")


def replaces_medicine(text: str, language: str) -> bool:
    """Whether a sentence tells its reader to stop or replace a medicine, or that none is needed any more."""
    code = language[:2]
    if code not in languages():
        return False
    return bool(stopped_medicines(text, code) or needless_medicines(text, code))


def stopped_medicines(text: str, language: str) -> tuple[str, ...]:
    """The words of a sentence that tell its reader to stop or replace a medicine, each with the medicine.

    None in a question, beside advice to ask a doctor, in a denial ("never stop ..."), and where it
    is only said when to stop ("stop taking this medicine if ...").
    """
    if _promises_nothing(text, language):
        return ()
    if disease_words(language, "only_when").search(text):
        return ()
    found = []
    for verb in disease_words(language, "stop_medicine").finditer(text):
        medicine = disease_words(language, "medicine").search(text, verb.end())
        if medicine is None or not _told(text, verb, language):
            continue
        between = text[verb.end() : medicine.start()]
        end = _APART.search(text, medicine.end())
        clause = text[: end.start()] if end else text
        denied = negation(language).search(clause)
        if len(between.split()) > _FEW or _APART.search(between) or denied:
            continue
        needs = disease_words(language, "needs_off").fullmatch(verb.group())
        if not needs or disease_words(language, "off").search(clause, medicine.end()):
            found.append(f"{verb.group()} … {medicine.group()}")
    return tuple(dict.fromkeys(found))


def needless_medicines(
    text: str, language: str, how: Literal["needless", "without"] = "needless"
) -> tuple[tuple[int, str], ...]:
    """Where a sentence says that a medicine is no longer needed, and its words ("no need for sleeping pills").

    None in a question, a warning, beside advice to ask a doctor, and where a denial stands in or before
    the words ("do not replace your pills with ..."). `without` is for what says so only in a line without a verb
    ("Supple joints without painkillers").
    """
    if disease_words(language, "medicine").search(text) is None or _promises_nothing(
        text, language
    ):
        return ()
    if word_list(WORDING, language, "warning").search(text):
        return ()
    found = []
    for pattern, denials in _needless(language, how):
        for said in pattern.finditer(text):
            before = [m.end() for m in _APART.finditer(text, 0, said.start())]
            clause = text[before[-1] if before else 0 : said.end()]
            if len(negation(language).findall(clause)) <= denials:
                found.append((said.start(), said.group()))
    return tuple(dict.fromkeys(found))


@cache
def _needless(language: str, how: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """The phrases around a medicine as expressions, each with the denials that are its own words."""
    words = load(DISEASES)["words"][language]
    medicine = words_regex(words["medicine"])
    made = []
    for template in words[how]:
        before, _, behind = template.partition("<M>")
        # "without painkillers", not "without antibiotics raised cows", "without medicine residues"
        ends = r"(?=\s*(?:$|[.,;:!?)(–—]))" if how == "without" else ""
        parts = [
            phrase(before)
            + (r"\s+" if before.endswith(" ") and not before.endswith(".. ") else ""),
            medicine
            if not before or before.endswith(" ")
            else medicine.removeprefix(r"(?<![\w-])"),
            (r"\s+" + phrase(behind)) if behind.strip() else "",
        ]
        expression = rf"(?<![\w-]){''.join(parts)}(?!\w){ends}"
        own = len(negation(language).findall(template))
        made.append((re.compile(expression, re.IGNORECASE), own))
    return tuple(made)


def _promises_nothing(text: str, language: str) -> bool:
    """Whether a sentence asks, refers to a doctor, disclaims or denies on the whole."""
    if text.rstrip(" *\"”’'").endswith("?"):
        return True
    exempt = (word_list(WORDING, language, key) for key in ("care", "disclaimer", "nobody"))
    return any(words.search(text) for words in exempt)


def _told(text: str, verb: re.Match[str], language: str) -> bool:
    """Whether the reader is meant: the verb begins a clause, or follows "you can" and the like."""
    before = text[: verb.start()].rstrip(" \"'“‘*-•")
    if not before or before[-1] in ".,;:!?()–—":
        return True
    return any(m.end() == len(before) for m in disease_words(language, "told_to").finditer(before))
