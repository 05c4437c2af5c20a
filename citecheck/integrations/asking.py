"""One exchange with a service: through the one HTTP client, and repeated only where that cannot tell anything twice."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from requests.adapters import BaseAdapter

from citecheck.errors import SettingsError
from citecheck.http.addresses import web_address
from citecheck.http.answer import Answer
from citecheck.http.client import Budget, HttpClient, HttpReply, HttpRequest
from citecheck.http.failures import Failure, causes_of
from citecheck.http.guard import is_private_name
from citecheck.http.one_host import OneHostGuard
from citecheck.http.policy import Policy, user_agent
from citecheck.http.rate_limiter import RateLimiter
from citecheck.http.transport import adapter_for
from citecheck.integrations.model import Delivery
from citecheck.interfaces import Clock
from citecheck.settings.model import WebSettings
from reports.model import LinkStatus, Origin

_CONNECTIONS = "urllib3.connectionpool"  # the logger that names the path of every request
_MOST_BYTES = 8_000_000  # of an answer: a page of a hundred issues with long texts
_GATEWAY = frozenset({502, 504, 520, 522, 524, 598, 599})
"""A proxy gives these where the server behind it took too long or broke off, so the server may have taken it."""
_UNSENT = frozenset(
    {
        LinkStatus.GONE,
        LinkStatus.TLS_ERROR,
        LinkStatus.REFUSED_ADDRESS,
        LinkStatus.INVALID_URL,
        LinkStatus.UNSUPPORTED_SCHEME,
        LinkStatus.NOT_CHECKED,
    }
)


def outcome_of(result: Answer | Failure) -> Delivery:
    """Return whether a service took what was sent, as far as `result` shows.

    A connection that was never made took nothing. A server that says no took nothing. A connection that ended without a
    whole answer, and a gateway that heard nothing from its server, leave it open.
    """
    if isinstance(result, Answer):
        if result.broken_off or result.status in _GATEWAY:
            return Delivery.UNKNOWN
        return Delivery.DELIVERED if 200 <= result.status < 300 else Delivery.REFUSED
    unnamed = any(isinstance(one, socket.gaierror) for one in causes_of(result))
    unsent = result.unconnected or unnamed or (result.status in _UNSENT and not result.passing)
    return Delivery.REFUSED if unsent else Delivery.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class OncePolicy(Policy):
    """A policy for requests that must not be taken twice: only what was certainly not taken is repeated."""

    def wait_before_retry(self, outcome: Answer | Failure, tries: int, chance: float) -> float | None:
        """See `Policy.wait_before_retry`."""
        if outcome_of(outcome) is not Delivery.REFUSED:
            return None
        return Policy.wait_before_retry(self, outcome, tries, chance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a service answered: `outcome` with its `reason` in words, the status (0: none), the text, the headers."""

    outcome: Delivery
    reason: str
    status: int = 0
    text: str = ""
    headers: Mapping[str, str]

    @property
    def data(self) -> Any:
        """The answer as JSON; None if it is not JSON."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None

    @property
    def is_web_page(self) -> bool:
        """Whether a page for people came in place of an answer: that of a login, a proxy or a wrong address."""
        return self.text.lstrip("\ufeff \t\r\n")[:200].lower().startswith(("<!doctype html", "<html", "<head"))


class _Hiding(logging.Filter):
    """Hides the secrets of a service in what urllib3 logs of its requests."""

    def __init__(self, shown: Callable[[str], str]) -> None:
        super().__init__()
        self._shown = shown

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, with its secrets replaced."""
        record.msg, record.args = self._shown(record.getMessage()), ()
        return True


