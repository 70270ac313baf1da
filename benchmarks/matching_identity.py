"""Which work is meant, for `matching.py`: DOIs in every form, DOIs taken out, DOIs of notices and preprints.

Each kind plants one thing on a real record and says whether the program tells it for what it is.
"""

import copy
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from magclaims.gather.sources.records import work_from_crossref
from magclaims.knowledge.notices import notice_kind
from magclaims.match.identity import Identity, identify
from magclaims.model.identifiers import Identifier, parse_identifier
from magclaims.model.registry import Reference
from magclaims.model.work import Gathered, Work
from magclaims.read.article import links
from magclaims.read.bibtex import parse_bibliography

Record = dict[str, Any]
NOTICE_DOI = "10.5555/synthetic.notice"
WRAPPED = (
    "{}", "doi:{}", "DOI: {}", "https://doi.org/{}", "http://dx.doi.org/{}", "info:doi/{}", "urn:doi:{}",
    "https:/doi.org/{}", "http:/dx.doi.org/{}", "https//doi.org/{}", "https://doi.org//{}", "doi.org/{}",
    "https://doi.org/doi:{}", "doi:https://doi.org/{}", "doi:doi:{}", "doi={}", "DOI {}", "doi:{}.", "[doi:{}]",
    "{} [doi]", "https://www.doi.org/{}", "doi://{}", "DOI-nummer: {}", r"\doi{{{}}}", r"\url{{https://doi.org/{}}}",
)  # fmt: skip
NOTICES = (
    ("retraction", "Retraction: {}"), ("retraction", "Retraction Note to: {}"), ("retraction", "Retracted: {}"),
    ("retraction", "{}"), ("retraction", "Retraction"), ("correction", "Correction to: {}"),
    ("correction", "Author Correction: {}"), ("erratum", "Erratum to “{}” [J. Synth. 12 (2018) 1-9]"),
    ("erratum", "Erratum"), ("corrigendum", "Corrigendum to: {}"), ("corrigendum", "{}"),
    ("expression_of_concern", "Expression of Concern: {}"),
)  # fmt: skip
RETRACTED = (
    "RETRACTED: {}", "Retracted: {}", "RETRACTED ARTICLE: {}", "Retracted Article: {}", "[Retracted] {}", "{} [Retracted]",
    "{} (Retracted)", "{} – RETRACTED", "{} (Retracted article. See vol. 9, pg. 7, 2020)", "WITHDRAWN: {}",
    "Artículo retractado: {}", "Zurückgezogen: {}", "Article rétracté : {}", "Ingetrokken: {}", "[撤稿] {}",
)  # fmt: skip
SERVERS = (
    "bioRxiv", "medRxiv", "medRxiv preprint", "Research Square", "Preprint at Research Square", "Preprints.org",
    "Cold Spring Harbor Laboratory", "SSRN", "bioRxiv (preprint)", "",
)  # fmt: skip


def read_raw(text: str) -> Reference | None:
    """The entry `key` of a BibTeX text; None where the record can't be written as BibTeX."""
    bibliography = parse_bibliography(text)
    return None if bibliography.faults else bibliography.references.get("key")


def judged(reference: Reference, record: Record | None, others: Sequence[Work] = ()) -> Identity:
    """The state of a reference whose DOI leads to a record; with `others`, of one that is searched."""
    if record is None:
        return identify(reference, Gathered(candidates={"key": tuple(others)}, asked=True))
    work = work_from_crossref(record, retrieved="")
    return identify(reference, Gathered(answers={"key": work}, asked=True))


# --- DOIs in every form ------------------------------------------------------------------------------


def doi_forms(record: Record, _reference: Reference, rng: random.Random) -> bool | None:
    """In a field, in `lookup`, and in a printed list."""
    doi = str(record["DOI"]).lower()
    if any(mark in doi for mark in "<>();#"):  # what these end with needs its own care
        return None
    form = rng.choice(WRAPPED).format(record["DOI"])
    entry = read_raw(f"@misc{{key, title = {{x}}, doi = {{{form}}}}}")
    printed = [
        found.identifier for found in links.find(f"1. Vermeer A. Sleep. J Sleep. 2019. {form}")
    ]
    return (
        entry is not None
        and entry.doi == doi
        and parse_identifier(form) == Identifier("doi", doi)
        and printed[-1:] == [Identifier("doi", doi)]
    )


# --- what the DOI leads to ---------------------------------------------------------------------------


