"""`report --since`: the earlier report, read from a file or made of the files of a git revision."""

import tempfile
from pathlib import Path

from magclaims.commands.changed import copies
from magclaims.commands.check import CheckOptions
from magclaims.commands.host import root_of
from magclaims.commands.session import Sources, find_sources, open_case
from magclaims.config import Configuration
from magclaims.errors import MagclaimsError, ReadError
from magclaims.files import STANDARD_INPUT, read_text, real, split_part
from magclaims.judge.engine import judge
from magclaims.read import claims as dossiers
from magclaims.read.history import Repository
from magclaims.render.report import build
from magclaims.waive.since import Earlier, earlier_of, read_earlier
from magclaims.waive.waivers import waive


def earlier(given: str, options: CheckOptions, configuration: Configuration) -> Earlier:
    """The report that today's is compared with.

    `given` is a file; `REV:path` of a report in a commit; or a revision, whose registry, bibliography and
    texts are judged with what the lock file and the cache know today.

    Raises:
        MagclaimsError: There is no such file or revision, or nothing to compare in it.
    """
    path = Path(given)
    if path.is_file():
        return read_earlier(read_text(path), given)
    if path.suffix == ".json" and ":" not in given:
        raise ReadError("no such file", given)
    repository = Repository(root_of(Path.cwd(), {}))
    revision, colon, name = given.partition(":")
    if not colon:
        return _judged(repository, repository.base(revision), given, options, configuration)
    content = repository.file_at(repository.commit(revision), root_of(Path.cwd(), {}) / name)
    if content is None:
        raise ReadError("there is no such file in that revision", given)
    return read_earlier(content.decode("utf-8", "replace"), given)


def _judged(
    repository: Repository,
    commit: str,
    given: str,
    options: CheckOptions,
    configuration: Configuration,
) -> Earlier:
    """What the files of a commit come to, without asking anybody."""
    sources = find_sources(options.paths, configuration)
    settings = configuration.settings
    offline = configuration.with_options({"offline": True})
    folder = configuration.articles(options.articles)

    def then(path: Path) -> bytes | None:
        return None if path == STANDARD_INPUT else repository.file_at(commit, real(path))

    with tempfile.TemporaryDirectory(prefix="magclaims-") as scratch:
        there = Path(scratch)
        old = Sources(
            tuple(copies(there, sources.claims, then)),
            tuple(copies(there, sources.bibliographies, then)),
        )
        if not old.claims and not old.bibliographies:
            raise MagclaimsError(f"--since {given}: none of the files to check was there")
        try:
            if folder is not None:
                _copy_texts(repository, commit, folder, there / "texts", old)
            texts = there / "texts" if folder is not None else None
            case = open_case(old, offline, articles=texts).case
        except ReadError as error:
            raise MagclaimsError(f"--since {given}: {error}".replace(f"{there}/", "")) from error
        found = waive(case, judge(case, select=settings.select, ignore=settings.ignore))
        made = earlier_of(build(case, found))
    return made.model_copy(update={"checked_at": repository.day(commit) or made.checked_at})


def _copy_texts(
    repository: Repository, commit: str, folder: Path, there: Path, sources: Sources
) -> None:
    """The texts that the registry of then names; those that git does not have as they are today."""
    there.mkdir()
    for article in dossiers.read(sources.claims).dossier.articles.values():
        if article.file is None:
            continue
        file, part = split_part(folder / article.file)
        today = Path(file)
        copy = there / (article.file.removesuffix(f"#{part}") if part else article.file)
        if not real(copy).is_relative_to(real(there)):
            continue  # leads out of the folder: it is told where the file is to be read
        content = repository.file_at(commit, real(today))
        if content is None and today.is_file():  # texts need not be in git
            content = today.read_bytes()
        if content is not None:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
