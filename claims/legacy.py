"""Recognise the encoding of a text that is not Unicode, by its letters, their case and its words in each encoding.

A guess that is wrong turns every word into another one, so nothing is named where two encodings give different texts
that both look written.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from claims.language import detect, word_weight

_SAMPLE = 16_000  # bytes of lines with signs outside of ASCII that are looked at
_GOOD = frozenset("«»“”„‘’‚‹›–—…•·°§©®™€£¥×÷±²³¹½¼¾ªº¿¡†‡№،؛؟\u00a0\u00ad\u200c\u200d\u200e\u200f\u202f")
_MOST_BAD = 0.04  # share of the signs outside of ASCII that a text may have wrong: names from other languages, damage
_ENOUGH = 20  # letters of a script of their own below which their frequencies say nothing
_SURE = 120  # bytes from which the lead is enough; with fewer it is tripled
_FEWEST_SIGNS = 8  # Chinese, Japanese and Korean signs, which say as much as words do
_LEAST_COMMON = 0.5  # share of the ten commonest letters: running text has 0.6 and more, a wrong reading 0.2 to 0.45
_LEAD = 0.06  # how much larger that share must be than in any other reading
_LEAST_WORDS = 0.3  # weight of function words that a short text has at least: one that three languages share; judgement
_LEAD_OF_WORDS = 2.0  # how many times the weight of any other reading that is; judgement
_CAPITALS = 0.15  # taken off that share where most letters are capitals: KOI8 has them where others have small letters
_LEAST_SIGNS = 0.12  # share of common signs in running Chinese, Japanese and Korean; a wrong reading has under 0.05
_MANY_RUNS = 0.25  # share of words of three and more high bytes in a row, from which a text is not in Latin letters

_LATIN = {
    "cp1252": {
        "fr": "àâæçèéêëîïôœùûüÿ", "de": "äöüßéàâ", "es": "áéíñóúüª", "pt": "àáâãçéêíóôõúü", "it": "àèéìíòóùúî",
        "nl": "éëïóöüèêá", "sv": "åäöéàü", "fi": "äöåé", "da": "æøåéèêóôü", "nb": "æøåéèêòóô", "ca": "àèéíïòóúüç·",
        "is": "áéíóúýðþæö", "en": "éèêëïöüñçàâäôîûáíóú",
    },
    "iso8859_15": {"fr": "àâæçèéêëîïôœùûüÿ", "fi": "äöåéšž", "de": "äöüßé"},
    "cp1250": {
        "pl": "ąćęłńóśźżé", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "ro": "ăâîşţ",
        "hr": "čćđšž",
    },
    "cp1254": {"tr": "çğıöşüiâîû"},
    "cp1257": {"lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äõöüšž"},
}  # fmt: skip
_LATIN["iso8859_2"] = _LATIN["cp1250"]
# The letters of each script, with the commonest ten, and the і of Ukrainian.
_SCRIPTS = {
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ": ("оеаинтсрвлі", ("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866")),
    "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ": ("αοιετσνηυρ", ("cp1253", "iso8859_7")),
    "אבגדהוזחטיךכלםמןנסעףפץצקרשת": ("יוהלאתרבמש", ("cp1255", "iso8859_8")),
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيپچژگ": ("اليمونترب", ("cp1256", "iso8859_6")),
}
_SIGNS = {
    "gb18030": (
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
        "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
        "去把性好应开它合还因由其些然前外天政四日那社"
    ),
    "big5": (
        "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種"
        "面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本"
        "去把性好應開它合還因由其些然前外天政四日那社"
    ),
    "euc_jp": ("のにはをたがでとしてすなるれいうらりもこさっあきくかよまどえけ年日本人大一国中出会事者上生地東学部"),
    "cp949": ("이다는을의에가고한하로은를지서도기사으어나대아자리인그들시있과해수년일정와것부원었된라여전보제중적"),
}
_SIGNS["cp932"] = _SIGNS["euc_jp"]
_HIGH_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_ALL_HIGH = re.compile(r"(?<![^\W\d_])[^\W\d_a-zA-Z]{2,}(?![^\W\d_])")  # a word without any letter of ASCII
_CJK = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff61-\uff9f\ue000-\uf8ff\u3400-\u4dbf]")


class Recognised(NamedTuple):
    """The encoding of a text, by Python's name; None if it is not certain, with those that would fit."""

    encoding: str | None
    fitting: tuple[str, ...] = ()


