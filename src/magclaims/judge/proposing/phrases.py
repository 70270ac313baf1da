"""The words of a sentence that may name what it is about, where the vocabulary does not know it.

The subject before a verb, the object behind it (or before it, where a verb ends its clause), and what
is said to happen; "" where they name nothing: "it", "the effects", "taking 5 g a day", "better".
"""

from collections.abc import Sequence
from itertools import zip_longest

from magclaims.judge.proposing.names import MOST_WORDS, as_name, verb_may_end
from magclaims.knowledge import FoundName
from magclaims.lexicon import cues
from magclaims.lexicon.cues import STOPS, Token, tokenize
from magclaims.lexicon.ways import Clause
from magclaims.lexicon.word_list import lists, words_of
from magclaims.lexicon.wording import CueMatch
from magclaims.quantity.quantities import find_quantities

_FEW_WORDS = 2
_NEAR_WORDS = 3
_MAY_WITHIN = 2
"""Words before "occur" among which "may" stands."""
_FINITE = frozenset({"finite", "past"})
_MOST_OFTEN = 4
"""Words of "two times a week"."""


def refers(text: str, own: str, language: str) -> bool:
    """Whether a sentence begins with "it", or with what stands for something that was named.

    So does "this mineral" and "these findings", but "this receptor" is another thing.
    """
    known = lists(language)
    words = [word for word in words_of(text) if word not in known["lead"]]
    if not words or words[0] not in known["refers"]:
        return False
    named = words_of(own)
    apart = named and words[0] in known["determiners"] and named[0] in words[1:MOST_WORDS]
    return not apart or known["stands_for"].any_of(named)


def names_nothing(words: str, language: str) -> bool:
    """Whether a subject stands for the substance: "the effects", "the combination", "taking 5 g a day"."""
    known = lists(language)
    named = [word for word in words_of(words) if word not in known["determiners"]]
    lacking = known["lacks"].any_of(named) and len(named) <= _NEAR_WORDS
    if lacking or known["reports"].any_of(named):
        return True
    return _is_intake(words, language) or (
        0 < len(named) <= _FEW_WORDS
        and known["stands_for"].any_of(named)
        and all(word in known["stands_for"] or word in known["intake"] for word in named)
    )


def _is_intake(words: str, language: str) -> bool:
    """Whether words only tell how much is taken, and how: "taking 5 g a day", "een hogere dosis"."""
    known = lists(language)
    taken = [word for word in words_of(words) if any(map(str.isalpha, word))]
    units = {unit for q in find_quantities(words, language) for unit in words_of(q.text)}
    others = [w for w in taken if w not in known["determiners"] and w not in units]
    return all(word in known["intake"] for word in others)


def own_subject(text: str, clause: Clause, relation: int | None, language: str) -> str:
    """The words before the verb of a clause, where these are a name; "" where they are not."""
    words = lists(language)
    tokens = [t for t in tokenize(text) if clause.start <= t.start < clause.end]
    tokens = _behind_that(_behind_colon(tokens, relation), relation, language)
    denied = False  # "not sleeping raises cortisol" is not about sleeping
    while tokens and (tokens[0].text == "," or tokens[0].text in words["lead"]):
        denied = tokens[0].text in words["not"]
        tokens = tokens[1:]
    denied = denied or (bool(tokens) and tokens[0].text in words["none"])  # "no supplement"
    if not denied and (framed := _framed(text, tokens, language)):
        return framed
    if tokens and tokens[0].text in words["opens"]:
        tokens = _behind_frame(tokens, relation, language)
    if denied or not tokens or tokens[0].text in words["opens"] or tokens[0].text in words["verbs"]:
        return ""
    taken: list[Token] = []
    relation = _verb_of(tokens, clause, relation, language)
    pauses = (t.start for t in tokens if t.text == "," or t.text in STOPS)
    before = (start for start in pauses if relation is not None and start < relation)
    pause = max(before, default=-1) if relation is not None else len(text)
    for token, behind in zip_longest(tokens, tokens[1:]):
        if token.text in STOPS or token.text == "," or token.text in words["infinitive"]:
            return ""
        again = behind is not None and behind.text in words["refers"] and verb_may_end(language)
        if again and token.text in words["verbs"] and behind.text not in words["determiners"]:
            return ""  # "gespeichert wird es ..."
        acts = relation is not None and token.start >= relation
        object_ = token.start > pause and _begins_object(token, taken, language)
        changes = token.text in words["by_itself"] or token.text in words["becomes"]
        if acts or object_ or changes or token.text in words["verbs"]:
            return as_name(
                text, _without_intake(_without_time(taken, language), language), language
            )
        taken.append(token)
    return ""


