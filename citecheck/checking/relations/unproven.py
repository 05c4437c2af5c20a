"""What a green tick needs beside the words: one sentence of the source that says the claim, with nothing that turns it.

A claim whose words all stand in a sentence may still say something else with them. Here a claim is laid beside the
sentence, word by word. It is in doubt where the sentence lacks a word of a short claim, has its names in another
order, or has a word that limits or turns what the claim says outright ("second", "not", "has to", "a third of"). A
doubt refutes nothing: it only keeps a claim from being sure. English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from citecheck.checking.passages.terms import term_weight
from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading, read_sentence
from citecheck.checking.relations.converses import converses
from citecheck.checking.relations.directions import direction
from citecheck.checking.relations.model import AGREES, Difference
from citecheck.checking.relations.order import order
from citecheck.checking.relations.outright import Doubt, cause, code, comparison, speaker, value
from citecheck.checking.relations.places import phrase_behind
from citecheck.checking.relations.sentence import Word
from citecheck.checking.relations.shown import ShownWords, is_known, is_shortened, missing_words
from citecheck.checking.relations.wording import sense

_SHORT = 12  # content words up to which a claim must stand on one side of a semicolon (judgement)
_LITTLE = 0.1  # share of a claim's weight that passages may lack: chosen on half of the claims of five sets
_LONGEST = 200  # words of a sentence that is compared, as in `differences`
_BRACKETED = re.compile(r"\([^()]{0,400}\)|\[[^\[\]]{0,400}\]")
_STANDING = frozenset(("he", "she", "it", "they"))
_VERB = 3  # letters of a verb at least: the "s" of a genitive is none
_REACH = 3  # words before a shared word in which another one limits it: "the second longest river" (judgement)

_LIMITS = (
    "not no never none neither nor nobody nothing without hardly scarcely barely rarely seldom cannot fail failed "
    "except excluding apart unless until if whether only just may might could would should must shall ought still yet "
    "expected likely unlikely possible possibly perhaps probably planned plans due supposed meant intended proposed "
    "almost nearly partly half third quarter part some most many few several fewer less more least "
    "second third fourth fifth sixth former formerly alleged allegedly reportedly rumoured denied refused declined "
    "rejected stopped ceased prevented instead although"
)
_LIMITING = frozenset(_LIMITS.split())
_DENYING = lists.NEVER | frozenset(
    ["fail", "failed", "denied", "refused", "declined", "rejected", "prevented", "stopped", "ceased"]
)
_GROUPS = (frozenset(("may", "might", "could", "can")), frozenset(("must", "shall")), _DENYING, lists.OUTSIDE)
_OUTRIGHT = (
    "all every each whole entire always only first last second third fourth sole both most largest "
    "longest oldest highest smallest youngest earliest latest biggest daily majority"
)
_ORDINALS = frozenset(("second", "third", "fourth", "fifth", "sixth"))
_TELLING = frozenset(("recognisable", "recognizable", "famous", "notable", "important", "recent", "common"))
_WHOLE = frozenset(_OUTRIGHT.split())


def unproven(
    claim: str, passages: Sequence[str], agreed: Sequence[tuple[int, int]] = (), text: Collection[str] = ()
) -> Difference | None:
    """Return what `passages` do not show of `claim`, though its words are in them; None: nothing is missing.

    `passages` are sentences of the source with a part of the words, the best first. `agreed` are the places in `claim`
    (start and end) of the values and names that the source is known to have, perhaps in other words. `text` holds the
    stems of the whole source.
    """
    mine = read_sentence(claim)
    read = [reading for passage in passages if len((reading := read_sentence(passage)).words) <= _LONGEST]
    if not read or len(mine.words) > _LONGEST:
        return None
    said = frozenset(
        word.stem for word in mine.words if any(start <= word.start and word.end <= end for start, end in agreed)
    )
    return _missing(mine, ShownWords(read, said, text)) or next(
        filter(None, (check(mine, read) for check in _CHECKS)), None
    )


def _missing(claim: SentenceReading, shown: ShownWords) -> Doubt:
    """Too much of the claim is in no passage: a verb, a name, or more than a small share of its weight."""
    lost = missing_words(claim, shown)
    if not lost:
        return None
    told = Difference("words", f"the passages do not say “{lost[0].text}”", sure=False)
    weight = sum(term_weight(word.stem) for word in lost)
    if weight > _LITTLE * sum(term_weight(word.stem) for word in _content(claim)):
        return told
    places = [claim.words.index(word) for word in lost]
    is_needed = any(claim.is_act(at) or (at and claim.words[at].text[:1].isupper()) for at in places)
    return told if is_needed else None


def _content(sentence: SentenceReading) -> list[Word]:
    return [word for word in sentence.words if word.is_content and word.folded != "s"]


def _together(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Doubt:
    """The words of a short claim stand on both sides of a semicolon: "free for pupils; students pay half"."""
    words = frozenset(word.stem for word in _content(claim))
    best = _best(claim, sources)
    text = _BRACKETED.sub(lambda found: found[0].replace(";", ","), best.text)
    if len(words) > _SHORT or ";" not in text:
        return None
    parts = [read_sentence(part) for part in text.split(";")]
    if any(words & best.stems <= part.stems for part in parts):
        return None
    if any(word.folded in _STANDING for part in parts[1:] for word in part.words):
        return None  # "bears hunt on the ice; they depend on it": the pronoun stands for what the first part names
    return Difference("exchange", "the source has these words in two separate statements", sure=False)


def _best(claim: SentenceReading, sources: Sequence[SentenceReading]) -> SentenceReading:
    """Return the sentence that has most of the claim's words; of two alike the first."""
    wanted = frozenset(word.stem for word in _content(claim))
    return max(sources, key=lambda source: len(wanted & source.stems))


