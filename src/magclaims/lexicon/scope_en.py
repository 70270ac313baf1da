"""English: what the form of a verb and the words around it make of a cue."""

from collections.abc import Sequence

from magclaims.lexicon.cues import STOPS, Hit, Pack, Token
from magclaims.lexicon.layout import REACH, Layout, Status

_NOT_NOUN_MARKERS = frozenset({"that", "this", "it", "which", "who"})
_GOVERNS = 6
"""Words before "to" that hold what governs it ("reported in a meta-analysis to increase")."""
_ADJECTIVE_ENDINGS = ("al", "ic", "ive", "ous", "ant")


def status(pack: Pack, layout: Layout, hit: Hit) -> Status:
    """What the form of the verb makes of a cue; a cue without a verb is asserted."""
    if not hit.form:
        return Status.ASSERTED
    if _without_object(pack, layout, hit):
        return Status.OBSERVED
    rules = {
        "finite": _finite,
        "base": _base,
        "past": _past,
        "part": _past,
        "ing": _ing,
    }
    return rules[hit.form](pack, layout, hit)


def _without_object(pack: Pack, layout: Layout, hit: Hit) -> bool:
    """Whether a change happens by itself: "levels increased significantly in", "improves over"."""
    if (
        hit.form not in {"finite", "past"}
        or layout.word(hit.verb) not in pack.words["intransitive"]
    ):
        return False
    before = layout.word(_before(pack, layout, hit.verb))
    known = before in pack.words["be"] | pack.words["perfect"] | STOPS | {"", ",", "and", "to"}
    if known or _noun_here(pack, layout, hit.verb) or before in pack.verb_forms:
        return False
    after = hit.verb + 1
    while layout.word(after).endswith("ly"):
        after += 1
    ends = (pack.words["prepositions"] - pack.words["by"]) | STOPS | {"", "more", "to", "across"}
    return layout.word(after) in ends


def _noun_here(pack: Pack, layout: Layout, index: int) -> bool:
    """A word that a determiner, a preposition or an adjective introduces is a noun or adjective."""
    before = layout.word(index - 1)
    return (
        before in pack.words["determiners"]
        or before in pack.words["prepositions"]
        or (
            before.endswith(_ADJECTIVE_ENDINGS)
            and before not in pack.verb_forms
            and before not in pack.words["nouns_like_adjectives"]
        )
    )


def _before(pack: Pack, layout: Layout, index: int) -> int:
    """The index of the word before, adverbs left out."""
    place = index - 1
    while place >= 0:
        word = layout.word(place)
        if word in pack.words["be"] or not (word.endswith("ly") or word in pack.words["adverbs"]):
            break
        place -= 1
    return place


def _modal_before(layout: Layout, index: int) -> bool:
    """Whether a modal stands before in the same clause."""
    clause = layout.clauses[index]
    return any(
        layout.clauses[hit.first] == clause and hit.first < index for hit in layout.kind("modal")
    )


def _finite(pack: Pack, layout: Layout, hit: Hit) -> Status:
    """A form like "increases" is a verb, unless "the increases" or "increases of" make it a noun."""
    noun = _noun_here(pack, layout, hit.verb)
    if noun and layout.word(hit.verb - 1) not in _NOT_NOUN_MARKERS:
        return Status.MENTIONED
    return Status.MENTIONED if layout.word(hit.verb + 1) == "of" else Status.ASSERTED


def _base(pack: Pack, layout: Layout, hit: Hit) -> Status:
    return _base_at(pack, layout, hit.verb, phrase=hit.last > hit.verb)


