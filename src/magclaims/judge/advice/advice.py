"""Which advice an occurrence gets, and what its slots hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property

from magclaims.judge.advice.codes import Chosen, partly, plan
from magclaims.judge.advice.fit import ages, fitting, is_limit, same_words, stance, worsened
from magclaims.judge.advice.groups import group
from magclaims.judge.advice.own import plain, with_numbers
from magclaims.judge.advice.proof import Proven, prove, restated
from magclaims.judge.advice.sentences import WorkPhrase
from magclaims.judge.advice.withdrawn import withdrawn
from magclaims.judge.link.assessment import LinkAssessment
from magclaims.judge.link.comparators import is_against_another
from magclaims.judge.link.population import PeopleMatch
from magclaims.judge.policy import FINE
from magclaims.judge.reasons import say
from magclaims.judge.verdict.assess import OccurrenceAssessment
from magclaims.judge.verdict.bench import Bench
from magclaims.judge.words import Slot, Words, words
from magclaims.knowledge import outcome
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Claim, Kind, Strength, Study, Subject, Verdict
from magclaims.model.values import dataclass
from magclaims.study.participants import as_noted

_FEW = 4
"""Measured outcomes that advice names."""
_WORKS = ("cite", "took", "told", "worse", "unmoved", "restated", "as_studied", "amended", "equal")
"""Slots that a work fills."""
_EVIDENCE_BY_STRENGTH = {Strength.CAUSAL: "fact", Strength.CORRELATIONAL: "association"}
"""What an effect needs, where it is not only told as possible."""


@dataclass(frozen=True)
class Advisor:
    """Advises on one occurrence of a claim.

    Attributes:
        sentence: The sentence of the article, where its text is at hand.
        forbids: Whether food law forbids the article to say something, however good its evidence; None
            where it sells nothing.
        reader: The language of who reads the advice (ISO 639-1); that of the article by default. What is
            proposed to stand in the article is in the article's language whoever reads it.
    """

    bench: Bench
    claim: Claim
    assessed: OccurrenceAssessment
    sentence: str | None = None
    forbids: Callable[[str], bool] | None = field(default=None, compare=False)
    reader: str | None = None

    def suggest(self) -> str | None:
        """What to write instead of the occurrence; None where it is fine as it is."""
        return self._suggestion

    @cached_property
    def _suggestion(self) -> str | None:
        row = self.assessed.decided
        if self.assessed.verdict in FINE and not row.advice:
            return None
        parts = [
            *self._wording(),
            *withdrawn(self.words, self.assessed.links, self.bench, self._work),
            *(() if row.alone else self._citing()),
        ]
        said = " ".join(parts)
        if self.forbids is not None and any(map(self.forbids, self._proposed(said))):
            parts.append(self.words.say("forbidden_to_sellers", {}) or "")
        told = [self.words.addressed(part) for part in parts]
        kept = [keeper for _, keeper in told if keeper]
        return " ".join(part for part in (*(own for own, _ in told), *kept) if part) or None

    def rewrites(self) -> tuple[str, ...]:
        """The whole sentences that the advice proposes in the place of this one; each has passed."""
        return self._proposed(self.suggest() or "")

    def _proposed(self, said: str) -> tuple[str, ...]:
        links = [*([self._link] if self._link is not None else []), *self._offers, *self._weaker]
        works = [self._work(link) for link in links]
        proposed = [text for work in works for text, _ in work.findings]
        null = [replace(work, nothing=True) for work in works]
        proposed += [text for work in null if work.measured() for text, _ in work.findings]
        proposed += [role for work in works if (role := work.role)]
        proposed += [self._amended.text] if self._amended else []
        return tuple(dict.fromkeys(text for text in proposed if text in said))

    def evidence_needed(self) -> str | None:
        """What evidence would carry the sentence as it stands; None where it is carried."""
        if self.assessed.verdict in {*FINE, Verdict.CONTRADICTED}:
            return None
        kind, codes = self.claim.kind, plan()["evidence_needed"]
        name = kind.value if kind.value in codes else "other"
        if kind is Kind.EFFECT and len(self.claim.about.substance) > 1:
            name = Kind.STUDY_RESULT.value
        elif kind is Kind.EFFECT:
            name = _EVIDENCE_BY_STRENGTH.get(self.assessed.occurrence.strength, name)
        if self.assessed.said.safety:
            name = "safety"
        slots = self._slots()
        if any(outcome(each) is None for each in self.claim.about.outcome):
            slots["outcomes"] = lambda: None  # a study "that measures kitchens": what is claimed
        said = [self._say(codes[name], slots)]
        if self._offers:
            said.append(self.words.say("needed_offers", {"offers": lambda: self._labels}))
        return " ".join(part for part in said if part)

    @cached_property
    def words(self) -> Words:
        """The words that the reader is advised in."""
        return words(self.reader) if self.reader is not None else self._own_words

    @cached_property
    def _own_words(self) -> Words:
        """The words of the article's language."""
        article = self.bench.dossier.articles.get(self.assessed.occurrence.article)
        return words(article.language if article else "en")

    # --- the wording --------------------------------------------------------------------------------

    def _wording(self) -> Iterator[str]:
        """The advice on the wording, and what the claim is once it is followed."""
        link = self._link
        work = self._work(link) if link is not None else None
        said = self._say(self._chosen.codes(link, work), self._slots(work))
        if said is None:
            return
        yield said
        # What nobody asked for is not in what was said: proving takes longest of all.
        proofs = filter(None, (*self._proofs.values(), *self._made))
        proven = next((each for each in proofs if each.text in said), None)
        if work is None or proven is None:
            return
        if not proven.whole:
            noted = ", ".join(as_noted(work.study, self.words.code)).removesuffix(".") or None
            codes = ("say_who_they_were", "say_who_they_were_bare")
            yield self._say(codes, {"group": lambda: noted}) or ""
        if proven.unread:
            yield self.words.say("note_says_too", self._slots(work)) or ""
        if proven.partly:
            yield self._say(partly(proven.rows), self._slots(work)) or ""

    @cached_property
    def _link(self) -> LinkAssessment | None:
        """The link that the advice is about."""
        listed = [link for link in self.assessed.links if link.listed]
        match self.assessed.decided.about:
            case "against":
                return next((x for x in listed if x.against or x.unsure), None)
            case "number":
                differing = (x for x in listed if x.usable and x.numbers_differ)
                return next(differing, self.assessed.best)
        return self.assessed.best or next(iter(listed), None)

    @cached_property
    def _chosen(self) -> Chosen:
        said, code = self.assessed.said, self._own_words.code
        told = stance(self.claim, self.sentence, code, safe=said.safety, warns=said.warns)
        unnoted = bool(self._unnoted)
        return Chosen(
            self.claim, self.assessed, self.bench.dossier.studies, self.words, told, unnoted
        )

    @property
    def _unnoted(self) -> tuple[str, ...]:
        """The works that the sentence rests on, where the registry has no evidence at all for its claim."""
        found = (self.bench.references.get(key) for key in self.assessed.unlinked)
        return tuple(reference.short_citation for reference in found if reference is not None)

    def _say(self, codes: Iterable[str], slots: Mapping[str, Slot]) -> str | None:
        """The first advice of a list that can be said."""
        return next((said for code in codes if (said := self.words.say(code, slots))), None)

    # --- other works ----------------------------------------------------------------------------------

    def _citing(self) -> Iterator[str]:
        """Works that the article could cite, with what it could write on them."""
        if self._offers:
            code = "cite_offers" if self._link is not None else "cite_offers_alone"
            yield self.words.say(code, {"offers": lambda: self._labels}) or ""
            return
        weaker = () if self.assessed.best is not None and not self._careful else self._weaker
        if not weaker:
            return
        label = self._label(weaker[0])
        proven = self._proven(self._work(weaker[0]))
        slots: dict[str, Slot] = {
            "offers": lambda: label,
            "offered": lambda: proven.text if proven else None,
        }
        yield self._say(["cite_finding", "cite_careful"], slots) or ""
        if proven and proven.partly:
            yield self._say(partly(proven.rows), self._slots(self._work(weaker[0]))) or ""

    @cached_property
    def _offers(self) -> tuple[LinkAssessment, ...]:
        """Works that the article does not list and that carry the sentence as it stands."""
        whole = [offer for offer in self.assessed.offers if not offer.capped]
        return self._fitting(whole)

    @cached_property
    def _careful(self) -> tuple[LinkAssessment, ...]:
        """Works that carry the sentence in part."""
        return self._fitting([offer for offer in self.assessed.offers if offer.capped])

    @cached_property
    def _weaker(self) -> tuple[LinkAssessment, ...]:
        """Works that carry a part of the sentence, or less than it says."""
        return self._careful or self._fitting(self.assessed.weaker_offers)

    def _fitting(self, offers: Sequence[LinkAssessment]) -> tuple[LinkAssessment, ...]:
        """The works that gave the claim's substance, those of the ages that the sentence is about."""
        ours = [offer for offer in offers if not self._work(offer).is_foreign]
        if not ours:
            return ()
        about = ages(
            self.claim, self.sentence or self.assessed.occurrence.quote, self._own_words.code
        )
        studies = self.bench.dossier.studies
        everyone = [link for link in self.assessed.links if link.exists]
        known = [studies.get(link.evidence.reference) for link in everyone]
        return tuple(
            offer
            for offer in ours
            if fitting(about, studies.get(offer.evidence.reference), among=known)
        )

    @property
    def _labels(self) -> str:
        return self.words.listed(self._label(offer) for offer in self._offers)

    def _label(self, offer: LinkAssessment) -> str:
        """A work with its key, and what it says and does not show as far as the language can."""
        work = self._work(offer)
        slots = self._slots(work)
        missing = self.words.say("not_shown", slots)
        notes = "; ".join(note for note in (slots["says"](), missing) if note)
        name = f"{work.cite} [{offer.evidence.reference}]"
        return f"{name} ({notes})" if notes else name

    # --- sentences and slots --------------------------------------------------------------------------

    def _work(self, link: LinkAssessment) -> WorkPhrase:
        place = id(link.evidence)
        if place not in self._works:
            self._works[place] = self._work_of(link)
        return self._works[place]

    @cached_property
    def _works(self) -> dict[int, WorkPhrase]:
        """The works that are spoken of, by the link that they are cited for."""
        return {}

    def _work_of(self, link: LinkAssessment) -> WorkPhrase:
        key = link.evidence.reference
        study, reference = self.bench.dossier.studies.get(key), self.bench.references.get(key)
        identity = self.bench.identities.get(key)
        record = identity.work if identity is not None else None
        claim, evidence = self.claim, link.evidence
        if "review_of_animals" in link.rows:  # by its record, whatever its entry says
            study = (study or Study()).model_copy(update={"subjects": (Subject.ANIMAL,)})
        made = WorkPhrase(self._own_words, claim, evidence, study, reference, record=record)
        return replace(made, rows=link.rows)

    def _proven(self, work: WorkPhrase) -> Proven | None:
        """The fullest sentence on what the work found that passes; None where none does."""
        place = id(work.evidence)
        if place not in self._proofs:
            self._proofs[place] = self._first_proven(work)
        return self._proofs[place]

    @cached_property
    def _proofs(self) -> dict[int, Proven | None]:
        """What was proven of works, by the link that they are cited for."""
        return {}

    @cached_property
    def _made(self) -> list[Proven]:
        """What else was proven: the own sentence put right, and what was found told otherwise."""
        return []

    def _first_proven(self, work: WorkPhrase) -> Proven | None:
        if work.is_foreign:
            return None
        for text, whole in work.findings:
            if same_words(text, self.sentence):
                return None  # it stands there
            proven = self._prove(work, text)
            if proven is not None:
                return replace(proven, whole=whole)
        return None

    @cached_property
    def _amended(self) -> Proven | None:
        """The article's own sentence, or else what the work found, put right; None where that does not pass."""
        if self._link is None:
            return None
        work, own = (
            self._work(self._link),
            plain(self.sentence or _in(self.claim.statement, self._own_words)),
        )
        other = self.assessed.decided.about == "against" and self.assessed.best
        shown = self._work(other) if other else work
        if own and other:  # two that disagree leave no fact to state
            bold = self.assessed.occurrence.strength is Strength.CAUSAL
            own = None if bold or self.sentence is None else own + shown.ref
        for said in (own, *(text.removesuffix(".") for text, _ in shown.findings)):
            text = (
                self._put_right(said, replace(work, cited=work.ref not in said)) if said else None
            )
            if text and (proven := self._prove(shown, text)):
                self._made.append(proven)
                return proven
        return None

    def _put_right(self, said: str, work: WorkPhrase) -> str | None:
        w, link, row = self._own_words, self._link, self.assessed.decided
        if row.number and link is not None:
            return with_numbers(w, said, [check for check in link.numbers if check.differs])
        table: Mapping[str, Sequence[str]] = plan()["tail"]
        found = (
            [row.id] if row.about == "against" else [x for x in plan()["capping"] if x in work.rows]
        )
        slots = {**self._slots(work, w), "own": lambda: said}
        codes = table.get(found[0], ()) if found else ()
        return next((text for code in codes if (text := w.say(code, slots, "tail"))), None)

    def _prove(self, work: WorkPhrase, text: str) -> Proven | None:
        key, claim = work.evidence.reference, self.claim
        if self.assessed.decided.number:  # the claim has the number that is to go
            claim = claim.model_copy(update={"statement": LocalText({self._own_words.code: text})})
        return prove(self.bench, claim, self.assessed.occurrence, text, key)

    def _slots(self, work: WorkPhrase | None = None, own: Words | None = None) -> dict[str, Slot]:
        """What can stand in advice; each says None where the language has no words for it."""
        claim, occurrence, w = self.claim, self.assessed.occurrence, own or self.words
        slots: dict[str, Slot] = {
            "substance": lambda: w.substances(claim.about.substance),
            "outcomes": lambda: w.outcomes(claim.about.outcome),
            "subjects": lambda: w.subjects(occurrence.subjects),
            "slip": lambda: _in(claim.slip, w),
            **dict.fromkeys(_WORKS, lambda: None),
            "cited": lambda: w.listed(self._unnoted) if self._unnoted else None,
            "number": lambda: self._decisive("number"),
            "theirs": lambda: self._decisive("says"),
        }
        return slots if work is None else {**slots, **self._work_slots(work, w)}

    def _decisive(self, name: str) -> str | None:
        """What stands in a slot of the reason that decided: the sentence's number, or its source's."""
        slots = self.assessed.reasons[0].slots if self.assessed.reasons else {}
        return say(slots[name], self.words.code) or None if name in slots else None

    def _work_slots(self, work: WorkPhrase, w: Words) -> dict[str, Slot]:
        evidence, null = work.evidence, replace(work, nothing=True)
        links = (x.whom for x in self.assessed.links if x.evidence is evidence)
        whom = next(links, PeopleMatch("covered"))
        own, noted = w.each(evidence.missing) or "", [m.removesuffix(".") for m in evidence.missing]
        return {
            "cite": lambda: work.cite,
            "ref": lambda: work.ref,
            "among": lambda: w.among(
                found.text if (found := group(w, work.study, evidence.level)) else None,
                evidence.level,
            ),
            "ingredients": lambda: w.substances(work.study.ingredients) if work.study else None,
            "measured": lambda: w.outcomes([o.name for o in work.measured()[:_FEW]]),
            "unmoved": lambda: w.outcomes(work.unmoved[:_FEW]),
            "worse": lambda: w.outcomes(worsened(self.claim, work.study)[:_FEW]),
            "unmeasured": lambda: w.outcomes(work.unmeasured()),
            "says": lambda: _in(evidence.says, w),
            **dict.fromkeys(("missing", "noted", "limits", "noted_limits"), lambda: None),
            "noted_limits" if is_limit(noted, "en") else "noted": lambda: "; ".join(noted) or None,
            "limits" if is_limit([own], w.code) else "missing": lambda: own or None,
            "restated": lambda: self._restated(work, null),
            "as_studied": lambda: self._restated(work),
            "equal": lambda: self._restated(null) if is_against_another(work.study) else None,
            "finding": lambda: (
                found.text if (found := self._proven(work) or self._amended) else None
            ),
            "amended": lambda: self._amended.text if self._amended else None,
            "primary": lambda: w.labels(o.name for o in work.primary()),
            "role": lambda: self._text(work, work.role),
            "took": lambda: w.people_listed(whom.took),
            "told": lambda: w.people_listed(whom.told),
        }

    def _restated(self, *told: WorkPhrase) -> str | None:
        made, sentence = (self.bench, self.claim, self.assessed.occurrence), self.sentence
        found = next((found for work in told if (found := restated(*made, work, sentence))), None)
        if found is not None:
            self._made.append(found)
        return found.text if found else None

    def _text(self, work: WorkPhrase, text: str | None) -> str | None:
        stands = text is not None and same_words(text, self.sentence)
        return text if text and not stands and self._prove(work, text) else None


def _in(text: LocalText | None, w: Words) -> str | None:
    """A text of the registry as a part of a sentence: without a full stop of its own."""
    found = text.in_language(w.code) if text else None
    return found.removesuffix(".") if found else None
