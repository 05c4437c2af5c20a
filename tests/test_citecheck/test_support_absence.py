"""A name or a date that is nowhere in a source is reported; what sources leave out is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.checking.facts.reading import names
from citecheck.checking.facts.standing import is_proper
from citecheck.checking.support import LexicalJudge
from citecheck.findings import CODES
from citecheck.findings.claims import claim_code
from citecheck.model import ClaimContext, JudgedSource, SourceText
from reports.model import Check, Extent, Severity
from testbed.claim_rules import REST

ABSENT = "support.partial.fact-absent"
NOT_GIVEN = "support.partial.fact-not-given"
PASSAGE = (
    "The swing bridge at Skelby was opened in 1931 after two years of work, and it carries the road to the harbour."
)


def judged(claim: str, *passages: str, context: ClaimContext | None = None, **of_source: object) -> Check:
    """Judge a claim by pages that begin with `passages`."""
    sources = [
        JudgedSource(
            reference=f"r{number}",
            copy="live",
            text=SourceText(text=f"{passage}\n{REST['a page']}", extent=Extent.FULL, **of_source),  # type: ignore[arg-type] # any field
        )
        for number, passage in enumerate(passages)
    ]
    return LexicalJudge().judge(claim, sources, context=context or ClaimContext())


def code_of(check: Check) -> str | None:
    found = claim_code(check)
    return found[0] if found is not None else None


@pytest.mark.parametrize(
    ("claim", "absent"),
    [
        ("The swing bridge at Skelby was opened in 1931 by Ingrid Vestergaard.", "Ingrid Vestergaard"),
        ("In 1931 the swing bridge at Skelby was opened by Vestergaard.", "Vestergaard"),
        ("The swing bridge at Skelby, a work of the Tolvik Foundry, was opened in 1931.", "Tolvik Foundry"),
        ("The swing bridge at Skelby was opened in 1931, like its sister in Drammensund.", "Drammensund"),
        ("The swing bridge at Skelby carries the road from Marbeck to the harbour.", "Marbeck"),
    ],
)
def test_a_name_of_which_the_source_has_no_word_is_a_warning(claim: str, absent: str) -> None:
    check = judged(claim, PASSAGE)

    assert (check.rule, code_of(check)) == (ABSENT, "claim-fact-missing")
    assert absent in check.reason
    assert any(
        claim[span.start : span.end].find(absent) >= 0 or absent.find(claim[span.start : span.end]) >= 0
        for span in check.missing
    )
    assert CODES["claim-fact-missing"].severity is Severity.WARNING


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("Vestergaard opened the swing bridge at Skelby in 1931.", id="subject"),
        pytest.param("The swing bridge at Skelby, Denmark, was opened in 1931.", id="country"),
        pytest.param("The swing bridge at Skelby, Vestland, was opened in 1931.", id="container of a place"),
        pytest.param("The Danish swing bridge at Skelby was opened in 1931.", id="people"),
        pytest.param("The swing bridge at Skelby was opened in 1931 by the Mayor.", id="office"),
        pytest.param("The swing bridge at Skelby was opened in 1931, according to Vestergaard.", id="who says it"),
        pytest.param("The swing bridge at Skelby was opened in 1931, the Vestland Herald reported.", id="paper"),
        pytest.param("The swing bridge at Skelby was opened in 1931 (Vestergaard).", id="in brackets"),
        pytest.param("The Swing Bridge At Skelby Was Opened In 1931 By Vestergaard.", id="headline"),
    ],
)
def test_a_name_that_sources_leave_out_makes_no_finding(claim: str) -> None:
    assert code_of(judged(claim, PASSAGE)) is None


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("A plaque names Vestergaard.", "The swing bridge at Skelby was opened in 1931 by Ingrid Vestergaard."),
        ("The NHK paid for it.", "The swing bridge at Skelby was paid for in 1931 by Norsk Havn Kompani."),
        ("It cost the UN nothing.", "The swing bridge at Skelby was opened in 1931 for the United Nations."),
        ("NordicBanken lent the money.", "The swing bridge at Skelby was opened in 1931 with money of Nordic Banken."),
        ("It was made in Kiev.", "The swing bridge at Skelby was opened in 1931 by engineers from Kyiv."),
        ("The Vestergård family watched.", "The swing bridge at Skelby was opened in 1931 by Vestergaard."),
    ],
)
def test_a_name_that_the_source_writes_otherwise_is_not_absent(words: str, claim: str) -> None:
    assert judged(claim, f"{PASSAGE} {words}").rule not in (ABSENT, NOT_GIVEN)


@pytest.mark.parametrize(
    "of_source",
    [
        {"site": "Vestergaard & Sons, engineers"},
        {"title": "Bridges by Ingrid Vestergaard"},
        {"authors": ("Ingrid Vestergaard",)},
        {"canonical": "https://vestergaard.example/bridges"},
    ],
)
def test_a_name_that_the_page_gives_itself_is_not_absent(of_source: dict[str, object]) -> None:
    claim = "The swing bridge at Skelby was opened in 1931 by Ingrid Vestergaard."

    assert code_of(judged(claim, PASSAGE, **of_source)) is None


def test_the_title_of_the_document_is_no_absent_name() -> None:
    claim = "The swing bridge at Skelby was opened in 1931 as a twin of the Ostervold Gate."
    article = ClaimContext(title="Ostervold Gate")

    assert judged(claim, PASSAGE).rule == ABSENT
    assert code_of(judged(claim, PASSAGE, context=article)) is None


def test_another_cited_source_that_has_the_name_takes_the_finding_back() -> None:
    claim = "The swing bridge at Skelby was opened in 1931 by Ingrid Vestergaard."

    assert code_of(judged(claim, PASSAGE, "The old lamp on the quay was a gift.")) == "claim-fact-missing"
    assert code_of(judged(claim, PASSAGE, "A portrait of Ingrid Vestergaard hangs in the hall.")) is None


def test_a_source_that_lacks_several_facts_may_be_about_something_else() -> None:
    claim = "The swing bridge at Skelby was opened in 1931 by Ingrid Vestergaard and the Tolvik Foundry."

    assert judged(claim, PASSAGE).rule not in (ABSENT, NOT_GIVEN)


def test_a_source_that_has_little_else_of_the_claim_is_not_said_to_lack_a_name() -> None:
    claim = "The swing bridge was painted yellow and sold to smugglers from Drammensund after a quarrel over tolls."

    assert judged(claim, PASSAGE).rule != ABSENT


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("The swing bridge at Skelby carries the road to the harbour since 1907.", "claim-fact-missing"),
        ("The swing bridge at Skelby carries the road to the harbour since May.", "claim-partly-supported"),
        ("Until 1907 the swing bridge at Skelby carries the road to the harbour.", "claim-partly-supported"),
    ],
)
def test_a_date_that_a_source_with_dates_lacks(claim: str, code: str) -> None:
    """A limit and a month without its year are weaker: they are notes."""
    check = judged(claim, "The swing bridge at Skelby carries the road to the harbour.\nIts toll ended in 1955.")

    assert code_of(check) == code


@pytest.mark.parametrize(
    "passage",
    [
        pytest.param("The swing bridge at Skelby was opened last year, and it carries the road.", id="last year"),
        pytest.param("The swing bridge at Skelby was opened three years later, and it carries the road.", id="later"),
        pytest.param("The swing bridge at Skelby, opened 24 years ago, carries the road.", id="ago"),
    ],
)
def test_a_date_that_a_passage_gives_from_another_day_is_no_warning(passage: str) -> None:
    check = judged("The swing bridge at Skelby was opened in 1907.", f"{passage}\nIts toll ended in 1955.")

    assert code_of(check) in (None, "claim-partly-supported")


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("The swing bridge at Skelby was opened in 1931 after two years of work by 450 men.", "claim-fact-missing"),
        ("The swing bridge at Skelby was opened in 1931 after two years of work by nine men.", None),
        ("The swing bridge at Skelby was opened in 1931 as the 12th of its kind.", "claim-partly-supported"),
        ("The swing bridge at Skelby was opened in 1931 for the fleet of the RVK.", "claim-partly-supported"),
        ("The swing bridge at Skelby was opened in 1931 after two years of work.", None),
    ],
)
def test_a_figure_that_is_nowhere_is_a_warning_and_an_ordinal_or_an_acronym_a_note(
    claim: str, code: str | None
) -> None:
    assert code_of(judged(claim, PASSAGE)) == code


def test_a_source_in_another_language_lacks_nothing_by_these_lists() -> None:
    german = "Die Drehbrücke von Skelby wurde im Jahr 1931 nach zwei Jahren Arbeit eröffnet und trägt die Straße."
    claim = "Die Drehbrücke von Skelby wurde im Jahr 1931 von Ingrid Vestergaard eröffnet."
    text = SourceText(text=" ".join([german] * 9), extent=Extent.FULL, language="de")

    check = LexicalJudge().judge(
        claim, [JudgedSource(reference="r", copy="live", text=text)], context=ClaimContext(language="de")
    )

    assert check.rule not in (ABSENT, NOT_GIVEN)


@pytest.mark.parametrize(
    ("written", "proper"),
    [
        *(
            (name, True)
            for name in ("Ingrid Vestergaard", "McTavish", "O’Brien", "Jean-Paul Ost", "Łukasz Żak", "J. R. Ost")
        ),
        *((name, False) for name in ("MaAsLin", "IFN-α", "NHPs", "RVK", "Interferon-γ", "PD-like")),
    ],
)
def test_codes_and_short_forms_are_no_proper_names(written: str, proper: bool) -> None:
    (name,) = names(f"It was given by {written} there.")

    assert is_proper(name) is proper


@given(st.text(alphabet="Aaß.’'-& éΩ1", min_size=1, max_size=20))
def test_every_name_is_proper_or_not(written: str) -> None:
    assert all(is_proper(name) in (True, False) for name in names(f"by {written} there"))
