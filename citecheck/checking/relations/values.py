"""Compare exceptions, limits of numbers, values before and after a change, opposites, and names with figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citecheck.checking.contraries import are_opposite
from citecheck.checking.passages.terms import normalize_token
from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading, read_sentence
from citecheck.checking.relations.codes import codes_in, family
from citecheck.checking.relations.converses import converses, is_sided
from citecheck.checking.relations.degrees import degrees, rank
from citecheck.checking.relations.directions import direction
from citecheck.checking.relations.model import AGREES, Compared, Difference
from citecheck.checking.relations.order import order
from citecheck.checking.relations.sentence import content
from citecheck.checking.relations.wording import sense

_LIMIT = re.compile(lists.LIMITING, re.IGNORECASE)
_THING = re.compile(r",|\b(?:is|are|was|were|has|have|had|will|would|may|must|can|did|do|does|because|who|which)\b")
_LIMITS_OF_TIME = frozenset(("from", "between", "during", "in", "until", "since", "before", "after", "at", "for"))
_CLAUSE_END = re.compile(r"[.;:!?]")


def exception(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare what `source`, a sentence of the source, excepts or limits with what `claim` says.

    None if no exception and no condition of `source` bears on `claim`.
    """
    if (sole := sole_exception(claim, source)) is not None:
        return sole
    has_own = any(word.folded in lists.OUTSIDE or word.folded.endswith(("n't", "n’t")) for word in claim.words)
    found = lists.EXCEPTION.search(source.text)
    general = any(word.folded in lists.ALL or word.folded in lists.NEVER for word in source.words)
    if found is not None and not found.start() and not general and lists.ADDING.match(found[0]):
        found = None
    if found is not None and not has_own:
        clause = _CLAUSE_END.split(source.text[found.end() :])[0]
        excepted = content(read_sentence(clause).words)
        first = next((one for one in _things(clause) if one and one <= claim.stems), None)
        excepted = first or excepted
        before = [word for word in source.words if word.start < found.start()]
        if any(are_opposite(one.folded, other.folded) for one in claim.words for other in before):
            return None  # "closed in winter" of "open except in winter"
        is_excepted = bool(excepted) and excepted <= claim.stems and bool(content(before) & (claim.stems - excepted))
        if not _general(source, found.start()) & claim.stems and not is_excepted:
            return None  # "Roe abstained" of "members voted for it except Roe, who abstained"
        if excepted and excepted <= claim.stems:
            only = any(
                word.folded == "only" for word in claim.words
            )  # "closed only in winter", "open except in winter"
            return Difference(
                "exception", f"the source makes an exception of it: “{found[0]}{clause[:60]}”", sure=not only
            )
        if excepted and any(word.folded in lists.ALL for word in claim.words):
            return Difference("exception", f"the source has an exception: “{found[0]}{clause[:60]}”", sure=True)
    limit = _LIMIT.search(source.text)
    if (
        limit is not None
        and not has_own
        and not _LIMIT.search(claim.text)
        and "if" not in {w.folded for w in claim.words}
    ):
        return Difference("exception", f"the source has a condition: “{source.text[limit.start() :][:60]}”", sure=False)
    return None


def _things(clause: str) -> Iterator[frozenset[str]]:
    """Yield what `clause`, the words behind "except", excepts: up to a comma or a verb, and up to a preposition."""
    whole = read_sentence(_THING.split(clause)[0]).words
    yield content(whole)
    ends = (at for at, word in enumerate(whole) if at and word.folded in _LIMITS_OF_TIME)
    yield content(whole[: next(ends, len(whole))])


def is_excepted(claim: SentenceReading, source: SentenceReading) -> bool:
    """Whether `source` makes an exception of what `claim` is about: then it says the opposite of it."""
    found = lists.EXCEPTION.search(source.text)
    if found is None:
        return False
    clause = _CLAUSE_END.split(source.text[found.end() :])[0]
    return any(one and one <= claim.stems for one in _things(clause))


def sole_exception(claim: SentenceReading, source: SentenceReading) -> Difference | None:
    """Compare "with Tarn the sole exception" with a claim about Tarn, and "unless" with "even if".

    `claim` is the claim's sentence, `source` one of the source. None if the two show no such difference.
    """
    denied = any(word.folded in lists.NEVER or word.folded in lists.OUTSIDE for word in claim.words)
    if not denied and (found := lists.SOLE_EXCEPTION.search(source.text)) is not None:
        excepted = content(read_sentence(found["before"] or found["behind"]).words)
        if excepted and excepted <= claim.stems:
            return Difference("exception", f"the source makes an exception of it: “{found[0]}”", sure=True)
    if (spared := _without(claim, source)) is not None:
        return spared
    limit = lists.ANY_LIMIT.search(source.text)
    if (
        limit is not None
        and (said := lists.IN_ANY_CASE.search(claim.text))
        and not lists.IN_ANY_CASE.search(source.text)
    ):
        return Difference("exception", f"the source says “{limit[0]}” where the claim says “{said[0]}”", sure=True)
    return None


