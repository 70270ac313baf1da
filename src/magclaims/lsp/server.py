"""The server itself: documents in, marks and answers out. The one module that knows pygls.

Judging is done by one worker, one job after the other; the loop stays free for what editors send
meanwhile. A job takes a copy of the texts with it, and what comes back for a text that has changed since
is thrown away.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from magclaims import __version__
from magclaims.errors import MagclaimsError
from magclaims.files import real
from magclaims.lsp import actions, completion, hover
from magclaims.lsp.diagnostics import diagnostics, span
from magclaims.lsp.judged import Judged
from magclaims.lsp.lookup import There, there
from magclaims.lsp.navigation import Navigator
from magclaims.lsp.pages import OpenText
from magclaims.lsp.project import Project
from magclaims.lsp.projects import Projects
from magclaims.lsp.scheduler import CallLater, Debouncer
from magclaims.model.values import dataclass

T = TypeVar("T")
PAUSE = 0.1
"""Seconds without a keystroke after which the article is judged."""
LONG_PAUSE = 1.0
"""Seconds after which everything is."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Open:
    """A document that an editor has open."""

    uri: str
    version: int | None
    text: str


class MagclaimsServer(LanguageServer):
    """The language server of magclaims; the loop's timer and one thread serve it by default."""

    def __init__(
        self, *, call_later: CallLater | None = None, worker: Executor | None = None
    ) -> None:
        super().__init__(
            "magclaims",
            __version__,
            # Editors and pygls disagree on what ends a line (U+2028), so whole texts are sent.
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
        )
        self.open: dict[Path, Open] = {}
        self.projects = Projects()
        self._worker = worker or ThreadPoolExecutor(1, thread_name_prefix="judge")
        self._later = Debouncer(call_later or self._loop_later)
        self._marked: dict[Path, list[types.Diagnostic]] = {}
        self._told: set[str] = set()
        self._jobs: set[asyncio.Task[None]] = set()

    @staticmethod
    def _loop_later(seconds: float, ring: Callable[[], None]) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, ring)

    # --- documents ----------------------------------------------------------------------------------

    def keep(self, uri: str) -> Path | None:
        """Take over a document as it is now; None where it is no file."""
        path = path_of(uri)
        if path is not None:
            document = self.workspace.get_text_document(uri)
            self.open[path] = Open(uri, document.version, document.source)
        return path

    def unsaved(self) -> dict[Path, str]:
        """What editors hold, by real path."""
        return {path: document.text for path, document in self.open.items()}

    def uri(self, path: Path) -> str:
        """The address of a file, the one that the editor uses where it has it open."""
        document = self.open.get(path)
        return document.uri if document else uris.from_fs_path(str(path)) or ""

    def page(self, text: str) -> OpenText:
        """A text as this client counts in it."""
        # pygls has the value of it where the client named one, and the name where it did not.
        return OpenText(text, types.PositionEncodingKind(self.workspace.position_encoding))

    # --- judging ------------------------------------------------------------------------------------

    def changed(self, path: Path, pause: float = PAUSE) -> None:
        """Judge a file once its writer pauses, and everything a little later."""
        self._later.after(pause, path, lambda: self._start(path, whole=False))
        self._later.after(LONG_PAUSE, "whole", lambda: self._start(path, whole=True))

    def _start(self, path: Path, *, whole: bool) -> None:
        job = asyncio.ensure_future(self._publish(path, whole=whole))
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)

    async def _publish(self, path: Path, *, whole: bool) -> None:
        """Judge, and mark what was found in the texts that are still the same."""
        opened = dict(self.open)
        found = await self.work(lambda: self._judge(path, opened, whole=whole))
        for file, marks in (found or {}).items():
            document = self.open.get(file)
            if document != opened.get(file):
                continue  # it has changed since, and is judged again
            if marks or self._marked.get(file):
                self._marked[file] = marks
                version = document.version if document else None
                self.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(self.uri(file), marks, version)
                )

    def _judge(
        self, path: Path, opened: Mapping[Path, Open], *, whole: bool
    ) -> dict[Path, list[types.Diagnostic]]:
        project = self.projects.of(path, {p: d.text for p, d in opened.items()})
        if whole or project.role(path) != "article":
            judged: Judged | None = project.whole()
            of = [*judged.by_path, *judged.texts, *opened, *self._marked] if judged else []
        else:
            judged, of = project.article(path), [path]
        found: dict[Path, list[types.Diagnostic]] = {}
        for file in dict.fromkeys(of):
            if judged is None or (file not in judged.texts and file not in judged.by_path):
                # Nothing of this project, unless it is the very file.
                if file == path:
                    found[file] = []
                continue
            text = judged.texts.get(file)
            if text is None:
                text = project.read(file) or ""
            found[file] = diagnostics(judged, file, self.page(text))
        return found

    async def work(self, job: Callable[[], T]) -> T | None:
        """Let the worker do something; None where it fails, which is told and ends nothing."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._worker, job)
        except MagclaimsError as error:
            self.tell(str(error))
        except Exception:  # noqa: BLE001 - an editor must go on, whatever stands in a file
            _log.exception("a request could not be answered")
        return None

    def tell(self, message: str) -> None:
        """Show a message, once."""
        if message not in self._told:
            self._told.add(message)
            kind = types.MessageType.Warning
            self.window_show_message(types.ShowMessageParams(kind, f"magclaims: {message}"))

    # --- answering ----------------------------------------------------------------------------------

    async def at(
        self,
        uri: str,
        position: types.Position,
        answer: Callable[["Asked"], T],
    ) -> T | None:
        """Answer what is asked of a place; None where the file is nothing of a project."""
        path = path_of(uri)
        document = self.open.get(path) if path is not None else None
        if path is None or document is None:
            return None
        unsaved = self.unsaved()

        def job() -> T | None:
            project = self.projects.of(path, unsaved)
            page = self.page(document.text)
            return answer(Asked(self, project, path, page, page.offset(position)))

        return await self.work(job)

    def refresh(self) -> None:
        """Read configurations, lock file and cache again, and judge what is open."""
        self._worker.submit(self.projects.forget)
        for path in self.open:
            self.changed(path)

    def end(self) -> None:
        """Begin nothing more."""
        self._later.stop()
        self._worker.shutdown(wait=False, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a place, as the worker answers it."""

    server: MagclaimsServer
    project: Project
    path: Path
    page: OpenText
    offset: int

    @property
    def there(self) -> There:
        """What stands there."""
        return there(self.project, self.path, self.page, self.offset)

    @property
    def navigator(self) -> Navigator:
        """What finds places in its project."""
        return Navigator(self.project, self.pages, self.server.uri)

    def judged(self) -> Judged:
        """What was found: of the article alone where the file is one."""
        if self.project.role(self.path) == "article":
            found = self.project.article(self.path)
            if found is not None:
                return found
        return self.project.whole()

    def pages(self, path: Path) -> OpenText | None:
        """The text of a file as the client counts in it."""
        if real(path) == self.path:
            return self.page
        text = self.project.read(path) if self.project.has(path) else None
        return self.server.page(text) if text is not None else None


