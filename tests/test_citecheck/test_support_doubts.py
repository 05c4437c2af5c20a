"""Pages on which the judge abstains: other alphabets, lists without sentences, headlines without their stories."""

from __future__ import annotations

import pytest

from citecheck import Extent, SourceText, check_claim
from reports.model import Outcome

CLAIM = "The harbour of Saltby was closed in 1911 by the county council."
ARABIC = "المنارة على البحر قديمة جدا وبنيت في ذلك العام. " * 40
GEORGIAN = "ძველი ნავსადგური დახურა საბჭომ და ნავები გაიყიდა. " * 40
GREEK = "Το παλιό λιμάνι έκλεισε από το συμβούλιο. " * 40
ENGLISH = "The old harbour lies in the bay, and visitors come for the naïve paintings of the café. " * 12


@pytest.mark.parametrize("body", [ARABIC, GREEK, GEORGIAN])
def test_a_page_in_another_alphabet_is_not_searched_whatever_language_it_names(body: str) -> None:
    page = SourceText(text=f"Home. About us. Contact.\n{body}", extent=Extent.FULL, language="en")

    check = check_claim(CLAIM, page)

    assert (check.outcome, check.rule) == (Outcome.UNVERIFIABLE, "support.abstain.other-language")


@pytest.mark.parametrize("body", [ENGLISH, f"{ENGLISH}{ARABIC[:300]}"])
def test_a_page_with_some_foreign_letters_is_searched(body: str) -> None:
    check = check_claim(CLAIM, SourceText(text=body, extent=Extent.FULL, language="en"))

    assert check.rule != "support.abstain.other-language"
