"""What docs/editors.md gives to copy can be read by the editor that it is for."""

import json
import re
import tomllib
from pathlib import Path

import pytest

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "editors.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_helix_starts_the_server_for_every_language_that_it_names() -> None:
    (block,) = blocks("toml")
    settings = tomllib.loads(block)
    server = settings["language-server"]["magclaims"]
    assert [server["command"], *server["args"]] == ["magclaims", "lsp"]
    assert all("magclaims" in language["language-servers"] for language in settings["language"])


@pytest.mark.parametrize("block", blocks("json"))
def test_json_is_json(block: str) -> None:
    assert json.loads(block)


def test_neovim_starts_the_server() -> None:
    (block,) = blocks("lua")
    assert 'cmd = { "magclaims", "lsp" }' in block
    assert block.count("{") == block.count("}")