def _without_intake(taken: list[Token], language: str) -> list[Token]:
    """Without that it is taken, at the beginning: "the intake of | X", "taking | X"."""
    known = lists(language)
    at = next((i for i, t in enumerate(taken) if t.text not in known["intake_opens"]), len(taken))
    of = at < len(taken) and taken[at].text in known["governs"]
    bare = at > 0 and taken[at - 1].text in known["gerunds"]
    return taken[at + of :] if at and at + of < len(taken) and (of or bare) else taken


def _framed(text: str, tokens: Sequence[Token], language: str) -> str:
    """What acts by the frame that opens a clause: "door | glimmerkruid | daalt ...", "thanks to ..., ..."."""
    words, pack = lists(language), cues.load(language)
    if pack is None or len(tokens) < _NEAR_WORDS or tokens[0].text not in words["frames"]:
        return ""
    behind = tokens[2:] if tokens[1].text in words["governs"] else tokens[1:]
    if behind[0].text in words["refers"] or behind[0].text[0].isdigit():
        return ""  # "with these tips", "with 5 g a day"
    taken: list[Token] = []
    for token in behind[: MOST_WORDS + 1]:
        verb = token.text in words["verbs"] or pack.verb_forms.get(token.text) in _FINITE
        if token.text == "," or (verb and taken and verb_may_end(language)):
            return as_name(text, taken, language)
        if token.text in STOPS or token.text in words["joins"]:
            return ""
        taken.append(token)
    return ""


def _behind_frame(tokens: list[Token], relation: int | None, language: str) -> list[Token]:
    """The words behind the last comma before the verb: "In a trial of 90 men, | oats lowered ...".

    None where the subject stands behind the verb then, as in Dutch and German.
    """
    if verb_may_end(language) or relation is None:
        return []
    commas = [i for i, t in enumerate(tokens) if t.text == "," and t.start < relation]
    behind = tokens[commas[-1] + 1 :] if commas else []
    known = lists(language)
    before = [t.text for t in behind if t.start < relation]
    clause = any(word in known["breaks"] and word not in known["joins"] for word in before)
    return [] if clause or (before and before[0] in known["refers"]) else behind


def _without_time(taken: list[Token], language: str) -> list[Token]:
    """Without how often, at the end: "strength training | twice a week"."""
    known = lists(language)
    at = next((i for i, token in enumerate(taken) if token.text in known["often"]), 0)
    behind = taken[at:]
    often = behind and behind[-1].text in known["times"] and len(behind) <= _MOST_OFTEN
    return taken[:at] if at and often else taken


def who_does(text: str, clause: Clause, language: str) -> str:
    """What people do by whom a clause begins: "Wie genoeg slaapt, ..."; "" where nothing of their own.

    It ends at a comma, or in languages that need none there at the verb behind it.
    """
    known = lists(language)
    tokens = [t for t in tokenize(text) if clause.start <= t.start < clause.end]
    begins = text[clause.start : clause.end].casefold()
    named = (w for w in known["who"].whole if begins.startswith(f"{w} "))
    ends = clause.start + len(max(named, key=len, default=""))
    taken: list[Token] = []
    for token in tokens if ends > clause.start else ():
        if token.start < ends:
            continue
        verb = any(ends < cue.start <= token.start for cue in clause.relations) or (
            bool(taken) and token.text in known["verbs"]  # behind that of what they do
        )
        if token.text == "," or token.text in STOPS or (verb and not verb_may_end(language)):
            break
        taken.append(token)
    again = any(
        token.text in known["refers"] and before not in known["governs"]  # "naar het oosten"
        for before, token in zip(["", *(t.text for t in taken)], taken, strict=False)
    )
    if not 0 < len(taken) <= MOST_WORDS or again:
        return ""
    return text[taken[0].start : taken[-1].end]


