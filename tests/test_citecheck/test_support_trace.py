"""A reader can follow one verdict on a claim: it passes few files, and each of them few times."""

from trace import trace

from citecheck.checking.support import check_claim
from reports.model import Outcome

CLAIM = "A fire at the cotton mill in Marlow killed 19 workers."
PAGE = """Fire at Marlow mill kills 9
A fire at the cotton mill in Marlow killed 9 workers and injured 42 on 3 March 1911, the county inquest was told.
The owner, Henry Askew, said that the doors on the second floor had been locked from outside to keep out thieves.
Coroner Alice Penrose called the locked doors "a crime against common sense" and asked for a new law.
The building was insured for £12,000. Askew closed the mill in May and sold the land to the railway company.
Most of the workers came from the villages of Ebury and Stoke, and walked to the mill before dawn each day."""


def test_a_contradicted_claim_passes_at_most_twenty_two_files() -> None:
    """What is loaded or read once a process (models, words, the facts of a sentence) does not count."""
    assert check_claim(CLAIM, PAGE).outcome is Outcome.CONTRADICTED

    found = trace(lambda: check_claim(CLAIM, PAGE))

    assert len(found.files) <= 22, sorted(found.files)
    assert found.changes <= 160


def test_a_claim_and_a_page_that_were_never_read_pass_at_most_thirty_seven_files() -> None:
    check_claim(CLAIM, PAGE)
    claim, page = CLAIM.replace("Marlow", "Ebury"), PAGE.replace("Marlow", "Ebury").replace("Askew", "Cutler")

    found = trace(lambda: check_claim(claim, page))

    assert len(found.files) <= 37, sorted(found.files)
    assert found.changes <= 350
