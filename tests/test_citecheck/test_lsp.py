"""The language server, as an editor speaks with it: real messages on the standard streams of a real process."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from citecheck.integrations.lsp import AUDIT
from testbed.loopback import Loopback, Reply, page, prose

T = TypeVar("T")
pytestmark = pytest.mark.slow
SETTINGS = """
[web]
allow_addresses = ["127.0.0.0/8"]
per_host_rate = 0
respect_robots = false
retries = 0
canary = ""
[archives]
enabled = false
[registries]
enabled = "never"
"""


class Editor:
    """A client that opens one document and waits for its diagnostics."""

    def __init__(self, client: LanguageClient, path: Path) -> None:
        self.client = client
        self.path = path
        self.uri = path.as_uri()
        self.told: asyncio.Queue[list[types.Diagnostic]] = asyncio.Queue()
        self.messages: list[str] = []

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def take(params: types.PublishDiagnosticsParams) -> None:
            if params.uri == self.uri:
                self.told.put_nowait(list(params.diagnostics))

        @client.feature(types.WINDOW_SHOW_MESSAGE)
        def note(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)
            self.told.put_nowait([])

    async def diagnostics(self) -> list[types.Diagnostic]:
        return await asyncio.wait_for(self.told.get(), 60)

    async def open(self) -> list[types.Diagnostic]:
        text = self.path.read_bytes().decode("utf-8")
        item = types.TextDocumentItem(uri=self.uri, language_id="markdown", version=1, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.diagnostics()

    async def actions(self, about: list[types.Diagnostic]) -> list[Any]:
        where = about[0].range if about else types.Range(types.Position(0, 0), types.Position(0, 0))
        asked = types.CodeActionParams(
            types.TextDocumentIdentifier(self.uri), where, types.CodeActionContext(diagnostics=about)
        )
        return list(await self.client.text_document_code_action_async(asked) or ())


def editing(path: Path, work: Callable[[Editor], Awaitable[T]], *options: str) -> T:
    """Return what `work` returns, which gets an editor with a server in the folder of `path`."""

    async def session() -> T:
        client = LanguageClient("test", "1")
        editor = Editor(client, path)
        command = ["-m", "citecheck", "lsp", "--config", "settings.toml", *options]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        await client.start_io(sys.executable, *command, cwd=path.parent, env=environment)
        try:
            wanted = types.InitializeParams(
                types.ClientCapabilities(), process_id=os.getpid(), root_uri=path.parent.as_uri()
            )
            await client.initialize_async(wanted)
            client.initialized(types.InitializedParams())
            return await work(editor)
        finally:
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()

    with ThreadPoolExecutor(1) as threads:  # the thread of the tests may have a running loop, that of a browser
        return threads.submit(lambda: asyncio.run(session())).result()


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as made:
        text = f"The lower lock was closed to barges in 1931, and the upper one in 1948. {prose(150, 'canal')}"
        made.add("127.0.0.1", "/new", Reply(body=page("The locks", text)))
        made.add("127.0.0.1", "/old", Reply(status=301, headers=(("Location", "/new"),)))
        yield made


@pytest.fixture
def article(tmp_path: Path, web: Loopback) -> Path:
    (tmp_path / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    path = tmp_path / "article.md"
    path.write_bytes(
        f"# Locks 🚢\r\n\r\n🚢 The lower lock was closed in 1941.[^a] The sluice is new.[^b]\r\n\r\n"
        f"[^a]: The locks. {web.url('127.0.0.1', '/old')}\r\n".encode()
    )
    return path


def test_problems_of_the_text_are_told_when_it_is_opened_and_nothing_is_fetched(article: Path, web: Loopback) -> None:
    found = editing(article, lambda editor: editor.open())
    (dangling,) = [one for one in found if one.code == "citation-dangling"]
    assert dangling.source == "citecheck"
    assert dangling.range.start.line == 2
    assert dangling.code_description is not None
    assert dangling.code_description.href.startswith("https://")
    assert web.asked == []


def test_an_audit_tells_what_the_sources_say_and_offers_the_repair(article: Path, web: Loopback) -> None:
    async def work(editor: Editor) -> tuple[list[types.Diagnostic], list[Any], list[Any]]:
        await editor.open()
        before = await editor.actions([])
        await editor.client.workspace_execute_command_async(types.ExecuteCommandParams(AUDIT, [editor.uri]))
        found = await editor.diagnostics()
        return found, before, await editor.actions(found)

    found, before, after = editing(article, work)
    assert [action.command for action in before] == [AUDIT]
    (wrong,) = [one for one in found if one.code == "claim-contradicted"]
    assert "1931" in wrong.message
    line = article.read_bytes().decode().splitlines()[2]
    units = line.encode("utf-16-le")
    words = units[2 * wrong.range.start.character : 2 * wrong.range.end.character].decode("utf-16-le")
    assert words.startswith("🚢 The lower lock was closed in 1941"), "columns are counted as the editor counts them"
    (repair,) = [action for action in after if isinstance(action, types.CodeAction) and action.edit is not None]
    assert repair.is_preferred
    ((edit,),) = repair.edit.changes.values()
    moved = article.read_bytes().decode().splitlines()[edit.range.start.line]
    assert edit.range.start.line == 4
    assert moved[: edit.range.start.character] + edit.new_text + moved[edit.range.end.character :] == moved.replace(
        "/old", "/new"
    )


def test_a_document_that_cannot_be_read_is_a_message(article: Path) -> None:
    (article.parent / "settings.toml").write_text("max_document_bytes = 10\n", encoding="utf-8")

    async def work(editor: Editor) -> list[str]:
        assert await editor.open() == []
        return editor.messages

    assert any("article.md" in message for message in editing(article, work))


def test_a_text_that_was_never_saved_is_left_alone(article: Path) -> None:
    async def work(editor: Editor) -> list[types.Diagnostic]:
        item = types.TextDocumentItem(uri="untitled:one", language_id="markdown", version=1, text="A claim.[^1]")
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await editor.open()

    assert {one.code for one in editing(article, work)} == {"citation-dangling"}
