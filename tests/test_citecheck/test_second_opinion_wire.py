"""The model's server may stream, refuse, fail or lie: the built-in verdict then stands, and the check says so."""

import gzip
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from second_opinions import PAGE, REST, SAID, UNSURE, audited, check_of, settings_for, verdict

import citecheck
from citecheck.http.addresses import web_address
from citecheck.http.failures import Failure
from citecheck.http.one_host import OneHostGuard
from citecheck.testing import FakeFetcher
from reports.model import Outcome
from testbed.chat_server import chatting, chunked, json_reply, message, opinion, streamed
from testbed.scripted_server import Answer, reply

GOOD = opinion("partial", SAID, missing=["after a fire"])
LINES = f"OUTCOME: partial\nPASSAGE: {SAID}\nMISSING: after a fire\nOTHER VALUE: none"

BODY = message(GOOD).partition(b"\r\n\r\n")[2]

READABLE: dict[str, Answer] = {
    "one object": message(GOOD),
    "a stream of events": streamed(GOOD),
    "a stream in one piece": streamed(GOOD, pieces=1),
    "chunks": chunked([message(GOOD).partition(b"\r\n\r\n")[2]], "application/json"),
    "a fence around the object": message(f"```json\n{json.dumps(GOOD)}\n```"),
    "thoughts before the object": message(
        '<think>It burned. {"outcome": 1}</think>\n' + __import__("json").dumps(GOOD)
    ),
    "lines of text": message(LINES),
    "lines with emphasis": message(f"**OUTCOME:** partial\n**PASSAGE:** “{SAID}”\n**MISSING:** after a fire"),
    "a mark of the byte order": reply(b"\xef\xbb\xbf" + BODY, type="application/json"),
    "an object in another": message({"answer": GOOD}),
    "passages as objects": message({**GOOD, "passages": [{"text": SAID}]}),
    "capitals": message({**GOOD, "outcome": "PARTIAL"}),
    "a stream with other line ends": reply(
        b"data:%s\r\n\r\ndata: [DONE]\r\n\r\n"
        % json.dumps({"choices": [{"delta": {"content": json.dumps(GOOD)}, "finish_reason": "stop"}]}).encode(),
        type="text/event-stream",
    ),
    "content in parts": message(None)
    and json_reply({"choices": [{"message": {"content": [{"type": "text", "text": LINES}]}, "finish_reason": "stop"}]}),
}


@pytest.mark.parametrize("answer", READABLE.values(), ids=READABLE)
def test_an_opinion_is_read_in_every_form_in_which_servers_send_it(answer: Answer):
    with chatting(lambda _: answer) as chat:
        check = check_of(audited(chat))

    assert (check.outcome, check.opinion.missing) == (Outcome.PARTIAL, ("after a fire",))


UNREADABLE: dict[str, tuple[Answer, str]] = {
    "an object that is cut off": (message('{"outcome": "partial", "passages": ["A bl'), "neither JSON"),
    "an answer that is cut off": (message(GOOD, finish="length"), "cut off"),
    "a body that is cut off": (reply(message(GOOD).partition(b"\r\n\r\n")[2][:80], type="application/json"), "cut off"),
    "a stream without an end": (streamed(GOOD, done=False), "cut off"),
    "a refusal in prose": (message("I'm sorry, but I can't help with that."), "neither JSON"),
    "a refusal in its own field": (message(None, refusal="I can't help."), "refused"),
    "a call of a tool": (message(None, tool_calls=[{"function": {"name": "fetch"}}], finish="tool_calls"), "tool"),
    "a call of a tool beside an answer": (message(GOOD, tool_calls=[{"function": {"name": "run"}}]), "tool"),
    "thoughts without an end": (message(f"<think>Perhaps {json.dumps(GOOD)}"), "thoughts"),
    "a filter": (message("", finish="content_filter"), "filter"),
    "nothing": (message(""), "empty"),
    "an HTML page": (reply(b"<html><h1>Sign in</h1></html>"), "not JSON"),
    "a list": (json_reply([1, 2]), "chat API"),
    "null": (json_reply(None), "chat API"),
    "numbers in the place of text": (json_reply({"choices": [{"message": 5}]}), "chat API"),
    "no choice": (json_reply({"choices": []}), "empty"),
    "a deep object": (reply(b"[" * 100_000, type="application/json"), "not JSON"),
}


