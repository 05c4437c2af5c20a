"""How much a finding on a claim weighs for people: how it fails, in which part, whether in the lead, about whom."""

import dataclasses

import pytest

from citecheck.findings import FindingMaker, Weigher, claim_findings
from citecheck.findings.sides import SideDetails
from claims.model import Claim, Document, DocumentFormat, Span
from reports.model import Band, Check, ClaimPart, FactCheck, FactKind, Failing, Outcome, QuoteCheck, QuoteOutcome

TEXT = "In 1950, Ada Lee (then mayor) sold the mill for 900 francs."


def claim_at(text: str, section: tuple[str, ...] = (), start: int = 0, key: str = "k1") -> Claim:
    return Claim(key=key, text=text, span=Span(start, start + len(text)), section=section)


def document(*claims: Claim, text: str = TEXT, **fields: object) -> Document:
    made = Document(name="a.txt", format=DocumentFormat.PLAINTEXT, text=text, sha256="", claims=claims)
    return dataclasses.replace(made, **fields)


def check(**fields: object) -> Check:
    given = {"outcome": Outcome.CONTRADICTED, "band": Band.CONFIDENT, "reason": "differs"}
    return Check(claim="k1", citation="c1", references=(), judge="test", **{**given, **fields})


def words(text: str, *, english: bool = True) -> tuple[str, ...]:
    return SideDetails(text, english=english).words


@pytest.mark.parametrize(
    ("sentence", "sides"),
    [
        ("Ada Lee (born 1970) is a painter.", ("(born 1970)",)),
        ("The mill — a ruin — was sold.", ("a ruin",)),
        ("Ada Lee, a painter from Bern, moved to Rome.", ("a painter from Bern",)),
        ("The prize went to Ada Lee, a painter.", ("a painter.",)),
        ("The mill, which had burned in 1901, was rebuilt.", ("which had burned in 1901",)),
        ("Lee, then aged 34, sued Roe.", ("then aged 34",)),
        ("The press, founded by Klara Venn, printed 40 books.", ("founded by Klara Venn",)),
        ("Founded in 1931, the press printed hymnals.", ("in 1931",)),
        ("The hall seats 900, of whom 200 stand.", ("of whom 200 stand.",)),
        ("The mayor, Karl Holm, opened the hall.", ("Karl Holm",)),
        ("The league had nine towns, including Orlen.", ("including Orlen.",)),
        ("In 1950, the town had 9,000 inhabitants.", ("In 1950",)),
        ("On 3 June 1920 Lee sued Roe.", ("On 3 June 1920",)),
        ("She won the prize in 1950.", ("in 1950",)),
    ],
)
def test_side_details_are_found_by_their_form(sentence: str, sides: tuple[str, ...]) -> None:
    assert words(sentence) == sides


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge was opened in 1934.",
        "In 1934 the bridge opened.",
        "She was born in Bern on 2 March 1970.",
        "Lee bought a mill, a house, and a boat.",
        "Lee met Ann Roe, a house painter, and Bob.",
        "The Lions, the Bears and the Wolves won.",
        "The mayor, Karl Holm, and the smith opened the hall.",
        "Tarn, Orlen, Holm formed a league.",
        "The press printed, bound and sold 40 books.",
        "The storm of 1702 sank nine ships.",
        "The mill burned, moved to Orlen and failed.",
        "The town had 1,950 inhabitants.",
        "The well-known mill was sold.",
    ],
)
def test_what_the_sentence_states_is_no_side_detail(sentence: str) -> None:
    assert words(sentence) == ()


def test_other_languages_have_parentheses_alone() -> None:
    assert words("Die Mühle (erbaut 1901), ein Denkmal, brannte 1950.", english=False) == ("(erbaut 1901)",)


@pytest.mark.parametrize(
    ("rule", "outcome", "failing"),
    [
        ("support.contradicted.other-value", Outcome.CONTRADICTED, Failing.OTHER_VALUE),
        ("support.relation.code", Outcome.CONTRADICTED, Failing.OTHER_VALUE),
        ("support.relation.roles", Outcome.CONTRADICTED, Failing.REVERSED),
        ("support.relation.negation", Outcome.CONTRADICTED, Failing.REVERSED),
        ("support.unsupported.confident", Outcome.UNSUPPORTED, Failing.ABSENT),
        ("support.partial.fact-absent", Outcome.PARTIAL, Failing.ABSENT),
        ("support.claim.failed", Outcome.UNVERIFIABLE, None),
    ],
)
def test_how_a_claim_fails_follows_from_its_rule(rule: str, outcome: Outcome, failing: Failing | None) -> None:
    claim = claim_at(TEXT)
    weight = Weigher(document(claim)).of_claim(claim, check(rule=rule, outcome=outcome))
    assert weight.failing is failing


