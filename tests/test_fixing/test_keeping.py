"""`citecheck archive`: which pages are saved, what the report says then, and how `citecheck fix` goes on."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from command import run

from citecheck.archives.keeping import CODE, Keeper
from citecheck.archives.saving import SavedPage, SaveOutcome
from citecheck.findings import FindingMaker
from citecheck.fixing import plan_fixes
from claims.reading import read
from reports.model import LinkStatus
from reports.rendering import load
from testbed.repair_reports import Fate, dead, moved, report_of
from testbed.scripted_server import reply, serving

STAMP = "20260102030500"
PAGE = b"<!doctype html><title>%s</title><article><p>%s</p></article>"


class Known:
    """What archives know: `absent` by address; addresses without an entry are not known."""

    def __init__(self, absent):
        self.absent = absent

    def known_absent(self, url, reference=None):
        return self.absent.get(url)

    def reason(self, url, reference=None):
        return "the archive rests"


class Saver:
    """Saves all but what it is told to refuse, and remembers the addresses."""

    def __init__(self, refused=()):
        self.refused, self.asked = refused, []

    def save(self, url):
        self.asked.append(url)
        if url in self.refused:
            return SavedPage(url=url, outcome=SaveOutcome.REFUSED, reason="it does not want to")
        capture = f"https://web.archive.org/web/{STAMP}/{url}"
        return SavedPage(url=url, outcome=SaveOutcome.SAVED, capture=capture)


def kept(fates, absent, *, refused=(), may_save=lambda url: True):
    notes = "".join(f"[^{n}]: Lee, {url}\n" for n, url in enumerate(fates, start=1))
    marks = " ".join(f"Sentence number {n} says so.[^{n}]" for n in range(1, len(fates) + 1))
    document = read(f"{marks}\n\n{notes}".encode(), name="a.md")
    saver = Saver(refused)
    keeper = Keeper(Known(absent), saver, FindingMaker(enable=(CODE,)))
    report, pages = keeper.keep(report_of(document, fates), may_save=may_save)
    return report, pages, saver


A, B, C = "https://salt.example/a", "https://rye.example/b", "https://oat.example/c"


def test_only_what_is_alive_and_in_no_archive_is_saved():
    fates = {
        A: Fate(),
        B: Fate(archived=True),
        C: dead(),
        "https://moved.example/": moved("https://new.example/"),
        "https://paywall.example/": Fate(status=LinkStatus.PAYWALLED),
    }

    report, pages, saver = kept(fates, {A: True, B: True, C: True, "https://moved.example/": True})

    assert saver.asked == [A, "https://moved.example/"]
    assert [page.is_left for page in pages] == [False, False]
    assert report.sources[0].capture == f"https://web.archive.org/web/{STAMP}/{A}"
    assert report.findings == ()


def test_what_an_archive_has_or_does_not_tell_is_not_sent():
    report, pages, saver = kept({A: Fate(), B: Fate()}, {A: False})

    assert saver.asked == []
    assert [(page.url, page.is_left) for page in pages] == [(B, True)]
    assert "the archive rests" in pages[0].reason
    assert report.findings == ()


def test_what_is_refused_is_a_finding_that_says_why():
    report, pages, _ = kept({A: Fate(), B: Fate()}, {A: True, B: True}, refused=[B])

    assert [page.is_left for page in pages] == [False, True]
    (finding,) = report.findings
    assert (finding.code, finding.reference) == (CODE, report.document.references[1].key)
    assert "it does not want to" in finding.message


def test_nothing_is_sent_where_it_may_not_be():
    _, pages, saver = kept({A: Fate()}, {A: True}, may_save=lambda url: False)

    assert saver.asked == []
    assert pages[0].is_left


def test_the_new_capture_is_the_repair(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(f"Sentence number 1 says so.[^1]\n\n[^1]: Lee, {A}\n")
    report, _, _ = kept({A: Fate()}, {A: True})
    document = read(path)
    sources = tuple(
        replace(one, reference=ref.key) for one, ref in zip(report.sources, document.references, strict=True)
    )

    plan = plan_fixes(replace(report, document=document, sources=sources), path)

    (fix,) = plan.fixes
    assert not fix.safe
    assert f"[Archived](<https://web.archive.org/web/{STAMP}/{A}>)" in plan.files[0].after(unsafe=True).decode()


@pytest.fixture
def world(tmp_path, monkeypatch):
    """A server with two pages and an archive that has none of them, and a document that cites both, one twice."""
    saves = []

    def answer(asked):
        if asked.target.startswith("/save/"):
            url = asked.target.removeprefix("/save/")
            saves.append(url)
            if "second" in url:
                return reply(b"", "500 Internal Server Error")
            return reply(b"", "302 Found", ("Location", f"/web/{STAMP}/{url}"))
        if asked.target.startswith("/cdx"):
            return reply(b"", type="text/plain")
        if asked.target.startswith(("/web/", "/wayback/")):
            return reply(b"{}" if "available" in asked.target else b"", "404 Not Found")
        if asked.target in ("/first", "/second"):
            words = b"The old mill of Saltby closed in 1931 after the great flood of that year. " * 8
            return reply(PAGE % (b"The mill", words))
        return reply(b"not found", "404 Not Found")

    monkeypatch.chdir(tmp_path)
    with serving(answer) as server:
        (tmp_path / "a.md").write_text(
            "The mill of Saltby closed in 1931.[^1] It was the flood.[^2] And the mill again.[^1]\n\n"
            f"[^1]: Lee, *The mill*, {server.url}/first\n[^2]: Roe, *The flood*, {server.url}/second\n"
        )
        (tmp_path / "citecheck.toml").write_text(
            f'[archives]\nwayback = "{server.url}"\ntimegates = []\nsaves_per_minute = 0\nlookups_per_minute = 0\n'
            '[web]\nbackoff = 0\nretries = 1\nper_host_rate = 0\n[registries]\nenabled = "never"\n'
        )
        server.saves = saves
        yield server


FLAGS = ("--config", "citecheck.toml", "--allow-address", "127.0.0.0/8")


def test_the_command_saves_each_page_once_and_says_what_is_left(world, tmp_path):
    ran = run("archive", "a.md", "-o", "report.json", *FLAGS)

    assert ran.status == 1, ran.err
    assert world.saves == [f"{world.url}/first", f"{world.url}/second", f"{world.url}/second"]
    assert f"saved     [1] {world.url}/first  {world.url}/web/{STAMP}/{world.url}/first" in ran.out
    assert f"refused   [2] {world.url}/second" in ran.out
    assert "1 page saved, 1 left" in ran.err
    report = load(tmp_path / "report.json")
    assert [finding.code for finding in report.findings if finding.code == CODE] == [CODE]


def test_a_dry_run_saves_nothing(world):
    ran = run("archive", "a.md", "--dry-run", *FLAGS)

    assert ran.status == 1
    assert world.saves == []
    assert ran.out.count("to save") == 2


def test_the_saved_report_is_taken_by_both_commands(world, tmp_path):
    run("audit", "a.md", "-o", "audit.json", "-q", "--fail-on", "never", *FLAGS)
    run("archive", "a.md", "--report", "audit.json", "-o", "report.json", "-q", *FLAGS)

    ran = run("fix", "a.md", "--report", "report.json", "--unsafe", "--json")

    (file,) = json.loads(ran.out)["files"]
    assert [fix["kind"] for fix in file["fixes"]] == ["archived-copy"]
    assert f"{world.url}/web/{STAMP}/{world.url}/first" in file["diff"]


@pytest.mark.parametrize("flags", [("--offline", "--isolated"), ("--config", "none.toml")])
def test_without_an_archive_the_call_is_a_mistake(flags, world, tmp_path):
    (tmp_path / "none.toml").write_text('[archives]\nwayback = ""\n')

    ran = run("archive", "a.md", *flags)

    assert ran.status == 2
    assert "nothing can be saved" in ran.err


@pytest.mark.parametrize("value", [None, "no colon", "a:b c", ":b"])
def test_a_key_that_is_none_is_a_mistake(value, world, tmp_path, monkeypatch):
    monkeypatch.delenv("SAVE_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("SAVE_KEY", value)
    (tmp_path / "citecheck.toml").write_text(f'[archives]\nwayback = "{world.url}"\nsave_key_env = "SAVE_KEY"\n')

    ran = run("archive", "a.md", *FLAGS)

    assert ran.status == 2
    assert "SAVE_KEY" in ran.err
    assert world.saves == []
