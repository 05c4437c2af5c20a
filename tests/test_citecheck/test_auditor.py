"""The audit over real sources on loopback and on disk: what is settled, what stays open, and why."""

from datetime import UTC, datetime

import pytest
from live_web import fast

from citecheck.api import audit, build_auditor
from citecheck.assembly import Session
from citecheck.checking.circular import Circularity
from citecheck.checking.claimcheck import ClaimChecker
from citecheck.checking.quotes import QuoteMatcher
from citecheck.checking.support import LexicalJudge
from citecheck.errors import PluginError, StoreError
from citecheck.model import SourceText
from citecheck.settings import ArchiveSettings, CheckingSettings, Settings
from citecheck.testing import FakeClock
from claims.reading import read
from reports.model import Band, Check, Extent, LinkStatus, Origin, Outcome, QuoteOutcome
from testbed.claim_rules import Sources
from testbed.loopback import Loopback, Reply, page

OFFLINE = Settings(offline=True)
MILL = (
    "The mill was built in 1804 by two brothers from the valley, who had come into money and wished to lose it.",
    "It ground oats and barley for the farms around until the railway brought cheaper flour from the coast.",
    "“We never meant to grind anything but time,” wrote the elder brother, Josiah Pell, in the spring of 1811.",
    "The wheel was taken down in 1951 and the building stood empty for a generation before the society bought it.",
)
RIVER = (
    "The river rises on the moor and falls two hundred metres in its first ten kilometres, through oak woods.",
    "Salmon returned to its upper reaches in 1996, after the weir at Sallow Bridge had been taken out.",
    "“Nobody asked the fish, and nobody asked us either, until the day the water came up the stairs,” said a tenant.",
)


def article(*sentences, entries=2):
    listed = "\n".join(f'  {number}. "Entry {number}". County Press. 2001.' for number in range(1, entries + 1))
    return f"A walk along the river\n\n{' '.join(sentences)}\n\nReferences\n\n{listed}\n".encode()


@pytest.fixture
def sources(tmp_path):
    paths = {}
    for label, title, paragraphs in (("1", "The mill", MILL), ("2", "The river", RIVER)):
        path = tmp_path / f"{label}.html"
        path.write_bytes(page(title, *paragraphs))
        paths[label] = str(path)
    return paths


def checks_of(report):
    return {
        report.document.prose(claim.span): check
        for claim in report.document.claims
        for check in report.checks
        if check.claim == claim.key
    }


def codes(report):
    return sorted(finding.code for finding in report.findings)


def test_every_claim_and_citation_has_one_check_in_document_order(sources):
    report = audit(
        article("The mill was built in 1804.[1][2] Salmon came back in 1996.[2] Nothing is cited here."),
        settings=OFFLINE,
        sources=sources,
    )

    places = [
        next(claim.span.start for claim in report.document.claims if claim.key == check.claim)
        for check in report.checks
    ]
    assert places == sorted(places)
    assert [check.references for check in report.checks] == [
        tuple(entry.key for entry in report.document.references),
        (report.document.references[1].key,),
    ]


def test_a_run_is_judged_by_the_union_of_its_references(sources):
    report = audit(article("The mill was built in 1804.[2][1]"), settings=OFFLINE, sources=sources)

    (check,) = report.checks
    by_label = {entry.key: entry.label for entry in report.document.references}
    strongest = max(check.contributions, key=lambda contribution: contribution.probability)
    assert check.outcome is Outcome.SUPPORTED
    assert by_label[strongest.reference] == "1"


def test_a_quotation_of_another_reference_is_misattributed(sources):
    quoted = '"nobody asked us either, until the day the water came up the stairs"'

    report = audit(
        article(f"A tenant said that {quoted}.[1] Salmon came back in 1996.[2]"), settings=OFFLINE, sources=sources
    )

    assert codes(report) == ["quote-misattributed"]
    assert "[2]" in report.findings[0].message


def test_two_speakers_in_one_sentence_are_each_checked_against_their_own_reference(sources):
    report = audit(
        article(
            'The elder brother wrote that "We never meant to grind anything but time",[1] while a tenant complained '
            'that "Nobody asked the fish, and nobody asked us either".[2]'
        ),
        settings=OFFLINE,
        sources=sources,
    )

    assert [[quote.outcome.is_faithful for quote in check.quotes] for check in report.checks] == [[True], [True]]
    assert codes(report) == []


def test_a_lost_negation_is_an_error_whatever_the_rest(sources):
    report = audit(
        article('He wrote: "We ever meant to grind anything but time".[1] Salmon came back in 1996.[2]'),
        settings=OFFLINE,
        sources=sources,
    )

    (quote,) = checks_of(report)['He wrote: "We ever meant to grind anything but time".'].quotes
    assert quote.outcome is QuoteOutcome.NEGATION_CHANGED
    assert codes(report) == ["quote-meaning-changed"]


