"""What becomes of a cue in its sentence: asserted, weakened, denied, or only mentioned.

"Magnesium improves sleep" asserts, "may improve" weakens, "does not improve" denies, and "designed
to improve" only mentions. The words that decide are closed lists in the language pack; the rules
here look at the form of the verb and at the words around it, never further than its own segment.

A *segment* ends at a stop (full stop, semicolon, colon, dash, bracket) or before a word such as
"but" or "because". A *clause* also ends before words such as "that" or "which" and, in Dutch, at a
comma.
"""

from dataclasses import dataclass
from enum import IntEnum

from magclaims.text.cues import STOPS, Hit, Pack, Token

_REACH = 14
"""Words that a modal or a negation reaches."""


class Status(IntEnum):
    """What a sentence does with a cue, from nothing to everything."""

    MENTIONED = 0
    DENIED = 1
    SOFTENED = 2
    WEAKENED = 3
    ASSERTED = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """Segment and clause of each token, and the hits by kind."""

    tokens: list[Token]
    segments: list[int]
    clauses: list[int]
    by_kind: dict[str, list[Hit]]

    def kind(self, name: str) -> list[Hit]:
        """The hits of one kind, in order."""
        return self.by_kind.get(name, [])


def lay_out(pack: Pack, tokens: list[Token], hits: list[Hit]) -> Layout:
    """Cut a sentence into segments and clauses."""
    segment = clause = 0
    segments, clauses = [], []
    comma_ends = not pack.governs_before_only
    for token in tokens:
        word = token.text
        if word in pack.words["segment"]:
            segment += 1
            clause += 1
        elif word in pack.words["clause"]:
            clause += 1
        segments.append(segment)
        clauses.append(clause)
        if word in STOPS:
            segment += 1
            clause += 1
        elif word == "," and comma_ends:
            clause += 1
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.cue.kind, []).append(hit)
    return Layout(tokens, segments, clauses, by_kind)


def status(pack: Pack, layout: Layout, hit: Hit) -> Status:
    """What the sentence does with a relation cue."""
    read = _english if pack.governs_before_only else _dutch
    found = read(pack, layout, hit)
    if found is Status.MENTIONED:
        return found
    if _denied(pack, layout, hit) or found is Status.DENIED:
        return Status.DENIED
    if _mentioned(layout, hit):
        return Status.MENTIONED
    if found > Status.WEAKENED and _weakened(pack, layout, hit):
        return Status.WEAKENED
    return found


def _mentioned(layout: Layout, hit: Hit) -> bool:
    """A need, an aim or advice in the same segment takes the assertion away."""
    here = layout.segments[hit.first]
    return any(layout.segments[other.first] == here for other in layout.kind("mention"))


def _denied(pack: Pack, layout: Layout, hit: Hit) -> bool:
    where = layout.segments[hit.first]
    if any(
        layout.segments[other.first] == where or other.last < hit.first
        for other in layout.kind("denial")
        if not hit.first <= other.first <= hit.last or other.first > hit.first
    ):
        return True
    clause = layout.clauses[hit.verb]
    for other in layout.kind("negation"):
        if hit.first <= other.first <= hit.last:
            return True
        if layout.clauses[other.first] not in {clause, layout.clauses[hit.first]}:
            continue
        before = 0 < hit.first - other.first <= _REACH
        if before and pack.governs_before_only:
            between = [token.text for token in layout.tokens[other.first : hit.first]]
            if "," in between and not pack.words["causatives"].isdisjoint(between):
                continue
            return True
        if not pack.governs_before_only and abs(hit.verb - other.first) <= _REACH:
            return True
    return False


def _weakened(pack: Pack, layout: Layout, hit: Hit) -> bool:
    """Doubt ahead of the cue, a word of doubt in its clause, or weak evidence anywhere."""
    if layout.kind("limited"):
        return True
    if any(other.first < hit.verb or _frames(layout, other, hit) for other in layout.kind("doubt")):
        return True
    clause = layout.clauses[hit.verb]
    segment = layout.segments[hit.verb]
    for other in layout.kind("hedge"):
        if layout.clauses[other.first] == clause:
            return True
        if layout.segments[other.first] == segment and other.first < hit.first and not hit.form:
            return True
    if hit.form:
        return False
    # A noun or phrase: any modal of its clause weakens it ("may have an effect on").
    return any(layout.clauses[other.first] == clause for other in layout.kind("modal"))


