"""Decisions of the page into the registry and the file of reviews; conflicts are told, nothing is lost."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path

from magclaims.commands.review import ReviewOptions, Store, name_of, opened, with_stamps
from magclaims.commands.scan_write import claims_text, holds, parsed
from magclaims.commands.session import find_sources
from magclaims.commands.terminal import spoken
from magclaims.config import Configuration
from magclaims.edit.decisions import Edits
from magclaims.edit.yaml import YamlEditError
from magclaims.errors import Exit, MagclaimsError, ReadError
from magclaims.files import read_text, write_atomically, writing
from magclaims.judge.case import Case
from magclaims.judge.rule import RULES
from magclaims.judge.stamps import same_state, state
from magclaims.model.decisions import Decision, Decisions
from magclaims.model.finding import Location
from magclaims.model.registry import Claim, Waiver
from magclaims.model.review import Comment, Reviews
from magclaims.model.values import dataclass
from magclaims.read.reviews import Given, parsed_as, read_reviews
from magclaims.render.escape import plain
from magclaims.render.language import Phrases

MAX_BYTES = 4_000_000
"""Of a file of decisions."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a part of a decision: a code of the tables `decided` and `refused` of a language."""

    code: str
    slots: Mapping[str, str | date] = field(default_factory=dict)

    def text(self, table: str, t: Phrases) -> str:
        """In words."""
        slots = {k: t.day(str(v)) if isinstance(v, date) else v for k, v in self.slots.items()}
        return t.of(table, self.code, **slots)


@dataclass(slots=True)
class Applied:
    """What became of the decisions."""

    done: list[tuple[Decision, list[Told]]] = field(default_factory=list)
    refused: list[tuple[Decision, Told]] = field(default_factory=list)
    """The decision is still in its file, and can be made again."""

    def lines(self, t: Phrases) -> Iterator[str]:
        """A line each."""
        for decision, parts in self.done:
            done = ", ".join(part.text("decided", t) for part in parts)
            yield f"{decision.claim}{t('colon')} {done}"
        for decision, why in self.refused:
            quote = "" if why.code == GONE else f" ({t.quoted(decision.quote)})"
            where = f"{decision.claim}{quote}"
            yield t.of("read_by", "not_applied", where=where, why=why.text("refused", t))


GONE = "gone"


def apply_file(path: Path, options: ReviewOptions, configuration: Configuration) -> Exit:
    """Apply the decisions of a file; 1 where one of them could not be applied.

    Raises:
        MagclaimsError: It cannot be read, or the registry cannot be written.
    """
    decisions = parse(read_text(path, MAX_BYTES), str(path), Decisions)
    outcome = apply(decisions, options, configuration)
    t = spoken(configuration)
    for line in outcome.lines(t):
        print(plain(line))  # noqa: T201
    if outcome.refused:
        print(t.of("read_by", "still", path=path))  # noqa: T201
    return Exit.FINDINGS if outcome.refused else Exit.OK


def parse(text: str, path: str, kind: type[Given]) -> Given:
    """What a page gave, from JSON.

    Raises:
        ReadError: It is not JSON, or of another form.
    """
    return parsed_as(kind, text, path, "is it what the page gave?")


def apply(
    decisions: Decisions,
    options: ReviewOptions,
    configuration: Configuration,
    opening: Callable[[], Case] | None = None,
) -> Applied:
    """Write decisions into the registry and the file of reviews; `opening` puts the case together.

    Raises:
        MagclaimsError: The registry changed meanwhile, or cannot safely be changed: nothing is written.
    """
    by = name_of(options.by)
    store = Store(configuration, by)
    files = find_sources(options.paths, configuration).claims
    texts = {str(path): claims_text(path) for path in files}
    case = opening() if opening is not None else opened(options, configuration)
    with writing(store.path, store.own, *files):
        for path in files:
            if claims_text(path) != texts[str(path)]:
                raise MagclaimsError(f"{path} changed meanwhile; nothing was written: run it again")
        judge = _Applying(case, by, read_reviews(store.path))
        for decision in decisions.decisions:
            judge.take(decision)
        changed = {
            name: _edited(name, texts[name], edits, case) for name, edits in judge.edits.items()
        }
        for name, text in changed.items():
            write_atomically(Path(name), text)
        before = read_reviews(store.path)
        store.write(before, with_stamps(judge.reviews, case, judge.stamped, by))
    return judge.outcome


def _edited(name: str, text: str, edits: Edits, case: Case) -> str:
    """A claims file with the edits; read again and compared, as YAML has more corners than an edit.

    Raises:
        MagclaimsError: It does not then say what it should.
    """
    before = parsed(text)
    places = {
        key: case.source_map.at("claims", key[0], "occurrences", key[1]) for key in edits.accepted
    }
    try:
        new = edits.applied(text, places)
        after = parsed(new)
    except (YamlEditError, ReadError) as error:
        raise MagclaimsError(f"{name}: nothing was written: {error}") from error
    claims = edits.expected({claim.id: claim for claim in before.all_claims})
    if not holds(after, before, claims=claims, waivers=edits.waivers):
        raise MagclaimsError(f"{name} cannot be changed safely; nothing was written")
    return new


