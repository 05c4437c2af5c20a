"""The bundled example: offline, the same in its four forms, and showing what the product is for."""

import json
import socket
from pathlib import Path

import pytest
from command import run

import citecheck
import citecheck.http.connections  # it derives from the socket that a test takes away
from testbed.facets import facets

DEMO = Path(citecheck.__file__).parent / "demo"


@pytest.fixture
def no_sockets(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_sockets")
def test_the_demo_writes_both_reports_without_a_socket(tmp_path):
    ran = run("demo", tmp_path / "out")

    report = json.loads((tmp_path / "out" / "report.json").read_bytes())
    statuses = {source["label"]: source["status"] for source in report["sources"]}
    assert ran.status == 0
    assert statuses == {
        "1": "alive",
        "2": "alive",
        "3": "no-locator",
        "4": "gone",
        "5": "alive",
        "6": "alive",
        "7": "blocked",
        "8": "alive",
        "9": "alive",
        "10": "soft-404",
    }
    assert "quote-meaning-changed" in ran.out
    assert (tmp_path / "out" / "report.html").read_text(encoding="utf-8").startswith("<!")


def test_every_copy_leads_to_the_bytes_that_it_was_read_from(tmp_path):
    import gzip

    run("demo", tmp_path)

    report = json.loads((tmp_path / "report.json").read_bytes())
    recording = (DEMO / "sources.warc.gz").read_bytes()
    copies = [copy for source in report["sources"] for copy in source["copies"]]
    assert len(copies) >= 9
    for copy in copies:
        evidence = copy["evidence"]
        record = gzip.GzipFile(fileobj=__import__("io").BytesIO(recording[evidence["offset"] :])).read(2000)
        assert record.startswith(b"WARC/1.1")
        assert evidence["record_id"].encode() in record


def test_passages_are_slices_of_the_text_of_the_copy_that_they_name(tmp_path):
    run("demo", tmp_path)

    report = citecheck.load(tmp_path / "report.json")
    bodies = {"http://www.skerrytrust.test/harrow-point": "harrow-point.html"}
    copies = {copy.id: copy for source in report.sources for copy in source.copies}
    texts = {
        key: citecheck.page_text((DEMO / "web" / bodies[copy.url]).read_bytes(), url=copy.url).text
        for key, copy in copies.items()
        if copy.url in bodies
    }
    passages = [passage for check in report.checks for passage in check.passages if passage.copy in texts]
    assert passages
    assert all(texts[passage.copy][passage.start : passage.end] == passage.exact for passage in passages)


@pytest.mark.parametrize("suffix", ["wiki", "md", "txt"])
def test_the_same_article_reads_the_same_in_every_form(suffix):
    html = citecheck.read(DEMO / "article.html")

    other = citecheck.read(DEMO / f"article.{suffix}")

    assert facets(other) == facets(html)


@pytest.mark.parametrize("suffix", ["html", "wiki", "md", "txt"])
def test_spans_are_exact_in_every_form(suffix):
    document = citecheck.read(DEMO / f"article.{suffix}")

    parts = [*document.claims, *document.references, *(quote for claim in document.claims for quote in claim.quotes)]
    assert len(document.claims) == 14
    assert [part.text for part in parts] == [document.text[part.span.start : part.span.end] for part in parts]
    assert all(document.origin(claim.span) is not None for claim in document.claims)
