"""Phrases by which a source forbids or denies the words behind them: "nobody who saw it", "il est interdit de".

Data by language. A quotation that begins right behind such a phrase says the contrary of its source.
"""

from __future__ import annotations

import re

from citecheck.checking.passages.terms import is_irregular
from claims.folding import fold

_QUOTED = r"\s+[\"“‘'«„]?$"
_FRAMES = {
    "en": r"(?:forbidden|prohibited|illegal|unlawful|not\s+(?:allowed|permitted))\s+to"
    r"|(?:refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|fail(?:s|ed|ing)?|neglect(?:s|ed|ing)?|unable|unwilling)\s+to",
    "de": r"(?:verboten|untersagt|unzulässig|nicht\s+(?:erlaubt|gestattet|zulässig)),",
    "fr": r"(?:interdit|défendu)(?:e?s?)\s+(?:de|d['’])",
    "es": r"(?:no\s+se\s+permite|prohibido)",
}
_FRAME = {code: re.compile(rf"(?<!\w)(?P<frame>{frame}){_QUOTED}", re.IGNORECASE) for code, frame in _FRAMES.items()}
_DENIED = re.compile(
    r"\b(?:not|never|nobody|none|cannot|hardly|can\s?not|no\s+\w+|\w+n['’]t)\s+(?:\w+\s+)?$", re.IGNORECASE
)
"""A negation of the phrase itself: "did not fail to"."""
_SUBJECT = re.compile(
    r"\b(?P<frame>nobody|no[ -]one|none|no\s+\w+|few\s+\w+|neither)\s+(?:of\s+\w+\s+)?(?:who|that|which)\s"
    r"[^.,;:]{1,60}\s[\"“‘'«]?$"
    r"|\b(?P<share>none|neither|few|not\s+one|hardly\s+any)\s+of\s+(?:the|these|those|its|his|her|their|our|my)\s"
    r"(?:[^\W\d_]+\s){1,3}[\"“‘'«]?$",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"(?:is|are|was|were|has|have|had|does|did|do|will|would|can|could|may|might|must|should|shall)\s", re.IGNORECASE
)
_REACH = 90  # characters before a quotation in which such a phrase stands


def denial_of_clause(before: str, quoted: str, language: str | None) -> str:
    """Return the phrase right before a quotation by which the source denies it; empty if there is none.

    `before` is what precedes the words `quoted` in the source, `language` that of the source (ISO 639-1; None: unknown,
    so that the phrases of all languages count).
    """
    near = before[-_REACH:].replace("\n", " ")
    for code, pattern in _FRAME.items():
        found = pattern.search(near) if language in (None, code) else None
        if found is not None and quoted[:1].isalpha() and not _DENIED.search(near[: found.start()]):
            return found["frame"]
    subject = _SUBJECT.search(near) if language in (None, "en") else None
    if subject is None or not _begins_with_verb(quoted):
        return ""
    return subject["frame"] or subject["share"]


def _begins_with_verb(quoted: str) -> bool:
    first = fold(quoted.split(maxsplit=1)[0]).squeezed if quoted.strip() else ""
    return bool(_FINITE.match(quoted)) or first.endswith("ed") or is_irregular(first)


__all__ = ["denial_of_clause"]
