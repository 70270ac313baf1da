"""TXT: what the sentence around a quote really says, against what is registered of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from magclaims.judge.case import Case
from magclaims.judge.policy import FINE
from magclaims.judge.rule import Hit, rule
from magclaims.judge.rules.txt_located import located
from magclaims.model.finding import Severity
from magclaims.model.registry import Occurrence, Subject

if TYPE_CHECKING:
    from magclaims.lexicon.passages import Passage

_OTHERS = {Subject.ANIMAL: "animals", Subject.IN_VITRO: "cells", Subject.IN_SILICO: "models"}


@rule("TXT001", Severity.ERROR, scope="article")
def quote_gone(case: Case) -> Iterator[Hit]:
    """A registered quote is no longer in the article.

    What: Nothing like the quote stands in the article's text, not even with other words in it.
    Why: The verdict is about a sentence that readers do not see; what they see was not judged.
    Instead: Quote the sentence as it is now, or take the occurrence out.
    """
    for claim, index, occurrence, place, text in located(case):
        if place is None:
            yield Hit(
                case.at_occurrence(claim, index, "quote"),
                f'"{occurrence.quote}" is not in {text.path}',
                "quote the sentence as it is now, or take the occurrence out",
            )


@rule("TXT002", Severity.WARNING, scope="article")
def quote_changed(case: Case) -> Iterator[Hit]:
    """A registered quote stands in the article with other words.

    What: Words of the quote were changed, added or left out. It is an error where a number or the
        strength changed with them, and a note where only signs or capitals did.
    Why: A small change of words can be a large one of meaning: "can improve" and "improves".
    Instead: Check the claim against the new words, then quote them.
    """
    from magclaims.judge.articles.moves import strengths as strengths_of

    for claim, index, occurrence, place, text in located(case):
        if place is None or place.how == "exact":
            continue
        subject = case.at_occurrence(claim, index)
        now = f"quote: {place.text}"
        if place.how == "normalised":
            message = f'"{occurrence.quote}" stands here with other signs: "{place.text}"'
            yield Hit(subject, message, now, Severity.NOTE)
            continue
        changes = ", ".join(_change(change.was, change.now) for change in place.differences)
        message = f'"{occurrence.quote}" has changed: {changes}'
        strengths = strengths_of(occurrence.quote, place, text)
        if strengths:
            message += f"; with it the strength, from {strengths[0].label} to {strengths[1].label}"
        if place.numbers_changed:
            message += "; a number has changed"
        severe = place.numbers_changed or strengths is not None
        yield Hit(
            subject,
            message,
            f"check the claim against the new words, then {now}",
            Severity.ERROR if severe else None,
        )


def _change(was: str, now: str) -> str:
    if not was:
        return f'"{now}" was added'
    return f'"{was}" is now "{now}"' if now else f'"{was}" was left out'


@rule("TXT003", Severity.WARNING, scope="article")
def wording_differs(case: Case) -> Iterator[Hit]:
    """A sentence is worded otherwise than the registry says.

    What: Strength, hedging, reporting or a therapeutic claim of the sentence, as graded from its words,
        is not what the occurrence declares; a flag that it leaves out declares nothing. The verdict is
        made with the graded strength. It is a note where that verdict is good though the strength differs,
        where only the hedge differs, for textbook matters, and where no words were found that assert
        anything: then what is declared stands.
    Why: An editor who softens a sentence, or sharpens it, seldom thinks of the registry.
    Instead: Correct the registry, or the sentence; the finding shows the words that decide.
    """
    from magclaims.judge.claim import textbook

    for claim, index, occurrence, _, _ in located(case):
        said = case.passages.get((claim.id, index))
        if said is None:
            continue
        assessed = case.assessments[claim.id].occurrences[index]
        worth = Severity.NOTE if assessed.verdict in FINE else Severity.WARNING
        differences, severity = _wording(occurrence, said, worth)
        if occurrence.reported and not assessed.occurrence.reported:
            severity = max(severity, worth, key=lambda severity: severity.rank)
            differences.append("declared to report a study, and the text states it as a fact")
        if textbook.applies(claim):
            severity = Severity.NOTE  # its verdict does not hang on the strength
        if differences:
            yield Hit(
                case.at_occurrence(claim, index),
                f'"{occurrence.quote}": {"; ".join(differences)}',
                "correct the registry, or the sentence",
                severity,
            )


def _wording(occurrence: Occurrence, said: Passage, worth: Severity) -> tuple[list[str], Severity]:
    """How a declared wording differs from the graded one, and how much; `worth` is what another strength is."""
    differences: list[str] = []
    severity = Severity.NOTE
    declared = occurrence.strength
    if said.strength is not declared:
        if said.asserts:
            severity = worth
            words = ", ".join(dict.fromkeys(f'"{cue.text}"' for cue in said.cues))
            because = f": {words}" if words else ""
            differences.append(
                f"declared {declared.label}, the text grades {said.strength.label}{because}"
            )
        else:
            differences.append(
                f"declared {declared.label}, which stands; no words were found that assert it"
            )
    if not said.asserts:
        return differences, severity
    declares = occurrence.model_fields_set  # what nobody wrote down differs from nothing
    if "therapeutic" in declares and said.therapeutic is not occurrence.therapeutic:
        if said.therapeutic:
            severity = Severity.WARNING
        is_, was = ("is", "not") if said.therapeutic else ("is not", "to be")
        differences.append(f"the text {is_} therapeutic, and is declared {was}")
    if "hedged" in declares and said.hedged is not occurrence.hedged:
        is_, was = ("is", "not") if said.hedged else ("is not", "to be")
        differences.append(f"the text {is_} hedged, and is declared {was}")
    return differences, severity


@rule("TXT014", Severity.ERROR, scope="article")
def subjects_not_named(case: Case) -> Iterator[Hit]:
    """A sentence does not name the animals or the cells that it is declared to name.

    What: `subjects` says animal, in_vitro or in_silico. Neither the statement that is quoted nor, where
        it goes on about that study, the sentence before it names any. It is judged as a sentence
        about people.
    Why: Readers take a sentence that names nobody as one about themselves; a word in the registry
        does not change what they read.
    Instead: Name them in the sentence ("in rats, ..."), or take `subjects` out.
    """
    for claim, index, occurrence, _, _ in located(case):
        judged = case.assessments[claim.id].occurrences[index].occurrence
        lost = [s for s in occurrence.subjects if s in _OTHERS and s not in judged.subjects]
        if lost:
            names = " and ".join(_OTHERS[subject] for subject in lost)
            yield Hit(
                case.at_occurrence(claim, index),
                f'"{occurrence.quote}" is declared to name {names}, and does not; it was judged as '
                "a sentence about people",
                f"name the {names} in the sentence, or take `subjects` out of the registry",
            )


@rule("TXT015", Severity.WARNING, scope="article")
def effect_declared_as_other(case: Case) -> Iterator[Hit]:
    """An advice, opinion, limitation or precaution states an effect.

    What: The claim is of a kind that needs no evidence. The words of the quote assert a certain effect
        of its substance, or that it treats a disease. It is judged as an effect.
    Why: What the registry calls an opinion, readers read as a fact.
    Instead: Register the effect as a claim of kind effect, or word the sentence as what it is.
    """
    for (claim_id, index), said in case.doubted.items():
        claim = case.claims[claim_id]
        words = ", ".join(dict.fromkeys(f'"{cue.text}"' for cue in said.cues))
        what = "that it treats a disease" if said.therapeutic else "an effect as a fact"
        yield Hit(
            case.at_occurrence(claim, index),
            f'"{claim.occurrences[index].quote}" is declared {claim.kind.value}, and states {what}: '
            f"{words}; it was judged as an effect",
            "register the effect as a claim of kind effect, or word it as what it is",
        )
