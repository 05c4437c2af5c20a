"""Words that negate a statement, and words that look as if they did. Data only, in lower case.

English alone is listed by what reads these tables; a list for another language is added under its ISO 639-1 code.
"""

from __future__ import annotations

from collections.abc import Mapping


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


NEGATIONS: Mapping[str, frozenset[str]] = {
    "en": _words("not no never without none neither nor nobody nothing cannot hardly barely")
}
"""The words that negate what follows them, by language. Contractions (didn't) are recognised by their ending."""

NOT_NEGATING = _words("only just merely least longer fewer less more doubt")
"""Words right after a negation that denies nothing: "not only", "no fewer than"."""

BOUNDING = _words("until till unless before except but")
"""What makes a negated statement affirm something: "not until May" says that it happened, in May."""

DENYING = _words(
    "fail refuse deny decline reject lack avoid prevent forbid ban prohibit stop cease end abandon cancel omit "
    "miss exclude absent absence unable impossible false few little rarely seldom only except rather instead "
    "despite yet remain less zero free inactive incapable incomplete ineligible insufficient invalid irregular"
)
"""What may deny a statement without a negation."""

DENYING_PREFIX = r"(?:un|dis|non)\w{4,}"
"""A word whose prefix may deny: unfinished, disproved, nonresident."""

__all__ = ["BOUNDING", "DENYING", "DENYING_PREFIX", "NEGATIONS", "NOT_NEGATING"]
