"""TXT: citation marks, and the printed list of references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.rule import Hit, rule
from magclaims.judge.rules.txt_located import place_in_text, short
from magclaims.match import RecordMatch
from magclaims.match.field import FieldMatch
from magclaims.match.record_match import NEAR_TITLE
from magclaims.model.finding import Severity

if TYPE_CHECKING:
    from magclaims.match.reference_items import MatchedItem
    from magclaims.read.article.articles import ArticleText
    from magclaims.read.article.model import ReferenceItem

_FIELDS_THAT_TELL = frozenset({"title", "first_author", "journal", "year"})
"""Fields without which a reader finds another work, or none."""
_NEXT_SENTENCE = re.compile(r"[.!?]\s+[(\[]?\w")
_WORKS = frozenset({"doi", "pmid", "pmcid"})
_NUMBERED = frozenset({"superscript", "bracket", "paren", "footnote"})


@rule("TXT006", Severity.ERROR, scope="article")
def mark_without_reference(case: Case) -> Iterator[Hit]:
    """A citation mark leads to no reference.

    What: A number or footnote has no item in the printed list; a warning for a name with a year, a
        note for a link to a work that the bibliography lacks.
    Why: The reader who follows it finds nothing.
    Instead: Correct the mark, or add the reference.
    """
    for article_id, text in case.texts.items():
        numbered = [c for c in text.citations if c.kind in _NUMBERED]
        if numbered and not text.references:
            yield Hit(
                place_in_text(text, article_id, numbered[0]),
                f"the article has {len(numbered)} citation marks and no list of references",
                "add the list",
            )
            numbered = []
        for mark in numbered:
            known = {text.references[index].number for index in mark.references}
            lost = [str(number) for number in mark.numbers if number not in known]
            if lost or not (mark.numbers or mark.references):
                what = ", ".join(lost) or mark.label or mark.text
                yield Hit(
                    place_in_text(text, article_id, mark),
                    f'the mark "{mark.text}" leads to no reference ({what})',
                    "correct the mark, or add the reference",
                )
        yield from _loose(case, article_id, text)


def _loose(case: Case, article_id: str, text: ArticleText) -> Iterator[Hit]:
    """Names with a year, and links, that lead to nothing that is known."""
    for mark in text.citations:
        if mark.references:
            continue
        if mark.kind == "author_year" and text.references:
            yield Hit(
                place_in_text(text, article_id, mark),
                f'"{mark.text}" is in no item of the list of references',
                "correct the name or the year, or add the reference",
                Severity.WARNING,
            )
        works = [i for i in mark.identifiers if i.kind in _WORKS]
        if mark.kind in {"link", "doi"} and works and not any(case.shelf.by_mark(i) for i in works):
            yield Hit(
                place_in_text(text, article_id, mark),
                f"the article links to {works[0]}, which the bibliography lacks",
                f"magclaims lookup {works[0].value} --add",
                Severity.NOTE,
            )


@rule("TXT007", Severity.WARNING, scope="article")
def reference_never_cited(case: Case) -> Iterator[Hit]:
    """A printed reference is cited by no mark.

    What: The article has marks, and none of them leads to this item of its list.
    Why: A list that nothing in the text leans on looks like proof of everything in it.
    Instead: Put the mark where the work is used, or take the item out.
    """
    for article_id, text in case.texts.items():
        cited = {index for mark in text.citations for index in mark.references}
        numbered = any(m.references and m.kind in _NUMBERED for m in text.citations)
        if not cited or (len(cited) == 1 and not numbered):
            continue  # one name or link in passing does not cite the list
        for printed in text.references:
            if printed.index not in cited:
                yield Hit(
                    place_in_text(text, article_id, printed),
                    f'reference {printed.number} is cited nowhere: "{short(printed.text)}"',
                    "put its mark where the work is used, or take it out",
                )


def _items(case: Case) -> Iterator[tuple[str, ArticleText, MatchedItem]]:
    for article_id, items in case.printed.items():
        for item in items:
            yield article_id, case.texts[article_id], item


@rule("TXT008", Severity.ERROR, scope="article")
def printed_reference_differs(case: Case) -> Iterator[Hit]:
    """A reference is printed otherwise than the work is called.

    What: The printed item differs from its record, or from the bibliography where there is no
        record. A warning for volume, number and pages; a note for a translated title.
    Why: A reader who looks for it finds another work, or none.
    Instead: Print it as it is; `magclaims lookup ID -f ama` gives the line.
    """
    for article_id, text, item in _items(case):
        reference = case.references.get(item.key or "")
        if reference is None or not (item.printed.title or item.printed.journal):
            continue
        if _is_prose(item.printed):
            continue
        if not (reference.doi or reference.pmid or reference.pmcid or item.printed.journal):
            continue  # a web page is printed as each style has it
        identity = case.identities[reference.key]
        work = identity.work if identity.carries else None
        match = case.shelf.match(item.printed, work, reference.key)
        subject = FindingSubject(
            place_in_text(text, article_id, item.printed).location, None, reference.key, article_id
        )
        source = "the record" if work else "the bibliography"
        number = f"reference {item.printed.number}"
        if match.verdict in {"translated_title", "uncertain_translation"}:
            certain = match.verdict == "translated_title"
            title = match.fields["title"].record
            yield Hit(
                subject,
                f"{number} is printed with a translated title"
                + ("" if certain else ", and whether it says the same cannot be told"),
                f"print the original: {title}",
                Severity.NOTE if certain else Severity.WARNING,
            )
        elif match.verdict == "other_work" and match.fields["first_author"].differs:
            yield Hit(
                subject,
                f"{number} is printed as another work than `{reference.key}`; {source} says "
                f'"{short(match.fields["title"].record)}"',
                "correct the printed reference, or its identifier",
            )
        elif match.verdict in {"same_work_with_differences", "other_work"}:
            severe = _FIELDS_THAT_TELL.intersection(match.differences)
            yield Hit(
                subject,
                f"{number} differs from {source}: {_differences(match)}",
                "print it as it is",
                None if severe else Severity.WARNING,
            )


def _is_prose(printed: ReferenceItem) -> bool:
    """Whether an item is sentences about a work, with its link: no authors, year or journal."""
    named = printed.authors or printed.year or printed.journal
    return not named and _NEXT_SENTENCE.search(printed.title) is not None


def _differences(match: RecordMatch) -> str:
    return "; ".join(_difference(match.fields[name]) for name in match.differences)


def _difference(field: FieldMatch) -> str:
    """What is printed for what; of titles that are nearly the same, the words that differ."""
    from magclaims.match.reference_items import different_words

    printed, record = field.printed, field.record
    if field.field == "title" and field.score >= NEAR_TITLE:
        printed, record = different_words(printed, record)
    return f'{field.field.replace("_", " ")} "{short(printed)}" for "{short(record)}"'


@rule("TXT009", Severity.WARNING, scope="article")
def list_differs(case: Case) -> Iterator[Hit]:
    """The printed list is not the one that is registered.

    What: An item stands at another number than in `references`, is missing there, or is no entry of
        the bibliography; or the article prints fewer.
    Why: The sentences are judged with the registered list; the reader has the printed one.
    Instead: Bring `references` of the article into the printed order.
    """
    for article_id, items in case.printed.items():
        listed = case.dossier.articles[article_id].references
        text = case.texts[article_id]
        for item in items:
            yield from _listed(case, article_id, item, listed)
        linked = (case.shelf.by_mark(i) for mark in text.citations for i in mark.identifiers)
        there = {*(item.key for item in items), *linked}
        lost = [key for key in listed if key not in there]
        if items and lost and len(items) < len(listed):
            yield Hit(
                case.at_article(article_id, "references"),
                f"{text.path} prints {len(items)} references, the registry lists {len(listed)}; "
                f"not printed: {', '.join(lost)}",
                "bring `references` into the printed order",
            )


def _listed(
    case: Case, article_id: str, item: MatchedItem, listed: tuple[str, ...]
) -> Iterator[Hit]:
    number, place = (
        item.printed.index + 1,
        place_in_text(case.texts[article_id], article_id, item.printed),
    )
    if item.key is None:
        yield Hit(
            place,
            f'reference {number} is in no entry of the bibliography: "{short(item.printed.text)}"',
            "add it to the bibliography and to `references` of the article",
        )
    elif item.key not in listed:
        yield Hit(
            FindingSubject(place.location, None, item.key, article_id),
            f"reference {number} is `{item.key}`, which `references` of the article lacks",
            "bring `references` into the printed order",
        )
    elif item.how != "position" and listed.index(item.key) != item.printed.index:
        yield Hit(
            FindingSubject(place.location, None, item.key, article_id),
            f"reference {number} is `{item.key}`, which is number {listed.index(item.key) + 1} in "
            "the registry",
            "bring `references` into the printed order",
        )


@rule("TXT010", Severity.WARNING, scope="article")
def study_called_otherwise(case: Case) -> Iterator[Hit]:
    """The printed list calls a study what it is not.

    What: Words of the item ("concept study", "animal study") do not fit the design that is
        registered, or that the record shows.
    Why: The reader weighs the study by those words.
    Instead: Leave the words out, or say what the study is.
    """
    from magclaims.match.reference_items import wrong_label

    for article_id, text, item in _items(case):
        reference = case.references.get(item.key or "")
        study = case.judged.studies.get(item.key or "")
        if reference is None or study is None or study.design is None:
            continue
        found = wrong_label(item.printed, reference.title, study.design)
        if found:
            place = place_in_text(text, article_id, item.printed).location
            words, says = found
            yield Hit(
                FindingSubject(place, None, reference.key, article_id),
                f'reference {item.printed.number} is called a "{words}" ({says}), and is a '
                f"{study.design.value.replace('_', ' ')}",
                "leave the words out, or say what the study is",
            )
