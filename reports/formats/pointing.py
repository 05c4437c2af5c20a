"""What a finding points at, in the words and numbers that every format needs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.model import Claim, Reference, SourceRange, Span

if TYPE_CHECKING:  # the outline of a document uses this file, and needs no report
    from reports.model import Check, Finding, Report, SourceCheck


@dataclass(frozen=True, slots=True)
class Pointer:
    """One finding with what it is about: its claim, its reference, and its place in the file.

    `prose` is the claim without its marks, `document` the name of the document.
    """

    finding: Finding
    claim: Claim | None
    reference: Reference | None
    source: SourceCheck | None
    place: SourceRange | None
    prose: str = ""
    document: str = ""

    @property
    def file(self) -> str:
        """The name of the file that `place` is in: the document, or a file that it includes or cites from."""
        if self.place is None or not self.place.file:
            return self.document
        return posixpath.join(posixpath.dirname(self.document.replace("\\", "/")), self.place.file)

    @property
    def label(self) -> str:
        """The reference's number in brackets, "[7]", or the address of a link of the text.

        Empty if there is none, or where the message has it.
        """
        label = self.reference.pointer if self.reference is not None else ""
        return "" if label in self.finding.message else label

    @property
    def words(self) -> str:
        """The words of the claim; empty if there is no claim, or if the message quotes them."""
        words = " ".join(self.claim.text.split()) if self.claim is not None else ""
        message = " ".join(self.finding.message.split())
        prose = " ".join(self.prose.split())
        return "" if words[:40] in message or (prose and prose[:40] in message) else words

    @property
    def line(self) -> str:
        """The line in the file, as ":12", with the column for a link of the text; the page of a PDF, as ", p. 3".

        Empty if neither has a meaning.
        """
        if self.place is None:
            return ""
        if self.place.page:
            return f", p. {self.place.page}"
        is_link = self.reference is not None and self.reference.is_link
        return f":{self.place.line}:{self.place.column}" if is_link else f":{self.place.line}"

    @property
    def address(self) -> str | None:
        """The address that was visited, or else the first one that the reference has; None if there is none."""
        if self.source is not None and self.source.url is not None:
            return self.source.url
        return self.reference.urls[0] if self.reference is not None and self.reference.urls else None

    @property
    def sentence(self) -> str:
        """The message, with the label before it and the address behind it where the message lacks them."""
        told = joined((self.label, self.finding.message), " ")
        return told if self.address is None or self.address in told else f"{told} ({self.address})"


class Pointing:
    """Looks up what the findings of `report` are about."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._claims = {claim.key: claim for claim in report.document.claims}
        self._references = {reference.key: reference for reference in report.document.references}
        self._sources = {source.reference: source for source in report.sources}

    def at(self, finding: Finding) -> Pointer:
        """Return what `finding` is about."""
        claim = self._claims.get(finding.claim or "")
        reference = self._references.get(finding.reference or "")
        span = self.span(finding)
        return Pointer(
            finding=finding,
            claim=claim,
            reference=reference,
            source=self._sources.get(finding.reference or ""),
            place=self._report.document.origin(span) if span is not None else None,
            document=self._report.document.name,
            prose=self._report.document.prose(claim.span) if claim is not None else "",
        )

    def span(self, finding: Finding) -> Span | None:
        """Return the place of `finding` in the document's text: its own span, its claim's or its reference's."""
        if finding.span is not None:
            return finding.span
        claim = self._claims.get(finding.claim or "")
        if claim is not None:
            return claim.span
        reference = self._references.get(finding.reference or "")
        return reference.span if reference is not None else None


def place_in_words(place: SourceRange | None) -> str:
    """Return `place` as people say it: "line 12", "p. 3" of a PDF; empty where it is None."""
    if place is None:
        return ""
    return f"p. {place.page}" if place.page else f"line {place.line}"


def checks_by_claim(report: Report) -> Mapping[str, tuple[Check, ...]]:
    """Return the checks of each claim of `report`, in order."""
    grouped: dict[str, list[Check]] = {}
    for check in report.checks:
        grouped.setdefault(check.claim, []).append(check)
    return {claim: tuple(checks) for claim, checks in grouped.items()}


def shortened(text: str, most: int) -> str:
    """Put `text` on one line of at most `most` characters.

    A longer text is cut after a word and ends in an ellipsis.
    """
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    cut = flat[: most - 1]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > most // 2 else cut).rstrip(" ,;:") + "…"


def standing(finding: Finding) -> str:
    """Return the state of `finding` in words: "new", "since 2026-03-01, reworded"; empty: unknown."""
    from reports.vocabulary import State

    words = []
    if finding.state is State.NEW:
        words.append("new")
    if finding.since is not None:
        words.append(f"{'comes and goes ' if finding.state is State.FLAPPING else ''}since {finding.since[:10]}")
    if finding.former is not None:
        words.append("reworded")
    return ", ".join(words)


def title_of(report: Report) -> str:
    """Return the title of the document of `report`, for people."""
    document = report.document
    return document.title or document.name


def joined(parts: Iterable[str], separator: str = ", ") -> str:
    """Join those of `parts` that are not empty with `separator`."""
    return separator.join(part for part in parts if part)
