"""TXT: what the articles really say, against what is registered of them.

These rules run for articles whose text is at hand; for the others, the report lists them as
skipped. The disclaimer that an asterisk stands for (United States) is a matter of LAW010 and
LAW011.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from magclaims.judge.articles.grading import GRADED
from magclaims.judge.articles.moves import strengths as strengths_of
from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.claim import textbook
from magclaims.judge.option import Option
from magclaims.judge.rule import Hit, rule
from magclaims.lexicon.passages import Passage
from magclaims.match import RecordMatch
from magclaims.match.field import FieldMatch
from magclaims.match.reference_items import MatchedItem, different_words, wrong_label
from magclaims.match.verdict import NEAR_TITLE
from magclaims.model.finding import Location, Severity
from magclaims.model.registry import Claim, Kind, Occurrence, Strength, Subject
from magclaims.quantity.quantities import Quantity, compare, find_quantities
from magclaims.read.article.articles import ArticleText, Citation, ReferenceItem, Sentence
from magclaims.read.article.locate import QuotePlace

_SHOWN = 120
"""Code points of a sentence that a message shows."""
_FIELDS_THAT_TELL = frozenset({"title", "first_author", "journal", "year"})
"""Fields without which a reader finds another work, or none."""
_WORKS = frozenset({"doi", "pmid", "pmcid"})
_NUMBERED = frozenset({"superscript", "bracket", "paren", "footnote"})
_OTHERS = {Subject.ANIMAL: "animals", Subject.IN_VITRO: "cells", Subject.IN_SILICO: "models"}
_NAMED = frozenset({Subject.HUMAN, Subject.ANIMAL, Subject.IN_VITRO})


def _place(
    text: ArticleText, article_id: str, at: Sentence | Citation | ReferenceItem
) -> FindingSubject:
    return FindingSubject(
        Location(path=str(text.path), line=at.line, column=at.column), article=article_id
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _located(
    case: Case,
) -> Iterator[tuple[Claim, int, Occurrence, QuotePlace | None, ArticleText]]:
    """The occurrences in articles whose text is at hand, with the place of their quotes."""
    for claim in case.dossier.claims:
        for index, occurrence in enumerate(claim.occurrences):
            text = case.texts.get(occurrence.article)
            if text is not None:
                yield claim, index, occurrence, case.found[claim.id, index], text


# --- quotes ------------------------------------------------------------------------------------------


@rule("TXT001", Severity.ERROR, scope="article")
def quote_gone(case: Case) -> Iterator[Hit]:
    """A registered quote is no longer in the article.

    What: Nothing like the quote stands in the article's text, not even with other words in it.
    Why: The verdict is about a sentence that readers do not see; what they see was not judged.
    Instead: Quote the sentence as it is now, or take the occurrence out.
    """
    for claim, index, occurrence, place, text in _located(case):
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
    for claim, index, occurrence, place, text in _located(case):
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
        is not what the occurrence declares; a flag that it leaves out declares nothing. The verdict is made with the graded strength. It is a note
        where only the hedge differs, for textbook matters, and where no words were found that
        assert anything: then what is declared stands.
    Why: An editor who softens a sentence, or sharpens it, seldom thinks of the registry.
    Instead: Correct the registry, or the sentence; the finding shows the words that decide.
    """
    for claim, index, occurrence, _, _ in _located(case):
        said = case.passages.get((claim.id, index))
        if said is None:
            continue
        differences, severity = _wording(occurrence, said)
        judged = case.assessments[claim.id].occurrences[index].occurrence
        if occurrence.reported and not judged.reported:
            severity = Severity.WARNING
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


def _wording(occurrence: Occurrence, said: Passage) -> tuple[list[str], Severity]:
    """How a declared wording differs from the graded one, and how much that matters."""
    differences: list[str] = []
    severity = Severity.NOTE
    declared = occurrence.strength
    if said.strength is not declared:
        if said.asserts:
            severity = Severity.WARNING
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
    for claim, index, occurrence, _, _ in _located(case):
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


# --- coverage ----------------------------------------------------------------------------------------


@rule("TXT004", Severity.NOTE, scope="article")
def unregistered_sentence(case: Case) -> Iterator[Hit]:
    """A sentence makes a claim that nobody registered.

    What: By its words the sentence says something about health, the body, a substance or a study,
        and no quote of a claim or a draft stands in it.
    Why: What is not registered is not checked.
    Instead: Register it; `magclaims scan --write` proposes the entry.
    """
    for article_id, covered in case.coverage.items():
        text = case.texts[article_id]
        for found in covered.uncovered:
            if found.index in case.drafted[article_id]:
                continue
            yield Hit(
                _place(text, article_id, found.sentence),
                f"no claim covers this sentence ({found.wording.strength.label}): "
                f'"{_short(found.sentence.text)}"',
                "register it in the claims file",
            )


