"""Words made comparable: case, accents, inflection and ways of writing apart, and how much each one says."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

from claims.language import STOP_WORDS

# Initials with full stops are one word (U.S.), so are figures with their separators and ordinals (3,400, 17th, 1990s);
# scripts without spaces are cut below.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?![^\W_])"
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*"
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")

_IRREGULAR_FORMS = """
be am is are was were been being; have has had; do does did done; say said; go went gone; take took taken; make made;
become became; get got gotten; give gave given; find found; think thought; tell told; know knew known; see saw seen;
come came; leave left; begin began begun; hold held; bring brought; write wrote written; lead led; stand stood; win won;
lose lost; pay paid; meet met; run ran; speak spoke spoken; rise rose risen; grow grew grown; send sent; build built;
fall fell fallen; sell sold; buy bought; spend spent; catch caught; teach taught; fight fought; sing sang sung; die
died dying; drive drove driven; break broke broken; wear wore worn; choose chose chosen; draw drew drawn; show shown;
eat ate eaten; fly flew flown; throw threw thrown; keep kept; feel felt; sit sat; hear heard; mean meant; shoot shot;
steal stole stolen; strike struck; swim swam swum; seek sought; bear bore borne born; wake woke woken; arise arose
arisen; forget forgot forgotten; hide hid hidden; ride rode ridden; ring rang rung; shake shook shaken; sink sank sunk;
man men; woman women; child children; person people; life lives; wife wives; half halves; foot feet; tooth teeth;
mouse mice; crisis crises; medium media; analysis analyses; january jan; february feb; august aug; september sep sept;
october oct; november nov; december dec; doctor dr; saint st; mount mt; versus vs; government govt; percent pct;
1 one; 2 two; 3 three; 4 four; 5 five; 6 six; 7 seven; 8 eight; 9 nine; 10 ten; 11 eleven; 12 twelve; 13 thirteen;
14 fourteen; 15 fifteen; 16 sixteen; 17 seventeen; 18 eighteen; 19 nineteen; 20 twenty; 30 thirty; 40 forty; 50 fifty;
60 sixty; 70 seventy; 80 eighty; 90 ninety; 1st first; 2nd second; 3rd third; 4th fourth; 5th fifth; 6th sixth;
7th seventh; 8th eighth; 9th ninth; 10th tenth; twice double; film movie movies; uk british britain;
dutch netherlands holland;
french france; spanish spain; german germany; swiss switzerland; danish denmark; polish poland; swedish sweden;
finnish finland; turkish turkey; greek greece; irish ireland; welsh wales; chinese china; japanese japan; portuguese
portugal; norwegian norway; thai thailand; scottish scotland; us usa american america; eu european
"""


def _without_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


_FORMS = {
    form: _without_e(words[0]) for words in (line.split() for line in _IRREGULAR_FORMS.split(";")) for form in words
}


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())


_NEGATIONS = word_set("not no never without none neither nor nobody nothing cannot hardly barely")
_EXTRA_STOPS = word_set(
    "a i s t d ll m re ve we you him them those these our your my what how whose whom where why because upon "
    "such some any other same so too very just then than here between both each few most own over under again further "
    "once only if while until against through above below off down up out do does did can could may might must shall "
    "should would be am being having one's its it's us"
) - word_set("us only most few once again against under over")


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return a word in comparable letters: lower case, no accents, no full stops of initials."""
    if word.isascii():
        return word.lower().replace(".", "") if word[0].isalpha() else word.lower().replace(",", "")
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return what all forms of an English word share; `word` is as written. Not a word, and never shown.

    Cautious: endings of inflection alone go (plural, -ed, -ing, -ly, a final e), so that "moved" meets "moving", and a
    hundred irregular forms meet their verb. Words that merely share a root are for `related`.
    """
    folded = fold(word)
    form = _FORMS.get(folded)
    if form is not None:
        return form
    if len(folded) <= 3 or folded[0].isdigit():
        return folded
    if folded.endswith("'s"):
        folded = folded[:-2]
    if folded.endswith("ies") and len(folded) > 4:
        folded = folded[:-3] + "y"
    elif folded.endswith(("sses", "xes", "ches", "shes", "zes")):
        folded = folded[:-2]
    elif folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        folded = folded[:-1]
    form = _FORMS.get(folded)
    if form is not None:
        return form
    if folded.endswith("ied") and len(folded) > 4:
        folded = folded[:-3] + "y"
    else:
        for ending in ("ing", "ed", "ly"):
            root = folded[: -len(ending)]
            if folded.endswith(ending) and len(root) >= 3 and re.search(r"[aeiouy]", root):
                doubled = ending != "ly" and len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz"
                folded = root[:-1] if doubled else root
                break
    return _without_e(folded)


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Return the words of `text` as written, with their offsets. Scripts without spaces are cut into pairs."""
    found: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        if not word.isascii() and _UNSPACED.search(word) and len(word) > 2:
            found.extend((word[i : i + 2], start + i, start + i + 2) for i in range(len(word) - 1))
        else:
            found.append((word, start, end))
    return found


