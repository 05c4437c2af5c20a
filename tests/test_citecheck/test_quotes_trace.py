"""A reader can follow one altered quotation: it passes few files, and each of them few times."""

from trace import trace

import pytest

from citecheck.checking.quotes import match_quote
from reports.model import QuoteOutcome

PAGE = """The Harbour Board of Ebury met on Tuesday. "We have sold forty ships since the war, and we shall not sell
another one before the spring," said Alice Penrose, its chair. The board will meet again in May."""


@pytest.mark.parametrize(
    ("quote", "outcome", "files", "changes"),
    [
        (
            "We have sold forty boats since the war, and we shall not sell another one before the spring",
            QuoteOutcome.ALTERED,
            10,
            49,
        ),
        (
            "We have sold sixty ships since the war, and we shall not sell another one before the spring",
            QuoteOutcome.NUMBER_CHANGED,
            11,
            53,
        ),
        (
            "We have sold forty boats since the long war, and we shall not sell another before the spring",
            QuoteOutcome.ALTERED,
            11,
            56,
        ),
    ],
)
def test_an_altered_quotation_passes_few_files(quote: str, outcome: QuoteOutcome, files: int, changes: int) -> None:
    """What is read once a process, and the preparation of the page, do not count."""
    assert match_quote(quote, PAGE).outcome is outcome

    found = trace(lambda: match_quote(quote, PAGE))

    assert len(found.files) <= files, sorted(found.files)
    assert found.changes <= changes