def _frames(layout: Layout, doubt: Hit, hit: Hit) -> bool:
    """Words of doubt after the cue, after a comma: "X lowers Y, suggests a new study"."""
    between = layout.tokens[hit.last : doubt.first]
    return bool(between) and doubt.last >= len(layout.tokens) - 10 and between[-1].text == ","


# --- English ---------------------------------------------------------------------------------------


def _english(pack: Pack, layout: Layout, hit: Hit) -> Status:
    if not hit.form:
        return Status.ASSERTED
    rules = {
        "finite": _english_finite,
        "base": _english_base,
        "past": _english_past,
        "part": _english_past,
        "ing": _english_ing,
    }
    return rules[hit.form](pack, layout, hit.verb)


def _noun_here(pack: Pack, layout: Layout, index: int) -> bool:
    """A word that a determiner, a preposition or an adjective introduces is a noun."""
    before = layout.tokens[index - 1].text if index else ""
    words = pack.words
    return (
        before in words["determiners"]
        or before in words["prepositions"]
        or (before.endswith(("al", "ic", "ive", "ous", "ant")) and before not in pack.verb_forms)
    )


def _english_finite(pack: Pack, layout: Layout, index: int) -> Status:
    tokens = layout.tokens
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if after == "of" or (
        _noun_here(pack, layout, index) and tokens[index - 1].text not in {"that", "this", "it"}
    ):
        return Status.MENTIONED
    return Status.ASSERTED


def _english_base(pack: Pack, layout: Layout, index: int) -> Status:
    """A base form is governed by a modal or by "to", or it is a plural present or an imperative."""
    words, tokens = pack.words, layout.tokens
    start = max(0, index - _REACH)
    for place in range(index - 1, start - 1, -1):
        word = tokens[place].text
        if word in STOPS or word in words["segment"]:
            break
        if word in words["relative"] and place < index - 1:
            break
        if word in words["to"] and _is_verb(pack, tokens, place + 1, index):
            return _infinitive(pack, layout, place)
        if word in words["modals_hedge"]:
            return Status.WEAKENED
        if word in words["modals_assert"]:
            return Status.ASSERTED
        if word in words["modals_advice"]:
            return Status.MENTIONED
        if word in words["causatives"]:
            above = _english_above(pack, layout, place)
            soft = Status.SOFTENED if word in words["soft_causatives"] else Status.ASSERTED
            return min(above, soft)
        if pack.verb_forms.get(word) == "finite" and place < index - 1:
            break
    if index == 0 or tokens[index - 1].text in STOPS or _noun_here(pack, layout, index):
        return Status.MENTIONED
    if tokens[index - 1].text in words["be"] or tokens[index - 1].text in words["have"]:
        return Status.MENTIONED
    return Status.ASSERTED


def _english_above(pack: Pack, layout: Layout, index: int) -> Status:
    """The status of a verb such as "help" that governs another."""
    form = pack.verb_forms.get(layout.tokens[index].text, "finite")
    return _english_base(pack, layout, index) if form == "base" else Status.ASSERTED


def _is_verb(pack: Pack, tokens: list[Token], place: int, index: int) -> bool:
    """Whether "to" at `place - 1` begins an infinitive, and not "to health"."""
    if place == index:
        return True
    word = tokens[place].text
    if word.endswith("ly") and place + 1 <= index:
        return place + 1 == index or pack.verb_forms.get(tokens[place + 1].text) == "base"
    return pack.verb_forms.get(word) == "base"


def _infinitive(pack: Pack, layout: Layout, to: int) -> Status:
    """What governs an infinitive: "shown to" asserts, "appears to" weakens, "failed to" denies."""
    words, tokens = pack.words, layout.tokens
    for place in range(to - 1, max(-1, to - 7), -1):
        word = tokens[place].text
        if word in STOPS or word == ",":
            break
        if word in words["governors_deny"]:
            return Status.DENIED
        if word in words["governors_hedge"]:
            return Status.WEAKENED
        if word in words["governors_soft"]:
            return min(Status.SOFTENED, _english_above(pack, layout, place))
        if word in words["governors_assert"] and place >= to - 3:
            modal = any(
                layout.clauses[hit.first] == layout.clauses[place] for hit in layout.kind("modal")
            )
            return Status.WEAKENED if modal else Status.ASSERTED
    return Status.MENTIONED