def test_a_source_that_was_not_read_is_never_held_against_a_claim(sources):
    report = audit(article("The mill was struck by lightning twice in one night.[1]", entries=1), settings=OFFLINE)

    assert [check.outcome for check in report.checks] == [Outcome.UNVERIFIABLE]
    assert codes(report) == ["reference-no-locator"]


def test_findings_stream_the_same_findings_as_the_report(sources):
    settings = Settings(offline=True, sources=sources)
    document = read(
        article('He wrote: "We ever meant to grind anything but time".[1][3] Salmon came back.[2]'), name="walk.txt"
    )
    with build_auditor(settings) as auditor:
        streamed = list(auditor.findings(document))
        report = auditor.audit(document)

    assert {finding.key for finding in streamed} == {finding.key for finding in report.findings}
    assert "citation-dangling" in codes(report)


class Forgetful:
    """A foreign judge that confirms whatever mentions salmon."""

    name = "forgetful-1"

    def judge(self, claim, sources, *, context):
        outcome = Outcome.SUPPORTED if "almon" in claim else Outcome.UNVERIFIABLE
        return Check(claim="", citation="", references=(), outcome=outcome, reason="it says salmon", judge=self.name)


def test_a_foreign_judge_replaces_ours(sources, monkeypatch):
    import sys
    import types

    module = types.ModuleType("newsroom_judges")
    module.Forgetful = Forgetful
    monkeypatch.setitem(sys.modules, "newsroom_judges", module)
    settings = Settings(offline=True, checking=CheckingSettings(judge="newsroom_judges:Forgetful"))

    report = audit(article("The mill was built in 1804.[1] Salmon came back.[2]"), settings=settings, sources=sources)

    assert [(check.judge, check.outcome) for check in report.checks] == [
        ("forgetful-1", Outcome.UNVERIFIABLE),
        ("forgetful-1", Outcome.SUPPORTED),
    ]


class Moody:
    """A foreign judge that fails on what it does not like."""

    name = "moody-1"

    def judge(self, claim, sources, *, context):
        if "mill" in claim:
            raise RuntimeError("not again:\nthat mill")
        return Check(claim="", citation="", references=(), outcome=Outcome.SUPPORTED, reason="fine", judge=self.name)


def checker_of(document, **parts):
    """Return a checker of a document that has one reference, whose page is about the mill."""
    given = {"source": "\n".join(MILL)}
    gathering = Sources(document.references[0].key, given)
    return ClaimChecker(document, gathering, **{"matcher": QuoteMatcher(), "judge": LexicalJudge(), **parts})


def test_a_judge_that_fails_leaves_one_claim_open_and_the_audit_goes_on(caplog):
    document = read(article("The mill was built in 1804.[1] Salmon came back.[1]", entries=1), name="walk.txt")
    checker = checker_of(document, judge=Moody())

    checks = [
        checker.check(claim, claim.citations[0], citation)
        for claim, citation in zip(document.claims, document.citations, strict=True)
    ]

    assert [(check.outcome, check.rule) for check in checks] == [
        (Outcome.UNVERIFIABLE, "support.judge.failed"),
        (Outcome.SUPPORTED, None),
    ]
    assert checks[0].reason == "the judge moody-1 failed: RuntimeError: not again: that mill"
    assert [(record.name, record.levelname) for record in caplog.records] == [("citecheck", "WARNING")]


def test_a_matcher_that_fails_leaves_its_claim_open():
    class Blind:
        def match(self, quote, text):
            raise ValueError

    document = read(article('He wrote: "We never meant to grind anything but time".[1]', entries=1), name="walk.txt")

    check = checker_of(document, matcher=Blind()).check(
        document.claims[0], document.claims[0].citations[0], document.citations[0]
    )

    assert (check.outcome, check.rule) == (Outcome.UNVERIFIABLE, "support.matcher.failed")
    assert check.reason == "the matcher Blind failed: ValueError"
    assert check.quotes == ()


def test_a_store_that_cannot_be_used_ends_the_audit_whoever_asks_it():
    class Stored(Moody):
        def judge(self, claim, sources, *, context):
            raise StoreError("the store is damaged")

    document = read(article("The mill was built in 1804.[1]", entries=1), name="walk.txt")

    with pytest.raises(StoreError, match="damaged"):
        checker_of(document, judge=Stored()).check(
            document.claims[0], document.claims[0].citations[0], document.citations[0]
        )


