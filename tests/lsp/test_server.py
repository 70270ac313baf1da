"""The server as an editor has it: a process that is spoken to on its standard input and output.

The client is pygls' own. pytest-lsp's forgets a notification that comes while nobody waits for it, and its
fixtures need pytest-asyncio, whose plugin wants a setting that pytest refuses where it is not installed.
"""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient

from editing import CLAIMS, DUTCH, Desk

LIMIT = 150
"""Seconds after which a server that does not answer is taken for dead; none is waited for."""


class Editor(LanguageClient):
    """A client that keeps what it is told."""

    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.marked: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.told: list[str] = []

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def mark(params: types.PublishDiagnosticsParams) -> None:
            self.marked.put_nowait(params)

        @self.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def tell(params: types.ShowMessageParams) -> None:
            self.told.append(params.message)

    def send_bytes(self, data: bytes) -> None:
        """Send something that no client would."""
        assert self._server is not None
        assert self._server.stdin is not None
        self._server.stdin.write(data)

    async def serve(self, root: Path, talk: "Talk", **capabilities: Any) -> None:
        """Start a server, talk to it, and end it; it ends by itself, with 0."""
        locale = capabilities.pop("locale", None)
        await self.start_io(sys.executable, "-m", "magclaims", "lsp", cwd=str(root))
        server = self._server
        assert server is not None
        try:
            await self.initialize_async(
                types.InitializeParams(
                    capabilities=types.ClientCapabilities(**capabilities),
                    root_uri=root.as_uri(),
                    locale=locale,
                )
            )
            self.initialized(types.InitializedParams())
            await talk(self)
            await self.shutdown_async(None)
            self.exit(None)
            assert await server.wait() == 0
        finally:
            if server.returncode is None:
                server.kill()
            await self.stop()  # type: ignore[no-untyped-call]


Talk = Callable[[Editor], Awaitable[None]]


def run(root: Path, talk: Talk, **capabilities: Any) -> None:
    """Let the test talk to a server of its own."""

    async def session() -> None:
        await Editor().serve(root, talk, **capabilities)

    asyncio.run(asyncio.wait_for(session(), LIMIT))


def document(uri: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri)


def open_(client: Editor, path: Path, text: str | None = None, version: int = 1) -> str:
    text = text if text is not None else path.read_text(encoding="utf-8")
    item = types.TextDocumentItem(path.as_uri(), "markdown", version, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    return path.as_uri()


def type_(client: Editor, uri: str, text: str, version: int) -> None:
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version, uri),
            [types.TextDocumentContentChangeWholeDocument(text)],
        )
    )


async def marks(client: Editor, uri: str, version: int) -> list[types.Diagnostic]:
    """What is marked in this version of a document; never what was marked in another."""
    while True:
        params = await client.marked.get()
        if params.uri == uri and params.version == version:
            return list(params.diagnostics)


def test_marks_follow_the_text(desk: Desk) -> None:
    async def talk(client: Editor) -> None:
        path = desk.path(DUTCH)
        uri = open_(client, path)
        assert "EVI001" in {mark.code for mark in await marks(client, uri, 1)}
        text = path.read_text(encoding="utf-8")
        type_(client, uri, text.replace("Creatine voorkomt dementie.", ""), 2)
        type_(client, uri, text.replace("Creatine voorkomt dementie. ", "😀 "), 3)
        last = await marks(client, uri, 3)
        assert "EVI001" not in {mark.code for mark in last}
        hover = await client.text_document_hover_async(
            types.HoverParams(document(uri), types.Position(9, 12))
        )
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert hover.contents.value.startswith("causal")

    run(desk.root, talk)


def test_it_speaks_as_the_editor_does(desk: Desk) -> None:
    async def talk(client: Editor) -> None:
        found = await marks(client, open_(client, desk.path(DUTCH)), 1)
        (mark,) = (mark for mark in found if mark.code == "EVI001")
        assert "nicht belegt" in mark.message
        assert "\nStattdessen: " in mark.message

    run(desk.root, talk, locale="de-at")


@pytest.mark.parametrize(
    ("wanted", "column"),
    [(["utf-8"], 4)],
)
def test_columns_are_those_that_were_agreed_on(
    desk: Desk, wanted: list[str] | None, column: int
) -> None:
    async def talk(client: Editor) -> None:
        path = desk.path(DUTCH)
        text = path.read_text(encoding="utf-8").replace("Creatine voorkomt", "😀Creatine voorkomt")
        found = await marks(client, open_(client, path, text), 1)
        (mark,) = (mark for mark in found if mark.code == "EVI001")
        assert mark.range.start.character == column

    run(desk.root, talk, general=types.GeneralClientCapabilities(position_encodings=wanted))


def test_edits_name_the_version_that_they_are_for(desk: Desk) -> None:
    async def talk(client: Editor) -> None:
        uri = open_(client, desk.path(DUTCH), version=7)
        place = types.Position(9, 12)
        found = await client.text_document_code_action_async(
            types.CodeActionParams(
                document(uri), types.Range(place, place), types.CodeActionContext([])
            )
        )
        (edit,) = [
            action.edit
            for action in found or []
            if isinstance(action, types.CodeAction) and action.title.startswith("Write")
        ]
        assert edit is not None
        named = {
            change.text_document.uri: change.text_document.version
            for change in edit.document_changes or []
            if isinstance(change, types.TextDocumentEdit)
        }
        assert named == {uri: 7, desk.path(CLAIMS).as_uri(): None}

    workspace = types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True)
    )
    run(desk.root, talk, workspace=workspace)