@pytest.mark.parametrize(
    ("differs", "part"),
    [("1950", ClaimPart.SIDE), ("then mayor", ClaimPart.SIDE), ("900", ClaimPart.MAIN), ("Ada Lee", ClaimPart.MAIN)],
)
def test_the_place_of_the_value_that_differs_says_which_part_fails(differs: str, part: ClaimPart) -> None:
    claim = claim_at(TEXT, start=7)
    fact = FactCheck(kind=FactKind.NUMBER, claimed=differs, found="x", agrees=False)
    agreeing = FactCheck(kind=FactKind.NUMBER, claimed="mill", found="mill", agrees=True)
    weight = Weigher(document(claim, text="Before " + TEXT)).of_claim(claim, check(facts=(agreeing, fact)))
    at = 7 + TEXT.index(differs)
    assert (weight.part, weight.spans) == (part, (Span(at, at + len(differs)),))


def test_one_word_of_the_statement_makes_it_the_main_part() -> None:
    claim = claim_at(TEXT)
    year, mill = Span(3, 7), Span(TEXT.index("mill"), TEXT.index("mill") + 4)
    weigher = Weigher(document(claim))
    absent = check(outcome=Outcome.PARTIAL, missing=(year,))
    assert weigher.of_claim(claim, absent).part is ClaimPart.SIDE
    assert weigher.of_claim(claim, dataclasses.replace(absent, missing=(year, mill))).part is ClaimPart.MAIN
    assert weigher.of_claim(claim, dataclasses.replace(absent, missing=())).part is None


def test_a_language_whose_side_details_are_not_read_has_no_main_part() -> None:
    text = "Die Mühle (erbaut 1901) brannte 1950."
    claim = claim_at(text)
    weigher = Weigher(document(claim, text=text, language="de"))

    def part(words: str) -> ClaimPart | None:
        at = text.index(words)
        lacking = check(outcome=Outcome.PARTIAL, missing=(Span(at, at + len(words)),))
        return weigher.of_claim(claim, lacking).part

    assert (part("1901"), part("1950")) == (ClaimPart.SIDE, None)


@pytest.mark.parametrize(
    ("sections", "in_lead"),
    [
        ([(), ("Life",)], [True, False]),
        ([("Mire",), ("Mire", "Life")], [True, False]),
        ([("Life",), ("Work",)], [False, False]),
        ([(), ()], [None, None]),
        ([("Life",), ("Life",)], [None, None]),
    ],
)
def test_the_lead_stands_before_the_first_heading_or_under_the_title(
    sections: list[tuple[str, ...]], in_lead: list[bool | None]
) -> None:
    claims = [claim_at(TEXT, section, key=f"k{number}") for number, section in enumerate(sections)]
    weigher = Weigher(document(*claims))
    assert [weigher.of_claim(claim, check()).in_lead for claim in claims] == in_lead


@pytest.mark.parametrize("living", [True, False, None])
def test_a_living_person_is_known_from_the_document_alone(living: bool | None) -> None:
    claim = claim_at(TEXT)
    assert Weigher(document(claim, living=living)).of_claim(claim, check()).living is living


@pytest.mark.parametrize(
    ("outcome", "failing"),
    [
        (QuoteOutcome.NEGATION_CHANGED, Failing.REVERSED),
        (QuoteOutcome.NUMBER_CHANGED, Failing.OTHER_VALUE),
        (QuoteOutcome.ALTERED, Failing.OTHER_VALUE),
        (QuoteOutcome.NOT_FOUND, Failing.ABSENT),
    ],
)
def test_a_quotation_weighs_by_its_outcome_and_place(outcome: QuoteOutcome, failing: Failing) -> None:
    text = "Lee said “the mill is ours” (and “it must never be sold to them at any price”)."
    claim = claim_at(text)
    weigher = Weigher(document(claim, text=text))
    spans = [Span(text.index(start), text.index(start) + 16) for start in ("the mill is ours", "it must never be")]
    found = [
        weigher.of_quotation(claim, QuoteCheck(text=text[span.start : span.end], outcome=outcome, score=0, span=span))
        for span in spans
    ]
    assert [(weight.failing, weight.part) for weight in found] == [
        (failing, ClaimPart.MAIN),
        (failing, ClaimPart.SIDE),
    ]


def test_every_finding_on_a_claim_has_a_weight() -> None:
    claim = claim_at(TEXT)
    lost = QuoteCheck(text="the mill was sold to us for a song", outcome=QuoteOutcome.NOT_FOUND, score=0)
    for one in (check(), check(quotes=(lost,))):
        (finding,) = claim_findings(document(claim), claim, one, {}, FindingMaker())
        assert finding.weight is not None and finding.weight.failing is not None


def test_a_long_sentence_costs_what_its_length_says() -> None:
    text = "(a), b — c — in 1950, the d and e, " * 20_000
    assert SideDetails(text, english=True).holds(0, 3)
