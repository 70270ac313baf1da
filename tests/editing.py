"""A copy of the examples with a project on it, as a server has it; and places by the words there."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from magclaims.files import real
from magclaims.lsp.lookup import There, there
from magclaims.lsp.pages import OpenText
from magclaims.lsp.project import Project
from magclaims.lsp.projects import Projects

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
DUTCH = "articles/creatine-geheugen.md"
ENGLISH = "articles/creatine-memory.md"
CLAIMS = "data/claims.yaml"
BOOK = "data/references.bib"


@dataclass
class Desk:
    """A project that is being edited."""

    root: Path
    unsaved: dict[Path, str] = field(default_factory=dict)
    projects: Projects = field(default_factory=Projects)

    def path(self, name: str) -> Path:
        return real(self.root / name)

    def text(self, name: str) -> str:
        path = self.path(name)
        return self.unsaved.get(path) or path.read_text(encoding="utf-8")

    def type(self, name: str, old: str, new: str) -> None:
        """Change words in an editor; nothing is saved."""
        text = self.text(name)
        assert old in text
        self.unsaved[self.path(name)] = text.replace(old, new, 1)

    def project(self) -> Project:
        return self.projects.of(self.path(CLAIMS), self.unsaved)

    def page(self, path: Path) -> OpenText | None:
        text = self.project().read(path) if self.project().has(path) else None
        return OpenText(text) if text is not None else None

    def place(self, name: str, words: str) -> int:
        """The offset of some words, at the sign | within them."""
        before, _, behind = words.partition("|")
        return self.text(name).index(before + behind) + len(before)

    def there(self, name: str, words: str) -> There:
        path = self.path(name)
        page = self.page(path)
        assert page is not None
        return there(self.project(), path, page, self.place(name, words))


def desk(folder: Path) -> Desk:
    shutil.copytree(EXAMPLES, folder / "project")
    return Desk(folder / "project")
