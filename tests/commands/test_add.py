"""`magclaims lookup --add`, against the stand-in."""

import json
from pathlib import Path

import pytest

from magclaims.read.bibtex import Bibliography, parse_bibliography, read_bibliography
from project import REFERENCES, Run, write_project
from standin import StandIn, reset

BIB = Path("data/references.bib")
SUN = "10.1016/j.neuropharm.2016.05.006"
HAUSENBLAS = "10.1016/j.sleepx.2024.100121"
RETRACTED = "10.5555/synthetic.retracted"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_project(tmp_path)


def test_a_clean_entry_is_appended(run: Run, online: StandIn) -> None:
    result = run("lookup", f"https://doi.org/{SUN.upper()}", "--add")
    assert result.code == 0
    assert "added to data/references.bib as sun2016" in result.err
    text = BIB.read_text()
    assert text.startswith(REFERENCES.rstrip("\n"))
    assert text.endswith(result.out)
    found = parse_bibliography(text)
    assert found.faults == ()
    added = found.references["sun2016"]
    assert (added.doi, added.pages, added.authors[0].family) == (SUN, "426-439", "Sun")
    check = run("check", "data/references.bib")
    assert (check.code, "sun2016" in check.out and "DOI00" in check.out) == (0, False)


def test_by_pmid_with_a_key_into_a_new_file(run: Run, online: StandIn) -> None:
    assert run("lookup", "PMID 39252819", "--add", "--key", "H:24", "--to", "new.bib").code == 0
    (entry,) = parse_bibliography(Path("new.bib").read_text()).references.values()
    assert (entry.key, entry.doi, entry.pmid) == ("H:24", HAUSENBLAS, "39252819")
    assert BIB.read_text() == REFERENCES


def test_the_style_of_keys_is_configured_and_keys_are_not_repeated(
    run: Run, online: StandIn
) -> None:
    Path("magclaims.toml").write_text('key_style = "{Author}_{year}"\n')
    BIB.write_text("@misc{sun_2016, title = {Something else}}\n")
    assert run("lookup", SUN, "--add").code == 0
    assert list(parse_bibliography(BIB.read_text()).references) == ["sun_2016", "Sun_2016a"]


@pytest.mark.parametrize(
    "identifier", ["10.1016/j.neuron.2009.12.026", "PMID: 20152124"], ids=["doi", "pmid"]
)
def test_a_duplicate_is_refused(run: Run, online: StandIn, identifier: str) -> None:
    result = run("lookup", identifier, "--add")
    assert (result.code, result.out) == (1, "")
    assert "as slutsky2010" in result.err
    assert BIB.read_text() == REFERENCES


def test_a_duplicate_in_the_file_that_is_named_is_refused(run: Run, online: StandIn) -> None:
    other = Path("other.bib")
    other.write_text(f"@misc{{there, doi = {{{SUN}}}}}\n")
    result = run("lookup", SUN, "--add", "--to", "other.bib")
    assert (result.code, "as 'there'" in result.err) == (1, True)
    assert run("lookup", SUN, "--add", "--key", "slutsky2010").code == 1
    assert BIB.read_text() == REFERENCES


def test_a_retracted_work_is_refused_unless_forced(run: Run, online: StandIn) -> None:
    result = run("lookup", RETRACTED, "--add")
    assert result.code == 1
    assert "RETRACTION (2021-05-04" in result.err
    assert BIB.read_text() == REFERENCES
    forced = run("lookup", RETRACTED, "--add", "--force")
    assert (forced.code, "RETRACTION" in forced.err) == (0, True)
    assert "invented2019" in BIB.read_text()


def test_a_replaced_work_is_refused_and_its_new_version_named(run: Run, online: StandIn) -> None:
    told = {
        "source": "MED",
        "id": "1",
        "doi": RETRACTED,
        "title": "A made-up trial of a made-up mineral",
        "commentCorrectionList": {
            "commentCorrection": [
                {
                    "type": "Retracted and republished in",
                    "reference": "J Synth Rec. 2021;5:1. doi: 10.5555/synthetic.new",
                }
            ]
        },
    }
    online.europepmc.append(told)
    result = run("lookup", RETRACTED, "--add")
    assert result.code == 1
    assert "add its new version instead, 10.5555/synthetic.new; --force" in result.err
    assert BIB.read_text() == REFERENCES

    shown = run("lookup", RETRACTED)
    assert shown.code == 1
    assert "RETRACTION AND REPLACEMENT: 4 May 2021, doi:10.5555/synthetic.notice" in shown.out
    assert "It can support nothing: it was retracted and replaced" in shown.out
    assert "Cite instead: doi:10.5555/synthetic.new" in shown.out
    assert "claims.yaml" not in shown.out
    document = json.loads(run("lookup", RETRACTED, "-f", "json").out)
    assert (document["status"], document["replaced_by"]) == ("replaced", "10.5555/synthetic.new")
    assert (document["evidence"], document["carries"]["at_most"]) == (None, "nothing")


def test_a_concern_is_said(run: Run, online: StandIn) -> None:
    result = run("lookup", "10.5555/synthetic.concern", "--add")
    assert (result.code, "EXPRESSION OF CONCERN" in result.err) == (0, True)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["brain magnesium", "--add"], "needs a DOI, PMID or PMCID"),
        (["https://example.org", "--add"], "holds no DOI, PMID or PMCID"),
        ([SUN, "--add", "--key", "a b"], "letters, digits"),
        ([SUN, "--add", "--to", "x.txt"], "no bibliography"),
        ([SUN, "--add", "--config", "two.toml"], "2 bibliographies are configured"),
        ([SUN, "--add", "--config", "folder.toml"], "is a folder"),
        ([SUN, "--add", "--config", "style.toml"], "key style"),
        ([SUN, "--key", "x"], "belong to --add"),
    ],
)
def test_what_cannot_be_done_exits_with_2(
    run: Run, online: StandIn, args: list[str], says: str
) -> None:
    Path("two.toml").write_text('bibliography = ["a.bib", "b.bib"]\n')
    Path("folder.toml").write_text('bibliography = ["data"]\n')
    Path("style.toml").write_text('key_style = "{nonsense}"\n')
    result = run("lookup", *args)
    assert (result.code, says in result.err) == (2, True)
    assert BIB.read_text() == REFERENCES


def test_what_is_not_found_or_not_reached_is_not_added(
    run: Run, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = run("lookup", "10.9999/synthetic.absent", "--add")
    assert (missing.code, "not found" in missing.err) == (1, True)
    for service in ("crossref", "europepmc", "datacite", "doi"):
        online.always(service, reset)
    down = run("lookup", SUN, "--add")
    assert (down.code, "could not be asked" in down.err) == (3, True)
    assert run("lookup", SUN, "--add", "--offline").code == 3
    assert BIB.read_text() == REFERENCES


def test_a_file_that_changed_meanwhile_is_left_alone(
    run: Run, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_and_change(path: Path) -> Bibliography:
        found = read_bibliography(path)
        path.write_text(path.read_text() + "% somebody else was here\n")
        return found

    monkeypatch.setattr("magclaims.commands.add.read_bibliography", read_and_change)
    result = run("lookup", SUN, "--add")
    assert (result.code, "changed meanwhile" in result.err) == (2, True)
    assert "sun2016" not in BIB.read_text()
    assert "somebody else" in BIB.read_text()


def test_without_a_configured_file_one_is_begun(run: Run, online: StandIn) -> None:
    BIB.unlink()
    Path("data/claims.yaml").unlink()
    assert run("lookup", SUN, "--add").code == 0
    assert BIB.read_text().startswith("@article{sun2016,")
