"""Puts the package's word lists into the wheel as Python keeps them once they were parsed.

An installation whose folder cannot be written (a system's, a container's) would parse them in each run.
"""

import importlib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = "src/magclaims"


class KeptData(BuildHookInterface):  # type: ignore[type-arg] # hatchling's own class of settings
    """What `magclaims.knowledge.data` would keep, for each TOML file."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write them where the builder finds them; an editable installation keeps its own."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        try:
            data = importlib.import_module("magclaims.knowledge.data")
        finally:
            del sys.path[0]
        self.folder = Path(tempfile.mkdtemp())
        source = Path(self.root) / SOURCE
        for number, file in enumerate(sorted(source.rglob("*.toml"))):
            made = self.folder / str(number)
            made.write_text(data.kept(file.read_bytes()), encoding="utf-8")
            place = data.place_of(file).relative_to(source)
            build_data["force_include"][str(made)] = f"magclaims/{place.as_posix()}"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Remove what was written."""
        if version != "editable":
            shutil.rmtree(self.folder)