@pytest.mark.parametrize("outcome", [Outcome.UNSUPPORTED, Outcome.PARTIAL])
def test_what_was_read_in_part_refutes_nothing_and_contradicts_as_before(outcome):
    class Says:
        name = "says-1"

        def __init__(self, outcome):
            self.outcome = outcome

        def judge(self, claim, sources, *, context):
            return Check(
                claim="",
                citation="",
                references=(),
                outcome=self.outcome,
                reason="so",
                judge=self.name,
                band=Band.CONFIDENT,
            )

    document = read(article("The mill was built in 1804.[1]", entries=1), name="walk.txt")
    partly = Sources(document.references[0].key, {"source": "\n".join(MILL), "unread": "a capture"})

    def said(outcome):
        checker = ClaimChecker(document, partly, matcher=QuoteMatcher(), judge=Says(outcome))
        return checker.check(document.claims[0], document.claims[0].citations[0], document.citations[0])

    assert (said(outcome).outcome, said(outcome).rule) == (Outcome.UNVERIFIABLE, "support.source.not-read-in-full")
    assert (said(Outcome.CONTRADICTED).outcome, said(Outcome.CONTRADICTED).rule) == (Outcome.CONTRADICTED, None)


@pytest.mark.parametrize(
    ("dotted", "message"),
    [
        ("no.such.module:Judge", "does not name"),
        ("citecheck.model:Span", "does not name"),
        ("json:loads", "lacks name"),
    ],
)
def test_a_judge_that_is_none_is_named(dotted, message):
    with pytest.raises(PluginError, match=message):
        audit(article("x.[1]"), settings=Settings(checking=CheckingSettings(judge=dotted)))


def test_a_mirror_of_the_document_proves_nothing(tmp_path):
    sentences = [f"{words} The {number}th stone was laid before noon." for number, words in enumerate((*MILL, *RIVER))]
    marked = [f"{sentence}[1]" for sentence in sentences]
    mirror = tmp_path / "mirror.html"
    mirror.write_bytes(page("A walk", *marked, "This page uses material from the Wikipedia article, CC BY-SA."))

    report = audit(article(*marked, entries=1), settings=OFFLINE, sources={"1": str(mirror)})

    assert codes(report) == ["reference-circular"]
    assert {check.outcome for check in report.checks} == {Outcome.UNVERIFIABLE}


def test_a_mirror_is_known_by_the_marks_that_were_taken_out_of_its_text():
    document = read(article(*(f"{words}[1][3]" for words in (*MILL, *RIVER) * 2), entries=3), name="copy.txt")
    mirror = SourceText(text="\n\n".join((*MILL, *RIVER)), extent=Extent.FULL, marks=("1, 3",))

    assert "mirror of this document" in Circularity(document).reason(mirror, "http://county.test/walk")


def test_a_source_that_the_document_copies_is_no_mirror():
    document = read(article(*(f"{words}[1]" for words in (*MILL, *RIVER) * 2)), name="copy.txt")
    original = SourceText(text="\n\n".join((*MILL, *RIVER)), extent=Extent.FULL)

    assert Circularity(document).reason(original, "http://county.test/walk") == ""


def test_a_page_that_cites_itself_is_circular_whatever_its_length():
    document = read(b"<p>Short.</p>", name="x", format="html", url="https://wiki.test/Short?utm_source=feed")

    reason = Circularity(document).reason(SourceText(text="Short.", extent=Extent.FULL), "http://wiki.test/Short")

    assert reason == "the source is this page itself"


def test_an_audit_takes_its_times_from_the_clock(sources):
    settings = Settings(offline=True, sources=sources)
    with Session(settings, clock=FakeClock(datetime(2026, 1, 1, tzinfo=UTC))) as session:
        report = session.auditor().audit(read(article("The mill was built in 1804.[1]"), name="walk.txt"))

    assert (report.started, report.finished) == ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")


def test_a_document_at_an_address_is_fetched_and_keeps_it():
    with Loopback() as web:
        web.add("127.0.0.1", "/walk", Reply(body=page("A walk", "The mill was built in 1804.")))
        url = web.url("127.0.0.1", "/walk")
        settings = Settings(web=fast(), archives=ArchiveSettings(enabled=False))
        with Session(settings) as session:
            document = session.read(url)
            status = session.check_link(url).status

    assert document.url == url
    assert status is LinkStatus.ALIVE


def test_no_archive_is_asked_for_a_private_address():
    settings = Settings(web=fast(allow_addresses=()))

    with Session(settings) as session:
        check = session.check_link("http://127.0.0.1:9/intranet?token=1")

    assert check.status is LinkStatus.REFUSED_ADDRESS
    assert [attempt.origin for attempt in check.attempts] == [Origin.LIVE]
