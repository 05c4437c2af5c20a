"""A bibliography file as a document of references alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from claims.decoding import decode, normal_newlines
from claims.errors import UndecodableDocument
from claims.language import detect
from claims.layout import Layout
from claims.model import DocumentFormat, Problem, Reference
from claims.readers.bibliography_files.bibtex import read_bibtex
from claims.readers.bibliography_files.csl_json import read_csl_json
from claims.readers.bibliography_files.endnote import read_endnote
from claims.readers.bibliography_files.model import Bibliography, Work
from claims.readers.bibliography_files.ris import read_ris
from claims.readers.bibliography_files.showing import shown
from claims.readers.composing import Composer
from claims.source_map import MappedOrigins

_PARSERS: Mapping[DocumentFormat, Callable[[str], Bibliography]] = {
    DocumentFormat.BIBTEX: read_bibtex,
    DocumentFormat.CSL_JSON: read_csl_json,
    DocumentFormat.RIS: read_ris,
    DocumentFormat.ENDNOTE: read_endnote,
}
MALFORMED = "reference-malformed"
"""The code of a problem of a bibliography file."""
_ODD = re.compile("[\udc80-\udcff]")
_FEW = 500  # one odd byte in so many at most: more are a file in another encoding
_SAMPLE = 20_000  # characters that tell the language


def parse_bibliography(body: bytes, kind: DocumentFormat, *, name: str, encoding: str | None = None) -> Bibliography:
    """Return the works of a bibliography file of `kind`.

    `name` is what messages call it, `encoding` what its transport declared. Raises `UndecodableDocument`.
    """
    text, odd = _decoded(body, name, encoding)
    made = _PARSERS[kind](normal_newlines(text))
    return replace(made, faults=(odd, *made.faults)) if odd else made


def _decoded(body: bytes, name: str, encoding: str | None) -> tuple[str, tuple[int, str] | None]:
    """Return the text, and what is odd about its encoding. Files that were merged have a few bytes of another one."""
    try:
        return decode(body, name=name, encoding=encoding), None
    except UndecodableDocument:
        text = body.decode("utf-8", "surrogateescape")
        odd = _ODD.findall(text)
        if b"\x00" in body or len(odd) * _FEW > len(body):
            raise
        line = text.count("\n", 0, text.index(odd[0])) + 1
        message = f"{len(odd)} bytes are not UTF-8, the first in line {line}; they were read as Windows-1252"
        return _ODD.sub(_windows, text), (0, message)


def _windows(sign: re.Match[str]) -> str:
    return bytes([ord(sign[0]) - 0xDC00]).decode("cp1252", "replace")


def read(
    body: bytes, *, name: str, url: str | None = None, encoding: str | None = None, kind: DocumentFormat
) -> Layout:
    """Read a bibliography file of `kind`; see `claims.interfaces.Reader`. No mark needs to cite its entries."""
    bibliography = parse_bibliography(body, kind, name=name, encoding=encoding)
    composer = Composer()
    keys = [write_work(composer, work, f"work-{number}") for number, work in enumerate(bibliography.works)]
    made = composer.compose()
    return Layout(
        name=name,
        format=kind,
        text=made.text,
        sha256=hashlib.sha256(body).hexdigest(),
        blocks=made.blocks,
        entries=made.entries,
        url=url,
        language=detect(made.text[:_SAMPLE]),
        problems=tuple(_problems(bibliography, made.entries)),
        unused_allowed=frozenset(keys),
        origins=MappedOrigins(bibliography.source, made.pieces),
    )


def write_work(composer: Composer, work: Work, key: str, *, base: int = 0) -> str:
    """Write a work as an entry with the label that it is cited by, and return `key`, its key in the layout.

    `base` is where its file begins among those that the document was read from.
    """
    draft = composer.begin_entry(work.fields.reference(key, work.key))
    composer.write(shown(work), base + work.start, base + work.end)
    draft.entry = work.fields.reference(key, work.key)
    composer.end_entry()
    return key


def fault_message(work: Work) -> str:
    """Return the sentence that tells what is wrong with an entry."""
    name = f"The entry {work.key}" if work.key else "An entry without a key"
    return f"{name} is broken: {'; '.join(dict.fromkeys(work.faults))}."


def _problems(bibliography: Bibliography, entries: Sequence[Reference]) -> Iterator[Problem]:
    for work, entry in zip(bibliography.works, entries, strict=True):
        if work.faults:
            yield Problem(code=MALFORMED, message=fault_message(work), span=entry.span, reference=entry.key)
    for _, fault in bibliography.faults:
        yield Problem(code=MALFORMED, message=f"The bibliography file is damaged: {fault}.")


__all__ = ["MALFORMED", "fault_message", "parse_bibliography", "read", "write_work"]
