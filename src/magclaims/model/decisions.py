"""Decisions: what somebody decided on the editors' page, as it is downloaded and applied."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from magclaims.model.registry import Key, Model, Text, Verdict

State = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}-(0|[0-9a-f]{8})-(0|[0-9a-f]{8})$")]
MOST = 5000
"""Decisions in one file."""


class WaiverAsked(Model):
    """A finding that is to be accepted for a while."""

    rule: Key
    """The code of the rule."""
    reason: Text
    """Why."""
    until: date
    """The last day on which it is to hold."""


class Decision(Model):
    """What was decided about one place of a claim."""

    claim: Key
    """The id of the claim, or of the draft."""
    article: Key
    """The id of the article."""
    quote: Text
    """The words that locate the claim."""
    state: State
    """What the page showed of the claim, in digests."""
    reviewed: bool = False
    """Whether it was ticked off."""
    accepted: Text | None = None
    """The wording that is to stand in the article instead."""
    waiver: WaiverAsked | None = None
    """The finding that is to be accepted."""
    approved: bool = False
    """Of a draft: whether it is to be judged from now on."""
    comment: Text | None = None
    """What is to be said to others."""


class RatingAsked(Model):
    """A verdict that somebody gives on a place before they see the one of the program."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    kind: Literal["magclaims-rating"]
    """Tells it from other JSON."""
    claim: Key
    """The id of the claim."""
    article: Key
    """The id of the article."""
    quote: Text
    """The words that locate the claim."""
    state: State
    """What the page showed of the claim, in digests."""
    own: Verdict
    """The verdict."""


class Decisions(Model):
    """The file that "Download decisions" gives."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    kind: Literal["magclaims-decisions"]
    """Tells it from other JSON."""
    checked_at: Annotated[str, StringConstraints(max_length=40)]
    """When the report was made that they are about."""
    decisions: Annotated[tuple[Decision, ...], Field(max_length=MOST)]
