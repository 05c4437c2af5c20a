"""Words made comparable (case, accents, inflection), and how much each one says."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

from citecheck.checking.negation_words import NEGATIONS
from citecheck.checking.number_words import FIGURES_OF_WORDS
from claims.language import STOP_WORDS

# Initials with full stops are one word (U.S.), so are figures with their separators and ordinals (3,400, 17th, 1990s);
# scripts without spaces are cut below.
TOKEN = re.compile(
    r"[^\W\d_]{2,}(?:['’](?!s\b)[^\W\d_]+)*"
    r"|(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?![^\W_])"
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_](?:['’](?!s\b)[^\W\d_]+)*"
)
# The same for text in ASCII alone, where it is found twice as fast.
_ASCII_TOKEN = re.compile(TOKEN.pattern.replace(r"[^\W\d_]", "[A-Za-z]").replace("['’]", "'"), re.ASCII)
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")

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
twice double; film movie movies; uk british britain; dutch netherlands holland; french france; spanish spain;
german germany; swiss switzerland; danish denmark; polish poland; swedish sweden;
finnish finland; turkish turkey; greek greece; irish ireland; welsh wales; chinese china; japanese japan; portuguese
portugal; norwegian norway; thai thailand; scottish scotland; us usa american america; eu european
"""


def _without_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


_FORMS = {
    form: _without_e(words[0]) for words in (line.split() for line in _IRREGULAR_FORMS.split(";")) for form in words
} | FIGURES_OF_WORDS
_VOWEL = re.compile(r"[aeiouy]")
_PREFIX = re.compile(r"^(?:out|over|under|re|with|fore|mis|un)(?=\w{3})")
_PAST_FORMS = frozenset(
    form
    for line in _IRREGULAR_FORMS.partition("man men")[0].split(";")
    for words in [line.split()]
    for form in words[1:]
)


def is_irregular(word: str) -> bool:
    """Return whether the folded English `word` is a past form that no ending shows: "bought", "sung"."""
    return word in _PAST_FORMS or _PREFIX.sub("", word) in _PAST_FORMS


def word_set(words: str) -> frozenset[str]:
    """Return `words`, separated by spaces, as a set."""
    return frozenset(words.split())


_EXTRA_STOPS = word_set(
    "a i s t d ll m re ve we you him them those these our your my what how whose whom where why because upon "
    "such some any other same so too very just then than here between both each few most own over under again further "
    "once only if while until against through above below off down up out do does did can could may might must shall "
    "should would be am being having one's its it's us"
) - word_set("us only most few once again against under over")


@lru_cache(maxsize=65_536)
def normalize_token(word: str) -> str:
    """Return `word` in comparable letters: lower case, without accents and without the full stops of initials."""
    if word.isascii():
        return word.lower().replace(".", "") if word[0].isalpha() else word.lower().replace(",", "")
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return what all forms of an English word share; `word` is as written. The result is never shown.

    The stemmer is cautious: it removes endings of inflection alone (plural, -ed, -ing, -ly, a final e), so that "moved"
    meets "moving", and knows a hundred irregular forms. Words that merely share a root are for `related`.
    """
    word = normalize_token(word)
    if word in _FORMS:
        return _FORMS[word]
    if len(word) <= 3 or word[0].isdigit():
        return word
    word = _singular(word.removesuffix("'s"))
    if word in _FORMS:
        return _FORMS[word]
    return _without_e(_without_suffix(word))


def _singular(word: str) -> str:
    """Remove the ending of a plural or of a verb's third person: cities, boxes, walks."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_suffix(word: str) -> str:
    """Remove -ing, -ed or -ly, and the consonant that -ing and -ed double: carried, stopped, slowly."""
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for suffix in ("ing", "ed", "ly"):
        root = word.removesuffix(suffix)
        if root != word and len(root) >= 3 and _VOWEL.search(root):
            doubled = suffix != "ly" and len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz"
            return root[:-1] if doubled else root
    return word


@lru_cache(maxsize=4_096)
def tokens(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the words of `text` as written, each with its start and end. Scripts without spaces are cut into pairs."""
    found: list[tuple[str, int, int]] = []
    for match in TOKEN.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        if not word.isascii() and UNSPACED.search(word) and len(word) > 2:
            found.extend((word[i : i + 2], start + i, start + i + 2) for i in range(len(word) - 1))
        else:
            found.append((word, start, end))
    return tuple(found)


def words(text: str) -> list[str]:
    """Return the words of `text` as written, as `tokens` finds them, without their offsets: several times faster."""
    if text.isascii() or not UNSPACED.search(text):
        return spaced_words(text)
    return [word for word, _, _ in tokens(text)]


def spaced_words(text: str) -> list[str]:
    """Return the words of `text`, which has no script without spaces, as `words` does."""
    found: list[str] = (_ASCII_TOKEN if text.isascii() else TOKEN).findall(text)
    return found


@cache
def stop_words(language: str | None) -> frozenset[str]:
    """Return the function words of a language, normalised; those of English if the language is not known.

    `language` is an ISO 639-1 code. Every other word is a content word.
    """
    known = language if language is not None and language in STOP_WORDS else "en"
    words = {normalize_token(word) for word in STOP_WORDS[known]}
    if known == "en":
        words |= _EXTRA_STOPS
        words -= {"first", "two", "more", "not"}
    return frozenset(words)


@lru_cache(maxsize=65_536)
def is_negation(word: str) -> bool:
    """Return whether the normalised `word` negates what follows it: not, never, without, didn't …"""
    return word in NEGATIONS["en"] or word.endswith(("n't", "n’t"))


# Endings by which words of one root differ; "contrast" and "contract" share six letters and no root.
_ENDINGS = word_set(
    "a e i y n r s al an ant ar ary at ate ation ator ed ee en ence ency ent er ery ese ess est ful ia ial ian ic ical "
    "ice ies ifi ify ing ion ious is ise ish ism ist ition iti ity ive iz ization ize less ly ment ness o or ory ous "
    "ship sion t th tion ur ure tur ural ance ancy able ably ible ag age ac"
) | {""}


@lru_cache(maxsize=65_536)
def related(one: str, other: str) -> bool:
    """Return whether the stems `one` and `other` probably share a root: they differ only in their endings."""
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
    """How much each word says: its inverse sentence frequency in running English text (idf, Spärck Jones 1972)."""

    def __init__(self, frequencies: dict[str, int], sentences: int) -> None:
        """`frequencies` says for each stem how many of `sentences` sentences hold it."""
        self._weights = {word: math.log(sentences / count) for word, count in frequencies.items()}
        self.ceiling = math.log(sentences / 1.5)

    def weight(self, term: str) -> float:
        """Return the weight of the stem `term`: about 1 for a common word, about 12 (`ceiling`) for an unknown one."""
        return self._weights.get(term, self.ceiling)


@cache
def rarity() -> Rarity:
    """Return the rarities in weights/rarity.json, read once."""
    raw = json.loads(resources.files("citecheck.checking.weights").joinpath("rarity.json").read_text(encoding="utf-8"))
    return Rarity(raw["frequencies"], raw["sentences"])


@lru_cache(maxsize=65_536)
def term_weight(term: str) -> float:
    """Return the weight of the stem `term`. See `Rarity.weight`."""
    return rarity().weight(term)


__all__ = [
    "TOKEN",
    "UNSPACED",
    "Rarity",
    "is_negation",
    "normalize_token",
    "rarity",
    "related",
    "spaced_words",
    "stem",
    "stop_words",
    "term_weight",
    "tokens",
    "word_set",
    "words",
]