def words(text: str) -> list[str]:
    """Return the words of `text` as written, as `tokens` finds them, without their offsets: several times faster."""
    if text.isascii() or not _UNSPACED.search(text):
        found: list[str] = _TOKEN.findall(text)
        return found
    return [word for word, _, _ in tokens(text)]


def stop_words(language: str | None) -> frozenset[str]:
    """Return the words of a language that say nothing by themselves, folded; English where it is not known."""
    return _stop_words(language if language in STOP_WORDS else "en")


@cache
def _stop_words(language: str) -> frozenset[str]:
    words = {fold(word) for word in STOP_WORDS[language]}
    if language == "en":
        words |= _EXTRA_STOPS
        words -= {"first", "two", "more", "not"}
    return frozenset(words)


def is_negation(word: str) -> bool:
    """Whether a word (folded) turns a sentence round: not, never, without, didn't …"""
    return word in _NEGATIONS or word.endswith(("n't", "n’t"))


# What words of one root end in; "contrast" and "contract" share six letters and no root.
_ENDINGS = word_set(
    "a e i y n r s al an ant ar ary at ate ation ator ed ee en ence ency ent er ery ese ess est ful ia ial ian ic ical "
    "ice ies ifi ify ing ion ious is ise ish ism ist ition iti ity ive iz ization ize less ly ment ness o or ory ous "
    "ship sion t th tion ur ure tur ural ance ancy able ably ible ag age ac"
) | {""}


def related(one: str, other: str) -> bool:
    """Whether two stems probably share a root: most of both is the same beginning, and only endings follow."""
    shorter = min(len(one), len(other))
    if shorter < 5 or one[:4] != other[:4]:
        return False
    shared = 4
    while shared < shorter and one[shared] == other[shared]:
        shared += 1
    if shared < 5 or shared < 0.6 * max(len(one), len(other)):
        return False
    return one[shared:] in _ENDINGS and other[shared:] in _ENDINGS


class Rarity:
    """How much each word says: the inverse of the share of sentences that hold it, from running English text."""

    def __init__(self, frequencies: dict[str, int], sentences: int) -> None:
        """Count `frequencies` of stems in `sentences` sentences."""
        self._weights = {word: math.log(sentences / count) for word, count in frequencies.items()}
        self.ceiling = math.log(sentences / 1.5)

    def weight(self, term: str) -> float:
        """Return the weight of a stem, from about 1 for a common word to about 12 for one never met."""
        return self._weights.get(term, self.ceiling)


@cache
def rarity() -> Rarity:
    """Return the rarities that the package carries, read once."""
    raw = json.loads(resources.files("citecheck.checking.weights").joinpath("rarity.json").read_text(encoding="utf-8"))
    return Rarity(raw["frequencies"], raw["sentences"])


__all__ = ["Rarity", "fold", "is_negation", "rarity", "related", "stem", "stop_words", "tokens", "word_set", "words"]
