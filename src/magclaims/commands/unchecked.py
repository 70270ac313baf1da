"""What every output says was not checked, and why; or was answered by others than the services themselves."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from magclaims.commands.gathering import other_addresses
from magclaims.commands.terminal import note
from magclaims.config import Configuration
from magclaims.judge.reasons import skipped
from magclaims.judge.words import languages as advice_languages
from magclaims.model.finding import Phrase
from magclaims.model.registry import Article
from magclaims.model.report import Skipped
from magclaims.model.service import label
from magclaims.model.work import Gathered, Unreachable

if TYPE_CHECKING:
    from magclaims.read.article.articles import ArticleText

_NAMED = 3
"""Files that a note names before it counts them."""


def said_of_addresses(addresses: Mapping[str, str]) -> tuple[Skipped, ...]:
    """What every output says where somebody else answered in a service's place."""
    return tuple(
        skipped(
            Phrase("service_itself", {"service": label(service)}),
            Phrase("asked_in_place", {"address": address}),
        )
        for service, address in sorted(addresses.items())
    )


def note_addresses(configuration: Configuration) -> None:
    """Say on standard error where somebody else answered in a service's place."""
    for said in said_of_addresses(other_addresses(configuration.settings)):
        note(f"{said.what} is not known: {said.why}")


def said_of_snapshot(gathered: Gathered) -> tuple[Skipped, ...]:
    """What every output says where a snapshot answered: it knows nothing of what came later."""
    said = []
    for service, held in sorted(gathered.snapshot.items()):
        why = Phrase("snapshot_answered", {"number": str(held.answers), "day": held.as_of})
        if not held.answers:
            why = Phrase("snapshot_lists", {"day": held.as_of})
        what = Phrase("news_since", {"service": label(service), "day": held.as_of})
        said.append(skipped(what, why))
    return tuple(said)


def note_snapshot(gathered: Gathered) -> None:
    """Say on standard error where a snapshot answered, and of which day it is."""
    for said in said_of_snapshot(gathered):
        note(f"{said.what} is not known: {said.why}")


def note_outages(gathered: Gathered) -> bool:
    """Say on standard error who gave no answer; whether anybody who was asked did not."""
    note_snapshot(gathered)
    unanswered = {
        key: answer
        for key, answer in gathered.answers.items()
        if gathered.asked and isinstance(answer, Unreachable) and answer.failed
    }
    for name, why in sorted(gathered.services_down.items()):
        note(f"{label(name)}: {why}")
    for key, answer in unanswered.items():
        if answer.service not in gathered.services_down:
            note(f"{key}: {answer.reason}")
    return bool(gathered.services_down or unanswered)


def said_of_lock(gathered: Gathered) -> tuple[Skipped, ...]:
    """What a second source could not say when the lock file, which alone answers, was written."""
    by_reason: dict[str, list[str]] = {}
    if not gathered.asked:
        for key, why in gathered.incomplete.items():
            by_reason.setdefault(why, []).append(key)
    return tuple(
        skipped(
            Phrase("second_source", {"references": ", ".join(keys)}),
            Phrase("when_locked", {"why": why}),
        )
        for why, keys in sorted(by_reason.items())
    )


def said_of_passed_over(paths: Sequence[Path]) -> tuple[Skipped, ...]:
    """What is said of YAML in a folder that is no registry: it may be one with wrong keys."""
    if not paths:
        return ()
    names = ", ".join(str(path) for path in paths[:_NAMED])
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return (skipped(f"{names}{more}", Phrase("no_claims_file")),)


def said_of_texts(texts: "Mapping[str, ArticleText]") -> tuple[Skipped, ...]:
    """What of the articles' texts was not graded, and what was not read."""
    from magclaims.judge.articles.coverage import said_of_ungraded, ungraded
    from magclaims.lexicon.graded import not_graded, pack_language
    from magclaims.read.article.model import said_of_left_out

    found: list[Skipped] = []
    for name, text in sorted(texts.items()):
        of = {"article": name}
        if pack_language(text.language) is None:
            why = Phrase("not_graded", {"why": not_graded(text.language), "code": text.language})
            found.append(skipped(Phrase("wording_of", of), why))
        elif others := said_of_ungraded(text):
            number = str(sum(ungraded(text).values()))
            why = Phrase("others_not_graded", {"others": others, "number": number})
            found.append(skipped(Phrase("wording_in", of), why))
        if text.left_out:
            why = Phrase(
                "not_read",
                {
                    "parts": said_of_left_out(text.left_out),
                    "words": str(sum(part.words for part in text.left_out)),
                },
            )
            found.append(skipped(Phrase("parts_of", of), why))
    return tuple(found)


def said_of_advice(articles: Iterable[Article]) -> tuple[Skipped, ...]:
    """Once a language: that advice for its articles comes in English."""
    languages = sorted({a.language[:2] for a in articles} - set(advice_languages()))
    return tuple(
        skipped(Phrase("advice_in", {"code": code}), Phrase("advice_english")) for code in languages
    )
