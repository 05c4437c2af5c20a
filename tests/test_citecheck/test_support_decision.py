"""Where one outcome of a claim ends and the next begins, and the reasons that go with them."""

from dataclasses import replace

import pytest

from citecheck.checking.passages import prepare, query
from citecheck.checking.support import check_claim, decision, doubts
from citecheck.checking.support.features import claim_tokens
from citecheck.checking.support.judge import LexicalJudge, match_claim, read_claim
from citecheck.checking.support.model import Score
from citecheck.model import ClaimContext, JudgedSource, Place, SourceText
from claims.model import Span
from reports.model import Band, Extent, Outcome

CLAIM = "The wooden chapel beside the river was built in a single summer."
SOURCE = "The parish built a chapel of wood beside the river."
REST = " ".join(f"Nobody knows who painted the {n} doors of the old customs house on the quay." for n in "abcdefgh")


def case(chance: float, share: float = 0.7, *, missing: bool = True, source: str = SOURCE) -> decision.MatchCase:
    """Return the case of a claim without facts, with a probability and a share of one's own."""
    match = match_claim(read_claim(query(CLAIM), ClaimContext()), prepare(SourceText(text=source, extent=Extent.FULL)))
    return decision.MatchCase(match, chance, share, (Span(0, 3),) if missing else ())


@pytest.mark.parametrize(
    ("chance", "share", "missing", "rule"),
    [
        (0.6, 0.7, True, "support.supported.not-shown"),
        (0.5999, 0.7, True, "support.supported.uncertain"),
        (0.33, 0.2, True, "support.supported.uncertain"),
        (0.3299, 0.7, True, "support.partial.uncertain"),
        (0.0799, 0.4999, True, "support.unsupported.confident"),
        (0.0799, 0.5, True, "support.partial.confident"),
        (0.08, 0.4999, True, "support.partial.confident"),
        (0.0999, 0.4999, True, "support.partial.confident"),
        (0.1, 0.4999, True, "support.partial.uncertain"),
        (0.0999, 0.4999, False, "support.partial.uncertain"),
        (0.1, 0.3499, True, "support.unsupported.uncertain"),
        (0.1, 0.35, True, "support.partial.uncertain"),
    ],
)
def test_outcomes_begin_where_the_thresholds_are(chance: float, share: float, missing: bool, rule: str) -> None:
    decided = decision.MATCH_RULES.decide(case(chance, share, missing=missing))

    assert decided is not None
    assert decided.rule == rule


@pytest.mark.parametrize(
    ("chance", "rule"), [(0.6, "support.supported.confident"), (0.5999, "support.supported.uncertain")]
)
def test_what_a_sentence_says_is_confirmed_from_the_threshold_on(chance: float, rule: str) -> None:
    decided = decision.MATCH_RULES.decide(case(chance, source=CLAIM))

    assert decided is not None
    assert decided.rule == rule


@pytest.mark.parametrize(
    ("share", "rule"),
    [
        (0.5, "support.contradicted.other-value"),
        (0.4999, "support.contradicted.likely-value"),
        (0.3499, "support.unsupported.uncertain"),
    ],
)
def test_a_sure_contradiction_needs_passages_that_cover_half_of_the_claim_and_a_likely_one_a_third(
    share: float, rule: str
) -> None:
    text = prepare(SourceText(text="In its best years the mill employed 900 weavers.", extent=Extent.FULL))
    match = match_claim(read_claim(query("The mill employed 600 weavers."), ClaimContext()), text)

    decided = decision.MATCH_RULES.decide(decision.MatchCase(match, 0.2, share, ()))

    assert decided is not None
    assert decided.rule == rule