def _base_at(pack: Pack, layout: Layout, index: int, *, phrase: bool = False) -> Status:
    """A base form is governed by a modal or by "to", or it is a plural present or an imperative.

    A `phrase` ("play a role") can't be taken for a noun, so that its subject need not look plural.
    """
    if layout.word(index - 1) in pack.words["prepositions"] | pack.words["determiners"]:
        return Status.MENTIONED
    governed = _governed(pack, layout, index)
    if governed is not None:
        return governed
    place = _before(pack, layout, index)
    before = layout.word(place)
    if not before or _noun_here(pack, layout, place + 1) or layout.word(index + 1) == "of":
        return Status.MENTIONED
    if before in pack.words["be"] or before in pack.words["have"] or before in STOPS:
        return Status.MENTIONED
    joined = any(layout.word(step) == "and" for step in range(max(0, place - 4), place))
    plural = before in pack.words["plurals"] or (before.endswith("s") and not before.endswith("ss"))
    if not (plural or joined or phrase):
        return Status.MENTIONED
    doubtful = not phrase and layout.word(index) in pack.words["needs_governor"]
    if doubtful and not _object_follows(pack, layout, index):
        return Status.MENTIONED
    return Status.ASSERTED


def _object_follows(pack: Pack, layout: Layout, index: int) -> bool:
    """Whether a word is clearly a verb: "supplements lower the risk", "positively impact"."""
    adverb = layout.word(index - 1).endswith("ly")
    return adverb or layout.word(index + 1) in pack.words["determiners"]


def _governed(pack: Pack, layout: Layout, index: int) -> Status | None:
    """What the nearest governing word before a base form makes of it; None where there is none."""
    words = pack.words
    for place in range(index - 1, max(-1, index - 1 - REACH), -1):
        word = layout.word(place)
        if word in STOPS or word in words["segment"]:
            return None
        if word in words["relative"] and place < index - 1:
            return None
        if word == "to" and _is_verb(pack, layout.tokens, place + 1, index):
            return _infinitive(pack, layout, place)
        if word in words["modals_hedge"]:
            return Status.WEAKENED
        if word in words["modals_assert"]:
            return Status.ASSERTED
        if word in words["modals_advice"]:
            return Status.MENTIONED
        if word in words["causatives"]:
            soft = word in words["soft_causatives"]
            above = _above(pack, layout, place)
            return min(above, Status.SOFTENED if soft else Status.ASSERTED)
        if pack.verb_forms.get(word) == "finite" and place < index - 1:
            return None
    return None


def _above(pack: Pack, layout: Layout, index: int) -> Status:
    """The status of a verb such as "help" that governs another."""
    base = pack.verb_forms.get(layout.word(index), "finite") == "base"
    return _base_at(pack, layout, index) if base else Status.ASSERTED


def _is_verb(pack: Pack, tokens: Sequence[Token], place: int, index: int) -> bool:
    """Whether the word after "to" is a verb ("to sleep"), and not a noun ("to health")."""
    if place == index:
        return True
    word = tokens[place].text
    if word.endswith("ly"):
        return place + 1 == index or pack.verb_forms.get(tokens[place + 1].text) == "base"
    return pack.verb_forms.get(word) == "base"


def _infinitive(pack: Pack, layout: Layout, to: int) -> Status:
    """What governs an infinitive: "shown to" asserts, "appears to" weakens, "failed to" denies."""
    words = pack.words
    for place in range(to - 1, max(-1, to - 7), -1):
        word = layout.word(place)
        if word in STOPS or word == ",":
            break
        if word in words["governors_deny"]:
            return Status.DENIED
        if word in words["governors_hedge"]:
            return Status.WEAKENED
        if word in words["governors_soft"]:
            return min(Status.SOFTENED, _above(pack, layout, place))
        if word in words["governors_assert"] and place >= to - _GOVERNS:
            return Status.WEAKENED if _modal_before(layout, to) else Status.ASSERTED
    return Status.MENTIONED


