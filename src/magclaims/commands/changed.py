"""`check --changed-since REV`: the files as git knows them, read as the check reads its own."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from magclaims.commands.host import root_of
from magclaims.commands.session import Opened, Sources
from magclaims.errors import MagclaimsError, ReadError
from magclaims.files import STANDARD_INPUT, real
from magclaims.model.registry import Dossier
from magclaims.read import claims as dossiers
from magclaims.read.bibliography import by_key
from magclaims.read.bibtex import read_bibliography
from magclaims.read.history import Repository
from magclaims.waive.changed import State, Touched, touched


def changed_since(revision: str, sources: Sources, opened: Opened) -> Touched:
    """What has changed since this branch left a revision, in the files and not only in commits.

    Raises:
        MagclaimsError: There is no git, no repository, or no such revision.
    """
    repository = Repository(root_of(Path.cwd(), {}))
    commit = repository.base(revision)
    files = (*sources.claims, *sources.bibliographies)
    case = opened.case
    texts = {name: Path(text.path) for name, text in case.texts.items()}
    # What comes on standard input has no past: all of it is new.
    paths = [path for path in (*files, *texts.values()) if path != STANDARD_INPUT]
    then = {path: repository.file_at(commit, real(path)) for path in paths}
    now = {path: path.read_bytes() for path in paths}
    before = _read(sources, then)
    return touched(
        State(
            before.dossier,
            before.references,
            {name: then[path] for name, path in texts.items()},
            {str(path): then[path] for path in files if path in then},
        ),
        State(
            case.dossier,
            case.references,
            {name: now[path] for name, path in texts.items()},
            {str(path): now.get(path) for path in files},
        ),
    )


def _read(sources: Sources, contents: Mapping[Path, bytes | None]) -> State:
    """The registry and the bibliography as they were; a file that cannot be read says nothing."""
    with tempfile.TemporaryDirectory(prefix="magclaims-") as folder:
        claims = list(copies(Path(folder), sources.claims, contents.get))
        bibliographies = list(copies(Path(folder), sources.bibliographies, contents.get))
        try:
            dossier = dossiers.read(claims).dossier
        except MagclaimsError:
            dossier = Dossier()
        read = []
        for path in bibliographies:
            try:
                read.append(read_bibliography(path))
            except ReadError:
                continue
    return State(dossier, by_key(read))


def copies(
    folder: Path, paths: Iterable[Path], content_of: Callable[[Path], bytes | None]
) -> Iterator[Path]:
    """Files as they were, each in a folder of its own below a folder; what was not there is left out."""
    for number, path in enumerate(paths):
        content = content_of(path)
        if content is not None:
            copy = folder / f"{number:06}" / path.name
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(content)
            yield copy
