"""A report of many claims and sources, generated from a seed, to measure the page of a report."""

from __future__ import annotations

import itertools
import random

from reports.model import Finding, LinkStatus, Origin, Outcome, Report, Severity, SourceCheck, Tool
from testbed.sample_parts import DIGEST, FINISHED, STARTED, DocumentBuilder, check, copy_of, passage, source

_SYLLABLES = "har coun rail gran com sur can fer chan min jour key pla bri tow bour cil way ite mit vey tle ry".split()  # noqa: SIM905 - a list of words is read more easily than a list of strings
_WORDS = ("lantern", "keystone", *("".join(pair) for pair in itertools.product(_SYLLABLES, repeat=2)))


def large(claims: int = 2_000, sources: int = 1_000, *, seed: int = 7) -> Report:
    """Return a report of many claims and sources. The same seed makes the same report."""
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
        said = claim.text.split()
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
                        " ".join(said[3:]),
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