def what_is_taken(doing: str, language: str) -> str | None:
    """What people eat, drink or take by what they do: "veel noten eten".

    None where they do another thing; "" where it is not named: "two teaspoons a day".
    """
    known = lists(language)
    tokens = tokenize(doing)
    at = next((i for i, token in enumerate(tokens) if token.text in known["takes"]), None)
    turned = (known[name] for name in ("less", "none", "not", "turning"))
    if at is None or any(listed.any_of(token.text for token in tokens) for listed in turned):
        return None  # "people who eat less meat": what they do
    if any(token.text in known["of_it"] for token in tokens[:at]):
        return ""
    taken = tokens[:at] if verb_may_end(language) else tokens[at + 1 :]
    loose = [known[name] for name in ("determiners", "degree", "intake", "adverbs", "governs")]

    def is_loose(token: Token) -> bool:
        return token.text.isdigit() or any(token.text in listed for listed in loose)

    while taken and is_loose(taken[0]):
        taken = taken[1:]
    while taken and (is_loose(taken[-1]) or taken[-1].text in known["times"]):
        taken = taken[:-1]
    return as_name(doing, taken, language)


def _begins_object(token: Token, taken: Sequence[Token], language: str) -> bool:
    """Whether an article begins the object before a verb that ends its clause: "dat de thee | de slaap verbetert"."""
    words = lists(language)
    if not verb_may_end(language) or token.text not in words["determiners"] or not taken:
        return False
    last = taken[-1].text
    return not any(last in words[name] for name in ("determiners", "governs", "joins", "degree"))


def _verb_of(
    tokens: Sequence[Token], clause: Clause, relation: int | None, language: str
) -> int | None:
    """Where the verb of a relation stands whose words begin with its subject: "ageing is driven by"."""
    ends = max((cue.end for cue in clause.relations if cue.start == relation), default=0)
    verbs = lists(language)["verbs"]
    within = (
        t.start
        for t in tokens
        if relation is not None and relation <= t.start < ends and t.text in verbs
    )
    return next(within, relation)


def _behind_colon(tokens: list[Token], relation: int | None) -> list[Token]:
    """Without a label before a colon: "Energy: caffeine blocks ..."."""
    for index, token in enumerate(tokens):
        if relation is not None and token.start >= relation:
            break
        if token.text == ":":
            return tokens[index + 1 :]
    return tokens


def what_happens(text: str, clause: Clause, language: str) -> str:
    """What a clause says may happen: "mild stomach upset may occur"; "" where it says another thing."""
    known = lists(language)
    tokens = [t for t in tokenize(text) if clause.start <= t.start < clause.end]
    words = [t.text for t in tokens]
    at = next((i for i, w in enumerate(words) if i and w in known["occurs"]), None)
    if at is None or not known["may"].any_of(words[max(0, at - _MAY_WITHIN) : at]):
        return ""
    subject = next(i for i, w in enumerate(words) if w in known["may"])
    if words[0] in known["refers"] or words[0] in known["opens"]:
        return ""
    return as_name(text, tokens[:subject], language)


def _behind_that(tokens: list[Token], relation: int | None, language: str) -> list[Token]:
    """Without what is said of a statement before it: "that does not prove that the tea ..."."""
    known = lists(language)
    before = [t.text for t in tokens if relation is None or t.start < relation]
    at = next((i for i in range(len(before) - 1, 0, -1) if before[i] in known["that"]), None)
    if at is None or not known["proves"].any_of(before[:at]):
        return tokens
    return tokens[at + 1 :]


