"""Sentences with common words are ranked once for a text: the result is that of ranking all of them."""

import pytest

from citecheck.checking.passages import ranking
from citecheck.checking.passages.model import Hits
from citecheck.checking.passages.ranking import best_sentences
from citecheck.checking.passages.retrieval import find_terms, prepare, query
from citecheck.model import SourceText
from reports.model import Extent

NAMES = ("Ardal", "Benmor", "Cullen", "Dunmore", "Eskal")
TABLE = "\n".join(
    f"The village of {NAMES[number % 5]} number {number} has a mill{' and an old chapel' if number % 7 == 0 else ''}."
    for number in range(60)
)
CLAIMS = (
    "The village of Dunmore has a mill.",
    "Number 33 has an old chapel.",
    "A village has a mill.",
    "Nothing else.",
)


@pytest.mark.parametrize("by_term", [False, True])
@pytest.mark.parametrize("most", [1, 8, 40])
def test_ranking_common_words_once_changes_no_result(
    monkeypatch: pytest.MonkeyPatch, most: int, *, by_term: bool
) -> None:
    text = prepare(SourceText(text=TABLE, extent=Extent.FULL, media_type="text/plain", language="en"))

    def addend(term: str, index: int, quality: float) -> float:
        return quality * len(term) / (1 + len(text.sentences[index].words))

    def best(found: Hits, common: int) -> list[tuple[int, float]]:
        monkeypatch.setattr(ranking, "_COMMON", common)
        return list(best_sentences(text, found, addend, most, name="test", by_term=by_term).items())

    for claim in CLAIMS:
        found = find_terms(query(claim), text)
        alone = best(found, 1_000)
        assert best(found, 15) == alone
        assert best(found, 15) == alone, "the ranking that is held"


def test_another_set_of_common_words_has_a_ranking_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "_COMMON", 5)
    text = prepare(SourceText(text=TABLE, extent=Extent.FULL, media_type="text/plain", language="en"))

    def best(claim: str) -> list[int]:
        found = find_terms(query(claim), text)
        return list(best_sentences(text, found, lambda *_: 1.0, 3, name="test"))

    assert best("chapel") == [0, 7, 14]
    assert best("Benmor") == [1, 6, 11]
