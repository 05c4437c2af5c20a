"""What is fuzzed of services: the answers of registries, of wikis and of models, and requests to the review server."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import msgspec

import citecheck
from benchmarks.material.fuzz_inputs import Dice
from benchmarks.material.hostile_web import SERVICES, HostileServices, chat_answer
from citecheck.assembly import Session
from citecheck.judges.answers import read_answer
from citecheck.judges.wire import Message, read_message
from citecheck.recovery.table import table
from citecheck.review.app import ReviewApp
from citecheck.review.decisions import SharedDecisions
from citecheck.review.folder import ReportFolder
from citecheck.settings import Settings
from citecheck.settings.model import ArchiveSettings, RecoverSettings, WebSettings
from citecheck.settings.opinion import OpinionSettings
from citecheck.settings.registries import RegistrySettings, ServiceSettings
from claims.reading import read
from reports.codec import decode, encode
from reports.rendering import FORMATS, render, write
from testbed.lost_article import copied
from testbed.registries.dialects import DIALECTS

Work = Callable[[], object]
_WEB = WebSettings(
    canary="", retries=1, backoff=0, max_retry_after=0.001, per_host_rate=0, threads=2, respect_robots=False
)
_OFF = ArchiveSettings(enabled=False)
_NO_REGISTRIES = RegistrySettings(enabled="never")
_REGISTRIES = RegistrySettings(
    enabled="always",
    cache="",
    breaker=1_000,
    **{name: ServiceSettings(url=f"{SERVICES}/{name}", per_second=100_000) for name in DIALECTS},  # type: ignore[arg-type]  # names of services
)
_LIST = """References

