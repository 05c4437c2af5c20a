"""A language model behind an OpenAI-compatible chat API, asked through the one HTTP client.

The guard permits the configured host and port alone. Requests and answers are recorded like all others, without the
key. No redirect is followed, no tool is offered, and nothing that a model writes is run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from urllib.parse import urlunsplit

from requests.adapters import BaseAdapter

from citecheck.errors import SettingsError
from citecheck.http.addresses import web_address
from citecheck.http.client import Budget as TimeBudget
from citecheck.http.client import HttpClient, HttpReply, HttpRequest
from citecheck.http.policy import Policy, user_agent
from citecheck.http.rate_limiter import RateLimiter
from citecheck.http.redaction import clean_url
from citecheck.interfaces import Clock, Observer
from citecheck.judges.answers import read_answer
from citecheck.judges.budget import CallBudget
from citecheck.judges.model import NoOpinion, Question, Reply, Silence
from citecheck.judges.prompt import VERSION, messages
from citecheck.judges.wire import Form, Message, read_message, request_body
from citecheck.settings.model import WebSettings
from citecheck.settings.opinion import OpinionSettings
from claims.urls import parts_of
from reports.model import Origin

_ENDPOINT = "/chat/completions"
_MOST_BYTES = 1_000_000  # of an answer; one of the greatest length has a few thousand
_BREAKER = 3  # failures one after another after which the server is asked no more (judgement)
_REJECTED = frozenset({400, 422})  # the server does not take a field of the request
_REFUSED = frozenset({401, 402, 403, 404, 405})  # every other question would get the same answer
_LEAST_TIME = 1.0  # seconds of the run below which no question is begun


def key_of(settings: OpinionSettings, environment: Mapping[str, str]) -> str:
    """Return the key from `environment` that `settings` name; empty: they name none.

    Raises `SettingsError` if the variable is missing, is empty, or has characters that a header must not have.
    """
    if not settings.key_env:
        return ""
    key = environment.get(settings.key_env, "").strip()
    if not key:
        raise SettingsError(
            f"`checking.second_opinion.key_env`: the environment variable {settings.key_env} is not set; set it, or "
            "leave the setting empty for a server that needs no key"
        )
    if not key.isascii() or not key.isprintable() or " " in key:
        raise SettingsError(
            f"`checking.second_opinion.key_env`: the value of {settings.key_env} has characters that a header must "
            "not have"
        )
    return key


def endpoint(url: str) -> str:
    """Return the address of the chat API below the base address `url`."""
    parts = parts_of(url)
    path = parts.path.rstrip("/")
    path = path if path.endswith(_ENDPOINT) else path + _ENDPOINT
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


class ChatModel:
    """Asks a language model; see `citecheck.judges.interfaces.Adviser`. Not safe to share between threads."""

    def __init__(
        self,
        settings: OpinionSettings,
        web: WebSettings,
        adapter: BaseAdapter,
        *,
        clock: Clock,
        key: str = "",
        paced: bool = True,
        observer: Observer | None = None,
        seconds_left: Callable[[], float | None] = lambda: None,
    ) -> None:
        """`settings` name the server and the model, `web` says who asks, `adapter` is the transport.

        `key` is sent as a bearer token; empty: none is. With `paced` False, a replay, nothing waits. `observer` is
        notified of each call; None: nobody is. `seconds_left` says how many seconds the run still has; None: it has no
        limit.
        """
        self.address = clean_url(settings.url)
        self.name = f"{settings.model} at {parts_of(settings.url).netloc}"
        self.version = f"llm-{hashlib.sha256(settings.model.encode()).hexdigest()[:8]}-{VERSION}"
        self.budget = CallBudget(settings)
        self._model = settings.model
        self._url = web_address(endpoint(settings.url)).url
        self._timeout = settings.timeout
        self._key = {"Authorization": f"Bearer {key}"} if key else {}
        self._policy = _policy(settings, web)
        self._limiter = RateLimiter(clock)
        self._http = HttpClient(adapter, clock=clock, limiter=self._limiter, paced=paced)
        self._observer = observer
        self._seconds_left = seconds_left
        self._form = Form.SCHEMA
        self._given_up = ""

    def ask(self, question: Question) -> Reply:
        """See `Adviser.ask`. A server that rejects a form of the request is asked in a simpler one."""
        while True:
            reply = self._once(question, self._form)
            if reply is not None:
                return reply
            self._form = Form(self._form + 1)

    def close(self) -> None:
        """See `Adviser.close`."""
        self._http.stop()

    def _once(self, question: Question, form: Form) -> Reply | None:
        """Ask in one form; None: the server rejects it, and a simpler one is left."""
        body = request_body(self._model, messages(question, as_json=form is not Form.PLAIN), form)
        left = self._seconds_left()
        why = self._given_up or self.budget.refusal(len(body.decode("utf-8", "replace")))
        if not why and left is not None and left < _LEAST_TIME:
            why = "the time of the run was nearly over"
        if why:
            return NoOpinion(kind=Silence.NO_ANSWER, reason=why)
        reply = self._send(body, self._timeout if left is None else min(self._timeout, left - _LEAST_TIME / 2))
        status = reply.answer.status if reply.answer is not None else None
        said = self._message(reply)
        characters = len(body.decode("utf-8", "replace"))
        counted = said if isinstance(said, Message) else Message(text="")
        self.budget.add(characters, sent=counted.sent, written=counted.written)
        if self._observer is not None:
            failed = said.reason if isinstance(said, NoOpinion) else None
            fields = {"url": clean_url(self._url), "status": status, "characters": characters, "failure": failed}
            self._observer.event("model-request", fields)
        if isinstance(said, Message):
            return read_answer(said.text)
        if status in _REJECTED and form is not Form.PLAIN:
            return None
        if status in _REFUSED:
            self._given_up = said.reason
        return said

    def _send(self, body: bytes, seconds: float) -> HttpReply:
        address = web_address(self._url)
        request = HttpRequest(
            url=self._url,
            host=address.host,
            pace_key=address.host,
            method="POST",
            headers={"Content-Type": "application/json"},
            secret_headers=self._key,
            body=body,
            budget=TimeBudget(left=seconds, total=seconds),
        )
        return self._limiter.run(self._http.ask(request, self._policy))

    def _message(self, reply: HttpReply) -> Message | NoOpinion:
        answer = reply.answer
        if answer is None:
            reason = reply.failure.reason if reply.failure is not None else "no answer came"
            return NoOpinion(kind=Silence.NO_ANSWER, reason=reason)
        if answer.status != 200:
            more = {401: ", which means that it does not take the key", 404: ", which means that it has no such model"}
            reason = f"the server answered {answer.status}{more.get(answer.status, '')}"
            return NoOpinion(kind=Silence.NO_ANSWER, reason=reason)
        if answer.failure is not None or answer.broken_off:
            why = answer.failure.reason if answer.failure is not None else answer.broken_off
            return NoOpinion(kind=Silence.NO_ANSWER, reason=f"the answer was cut off ({why})")
        return read_message(answer.body)


def _policy(settings: OpinionSettings, web: WebSettings) -> Policy:
    """Return how the server is asked: one question at a time, and never again after it asked to be left alone."""
    return Policy(
        origin=Origin.LIVE,
        headers={"User-Agent": user_agent(web), "Accept": "application/json", "Accept-Encoding": "identity"},
        retries=web.retries,
        backoff=web.backoff,
        jitter=0.5,
        retries_timeouts=False,
        connect_timeout=web.connect_timeout,
        read_timeout=settings.timeout,
        total_timeout=settings.timeout,
        max_bytes=_MOST_BYTES,
        max_retry_after=min(web.max_retry_after, settings.timeout),
        closing_statuses=frozenset({429, 503}),
        breaker=_BREAKER * (web.retries + 1),
        counts_tries=True,
    )


__all__ = ["ChatModel", "endpoint", "key_of"]
