"""The case that rules judge: everything read and gathered, with the places it came from.

A case does no I/O. What rules need again and again (who cites what, which record belongs to which
reference, the verdicts) is computed once, when it is first asked for. What computes it is imported then,
too: of a registry that was judged before, next to nothing is asked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import field, replace
from functools import cached_property, partial
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from magclaims.match.identity import Identity, identify
from magclaims.model.finding import Finding, Location
from magclaims.model.lazily import Lazily
from magclaims.model.review import Comment, Rating, Reviews
from magclaims.model.values import dataclass
from magclaims.read.bibliography import by_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from magclaims.judge.advice import Advisor
    from magclaims.judge.articles.beside import ClauseBeside
    from magclaims.judge.articles.coverage import Coverage
    from magclaims.judge.law import ArticleLaw
    from magclaims.judge.option import Option, T
    from magclaims.judge.policy import Policy
    from magclaims.judge.verdict.assess import ClaimAssessment, OccurrenceAssessment
    from magclaims.judge.verdict.bench import Bench, OwnWords
    from magclaims.lexicon.passages import Passage
    from magclaims.lexicon.wording import Wording
    from magclaims.match.reference_items import MatchedItem, Shelf
    from magclaims.model.registry import Article, Claim, Dossier, Occurrence, Reference
    from magclaims.model.source_map import Fault, SourceMap
    from magclaims.model.work import Gathered
    from magclaims.read.article.articles import ArticleText, Sentence
    from magclaims.read.article.locate import QuotePlace
    from magclaims.read.bibliography import Bibliography
    from magclaims.study.caution import JudgedStudies

L = TypeVar("L", Comment, Rating)


@dataclass(frozen=True, slots=True)
class FindingSubject:
    """What a finding is about, and where it stands."""

    location: Location
    claim: str | None = None
    reference: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class LeaningPlace:
    """A place of an article that leans on a reference."""

    claim: str
    article: str
    location: Location


@dataclass(frozen=True)
class Case:
    """Everything that the rules may look at."""

    dossier: Dossier
    source_map: SourceMap
    faults: tuple[Fault, ...]
    bibliographies: tuple[Bibliography, ...]
    gathered: Gathered
    policy: Policy
    today: date
    texts: Mapping[str, ArticleText] = field(default_factory=dict)
    """Article texts that are at hand, by article id."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """What is set of the rules, by name of the option."""
    drafts: tuple[Claim, ...] = ()
    """Claims that wait to be filled in: counted, and judged by nothing."""
    reviews: Reviews = field(default_factory=Reviews)
    """What reviewers left behind."""
    reviews_read: bool = False
    """Whether the reviews were looked for: without, nobody can say what was never reviewed."""
    others: frozenset[str] = frozenset()
    """Keys of the bibliography that were left out, as no claim that is judged uses them."""
    has_claims: bool = True
    """False where only bibliographies are checked."""
    advised_in: str | None = None
    """The language of who reads the advice; that of each article by default."""

    def option(self, option: Option[T]) -> T:
        """What is set, or the default."""
        value: T = self.options.get(option.name, option.default)
        return value

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to judge: no claims, no references, and no faults."""
        faults = self.faults or any(b.faults for b in self.bibliographies)
        return not (self.dossier.claims or self.drafts or self.references or faults)

    @cached_property
    def references(self) -> dict[str, Reference]:
        """All references, by BibTeX key; the first one where a key stands in two files."""
        return by_key(self.bibliographies)

    @cached_property
    def identities(self) -> dict[str, Identity]:
        """What the registries say of each reference, compared with its entry."""
        return {
            key: identify(reference, self.gathered) for key, reference in self.references.items()
        }

    @cached_property
    def comments(self) -> Mapping[str, Sequence[Comment]]:
        """The comments of reviewers, by claim."""
        return _by_claim(self.reviews.comments)

    @cached_property
    def ratings(self) -> Mapping[str, Sequence[Rating]]:
        """The ratings of reviewers, by claim."""
        return _by_claim(self.reviews.ratings)

    @cached_property
    def found(self) -> Mapping[tuple[str, int], QuotePlace | None]:
        """Where the quote of each occurrence stands in the article, by claim id and index."""
        places = self._occurrences
        return Lazily([at for at, o in places.items() if o.article in self.texts], self._locate)

    @cached_property
    def _occurrences(self) -> dict[tuple[str, int], Occurrence]:
        """All occurrences, by claim id and index."""
        claims = self.dossier.claims
        return {(c.id, index): o for c in claims for index, o in enumerate(c.occurrences)}

    def _locate(self, place: tuple[str, int]) -> QuotePlace | None:
        from magclaims.read.article.locate import locate

        occurrence = self._occurrences[place]
        return locate(occurrence.quote, self.texts[occurrence.article])

    @cached_property
    def studies(self) -> JudgedStudies:
        """The studies as they are judged: none better than its record, inferred where undeclared."""
        from magclaims.study.caution import judged

        linked = [link.reference for claim in self.dossier.claims for link in claim.evidence]
        works = {key: i.work for key, i in self.identities.items() if i.work and i.carries}
        return judged(self.dossier.studies, works, linked)

    @cached_property
    def judged(self) -> Dossier:
        """The dossier with the studies as they are judged."""
        return self.dossier.model_copy(update={"studies": dict(self.studies.studies)})

    @cached_property
    def assessments(self) -> Mapping[str, ClaimAssessment]:
        """The verdict on every claim, by claim id."""
        return Lazily(self.claims, self._assessed)

    def _assessed(self, claim_id: str) -> ClaimAssessment:
        from magclaims.judge.articles import grading
        from magclaims.judge.verdict.assess import assess
        from magclaims.judge.verdict.bench import OwnWords

        claim, said = self.claims[claim_id], self._said
        held = grading.held_claim(claim, self.texts, self.found, said)
        effects, told = frozenset(self._effects(claim)), self.told(claim)

        def own_words(index: int, kept: Occurrence) -> OwnWords:
            place = (claim_id, index)
            sentence, found = self.sentences.get(place), OwnWords()
            if sentence is not None:
                text, article = self.texts[kept.article], self.dossier.articles[kept.article]
                words = said.get(place), sentence
                found = grading.own_words(claim, index, kept, *words, text=text, article=article)
            return replace(
                found,
                told=told.get(index),
                is_effect=index in effects,
                in_question=place in self._asked,
            )

        own = map(own_words, count(), held.occurrences)
        lost = claim_id in self._evidence_lost
        return replace(assess(held, self.bench, own, evidence_lost=lost), claim=claim)

    @cached_property
    def _said(self) -> dict[tuple[str, int], Passage]:
        asked = {place: said for place in self._asked if (said := self._doubtable.get(place))}
        return {**self.passages, **asked, **self.doubted}

    @cached_property
    def _evidence_lost(self) -> frozenset[str]:
        """The claims of which a part of the evidence could not be read, by id."""
        return frozenset(f.claim for f in self.faults if f.claim and f.lost == "evidence")

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims, by id."""
        return {claim.id: claim for claim in self.dossier.claims}

    @cached_property
    def doubted(self) -> dict[tuple[str, int], Passage]:
        """Occurrences of advice, opinions and the like that state an effect, and how."""
        from magclaims.judge.articles.declared import states_effect
        from magclaims.judge.law.medicines import replaces_medicine
        from magclaims.judge.law.relief import tells_it_gone

        return {
            (id_, index): found
            for (id_, index), found in self._doubtable.items()
            if states_effect(
                self.claims[id_],
                (quote := self._occurrences[id_, index].quote),
                found,
                (sentence := self.sentences[id_, index]).text,
                sentence.language,
                gone=tells_it_gone(quote, sentence.language),
                for_medicine=replaces_medicine(sentence.text, sentence.language),
            )
        }

    @cached_property
    def _doubtable(self) -> dict[tuple[str, int], Passage]:
        """Advice, opinions and the like of which the article's own words could be graded."""
        from magclaims.judge.articles.declared import DECLARED
        from magclaims.judge.articles.grading import passages

        return passages(self.dossier, self.texts, self.wordings, self.found, DECLARED)

    def _effects(self, claim: Claim) -> Iterator[int]:
        """The occurrences that state an effect, whatever the claim's kind, by index."""
        from magclaims.judge.articles.declared import states_as_registered

        as_stated = states_as_registered(claim)
        for index in range(len(claim.occurrences)):
            place = (claim.id, index)
            said = self._doubtable.get(place)
            # What has no word of a relation takes nothing back of what the registry states.
            if place in self.doubted or (as_stated and (said is None or not said.worded)):
                yield index

    @cached_property
    def _asked(self) -> frozenset[tuple[str, int]]:
        """The occurrences that may state an effect, whatever the claim's kind."""
        from magclaims.judge.articles.declared import DECLARED, may_state_effect

        found = set()
        for place, occurrence in self._occurrences.items():
            claim = self.claims[place[0]]
            if claim.kind not in DECLARED or place in self.doubted:
                continue
            article = self.dossier.articles.get(occurrence.article)
            language = article.language if article is not None else "en"
            sentence, quote = self.sentences.get(place), occurrence.quote
            text, said = sentence.text if sentence else quote, self._doubtable.get(place)
            if may_state_effect(claim, quote, said, text, language):
                found.add(place)
        return frozenset(found)

    def told(self, claim: Claim) -> dict[int, str]:
        """The sentences in which only one claim is quoted, by index of the occurrence.

        Their numbers are that claim's, quoted or not; in others only those that its quote holds.
        """
        return {
            index: sentence.text
            for index, occurrence in enumerate(claim.occurrences)
            if (sentence := self.sentences.get((claim.id, index))) is not None
            and self.quotes_in[occurrence.article, sentence.offset] == 1
        }

    @cached_property
    def quotes_in(self) -> Counter[tuple[str, int]]:
        """How many quotes begin in a sentence, by article id and the sentence's offset."""
        return Counter(
            (self._occurrences[at].article, sentence.offset)
            for at, sentence in self.sentences.items()
        )

    @cached_property
    def wordings(self) -> dict[str, dict[int, Wording]]:
        """The sentences of the articles as graded, by article id and index of the sentence."""
        from magclaims.judge.articles.coverage import graded_sentences

        return {name: graded_sentences(text) for name, text in self.texts.items()}

    @cached_property
    def passages(self) -> dict[tuple[str, int], Passage]:
        """How the articles word the occurrences that were found, by claim id and index."""
        from magclaims.judge.articles.grading import passages

        return passages(self.dossier, self.texts, self.wordings, self.found)

    @cached_property
    def sentences(self) -> dict[tuple[str, int], Sentence]:
        """The sentences in which the quotes begin, by claim id and index."""
        from magclaims.judge.articles.grading import sentences

        return sentences(self.texts, self.found, self.dossier)

    @cached_property
    def coverage(self) -> dict[str, Coverage]:
        """How much of what each article claims is registered, by article id."""
        from magclaims.judge.articles.coverage import coverage

        return {
            name: coverage(
                text,
                self.wordings[name],
                [place for _, place in self._registered[name]],
                self.dossier.articles[name].no_claims,
            )
            for name, text in self.texts.items()
        }

    @cached_property
    def drafted(self) -> dict[str, frozenset[int]]:
        """The indexes of the sentences that a draft quotes, by article id."""
        from magclaims.judge.articles.coverage import covered

        return {
            name: covered(self.texts[name], [place for _, place in found])
            for name, found in self._proposed.items()
        }

    @cached_property
    def beside(self) -> dict[str, tuple[ClauseBeside, ...]]:
        """What registered sentences say besides what is registered, by article id."""
        from magclaims.judge.articles.beside import clauses_beside

        return {
            name: clauses_beside(
                text, self.wordings[name], [*self._registered[name], *self._proposed[name]]
            )
            for name, text in self.texts.items()
        }

    @cached_property
    def _registered(self) -> dict[str, list[tuple[Claim, QuotePlace]]]:
        """The claims of each article, with where their quotes stand in its text."""
        found: dict[str, list[tuple[Claim, QuotePlace]]] = {name: [] for name in self.texts}
        for (claim_id, index), place in self.found.items():
            if place is not None:
                article = self._occurrences[claim_id, index].article
                found[article].append((self.claims[claim_id], place))
        return found

    @cached_property
    def _proposed(self) -> dict[str, list[tuple[Claim, QuotePlace]]]:
        """The drafts of each article, likewise."""
        from magclaims.read.article.locate import locate

        found: dict[str, list[tuple[Claim, QuotePlace]]] = {name: [] for name in self.texts}
        for draft in self.drafts:
            for occurrence in draft.occurrences:
                text = self.texts.get(occurrence.article)
                place = locate(occurrence.quote, text) if text is not None else None
                if place is not None:
                    found[occurrence.article].append((draft, place))
        return found

    @cached_property
    def shelf(self) -> Shelf:
        """The bibliography, by identifier and address."""
        from magclaims.match.reference_items import Shelf

        return Shelf(self.references)

    @cached_property
    def printed(self) -> dict[str, tuple[MatchedItem, ...]]:
        """The printed lists of the articles beside the bibliography, by article id."""
        from magclaims.match.reference_items import identify_items

        return {
            name: identify_items(
                text.references, self.dossier.articles[name].references, self.shelf
            )
            for name, text in self.texts.items()
        }

    @cached_property
    def law(self) -> dict[str, ArticleLaw]:
        """What the regulation says of each commercial article, by article id."""
        from magclaims.judge.law import judge_articles

        return judge_articles(self.dossier, self.texts, self.references)

    @cached_property
    def waivers(self) -> dict[tuple[str, str | None], list[int]]:
        """The indexes of the waivers that hold today, by rule and subject."""
        places: dict[tuple[str, str | None], list[int]] = {}
        for index, waiver in enumerate(self.dossier.waivers):
            if waiver.until >= self.today:
                places.setdefault((waiver.rule, waiver.subject), []).append(index)
        return places

    def waiver_of(self, finding: Finding) -> int | None:
        """The index of the first waiver that covers a finding; None where none does."""
        about = {finding.claim, finding.reference, finding.article} - {None}
        covering = (i for s in about for i in self.waivers.get((finding.code, s), ()))
        return min(covering, default=None)

    @cached_property
    def used(self) -> dict[str, tuple[str, ...]]:
        """Which claims have evidence in a reference, by BibTeX key."""
        users: dict[str, list[str]] = {}
        for claim in self.dossier.claims:
            for link in claim.evidence:
                users.setdefault(link.reference, []).append(claim.id)
        return {key: tuple(dict.fromkeys(ids)) for key, ids in users.items()}

    def touched(self, key: str) -> tuple[LeaningPlace, ...]:
        """Where claims of articles that list a reference have their evidence in it."""
        return tuple(
            LeaningPlace(claim.id, occurrence.article, self.at_occurrence(claim, index).location)
            for claim in (self.claims[id_] for id_ in self.used.get(key, ()))
            for index, occurrence in enumerate(claim.occurrences)
            if (article := self.article(occurrence)) is not None and key in article.references
        )

    def at_claim(self, claim: Claim, *path: str | int) -> FindingSubject:
        """A claim, or a value within it."""
        return FindingSubject(self.source_map.at("claims", claim.id, *path), claim=claim.id)

    def at_occurrence(self, claim: Claim, index: int, *path: str | int) -> FindingSubject:
        """An occurrence: in the article where its text is at hand, else in the registry."""
        occurrence: Occurrence = claim.occurrences[index]
        found = self.found.get((claim.id, index)) if not path else None
        if found is not None:
            text = self.texts[occurrence.article]
            location = Location(path=str(text.path), line=found.line, column=found.column)
        else:
            location = self.source_map.at("claims", claim.id, "occurrences", index, *path)
        return FindingSubject(location, claim=claim.id, article=occurrence.article)

    def at_evidence(self, claim: Claim, index: int, *path: str | int) -> FindingSubject:
        """A link claim -> reference, or a value within it."""
        location = self.source_map.at("claims", claim.id, "evidence", index, *path)
        return FindingSubject(location, claim=claim.id, reference=claim.evidence[index].reference)

    def at_article(self, article_id: str, *path: str | int) -> FindingSubject:
        """An article's entry in the registry, or a value within it."""
        return FindingSubject(self.source_map.at("articles", article_id, *path), article=article_id)

    def at_study(self, key: str, *path: str | int) -> FindingSubject:
        """A study's entry in the registry, or a value within it."""
        return FindingSubject(self.source_map.at("studies", key, *path), reference=key)

    def at_reference(self, key: str, field_name: str | None = None) -> FindingSubject:
        """An entry of the bibliography, or a field of it."""
        for bibliography in self.bibliographies:
            if key in bibliography.references:
                return FindingSubject(bibliography.at(key, field_name), reference=key)
        return FindingSubject(self.source_map.at("studies", key), reference=key)

    def advisor(self, claim: Claim, assessed: OccurrenceAssessment) -> Advisor:
        """Says what to write instead of an occurrence; what it proposes is in the article's language."""
        from magclaims.judge.advice import Advisor
        from magclaims.judge.law import is_forbidden

        place = (claim.id, assessed.index)
        known = self._advisors.get(place)
        if known is None or known.assessed is not assessed:
            sentence = self.sentences.get(place)
            article = self.dossier.articles.get(assessed.occurrence.article)
            forbids = (
                partial(is_forbidden, article=article, substances=claim.about.substance)
                if article is not None and article.commercial
                else None
            )
            text = sentence.text if sentence else None
            known = Advisor(self.bench, claim, assessed, text, forbids, self.advised_in)
            self._advisors[place] = known
        return known

    @cached_property
    def _advisors(self) -> dict[tuple[str, int], Advisor]:
        """Advice takes longest of all, as what is proposed is judged: a finding and the report share it."""
        return {}

    @cached_property
    def bench(self) -> Bench:
        """What sentences are judged with, those of articles and proposed ones."""
        from magclaims.judge.verdict.bench import Bench, marked_articles

        return Bench(
            self.judged,
            self.references,
            self.identities,
            self.policy,
            self.studies.overruled,
            marked_articles(self.dossier),
        )

    def article(self, occurrence: Occurrence) -> Article | None:
        """The article of an occurrence; None where the registry has none by that id."""
        return self.dossier.articles.get(occurrence.article)


def _by_claim(left: Iterable[L]) -> dict[str, list[L]]:
    found: dict[str, list[L]] = {}
    for each in left:
        found.setdefault(each.claim, []).append(each)
    return found
