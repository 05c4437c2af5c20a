"""A report written for the tests of the formats: every link status, outcome, outcome of a quotation and severity.

It is made of the published nouns alone, so a format that shows it shows any report. `sample_reports_odd` has the
hostile, the right-to-left and the large one.
"""

from __future__ import annotations

from sample_parts import DIGEST, FINISHED, STARTED, DocumentBuilder, check, copy_of, passage, source

from claims.model import (
    Span,
    UrlStatus,
)
from reports.model import (
    Band,
    Contribution,
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
    State,
    Suppressed,
    Tool,
)


def everything() -> Report:
    """Return a report that holds every link status, outcome, outcome of a quotation and severity."""
    doc = DocumentBuilder(name="articles/harbour-bridge.wiki", title="Harbour Bridge (Port Ellery)")
    doc.claim("The Harbour Bridge crosses the Ellery at its mouth.", "1")
    altered = doc.claim(
        "The council called the old crossing “a danger to every ship that enters the inner harbour”.",
        "1",
        quotes=("a danger to every ship that enters the inner harbour",),
    )
    number = doc.claim(
        "Its engineer promised that “the span will carry 34 trains a day without any delay to shipping”.",
        "2",
        quotes=("the span will carry 34 trains a day without any delay to shipping",),
    )
    doc.paragraph()
    doc.heading("Construction")
    contradicted = doc.claim("Work began in April 1911 and 318 men were hurt before the bridge opened.", "2", "3")
    partial = doc.claim("The towers were cast in Leith and shipped north in two convoys during the winter.", "3")
    missing = doc.claim("The keystone was laid by the widow of the first harbour master.", "3")
    doc.claim("It rained on the opening day.")
    lost = doc.claim("A plaque names the eleven workers who died.", "4")
    waiting = doc.claim(
        "The minister described the opening as “a proud day for the whole coast”.",
        "5",
        quotes=("a proud day for the whole coast",),
    )
    doc.paragraph()
    doc.heading("Reception")
    negation = doc.claim(
        "The Gazette wrote that the toll “was accepted by the fishermen of the north shore”.",
        "6",
        quotes=("was accepted by the fishermen of the north shore",),
    )
    name = doc.claim(
        "Critics said “the design is Mallory’s and owes nothing to Brandt”.",
        "6",
        quotes=("the design is Mallory’s and owes nothing to Brandt",),
    )
    absent = doc.claim(
        "A letter to the editor complained that “no bridge in the kingdom has cost so much and served so few”.",
        "6",
        quotes=("no bridge in the kingdom has cost so much and served so few",),
        inherited=True,
    )
    faithful = doc.claim(
        "Others praised “the lightness of the arch … above grey water”.",
        "6",
        quotes=("the lightness of the arch … above grey water",),
    )
    short = doc.claim("One called it “magnificent”.", "1", quotes=("magnificent",))
    foreign = doc.claim("The Norwegian press wrote of “a northern wonder”.", "6", quotes=("a northern wonder",))
    half = doc.claim(
        "It was “the longest span in the north and the ugliest in the world”.",
        "6",
        quotes=("the longest span in the north and the ugliest in the world",),
    )
    doc.paragraph()
    doc.heading("References")
    entries = (
        (
            "1",
            "Ellery Council (4 March 1911). “Minutes of the harbour committee”. Retrieved 9 May 2011.",
            "https://council.example/minutes/1911-03-04",
        ),
        (
            "2",
            "Brandt, A. (14 April 2011). “A century of the Harbour Bridge”. The Gazette.",
            "https://gazette.example/2011/04/century?id=7&part=2",
        ),
        (
            "3",
            "“Bridge builders of the north”. Northern Engineering. Retrieved 2012-05-25.",
            "https://northern.example/builders",
        ),
        ("4", "“The plaque”. Port Ellery Heritage. Retrieved 2 June 2014.", "https://heritage.example/plaque"),
        ("5", "Ministry of Works (1912). “Opening of the Harbour Bridge”.", "https://ministry.example/opening"),
        ("6", "“Letters and notices”. The Gazette. 12 May 1912.", "https://gazette.example/1912/05/12"),
    )
    sources: list[SourceCheck] = []
    for label, text, url in entries:
        doc.reference(
            label,
            text,
            title=text.split("“")[1].split("”")[0],
            urls=(url,),
            accessed="2011-05-09" if label == "1" else None,
        )
    live = {label: copy_of(label, url) for label, _text, url in entries}
    sources.append(
        source("1", LinkStatus.ALIVE, "The page answers and has text.", url=entries[0][2], copies=(live["1"],))
    )
    sources.append(
        source(
            "2",
            LinkStatus.MOVED,
            "Permanent redirect to the same article.",
            url=entries[1][2],
            copies=(live["2"],),
            moved_to="https://gazette.example/archive/century",
        )
    )
    sources.append(
        source(
            "3",
            LinkStatus.ALIVE,
            "The page answers and has text.",
            url=entries[2][2],
            copies=(live["3"], copy_of("3", entries[2][2], Origin.ARCHIVE)),
        )
    )
    sources.append(
        source(
            "4",
            LinkStatus.GONE,
            "The server answers 404, and it answers an address that cannot exist in the same way.",
            url=entries[3][2],
            code=404,
            capture=f"https://web.archive.org/web/20140602081500/{entries[3][2]}",
            archived=True,
        )
    )
    sources.append(
        source(
            "5",
            LinkStatus.BLOCKED,
            "The server wants a browser (a bot wall answered with 403).",
            url=entries[4][2],
            code=403,
        )
    )
    sources.append(
        source("6", LinkStatus.ALIVE, "The page answers and has text.", url=entries[5][2], copies=(live["6"],))
    )
    seen = {LinkStatus.ALIVE, LinkStatus.MOVED, LinkStatus.GONE, LinkStatus.BLOCKED}
    for number_, status in enumerate((status for status in LinkStatus if status not in seen), start=7):
        label = str(number_)
        url = None if status is LinkStatus.NO_LOCATOR else f"https://{status.value}.example/page"
        doc.reference(
            label,
            f"“Page {label}”. Site of {status.value}.",
            title=f"Page {label}",
            urls=() if url is None else (url,),
            url_status=UrlStatus.USURPED if status is LinkStatus.USURPED else None,
        )
        sources.append(
            source(label, status, f"What was seen: {status.value}.", url=url, code=None, failure="no answer")
        )
    document = doc.build()
    first = document.claims[0]
    checks = [
        check(
            first,
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
            altered,
            Outcome.PARTIAL,
            "The quotation is found with words changed.",
            probability=0.4,
            references=("ref-1",),
            passages=(passage("1", "the old crossing is a hazard to every vessel that enters the harbour"),),
            quotes=(
                QuoteCheck(
                    text=altered.quotes[0].text,
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
                    span=altered.quotes[0].span,
                ),
            ),
        ),
        check(
            number,
            Outcome.CONTRADICTED,
            "The quotation is found with a number changed.",
            probability=0.03,
            band=Band.CONFIDENT,
            references=("ref-2",),
            quotes=(
                QuoteCheck(
                    text=number.quotes[0].text,
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
                    span=number.quotes[0].span,
                ),
            ),
        ),
        check(
            contradicted,
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
            partial,
            Outcome.PARTIAL,
            "The winter and the two convoys are in no passage.",
            probability=0.45,
            references=("ref-3",),
            passages=(passage("3", "The towers were cast at Leith and shipped north.", "", " Each weighed 40 tons."),),
            missing=(Span(partial.span.start + partial.text.index(" in two convoys"), partial.span.end - 1),),
        ),
        check(
            missing,
            Outcome.UNSUPPORTED,
            "Read in full, live and archived; no passage speaks of a keystone.",
            probability=0.02,
            band=Band.CONFIDENT,
            references=("ref-3",),
            facts=(FactCheck(kind=FactKind.NAME, claimed="keystone"),),
        ),
        check(lost, Outcome.UNVERIFIABLE, "The source could not be read: gone.", references=("ref-4",)),
        check(waiting, Outcome.UNVERIFIABLE, "The source could not be read: blocked.", references=("ref-5",)),
    ]
    shapes = (
        (
            negation,
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
            name,
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
        (absent, QuoteOutcome.NOT_FOUND, Outcome.UNSUPPORTED, None, ()),
        (
            faithful,
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
            short,
            QuoteOutcome.VERBATIM,
            Outcome.SUPPORTED,
            "magnificent",
            (Edit(op=EditOp.EQUAL, quote="magnificent", source="magnificent"),),
        ),
        (foreign, QuoteOutcome.OTHER_LANGUAGE, Outcome.UNVERIFIABLE, None, ()),
        (
            half,
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
    typographic = document.claims[0]
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
    findings = (
        Finding(
            key="f-number",
            code="quote-meaning-changed",
            severity=Severity.ERROR,
            message="The source says 24, the quotation says 34.",
            claim=number.key,
            reference="ref-2",
            span=number.span,
            state=State.NEW,
            since=STARTED,
        ),
        Finding(
            key="f-contradicted",
            code="claim-contradicted",
            severity=Severity.ERROR,
            message="The claim says 318 injured, the sources say 218.",
            claim=contradicted.key,
            span=contradicted.span,
            state=State.STILL,
            since="2026-02-20T02:00:00Z",
        ),
        Finding(
            key="f-negation",
            code="quote-meaning-changed",
            severity=Severity.ERROR,
            message="A “not” of the source is missing in the quotation.",
            claim=negation.key,
            reference="ref-6",
            span=negation.span,
            state=State.NEW,
        ),
        Finding(
            key="f-dead",
            code="link-dead",
            severity=Severity.ERROR,
            message="The page no longer exists; the best capture is of 2 June 2014.",
            reference="ref-4",
            confirmed=False,
            state=State.STILL,
            related=(lost.key,),
        ),
        Finding(
            key="f-absent",
            code="quote-not-found",
            severity=Severity.NOTE,
            message="The quotation is nowhere in the source.",
            claim=absent.key,
            reference="ref-6",
            span=absent.span,
        ),
        Finding(
            key="f-altered",
            code="quote-altered",
            severity=Severity.WARNING,
            message="Three words of the quotation differ from the source.",
            claim=altered.key,
            reference="ref-1",
            span=altered.span,
        ),
        Finding(
            key="f-missing",
            code="claim-unsupported",
            severity=Severity.WARNING,
            message="No passage of the source carries the claim.",
            claim=missing.key,
            reference="ref-3",
            span=missing.span,
        ),
        Finding(
            key="f-lost",
            code="claim-unverifiable",
            severity=Severity.NOTE,
            message="One claim waits for a source that is gone.",
            reference="ref-4",
            related=(lost.key,),
        ),
        Finding(
            key="f-blocked",
            code="link-blocked",
            severity=Severity.NOTE,
            message="The site does not answer programs; one claim waits for it.",
            reference="ref-5",
            related=(waiting.key,),
            state=State.FLAPPING,
        ),
        Finding(
            key="f-moved",
            code="link-moved",
            severity=Severity.NOTE,
            message="The page moved for good.",
            reference="ref-2",
        ),
        Finding(
            key="f-unused",
            code="reference-unused",
            severity=Severity.NOTE,
            message="19 entries are cited nowhere.",
            related=tuple(f"ref-{n}" for n in range(7, 12)),
        ),
    )
    return Report(
        tool=Tool(version="0.1.0", settings_sha256=DIGEST),
        document=document,
        started=STARTED,
        finished=FINISHED,
        sources=tuple(sources),
        checks=tuple(checks),
        findings=findings,
        suppressed=(
            Suppressed(
                finding=Finding(
                    key="f-known",
                    code="reference-duplicate",
                    severity=Severity.NOTE,
                    message="Entries 2 and 6 name the same paper.",
                    reference="ref-6",
                ),
                reason="Two issues of the same paper.",
                until="2026-12-31",
                author="A. Reviewer",
            ),
        ),
        notices=("One source was answered from a recording of the same night.",),
    )
