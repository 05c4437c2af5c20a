"""The server for assistants: its tools read one folder and the web, change nothing, and say what they cannot tell."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import Client, MCPError, StdioServerParameters
from mcp.types import CallToolResult, TextContent, TextResourceContents

from citecheck.clock import SystemClock
from citecheck.integrations.mcp import workspace as shared
from citecheck.integrations.mcp.server import build_server
from citecheck.integrations.mcp.workspace import Workspace
from citecheck.settings import ArchiveSettings, RegistrySettings, Settings, WebSettings
from testbed.loopback import ALLOWED, Loopback, Reply, page, prose

T = TypeVar("T")
PAGE = f"The lower lock was closed to barges in 1931, and the upper one in 1948. {prose(120, 'canal')}"


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as made:
        made.add("127.0.0.1", "/lock", Reply(body=page("The locks", PAGE)))
        yield made


@pytest.fixture
def folder(tmp_path: Path, web: Loopback) -> Path:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text(PAGE, encoding="utf-8")
    (inside / "page.txt").write_text(PAGE, encoding="utf-8")
    (inside / "article.md").write_text(
        "The lower lock was closed in 1941.[1] Nobody counts the barges.[2]\n\n## References\n\n"
        f"1. {web.url('127.0.0.1', '/lock')}\n2. {web.url('127.0.0.1', '/no-such-page')}\n",
        encoding="utf-8",
    )
    return inside


def settings(**web: Any) -> Settings:
    return Settings(
        web=WebSettings(allow_addresses=ALLOWED, per_host_rate=0.0, canary="", **web),
        archives=ArchiveSettings(wayback="", timegates=()),
        registries=RegistrySettings(enabled="never"),
    )


def asking(workspace: Workspace, ask: Callable[[Client], Awaitable[T]], **options: Any) -> T:
    """Return what `ask` returns, which gets a client of a server for `workspace`."""

    async def talk() -> T:
        async with Client(build_server(workspace, **options)) as client:
            return await ask(client)

    with workspace:
        return in_a_loop_of_its_own(talk)


def in_a_loop_of_its_own(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Return what `work` returns. The thread of the tests may have a running loop, that of a browser."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: asyncio.run(work())).result()


def answer(result: CallToolResult) -> dict[str, Any]:
    """Return what a tool answered, which must be the same as text and as data."""
    text = result.content[0]
    assert isinstance(text, TextContent)
    assert not result.is_error, text.text
    assert json.loads(text.text) == result.structured_content
    return dict(result.structured_content)


def refusal(result: CallToolResult) -> str:
    """Return the words with which a tool refused."""
    text = result.content[0]
    assert result.is_error
    assert isinstance(text, TextContent)
    return text.text


def call(tool: str, **arguments: str) -> Callable[[Client], Awaitable[CallToolResult]]:
    async def ask(client: Client) -> CallToolResult:
        return await client.call_tool(tool, arguments)

    return ask


def test_every_tool_says_that_it_only_reads(folder: Path) -> None:
    listed = asking(Workspace(folder, settings()), lambda client: client.list_tools())
    assert {tool.name for tool in listed.tools} == {
        *("audit", "check_claim", "match_quote", "check_link", "refs", "explain"),
    }
    for tool in listed.tools:
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True
        assert tool.description


def test_an_audit_is_short_and_links_to_the_full_report(folder: Path, web: Loopback) -> None:
    async def ask(client: Client) -> tuple[dict[str, Any], str]:
        found = await client.call_tool("audit", {"document": "article.md"})
        links = [block.uri for block in found.content[1:]]  # type: ignore[union-attr]  # they are links to resources
        answered = answer(found)
        assert links == list(answered["full_report"].values())
        full = await client.read_resource(answered["full_report"]["json"])
        assert isinstance(full.contents[0], TextResourceContents)
        return answered, full.contents[0].text

    short, full = asking(Workspace(folder, settings()), ask)
    assert {"claim-contradicted", "link-dead"} <= {one["code"] for one in short["findings"]}
    contradicted = next(one for one in short["findings"] if one["code"] == "claim-contradicted")
    assert contradicted["place"] == "article.md:1"
    assert contradicted["rule"]
    assert "1931" in contradicted["message"]
    assert {one["key"] for one in short["findings"]} == {one["key"] for one in json.loads(full)["findings"]}


def test_an_answer_has_at_most_25_findings_and_says_how_many_are_left(folder: Path, web: Loopback) -> None:
    marks = " ".join(f"Lock {number} was painted green.[{number}]" for number in range(1, 41))
    entries = "\n".join(f"{number}. {web.url('127.0.0.1', f'/none-{number}')}" for number in range(1, 41))
    (folder / "many.md").write_text(f"{marks}\n\n## References\n\n{entries}\n", encoding="utf-8")
    found = answer(asking(Workspace(folder, settings()), call("audit", document="many.md")))
    assert len(found["findings"]) == 25
    assert found["further_findings"] == 15
    assert len(json.dumps(found)) < 20_000


def test_ignored_findings_are_counted_and_not_told(folder: Path) -> None:
    def ignored(report: Any) -> Any:
        from dataclasses import replace

        return replace(report, findings=())

    found = answer(asking(Workspace(folder, settings(), ignored=ignored), call("audit", document="article.md")))
    assert found["findings"] == []


@pytest.mark.parametrize("name", ["../secret.txt", "link.txt", "{outside}", "", ".", "no-such.md", "\0"])
def test_no_file_outside_of_the_folder_is_read(folder: Path, name: str) -> None:
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    name = name.replace("{outside}", str(folder.parent / "secret.txt"))
    for tool, arguments in (
        ("match_quote", {"quotation": "closed to barges in 1931", "page": name}),
        ("audit", {"document": name}),
        ("refs", {"document": name}),
    ):
        said = refusal(asking(Workspace(folder, settings()), call(tool, **arguments)))
        assert "folder" in said
        assert "barges" not in said


def test_the_network_is_guarded_as_in_every_other_command(folder: Path, web: Loopback) -> None:
    closed = Settings(registries=RegistrySettings(enabled="never"), archives=ArchiveSettings(wayback="", timegates=()))
    found = answer(asking(Workspace(folder, closed), call("check_link", url=web.url("127.0.0.1", "/lock"))))
    assert found["status"] == "refused-address"
    assert web.asked == []


def test_a_claim_a_quotation_and_a_link_name_their_rules(folder: Path, web: Loopback) -> None:
    async def ask(client: Client) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        lock = web.url("127.0.0.1", "/lock")
        claim = {"claim": "The lower lock was closed to barges in 1941.", "page": lock}
        quotation = {"quotation": "The lower lock was closed to barges in 1941", "page": "page.txt"}
        return (
            answer(await client.call_tool("check_claim", claim)),
            answer(await client.call_tool("match_quote", quotation)),
            answer(await client.call_tool("check_link", {"url": web.url("127.0.0.1", "/no-such-page")})),
        )

    claim, quotation, link = asking(Workspace(folder, settings()), ask)
    assert (claim["outcome"], claim["confirmed"]) == ("contradicted", False)
    assert any("1931" in passage["words"] for passage in claim["passages"])
    assert quotation["outcome"] == "number-changed"
    assert quotation["changes"][0]["source"] == "1931"
    assert (link["status"], link["failing"]) == ("gone", True)
    for found in (claim, quotation, link):
        assert found["rule"]


def test_a_page_that_cannot_be_read_is_an_error_of_the_tool_and_no_verdict(folder: Path, web: Loopback) -> None:
    missing = web.url("127.0.0.1", "/no-such-page")
    said = refusal(asking(Workspace(folder, settings()), call("check_claim", claim="It rained.", page=missing)))
    assert "could not be read" in said
    assert "Nothing can be said about it" in said


def test_an_unknown_rule_is_refused_and_a_known_one_explained(folder: Path) -> None:
    workspace = Workspace(folder, settings())
    assert "link-dead" in refusal(asking(workspace, call("explain", name="link-ded")))
    assert "number" in answer(asking(workspace, call("explain", name="quote.number-changed")))["text"]


def test_a_report_that_is_not_kept_is_told(folder: Path) -> None:
    async def ask(client: Client) -> str:
        try:
            await client.read_resource("citecheck://reports/9/json")
        except MCPError as error:
            return str(error)
        return ""

    assert "no report 9 is kept" in asking(Workspace(folder, settings()), ask)


def test_our_own_failure_is_told_without_its_details(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, Exception]] = []

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("token=abc123")

    monkeypatch.setattr("citecheck.checking.quotes.match_quote", broken)
    workspace = Workspace(folder, settings())
    asked = call("match_quote", quotation="the lower lock", page="page.txt")
    said = refusal(asking(workspace, asked, on_failure=lambda what, error: seen.append((what, error))))
    assert "abc123" not in said
    assert [str(error) for _, error in seen] == ["token=abc123"]


def test_words_from_outside_steer_nothing(folder: Path) -> None:
    (folder / "odd.txt").write_text(PAGE.replace("barges", "bar\x1b[31mges\u202e"), encoding="utf-8")
    found = answer(
        asking(
            Workspace(folder, settings()), call("match_quote", quotation="The lower lock was closed", page="odd.txt")
        )
    )
    assert not set("\x1b\u202e") & set(json.dumps(found, ensure_ascii=False))


def test_progress_never_goes_back(folder: Path) -> None:
    told: list[tuple[float, str | None]] = []

    async def ask(client: Client) -> CallToolResult:
        async def tell(progress: float, total: float | None, message: str | None) -> None:
            told.append((progress, message))
            assert total is None

        return await client.call_tool("audit", {"document": "article.md"}, progress_callback=tell)

    assert not asking(Workspace(folder, settings()), ask).is_error
    assert [steps for steps, _ in told] == sorted({steps for steps, _ in told})
    assert any(where is not None and where.startswith("claims 2 of 2") for _, where in told)


class _Clock(SystemClock):
    ahead = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead


def test_a_page_is_fetched_again_after_ten_minutes_and_not_before(folder: Path, web: Loopback) -> None:
    clock = _Clock()
    url = web.url("127.0.0.1", "/lock")

    async def ask(client: Client) -> list[int]:
        counts = []
        for ahead in (0.0, 60.0, shared._LIFE + 61.0):
            clock.ahead = ahead
            assert answer(await client.call_tool("check_link", {"url": url}))["status"] == "alive"
            counts.append(sum(asked.path == "/lock" for asked in web.asked))
        return counts

    first, soon, late = asking(Workspace(folder, settings(), clock=clock), ask)
    assert first == soon < late


def test_the_time_of_a_call_begins_with_the_call(folder: Path, web: Loopback) -> None:
    clock = _Clock()

    async def ask(client: Client) -> dict[str, Any]:
        await client.call_tool("check_link", {"url": web.url("127.0.0.1", "/lock")})
        clock.ahead = 100.0
        return answer(await client.call_tool("audit", {"document": "article.md"}))

    found = asking(Workspace(folder, settings(max_time=60.0), clock=clock), ask)
    assert found["references_not_read"] == {"gone": 1}


def test_the_command_speaks_the_protocol_on_its_standard_streams(folder: Path) -> None:
    """The folder's own settings and ignore file are used, and standard output holds the protocol alone."""
    arguments = ["-m", "citecheck", "mcp", str(folder), "--offline"]

    async def talk() -> tuple[str, dict[str, Any]]:
        started = StdioServerParameters(command=sys.executable, args=arguments)
        async with Client(started) as client:
            server = client.server_info
            assert server is not None
            return server.name, answer(await client.call_tool("audit", {"document": "article.md"}))

    name, found = in_a_loop_of_its_own(talk)
    assert name == "citecheck"
    assert found["references_not_read"] == {"not-checked": 2}
    assert any("offline" in notice for notice in found["notices"])
