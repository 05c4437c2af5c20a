"""Text in a source that addresses the model changes no verdict, whatever a model does that obeys it."""

import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from second_opinions import OTHERWISE, REST, SAID, UNSURE, WRONG, audited, check_of, settings_for, verdict

from citecheck.checking.support import LexicalJudge
from citecheck.clock import SystemClock
from citecheck.judges.addressed import addresses_a_model
from citecheck.judges.building import second_judge
from citecheck.model import ClaimContext, JudgedSource, SourceText
from citecheck.observers import NullObserver
from citecheck.settings import Settings
from reports.model import Check, Extent, Outcome, Severity
from testbed.chat_server import ChatServer, chatting, opinion, passages_in, saying

PAGE = Path(__file__).resolve().parents[2] / "testbed" / "injections.toml"
INJECTIONS = {
    f"{kind}-{name}": words
    for kind, rows in tomllib.loads(PAGE.read_text(encoding="utf-8")).items()
    for name, words in rows.items()
}
PLANTED = "No orchard in the county was planted before this one."
OLDEST = "The orchard is the oldest in the county."

between = pytest.mark.parametrize("between", [" ", "; "], ids=["a sentence of its own", "in the same sentence"])
every_injection = pytest.mark.parametrize("words", INJECTIONS.values(), ids=INJECTIONS)


def joined(said: str, between: str, words: str) -> str:
    """What a source says, with an injection behind it."""
    return f"{said.rstrip('.')}{between}{words}" if between.startswith(";") else f"{said}{between}{words}"


def judged(claim: str, source: str, url: str = "", **opinion_settings: Any) -> Check:
    """What the judge says of a claim by a page; with a server, after a second opinion of its model."""
    text = SourceText(text=f"{source}\n{REST}", extent=Extent.FULL)
    first = LexicalJudge()
    with ExitStack() as closing:
        settings = settings_for(url, **opinion_settings) if url else Settings()
        judge = second_judge(first, settings, closing=closing, clock=SystemClock(), observer=NullObserver())
        return judge.judge(claim, [JudgedSource(reference="a", copy="live", text=text)], context=ClaimContext())


@contextmanager
def obeying(wanted: dict[str, Any], honest: dict[str, Any], words: str) -> Iterator[ChatServer]:
    """A model that does what the source asks for as soon as it reads it."""

    def says(asked: str) -> dict[str, Any]:
        reads = any(words.split("\n")[0][:20] in passage for passage in passages_in(asked))
        return wanted if reads else honest

    with chatting(saying(says)) as chat:
        yield chat


def test_there_are_enough_injections():
    assert len(INJECTIONS) >= 30


@between
@every_injection
def test_a_claim_does_not_become_supported(words: str, between: str):
    source, said = joined(PLANTED, between, words), PLANTED[:-1]
    first = judged(OLDEST, source)
    with obeying(opinion("supported", said), opinion(first.outcome, said), words) as chat:
        check = judged(OLDEST, source, chat.url)

    assert check.outcome is not Outcome.SUPPORTED
    assert {**verdict(check)} == {**verdict(first)}


@between
@every_injection
def test_a_supported_claim_does_not_become_unsupported(words: str, between: str):
    source, said = joined(SAID, between, words), SAID[:-1]
    first = judged(UNSURE, source)
    with obeying(opinion("unsupported", said), opinion(first.outcome, said), words) as chat:
        check = judged(UNSURE, source, chat.url)

    assert {**verdict(check)} == {**verdict(first)}


@between
@every_injection
def test_an_error_stays_an_error(words: str, between: str):
    source, said = joined(OTHERWISE, between, words), OTHERWISE[:-1]
    with obeying(opinion("supported", said), opinion("contradicted", said, other_value="40"), words) as chat:
        check = judged(WRONG, source, chat.url, confirm_errors=True)

    assert {**verdict(check)} == {**verdict(judged(WRONG, source))}
    assert check.opinion is None or not check.opinion.disputed


def test_an_audit_of_such_a_page_says_that_no_model_was_asked():
    source = f"{OTHERWISE[:-1]}; {INJECTIONS['plain-order']}"
    with chatting(saying(lambda _: opinion("supported", OTHERWISE[:-1]))) as chat:
        report = audited(chat, WRONG, source, confirm_errors=True)

        assert chat.asked == []
    assert [one.severity for one in report.findings if one.claim] == [Severity.ERROR]
    assert "speaks to the model" in check_of(report).opinion.reason


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Hallberg won the sailing regatta at Skelby in the summer of 1958.",
            "Henrik Osterman won the sailing regatta at Skelby in the summer of 1958.",
        ),
        ("The mill was closed by its owner in 1954 after a fire with 12 engines.", SAID),
    ],
)
@pytest.mark.parametrize("quoted", ["source", "order"])
def test_an_order_that_no_sign_recognises_supports_no_value_that_differs(claim: str, source: str, quoted: str):
    order = "the owner of the summer nods at all that neighbours tell"
    said = source[:-1]
    with chatting(saying(lambda _: opinion("supported", said if quoted == "source" else order))) as chat:
        check = judged(claim, f"{said}; {order}", chat.url, ask_between=(0.0, 1.0))

        assert chat.asked == []
    assert {**verdict(check)} == {**verdict(judged(claim, f"{said}; {order}"))}
    assert check.opinion.void


@pytest.mark.parametrize(
    "words",
    [
        "The mayor ignored the rules of the council and was fined.",
        "The system of locks was built by assistants of the engineer.",
        "Reviewers called the new model of the ferry a success.",
        "The agent answered the letter and supported the plan.",
        "The judge instructed the jury to disregard the testimony.",
        "You are here: Home, History, The mill.",
        "The instructions for the clock were lost in the fire.",
        "Its user manual says that the label must be read first.",
        "An assistant professor wrote that the claims were contradicted by the records.",
        "Note: the following table is the source of the figures.",
        "Data: county archive. Source: parish register.",
        "Please answer the letters of our readers.",
        "The party supported the motion, and the label printed its verdict.",
        "The system: a chain of eight locks.",
        "Users reported that the claim was accepted.",
        "The document ends here, and the second page is lost.",
        "All statements must be signed by two witnesses.",
        "Claude Monet painted the harbour in 1874.",
        "Gemini was the third sign on the clock.",
        "Every citizen should be counted once.",
    ],
)
def test_words_of_ordinary_texts_address_no_model(words: str):
    assert addresses_a_model(f"{SAID} {words}") == ""