@pytest.mark.parametrize(
    ("claim", "said", "chance", "share", "rule"),
    [
        ("The mill employed 600 weavers.", "The mill employed weavers.", 0.2, 0.35, "support.partial.fact-absent"),
        ("The mill employed 600 weavers.", "The mill employed weavers.", 0.2, 0.3499, "support.unsupported.uncertain"),
        ("The mill burned on 3 May 1911.", "The mill burned.", 0.2, 0.35, "support.partial.fact-not-given"),
        ("The mill burned on 3 May 1911.", "The mill burned.", 0.2, 0.3499, "support.unsupported.uncertain"),
        ("The mill burned on 3 May 1911.", "The mill burned.", 0.0799, 0.5, "support.partial.fact-not-given"),
        ("The mill burned on 3 May 1911.", "The mill burned.", 0.0799, 0.4999, "support.unsupported.confident"),
        ("The mill burned on 3 May 1911.", "The mill burned.", 0.08, 0.4999, "support.partial.fact-not-given"),
    ],
)
def test_a_fact_is_missing_from_a_source_that_says_a_third_of_the_claim(
    claim: str, said: str, chance: float, share: float, rule: str
) -> None:
    text = prepare(SourceText(text=said, extent=Extent.FULL))
    match = match_claim(read_claim(query(claim), ClaimContext()), text)

    decided = decision.MATCH_RULES.decide(decision.MatchCase(match, chance, share, ()))

    assert decided is not None
    assert decided.rule == rule


def test_the_reason_of_support_counts_the_sentences() -> None:
    one = check_claim(CLAIM, f"{CLAIM} {REST}")
    two = check_claim(
        "The chapel was built in a single summer, and its bells were cast from Swedish cannon.",
        f"The chapel was built in a single summer. {REST} Its bells were cast from Swedish cannon.",
    )

    assert one.reason == "one sentence of the source supports it"
    assert two.reason == "2 sentences of the source support it"


@pytest.mark.parametrize(
    ("line", "band"),
    [
        ("Northshore Courier of the Seven Hills", Band.UNCERTAIN),
        ("Northshore Courier of the Seven Green Hills", Band.CONFIDENT),
        ("Northshore Courier.", Band.CONFIDENT),
    ],
)
def test_a_line_of_its_own_is_a_title_up_to_six_words_without_a_full_stop(line: str, band: Band) -> None:
    claim = "Peter Lindqvist is the mayor of Northshore."

    check = check_claim(claim, f"{line}\nThe mayor, Peter Lindqvist, opened the bridge in May.\n{REST}")

    assert (check.outcome, check.band) == (Outcome.SUPPORTED, band)


def test_a_heading_is_a_title_whatever_its_length() -> None:
    heading = "The paper of Northshore and of all the villages that lie around it."
    text = f"{heading}\nThe mayor, Peter Lindqvist, opened the bridge in May.\n{REST}"
    places = (Place(start=0, end=len(heading), kind="heading"), Place(start=len(heading) + 1, end=len(text)))
    source = SourceText(text=text, extent=Extent.FULL, places=places)

    as_heading = check_claim("Peter Lindqvist is the mayor of Northshore.", source)
    as_body = check_claim("Peter Lindqvist is the mayor of Northshore.", replace(source, places=()))

    assert (as_heading.band, as_body.band) == (Band.UNCERTAIN, Band.CONFIDENT)


@pytest.mark.parametrize(("words", "outcome"), [(79, Outcome.UNVERIFIABLE), (80, Outcome.UNSUPPORTED)])
def test_a_source_refutes_from_eighty_words(words: int, outcome: Outcome) -> None:
    text = " ".join(["The parish kept its old accounts in a chest."] * 9).split()[:words]

    assert len(text) == words
    assert check_claim("Brazilian engineers launched the telescope Cruzeiro.", " ".join(text)).outcome is outcome


@pytest.mark.parametrize("extent", [extent for extent in Extent if extent not in (Extent.FULL, Extent.NONE)])
def test_a_source_read_in_part_gives_its_own_reason_or_that_of_its_extent(extent: Extent) -> None:
    part = SourceText(text=f"{SOURCE} {REST}", extent=extent)
    claim = "Brazilian engineers launched the telescope Cruzeiro."

    assert check_claim(claim, replace(part, reason="the server cut it off")).reason == "the server cut it off"
    assert check_claim(claim, part).reason == doubts.PARTS[extent]


