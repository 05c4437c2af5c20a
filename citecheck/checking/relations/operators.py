"""Phrases before a verb that deny it or make it less sure, though they stand far from it: "at no point did the board".

Data and their search, English. Each pattern is searched in the words of the sentence before the verb.
"""

from __future__ import annotations

import re

_IN_CLAUSE = r"[^,;:.()–—]*$"  # up to the verb, within its clause
_AUXILIARY = r"(?:did|do|does|had|has|have|was|were|is|are|can|could|will|would|should|must|may|might|shall|need|ever)"
_DENIED = re.compile(
    r"\b(?:"
    rf"(?:(?:at|on|in)\s+no\s+(?:point|time|stage|moment|occasion|account|way|case|sense)|under\s+no\s+circumstances?"
    rf"|by\s+no\s+means|not\s+once|not\s+until\s+\S+|nowhere|never|neither|nor|hardly|scarcely|rarely|seldom)\s+"
    rf"{_AUXILIARY}\b{_IN_CLAUSE}"
    r"|not\s+\w+\s+enough\s+to\s+(?:\w+ly\s+)?$"
    r"|too\s+\w+(?:\s+\w+)?\s+to\s+(?:\w+ly\s+)?$"
    r"|no\s+longer\s+$"
    r"|(?:far|kept|prevented|barred|banned|stopped|prohibited|excluded|exempt|exempted|refrained|prevents|bars|prohibits)"
    rf"\s+(?:\S+\s+){{0,4}}?from\s+(?:being\s+)?$"
    r"|(?:instead|rather)\s+(?:of|than)\s+$"
    r"|no\s+(?:intention|chance|hope|prospect)\s+of\s+$|no\s+(?:plans?|reason|need|right|desire|wish)\s+to\s+$"
    r"|(?:failure|inability|refusal|unwillingness|reluctance|unlikely|reluctant|yet)\s+to\s+(?:be\s+)?$"
    r"|(?:no|little|scant|without)\s+(?:\w+\s+)?(?:evidence|proof|sign|signs|indication|suggestion|trace|record)\s+"
    rf"(?:that|of)\b{_IN_CLAUSE}"
    rf"|(?:myth|misconception)\s+that\b{_IN_CLAUSE}"
    r")",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"\b(?:"
    rf"whether\b(?!\s+or\s+not){_IN_CLAUSE}"
    r"|(?:not|never|cannot|n['’]t)\s+(?:\w+\s+)?(?:find|found|show|shown|prove|proved|proven|establish|established|demonstrate"
    r"|demonstrated|confirm|confirmed|conclude|concluded|believe|think|say|said|claim|suggest|mean|imply|clear|certain"
    rf"|known|sure)\s+that\b{_IN_CLAUSE}"
    rf"|(?:ruled\s+out|rejected|dismissed|denied|disputed|questioned|refuted|doubted)\s+"
    rf"(?:(?:the|any|a)\s+)?(?:\w+\s+)?that\b{_IN_CLAUSE}"
    r")",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:permission|permits?|licen[cs]e|approval|consent|authori[sz]ation|leave|funding|money|mandate|bid|proposal"
    r"|intention|ambition|wish|desire|goal|aim|call|calls|right|option|opportunity|chance|set|poised|ready|about|free"
    r"|entitled|allowed|permitted|able)\s+(?:for\s+\w+\s+)?to\s+(?:be\s+)?$",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:free|entitled|allowed|permitted|able|right|option)\s+to(?:,\s+but\s+\w+\s+not,)?\s+(?:be\s+)?$",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(r"\b(?:would|could|might)\s+(?:\w+\s+){0,2}to\s+$", re.IGNORECASE)
_TURNED_OFF = re.compile(r"\b(?:but|and|though|or)\s+(?:need|may|must|can|do|does|did|is|are|was|were)\s+not,?\s+$")
"""A second verb between commas: "are entitled to, but need not, install"."""
_FAR = 120  # characters before a verb in which such a phrase stands (judgement)


def far_denial(before: str) -> str:
    """Return the first words of a phrase at the end of `before`, the text before a verb, that denies it."""
    found = _DENIED.search(before[-_FAR:])
    return " ".join(found[0].split()[:3]) if found is not None else ""


def is_doubted(before: str) -> bool:
    """Return whether a phrase in `before`, the text before a verb, leaves it open: "whether", "not find that"."""
    return _DOUBTED.search(before[-_FAR:]) is not None


def is_planned(before: str) -> bool:
    """Return whether a phrase at the end of `before`, the text before a verb, says that it is wished: "a bid to"."""
    return _PLANNED.search(before[-_FAR:]) is not None


def is_free(before: str) -> bool:
    """Return whether a phrase at the end of `before`, the text before a verb, says that it may be: "entitled to"."""
    return _FREE.search(before[-_FAR:]) is not None


def is_conditional(before: str) -> bool:
    """Return whether a phrase at the end of `before`, the text before a verb, says "would have to"."""
    return _CONDITIONAL.search(before[-_FAR:]) is not None


def is_beside(before: str) -> bool:
    """Return whether the "not" at the end of `before` belongs to a verb between commas: "may, but need not, pay"."""
    return _TURNED_OFF.search(before[-_FAR:]) is not None


__all__ = ["far_denial", "is_beside", "is_conditional", "is_doubted", "is_free", "is_planned"]
