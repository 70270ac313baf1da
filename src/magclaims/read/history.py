"""What a file said at another revision of its git repository; git itself is asked, and only to read."""

import os
import subprocess
from pathlib import Path

from magclaims.errors import MagclaimsError

_HOOK = frozenset({"GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"})
"""What git tells those whom it calls."""
_CALM = {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


class Repository:
    """The git repository that a folder lies in."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder; nothing is asked yet."""
        self._folder = folder

    def base(self, revision: str) -> str:
        """The commit at which this branch left `revision`; `revision` itself where they share none.

        Raises:
            MagclaimsError: There is no git, no repository, or no such revision in it.
        """
        commit = self.commit(revision)
        return self._text("merge-base", commit, "HEAD") or commit

    def day(self, commit: str) -> str:
        """When a commit was made, ISO 8601."""
        return self._text("show", "--no-patch", "--format=%cI", commit) or ""

    def commit(self, revision: str) -> str:
        """The commit that a revision names.

        Raises:
            MagclaimsError: There is no git, no repository, or no such revision in it.
        """
        commit = self._ask(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if not commit:
            if not self._ask("rev-parse", "--git-dir"):
                raise MagclaimsError(f"{self._folder} is in no git repository")
            raise MagclaimsError(
                f"git knows no revision {revision!r} here; fetch it first (actions/checkout: "
                "`fetch-depth: 0`)"
            )
        return commit.decode("ascii").strip()

    def file_at(self, commit: str, path: Path) -> bytes | None:
        """The bytes of a file at a commit; None where it did not exist, or lies elsewhere."""
        name = os.path.relpath(path, self._folder).replace(os.sep, "/")
        return self._ask("cat-file", "blob", f"{commit}:./{name}")

    def origin(self) -> str | None:
        """The address of the remote `origin`, as configured; it may hold a password."""
        return self._text("config", "--get", "remote.origin.url")

    def head(self) -> str | None:
        """The commit that is checked out; None before the first."""
        return self._text("rev-parse", "--verify", "--quiet", "HEAD")

    def _text(self, *command: str) -> str | None:
        out = self._ask(*command)
        return out.decode("utf-8", "replace").strip() or None if out is not None else None

    def _ask(self, *command: str) -> bytes | None:
        """What git prints; None where it refuses."""
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and options end before names
                ["git", "-C", str(self._folder), *command],  # noqa: S607 - the git of the user's PATH
                capture_output=True,
                check=False,
                # Git finds the repository by the folder, within a hook, too.
                env={n: v for n, v in os.environ.items() if n not in _HOOK} | _CALM,
            )
        except OSError as error:
            raise MagclaimsError(f"git cannot be run: {error.strerror or error}") from error
        return done.stdout if done.returncode == 0 else None
