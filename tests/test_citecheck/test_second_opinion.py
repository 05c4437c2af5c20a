"""A second opinion is asked where the judge is unsure, counts only if the source bears it out, and shows both sides."""

import json
from typing import Any

import pytest
from second_opinions import OTHERWISE, REST, SAID, UNSURE, WRONG, audited, check_of, settings_for, verdict

import citecheck
from reports.codec import decode
from reports.model import Band, Outcome, Severity
from testbed.chat_server import chatting, claim_in, opinion, passages_in, saying

NOWHERE = "http://127.0.0.1:9/v1"  # the discard port: nothing listens there


def alone(claim: str = UNSURE, source: str = SAID):
    """What the built-in judge decides by itself."""
    return check_of(audited(NOWHERE, claim, source, ask_between=(0.0, 0.0)))


def asked(claim: str, source: str, answer: Any, **settings: Any):
    with chatting(saying(lambda _: answer)) as chat:
        return check_of(audited(chat, claim, source, **settings))


def test_the_model_decides_where_the_judge_is_unsure_and_both_are_shown():
    check = asked(UNSURE, SAID, opinion("partial", SAID, missing=["after a fire"]))

    assert (check.outcome, check.band, check.rule) == (Outcome.PARTIAL, Band.UNCERTAIN, "support.opinion.decides")
    assert check.judge.startswith("scripted-1 at 127.0.0.1:")
    told = check.opinion
    assert told.decided and not told.disputed and not told.void
    assert (told.first.outcome, told.first.judge) == (Outcome.SUPPORTED, "lexical-1")
    assert told.first.probability == alone().probability
    assert [passage.exact for passage in told.passages] == [SAID]
    assert told.missing == ("after a fire",)


def test_the_words_that_the_model_misses_are_marked_in_the_document():
    with chatting(saying(lambda _: opinion("partial", SAID, missing=["after a fire", "not of the claim"]))) as chat:
        report = audited(chat)

    (span,) = check_of(report).missing
    assert report.document.text[span.start : span.end] == "after a fire"


def test_a_model_that_agrees_leaves_the_verdict_and_moves_its_probability():
    check = asked(UNSURE, SAID, opinion("supported", SAID))

    assert {**verdict(check)} == {**verdict(alone())}
    assert check.opinion.rule == "support.opinion.agrees"
    assert check.probability > alone().probability


def test_the_model_is_not_asked_where_the_judge_is_sure():
    with chatting(saying(lambda _: opinion("unsupported", OTHERWISE))) as chat:
        check = check_of(audited(chat, WRONG, OTHERWISE))

        assert chat.asked == []
    assert check.opinion is None


def test_the_claim_its_context_and_the_passages_are_sent_and_nothing_else_of_the_page():
    with chatting(saying(lambda _: opinion("supported", SAID))) as chat:
        audited(chat)

    (body,) = chat.bodies
    question = body["messages"][-1]["content"]
    assert claim_in(question) == UNSURE
    assert any(SAID in passage for passage in passages_in(question))
    assert "windmill" not in question  # a sentence that shares no word with the claim
    assert body["model"] == "scripted-1"
    assert body["stream"] is False


def test_one_question_is_asked_once_for_the_same_claim_and_source():
    text = f"{UNSURE[:-1]}.[1]\n\nAnd again: a claim.\n\n{UNSURE[:-1]}.[1]\n\nReferences\n\n1. The page. https://a.test/p\n"
    page = f"<html><title>The page</title><p>{SAID}</p><p>{REST}</p></html>"
    with chatting(saying(lambda _: opinion("supported", SAID))) as chat:
        fetcher = citecheck_fetcher({"https://a.test/p": page})
        settings = settings_for(chat.url)
        with citecheck.build_auditor(settings, fetcher=fetcher, archives=()) as auditor:
            first = auditor.audit(citecheck.read(text.encode()))
            second = auditor.audit(citecheck.read(text.encode()))

        assert len(chat.asked) <= 2  # the context of the two sentences differs
    assert first.model.asked == second.model.asked == 2


def citecheck_fetcher(pages):
    from citecheck.testing import FakeFetcher

    return FakeFetcher(pages)


VOID = {
    "a passage that is in no source": (opinion("unsupported", "The mill was never closed by anyone at all."), "absent"),
    "a passage with a word changed": (opinion("partial", SAID.replace("blaze", "fire")), "passage-absent"),
    "a passage that ends within a number": (opinion("partial", SAID[: SAID.index("1954") + 3]), "passage-absent"),
    "no passage": (opinion("unsupported"), "passage-absent"),
    "one word of the source": (opinion("partial", "mill"), "passage-absent"),
    "two passages, one invented": (opinion("partial", SAID, "It was set on fire by lightning."), "passage-absent"),
    "a passage about something else": (opinion("partial", REST[:100]), "passage-beside"),
    "a contradiction without its value": (opinion("contradicted", SAID), "no-other-value"),
    "a contradiction by the claim's own value": (opinion("contradicted", SAID, other_value="1954"), "no-other-value"),
    "a contradiction by a value from nowhere": (opinion("contradicted", SAID, other_value="1955"), "no-other-value"),
    "prose": ("The claim looks fine to me.", "unreadable"),
    "an outcome that was not offered": (opinion("plausible", SAID), "unreadable"),
    "two opinions": (json.dumps(opinion("partial", SAID)) + json.dumps(opinion("supported", SAID)), "unreadable"),
}


