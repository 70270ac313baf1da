"""Who took part in a study: by its entry in the registry, and by its record.

Of a record these are the title, what the abstract says of them and PubMed's tags. Only what is clear is
read. Of an abstract these are the sentences that tell who was recruited, not
those that say whom a disease strikes.
"""

import re
from dataclasses import replace
from functools import lru_cache

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.knowledge.languages import READ
from magclaims.lexicon.people import (
    HEALTHY,
    NOBODY,
    PATIENTS,
    People,
    from_mesh,
    from_registry,
    group,
    joined,
    people,
)
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Reference, Study, Subject
from magclaims.model.work import Work

_RECRUITED = re.compile(
    r"\b(?:randomi[sz]ed|randomly|recruit\w+|enrol\w+|participat\w+|assigned|allocated|were included|"
    r"took part|completed|received)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")
_MOST = 4
_MAX_TEXT = 6000


def of_record(work: Work | None) -> People:
    """Who took part by a record; nobody is told where there is none."""
    return _of(work.title, work.abstract or "", work.mesh) if work is not None else NOBODY


@lru_cache(maxsize=2048)
def _of(title: str, abstract: str, mesh: tuple[str, ...]) -> People:
    told = [of_title(title), *_recruited(abstract), from_mesh(mesh)]
    found = NOBODY
    for each in told:
        found = joined(found, each)
    return found


@lru_cache(maxsize=2048)
def of_title(title: str) -> People:
    """Who took part by a title: "... in older adults with type 2 diabetes"."""
    found = people(title, "en")
    # What stands after "in" is who took part; what is only named may be what was measured.
    return replace(found, groups=found.groups | found.at, at=frozenset())


def _recruited(abstract: str) -> list[People]:
    sentences = _SENTENCE.split(abstract[:_MAX_TEXT])
    telling = [s for s in sentences if _RECRUITED.search(s)]
    found = [people(sentence, "en") for sentence in telling[:_MOST]]
    return [replace(f, at=frozenset(), mentioned=frozenset()) for f in found if f.described]


def took_part(study: Study | None, reference: Reference | None, work: Work | None) -> People:
    """Who took part in a study: by its fields, its description, then its record and its title.

    Patients in the record of a study that is described without them count: the registry may leave
    out what narrows a study, and the more cautious of the two is used.
    """
    fields = from_registry(study.participants) if study and study.participants else NOBODY
    own = joined(fields, _described(study.population if study else None))
    own = replace(own, groups=own.groups | own.at, at=frozenset())
    record = joined(of_record(work), of_title(reference.title) if reference else NOBODY)
    found, ill = joined(own, record), _ill(record)
    if ill and not _ill(own):
        found = replace(found, groups=(found.groups - {HEALTHY}) | ill)
    return found


def left_out(study: Study, work: Work) -> tuple[LocalText, ...]:
    """Patients by the record of a study that the registry describes without them."""
    own = took_part(study, None, None)
    ill = _ill(of_record(work))
    if study.subjects and Subject.HUMAN not in study.subjects:
        return ()
    if not own.described or _ill(own) or PATIENTS in own.groups:
        return ()
    return tuple(group(id_).name for id_ in sorted(ill))


def _ill(found: People) -> set[str]:
    """The conditions that people have."""
    return {id_ for id_ in found.groups if group(id_).kind == "condition" and id_ != PATIENTS}


def _described(text: LocalText | None) -> People:
    """What a description tells, in the first of its languages that tells anything.

    One that is given without a language is English by the registry's word; editors write it in their own.
    """
    if text is None:
        return NOBODY
    told = [people(words, code) for code, words in text.translations.items()]
    told += [people(text, code) for code in READ if code not in text.translations]
    return next((found for found in told if found.described), NOBODY)


def set_apart(took: People, study: Study | None = None) -> dict[str, LocalText]:
    """What sets participants apart besides age and sex, by group, what says most of them first."""
    order = ("state", "condition", "trait", "complaint")
    noted = " | ".join(map(fold, as_noted(study)))
    known = sorted(
        map(group, sorted(took.groups)),
        key=lambda g: (
            order.index(g.kind),
            noted.find(fold(str(g.name)).removeprefix("people with ")),
        ),
    )
    told = [g for g in known if g.id != HEALTHY] or known
    return {g.id: called(g.id, study) for g in told}


def called(id_: str, study: Study | None) -> LocalText:
    """How a group is named: as its entry has it, where that is another name than the one that is shown.

    A group holds what is alike ("dry eyes", "glaucoma"); who had the one is not told as having the other.
    """
    names = load_data("people.toml")["called"].get(id_, {}).items()
    noted = " | ".join(fold(text) for text in as_noted(study))
    own = (said for name, said in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", noted))
    return next((LocalText(said) for said in own), group(id_).name)


def as_noted(study: Study | None, language: str = "en") -> tuple[str, ...]:
    """Who took part in a study in the registry's words: their health, or its description.

    Empty where they are not all given in the language; for English those of another one stand in.
    """
    if study is None:
        return ()
    health = study.participants.health if study.participants else ()
    said = (*health, *((study.population,) if study.population and not health else ()))
    given = [text.in_language(language) or (str(text) if language == "en" else "") for text in said]
    return tuple(given) if all(given) else ()