def test_a_reason_names_five_phrases_and_says_that_there_are_more() -> None:
    spans = [
        Span(CLAIM.index(word), CLAIM.index(word) + len(word)) for word in CLAIM.rstrip(".").split() if len(word) > 4
    ]

    def reason(count: int) -> str:
        decided = decision.MATCH_RULES.decide(replace(case(0.05), missing=tuple(spans[:count])))
        assert decided is not None
        return decided.verdict.reason

    assert reason(5) == "not found in this source: “wooden”, “chapel”, “beside”, “river”, “built”"
    assert reason(6) == reason(5) + ", and more"
    assert reason(0) == "no passage of this source supports all of it, although its words are there"


def test_a_text_read_in_part_is_not_taken_for_the_same_text_read_in_full() -> None:
    judge = LexicalJudge()
    claim = "Brazilian engineers launched the telescope Cruzeiro."

    def judged(extent: Extent) -> Outcome:
        text = SourceText(text=f"{SOURCE} {REST}", extent=extent)
        source = JudgedSource(reference="r", copy="c", text=text)
        return judge.judge(claim, [source], context=ClaimContext(language="en")).outcome

    assert [judged(extent) for extent in (Extent.FULL, Extent.TEASER, Extent.FULL)] == [
        Outcome.UNSUPPORTED,
        Outcome.UNVERIFIABLE,
        Outcome.UNSUPPORTED,
    ]


def test_of_two_copies_that_support_a_claim_alike_the_one_read_in_full_counts() -> None:
    sources = [
        JudgedSource(reference="r", copy=extent.value, text=SourceText(text=f"{SOURCE} {REST}", extent=extent))
        for extent in (Extent.TEASER, Extent.FULL)
    ]

    for order in (sources, sources[::-1]):
        check = LexicalJudge().judge(CLAIM, order, context=ClaimContext(language="en"))
        assert {passage.copy for passage in check.passages} == {"full"}


def test_words_are_marked_from_their_threshold_and_missing_values_always() -> None:
    claim = "The museum of clocks owns 240 clocks and Otto Lindqvist wound them."
    text = prepare(SourceText(text="The museum of clocks owns clocks.", extent=Extent.FULL))
    match = match_claim(read_claim(query(claim), ClaimContext()), text)
    tokens = tuple(claim_tokens(claim))

    def marked(chances: dict[str, float]) -> list[str]:
        unsupported = tuple(chances.get(token.text, 0.0) for token in tokens)
        return [claim[span.start : span.end] for span in decision.missing_spans(match, Score(0.5, tokens, unsupported))]

    assert marked({}) == ["240"]
    assert marked({"Otto": 0.34, "wound": 0.3399}) == ["240", "Otto"]
    assert marked({"clocks": 0.5, "and": 0.9, "Otto": 0.5, "Lindqvist": 0.5, "them": 0.5, ".": 0.9}) == [
        "clocks",
        "240 clocks and Otto Lindqvist",
        "them.",
    ]


@pytest.mark.parametrize(("words", "band"), [(79, Band.UNCERTAIN), (80, Band.CONFIDENT)])
def test_a_contradiction_is_sure_from_eighty_words(words: int, band: Band) -> None:
    text = ["In its best years the mill employed 900 weavers.", *["The parish kept its old accounts in a chest."] * 9]

    check = check_claim("The mill employed 600 weavers.", " ".join(" ".join(text).split()[:words]))

    assert (check.outcome, check.band) == (Outcome.CONTRADICTED, band)


def test_a_short_source_with_a_possible_conflict_refutes_nothing() -> None:
    check = check_claim(
        "Hallberg won the sailing regatta at Skelby in the summer of 1958.",
        "Osterman won the sailing regatta at Skelby in the summer of 1958.",
    )

    assert (check.outcome, check.rule) == (Outcome.UNVERIFIABLE, "support.abstain.short-source")