class _Applying:
    """Takes decision after decision, and sorts what is to be written."""

    def __init__(self, case: Case, by: str, reviews: Reviews) -> None:
        self.case = case
        self.by = by
        self.reviews = reviews
        self.outcome = Applied()
        self.edits: dict[str, Edits] = {}
        self.stamped: list[Claim] = []
        self.claims = {claim.id: claim for claim in case.dossier.claims}
        self.drafts = {claim.id: claim for claim in case.drafts}
        self.waivers: Sequence[Waiver] = case.dossier.waivers

    def take(self, decision: Decision) -> None:
        """Sort one decision."""
        claim = self.claims.get(decision.claim) or self.drafts.get(decision.claim)
        if claim is None:
            self._refuse(decision, GONE)
            return
        done = list(self._commented(decision))
        if same_state(decision.state, state(self.case, claim)):
            done += self._reviewed(decision)
            done += self._accepted(decision, claim)
            done += self._waived(decision, claim)
            done += self._approved(decision)
        elif decision.reviewed or decision.accepted or decision.waiver or decision.approved:
            self._refuse(decision, "changed")
        if done:
            self.outcome.done.append((decision, done))

    def _refuse(self, decision: Decision, why: str, **slots: str | date) -> None:
        self.outcome.refused.append((decision, Told(why, slots)))

    def _file(self, claim: Claim) -> Edits:
        place: Location = self.case.source_map.at("claims", claim.id)
        return self.edits.setdefault(place.path, Edits())

    def _commented(self, decision: Decision) -> Iterator[Told]:
        text = plain(decision.comment or "")
        if not text:
            return
        comment = Comment(
            claim=decision.claim,
            article=decision.article,
            quote=decision.quote,
            by=self.by,
            on=self.case.today,
            text=text,
        )
        same = {"on": self.case.today}
        if any(comment == old.model_copy(update=same) for old in self.reviews.comments):
            yield Told("commented_before")
            return
        comments = (*self.reviews.comments, comment)
        self.reviews = self.reviews.model_copy(update={"comments": comments})
        yield Told("commented")

    def _reviewed(self, decision: Decision) -> Iterator[Told]:
        if not decision.reviewed:
            return
        claim = self.claims.get(decision.claim)
        if claim is None:
            self._refuse(decision, "draft")
            return
        if claim not in self.stamped:
            self.stamped.append(claim)
        yield Told("reviewed")

    def _accepted(self, decision: Decision, claim: Claim) -> Iterator[Told]:
        words = plain(decision.accepted or "")
        if not words:
            return
        found = [
            index
            for index, o in enumerate(claim.occurrences)
            if (o.article, o.quote) == (decision.article, decision.quote)
        ]
        if not found:
            self._refuse(decision, "no_place")
        elif claim.occurrences[found[0]].accepted == words:
            yield Told("accepted_before")
        else:
            self._file(claim).accepted[claim.id, found[0]] = words
            yield Told("accepted")

    def _waived(self, decision: Decision, claim: Claim) -> Iterator[Told]:
        asked = decision.waiver
        if asked is None:
            return
        reason = plain(asked.reason)
        there = [
            waiver
            for waiver in self.waivers
            if (waiver.rule, waiver.subject) == (asked.rule, claim.id)
            and waiver.until >= self.case.today
        ]
        if asked.rule not in RULES:
            self._refuse(decision, "no_rule", rule=asked.rule)
        elif asked.until < self.case.today or not reason:
            self._refuse(decision, "waiver")
        elif there and (there[0].reason, there[0].until) != (reason, asked.until):
            first = there[0]
            self._refuse(
                decision, "waived_by", owner=first.owner, rule=asked.rule, until=first.until
            )
        elif there:
            yield Told("waived_before", {"rule": asked.rule})
        else:
            waiver = Waiver(
                rule=asked.rule, subject=claim.id, reason=reason, owner=self.by, until=asked.until
            )
            self._file(claim).waivers.append(waiver)
            self.waivers = (*self.waivers, waiver)
            yield Told("waived", {"rule": asked.rule, "until": asked.until})

    def _approved(self, decision: Decision) -> Iterator[Told]:
        if not decision.approved:
            return
        draft = self.drafts.get(decision.claim)
        if draft is None:
            yield Told("approved_before")
        elif not draft.filled_in:
            self._refuse(decision, "todo")
        elif draft.id not in self._file(draft).approved:
            self._file(draft).approved.append(draft.id)
            yield Told("approved")
