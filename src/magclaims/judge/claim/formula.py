"""Sentences that say what an authorised claim says, in other words than the register's.

Nothing may stand in them but the substance, the words of the meaning and those that a claim is made of
(`regulation/formula.toml`): whoever says it faster, more strongly, of more or of other people says more.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from magclaims.knowledge import FoundName, find_substances
from magclaims.knowledge.data import load
from magclaims.knowledge.regulation import AuthorisedClaim, carriers, register

_WORD = re.compile(r"[^\W\d_]+|\d+")
_OF_STATE = frozenset({"normal", "maintain"})
"""Parts that a sentence needs not have which says that something is needed: it promises no state."""
_LONGEST = 40
"""Words of a sentence that is looked at, at most."""


def same_meaning(text: str) -> AuthorisedClaim | None:
    """The authorised claim in force that a sentence of another language says; None where it is none.

    Only claims whose food has to be a source of the vitamin or mineral, and has no other condition.
    """
    said = text.lower()
    if len(said) != len(text) or len(said.split()) > _LONGEST:
        return None
    mentions = find_substances(text)
    carried = {whole for m in mentions for id_ in m.ids for whole in carriers(id_)}
    rows = sorted({n: r for id_ in carried for n, r in _rows().get(id_, ())}.items())
    words = set(_WORD.findall(said)) if rows else set[str]()
    for language, parts in _languages().items():
        if parts["verb"].isdisjoint(words) and parts["need"].isdisjoint(words):
            continue
        for _, row in rows:
            # The iron of "iron absorption" is no substance that something is said of.
            within = [found.span() for found in _found(row.meaning, language, said)]
            apart = [m for m in mentions if not any(a <= m.start and m.end <= b for a, b in within)]
            named = {id_ for mention in apart for id_ in mention.ids}
            is_of = all(set(carriers(id_)) & set(row.substances) for id_ in named)
            if named and is_of and _says(_without(said, apart), row.meaning, parts, language):
                return row
    return None


@cache
def _rows() -> Mapping[str, Sequence[tuple[int, AuthorisedClaim]]]:
    """The claims that a sentence can be, with their places in the register, by substance."""
    found: dict[str, list[tuple[int, AuthorisedClaim]]] = {}
    for number, row in enumerate(register().claims.values()):
        if not row.revoked and row.basis == "source_of" and not row.together:
            for id_ in row.substances:
                found.setdefault(id_, []).append((number, row))
    return found


def says_need(text: str) -> bool:
    """Whether a sentence says that something is needed, and not that more of it is."""
    words = set(_WORD.findall(text.lower()))
    beyond = load("textbook_roles.toml")["beyond"]
    needs = any(parts["need"] & words for parts in _languages().values())
    return needs and words.isdisjoint(beyond)


def _found(meaning: str, language: str, said: str) -> Iterator[re.Match[str]]:
    named = _meant(meaning, language)
    return named.finditer(said) if named else iter(())


def _without(said: str, mentions: Iterable[FoundName]) -> str:
    """A sentence with blanks for its substances."""
    for mention in mentions:
        blank = " " * (mention.end - mention.start)
        said = f"{said[: mention.start]}{blank}{said[mention.end :]}"
    return said


def _says(rest: str, meaning: str, parts: Mapping[str, frozenset[str]], language: str) -> bool:
    """Whether what is left of a sentence without its substances is made of the meaning and the formula alone."""
    named = _meant(meaning, language)
    left = named.sub(" ", rest) if named else rest
    if left == rest:
        return False
    effect = register().meanings[meaning].effect
    words = set(_WORD.findall(left))
    if "normal" in effect and parts["normal"] & set(_WORD.findall(rest)):
        words |= parts["normal"]
    needs = bool(parts["need"] & words)
    if not needs and not parts["verb"] & words:
        return False
    needed = [parts[key] for key in _needed(effect) if not needs or key not in _OF_STATE]
    allowed = parts["around"] | parts["verb"] | parts["normal"] | parts["maintain"]
    if needs or parts["normal"] & words:
        allowed |= parts["need"] | parts["body"]
    if "formation" in effect:
        allowed |= parts["form"]
    return all(one & words for one in needed) and words <= allowed.union(*needed)


def _needed(effect: str) -> tuple[str, ...]:
    """The parts without which a sentence says less, or something else, than the English wording."""
    begins = {"maintenance": "maintain", "reduction": "less", "protection": "protect"}
    needed = [part for word, part in begins.items() if effect.startswith(word)]
    return (*needed, *(("normal",) if "normal" in effect else ()))


@cache
def _languages() -> Mapping[str, Mapping[str, frozenset[str]]]:
    return {
        language: {key: frozenset(words) for key, words in parts.items()}
        for language, parts in load("regulation/formula.toml").items()
    }


@cache
def _meant(meaning: str, language: str) -> re.Pattern[str] | None:
    """The words of a meaning in a language, with the endings that it may give them; None without words."""
    words = register().meanings[meaning].words.get(language, ())
    plain = sorted((word for word in words if "*" not in word), key=len, reverse=True)
    endings = "|".join(load("regulation/wording.toml")[language]["endings"])
    if not plain:
        return None
    either = "|".join(re.escape(word.lower()) for word in plain)
    return re.compile(rf"(?<!\w)(?:{either})(?:{endings})?(?!\w)")
