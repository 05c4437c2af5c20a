"""Findings: which ones the checks, sources and problems of a document make, and which they do not."""

import dataclasses

import pytest

from citecheck.errors import SettingsError
from citecheck.findings import CODES, FindingMaker, claim_findings, document_findings, source_findings
from claims.model import Citation, Cited, Claim, Document, DocumentFormat, Problem, Reference, Span, UrlAccess
from claims.reading import read
from reports.model import (
    Attempt,
    Band,
    Check,
    Extent,
    LinkStatus,
    Origin,
    Outcome,
    Passage,
    QuoteCheck,
    QuoteOutcome,
    Severity,
    SourceCheck,
    SourceCopy,
    SourceProblem,
)

TEXT = "The bridge fell.[1] It was rebuilt."
REFERENCE = Reference(
    key="r1", label="1", text="The bridge", span=Span(0, 0), title="The bridge", urls=("http://a.test/",)
)
OTHER = Reference(key="r2", label="2", text="The river", span=Span(0, 0), title="The river")
CITED = Cited(key="c1", scope=(Span(0, 16),))
CLAIM = Claim(key="k1", text="The bridge fell.", span=Span(0, 16), citations=(CITED,))
DOCUMENT = Document(
    name="bridge.txt",
    format=DocumentFormat.PLAINTEXT,
    text=TEXT,
    sha256="",
    references=(REFERENCE, OTHER),
    citations=(Citation(key="c1", labels=("1",), references=("r1",), span=Span(16, 19)),),
    claims=(CLAIM, Claim(key="k2", text="It was rebuilt.", span=Span(20, 35))),
)
RULES = FindingMaker()


def check(**fields):
    given = {"outcome": Outcome.UNSUPPORTED, "band": Band.CONFIDENT, "reason": "not found in this source"}
    return Check(claim="k1", citation="c1", references=("r1",), judge="test", **{**given, **fields})


def source(status, **fields):
    return SourceCheck(reference="r1", label="1", status=status, reason=status.value, url="http://a.test/", **fields)


def copy(origin=Origin.LIVE, url="http://a.test/", extent=Extent.FULL):
    return SourceCopy(
        id="x",
        url=url,
        final_url=url,
        origin=origin,
        status=200,
        media_type="text/html",
        extent=extent,
        retrieved="2026-01-01T00:00:00Z",
        sha256="",
        text_sha256="",
        size=1,
    )


def codes_of_claim(check):
    references = {entry.key: entry for entry in DOCUMENT.references}
    return [finding.code for finding in claim_findings(DOCUMENT, CLAIM, check, references, RULES)]


def of_source(source, checks=(), reference=REFERENCE, rules=RULES, flawed=frozenset()):
    return list(source_findings([reference], {"r1": source}, checks, rules, flawed=flawed))


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (Outcome.UNSUPPORTED, "claim-unsupported"),
        (Outcome.CONTRADICTED, "claim-contradicted"),
        (Outcome.PARTIAL, "claim-partly-supported"),
    ],
)
def test_only_a_sure_check_makes_a_finding(outcome, code):
    assert codes_of_claim(check(outcome=outcome)) == [code]
    assert codes_of_claim(check(outcome=outcome, band=Band.UNCERTAIN)) == []


@pytest.mark.parametrize("outcome", [Outcome.SUPPORTED, Outcome.UNVERIFIABLE])
def test_what_is_supported_or_unread_is_no_fault_of_the_claim(outcome):
    assert codes_of_claim(check(outcome=outcome)) == []


def test_an_inherited_scope_makes_notes_only():
    references = {"r1": REFERENCE}

    (finding,) = claim_findings(DOCUMENT, CLAIM, check(inherited=True), references, RULES)

    assert (finding.code, finding.severity) == ("claim-unsupported", Severity.NOTE)


