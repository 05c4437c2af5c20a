"""A language server: findings are diagnostics of an editor, at their line, and safe repairs are quick fixes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from citecheck._log import log_failure
from citecheck._version import __version__
from citecheck.fixing import Fix, plan_fixes
from citecheck.integrations.latest import Latest, Mode, Told, told
from citecheck.settings import Settings
from claims.errors import CitecheckError
from reports.model import Report, Severity

AUDIT = "citecheck.audit"
"""The command that audits a document, with its sources. Its argument is the address of the document."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


class CitecheckServer(LanguageServer):
    """The server. `settings` are those of every document, `mode` says how much is done when one is opened or saved.

    Documents are read in one thread, one after another; the server answers meanwhile.
    """

    def __init__(self, settings: Settings, mode: Mode) -> None:
        super().__init__("citecheck", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self._latest = Latest(settings, mode)
        self._live = Latest(settings, Mode.LIVE)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="citecheck")
        self._audited: dict[str, Report] = {}
        """The last whole audit of each document, for its repairs."""
        self._register()

    def _register(self) -> None:
        """Say what the server answers; the library marks functions, and cannot mark methods."""

        @self.feature(types.TEXT_DOCUMENT_DID_OPEN)
        async def opened(params: types.DidOpenTextDocumentParams) -> None:
            await self._show(params.text_document.uri)

        @self.feature(types.TEXT_DOCUMENT_DID_SAVE)
        async def saved(params: types.DidSaveTextDocumentParams) -> None:
            await self._show(params.text_document.uri)

        @self.feature(types.TEXT_DOCUMENT_DID_CLOSE)
        def closed(params: types.DidCloseTextDocumentParams) -> None:
            self._audited.pop(params.text_document.uri, None)
            self._publish(params.text_document.uri, [])

        kinds = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])

        @self.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)
        def actions(params: types.CodeActionParams) -> list[types.CodeAction | types.Command]:
            return self._actions(params)

        @self.command(AUDIT)
        async def audit(uri: str) -> None:
            await self._show(uri, live=True)

    def close(self) -> None:
        """End the thread, and close connections and the store."""
        self._worker.shutdown()
        self._latest.close()
        self._live.close()

    async def _show(self, uri: str, *, live: bool = False) -> None:
        """Find out what there is to say of a document, and show it. What goes wrong is a message of the editor."""
        path = _path_of(uri)
        if path is None:
            return
        text = self.workspace.get_text_document(uri).source
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._worker, self._found, uri, path, text, live)
        except CitecheckError as error:
            self._say(str(error))
        except Exception as error:
            log_failure(str(path), error)
            self._say("citecheck itself failed at this document")
        else:
            lines = text.splitlines()
            self._publish(uri, [self._diagnostic(one, lines) for one in found if Path(one.file) == path])

    def _found(self, uri: str, path: Path, text: str, live: bool) -> Sequence[Told]:
        body = text.encode("utf-8", "surrogatepass")
        if not live:
            return self._latest.of(path, body)
        report = self._audited[uri] = self._live.report(path, body)
        return told(report, path)

    def _diagnostic(self, one: Told, lines: Sequence[str]) -> types.Diagnostic:
        finding = one.finding
        place = one.place
        begin = end = types.Position(0, 0)
        if place is not None and not place.page:
            begin = self._position(lines, place.line, place.column)
            end = self._position(lines, place.end_line, place.end_column)
        return types.Diagnostic(
            range=types.Range(begin, end),
            message=one.message,
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(finding.help_url),
            source="citecheck",
            data={"key": finding.key, "reference": finding.reference, "rule": finding.rule},
        )

    def _position(self, lines: Sequence[str], line: int, column: int) -> types.Position:
        """Return the place of `line` and `column`, both counted from 1, in the units that the client counts in."""
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        codec = self.workspace.position_codec
        return types.Position(max(0, line - 1), codec.client_num_units(text[: max(0, column - 1)]))

    def _actions(self, params: types.CodeActionParams) -> list[types.CodeAction | types.Command]:
        """Return the repairs of the findings at a place, if an audit found any, and the audit itself."""
        uri = params.text_document.uri
        actions: list[types.CodeAction | types.Command] = list(self._repairs(uri, params.context.diagnostics))
        actions.append(types.Command(title="citecheck: audit this document", command=AUDIT, arguments=[uri]))
        return actions

    def _repairs(self, uri: str, diagnostics: Sequence[types.Diagnostic]) -> Iterator[types.CodeAction]:
        report, path = self._audited.get(uri), _path_of(uri)
        if report is None or path is None:
            return
        try:
            plan = plan_fixes(report, path)
        except CitecheckError:  # the text was edited since: the next audit knows its repairs
            return
        for file in plan.files:
            if not file.is_text or file.path != path:
                continue
            for fix in file.fixes:
                about = [one for one in diagnostics if _reference_of(one) == fix.reference]
                if about:
                    yield types.CodeAction(
                        title=f"citecheck: {fix.message}{'' if fix.safe else ' (unsafe: ' + fix.why + ')'}",
                        kind=types.CodeActionKind.QuickFix,
                        diagnostics=about,
                        is_preferred=fix.safe,
                        edit=types.WorkspaceEdit(changes={uri: list(self._edits(fix, file.text))}),
                    )

    def _edits(self, fix: Fix, text: str) -> Iterator[types.TextEdit]:
        lines = text.splitlines(keepends=True)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line))
        for edit in fix.edits:
            begin, end = (self._at(lines, starts, offset) for offset in (edit.start, edit.end))
            yield types.TextEdit(types.Range(begin, end), edit.new)

    def _at(self, lines: Sequence[str], starts: Sequence[int], offset: int) -> types.Position:
        line = next((number for number in range(len(lines)) if starts[number + 1] > offset), len(lines))
        return self._position(lines, line + 1, offset - starts[line] + 1)

    def _publish(self, uri: str, diagnostics: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=diagnostics))

    def _say(self, message: str) -> None:
        self.window_show_message(types.ShowMessageParams(type=types.MessageType.Warning, message=message))


def _path_of(uri: str) -> Path | None:
    """Return the file of `uri`; None: it is no file, such as a text that was never saved."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else None


def _reference_of(diagnostic: types.Diagnostic) -> Any:
    return diagnostic.data.get("reference") if isinstance(diagnostic.data, dict) else None


__all__ = ["AUDIT", "CitecheckServer"]
