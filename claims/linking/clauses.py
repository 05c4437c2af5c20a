"""Judge a clause without a parser: whether it has a finite verb, and where its subject ends.

English only in its details; in other languages every part counts as a clause of its own, which is the cautious reading.
"""

from __future__ import annotations

import re

from claims.patterns import lazy_regex


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_AUXILIARIES = _words(
    """
    is are was were be been being am has have had having do does did will would shall should can could may might
    must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot
    couldn't
    """
)
_IRREGULAR = _words(
    """
    became began bought broke brought built came caught chose cost cut died drew drove fell felt fled flew fought
    found froze gave got grew held hit hurt kept knew laid leads left lent let lost made means meant met paid put
    quit ran rang read rose said sang sat saw says sent set shook shot shut slept sold sought spent spoke stands
    stole stood struck swore swung taught thinks thought threw told took tore understood wears went withdrew won
    wore wrote fed led bore bet burnt dealt forbade forgot forgave hid lit proved shows showed includes contains
    remains argues claims notes suggests reports states describes uses lives works plays follows makes takes gives
    goes comes appears seems becomes provides produces requires allows causes represents considers believes lies
    ends begins runs indicates reveals consists occurs happens exists grows reaches covers serves holds carries
    calls covers features offers receives
    """
)
_WORD = lazy_regex(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NO_VERBS = _words(
    """
    united red bed hundred led-based based need seed speed breed indeed used-car sacred naked
    """
)
_ADVERBS = _words(
    """
    later then also subsequently eventually finally only still never often already even both instead thus
    """
)
_CONJUNCTION = lazy_regex(
    r"^[\s,;:–—-]*(?:(?P<word>and|but|or|nor|yet|so|while|whereas|although|though|because|since|when|as|which|who|where"
    r"|after|before|if|unless|until|however)\b\s*)?",
    re.IGNORECASE,
)
_SUBJECT_PRONOUN = lazy_regex(
    r"^(?:he|she|it|they|we|i|you|this|that|these|those|there|which|who|what)\b", re.IGNORECASE
)
_PREPOSITION = lazy_regex(
    r"\b(?:by|in|on|at|of|to|from|with|for|as|into|against|among|between|under|over|through|including|like|via|towards?"
    r"|during)\s",
    re.IGNORECASE,
)
_NOUNS_IN_ING = _words("king ring spring string morning evening building during something nothing everything anything")
_BEFORE_NOUNS = _words("the a an of and by with his her its their in to most newly")


def verb_place(words: str) -> int | None:
    """Return the offset of the first finite verb of `words`; None if no verb is recognised."""
    previous = ""
    for match in _WORD.finditer(words):
        word = match.group()
        lower = word.lower()
        listed = lower in _IRREGULAR and previous not in _BEFORE_NOUNS
        regular = lower.endswith("ed") and len(lower) > 4 and word[0].islower() and lower not in _NO_VERBS
        if lower in _AUXILIARIES or listed or (regular and previous not in _BEFORE_NOUNS):
            return match.start()
        previous = lower
    return None


def has_verb(words: str) -> bool:
    """Return whether `verb_place` recognises a finite verb in `words`."""
    return verb_place(words) is not None


def starts_own_clause(words: str) -> bool:
    """Return whether `words`, after a mark, begin a clause with a subject and a verb of its own."""
    conjunction = _CONJUNCTION.match(words)
    rest = words[conjunction.end() :] if conjunction else words
    if rest is words or not conjunction or not (conjunction["word"] or words.lstrip()[:1] in (",", ";", ":", "–", "—")):
        return False
    place = verb_place(rest)
    if place is None:
        return False
    if _SUBJECT_PRONOUN.match(rest):
        return True
    subject = [word.lower() for word in _WORD.findall(rest[:place])]
    return any(word not in _ADVERBS for word in subject)


def continues(words: str) -> bool:
    """Return whether `words`, after a mark, go on with the clause before it: "to …", "in …", "calling it …"."""
    first = _WORD.search(words)
    if first is None:
        return False
    lower = first.group().lower()
    participle = lower.endswith("ing") and len(lower) > 4 and lower not in _NOUNS_IN_ING
    return participle or _PREPOSITION.match(words, first.start()) is not None


def shared_head(words: str, *, with_verb: bool) -> int:
    """Return how many characters of the first clause a later part shares: its subject, or its subject and verb.

    With the verb, the last noun phrase is left out: of "denounced by Rajavi", "and Kerry" shares "denounced by".
    """
    place = verb_place(words)
    if place is None:
        return 0
    if not with_verb:
        return len(words[:place].rstrip())
    prepositions = list(_PREPOSITION.finditer(words, place))
    if prepositions:
        return len(words[: prepositions[-1].end()].rstrip())
    verb = _WORD.match(words, place)
    return verb.end() if verb else len(words[:place].rstrip())
