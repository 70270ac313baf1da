"""Which advice a verdict gets: the codes of `knowledge/advice.toml`, of which the first that can be said is said."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from magclaims.judge.advice.fit import Stance, went
from magclaims.judge.advice.sentences import WorkPhrase
from magclaims.judge.link.assessment import LinkAssessment
from magclaims.judge.link.subjects import BEYOND_PEOPLE
from magclaims.judge.verdict.assess import OccurrenceAssessment
from magclaims.judge.words import Words
from magclaims.knowledge.data import load as load_data
from magclaims.model.registry import Claim, Kind, Study, Verdict
from magclaims.model.values import dataclass

plan = partial(load_data, "advice.toml")
"""The file."""
_SLIP = "slip"  # how the codes begin of advice on what a claim has not quite right
_MATTERS = frozenset({Kind.MECHANISM, Kind.DEFINITION, Kind.GENERAL_KNOWLEDGE, Kind.QUANTITY})
"""Kinds of which no study of people has to show anything."""


@dataclass(frozen=True)
class Chosen:
    """The advice on one occurrence, by what decided its verdict, in the words of who reads it.

    `unnoted` says that it cites works, and the registry has no evidence at all for its claim.
    """

    claim: Claim
    assessed: OccurrenceAssessment
    studies: Mapping[str, Study]
    words: Words
    stance: Stance
    unnoted: bool

    def codes(self, link: LinkAssessment | None, work: WorkPhrase | None) -> Sequence[str]:
        """The codes for what decided the verdict; a warning is never left out."""
        codes, kept = self._by_cause(link, work), plan()["warning"]
        if kept.keys().isdisjoint(codes):
            return codes
        if self.stance != "warning":
            return codes
        return [code for said in codes for code in kept.get(said, [said])]

    def _by_cause(self, link: LinkAssessment | None, work: WorkPhrase | None) -> Sequence[str]:
        row, verdict = self.assessed.decided, self.assessed.verdict
        unnoted = link is not None and "harms_not_noted" in link.rows
        if row.number and unnoted and self.assessed.said.safety:
            return list(plan()["lowering"]["harms_not_noted"])
        if verdict is Verdict.CONTRADICTED and row.about == "against" and link is not None:
            says, told = link.evidence.says, plan()["otherwise"].keys() & set(link.rows)
            known = says and (says.in_language(self.words.code) or not told)
            return row.advice if known else self._nothing(link)
        if row.advice:
            return [c for c in row.advice if self.claim.slip or not c.startswith(_SLIP)]
        softens = verdict is Verdict.OVERSTATED or {"over_ceiling"} in row.when
        null = softens and self.stance == "null"  # "may" softens no denial
        if link is None or null or verdict is Verdict.UNSUPPORTED:
            return self._nothing(link)
        if work is not None and work.is_foreign:
            return list(plan()["nothing"]["foreign"])
        biting = plan()["lowering" if softens else "capping"]
        if softens and self.assessed.said.safety:
            biting = {**biting, **plan()["safety"]}
        if self.assessed.said.says_uncertain:
            biting = {**biting, **plan()["uncertain"]}
        found = (codes for name, codes in biting.items() if name in link.rows)
        return list(next(found, plan()["nothing"]["other"]))

    def _nothing(self, link: LinkAssessment | None) -> Sequence[str]:
        """Where nothing carries the sentence, what it says decides what helps."""
        if link is None and self.unnoted:
            return list(plan()["nothing"]["unnoted"])
        said = self.stance
        subjects = set(self.assessed.occurrence.subjects)
        if subjects and subjects <= BEYOND_PEOPLE:
            name = "others"  # it names the animals: no study of people is asked of it
        else:
            name = "mechanism" if self.claim.kind in _MATTERS else "other"
        otherwise = plan()["otherwise"].items() if link is not None else ()
        found = next((codes for row, codes in otherwise if link and row in link.rows), None)
        if found is not None and link is not None:
            study = self.studies.get(link.evidence.reference)
            return list(plan().get(went(self.claim, study), {}).get(found[0], found))
        return list(plan()["nothing"][name if said == "effect" else said])


def partly(rows: Iterable[str]) -> Sequence[str]:
    """The codes that tell why a sentence is carried in part, by the rows that cap it."""
    met = set(rows)
    table: Mapping[str, Sequence[str]] = plan()["partly"]
    return next((codes for row, codes in table.items() if row in met), table["other"])
