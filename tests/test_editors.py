"""What docs/editors.md gives to copy can be read by the editor that it is for."""

import json
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

from magclaims import __version__

EXTENSION = Path(__file__).resolve().parents[1] / "editors" / "vscode"
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


def test_the_extension_is_of_this_version_and_starts_the_server() -> None:
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))
    setting = package["contributes"]["configuration"]["properties"]["magclaims.command"]
    assert setting["default"] == ["magclaims", "lsp"]
    assert package["version"] == lock["version"] == __version__
    assert lock["packages"][""]["dependencies"] == package["dependencies"]
    assert (EXTENSION / package["main"]).is_file()


def test_the_extension_is_packed(tmp_path: Path) -> None:
    packer = EXTENSION / "node_modules" / ".bin" / "vsce"
    if shutil.which("node") is None or not packer.exists():
        pytest.skip("needs node, and `npm ci` in editors/vscode (`make vscode`)")
    target = tmp_path / "magclaims.vsix"
    command = [str(packer), "package", "--out", str(target)]
    subprocess.run(command, cwd=EXTENSION, check=True, capture_output=True)
    with zipfile.ZipFile(target) as packed:
        names = packed.namelist()
    assert "extension/extension.js" in names
    assert any("vscode-languageclient" in name for name in names)
