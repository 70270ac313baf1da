"""Which way a source is quoted as saying that an outcome went, and in whom.

What happened to those who were given a placebo, or who had too little, tells nothing of what was given.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from magclaims.judge.link.comparators import named
from magclaims.judge.link.says import clauses, has, plain_text
from magclaims.knowledge import FoundName, find_outcomes, find_substances, relation
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.knowledge.small_words import denials
from magclaims.knowledge.vocabulary import substance_relation
from magclaims.lexicon.direction import AXIS, tells, told, worth
from magclaims.lexicon.moved import moved
from magclaims.lexicon.ways import told_beside
from magclaims.lexicon.word_list import words_of
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Direction

_ONE = frozenset({"same", "form_of"})
_FAR = frozenset({"other", "family", "surrogate"})
"""Outcomes that are not the claimed one."""
_BESIDE = 3
"""Words beside the name of an outcome among which its verb stands: "came down further"."""


def is_of_others(text: LocalText, substances: Iterable[str], *, of_lack: bool = False) -> bool:
    """Whether a source tells what became of those who did not get what the claim is about.

    A placebo that something is compared with ("more than with placebo") is none of them. In a claim `of_lack`
    (too little of it) those are the people it is about.
    """
    table, language = load_data("says.toml"), text.language
    plain = plain_text(str(text))
    controls = "|".join(map(re.escape, table["controls"].get(language, ())))
    against = table["against"].get(language, "(?!)")
    plain = re.sub(table["blinded"].get(language, "(?!)"), " ", plain)
    alone = re.sub(rf"\b(?:{against})(?: \S+){{0,3}}? (?:{controls or '(?!)'})\b", " ", plain)
    if has(alone, table["controls"].get(language, ())):
        return True
    compared = list(named(str(text), language))
    if any(substance_relation(own, other) in _ONE for own in substances for other in compared):
        return True
    mentioned = [str(text)[m.start : m.end] for m in _substances(str(text))]
    if mentioned and all(
        substance_relation(own, other) == "other_substance"
        for own in substances
        for other in mentioned
    ):
        return True
    too_little = table["too_little"].get(language, "(?!)")
    return not of_lack and re.search(too_little, _marked(str(text))) is not None


def went_in(quote: str, language: str, name: str) -> Direction | None:
    """Which way the words of an article say that one outcome went: "steeg de bloeddruk".

    Only where they are plain: they name that outcome and no other, tell one direction, deny nothing and
    tell of no others than those who were given it.
    """
    if language[:2].lower() == "en" or not any(True for _ in find_outcomes(quote)):
        return None
    return goes_plainly(quote, language, [name])


def goes_plainly(quote: str, language: str, names: Sequence[str]) -> Direction | None:
    """The same of several outcomes, in English too, and where the words name none of them: "cough" may not be listed."""
    code = language[:2].lower()
    found = list(find_outcomes(quote))
    table, plain = load_data("says.toml"), plain_text(quote)
    if any(relation(name, quote[m.start : m.end]) != "same" for name in names for m in found):
        return None
    lists = [table[name].get(code, ()) for name in ("controls", "nothing", "unknown")]
    if any(has(plain, each) for each in (denials("says", code), *lists)):
        return None
    if re.search(table["lessened"].get(code, "(?!)"), plain) or _is_turned(plain, code):
        return None
    if code != "en":
        return moved(quote, code)
    beside = (
        [
            *(w for w in words_of(quote[: m.start])[-_BESIDE:] if w.endswith("ed")),
            *words_of(quote[m.end :])[:_BESIDE],
        ]
        for m in found
    )
    ways = {told_beside(words, names, code) for words in beside}
    return ways.pop() if len(ways) == 1 else None


def is_lessened(text: LocalText) -> bool:
    """Whether a source says that it went so to a lesser extent: "fell less than with placebo"."""
    lessened = load_data("says.toml")["lessened"].get(text.language, "(?!)")
    return re.search(lessened, plain_text(str(text))) is not None


def bears_out(text: LocalText, names: Sequence[str], way: str) -> bool:
    """Whether a source says of each outcome that it went one way, and of none that it did not.

    Not where its direction cannot be read. A way is better, worse, increased, decreased or changed.
    """
    seen: set[str] = set()
    for piece in clauses(str(text), text.language):
        found = [piece[m.start : m.end] for m in find_outcomes(piece)]
        on = {
            name: [other for other in found if relation(name, other) not in _FAR] for name in names
        }
        bearing = [name for name in names if on[name] or not found]
        went = _went(piece, text.language, found)
        if not bearing or (went is None and not _tells(piece, text.language)):
            continue
        for name in bearing:
            if went is None or not all(
                _agree(way, name, went, other) for other in on[name] or [name]
            ):
                return False
            seen.add(name)
    return bool(names) and seen == set(names)


def _substances(text: str) -> Iterator[FoundName]:
    """The substances that a text names, but those that are a part of an outcome's name."""
    outcomes = [(m.start, m.end) for m in find_outcomes(text)]
    for mention in find_substances(text):
        if not any(start < mention.end and mention.start < end for start, end in outcomes):
            yield mention


def _marked(text: str) -> str:
    """A text in lower case with "\u00a7" for each substance."""
    for mention in sorted(_substances(text), key=lambda m: m.start, reverse=True):
        text = f"{text[: mention.start]}\u00a7{text[mention.end :]}"
    return " ".join(text.casefold().replace("-", " ").split())


def _agree(way: str, name: str, went: str, other: str) -> bool:
    """Whether two directions come to the same: by what they are worth, else by more and less."""
    claimed, told_ = worth(way, name), worth(went, other)
    if claimed is not None and told_ is not None:
        return claimed == told_
    return way in AXIS and AXIS[way] == AXIS.get(went)


def _went(piece: str, language: str, found: Sequence[str]) -> str | None:
    """Which way a clause says that it went; None where it tells none, or several."""
    table = load_data("says.toml")
    piece = re.sub(table["more_of_it"].get(language, "(?!)"), " ", _marked(piece))
    if language == "en":
        direction = told(piece, found)
        return direction.value if direction is not None else None
    ways = _ways(piece, language)
    return ways.pop() if len(ways) == 1 and not _is_turned(piece, language) else None


def _is_turned(piece: str, language: str) -> bool:
    """Whether a clause speaks of a loss: less of it is better, whatever the outcome."""
    return re.search(load_data("says.toml")["turns"].get(language, "(?!)"), fold(piece)) is not None


def _tells(piece: str, language: str) -> bool:
    return tells(piece) if language == "en" else bool(_ways(piece, language))


def _ways(piece: str, language: str) -> set[str]:
    plain = plain_text(piece)
    for name in ("went", "weak"):
        listed = load_data("says.toml")[name].get(language, {})
        ways = {way for way, phrases in listed.items() if has(plain, phrases)}
        if ways:
            return ways
    return set()
