"""Where a run stands: the root of its repository, and the CI server that shows what it prints."""

import re
from collections.abc import Mapping
from pathlib import Path

from magclaims.commands.terminal import note
from magclaims.files import real
from magclaims.read.history import Repository
from magclaims.render import Provenance
from magclaims.render.escape import safe_url

ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub Actions and GitLab say that the repository is checked out."""
SUMMARY = "GITHUB_STEP_SUMMARY"
_REVISION = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def root_of(folder: Path, environ: Mapping[str, str]) -> Path:
    """The folder (absolute) that CI servers show paths from: the checkout, the repository, else `folder`."""
    for name in ROOTS:
        if value := environ.get(name):
            root = real(Path(value))
            if folder.is_relative_to(root):
                return root
    return next((f for f in (folder, *folder.parents) if (f / ".git").exists()), folder)


def provenance_of(root: Path, environ: Mapping[str, str]) -> Provenance | None:
    """Which commit of which repository is checked, where the server or git knows it."""
    if environ.get("GITHUB_REPOSITORY"):
        server = environ.get("GITHUB_SERVER_URL", "https://github.com")
        address = f"{server}/{environ['GITHUB_REPOSITORY']}"
        revision = environ.get("GITHUB_SHA")
    elif environ.get("CI_PROJECT_URL"):
        address, revision = environ["CI_PROJECT_URL"], environ.get("CI_COMMIT_SHA")
    elif (root / ".git").exists():
        repository = Repository(root)
        address, revision = repository.origin() or "", repository.head()
    else:
        return None
    url = safe_url(address)  # without a name and password, and no address of another kind
    if url is None:
        return None
    known = revision if revision and _REVISION.fullmatch(revision) else None
    return Provenance(url.removesuffix(".git"), known)


def add_to_summary(text: str, environ: Mapping[str, str]) -> None:
    """Append to the summary of the step where GitHub Actions runs it; a failure is only said."""
    path = environ.get(SUMMARY)
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        note(f"the summary of the step cannot be written: {error.strerror or error}")
