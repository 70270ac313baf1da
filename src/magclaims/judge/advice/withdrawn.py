"""What to do with works that were linked and no longer stand."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from magclaims.judge.advice.sentences import WorkPhrase
from magclaims.judge.link.assessment import LinkAssessment
from magclaims.judge.verdict.bench import Bench
from magclaims.judge.words import Words
from magclaims.match.identity import WITHDRAWN, replacement


def withdrawn(
    words: Words,
    links: Iterable[LinkAssessment],
    bench: Bench,
    phrase: Callable[[LinkAssessment], WorkPhrase],
) -> Iterator[str]:
    """Advice on each listed work that was retracted or replaced; the new version, where there is one."""
    for link in links:
        identity = bench.identities.get(link.evidence.reference)
        if not link.listed or identity is None or identity.status not in WITHDRAWN:
            continue
        work, new = phrase(link), replacement(identity.notices)
        code = "retracted"
        if identity.status == "replaced":
            own = {work.reference.doi if work.reference else None}
            own |= {identity.work.doi if identity.work else None}
            code = "replaced_same" if new in own else "replaced"
            code = code if new is not None else "replaced_unknown"
        slots = {"cite": partial(str, work.cite), "new": partial(str, new)}
        yield words.say(code, slots) or ""