def _without(claim: SentenceReading, source: SentenceReading) -> Difference | None:
    """Compare "without permission" with a source that has it as a condition: "when he has given permission"."""
    found = _WITHOUT.search(claim.text)
    if found is None or _WITHOUT.search(source.text):
        return None
    for at in source.places(sense(normalize_token(found["thing"]))):
        led = _LED.search(source.text[: source.words[at].start])
        if led is not None and not source.is_denied(at):
            return Difference("exception", f"the source says “{led[1]} … {source.words[at].text}”", sure=True)
    return None


_WITHOUT = re.compile(
    r"\bwithout\s+(?:(?:an?|the|any|their|his|her|its|prior|written)\s+){0,2}(?P<thing>\w+)", re.IGNORECASE
)
_LED = re.compile(r"\b(when|if|with|after|once|provided|only|unless|subject\s+to)\b[^,;.]{0,60}$", re.IGNORECASE)
_SUBJECT = 2  # content words before an exception from which on its general statement is known (judgement)


def _general(sentence: SentenceReading, start: int) -> frozenset[str]:
    """Return the stems of the first content words of `sentence` before the place `start`; of all if it begins there."""
    before = [word for word in sentence.words if word.start < start and word.is_content]
    return content(before[:_SUBJECT]) or sentence.stems


