import contextlib
import json
from collections.abc import Callable
from dataclasses import replace

import jsonschema
import pytest
import sample_reports
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Document, SourceRange, Span
from reports.codec import decode, encode, encode_document, json_schema
from reports.errors import UnreadableReport
from reports.formats.pointing import Pointing
from reports.model import Check, Finding, Report, SourceCheck, Suppressed
from reports.rendering import render

st.register_type_strategy(Span, st.builds(Span, st.integers(0, 10**7), st.integers(0, 10**7)))
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
st.register_type_strategy(str, text)
st.register_type_strategy(float, st.floats(0, 1))
st.register_type_strategy(int, st.integers(0, 2**40))
documents = st.builds(Document, origins=st.none())
reports = st.builds(
    Report,
    document=documents,
    sources=st.lists(st.from_type(SourceCheck), max_size=2).map(tuple),
    checks=st.lists(st.from_type(Check), max_size=2).map(tuple),
    findings=st.lists(st.from_type(Finding), max_size=2).map(tuple),
    suppressed=st.lists(st.from_type(Suppressed), max_size=1).map(tuple),
    schema=st.just(1),
)


class Lines:
    """Places as a reader knows them: every character on a line of its own."""

    def locate(self, span: Span) -> SourceRange | None:
        return SourceRange(span.start + 1, 1, span.end + 1, 1)


def with_places(report: Report) -> Report:
    return replace(report, document=replace(report.document, origins=Lines()))


@settings(max_examples=40, deadline=None)
@given(reports)
def test_what_is_written_is_read_back_the_same(report: Report) -> None:
    assert decode(encode(report)) == report
    assert encode(decode(encode(report))) == encode(report)


@pytest.mark.parametrize("make", [sample_reports.everything])
def test_the_keys_are_the_published_ones(make: Callable[[], Report]) -> None:
    plain = json.loads(encode(make()))
    assert list(plain)[:5] == ["schema", "tool", "started", "finished", "document"]
    assert set(plain) >= {"sources", "checks", "findings", "suppressed", "summary"}
    assert "origins" not in plain["document"]
    assert plain["document"]["claims"][0].keys() >= {"key", "text", "span", "section", "citations", "quotes"}
    assert all(len(claim["span"]) == 2 for claim in plain["document"]["claims"])
    assert plain["sources"][0].keys() >= {"reference", "label", "status", "reason", "attempts", "copies"}
    assert plain["summary"].keys() >= {"claims", "references", "by_outcome", "by_status", "by_code", "headline"}


@pytest.mark.parametrize("make", [sample_reports.everything])
def test_reports_are_what_the_schema_says(make: Callable[[], Report]) -> None:
    jsonschema.validate(json.loads(encode(with_places(make()))), json_schema())


def test_the_schema_refuses_what_is_no_report() -> None:
    plain = json.loads(encode(sample_reports.everything()))
    plain["sources"][0]["status"] = "quite dead"
    with pytest.raises(jsonschema.ValidationError, match="quite dead"):
        jsonschema.validate(plain, json_schema())


def test_places_survive_in_the_file() -> None:
    report = with_places(sample_reports.everything())
    again = decode(encode(report))
    for reference in report.document.references:
        assert again.document.origin(reference.span) == report.document.origin(reference.span)
    assert again.document.origin(Span(1, 3)) is None, "only what the report names is recorded"
    assert encode(again) == encode(report)


def test_a_place_in_another_file_names_it() -> None:
    class Chapters:
        def locate(self, span: Span) -> SourceRange | None:
            return SourceRange(1, 1, 2, 2, "parts/one.tex" if span.start else "")

    made = sample_reports.everything()
    report = replace(made, document=replace(made.document, name="paper/main.tex", origins=Chapters()))
    jsonschema.validate(json.loads(encode(report)), json_schema())
    again = decode(encode(report))
    pointers = [Pointing(again).at(finding) for finding in again.findings]
    files = {pointer.file for pointer in pointers if pointer.place is not None}
    assert "paper/parts/one.tex" in files
    assert files <= {"paper/main.tex", "paper/parts/one.tex"}
    assert "paper/parts/one.tex" in render(again, "sarif")


def test_a_document_alone_is_what_a_report_holds() -> None:
    report = with_places(sample_reports.everything())
    alone = json.loads(encode_document(report.document))
    inside = json.loads(encode(report))["document"]
    del alone["places"], inside["places"]
    assert alone == inside


def test_a_lone_surrogate_is_written_as_one_character() -> None:
    report = sample_reports.everything()
    report = replace(report, document=replace(report.document, name="na\udcffme"))
    assert decode(encode(report)).document.name == "na\ufffdme"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a JSON object"),
        (b"\xff\xfe", "not a JSON object"),
        (b"[1]", "not a JSON object"),
        (b"{}", "no `schema`"),
        (b"[" * 100_000, "not a JSON object"),
        (b'{"schema": 2}', "schema 2"),
        (b'{"schema": 1}', "damaged"),
        (b'{"schema": "1"}', "not a JSON object"),
    ],
)
def test_what_is_no_report_is_said_to_be_none(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableReport, match=words):
        decode(data)


def test_a_document_is_told_from_a_report() -> None:
    with pytest.raises(UnreadableReport, match="citecheck read"):
        decode(encode_document(sample_reports.everything().document))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_unreadable_and_nothing_else(data: st.DataObject) -> None:
    whole = encode(sample_reports.everything())
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + data.draw(st.integers(1, 40)) :]
    with contextlib.suppress(UnreadableReport):
        decode(damaged)


def test_a_number_written_as_text_is_refused() -> None:
    plain = json.loads(encode(sample_reports.everything()))
    plain["document"]["references"][0]["span"] = ["0", "4"]
    with pytest.raises(UnreadableReport, match=r"references\[0\]\.span"):
        decode(json.dumps(plain).encode())
