"""What reviewers leave behind: stamps on claims, and comments.

They stand in files of their own beside the registry (`reviews`), as JSON with one record a line, a file a
reviewer: written by `magclaims review` alone, so that a review touches no line that an editor or another
reviewer wrote, and two branches merge.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from magclaims.model.decisions import State
from magclaims.model.registry import Key, Model, Text, Verdict

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
"""The first 64 bits of a SHA-256, in hexadecimal digits."""
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
"""Of a person."""


class OccurrenceStamp(Model):
    """One place as the reviewer saw it."""

    article: Key
    quote: Text
    registered: Digest
    """What the registry says of the place."""
    sentence: Digest | None = None
    """The sentence in the article; null where its text was not at hand, or the quote not in it."""


class ReferenceStamp(Model):
    """What was known of a reference at the review."""

    entry: Digest | None = None
    """Title, year and first author of its entry; null where the bibliography lacked it."""
    study: Digest | None = None
    """What the registry says of the study; null where it says nothing."""
    status: str
    """Its state, as in the report."""
    notices: tuple[str, ...] = ()
    """The notices that were known: type and DOI."""


class Stamp(Model):
    """Somebody has read a claim with its places and its evidence."""

    by: Name
    on: date
    nth: Annotated[int, Field(ge=1)] = 1
    """One more than that of the review that it follows: of two of one day it tells which came last."""
    verdict: Verdict
    """What the verdict was then."""
    claim: Digest
    """What the registry says of the claim itself."""
    occurrences: tuple[OccurrenceStamp, ...]
    evidence: dict[Key, Digest] = Field(default_factory=dict)
    """What each reference does for the claim, by BibTeX key."""
    references: dict[Key, ReferenceStamp] = Field(default_factory=dict)
    """What is known of each reference, by BibTeX key."""


class Comment(Model):
    """What somebody said about a place."""

    claim: Key
    article: Key | None = None
    quote: Text | None = None
    by: Name
    on: date
    text: Text


class Rating(Model):
    """A verdict that somebody gave on a place before they saw the one of the program."""

    claim: Key
    article: Key
    quote: Text
    by: Name
    on: date
    state: State
    """What was shown of the claim, in digests."""
    own: Verdict
    """Theirs."""
    judged: Verdict
    """The one of the program at that time."""


class Reviews(Model):
    """A file, or what several say together."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    reviews: dict[Key, Stamp] = Field(default_factory=dict)
    """The last review of each claim, by its id."""
    comments: tuple[Comment, ...] = ()
    """In the order in which they were made."""
    ratings: tuple[Rating, ...] = ()
    """Likewise."""
