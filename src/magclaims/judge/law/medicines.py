"""Where a reader is told to stop a medicine, or to put something else in its place.

Whoever offers that offers to treat the disease that the medicine is for.
"""

import re

from magclaims.judge.law.facts import WORDING, disease_words, word_list
from magclaims.knowledge.small_words import any_language

_FEW = 4
"""Words between the verb and the medicine, at most: "stop with your daily dose of insulin"."""
_APART = re.compile(rf"[,.;:!?()]|\s(?:{any_language('and')})\s")


def stopped_medicines(text: str, language: str) -> tuple[str, ...]:
    """The words of a sentence that tell its reader to stop or replace a medicine, each with the medicine.

    None in a question, beside advice to ask a doctor, in a denial ("never stop ..."), and where it
    is only said when to stop ("stop taking this medicine if ...").
    """
    if text.rstrip(" *\"”’'").endswith("?"):
        return ()
    exempt = (word_list(WORDING, language, key) for key in ("care", "disclaimer", "nobody"))
    if any(words.search(text) for words in exempt):
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
        denied = word_list(WORDING, language, "negation").search(clause)
        if len(between.split()) > _FEW or _APART.search(between) or denied:
            continue
        needs = disease_words(language, "needs_off").fullmatch(verb.group())
        if not needs or disease_words(language, "off").search(clause, medicine.end()):
            found.append(f"{verb.group()} … {medicine.group()}")
    return tuple(dict.fromkeys(found))


def _told(text: str, verb: re.Match[str], language: str) -> bool:
    """Whether the reader is meant: the verb begins a clause, or follows "you can" and the like."""
    before = text[: verb.start()].rstrip(" \"'“‘*-•")
    if not before or before[-1] in ".,;:!?()–—":
        return True
    return any(m.end() == len(before) for m in disease_words(language, "told_to").finditer(before))