class _Reading(NamedTuple):
    """A text in one encoding: how much speaks for it, and what it says."""

    score: float
    encoding: str
    text: str


def recognise(body: bytes) -> Recognised:
    """Name the encoding of text that is neither ASCII nor Unicode."""
    sample = _sample(body)
    if not sample:
        return Recognised("ascii" if body.isascii() else None)
    words = _HIGH_WORD.findall(sample)
    if _many_runs(words):
        signs, letters = list(_signs(sample)), list(_scripts(sample))
        if signs and letters and len(words) < _FEWEST_SIGNS:
            return Recognised(None, (signs[0].encoding, letters[0].encoding))
        found = _chosen(signs, 0.6) or _chosen(letters, _LEAD if len(sample) > _SURE else 3 * _LEAD)
        if found is not None:
            return found
    return _latin(sample, body[:_SAMPLE].decode("ascii", "ignore"))


def has_many_runs(body: bytes) -> bool:
    """Return whether many words have three or more bytes outside of ASCII in a row: the text is not in Latin letters.

    It is for text in one byte or two for each character, not for Unicode.
    """
    return _many_runs(_HIGH_WORD.findall(_sample(body)))


def _many_runs(words: Sequence[bytes]) -> bool:
    return sum(1 for word in words if re.search(rb"[\x80-\xff]{3}", word)) > _MANY_RUNS * len(words)


def _sample(body: bytes) -> bytes:
    lines: list[bytes] = []
    size = 0
    for line in body.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[:_SAMPLE])
            size += len(lines[-1])
            if size > _SAMPLE:
                break
    return b"".join(lines)


def _decoded(sample: bytes, encodings: Iterable[str]) -> Iterator[tuple[str, str]]:
    for encoding in encodings:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(sample)  # the last sign may be cut
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]", text):
            yield encoding, text


def _chosen(readings: list[_Reading], lead: float) -> Recognised | None:
    """Return the best reading; None if there is none, or if another one is nearly as good and says otherwise.

    Below 1, `lead` of a Chinese, Japanese or Korean reading is the share of the best that no other may reach.
    """
    if not readings:
        return None
    best = max(readings)
    limit = best.score * lead if lead > 0.5 else best.score - lead
    close = [one for one in readings if one.score > limit and one.text != best.text]
    if close:
        return Recognised(None, tuple(dict.fromkeys([best.encoding, *(one.encoding for one in close)])))
    return Recognised(best.encoding)


def _signs(sample: bytes) -> Iterator[_Reading]:
    """Yield the readings as Chinese, Japanese or Korean whose commonest signs are common ones."""
    for encoding, text in _decoded(sample, _SIGNS):
        found = _CJK.findall(text)
        common = frozenset(_SIGNS[encoding])
        seen = sum(1 for sign in found if sign in common)
        score = seen / max(1, len(found))
        others = sum(1 for sign in text if sign > "\x7f" and sign.isalpha() and not _CJK.match(sign))
        if len(found) >= _FEWEST_SIGNS and seen > 2 and score >= _LEAST_SIGNS and others < 0.1 * len(found):
            yield _Reading(score, encoding, text)


