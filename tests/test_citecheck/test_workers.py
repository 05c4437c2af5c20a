"""Files that could hang, crash or grow are read in processes of their own, which end when they pass a limit."""

import gzip
import io
import os
import signal
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from pdf_files import HAS_MANY_PAGES, SAYS_MUCH, lines, pdf

from citecheck import ReadingError, UndecodableDocument, UnknownFormat, page_text, read
from citecheck.extractors import TextExtraction
from citecheck.pages import Body
from citecheck.workers import limits
from citecheck.workers.documents import read_document
from citecheck.workers.messages import ExtractJob, ReadJob, WorkerAnswer, receive, send
from citecheck.workers.pool import WorkerPool
from citecheck.workers.process import Worker
from reports.model import Extent

ORDINARY = pdf([lines(["The keeper lit the lamp at nine."])])
PDF = "application/pdf"


def word_file(body: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        start = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
        archive.writestr("word/document.xml", start + body + b"</w:body></w:document>")
    return packed.getvalue()


@pytest.fixture
def pool():
    made = WorkerPool(2)
    yield made
    made.close()


def pids(pool: WorkerPool) -> set[int]:
    return {worker._process.pid for worker in (*pool._free, *pool._busy)}


def test_a_worker_is_kept_for_the_next_file(pool: WorkerPool) -> None:
    extract = TextExtraction(pool)

    first = extract(Body(ORDINARY, PDF), None)
    one = pids(pool)
    second = extract(Body(ORDINARY, PDF), None)

    assert first == second
    assert first.text == "The keeper lit the lamp at nine."
    assert len(one) == 1 and pids(pool) == one
    assert os.getpid() not in one


@pytest.mark.slow
def test_a_large_text_is_read_by_a_worker_and_reads_the_same(pool: WorkerPool) -> None:
    small = "The lamp was lit at nine.[1]\n\nThe bell rang at the caf\xe9.[1]\n\nReferences\n\n1. Lee, A. The lamp.\n"
    large = small.replace(
        "\n\nReferences", "\n\n" + "The bell was rung again by the keeper. " * 20_000 + "\n\nReferences"
    )

    here = read_document(small.encode(), pool, name="a.txt")
    assert pids(pool) == set()
    apart = read_document(large.encode("cp1252"), pool, name="a.txt", encoding="cp1252")

    assert len(pids(pool)) == 1
    first, same = apart.claims[1], here.claims[1]
    assert apart.text[first.span.start : first.span.end] == here.text[same.span.start : same.span.end]
    assert apart.origin(first.span) == here.origin(same.span)
    assert apart.origin(apart.references[0].span) is not None
    assert "caf\xe9" in apart.text


def test_a_large_text_that_is_no_text_is_refused_as_a_small_one_is(pool: WorkerPool) -> None:
    with pytest.raises(UndecodableDocument):
        read_document(b"\x00\x81" * 400_000, pool, name="a.txt", encoding="utf-8")


def test_an_ordinary_page_needs_no_worker(pool: WorkerPool) -> None:
    assert TextExtraction(pool)(Body(b"<p>The lamp was lit.", "text/html"), None).text == "The lamp was lit."
    assert pids(pool) == set()


def test_a_large_page_is_read_by_a_worker_and_reads_the_same(pool: WorkerPool) -> None:
    page = b"<title>A lamp</title>" + b"<p>The lamp was lit at nine by the keeper.</p>\n" * 40_000

    read_apart = TextExtraction(pool)(Body(page, "text/html"), "https://harbour.example/")

    assert len(pids(pool)) == 1
    assert read_apart.title == "A lamp"
    assert read_apart.text.count("The lamp was lit") == 40_000


@pytest.mark.slow
def test_a_file_that_grows_without_end_is_ended_with_a_reason_and_the_next_is_read(pool: WorkerPool) -> None:
    extract = TextExtraction(pool)

    grown = extract(Body(SAYS_MUCH, PDF), None)

    assert grown.extent is Extent.NONE
    assert grown.reason == "the PDF needs more than 480 MB of memory to read"
    assert extract(Body(ORDINARY, PDF), None).text == "The keeper lit the lamp at nine."


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_ended_with_a_reason_and_the_next_is_read() -> None:
    pool = WorkerPool(1, patience=6)
    extract = TextExtraction(pool)
    try:
        extract(Body(ORDINARY, PDF), None)
        start = time.monotonic()
        late = extract(Body(HAS_MANY_PAGES, PDF), None)

        assert time.monotonic() - start < 6 + 3
        assert late.extent is Extent.NONE
        assert late.reason == "the PDF took longer than 6 s to read"
        assert extract(Body(ORDINARY, PDF), None).text == "The keeper lit the lamp at nine."
    finally:
        pool.close()


def test_a_worker_that_crashes_costs_one_file(pool: WorkerPool) -> None:
    pool.do(ExtractJob(ORDINARY, PDF))
    (worker,) = pool._free
    worker._process.kill()
    worker._process.wait()

    assert pool.do(ExtractJob(ORDINARY, PDF)).text is not None
    assert len(pids(pool)) == 1


def test_a_job_whose_worker_dies_says_that_it_crashed(pool: WorkerPool) -> None:
    pool.do(ExtractJob(ORDINARY, PDF))
    (worker,) = pool._free
    worker._process.kill()

    answer = worker.do(ExtractJob(ORDINARY, PDF), patience=limits.PATIENCE)

    assert answer.text is None
    assert answer.reason == "could not be read: the process that read it crashed"


def test_closing_the_pool_ends_a_worker_that_is_at_work(pool: WorkerPool) -> None:
    with ThreadPoolExecutor(1) as threads:
        pool.do(ExtractJob(ORDINARY, PDF))
        answer = threads.submit(pool.do, ExtractJob(HAS_MANY_PAGES, PDF))
        while not pool._busy:
            time.sleep(0.01)
        (worker,) = pool._busy
        start = time.monotonic()
        pool.close()

        assert answer.result(5).reason == "was not read: the run ended before"
        assert time.monotonic() - start < 3
        assert not worker.is_alive
    assert pool.do(ExtractJob(ORDINARY, PDF)).reason == "was not read: the run ended before"


@pytest.mark.slow
def test_many_threads_share_few_workers(pool: WorkerPool) -> None:
    files = [pdf([lines([f"The lamp burned {number} nights."])]) for number in range(40)]
    seen = set()

    def one(body: bytes) -> str:
        seen.update(pids(pool))
        return TextExtraction(pool)(Body(body, PDF), None).text

    with ThreadPoolExecutor(16) as threads:
        texts = list(threads.map(one, files))

    assert texts == [f"The lamp burned {number} nights." for number in range(40)]
    assert len(seen) <= 2


def test_no_process_that_can_be_started_is_a_reason_and_no_exception(pool: WorkerPool, monkeypatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")

    answer = pool.do(ExtractJob(ORDINARY, PDF))

    assert answer.reason.startswith("could not be read: no process could be started")


def test_what_a_worker_writes_beside_its_answer_is_refused() -> None:
    stream = io.BytesIO()
    send(stream, WorkerAnswer(reason="x"))

    assert receive(io.BytesIO(stream.getvalue())) is not None
    assert receive(io.BytesIO(stream.getvalue()[:-1])) is None
    assert receive(io.BytesIO(b"\xff" * 8 + b"more")) is None
    assert receive(io.BytesIO()) is None


def test_the_memory_of_a_process_is_known() -> None:
    before = limits.held()
    ballast = bytearray(os.urandom(1)) * 60_000_000

    assert limits.held() - before > 40_000_000
    assert len(ballast) == 60_000_000


def test_a_word_file_is_read_by_a_worker_and_reads_the_same(pool: WorkerPool) -> None:
    from claims.reading import read as read_here

    body = word_file(b"<w:p><w:r><w:t>The lamp was lit at nine [1].</w:t></w:r></w:p>")

    document = read_document(body, pool, name="lamp.docx")

    assert document == read_here(body, name="lamp.docx")
    assert len(pids(pool)) == 1


@pytest.mark.parametrize(
    ("body", "error", "words"),
    [
        (b"PK\x03\x04 and no more", UnknownFormat, "lamp: this archive is damaged"),
        (word_file(b"<w:p>"), ReadingError, "not well-formed XML"),
        (word_file(b" " * 70_000_000), ReadingError, "more than"),
    ],
    ids=["no archive", "no XML", "unpacks to much"],
)
def test_errors_of_a_word_file_are_those_of_reading_it_here(pool: WorkerPool, body, error, words) -> None:
    with pytest.raises(error, match=words):
        read_document(body, pool, name="lamp")


@pytest.mark.slow
def test_a_word_file_of_empty_paragraphs_is_refused_soon_or_read() -> None:
    start = time.monotonic()
    with pytest.raises(ReadingError, match=r"a\.docx: the document (needs more than|took longer than)"):
        read(word_file(b"<w:p/>" * 10_000_000), name="a.docx")
    assert time.monotonic() - start < limits.PATIENCE


def test_gzip_that_no_header_declares_is_unpacked_up_to_the_limit_of_pages() -> None:
    small, large = gzip.compress(b"<p>The lamp was lit."), gzip.compress(b"<p>a " * 6_000_000)

    assert page_text(small).text == "The lamp was lit."
    assert len(Body(large).data) == 25_000_000
    cut = page_text(large)
    assert (cut.extent, cut.text) == (Extent.NONE, "")
    assert cut.reason == "it unpacks to more than 25,000,000 bytes"


def test_gzip_of_several_members_that_no_header_declares_is_read_whole() -> None:
    first, second = gzip.compress(b"<p>The lamp was lit."), gzip.compress(b"<p>The bell rang.")

    assert page_text(first + gzip.compress(b"") + second).text == "The lamp was lit.\n\nThe bell rang."
    assert page_text(first + b"\0\0\0").text == "The lamp was lit."
    assert page_text(first + b"no gzip").text == "The lamp was lit."
    damaged = page_text(first + second[:-8] + bytes(8))
    assert (damaged.extent, damaged.text) == (Extent.NONE, "")
    many = Body(gzip.compress(b"<p>a " * 100_000) * 60)
    assert many.cut and len(many.data) == 25_000_000


def test_a_document_may_take_time_in_proportion_to_its_size_and_a_page_may_not(monkeypatch) -> None:
    asked: list[float] = []
    monkeypatch.setattr(Worker, "__init__", lambda _: None)
    monkeypatch.setattr(Worker, "is_alive", False)
    monkeypatch.setattr(Worker, "close", lambda _: None)
    monkeypatch.setattr(Worker, "do", lambda _, job, patience: asked.extend((job.seconds, patience)) or WorkerAnswer())
    pool = WorkerPool(1)

    pool.do(ReadJob(b"a" * 5_000_000, "a.txt"))
    pool.do(ExtractJob(b"a" * 5_000_000, "text/html"))
    pool.do(ReadJob(b"a" * 5_000_000, "a.txt"), seconds=7)
    pool.do(ReadJob(b"a" * 20_000_000, "a.txt"))

    assert asked == [59, 177, 9, 60, 59, 7, 120, 360]


def test_the_time_that_a_document_took_is_told() -> None:
    worker = Worker()
    worker.end()
    worker._process.returncode = -signal.SIGXCPU
    assert worker._how_it_ended(177, ReadJob(b"a" * 5_000_000, "a.txt")) == "took longer than 59 s to read"
    worker.close()


@pytest.mark.parametrize(
    ("seconds", "advice"),
    [(None, "save it again, or split it"), (3.0, r"allow more time \(web\.max_time\), or split it")],
)
def test_a_document_that_was_not_read_says_what_to_do(pool: WorkerPool, monkeypatch, seconds, advice) -> None:
    monkeypatch.setattr(pool, "do", lambda job, *, seconds: WorkerAnswer(reason="took longer than 3 s to read"))
    with pytest.raises(ReadingError, match=f"^a.txt: the document took longer than 3 s to read; {advice}\\.$"):
        read_document(b"a " * 400_000, pool, name="a.txt", seconds=seconds)


def test_messages_are_read_back_as_they_were_sent() -> None:
    from citecheck.workers.messages import JOBS

    for job in (ExtractJob(b"\0\xff", "text/html", "https://a.test/"), ReadJob(b"PK", "a.docx", "docx")):
        stream = io.BytesIO()
        send(stream, job)
        packed = receive(io.BytesIO(stream.getvalue()))
        assert packed is not None and JOBS.decode(packed) == job
