"""The scope of marks whose authors the sentence names: "Lee (2019) found this, but Ng (2020) denied it".

Such a mark covers what the sentence says from the names on, to the names of the next such mark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from claims.linking.clauses import has_verb
from claims.linking.scope import cover
from claims.model import Span
from claims.patterns import lazy_regex

_FEW = 3  # words behind a mark that can say something; judgement: "Lee (2019) and later Ng (2020)" goes on with Ng
_JOINT = lazy_regex(
    r"[\s,;:–—]+(?:(?:and|but|or|while|whereas|although|though|however|yet|und|aber|während|sondern|et|mais|y|pero|e|ma|och)[\s,]+)?$"
)
_LONGEST_JOINT = 20  # characters


def cover_named(text: str, sentence: Span, marks: Sequence[Span], named: Mapping[int, int]) -> list[tuple[Span, ...]]:
    """Return the covered spans for each of `marks` (runs in or behind `sentence`, in order).

    `named` has where the sentence names the authors of a mark, by the start of the mark. Marks that are not in it cover
    what `cover` says, within the part of the sentence that they stand in.
    """
    leading = [mark for mark in marks if sentence.start <= named.get(mark.start, -1) < sentence.end]
    if not leading or len(marks) == 1:
        return cover(text, sentence, marks)
    parts = _parts(text, sentence, marks, [named[mark.start] for mark in leading])
    scopes = dict(zip(leading, _scopes(text, sentence, leading, parts[-len(leading) :]), strict=True))
    for number, part in enumerate(parts):
        upto = parts[number + 1].start if number + 1 < len(parts) else marks[-1].end
        others = [mark for mark in marks if mark not in scopes and part.start <= mark.start < upto]
        scopes.update(zip(others, cover(text, part, others) if others else (), strict=True))
    return [scopes.get(mark, (sentence,)) for mark in marks]


def _parts(text: str, sentence: Span, marks: Sequence[Span], names: Sequence[int]) -> list[Span]:
    """Return the parts of a sentence: one from each of the places `names` on, and one before them with other marks."""
    begins = list(names) if marks[0].start < names[0] else [sentence.start, *names[1:]]
    if begins[0] != sentence.start:
        begins.insert(0, sentence.start)
    ends = [_before_joint(text, start, end) for start, end in pairwise(begins)]
    return [Span(start, end) for start, end in zip(begins, [*ends, sentence.end], strict=True)]


def _before_joint(text: str, start: int, end: int) -> int:
    joint = _JOINT.search(text, max(start, end - _LONGEST_JOINT), end)
    return joint.start() if joint is not None else end


def _scopes(text: str, sentence: Span, leading: Sequence[Span], parts: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Return what the marks `leading` cover, each in its part; one that says nothing itself shares the next part."""
    scopes: list[tuple[Span, ...]] = []
    for mark, part in zip(reversed(leading), reversed(parts), strict=True):
        says_little = len(text[mark.end : part.end].split()) < _FEW
        if not says_little or has_verb(text[part.start : mark.start]):
            scopes.append((part,))
        else:
            scopes.append((Span(part.start, scopes[-1][-1].end),) if scopes else (sentence,))
    return scopes[::-1]


__all__ = ["cover_named"]