def _scripts(sample: bytes) -> Iterator[_Reading]:
    """Yield the readings in Cyrillic, Greek, Hebrew or Arabic letters that look written."""
    for alphabet, (common, encodings) in _SCRIPTS.items():
        allowed = frozenset(alphabet)
        for encoding, text in _decoded(sample, encodings):
            high = [sign for sign in text if sign > "\x7f"]
            letters = [sign for sign in high if sign.isalpha()]
            wrong = sum(1 for sign in letters if sign.lower() not in allowed)
            wrong += sum(
                1 for sign in high if not sign.isalpha() and sign not in _GOOD and not "\u064b" <= sign <= "\u0652"
            )
            wrong += sum(_wrong_case(word) for word in _LETTERS.findall(text))
            if len(letters) < _ENOUGH or wrong > _MOST_BAD * len(high):
                continue
            score = sum(1 for sign in letters if sign.lower() in common) / len(letters)
            if score >= _LEAST_COMMON:
                capitals = sum(1 for sign in letters if sign.isupper()) > len(letters) / 2
                yield _Reading(score - wrong / len(high) - capitals * _CAPITALS, encoding, text)


def _wrong_case(word: str) -> int:
    """Return how many letters outside of ASCII have a case that none has there: "рЕКА", "РЕкА"."""
    wrong = sum(
        1 for one, other in pairwise(word) if one.islower() and other.isupper() and (one > "\x7f" or other > "\x7f")
    )
    return wrong + (len(word) > 2 and word[:2].isupper() and word[1] > "\x7f" and not word.isupper())


def _latin(sample: bytes, around: str) -> Recognised:
    """Choose among the readings in Latin letters; `around` is the text in ASCII, whose words say the language."""
    fits: list[tuple[float, str, str, str]] = []
    for encoding, text in _decoded(sample, _LATIN):
        for language, letters in _LATIN[encoding].items():
            bad = _wrong_share(text, frozenset(letters))
            if bad <= _MOST_BAD:
                fits.append((bad, encoding, language, text))
    if len({text for *_, text in fits}) > 1:
        spoken = [fit for fit in fits if detect(f"{fit[3]} {around}") == fit[2]]
        fits = spoken or _worded(fits) or fits
        least = min(bad for bad, *_ in fits)
        fits = [fit for fit in fits if fit[0] <= least]
    if len({text for *_, text in fits}) == 1:
        return Recognised(fits[0][1])
    return Recognised(None, tuple(dict.fromkeys(encoding for _, encoding, *_ in fits)))


def _worded(fits: Sequence[tuple[float, str, str, str]]) -> list[tuple[float, str, str, str]]:
    """Return the readings for which the few words of a short text speak clearly; none if they do not."""
    weights = [word_weight(text, language) for _, _, language, text in fits]
    best = max(weights)
    text = fits[weights.index(best)][3]
    others = max((weight for weight, fit in zip(weights, fits, strict=True) if fit[3] != text), default=0.0)
    if best < _LEAST_WORDS or best < _LEAD_OF_WORDS * others:
        return []
    return [fit for fit in fits if fit[3] == text]


def _wrong_share(text: str, letters: frozenset[str]) -> float:
    """Return the share of the signs outside of ASCII that a language does not write, or not there."""
    high = 0
    wrong = 0
    for match in re.finditer(r"[\x80-\U0010ffff]", text):
        sign, place = match.group(), match.start()
        before, after = text[place - 1 : place] if place else " ", text[place + 1 : place + 2] or " "
        high += 1
        if sign.isalpha() and sign not in "ªº":
            wrong += (
                sign.lower() not in letters
                or before.isdigit()
                or after.isdigit()
                or (before.islower() and sign.isupper())
                or (sign.islower() and after.isupper())
                or (not before.isalpha() and not after.isalpha() and sign not in "àÀéÉèÈóÓúÚáÁíÍöÖåÅőŐ")
            )
        else:
            wrong += sign not in _GOOD or (sign not in "’·\u00ad‑–—ªº" and before.isalpha() and after.isalpha())
    foreign = sum(len(match.group()) for match in _ALL_HIGH.finditer(text))
    return (wrong + (foreign if foreign > 0.3 * high else 0)) / max(1, high)