COVERAGE: Option[float | None] = Option(
    "coverage",
    Annotated[float, Field(ge=0, le=100)] | None,
    None,
    "The share of claim-like sentences, in per cent, that the registry must cover in each article.",
    of_texts=True,
)


@rule("TXT005", Severity.ERROR, options=[COVERAGE])
def coverage_fell(case: Case) -> Iterator[Hit]:
    """Less of an article is registered than the configuration asks for.

    What: The share of claim-like sentences with a registered quote is below `coverage`. A note where
        every article has more: then the setting can be raised, so that it holds what was reached.
    Why: A registry that is not kept up covers less with every new sentence.
    Instead: Register the sentences that TXT004 lists.
    """
    least = case.option(COVERAGE)
    if least is None:
        return
    for article_id, covered in case.coverage.items():
        if covered.sentences and covered.percent < least:
            done = len(covered.sentences) - len(covered.uncovered)
            yield Hit(
                case.at_article(article_id),
                f"{done} of {len(covered.sentences)} claim-like sentences of `{article_id}` are "
                f"registered: {covered.percent:.1f} %, below {least:g} %",
                "register the sentences that TXT004 lists"
                + (", and fill in the drafts" if case.drafted[article_id] else ""),
            )
    shares = {name: c.percent for name, c in case.coverage.items() if c.sentences}
    lowest = min(shares, key=lambda name: (shares[name], name), default=None)
    if lowest is not None and int(shares[lowest]) > least:
        reached = int(shares[lowest])
        yield Hit(
            case.at_article(lowest),
            f"every article has at least {reached} % of its claim-like sentences registered",
            f"set `coverage = {reached}`, so that it cannot fall again",
            Severity.NOTE,
        )


