"""Odd reports for the tests of the formats: hostile strings in every field, and right-to-left scripts."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from typing import Any, TypeVar

from sample_reports import everything

from claims.model import Span
from reports.model import (
    Band,
    Edit,
    EditOp,
    FactCheck,
    FactKind,
    Finding,
    Judgement,
    LinkStatus,
    Outcome,
    QuoteCheck,
    QuoteOutcome,
    Report,
    SecondOpinion,
    Severity,
    Tool,
)
from reports.records import (
    Answered,
    Existence,
    FieldDifference,
    Notice,
    NoticeKind,
    ReferenceCheck,
    RegistryAnswer,
    WorkKind,
    WorkRecord,
)
from testbed.sample_parts import DIGEST, FINISHED, STARTED, DocumentBuilder, check, copy_of, passage, source

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</style><style>*{display:none}</style>",
    "</title></textarea></script><script>alert(2)</script>",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<!-- --><base href=//evil.example/>",
    "\u202esupported\u202c \u2066\u2067hidden\u2069",
    "zero\u200bwidth\u200d\ufeff\u00ad\u2060",
    "nul\x00 bell\x07 escape\x1b[31m del\x7f",
    "lone \ud800 surrogate",
    "Z\u0300\u0301\u0302" + "\u0336" * 200 + "algo",
    "x" * 3_000,
    "line\r\nbreak\u2028and\u2029more",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "</blockquote></details></article></main>",
)
"""What hostile documents and sources are made of."""

T = TypeVar("T")


def hostile(payload: str, *, front: bool = False) -> Report:
    """Return the report of everything with a payload at an end of every string, keys and all: they still agree."""
    return _replaced(_more_than_everything(), payload, front)


def _more_than_everything() -> Report:
    """Return the report of everything with a second opinion, and with what registries say."""
    report = everything()
    first = report.checks[0]
    judgement = Judgement(judge="lexical", outcome=first.outcome, band=first.band, reason="a reason", probability=0.5)
    opinion = SecondOpinion(
        first=judgement,
        judge="a model",
        reason="it names the sentence",
        rule="opinion.supports",
        outcome=Outcome.SUPPORTED,
        passages=first.passages or (passage("1", "The words of the source."),),
        missing=("a word",),
        other_value="34",
    )
    notice = Notice(
        kind=NoticeKind.RETRACTION, said_by="Crossref", date="2015-01-02", address="https://doi.test/10.1/r"
    )
    answer = RegistryAnswer(registry="Crossref", asked="doi 10.1/a", outcome=Answered.RECORD, at=STARTED, reason="none")
    record = WorkRecord(
        registry="Crossref",
        kind=WorkKind.ARTICLE,
        titles=("A title", "Its other form"),
        authors=("Lee, Ann",),
        published="2014-05-02",
        venues=("A journal",),
        publisher="A press",
        volume="1",
        issue="2",
        pages="3-4",
        identifiers={"doi": "10.1/a"},
        address="https://works.test/a",
        open_copy="https://copies.test/a.pdf",
        notices=(notice,),
        published_as="10.1/published",
    )
    difference = FieldDifference(field="authors", cited="Lee", recorded="Roe", serious=True, rule="reference.authors")
    existence = tuple(
        ReferenceCheck(
            reference=reference.key,
            label=reference.label,
            verdict=verdict,
            reason="the registry says so",
            rule="reference.differs",
            record=record,
            differences=(difference,),
            notices=(notice,),
            published_as="10.1/published",
            answers=(answer,),
        )
        for reference, verdict in zip(report.document.references, Existence, strict=False)
    )
    checks = (dataclasses.replace(first, opinion=opinion), *report.checks[1:])
    return dataclasses.replace(report, checks=checks, existence=existence)


def _replaced(value: T, payload: str, front: bool) -> T:
    """Put a payload at the end of every string below a noun, or in `front` of it."""
    if isinstance(value, enum.Enum) or value is None:
        return value
    if isinstance(value, str):
        return payload + value if front else value + payload  # type: ignore[return-value]  # a str for a str
    if isinstance(value, Span):
        return value  # type: ignore[return-value]  # T is a tuple subclass here
    if isinstance(value, tuple):
        return tuple(_replaced(item, payload, front) for item in value)  # type: ignore[return-value]  # a tuple for a tuple
    if isinstance(value, Mapping):
        return {name: _replaced(item, payload, front) for name, item in value.items()}  # type: ignore[return-value]  # the same
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes: dict[str, Any] = {}
        for field in dataclasses.fields(value):
            if field.init:
                changes[field.name] = _replaced(getattr(value, field.name), payload, front)
        return dataclasses.replace(value, **changes)
    return value


def right_to_left() -> Report:
    """Return the report of a Persian article with Latin names and a Hebrew source."""
    doc = DocumentBuilder(name="پل‌ها.wiki", title="پل بندر (Harbour Bridge)", language="fa")
    first = doc.claim("این پل در سال ۱۹۱۲ به دست مهندس Brandt ساخته شد و می‌گویند ۳۴ قطار از آن می‌گذشت.", "1")
    second = doc.claim("روزنامه نوشت: «باج پل را ماهیگیران پذیرفتند».", "2", quotes=("باج پل را ماهیگیران پذیرفتند",))
    doc.paragraph()
    doc.heading("منابع")
    doc.reference(
        "1", "Brandt, A. «پل بندر». Gazette. ۱۴ آوریل ۲۰۱۱.", title="پل بندر", urls=("https://fa.example/پل",)
    )
    doc.reference("2", "הגשר בנמל. עיתון הים, 12 במאי 1912.", title="הגשר בנמל", urls=("https://he.example/gesher",))
    document = doc.build()
    checks = (
        check(
            first,
            Outcome.CONTRADICTED,
            "The source gives another number of trains.",
            probability=0.04,
            band=Band.CONFIDENT,
            references=("ref-1",),
            passages=(passage("1", "این پل را Brandt ساخت و ۲۴ قطار از آن می‌گذشت.", "در آن سال، ", " پایان."),),
            facts=(FactCheck(kind=FactKind.NUMBER, claimed="۳۴", found="۲۴", agrees=False),),
        ),
        check(
            second,
            Outcome.PARTIAL,
            "The quotation is found with words changed.",
            probability=0.3,
            references=("ref-2",),
            quotes=(
                QuoteCheck(
                    text=second.quotes[0].text,
                    outcome=QuoteOutcome.NEGATION_CHANGED,
                    score=0.9,
                    passage=passage("2", "باج پل را ماهیگیران نپذیرفتند", "הדייגים (fishermen) "),
                    edits=(
                        Edit(op=EditOp.EQUAL, quote="باج پل را ماهیگیران ", source="باج پل را ماهیگیران "),
                        Edit(op=EditOp.REPLACE, quote="پذیرفتند", source="نپذیرفتند", kind="negation"),
                    ),
                ),
            ),
        ),
    )
    findings = (
        Finding(
            key="f-rtl",
            code="claim-contradicted",
            severity=Severity.ERROR,
            message="ادعا می‌گوید ۳۴، منبع (Brandt) می‌گوید ۲۴.",
            claim=first.key,
            span=first.span,
        ),
    )
    return Report(
        tool=Tool(version="0.1.0", settings_sha256=DIGEST),
        document=document,
        started=STARTED,
        finished=FINISHED,
        sources=(
            source(
                "1",
                LinkStatus.ALIVE,
                "The page answers.",
                url="https://fa.example/پل",
                copies=(copy_of("1", "https://fa.example/پل"),),
            ),
            source(
                "2",
                LinkStatus.ALIVE,
                "The page answers.",
                url="https://he.example/gesher",
                copies=(copy_of("2", "https://he.example/gesher"),),
            ),
        ),
        checks=checks,
        findings=findings,
    )
