"""A word's counterpart in its place puts a claim in doubt, and never refutes it."""

import pytest

from citecheck.checking.support import check_claim
from reports.model import Check, Outcome
from testbed.claim_rules import REST


def judged(claim: str, source: str) -> Check:
    return check_claim(claim, f"{source}\n{REST['a page']}")


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Holm won a silver medal at the fair in 1937.", "Holm won a gold medal at the fair in 1937."),
        ("Holm left his house to his daughter in 1937.", "Holm left his house to his son in 1937."),
        ("The festival is held every summer at Skelby.", "The festival is held every winter at Skelby."),
        ("The library opens on weekday mornings.", "The library opens on weekday evenings."),
    ],
)
def test_a_counterpart_takes_the_tick_and_makes_no_finding(claim: str, source: str) -> None:
    check = judged(claim, source)

    assert (check.outcome, check.rule) == (Outcome.PARTIAL, "support.relation.opposite")
    assert judged(source, source).outcome is Outcome.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Holm won a silver medal at the fair in 1937.",
            "Holm won a silver medal at the fair in 1937, and Moe a gold medal.",
        ),
        ("Holm left his house to his daughter in 1937.", "Holm left his house to his son and his daughter in 1937."),
        ("The festival is held every summer at Skelby.", "The festival is held every summer and winter at Skelby."),
    ],
)
def test_a_source_that_has_both_is_not_doubted(claim: str, source: str) -> None:
    assert judged(claim, source).outcome is Outcome.SUPPORTED
