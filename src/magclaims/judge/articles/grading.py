"""Occurrences as the article words them: graded from its own sentence, where that can be."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from magclaims.judge.claim.naming import named_substances
from magclaims.judge.claim.people import in_text
from magclaims.judge.verdict.bench import OwnWords
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.lexicon.passages import (
    Passage,
    in_the_past,
    in_the_present,
    is_past,
    passage,
    tells_now,
)
from magclaims.lexicon.wording import Wording, grade
from magclaims.model.local_text import local
from magclaims.model.registry import Article, Claim, Dossier, Kind, Occurrence, Strength, Subject
from magclaims.read.article.articles import ArticleText, Sentence
from magclaims.read.article.locate import QuotePlace

GRADED = frozenset(
    {Kind.EFFECT, Kind.STUDY_RESULT, Kind.MECHANISM, Kind.COMPARISON, Kind.GENERAL_KNOWLEDGE}
)
"""Kinds that assert a relation. A dose or a definition shares its sentence with one, as a rule, and
would be graded as that."""

_REPORTING = frozenset({"study", "report"})
_ENDS = " \"'”’)]*»"
"""What may stand behind the sign that ends a sentence."""
_BEYOND_PEOPLE = frozenset({Subject.ANIMAL, Subject.IN_VITRO, Subject.IN_SILICO})

Place = tuple[str, int]
"""A claim's id, and the index of one of its occurrences."""


def passages(
    dossier: Dossier,
    texts: Mapping[str, ArticleText],
    wordings: Mapping[str, Mapping[int, Wording]],
    found: Mapping[Place, QuotePlace | None],
    kinds: Collection[Kind] = GRADED,
) -> dict[Place, Passage]:
    """How the articles word the occurrences of claims of these kinds whose quotes were found in them."""
    graded: dict[Place, Passage] = {}
    for claim in dossier.claims:
        for index, occurrence in enumerate(claim.occurrences):
            place = found.get((claim.id, index))
            wording = (
                wordings.get(occurrence.article, {}).get(place.sentence)
                if place is not None and claim.kind in kinds
                else None
            )
            if place is None or wording is None:
                continue
            sentence = texts[occurrence.article].sentences[place.sentence]
            # A quote that runs over the end of its first sentence takes that sentence's grade.
            start = sentence.text.find(place.text)
            end = start + len(place.text) if start >= 0 else start
            graded[claim.id, index] = passage(wording, start, end, sentence.text, sentence.language)
    return graded


def sentences(
    texts: Mapping[str, ArticleText], found: Mapping[Place, QuotePlace | None], dossier: Dossier
) -> dict[Place, Sentence]:
    """The sentences in which the quotes of occurrences begin."""
    return {
        (claim.id, index): texts[occurrence.article].sentences[place.sentence]
        for claim in dossier.claims
        for index, occurrence in enumerate(claim.occurrences)
        if (place := found.get((claim.id, index))) is not None
    }


def as_graded(occurrence: Occurrence, said: Passage) -> Occurrence | None:
    """The occurrence with what its text says; None where the text does not tell.

    What is declared stands where no words were found that assert anything: an editor reads more
    out of a sentence than a list of words does. Of what would carry more, subjects and reporting, only
    that counts which the text says (`held`).
    """
    if not said.asserts and occurrence.strength > Strength.NONE:
        return None
    named = [
        subject
        for subject in (*occurrence.subjects, *said.subjects)
        if subject is not Subject.UNSTATED
    ]
    if named and said.invokes_people:
        named.append(Subject.HUMAN)  # "in rats it improves your memory"
    subjects = tuple(dict.fromkeys(named))
    return occurrence.model_copy(
        update={
            "strength": said.strength,
            "hedged": said.hedged,
            "therapeutic": said.therapeutic,
            "subjects": subjects or (Subject.UNSTATED,),
            "reported": occurrence.reported or said.reported,
        }
    )


def held(
    occurrence: Occurrence, said: Passage, sentence: Sentence, before: Sequence[str]
) -> Occurrence:
    """The occurrence with no more than its text says of animals, cells and reporting.

    Naming the animals, and reporting one study, let a sentence say more than it may say of the reader.
    So both must stand in the text: in the statement of the quote, or in the sentence right before it,
    where this one goes on about that study ("Their memory improved").
    `before` is what the same paragraph says before the sentence, the last one last.
    """
    named = set(said.subjects)
    part = replace(sentence, text=said.words_of(sentence.text))
    if _says(part, "systems") or _begins(part, "system_starts"):
        named |= _BEYOND_PEOPLE
    if before and goes_on(said, sentence):
        named |= set(grade(before[-1], sentence.language).subjects)
    reported = reports(said, sentence, before, cited=bool(occurrence.cites))
    kept = tuple(s for s in occurrence.subjects if s not in _BEYOND_PEOPLE or s in named)
    if kept == (Subject.UNSTATED,) and not said.invokes_people:
        kept = tuple(s for s in said.subjects if s in _BEYOND_PEOPLE)  # nobody noted whom it names
    if said.invokes_people and not said.asserts and _BEYOND_PEOPLE.intersection(kept):
        kept = (
            *kept,
            Subject.HUMAN,
        )  # by no word that a list has: "what it did for mice it does for us"
    return occurrence.model_copy(
        update={
            "subjects": kept or (Subject.UNSTATED,),
            "reported": occurrence.reported and (reported or not said.asserts),
        }
    )