def test_all_that_a_writer_asks_for_is_answered(desk: Desk) -> None:
    """Definition and back, completion, a claim to register and a reference to add, over the wire."""
    added = (
        "3. Synthetic A. A synthetic trial of creatine. Made Up J. 2020;1(2):3-4. "
        "doi:10.1234/synthetic.9\n4. Prokopidis"
    )
    text = desk.text(DUTCH).replace("3. Prokopidis", added)
    registry = desk.text(CLAIMS).replace("level: animal", "level: a", 1)

    def at(written: str, words: str, behind: int = 2) -> types.Position:
        before = written[: written.index(words) + behind]
        return types.Position(before.count("\n"), len(before) - before.rfind("\n") - 1)

    async def offered(client: Editor, uri: str, words: str) -> dict[str, str]:
        place = at(text, words)
        found = await client.text_document_code_action_async(
            types.CodeActionParams(
                document(uri), types.Range(place, place), types.CodeActionContext([])
            )
        )
        return {
            action.title: "".join(c.new_text for many in action.edit.changes.values() for c in many)
            for action in found or []
            if isinstance(action, types.CodeAction) and action.edit and action.edit.changes
        }

    async def talk(client: Editor) -> None:
        uri = open_(client, desk.path(DUTCH), text)
        claims = open_(client, desk.path(CLAIMS), registry)
        gone = await client.text_document_definition_async(
            types.DefinitionParams(document(uri), at(text, "verbetert dus ook"))
        )
        assert isinstance(gone, list)
        assert [place.uri for place in gone] == [desk.path(CLAIMS).as_uri()]
        back = await client.text_document_references_async(
            types.ReferenceParams(
                types.ReferenceContext(include_declaration=False),
                document(claims),
                at(registry, "reference: snow2018", len("reference: sn")),
            )
        )
        assert uri in {place.uri for place in back or []}
        levels = await client.text_document_completion_async(
            types.CompletionParams(document(claims), at(registry, "level: a}", len("level: a")))
        )
        items = levels.items if isinstance(levels, types.CompletionList) else levels
        assert "animal" in [item.label for item in items or []]
        registering = await offered(client, uri, "Creatine is een stof")
        (draft,) = [new for title, new in registering.items() if title.startswith("Register")]
        assert "draft: true" in draft
        adding = await offered(client, uri, "A synthetic trial")
        (entry,) = [new for title, new in adding.items() if title.startswith("Add synthetic2020")]
        assert "10.1234/synthetic.9" in entry

    run(desk.root, talk)


def test_nothing_ends_it(desk: Desk, tmp_path: Path) -> None:
    """Faults in files, places and messages that make no sense, what was cancelled: it goes on."""

    async def talk(client: Editor) -> None:
        claims, article = desk.path(CLAIMS), desk.path(DUTCH)
        broken = open_(client, claims, "claims: [\n- &a {*a")
        (mark,) = await marks(client, broken, 1)
        assert mark.message.startswith("is not YAML")
        for uri in ("untitled:Untitled-1", "file:///nowhere/at/all/x.md", "file:///a%00b.md"):
            item = types.TextDocumentItem(uri, "markdown", 1, "Zink verbetert de slaap.\n")
            client.text_document_did_open(types.DidOpenTextDocumentParams(item))
            place = types.HoverParams(document(uri), types.Position(0, 3))
            await client.text_document_hover_async(place)
        far = types.Position(10_000, 10_000)
        uri = open_(client, article)
        assert await client.text_document_hover_async(types.HoverParams(document(uri), far)) is None
        asked = types.CompletionParams(document(broken), types.Position(0, 9))
        await client.text_document_completion_async(asked)
        # An editor that moves on takes its question back.
        request = client.text_document_hover_async(
            types.HoverParams(document(uri), types.Position(9, 12))
        )
        waiting = asyncio.ensure_future(request)
        await asyncio.sleep(0)
        client.cancel_request(types.CancelParams(id=next(iter(client.protocol._request_futures))))
        try:
            await waiting
        except JsonRpcException as error:
            assert "cancel" in str(error).lower()  # noqa: PT017 - it may have been answered before
        # Of a request that cannot be read pygls knows no number, so nobody could be answered.
        for body in (
            b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"a": 1}}',
            b'{"jsonrpc": "2.0", "id": 99, "method": "textDocument/hover", "params": []}',
            b'{"jsonrpc": "2.0", "method": "no/such/method", "params": {}}',
            b"no JSON",
        ):
            client.send_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        type_(client, broken, claims.read_text(encoding="utf-8"), 2)
        assert await marks(client, broken, 2) == []

    run(desk.root, talk)


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "sys.modules['pygls'] = None\n"
        "from magclaims.__main__ import main\n"
        "sys.argv = ['magclaims', 'lsp']\n"
        "main()\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert 'pip install "magclaims[lsp]"' in ran.stderr
    assert ran.stdout == ""


def test_it_opens_no_connection(desk: Desk) -> None:
    """Whatever the settings say: while somebody types, nobody is asked."""
    settings = desk.root / "magclaims.toml"
    settings.write_text(settings.read_text() + 'crossref-url = "http://127.0.0.1:9"\n')
    project = desk.project()
    project.whole()
    assert project.configuration.settings.offline
    assert not project.gathered(project.bibliographies()).asked
