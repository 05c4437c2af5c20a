"""What quotations, sources read in part and archived copies change of a judge's verdict, case by case."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest

from citecheck.checking.check_rules import (
    DRIFT_RULES,
    HOLE_RULES,
    QUOTATION_RULES,
    SOURCES_RULES,
    DriftCase,
    HoleCase,
    SourcesCase,
)
from citecheck.checking.claimcheck import ClaimChecker
from citecheck.checking.quotes import QuoteMatcher
from citecheck.checking.support import LexicalJudge
from citecheck.interfaces import Judge
from claims.model import Citation, Cited, Claim, Span
from claims.reading import read
from reports.model import Band, Check, Extent, Outcome, QuoteCheck, QuoteOutcome, SourceCopy
from testbed.claim_rules import Sources

JUDGED = (Outcome.SUPPORTED, Outcome.PARTIAL, Outcome.UNSUPPORTED, Outcome.CONTRADICTED, Outcome.UNVERIFIABLE)
SURE, UNSURE = Band.CONFIDENT, Band.UNCERTAIN


def check(outcome: Outcome, band: Band = UNSURE, *quotes: QuoteCheck) -> Check:
    return Check(
        claim="c",
        citation="m",
        references=("r",),
        outcome=outcome,
        reason="as judged",
        judge="j",
        band=band,
        quotes=quotes,
    )


def quote(outcome: QuoteOutcome, *, short: bool = False, reason: str = "") -> QuoteCheck:
    return QuoteCheck(text="x", outcome=outcome, score=1.0, short=short, reason=reason, span=Span(1, 2))


def changed(outcome: Outcome, band: Band, *quotes: QuoteCheck) -> tuple[Outcome, Band, str] | None:
    """Return outcome, band and reason after the rules on quotations; None where they leave the check alone."""
    decided = QUOTATION_RULES.decide(check(outcome, band, *quotes))
    return None if decided is None else (decided.verdict.outcome, decided.verdict.band, decided.verdict.reason)


@pytest.mark.parametrize("outcome", [o for o in QuoteOutcome if o.changes_meaning])
def test_a_quotation_with_another_meaning_lowers_what_is_supported(outcome: QuoteOutcome) -> None:
    wrong = quote(outcome, reason="its number is another one")

    assert changed(Outcome.SUPPORTED, SURE, wrong) == (Outcome.PARTIAL, UNSURE, "its number is another one")
    assert changed(Outcome.PARTIAL, SURE, quote(outcome)) == (Outcome.PARTIAL, UNSURE, "as judged")
    assert [changed(judged, SURE, wrong) for judged in JUDGED[2:]] == [None] * 3


def test_a_wrong_quotation_counts_more_than_a_right_one() -> None:
    both = quote(QuoteOutcome.VERBATIM), quote(QuoteOutcome.NUMBER_CHANGED)

    assert changed(Outcome.SUPPORTED, UNSURE, *both) == (Outcome.PARTIAL, UNSURE, "as judged")


@pytest.mark.parametrize("outcome", [o for o in QuoteOutcome if o.is_faithful])
def test_a_long_faithful_quotation_confirms_and_a_short_one_does_not(outcome: QuoteOutcome) -> None:
    assert changed(Outcome.SUPPORTED, UNSURE, quote(outcome)) == (Outcome.SUPPORTED, SURE, "as judged")
    assert changed(Outcome.SUPPORTED, SURE, quote(outcome)) is None
    assert changed(Outcome.SUPPORTED, UNSURE, quote(outcome, short=True)) is None
    assert changed(Outcome.UNSUPPORTED, SURE, quote(outcome, short=True)) is None
    assert changed(Outcome.UNSUPPORTED, SURE, quote(outcome)) == (
        Outcome.PARTIAL,
        UNSURE,
        "the quotation is in the source; the words around it were not found: as judged",
    )


def test_a_claim_has_drifted_only_where_both_sides_are_sure() -> None:
    drifted = [
        (live.outcome, live.band, every.outcome, every.band)
        for live, every in product([check(o, b) for o in JUDGED for b in (SURE, UNSURE)], repeat=2)
        if DRIFT_RULES.decide(DriftCase(live, every)) is not None
    ]

    assert drifted == [(Outcome.UNSUPPORTED, SURE, Outcome.SUPPORTED, SURE)]


def test_a_quotation_has_drifted_only_where_it_was_nowhere_before() -> None:
    drifted = [
        (before.outcome.value, now.short, now.outcome.is_faithful)
        for before, now in product(
            [quote(outcome) for outcome in QuoteOutcome],
            [quote(outcome, short=short) for outcome in QuoteOutcome for short in (False, True)],
        )
        if DRIFT_RULES.decide(DriftCase(check(Outcome.PARTIAL, UNSURE, before), check(Outcome.PARTIAL, UNSURE, now)))
    ]

    assert set(drifted) == {("not-found", False, True)}


BODY = "The keeper spoke when the tower closed, and nobody wrote down what it was that he had said to them."


def checker(given: dict[str, str], judge: Judge | None = None) -> tuple[ClaimChecker, Check]:
    document = read(
        b'The keeper said "no lamp was ever left unlit here" then.[1]\n\nReferences\n\n  1. "A". Press. 2001.\n',
        name="w.txt",
    )
    sources = Sources(document.references[0].key, {"source": BODY, **given})
    made = ClaimChecker(document, sources, matcher=QuoteMatcher(), judge=judge or LexicalJudge())
    (claim,) = document.claims
    return made, made.check(claim, claim.citations[0], document.citations[0])


def test_a_quotation_that_was_not_found_is_dropped_only_where_the_source_was_not_read_in_full() -> None:
    _, in_full = checker({})
    _, partly = checker({"unread": "a capture"})

    _, has_it = checker({"unread": "a capture", "source": f"{BODY} He said: no lamp was ever left unlit here."})

    assert [quote.outcome for quote in in_full.quotes] == [QuoteOutcome.NOT_FOUND]
    assert partly.quotes == ()
    assert [quote.outcome for quote in has_it.quotes] == [QuoteOutcome.VERBATIM]


def test_a_quotation_that_only_an_archived_copy_has_marks_the_check_as_drifted() -> None:
    archived = "When the tower closed, the keeper spoke then and said: no lamp was ever left unlit here."
    _, drifted = checker({"archived": archived})
    _, stayed = checker({"archived": BODY})

    _, partly = checker({"archived": archived, "extent": "abstract"})

    assert (drifted.drifted, stayed.drifted, partly.drifted) == (True, False, False)


@pytest.mark.parametrize(
    ("given", "what"),
    [({"unread": "x"}, "one of its copies could not be read"), ({"extent": "abstract"}, "only its abstract was read")],
)
def test_the_reason_says_what_was_not_read(given: dict[str, str], what: str) -> None:
    source = Sources("r", {"source": BODY, **given}).source("r")

    decided = SOURCES_RULES.decide(SourcesCase(check(Outcome.UNSUPPORTED), [source]))

    assert decided is not None
    assert decided.verdict.reason == f"[1] was not read in full ({what}), so the claim cannot be refuted"


class Marking:
    """A judge that supports nothing and marks every word of the claim."""

    name = "marking-1"

    def __init__(self, band: Band = Band.CONFIDENT) -> None:
        self.asked: list[str] = []
        self.threads: set[int] = set()
        self.band = band

    def judge(self, claim: str, sources: object, *, context: object) -> Check:
        self.asked.append(claim)
        self.threads.add(threading.get_ident())
        spans = tuple(Span(found.start(), found.end()) for found in re.finditer(r"\w+", claim))
        return replace(check(Outcome.UNSUPPORTED, self.band), missing=spans)


@pytest.mark.parametrize(("at_once", "here"), [(0, True), (1, True), (2, False), (4, False)])
def test_claims_are_checked_in_this_thread_unless_several_are_checked_at_once(at_once: int, here: bool) -> None:
    body = b'The tower closed.[1] It rained.[1] A mast fell.[1]\n\nReferences\n\n  1. "A". Press. 2001.\n'
    document, judge, asked = read(body, name="w.txt"), Marking(), []

    def decided(count: int) -> int:
        asked.append(count)
        return at_once

    made = ClaimChecker(document, Sources("r", {"source": BODY}), matcher=QuoteMatcher(), judge=judge, at_once=decided)
    pairs = [(claim, claim.citations[0], document.citations[0]) for claim in document.claims]

    assert [claim for claim, _ in made.check_all(pairs)] == list(document.claims)
    assert asked == [3]
    assert (threading.get_ident() in judge.threads) is here
    assert len(judge.threads) == 1 or not here


def test_spans_of_the_claim_become_spans_of_the_document_whatever_marks_lie_between() -> None:
    body = (
        b"The tower closed[2] in spring,[1] and the keeper,[2] who spoke of it, left.[1] It rained.[1]\n\n"
        b'References\n\n  1. "A". Press. 2001.\n  2. "B". Press. 2001.\n'
    )
    document = read(body, name="w.txt")
    judge = Marking()
    made = ClaimChecker(document, Sources("r", {"source": BODY}), matcher=QuoteMatcher(), judge=judge)
    citations = {citation.key: citation for citation in document.citations}

    for claim in document.claims:
        for cited in claim.citations:
            found = made.check(claim, cited, citations[cited.key])
            words = [document.text[span.start : span.end] for span in found.missing]
            assert words == re.findall(r"\w+", judge.asked[-1])


@pytest.mark.parametrize(
    ("given", "band", "times"),
    [
        ({}, Band.CONFIDENT, 1),
        ({"archived": BODY}, Band.CONFIDENT, 2),
        ({"archived": BODY}, Band.UNCERTAIN, 1),
        ({"archived": BODY, "extent": "abstract"}, Band.UNCERTAIN, 2),
    ],
)
def test_the_judge_is_asked_again_only_where_a_finding_hangs_on_more_copies(
    given: dict[str, str], band: Band, times: int
) -> None:
    document = read(b'The tower closed.[1]\n\nReferences\n\n  1. "A". Press. 2001.\n', name="w.txt")
    judge = Marking(band)
    made = ClaimChecker(document, Sources("r", {"source": BODY, **given}), matcher=QuoteMatcher(), judge=judge)
    (claim,) = document.claims

    made.check(claim, claim.citations[0], document.citations[0])

    assert len(judge.asked) == times


def test_a_check_says_which_template_of_its_sentence_could_not_be_read() -> None:
    made, _ = checker({})
    document = made._document
    claim = replace(document.claims[0], unread=("{{old count}}", "{{old count}}"))

    found = made.check(claim, claim.citations[0], document.citations[0])

    assert found.reason.startswith("this sentence contains a template that could not be read ({{old count}})")


@pytest.mark.parametrize(
    ("outcome", "unread", "expected"),
    [
        (Outcome.UNSUPPORTED, ("{{x}}",), (Outcome.UNVERIFIABLE, Band.UNCERTAIN)),
        (Outcome.PARTIAL, ("{{x}}",), (Outcome.UNVERIFIABLE, Band.UNCERTAIN)),
        (Outcome.CONTRADICTED, ("{{x}}",), (Outcome.CONTRADICTED, Band.UNCERTAIN)),
        (Outcome.SUPPORTED, ("{{x}}",), None),
        (Outcome.UNSUPPORTED, (), None),
    ],
)
def test_a_sentence_with_a_template_that_could_not_be_read_is_never_surely_refuted(
    outcome: Outcome, unread: tuple[str, ...], expected: tuple[Outcome, Band] | None
) -> None:
    decided = HOLE_RULES.decide(HoleCase(replace(check(outcome), band=Band.CONFIDENT), unread))

    assert (None if decided is None else (decided.verdict.outcome, decided.verdict.band)) == expected


def wiki_check(sentence: str, source: str) -> Check:
    """Check a sentence of wikitext against the words of its one source."""
    document = read(f'{sentence}<ref>"A". Press. 2001.</ref>\n'.encode(), name="w.wiki")
    sources = Sources(document.references[0].key, {"source": source, "rest": "a page"})
    made = ClaimChecker(document, sources, matcher=QuoteMatcher(), judge=LexicalJudge())
    (claim,) = document.claims
    return made.check(claim, claim.citations[0], document.citations[0])


def test_a_claim_that_lacks_the_words_of_a_template_is_not_refuted() -> None:
    source = "The wooden chapel beside the river was built in a single summer."
    whole = wiki_check("The botanist Ilse Varga crossed the salt desert on foot in 1931.", source)
    lacking = wiki_check("The botanist Ilse Varga crossed the {{name of desert|x}} on foot in 1931.", source)

    assert (whole.outcome, whole.band) == (Outcome.UNSUPPORTED, Band.CONFIDENT)
    assert (lacking.outcome, lacking.rule) == (Outcome.UNVERIFIABLE, "support.claim.not-read-in-full")
    assert "{{name of desert}}" in lacking.reason


def test_a_claim_that_lacks_the_words_of_a_template_may_be_supported() -> None:
    source = "The botanist Ilse Varga crossed the wide salt desert on foot in 1931."

    lacking = wiki_check("The botanist Ilse Varga crossed the {{size|x}} salt desert on foot in 1931.", source)

    assert lacking.outcome is Outcome.SUPPORTED


def test_a_quotation_that_lacks_the_words_of_a_template_is_not_called_altered() -> None:
    source = "He wrote: “the lamp had burned for twelve long winters without a single night of rest”, and left."
    sentence = "He wrote “the lamp had burned for {} long winters without a single night of rest”."

    assert [one.outcome.is_faithful for one in wiki_check(sentence.format("ten"), source).quotes] == [False]
    lacking = wiki_check(sentence.format("{{spelled|12}}"), source)
    assert lacking.quotes == ()
    assert "{{spelled}}" in lacking.reason
    assert "so a quotation in it was not compared" in lacking.reason
    assert [one.outcome.is_faithful for one in wiki_check(sentence.format("twelve"), source).quotes] == [True]


class Announced(Sources):
    """Sources that note which references are announced for a look-up in archives."""

    def __init__(self, key: str, given: dict[str, str]) -> None:
        super().__init__(key, given)
        self.announced: list[tuple[str, ...]] = []

    def widen_soon(self, keys: Sequence[str]) -> None:
        self.announced.append(tuple(keys))


def two_claims(sources: Sources, judge: Marking) -> tuple[ClaimChecker, list[tuple[Claim, Cited, Citation]]]:
    body = b'The tower closed.[1]\n\nThe keeper left.[1]\n\nReferences\n\n  1. "A". Press. 2001.\n'
    document = read(body, name="w.txt")
    citations = {citation.key: citation for citation in document.citations}
    pairs = [(claim, cited, citations[cited.key]) for claim in document.claims for cited in claim.citations]
    assert len(pairs) == 2
    return ClaimChecker(document, sources, matcher=QuoteMatcher(), judge=judge), pairs


@pytest.mark.parametrize(("band", "times"), [(Band.CONFIDENT, 2), (Band.UNCERTAIN, 0)])
def test_archives_are_announced_only_for_checks_that_need_further_copies(band: Band, times: int) -> None:
    sources = Announced("r", {"source": BODY, "archived": BODY})
    made, pairs = two_claims(sources, Marking(band))

    list(made.check_all(pairs))

    assert sources.announced == [citation.references for _, _, citation in pairs][:times]


def test_a_check_that_needs_no_further_copy_is_returned_before_the_next_one_begins() -> None:
    judge = Marking(Band.UNCERTAIN)
    made, pairs = two_claims(Sources("r", {"source": BODY}), judge)

    next(made.check_all(pairs))

    assert len(judge.asked) == 1


def test_a_check_that_needs_further_copies_waits_until_all_have_begun() -> None:
    judge = Marking(Band.CONFIDENT)
    made, pairs = two_claims(Sources("r", {"source": BODY, "archived": BODY}), judge)

    claim, _ = next(made.check_all(pairs))

    assert claim == pairs[0][0]
    assert [len(words.split()) for words in judge.asked] == [3, 3, 3]
    assert judge.asked[0] == judge.asked[2] != judge.asked[1]


def test_the_judge_gets_a_row_of_a_table_as_a_sentence_of_its_headings_and_cells() -> None:
    body = (
        b"| Year | Heat pumps sold | Share |\n|---|---|---|\n| 2024 | 98,000 | 12 %[^1] |\n\n"
        b"[^1]: A. https://a.example/x\n"
    )
    document = read(body, name="w.md")
    judge = Marking()
    made = ClaimChecker(document, Sources("r", {"source": BODY}), matcher=QuoteMatcher(), judge=judge)
    (claim,) = document.claims

    found = made.check(claim, claim.citations[0], document.citations[0])

    assert judge.asked == ["2024, Share: 12 %"]
    assert [document.text[span.start : span.end] for span in found.missing] == ["2024", "Share", "12"]


class Unreadable(Sources):
    """Sources whose live page gave no text."""

    def _copy(self, copy: str) -> SourceCopy:
        made = super()._copy(copy)
        return replace(made, extent=Extent.NONE) if copy == "live" else made


def test_the_copies_behind_one_without_text_are_read() -> None:
    judge = Marking()
    made, pairs = two_claims(Unreadable("r", {"source": BODY, "archived": BODY}), judge)

    list(made.check_all(pairs))

    assert len(judge.asked) == 2


def test_only_a_supported_check_names_the_rule_of_the_drift() -> None:
    archived = "When the tower closed, the keeper spoke then and said: no lamp was ever left unlit here."
    _, supported = checker({"archived": archived})
    _, partly = checker({"archived": archived}, Marking())

    assert (supported.outcome, supported.rule) == (Outcome.SUPPORTED, "support.drift.quotation")
    assert (partly.outcome, partly.drifted) == (Outcome.PARTIAL, True)
    assert partly.rule is not None
    assert partly.rule.startswith("support.quotation")
