"""Reports and documents as JSON, and back: schema 1, whose keys other programs may rely on.

The keys are the names of the dataclasses' fields. Added to them are `summary` (counts and headline, written and never
read back) and `document.places`: line and column of what the report points at, so that a report that was read from a
file can still be turned into annotations.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import msgspec

from claims.model import Document, SourceRange, Span
from reports.errors import UnreadableReport
from reports.model import Report
from reports.summary import Summary, summarise

SCHEMA = 1
"""The schema number that this version writes, and the only one that it reads."""


class RecordedPlaces:
    """Places that are stored in a report. Only the spans in `places` can be located."""

    __slots__ = ("_places",)

    def __init__(self, places: Iterable[tuple[Span, SourceRange]]) -> None:
        self._places = dict(places)

    def locate(self, span: Span) -> SourceRange | None:
        """See `claims.model.Origins.locate`."""
        return self._places.get(span)


class _DocumentExtras(msgspec.Struct, frozen=True):
    places: tuple[tuple[Span, SourceRange], ...] = ()


class _Extras(msgspec.Struct, frozen=True):
    document: _DocumentExtras = _DocumentExtras()


class _Header(msgspec.Struct, frozen=True):
    """The least by which a report of ours is known, of whatever schema."""

    schema: int | None = None
    tool: msgspec.Raw = msgspec.Raw()
    text: msgspec.Raw = msgspec.Raw()


def encode(report: Report) -> bytes:
    """Write `report` as one JSON object: UTF-8, keys in a fixed order, no line end after it."""
    plain = _plain(report)
    document = _with_places(plain.pop("document"), report.document, _report_spans(report))
    head = {key: plain.pop(key) for key in ("schema", "tool", "started", "finished")}
    return _write(head | {"document": document} | plain | {"summary": _plain(summarise(report))})


def encode_document(document: Document) -> bytes:
    """Write a document alone, as the `document` key of a report holds it."""
    return _write(_with_places(_plain(document), document, _document_spans(document)))


def decode(data: bytes) -> Report:
    """Read a report from `data`, which `encode` wrote. Keys that this version does not know are ignored.

    Raises `UnreadableReport` if the bytes are not a report, or if its schema is another one.
    """
    _check_header(data)
    try:
        report = msgspec.json.decode(data, type=Report, dec_hook=_no_runtime_object)
        places = msgspec.json.decode(data, type=_Extras).document.places
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise UnreadableReport(f"the report is damaged, or was not written by citecheck: {error}") from error
    if not places:
        return report
    return replace(report, document=replace(report.document, origins=RecordedPlaces(places)))


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `encode` writes, made from the types themselves."""
    (root,), definitions = msgspec.json.schema_components(
        [Report], schema_hook=_no_schema, ref_template="#/$defs/{name}"
    )
    (summary,), others = msgspec.json.schema_components([Summary], ref_template="#/$defs/{name}")
    definitions |= others
    span = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
    numbers = [{"type": "integer", "minimum": 1}] * 4
    box = {"type": ["array", "null"], "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
    more = [{"type": "string"}, {"type": "integer", "minimum": 0}, box]
    place = {"type": "array", "prefixItems": [*numbers, *more], "minItems": 4, "maxItems": 7}
    document = definitions["Document"]["properties"]
    del document["origins"]
    document["places"] = {
        "description": "Line and column (from 1, the end exclusive) in the file of the spans that the report names. "
        "A fifth member is the name of the file, where that is not the document itself; it is empty in a PDF, where "
        "the sixth is the page (from 1), on which the lines count, and the seventh the box there: left, bottom, right "
        "and top in points from the lower left corner.",
        "type": "array",
        "items": {"type": "array", "prefixItems": [span, place], "minItems": 2, "maxItems": 2},
    }
    report = definitions["Report"]
    report["properties"]["summary"] = summary
    report["properties"]["schema"] = {"const": SCHEMA}
    for definition in definitions.values():
        if (
            "description" in definition
        ):  # a docstring, which has its indentation in some versions of Python and not in others
            definition["description"] = inspect.cleandoc(definition["description"])
        # Every key is always written; only a file of another program may lack one.
        if "properties" in definition:
            definition["required"] = sorted(definition["properties"])
    definitions["Document"]["required"].remove("places")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "citecheck report",
        "description": f"The report of one audited document, schema {SCHEMA}. More keys may be added; these stay.",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _check_header(data: bytes) -> None:
    """Raise an error that says what the file is, if it is not a report of this schema."""
    try:
        header = msgspec.json.decode(data, type=_Header)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise UnreadableReport(f"this is not a citecheck report (it is not a JSON object: {error})") from error
    if header.schema is None:
        if bytes(header.text):
            raise UnreadableReport("this is a document written by `citecheck read`, not a report; audit it first")
        raise UnreadableReport("this is not a citecheck report (it has no `schema`)")
    if header.schema != SCHEMA:
        later = "a later" if header.schema > SCHEMA else "another"
        raise UnreadableReport(
            f"the report has schema {header.schema}, this version reads schema {SCHEMA}: "
            f"open it with {later} version of citecheck"
        )


def places_of(document: Document) -> tuple[tuple[Span, SourceRange], ...]:
    """Return the places in the file of the spans of `document` that a finding could point at, for `RecordedPlaces`."""
    places = {span: document.origin(span) for span in _document_spans(document)}
    return tuple((span, place) for span, place in places.items() if place is not None)


def _plain(thing: object) -> dict[str, Any]:
    """Turn a dataclass into dicts and lists."""
    plain: dict[str, Any] = msgspec.to_builtins(thing, enc_hook=_leave_out)
    return plain


def _with_places(plain: dict[str, Any], document: Document, spans: Iterator[Span]) -> dict[str, Any]:
    """Replace the runtime's knowledge of places by the places of `spans`."""
    del plain["origins"]
    places = {span: document.origin(span) for span in spans} if document.origins is not None else {}
    known = [[span, _shortest(place)] for span, place in sorted(places.items()) if place is not None]
    return plain | {"places": known} if known else plain


def _shortest(place: SourceRange) -> tuple[object, ...]:
    """Return a place without the members at its end that say nothing."""
    return tuple(place) if place.page else tuple(place[:5] if place.file else place[:4])


def _document_spans(document: Document) -> Iterator[Span]:
    """Yield what a finding about this document could point at."""
    yield from (reference.span for reference in document.references)
    yield from (citation.span for citation in document.citations)
    for claim in document.claims:
        yield claim.span
        yield from (quote.span for quote in claim.quotes)
    yield from (problem.span for problem in document.problems if problem.span is not None)


def _report_spans(report: Report) -> Iterator[Span]:
    yield from _document_spans(report.document)
    findings = (*report.findings, *(entry.finding for entry in report.suppressed))
    yield from (finding.span for finding in findings if finding.span is not None)


def _write(plain: dict[str, Any]) -> bytes:
    try:
        return msgspec.json.encode(plain)
    except UnicodeEncodeError:
        # A lone surrogate (of a file name that is not UTF-8, or a broken escape) cannot be written as UTF-8.
        return msgspec.json.encode(writable(plain))


def writable(value: Any) -> Any:
    """Return `value`, of builtin types, with lone surrogates replaced by U+FFFD: one for one, so spans stay true."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {writable(key): writable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [writable(item) for item in value]
    return value


def _leave_out(_value: object) -> None:
    """Replace what exists only while a program runs (`Document.origins`)."""
    return


def _no_runtime_object(_kind: type, value: object) -> object:
    """Return nothing for a type that exists only while a program runs."""
    return None


def _no_schema(_kind: type) -> dict[str, Any]:
    """Replace `Document.origins`, which `json_schema` leaves out."""
    return {"type": "null"}
