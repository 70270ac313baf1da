"""`magclaims review`: who read which claims, and when; decisions from the page into the registry."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from magclaims.commands.session import find_sources, open_case
from magclaims.commands.terminal import Questions, progress_on, questions, spoken
from magclaims.commands.unchecked import note_outages
from magclaims.config import Configuration
from magclaims.errors import Exit, MagclaimsError, did_you_mean
from magclaims.files import read_text, write_atomically, writing
from magclaims.judge.case import Case
from magclaims.judge.reasons import in_language, say
from magclaims.judge.rules.trc import REVIEW_EVERY
from magclaims.judge.stamps import changes, stamp
from magclaims.model.registry import Claim
from magclaims.model.review import Reviews
from magclaims.model.values import dataclass
from magclaims.read.reviews import file_of, parse_reviews, read_reviews, reviews_text
from magclaims.render.escape import plain
from magclaims.render.language import Phrases

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class ReviewOptions:
    """The options of `review`, as given."""

    by: str
    claims: Sequence[str] = ()
    paths: Sequence[Path] = ()
    articles: Path | None = None
    locked: bool = False


def review(options: ReviewOptions, configuration: Configuration) -> Exit:
    """Stamp the claims that are named; ask about those that are due where none is.

    Raises:
        MagclaimsError: There is no such claim, or nobody to ask.
    """
    by = name_of(options.by)
    t = spoken(configuration)
    terminal = None if options.claims else questions(t)
    if not options.claims and terminal is None:
        raise MagclaimsError(
            "name what was reviewed with --claim ID; without it `review` asks in a terminal, and "
            "there is none here"
        )
    case = replace(opened(options, configuration), advised_in=configuration.settings.language)
    claims = _named(options.claims, case)
    store = Store(configuration, by)
    if terminal is not None:
        return _interactive(case, by, store, terminal)
    store.change(lambda reviews: with_stamps(reviews, case, claims, by))
    for claim in claims:
        verdict = t.word("verdict", case.assessments[claim.id].verdict)
        print(plain(t.of("read_by", "done", by=by, claim=claim.id, verdict=verdict)))  # noqa: T201
    return Exit.OK


def opened(options: ReviewOptions, configuration: Configuration) -> Case:
    """The case that is reviewed; outages are told on standard error."""
    with progress_on(sys.stderr) as progress:
        found = open_case(
            find_sources(options.paths, configuration),
            configuration,
            articles=options.articles,
            locked=options.locked,
            progress=progress,
        )
    note_outages(found.case.gathered)
    return found.case


def name_of(given: str) -> str:
    """The name of a reviewer as one harmless line.

    Raises:
        MagclaimsError: It is empty, or longer than any name.
    """
    name = plain(given)
    if not name or len(name) > LONGEST_NAME:
        raise MagclaimsError("--by needs a name, of at most 200 characters")
    return name


@dataclass(frozen=True, slots=True)
class Store:
    """The files of reviews; what others write meanwhile stays, and each reviewer writes to their own."""

    configuration: Configuration
    by: str
    """Whose file is written."""

    @property
    def path(self) -> Path:
        """What the setting names: they stand beside it."""
        return self.configuration.path(self.configuration.settings.reviews)

    @property
    def own(self) -> Path:
        """The file of this reviewer."""
        return file_of(self.path, self.by)

    def change(self, how: Callable[[Reviews], Reviews]) -> None:
        """Read, change and replace as one step; `how` takes what all files say, and adds to it.

        Raises:
            MagclaimsError: A file cannot be read or written.
        """
        with writing(self.path, self.own):
            before = read_reviews(self.path)
            self.write(before, how(before))

    def write(self, before: Reviews, after: Reviews) -> None:
        """Put what is new into this reviewer's own file, which nobody else writes meanwhile.

        Raises:
            MagclaimsError: It cannot be read or written.
        """
        if after == before:
            return
        own = parse_reviews(read_text(self.own), self.own) if self.own.exists() else Reviews()
        stamps = {k: v for k, v in after.reviews.items() if before.reviews.get(k) != v}
        changed = Reviews(
            reviews={**own.reviews, **stamps},
            comments=(*own.comments, *after.comments[len(before.comments) :]),
            ratings=(*own.ratings, *after.ratings[len(before.ratings) :]),
        )
        self.own.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.own, reviews_text(changed))


def with_stamps(reviews: Reviews, case: Case, claims: Sequence[Claim], by: str) -> Reviews:
    """The reviews with stamps on claims as they are now."""
    new = {}
    for claim in claims:
        last = reviews.reviews.get(claim.id)
        made = stamp(case, claim, by, case.today)
        if last is not None and made != last.model_copy(update={"nth": made.nth}):
            made = made.model_copy(update={"nth": last.nth + 1})
        new[claim.id] = made if last is None or made.nth > last.nth else last
    return reviews.model_copy(update={"reviews": {**reviews.reviews, **new}})


def _named(ids: Sequence[str], case: Case) -> list[Claim]:
    """The claims that are named.

    Raises:
        MagclaimsError: There is no such claim, or it is a draft.
    """
    known = {claim.id: claim for claim in case.dossier.claims}
    drafts = {draft.id for draft in case.drafts}
    for id_ in ids:
        if id_ in drafts:
            raise MagclaimsError(f"`{id_}` is a draft: fill it in first (`draft: true`)")
        if id_ not in known:
            raise MagclaimsError(f"there is no claim `{plain(id_)}`{did_you_mean(id_, known)}")
    return [known[id_] for id_ in dict.fromkeys(ids)]


# --- in the terminal -------------------------------------------------------------------------------


def review_of(case: Case, claim: Claim) -> Literal["stale", "due", "never"] | None:
    """What a claim's review waits for; None where it holds, or nobody asked for one."""
    made = case.reviews.reviews.get(claim.id)
    if made is None:
        return "never"
    if changes(case, claim, made):
        return "stale"
    every = case.option(REVIEW_EVERY)
    return "due" if every is not None and (case.today - made.on).days >= every else None