def _english_past(pack: Pack, layout: Layout, index: int) -> Status:
    """A form in -ed is past tense, passive or perfect, or an adjective."""
    words, tokens = pack.words, layout.tokens
    place = index - 1
    while (
        place >= 0
        and (tokens[place].text.endswith("ly") or tokens[place].text in words["adverbs"])
        and tokens[place].text not in words["be"]
    ):
        place -= 1
    before = tokens[place].text if place >= 0 else ""
    clause = layout.clauses[index]
    modal = any(
        layout.clauses[hit.first] == clause and hit.first < index for hit in layout.kind("modal")
    )
    if before in words["be"]:
        agent = {token.text for token in tokens[index + 1 : index + 7]}
        if modal:
            return Status.WEAKENED
        past = before in {"was", "were", "been"}
        return Status.ASSERTED if past or agent & words["by"] else Status.MENTIONED
    if before in words["perfect"]:
        return Status.ASSERTED
    if before in words["relative"]:
        return Status.ASSERTED
    if (
        not before
        or before in STOPS
        or before in {",", "and", "or"}
        and place > 0
        and not _after_past(pack, tokens, place)
        or _noun_here(pack, layout, place + 1)
        or before in pack.verb_forms
        or before in words["finite"]
    ):
        return Status.MENTIONED
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if following in words["prepositions"] and following != "from":
        # "mice treated with", "levels increased in": a participle, or a trend.
        return Status.ASSERTED if following in {"by", "after"} else Status.MENTIONED
    return Status.ASSERTED


def _after_past(pack: Pack, tokens: list[Token], place: int) -> bool:
    """Whether a finite past tense precedes: "reduced stress and improved sleep"."""
    return any(
        pack.verb_forms.get(token.text) in {"past", "finite"}
        for token in tokens[max(0, place - 8) : place]
    )


def _english_ing(pack: Pack, layout: Layout, index: int) -> Status:
    """ ", improving X" and "is improving" assert; "by improving" and "for improving" don't."""
    words, tokens = pack.words, layout.tokens
    if index == 0:
        return Status.MENTIONED
    place = index - 1
    while (
        place > 0
        and (tokens[place].text.endswith("ly") or tokens[place].text in words["adverbs"])
        and tokens[place].text not in words["be"]
    ):
        place -= 1
    before = tokens[place].text
    if (
        before not in words["be"]
        and before not in {",", "and", "→"}
        and (
            _noun_here(pack, layout, place + 1)
            or before in STOPS
            or before in words["clause"]
            or before in words["segment"]
        )
    ):
        return Status.MENTIONED
    if before in {"and", "or"} and not any(
        t.text == "," for t in tokens[max(0, place - 8) : place]
    ):
        return Status.MENTIONED
    segment = layout.segments[index]
    if any(layout.segments[h.first] == segment and h.first < index for h in layout.kind("modal")):
        return Status.WEAKENED
    return Status.ASSERTED


# --- Dutch -----------------------------------------------------------------------------------------


def _dutch(pack: Pack, layout: Layout, hit: Hit) -> Status:
    if not hit.form:
        return Status.ASSERTED
    rules = {
        "finite": _dutch_finite,
        "base": _dutch_infinitive,
        "stem": _dutch_stem,
        "past": _dutch_past,
        "part": _dutch_participle,
        "ing": _dutch_adjective,
    }
    return rules[hit.form](pack, layout, hit.verb)


def _clause_words(layout: Layout, index: int) -> list[str]:
    """The words of a token's clause, no further away than `_REACH`."""
    clause = layout.clauses[index]
    nearby = range(max(0, index - _REACH), min(len(layout.tokens), index + _REACH + 1))
    return [layout.tokens[i].text for i in nearby if layout.clauses[i] == clause]


def _dutch_finite(pack: Pack, layout: Layout, index: int) -> Status:
    before = layout.tokens[index - 1].text if index else ""
    if before in pack.words["determiners"] and before not in pack.words["relative"]:
        return Status.MENTIONED
    return Status.ASSERTED