def notice_doi(record: Record, reference: Reference, rng: random.Random) -> bool | None:
    """The DOI of a retraction or correction, on an entry that prints the work."""
    if not reference.title or record.get("update-to") or notice_kind(reference.title):
        return None
    kind, title = rng.choice(NOTICES)
    made = copy.deepcopy(record)
    made["DOI"] = NOTICE_DOI
    made["title"] = [title.format(reference.title)]
    made["subtitle"] = []
    made["update-to"] = [{"DOI": record["DOI"], "type": kind, "updated": {"date-parts": [[2021]]}}]
    made["issued"] = {"date-parts": [[(reference.year or 2019) + 2]]}
    made["page"] = "999-999"
    found = judged(reference, made)
    said = found.match is not None and found.match.verdict == "notice"
    return said and (found.status == "retracted") == (kind == "retraction")


def preprint_doi(record: Record, reference: Reference, _rng: random.Random) -> bool | None:
    """The DOI of a preprint, without any relation, on the published article."""
    if record["type"] != "journal-article" or not reference.journal or not reference.title:
        return None
    found = judged(reference, preprint_of(record))
    return found.match is not None and found.match.verdict == "version"


def preprint_of(record: Record) -> Record:
    """The record of a made-up preprint of a work."""
    kept = ("title", "subtitle", "author", "language")
    made = {name: copy.deepcopy(record[name]) for name in kept if name in record}
    year = ((record.get("issued") or {}).get("date-parts") or [[2019]])[0][0] or 2019
    return {
        **made,
        "DOI": "10.5555/synthetic.preprint",
        "type": "posted-content",
        "publisher": "Cold Spring Harbor Laboratory",
        "posted": {"date-parts": [[year - 1]]},
        "issued": {"date-parts": [[year - 1]]},
    }


def printed_preprint(record: Record, reference: Reference, rng: random.Random) -> bool | None:
    """The same DOI on an entry that prints the preprint: clean."""
    made = preprint_of(record)
    entry = reference.model_copy(
        update={
            "journal": rng.choice(SERVERS), "volume": "", "issue": "", "pages": "",
            "year": made["issued"]["date-parts"][0][0], "entry_type": "misc",
        }
    )  # fmt: skip
    return judged(entry, made).status == "verified" if entry.title else None


def said_by_title(record: Record, reference: Reference, rng: random.Random) -> bool | None:
    """A retraction that only the title of the record knows of."""
    if not reference.title or record.get("update-to"):
        return None
    made = copy.deepcopy(record)
    made["title"] = [rng.choice(RETRACTED).format(record["title"][0])]
    made.pop("updated-by", None)
    return judged(reference, made).status == "retracted"


def own_notice(record: Record, reference: Reference, rng: random.Random) -> bool | None:
    """A retraction whose notice has the work's own DOI."""
    made = copy.deepcopy(record)
    where = rng.choice(("updated-by", "update-to"))
    made["updated-by"] = made["update-to"] = []
    made[where] = [
        {"DOI": record["DOI"], "type": "retraction", "updated": {"date-parts": [[2020]]}}
    ]
    return judged(reference, made).status == "retracted"


def only_its_doi(record: Record, reference: Reference, _rng: random.Random) -> bool | None:
    """A record that holds nothing but the DOI: nothing is verified."""
    return judged(reference, {"DOI": record["DOI"], "type": record["type"]}).status == "unverified"


def date_of_issue(record: Record, reference: Reference, _rng: random.Random) -> bool | None:
    """The year of the journal's issue, which is none of the record's other years: clean."""
    if reference.year is None or not reference.title:
        return None
    made = copy.deepcopy(record)
    made["journal-issue"] = {"published-print": {"date-parts": [[reference.year + 1]]}}
    entry = reference.model_copy(update={"year": reference.year + 1})
    return judged(entry, made).status != "mismatch"


def no_title(record: Record, reference: Reference, _rng: random.Random) -> bool | None:
    """An entry without title whose author is not the record's: another work, nothing to mend."""
    if not reference.authors or not reference.authors[0].family:
        return None
    other = reference.authors[0].model_copy(update={"family": "Syntheticova", "given": "Q."})
    entry = reference.model_copy(update={"title": "", "authors": (other,)})
    found = judged(entry, record)
    if found.match is None or found.match.fields["first_author"].result == "absent":
        return None
    return found.match.verdict in {"other_work", "notice"} and not found.carries


Plant = Callable[[Record, Reference, random.Random], bool | None]
"""Whether what was planted was told for what it is; None where it does not fit the record."""
PLANTED: Mapping[str, Plant] = {
    "DOI of a notice": notice_doi,
    "DOI of a preprint": preprint_doi,
    "retraction by the title alone": said_by_title,
    "notice with the work's own DOI": own_notice,
    "record with its DOI alone": only_its_doi,
    "no title, another author": no_title,
}
CLEAN: Mapping[str, Plant] = {
    "DOI in any form": doi_forms,
    "preprint printed as one": printed_preprint,
    "date of the issue": date_of_issue,
}