[1] Lind, A.; Ek, B. (2011). Tides of the northern lakes: forty years of measurements. Journal of Limnology.
doi:10.1000/lake.(2011)3:1<45>. PMID 11223344.
[2] Berg, U. (2018). Learning to sail against the current. arXiv:1805.00001.
[3] Holm, Siv (1998). The keeper's almanac of harbour lights. ISBN 978-0-306-40615-7.
[4] lind/tidegauge. https://github.com/lind/tidegauge
"""
_CLAIM = "The mill was closed by its owner in 1954 after a fire.[1]\n\nReferences\n\n1. The page.\n"
_SAYS = "A blaze in the mill led its owner to shut it for good in 1954. " + " ".join(
    f"Visitors of the {place} speak of its gardens and of mild weather in the valley." for place in "abcdefgh"
)
"""A source of which the judge is unsure whether it supports the claim."""


def registries(dice: Dice) -> Work:
    """Look a list up in registries whose answers are odd, and show what was found in one format."""
    form = dice.random.choice(sorted(FORMATS))

    def work() -> None:
        settings = Settings(web=_WEB, archives=_OFF, registries=_REGISTRIES)
        with Session(settings, adapter=HostileServices(dice)) as session:
            report = session.auditor().references(session.read(b"Tides rise.[1]\n\n" + _LIST.encode(), name="d"))
        _shown(report, form)

    return work


def recovery(dice: Dice) -> Work:
    """Search the addresses that a copy lost, on a wiki whose answers are odd."""

    def work() -> None:
        recover = RecoverSettings(wikis=(f"{SERVICES}/w/api.php",), pause=0)
        settings = Settings(web=_WEB, archives=_OFF, registries=_NO_REGISTRIES, recover=recover)
        with Session(settings, adapter=HostileServices(dice)) as session:
            document = session.read(copied().encode(), name="copy")
            table(session.recoverer().recover(document, visit=False))

    return work


def opinions(dice: Dice) -> Work:
    """Read the answer of a model."""
    body, words = chat_answer(dice), dice.body().decode("utf-8", "replace")

    def work() -> None:
        said = read_message(dice.answer(body))
        read_answer(said.text if isinstance(said, Message) else words)

    return work


def second_opinion(dice: Dice) -> Work:
    """Audit a claim of which the judge is unsure, with a model whose answers are odd."""
    form = dice.random.choice(sorted(FORMATS))

    def work() -> None:
        opinion = OpinionSettings(url=f"{SERVICES}/model", model="m", ask_between=(0.0, 1.0))
        checking = msgspec.structs.replace(Settings().checking, second_opinion=opinion)
        settings = Settings(web=_WEB, archives=_OFF, registries=_NO_REGISTRIES, checking=checking)
        with TemporaryDirectory() as folder:
            source = Path(folder) / "1.txt"
            source.write_text(_SAYS)
            settings = msgspec.structs.replace(settings, sources={"1": str(source)})
            with Session(settings, adapter=HostileServices(dice)) as session:
                report = session.auditor().audit(session.read(_CLAIM.encode(), name="d"))
        _shown(report, form)

    return work


def _shown(report: Any, form: str) -> None:
    decode(encode(report))
    render(report, form)


@cache
def _review() -> ReviewApp:
    """Return a server over a report of our own, whose folder lasts as long as this process."""
    folder = Path(mkdtemp(prefix="review-"))
    report = citecheck.audit(b"The lamp was lit.[1]\n\nReferences\n\n1. \n", settings=Settings(offline=True))
    write(report, folder / "r.json")
    decisions = SharedDecisions(folder, folder / "ignore.toml", now=lambda: datetime(2026, 3, 1, tzinfo=UTC))
    return ReviewApp(ReportFolder(folder), decisions, hosts=["localhost:8000"])


def review(dice: Dice) -> Work:
    """Send a request to the review server; only one with its secret may be answered with more than a refusal."""
    app = _review()
    knows = dice.random.random() < 0.7
    sent = json.dumps({"document": "<bytes>", "finding": "f", "code": "c", "decision": "right", "note": "n", "by": "b"})
    body = dice.answer(sent.encode())
    environ: dict[str, Any] = {
        "REQUEST_METHOD": dice.random.choice(("GET", "POST", "HEAD", "PUT", dice.value())),
        "PATH_INFO": dice.random.choice(("/", "/decisions", "/index.html", "/../r.json", dice.value(), dice.address())),
        "QUERY_STRING": dice.random.choice(("", "document=d", "token=", f"token={dice.value()}", dice.address())),
        "HTTP_HOST": dice.random.choice(("localhost:8000",) * 3 + (dice.value(),)),
        "SERVER_PORT": "8000",
        "CONTENT_TYPE": dice.random.choice(("application/json", dice.value())),
        "CONTENT_LENGTH": dice.random.choice((str(len(body)), dice.value())),
        "HTTP_X_CITECHECK_REVIEW": dice.random.choice(("1", "1", dice.value())),
        "HTTP_ORIGIN": dice.random.choice(("", "http://localhost:8000", "null", dice.address())),
        "HTTP_COOKIE": f"citecheck_review_8000={app.token}" if knows else dice.value(),
        "wsgi.input": io.BytesIO(body),
    }

    def work() -> None:
        answered: list[str] = []
        app(environ, lambda status, headers, more=None: answered.append(status))  # type: ignore[arg-type,return-value]  # nothing is written through it
        assert knows or answered[0].startswith(("403", "303")), answered

    return work


def document_with_keys(dice: Dice) -> Work:
    """Read a document that cites by key, and a bibliography beside it."""
    name = dice.random.choice(("a.bib", "a.json", "a.ris", "a.xml"))
    library, form = dice.text(), dice.random.choice(("markdown", "latex"))
    text = b"---\nbibliography: %s\n---\n" % name.encode() if form == "markdown" else b""
    body = text + dice.text() + b" [@a; @b] \\cite{a} \\bibliography{a}\n"

    def work() -> None:
        with TemporaryDirectory() as folder:
            (Path(folder) / name).write_bytes(library)
            document = Path(folder) / "d"
            document.write_bytes(body)
            read(document, format=form)

    return work


TARGETS: dict[str, Callable[[Dice], Work]] = {
    "registries": registries,
    "recovery": recovery,
    "model": opinions,
    "second opinion": second_opinion,
    "review": review,
    "cited by key": document_with_keys,
}
"""The targets, by name."""
