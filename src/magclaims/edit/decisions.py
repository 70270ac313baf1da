"""Decisions from the page as changes to a claims file, byte by byte: text in, text out."""

from dataclasses import field

from magclaims.edit.entries import scalar
from magclaims.edit.yaml import YamlEditError, drop_field, insert, set_field
from magclaims.model.finding import Location
from magclaims.model.registry import Claim, Waiver
from magclaims.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Edits:
    """What changes in one claims file."""

    accepted: dict[tuple[str, int], str] = field(default_factory=dict)
    """The accepted wording by claim id and index of the occurrence."""
    approved: list[str] = field(default_factory=list)
    """Ids of drafts."""
    waivers: list[Waiver] = field(default_factory=list)

    def applied(self, text: str, places: dict[tuple[str, int], Location]) -> str:
        """The text of a claims file with them, where `places` has the occurrences; the rest stays.

        Raises:
            YamlEditError: The text cannot safely be changed.
        """
        # From the bottom up, so that what is above keeps its place.
        for key in sorted(self.accepted, key=lambda k: _at(places[k]), reverse=True):
            at = places[key]
            text = set_field(text, at.line, at.column, "accepted", scalar(self.accepted[key]))
        for id_ in self.approved:
            dropped = drop_field(text, "claims", id_, "draft")
            if dropped is None:
                raise YamlEditError(f"`draft` of `{id_}` stands on no line of its own")
            text = dropped
        for waiver in self.waivers:
            text = insert(text, "waivers", _entry(waiver))
        return text

    def expected(self, claims: dict[str, Claim]) -> dict[str, Claim]:
        """The claims as they should then read."""
        after = dict(claims)
        for (id_, index), words in self.accepted.items():
            occurrences = list(after[id_].occurrences)
            occurrences[index] = occurrences[index].model_copy(update={"accepted": words})
            after[id_] = after[id_].model_copy(update={"occurrences": tuple(occurrences)})
        for id_ in self.approved:
            after[id_] = after[id_].model_copy(update={"draft": False})
        return after


def _at(place: Location) -> tuple[int, int]:
    return place.line, place.column


def _entry(waiver: Waiver) -> str:
    return (
        f"- rule: {scalar(waiver.rule)}\n"
        f"  subject: {scalar(waiver.subject)}\n"
        f"  reason: {scalar(waiver.reason)}\n"
        f"  owner: {scalar(waiver.owner)}\n"
        f"  until: {waiver.until}\n"
    )