def own_object(text: str, clause: Clause, chosen: FoundName | None, language: str) -> str:
    """The words that the relation acts on, where these are a name; "" where they are not."""
    words = lists(language)
    relation = max(clause.relations, key=lambda cue: (cue.strength, -cue.start))
    tokens = tokenize(text)
    behind = [t for t in tokens if relation.end <= t.start < clause.end]
    if chosen is not None and behind and chosen.start <= behind[0].start < chosen.end:
        behind = [t for t in behind if t.start >= chosen.end]  # "verlaagde magnesium de bloeddruk"
    before = [t.text for t in tokens if t.end <= relation.start]
    if before and before[-1] in words["infinitive"]:
        return ""  # "stress te verlagen": its object stands before it
    first = behind[0].text if behind else ""
    article = first in words["determiners"]  # "die" also begins a clause that ends the words
    ends = not behind or (first in words["ends"] and not article) or first in STOPS
    if verb_may_end(language) and ends:
        if held := _held_by(text, relation, language):
            return held
        within = [t for t in tokens if clause.start <= t.start < relation.start]
        return _object_before(text, within, chosen, language)
    behind = behind[1:] if article else behind
    skips = [words["degree"]] if verb_may_end(language) else [words["degree"], words["less"]]
    while behind and any(behind[0].text in listed for listed in skips):
        behind = behind[1:]
    taken: list[Token] = []
    for token in behind:
        overlaps = (chosen is not None and chosen.start <= token.start < chosen.end) or any(
            cue.start <= token.start < cue.end
            for cue in clause.relations
            # "menos picores que" is a comparison; "schützt die Leber vor" holds what is protected
            if cue.strength >= relation.strength and cue.start != relation.start
        )
        if token.text in words["ends"] or token.text in STOPS or token.text == "," or overlaps:
            break
        taken.append(token)
    listed = ("joins", "degree", "verbs", "determiners", "adverbs")
    loose = tuple(words[name] for name in listed)
    while taken and taken[0].text in words["joins"]:
        taken = taken[1:]
    while taken and any(taken[-1].text in listed for listed in loose):
        taken = taken[:-1]
    return as_name(text, taken, language)


def _held_by(text: str, relation: CueMatch, language: str) -> str:
    """The object between the two parts of a verb: "regt | die Verdauung | an"."""
    held = [t for t in tokenize(text) if relation.start <= t.start < relation.end][1:-1]
    known = lists(language)
    noun = bool(held) and "capital" in known["nouns"] and text[held[0].start].isupper()
    opens = noun or (bool(held) and held[0].text in known["determiners"])
    return as_name(text, held, language) if opens else ""


def _object_before(
    text: str, before: Sequence[Token], chosen: FoundName | None, language: str
) -> str:
    """The object of a verb that ends its clause: "kan de lever beschadigen"."""
    words = lists(language)
    at = next((i for i in range(len(before) - 1, -1, -1) if before[i].text in words["verbs"]), None)
    taken = before[at + 1 :] if at is not None else _last_phrase(before, language)
    if chosen is not None and any(chosen.start <= t.start < chosen.end for t in taken):
        return ""
    if at and before[0].text in words["opens"]:
        taken = _behind_subject(taken, language)
    while taken and (taken[0].text in words["degree"] or taken[0].text in words["determiners"]):
        taken = taken[1:]
    while taken and (taken[-1].text in words["degree"] or taken[-1].text in words["adverbs"]):
        taken = taken[:-1]
    if any(t.text in words["ends"] or t.text in STOPS or t.text == "," for t in taken):
        return ""
    return as_name(text, taken, language)


def _behind_subject(words: Sequence[Token], language: str) -> Sequence[Token]:
    """Without the subject behind an inverted verb: "bij mensen met ... kan | de vezel | buikpijn verminderen"."""
    known = lists(language)["determiners"]
    if not words or words[0].text not in known:
        return words
    for at in range(1, len(words)):
        if words[at].text in known:
            return words[at:]
    return words[2:]


def _last_phrase(before: Sequence[Token], language: str) -> Sequence[Token]:
    """The phrase right before the verb of "..., dass X die Leber schädigen kann", if an article opens it."""
    words = lists(language)
    for at in range(len(before) - 1, -1, -1):
        token = before[at]
        if token.text in words["determiners"]:
            whole = at > 1 and before[at - 1].text in words["of"]
            return before[at - 2 :] if whole else before[at:]
        if token.text in STOPS or token.text == "," or token.text in words["ends"]:
            break
    return ()