def _dutch_stem(pack: Pack, layout: Layout, index: int) -> Status:
    """A bare stem is an imperative, unless "je" or "ik" is its subject."""
    tokens = layout.tokens
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    before = tokens[index - 1].text if index else ""
    if before == "ik" or (after in {"je", "jij"} and index > 0 and before not in STOPS):
        return Status.ASSERTED
    return Status.MENTIONED


def _dutch_infinitive(pack: Pack, layout: Layout, index: int) -> Status:
    words, tokens = pack.words, layout.tokens
    before = tokens[index - 1].text if index else ""
    here = set(_clause_words(layout, index))
    if before == "te":
        return _dutch_te(pack, layout, index)
    if here & words["modals_hedge"]:
        return Status.WEAKENED
    if here & words["modals_advice"]:
        return Status.MENTIONED
    if here & words["soft_causatives"]:
        return Status.SOFTENED
    if here & (words["modals_assert"] | words["causatives"]):
        return Status.ASSERTED
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if not before or before in STOPS or after == "van":
        return Status.MENTIONED
    if before in words["determiners"] and before not in words["relative"]:
        return Status.MENTIONED
    if before in words["prepositions"]:
        return Status.MENTIONED
    others = here - {tokens[index].text}
    if others & words["finite"] or any(pack.verb_forms.get(w) == "finite" for w in others):
        # Another finite verb stands in the clause: this one is an infinitive or a noun.
        return Status.ASSERTED if after in words["determiners"] else Status.MENTIONED
    if not others & words["subordinators"] and (
        not after or after in STOPS or after in words["title_ends"]
    ):
        # "Slaap verbeteren als man": a title.
        return Status.ASSERTED if len(others) > 4 and after in {".", "¹"} else Status.MENTIONED
    return Status.ASSERTED


def _dutch_te(pack: Pack, layout: Layout, index: int) -> Status:
    """What governs "te + infinitive": searched in the words before it, across one comma."""
    words, tokens = pack.words, layout.tokens
    found = Status.MENTIONED
    for place in range(index - 2, max(-1, index - 2 - _REACH), -1):
        word = tokens[place].text
        if word in STOPS or word in words["segment"]:
            break
        if word in words["purpose_frames"]:
            return Status.MENTIONED
        if word in words["governors_deny"]:
            return Status.DENIED
        if word in words["governors_hedge"]:
            return Status.WEAKENED
        if word in words["governors_soft"]:
            modal = set(_clause_words(layout, place)) & words["modals_hedge"]
            return Status.WEAKENED if modal else Status.SOFTENED
        if word in words["governors_assert"]:
            modal = set(_clause_words(layout, place)) & words["modals_hedge"]
            return Status.WEAKENED if modal else Status.ASSERTED
        if word in {"door", "zonder"}:
            return found
    return found


def _dutch_past(pack: Pack, layout: Layout, index: int) -> Status:
    """A form in -de is a past tense, or an adjective ("verbeterde slaap")."""
    words, tokens = pack.words, layout.tokens
    if tokens[index].text.endswith("n"):
        return Status.ASSERTED
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    before = tokens[index - 1].text if index else ""
    if (
        not before
        or before in STOPS
        or before in words["determiners"]
        or before in words["prepositions"]
    ):
        return Status.MENTIONED
    if (
        after in words["determiners"]
        or after in words["prepositions"]
        or after in words["adverbs"]
        or not after
        or after in STOPS
    ):
        return Status.ASSERTED
    if before in {",", "en", "of"} or before in words["adverbs"] or before in pack.verb_forms:
        return Status.MENTIONED
    return Status.ASSERTED if not before.endswith("e") else Status.MENTIONED


def _dutch_participle(pack: Pack, layout: Layout, index: int) -> Status:
    words = pack.words
    here = set(_clause_words(layout, index))
    if layout.tokens[index].text.endswith("e"):
        return Status.MENTIONED
    if here & words["modals_hedge"]:
        return Status.WEAKENED
    if here & words["have"]:
        return Status.ASSERTED
    if here & words["be"] and (here & words["by"] or here & words["past_be"]):
        return Status.ASSERTED
    return Status.MENTIONED


def _dutch_adjective(pack: Pack, layout: Layout, index: int) -> Status:
    """ "werkt kalmerend" asserts, "een kalmerend bad" doesn't."""
    before = layout.tokens[index - 1].text if index else ""
    return Status.ASSERTED if before in pack.words["works"] else Status.MENTIONED
