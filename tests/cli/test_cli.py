"""The commands as a user runs them: what they print, what they write, how they exit."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from magclaims.cli.other_checkers import OF_OTHERS
from magclaims.judge.rule import RULES
from magclaims.judge.words import words
from magclaims.render.language import DEFAULT, languages, phrases
from project import CLAIMS, GOOD, REFERENCES, Run, write_project
from standin import StandIn, reset, server_error

DOI = "10.1016/j.neuron.2009.12.026"


# --- check -----------------------------------------------------------------------------------------


def test_check_says_where_what_why_and_what_to_write(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    result = run("check")
    assert result.code == 1
    assert re.search(r"^data/claims\.yaml:\d+:\d+: EVI007 overstated", result.out, re.MULTILINE)
    assert "NUM002" in result.out
    assert "rats" in result.out
    assert "ratten" in result.out, "the suggestion is in the article's language"
    assert "more than 300 enzyme systems" in " ".join(result.out.split())
    assert "unverified" in result.out
    assert "Checked 3 claims" in result.err


WAIVED = """waivers:
  - {rule: EVI007, subject: people, reason: Synthetisch, owner: Ann, until: 2099-01-01}
"""


@pytest.mark.parametrize("name", ["text", "full", "concise", "github", "gitlab", "markdown"])
@pytest.mark.parametrize("waived", [False, True])
def test_a_verdict_is_told_in_the_language_wherever_people_read_it(
    run: Run, tmp_path: Path, name: str, *, waived: bool
) -> None:
    write_project(tmp_path)
    if waived:
        claims = tmp_path / "data" / "claims.yaml"
        claims.write_text(claims.read_text() + WAIVED)
    (tmp_path / "magclaims.toml").write_text('language = "nl"\n')
    said = " ".join(run("check", "--format", name).out.split())
    # What is waived is no finding of a merge request or of a line.
    assert ("verbetert uw geheugen" in said) is (not waived or name in {"text", "full", "markdown"})
    assert "the sentence" not in said
    assert "(overstated)" not in said


@pytest.mark.parametrize("code", languages())
def test_a_page_counts_what_nobody_has_looked_up_and_tells_who_keeps_the_registry_apart(
    run: Run, tmp_path: Path, code: str
) -> None:
    kinds = ["zinc", "iron", "iodine", "selenium", "copper"]
    claims = CLAIMS + "".join(
        f"""  - id: {name}
    statement: Synthetic {name} improves memory.
    kind: effect
    about: {{substance: {name}, outcome: memory}}
    occurrences:
      - {{article: memory, quote: {name} verbetert het geheugen, strength: causal}}
    evidence:
      - {{reference: {name}, level: human}}

