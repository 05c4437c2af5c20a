"""The checks of the sample article: every outcome, and every outcome of a quotation."""

from __future__ import annotations

from collections.abc import Mapping

from sample_article import Article

from claims.model import (
    Claim,
    Span,
)
from reports.model import (
    Band,
    Check,
    Contribution,
    Edit,
    EditOp,
    FactCheck,
    FactKind,
    Origin,
    Outcome,
    QuoteCheck,
    QuoteOutcome,
)
from testbed.sample_parts import check, passage


def checks(sample: Article) -> tuple[Check, ...]:
    """Return the checks of the article."""
    return (*_of_claims(sample.named), *_of_quotations(sample))


def _of_claims(named: Mapping[str, Claim]) -> list[Check]:
    return [
        check(
            named["first"],
            Outcome.SUPPORTED,
            "The source says so in one sentence.",
            probability=0.97,
            band=Band.CONFIDENT,
            references=("ref-1",),
            passages=(
                passage(
                    "1",
                    "The Harbour Bridge crosses the river Ellery at its mouth, below the old ferry.",
                    "Opened in 1912. ",
                    " It replaced three ferries.",
                ),
            ),
        ),
        check(
            named["altered"],
            Outcome.PARTIAL,
            "The quotation is found with words changed.",
            probability=0.4,
            references=("ref-1",),
            passages=(passage("1", "the old crossing is a hazard to every vessel that enters the harbour"),),
            quotes=(
                QuoteCheck(
                    text=named["altered"].quotes[0].text,
                    outcome=QuoteOutcome.ALTERED,
                    score=0.81,
                    passage=passage(
                        "1",
                        "a hazard to every vessel that enters the harbour",
                        "the old crossing is ",
                        ", and must be closed",
                    ),
                    edits=(
                        Edit(op=EditOp.EQUAL, quote="a ", source="a "),
                        Edit(op=EditOp.REPLACE, quote="danger", source="hazard"),
                        Edit(op=EditOp.EQUAL, quote=" to every ", source=" to every "),
                        Edit(op=EditOp.REPLACE, quote="ship", source="vessel"),
                        Edit(op=EditOp.EQUAL, quote=" that enters the ", source=" that enters the "),
                        Edit(op=EditOp.DELETE, quote="inner ", source=""),
                        Edit(op=EditOp.EQUAL, quote="harbour", source="harbour"),
                    ),
                    reason="Three words differ.",
                    span=named["altered"].quotes[0].span,
                ),
            ),
        ),
        check(
            named["number"],
            Outcome.CONTRADICTED,
            "The quotation is found with a number changed.",
            probability=0.03,
            band=Band.CONFIDENT,
            references=("ref-2",),
            quotes=(
                QuoteCheck(
                    text=named["number"].quotes[0].text,
                    outcome=QuoteOutcome.NUMBER_CHANGED,
                    score=0.95,
                    passage=passage(
                        "2",
                        "the span will carry 24 trains a day without any delay to shipping",
                        "Brandt said that ",
                        ", weather permitting.",
                    ),
                    edits=(
                        Edit(op=EditOp.EQUAL, quote="the span will carry ", source="the span will carry "),
                        Edit(op=EditOp.REPLACE, quote="34", source="24", kind="number"),
                        Edit(
                            op=EditOp.EQUAL,
                            quote=" trains a day without any delay to shipping",
                            source=" trains a day without any delay to shipping",
                        ),
                    ),
                    span=named["number"].quotes[0].span,
                ),
            ),
        ),
        check(
            named["contradicted"],
            Outcome.CONTRADICTED,
            "Both sources give another number of injured.",
            probability=0.05,
            band=Band.CONFIDENT,
            references=("ref-2", "ref-3"),
            contributions=(
                Contribution(reference="ref-2", probability=0.04),
                Contribution(reference="ref-3", probability=0.02),
            ),
            passages=(
                passage(
                    "2",
                    "Work began in April 1911 and 218 men were injured before the opening.",
                    "The yard was cleared first. ",
                    " Eleven died.",
                ),
                passage("3", "Of the men employed, 218 were hurt.", origin=Origin.ARCHIVE),
            ),
            facts=(
                FactCheck(kind=FactKind.NUMBER, claimed="318", found="218", agrees=False),
                FactCheck(kind=FactKind.DATE, claimed="April 1911", found="April 1911", agrees=True),
            ),
        ),
        check(
            named["partial"],
            Outcome.PARTIAL,
            "The winter and the two convoys are in no passage.",
            probability=0.45,
            references=("ref-3",),
            passages=(passage("3", "The towers were cast at Leith and shipped north.", "", " Each weighed 40 tons."),),
            missing=(
                Span(
                    named["partial"].span.start + named["partial"].text.index(" in two convoys"),
                    named["partial"].span.end - 1,
                ),
            ),
        ),
        check(
            named["missing"],
            Outcome.UNSUPPORTED,
            "Read in full, live and archived; no passage speaks of a keystone.",
            probability=0.02,
            band=Band.CONFIDENT,
            references=("ref-3",),
            facts=(FactCheck(kind=FactKind.NAME, claimed="keystone"),),
        ),
        check(named["lost"], Outcome.UNVERIFIABLE, "The source could not be read: gone.", references=("ref-4",)),
        check(named["waiting"], Outcome.UNVERIFIABLE, "The source could not be read: blocked.", references=("ref-5",)),
    ]


