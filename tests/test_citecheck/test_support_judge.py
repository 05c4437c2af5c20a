"""The judge: sure where it speaks, explained by passages, facts and missing words, and silent when it cannot know."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.checking.support import LexicalJudge, check_claim
from citecheck.interfaces import Judge
from citecheck.model import ClaimContext, JudgedSource, SourceText
from claims.model import BlockKind
from reports.model import Band, Check, Extent, FactKind, Outcome

PAGE = """Fire at Marlow mill kills nine
A fire at the cotton mill in Marlow killed nine workers and injured 42 on 3 March 1911, the county inquest was told.
The owner, Henry Askew, said that the doors on the second floor had been locked from outside to keep out thieves.
Nine of the forty-two injured were children under fourteen years of age. The mill employed about 600 people.
Coroner Alice Penrose called the locked doors "a crime against common sense" and asked for a new law.
The building was insured for £12,000. Askew closed the mill in May and sold the land to the railway company.
A memorial of grey stone was put up in the churchyard by public subscription one year later.
The inquest heard twenty witnesses over four days, among them the fire master and the three night watchmen.
Most of the workers came from the villages of Ebury and Stoke, and walked to the mill before dawn each day."""


def full(text: str, **fields: object) -> SourceText:
    return SourceText(text=text, extent=Extent.FULL, **fields)  # type: ignore[arg-type]  # fields as the tests name them


def judged(claim: str, *texts: SourceText, context: ClaimContext | None = None) -> Check:
    sources = [JudgedSource(reference=f"r{i}", copy=f"c{i}", text=text) for i, text in enumerate(texts)]
    return LexicalJudge().judge(claim, sources, context=context or ClaimContext(language="en"))


def missing(claim: str, check: Check) -> list[str]:
    return [claim[span.start : span.end] for span in check.missing]


def test_it_is_a_judge() -> None:
    judge: Judge = LexicalJudge()
    assert judge.name == judged("A fire at the mill in Marlow killed nine workers.", full(PAGE)).judge


def test_a_claim_that_the_page_makes_is_supported_with_its_passage() -> None:
    claim = "Nine workers were killed by a fire at the cotton mill in Marlow on 3 March 1911."
    check = judged(claim, full(PAGE))
    assert check.outcome is Outcome.SUPPORTED
    assert check.probability is not None and check.probability > 0.5
    first = check.passages[0]
    assert PAGE[first.start : first.end] == first.exact
    assert "killed nine workers" in first.exact
    assert (first.reference, first.copy) == ("r0", "c0")
    assert all(fact.agrees for fact in check.facts)
    assert {fact.kind for fact in check.facts} == {FactKind.NUMBER, FactKind.DATE, FactKind.NAME}


def test_a_changed_figure_is_named_as_a_conflict() -> None:
    check = judged("A fire at the cotton mill in Marlow killed 19 workers.", full(PAGE))
    assert check.outcome is not Outcome.SUPPORTED
    fact = next(fact for fact in check.facts if fact.claimed == "19")
    assert fact.agrees is False
    assert fact.found == "nine"


def test_a_changed_date_is_named_as_a_conflict() -> None:
    check = judged("A fire at the cotton mill in Marlow killed nine workers on 3 March 1913.", full(PAGE))
    assert check.outcome is not Outcome.SUPPORTED
    fact = next(fact for fact in check.facts if fact.kind is FactKind.DATE)
    assert (fact.agrees, fact.found) == (False, "3 March 1911")


def test_a_figure_that_the_page_also_has_for_something_else_stays_supported() -> None:
    text = PAGE + "\nOfficials of the county first said that three workers were killed by the fire."
    claim = "A fire at the cotton mill in Marlow killed nine workers."
    assert judged(claim, full(text)).outcome is Outcome.SUPPORTED


def test_a_figure_that_the_source_lacks_is_missing_not_in_conflict() -> None:
    claim = "The mill employed about 600 people and ran 350 looms."
    check = judged(claim, full(PAGE))
    assert check.outcome in (Outcome.PARTIAL, Outcome.UNVERIFIABLE)
    assert "350 looms" in " ".join(missing(claim, check))
    assert next(fact for fact in check.facts if fact.claimed == "350").agrees is None
    assert "350" in check.reason
    assert "false" not in check.reason.lower()


def test_a_claim_on_something_else_altogether_is_unsupported_and_sure() -> None:
    text = "\n".join([PAGE] + [f"The parish accounts list item {n} of the year." for n in range(40)])
    claim = "Brazilian engineers launched the orbital telescope Cruzeiro from Alcântara using liquid hydrogen boosters."
    check = judged(claim, full(text))
    assert (check.outcome, check.band) == (Outcome.UNSUPPORTED, Band.CONFIDENT)
    assert check.reason.startswith("not found in this source")


def test_facts_inside_a_quotation_belong_to_the_quotation() -> None:
    claim = "Penrose spoke of “19 locked doors” at the inquest in Marlow."
    context = ClaimContext(language="en", quotes=("19 locked doors",))
    assert all(fact.claimed != "19" for fact in judged(claim, full(PAGE), context=context).facts)


def test_two_references_carry_together_what_neither_carries_alone() -> None:
    first, second = PAGE.split("Coroner Alice", 1)
    claim = "A fire killed nine workers at the mill in Marlow, and a memorial of grey stone was put up by subscription."
    halves = full(first), full("Coroner Alice" + second)
    both = judged(claim, *halves)
    alone = [judged(claim, half).probability or 0.0 for half in halves]
    assert both.probability is not None and both.probability >= max(alone)
    assert {p.reference for p in both.passages} == {"r0", "r1"}
    assert [c.reference for c in both.contributions] == ["r0", "r1"]
    for found in both.passages:
        text = halves[int(found.reference[1])].text
        assert text[found.start : found.end] == found.exact


@pytest.mark.parametrize("extent", [e for e in Extent if e not in (Extent.FULL, Extent.NONE)])
def test_what_was_read_in_part_confirms_and_never_refutes(extent: Extent) -> None:
    part = SourceText(text=PAGE, extent=extent, reason="only part of it was read")
    assert judged("A fire at the cotton mill in Marlow killed nine workers.", part).outcome is Outcome.SUPPORTED
    for claim in ("A fire at the cotton mill in Marlow killed 19 workers.", "Quantum computers factor large integers."):
        check = judged(claim, part)
        assert check.outcome is Outcome.UNVERIFIABLE
        assert check.reason == "only part of it was read"


def test_nothing_read_is_unverifiable_with_its_reason() -> None:
    check = judged("A fire killed nine workers in Marlow.", SourceText(text="", extent=Extent.NONE, reason="404"))
    assert (check.outcome, check.reason, check.probability) == (Outcome.UNVERIFIABLE, "404", None)


def test_a_stub_refutes_nothing() -> None:
    check = judged("The mayor of Leeds opened the new library in 1975.", full("Please enable cookies to go on."))
    assert check.outcome is Outcome.UNVERIFIABLE
    assert "too little text" in check.reason


def test_another_language_is_not_judged() -> None:
    german = "Bei dem Brand in der Fabrik kamen neun Arbeiter ums Leben, und die Türen waren verschlossen. " * 9
    check = judged("A fire at the cotton mill in Marlow killed nine of the workers.", full(german))
    assert check.outcome is Outcome.UNVERIFIABLE
    assert "another language" in check.reason


def test_in_another_language_than_english_nothing_is_sure() -> None:
    page = (
        "Bei dem Brand in der Fabrik kamen neun Arbeiter ums Leben, und die Türen waren von außen verschlossen.\n"
        "Der Besitzer sagte, dass er sich vor Dieben schützen wollte, und wurde nicht angeklagt.\n"
    ) * 5
    claim = "Die brasilianischen Ingenieure haben das Teleskop nicht mit einer Rakete in den Weltraum geschickt."
    check = judged(claim, full(page), context=ClaimContext(language="de"))
    assert check.outcome is not Outcome.SUPPORTED
    assert check.band is Band.UNCERTAIN


def test_a_page_is_in_the_language_of_its_words_not_of_its_template() -> None:
    german = "Bei dem Brand in der Fabrik kamen neun Arbeiter ums Leben, und die Türen waren verschlossen. " * 9
    check = judged("A fire at the cotton mill in Marlow killed nine of the workers.", full(german, language="en"))
    assert "another language" in check.reason


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("It is arguably a wonderful and beautiful building.", "opinion"),
        ("Who locked the doors of the mill?", "question"),
        ("See below.", "too few"),
    ],
)
def test_what_no_source_could_bear_out_is_not_judged(claim: str, words: str) -> None:
    check = judged(claim, full(PAGE))
    assert check.outcome is Outcome.UNVERIFIABLE
    assert words in check.reason


def test_a_table_s_cell_is_not_judged() -> None:
    context = ClaimContext(language="en", kind=BlockKind.TABLE_CELL)
    check = judged("Marlow cotton mill 1911 nine killed", full(PAGE), context=context)
    assert check.outcome is Outcome.UNVERIFIABLE


def test_a_pronoun_that_nothing_explains_refutes_nothing() -> None:
    claim = "She commanded the Antarctic expedition of 1957 and discovered three unknown volcanoes."
    assert judged(claim, full(PAGE)).outcome is Outcome.UNVERIFIABLE
    known = ClaimContext(language="en", title="Alice Penrose")
    assert judged(claim, full(PAGE), context=known).outcome is not Outcome.UNVERIFIABLE


def test_of_two_copies_the_one_that_carries_the_claim_counts() -> None:
    other = full("The page has moved. This site has a new look and all the old stories are gone. " * 12)
    sources = [
        JudgedSource(reference="r", copy="live", text=other),
        JudgedSource(reference="r", copy="archived", text=full(PAGE)),
    ]
    claim = "A fire at the cotton mill in Marlow killed nine workers."
    check = LexicalJudge().judge(claim, sources, context=ClaimContext(language="en"))
    assert check.outcome is Outcome.SUPPORTED
    assert {passage.copy for passage in check.passages} == {"archived"}
    assert len(check.contributions) == 1


def test_check_claim_takes_plain_text() -> None:
    assert check_claim("Nine workers were killed by a fire at the mill in Marlow.", PAGE).outcome is Outcome.SUPPORTED


def test_one_judge_serves_many_threads_alike() -> None:
    judge = LexicalJudge()
    claims = [f"A fire at the cotton mill in Marlow killed {n} workers." for n in ("nine", "ten", "19", "42")] * 5
    sources = [JudgedSource(reference="r", copy="c", text=full(PAGE))]

    def ask(claim: str) -> Check:
        return judge.judge(claim, sources, context=ClaimContext(language="en"))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, claims)) == [ask(claim) for claim in claims]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=160), st.text(max_size=400))
def test_any_claim_and_any_text_give_a_check(claim: str, text: str) -> None:
    check = check_claim(claim, text)
    assert check.probability is None or 0.0 <= check.probability <= 1.0
    assert check.reason
    for span in check.missing:
        assert 0 <= span.start < span.end <= len(claim)
    for found in check.passages:
        assert text[found.start : found.end] == found.exact


@pytest.mark.parametrize(
    ("said", "claim", "borne_out"),
    [
        (
            "The mill was not insured against fire by its owner.",
            "The mill was insured against fire by its owner.",
            False,
        ),
        ("Neither the owner nor the county had kept proper records.", "The county had kept proper records.", False),
        ("The mill was insured against fire by its owner.", "The mill was insured against fire by its owner.", True),
        (
            "Nobody denied, not even Askew, that the mill was insured against fire.",
            "The mill was insured against fire.",
            True,
        ),
        ("It is not only the mill that was insured against fire.", "The mill was insured against fire.", True),
    ],
)
def test_a_lost_negation_is_no_support(said: str, claim: str, borne_out: bool) -> None:
    page = PAGE.replace("The building was insured for £12,000.", said)
    check = judged(claim, full(page))
    assert (check.outcome is Outcome.SUPPORTED) is borne_out, check.reason


@pytest.mark.parametrize(
    ("claim", "as_excerpt", "as_page"),
    [
        ("A fire at the cotton mill in Marlow killed nine workers and injured 42.", 0.9261, 0.9005),
        ("The mill employed about 600 people and ran 350 looms.", 0.2478, 0.1402),
        ("The owner, who had locked the doors, was never insured against thieves by Penrose.", 0.3184, 0.5492),
        ("Only the railway company bought the grey stone memorial, slowly.", 0.2688, 0.5899),
        (
            "They walked to Ebury before dawn; twenty witnesses heard the coroner, and a churchyard was sold in May.",
            0.8496,
            0.7571,
        ),
    ],
)
def test_the_probability_is_that_of_the_models_and_the_features_they_were_fitted_to(
    claim: str, as_excerpt: float, as_page: float
) -> None:
    """A feature that is computed otherwise than in training moves these figures; new weights need new figures here."""
    assert check_claim(claim, PAGE, title="Marlow mill fire").probability == pytest.approx(as_excerpt, abs=2e-4)
    assert check_claim(claim, PAGE * 3).probability == pytest.approx(as_page, abs=2e-4)
