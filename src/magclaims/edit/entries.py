"""Entries of claims.yaml as text: what is proposed, and claims that an editor approved."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum
from typing import Any

import yaml

from magclaims.judge.proposing import ProposedClaim, ProposedName, Topic
from magclaims.model.local_text import LocalText
from magclaims.model.registry import TODO, Claim, Kind, Level, Strength, Study, Subject
from magclaims.model.values import dataclass

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
_YAML_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_ALSO = 3
_WIDTH = 100
_FROM = {
    "before": "the sentence before names the substance",
    "heading": "the heading names the substance",
    "title": "the title names the substance",
    "words": "the sentence's own words, not in the vocabulary",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the studies behind references, by BibTeX key."""

    levels: Mapping[str, Level] = field(default_factory=dict)
    """Evidence levels, from the registry or from a record that is clear."""
    recorded: Mapping[str, Study] = field(default_factory=dict)
    """Studies that the registry lacks, as their records tell them."""
    likely: Mapping[str, Level] = field(default_factory=dict)
    """Levels of which the record is not sure, or that only a title tells."""
    withdrawn: Collection[str] = ()
    """Works that were retracted: no claim may rest on them."""
    studies: Mapping[str, Study] = field(default_factory=dict)
    """All studies, of the registry and of the records."""


def claim_entry(
    id_: str, article: str, claim: ProposedClaim, cites: Sequence[str], known: Known
) -> Iterator[str]:
    """The lines of one entry of `claims`, a draft until somebody approves it; `cites` are BibTeX keys."""
    said, topic = claim.passage, claim.topic
    yield f"- id: {scalar(id_)}\n"
    yield "  draft: true  # read from the article: check it, then take this line out\n"
    yield f"  statement: {scalar(claim.statement)}\n"
    yield f"  kind: {claim.kind.value}\n"
    yield f"  about: {_about(topic)}\n"
    if topic.direction is not None:
        yield f"  direction: {topic.direction.value}\n"
    yield "  occurrences:\n"
    yield f"    - article: {scalar(article)}\n"
    yield f"      quote: {scalar(claim.quote)}\n"
    yield f"      strength: {said.strength.label}\n"
    flags = {
        "hedged": said.hedged,
        "therapeutic": said.therapeutic,
        "reported": said.reported and claim.kind is Kind.STUDY_RESULT,
    }
    yield from (f"      {name}: true\n" for name, holds in flags.items() if holds)
    named = [subject.value for subject in said.subjects if subject is not Subject.UNSTATED]
    if named:
        yield f"      subjects: [{', '.join(named)}]\n"
    if cites:
        yield f"      cites: [{', '.join(map(scalar, cites))}]\n"
    yield from _evidence(cites, known)


def _evidence(cites: Sequence[str], known: Known) -> Iterator[str]:
    """Links to what the sentence cites; commented out where nobody knows what the reference is."""
    levels = known.levels
    sure = [key for key in cites if key in levels]
    if sure:
        yield "  evidence:\n"
    for key in sure:
        yield (
            f"    - {{reference: {scalar(key)}, level: {levels[key].value}}}"
            "  # it is cited here; check what it shows\n"
        )
    unknown = [key for key in cites if key not in levels]
    if unknown and not sure:
        yield "  # evidence:\n"
    for key in unknown:
        if key in known.withdrawn:
            yield f"  #   - {{reference: {scalar(key)}}}  # RETRACTED: no claim may rest on it\n"
            continue
        level = known.likely.get(key)
        value = level.value if level is not None else TODO
        note = (
            "  # so its record, title or maker seems to say; check it" if level is not None else ""
        )
        yield f"  #   - {{reference: {scalar(key)}, level: {value}}}{note}\n"


def study_entry(key: str, study: Study) -> str:
    """An entry of `studies` with what was read from the record, marked as such."""
    lines = [
        f"{scalar(key)}:\n",
        "  # Read from the record's own words; take a name out of from_record once you have checked it.\n",
    ]
    for name, value in study.model_dump(mode="json", exclude_defaults=True).items():
        if name == "outcomes":
            lines.append("  outcomes:\n")
            lines += [
                f"    - {{name: {scalar(str(one.name))}, direction: {one.direction}"
                f"{', primary: true' if one.primary else ''}}}\n"
                for one in study.outcomes
            ]
        elif isinstance(value, list):
            lines.append(f"  {name}: [{', '.join(scalar(str(item)) for item in value)}]\n")
        else:
            lines.append(f"  {name}: {scalar(value) if isinstance(value, str) else value}\n")
    return "".join(lines)


def _about(topic: Topic) -> str:
    """What the claim is about, and where that comes from if the sentence does not name it."""
    notes: list[str] = []
    if topic.substance is None:
        substance = TODO
    else:
        substance = _value(topic.substance)
        notes += [_FROM[source] for source in (topic.substance.source,) if source in _FROM]
    if topic.also:
        notes.append(f"it also names {', '.join(topic.also[:_ALSO])}")
    changed = [one for one in topic.outcomes if one.source != "mentioned"]
    listed = ", ".join(map(_value, changed))
    outcome = f", outcome: [{listed}]" if changed else ""
    if mentioned := [one.name for one in topic.outcomes if one.source == "mentioned"]:
        notes.append(f"it mentions {', '.join(mentioned)}, and no way that it goes")
    if any(one.source == "words" for one in topic.outcomes):
        notes.append("the outcome in the sentence's own words")
    if any(one.source == "before" for one in topic.outcomes):
        notes.append("the question before names the outcome")
    note = f"  # {'; '.join(notes)}" if notes else ""
    return f"{{substance: {substance}{outcome}}}{note}"


def _value(name: ProposedName) -> str:
    """A name as YAML; by language where it is the article's own words."""
    value = scalar(name.name)
    return value if name.language == "en" else f"{{{name.language}: {value}}}"


def claim_of(entry: str) -> Claim:
    """An entry of `claims` as a claim that is no draft any more."""
    (data,) = yaml.safe_load(entry)
    data.pop("draft", None)
    return Claim.model_validate(data)


def entry_of(claim: Claim) -> str:
    """A claim as an entry of `claims`; it is no draft any more."""
    data = _plain(claim.model_dump(exclude_defaults=True))
    data.pop("draft", None)
    return yaml.safe_dump([data], sort_keys=False, allow_unicode=True, width=_WIDTH)


def _plain(value: Any) -> Any:
    """A value as YAML knows it: names of strengths, texts by language."""
    if isinstance(value, LocalText):
        return str(value) if set(value.translations) == {"en"} else dict(value.translations)
    if isinstance(value, Strength):
        return value.label
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, Enum) else value


def scalar(text: str) -> str:
    """A YAML value: plain where that is safe, in double quotes otherwise."""
    if _PLAIN.fullmatch(text) and text.lower() not in _YAML_WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)
