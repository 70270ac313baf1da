"""`magclaims scan --interactive`: claims approved one by one. All of it is synthetic."""

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from magclaims.commands import scan as scan_command
from magclaims.commands.scan_claim import linked
from magclaims.commands.terminal import Questions
from magclaims.edit.entries import Known, claim_of
from magclaims.model.registry import Claim, Direction, Kind, Level, Reference, Strength
from magclaims.read.bibtex import read_bibliography
from magclaims.read.claims import Registry
from magclaims.read.claims import read as read_registry
from magclaims.render.language import phrases
from project import Run

ARTICLE = """\
# Minerals

Zinc shortens colds and may improve taste.[1] Iron reduces fatigue.

## References

1. Doe A. A made-up trial of zinc. Synth Rec. 2019;3:1. doi:10.5555/printed.one
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "magclaims.toml").write_text('articles = "articles"\n')
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "minerals.md").write_text(ARTICLE)
    return tmp_path


@pytest.fixture
def answer(run: Run, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    def call(*lines: str) -> str:
        shown = io.StringIO()
        answers = io.StringIO("".join(f"{line}\n" for line in lines))
        monkeypatch.setattr(scan_command, "questions", lambda t: Questions(answers, shown, t))
        result = run("scan", "articles/minerals.md", "--interactive", "--language", "en")
        assert result.code == 0, result.err
        return shown.getvalue()

    return call


def registry(project: Path) -> Registry:
    return read_registry([project / "data" / "claims.yaml"])


def test_an_accepted_claim_is_saved_and_a_second_run_goes_on(answer, project: Path) -> None:  # type: ignore[no-untyped-def]
    shown = answer("a", "q")
    assert "articles/minerals.md:3  claim 1 of 3" in shown
    assert "Zinc shortens colds and may improve taste.[1]" in shown
    assert "cites      doe2019, level unknown: A made-up trial of zinc" in shown
    assert "1 accepted, 0 skipped, 2 not come to; run it again to go on." in shown
    dossier = registry(project).dossier
    assert [claim.statement for claim in dossier.claims] == ["Zinc shortens colds"]
    assert list(dossier.articles) == ["minerals"]
    assert set(read_bibliography(project / "data" / "references.bib").references) == {"doe2019"}
    # The other clause of the same sentence comes next; what was skipped is asked again.
    shown = answer("s", "a")
    assert "statement  [zinc] may improve taste." in shown
    assert "1 accepted, 1 skipped." in shown
    shown = answer("a")
    assert "claim 1 of 1" in shown
    assert len(registry(project).dossier.claims) == 3
    assert "0 accepted, 0 skipped." in answer()
    assert not registry(project).faults


def test_what_is_no_claim_is_not_asked_again(run: Run, answer, project: Path) -> None:  # type: ignore[no-untyped-def]
    shown = answer("s", "s", "n")
    assert "0 accepted, 2 skipped, 1 no claims." in shown
    assert registry(project).dossier.articles["minerals"].no_claims == ("Iron reduces fatigue",)
    assert "claim 1 of 2" in answer("q")
    run("scan", "articles/minerals.md", "--write", "--language", "en")
    found = registry(project)
    assert [claim.id for claim in found.drafts] == ["zinc-shortens-colds", "may-improve-taste"]
    # A draft goes with it, and `check` does not miss the sentence.
    shown = answer("n", "n")
    assert "2 no claims." in shown
    assert registry(project).drafts == ()
    assert len(registry(project).dossier.articles["minerals"].no_claims) == 3
    findings = json.loads(run("check", "--offline", "-f", "json").out)["findings"]
    assert "TXT004" not in {finding["code"] for finding in findings}
    result = run("scan", "articles/minerals.md", "--write", "--language", "en")
    assert "Nothing new to propose." in result.out


def test_what_the_article_lists_on_the_same_is_shown_and_offered(answer, project: Path) -> None:  # type: ignore[no-untyped-def]
    article = ARTICLE.replace("trial of zinc", "trial of iron and fatigue")
    (project / "articles" / "minerals.md").write_text(article)
    shown = answer("s", "s", "l", "", "ani", "a")
    assert "listed     doe2019, level unknown: A made-up trial of iron and fatigue" in shown
    (claim,) = registry(project).dossier.claims
    assert [(x.reference, x.level) for x in claim.evidence] == [("doe2019", Level.ANIMAL)]


def test_the_end_of_the_input_is_quit(answer, project: Path) -> None:  # type: ignore[no-untyped-def]
    assert "1 accepted, 0 skipped, 2 not come to" in answer("a")
    assert len(registry(project).dossier.claims) == 1


def test_a_claim_is_edited_and_linked(answer, project: Path) -> None:  # type: ignore[no-untyped-def]
    shown = answer(
        *(
            "e",
            "",
            "Zinc makes colds shorter",
            "study",
            "",
            "common cold; taste",
            "impro",
            "nonsense",
        ),
        *("cond", "l", "no such", "l", "made-up", "ani", "a", "q"),
    )
    assert "strength is one of: none, correlational, conditional, causal" in shown
    assert "The bibliography has no such reference" in shown
    assert "evidence   doe2019, animal: A made-up trial of zinc" in shown
    (claim,) = registry(project).dossier.claims
    assert claim.statement == "Zinc makes colds shorter"
    assert claim.kind is Kind.STUDY_RESULT
    assert claim.about.outcome == ("common cold", "taste")
    assert claim.direction is Direction.IMPROVES
    assert claim.occurrences[0].strength is Strength.CONDITIONAL
    assert [(link.reference, link.level) for link in claim.evidence] == [("doe2019", Level.ANIMAL)]


def test_one_value_is_edited_and_what_the_sentence_cites_is_offered(answer, project: Path) -> None:  # type: ignore[no-untyped-def]
    shown = answer("e", "dir", "changes", "l", "", "human", "a", "q")
    assert "which (statement, kind, substance, outcome, direction, strength, all) [all]" in shown
    assert "words of its title [doe2019]" in shown
    (claim,) = registry(project).dossier.claims
    assert (claim.direction, claim.kind) == (Direction.CHANGES, Kind.EFFECT)
    assert [(link.reference, link.level) for link in claim.evidence] == [("doe2019", Level.HUMAN)]


def test_where_nothing_waits_it_says_so(answer, project: Path) -> None:  # type: ignore[no-untyped-def]
    answer("n", "n", "n")
    assert "Nothing to ask: what it claims is registered, or said to be no claim." in answer()


def test_a_reference_is_linked_by_its_number_in_the_article(answer, project: Path) -> None:  # type: ignore[no-untyped-def]
    answer("l", "1", "animal", "a", "q")
    (claim,) = registry(project).dossier.claims
    assert [(link.reference, link.level) for link in claim.evidence] == [("doe2019", Level.ANIMAL)]
    assert "The bibliography has no such reference" in answer("l", "7", "q")


def test_drafts_are_approved_where_they_stand(run: Run, answer, project: Path) -> None:  # type: ignore[no-untyped-def]
    run("scan", "articles/minerals.md", "--write", "--language", "en")
    path = project / "data" / "claims.yaml"
    path.write_text(path.read_text().replace("    kind: effect\n", "    kind: effect  # ours\n"))
    before = path.read_text()
    assert len(registry(project).drafts) == 3
    shown = answer("a", "e", "", "", "", "", "-", "-", "", "a", "q")
    assert "2 accepted, 0 skipped, 1 not come to" in shown
    after = registry(project)
    assert [claim.id for claim in after.drafts] == ["iron-reduces-fatigue"]
    first, second = after.dossier.claims
    assert first.statement == "Zinc shortens colds"
    assert (second.about.outcome, second.direction) == ((), None)
    # Of the one that was accepted as it stands, nothing but the mark is gone.
    lines = path.read_text().splitlines()
    entry = before[before.index("  - id: zinc-shortens") : before.index("  - id: may-improve")]
    kept = [line for line in entry.splitlines() if "draft: true" not in line]
    assert all(line in lines for line in kept)


def test_what_says_todo_is_not_accepted(answer, project: Path) -> None:  # type: ignore[no-untyped-def]
    (project / "articles" / "minerals.md").write_text(
        "# On a day in June 2025\n\nIt improves sleep.\n"
    )
    shown = answer("a", "e", "", "", "", "zinc", "", "", "", "a")
    assert "The substance says TODO: press e and fill it in first." in shown
    assert registry(project).dossier.claims[0].about.substance == ("zinc",)


def test_control_characters_do_not_reach_the_terminal(answer, project: Path) -> None:  # type: ignore[no-untyped-def]
    (project / "articles" / "minerals.md").write_text("Zinc \x1b[31mimproves sleep.\n")
    assert "\x1b" not in answer("e", "", "", "", "", "", "", "", "a")


@pytest.mark.parametrize("more", [["--write"], ["-f", "json"]])
def test_what_excludes_each_other(run: Run, project: Path, more: list[str]) -> None:
    result = run("scan", "articles/minerals.md", "--interactive", *more)
    assert result.code == 2
    assert "--interactive goes with neither" in result.err


def test_without_a_terminal_it_says_so(run: Run, project: Path) -> None:
    result = run("scan", "articles/minerals.md", "--interactive")
    assert result.code == 2
    assert "--interactive asks in a terminal, and there is none here" in result.err
    assert not (project / "data").exists()


def test_in_a_real_terminal(project: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "magclaims", "scan", "articles/minerals.md"]
    with subprocess.Popen(
        [*command, "--interactive", "--offline", "--language", "en"],
        cwd=project,
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.STDOUT,
    ) as process:
        os.close(theirs)
        shown = b""
        answers = [b"a\n", b"q\n"]
        while True:
            try:
                read = os.read(ours, 4096)
            except OSError:  # Linux says so at the end
                break
            if not read:
                break
            shown += read
            if answers and shown.count(b"[q]uit, then Enter:") == 3 - len(answers):
                os.write(ours, answers.pop(0))
        assert process.wait() == 0, shown
    os.close(ours)
    assert b"1 accepted, 0 skipped, 2 not come to" in shown
    assert len(registry(project).dossier.claims) == 1


def test_words_typed_by_mistake_accept_nothing(answer, project: Path) -> None:  # type: ignore[no-untyped-def]
    assert "0 accepted, 1 skipped, 2 not come to" in answer("asasl", "a s", "skip", "quit")
    assert not (project / "data" / "claims.yaml").exists()


def test_a_reference_is_found_by_part_of_its_key_and_has_no_level_by_itself(  # type: ignore[no-untyped-def]
    answer, project: Path
) -> None:
    shown = answer("l", "doe", "", "l", "doe", "animal", "a", "q")
    assert "Not linked: as evidence it needs a level." in shown
    (claim,) = registry(project).dossier.claims
    assert [(link.reference, link.level) for link in claim.evidence] == [("doe2019", Level.ANIMAL)]


def _linked(known: Known, *lines: str) -> tuple[Claim, str]:
    shown = io.StringIO()
    terminal = Questions(io.StringIO("".join(f"{line}\n" for line in lines)), shown, phrases("en"))
    claim = claim_of(
        "  - id: zinc\n    statement: Zinc improves sleep.\n    kind: effect\n"
        "    about: {substance: zinc, outcome: sleep}\n"
        "    occurrences: [{article: a, quote: Zinc improves sleep, strength: causal}]\n"
    )
    references = {
        "doe2019": Reference(key="doe2019", entry_type="article", title="A made-up trial")
    }
    return linked(claim, references, terminal, known=known), shown.getvalue()


def test_the_level_that_a_record_tells_is_offered() -> None:
    claim, shown = _linked(Known(likely={"doe2019": Level.ANIMAL}), "doe2019", "")
    assert "background) [animal]" in " ".join(shown.split())
    assert [link.level for link in claim.evidence] == [Level.ANIMAL]


def test_a_retracted_work_is_not_linked() -> None:
    claim, shown = _linked(Known(withdrawn=["doe2019"]), "doe2019", "human")
    assert not claim.evidence
    assert "it was retracted" in shown
