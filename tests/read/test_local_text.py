"""Texts by language in claims files: said once, and in the language of an article."""

import copy
from pathlib import Path

import pytest

from magclaims.model.local_text import LocalText, local
from magclaims.read.claims import Registry, read

CLAIM = """\
claims:
  - id: one
    statement: It is a synthetic claim.
    kind: effect
    about: {{substance: zinc, outcome: taste}}
    occurrences:
      - {{article: a, quote: een synthetische bewering, strength: causal}}
    evidence:
      - {{reference: ref, level: human, relation: partial, missing: {missing}, says: {says}}}
"""


def load(tmp_path: Path, *, says: str = "better", missing: str = "men") -> Registry:
    path = tmp_path / "claims.yaml"
    path.write_text(CLAIM.format(says=says, missing=missing), encoding="utf-8")
    return read([path])


@pytest.mark.parametrize(
    ("says", "english", "dutch"),
    [
        ("better", "better", None),
        ("{en: better, nl: beter}", "better", "beter"),
        ("{nl: beter, en: better}", "better", "beter"),
        ("{nl: beter}", None, "beter"),
    ],
)
def test_a_text_is_given_in_english_or_by_language(
    tmp_path: Path, says: str, english: str | None, dutch: str | None
) -> None:
    registry = load(tmp_path, says=says)
    assert registry.faults == ()
    said = registry.dossier.claims[0].evidence[0].says
    assert said is not None
    assert (said.in_language("en"), said.in_language("nl-BE")) == (english, dutch)
    assert said == (english or dutch)
    assert said.language == ("en" if english else "nl")


@pytest.mark.parametrize(
    "missing",
    [
        "{en: [men, children], nl: [mannen, kinderen]}",
        "[{en: men, nl: mannen}, {en: children, nl: kinderen}]",
    ],
)
def test_a_list_is_given_by_language_as_a_whole_or_item_by_item(
    tmp_path: Path, missing: str
) -> None:
    registry = load(tmp_path, missing=missing)
    assert registry.faults == ()
    found = registry.dossier.claims[0].evidence[0].missing
    assert found == ("men", "children")
    assert [item.in_language("nl") for item in found] == ["mannen", "kinderen"]


def test_a_single_text_by_language_is_one_item(tmp_path: Path) -> None:
    (found,) = load(tmp_path, missing="{en: men, nl: mannen}").dossier.claims[0].evidence[0].missing
    assert found.in_language("nl") == "mannen"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("says", "{dutch: beter}", "'dutch' is none"),
        ("says", "{nl: }", "should be text, or texts by language"),
        ("says", "[a, b]", "should be text, or texts by language"),
        ("says", "{}", "should be text, or texts by language"),
        ("says", "x" * 2001, "is longer than 2000 characters"),
        ("missing", "{en: [men], nl: [mannen, kinderen]}", "as many things in each language"),
    ],
)
def test_what_cannot_be_is_told(tmp_path: Path, field: str, value: str, told: str) -> None:
    faults = load(tmp_path, **{field: value}).faults
    assert any(told in fault.message and field in fault.message for fault in faults)


def test_plain_text_counts_as_english() -> None:
    assert local("better").in_language("en") == "better"
    both = LocalText({"nl": "beter", "en": "better"})
    assert local(both) is both
    assert copy.deepcopy(both).in_language("nl") == "beter"