def quote(outcome, text="a b c d e f g h", **fields):
    return QuoteCheck(text=text, outcome=outcome, score=0.5, **fields)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (quote(QuoteOutcome.NUMBER_CHANGED), "quote-meaning-changed"),
        (quote(QuoteOutcome.NEGATION_CHANGED, text="not so", short=True), "quote-meaning-changed"),
        (quote(QuoteOutcome.NAME_CHANGED), "quote-meaning-changed"),
        (quote(QuoteOutcome.ALTERED), "quote-altered"),
        (quote(QuoteOutcome.PARTIAL), "quote-partial"),
        (quote(QuoteOutcome.NOT_FOUND), "quote-not-found"),
        (
            quote(QuoteOutcome.NOT_FOUND, passage=Passage(reference="r2", copy="x", exact="", start=0, end=0)),
            "quote-misattributed",
        ),
    ],
)
def test_a_quotation_is_reported_once_and_its_claim_not_again(found, code):
    assert codes_of_claim(check(quotes=(found,))) == [code]


@pytest.mark.parametrize(
    "found",
    [
        quote(QuoteOutcome.VERBATIM),
        quote(QuoteOutcome.EDITORIAL),
        quote(QuoteOutcome.OTHER_LANGUAGE),
        quote(QuoteOutcome.NOT_FOUND, text="scare quotes"),
        quote(QuoteOutcome.ALTERED, text="a scare quote", short=True),
        quote(QuoteOutcome.NOT_FOUND, text="The Collected Letters of Edith Marrow and Others, Second Series"),
    ],
)
def test_faithful_short_and_foreign_quotations_are_no_findings(found):
    assert codes_of_claim(check(outcome=Outcome.SUPPORTED, quotes=(found,))) == []


def test_a_short_quotation_that_stands_nowhere_is_told_as_a_note():
    found = quote(QuoteOutcome.NOT_FOUND, text="a landmark for clean industry")
    references = {entry.key: entry for entry in DOCUMENT.references}
    made = claim_findings(DOCUMENT, CLAIM, check(outcome=Outcome.SUPPORTED, quotes=(found,)), references, RULES)
    assert [(one.code, one.severity) for one in made] == [("quote-not-found", Severity.NOTE)]


def test_drift_is_said_instead_of_a_missing_claim():
    assert codes_of_claim(check(outcome=Outcome.SUPPORTED, drifted=True)) == ["source-drifted"]


@pytest.mark.parametrize("status", sorted(LinkStatus))
def test_each_status_makes_at_most_the_finding_that_it_should(status):
    unreadable = (LinkStatus.BLOCKED, LinkStatus.PAYWALLED, LinkStatus.SCRIPT_ONLY, LinkStatus.DISALLOWED)
    code = {LinkStatus.MOVED: "link-moved", LinkStatus.NO_LOCATOR: "reference-no-locator"}.get(status)
    if status.is_dead:
        code = "link-dead"
    elif status.is_failing:
        code = "link-unstable"
    elif status in unreadable:
        code = "link-blocked"

    assert [finding.code for finding in of_source(source(status))] == ([code] if code else [])


def test_a_bot_wall_says_how_many_claims_wait_for_it():
    waiting = [
        check(outcome=Outcome.UNVERIFIABLE),
        dataclasses.replace(check(outcome=Outcome.UNVERIFIABLE), claim="k2"),
    ]

    (finding,) = of_source(source(LinkStatus.BLOCKED), waiting)

    assert "; 2 claims wait for it; a page saved by hand is read with --source 1=FILE" in finding.message
    assert finding.related == ("k1", "k2")


def test_a_paywall_that_the_reference_announces_is_nothing_to_say():
    announced = dataclasses.replace(REFERENCE, url_access=UrlAccess.SUBSCRIPTION)

    assert of_source(source(LinkStatus.PAYWALLED), reference=announced) == []


def test_a_dead_link_whose_own_archived_copy_works_is_rescued():
    archived = dataclasses.replace(REFERENCE, archive_url="https://archive.test/1/http://a.test/")
    read = copy(Origin.ARCHIVE, "https://archive.test/1/http://a.test/")

    (finding,) = of_source(source(LinkStatus.GONE, copies=(read,)), reference=archived)

    assert (finding.code, finding.severity) == ("link-rescued", Severity.NOTE)


def test_a_dead_link_whose_entry_has_another_address_that_works_is_rescued():
    (finding,) = of_source(source(LinkStatus.GONE, copies=(copy(Origin.LIVE, "https://doi.test/10.1/x"),)))

    assert (finding.code, finding.severity) == ("link-rescued", Severity.NOTE)
    assert "https://doi.test/10.1/x" in finding.message


