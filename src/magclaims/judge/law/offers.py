"""What a seller's sentence offers by how it is built: for whom, by whom it is praised, what the product does.

None of the readings sees a sentence that is exempt, and none one that tells of research, of charity or of the
founder: those name a disease and sell nothing by that.
"""

from collections.abc import Iterator, Sequence

from magclaims.judge.law.benefits import benefits_of
from magclaims.judge.law.credits import Credit
from magclaims.judge.law.doing import acting, named, opening
from magclaims.judge.law.effects import Effect
from magclaims.judge.law.facts import disease_words
from magclaims.judge.law.frames import (
    aimed,
    bare,
    felt,
    fronted,
    gained,
    helped,
    named_for,
    natures,
    praised,
    said_for,
    told,
    without,
)
from magclaims.judge.law.product import copy_words
from magclaims.judge.law.relief import relieved
from magclaims.judge.law.takes_back import BULLET, has_word_of
from magclaims.judge.law.targets import (
    Around,
    Offered,
    Pair,
    Target,
    has_word_of_copy,
    others_before,
    targets_of,
)

_LONG = 800
"""Code points of a sentence that is read; what is longer is a list, or no sentence."""
_READINGS = (
    said_for,
    aimed,
    named_for,
    felt,
    praised,
    told,
    gained,
    fronted,
    bare,
    without,
    helped,
    opening,
    named,
    acting,
    benefits_of,
)
"""Each gives what a sentence offers, with the words that offer it."""


def offered(around: Around) -> Offered:
    """What a sentence offers that is not exempt, by any of the readings."""
    text, language = around.text, around.language
    if not around.sold or len(text) > _LONG or has_word_of_copy(text, language, "research"):
        return Offered()
    if disease_words(language, "left_off").search(text):
        return Offered()
    if not around.starts and has_word_of_copy(text, language, "worse"):
        return Offered()  # "Alcohol makes it harder to sleep": nobody says so of what he sells
    targets = _outside_a_condition(text, language, targets_of(text, language))
    pairs: list[Pair] = []
    if targets:
        pairs = [pair for read in _READINGS for pair in read(around, targets)]
    treats = [
        words if target.text in words else f"{words} … {target.text}"
        for words, target in pairs
        if target.ill
    ]
    treats += natures(text, language)
    if around.product_page:
        treats += relieved(text, language, around.starts, named=bool(around.starts))
    seen: dict[Effect, Credit] = {}
    for _, target in pairs:
        if target.effect is not None:
            seen.setdefault(target.effect, Credit(target.effect, around.substances))
    named = dict.fromkeys(_beside_the_product(around, targets))
    return Offered(tuple(dict.fromkeys(treats)), tuple(seen.values()), tuple(named))


def _outside_a_condition(
    text: str, language: str, targets: tuple[Target, ...]
) -> tuple[Target, ...]:
    """Those that do not stand in the condition that begins a line: "If you get a headache, stop at once"."""
    line = BULLET.sub("", text)
    conditional = copy_words(language, "conditional").match(line)
    if conditional is None or copy_words(language, "with_ill").match(line):
        return targets
    comma = text.find(",")
    return tuple(target for target in targets if 0 <= comma < target.start)


def _beside_the_product(around: Around, targets: Sequence[Target]) -> Iterator[str]:
    """The diseases that stand beside what is sold, under no condition, and with nothing else that acts."""
    text, language = around.text, around.language
    if not around.starts or others_before(text, language):
        return
    if has_word_of_copy(text, language, "conditional") or has_word_of(
        text, language, "risk_factor"
    ):
        return
    specific = disease_words(language, "specific")
    yield from (t.text for t in targets if t.ill and specific.fullmatch(t.text))
