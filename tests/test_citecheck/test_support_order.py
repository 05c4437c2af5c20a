"""Conflicts of order, of dismissed causes, of limits and of exceptions, each with a claim that says the same."""

from __future__ import annotations

import pytest

from citecheck import check_claim
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.model import AGREES, Difference
from citecheck.checking.relations.order import order
from reports.model import Band, Outcome

# The source; a claim that it contradicts; a claim that it does not.
ROWS = {
    "two events in another order": (
        "The governor resigned a year after the bank failed.",
        "The bank failed a year after the governor resigned.",
        "The governor resigned after the bank had failed.",
    ),
    "before and after": (
        "Roe joined the navy before he studied law.",
        "Roe joined the navy after he studied law.",
        "Roe studied law after he had joined the navy.",
    ),
    "a cause that is ruled out": (
        "Investigators ruled out a faulty heater as the cause of the fire.",
        "The fire was caused by a faulty heater.",
        "A faulty heater was not the cause of the fire.",
    ),
    "a place that is dismissed": (
        "The field at Tolm was dismissed as the site of the battle by the survey.",
        "The field at Tolm was the site of the battle.",
        "The survey dismissed the field at Tolm.",
    ),
    "who hunts whom": (
        "Along the reef the seals are hunted by sharks at dawn.",
        "The seals hunt the sharks along the reef.",
        "The sharks hunt the seals along the reef.",
    ),
    "the one before and the one behind": (
        "Brenn's predecessor as director introduced free entry.",
        "Brenn's successor as director introduced free entry.",
        "Brenn's predecessor introduced free entry.",
    ),
    "at most and at least": (
        "At least 200 people died, and whole villages were swept away.",
        "At most 200 people died in the villages.",
        "No fewer than 200 people died in the villages.",
    ),
    "all, with an exception": (
        "The reading room is open to everyone except pupils under fourteen.",
        "The reading room is open to everyone.",
        "The reading room is open.",
    ),
    "two events with a word of their own": (
        "The town got a school before it got a railway.",
        "The town got a railway before it got a school.",
        "The town got its school before it got a railway.",
    ),
    "which of two died first": (
        "The queen died two days after the king.",
        "The king died two days after the queen.",
        "The king died two days before the queen.",
    ),
    "whose pupil": (
        "Oda Brenn trained under the violinist Emil Strand in Orten.",
        "The violinist Emil Strand was trained by Oda Brenn.",
        "Oda Brenn was trained by the violinist Emil Strand.",
    ),
    "the one that is excepted": (
        "All schools in the county except the one at Tolm were closed on Monday because of the snow.",
        "The school at Tolm was closed on Monday.",
        "The schools in the county were closed on Monday because of the snow.",
    ),
    "the opening and the final": (
        "The opening match of the series was won by Orten.",
        "The final match of the series was won by Orten.",
        "Orten won the opening match of the series.",
    ),
    "the owner and the witnesses": (
        "The owner of the ferry claimed that the captain had been asleep.",
        "Witnesses reported that the captain had been asleep.",
        "The owner reported that the captain had been asleep.",
    ),
    "nothing found": (
        "Researchers found no link between the vaccine and fever.",
        "Researchers found a link between the vaccine and fever.",
        "No link between the vaccine and fever was found.",
    ),
    "a cause with because of": (
        "The dam collapsed because of heavy rain.",
        "The dam did not collapse because of heavy rain.",
        "Heavy rain led to the collapse of the dam.",
    ),
    "the one that did not survive": (
        "Every member of the crew survived the wreck except the cook.",
        "The cook survived the wreck.",
        "The cook of the crew did not survive the wreck.",
    ),
    "closed where it is open except then": (
        "The trail is open all year except in winter.",
        "The trail is open in winter.",
        "The trail is closed in winter.",
    ),
    "an office, beside a noun that may be a verb": (
        "The previous president of the club signed the contract.",
        "The current president of the club signed the contract.",
        "The contract was signed by the previous president of the club.",
    ),
    "who made the study": (
        "According to a study by Green Delta, a third of the wells in the province are contaminated.",
        "According to the harbour ministry, a third of the wells in the province are contaminated.",
        "According to Green Delta, a third of the wells in the province are contaminated.",
    ),
}


@pytest.mark.parametrize("kind", ROWS)
def test_the_conflict_is_never_confirmed_and_the_same_is_no_conflict(kind: str) -> None:
    source, other, same = ROWS[kind]

    wrong = check_claim(other, source)
    assert (wrong.outcome, wrong.band) != (Outcome.SUPPORTED, Band.CONFIDENT)
    assert wrong.outcome is Outcome.CONTRADICTED or kind == "who made the study"
    assert check_claim(same, source).outcome is not Outcome.CONTRADICTED


def test_an_order_needs_one_joint_on_each_side() -> None:
    source = SentenceReading("After the bank failed, the governor resigned.")

    assert order(SentenceReading("The governor resigned after the bank failed."), source) == AGREES
    assert isinstance(order(SentenceReading("The bank failed after the governor resigned."), source), Difference)
    assert order(SentenceReading("The governor resigned."), source) is None
    assert order(SentenceReading("After the war the mill closed."), source) is None
    assert order(SentenceReading("The bank was named after the governor."), source) is None
