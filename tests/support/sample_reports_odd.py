"""Odd reports for the tests of the formats: hostile strings in every field, right-to-left scripts, and a large one."""

from __future__ import annotations

import dataclasses
import enum
import itertools
import random
from collections.abc import Mapping
from typing import Any, TypeVar

from sample_parts import DIGEST, FINISHED, STARTED, DocumentBuilder, check, copy_of, passage, source
from sample_reports import everything

from claims.model import Span
from reports.model import (
    Band,
    Edit,
    EditOp,
    FactCheck,
    FactKind,
    Finding,
    LinkStatus,
    Origin,
    Outcome,
    QuoteCheck,
    QuoteOutcome,
    Report,
    Severity,
    SourceCheck,
    Tool,
)

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


def hostile(payload: str) -> Report:
    """Return the report of everything with a payload at the end of every string, keys and all: they still agree."""
    return _replaced(everything(), payload)


def _replaced(value: T, payload: str) -> T:
    """Put a payload at the end of every string below a noun."""
    if isinstance(value, enum.Enum) or value is None:
        return value
    if isinstance(value, str):
        return value + payload  # type: ignore[return-value]  # a str for a str
    if isinstance(value, Span):
        return value  # type: ignore[return-value]  # T is a tuple subclass here
    if isinstance(value, tuple):
        return tuple(_replaced(item, payload) for item in value)  # type: ignore[return-value]  # a tuple for a tuple
    if isinstance(value, Mapping):
        return {name: _replaced(item, payload) for name, item in value.items()}  # type: ignore[return-value]  # the same
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes: dict[str, Any] = {}
        for field in dataclasses.fields(value):
            if field.init:
                changes[field.name] = _replaced(getattr(value, field.name), payload)
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


_SYLLABLES = "har coun rail gran com sur can fer chan min jour key pla bri tow bour cil way ite mit vey tle ry".split()  # noqa: SIM905 - a list of words is read more easily than a list of strings
_WORDS = ("lantern", "keystone", *("".join(pair) for pair in itertools.product(_SYLLABLES, repeat=2)))


def large(claims: int = 2_000, sources: int = 1_000, *, seed: int = 7) -> Report:
    """Return a report of many claims and sources, for measuring; the same seed makes the same report."""
    rng = random.Random(seed)
    doc = DocumentBuilder(name="large.wiki", title=f"{claims:,} claims")
    made = []
    for number in range(1, claims + 1):
        if number % 40 == 1:
            doc.heading(f"Section {number // 40 + 1}")
        if number % 4 == 1:
            doc.paragraph()
        words = " ".join(rng.choices(_WORDS, k=22))
        made.append(
            doc.claim(
                f"{words.capitalize()} {rng.randint(10, 999)} {rng.choice(_WORDS)}.", str(rng.randint(1, sources))
            )
        )
    doc.paragraph()
    doc.heading("References")
    checked_sources: list[SourceCheck] = []
    for number in range(1, sources + 1):
        label, url = str(number), f"https://site{number}.example/{rng.choice(_WORDS)}/{number}"
        doc.reference(
            label,
            f"{rng.choice(_WORDS).title()}, A. “{' '.join(rng.choices(_WORDS, k=6)).title()}”. Retrieved 9 May 2011.",
            title=f"Page {label}",
            urls=(url,),
        )
        gone = number % 9 == 0
        checked_sources.append(
            source(
                label,
                LinkStatus.GONE if gone else LinkStatus.ALIVE,
                "The server answers 404." if gone else "The page answers and has text.",
                url=url,
                code=404 if gone else 200,
                copies=() if gone else (copy_of(label, url), copy_of(label, url, Origin.ARCHIVE)),
            )
        )
    document = doc.build()
    checks, findings = [], []
    for number, claim in enumerate(made):
        label = document.citations[number].labels[0]
        gone = int(label) % 9 == 0
        outcome = Outcome.UNVERIFIABLE if gone else rng.choices(tuple(Outcome), (80, 9, 3, 4, 4))[0]
        words = claim.text.split()
        checks.append(
            check(
                claim,
                outcome,
                "The source could not be read: gone." if gone else "One passage was compared.",
                probability=None if gone else rng.random(),
                references=(f"ref-{label}",),
                passages=()
                if gone
                else (
                    passage(
                        label,
                        " ".join(words[3:]),
                        " ".join(rng.choices(_WORDS, k=12)),
                        " ".join(rng.choices(_WORDS, k=12)),
                    ),
                ),
            )
        )
        if outcome in (Outcome.CONTRADICTED, Outcome.UNSUPPORTED):
            contradicted = outcome is Outcome.CONTRADICTED
            findings.append(
                Finding(
                    key=f"f-{number}",
                    code="claim-contradicted" if contradicted else "claim-unsupported",
                    severity=Severity.ERROR if contradicted else Severity.WARNING,
                    message="No passage of the source carries the claim.",
                    claim=claim.key,
                    span=claim.span,
                )
            )
    for number in range(9, sources + 1, 9):
        findings.append(
            Finding(
                key=f"f-link-{number}",
                code="link-dead",
                severity=Severity.ERROR,
                message="The page no longer exists.",
                reference=f"ref-{number}",
            )
        )
    return Report(
        tool=Tool(version="0.1.0", settings_sha256=DIGEST),
        document=document,
        started=STARTED,
        finished=FINISHED,
        sources=tuple(checked_sources),
        checks=tuple(checks),
        findings=tuple(findings),
    )
