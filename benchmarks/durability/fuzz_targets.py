"""What is fuzzed: each target makes one input from the dice and returns the work on it.

A reader of documents is a target as soon as its name is in `DocumentFormat`; so is its part in whole audits. For
another parser, write a function that takes the dice and returns the work, and add its line to `TARGETS`. What its
format is made of belongs into the pieces of `testbed.hostile_texts`, from which all inputs are made.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from functools import cache, partial
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from benchmarks.durability import fuzz_files, fuzz_services
from benchmarks.material.fuzz_inputs import Dice
from benchmarks.material.fuzz_marked_up import FORMS as MARKED_UP
from benchmarks.material.hostile_web import HostileWeb
from citecheck import check_claim, match_quote
from citecheck.archives.links import links
from citecheck.archives.timestamps import moment_of
from citecheck.assembly import Session
from citecheck.evidence.records import read_all
from citecheck.extractors.direct import extract_directly
from citecheck.http.addresses import follow, web_address
from citecheck.http.decoding import decoded
from citecheck.http.digits import header_number
from citecheck.http.http_dates import parsed_http_date, retry_after_seconds
from citecheck.http.redaction import clean_url
from citecheck.pages import Body
from citecheck.registries.services import DEFAULTS
from citecheck.settings import Settings, load_settings
from citecheck.settings.loading import setting_names
from citecheck.settings.model import ArchiveSettings, WebSettings
from citecheck.settings.registries import RegistrySettings, ServiceSettings
from claims.content_type import media_type_of
from claims.identifiers import find_identifiers
from claims.model import DocumentFormat
from claims.reading import read
from claims.urls import canonical_key, find_urls, joined, split_archive
from reports.codec import decode, encode, encode_document
from reports.formats.outline import outline
from reports.rendering import FORMATS, render
from testbed.typeset import Typesetter

_TOML = (
    *("0", "-1", "1", "0.5", "1e300", "nan", "inf", "true", "''", "'x'", "[]", "[[]]", "{}", "{a = 1}", "['']"),
    *("1979-05-27", "'http://['", "'http://a.test'", "'../x'", "'/etc/passwd'", "'127.0.0.0/8'", "['::/0']", "'\x7f'"),
    *("9" * 400, "['a', 1]", "'always'", "['json']", "'a:b'", '"\\u202e"', "[{a = 'b'}]"),
)
"""Values of settings, most of them odd."""
Work = Callable[[], object]
_BINARY = (DocumentFormat.DOCX, DocumentFormat.PDF)
TEXT_FORMS = tuple(form.value for form in DocumentFormat if form not in _BINARY and form not in MARKED_UP)
"""The forms that are text. Those of `MARKED_UP` need a frame: text without one is refused at once."""
_WEB = msgspec.structs.replace(
    WebSettings(), canary="", retries=1, backoff=0, max_retry_after=0.001, per_host_rate=0, threads=2, browser="never"
)
_REGISTRIES = RegistrySettings(
    cache="",
    **{name: ServiceSettings(per_second=100_000) for name in DEFAULTS},  # type: ignore[arg-type]  # names of services
)
_ARCHIVES = msgspec.structs.replace(ArchiveSettings(), lookups_per_minute=0, reads_per_second=0)


def _document(form: str | None, dice: Dice) -> Work:
    if form is not None and form in MARKED_UP and dice.random.random() < 0.97:
        body = MARKED_UP[form](dice)
    else:
        body = dice.text() if dice.random.random() < 0.7 else dice.body()
    url = dice.random.choice((None, dice.address()))
    kind = dice.random.choice((None, dice.value()))

    def work() -> None:
        document = read(body, name="f", format=form, url=url, content_type=kind)
        encode_document(document)
        outline(document)

    return work


def _page(kind: str, dice: Dice) -> Work:
    body, url = dice.body(), dice.address()
    return lambda: extract_directly(Body(body, kind), url)


def _quote(dice: Dice) -> Work:
    source, words = _text(dice), _text(dice)[:400]
    return lambda: match_quote(words, source)


def _check(dice: Dice) -> Work:
    source, claim = _text(dice), _text(dice)[:300]
    return lambda: check_claim(claim, source)


def _headers(dice: Dice) -> Work:
    value, body = dice.value(), dice.body()[:2_000]

    def work() -> None:
        header_number(value)
        parsed_http_date(value)
        retry_after_seconds(value, "2026-03-01T00:00:00Z")
        media_type_of(value)
        moment_of(value)
        list(links(value))
        list(links(body.decode("latin-1")))
        decoded(body, value, 100_000)

    return work


def _addresses(dice: Dice) -> Work:
    one, other, text = dice.address(), dice.address(), _text(dice)[:2_000]

    def work() -> None:
        canonical_key(one)
        clean_url(one)
        joined(one, other)
        split_archive(one)
        find_urls(text)
        find_identifiers(text)
        try:
            follow(web_address(one), other)
        except Exception as error:
            if type(error).__name__ != "Failure":  # an address that cannot be visited is told so
                raise

    return work


@cache
def _right_report() -> bytes:
    """Return a small report in JSON."""
    text = b"The lamp was lit in 1904.[1] It burned.[2]\n\nReferences\n\n1. Lee, A. The lamp. http://a.test/x\n2. \n"
    settings = Settings(offline=True)
    with Session(settings) as session:
        return encode(session.auditor().audit(session.read(text, name="d")))


def _report(dice: Dice) -> Work:
    body, form = dice.answer(_right_report()), dice.random.choice(sorted(FORMATS))
    return lambda: render(decode(body), form)


def _settings(dice: Dice) -> Work:
    names = dice.random.sample(setting_names(), dice.random.choice((1, 1, 1, 2, 5)))
    body = "\n".join(f"{name} = {dice.random.choice(_TOML)}" for name in names).encode()
    if dice.random.random() < 0.2:
        body = dice.changed(body)

    def work() -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "citecheck.toml"
            path.write_bytes(body)
            load_settings(path)

    return work


def _recording(dice: Dice) -> Work:
    body = (
        b"WARC/1.1\r\nWARC-Type: response\r\n" + dice.value().encode() + b"\r\nContent-Length: 9\r\n\r\n" + dice.body()
    )
    packed = gzip.compress(body, 1) + dice.body()[:300]

    def work() -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "e.warc.gz"
            path.write_bytes(packed)
            list(read_all(path))

    return work


def _word_file(dice: Dice) -> Work:
    packed = io.BytesIO()
    start = (
        b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>"
    )
    words = dice.body()
    body = words if dice.random.random() < 0.2 else escape(words.decode("utf-8", "replace")).encode()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", start + body + b"</w:t></w:r></w:p></w:body></w:document>")
    changed = bytearray(packed.getvalue())
    if dice.random.random() < 0.3:
        changed[dice.random.randrange(len(changed))] = dice.random.randrange(256)
    return lambda: read(bytes(changed), name="f.docx")


def _printed(dice: Dice) -> Work:
    """Set odd words as a PDF with notes, marks of all kinds and a list, and damage some of them."""
    page = Typesetter(columns=dice.random.choice((1, 2)), head=dice.value(), hyphens=dice.random.random() < 0.5)
    page.title(dice.value())
    for number in range(dice.random.randrange(1, 12)):
        words = _text(dice)[:1_500] or "a"
        page.paragraph(f"{words} (Lee, 2019; {dice.value()}) [1].^{{{number}}}", notes={str(number): words[:200]})
    page.heading(dice.random.choice(("References", dice.value())))
    for number in range(dice.random.randrange(12)):
        page.entry(f"Lee, A. (2019). {_text(dice)[:200]}", dice.random.choice(("", f"[{number}]", f"{number}.")))
    body = bytearray(page.pdf())
    if dice.random.random() < 0.3:
        body[dice.random.randrange(len(body))] = dice.random.randrange(256)

    def work() -> None:
        document = read(bytes(body), name="f.pdf")
        encode_document(document)
        outline(document)

    return work


def _audit(dice: Dice) -> Work:
    body, address = dice.body()[:3_000].decode("utf-8", "replace"), dice.address()
    article = f"The lamp was lit in 1904 by 12 keepers.[^1] {body}\n\n[^1]: Lee, A. <{address}> (accessed 3 May 2014)\n"
    form = dice.random.choice((*TEXT_FORMS, *MARKED_UP))
    words = MARKED_UP[form](dice) if form in MARKED_UP else article.encode()
    name = dice.random.choice(sorted(FORMATS))

    def work() -> None:
        settings = Settings(web=_WEB, archives=_ARCHIVES, registries=_REGISTRIES)
        with Session(settings, adapter=HostileWeb(dice)) as session:
            report = session.auditor().audit(session.read(words, name="d", format=form))
        decode(encode(report))
        render(report, name)

    return work


def _text(dice: Dice) -> str:
    return dice.body().decode("utf-8", "replace")


TARGETS: dict[str, Callable[[Dice], Work]] = {
    **{form: partial(_document, form) for form in (*TEXT_FORMS, *MARKED_UP)},
    "any document": partial(_document, None),
    "html page": partial(_page, "text/html"),
    "text page": partial(_page, "text/plain"),
    "quote": _quote,
    "check": _check,
    "headers": _headers,
    "addresses": _addresses,
    "report": _report,
    "settings": _settings,
    "recording": _recording,
    "word file": _word_file,
    "PDF": _printed,
    **fuzz_files.TARGETS,
    **fuzz_services.TARGETS,
    "audit": _audit,
}
"""The targets, by name."""