class ToldService:
    """One server that is told. No redirect is followed: it would take the secret and the findings to another place."""

    def __init__(
        self,
        url: str,
        *,
        where: str,
        web: WebSettings,
        timeout: float,
        clock: Clock,
        adapter: BaseAdapter | None = None,
        secret_headers: Mapping[str, str] | None = None,
        secret_url: bool = False,
    ) -> None:
        """`url` is the base address of the service, and `where` says in messages where it stands.

        `web` says who asks and how often, `timeout` is in seconds, `clock` waits. `adapter` replaces the transport;
        None: a guarded one, for this host alone. `secret_headers` are sent and never recorded. `secret_url`: the
        address is a secret.

        Raises `SettingsError` for an address that cannot be used.
        """
        self._check(url, where)
        self._url = url
        self._host = web_address(url).host
        self._timeout = timeout
        self._owns_adapter = adapter is None
        self._secret = dict(secret_headers or {})
        self._secrets = [value for header in self._secret.values() for value in (header, header.split()[-1])]
        if secret_url:
            address = web_address(url)
            self._secrets += [url, address.url, address.path.strip("/")]
        # Without a canary: whether the network works elsewhere says nothing about what this service took.
        self._adapter = adapter or adapter_for(msgspec.structs.replace(web, canary=""), guard=OneHostGuard(url))
        self._hiding = _Hiding(self.shown)
        logging.getLogger(_CONNECTIONS).addFilter(self._hiding)
        self._limiter = RateLimiter(clock)
        self._client = HttpClient(self._adapter, clock=clock, limiter=self._limiter)
        self._web = web

    def ask(
        self,
        method: str,
        path: str = "",
        *,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        repeats: bool,
    ) -> Said:
        """Send one request (`method`) to the address of the service with `path` behind it; return what it answers.

        `headers` are added; None: none are. `body` is sent as JSON; None: nothing is. `repeats`: a repeated request
        does no harm, so that it is repeated after every temporary failure.
        """
        data = None if body is None else json.dumps(body, ensure_ascii=True).encode()
        kind = {} if data is None else {"Content-Type": "application/json"}
        request = HttpRequest(
            url=self._url + path,
            host=self._host,
            pace_key=self._host,
            method=method,
            headers={**kind, **(headers or {})},
            secret_headers=self._secret,
            body=data,
            budget=Budget(left=self._timeout, total=self._timeout),
        )
        return self._said(self._limiter.run(self._client.ask(request, self._policy(repeats))))

    def close(self) -> None:
        """Close the connections."""
        logging.getLogger(_CONNECTIONS).removeFilter(self._hiding)
        if self._owns_adapter:
            self._adapter.close()

    def shown(self, text: str) -> str:
        """Return `text` without the secrets of this service."""
        for secret in sorted(filter(None, self._secrets), key=len, reverse=True):
            text = text.replace(secret, "-")
        return text

    def _said(self, reply: HttpReply) -> Said:
        if reply.answer is None:
            assert reply.failure is not None  # a reply has one or the other
            reason = self.shown(reply.failure.reason)
            return Said(outcome=outcome_of(reply.failure), reason=reason, headers={})
        answer = reply.answer
        reason = f"the server answers {answer.status}"
        if 300 <= answer.status < 400:
            reason += " and leads to another address; name that one"
        elif answer.status in (401, 403):
            reason += ": it does not take the token or the address"
        elif answer.status in (404, 410):
            reason += ": there is no such address"
        elif answer.status == 429 and "retry-after" in answer.headers:
            reason += f": it asks to wait for {answer.headers['retry-after'][:40]} s"
        elif answer.broken_off:
            reason += f", and {answer.broken_off}"
        text = answer.body.decode("utf-8", "replace")
        return Said(outcome=outcome_of(answer), reason=reason, status=answer.status, text=text, headers=answer.headers)

    def _policy(self, repeats: bool) -> Policy:
        make = Policy if repeats else OncePolicy
        web = self._web
        return make(
            origin=Origin.LIVE,
            headers={"User-Agent": user_agent(web), "Accept": "application/json", "Accept-Encoding": "identity"},
            retries=web.retries,
            backoff=web.backoff,
            jitter=0.5,
            retries_timeouts=False,
            connect_timeout=min(web.connect_timeout, self._timeout),
            read_timeout=self._timeout,
            total_timeout=self._timeout,
            max_bytes=_MOST_BYTES,
            max_retry_after=web.max_retry_after,
        )

    @staticmethod
    def _check(url: str, where: str) -> None:
        """Raise `SettingsError` for an address that cannot be used. The message never holds it: it may be a secret."""
        try:
            address = web_address(url) if "://" in url else None
        except Failure:
            address = None
        if address is None:
            raise SettingsError(f"{where}: is not an http or https address; write it as https://HOST/…")
        if address.scheme == "http" and not is_private_name(address.host):
            raise SettingsError(f"{where}: is http, so that others could read what is sent; write https://")


__all__ = ["OncePolicy", "Said", "ToldService", "outcome_of"]