def reports(said: Passage, sentence: Sentence, before: Sequence[str], *, cited: bool) -> bool:
    """Whether the words of a quote report what a study found; `before` as in `held`, `cited`: the sentence has a mark."""
    reported = said.reported
    if before and goes_on(said, sentence):
        last = grade(before[-1], sentence.language)
        reported = reported or last.reported or any(cue.kind == "study" for cue in last.cues)
        reported = reported and in_the_past(said.cues, sentence.language)
    if said.asserts and said.strength is Strength.NONE:
        reported = reported or _tells_of_a_study(sentence)  # "the largest trial found no effect"
    # "Niacin raised HDL by 20 % [1]": a mark leads to the study that the past tense tells of.
    reported = reported or (
        cited and not said.invokes_people and is_past(said.cues, sentence.text, sentence.language)
    )
    # "More people in the zinc group stopped": who took part is told of by what they did then.
    part = replace(sentence, text=said.words_of(sentence.text))
    return reported or (
        _says(part, "took_part") and not in_the_present(said.cues, sentence.language)
    )


def _tells_of_a_study(sentence: Sentence) -> bool:
    """Whether a sentence that denies an effect says that a study, or those who did it, found none."""
    return any(cue.kind in _REPORTING for cue in grade(sentence.text, sentence.language).cues)


def goes_on(said: Passage, sentence: Sentence) -> bool:
    """Whether a sentence goes on about the study of the one before it, and names no people."""
    past = in_the_past(said.cues, sentence.language)
    return not said.invokes_people and (past or _says(sentence, "refers"))


def _says(sentence: Sentence, name: str) -> bool:
    """Whether a sentence has one of the words of a list."""
    words = load_data("clauses.toml")[name].get(sentence.language[:2], ())
    return not set(re.findall(r"[^\W_]+", fold(sentence.text))).isdisjoint(words)


def _begins(sentence: Sentence, name: str) -> bool:
    """Whether a word of a sentence begins as one of a list says."""
    starts = tuple(load_data("clauses.toml")[name].get(sentence.language[:2], ()))
    return any(word.startswith(starts) for word in re.findall(r"[^\W_]+", fold(sentence.text)))


def held_claim(
    claim: Claim,
    texts: Mapping[str, ArticleText],
    found: Mapping[Place, QuotePlace | None],
    said: Mapping[Place, Passage],
) -> Claim:
    """The claim with each occurrence held against its text, where that is at hand and graded."""

    def as_held(index: int, occurrence: Occurrence) -> Occurrence:
        place, passage_ = found.get((claim.id, index)), said.get((claim.id, index))
        if place is None or passage_ is None:
            return occurrence
        text = texts[occurrence.article]
        sentence = text.sentences[place.sentence]
        earlier = text.sentences[: place.sentence]
        before = [other.text for other in earlier if other.block == sentence.block]
        return held(occurrence, passage_, sentence, before)

    occurrences = (as_held(index, occurrence) for index, occurrence in enumerate(claim.occurrences))
    return claim.model_copy(update={"occurrences": tuple(occurrences)})


def own_words(
    claim: Claim,
    index: int,
    kept: Occurrence,
    said: Passage | None,
    sentence: Sentence,
    *,
    text: ArticleText,
    article: Article,
) -> OwnWords:
    """What the sentence of an occurrence says by its own words; `kept` is what it holds of what is declared."""
    declared = claim.occurrences[index]
    around = " . ".join([article.title, *_read_before(text, sentence)])
    language = sentence.language if sentence.language != "und" else article.language
    named = in_text(claim, declared, sentence.text, around, language)
    if said is None:
        return OwnWords(named=named)
    graded = as_graded(kept, said)
    if graded is not None and not kept.substance:
        substances = named_substances(claim.about.substance, sentence.text, sentence.language)
        graded = graded.model_copy(update={"substance": tuple(map(local, substances))})
    # Of what has no word for it at all, nobody knows how strongly it asserts it.
    settled = said.worded or sentence.text.rstrip(_ENDS).endswith("?")
    unread = _unread(claim, declared, kept, said, sentence)
    return OwnWords(graded=graded, named=named, settled=settled, unread=unread)


def _unread(
    claim: Claim, declared: Occurrence, kept: Occurrence, said: Passage, sentence: Sentence
) -> tuple[Subject, ...] | None:
    """Whom it is about where it is declared to report what a study found, and its words tell neither that nor otherwise.

    Its words say in no present tense that a thing does something; no list has their past, or their animals.
    """
    if claim.kind is not Kind.STUDY_RESULT or not declared.reported:
        return None
    shown = kept.reported and set(declared.subjects) <= set(kept.subjects)
    told = (as_graded(declared, said) or declared).subjects
    if shown and said.may_be_apart:
        return tuple(each for each in told if each is not Subject.HUMAN)
    past = not shown and not tells_now(said.cues, sentence.text, sentence.language)
    return told if past else None


def _read_before(text: ArticleText, sentence: Sentence) -> list[str]:
    """The headings above a sentence, and what its paragraph says before it."""
    headings: dict[int, str] = {}
    paragraph: list[str] = []
    for other in text.sentences:
        if other.offset >= sentence.offset:
            break
        if other.kind == "heading":
            headings = {n: words for n, words in headings.items() if n < other.level}
            headings[other.level] = other.text
        elif other.block == sentence.block:
            paragraph.append(other.text)
    return [*headings.values(), *paragraph]
