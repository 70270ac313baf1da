"""Every test starts offline, with an empty cache of its own and no settings from outside."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from clocks import JumpingClock
from magclaims import cli
from magclaims.clock import use
from magclaims.gather.sources import Services, services_from
from project import Result, Run
from standin import StandIn
from standin.records import ARXIV, PUBMED, RECORDS


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Nothing asks the real services unless it is chosen: `pytest -m live`."""
    if "live" not in (config.option.markexpr or ""):
        skip = pytest.mark.skip(reason="asks the real services: pytest -m live")
        for item in items:
            if item.get_closest_marker("live"):
                item.add_marker(skip)


@pytest.fixture(autouse=True)
def clock() -> Iterator[JumpingClock]:
    """The program's clock, which only moves where it waits."""
    jumping = JumpingClock()
    with use(jumping):
        yield jumping


@pytest.fixture(autouse=True)
def clean_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in os.environ:
        if name.startswith("MAGCLAIMS_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    for name in os.environ:
        if name.startswith(("GITHUB_", "CI_")):
            monkeypatch.delenv(name)
    for name in ("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MAGCLAIMS_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    # Where the settings are not read from the environment: never the folder of who runs the tests.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
    monkeypatch.setenv("MAGCLAIMS_OFFLINE", "1")
    # The loopback answers at once or not at all; on a busy machine "at once" may take a while.
    monkeypatch.setenv("MAGCLAIMS_TIMEOUT", "300")
    # Seconds of the jumping clock, which one service's waits move for all of them.
    monkeypatch.setenv("MAGCLAIMS_GIVE_UP_AFTER", "1000000")


@pytest.fixture
def make_standin() -> Iterator[Callable[..., StandIn]]:
    """Starts stand-ins with the arguments of `StandIn`; they end with the test."""
    with ExitStack() as stack:

        def make(*args: Any, **options: Any) -> StandIn:
            return stack.enter_context(StandIn(*args, **options))

        yield make


@pytest.fixture
def standin(make_standin: Callable[..., StandIn]) -> StandIn:
    """A stand-in that knows the synthetic records."""
    return make_standin(
        RECORDS, datacite=[ARXIV], europepmc=PUBMED, agencies={"10.1400/synthetic": "mEDRA"}
    )


@pytest.fixture
def make_services() -> Iterator[Callable[..., Services]]:
    """Services that ask a stand-in; they end with the test."""
    with ExitStack() as stack:

        def make(standin: StandIn, **options: Any) -> Services:
            patient = {"mailto": "editor@example.org", "timeout": 300.0, "give_up_after": 1e6}
            settings = dict(standin.urls)
            settings |= {n: options.pop(n) for n in list(options) if n.endswith(("_url", "_key"))}
            services = services_from(settings, **{**patient, **options})
            stack.callback(services.close)
            return services

        yield make


@pytest.fixture
def release() -> Iterator[threading.Event]:
    """Ends what hangs, at the latest with the test."""
    event = threading.Event()
    yield event
    event.set()
    for thread in threading.enumerate():
        if thread.name in {"crossref", "europepmc", "datacite", "doi.org"}:
            thread.join()


@pytest.fixture
def services(standin: StandIn, make_services: Callable[..., Services]) -> Services:
    """Services that ask `standin`."""
    return make_services(standin)


@cache
def _commands() -> Any:
    """All commands, which typer makes anew for each run otherwise: a program runs once, tests often."""
    return get_command(cli.app)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in `tmp_path`, as a user would."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "app", _commands())

    def call(*args: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["magclaims", *args])
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit_:
            cli.main()
        out, err = capsys.readouterr()
        return Result(int(exit_.value.code or 0), out, err)

    return call


@pytest.fixture
def online(monkeypatch: pytest.MonkeyPatch, standin: StandIn) -> StandIn:
    """The stand-in in the place of the services, for commands."""
    monkeypatch.delenv("MAGCLAIMS_OFFLINE")
    monkeypatch.setenv("MAGCLAIMS_MAILTO", "editor@example.org")
    monkeypatch.setenv("MAGCLAIMS_ANY_ADDRESS", "1")
    for name, value in standin.environment.items():
        monkeypatch.setenv(name, value)
    return standin


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real records beside the repository; a test that wants them is skipped without."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "crossref" / "works.jsonl").is_file():
        pytest.skip("the real records (../shared) are not here")
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    """A copy of the examples that is being edited."""
    pytest.importorskip("pygls", reason="needs the extra `lsp`")
    from editing import desk as open_desk

    return open_desk(tmp_path)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C reaches the programs that a test starts, also where the tests run in the background.

    A shell lets its background jobs ignore it, and what they start ignores it, too.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
