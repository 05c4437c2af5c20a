"""What the page shows of a check: the claim beside the passages, the quotations word by word, and how sure it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from claims.model import Claim, Document
from reports.formats.html.links import at_passage, may_be_linked
from reports.formats.html.marking import MarkedPiece, claim_pieces, diff_pieces, passage_pieces, stems
from reports.formats.html.sources import SourceView
from reports.formats.html.words import QUOTES, VERDICTS, shown_by, sureness, verdict_of
from reports.formats.pointing import place_in_words
from reports.model import Check, FactCheck, Origin, Outcome, Passage, QuoteCheck, SourceCopy
from reports.second_opinions import both_sides
from reports.summary import is_confirmed
from reports.wording import OUTCOME_SENTENCES, QUOTE_SENTENCES

_CONTEXT = 200
_WHOLE = 60  # characters of context from which on the word at its outer end counts as cut
_VERDICTS = {True: "agrees", False: "differs", None: "the source gives no such value"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """A passage in its context, and its place; `live` and `archive` are links to this place."""

    label: str
    pieces: tuple[MarkedPiece, ...]
    prefix: str
    suffix: str
    origin: str
    captured: str | None
    retrieved: str | None
    live: str | None
    archive: str | None
    page: int | None
    place: str
    strength: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A quotation, word by word: `quoted` is the document's side, `said` the source's.

    `rule` is the id of the rule that decided, "" if none is named.
    """

    outcome: str
    faithful: bool
    label: str
    sentence: str
    reason: str
    short: bool
    quoted: tuple[MarkedPiece, ...]
    said: tuple[MarkedPiece, ...]
    passage: PassageView | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A number, date or name of the claim, and what the source gives."""

    kind: str
    claimed: str
    found: str | None
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """One check: a claim against one citation. `pieces` is the claim as this check sees it.

    `outcome` is what it is shown as (`words.VERDICTS`). `rule` is the id of the rule that decided, "" if none is named.
    `sides` are the two opinions, with who decided and why; empty: only one judge was asked.
    """

    labels: str
    pieces: tuple[MarkedPiece, ...]
    outcome: str
    glyph: str
    label: str
    sentence: str
    reason: str
    sureness: str
    judge: str
    inherited: bool
    passages: tuple[PassageView, ...]
    quotes: tuple[QuoteView, ...]
    facts: tuple[FactView, ...]
    contributions: tuple[tuple[str, int], ...]
    sources: tuple[SourceView, ...]
    rule: str
    sides: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim with all its checks. `verdict` is what `outcome` is shown as (`words.VERDICTS`), "" without checks."""

    number: int
    key: str
    text: str
    pieces: tuple[MarkedPiece, ...]
    section: str
    place: str
    outcome: Outcome | None
    verdict: str
    checks: tuple[CheckView, ...]


