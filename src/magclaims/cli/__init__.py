"""The command line: options in, one call, exit code out; a module a group of commands.

Heavy imports stand inside the commands, so that `--help` and `--version` answer at once.
"""

import atexit
import gc
import os
import re
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand

from magclaims import __version__
from magclaims.cli import checking, references, reviewing, writing
from magclaims.cli.options import caller
from magclaims.cli.other_checkers import of_others
from magclaims.commands.streams import drop_output, prepare_streams, told, voice
from magclaims.errors import Exit, MagclaimsError, did_you_mean

app = typer.Typer(
    name="magclaims",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Check what health articles claim against the references that they cite.",
)

INTERRUPTED = 130
LONGEST_MESSAGE = 2000
"""Code points of one line of an error; a setting can be as long as a stranger likes."""
COLLECT_AFTER = (100_000, 50, 50)
"""Objects made before Python looks for garbage. A run keeps what it makes; looking took an eighth
of a check of 200 references."""
_CHOICES = re.compile(
    r"(?:Value error, )?(?P<given>['\"].*['\"]) is not one of (?P<choices>.*)\.", re.DOTALL
)


class Command(TyperCommand):
    """A command that says what was meant by a value that its option cannot have."""

    def make_context(self, *args: Any, **options: Any) -> Any:
        """Read the arguments.

        Raises:
            BadParameter: An option has a value that it cannot have.
        """
        try:
            return super().make_context(*args, **options)
        except typer.BadParameter as error:
            if told := _CHOICES.fullmatch(error.message):
                choices = re.findall(r"'([^']*)'", told["choices"])
                near = did_you_mean(told["given"][1:-1], choices)
                # What was meant comes first: the list is long.
                error.message = (
                    f"{told['given']}{near or ' is not known'}\nIt may be {', '.join(choices)}."
                )
            raise


def main() -> NoReturn:
    """Run the command line: 0 clean, 1 findings, 2 usage, 3 a service was not reached."""
    gc.set_threshold(*COLLECT_AFTER)
    # What is left at the end goes with the process: to look through it, and take it apart, took a fifth of `grade`.
    atexit.register(gc.freeze)
    # There are none of ours, and looking for them reads what every installed package is.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    prepare_streams()
    try:
        _run()
    except MagclaimsError as error:
        _fail(str(error))
        sys.exit(error.exit)
    except BrokenPipeError:
        # The reader of a pipe has gone: not an error of ours, and nothing more can be printed.
        drop_output()
        sys.exit(Exit.OK)
    except OSError as error:
        # A full disk, mostly. What is left in the buffer would fail again at the end.
        drop_output()
        where = error.filename or "standard output"
        sys.exit(_fail(f"{where}: {error.strerror or error}"))
    sys.exit(Exit.OK)


def _run() -> None:
    try:
        app(standalone_mode=True)
    except SystemExit as ended:
        # Typer makes this of Ctrl-C, and says nothing.
        if ended.code == INTERRUPTED:
            _fail("interrupted; nothing was left half written")
        if ended.code == Exit.USAGE and (known := of_others(sys.argv[1:])):
            _fail(known)
        sys.stdout.flush()
        raise


def _fail(message: str) -> Exit:
    """Say what went wrong in harmless lines: it may hold names and keys of anybody's files."""
    from magclaims.render.escape import log_line

    first, *more = told(message).split("\n")
    for line in (f"magclaims: {first}", *more):
        typer.echo(log_line(line, LONGEST_MESSAGE), err=True)
    return Exit.USAGE


def _version(value: bool) -> None:  # noqa: FBT001 - typer hands it over like this
    if value:
        typer.echo(f"magclaims {__version__}")
        raise typer.Exit


@app.callback()
def _app(
    *,
    version: Annotated[  # noqa: ARG001 - its callback does it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    allow_outside: Annotated[
        bool,
        typer.Option(
            "--allow-outside", help="Let the settings name files outside the project's folder."
        ),
    ] = False,
) -> None:
    caller.allow_outside, voice.language = allow_outside, None


# As `--help` shows them.
for _command in (
    checking.check,
    checking.report,
    reviewing.review,
    reviewing.serve,
    checking.status,
    references.lock,
    references.fix,
    references.lookup,
    writing.explain,
    writing.rules,
    writing.grade,
    writing.init,
    writing.scan,
    writing.lsp,
):
    app.command(cls=Command)(_command)

snapshot_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(
    snapshot_app, name="snapshot", help="Make one file from the registries' data, to check against."
)


@snapshot_app.callback()
def _snapshot() -> None:
    """Make one file from the registries' data, to check against."""


snapshot_app.command("build", cls=Command)(references.snapshot_build)