"""
        for name in kinds
    )
    books = REFERENCES + "".join(
        f"@misc{{{name}, author = {{{{{name.title()} Board}}}}, title = {{A {name} page}}, year = 2010}}\n"
        for name in kinds
    )
    claims = claims.replace(
        "[slutsky2010, factsheet]", f"[slutsky2010, factsheet, {', '.join(kinds)}]"
    )
    write_project(tmp_path, claims, books)
    assert run("report", "--language", code, "--output", "page.html").code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    causes, places = 3, len(re.findall(r'<li id="cause-', page))
    told = phrases(code)("first_places", causes=causes, places=causes, all=places)
    assert told in page
    keeper = words(code).word("keeper")  # whatever the article is in
    before = page.split(keeper)[:-1]
    assert len(before) >= len(kinds)
    assert all(re.search(r"<small[^<>]*>$", text) for text in before)


def test_what_was_not_asked_for_is_not_to_be_fixed_first(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    assert "Fix first" in run("check").err
    selected = run("check", "--select", "DOI")
    assert "Fix first" not in selected.out + selected.err
    assert "explain DOI" in selected.err


def test_a_clean_registry_exits_with_0(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, GOOD)
    assert run("check").code == 0


def test_the_json_contract(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763683200")
    write_project(tmp_path)
    result = run("check", "--format", "json")
    document = json.loads(result.out)
    assert document["schema"] == 1
    assert document["checked_at"] == "2025-11-21T00:00:00Z"
    assert document["offline"] is True
    claims = {claim["id"]: claim for claim in document["claims"]}
    assert claims["people"]["verdict"] == "overstated"
    assert claims["people"]["provisional"] is True
    assert claims["rats"]["verdict"] == "supported"
    assert claims["rats"]["evidence"][0]["tested"] == "same_substance"
    (occurrence,) = claims["people"]["occurrences"]
    assert occurrence["found"] is None
    assert occurrence["strength_source"] == "declared"
    assert occurrence["evidence"] == ["slutsky2010"]
    references = {r["key"]: r["status"] for r in document["references"]}
    assert references == {"slutsky2010": "unverified", "factsheet": "no_identifier"}
    assert document["summary"]["verdicts"]["overstated"] == 2
    assert run("check", "--format", "json").out == result.out


def test_the_order_of_the_files_does_not_matter(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763683200")
    write_project(tmp_path)
    paths = ["data/claims.yaml", "data/references.bib"]
    forth, back = (run("check", "-f", "json", *order).out for order in (paths, paths[::-1]))
    assert forth == back


def test_github_is_chosen_by_itself(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    write_project(tmp_path)
    assert "::error file=data/claims.yaml,line=" in run("check").out


def test_exit_zero_turns_1_into_0_and_not_2(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    assert run("check", "--exit-zero").code == 0
    assert run("check", "--exit-zero", "absent.yaml").code == 2


def test_a_bibliography_alone(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    result = run("check", "data/references.bib")
    assert result.code == 0
    assert "TRC003" not in result.out
    assert "claims.yaml" not in result.out


def test_a_folder_stands_for_the_files_in_it(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    assert "EVI007" in run("check", "data").out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["check"], "nothing to check"),
        (["check", "absent.bib"], "there is no such file"),
        (["check", "empty"], "no registry and no .bib"),
        (["check", "void.bib"], "nothing to check: no claims and no references in void.bib"),
        (["check", "notes.txt"], "neither a claims file"),
        (["check", "broken.yaml"], "broken.yaml:2:1: is not YAML"),
        (["check", "latin.bib"], "UTF-8"),
        (["check", "--select", "XYZ", "good.bib"], "no rule begins with 'XYZ'"),
        (["check", "--ignore", "evi07", "good.bib"], "'EVI07'; did you mean `EVI007`?"),
        (["check", "--format", "jsn", "good.bib"], "did you mean `json`?"),
        (["check", "--fail-level", "wrning"], "did you mean `warning`?"),
        (["check", "--format", "jsn"], "'jsn'; did you mean `json`?\nIt may be auto, text, full"),
        (["check", "--format", "x'y"], '"x\'y" is not known\nIt may be auto, text'),
        (["rule", "EVI007"], "instead of rule: explain"),
        (["check", "--extend-select", "EVI"], "instead of --extend-select: --select"),
        (["explain", "EVI99"], "see `magclaims explain EVI`"),
        (["explain", "F401"], "see `magclaims rules`"),
        (["grade", "Zinc helps.", "--evidence", "humans"], "'humans'; did you mean `human`?"),
        (["explain", "evj7"], "did you mean EVI007?"),
        (["explain", "overstatd"], "did you mean EVI002?"),
        (["check", "--write-baseline", "good.bib"], "needs --baseline FILE"),
        (["check", "--baseline", "absent.json", "good.bib"], "write it first"),
        (["check", "-q", "-v", "good.bib"], "exclude each other"),
        (["check", "--config", "absent.toml", "good.bib"], "absent.toml:1:1: no such file"),
        (["explain", "EVI999"], "there is no rule"),
    ],
)
def test_what_cannot_be_done_exits_with_2_and_one_line(
    run: Run, tmp_path: Path, args: list[str], says: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "void.bib").write_text("% nothing\n")
    (tmp_path / "broken.yaml").write_text("claims: [\n")
    (tmp_path / "latin.bib").write_bytes(b"@misc{a, title={\xe9}}")
    (tmp_path / "good.bib").write_text(REFERENCES)
    result = run(*args)
    assert result.code == 2
    assert says in result.err
    assert "Traceback" not in result.err


def test_an_unknown_setting_is_an_error(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "magclaims.toml").write_text('fail_levl = "note"\n')
    result = run("check")
    assert (result.code, "unknown setting `fail-levl`" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('fail_levl = "note"', "unknown setting `fail-levl`; did you mean `fail-level`?"),
        ('fail-level = "eror"', "setting `fail-level`: input should be 'error'"),
        ('fail-level = "eror"', "did you mean `error`?"),
        ('fail-level = "note"\nfail_level = "note"', "setting `fail-level` is given twice"),
        ("[policy]\nceilngs = {}", "unknown setting `policy.ceilngs`; did you mean `ceilings`?"),
        ("[policy.ceilings]\nnowhere = 'none'", "has no row `nowhere`"),
        ('[severity]\nevi07 = "note"', "there is no rule 'EVI07'; did you mean `EVI007`?"),
        ('select = "EVI', "magclaims.toml:1:"),
        ("[policy]\nselect = \n", "magclaims.toml:2:10: is not TOML: "),
        ("coverage = 120", "setting `coverage`: input should be less than or equal to 100"),
    ],
)
def test_a_setting_that_cannot_be_says_what_was_meant(
    run: Run, tmp_path: Path, text: str, says: str
) -> None:
    write_project(tmp_path)
    (tmp_path / "magclaims.toml").write_text(f"{text}\n")
    result = run("check")
    assert result.code == 2
    assert says in result.err
    assert "alue error" not in result.err


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("magclaims.toml", 'offline = true\n\nmailtoo = "x"\n', 3),
        ("magclaims.toml", 'offline = true\nfail-level = "eror"\n', 2),
        ("magclaims.toml", "offline = true\n[policy.ceilings]\nx = 'none'\n[severity]\n", 2),
        ("magclaims.toml", 'offline = true\n[severity]\nEVI007 = "bad"\n', 3),
        ("pyproject.toml", '[project]\nname = "x"\n[tool.magclaims]\nname = "x"\n', 4),
        ("pyproject.toml", "[tool.magclaims]\noffline = true\ncoverage = 120\n", 3),
    ],
)
def test_a_setting_that_cannot_be_has_its_line(
    run: Run, tmp_path: Path, name: str, text: str, line: int
) -> None:
    write_project(tmp_path)
    (tmp_path / name).write_text(text)
    result = run("check")
    assert result.code == 2
    assert f"{name}:{line}: " in result.err


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("MAGCLAIMS_FAIL_LEVL", "there is no such setting; did you mean MAGCLAIMS_FAIL_LEVEL?"),
        ("MAGCLAIMS_XQZ", "MAGCLAIMS_XQZ: there is no such setting\n"),
        ("MAGCLAIMS_ON_UNREACHABLE", "MAGCLAIMS_ON_UNREACHABLE: setting `on-unreachable`: input"),
        ("MAGCLAIMS_SELECT", "`select` is set in the configuration file only"),
    ],
)
def test_an_unknown_variable_is_an_error(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, says: str
) -> None:
    write_project(tmp_path)
    monkeypatch.setenv(name, "1")
    result = run("check")
    assert result.code == 2
    assert says in result.err


def test_settings_may_be_written_with_hyphens_and_codes_in_small_letters(
    run: Run, tmp_path: Path
) -> None:
    write_project(tmp_path)
    (tmp_path / "magclaims.toml").write_text('fail-level = "note"\nselect = ["evi"]\n')
    result = run("check")
    assert result.code == 1
    assert "EVI007" in result.out
    assert "NUM002 " not in result.out
    assert run("check", "--ignore", "evi007").code == 0
    (tmp_path / "magclaims.toml").write_text('[severity]\nevi007 = "note"\nnum002 = "note"\n')
    assert run("check").code == 0


def test_a_hyphen_is_standard_output(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    assert "EVI007" in run("check", "-o", "-").out
    assert run("report", "-o", "-").out.startswith("<!DOCTYPE html>")
    assert not (tmp_path / "-").exists()


def test_a_page_does_not_fill_a_terminal(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path)
    assert run("report", "--format", "markdown").out.startswith("# Beweringen")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run("report").out == "The report is in magclaims-report.html\n"
    assert run("report", "-f", "markdown").out == "The report is in magclaims-report.md\n"
    assert (tmp_path / "magclaims-report.md").read_text(encoding="utf-8").startswith("# Beweringen")
    assert run("report", "-f", "markdown", "-o", "-").out.startswith("# Beweringen")


def test_every_command_is_told_in_one_whole_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    listed = run("--help").out.partition("Commands:\n")[2].rstrip().splitlines()
    assert len(listed) >= 10
    for line in listed:
        assert line.endswith(".")
        assert not line.endswith("..."), line


def test_settings_come_from_the_file_the_environment_and_the_options(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, GOOD)
    (tmp_path / "pyproject.toml").write_text('[tool.magclaims]\nfail_level = "note"\n')
    assert run("check").code == 1
    monkeypatch.setenv("MAGCLAIMS_FAIL_LEVEL", "warning")
    assert run("check").code == 0
    assert run("check", "--fail-level", "note").code == 1


def test_select_ignore_and_severity(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    assert run("check", "--select", "DOI").code == 0
    assert run("check", "--ignore", "EVI,NUM").code == 0
    only = run("check", "--select", "NUM002").out
    assert "NUM002" in only
    assert "EVI007" not in only
    (tmp_path / "magclaims.toml").write_text('[severity]\nEVI007 = "note"\nNUM002 = "note"\n')
    assert run("check").code == 0


def test_a_baseline_lets_only_new_findings_fail(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    written = run("check", "--baseline", "known.json", "--write-baseline")
    assert written.code == 0
    assert run("check", "--baseline", "known.json").code == 0
    more = CLAIMS.replace("quote: verbetert uw geheugen", "quote: versterkt uw geheugen") + (
        "  - id: new\n    statement: It improves sleep.\n    kind: effect\n"
        "    about: {substance: magnesium, outcome: sleep}\n    occurrences:\n"
        "      - {article: memory, quote: beter slapen, strength: causal}\n"
    )
    write_project(tmp_path, more)
    result = run("check", "--baseline", "known.json", "-f", "json")
    assert result.code == 1
    new = [f["claim"] for f in json.loads(result.out)["findings"] if not f["baseline"]]
    assert new == ["new"]


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": 9, "findings": []}'])
def test_a_broken_baseline_is_an_error(run: Run, tmp_path: Path, text: str) -> None:
    write_project(tmp_path)
    (tmp_path / "known.json").write_text(text)
    assert run("check", "--baseline", "known.json").code == 2


def test_waivers(run: Run, tmp_path: Path) -> None:
    row = "  - {rule: %s, subject: %s, reason: synthetic, owner: editor, until: %s}\n"
    waivers = "waivers:\n" + "".join(
        row % values
        for values in [
            ("EVI007", "people", "2999-01-01"),
            ("NUM002", "enzymes", "2999-01-01"),
            ("EVI001", "rats", "2999-01-01"),
            ("EVI007", "people", "2001-01-01"),
            ("EVI07", "people", "2999-01-01"),
        ]
    )
    write_project(tmp_path, CLAIMS + waivers)
    result = run("check", "-f", "json")
    findings = json.loads(result.out)["findings"]
    assert {f["code"] for f in findings if f["waived"]} == {"EVI007", "NUM002"}
    codes = [f["code"] for f in findings if not f["waived"]]
    assert {"WVR001", "WVR002", "WVR003"} <= set(codes)
    assert json.loads(result.out)["summary"]["waived"] == 2
    assert result.code == 1, "a waiver of an unknown rule is an error"
    needs_reason = CLAIMS + "waivers:\n  - {rule: EVI007, subject: people, owner: editor}\n"
    write_project(tmp_path, needs_reason)
    assert "`reason` is missing" in run("check").out


def test_the_output_can_be_a_file(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    result = run("check", "-f", "sarif", "-o", "out/check.sarif")
    assert result.code == 1
    assert result.out == ""
    assert json.loads((tmp_path / "out" / "check.sarif").read_text())["version"] == "2.1.0"


def test_check_never_writes_to_the_data(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    before = {p: p.read_bytes() for p in (tmp_path / "data").iterdir()}
    run("check")
    assert {p: p.read_bytes() for p in (tmp_path / "data").iterdir()} == before


# --- with services ---------------------------------------------------------------------------------


def test_a_reference_is_verified_in_a_batch_and_then_from_the_cache(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    write_project(tmp_path, GOOD)
    first = json.loads(run("check", "-f", "json").out)
    assert {r["key"]: r["status"] for r in first["references"]}["slutsky2010"] == "verified"
    assert not any(claim["provisional"] for claim in first["claims"])
    asked = online.requests
    assert 0 < asked <= 3
    run("check")
    assert online.requests == asked


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        (DOI, "10.1016/j.neuron.2009.12.999", "DOI001", "not known"),
        (DOI, "10.1016/j.sleepx.2024.100121", "DOI002", "another work"),
        ("year = 2010", "year = 2012", "DOI003", 'year is "2012" here and "2010"'),
        ("Slutsky, Inna", "Sokolova, Inna", "DOI003", "first author"),
        ("{Neuron}", "{Brain}", "DOI004", "journal"),
        ("165--177", "165--187", "DOI004", "pages"),
        ("volume = 65", "volume = 56", "DOI004", "volume"),
        (
            "Enhancement of Learning and Memory by Elevating Brain Magnesium",
            "Verbetering van leren en geheugen door verhoging van magnesium in de hersenen",
            "DOI008",
            "translation",
        ),
    ],
)
def test_a_record_that_differs_is_found(
    run: Run, tmp_path: Path, online: StandIn, old: str, new: str, code: str, says: str
) -> None:
    write_project(tmp_path, GOOD, REFERENCES.replace(old, new))
    findings = json.loads(run("check", "-f", "json").out)["findings"]
    found = [f for f in findings if f["code"].startswith("DOI")]
    assert [f["code"] for f in found] == [code]
    assert says in found[0]["message"]
    assert found[0]["path"] == "data/references.bib"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("year = 2010", "year = 2012"),
        ("Slutsky, Inna", "Sokolova, Inna"),
        ("Learning and Memory", "Learning and Vision"),
    ],
)
def test_taking_the_doi_out_makes_nothing_green(
    run: Run, tmp_path: Path, online: StandIn, old: str, new: str
) -> None:
    wrong = REFERENCES.replace(old, new)
    write_project(tmp_path, GOOD, wrong)
    assert run("check").code == 1
    write_project(tmp_path, GOOD, wrong.replace(f"  doi = {{{DOI}}}\n", ""))
    result = run("check")
    assert result.code == 1
    assert f"if it is doi:{DOI}" in result.out


def test_what_nobody_finds_is_shown_with_what_comes_near(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    near = REFERENCES.replace("Enhancement of Learning and Memory by", "Loss of Learning by")
    near = near.replace(f"  doi = {{{DOI}}}\n", "").replace("volume = 65,", "").replace("165", "9")
    write_project(tmp_path, GOOD, near)
    result = run("check")
    assert f"near it come: doi:{DOI}" in result.out
    statuses = {
        r["key"]: r["status"] for r in json.loads(run("check", "-f", "json").out)["references"]
    }
    assert statuses["slutsky2010"] == "no_identifier"


def test_a_work_that_is_not_there_carries_nothing(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    write_project(tmp_path, GOOD, REFERENCES.replace(DOI, "10.1016/j.neuron.2009.12.999"))
    claims = json.loads(run("check", "-f", "json").out)["claims"]
    assert claims[0]["verdict"] == "unsupported"


@pytest.mark.parametrize("fault", [server_error(503), reset], ids=["503", "reset"])
def test_a_service_that_is_down_is_never_green(
    run: Run, tmp_path: Path, online: StandIn, monkeypatch: pytest.MonkeyPatch, fault: object
) -> None:
    for service in ("crossref", "europepmc", "datacite", "doi.org"):
        online.always(service, fault)  # type: ignore[arg-type]  # either form of a fault
    write_project(tmp_path, GOOD)
    result = run("check", "-f", "json")
    assert result.code == 3
    document = json.loads(result.out)
    statuses = {r["key"]: r["status"] for r in document["references"]}
    assert statuses["slutsky2010"] == "unverified"
    assert not any(f["code"] == "DOI001" for f in document["findings"])
    assert document["services_down"]
    assert run("check", "--on-unreachable", "pass").code == 0
    assert run("check", "--exit-zero").code == 0
    online.well()
    assert run("check").code == 0, "the failure was not remembered"


# --- report, lookup, rules -------------------------------------------------------------------------


def test_the_report_is_written_and_exits_with_0(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    result = run("report", "-o", "build/report.html")
    assert result.code == 0
    assert "build/report.html" in result.out
    page = (tmp_path / "build" / "report.html").read_text()
    assert "verbetert uw geheugen" in page
    assert run("report", "-f", "markdown").out.startswith("#")


@pytest.mark.parametrize(
    "form",
    [
        DOI,
        f"doi:{DOI}",
        f"https://doi.org/{DOI}",
        DOI.upper(),
        f"{DOI}.",
        "10.1016%2Fj.neuron.2009.12.026",
        f"info:doi/{DOI}",
        f"https:/doi.org/{DOI}",
        f"urn:doi:{DOI}",
        rf"\doi{{{DOI}}}",
    ],
)
def test_lookup_takes_any_form_of_a_doi(
    run: Run, tmp_path: Path, online: StandIn, form: str
) -> None:
    write_project(tmp_path)
    result = run("lookup", form)
    assert result.code == 0
    assert "Enhancement of Learning and Memory" in result.out
    assert "No notice as of" in result.out
    assert "slutsky2010" in result.out
    assert "rats, people" in result.out
    assert "names rats" in result.out
    assert "level: animal" in result.out


def test_lookup_formats(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path)
    document = json.loads(run("lookup", DOI, "-f", "json").out)
    assert (document["status"], document["in_bibliography"]) == ("found", "slutsky2010")
    assert document["carries"]["level"] == "animal"
    assert "@article{" in run("lookup", DOI, "-f", "bibtex").out
    assert json.loads(run("lookup", DOI, "-f", "csl-json").out)[0]["DOI"] == DOI
    assert "2010;65(2):165-177" in run("lookup", DOI, "-f", "ama").out


def test_lookup_without_a_dossier(run: Run, online: StandIn) -> None:
    result = run("lookup", DOI)
    assert result.code == 0
    assert "Not in the bibliography." in result.out


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("10.9999/synthetic.absent", 1, "not found"),
        ("10.1016", 2, "prefix"),
        ("info:doi/10,1016/j.neuron", 2, "no DOI"),
        ("https:/doi.org/neuron 2009 learning", 2, "no DOI"),
        ("   ", 2, "nothing to look up"),
        ("https://example.org/page", 2, "holds no DOI"),
    ],
)
def test_lookup_exit_codes(run: Run, online: StandIn, text: str, code: int, says: str) -> None:
    result = run("lookup", text)
    assert result.code == code
    assert says in result.out + result.err


def test_a_retracted_work_can_carry_nothing(run: Run, online: StandIn) -> None:
    doi = "10.5555/synthetic.retracted"
    result = run("lookup", doi)
    assert result.code == 1
    assert "It can support nothing: it was retracted" in result.out
    assert "at most" not in result.out
    assert "claims.yaml" not in result.out
    document = json.loads(run("lookup", doi, "-f", "json").out)
    assert (document["status"], document["evidence"]) == ("retracted", None)
    assert document["carries"]["at_most"] == "nothing"
    assert document["carries"]["level"] is None


def test_lookup_without_network_says_that_it_could_not_ask(run: Run) -> None:
    result = run("lookup", DOI)
    assert result.code == 3
    assert "could not be asked" in result.out
    assert "not found" not in result.out.replace("not 'not found'", "")
    assert run("lookup", DOI, "-f", "bibtex").code == 3


def test_lookup_searches_free_text(run: Run, online: StandIn) -> None:
    result = run("lookup", "elevating brain magnesium learning memory")
    assert result.code == 0
    assert DOI in result.out
    assert run("lookup", "elevating brain magnesium", "-f", "json").out.startswith("{")


def test_every_rule_can_be_explained(run: Run) -> None:
    listing = run("rules").out
    for line in listing.splitlines():
        page = run("explain", line.split()[0])
        assert page.code == 0
        assert "Instead:" in page.out
    assert run("explain", "preclinical-told-as-human").out.startswith("EVI007")
    family = run("explain", "evi").out.splitlines()
    assert family == [line for line in listing.splitlines() if line.startswith("EVI")]


@pytest.mark.parametrize("code", [code for code in languages() if code != DEFAULT])
def test_a_rule_is_explained_in_the_language_asked_for(run: Run, code: str) -> None:
    words = phrases(code)
    for rule in RULES.values():
        page = run("explain", rule.code, "--language", code).out
        told = words.rule(rule.code)
        assert told is not None
        assert all(text in page for text in told)
        assert not {"Why:", "Instead:", "Example:", "finds"} & set(page.split())


def test_a_rule_is_explained_in_the_language_of_the_settings(run: Run, tmp_path: Path) -> None:
    settings = tmp_path / "magclaims.toml"
    settings.write_text('language = "nl"\n')
    what, _, why = phrases("nl").rule("EVI007") or ("",) * 3
    assert f"Waarom: {why}" in run("explain", "EVI007").out
    assert what in run("rules").out
    assert "Why: " in run("explain", "EVI007", "--language", "en").out
    assert run("explain", "EVI007", "--language", "tlh").code == 2


def test_help_and_version_load_nothing_heavy() -> None:
    code = (
        "import sys\nsys.argv = ['magclaims', '--version']\n"
        "from magclaims.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = ['pydantic', 'httpx2', 'habanero', 'rich', 'jinja2', 'yaml', 'bibtexparser']\n"
        "print([m for m in heavy if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_module_runs_and_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    write_project(tmp_path)
    command = f"{sys.executable} -m magclaims check --offline | head -n 1"
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "Traceback" not in done.stderr


SOUND = "Bij ratten verbeterde het geheugen."


def with_articles(folder: Path, content: bytes | None, settings: str = "") -> Path:
    """A project whose settings name a folder of articles; without content, its text is absent."""
    write_project(folder, GOOD)
    (folder / "articles").mkdir()
    (folder / "magclaims.toml").write_text(f'articles = "articles"\n{settings}', encoding="utf-8")
    if content is not None:
        (folder / "articles" / "memory.txt").write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "no such file"),
        (b"Zink helpt.\nEen \xe9n woord.", "memory.txt:2:5: is not UTF-8: byte 0xe9"),
        (SOUND.encode("utf-16"), "UTF-16"),
        (SOUND.encode("utf-16-le"), "UTF-16"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        (b"PK\x03\x04\x14\0...word/document.xml...", "is a Word document (.docx)"),
        (b"PK\x03\x04\x14\0...[Content_Types].xml...", "is an archive"),
        (b"a" * 20_000_001, "larger than 20 MB"),
    ],
)
@pytest.mark.parametrize("settings", ["", "coverage = 100\n"])
def test_an_article_that_cannot_be_read_is_an_error(
    run: Run, tmp_path: Path, content: bytes | None, says: str, settings: str
) -> None:
    with_articles(tmp_path, content, settings)
    for command in ("check", "report"):
        result = run(command)
        assert result.code == 2
        assert says in result.err
        assert "the text of `memory`" in result.err
        assert not result.out


def test_every_article_that_cannot_be_read_is_named(run: Run, tmp_path: Path) -> None:
    with_articles(tmp_path, SOUND.encode())
    second = "  other: {title: Twee, language: nl, file: other.txt}\n  out: {title: Drie, language: nl, file: ../magclaims.toml}\n"
    claims = GOOD.replace("\nstudies:", second + "\nstudies:")
    write_project(tmp_path, claims)
    result = run("check")
    assert result.code == 2
    assert "other.txt:1:1: no such file (the text of `other`)" in result.err
    assert "leads out of the folder of the articles (the text of `out`)" in result.err


def test_a_folder_of_articles_that_is_absent_is_an_error(run: Run, tmp_path: Path) -> None:
    (with_articles(tmp_path, None) / "articles").rmdir()
    result = run("check")
    assert (result.code, "no such folder of articles" in result.err) == (2, True)
    assert run("check", "--articles", "nowhere").code == 2


def test_coverage_without_texts_is_an_error(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, GOOD)
    (tmp_path / "magclaims.toml").write_text("coverage = 100\n", encoding="utf-8")
    result = run("check")
    assert (result.code, "`coverage` is set" in result.err) == (2, True)


def test_what_of_a_page_is_not_read_is_said(run: Run, tmp_path: Path) -> None:
    page = (
        "<html lang=nl><nav><a href=/>Home</a></nav>\n<article><p>Bij ratten verbeterde het geheugen.</p>"
        "</article>\n<p hidden>Weg hier.</p>"
    )
    with_articles(tmp_path, page.encode())
    why = "navigation (1 word, line 1), hidden text (2 words, line 3)"
    assert f"parts of memory: not read: {why}" in " ".join(run("check").out.split())
    assert json.loads(run("check", "-f", "json").out)["skipped"][-1]["why"] == f"not read: {why}"
    assert (
        f"  parts of articles/memory.txt: not read: {why}" in run("scan", "articles/memory.txt").out
    )
    (scanned,) = json.loads(run("scan", "articles/memory.txt", "-f", "json").out)["articles"]
    assert scanned["left_out"] == [
        {"what": "navigation", "words": 1, "line": 1, "column": 30},
        {"what": "hidden text", "words": 2, "line": 3, "column": 11},
    ]


def test_sentences_that_are_not_graded_are_said(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("magclaims.lexicon.graded.GRADED", ("en", "nl"))  # French can be read alone
    french = "Le magnésium est un minéral qui aide les muscles et que les gens ne prennent pas."
    with_articles(tmp_path, f"{SOUND} Het is een zin van de dag.\n\n{french}\n".encode())
    assert "wording in memory: not graded: 1 sentence in `fr`" in " ".join(run("check").out.split())
    assert (
        "articles/memory.txt: not graded: 1 sentence in `fr`"
        in run("scan", "articles/memory.txt").out
    )


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ("--output-format=json", "instead of --output-format: --format"),
        ("--fix", "instead of --fix: magclaims fix --write"),
        ("--min-severity=error", "instead of --min-severity: --fail-level"),
    ],
)
def test_an_option_of_another_checker_is_told_by_its_name_here(
    run: Run, tmp_path: Path, option: str, says: str
) -> None:
    write_project(tmp_path)
    result = run("check", "--offline", option)
    assert (result.code, says in result.err) == (2, True)
    assert "instead of" not in run("check", "--offline", "--fromat").err


def test_no_option_of_another_checker_is_one_of_ours(run: Run) -> None:
    for name in ("check", "report", "scan", "grade", "lookup", "lock", "fix", "serve", "status"):
        shown = run(name, "--help").out.split()
        assert not set(OF_OTHERS) & {word.strip(",") for word in shown}, name


def test_an_article_in_the_place_of_a_registry_is_sent_to_scan(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "texts" / "sleep.md"
    text.parent.mkdir()
    text.write_text("Zink verbetert de slaap.\n", encoding="utf-8")
    for given in ("texts/sleep.md", "texts"):
        result = run("check", "--offline", given)
        assert result.code == 2
        assert "`magclaims scan texts/sleep.md` tells what it claims" in result.err.replace(
            "\\", "/"
        )