@pytest.mark.parametrize(("answer", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_opinion_leaves_the_verdict_and_says_why(answer: Answer, reason: str):
    alone = check_of(audited("http://127.0.0.1:9/v1", ask_between=(0.0, 0.0)))
    with chatting(lambda _: answer) as chat:
        check = check_of(audited(chat))

    assert {**verdict(check)} == {**verdict(alone)}
    assert (check.opinion.rule, check.opinion.outcome) == ("support.opinion.unreadable", None)
    assert reason in check.opinion.reason


FAILING: dict[str, tuple[Answer, str]] = {
    "a wrong key": (json_reply({"error": {"message": "no"}}, "401 Unauthorized"), "does not take the key"),
    "an unknown model": (json_reply({"error": {"message": "no"}}, "404 Not Found"), "no such model"),
    "a server error": (reply(b"oops", "500 Internal Server Error"), "500"),
    "a redirect": (reply(b"", "302 Found", ("Location", "https://elsewhere.example/")), "302"),
    "an error with status 200": (json_reply({"error": {"message": "overloaded"}}), "error"),
    "a long wait": (reply(b"", "429 Too Many Requests", ("Retry-After", "3600")), "429"),
    "a connection that closes": (b"", ""),
    "a short body": (reply(b'{"choices": [', length=9_000, type="application/json"), "cut off"),
}


@pytest.mark.parametrize(("answer", "reason"), FAILING.values(), ids=FAILING)
def test_a_server_that_fails_leaves_the_verdict_and_the_report_says_so(answer: Answer, reason: str):
    with chatting(lambda _: answer) as chat:
        report = audited(chat)

    check = check_of(report)
    assert check.outcome is Outcome.SUPPORTED
    assert check.opinion.rule == "support.opinion.no-answer"
    assert reason in check.opinion.reason
    assert not check.opinion.lasting
    assert any("could not be had" in notice for notice in report.notices)


def test_a_server_that_is_not_there_leaves_the_verdict():
    check = check_of(audited("http://127.0.0.1:9/v1"))

    assert check.opinion.rule == "support.opinion.no-answer"


def test_a_slow_server_is_left_after_the_time_limit():
    def slow(_: dict[str, Any]) -> Answer:
        return [b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{", lambda: time.sleep(2)]

    began = time.monotonic()
    with chatting(slow) as chat:
        check = check_of(audited(chat, timeout=0.5))

    assert "in time" in check.opinion.reason
    assert time.monotonic() - began < 30


def after(first: Answer, then: Answer) -> Callable[[dict[str, Any]], Answer]:
    answers = iter([first])
    return lambda _: next(answers, then)


@pytest.mark.parametrize(
    "first",
    [
        reply(b"", "429 Too Many Requests", ("Retry-After", "0")),
        reply(b"", "503 Service Unavailable"),
        reply(b"", "500 Internal Server Error"),
        b"",
    ],
    ids=["429", "503", "500", "closed"],
)
def test_a_failure_that_passes_is_followed_by_another_try(first: Answer):
    with chatting(after(first, message(GOOD))) as chat:
        check = check_of(audited(chat))

        assert len(chat.asked) == 2
    assert check.opinion.decided


@pytest.mark.parametrize("status", ["400 Bad Request", "422 Unprocessable Entity"])
def test_a_server_without_json_schema_is_asked_for_lines(status: str):
    def old(body: dict[str, Any]) -> Answer:
        return json_reply({"error": "unknown field"}, status) if "response_format" in body else message(LINES)

    with chatting(old) as chat:
        check = check_of(audited(chat))

    assert check.opinion.decided
    assert "OUTCOME:" in chat.bodies[-1]["messages"][0]["content"]
    assert "temperature" not in chat.bodies[-1]


def test_a_model_that_takes_no_temperature_keeps_its_schema():
    def strict(body: dict[str, Any]) -> Answer:
        return json_reply({"error": "no"}, "400 Bad Request") if "temperature" in body else message(GOOD)

    with chatting(strict) as chat:
        assert check_of(audited(chat)).opinion.decided

    assert "response_format" in chat.bodies[-1]


def test_no_redirect_is_followed_and_only_the_named_host_is_asked():
    with (
        chatting(lambda _: message(GOOD)) as other,
        chatting(lambda _: reply(b"", "307 Temporary Redirect", ("Location", f"{other.url}/chat/completions"))) as chat,
    ):
        audited(chat)

        assert other.asked == []


def test_the_key_is_sent_to_the_server_and_stands_in_no_report(monkeypatch):
    monkeypatch.setenv("OUR_MODEL_KEY", "sk-very-secret-0123")
    with chatting(lambda _: json_reply({"error": "bad key sk-very-secret-0123"}, "401 Unauthorized")) as chat:
        report = audited(chat, key_env="OUR_MODEL_KEY")

        assert chat.asked[0].headers["authorization"] == "Bearer sk-very-secret-0123"
    assert "sk-very-secret" not in repr(report)


def test_a_compressed_answer_is_read():
    body = message(GOOD).partition(b"\r\n\r\n")[2]
    packed = reply(gzip.compress(body), "200 OK", ("Content-Encoding", "gzip"), type="application/json")
    with chatting(lambda _: packed) as chat:
        assert check_of(audited(chat)).opinion.decided


@pytest.mark.parametrize("limit", [{"max_calls": 1}, {"max_cost": 0.002, "input_price": 1.0, "output_price": 1.0}])
def test_the_limits_of_a_run_are_kept_and_said(limit: dict[str, Any]):

    claims = [
        UNSURE,
        "The mill was closed by its owner after a fire in 1954.",
        "After a fire its owner closed the mill.",
    ]
    text = "\n\n".join(f"{claim[:-1]}.[1]" for claim in claims) + f"\n\nReferences\n\n1. The page. {PAGE}\n"
    page = f"<html><title>The page</title><p>{SAID}</p><p>{REST}</p></html>"
    with chatting(lambda _: message(GOOD)) as chat:
        settings = settings_for(chat.url, **limit)
        report = citecheck.audit(text.encode(), settings=settings, fetcher=FakeFetcher({PAGE: page}), archives=())

        assert len(chat.asked) == 1
    opinions = [check.opinion for check in report.checks if check.opinion is not None]
    assert [told.void for told in opinions].count(True) == len(opinions) - 1 > 0
    assert next(iter(limit)) in opinions[-1].reason


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "LOCALHOST"])
def test_a_server_on_this_machine_may_be_named_in_any_way(host: str):
    with chatting(lambda _: message(GOOD)) as chat:
        assert check_of(audited(chat.url.replace("127.0.0.1", host))).opinion.decided


@pytest.mark.parametrize("path", ["/v1", "/v1/", "/v1/chat/completions", "", "/v1?api-version=3"])
def test_the_address_of_the_api_is_found_from_the_base_address(path: str):
    with chatting(lambda _: message(GOOD)) as chat:
        audited(chat.url.removesuffix("/v1") + path)

        (asked,) = chat.asked
    assert asked.target.partition("?")[0].endswith("/chat/completions")
    assert asked.target.count("/chat/completions") == 1
    assert asked.target.partition("?")[2] == path.partition("?")[2]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://elsewhere.example/", "https://127.0.0.1:11434/"])
def test_the_guard_permits_the_named_host_and_port_alone(url: str):
    guard = OneHostGuard("http://127.0.0.1:11434/v1")
    address = web_address(url)

    assert [str(one) for one in guard.addresses("127.0.0.1", 11434)] == ["127.0.0.1"]
    if (address.host, address.port) != ("127.0.0.1", 11434):
        with pytest.raises(Failure, match="not the server"):
            guard.addresses(address.host, address.port)


def test_a_lone_surrogate_in_an_answer_or_a_claim_does_no_harm():
    answer = {**GOOD, "missing": ["after \ud800 a fire"]}
    with chatting(lambda _: message(json.dumps(answer))) as chat:
        check = check_of(audited(chat))

    assert check.opinion.decided
    assert check.opinion.missing == ("after ? a fire",)