class EvidenceViews:
    """Makes the views of the claims and checks of `document`.

    `sources` are the views by reference, `copies` the copies by id.
    """

    def __init__(self, document: Document, sources: Mapping[str, SourceView], copies: Mapping[str, SourceCopy]) -> None:
        self._document = document
        self._sources = sources
        self._copies = copies
        self._marks = {citation.key: citation.labels for citation in document.citations}
        self._labels = {reference.key: f"[{reference.label}]" for reference in document.references}

    def claim(self, number: int, claim: Claim, checks: Sequence[Check]) -> ClaimView:
        """Return the view of `claim` with its `checks`.

        `number` counts from 1 and makes the claim's anchor in the page.
        """
        origin = self._document.origin(claim.span)
        outcome = shown_by([check.outcome for check in checks])
        return ClaimView(
            number=number,
            key=claim.key,
            text=claim.text,
            pieces=claim_pieces(self._document, claim.span, None),
            section=" › ".join(claim.section),
            place=place_in_words(origin),
            outcome=outcome,
            verdict=verdict_of(outcome, confirmed=any(map(is_confirmed, checks))) if outcome is not None else "",
            checks=tuple(self._check(claim, check) for check in checks),
        )

    def _check(self, claim: Claim, check: Check) -> CheckView:
        verdict = verdict_of(check.outcome, confirmed=is_confirmed(check))
        glyph, label = VERDICTS[verdict]
        known = stems([claim.text])
        marks = self._marks.get(check.citation)
        scope = next((cited.scope for cited in claim.citations if cited.key == check.citation), ())
        return CheckView(
            pieces=claim_pieces(self._document, claim.span, check, scope),
            labels="".join(f"[{mark}]" for mark in marks or ()) or "".join(map(self._label, check.references)),
            outcome=verdict,
            glyph=glyph,
            label=label,
            sentence=OUTCOME_SENTENCES[check.outcome],
            reason=check.reason,
            sureness=sureness(check),
            judge=check.judge,
            inherited=check.inherited,
            passages=tuple(
                self._passage(passage, known, check.facts, context=not _shown_again(passage, check.quotes))
                for passage in check.passages
            ),
            quotes=tuple(self._quote(quote) for quote in check.quotes),
            facts=tuple(_fact(fact) for fact in check.facts),
            contributions=tuple(
                (self._label(part.reference), round(part.probability * 100))
                for part in check.contributions
                if len(check.contributions) > 1
            ),
            sources=tuple(self._sources[key] for key in check.references if key in self._sources),
            rule=check.rule or "",
            sides=tuple(both_sides(check)),
        )

    def _label(self, reference: str) -> str:
        return self._labels.get(reference, "[?]")

    def _passage(
        self, passage: Passage, known: Collection[str], facts: Sequence[FactCheck], *, context: bool = True
    ) -> PassageView:
        copy = self._copies.get(passage.copy)
        source = self._sources.get(passage.reference)
        # A page that is gone has no place to link to.
        linked = source is None or (may_be_linked(source.status) and source.family not in ("dead", "failing"))
        archived = copy is not None and copy.origin is Origin.ARCHIVE
        live_url = source.moved_to or source.url if source is not None else None
        if copy is not None and copy.origin is Origin.LIVE:
            live_url = copy.final_url
        capture = copy.final_url if copy is not None and archived else (source.capture if source is not None else None)
        return PassageView(
            label=source.label if source is not None else "?",
            pieces=passage_pieces(passage.exact, known, facts),
            prefix=_before(passage.prefix) if context else "",
            suffix=_after(passage.suffix) if context else "",
            origin=copy.origin.value if copy is not None else "",
            captured=copy.captured if copy is not None else None,
            retrieved=copy.retrieved if copy is not None else None,
            live=at_passage(live_url, passage) if linked else None,
            archive=at_passage(capture, passage),
            page=passage.page,
            place=passage.place,
            strength=_strength(passage.score),
        )

    def _quote(self, quote: QuoteCheck) -> QuoteView:
        quoted, said = diff_pieces(quote.edits)
        if not quote.edits:
            quoted = (MarkedPiece(text=quote.text),)
            said = (MarkedPiece(text=quote.passage.exact),) if quote.passage is not None else ()
        return QuoteView(
            outcome=quote.outcome.value,
            faithful=quote.outcome.is_faithful,
            label=QUOTES[quote.outcome],
            sentence=QUOTE_SENTENCES[quote.outcome],
            reason=quote.reason,
            short=quote.short,
            quoted=quoted,
            said=said,
            passage=self._passage(quote.passage, frozenset(), ()) if quote.passage is not None else None,
            rule=quote.rule or "",
        )


def _shown_again(passage: Passage, quotes: Sequence[QuoteCheck]) -> bool:
    """Say whether a quotation below shows the surroundings of this passage once more."""
    others = [quote.passage for quote in quotes if quote.passage is not None]
    return any(
        other.copy == passage.copy and other.start < passage.end and passage.start < other.end for other in others
    )


def _before(context: str) -> str:
    """Return the end of the words before a passage, from a whole word on."""
    cut = context[-_CONTEXT:]
    first, space, rest = cut.partition(" ")
    return rest if len(cut) >= _WHOLE and space and first[:1].islower() else cut


def _after(context: str) -> str:
    """Return the beginning of the words after a passage, up to a whole word."""
    cut = context[:_CONTEXT]
    rest, space, last = cut.rpartition(" ")
    return rest if len(cut) >= _WHOLE and space and last[-1:].isalnum() else cut


def _fact(fact: FactCheck) -> FactView:
    return FactView(kind=fact.kind.value, claimed=fact.claimed, found=fact.found, verdict=_VERDICTS[fact.agrees])


def _strength(score: float) -> str:
    """Say how near a passage is, in words, because the score is not a probability."""
    if score >= 0.85:
        return "close match"
    return "match" if score >= 0.5 else "weak match"
