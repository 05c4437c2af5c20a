"""Compare what a source dismisses with what a claim states: "ruled out a faulty heater as the cause". English."""

from __future__ import annotations

import re

from citecheck.checking.relations.clauses import SentenceReading, read_sentence
from citecheck.checking.relations.model import Difference
from citecheck.checking.relations.sentence import content

_VERBS = r"(?:rul(?:e|es|ed|ing)\s+out|dismiss\w*|reject\w*|refut\w*|disprov\w*|exclud\w*|discount\w*|den(?:y|ies|ied))"
_ROLES = r"(?:cause|reason|source|origin|motive|culprit|explanation|factor|author|winner|killer|owner|site|place)s?"
_AS = rf"\bas\s+(?:the|an?|its|one|their|his|her)?\s*(?:\w+\s+)?(?P<role>{_ROLES})\b"
_ACTIVE = re.compile(rf"\b{_VERBS}\s+(?P<what>[^.;:]{{3,120}}?)\s+{_AS}", re.IGNORECASE)
_PASSIVE = re.compile(rf"\b(?:was|were|is|are|been)\s+(?:\w+ly\s+)?{_VERBS}\s+{_AS}", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.;:]")
_CAUSED = re.compile(r"\b(?:caus(?:e|es|ed|ing)|because|due\s+to|led\s+to|result(?:s|ed)?\s+(?:in|from))\b", re.I)
_ANY_DISMISSAL = re.compile(rf"\b{_VERBS}\b|\b(?:not|no|never|neither)\b|n['’]t\b", re.IGNORECASE)


def dismissed(claim: SentenceReading, source: SentenceReading) -> Difference | None:
    """Return that `source`, a sentence of the source, dismisses what `claim` states; None if it does not.

    The claim must name what is dismissed, and as what: the cause, the origin, the winner.
    """
    if _ANY_DISMISSAL.search(claim.text):
        return None
    told = [(one["what"], one) for one in _ACTIVE.finditer(source.text)]
    told += [(_CLAUSE_END.split(source.text[: one.start()])[-1], one) for one in _PASSIVE.finditer(source.text)]
    for thing, found in told:
        what, role = content(read_sentence(thing).words), content(read_sentence(found["role"]).words)
        is_role = role <= claim.stems or (found["role"].casefold().startswith(_OF_CAUSE) and _is_caused(claim))
        if what and is_role and 2 * len(what & claim.stems) > len(what):
            return Difference("negation", f"the source dismisses it: “{' '.join(found[0].split())}”", sure=True)
    return None


_OF_CAUSE = ("cause", "reason", "explanation", "culprit", "factor")


def _is_caused(claim: SentenceReading) -> bool:
    return _CAUSED.search(claim.text) is not None


__all__ = ["dismissed"]