def change(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare whether `claim` gives as a value the one that was changed in `source`: "cut from £3,000 to £500".

    `source` is a sentence of the source. None if the claim gives no such value.
    """
    for found in re.finditer(r"\bfrom\s+(\S*\d\S*)\s+(?:\w+\s+)?to\s+(\S*\d\S*)", source.text):
        old, new = (value.strip(".,;:") for value in found.groups())
        if old in claim.text and new not in claim.text and not re.search(rf"\bfrom\s+{re.escape(old)}", claim.text):
            return Difference("change", f"the source says that {old} became {new}", sure=True)
    return _turned_change(claim, source) or _former_value(claim, source)


_FORMER = re.compile(
    r"\b(?:formerly|previously|originally|initially|once|until\s+then|hitherto|(?:down|up)\s+from|instead\s+of|rather\s+than"
    r"|used\s+to\s+be|no\s+longer)\s+(?:\w+\s+){0,2}?(?P<value>[^\s\d]?\d[\d.,]*)",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\b(?:is|are|has|have|now|today|currently)\b", re.IGNORECASE)


def _former_value(claim: SentenceReading, source: SentenceReading) -> Difference | None:
    """Compare a value that `source` gives as a former one with a claim that has it, and not the new one."""
    for found in _FORMER.finditer(source.text):
        old = found["value"].strip(".,")
        if not re.search(rf"(?<![\d.,]){re.escape(old)}(?![\d]|[.,]\d)", claim.text) or _FORMER.search(claim.text):
            continue
        figures = [word for word in source.words if word.text[:1].isdigit() and word.text not in old]
        if figures and not any(word.text == one.text for word in figures for one in claim.words):
            sure = _PRESENT.search(claim.text) is not None
            return Difference("change", f"the source has {old} only as a former value", sure=sure)
    return None


_VALUE = r"([^\s\d]{0,20}\d\S{0,40})"  # a figure with what stands close to it, such as a currency
_FROM_TO = re.compile(rf"\bfrom\s+{_VALUE}\s+(?:\w+\s+){{0,2}}?to\s+{_VALUE}")
_TO_FROM = re.compile(rf"(?<!\S){_VALUE}\s[^.;]{{0,60}}?\b(?:down|up)\s+from\s+{_VALUE}")


def _turned_change(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare "from 300 to 2,400" with "from 2,400 to 300", and with "300, down from 2,400"."""
    mine = [tuple(value.strip(".,;:") for value in found.groups()) for found in _FROM_TO.finditer(claim.text)]
    theirs = [tuple(value.strip(".,;:") for value in found.groups()) for found in _FROM_TO.finditer(source.text)]
    theirs += [tuple(value.strip(".,;:") for value in found.groups())[::-1] for found in _TO_FROM.finditer(source.text)]
    if any(one in theirs for one in mine):
        return AGREES
    mine += [tuple(value.strip(".,;:") for value in found.groups())[::-1] for found in _TO_FROM.finditer(claim.text)]
    turned = next((one for one in mine if one[::-1] in theirs), None)
    if turned is None:
        return None
    return Difference("change", f"the source says that {turned[1]} became {turned[0]}", sure=True)


def opposite(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare whether `claim` has a word where `source` has its opposite: "first edition" and "last edition".

    `source` is a sentence of the source. The word beside both is the same. None if there is no such pair.
    """
    if degrees(claim, source) == AGREES:
        return None
    same_sides = converses(claim, source) == AGREES
    for compare in (order, direction, rank):
        if (way := compare(claim, source)) is not None:
            return way
    if _denies(claim) != _denies(source) or _is_exception(claim, source):
        return None  # "most of them did not return" and "few of them returned"
    if is_excepted(claim, source):
        return None  # "closed on Mondays" and "open every day except Mondays"
    theirs = {word.folded for word in source.words}
    for at, word in enumerate(claim.words):
        if word.folded in theirs or word.stem in source.stems:
            continue
        beside = _neighbours(claim, at)
        for there, candidate in enumerate(source.words):
            sure = _oppose(word.folded, candidate.folded)
            if not (sure or _are_counterparts(word.folded, candidate.folded)) or candidate.stem in claim.stems:
                continue
            if same_sides and is_sided(word) and is_sided(candidate):
                continue  # "Duran's victory over Selk" and "Duran defeated Selk"
            before, behind = _neighbours(source, there)
            if (before and before == beside[0]) or (behind and behind == beside[1]):
                if claim.is_denied(at) or source.is_denied(there) or _is_turned(claim, at, source, there):
                    return None
                reason = f"the source says “{candidate.text}” where the claim has “{word.text}”"
                return Difference("opposite", reason, sure)
    return None


def _is_exception(claim: SentenceReading, source: SentenceReading) -> bool:
    """Whether the claim is about what `source` excepts, so that the opposite is right: "closed in winter"."""
    found = lists.EXCEPTION.search(source.text)
    excepted = content(read_sentence(_THING.split(source.text[found.end() :])[0]).words) if found else frozenset()
    return bool(excepted) and excepted <= claim.stems


def _denies(sentence: SentenceReading) -> bool:
    """Whether a word of the sentence denies, other than in "no more than" and the like."""
    behind = [*(word.folded for word in sentence.words[1:]), ""]
    return any(
        word.folded in lists.NEVER and following not in lists.NOT_NEGATING
        for word, following in zip(sentence.words, behind, strict=True)
    )


def _oppose(one: str, other: str) -> bool:
    return are_opposite(one, other) or frozenset({one, other}) in lists.OPPOSITES


def _are_counterparts(one: str, other: str) -> bool:
    return frozenset({one, other}) in lists.COUNTERPARTS


def _is_turned(claim: SentenceReading, at: int, source: SentenceReading, there: int) -> bool:
    """Whether the sides of the two words are exchanged: "A sold it to B" and "B bought it from A" say the same."""
    left, right = content(claim.words[:at]), content(claim.words[at + 1 :])
    other_left, other_right = content(source.words[:there]), content(source.words[there + 1 :])
    only, only_other = left - other_left, other_left - left
    return bool(only & other_right) and bool(only_other & right)


def _neighbours(sentence: SentenceReading, at: int) -> tuple[str, str]:
    """Return the stems of the nearest content words before and behind a place; empty if there is none."""
    before = next((word.stem for word in sentence.words[at - 1 :: -1] if word.is_content), "") if at else ""
    return before, next((word.stem for word in sentence.words[at + 1 :] if word.is_content), "")


_SIDE = re.compile(
    r"\b(?P<not>(?:no|not|never)\s+)?(?:(?P<more>(?:more|greater|higher|longer|later|older) than|over|at least|above"
    r"|exceeding|(?:a )?minimum of)|(?:fewer|less|lower|shorter|earlier|younger) than|under|at most|below|up to"
    r"|(?:a )?maximum of)\s+$",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.IGNORECASE)
_BEFORE = 40  # characters before a number in which its limit stands: the longest takes 20


def quantity(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare the side of a number that `claim` and `source` mean: "more than forty" and "fewer than forty".

    `source` is a sentence of the source. None if they share no word of which both mean a side.
    """
    for word in claim.words:
        for there in source.words:
            if word.stem != there.stem or not word.is_content:
                continue
            mine, theirs = _side(claim.text[: word.start]), _side(source.text[: there.start])
            if mine and theirs:
                if mine == theirs:
                    return AGREES
                return Difference("quantity", f"the source gives the opposite limit for {there.text}", sure=True)
    return None


def _side(before: str) -> str:
    """Return which side of a number the words before it mean, "more" or "less"; empty if they do not say.

    "No more than" means "less". A limit of something that is denied ("may not take more than") says nothing here.
    """
    found = _SIDE.search(before[-_BEFORE:])
    if found is None or _NEGATED.search(before[: len(before) - len(found[0])]):
        return ""
    return "more" if (found["more"] is None) is (found["not"] is not None) else "less"


def codes(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare names with figures: `source` has another one of the same family, and not the one of `claim`.

    `source` is a sentence of the source. None if the claim has no such name.
    """
    mine, theirs = codes_in(claim.text), codes_in(source.text)
    for code, written in mine.items():
        if code in theirs:
            continue
        other = next((name for form, name in theirs.items() if family(form) == family(code) and form not in mine), None)
        if other is not None:
            return Difference("code", f"the source says “{other}” where the claim has “{written}”", sure=True)
    return AGREES if mine else None


__all__ = ["change", "codes", "exception", "opposite", "quantity", "sole_exception"]
