"""Ask the segmenter where sentences begin, at a cost that grows with the text and not with its square."""

from __future__ import annotations

import sentencex  # type: ignore[import-untyped]  # it ships no type hints

from claims.patterns import lazy_regex

_LONGEST = (
    8_000  # characters that the segmenter gets at once: it compares all quotation marks of a text with each other
)
_NEAR = 300  # characters before the end of a part in which no start is believed: what follows may change it
_WIDE = lazy_regex(r"[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_BEFORE_A_STOP = lazy_regex(r"(?<!\s)\s++(?=\.)")
_SPACE = lazy_regex(r"\s")


def sentence_starts(text: str, language: str) -> set[int]:
    """Return the offsets at which sentences of `text` begin, the first included. `language` is a code of ISO 639-1.

    A text of more than 8,000 characters is given to the segmenter in parts, each of which begins at a sentence.
    """
    plain = text if text.isascii() else _without_wide_spaces(text)
    starts = {0}
    begin = 0
    while len(plain) - begin > _LONGEST:
        part = plain[begin : begin + _LONGEST]
        found = [start for start in _starts(part, language) if start < _LONGEST - _NEAR]
        last = found[-1] if found else 0
        if last <= _LONGEST // 4:  # hardly a sentence ends in it: go on at a space
            last = max((space.end() for space in _SPACE.finditer(part, _LONGEST - _NEAR)), default=_LONGEST)
        starts.update(begin + start for start in found)
        begin += last
    starts.update(begin + start for start in _starts(plain[begin:], language))
    return starts


def _starts(part: str, language: str) -> list[int]:
    """Return where sentences begin within `part`, without its own beginning, in order."""
    found = (boundary["start_index"] for boundary in sentencex.get_sentence_boundaries(language, part))
    return sorted(start for start in found if start > 0)


def _without_wide_spaces(text: str) -> str:
    """Put plain spaces for those at which sentencex 1.0 panics, as in "A\u00a0."; they are as long."""
    return _BEFORE_A_STOP.sub(lambda spaces: _WIDE.sub(" ", spaces[0]), text)


__all__ = ["sentence_starts"]
