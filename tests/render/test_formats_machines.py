"""SARIF, JUnit, GitLab's report and GitHub's annotations and summary: what CI servers read."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from format_samples import WAIVER, clean, finding, sample
from magclaims.model.finding import Severity
from magclaims.model.report import Report
from magclaims.render import FORMATS, Provenance, RenderOptions
from magclaims.render.markdown import step_summary

LEVELS = {"none", "note", "warning", "error"}


@dataclass(frozen=True)
class FakeRule:
    code: str
    name: str
    severity: Severity
    manual: str


RULES = (
    FakeRule("EVI002", "overstated", Severity.ERROR, "Says too much.\n\nWhat: x"),
    FakeRule("ZZZ001", "never-found", Severity.NOTE, ""),
)


def sarif(report: Report, options: RenderOptions | None = None) -> dict[str, Any]:
    log = json.loads(FORMATS["sarif"].render(report, options))
    run: dict[str, Any] = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert len(log["runs"]) == 1
    return run


def junit(report: Report, options: RenderOptions | None = None) -> ET.Element:
    return ET.fromstring(FORMATS["junit"].render(report, options))


def with_findings(*findings: object) -> Report:
    return clean().model_copy(update={"findings": findings})


# --- SARIF


def test_sarif_has_the_structure_that_the_standard_asks_for() -> None:
    run = sarif(sample())
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len({r["id"] for r in rules}) == len(rules)
    assert len(run["results"]) == len(sample().findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in LEVELS
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1
        assert re.fullmatch(r"[\w./%-]+", place["artifactLocation"]["uri"])
        assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        assert result.get("baselineState") in {"new", "unchanged"}
    for rule in rules:
        assert re.fullmatch(r"[A-Z][A-Za-z]+", rule["name"])
        assert rule["defaultConfiguration"]["level"] in LEVELS


def test_sarif_keeps_waived_findings_as_suppressed() -> None:
    suppressed = [r for r in sarif(sample())["results"] if "suppressions" in r]
    assert len(suppressed) == 2
    assert suppressed[0]["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": f"{WAIVER.reason} (ed, until 2027-01-01)",
        }
    ]


def test_sarif_baseline_state_only_with_a_baseline() -> None:
    states = [r["baselineState"] for r in sarif(sample())["results"]]
    assert states.count("unchanged") == 1
    one = finding("SCH001", "broken-entry", Severity.ERROR, "x")
    assert "baselineState" not in sarif(with_findings(one))["results"][0]


def test_sarif_rules_come_with_their_manual() -> None:
    rules = {
        r["id"]: r for r in sarif(sample(), RenderOptions(rules=RULES))["tool"]["driver"]["rules"]
    }
    assert rules["EVI002"]["shortDescription"]["text"] == "Says too much."
    assert rules["EVI002"]["fullDescription"]["text"] == "Says too much. x"
    assert rules["EVI002"]["help"]["text"] == RULES[0].manual
    assert rules["EVI002"]["help"]["markdown"].endswith("\n\n**What.** x")
    assert rules["EVI002"]["helpUri"] == "https://magclaims.github.io/magclaims/rules/EVI002/"
    assert rules["ZZZ001"]["help"]["text"] == "never-found"
    assert rules["DOI001"]["name"] == "Retracted"


def test_sarif_fingerprints_survive_moved_lines_and_differ_otherwise() -> None:
    def prints(report: Report) -> list[str]:
        return [r["partialFingerprints"]["magclaims/v1"] for r in sarif(report)["results"]]

    before = sample()
    moved = before.model_copy(
        update={
            "findings": tuple(f.model_copy(update={"line": f.line + 7}) for f in before.findings),
            "claims": tuple(
                c.model_copy(
                    update={
                        "occurrences": tuple(
                            o.model_copy(update={"line": o.line + 7}) for o in c.occurrences
                        )
                    }
                )
                for c in before.claims
            ),
        }
    )
    assert prints(before) == prints(moved)
    assert len(set(prints(before))) == len(before.findings)
    same = finding("SCH001", "broken-entry", Severity.ERROR, "x")
    first, second = prints(with_findings(same, same))
    assert first.endswith(":1")
    assert second == first.removesuffix("1") + "2"


def test_sarif_messages_hold_no_links_and_no_placeholders() -> None:
    one = finding("SCH001", "broken", Severity.ERROR, "a {0} [b](https://x.invalid)")
    text = sarif(with_findings(one))["results"][0]["message"]["text"]
    assert text == "a {{0}} [b] (https://x.invalid)."


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a b/c#d.yaml", {"uri": "a%20b/c%23d.yaml", "uriBaseId": "%SRCROOT%"}),
        ("./data/x.bib", {"uri": "data/x.bib", "uriBaseId": "%SRCROOT%"}),
        ("data\\x.bib", {"uri": "data/x.bib", "uriBaseId": "%SRCROOT%"}),
        ("/srv/x.bib", {"uri": "file:///srv/x.bib"}),
        ("C:\\x y.bib", {"uri": "file:///C:/x%20y.bib"}),
    ],
)
def test_sarif_artifact_addresses(path: str, expected: dict[str, str]) -> None:
    one = finding("SCH001", "broken", Severity.ERROR, "x", path=path)
    location = sarif(with_findings(one))["results"][0]["locations"][0]
    assert location["physicalLocation"]["artifactLocation"] == expected


def test_sarif_tells_what_was_not_checked() -> None:
    notes = sarif(sample())["invocations"][0]["toolExecutionNotifications"]
    assert [n["level"] for n in notes] == ["warning", "note"]
    assert "toolExecutionNotifications" not in sarif(clean())["invocations"][0]


# --- JUnit


def test_junit_counts_agree_with_its_cases() -> None:
    root = junit(sample())
    totals = dict.fromkeys(("tests", "failures", "skipped"), 0)
    for suite in root:
        cases = suite.findall("testcase")
        failed = [c for c in cases if c.find("failure") is not None]
        skipped = [c for c in cases if c.find("skipped") is not None]
        assert not set(failed) & set(skipped)
        for name, found in (("tests", cases), ("failures", failed), ("skipped", skipped)):
            assert int(suite.attrib[name]) == len(found)
            totals[name] += len(found)
    assert {name: int(root.attrib[name]) for name in totals} == totals
    assert totals["failures"] == 3


def cases(root: ET.Element) -> dict[str, ET.Element]:
    return {f"{c.attrib['classname']}/{c.attrib['name']}": c for c in root.iter("testcase")}


def test_junit_fails_errors_and_skips_what_is_accepted_or_unverified() -> None:
    found = cases(junit(sample()))
    assert found["references/bad2019"].find("failure") is not None
    assert found["references/roe2021"].find("skipped") is not None
    assert found["references/zoe2018"].find("skipped") is not None
    assert found["references/doe2020"].find("failure") is None
    bones = found["synthetic-en/bones"]
    mood = found["synthetic-en/mood"]
    stress = found["synthetic-en/stress"]
    assert bones.find("skipped") is not None
    assert mood.find("skipped") is not None
    assert stress.find("failure") is None
    assert stress.find("skipped") is None


def test_junit_follows_the_fail_level() -> None:
    root = junit(sample(), RenderOptions(fail_level=Severity.WARNING))
    stress = cases(root)["synthetic-en/stress"]
    assert stress.find("failure") is not None
    assert int(root.attrib["failures"]) == 5


def test_junit_names_survive_an_edit() -> None:
    before = sample()
    moved = before.model_copy(
        update={
            "findings": tuple(
                f.model_copy(update={"line": f.line + 7, "message": "reworded"})
                for f in before.findings
            ),
            "claims": tuple(
                c.model_copy(
                    update={
                        "occurrences": tuple(
                            o.model_copy(update={"line": o.line + 7}) for o in c.occurrences
                        )
                    }
                )
                for c in before.claims
            ),
        }
    )
    assert set(cases(junit(before))) == set(cases(junit(moved)))


def test_junit_names_are_told_apart() -> None:
    same = finding("SCH001", "broken-entry", Severity.ERROR, "x")
    names = [c.attrib["name"] for c in junit(with_findings(same, same)).iter("testcase")]
    assert "SCH001 broken-entry claims.yaml" in names
    assert "SCH001 broken-entry claims.yaml (2)" in names


def test_junit_text_is_data() -> None:
    root = junit(sample())
    messages = " ".join(f.attrib["message"] for f in root.iter("failure"))
    assert "<script>alert(1)</script>" in messages
    assert "]]>" in messages
    assert not list(root.iter("script"))


def test_junit_of_an_empty_report() -> None:
    empty = clean().model_copy(update={"claims": (), "references": (), "articles": ()})
    root = junit(empty)
    assert root.attrib["tests"] == "0"
    assert not list(root)


# --- paths


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("data/x.bib", "site/nl/data/x.bib"),
        ("./data\\x.bib", "site/nl/data/x.bib"),
        ("../../shared/x.bib", "shared/x.bib"),
        ("../../../x.bib", "/x.bib"),
        ("/repo/a.bib", "a.bib"),
        ("/elsewhere/a.bib", "/elsewhere/a.bib"),
        ("C:\\x.bib", "C:/x.bib"),
    ],
)
def test_paths_are_those_of_the_repository(path: str, expected: str) -> None:
    options = RenderOptions(folder=Path("/repo/site/nl"), root=Path("/repo"))
    report = with_findings(finding("SCH001", "broken", Severity.ERROR, "x", path=path, line=3))
    (entry,) = json.loads(FORMATS["gitlab"].render(report, options))
    assert entry["location"] == {"path": expected, "lines": {"begin": 3}}
    uri = sarif(report, options)["results"][0]["locations"][0]["physicalLocation"]
    assert uri["artifactLocation"]["uri"].removeprefix("file:///").endswith(expected.lstrip("/"))
    assert f"::{expected}:3:1: SCH001 x" in FORMATS["github"].render(report, options)


# --- SARIF with the files at hand


def test_sarif_shows_the_lines_around_a_finding() -> None:
    text = "first\r\nsecond: word\r\nthird\r\n"
    options = RenderOptions(source={"a.yaml": text}.get)
    one = finding("SCH001", "broken", Severity.ERROR, "x", path="a.yaml", line=2, column=9)
    place = sarif(with_findings(one), options)["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"]["snippet"] == {"text": "word"}
    around = place["contextRegion"]
    assert (around["startLine"], around["endLine"]) == (1, 3)
    assert around["snippet"]["text"] == "first\nsecond: word\nthird"
    beyond = one.model_copy(update={"line": 99})
    place = sarif(with_findings(beyond), options)["results"][0]["locations"][0]["physicalLocation"]
    assert "contextRegion" not in place


def test_sarif_names_the_commit() -> None:
    known = Provenance("https://git.example.org/site", "0" * 40)
    assert sarif(clean(), RenderOptions(provenance=known))["versionControlProvenance"] == [
        {
            "repositoryUri": "https://git.example.org/site",
            "revisionId": "0" * 40,
            "mappedTo": {"uriBaseId": "%SRCROOT%"},
        }
    ]
    assert "versionControlProvenance" not in sarif(clean())


def test_sarif_messages_are_those_of_their_rules() -> None:
    run = sarif(sample(), RenderOptions(rules=RULES))
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        form = rules[result["ruleIndex"]]["messageStrings"][result["message"]["id"]]["text"]
        asked = {int(n) for n in re.findall(r"(?<!\{)\{(\d)\}", form)}
        assert asked == set(range(len(result["message"]["arguments"])))


# --- GitLab


def test_gitlab_lists_what_is_open_with_a_fingerprint_each() -> None:
    entries = json.loads(FORMATS["gitlab"].render(sample()))
    open_findings = [f for f in sample().findings if f.waived is None and not f.baseline]
    assert [e["check_name"] for e in entries] == [f.code for f in open_findings]
    assert len({e["fingerprint"] for e in entries}) == len(entries)
    assert {e["severity"] for e in entries} == {"major", "minor", "info"}
    assert entries[0]["description"].startswith("EVI002: The cited study is in rats")
    assert json.loads(FORMATS["gitlab"].render(clean())) == []


# --- GitHub


def many(number: int, severity: Severity = Severity.ERROR, code: str = "SCH001") -> list[Any]:
    return [
        finding(code, "broken-entry", severity, f"fault {n}", line=n) for n in range(1, number + 1)
    ]


def test_github_tells_the_rest_of_a_kind_in_one() -> None:
    found = many(62) + many(11, Severity.WARNING, "REF001") + many(10, Severity.NOTE, "REF002")
    out = FORMATS["github"].render(with_findings(*found))
    assert [out.count(f"::{kind} file=") for kind in ("error", "warning", "notice")] == [10, 10, 10]
    rest = [line for line in out.splitlines() if line.startswith("::notice title=")]
    assert len(rest) == 2
    assert "not shown: 52 errors (SCH001 broken-entry: 52)" in rest[0]
    assert "not shown: 1 warning (REF001" in rest[1]
    # GitHub shows ten notices: these are among them.
    assert out.index("not shown: 1 warning") < out.index("::notice file=")


def test_github_puts_the_worst_first() -> None:
    lines = FORMATS["github"].render(sample()).splitlines()
    titles = [re.search(r"title=(\w+)", line) for line in lines if line.startswith("::error")]
    assert [t[1] for t in titles if t] == ["DOI001", "EVI001", "EVI002"]


def test_the_step_summary_names_verdicts_causes_and_what_is_new() -> None:
    text = step_summary(sample(), RenderOptions(folder=Path("/r/site"), root=Path("/r")))
    assert text.startswith("## magclaims: 3 errors, 3 warnings, 2 notes\n")
    assert "| ✕ contradicted | 1 |" in text
    assert "## Fix first" in text
    new = text[text.index("## New") : text.index("## Fix first")]
    assert "`site/articles/synthetic-en.txt:12:5` **EVI002** error" in new
    assert "lifts mood" not in new
    assert "## New" not in step_summary(clean(), RenderOptions())


def test_the_step_summary_stays_short() -> None:
    known = finding("SCH002", "duplicate", Severity.NOTE, "known", baseline=True)
    text = step_summary(with_findings(*many(5000), known), RenderOptions())
    assert "and 4990 more" in text
    assert len(text) < 10_000
