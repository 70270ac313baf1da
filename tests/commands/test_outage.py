"""Services that give no answer: told once, never green. All of it is synthetic."""

import json
from pathlib import Path

import pytest

from project import GOOD, REFERENCES, Run, write_project
from standin import StandIn, server_error, status

MANY = "".join(
    f"@article{{k{n}, title = {{A made-up title}}, author = {{Doe, Ann}}, year = 2019, "
    f"doi = {{10.5555/made.up.{n}}}}}\n"
    for n in range(12)
)
PMID = "@article{p, title = {Another made-up title}, author = {Doe, Ann}, pmid = {1}}\n"
SERVICES = ("crossref", "europepmc", "datacite", "doi")


@pytest.fixture
def out(tmp_path: Path, online: StandIn) -> StandIn:
    """A project, and no service that answers."""
    write_project(tmp_path, GOOD, REFERENCES + MANY + PMID)
    for service in SERVICES:
        online.always(service, server_error(503))
    return online


@pytest.mark.parametrize(
    "format_", ["text", "github", "junit", "markdown", "html", "sarif", "json"]
)
def test_an_outage_is_told_once(run: Run, out: StandIn, format_: str) -> None:
    result = run("check", "-f", format_)
    assert result.code == 3
    said = result.out + result.err
    if format_ != "json":  # says the reason of each reference, too
        assert said.count("server error (503)") == 2, "by Crossref, and by Europe PMC"
    document = json.loads(run("check", "-f", "json").out)
    found = [f for f in document["findings"] if f["code"] == "DOI009"]
    assert [f["message"].partition(": `")[0] for f in found] == [
        "13 references are unverified: Crossref gave no answer",
        "`p` is unverified: Europe PMC gave no answer",
    ]
    assert found[0]["message"].endswith("`k8` and 3 more")


def test_offline_is_told_once(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, GOOD, REFERENCES + MANY)
    result = run("check")
    assert result.code == 0
    assert result.out.count("DOI009") == 1
    assert "13 references are unverified: nobody was asked (offline)" in result.out


def test_an_outage_is_no_finding_about_the_first_reference(
    run: Run, tmp_path: Path, out: StandIn
) -> None:
    waivers = "waivers:\n  - {rule: DOI009, subject: %s, reason: r, owner: o, until: 2099-01-01}\n"
    for waived, left in (("slutsky2010", 12), ("k3", 12)):
        write_project(tmp_path, GOOD + waivers % waived, REFERENCES + MANY)
        document = json.loads(run("check", "-f", "json").out)
        found = {f["message"][:13]: f["waived"] for f in document["findings"]}
        assert found[f"{left} references"] is None, "a waiver covers what it names"
        assert not [f for f in document["findings"] if f["code"] == "WVR002"]


def test_lock_tells_it_once(run: Run, out: StandIn) -> None:
    result = run("lock")
    assert result.code == 3
    assert (result.out + result.err).count("server error (503)") == 2
    (line,) = [line for line in result.out.splitlines() if "Crossref gave no answer" in line]
    assert "slutsky2010" in line


def test_fix_says_it(run: Run, out: StandIn) -> None:
    result = run("fix")
    assert result.code == 3
    assert result.err.count("Crossref: given up") == 1


def test_fix_says_which_reference_alone_got_no_answer(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    write_project(tmp_path, GOOD, REFERENCES + MANY[: MANY.index("@article{k1")])
    online.always("crossref:single", status(403))
    result = run("fix")
    assert "k0: Crossref: access refused (403)" in result.err
    assert run("fix", "--on-unreachable", "pass").err.count("k0: ") == 1


def test_scan_says_it(run: Run, tmp_path: Path, out: StandIn) -> None:
    (tmp_path / "a.md").write_text(
        "# Sleep\n\nMagnesium improves sleep.[1]\n\n## References\n\n"
        "1. Doe A. A made-up title. Synth Rec. 2019;3:1. doi:10.5555/made.up.0\n"
    )
    result = run("scan", "a.md", "--write", "--language", "en")
    assert result.code == 0
    assert result.err.count("k0: Crossref: server error (503)") == 1
    assert "is not known:" in result.err, "that another address was asked"


def test_half_an_answer_is_not_green(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD, "")
    online.always("europepmc", server_error(503))
    result = run("lookup", "10.1016/j.neuron.2009.12.026")
    assert result.code == 3
    assert "half of the answer is lacking: Europe PMC" in result.err
    added = run("lookup", "10.1016/j.neuron.2009.12.026", "--add")
    assert added.code == 3
    assert "added to" in added.err