def _act(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Doubt:
    """A passage has both sides of an act, and none has the act: another verb may turn them round."""
    known = frozenset().union(*(source.stems for source in sources))
    for at, word in enumerate(claim.words):
        if not claim.is_act(at) or word.stem in lists.CLAIMING or is_known(word, known) or len(word.text) < _VERB:
            continue
        agent = claim.agent(at)
        other = claim.subject(at) if claim.is_passive(at) else claim.object(at)
        if agent and any(agent & one.stems and (other - agent) & one.stems for one in sources):
            return Difference("roles", f"the passages do not say “{word.text}”", sure=False)
    return None


def _of_another(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Doubt:
    """Each sentence with the claim's verb says it of something else, and none of them names the claim's own subject.

    "The museum opened in 1950. Its café was designed by Kern" does not show that Kern designed the museum.
    """
    told: Doubt = None
    for at, word in enumerate(claim.words):
        mine = claim.subject(at) if claim.is_act(at) else frozenset[str]()
        for source in sources if mine else ():
            for there in source.places(word.stem):
                theirs = source.subject(there)
                if mine & source.stems or not theirs or theirs & claim.stems:
                    return None
                if any(one.stem in mine and is_shortened(claim, here, source) for here, one in enumerate(claim.words)):
                    return None
                who = " ".join(one.text for one in source.words if one.stem in theirs)
                told = told or Difference("roles", f"the source says it of “{who}”", sure=False)
    return told


def _whole(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Doubt:
    """The claim says all, only, first, the largest: a passage must say so too, and "only" of the same word."""
    folded = {word.folded for source in sources for word in source.words}
    for at, word in enumerate(claim.words):
        if word.folded in _WHOLE and (word.folded not in folded or _only_elsewhere(claim, at, sources)):
            return Difference("quantity", f"the passages do not say “{word.text}”", sure=False)
    return None


def _only_elsewhere(claim: SentenceReading, at: int, sources: Sequence[SentenceReading]) -> bool:
    """Whether "only", at `at`, limits a word that passages have, and limits others there: "for men only"."""
    term = next((word.stem for word in claim.words[at + 1 :] if word.is_content and word.folded != "only"), "")
    held = [source for source in sources if source.places(term)]
    if claim.words[at].folded != "only" or not held:
        return False
    return not any(
        word.folded == "only" and any(abs(there - place) <= _REACH for place in source.places(term))
        for source in held
        for there, word in enumerate(source.words)
    )


def _limited(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Doubt:
    """The sentence has, right before a word that both have, one that limits or turns it, and the claim has it not."""
    best = _best(claim, sources)
    shared = frozenset(word.stem for word in _content(claim))
    limited: dict[str, str] = {}
    for at, word in enumerate(best.words):
        if word.stem not in shared or word.folded in _LIMITING:
            continue
        found = _limit_before(claim, best, at, shared)
        if not found:
            shared -= {word.stem}  # elsewhere in the sentence it is said without a limit
        limited[word.stem] = f"{found} … {word.text}"
    told = next((words for stem, words in limited.items() if stem in shared), None)
    return Difference("certainty", f"the source says “{told}”", sure=False) if told is not None else None


def _limit_before(claim: SentenceReading, best: SentenceReading, at: int, shared: frozenset[str]) -> str:
    """Return the word that limits the word of `best` at `at`, and that `claim` has not; empty if there is none."""
    mine = {word.folded for word in claim.words} | _forms(claim)
    for index in range(at - 1, max(-1, at - 1 - _REACH), -1):
        other = best.words[index]
        if _has_to(best, index) and not any(_has_to(claim, one) for one in range(len(claim.words))):
            return f"{other.text} to"
        limits = other.folded in _LIMITING or other.folded.endswith(("n't", "n’t"))
        if limits and not _group(other.folded) & mine and not _is_more(best, index) and _bears(best, index):
            return other.text
        if best.words[index + 1].parted or other.stem in shared:
            break
    return ""


def _bears(sentence: SentenceReading, at: int) -> bool:
    """Whether the word at `at` limits what follows; an ordinal does before "of" or a superlative."""
    word, behind = sentence.words[at].folded, sentence.folded(at + 1, at + 2)
    if word == "most":
        return not (behind and (behind[0].endswith("ly") or behind[0] in _TELLING))
    if word == "only" and sentence.folded(at - 1, at) == ["and"]:
        return False  # "the first and only"
    if word not in _ORDINALS:
        return True
    return bool(behind) and (behind[0] in ("of", "most", "largest") or behind[0].endswith("est"))


def _is_more(sentence: SentenceReading, at: int) -> bool:
    """Whether the word at `at` is part of "not only", which limits nothing."""
    return "not only" in (" ".join(sentence.folded(max(0, at - 1), at + 1)), " ".join(sentence.folded(at, at + 2)))


def _group(word: str) -> frozenset[str]:
    """Return the words that limit as `word` does."""
    return next((group for group in _GROUPS if word in group), frozenset({word}))


def _forms(claim: SentenceReading) -> frozenset[str]:
    """Return the limiting words of which the claim has another form: "prevent" for "prevented"."""
    stems = claim.stems
    return frozenset(word for word in _LIMITING if sense(word) in stems)


def _has_to(sentence: SentenceReading, at: int) -> bool:
    pair = sentence.folded(at, at + 2)
    return len(pair) == 2 and pair[0] in ("has", "have", "had", "was", "is", "were", "are") and pair[1] == "to"


def _swapped(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Doubt:
    """What comes before a verb in the claim comes behind it in a passage, and the other way round, in one voice."""
    if any(compare(claim, source) == AGREES for source in sources for compare in (converses, direction, order)):
        return None
    for at, word in enumerate(claim.words):
        if not claim.is_act(at) or word.stem in lists.SYMMETRIC | lists.CLAIMING:
            continue
        for source in sources:
            for there in source.places(word.stem):
                if claim.is_passive(at) == source.is_passive(there) and _are_crossed(claim, at, source, there):
                    return Difference("roles", "the source has the two sides the other way round", sure=False)
    return None


def _are_crossed(claim: SentenceReading, here: int, source: SentenceReading, there: int) -> bool:
    """Whether the claim's words before its verb are behind the source's alone, and the other way round."""
    mine, theirs = _halves(claim, here), _halves(source, there)
    return bool(mine[0] & (theirs[1] - theirs[0]) and theirs[0] & (mine[1] - mine[0]) and not mine[0] & theirs[0])


def _halves(sentence: SentenceReading, at: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the content stems before and behind the place `at`."""
    words = sentence.words
    before = frozenset(one.stem for one in words[:at] if one.is_content and not one.is_adverb)
    behind = frozenset(one.stem for one in words[at + 1 :] if one.is_content and not one.is_adverb)
    return before, behind


def _in_a_name(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Doubt:
    """A noun of the claim is in the passages only as a part of a name: "is a county" and "in Marrow County"."""
    for at, word in enumerate(claim.words):
        is_kind = any(one in ("a", "an") for one in claim.folded(max(0, at - _REACH), at))
        if not is_kind or not word.is_content or not word.text.islower() or len(word.text) < _VERB:
            continue
        held = [(source, there) for source in sources for there in source.places(word.stem)]
        if held and all(there and _is_name(source, there) for source, there in held):
            return Difference("words", f"the passages have “{word.text}” only in a name", sure=False)
    return None


def _is_name(sentence: SentenceReading, at: int) -> bool:
    """Whether the word at `at` has a capital, behind another word with one, in a sentence that has small letters."""
    words = sentence.words
    small = sum(word.text.islower() for word in words if word.is_content)
    return 2 * small > len(words) / 2 and words[at].text.istitle() and words[at - 1].text[:1].isupper()


def _direction(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Doubt:
    """What stands behind "to" in the claim stands behind "from" in the source, or the other way round."""
    for source in sources:
        for one, other in (("to", "from"), ("from", "to")):
            turned = phrase_behind(claim, one) & phrase_behind(source, other)
            if turned - phrase_behind(source, one) - phrase_behind(claim, other):
                return Difference("roles", f"the source has it “{other}” where the claim has it “{one}”", sure=False)
    return None


_CHECKS: tuple[Callable[[SentenceReading, Sequence[SentenceReading]], Doubt], ...] = (
    _act,
    _of_another,
    _together,
    code,
    _whole,
    _limited,
    _swapped,
    speaker,
    comparison,
    cause,
    _direction,
    _in_a_name,
    value,
)

__all__ = ["unproven"]
