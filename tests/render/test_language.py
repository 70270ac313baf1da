"""Every language says everything that readers of a report see."""

import re
from string import Formatter
from typing import Any

import pytest

import magclaims.judge.rules  # noqa: F401 - registers the rules
from magclaims.judge.policy import CauseKind
from magclaims.judge.rule import RULES
from magclaims.knowledge.data import load
from magclaims.model import registry
from magclaims.model.registry import Design, Kind, Level, Relation, Subject, Verdict
from magclaims.model.report import ChangeKind
from magclaims.model.work import NoticeType
from magclaims.render.labels import ICONS, STATUS_ICONS
from magclaims.render.language import DEFAULT, languages, phrases

OTHERS = [code for code in languages() if code != DEFAULT]


def slots(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def leaves(data: dict[str, Any], path: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            found |= leaves(value, f"{path}{key}.")
        else:
            found[f"{path}{key}"] = value
    return found


def test_english_comes_first() -> None:
    assert languages()[0] == DEFAULT
    assert "nl" in OTHERS


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_has_the_keys_and_slots_of_english(code: str) -> None:
    ours, theirs = leaves(dict(phrases(code).data)), leaves(dict(phrases(DEFAULT).data))
    assert set(ours) == set(theirs)
    for key, text in theirs.items():
        for given, english in zip(
            [ours[key]] if isinstance(text, str) else ours[key],
            [text] if isinstance(text, str) else text,
            strict=True,
        ):
            assert given.strip(" ") or not english.strip(), key
            assert slots(given) == slots(english), key


@pytest.mark.parametrize("code", languages())
def test_every_code_of_a_report_has_a_word(code: str) -> None:
    data = phrases(code).data
    tables: dict[str, set[str]] = {
        "verdict": {v.value for v in Verdict},
        "kind": {k.value for k in Kind},
        "level": {lv.value for lv in Level} | {"none"},
        "relation": {r.value for r in Relation},
        "tested": {t.value for t in registry.Tested},
        "design": {d.value for d in Design} | {"unknown"},
        "subject": {s.value for s in Subject},
        "notice": set(NoticeType.__args__),  # type: ignore[attr-defined]
        "cause": set(CauseKind.__args__),  # type: ignore[attr-defined]
        "cause_word": set(CauseKind.__args__),  # type: ignore[attr-defined]
        "certainty": {c.value for c in registry.Certainty},
        "published_as": {s.value for s in registry.Status},
        "claimed": {d.value for d in registry.Direction},
        "change": set(ChangeKind.__args__),  # type: ignore[attr-defined]
        "status": set(STATUS_ICONS),
        "strength": {"nothing", "none", "correlational", "conditional", "causal"},
        "scale": {"nothing", "none", "correlational", "conditional", "causal"},
    }
    for name, codes in tables.items():
        assert set(data[name]) == codes, name
    assert set(ICONS) == tables["verdict"]


@pytest.mark.parametrize("code", OTHERS)
def test_every_rule_is_told_in_the_language(code: str) -> None:
    told = load(f"rules.{code}.toml", "magclaims.knowledge")
    untold = sorted(set(RULES) - set(told))
    wanted = f"CODE = [what it finds, what to do instead, why] in knowledge/rules.{code}.toml for {untold}"
    assert not untold, wanted
    unlike = [
        c for c, row in told.items() if len(row) != 3 or not all(t.endswith(".") for t in row)
    ]
    assert not unlike, (
        f"three sentences, each with its full stop, in rules.{code}.toml for {unlike}"
    )


@pytest.mark.parametrize("code", OTHERS)
def test_every_reason_is_told_in_the_language(code: str) -> None:
    ours = load(f"reasons.{code}.toml", "magclaims.knowledge")
    theirs = load("reasons.en.toml", "magclaims.knowledge")
    for table in ("reason", "phrase"):
        # A new reason needs its sentence there, with no other slots than it is given.
        assert not set(theirs[table]) - set(ours[table])
    extra = {
        "conversion": {"element", "whole", "verdict", "theory"},
        "not_graded": {"code"},
        "others_not_graded": {"number"},
        "not_read": {"words"},
    }
    for table in ("reason", "phrase"):
        for key, text in theirs[table].items():
            assert slots(ours[table][key]) <= slots(text) | extra.get(key, set()), key


@pytest.mark.parametrize("code", OTHERS)
def test_every_role_of_a_nutrient_is_told_in_the_language(code: str) -> None:
    rows = load("textbook_roles.toml", "magclaims.knowledge")["entry"].values()
    told = load(f"reasons.{code}.toml", "magclaims.knowledge")["role"]
    assert {row["effect"] for row in rows} == set(told)


@pytest.mark.parametrize("code", OTHERS)
def test_every_textbook_matter_is_told_in_the_language(code: str) -> None:
    rows = load("textbook.toml", "magclaims.knowledge")["entry"]
    assert not [name for name, row in rows.items() if code not in row["says"]]


def test_days_and_numbers() -> None:
    english, dutch = phrases("en"), phrases("nl")
    assert english.day("2026-03-01T10:00:00Z") == "1 March 2026"
    assert dutch.day("2026-03-01") == "1 maart 2026"
    assert dutch.day("2026-03") == "2026-03"
    assert dutch.day("long ago") == "long ago"
    assert (english.number(1234), dutch.number(1234)) == ("1,234", "1.234")
    assert dutch.counted(1, "place") == "1 plaats"


def test_no_phrase_is_left_that_no_page_uses() -> None:
    from importlib.resources import files

    folder = files("magclaims.render")
    sources = [
        entry.read_text(encoding="utf-8")
        for name in (".", "templates")
        for entry in (folder.joinpath(name) if name != "." else folder).iterdir()
        if entry.name.endswith((".py", ".j2"))
    ]
    used = set(re.findall(r"[\"']([a-z_]+)[\"']", "\n".join(sources)))
    assert set(phrases(DEFAULT).data["page"]) <= used


@pytest.mark.parametrize("code", OTHERS)
def test_the_guidance_behind_each_row_is_told(code: str) -> None:
    english = load("guidance.toml", "magclaims.knowledge")
    told = load(f"guidance.{code}.toml", "magclaims.knowledge")
    assert set(told["source"]) == set(english["source"])
    assert set(told["sure"]) == {source["sure"] for source in english["source"].values()}
    wanted = {row: set(about) - {"follows"} for row, about in english["row"].items()}
    assert {row: set(about) for row, about in told["row"].items()} == wanted
