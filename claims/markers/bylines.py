"""Find the lines with a document's authors, whose raised numbers name institutes, not sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.layout import Block
from claims.model import BlockKind

_RAISED = re.compile(r"(?:[⁰¹²³⁴-⁹]+|[*†‡§¶✉]|\[\d{1,2}(?:,\s?\d{1,2})*\]|\(\d{1,2}\)|\^\d{1,2}(?:,\d{1,2})*\^)[,⁻–-]*")
_NUMBERED = re.compile(r"[⁰¹²³⁴-⁹\d]")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_JOINING = re.compile(  # and the particles of names
    r"of|for|at|the|and|&|und|et|y|e|og|och|en|d[aeiou]|do?s|van|von|de[rnl]|della|la|le|te[nr]|bin|ibn|al|el",
    re.IGNORECASE,
)
_LONGEST = 1500  # characters of the line with the authors; judgement: papers have dozens
_FEWEST = 2  # words of one name
_FEWEST_BEFORE_STOP = 3  # numbers in a line that ends with a full stop; judgement: such lines are rare
_STOP = re.compile(r"(?<![A-ZÀ-Þ])[.!?。]$")


def find_bylines(text: str, blocks: Sequence[Block]) -> set[int]:
    """Return where the blocks begin, above the first sentence of `text`, that only name people with raised numbers."""
    found: set[int] = set()
    for block in blocks:
        words = text[block.span.start : block.span.end]
        if block.kind is BlockKind.PARAGRAPH:
            if not is_byline(words):
                if re.search(r"[^\W\d_]{3}[.!?。]", words) and len(words.split()) > 8:
                    break
                continue
            found.add(block.span.start)
    return found


def is_byline(words: str) -> bool:
    """Return whether `words` only name people, two words at least, with raised numbers or signs."""
    if len(words) > _LONGEST or not _NUMBERED.search(words):
        return False
    names = _WORD.findall(_RAISED.sub(" ", words))
    own = [name for name in names if not _JOINING.fullmatch(name)]
    if _STOP.search(words.strip()) and len(_RAISED.findall(words)) < _FEWEST_BEFORE_STOP:
        return False
    return len(own) >= _FEWEST and all(name[0].isupper() for name in own) and not re.search(r"[^\W\d_]{4}[.!?]", words)
