"""`magclaims serve`: the editors' page from a server on this machine that writes decisions itself."""

import webbrowser

from magclaims.commands.desk import Desk
from magclaims.commands.http_server import HttpServer, is_loopback
from magclaims.commands.review import ReviewOptions, name_of
from magclaims.commands.terminal import note, spoken
from magclaims.commands.unchecked import note_outages
from magclaims.config import Configuration
from magclaims.errors import Exit, MagclaimsError
from magclaims.files import STANDARD_INPUT
from magclaims.model.values import dataclass

HOST = "127.0.0.1"
PORT = 8642


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """The options of `serve`, as given."""

    review: ReviewOptions
    host: str = HOST
    port: int = PORT
    language: str | None = None
    blind: bool = False
    open: bool = False
    """Whether to open a browser on it."""


def serve(options: ServeOptions, configuration: Configuration) -> Exit:
    """Serve until Ctrl-C.

    Raises:
        MagclaimsError: The files cannot be judged, or the address cannot be served at.
    """
    t = spoken(configuration, options.language)
    by = name_of(options.review.by)
    if STANDARD_INPUT in options.review.paths:
        raise MagclaimsError("`serve` reads its files again and again: name files, not -")
    desk = Desk(
        options.review,
        configuration,
        language=options.language or configuration.settings.language,
        blind=options.blind,
    )
    with HttpServer(options.host, options.port, desk) as server:
        note_outages(desk.case.gathered)
        if not is_loopback(options.host):
            note(
                "warning: others can reach this address; whoever has it reads the articles and "
                f"decides as {by}, and nothing is encrypted on the way"
            )
        try:
            print(t.of("read_by", "serving", by=by))  # noqa: T201
            print(server.address, flush=True)  # noqa: T201
            if options.open:
                webbrowser.open(server.ticket())
            server.serve_forever()
        except KeyboardInterrupt:
            # Nothing is half written: who holds the lock is waited for.
            with desk.lock:
                print(f"\n{t.of('read_by', 'ended')}")  # noqa: T201
    return Exit.OK