def _past(pack: Pack, layout: Layout, hit: Hit) -> Status:
    """A form in -ed is past tense, passive or perfect, or an adjective."""
    words, index = pack.words, hit.verb
    place = _before(pack, layout, index)
    before = layout.word(place)
    if before in words["be"]:
        return _passive(pack, layout, hit, before)
    following = layout.word(index + 1)
    objects = following in words["determiners"] or following in words["prepositions"]
    if before == "had" and not objects and following not in STOPS:
        # "had increased levels" is an adjective.
        return Status.MENTIONED
    if before in words["perfect"]:
        return Status.WEAKENED if _modal_before(layout, index) else Status.ASSERTED
    if before in words["relative"]:
        # "indicates that increased intake ...": an adjective begins the clause.
        above = layout.word(place - 1)
        reports = above in pack.verb_forms or above in words["finite"] or above in words["reports"]
        return Status.MENTIONED if reports and not objects else Status.ASSERTED
    if not before or before == "to" or (before in STOPS and before != ")"):
        # "linked to reduced anxiety": an adjective.
        return Status.MENTIONED
    if before == ",":
        # "zinc, taken daily, led to": a phrase can't be taken for an adjective.
        verb = following in words["determiners"] or hit.last > index
        return Status.ASSERTED if verb else Status.MENTIONED
    if before in {"and", "or"}:
        return Status.ASSERTED if _follows_verb(pack, layout, place) else Status.MENTIONED
    if (
        _noun_here(pack, layout, place + 1)
        or before in pack.verb_forms
        or before in words["finite"]
    ):
        return Status.MENTIONED
    if hit.last > index or following not in words["prepositions"]:
        return Status.ASSERTED
    if following in {"by", "after", "from", "against"}:
        return Status.ASSERTED
    # "mice treated with" is a participle, "levels increased in" follows a trend.
    return Status.MENTIONED if hit.cue.treats else Status.OBSERVED


def _passive(pack: Pack, layout: Layout, hit: Hit, be: str) -> Status:
    """A passive: "was reduced by X" is an effect; "was reduced in women" only compares."""
    if _modal_before(layout, hit.verb):
        return Status.WEAKENED
    agent = {layout.word(index) for index in range(hit.verb + 1, hit.verb + 9)}
    if hit.last > hit.verb or agent & pack.words["by"]:
        return Status.ASSERTED
    compares = be in {"was", "were", "been"} or layout.word(hit.verb + 1) in {"in", "among"}
    return Status.OBSERVED if compares else Status.MENTIONED


def _follows_verb(pack: Pack, layout: Layout, index: int) -> bool:
    """Whether a verb precedes that the form continues: "reduced stress and improved sleep"."""
    return any(
        pack.verb_forms.get(layout.word(place)) in {"past", "finite"}
        for place in range(max(0, index - 8), index)
    )


def _ing(pack: Pack, layout: Layout, hit: Hit) -> Status:
    """A form in -ing: ", improving X" and "is improving" assert; "by improving" and "for improving" don't."""
    words, index = pack.words, hit.verb
    place = _before(pack, layout, index)
    before = layout.word(place)
    if place < 0 or before in words["clause"] or before in words["segment"]:
        return Status.MENTIONED
    if before in {"and", "or"}:
        list_of_results = any(layout.word(i) == "," for i in range(max(0, place - 8), place))
        if not list_of_results:
            return Status.MENTIONED
    elif before not in words["be"] and before not in {",", "→"}:
        noun_phrase_goes_on = hit.last > index
        if _noun_here(pack, layout, place + 1) or before in STOPS or not noun_phrase_goes_on:
            return Status.MENTIONED
    if before == "," and _is_subject(pack, layout, index):
        return Status.MENTIONED
    segment = layout.segments[index]
    modal = any(
        layout.segments[other.first] == segment and other.first < index
        for other in layout.kind("modal")
    )
    return Status.WEAKENED if modal else Status.ASSERTED


def _is_subject(pack: Pack, layout: Layout, index: int) -> bool:
    """Whether a gerund is the subject of a verb after it: "in men, reducing salt may help"."""
    verbs = pack.words["modals_hedge"] | pack.words["be"] | pack.words["modals_advice"]
    for place in range(index + 1, min(index + 13, len(layout.tokens))):
        word = layout.word(place)
        if word == "," or word in STOPS or word in pack.words["clause"]:
            return False
        if word in verbs:
            return True
    return False
