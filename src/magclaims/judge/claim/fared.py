"""Reports of what became of people: "participants lost three kilos", where no thing is said to have done it."""

import re
from collections.abc import Sequence

from magclaims.knowledge.data import load
from magclaims.knowledge.keys import fold
from magclaims.knowledge.memory import remembered
from magclaims.lexicon import cues as packs
from magclaims.lexicon.cues import CuePack
from magclaims.lexicon.wording import NotGraded, grade
from magclaims.model.registry import Strength

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|[,;:]")
_SIGNS = frozenset({",", ";", ":"})
_UNKNOWN = 1
"""Words that may stand before people who have no article: "Danish nurses"."""


@remembered
def tells_how_people_fared(text: str, language: str) -> bool:
    """Whether people are the subject of what a text asserts as a fact, and it names no cause.

    "In the survey nurses slept longer", "forty patients had less pain"; not "cherries eased the pain of forty
    patients", "cherries gave women rest", "thanks to cherries the patients had less pain".
    """
    code = language[:2].lower()
    pack, nouns = packs.load(code), load("people.toml")["nouns"].get(code)
    if pack is None or nouns is None or _names_a_cause(text, code):
        return False
    try:
        asserted = [cue for cue in grade(text, code).cues if cue.status == "asserted"]
    except NotGraded:
        return False
    ends = [cue.end for cue in asserted if cue.strength is Strength.CAUSAL]
    matches = list(_WORD.finditer(text))
    words, known = [match.group().lower() for match in matches], frozenset(nouns)
    return any(
        fold(words[at]) in known and _leads(pack, words, at)
        for at, match in enumerate(matches)
        if all(match.start() < end for end in ends)
    )


def _names_a_cause(text: str, code: str) -> bool:
    why = "|".join(map(re.escape, load("modest.toml")["habits"]["why"].get(code, ())))
    return re.search(rf"(?<!\w)(?:{why})(?!\w)", text, re.IGNORECASE) is not None


def _leads(pack: CuePack, words: Sequence[str], at: int) -> bool:
    """Whether people stand where a subject stands: at the beginning, behind a comma or another noun, no verb or preposition."""
    before = at - 1
    counted = False
    while before >= 0 and (words[before] in pack.words["determiners"] or words[before].isdigit()):
        if words[before] in load("modest.toml")["habits"]["oblique"].get(pack.language, ()):
            return False
        before, counted = before - 1, True
    for unknown in range(_UNKNOWN + 1):
        word = words[before - unknown] if before >= unknown else ","
        if word in pack.words["prepositions"]:
            return False
        if word in _SIGNS:
            return True
        if pack.verb_forms.get(word) in {"past", "finite", "part"}:
            # "In dat onderzoek sliepen vrouwen langer": where the verb comes second, its subject follows it.
            turned = before == 0 or words[0] in pack.words["prepositions"]
            return turned and not unknown and not pack.governs_before_only
        if counted:
            return True
    return False
