"""DOI: where fields of an entry and of its record differ."""

from collections.abc import Iterator, Sequence

from magclaims.judge.case import Case
from magclaims.judge.rule import Hit, Rule, rule, rules_of
from magclaims.judge.rules.doi_named import FIELD_NAMES, reference_named, source_of, with_record
from magclaims.match import FieldMatch, FieldName
from magclaims.model.finding import Severity
from magclaims.model.registry import Reference

_FIELDS: dict[FieldName, str] = {
    "first_author": "author",
    "authors": "author",
    "issue": "number",
    "journal": "journal",
}
_DECISIVE: tuple[FieldName, ...] = ("title", "first_author", "year", "journal")


def _differences(case: Case, rule: Rule) -> Iterator[Hit]:
    """What differs of a title, first author, year or journal, or else the details."""
    decisive = rule.name == "fields-differ"
    for key, reference, identity, work in with_record(case):
        if identity.match is None or identity.match.verdict != "same_work_with_differences":
            continue
        names = identity.match.differences
        for name in names:
            if name == "authors" and "first_author" in names:
                continue  # the same slip, said once
            if _is_decisive(name, names) is decisive:
                field = identity.match.fields[name]
                yield Hit(
                    case.at_reference(key, _field(reference, name)),
                    f"{reference_named(key, identity)}: {FIELD_NAMES[name]} {_differs(field)} in the record at "
                    f"{source_of(work)}",
                    f"write {field.record!r}",
                )


rules_of("difference", _differences)


def _is_decisive(name: FieldName, names: Sequence[FieldName]) -> bool:
    """Whether a difference is an error; a journal's name has too many forms to be one alone."""
    return name in _DECISIVE and tuple(names) != ("journal",)


def _field(reference: Reference, name: FieldName) -> str:
    if name == "journal":
        return next(
            (f for f in ("journal", "journaltitle", "booktitle") if f in reference.raw), name
        )
    if name == "year" and "year" not in reference.raw:
        return "date"
    return _FIELDS.get(name, name)


def _differs(field: FieldMatch) -> str:
    how = f" ({field.how})" if field.how else ""
    return f'is "{field.printed}" here and "{field.record}"{how}'


@rule("DOI008", Severity.NOTE, scope="references")
def translated_title(case: Case) -> Iterator[Hit]:
    """The title is a translation of the work's own.

    What: Author, year, journal and pages agree with the record, the title is in another language.
        Where too many of its words are unknown to tell whether it says the same, it is a warning.
    Why: Readers who search for the printed title do not find the work.
    Instead: Print the true title, and the translation after it if you like.
    """
    for key, _, identity, work in with_record(case):
        if identity.match and identity.match.verdict == "translated_title":
            yield Hit(
                case.at_reference(key, "title"),
                f'`{key}`: the title is a translation; the work is called "{work.title}"',
                f'write "{work.title}"',
            )
        elif identity.match and identity.match.verdict == "uncertain_translation":
            field = identity.match.fields["title"]
            yield Hit(
                case.at_reference(key, "title"),
                f'`{key}`: the entry calls it "{field.printed}", the record "{work.title}": two '
                f"languages, and whether they say the same cannot be told ({field.how})",
                f'write "{work.title}"',
                Severity.WARNING,
            )