def test_a_dead_link_without_any_capture_is_lost_only_where_archives_said_so():
    assert [finding.code for finding in of_source(source(LinkStatus.GONE, archived=False))] == ["link-lost"]
    assert [finding.code for finding in of_source(source(LinkStatus.GONE, archived=None))] == ["link-dead"]


def test_one_look_confirms_410_and_parking_alone():
    asked = (
        Attempt(url="", origin=Origin.LIVE, at="", status=410),
        Attempt(url="", origin=Origin.ARCHIVE, at="", status=404),
    )
    gone_410 = source(LinkStatus.GONE, attempts=asked)
    gone_404 = source(LinkStatus.GONE, attempts=(Attempt(url="", origin=Origin.LIVE, at="", status=404),))

    assert [of_source(given)[0].confirmed for given in (gone_410, source(LinkStatus.PARKED), gone_404)] == [
        True,
        True,
        False,
    ]


def test_an_empty_entry_is_not_reported_twice():
    assert of_source(source(LinkStatus.NO_LOCATOR), flawed=frozenset({"r1"})) == []


def test_refusals_of_a_source_that_was_read_are_grouped_by_reason():
    read = source(LinkStatus.ALIVE, copies=(copy(extent=Extent.TEASER),))
    refused = [check(outcome=Outcome.UNVERIFIABLE, reason="only its teaser was read")]
    refused.append(dataclasses.replace(refused[0], claim="k2"))

    (finding,) = of_source(read, refused)

    assert finding.code == "claim-unverifiable"
    assert "2 claims" in finding.message


def test_problems_of_a_source_become_findings_of_their_code():
    troubled = source(LinkStatus.ALIVE, problems=(SourceProblem(code="reference-mismatch", message="another work"),))

    assert [finding.code for finding in of_source(troubled)] == ["reference-mismatch"]


def test_unused_entries_are_one_finding():
    problems = tuple(
        Problem(code="reference-unused", message="unused", reference=entry.key, span=entry.span)
        for entry in DOCUMENT.references
    )

    (finding,) = document_findings(dataclasses.replace(DOCUMENT, problems=problems), RULES)

    assert finding.related == ("r1", "r2")


def test_marks_beyond_the_end_of_a_cut_list_are_one_finding():
    def found(labels):
        text = "".join(f"Sentence {label}.[{label}] " for label in labels)
        document = read(f"{text}\n\nReferences\n\n1. One.\n2. Two.\n".encode(), name="cut.txt")
        return [finding for finding in document_findings(document, RULES) if finding.code == "citation-dangling"]

    (cut_off,) = found(["1", "2", *range(3, 9)])
    assert "6 marks" in cut_off.message
    assert "ends at [2]" in cut_off.message
    assert len(found(["1", "2", 3, 4])) == 2


def test_codes_can_be_switched_off_and_on():
    rules = FindingMaker(enable=("link-unarchived",), disable=("link-moved",))

    assert of_source(source(LinkStatus.MOVED), rules=rules) == []
    assert [finding.code for finding in of_source(source(LinkStatus.ALIVE, archived=False), rules=rules)] == [
        "link-unarchived"
    ]
    with pytest.raises(SettingsError, match="not a code of a finding"):
        FindingMaker(disable=("link-deed",))


def test_keys_do_not_depend_on_labels_or_places():
    moved = dataclasses.replace(
        DOCUMENT,
        references=tuple(dataclasses.replace(entry, label=entry.label + "0") for entry in DOCUMENT.references),
    )
    claim = dataclasses.replace(CLAIM, span=Span(5, 21))

    (before,) = claim_findings(DOCUMENT, CLAIM, check(), {"r1": REFERENCE}, RULES)
    (after,) = claim_findings(moved, claim, check(), {"r1": moved.references[0]}, RULES)

    assert before.key == after.key


def test_every_code_is_in_the_table_once_with_a_summary():
    assert len(CODES) == 45
    assert all(code.sentence.endswith(".") for code in CODES.values())
