"""A finding as Markdown, for the clipboard: what a reviewer pastes into an issue or on a talk page."""

from __future__ import annotations

import re

from reports.formats.html.evidence import CheckView, ClaimView, PassageView, QuoteView
from reports.formats.html.marking import MarkedPiece
from reports.formats.html.sources import SourceView
from reports.formats.html.visible import plain
from reports.importance import weight_words
from reports.model import Finding

_SYNTAX = re.compile(r"([\\`*_{}\[\]<>#|~$@!&])")


def finding_markdown(
    document: str, finding: Finding, claim: ClaimView | None = None, source: SourceView | None = None
) -> str:
    """Return `finding` of `document` (its name) as Markdown.

    It holds the place, the claim, the passage or the word diff, and the source. `claim` and `source` are their views;
    None: the finding has none.
    """
    lines = [f"**{finding.severity.value}** `{finding.code}`: {_inline(finding.message)}", ""]
    if finding.weight is not None:
        lines += [_inline(" · ".join(weight_words(finding.weight))), ""]
    where = [_inline(document)]
    if claim is not None:
        where += [_inline(part) for part in (claim.section, claim.place) if part]
    lines += [f"In {', '.join(where)}", ""]
    if claim is not None:
        lines += [*_quoted(claim.text), ""]
        for check in claim.checks:
            lines += _check(check)
    if source is not None and (claim is None or not claim.checks):
        lines += _source(source)
    return "\n".join(lines).rstrip() + "\n"


def _check(check: CheckView) -> list[str]:
    lines = [f"{_inline(check.labels)} {check.label}. {_inline(check.reason)} {check.sureness}".rstrip(), ""]
    for who, said in check.sides:
        lines += [f"- {_inline(who)}: {_inline(said)}"]
    lines += [""] if check.sides else []
    for quote in check.quotes:
        lines += _quote(quote)
    if not check.quotes:
        for passage in check.passages:
            lines += _passage(passage)
    for source in check.sources:
        lines += _source(source)
    return lines


def _quote(quote: QuoteView) -> list[str]:
    lines = [f"Quotation: {quote.label.lower()}.", ""]
    if not quote.faithful and quote.said:
        lines += [f"- The document: {_side(quote.quoted)}", f"- The source: {_side(quote.said)}", ""]
    return lines


def _side(pieces: tuple[MarkedPiece, ...]) -> str:
    """Write one side of a diff with what changed in bold."""
    return "".join(
        f"**{_inline(piece.text)}**" if piece.mark and piece.text else _inline(piece.text) for piece in pieces
    ).strip()


def _passage(passage: PassageView) -> list[str]:
    words = "".join(piece.text for piece in passage.pieces)
    return [f"The source {_inline(f'[{passage.label}]')} says:", "", *_quoted(words), ""]


def _source(source: SourceView) -> list[str]:
    name = _inline(f"[{source.label}] {source.title}")
    lines = [f"- {name}: {source.status.value}. {_inline(source.reason)}".rstrip()]
    if source.href is not None:
        lines.append(f"  - address: <{source.href}>")
    if source.capture_href is not None:
        lines.append(f"  - archived: <{source.capture_href}>")
    return [*lines, ""]


def _quoted(text: str) -> list[str]:
    return [f"> {_inline(line)}" for line in text.splitlines() or [""]]


def _inline(text: str) -> str:
    """Escape what Markdown or HTML would read as syntax, and show invisible characters."""
    return _SYNTAX.sub(r"\\\1", plain(" ".join(text.split(" ")).replace("\n", " ")))
