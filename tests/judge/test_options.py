"""Settings that rules declare: nothing stands between the configuration and the rule."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field

from magclaims.config import Settings, all_settings, settings_of_services
from magclaims.judge.case import Case
from magclaims.judge.option import Option
from magclaims.judge.rule import OPTIONS, RULES, Hit, rule
from magclaims.model.finding import Severity
from project import Run, write_project

MOST: Option[int | None] = Option(
    "most_claims", Annotated[int, Field(ge=1)] | None, None, "The most claims in a registry."
)


def too_many(case: Case) -> Iterator[Hit]:
    """A registry has more claims than it may.

    What: More than `most_claims`.
    Why: A synthetic rule, for the test.
    Instead: Fewer.
    """
    most = case.option(MOST)
    if most is not None and len(case.dossier.claims) > most:
        yield Hit(case.at_claim(case.dossier.claims[0]), f"more than {most} claims", "write fewer")


@pytest.fixture
def added() -> Iterator[None]:
    """The rule as somebody adds it."""
    rule("TRC999", Severity.ERROR, options=[MOST])(too_many)
    all_settings.cache_clear()
    yield
    del RULES["TRC999"], OPTIONS["most_claims"]
    all_settings.cache_clear()


@pytest.mark.usefixtures("added")
def test_a_rule_brings_its_own_setting(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path)
    assert "TRC999" not in run("check").out
    settings = tmp_path / "magclaims.toml"
    settings.write_text("most-claims = 1\n")
    assert "more than 1 claims" in run("check").out
    settings.write_text("most-claims = 0\n")
    assert "magclaims.toml:1: setting `most-claims`: input should be greater" in run("check").err
    settings.write_text("most-claim = 1\n")
    assert "unknown setting `most-claim`; did you mean `most-claims`?" in run("check").err
    settings.unlink()
    monkeypatch.setenv("MAGCLAIMS_MOST_CLAIMS", "1")
    assert "more than 1 claims" in run("check").out
    monkeypatch.setenv("MAGCLAIMS_MOST_CLAIM", "1")
    assert "did you mean MAGCLAIMS_MOST_CLAIMS?" in run("check").err


def test_the_manual_page_has_the_setting() -> None:
    assert "\nSetting: `coverage`: The share of claim-like sentences" in RULES["TXT005"].manual


def test_a_setting_has_one_owner() -> None:
    taken = OPTIONS.keys() & (Settings.model_fields.keys() | settings_of_services().keys())
    assert not taken, f"there are settings of that name: {', '.join(sorted(taken))}"
    other: Option[int] = Option("coverage", int, 0, "Of another rule.")
    with pytest.raises(ValueError, match="the option coverage is taken"):
        rule("TRC999", Severity.ERROR, options=[other])(too_many)
    RULES.pop("TRC999", None)
