"""Recognise page furniture between two words of a page, such as a page's footer and header, or a caption."""

from __future__ import annotations

import re

from citecheck.checking.quotes.prepared import PreparedPage

SENTENCE_END = re.compile(r"[.!?。！？][\"'”’»)\]]*\s|\n\n")
"""Where a sentence of running text ends, or a paragraph."""

_ASIDE = frozenset({"caption", "related", "navigation", "description", "comment", "metadata"})
# The three limits are judgement: a page's foot with the next head, a caption or two, a short label between paragraphs.
_INTERRUPTION = 1_500  # characters of blocks that may interrupt a sentence on a page
_TURN = 500  # characters of a page's foot and the next page's head
_LABEL = 60  # characters of a block that is not a sentence: "Advertisement", "Story continues below"


def is_interruption(page: PreparedPage, left: int, right: int) -> bool:
    """Return whether only page furniture is between two folded positions, `left` and `right`, of `page`.

    Page furniture is a header, a footer or a caption.
    """
    source = page.source
    if left == 0 or right >= len(page.folded):
        return False
    first, last = int(page.folded.offsets[left - 1]) + 1, int(page.folded.offsets[right])
    before, after = source.place_at(first - 1), source.place_at(last)
    if before is None or after is None or last - first > _INTERRUPTION:
        return False
    if before.page is not None and after.page == before.page + 1:
        return last - first <= _TURN
    between = [place for place in source.places if place.start >= before.end and place.end <= after.start]
    if before is after or not between or before.end - first > 3 or last - after.start > 3:
        return False
    return all(
        place.kind in _ASIDE
        or (place.end - place.start <= _LABEL and not SENTENCE_END.search(source.text[place.start : place.end] + " "))
        for place in between
    )


__all__ = ["SENTENCE_END", "is_interruption"]