def _of_quotations(sample: Article) -> list[Check]:
    named, document = sample.named, sample.document
    checks: list[Check] = []
    shapes = (
        (
            named["negation"],
            QuoteOutcome.NEGATION_CHANGED,
            Outcome.CONTRADICTED,
            "was not accepted by the fishermen of the north shore",
            (
                Edit(op=EditOp.EQUAL, quote="was ", source="was "),
                Edit(op=EditOp.INSERT, quote="", source="not ", kind="negation"),
                Edit(
                    op=EditOp.EQUAL,
                    quote="accepted by the fishermen of the north shore",
                    source="accepted by the fishermen of the north shore",
                ),
            ),
        ),
        (
            named["name"],
            QuoteOutcome.NAME_CHANGED,
            Outcome.CONTRADICTED,
            "the design is Brandt’s and owes nothing to Mallory",
            (
                Edit(op=EditOp.EQUAL, quote="the design is ", source="the design is "),
                Edit(op=EditOp.REPLACE, quote="Mallory’s", source="Brandt’s", kind="name"),
                Edit(op=EditOp.EQUAL, quote=" and owes nothing to ", source=" and owes nothing to "),
                Edit(op=EditOp.REPLACE, quote="Brandt", source="Mallory", kind="name"),
            ),
        ),
        (named["absent"], QuoteOutcome.NOT_FOUND, Outcome.UNSUPPORTED, None, ()),
        (
            named["faithful"],
            QuoteOutcome.EDITORIAL,
            Outcome.SUPPORTED,
            "the lightness of the arch and of its railings above grey water",
            (
                Edit(op=EditOp.EQUAL, quote="the lightness of the arch ", source="the lightness of the arch "),
                Edit(op=EditOp.REPLACE, quote="…", source="and of its railings", kind="editing"),
                Edit(op=EditOp.EQUAL, quote=" above grey water", source=" above grey water"),
            ),
        ),
        (
            named["short"],
            QuoteOutcome.VERBATIM,
            Outcome.SUPPORTED,
            "magnificent",
            (Edit(op=EditOp.EQUAL, quote="magnificent", source="magnificent"),),
        ),
        (named["foreign"], QuoteOutcome.OTHER_LANGUAGE, Outcome.UNVERIFIABLE, None, ()),
        (
            named["half"],
            QuoteOutcome.PARTIAL,
            Outcome.PARTIAL,
            "the longest span in the north",
            (
                Edit(op=EditOp.EQUAL, quote="the longest span in the north", source="the longest span in the north"),
                Edit(op=EditOp.DELETE, quote=" and the ugliest in the world", source=""),
            ),
        ),
    )
    for claim, quote_outcome, outcome, exact, edits in shapes:
        quote = claim.quotes[0]
        label = (
            claim.citations[0].key and next(c for c in document.citations if c.key == claim.citations[0].key).labels[0]
        )
        found = None if exact is None else passage(label, exact, "In the same column: ", " So it went.")
        checks.append(
            check(
                claim,
                outcome,
                f"The quotation is {quote_outcome.value}.",
                probability=0.9 if quote_outcome.is_faithful else 0.1,
                references=(f"ref-{label}",),
                quotes=(
                    QuoteCheck(
                        text=quote.text,
                        outcome=quote_outcome,
                        score=0.9,
                        passage=found,
                        edits=edits,
                        span=quote.span,
                        short=len(quote.text.split()) < 5,
                    ),
                ),
            )
        )
    typographic = named["first"]
    checks.append(
        check(
            typographic,
            Outcome.SUPPORTED,
            "Found but for its quotation marks.",
            probability=0.9,
            references=("ref-1",),
            quotes=(
                QuoteCheck(
                    text="at its mouth",
                    outcome=QuoteOutcome.TYPOGRAPHIC,
                    score=1.0,
                    passage=passage("1", "at its mouth"),
                ),
            ),
        )
    )
    return checks
