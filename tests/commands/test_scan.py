"""`magclaims scan`: an article in; sentences, references and proposals out. All of it is synthetic."""

import json
import re
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from magclaims.commands import pool
from magclaims.edit.yaml import YamlEditError, insert
from magclaims.judge.articles.scanning import scan
from magclaims.model.registry import Direction, Kind, Strength, Subject
from magclaims.read.article.articles import read as read_article
from magclaims.read.article.locate import locate
from magclaims.read.bibtex import read_bibliography
from magclaims.read.claims import read as read_registry
from project import Run
from standin import StandIn

WHOLE = Path(__file__).parents[2] / "benchmarks" / "articles"
"""Whole articles, synthetic like all else here."""
ARTICLE = """\
# Magnesium and the brain

Magnesium improves memory in adults.[1] It comes in a silvery box.

In rats, magnesium L-threonate improved working memory in a study.[2]

Zinc may support sleep. Magnesium is a mineral that the body needs.

## References

1. Hausenblas HA, Lynch T, Hooper S. Magnesium-L-threonate improves sleep quality and daytime functioning in adults with self-reported sleep problems: A randomized controlled trial. Sleep Med X. 2024;8:100121. doi:10.1016/j.sleepx.2024.100121
2. Slutsky I, Abumaria N, et al. Enhancement of Learning and Memory by Elevating Brain Magnesium. Neuron. 2010;65(2):165-177. doi:10.1016/j.neuron.2009.12.026
3. Synthetic Institute. https://www.example.org/facts
"""
REGISTRY = """\
# A comment at the top.
articles:
  # Which came first.
  other:
    title: Another article   # with a comment
    language: en
    commercial: false
    # Its list is empty.

claims:
- id: old
  statement: >-
    Magnesium does something
    in two lines.
  kind: opinion
  about: {substance: magnesium}
  occurrences:
  - {article: other, quote: something, strength: none}
  # A comment that belongs to it.

waivers: # none yet
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "magclaims.toml").write_text('articles = "articles"\n')
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "brain.md").write_text(ARTICLE)
    return tmp_path


def scanned(run: Run, *args: str) -> dict[str, Any]:
    result = run("scan", "articles/brain.md", "-f", "json", *args)
    assert result.code == 0
    assert all("asked in its place" in line for line in result.err.splitlines())
    (article,) = json.loads(result.out)["articles"]
    return dict(article)


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((folder / "data").glob("*"))}


# --- reading -----------------------------------------------------------------------------------------


def test_an_article_without_a_project(run: Run, tmp_path: Path) -> None:
    (tmp_path / "brain.md").write_text(ARTICLE)
    result = run("scan", "brain.md")
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0] == "brain.md, not registered: Magnesium and the brain"
    assert "  3:1: causal; cites 1; not registered" in lines
    assert "  7:1: conditional; hedged; not registered" in lines
    assert "  4 claim-like sentences, 2 of them as a fact; 0 registered (0 %)." in lines
    assert "        doi:10.1016/j.neuron.2009.12.026; not in the bibliography" in lines
    assert lines[-1].startswith("  --write proposes")
    assert list(tmp_path.iterdir()) == [tmp_path / "brain.md"]


def test_the_places_are_those_of_the_file(run: Run, project: Path) -> None:
    article = scanned(run)
    text = (project / "articles" / "brain.md").read_text()
    for sentence in article["sentences"]:
        cut = text[sentence["offset"] : sentence["end"]]
        assert cut.startswith(sentence["text"][:30])
        line = text.splitlines()[sentence["line"] - 1]
        assert line[sentence["column"] - 1 :].startswith(sentence["text"][:30])
    assert [s["strength"] for s in article["sentences"]] == [
        "causal",
        "causal",
        "conditional",
        "none",
    ]
    assert article["sentences"][0]["printed"] == [1]
    assert article["sentences"][1]["subjects"] == ["animal"]


def test_the_references_with_their_identifiers(run: Run, project: Path) -> None:
    references = scanned(run)["references"]
    assert [r["number"] for r in references] == [1, 2, 3]
    assert references[1]["identifiers"] == [
        {"kind": "doi", "value": "10.1016/j.neuron.2009.12.026"}
    ]
    assert references[2]["identifiers"][0]["kind"] == "url"
    assert {r["key"] for r in references} == {None}


def test_a_language_without_a_pack_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "eo.html").write_text(
        '<html lang="eo"><p>Magnezio plibonigas la memoron de homoj, kaj ĝi estas mineralo.</p></html>\n'
    )
    result = run("scan", "eo.html")
    assert result.code == 0
    assert "  the wording of eo.html: not graded: it is in `eo`" in result.out
    assert "No printed list of references; 0 marks." in result.out
    assert json.loads(run("scan", "eo.html", "-f", "json").out)["articles"][0]["coverage"] is None


def test_a_first_pack_is_said_to_be_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "de.md").write_text(
        "Magnesium verbessert das Gedächtnis der Menschen, und es ist ein Mineral.\n"
    )
    result = run("scan", "de.md")
    assert result.code == 0
    assert "  graded by a first pack: it knows fewer words" in result.out
    assert "1:1: causal" in result.out


def test_several_articles_and_marks_that_lead_nowhere(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Magnesium improves sleep.[9]\n")
    (tmp_path / "b.md").write_text(ARTICLE)
    result = run("scan", "a.md", "b.md")
    assert result.code == 0
    assert "\n\nb.md, not registered" in result.out


def test_control_characters_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Magnesium improves \x1b[31msleep.\n")
    for format_ in ("text", "json"):
        assert "\x1b" not in run("scan", "a.md", "-f", format_).out


@pytest.mark.parametrize(("name", "data"), [("gone.md", None), ("bad.md", b"\xff\xfe\xfa")])
def test_an_article_that_cannot_be_read(
    run: Run, tmp_path: Path, name: str, data: bytes | None
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = run("scan", name)
    assert result.code == 2
    assert name in result.err


def test_a_registry_that_cannot_be_read(run: Run, project: Path) -> None:
    (project / "data").mkdir()
    (project / "data" / "claims.yaml").write_text("claims: [\n")
    assert run("scan", "articles/brain.md").code == 2


def test_folders_in_the_configuration(run: Run, project: Path) -> None:
    (project / "magclaims.toml").write_text(
        'articles = "articles"\nclaims = ["data", "empty"]\nbibliography = ["data"]\n'
    )
    (project / "empty").mkdir()
    (project / "data").mkdir()
    (project / "data" / "claims.yaml").write_text(REGISTRY)
    assert scanned(run)["id"] is None


# --- writing -----------------------------------------------------------------------------------------


def test_the_first_registry_of_an_article(run: Run, project: Path) -> None:
    proposed = scanned(run, "--write")["proposed"]
    assert proposed["article"] == "brain"
    registry = read_registry([project / "data" / "claims.yaml"])
    assert not registry.faults
    dossier = registry.dossier
    article = dossier.articles["brain"]
    assert (article.title, article.language, article.file) == (
        "Magnesium and the brain",
        "en",
        "brain.md",
    )
    assert article.commercial is None
    assert article.references == ("hausenblas2024", "slutsky2010", "syntheticinstitutend")
    assert dossier.claims == ()
    people, rats, zinc, mineral = registry.drafts
    assert [claim.kind for claim in registry.drafts] == [
        Kind.EFFECT,
        Kind.STUDY_RESULT,
        Kind.EFFECT,
        Kind.DEFINITION,
    ]
    assert people.about.substance == ("magnesium",)
    assert people.about.outcome == ("memory",)
    assert zinc.about.substance == ("zinc",)
    assert people.occurrences[0].strength is Strength.CAUSAL
    assert people.occurrences[0].cites == ("hausenblas2024",)
    assert rats.occurrences[0].subjects == (Subject.ANIMAL,)
    assert rats.occurrences[0].reported
    assert zinc.occurrences[0].hedged
    assert [claim.direction for claim in registry.drafts] == [
        Direction.IMPROVES,
        Direction.IMPROVES,
        Direction.IMPROVES,
        None,
    ]
    assert mineral.occurrences[0].strength is Strength.NONE
    assert all(claim.draft for claim in registry.drafts)
    assert [claim.statement for claim in registry.drafts] == [
        "Magnesium improves memory in adults.",
        "In rats, magnesium L-threonate improved working memory in a study.",
        "Zinc may support sleep.",
        "Magnesium is a mineral that the body needs.",
    ]
    assert all(not claim.evidence for claim in registry.drafts)


def test_every_quote_stands_in_its_sentence(run: Run, project: Path) -> None:
    run("scan", "articles/brain.md", "--write")
    text = read_article(project / "articles" / "brain.md", "en")
    drafts = read_registry([project / "data" / "claims.yaml"]).drafts
    places = [locate(claim.occurrences[0].quote, text) for claim in drafts]
    assert [(place.line, place.how) for place in places if place] == [
        (3, "exact"),
        (5, "exact"),
        (7, "exact"),
        (7, "exact"),
    ]


def test_the_registry_fits_the_schema(run: Run, project: Path) -> None:
    run("init")
    run("scan", "articles/brain.md", "--write")
    schema = json.loads((project / "data" / "claims.schema.json").read_text())
    document = yaml.safe_load((project / "data" / "claims.yaml").read_text())
    del document["studies"]  # an empty section is nothing to an editor, and null to JSON
    assert list(Draft202012Validator(schema).iter_errors(document)) == []


def test_the_bibliography_has_what_is_printed_and_no_more(run: Run, project: Path) -> None:
    run("scan", "articles/brain.md", "--write")
    bibliography = read_bibliography(project / "data" / "references.bib")
    assert not bibliography.faults
    slutsky = bibliography.references["slutsky2010"]
    assert slutsky.title == "Enhancement of Learning and Memory by Elevating Brain Magnesium"
    assert (slutsky.pages, slutsky.volume, slutsky.pmid) == ("165-177", "65", None)
    assert slutsky.raw["author"] == "Slutsky, I and Abumaria, N and others"
    assert set(bibliography.references["syntheticinstitutend"].raw) == {
        "author",
        "url",
        "note",
    }
    assert (
        bibliography.references["syntheticinstitutend"]
        .raw["note"]
        .startswith("As printed: Synthetic")
    )
    assert set(bibliography.references["hausenblas2024"].raw) == {
        "author",
        "title",
        "journal",
        "year",
        "volume",
        "pages",
        "doi",
    }


def test_a_second_run_proposes_nothing(run: Run, project: Path) -> None:
    run("scan", "articles/brain.md", "--write")
    before = files(project)
    result = run("scan", "articles/brain.md", "--write")
    assert "Nothing new to propose." in result.out
    assert files(project) == before
    assert "0 registered (0 %); 4 drafts to be filled in." in result.out
    assert "  3:1: causal; cites 1; waits to be filled in: magnesium-improves" in result.out


def test_drafts_are_counted_and_not_judged(run: Run, project: Path) -> None:
    (project / "magclaims.toml").write_text('articles = "articles"\n')
    run("scan", "articles/brain.md", "--write")
    result = run("check", "--offline", "-f", "json")
    report = json.loads(result.out)
    assert result.code == 0
    assert report["claims"] == []
    assert set(report["summary"]["verdicts"].values()) == {0}
    assert report["summary"]["drafts"] == 4
    lines = (project / "data" / "claims.yaml").read_text().splitlines()
    for draft in report["drafts"]:
        assert draft["article"] == "brain"
        assert lines[draft["line"] - 1].strip() == f"- id: {draft['id']}"
    assert len(report["drafts"]) == 4
    (waiting,) = [f for f in report["findings"] if f["code"] == "TXT013"]
    assert waiting["message"] == "4 drafts in brain.md wait to be filled in"
    assert (waiting["severity"], waiting["article"]) == ("note", "brain")
    first = report["drafts"][0]
    assert (waiting["path"], waiting["line"]) == ("data/claims.yaml", first["line"])
    # Those that wait are not called unknown.
    codes = [finding["code"] for finding in report["findings"]]
    assert codes.count("TXT004") == 0
    assert not {c for c in codes if c.startswith(("EVI", "NUM"))}
    text = run("check", "--offline")
    assert "4 drafts wait to be filled in: not judged." in text.err
    assert "unsupported" not in text.out + text.err


def test_what_scan_writes_of_an_article_is_no_finding_once_it_is_approved(
    run: Run, project: Path
) -> None:
    # No printed list, and numbers as German writes them.
    (project / "articles" / "brain.md").write_text(
        "# Artischocke\n\nDie übliche Tagesdosis der Artischocke liegt bei 600 bis 1.800 mg für drei Monate."
        " Die Artischocke senkt den Blutdruck der Menschen um 2,5 Prozent.\n"
    )
    scanned(run, "--write", "--language", "de")
    claims = project / "data" / "claims.yaml"
    said = (
        "check each statement, kind, substance, outcome and evidence; then take `draft: true` out"
    )
    assert said in " ".join(run("check").out.split())
    claims.write_text(re.sub(r" +draft: true.*\n", "", claims.read_text()))
    found = {f["code"] for f in json.loads(run("check", "-f", "json").out)["findings"]}
    assert found <= {"EVI001", "EVI005", "LAW013"}


@pytest.mark.parametrize("name", sorted(path.name for path in WHOLE.glob("*_*.*")))
def test_what_scan_writes_of_a_whole_article_has_no_fault_of_its_own(
    run: Run, project: Path, name: str
) -> None:
    (project / "articles" / "brain.md").unlink()
    (project / "articles" / name).write_text((WHOLE / name).read_text())
    shown = run("scan", f"articles/{name}", "--write").out
    assert "drafted: " in shown
    assert "not registered\n" not in shown.partition("\n")[2]
    claims = project / "data" / "claims.yaml"
    claims.write_text(re.sub(r" +draft: true.*\n", "", claims.read_text()))
    codes = [f["code"] for f in json.loads(run("check", "-f", "json").out)["findings"]]
    # What the article itself lacks: evidence, marks, addresses that nobody asked for.
    asked = {code for code in codes if code.startswith(("EVI", "SEL", "DOI"))}
    assert set(codes) - asked <= {"LAW013", "TXT007"}


def test_drafts_cover_nothing(run: Run, project: Path) -> None:
    (project / "magclaims.toml").write_text('articles = "articles"\ncoverage = 50\n')
    run("scan", "articles/brain.md", "--write")
    result = run("check", "--offline")
    assert result.code == 1
    assert "0 of 4 claim-like sentences of `brain`" in result.out


def test_a_draft_is_judged_once_it_is_filled_in(run: Run, project: Path) -> None:
    (project / "magclaims.toml").write_text('articles = "articles"\n')
    run("scan", "articles/brain.md", "--write")
    path = project / "data" / "claims.yaml"
    head, sep, rest = path.read_text().partition("  - id: zinc")
    (mark,) = [line for line in rest.splitlines() if "draft: true" in line][:1]
    path.write_text(head + sep + rest.replace(f"{mark}\n", "", 1))
    report = json.loads(run("check", "-f", "json").out)
    assert report["summary"]["drafts"] == 3
    assert [c["id"] for c in report["claims"]] == ["zinc-may-support-sleep"]
    # Without the mark, what still says TODO still waits.
    unknown = rest.replace(f"{mark}\n", "", 1).replace("substance: zinc", "substance: TODO")
    path.write_text(head + sep + unknown)
    assert json.loads(run("check", "-f", "json").out)["summary"]["drafts"] == 4


def test_what_only_a_draft_uses_is_used(run: Run, project: Path) -> None:
    data = project / "data"
    data.mkdir()
    (data / "references.bib").write_text("@misc{one, title = {A synthetic entry}}\n")
    (data / "claims.yaml").write_text(
        REGISTRY.replace("- id: old\n", "- id: old\n  draft: true\n")
        .replace("  kind:", "  evidence: [{reference: one, level: background}]\n  kind:")
        .replace(
            "waivers: # none yet\n",
            "waivers:\n- {rule: EVI002, subject: old, reason: r, owner: o, until: 2999-01-01}\n",
        )
    )
    report = json.loads(run("check", "-f", "json").out)
    assert report["summary"]["drafts"] == 1, report["findings"]
    assert not {"TRC003", "WVR002"} & {f["code"] for f in report["findings"]}


def test_the_levels_that_the_records_tell(run: Run, project: Path, online: StandIn) -> None:
    path = project / "articles" / "brain.md"
    doi = "doi:10.1016/j.neuron.2009.12.026"
    path.write_text(ARTICLE.replace(doi, "https://pubmed.ncbi.nlm.nih.gov/20152124/"))
    scanned(run, "--write")
    people, rats, *_ = read_registry([project / "data" / "claims.yaml"]).drafts
    assert [(link.reference, link.level.value) for link in rats.evidence] == [
        ("slutsky2010", "animal")
    ]
    # A title alone does not tell it surely enough.
    assert people.evidence == ()
    text = (project / "data" / "claims.yaml").read_text()
    assert (
        "    # evidence:\n    #   - {reference: hausenblas2024, level: human}"
        "  # so its record, title or maker seems to say; check it\n"
    ) in text


def test_a_printed_title_tells_of_animals_and_never_of_people(run: Run, project: Path) -> None:
    (project / "articles" / "brain.md").write_text(
        "# Zinc\n\nZinc improves memory [1]. Zinc shortens colds [2].\n\n## References\n\n"
        "1. Doe A. Zinc and memory in rats (synthetic). Synth Rec. 2019;3:1-9.\n"
        "2. Roe B. Zinc in adults: a synthetic randomised trial. Synth Rec. 2020;4:1-9.\n"
    )
    scanned(run, "--write", "--offline")
    text = (project / "data" / "claims.yaml").read_text()
    assert "doe2019, level: animal}  # so its record, title or maker seems to say; check it" in text
    assert "roe2020, level: TODO}" in text


@pytest.mark.parametrize(
    ("made", "level"),
    [
        (
            "Gezondheidsraad. Voedingsnormen (synthetisch). Den Haag: Gezondheidsraad; 2018.",
            "authority",
        ),
        ("World Health Organization. Zinc (synthetic). Geneva: WHO; 2018.", "authority"),
        ("Zinc Fans Foundation. Zinc (synthetic). Oslo: Zinc Fans; 2018.", "TODO"),
    ],
)
def test_who_made_a_work_tells_that_it_is_of_an_authority(
    run: Run, project: Path, made: str, level: str
) -> None:
    article = f"# Zinc\n\nZinc improves memory [1].\n\n## References\n\n1. {made}\n"
    (project / "articles" / "brain.md").write_text(article)
    scanned(run, "--write", "--offline")
    assert f", level: {level}}}" in (project / "data" / "claims.yaml").read_text()


def test_what_the_record_tells_of_a_study_is_written_marked_and_shown_as_such(
    run: Run, project: Path, online: StandIn
) -> None:
    path = project / "articles" / "brain.md"
    doi = "doi:10.1016/j.neuron.2009.12.026"
    path.write_text(ARTICLE.replace(doi, "https://pubmed.ncbi.nlm.nih.gov/20152124/"))
    assert scanned(run, "--write")["proposed"]["studies"] == ["slutsky2010"]
    claims = project / "data" / "claims.yaml"
    study = read_registry([claims]).dossier.studies["slutsky2010"]
    assert study.subjects == (Subject.ANIMAL,)
    assert set(study.from_record) >= {"design", "subjects"}
    assert "from_record" not in study.from_record
    # Approved, it is judged, and whoever reads the verdict is told where it comes from.
    claims.write_text(
        "".join(
            line
            for line in claims.read_text().splitlines(keepends=True)
            if "draft: true" not in line
        ),
        encoding="utf-8",
    )
    (rats,) = [
        claim
        for claim in json.loads(run("check", "-f", "json").out)["claims"]
        if claim["id"].startswith("in-rats")
    ]
    said = json.dumps(rats)
    assert "was read from its record, and nobody has checked it: design, subjects" in said
    # A second run writes nothing again.
    before = files(project)
    assert "Nothing new to propose." in run("scan", "articles/brain.md", "--write").out
    assert files(project) == before


def test_the_levels_that_the_registry_tells(run: Run, project: Path) -> None:
    data = project / "data"
    data.mkdir()
    (data / "references.bib").write_text(
        "@article{rats, title = {Enhancement of Learning and Memory by Elevating Brain Magnesium},\n"
        "  author = {Slutsky, Inna}, journal = {Neuron}, year = 2010, volume = 65,\n"
        "  pages = {165--177}, doi = {10.1016/j.neuron.2009.12.026}}\n"
    )
    (data / "claims.yaml").write_text(
        "studies:\n  rats: {design: laboratory_experiment, subjects: animal}\n"
    )
    assert scanned(run, "--write")["references"][1]["key"] == "rats"
    registry = read_registry([data / "claims.yaml"])
    assert [(e.reference, e.level.value) for e in registry.drafts[1].evidence] == [
        ("rats", "animal")
    ]
    assert registry.dossier.articles["brain"].references == (
        "hausenblas2024",
        "rats",
        "syntheticinstitutend",
    )


def test_comments_and_order_are_kept(run: Run, project: Path) -> None:
    data = project / "data"
    data.mkdir()
    (data / "claims.yaml").write_text(REGISTRY)
    before = read_registry([data / "claims.yaml"]).dossier
    scanned(run, "--write")
    text = (data / "claims.yaml").read_text()
    kept = iter(text.splitlines())
    assert all(line in kept for line in REGISTRY.splitlines())
    after = read_registry([data / "claims.yaml"])
    assert not after.faults
    assert after.dossier.claims[0] == before.claims[0]
    assert list(after.dossier.articles) == ["other", "brain"]
    assert text.index("# Its list is empty.") < text.index("  brain:")
    assert text.index("# A comment that belongs to it.") < text.index("\n- id: magnesium-improves")


def test_windows_line_ends_and_a_byte_order_mark_are_kept(run: Run, project: Path) -> None:
    data = project / "data"
    data.mkdir()
    (data / "claims.yaml").write_bytes(b"\xef\xbb\xbf" + REGISTRY.replace("\n", "\r\n").encode())
    scanned(run, "--write")
    written = (data / "claims.yaml").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf# A comment")
    assert b"\n" not in written.replace(b"\r\n", b"")
    registry = read_registry([data / "claims.yaml"])
    assert (len(registry.dossier.claims), len(registry.drafts)) == (1, 4)


def test_a_registered_article_gets_only_what_is_missing(run: Run, project: Path) -> None:
    run("scan", "articles/brain.md", "--write")
    path = project / "articles" / "brain.md"
    path.write_text(
        ARTICLE.replace("silvery box.", "silvery box. Iron reduces fatigue.")
        + "4. Bakker Q. On the spots of giraffes. Made-up Zoo. 1980;1:2-3.\n"
    )
    result = run("scan", "articles/brain.md", "--write")
    assert result.code == 0
    assert "Proposed 1 claim in" in result.out
    assert "add to `references` of `brain`: bakker1980" in result.err
    registry = read_registry([project / "data" / "claims.yaml"])
    assert registry.drafts[-1].about.substance == ("iron",)
    assert len(registry.dossier.articles) == 1


def test_ids_and_keys_that_are_taken(run: Run, project: Path) -> None:
    data = project / "data"
    data.mkdir()
    (data / "claims.yaml").write_text(
        REGISTRY.replace("other", "brain").replace("id: old", "id: zinc-may-support-sleep")
    )
    (data / "references.bib").write_text("@misc{slutsky2010, title = {Something else}}\n")
    scanned(run, "--write")
    registry = read_registry([data / "claims.yaml"])
    assert "brain-2" in registry.dossier.articles
    assert "zinc-may-support-sleep-2" in {claim.id for claim in registry.drafts}
    assert "slutsky2010a" in read_bibliography(data / "references.bib").references


def test_works_that_are_only_linked_to(run: Run, project: Path) -> None:
    pubmed = "https://pubmed.ncbi.nlm.nih.gov/99999991/"
    (project / "articles" / "brain.md").write_text(
        f"Magnesium improves memory in adults, [a study]({pubmed}) says.\n\n"
        f"Zinc may support sleep, as [others]({pubmed}) say and doi:10.5555/made.up too.\n"
    )
    article = scanned(run, "--language", "en", "--write")
    assert [(r["number"], r["printed"]) for r in article["references"]] == [(1, False), (2, False)]
    registry = read_registry([project / "data" / "claims.yaml"])
    keys = ("pmid99999991", "10-5555-made-up")
    assert registry.dossier.articles["brain"].references == keys
    assert [c.occurrences[0].cites for c in registry.drafts] == [keys[:1], keys]
    assert set(read_bibliography(project / "data" / "references.bib").references) == set(keys)
    again = run("scan", "articles/brain.md", "--write")
    assert "Nothing new to propose." in again.out
    assert "Works that are only linked to, behind the list: 2." in again.out
    codes = [f["code"] for f in json.loads(run("check", "--offline", "-f", "json").out)["findings"]]
    assert "TXT009" not in codes


def test_a_sentence_that_stands_twice_is_left_to_the_editor(run: Run, project: Path) -> None:
    (project / "articles" / "brain.md").write_text(
        "Zinc may support sleep.\n\nZinc may support sleep.\n"
    )
    result = run("scan", "articles/brain.md", "--write", "--language", "en")
    assert "not proposed: the same words stand above; take them into that claim" in result.out


def test_an_item_that_is_printed_twice_is_one_entry(run: Run, project: Path) -> None:
    line = next(line for line in ARTICLE.splitlines() if line.startswith("2. "))
    (project / "articles" / "brain.md").write_text(f"{ARTICLE}4.{line[2:]}\n")
    scanned(run, "--write")
    references = read_bibliography(project / "data" / "references.bib").references
    assert len(references) == 3
    dossier = read_registry([project / "data" / "claims.yaml"]).dossier
    assert dossier.articles["brain"].references == (
        "hausenblas2024",
        "slutsky2010",
        "syntheticinstitutend",
    )


@pytest.mark.parametrize(
    ("registry", "says"),
    [
        ("articles: {}\nclaims:\n", "`articles` is written in brackets"),
        ("articles:\nclaims: []\n", "`claims` is written in brackets"),
        ("{articles: , claims: }\n", "no plain mapping"),
        ("articles: x\n", "is not a mapping"),
        ("claims: {a: b}\n", "is not a list"),
    ],
)
def test_a_registry_that_cannot_safely_be_added_to(
    run: Run, project: Path, registry: str, says: str
) -> None:
    data = project / "data"
    data.mkdir()
    (data / "claims.yaml").write_text(registry)
    result = run("scan", "articles/brain.md", "--write")
    assert result.code == 2
    assert says in result.err
    assert files(project) == {"claims.yaml": registry.encode()}


def test_a_result_that_reads_otherwise_is_not_written(run: Run, project: Path) -> None:
    # What follows the end of a document belongs to no section.
    data = project / "data"
    data.mkdir()
    registry = "articles:\n  brain2: {title: x, language: en, commercial: false}\n...\n"
    (data / "claims.yaml").write_text(registry)
    result = run("scan", "articles/brain.md", "--write")
    if result.code:
        assert files(project) == {"claims.yaml": registry.encode()}
    else:
        assert len(read_registry([data / "claims.yaml"]).drafts) == 4


def test_a_language_that_cannot_be_told(run: Run, project: Path) -> None:
    (project / "articles" / "brain.md").write_text("Zinc sleep.\n")
    result = run("scan", "articles/brain.md", "--write")
    assert result.code == 2
    assert "give it with --language" in result.err


def test_an_article_outside_the_folder(run: Run, project: Path) -> None:
    (project / "brain.md").write_text(ARTICLE)
    result = run("scan", "brain.md", "--write")
    assert result.code == 2
    assert "is not below the folder of the articles" in result.err
    assert not (project / "data").exists()


def test_without_a_folder_the_editor_is_told(run: Run, project: Path) -> None:
    (project / "magclaims.toml").unlink()
    result = run("scan", "articles/brain.md", "--write")
    assert 'articles = "articles"' in result.err
    again = run("scan", "articles/brain.md", "--write")
    assert "Nothing new to propose." in again.out
    named = run("scan", "articles/brain.md", "--articles", "articles")
    assert "articles/brain.md (brain)" in named.out


# --- text edits of YAML ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "claims:\n  - id: b\n"),
        ("# only a comment", "# only a comment\n\nclaims:\n  - id: b\n"),
        ("claims:\n", "claims:\n  - id: b\n"),
        ("claims:\n  # - an example\nx: 1\n", "claims:\n  # - an example\n  - id: b\n\nx: 1\n"),
        ("claims:\n- id: a\n", "claims:\n- id: a\n\n- id: b\n"),
        ("claims:\n  - id: a", "claims:\n  - id: a\n\n  - id: b\n"),
        ("claims:\n  - id: |\n      a\n", "claims:\n  - id: |\n      a\n\n  - id: b\n"),
        (
            "claims:\n  - id: |\n      a\n\n# next\nx: 1\n",
            "claims:\n  - id: |\n      a\n\n  - id: b\n\n# next\nx: 1\n",
        ),
        ("claims:\n  - [a,\n     b]\n", "claims:\n  - [a,\n     b]\n\n  - id: b\n"),
        ("claims:\n  - id:\nx: 1\n", "claims:\n  - id:\n\n  - id: b\n\nx: 1\n"),
        ("x: 1\n\n# end\n", "x: 1\n\nclaims:\n  - id: b\n\n# end\n"),
    ],
)
def test_entries_are_put_behind_the_last_one(text: str, expected: str) -> None:
    assert insert(text, "claims", "- id: b\n") == expected
    assert yaml.safe_load(expected)["claims"][-1] == {"id": "b"}


def test_a_list_at_the_root_is_refused() -> None:
    with pytest.raises(YamlEditError, match="no plain mapping"):
        insert("- a\n", "claims", "- id: b\n")


def test_a_proposed_quote_leaves_the_mark_out(run: Run, tmp_path: Path) -> None:
    run("init")
    (tmp_path / "articles").mkdir(exist_ok=True)
    (tmp_path / "articles" / "sleep.md").write_text(
        "# Synthetisch\n\nZink verbetert de slaap van volwassenen.[1]\n", encoding="utf-8"
    )
    run("scan", "articles/sleep.md", "--write", "--offline", "--language", "nl")
    proposed = (tmp_path / "data" / "claims.yaml").read_text(encoding="utf-8")
    assert "quote: Zink verbetert de slaap van volwassenen\n" in proposed


def test_works_whose_titles_differ_in_a_word_are_two(run: Run, project: Path) -> None:
    for name in ("first", "second"):
        (project / "articles" / f"{name}.md").write_text(
            f"# Synthetic {name}\n\nMagnesium improves sleep.[1]\n\n## References\n\n"
            f"1. Doe A. A made-up title of {name}. Synth Rec. 2019;3:1. doi:10.5555/printed.{name}\n"
        )
        assert run("scan", f"articles/{name}.md", "--write", "--language", "en").code == 0
    text = (project / "data" / "references.bib").read_text()
    assert [text.count(f"10.5555/printed.{name}") for name in ("first", "second")] == [1, 1]


def test_the_registry_is_read_once_whatever_the_number_of_articles(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init")
    for number in range(6):
        (project / "articles" / f"a{number}.md").write_text(
            f"# Article {number}\n\nZinc number {number} improves sleep.\n"
        )
    opened: Counter[str] = Counter()
    really_open = Path.open

    def counted(path: Path, *args: Any, **options: Any) -> Any:
        opened[path.name] += 1
        return really_open(path, *args, **options)

    monkeypatch.setattr(Path, "open", counted)
    monkeypatch.setattr(pool, "_cores", lambda: 1)  # what is opened elsewhere is not counted
    articles = [f"articles/a{number}.md" for number in range(6)]
    run("scan", *articles[:1], "--language", "en")
    one = Counter(opened)
    opened.clear()
    run("scan", *articles, "--language", "en")
    assert opened["claims.yaml"] == one["claims.yaml"] > 0
    assert opened["references.bib"] == one["references.bib"] > 0
    assert all(opened[Path(article).name] == 1 for article in articles)


@pytest.mark.parametrize("bad", [None, 1, 4])
def test_several_processes_say_the_same(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch, bad: int | None
) -> None:
    articles = [f"articles/a{number}.md" for number in range(6)]
    for number, name in enumerate(articles):
        text = f"# Article {number}\n\nZinc number {number} improves sleep.\n"
        (project / name).write_bytes(text.encode() if number != bad else b"\xff")
    monkeypatch.setattr(pool, "_cores", lambda: 1)
    before = run("scan", *articles, "--language", "en")
    assert before.code == (0 if bad is None else 2)
    assert bad is None or articles[bad] in before.err
    here, scanning = [], scan

    def counted(path: Path, *arguments: Any, **options: Any) -> Any:
        here.append(path.name)
        return scanning(path, *arguments, **options)

    monkeypatch.setattr("magclaims.commands.scan.scan", counted)
    monkeypatch.setattr(pool, "_cores", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # as a command runs
    assert run("scan", *articles, "--language", "en") == before
    assert here == ["a0.md"]


def test_several_articles_are_written_together_or_not_at_all(run: Run, project: Path) -> None:
    (project / "articles" / "brain2.md").write_text(ARTICLE)
    (project / "articles" / "short.md").write_text("Zinc sleep.\n")
    paths = ("articles/brain.md", "articles/brain2.md")
    result = run("scan", *paths, "articles/short.md", "--write")
    assert result.code == 2
    assert not (project / "data").exists()
    assert run("scan", *paths, paths[0], "--write").code == 0
    registry = read_registry([project / "data" / "claims.yaml"])
    assert list(registry.dossier.articles) == ["brain", "brain2"]
    assert len(registry.drafts) == 8
    assert len({claim.id for claim in registry.drafts}) == 8
    # The works that both cite are one entry each.
    keys = registry.dossier.articles["brain"].references
    assert registry.dossier.articles["brain2"].references == keys
    assert set(read_bibliography(project / "data" / "references.bib").references) == set(keys)


def test_what_is_no_claim_is_listed_with_the_reason(run: Run, project: Path) -> None:
    article = scanned(run)
    assert [(a["line"], a["reason"]) for a in article["apart"]] == [
        (1, "heading"),
        (3, "nothing"),
        (9, "heading"),
    ]
    text = run("scan", "articles/brain.md").out
    assert "    2 sentences: a heading or label that states no result (lines 1, 9).\n" in text


def test_the_date_and_the_address_of_the_page_go_into_the_entry(run: Run, project: Path) -> None:
    path = project / "articles" / "brain.md"
    path.write_text(f"---\ndate: 2024-03-05\ncanonical: https://example.org/brain\n---\n{ARTICLE}")
    scanned(run, "--write")
    article = read_registry([project / "data" / "claims.yaml"]).dossier.articles["brain"]
    assert (article.published, article.source) == ("2024-03-05", "https://example.org/brain")


def test_a_listed_work_on_the_claim_is_offered_where_none_is_cited(run: Run, project: Path) -> None:
    path = project / "articles" / "brain.md"
    path.write_text(ARTICLE.replace("in adults.[1]", "in adults."))
    scanned(run, "--write")
    people, *_ = read_registry([project / "data" / "claims.yaml"]).drafts
    assert people.evidence == ()
    text = (project / "data" / "claims.yaml").read_text()
    offered = [line for line in text.splitlines() if "on the same matter" in line]
    assert len(offered) == 1
    assert offered[0].startswith("    #   - {reference: slutsky2010")


def test_a_retracted_work_is_told_and_carries_nothing(
    run: Run, project: Path, online: StandIn
) -> None:
    (project / "articles" / "brain.md").write_text(
        "# Minerals\n\nZinc improves sleep in adults.[1]\n\n## References\n\n1. A made-up trial of a "
        "made-up mineral. doi:10.5555/synthetic.retracted\n"
    )
    result = run("scan", "articles/brain.md", "--write", "--language", "en")
    assert "RETRACTED; no claim may rest on it" in result.err
    text = (project / "data" / "claims.yaml").read_text()
    assert "}  # RETRACTED: no claim may rest on it\n" in text
    registry = read_registry([project / "data" / "claims.yaml"])
    assert registry.drafts[0].evidence == ()
    assert registry.dossier.studies == {}
    # Also where the registry knows the study, nothing hides it.
    levels = "studies:\n  {key}: {{design: randomized_controlled_trial, subjects: human}}\n"
    (key,) = registry.dossier.articles["brain"].references
    (project / "data" / "claims.yaml").write_text(levels.format(key=key))
    result = run("scan", "articles/brain.md", "--write", "--language", "en")
    assert "RETRACTED; no claim may rest on it" in result.err
    drafts = read_registry([project / "data" / "claims.yaml"]).drafts
    assert drafts[0].evidence == ()


EXPORT = """<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><language>en</language>
<item><title>Zinc &amp; sleep</title><link>https://www.example.org/zinc</link><wp:post_name>zinc</wp:post_name>
<wp:post_type>post</wp:post_type><wp:post_date>2025-11-03 09:00:00</wp:post_date>
<content:encoded><![CDATA[Zinc improves sleep in adults.<sup>[1]</sup><sup>[2]</sup>

<h2>References</h2><ol><li>Doe A. A made-up trial. Synth Rec. 2019;3:1.</li>
<li>Roe B. Another made-up trial. Synth Rec. 2020;4:2.</li></ol>]]></content:encoded></item>
<item><title>Iron</title><wp:post_name>iron</wp:post_name><wp:post_type>post</wp:post_type>
<content:encoded><![CDATA[Iron reduces fatigue in women.]]></content:encoded></item></channel></rss>
"""


def test_the_articles_of_an_export_are_registered_by_name(run: Run, project: Path) -> None:
    (project / "articles" / "site.xml").write_text(EXPORT, encoding="utf-8")
    assert run("scan", "articles/site.xml", "--write").code == 0
    text = (project / "data" / "claims.yaml").read_text(encoding="utf-8")
    registry = yaml.safe_load(text)
    assert registry["articles"]["zinc"] == {
        "title": "Zinc & sleep",
        "language": "en",
        "source": "https://www.example.org/zinc",
        "file": "site.xml#zinc",
        "published": "2025-11-03",
        "references": ["doe2019", "roe2020"],
    }
    assert registry["articles"]["iron"]["file"] == "site.xml#iron"
    quotes = [o["quote"] for claim in registry["claims"] for o in claim["occurrences"]]
    assert registry["claims"][0]["statement"] == "Zinc improves sleep in adults."
    assert quotes == ["Zinc improves sleep in adults", "Iron reduces fatigue in women"]
    before = files(project)
    assert run("scan", "articles/site.xml", "--write").code == 0
    assert files(project) == before
    (project / "data" / "claims.yaml").write_text(re.sub(r"\n.*draft: true.*", "", text), "utf-8")
    found = run("check", "--offline", "--format", "json")
    places = {(f["path"], f["line"]) for f in json.loads(found.out)["findings"]}
    assert ("articles/site.xml", 5) in places
    assert ("articles/site.xml", 10) in places
    renamed = EXPORT.replace("<wp:post_name>iron<", "<wp:post_name>irons<")
    (project / "articles" / "site.xml").write_text(renamed, encoding="utf-8")
    gone = run("check", "--offline")
    assert gone.code == 2
    assert "holds no article `iron`; it has zinc, irons (the text of `iron`)" in gone.err