def path_of(uri: str) -> Path | None:
    """The real path of a file; None of what is no file, such as a text that has no name yet."""
    if not uri.startswith("file:"):
        return None
    name = uris.to_fs_path(uri)
    try:
        return real(Path(name)) if name else None
    except (ValueError, OSError):
        return None


def make(**options: Any) -> MagclaimsServer:
    """A server with all that it can do; the options are those of `MagclaimsServer`."""
    server = MagclaimsServer(**options)
    _beginning(server)
    _documents(server)
    _questions(server)
    return server


def start() -> None:
    """Serve on standard input and output until the editor ends it."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    server, stdin, stdout = make(), sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what anything prints would break the protocol
    server.start_io(stdin, stdout)


def _beginning(server: MagclaimsServer) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.projects.spoken(params.locale)

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        named = [path_of(folder.uri) for folder in server.workspace.folders.values()]
        root = path_of(server.workspace.root_uri or "")
        server.projects.folders = [path for path in (*named, root) if path is not None]


def _documents(server: MagclaimsServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        path = server.keep(params.text_document.uri)
        if path is not None:
            server.changed(path, pause=0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        path = server.keep(params.text_document.uri)
        if path is not None:
            server.changed(path)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        if path_of(params.text_document.uri) is not None:
            server.refresh()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None and server.open.pop(path, None) is not None:
            server.changed(path)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(_: types.DidChangeWatchedFilesParams) -> None:
        server.refresh()

    @server.feature(types.SHUTDOWN)
    def ended(_: None) -> None:
        server.end()


def _questions(server: MagclaimsServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        return await server.at(
            params.text_document.uri,
            params.position,
            lambda asked: hover.hover(asked.judged(), asked.there),
        )

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=[":", " ", "[", ",", "-"]),
    )
    async def completed(params: types.CompletionParams) -> list[types.CompletionItem]:
        def answer(asked: Asked) -> list[types.CompletionItem]:
            if asked.project.role(asked.path) != "claims":
                return []
            return completion.completions(asked.project, asked.page, asked.offset)

        return await server.at(params.text_document.uri, params.position, answer) or []

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def defined(params: types.DefinitionParams) -> list[types.Location]:
        def answer(asked: Asked) -> list[types.Location]:
            return asked.navigator.definitions(asked.path, asked.there)

        return await server.at(params.text_document.uri, params.position, answer) or []

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def referred(params: types.ReferenceParams) -> list[types.Location]:
        def answer(asked: Asked) -> list[types.Location]:
            return asked.navigator.references(asked.there)

        return await server.at(params.text_document.uri, params.position, answer) or []

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    async def acted(params: types.CodeActionParams) -> list[types.CodeAction]:
        versions = {path: document.version for path, document in server.open.items()}

        def edit(edits: Mapping[Path, types.TextEdit]) -> types.WorkspaceEdit:
            return _workspace_edit(server, edits, versions)

        def answer(asked: Asked) -> list[types.CodeAction]:
            judged = asked.judged()
            last = asked.page.offset(params.range.end)
            marked = [
                finding
                for finding in judged.by_path.get(asked.path, ())
                if _meets(span(judged, finding, asked.path, asked.page), asked.offset, last)
            ]
            place = actions.ActionRequest(
                asked.project, judged, asked.path, asked.there, marked, asked.pages
            )
            return [
                actions.as_code_action(action, asked.pages, edit, params.context.diagnostics)
                for action in actions.actions(place)
            ]

        return await server.at(params.text_document.uri, params.range.start, answer) or []


def _meets(stretch: tuple[int, int], start: int, end: int) -> bool:
    return stretch[0] <= end and start <= stretch[1]


def _workspace_edit(
    server: MagclaimsServer,
    edits: Mapping[Path, types.TextEdit],
    versions: Mapping[Path, int | None],
) -> types.WorkspaceEdit:
    """Edits for the versions that they were made for, where the client takes that."""
    workspace = server.client_capabilities.workspace
    known = workspace.workspace_edit if workspace is not None else None
    if known is None or not known.document_changes:
        return types.WorkspaceEdit(changes={server.uri(p): [edit] for p, edit in edits.items()})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(server.uri(path), versions.get(path)),
                [edit],
            )
            for path, edit in edits.items()
        ]
    )
