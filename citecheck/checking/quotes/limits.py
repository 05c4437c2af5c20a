"""Limits and negations that stand right beside the words of a quotation, or in what it leaves out.

"Divers may visit the wreck" is word for word in "Divers may visit the wreck, except during the seal season", and says
something else. The lists are data by language; where a language has no list, nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citecheck.checking.quotes.lexicon import negations
from claims.folding import fold

_STRONG = {
    "en": r"unless|except(?:ing)?(?!\s+as\b)|save\s+for|other\s+than|apart\s+from|excluding|subject\s+to|assuming"
    r"|only\s+(?:if|when|where|while|after|before|until|with|in|on|for|during|to|as|by|under)"
    r"|(?:provided|providing)(?=\s+(?:that|the|it|they|he|she|we|you|i|there|an?|no|its|their|his|her|our|all|both)\b)"
    r"|(?:as|so)\s+long\s+as|on\s+(?:the\s+)?condition\s+that|in\s+so\s+far\s+as|insofar\s+as|but\s+(?:not|only|never)",
    "de": r"es\s+sei\s+denn|außer|ausgenommen|sofern|vorausgesetzt|nur\s+(?:wenn|falls|bei|mit|für)|solange|aber\s+nicht",
    "fr": r"sauf|hormis|excepté|à\s+moins\s+qu|à\s+condition|pourvu\s+qu|seulement\s+si|mais\s+pas|tant\s+que",
    "es": r"salvo|excepto|a\s+menos\s+que|a\s+condición\s+de|siempre\s+que|solo\s+si|sólo\s+si|pero\s+no|mientras\s+no",
    "it": r"salvo|eccetto|tranne|a\s+meno\s+che|a\s+condizione\s+che|purché|solo\s+se|ma\s+non",
    "pt": r"salvo|exceto|a\s+menos\s+que|desde\s+que|só\s+se|somente\s+se|mas\s+não",
    "nl": r"tenzij|behalve|uitgezonderd|mits|alleen\s+als|maar\s+niet",
}
# These limit only what may, must or will be, or what is denied: "valid until", "cannot be used without".
_WEAK = {"en": r"if|until|till|without", "de": r"wenn|falls|bis|ohne", "fr": r"si|jusqu|sans", "es": r"si|hasta|sin"}
_NORM = {
    "en": r"may|might|can|could|will|would|shall|should|must|cannot|\w+n['’]t|not|never|no|nobody|none|valid|appl(?:y|ies)"
    r"|allowed|permitted|forbidden|banned|required|free|exempt|entitled",
    "de": r"darf|dürfen|kann|können|soll|sollen|muss|müssen|wird|werden|nicht|kein\w*|gilt|gelten",
    "fr": r"peut|peuvent|pourra|doit|doivent|sera|seront|ne|n['’]\w+",
    "es": r"puede|pueden|podrá|debe|deben|será|serán|no",
}
_ASKING = re.compile(
    r"\b(?:ask|wonder|know|knew|see|saw|decid|tell|told|say|said|check|doubt|question)\w*\b[^.]*$", re.I
)
_EVEN = re.compile(r"\b(?:even|as|what|and|or|but)\s*$", re.IGNORECASE)
_BEFORE = re.compile(r"([^\W\d_]+(?:['’]t)?)\s+[\"“‘'«]?$")
_NOT_BEFORE = re.compile(r"\b(?:or|if|why|whether|than)\s+(?:not|no)\s+$", re.IGNORECASE)
_PLAIN_BEFORE = frozenset({"without", "senza", "sans", "sin", "ohne", "nothing", "nobody", "none", "few"})
_AFTER = r"\s*[,;–—-]{0,2}\s*(?:(?:and|or)\s+)?(?:%s)(?!\w)"


def limit_behind(quoted: str, rest: str, language: str | None) -> str:
    """Return the limit with which the source's sentence goes on right behind the quoted words; empty if there is none.

    `quoted` are the words as the source has them, `rest` is what follows them there, `language` that of the source.
    """
    own = language or "en"
    strong = re.match(_AFTER % _STRONG[own], rest, re.IGNORECASE) if own in _STRONG else None
    found = strong or (_weak_limit(quoted, rest, own) if own in _WEAK else None)
    if found is None:
        return ""
    clause = re.split(r"[.!?;]\s|\n\n|[”\"»]", rest[found.start() :], maxsplit=1)[0]
    return " ".join(clause.split()).lstrip(",;–— ")[:80]


def _weak_limit(quoted: str, rest: str, language: str) -> re.Match[str] | None:
    found = re.match(_AFTER % _WEAK[language], rest, re.IGNORECASE)
    if found is None or not re.search(rf"\b(?:{_NORM[language]})\b", quoted, re.IGNORECASE):
        return None
    if "if" in found[0].lower() and _ASKING.search(quoted):
        return None
    return found


def negation_before(before: str, language: str | None) -> str:
    """Return the negation that stands right before the quoted words in the source; empty if there is none.

    `before` is what precedes them there. "Not only", "or not", and negations that have their own object are none.
    """
    found = _BEFORE.search(before[-40:])
    if found is None:
        return ""
    word = fold(found[1]).squeezed
    if word in _PLAIN_BEFORE or not negations([word], language) or _NOT_BEFORE.search(before[-40:]):
        return ""
    return found[1]


def swallows_limit(kept: str, left_out: str, language: str | None) -> bool:
    """Return whether an ellipsis leaves out a limit of the words kept before it.

    `kept` is the part of the sentence before the ellipsis, `left_out` what it leaves out, both as the source has them.
    """
    own = language or "en"
    if own not in _STRONG:
        return False
    if re.search(rf"(?<!\w)(?:{_STRONG[own]})(?!\w)", left_out, re.IGNORECASE):
        return True
    return own in _WEAK and _weak_limit(kept, left_out, own) is not None


_BOUNDARY = re.compile(r"[,;:()–—]|\b(?:and|but|or|und|aber|oder|et|mais|ou|y|pero|o|e|ma)\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"\W*(?:after|before|when|while|which|who|whom|whose|where|because|although|though|since|as|that|with|without|in|at|on|"
    r"for|from|by|despite|following|during|and|but|or|nach|bevor|als|während|der|die|das|weil|obwohl|qui|que|après|parce|"
    r"bien|dont|où|que|quien|cuando|aunque|después|porque)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|did|do|will|would|can|could|may|might|must|should|shall|\w{2,}ed|said|says|"
    r"made|took|went|gave|came|kept|left|told|held|met|saw|ist|war|hat|wurde|est|était|ont|es|era|fue)\b",
    re.IGNORECASE,
)
_SUBJECTS = frozenset("no none nobody neither nothing noone kein keine niemand aucun aucune personne ningun nadie".split())
_NEAR_END = 3  # words before the end of an omission in which a negation belongs to the verb behind it
_NEAR_START = 2  # words at its beginning in which it belongs to the verb before it


def governs_kept_words(left_out: str, behind: str, find: Callable[[list[str]], list[str]]) -> bool:
    """Return whether a negation in what an ellipsis leaves out belongs to the words that the quotation keeps.

    `left_out` is within one sentence, `behind` is what follows it, `find` returns the negations among folded words. A
    negation belongs to the verb right before or right behind the omission; one that is the subject of the verb behind
    it belongs to that verb from further off. Clauses of their own, such as "after a debate that did not last", count
    only for themselves.
    """
    text = left_out.strip()
    words = _folded_words(text)
    if not find(words):
        return False
    if text[:1] not in ",;(–—:" and not _SUBORDINATE.match(text) and find(words[:_NEAR_START]):
        return True
    closed = text[-1:] in ",;)–—:" or bool(_BOUNDARY.match(behind.strip()))
    if closed:
        return False
    last = _folded_words(_BOUNDARY.split(text)[-1])
    if find(last[-_NEAR_END:]):
        return True
    at = next((index for index, word in enumerate(last) if word in _SUBJECTS), None)
    return at is not None and not _FINITE.search(" ".join(last[at:]))


def _folded_words(text: str) -> list[str]:
    folded = fold(text)
    return folded.tokens(0, len(folded))[0]


__all__ = ["governs_kept_words", "limit_behind", "negation_before", "swallows_limit"]
