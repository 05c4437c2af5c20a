"""What stands between two words of a page: page furniture, such as a page's foot and head or a caption, or
the one who speaks.
"""

from __future__ import annotations

import re

from citecheck.checking.quotes.prepared import PreparedPage

SENTENCE_END = re.compile(r"[.!?。！？][\"'”’»)\]]*\s|\n\n")
"""Where a sentence of running text ends, or a paragraph."""

_ASIDE = frozenset({"caption", "related", "navigation", "description", "comment", "metadata"})
# The three limits are judgement: a page's foot with the next head, a caption or two, a short label between paragraphs.
_INTERRUPTION = 1_500  # characters of blocks that may interrupt a sentence on a page
_TURN = 500  # characters of a page's foot and the next page's head
_LABEL = 60  # characters of a block that is no sentence: "Advertisement", "Story continues below"
_SAYING = (
    "said says wrote writes told tells added adds asked replied noted explained argued warned continued recalled stated"
    " insisted sagte sagt schrieb erklärte dit ajoute dijo dice afirmó disse zei"
)
_SPEAKER = re.compile(
    rf"[,.?!…]?\s?[\"”’»“]\s?[^\"”“«»]{{0,60}}\b(?:{'|'.join(_SAYING.split())})\b[^\"”“«»]{{0,80}}[\"“„«]\s?"
)


def is_attribution(page: PreparedPage, left: int, right: int) -> bool:
    """Return whether only the name of the speaker is between two parts of a quotation: "…," she said. "…".

    What is between is from `left` to `right`, which are positions in the folded text of `page`. False where nothing of
    the page is before `left` or from `right` on.
    """
    if left == 0 or right >= len(page.folded):
        return False
    offsets = page.folded.offsets
    return _SPEAKER.fullmatch(page.source.text[int(offsets[left - 1]) + 1 : int(offsets[right])][:200]) is not None


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


__all__ = ["SENTENCE_END", "is_attribution", "is_interruption"]
