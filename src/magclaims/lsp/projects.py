"""Which project a file belongs to: that of the nearest configuration above it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from magclaims.config import Configuration, load
from magclaims.files import real
from magclaims.lsp.project import Project
from magclaims.render.language import languages


class Projects:
    """The projects of the files that are open."""

    def __init__(self) -> None:
        """Begin without any."""
        self.folders: Sequence[Path] = ()
        """Those that the editor has open."""
        self.language: str | None = None
        """What the editor itself speaks, where that can be spoken here."""
        self._known: dict[Path, Project] = {}
        self._by_folder: dict[Path, Path] = {}

    def spoken(self, locale: str | None) -> None:
        """Speak as the editor does where no settings name a language: `de-AT` is German."""
        code = (locale or "").lower()[:2]
        self.language = code if code in languages() else None

    def of(self, path: Path, unsaved: Mapping[Path, str]) -> Project:
        """The project of a file, with what editors hold now.

        Raises:
            ConfigError: Its configuration cannot be used.
        """
        folder = real(path).parent
        name = self._by_folder.get(folder)
        project = self._known.get(name) if name is not None else None
        if project is None:
            configuration = self._configuration(folder)
            name = configuration.source or configuration.root
            project = self._known.setdefault(name, Project(configuration, language=self.language))
            self._by_folder[folder] = name
        project.unsaved = unsaved
        project.configuration.use_vocabulary()
        return project

    def _configuration(self, folder: Path) -> Configuration:
        found = load(folder)
        if found.source is None:
            # Without a configuration, the names are those of `init`, below the folder that is open.
            above = [f for f in map(real, self.folders) if folder.is_relative_to(f)]
            found = load(max(above, key=lambda f: len(f.parts))) if above else found
        return found.with_options({"offline": True})

    def forget(self) -> None:
        """Read configurations and answers again: files were saved, or changed on disk."""
        self._by_folder.clear()
        self._known.clear()
