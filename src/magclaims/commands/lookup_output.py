"""What `lookup` shows of a work, as text, JSON or a reference in one style."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from magclaims.cite.citation import ama, bibtex, csl_json
from magclaims.commands.capacity import (
    RETRACTED,
    SUPERSEDED,
    LookedUp,
    exit_of,
    replaced,
    withdrawn,
)
from magclaims.commands.streams import write_document
from magclaims.commands.terminal import note
from magclaims.judge.reasons import in_language, say
from magclaims.judge.words import words
from magclaims.match.identity import replacement, standing
from magclaims.model.finding import Term
from magclaims.model.registry import Study
from magclaims.model.service import label
from magclaims.model.work import Answer, Missing, Unreachable, Work
from magclaims.render.escape import json_document, log_line
from magclaims.render.language import DEFAULT, Phrases, phrases
from magclaims.render.said import source_name

LookupFormat = Literal["text", "json", "bibtex", "csl-json", "ama"]
SCHEMA = 1


def write(text: str, format_: LookupFormat) -> None:
    """Print it: text in the terminal's encoding, documents as UTF-8."""
    if format_ in {"text", "ama"}:
        sys.stdout.write(text)
    else:
        write_document(text)


def render(found: LookedUp, format_: LookupFormat, t: Phrases) -> str:
    """What is shown of one work; as text in a language."""
    if format_ == "json":
        return json_document(_json(found))
    if isinstance(found.answer, Work):
        if format_ == "bibtex":
            return bibtex(found.answer) + "\n"
        if format_ == "csl-json":
            return json_document([csl_json(found.answer)])
        if format_ == "ama":
            return log_line(ama(found.answer)) + "\n"
    elif format_ != "text":
        note(why_not(found, t))
        return ""
    return _text(found, t)


def status(answer: Answer) -> str:
    """found, retracted, replaced, not_found or unreachable."""
    match answer:
        case Work():
            return ("replaced" if replaced(answer) else "retracted") if exit_of(answer) else "found"
        case Missing():
            return "not_found"
        case Unreachable():
            return "unreachable"


def _json(found: LookedUp) -> Mapping[str, Any]:
    answer = found.answer
    capacity_ = found.capacity
    return {
        "schema": SCHEMA,
        "query": str(found.identifier),
        "status": status(answer),
        "replaced_by": replacement(standing(answer.notices)) if isinstance(answer, Work) else None,
        "work": answer.model_dump(mode="json") if isinstance(answer, Work) else None,
        "reason": None if isinstance(answer, Work) else why_not(found, phrases(DEFAULT)),
        "incomplete": found.incomplete,
        "addresses": dict(found.addresses),
        "in_bibliography": found.key,
        "claims": list(found.claims),
        "study": found.study.model_dump(mode="json") if found.study else None,
        "study_source": None
        if found.study is None
        else ("record" if found.inferred else "registry"),
        "carries": {
            "level": capacity_.level.value if capacity_.level else None,
            "at_most": capacity_.ceiling,
            "substance": list(capacity_.substance),
            "condition": _condition(found, phrases(DEFAULT)),
            "reasons": [r.model_dump() for r in capacity_.reasons],
        }
        if capacity_
        else None,
        "evidence": entry(found) if _citable(answer) else None,
    }


def _citable(answer: Answer) -> bool:
    return isinstance(answer, Work) and not withdrawn(answer)


def _bare(kind: Literal["substance", "outcome"], name: str, t: Phrases) -> str:
    """What a substance or an outcome is called, without its article."""
    return words(t.code).bare(say(Term(kind, name), t.code))


def _named(substances: Sequence[str], t: Phrases) -> str:
    return " + ".join(_bare("substance", name, t) for name in substances)


def _condition(found: LookedUp, t: Phrases) -> str:
    """On which condition it can support a sentence, or why it cannot."""
    study, language = found.study or Study(), t.code
    species = t.listed(say(Term("studied", name), language) for name in study.species)
    ingredients = _named(study.ingredients, t)
    return t.of(
        "condition",
        found.capacity.condition if found.capacity else "unknown",
        species=species or t.of("condition", "the_animals"),
        ingredients=ingredients or t.of("condition", "all_ingredients"),
    )


def why_not(found: LookedUp, t: Phrases) -> str:
    """Why there is no record, in a sentence; empty where there is one."""
    match found.answer:
        case Missing(asked=asked):
            near = (t.of("look", "near", value=value, key=key) for key, value in found.near)
            services = t.listed(map(label, asked))
            said = t.of("look", "missing", what=found.identifier, services=services)
            return f"{t('semicolon')} ".join((said, *near))
        case Unreachable(reason=reason):
            why = t.told(reason) or reason
            return t.of("look", "unreachable", what=found.identifier, why=why)
        case Work():
            return ""


