"""Files that are made from the code are up to date, and say what is true."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from generate import MAKERS
from project import CLAIMS

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("path", MAKERS)
def test_it_is_up_to_date(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert text == MAKERS[path](), "run `make docs`"


def test_the_schema_accepts_the_registry_and_refuses_a_typing_error() -> None:
    schema = json.loads((ROOT / "schema/claims.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    # As a YAML editor reads it: with YAML's own types.
    for text in (CLAIMS, (ROOT / "data/claims.yaml").read_text(encoding="utf-8")):
        assert list(validator.iter_errors(yaml.safe_load(text))) == []
    broken = yaml.safe_load(CLAIMS.replace("kind: effect", "kind: efect"))
    assert list(validator.iter_errors(broken))


def test_every_field_of_the_schema_is_described() -> None:
    schema = json.loads((ROOT / "schema/claims.schema.json").read_text(encoding="utf-8"))
    for name, model in {**schema["$defs"], "Dossier": schema}.items():
        for field, value in model.get("properties", {}).items():
            assert value.get("description"), f"{name}.{field}"


def test_the_registry_names_its_schema_in_the_first_line() -> None:
    first = (ROOT / "data/claims.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schema/claims.schema.json"
