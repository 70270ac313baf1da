"""What becomes of a cue in its sentence: asserted, weakened, denied, or only mentioned.

"Magnesium improves sleep" asserts, "may improve" weakens, "does not improve" denies, and "designed
to improve" only mentions. Two tables of the language pack decide: what the form of the verb makes of
the cue (`forms`), and which modifiers reach it (`modifiers`).
"""

from typing import Final

from magclaims.lexicon.caveats import in_open_question
from magclaims.lexicon.cues import STOPS, CueHit, CuePack
from magclaims.lexicon.forms import forms_of
from magclaims.lexicon.layout import CueStatus, Layout
from magclaims.lexicon.modifiers import modified

_OF_HEALTH = ("health", "disease", "study", "human", "animal", "in_vitro")
"""Kinds of cue that tell that a sentence is about living beings."""
_STATES = ("matter", "harm", "gain", "state", "body")
"""Classes of words for the body and what becomes of it."""
_IF_CLAUSE = 40
"""Words before the verb of an if-clause, at most."""
_SUBJECT: Final = 9
"""Words before a verb that are read as its subject."""


def status(pack: CuePack, layout: Layout, hit: CueHit) -> tuple[CueStatus, bool]:
    """What the sentence does with a relation cue, and whether it denies it.

    A denied cue keeps the status that it would have ("does not appear to improve": weakened).
    """
    if hit.cue.needs and not any(layout.kind(kind) for kind in hit.cue.needs):
        return CueStatus.MENTIONED, False
    found = forms_of(pack).status(layout, hit)
    if found is CueStatus.MENTIONED or (not hit.form and _only_names(pack, layout, hit)):
        return CueStatus.MENTIONED, False
    # "Your body is forced to": who is acted on stands there.
    asked = hit.cue.by_agent and layout.word(hit.first - 1) not in pack.words["be"]
    if asked and not _may_act(pack, layout, hit.first):
        return CueStatus.MENTIONED, False
    if _only_of_goods(pack, layout, hit) or (hit.form and _hypothetical(pack, layout, hit)):
        return CueStatus.MENTIONED, False
    denied = found is CueStatus.DENIED or any(modified(pack, layout, hit, "deny"))
    if found is CueStatus.DENIED:
        found = CueStatus.ASSERTED
    if not denied and (
        any(modified(pack, layout, hit, "mention")) or in_open_question(pack, layout, hit)
    ):
        return CueStatus.MENTIONED, False
    if hit.cue.kind != "correlational" and any(modified(pack, layout, hit, "relate")):
        return CueStatus.MENTIONED, False
    if found > CueStatus.OBSERVED and any(modified(pack, layout, hit, "observe")):
        return CueStatus.OBSERVED, denied
    if found > CueStatus.WEAKENED and any(modified(pack, layout, hit, "weaken")):
        found = CueStatus.WEAKENED
    return found, denied


def _may_act(pack: CuePack, layout: Layout, verb: int) -> bool:
    """Whether the words before a verb in its clause may name what acts on the body.

    No person, study or shop does, and not the body itself; "products for people" are none of these.
    """
    start = verb
    while start and layout.clauses[start - 1] == layout.clauses[verb] and verb - start < _SUBJECT:
        start -= 1
    words = [layout.word(index) for index in range(start, verb)]
    said = (at for at, word in enumerate(words) if at and word in pack.words["prepositions"])
    return pack.words["idle_subjects"].isdisjoint(words[: next(said, None)])


def _only_of_goods(pack: CuePack, layout: Layout, hit: CueHit) -> bool:
    """Whether a sentence tells how things look, taste, are made or sold, and names nothing of health.

    "Beta-carotene improves the colour of the dough"; not what is said of people, nor what an oil does.
    """
    words = {token.text for token in layout.tokens}
    behind = {token.text for token in layout.tokens[hit.first :]}
    if behind.isdisjoint(pack.words["goods"]) or not words.isdisjoint(pack.words["pronouns_you"]):
        return False
    if any(layout.kind(kind) for kind in _OF_HEALTH):
        return False
    places = [pack.place(name) for name in _STATES if name in pack.data["class"]]
    return all(place.tag(word) is None for place in places for word in words)


def _hypothetical(pack: CuePack, layout: Layout, hit: CueHit) -> bool:
    """Whether a verb is the first of an if-clause: "if it disrupts your sleep, drink less"."""
    for at in range(hit.first - 1, max(hit.first - _IF_CLAUSE, 0) - 1, -1):
        word = layout.word(at)
        if word in pack.words["hypothetical"]:
            return hit.first - at > 1  # "IF" is intermittent fasting where no subject follows
        ends = word == "," or word in STOPS or word in pack.words["finite"]
        if ends or layout.segments[at] != layout.segments[hit.first]:
            return False
    return False


def _only_names(pack: CuePack, layout: Layout, hit: CueHit) -> bool:
    """Whether a noun only names a topic, as in a heading or a title.

    "Protective effects on the liver" has no verb and yet states a result, and so does what follows a
    colon ("Turmeric: a natural painkiller"); "Effects on sleep" doesn't.
    """
    if layout.kind("citation") and not layout.has_verb:
        return True
    if layout.has_verb:
        return False
    begins = hit.first == 0 or layout.word(hit.first - 1) in STOPS
    if begins and hit.last == hit.first + 1 and layout.word(hit.last) in pack.words["than"]:
        return True  # "Vitamin K: more than strong bones"
    alone = hit.last == len(layout.tokens) - 1 and layout.word(hit.first - 1) != ":"
    topic = layout.word(hit.first) in pack.words["topic_nouns"]
    return topic or (alone and hit.cue.kind == "causal" and not hit.cue.fallback)