@pytest.mark.parametrize(("answer", "rule"), VOID.values(), ids=VOID)
def test_an_answer_that_the_source_does_not_bear_out_changes_nothing(answer: Any, rule: str):
    check = asked(UNSURE, SAID, answer)

    assert {**verdict(check)} == {**verdict(alone())}
    assert check.probability == alone().probability
    assert check.opinion.void
    assert check.opinion.rule.endswith(rule)
    assert check.opinion.reason


@pytest.mark.parametrize(
    "passage",
    [
        SAID,
        f"  {SAID}\n",
        f"“{SAID}”",
        SAID.replace(" ", "\n  ", 2),
        f"…{SAID[8:-1]}",
        SAID[: SAID.index(" in 1954")] + " in 1954",
    ],
)
def test_a_passage_may_differ_in_spaces_and_in_what_stands_around_it(passage: str):
    assert asked(UNSURE, SAID, opinion("partial", passage)).opinion.decided


def test_a_model_never_supports_against_a_value_that_differs():
    claim = "Hallberg won the sailing regatta at Skelby in the summer of 1958."
    source = "Henrik Osterman won the sailing regatta at Skelby in the summer of 1958."

    check = asked(claim, source, opinion("supported", source), ask_between=(0.0, 1.0))

    assert check.opinion.rule == "support.opinion.against-a-value"
    assert not check.opinion.asked
    assert check.outcome is Outcome.PARTIAL


def test_a_model_never_supports_a_number_that_is_nowhere():
    claim = "The mill was closed by its owner in 1954 after a fire with 12 engines."

    check = asked(claim, SAID, opinion("supported", SAID), ask_between=(0.0, 1.0))

    assert check.opinion.rule == "support.opinion.without-a-value"
    assert check.outcome is not Outcome.SUPPORTED


def test_an_error_that_the_model_disputes_becomes_a_warning_that_shows_both():
    with chatting(saying(lambda _: opinion("partial", OTHERWISE))) as chat:
        report = audited(chat, WRONG, OTHERWISE, confirm_errors=True)

    (finding,) = [one for one in report.findings if one.claim]
    assert (finding.code, finding.severity) == ("claim-contradicted", Severity.WARNING)
    assert "“40” where the claim has “400”" in finding.message
    assert "scripted-1" in finding.message and "partial" in finding.message
    assert finding.rule == "support.opinion.disputes-error"
    assert check_of(report).outcome is Outcome.CONTRADICTED


def test_an_error_that_the_model_confirms_stays_an_error():
    with chatting(saying(lambda _: opinion("contradicted", OTHERWISE, other_value="40"))) as chat:
        report = audited(chat, WRONG, OTHERWISE, confirm_errors=True)

    (finding,) = [one for one in report.findings if one.claim]
    assert finding.severity is Severity.ERROR
    assert check_of(report).opinion.rule == "support.opinion.confirms-error"


@pytest.mark.parametrize("answer", [opinion("supported", "Not of the page at all."), "sorry", opinion("supported")])
def test_an_error_stays_an_error_where_the_answer_is_void(answer: Any):
    with chatting(saying(lambda _: answer)) as chat:
        report = audited(chat, WRONG, OTHERWISE, confirm_errors=True)

    assert [one.severity for one in report.findings if one.claim] == [Severity.ERROR]


def test_a_model_alone_never_confirms_and_never_makes_a_finding():
    for outcome in ("supported", "unsupported", "partial"):
        check = asked("Anna Berger taught botany in Hallstadt.", LESSONS, opinion(outcome, LESSONS))

        assert check.band is Band.UNCERTAIN


LESSONS = "Anna Berger, who lived in Hallstadt, gave lessons about plants there."


def test_the_report_says_at_its_top_that_a_model_took_part():
    with chatting(saying(lambda _: opinion("partial", SAID))) as chat:
        report = audited(chat)

    assert (report.model.asked, report.model.decided, report.model.void) == (1, 1, 0)
    assert report.model.address == chat.url
    for name in ("text", "markdown", "html"):
        head = citecheck.render(report, name).partition("Checks:")[0]
        assert "scripted" in head and "took part" in head, name
    again = decode(citecheck.render(report, "json").encode())
    assert again.model == report.model
    assert check_of(again).opinion == check_of(report).opinion


def test_a_report_without_a_model_says_nothing_of_one():
    settings = citecheck.Settings()
    report = citecheck.audit(b"A claim.[1]\n\nReferences\n\n1. A page.\n", settings=settings, archives=())

    assert report.model is None
    assert "took part" not in citecheck.render(report, "text")
