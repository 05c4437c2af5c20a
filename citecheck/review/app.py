"""The review server's answers (WSGI): pages, and the decisions that they share.

Any page of the web can make a browser send requests to this machine. So each request needs the secret of this run, in a
cookie that other sites cannot send, and the right name of the host (against names that are rebound to this machine).
A decision also needs a header that a form of another site cannot set.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import msgspec

from citecheck.nightly.review import Decision
from citecheck.review.decisions import SharedDecision, SharedDecisions
from citecheck.review.folder import DECISIONS, INDEX, ReportFolder
from claims.errors import CitecheckError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

_LONGEST_BODY = 20_000
_PAGE = re.compile(r"/[\w.-]*", re.ASCII)
_SAFE = (
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("X-Frame-Options", "DENY"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
_HTML, _TEXT, _JSON = "text/html; charset=utf-8", "text/plain; charset=utf-8", "application/json"


class _Sent(msgspec.Struct, frozen=True):
    """A decision as the page sends it; an empty `decision` takes the last one back."""

    document: str
    finding: str
    code: str = ""
    decision: str = ""
    note: str = ""
    by: str = ""


_SENT = msgspec.json.Decoder(_Sent)


class _Answer(Exception):
    """Ends a request with a status, a text and more headers."""

    def __init__(self, status: str, text: str, *headers: tuple[str, str]) -> None:
        super().__init__(text)
        self.status, self.text, self.headers = status, text, headers


class ReviewApp:
    """Answers the requests of reviewers. `token` is the secret of this run, which the printed address holds."""

    def __init__(
        self, folder: ReportFolder, decisions: SharedDecisions, *, hosts: Iterable[str], read_only: bool = False
    ) -> None:
        """Serve the reports of `folder` and share `decisions`.

        `hosts` are the names, with port, that a request may be for. `read_only`: nobody may decide.
        """
        self.token = secrets.token_urlsafe(24)
        self._folder = folder
        self._decisions = decisions
        self._hosts = frozenset(hosts)
        self._read_only = read_only

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request `environ` through `start_response`, as PEP 3333 has it."""
        try:
            kind, body = self._answered(environ)
            status, headers = "200 OK", [("Content-Type", kind)]
        except _Answer as answer:
            status, body = answer.status, answer.text
            headers = [("Content-Type", _TEXT), *answer.headers]
        data = body.encode("utf-8", "replace")
        start_response(status, [*headers, ("Content-Length", str(len(data))), *_SAFE])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [data]

    def _answered(self, environ: WSGIEnvironment) -> tuple[str, str]:
        if environ.get("HTTP_HOST", "") not in self._hosts:
            raise _Answer("403 Forbidden", "This server answers only under its own address.")
        path = environ.get("PATH_INFO") or "/"
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        self._check_token(environ, path, asked.get("token", [""])[0])
        method = environ["REQUEST_METHOD"]
        if path == DECISIONS:
            if method == "POST":
                return _JSON, self._decide(environ)
            return _JSON, self._listed(asked.get("document", [""])[0])
        if method not in ("GET", "HEAD"):
            raise _Answer("405 Method Not Allowed", "Pages can only be read.", ("Allow", "GET, HEAD"))
        page = self._folder.page(path.removeprefix("/") or INDEX)
        if page is None:
            raise _Answer("404 Not Found", "There is no such report.")
        return _HTML, page

    def _check_token(self, environ: WSGIEnvironment, path: str, given: str) -> None:
        """Raise an answer for a request without the secret; one that brings it in the address gets the cookie."""
        name = f"citecheck_review_{environ.get('SERVER_PORT', '')}"
        if given and hmac.compare_digest(given.encode(), self.token.encode()):
            cookie = f"{name}={self.token}; Path=/; HttpOnly; SameSite=Strict"
            target = path if _PAGE.fullmatch(path) else "/"  # browsers read "/\\a.test" as another host
            raise _Answer("303 See Other", "", ("Set-Cookie", cookie), ("Location", target))
        try:
            kept = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(name)
        except CookieError:
            kept = None
        if kept is None or not hmac.compare_digest(kept.value.encode(), self.token.encode()):
            raise _Answer("403 Forbidden", "Open the address that `citecheck review` printed: it holds a secret.")

    def _listed(self, document: str) -> str:
        return msgspec.json.encode({"decisions": self._decisions.of(document)}).decode()

    def _decide(self, environ: WSGIEnvironment) -> str:
        self._check_sender(environ)
        if self._read_only:
            raise _Answer("403 Forbidden", "This review can only be read: decisions are not kept.")
        sent = self._sent(environ)
        report = self._folder.pages().by_document.get(sent.document)
        found = [] if report is None else [*report.findings, *(one.finding for one in report.suppressed)]
        finding = next((one for one in found if one.key == sent.finding), None)
        if finding is None:
            raise _Answer("404 Not Found", "The report has no such finding; reload the page.")
        try:
            if not sent.decision:
                self._decisions.take_back(sent.document, sent.finding)
                return "{}"
            made = SharedDecision(
                document=sent.document,
                finding=finding.key,
                code=finding.code,
                decision=Decision(sent.decision),
                note=sent.note.strip(),
                by=sent.by.strip(),
            )
            return msgspec.json.encode(self._decisions.make(made)).decode()
        except CitecheckError as error:
            raise _Answer("500 Internal Server Error", f"The decision was not kept: {error}") from error

    def _check_sender(self, environ: WSGIEnvironment) -> None:
        origin = environ.get("HTTP_ORIGIN", "")
        if (
            environ.get("HTTP_X_CITECHECK_REVIEW") != "1"
            or environ.get("CONTENT_TYPE", "").partition(";")[0].strip() != "application/json"
            or environ.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin"
            or (origin and origin.partition("://")[2] not in self._hosts)
        ):
            raise _Answer("403 Forbidden", "A decision comes from a page of this server.")

    def _sent(self, environ: WSGIEnvironment) -> _Sent:
        length = environ.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdigit()) or int(length[:9]) > _LONGEST_BODY or len(length) > 9:
            raise _Answer("413 Content Too Large", "A decision is short.")
        try:
            sent = _SENT.decode(environ["wsgi.input"].read(int(length)))
            if sent.decision:
                Decision(sent.decision)
        except (msgspec.DecodeError, UnicodeError, RecursionError, ValueError) as error:
            raise _Answer("400 Bad Request", "This is not a decision.") from error
        return sent


__all__ = ["ReviewApp"]
