"""A registry and a bibliography in; places and codes out. The rules that ask no service."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from magclaims.judge.case import Case
from magclaims.judge.engine import judge, wanted
from magclaims.judge.policy import load
from magclaims.judge.rule import RULES
from magclaims.model.finding import Finding
from magclaims.model.registry import Person
from magclaims.model.work import Gathered, Missing, Notice, Update, Work
from magclaims.read.bibtex import read_bibliography
from magclaims.read.claims import read
from project import CLAIMS, GOOD, REFERENCES, write_project

QUIET = ("DOI009",)


def case_of(
    folder: Path, claims: str = GOOD, references: str = REFERENCES, gathered: Gathered | None = None
) -> Case:
    write_project(folder, claims, references)
    registry = read([folder / "data" / "claims.yaml"])
    return Case(
        dossier=registry.dossier,
        source_map=registry.source_map,
        faults=registry.faults,
        drafts=registry.drafts,
        bibliographies=(read_bibliography(folder / "data" / "references.bib"),),
        gathered=gathered or Gathered(),
        policy=load(),
        today=date(2026, 11, 21),
    )


def found(case: Case) -> list[Finding]:
    return [f for f in judge(case) if f.code not in QUIET]


def places(findings: list[Finding]) -> list[tuple[int, int, str]]:
    return [(f.line, f.column, f.code) for f in findings]


def test_a_clean_registry_has_no_findings(tmp_path: Path) -> None:
    assert found(case_of(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected", "says"),
    [
        (
            "{reference: slutsky2010,",
            "{reference: slutski2010,",
            "TRC001",
            "no entry `slutski2010`",
        ),
        ("[slutsky2010, factsheet]", "[slutsky2010, factsheet, gone]", "TRC001", "no entry `gone`"),
        ("        reported: true", "        cites: gone", "TRC001", "no entry `gone`"),
        ("studies:\n", "studies:\n  gone: {note: x}\n", "TRC001", "no entry `gone`"),
        ("- article: memory", "- article: memry", "TRC002", "no article `memry`"),
        ("[slutsky2010, factsheet]", "[slutsky2010]", "TRC003", "used by no claim"),
        (
            "    kind: study_result",
            "    kind: study_result\n    basis: nmda_block",
            "TRC005",
            "kind",
        ),
        (
            "    kind: study_result",
            "    kind: definition\n    basis: nmda",
            "TRC005",
            "no textbook",
        ),
        ("{name: memory, direction", "{name: wisdom, direction", "TRC006", "`wisdom` is not in"),
        ("outcome: memory}", "outcome: wit}", "TRC006", "`wit` is not in"),
        ("level: animal", "level: human", "EVI009", "subjects are animal"),
        ("level: animal", "level: in_vitro", "EVI009", "subjects are animal"),
        ("level: animal", "level: narrative_review", "EVI009", "subjects are animal"),
        ("level: animal", "level: background", "EVI010", "is background"),
        ("        subjects: animal\n", "        subjects: human\n", "EVI001", "speaks of research"),
        (
            "    evidence:\n      - {ref",
            "    evidence_: 1\n    #\n      # - {ref",
            "SCH001",
            "unknown",
        ),
    ],
)
def test_what_is_wrong_in_a_registry(
    tmp_path: Path, old: str, new: str, expected: str, says: str
) -> None:
    claims = GOOD.replace(old, new)
    assert claims != GOOD
    findings = [f for f in found(case_of(tmp_path, claims)) if f.code == expected]
    assert findings
    assert says in findings[0].message
    line = claims.splitlines()[findings[0].line - 1]
    assert findings[0].path.endswith(("claims.yaml", "references.bib"))
    assert len(line) >= findings[0].column - 1


def test_a_mark_outside_the_list_points_at_the_mark(tmp_path: Path) -> None:
    claims = GOOD.replace("[slutsky2010, factsheet]", "[slutsky2010]").replace(
        "        reported: true\n", "        reported: true\n        cites: [factsheet]\n"
    )
    mark = [f for f in found(case_of(tmp_path, claims)) if f.code == "TRC004"]
    assert places(mark) == [(29, 17, "TRC004")]


ENTRY = "@misc{synthetic,\n  title = {A synthetic entry},\n  keywords = {candidate}%s\n}\n"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (ENTRY % "", []),
        (ENTRY.replace("  keywords = {candidate}%s\n", ""), [(19, 1, "TRC003")]),
        (ENTRY % ",\n  doi = {10.1016/a b}", [(22, 9, "REF004")]),
        (ENTRY % ",\n  doi = {https://doi.org/10.5555/a}", [(22, 9, "REF004")]),
        (ENTRY % ",\n  pmid = {twelve}", [(22, 10, "REF004")]),
        (ENTRY % ",\n  pmcid = {PMX}", [(22, 11, "REF004")]),
        (ENTRY % ",\n  doi = {10.1016/j.neuron.2009.12.026}", [(19, 1, "REF005")]),
        (ENTRY % ",\n  url = {https://example.org/x}", [(22, 9, "REF006")]),
        (ENTRY % "\n  year = 2020", [(21, 14, "REF003")]),
        (ENTRY % ",\n  note = nowhere", [(22, 10, "REF003")]),
        (ENTRY % ",\n  title = {Twice}", [(22, 3, "REF002")]),
        ((ENTRY % "") * 2, [(23, 7, "REF002")]),
        ("@misc{open, title = {x}\n", [(19, 1, "REF001")]),
    ],
)
def test_what_is_wrong_in_a_bibliography(
    tmp_path: Path, entry: str, expected: list[tuple[int, int, str]]
) -> None:
    case = case_of(tmp_path, references=REFERENCES + "\n" + entry)
    assert [code for _, _, code in places(found(case))] == [code for _, _, code in expected]
    assert places(found(case)) == expected


def test_a_key_in_two_bibliographies(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    other = tmp_path / "other.bib"
    other.write_text(ENTRY % "" + REFERENCES.split("\n\n")[1])
    both = (*case.bibliographies, read_bibliography(other))
    codes = {f.code for f in judge(Case(**{**case.__dict__, "bibliographies": both}))}
    assert "REF002" in codes


def test_an_entry_that_cannot_be_read_is_not_said_to_be_absent(tmp_path: Path) -> None:
    broken = REFERENCES.replace("journal = {Neuron},", "journal = {Neuron,", 1)
    messages = [f.message for f in found(case_of(tmp_path, references=broken))]
    assert any("its entry cannot be read" in message for message in messages)


def test_an_own_page_is_no_evidence(tmp_path: Path) -> None:
    claims = CLAIMS.replace("    file: memory.txt", "    source: https://example.org/blog").replace(
        "kind: quantity", "kind: mechanism"
    )
    messages = [f.message for f in found(case_of(tmp_path, claims)) if f.code == "EVI010"]
    (message,) = messages
    assert message.startswith("`factsheet` is a page of the article's own site")


@pytest.mark.parametrize(
    ("ingredients", "level", "code"),
    [
        ("[magnesium L-threonate, phosphatidylserine]", "combined_formula", "EVI008"),
        ("[magnesium L-threonate, phosphatidylserine]", "human", "EVI009"),
        ("[magnesium citrate]", "human", "EVI002"),
    ],
)
def test_a_trial_of_something_else(tmp_path: Path, ingredients: str, level: str, code: str) -> None:
    claims = CLAIMS.replace("ingredients: magnesium L-threonate", f"ingredients: {ingredients}")
    claims = claims.replace("subjects: animal\n    species: rats", "subjects: human")
    claims = claims.replace("laboratory_experiment", "randomized_controlled_trial")
    claims = claims.replace("level: animal", f"level: {level}")
    findings = found(case_of(tmp_path, claims))
    assert code in {f.code for f in findings if f.claim == "people"}


# --- what the services say -------------------------------------------------------------------------

WORK = Work(
    doi="10.1016/j.neuron.2009.12.026",
    title="Enhancement of Learning and Memory by Elevating Brain Magnesium",
    authors=(Person(family="Slutsky", given="Inna"), Person(family="Abumaria", given="Nashat")),
    journal="Neuron",
    year=2010,
    volume="65",
    issue="2",
    pages="165-177",
    retrieved="2026-11-21T00:00:00Z",
)


def with_work(folder: Path, claims: str = GOOD, **changes: Any) -> list[Finding]:
    work = WORK.model_copy(update=changes)
    return found(case_of(folder, claims, gathered=Gathered({"slutsky2010": work}, asked=True)))


def notice(kind: str, source: str = "crossref:publisher", when: str = "2020-01-01") -> Notice:
    return Notice.model_validate({"type": kind, "source": source, "date": when})


@pytest.mark.parametrize(
    ("notices", "codes"),
    [
        ([], []),
        (["retraction"], ["DOI005", "EVI001"]),
        (["withdrawal"], ["DOI005", "EVI001"]),
        (["removal"], ["DOI005", "EVI001"]),
        (["partial_retraction"], ["DOI006"]),
        (["expression_of_concern"], ["DOI006"]),
        (["correction"], ["DOI007"]),
        (["corrigendum", "expression_of_concern"], ["DOI006", "DOI007"]),
    ],
)
def test_notices(tmp_path: Path, notices: list[str], codes: list[str]) -> None:
    findings = with_work(tmp_path, notices=tuple(notice(kind) for kind in notices))
    assert sorted(f.code for f in findings) == codes


def test_a_retraction_names_the_claims_and_lines_that_rest_on_it(tmp_path: Path) -> None:
    findings = with_work(tmp_path, notices=(notice("retraction"),))
    (retracted,) = [f for f in findings if f.code == "DOI005"]
    assert "rats (memory, " in retracted.message
    assert "claims.yaml:24" in retracted.message


def test_a_reinstatement_undoes_an_earlier_retraction(tmp_path: Path) -> None:
    back = (notice("retraction"), notice("reinstatement", "retraction-watch", "2021-01-01"))
    # The two sources disagree, which is a note; the claim stands.
    assert [f.code for f in with_work(tmp_path, notices=back)] == ["DOI014"]
    again = (notice("reinstatement", when="2019-01-01"), notice("retraction"))
    assert "DOI005" in {f.code for f in with_work(tmp_path, notices=again)}


@pytest.mark.parametrize(
    ("sources", "disagree"),
    [
        (["crossref:publisher"], "Europe PMC has no such notice"),
        (["europepmc"], "Crossref has no such notice"),
        (["crossref:retraction-watch", "europepmc"], None),
    ],
)
def test_sources_that_disagree(tmp_path: Path, sources: list[str], disagree: str | None) -> None:
    notices = tuple(notice("retraction", source) for source in sources)
    findings = with_work(tmp_path, notices=notices, sources=("crossref", "europepmc"))
    said = [f.message for f in findings if f.code == "DOI014"]
    assert [disagree in message for message in said if disagree] == ([True] if disagree else [])
    assert bool(said) == bool(disagree)


def test_a_journal_that_alone_differs_is_a_warning(tmp_path: Path) -> None:
    alone = with_work(tmp_path, journal="Brain")
    assert [(f.code, f.severity) for f in alone] == [("DOI004", "warning")]
    more = with_work(tmp_path, journal="Brain", volume="66")
    assert [f.code for f in more if "journal" in f.message] == ["DOI003"]


def test_an_alias_and_a_published_preprint(tmp_path: Path) -> None:
    prime: dict[str, Any] = {"doi": "10.5555/prime", "aliases": ("10.1016/j.neuron.2009.12.026",)}
    assert [f.code for f in with_work(tmp_path, **prime)] == ["DOI011"]
    assert [f.code for f in with_work(tmp_path, preprint_of=("10.5555/published",))] == ["DOI012"]


def test_identifiers_that_lead_to_different_works(tmp_path: Path) -> None:
    other = WORK.model_copy(
        update={"doi": "10.5555/other", "pmid": "1", "title": "Something else entirely"}
    )
    gathered = Gathered({"slutsky2010": WORK}, others={"slutsky2010": (other,)}, asked=True)
    findings = found(case_of(tmp_path, gathered=gathered))
    assert [f.code for f in findings] == ["DOI010"]


def test_a_second_identifier_that_nobody_knows(tmp_path: Path) -> None:
    missing = Missing(identifier="pmid:99999999", asked=("europepmc",))
    gathered = Gathered({"slutsky2010": WORK}, absent={"slutsky2010": (missing,)}, asked=True)
    (finding,) = found(case_of(tmp_path, gathered=gathered))
    assert (finding.code, "pmid:99999999 is not known" in finding.message) == ("DOI001", True)


def test_a_search_result_is_offered_only_where_the_fields_agree(tmp_path: Path) -> None:
    bare = REFERENCES.replace("  doi = {10.1016/j.neuron.2009.12.026}\n", "").replace(
        "{165--177},", "{165--177}"
    )
    near = WORK.model_copy(
        update={"title": "Elevating something else", "doi": "10.5555/near", "pages": "3-9"}
    )
    for works, expected in (((WORK, near), ["DOI013"]), ((near,), ["DOI013", "EVI014"])):
        gathered = Gathered(candidates={"slutsky2010": works}, asked=True)
        findings = found(case_of(tmp_path, references=bare, gathered=gathered))
        assert sorted(f.code for f in findings) == expected
        told = "surely" if works == (near,) else "seems to be 10.1016"
        assert [told in f.message for f in findings if f.code == "DOI013"] == [True]


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("year = 2010", "year = 2012", "DOI003", 'year is "2012" here and "2010"'),
        ("Slutsky, Inna", "Sokolova, Inna", "DOI003", "first author"),
        ("Elevating Brain Magnesium", "Lowering Brain Calcium", "DOI003", "title"),
        ("journal = {Neuron}", "journal = {Brain}", "DOI004", "journal"),
        ("volume = 65", "volume = 56", "DOI004", "volume"),
        ("{165--177}", "{165--187}", "DOI004", "pages"),
    ],
)
def test_without_its_doi_a_reference_is_judged_by_the_one_record_that_it_surely_is(
    tmp_path: Path, old: str, new: str, code: str, says: str
) -> None:
    bare = REFERENCES.replace("  doi = {10.1016/j.neuron.2009.12.026}\n", "").replace(old, new)
    assert bare != REFERENCES
    gathered = Gathered(candidates={"slutsky2010": (WORK,)}, asked=True)
    case = case_of(tmp_path, references=bare, gathered=gathered)
    findings = found(case)
    assert sorted(f.code for f in findings) == sorted([code, "DOI013"])
    (differs,) = [f for f in findings if f.code == code]
    assert says in differs.message
    assert "if it is doi:10.1016/j.neuron.2009.12.026" in differs.message
    assert case.identities["slutsky2010"].status == "mismatch"


def test_without_its_doi_a_retraction_is_found_too(tmp_path: Path) -> None:
    bare = REFERENCES.replace("  doi = {10.1016/j.neuron.2009.12.026}\n", "")
    gone = WORK.model_copy(update={"notices": (notice("retraction"),)})
    gathered = Gathered(candidates={"slutsky2010": (gone,)}, asked=True)
    findings = found(case_of(tmp_path, references=bare, gathered=gathered))
    assert {"DOI005", "DOI013", "EVI001"} == {f.code for f in findings}
    assert "if it is doi:" in next(f.message for f in findings if f.code == "DOI005")


def test_without_its_doi_a_reference_that_is_right_is_clean(tmp_path: Path) -> None:
    bare = REFERENCES.replace("  doi = {10.1016/j.neuron.2009.12.026}\n", "")
    preprint = WORK.model_copy(
        update={"doi": "10.5555/preprint", "type": "posted-content", "journal": "", "pages": ""}
    )
    gathered = Gathered(candidates={"slutsky2010": (preprint, WORK)}, asked=True)
    case = case_of(tmp_path, references=bare, gathered=gathered)
    assert [f.code for f in found(case)] == ["DOI013"]
    assert case.identities["slutsky2010"].status == "verified"
    assert "search" in case.identities["slutsky2010"].reason


def test_the_retraction_notice_in_the_place_of_the_work_retracts_it(tmp_path: Path) -> None:
    findings = with_work(
        tmp_path, notice_of=(Update(type="retraction", doi="10.5555/original"),), year=2012
    )
    assert {f.code for f in findings} == {"DOI002", "DOI005", "EVI001"}
    assert "doi:10.1016/j.neuron.2009.12.026" in next(
        f.message for f in findings if f.code == "DOI005"
    )


@pytest.mark.parametrize(
    ("quote", "found_"),
    [
        ("meer dan 600 enzymatische reacties", False),
        ("meer dan 800 enzymatische reacties", True),
        ("wel 30 dagen lang", False),
        ("veel reacties", False),
    ],
)
def test_the_number_in_the_article_and_in_the_registry(
    tmp_path: Path, quote: str, *, found_: bool
) -> None:
    claims = CLAIMS.replace("meer dan 600 enzymatische reacties", quote)
    messages = [f.message for f in found(case_of(tmp_path, claims)) if f.code == "NUM005"]
    assert bool(messages) is found_
    if messages:
        assert "800" in messages[0]
        assert "600" in messages[0]
        assert "more than 300 enzyme systems" in messages[0]


@pytest.mark.parametrize(
    ("select", "ignore", "runs"),
    [
        ((), (), True),
        (("EVI",), (), True),
        (("EVI007",), (), True),
        (("TXT", "EVI"), (), True),
        (("TXT",), (), False),
        (("EVI008",), (), False),
        ((), ("EVI",), False),
        ((), ("EVI007",), False),
        ((), ("EVI008", "TXT"), True),
        (("EVI007",), ("EVI",), True),
        (("EVI",), ("EVI007",), False),
        (("EVI",), ("EVI",), True),
        (("E",), ("EVI",), False),
    ],
)
def test_the_longest_prefix_decides_and_select_wins_a_tie(
    select: tuple[str, ...], ignore: tuple[str, ...], runs: bool
) -> None:
    assert wanted(RULES["EVI007"], select, ignore) is runs