def _text(found: LookedUp, t: Phrases) -> str:
    work = found.answer if isinstance(found.answer, Work) else None
    lines = [why_not(found, t)] if work is None else _work_lines(work, t)
    lines.append("")
    if found.key:
        claims = ", ".join(found.claims) or t.of("editor", "no_claim")
        lines.append(t.of("look", "known", key=found.key, claims=claims))
    else:
        lines.append(t.of("look", "unknown"))
    lines += _study_lines(found, t)
    pasted = ""
    if _citable(found.answer):
        lines += ["", t.of("look", "paste"), ""]
        pasted = entry(found)
    return "\n".join(log_line(line) for line in lines) + "\n" + pasted


def _work_lines(work: Work, t: Phrases) -> list[str]:
    people = [str(person) for person in work.authors]
    more = [t.of("look", "more", number=len(people) - 6)] if len(people) > 6 else []
    where = (
        work.journal,
        str(work.year or ""),
        f"{work.volume}({work.issue})" if work.issue else work.volume,
        work.pages or work.article_number,
    )
    lines = [
        work.title or t.of("ask", "untitled"),
        "; ".join(people[:6] + more) or t.of("look", "no_authors"),
        ", ".join(filter(None, where)),
    ]
    ids = [f"doi:{work.doi}" if work.doi else "", f"PMID {work.pmid}" if work.pmid else ""]
    lines.append("  ".join(part for part in (*ids, work.pmcid or "", work.type) if part))
    notices = standing(work.notices)
    if not notices:
        day = t.day(work.retrieved) if work.retrieved else t.of("look", "no_day")
        services = t.listed(map(label, work.sources))
        lines.append(t.of("look", "no_notice", day=day, services=services))
    for notice in notices:
        doi = f", doi:{notice.doi}" if notice.doi else ""
        day = (t.day(notice.date) if notice.date else t.of("look", "undated")) + doi
        name = t.word("notice", notice.type).upper()
        source = source_name(notice.source, t.code) or notice.source
        lines.append(t.of("look", "notice", notice=name, day=day, source=source))
    return lines


def _study_lines(found: LookedUp, t: Phrases) -> list[str]:
    study, carried, language = found.study, found.capacity, t.code
    if carried is RETRACTED or carried is SUPERSEDED:
        why = _condition(found, t)
        return [t.of("look", "nothing", why=why), *_instead(found.answer, t)]
    if study is None:
        return [t.of("look", "not_assessed")]
    against = t.listed(say(name, language) for name in study.comparator)
    facts = [
        t.word("design", study.design) if study.design else "",
        ", ".join(t.word("subject", s) for s in study.subjects),
        ", ".join(say(Term("studied", name), language) for name in study.species),
        _named(study.ingredients, t),
        f"n={study.sample_size}" if study.sample_size else "",
        say(study.dose, language) if study.dose else "",
        say(study.duration, language) if study.duration else "",
        t.of("look", "against", what=against) if against else "",
        *(
            f"{_bare('outcome', one.name, t)}{t('colon')} {t.word('direction', one.direction)}"
            for one in study.outcomes
        ),
    ]
    semicolon = f"{t('semicolon')} "
    source = "study_record" if found.inferred else "study_registry"
    lines = [t.of("look", source, facts=semicolon.join(filter(None, facts)))]
    if carried:
        most, why = t.word("strength", carried.ceiling), _condition(found, t)
        lines.append(t.of("look", "carries", most=most, why=why))
        lines += [f"  {in_language(reason, language).text}" for reason in carried.reasons]
    return lines


def _instead(answer: Answer, t: Phrases) -> list[str]:
    """Which version to look up where a new one took a work's place."""
    if not isinstance(answer, Work) or not replaced(answer):
        return []
    new = replacement(standing(answer.notices))
    if new is None:
        return [t.of("look", "instead_untold")]
    same = new in {answer.doi, *answer.aliases}
    return [t.of("look", "instead_same") if same else t.of("look", "instead", doi=new)]


def entry(found: LookedUp) -> str:
    """An evidence entry for claims.yaml, to paste and complete."""
    key = found.key or "KEY"
    level = found.capacity.level.value if found.capacity and found.capacity.level else "LEVEL"
    return (
        f"      - reference: {key}\n"
        f"        level: {level}\n"
        "        relation: supports  # or partial (with missing), contradicts, mentions\n"
        '        says: ""  # the source\'s own figure or few words\n'
    )


def results(works: Sequence[Work], format_: LookupFormat, t: Phrases) -> str:
    """What is shown of the works that a search found."""
    if format_ == "json":
        rows = [work.model_dump(mode="json") for work in works]
        return json_document({"schema": SCHEMA, "results": rows})
    if format_ == "csl-json":
        return json_document([csl_json(w) for w in works])
    if format_ == "bibtex":
        return "\n".join(bibtex(work) + "\n" for work in works)
    if not works:
        return f"{t.of('look', 'found_nothing')}\n"
    lines = [log_line(ama(work)) for work in works]
    if format_ == "ama":
        return "\n".join(lines) + "\n"
    return "\n".join(f"{i}. {line}" for i, line in enumerate(lines, 1)) + "\n"