def waiting(case: Case, t: Phrases) -> Iterator[tuple[Claim, str]]:
    """The claims that wait for a review, and why: stale ones first, then due, then never reviewed."""
    kinds = [(claim, review_of(case, claim)) for claim in case.dossier.claims]
    for wanted in ("stale", "due", "never"):
        for claim in (claim for claim, kind in kinds if kind == wanted):
            if wanted == "never":
                yield claim, t.of("read_by", "never")
                continue
            made = case.reviews.reviews[claim.id]
            told = [say(change.what, t.code) for change in changes(case, claim, made)]
            what, news = "since" if told else "due", f"{t('semicolon')} ".join(told)
            yield claim, t.of("read_by", what, by=made.by, day=t.day(str(made.on)), changes=news)


def _interactive(case: Case, by: str, store: Store, terminal: Questions) -> Exit:
    t = terminal.t
    listed = list(waiting(case, t))
    if not listed:
        terminal.say(t.of("read_by", "nothing"))
    done = 0
    for number, (claim, why) in enumerate(listed, start=1):
        place = t.of("ask", "number", number=number, of=len(listed))
        terminal.say(f"{plain(claim.id)}{t('colon')} {place}, {plain(why)}")
        for line in shown(case, claim, t):
            terminal.say(f"  {plain(line)}")
        key = terminal.key("review_keys", "rsq")
        if key == "q":
            break
        if key == "r":
            store.change(lambda reviews, claim=claim: with_stamps(reviews, case, [claim], by))  # type: ignore[misc]
            terminal.say(f"  {t.of('ask', 'saved')}")
            done += 1
        terminal.say()
    if listed:
        terminal.say(t.of("read_by", "tally", done=done, left=len(listed) - done))
    return Exit.OK


def shown(case: Case, claim: Claim, t: Phrases) -> Iterator[str]:
    """What a reviewer has to see of a claim, a line each."""
    assessed, colon, semicolon = case.assessments[claim.id], t("colon"), f"{t('semicolon')} "
    yield f"{t.of('ask', 'statement')}{colon} {say(claim.statement, t.code)}"
    for one in assessed.occurrences:
        sentence = case.sentences.get((claim.id, one.index))
        words = sentence.text if sentence is not None else one.occurrence.quote
        yield f"{one.occurrence.article}{colon} {t.quoted(words)}"
        why = semicolon.join(in_language(r, t.code).text for r in one.reasons)
        yield f"  {t.word('verdict', one.verdict)}{colon} {why}"
        advice = case.advisor(claim, one).suggest()
        if advice:
            yield f"  {advice}"
    for link in claim.evidence:
        identity = case.identities.get(link.reference)
        status = t.word("status", identity.status) if identity else t("not_in_bibliography")
        says = f"{colon} {say(link.says, t.code)}" if link.says else ""
        level = t.word("level", link.level)
        yield f"{t.of('ask', 'evidence')}{colon} {link.reference}, {level}, {status}{says}"
