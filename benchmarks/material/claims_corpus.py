"""The sets of claims with their sources, as the judge gets them; shared by the benchmarks of the judge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from benchmarks.material.corpus import rows
from citecheck.model import ClaimContext, Place, SourceText
from reports.model import Extent

_META = re.compile(r"^\(meta data\) (TITLE|AUTHOR|PUBLISHER|PUBLISHED DATETIME): ?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}")
_MARK = re.compile(r"\s*\[\s*[\d,; –-]*\]")


@dataclass(frozen=True)
class Case:
    """One claim, its source, and the label that people gave: S supported, P in part, R refuted, N not mentioned."""

    key: str
    claim: str
    source: SourceText
    context: ClaimContext
    label: str
    evidence: tuple[tuple[int, ...], ...] = ()
    """Alternative sets of sentences that support it, as indices of `source.places`."""
    words: tuple[str, ...] = ()
    unsupported: tuple[bool, ...] = ()
    """For some sets: the claim's words, and for each whether the source lacks it."""


def wice(name: str = "claims_dev") -> list[Case]:
    """Return the cases of one file of WiCE: a Wikipedia sentence and the whole page that it cites."""
    labels = {"supported": "S", "partially_supported": "P", "not_supported": "N"}
    return [
        Case(
            key=row["meta"]["id"],
            claim=row["claim"],
            source=page(row["evidence"]),
            context=_context(row["meta"]),
            label=labels[row["label"]],
            evidence=tuple(tuple(found) for found in row["supporting_sentences"]),
            words=tuple(row.get("claim_tokens", ())),
            unsupported=tuple(row.get("non_supported_spans", ())),
        )
        for row in rows("wice", f"{name}.jsonl")
    ]


def pairs(folder: str, name: str) -> list[Case]:
    """Return the cases of one file of `claims/`: a claim and a few sentences or paragraphs."""
    return [
        Case(
            key=row["id"],
            claim=_MARK.sub("", row["claim"]).replace("</s>", "").strip(),
            source=SourceText(text=row["premise"], extent=Extent.FULL, media_type="text/plain"),
            context=ClaimContext(language="en"),
            label=row["label"],
        )
        for row in rows("claims", folder, f"{name}.jsonl")
    ]


def page(lines: list[str]) -> SourceText:
    """Return the sentences of a page as a source's text: each is a place; fields of the head have their own kind."""
    pieces: list[str] = []
    places: list[Place] = []
    fields: dict[str, str] = {}
    position = 0
    for line in lines:
        meta = _META.match(line)
        shown = line[meta.end() :] if meta else line
        if meta:
            fields.setdefault(meta[1], shown)
        places.append(Place(start=position, end=position + len(shown), kind="metadata" if meta else "body"))
        pieces.append(shown)
        position += len(shown) + 1
    published = _DAY.search(fields.get("PUBLISHED DATETIME", ""))
    return SourceText(
        text="\n".join(pieces),
        extent=Extent.FULL,
        places=tuple(places),
        title=fields.get("TITLE"),
        published=published.group() if published else None,
        language="en",
    )


def evidence_only(case: Case) -> SourceText:
    """Return only the sentences that support a claim (its largest set), as a source of their own."""
    chosen = max(case.evidence, key=len, default=())
    whole = case.source
    kept = [whole.text[place.start : place.end] for i, place in enumerate(whole.places) if i in chosen]
    return SourceText(
        text="\n".join(kept), extent=Extent.FULL, published=whole.published, title=whole.title, language="en"
    )


def _context(meta: dict[str, Any]) -> ClaimContext:
    before = str(meta.get("claim_context", "")).strip()
    return ClaimContext(
        title=meta.get("claim_title"),
        section=tuple(part for part in str(meta.get("claim_section", "")).rstrip(".").split(".:") if part),
        before=re.split(r"(?<=[.!?])\s+", before)[-1] if before else "",
        language="en",
    )
