"""A heading or a site's name among the passages: it shows what a page is about, and states nothing by itself."""

from __future__ import annotations

from citecheck.checking.passages import Sentence
from citecheck.checking.passages.retrieval import coverage
from citecheck.checking.support.evidence import Evidence

_LONGEST = 6  # words of a line that may be a title where nothing says what it is
_PART = 0.1  # share of the claim's weight that titles alone may carry
_TITLES = frozenset({"heading", "metadata"})


def rests_on_a_title(evidence: Evidence) -> bool:
    """Whether a part of the claim that counts stands in titles alone, and in no sentence of the passages."""
    carried = evidence.carried
    prose = [sentence.index for sentence in carried.sentences if not _is_title(evidence, sentence)]
    return carried.share - coverage(evidence.claim.wanted, evidence.found, prose) > _PART


def _is_title(evidence: Evidence, sentence: Sentence) -> bool:
    if sentence.kind in _TITLES:
        return True
    text = evidence.text.source.text
    alone = (sentence.start == 0 or text[sentence.start - 1] == "\n") and text[sentence.end : sentence.end + 1] == "\n"
    return sentence.kind == "body" and alone and len(sentence.words) <= _LONGEST and text[sentence.end - 1].isalnum()


__all__ = ["rests_on_a_title"]