# --- marks and the printed list ----------------------------------------------------------------------


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
                _place(text, article_id, numbered[0]),
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
                    _place(text, article_id, mark),
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
                _place(text, article_id, mark),
                f'"{mark.text}" is in no item of the list of references',
                "correct the name or the year, or add the reference",
                Severity.WARNING,
            )
        works = [i for i in mark.identifiers if i.kind in _WORKS]
        if mark.kind in {"link", "doi"} and works and not any(case.shelf.by_mark(i) for i in works):
            yield Hit(
                _place(text, article_id, mark),
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
                    _place(text, article_id, printed),
                    f'reference {printed.number} is cited nowhere: "{_short(printed.text)}"',
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
        if not (reference.doi or reference.pmid or reference.pmcid or item.printed.journal):
            continue  # a web page is printed as each style has it
        identity = case.identities[reference.key]
        work = identity.work if identity.carries else None
        match = case.shelf.match(item.printed, work, reference.key)
        subject = FindingSubject(
            _place(text, article_id, item.printed).location, None, reference.key, article_id
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
                f'"{_short(match.fields["title"].record)}"',
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


def _differences(match: RecordMatch) -> str:
    return "; ".join(_difference(match.fields[name]) for name in match.differences)


def _difference(field: FieldMatch) -> str:
    """What is printed for what; of titles that are nearly the same, the words that differ."""
    printed, record = field.printed, field.record
    if field.field == "title" and field.score >= NEAR_TITLE:
        printed, record = different_words(printed, record)
    return f'{field.field.replace("_", " ")} "{_short(printed)}" for "{_short(record)}"'


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
    number, place = item.printed.index + 1, _place(case.texts[article_id], article_id, item.printed)
    if item.key is None:
        yield Hit(
            place,
            f'reference {number} is in no entry of the bibliography: "{_short(item.printed.text)}"',
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
    for article_id, text, item in _items(case):
        reference = case.references.get(item.key or "")
        study = case.judged.studies.get(item.key or "")
        if reference is None or study is None or study.design is None:
            continue
        found = wrong_label(item.printed, reference.title, study.design)
        if found:
            place = _place(text, article_id, item.printed).location
            words, says = found
            yield Hit(
                FindingSubject(place, None, reference.key, article_id),
                f'reference {item.printed.number} is called a "{words}" ({says}), and is a '
                f"{study.design.value.replace('_', ' ')}",
                "leave the words out, or say what the study is",
            )


# --- one claim in two places -------------------------------------------------------------------------


@rule("TXT011", Severity.WARNING, scope="article")
def hedge_lost(case: Case) -> Iterator[Hit]:
    """A claim is hedged in one place and a fact in another.

    What: One occurrence is hedged ("may", "suggests"), another one of the same claim says it as a
        fact, about nobody else. A note where the first one only has softer words ("supports").
    Why: The reader takes the stronger sentence home.
    Instead: Hedge both.
    """
    for claim in case.dossier.claims:
        if claim.kind not in GRADED:
            continue
        judged = [
            assessed
            for assessed in case.assessments[claim.id].occurrences
            if case.found.get((claim.id, assessed.index)) is not None
        ]
        weak = [
            a
            for a in judged
            if a.occurrence.strength in {Strength.CORRELATIONAL, Strength.CONDITIONAL}
        ]
        for assessed in judged:
            occurrence = assessed.occurrence
            comparable = [other for other in weak if _as_wide(occurrence, other.occurrence)]
            if occurrence.strength is not Strength.CAUSAL or not comparable:
                continue
            softer = next((o for o in comparable if o.occurrence.hedged), comparable[0])
            hedged = softer.occurrence.hedged
            place = case.at_occurrence(claim, softer.index).location
            yield Hit(
                case.at_occurrence(claim, assessed.index),
                f'"{occurrence.quote}" states as a fact what "{softer.occurrence.quote}" '
                f"({place.path}:{place.line}) {'hedges' if hedged else 'says in softer words'}",
                "hedge both" if hedged else "use the softer words in both",
                None if hedged else Severity.NOTE,
            )


def _as_wide(strong: Occurrence, weak: Occurrence) -> bool:
    """Whether the stronger sentence names nobody whom the weaker one does not name."""
    return set(strong.subjects) & _NAMED <= set(weak.subjects)


@rule("TXT012", Severity.WARNING, scope="article")
def numbers_differ(case: Case) -> Iterator[Hit]:
    """The same claim has other numbers in another place.

    What: Two occurrences of a claim give amounts, counts or shares of the same thing that differ.
    Why: One of them is wrong, and readers of both articles see it.
    Instead: The source's number in both.
    """
    for claim in case.dossier.claims:
        told = [
            (index, place, text)
            for index in range(len(claim.occurrences))
            if (place := case.found.get((claim.id, index))) is not None
            and (text := case.texts.get(claim.occurrences[index].article)) is not None
        ]
        for position, (index, place, text) in enumerate(told):
            for other, other_place, other_text in told[:position]:
                pair = _disagreeing(claim, (place, text), (other_place, other_text))
                if pair is None:
                    continue
                there = case.at_occurrence(claim, other).location
                yield Hit(
                    case.at_occurrence(claim, index),
                    f'"{pair[0].text}" here, "{pair[1].text}" in {there.path}:{there.line}',
                    "write the source's number in both",
                )
                break


_At = tuple[QuotePlace, ArticleText]


def _disagreeing(claim: Claim, one: _At, other: _At) -> tuple[Quantity, Quantity] | None:
    """Two quantities of the same thing that differ, where none of that thing agrees."""
    ours, theirs = _quantities(one, quoted=True), _quantities(other, quoted=True)
    if not ours and not theirs and claim.kind is not Kind.QUANTITY:
        return None  # numbers elsewhere in the two sentences may belong to other claims
    ours, theirs = (
        ours or _quantities(one, quoted=False),
        theirs or _quantities(other, quoted=False),
    )
    for quantity in ours:
        compared = [(compare(quantity, there).outcome, there) for there in theirs]
        if any(outcome == "same" for outcome, _ in compared):
            continue
        different = [there for outcome, there in compared if outcome.startswith("claimed_")]
        if different:
            return quantity, different[0]
    return None


def _quantities(at: _At, *, quoted: bool) -> list[Quantity]:
    place, text = at
    sentence = text.sentences[place.sentence]
    found = find_quantities(place.text if quoted else sentence.text, sentence.language)
    return [q for q in found if q.dimension in {"mass", "count", "share"}]


@rule("TXT013", Severity.NOTE)
def proposal_not_filled_in(case: Case) -> Iterator[Hit]:
    """Proposed claims of an article wait to be filled in.

    What: `magclaims scan --write` proposed them (`draft: true`), or something in them still says
        TODO. They are counted, and judged by nothing; one finding an article.
    Why: Their kind and substance were told from the wording alone: a verdict would rest on a guess.
    Instead: State the assertion in English, check kind, substance, outcome and evidence, and take
        `draft: true` out.
    """
    waiting: dict[str, list[Claim]] = {}
    for draft in case.drafts:
        for article_id in dict.fromkeys(o.article for o in draft.occurrences):
            waiting.setdefault(article_id, []).append(draft)
    for article_id, drafts in waiting.items():
        article = case.dossier.articles.get(article_id)
        name = article.file if article is not None and article.file else article_id
        one = len(drafts) == 1
        yield Hit(
            FindingSubject(case.at_claim(drafts[0]).location, article=article_id),
            f"1 draft in {name} waits to be filled in"
            if one
            else f"{len(drafts)} drafts in {name} wait to be filled in",
            f"state {'its' if one else 'each'} assertion in English; check kind, substance, outcome "
            "and evidence; then take `draft: true` out",
        )
