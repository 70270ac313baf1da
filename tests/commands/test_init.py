"""`magclaims init`: an empty folder in, a project out; what is there stays."""

import json
import tomllib
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from magclaims.commands.init import SCHEMA, TEMPLATES
from magclaims.config import Settings, by_name, settings_from
from magclaims.read.bibtex import read_bibliography
from magclaims.read.claims import read
from project import Run

ROOT = Path(__file__).resolve().parents[2]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_new_project(run: Run, tmp_path: Path) -> None:
    result = run("init")
    assert (result.code, result.err) == (0, "")
    assert set(contents(tmp_path)) == {*TEMPLATES, SCHEMA}
    for name in (*TEMPLATES, SCHEMA):
        assert f"wrote {name}" in result.out
    assert "magclaims scan articles/ARTICLE.md --write" in result.out


def test_the_folder_of_the_articles_is_the_one_that_holds_them(run: Run, tmp_path: Path) -> None:
    for name, file in (("articles", "picture.png"), ("content", "zinc.md")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text("Zinc.")
    assert "magclaims scan content/ARTICLE.md --write" in run("init").out
    settings = tmp_path / "magclaims.toml"
    assert tomllib.loads(settings.read_text())["articles"] == "content"
    settings.write_text('articles = "texts"\n')
    assert "magclaims scan texts/ARTICLE.md --write" in run("init").out


def test_what_it_writes_can_be_read(run: Run, tmp_path: Path) -> None:
    run("init", "site")
    site = tmp_path / "site"
    registry = read([site / "data/claims.yaml"])
    assert not registry.faults
    assert not registry.dossier.claims
    bibliography = read_bibliography(site / "data/references.bib")
    assert not bibliography.faults
    assert not bibliography.references
    settings = tomllib.loads((site / "magclaims.toml").read_text())
    assert Settings.model_validate(settings).articles == "articles"
    for name in (".pre-commit-config.yaml", ".github/workflows/magclaims.yml"):
        assert yaml.safe_load((site / name).read_text())
    schema = json.loads((site / SCHEMA).read_text())
    Draft202012Validator.check_schema(schema)
    claims = (site / "data/claims.yaml").read_text()
    # As an editor reads it, with its empty sections.
    assert list(Draft202012Validator(schema).iter_errors(yaml.safe_load(claims))) == []
    assert claims.startswith("# yaml-language-server: $schema=claims.schema.json\n")


def test_an_empty_project_has_nothing_to_check_and_no_fault(run: Run) -> None:
    run("init")
    result = run("check", "--offline")
    assert result.code == 2
    assert "nothing to check: no claims and no references" in result.err
    assert run("check", "--offline", "--allow-empty").code == 0


def test_allow_empty_excuses_no_absent_file_and_no_fault(run: Run, tmp_path: Path) -> None:
    assert run("check", "--allow-empty").code == 2
    run("init")
    (tmp_path / "data/claims.yaml").write_text("claims: none\n")
    assert run("check", "--offline", "--allow-empty").code == 1
    (tmp_path / "data/claims.yaml").write_text("claims: [\n")
    assert run("check", "--offline", "--allow-empty").code == 2


def test_the_settings_that_are_commented_out_are_settings(run: Run, tmp_path: Path) -> None:
    run("init")
    lines = (tmp_path / "magclaims.toml").read_text().splitlines()
    document = "\n".join(line.removeprefix("# ") for line in lines if " = " in line)
    written = tomllib.loads(document)
    schema = json.loads((ROOT / "schema/settings.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(written)
    assert schema["additionalProperties"] is False
    values = by_name(written, None)
    assert settings_from(values).of_rules["coverage"] == 50


def test_the_example_in_the_registry_is_valid(run: Run, tmp_path: Path) -> None:
    run("init")
    text = (tmp_path / "data/claims.yaml").read_text()
    example = text[text.index("# articles:") : text.index("\narticles:")]
    lines = [line[2:] for line in example.splitlines()]
    path = tmp_path / "example.yaml"
    path.write_text("\n".join(lines) + "\n")
    registry = read([path])
    assert not registry.faults
    assert len(registry.dossier.claims) == len(registry.dossier.waivers) == 1
    schema = json.loads((tmp_path / SCHEMA).read_text())
    document = yaml.safe_load("\n".join(lines))
    del document["waivers"]  # YAML makes a date of `until`, which JSON does not know
    Draft202012Validator(schema).validate(document)


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    run("init")
    for name in TEMPLATES:
        (tmp_path / name).write_text("mine\n")
    (tmp_path / SCHEMA).unlink()
    (tmp_path / SCHEMA).symlink_to("nowhere.json")
    before = contents(tmp_path)
    result = run("init", ".")
    assert result.code == 0
    assert contents(tmp_path) == before
    assert "wrote" not in result.out
    assert "kept magclaims.toml" in result.out


def test_a_second_run_adds_only_what_is_missing(run: Run, tmp_path: Path) -> None:
    run("init")
    (tmp_path / "data/references.bib").unlink()
    result = run("init")
    assert result.out.count("wrote ") == 1
    assert "wrote data/references.bib" in result.out
    assert "add to .pre-commit-config.yaml" not in result.out


def test_hooks_that_exist_get_a_snippet_to_add(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n")
    result = run("init")
    assert "add to .pre-commit-config.yaml" in result.out
    assert "\n  - repo: local\n    hooks:\n      - id: magclaims\n" in result.out
    (tmp_path / ".pre-commit-config.yaml").write_bytes(b"\xff")
    assert "add to .pre-commit-config.yaml" in run("init").out


def test_settings_in_pyproject_are_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.magclaims]\narticles = "texts"\n')
    result = run("init")
    assert not (tmp_path / "magclaims.toml").exists()
    assert "pyproject.toml has [tool.magclaims]" in result.out
    assert "magclaims scan texts/ARTICLE.md --write" in result.out


def test_articles_below_a_folder_of_texts_are_found_and_escapes_are_not_obeyed(
    run: Run, tmp_path: Path
) -> None:
    for path in ("pages/robots.txt", "content/posts/zinc.md"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text("Zinc.")
    assert "magclaims scan content/ARTICLE.md --write" in run("init").out
    (tmp_path / "magclaims.toml").write_text('articles = "\\u001b[2Jtexts"\n')
    assert "\x1b" not in run("init").out


@pytest.mark.parametrize("text", ["[tool.other]\n", "[tool\n"])
def test_a_pyproject_without_settings_is_none(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert "wrote magclaims.toml" in run("init").out


def test_a_file_is_no_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = run("init", "file")
    assert result.code == 2
    assert "file is a file" in result.err


def test_a_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    result = run("init")
    assert result.code == 2
    assert "cannot be written" in result.err
