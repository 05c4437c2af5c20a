"""Limits and negations right beside the words of a quotation, or in the text that it leaves out.

"Divers may visit the wreck" is word for word in "Divers may visit the wreck, except during the seal season", and says
something else. The lists are data by language; where a language has no list, nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citecheck.checking.passages.terms import stem
from citecheck.checking.quotes.denied_clauses import denial_of_clause
from citecheck.checking.quotes.words import denials_in, negations
from claims.folding import fold

_STRONG = {
    "en": r"unless|except(?:ing)?(?!\s+as\b)|(?:with|bar)\s+the\s+(?:\w+\s+)?exceptions?\s+of"
    r"|save\s+(?:for|where|when|that|in|on)|barring|pending|other\s+than|apart\s+from|excluding|not\s+(?:including|counting)"
    r"|subject\s+to|contingent\s+(?:up)?on|conditional\s+(?:up)?on|in\s+the\s+absence\s+of|assuming"
    r"|only\s+(?:if|when|where|while|after|before|until|with|in|on|for|during|to|as|by|under)"
    r"|(?:provided|providing)(?=\s+(?:that|the|it|they|he|she|we|you|i|there|an?|no|its|their|his|her|our|all|both)\b)"
    r"|(?:as|so)\s+long\s+as|on\s+(?:the\s+)?condition\s+that|insofar\s+as|but\s+(?:not|only|never)",
    "de": r"es\s+sei\s+denn|außer|ausgenommen|sofern|vorausgesetzt|nur\s+(?:wenn|falls|bei|mit|für)|solange"
    r"|aber\s+nicht",
    "fr": r"sauf|hormis|excepté|à\s+moins\s+(?:que|qu(?=['’])|de|d(?=['’]))|à\s+condition|pourvu\s+qu(?:e|(?=['’]))"
    r"|seulement\s+si|mais\s+pas|tant\s+que",
    "es": r"salvo|excepto|a\s+menos\s+que|a\s+condición\s+de|siempre\s+que|solo\s+si|sólo\s+si|pero\s+no|mientras\s+no",
    "it": r"salvo|eccetto|tranne|a\s+meno\s+che|a\s+condizione\s+che|purché|solo\s+se|ma\s+non",
    "pt": r"salvo|exceto|a\s+menos\s+que|desde\s+que|só\s+se|somente\s+se|mas\s+não",
    "nl": r"tenzij|behalve|uitgezonderd|mits|alleen\s+als|maar\s+niet",
}
# These except something from the words right before them; the others limit the whole statement.
_EXCEPTION = re.compile(
    r"except|with\b|barring|pending|bar\b|not\b|save|other|apart|excluding|but|außer|ausgenommen|aber|sauf|hormis"
    r"|excepté|mais|salvo|excepto|pero|eccetto|tranne|ma\b|exceto|mas|behalve|uitgezonderd|maar",
    re.IGNORECASE,
)
# These limit only what may, must or will be, or what is denied: "valid until", "cannot be used without".
_WEAK = {
    "en": r"if(?!\s+(?:only|not|ever|any|at\s+all|rarely|seldom|perhaps|necessary|possible|\w+ly)\b)|until|till"
    r"|without",
    "de": r"wenn|falls|bis|ohne",
    "fr": r"si|jusqu|sans",
    "es": r"si|hasta|sin",
}
_NORM = {
    "en": r"may|might|can|could|will|would|shall|should|must|cannot|\w+n['’]t|not|never|no|nobody|none|valid"
    r"|appl(?:y|ies)|allowed|permitted|forbidden|banned|required|free|exempt|entitled",
    "de": r"darf|dürfen|kann|können|soll|sollen|muss|müssen|wird|werden|nicht|kein\w*|gilt|gelten",
    "fr": r"peut|peuvent|pourra|doit|doivent|sera|seront|ne|n['’]\w+",
    "es": r"puede|pueden|podrá|debe|deben|será|serán|no",
}
_IRREGULAR_NOUNS = frozenset({"men", "women", "feet", "teeth", "mice"})
_PRESENT = re.compile(r"\b\w{3,}s\s+(?:that|the|an?|to|how|why|it|them|his|her|their|its)\b", re.IGNORECASE)
_WITHOUT = frozenset({"without", "ohne", "sans", "sin", "senza", "sem", "zonder", "utan", "uden", "uten", "bez"})
_DENIED = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|cannot|\w+n['’]t|neither|nor|hardly|rarely|forbidden|banned|illegal|impossible"
    r"|unable|nicht|nie\w*|kein\w*|ne|n['’]\w+|jamais|aucune?|nunca|nadie|nada|ningún)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:ask|wonder|know|knew|see|saw|decid|tell|told|say|said|check|doubt|question)\w*\b[^.]*$", re.I
)
_BEFORE = re.compile(r"([^\W\d_]+(?:['’]t)?)\s+[\"“‘'«]?$")
_NONE_OF = re.compile(
    r"\b(none|neither|few|not one|not all|nothing|nobody|no[ -]one|hardly any\w*"
    r"|(?:no|few|not every|not all) [^\W\d_]+)"
    r" (?:of|in|on|at|from|among|with)\s+$",
    re.IGNORECASE,
)
"""What denies the statement whose subject ends with the words behind it: "nobody in the village"."""
_NOTION = (
    r"by no means|in no way|at no time|at no point|on no account|under no circumstances|no longer|far from|anything but"
    r"|nowhere near|a long way from"
)
_PHRASE_BEFORE = re.compile(rf"\b({_NOTION})(?:\s+(?:been|be|being|as))?\s+[\"“‘'«]?$", re.IGNORECASE)
_ADVERBS = (
    r"yet|ever|even|always|very|so|quite|too|fully|entirely|really|exactly|actually|necessarily|particularly|especially"
    r"|formally|officially|publicly"
)
_NOT_YET = re.compile(
    rf"\b(not|never|cannot|\w+n['’]t)(?:\s+(?:{_ADVERBS}|have|been|be|being|an?)){{1,3}}(?<!\bhave)\s+[\"“‘'«]?$",
    re.IGNORECASE,
)
"""A negation with only an auxiliary, an article or an adverb between it and the words: "has not yet been"."""
_WHY_NOT = re.compile(r"\bwhy\s+(?:don['’]t|can['’]t|shouldn['’]t)\s+$", re.IGNORECASE)  # proposes what it asks
_US = re.compile(r"(?:we|you|I)\b")
_NOT_BEFORE = re.compile(r"\b(?:or|if|why|whether|than)\s+(?:not|no)\s+$", re.IGNORECASE)
_LIMIT_BEFORE = frozenset({"only", "nur", "seulement", "solo", "soltanto", "somente"})
_PLAIN_BEFORE = frozenset({"without", "senza", "sans", "sin", "ohne", "nothing", "nobody", "none", "few"})
_ALL = re.compile(
    r"\b(?:all|every\w*|each|any\w*|no|none|nobody|no-?one|nothing|nowhere|whole|entire)\b", re.IGNORECASE
)
_ALL_BUT = re.compile(
    r"\s*,?\s*(?:but|bar|save)\s+(?:one|two|three|four|five|a|an|the|for|his|her|its|their|our|him|those)\b([^,.;]*)",
    re.IGNORECASE,
)
"""What excepts something from all: "every game but one"; "but the mast fell" is another statement."""
_IF_CLAUSE = re.compile(
    r",\s*(?:if|wenn|falls|si)\s+(?:the|an?|it|they|he|she|we|you|i|there|this|that|these|those|its|his|her|their|our|your|all"
    r"|no|der|die|das|es|er|sie|le|la|les|il|elle|el|los|las)\b[^,]*,",
    re.IGNORECASE,
)
"""A condition between commas that an ellipsis leaves out whole."""
_AFTER = r"\s*[,;–—-]{0,2}\s*(?:%s)(?!\w)"


def limit_behind(quoted: str, rest: str, language: str | None) -> str:
    """Return the limit with which the source's sentence continues right after the quoted words; empty if there is none.

    `quoted` are the words as the source has them, `rest` is what follows them there, `language` that of the source.
    """
    own = language or "en"
    limits = _strong(language)
    strong = re.match(_AFTER % limits, rest, re.IGNORECASE) if limits else None
    if strong is None:
        strong = _exception(quoted, rest)
    found = strong or (_weak_limit(quoted, rest, own) if own in _WEAK else None)
    if found is None:
        return ""
    clause = re.split(r"[.!?;]\s|\n\n|[”\"»]", rest[found.start() :], maxsplit=1)[0]
    return " ".join(clause.split()).lstrip(",;–— ")[:80]


def _strong(language: str | None) -> str:
    """Return the strong limits of a language; of a text too short to tell its language, those of all languages."""
    return "|".join(_STRONG.values()) if language is None else _STRONG.get(language, "")


def _weak_limit(quoted: str, rest: str, language: str) -> re.Match[str] | None:
    found = re.match(_AFTER % _WEAK[language], rest, re.IGNORECASE)
    if found is None:
        return None
    word = found[0].casefold().strip(" ,;–—-")
    if not re.search(rf"\b(?:{_NORM[language]})\b", quoted, re.IGNORECASE) and not _is_condition(quoted, word, rest):
        return None
    if word == "if" and _ASKING.search(quoted):
        return None
    if word in _WITHOUT and not _DENIED.search(quoted):  # what may be done without something may be done
        return None
    return found


def _is_condition(quoted: str, word: str, rest: str) -> bool:
    """Whether a state holds only under a condition: "is safe if taken with food", "until the floods arrive"."""
    if not _STATE.search(quoted) or quoted.rstrip()[-1:] in ".!?":
        return False
    clause = _CLAUSE_END.split(rest.strip(" ,;–—-"), maxsplit=1)[0].partition(" ")[2]
    return word in ("if", "wenn", "falls") or (word in ("until", "till") and _DETERMINED.match(clause) is not None)


_STATE = re.compile(r"\b(?:is|are|remains?|stays?|ist|sind|bleibt|bleiben)\s+(?!said|known|called)\w+", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.,;:!?]")
_DETERMINED = re.compile(
    r"(?:the|an?|it|they|he|she|its|their|his|her)\s(?:[^\W\d_]+\s){0,4}?"
    r"(?:is|are|has|have|arrives?|comes?|ends?|begins?|starts?|fails?|\w{3,}s|\w+ed)(?!\w)",
    re.IGNORECASE,
)
"""A clause behind "until": an event rather than a day."""


def _exception(words: str, behind: str) -> re.Match[str] | None:
    """Return what excepts something from all that `words` name: "every game but one"; a clause of its own is none."""
    found = _ALL_BUT.match(behind) if _ALL.search(words) else None
    return found if found and not _has_verb(re.split(r"\band\b", found[1], maxsplit=1)[0]) else None


def negation_before(before: str, quoted: str, language: str | None) -> str:
    """Return the negation, or the "only", that stands right before the quoted words in the source; empty: neither.

    `before` is what precedes the words `quoted` there, `language` that of the source (ISO 639-1; None: unknown, read as
    English).
    "Not only", "or not", and negations that have their own object do not count.
    """
    none_of = _NONE_OF.search(before[-40:])
    if none_of and _has_verb(quoted):
        return none_of[1]
    if frame := denial_of_clause(before, quoted, language):
        return frame
    phrase = _PHRASE_BEFORE.search(before[-60:]) or _NOT_YET.search(before[-60:])
    if phrase and not _NOT_BEFORE.search(before[: before.rfind(phrase[1])] + "not "):
        return phrase[1]
    found = _BEFORE.search(before[-40:])
    if found is None or (_WHY_NOT.search(before[-40:]) and _US.match(quoted)):
        return ""
    word = fold(found[1]).squeezed
    if word in _LIMIT_BEFORE and not re.search(r"\bnot\s+only\s+$", before[-40:], re.IGNORECASE):
        return found[1]
    if word in _PLAIN_BEFORE or not negations([word], language) or _NOT_BEFORE.search(before[-40:]):
        return ""
    return found[1]


def _has_verb(words: str) -> bool:
    """Whether words hold a verb in a finite form, as far as endings and irregular forms tell."""
    return bool(_FINITE.search(words) or _PRESENT.search(words)) or any(map(_is_irregular_verb, _folded_words(words)))


def _is_irregular_verb(word: str) -> bool:
    """Whether a folded English word is a past form that the stemmer knows by itself: "knew", "bought"."""
    root = stem(word)
    return root[:1] == word[:1] and not word.startswith(root[:3]) and word not in _IRREGULAR_NOUNS


def swallows_limit(kept: str, left_out: str, language: str | None) -> bool:
    """Return whether an ellipsis leaves out a limit of the words kept before it.

    `kept` is the part of the sentence before the ellipsis, `left_out` what it leaves out, both as the source has them.
    `language` is that of the source (ISO 639-1); None: unknown, so that the strong limits of all languages count.
    """
    own = language or "en"
    limits = _strong(language)
    for found in re.finditer(rf"(?<!\w)(?:{limits})(?!\w)", left_out, re.IGNORECASE) if limits else ():
        before = left_out[: found.start()].strip()
        begins = not before or before[-1] in ",;–—("
        if begins or not _EXCEPTION.match(found[0]):
            return True
    if _exception(kept, left_out):
        return True
    if _IF_CLAUSE.fullmatch(left_out.strip()):
        return True
    joins = re.search(r"\b(?:and|or|und|oder|et|ou|y|o)\s*$", kept, re.IGNORECASE)  # the limit is of what follows
    return own in _WEAK and not joins and _weak_limit(kept, left_out, own) is not None


def is_said_around(around: str, language: str | None) -> bool:
    """Return whether words around a quotation deny or limit something themselves, such as the claim that it is in.

    `around` is the claim without the quotation. Then the claim may well say what the quotation was cut off from.
    `language` is that of the claim (ISO 639-1); None: unknown, so that the strong limits of all languages count.
    """
    words = _folded_words(around)
    limits = "|".join(filter(None, (_strong(language), _WEAK.get(language or "en", ""))))
    limited = bool(limits) and re.search(rf"(?<!\w)(?:{limits})(?!\w)", around, re.IGNORECASE) is not None
    return limited or bool(negations(words, language)) or bool(denials_in(words)) or bool(_LIMIT_BEFORE & set(words))


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
_SUBJECT_WORDS = "no none nobody neither nothing noone kein keine niemand aucun aucune personne ningun nadie"
_SUBJECTS = frozenset(_SUBJECT_WORDS.split())
_DENIED_INFINITIVE = re.compile(
    r"\b(?:fail|refus|declin|neglect|omitt)(?:s|e|es|ed|ing)?\b[^;:]*?,?(?:\s+to)?$|\b(?:unable|reluctant|unwilling)\b[^;:]*$",
    re.IGNORECASE,
)
"""What denies the infinitive behind it: "failed by two votes to"."""
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
    own_clause = text[:1] in ",;(–—:"
    has_infinitive = text.endswith("to") or behind.lstrip().startswith("to ")
    if has_infinitive and not own_clause and _DENIED_INFINITIVE.search(text):
        return True
    if words[-1:] and words[-1] in _WITHOUT:
        return True
    words = [word for word in words if word not in _WITHOUT]  # "without" denies its own object alone
    if not find(words):
        return False
    if text[:1] not in ",;(–—:" and not _SUBORDINATE.match(text) and find(words[:_NEAR_START]):
        return True
    if text[:1] not in ",;(–—:" and text[-1:] == "," and text.count(",") > 1:  # "did not, in the end, approve"
        text = text[:-1].rpartition(",")[0]
    closed = text[-1:] in ",;)–—:" or bool(_BOUNDARY.match(behind.strip()))
    if closed:
        return False
    last = [word for word in _folded_words(_BOUNDARY.split(text)[-1]) if word not in _WITHOUT]
    if find(last[-_NEAR_END:]):
        return True
    at = next((index for index, word in enumerate(last) if word in _SUBJECTS), None)
    return at is not None and not _FINITE.search(" ".join(last[at:]))


def _folded_words(text: str) -> list[str]:
    folded = fold(text)
    return folded.tokens(0, len(folded))[0]


__all__ = ["governs_kept_words", "is_said_around", "limit_behind", "negation_before", "swallows_limit"]
