"""The examples that the README and `init` show are judged as they say, with text and without."""

import re
from pathlib import Path

import pytest

from magclaims.commands.init import template
from project import REFERENCES, Run

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def readme_example() -> str:
    block = re.search(r"```yaml\n(# yaml-language-server.*?)```", README, re.DOTALL)
    assert block is not None
    return block[1]


def init_example() -> str:
    _, _, commented = template("claims.yaml").partition("One of each, to copy:\n")
    example, _, _ = commented.partition("\narticles:\n")
    return re.sub(r"^# ?", "", example, flags=re.MULTILINE)


@pytest.mark.parametrize("example", [readme_example(), init_example()], ids=["README", "init"])
@pytest.mark.parametrize("with_text", [True, False])
def test_the_rat_study_told_as_a_fact_is_overstated(
    run: Run, tmp_path: Path, example: str, *, with_text: bool
) -> None:
    claims = example.partition("\nwaivers:")[0]
    (tmp_path / "claims.yaml").write_text(claims, encoding="utf-8")
    (tmp_path / "references.bib").write_text(REFERENCES, encoding="utf-8")
    names = re.findall(r"file: (\S+)", claims)
    assert names
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / names[0]).write_text("Magnesium-L-threonaat verbetert het geheugen.\n")
    options = ["--articles", "articles"] if with_text else []
    result = run("check", "claims.yaml", "references.bib", "--offline", *options)
    assert result.code == 1
    assert "EVI007 overstated" in result.out
    assert "Bij ratten" in result.out
