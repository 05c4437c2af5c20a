"""Numbers in words of other languages than English, from two to a hundred, among folded words.

Words that are common words of another meaning in their own language ("un") are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

_TO_NINETEEN = {
    "de": "- zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn"
    " achtzehn neunzehn",
    "fr": "- deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "es": "- dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete"
    " dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete"
    " veintiocho veintinueve",
    "pt": "- dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito"
    " dezenove",
    "it": "- due tre quattro cinque - sette otto nove dieci undici dodici tredici quattordici quindici sedici"
    " diciassette diciotto diciannove",
    "nl": "- twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
    " achttien negentien",
    "sv": "- tva tre fyra fem sex sju atta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton",
    "da": "- to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
    "nb": "- to tre fire fem seks sju atte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
    "pl": "- dwa trzy cztery piec szesc siedem osiem dziewiec dziesiec jedenascie dwanascie trzynascie czternascie"
    " pietnascie szesnascie siedemnascie osiemnascie dziewietnascie",
}
_TENS = {
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig hundert",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante cent",
    "es": "- treinta cuarenta cincuenta sesenta setenta ochenta noventa cien",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd",
    "sv": "tjugo trettio fyrtio femtio sextio sjuttio attio nittio hundra",
    "da": "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems hundrede",
    "nb": "tjue tretti forti femti seksti sytti atti nitti hundre",
    "pl": "dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat"
    " dziewiecdziesiat sto",
}
_AND = {"fr": "et", "es": "y", "pt": "e", "pl": ""}  # the word between tens and units; other languages join them
_ONE_WORD = {"de": "und", "nl": "en", "da": "og"}  # "zweiundzwanzig": units, this, tens
_TENS_FIRST = frozenset({"it", "sv", "nb"})  # "ventidue", "tjugotvå"
_VARIANTS = {
    "pt": {"duas": 2, "dezasseis": 16, "dezassete": 17, "dezanove": 19},
    "it": {"ventuno": 21, "ventotto": 28, "trentuno": 31, "trentotto": 38},
    "sv": {"aderton": 18},
    "pl": {"dwie": 2, "dwoch": 2, "trzech": 3},
    "de": {"fuenf": 5, "zwoelf": 12, "dreißig": 30},
}

_ENGLISH = frozenset(
    {"cent", "due", "elf", "fire", "firs", "once", "sex", "six", "tres"}
)  # words of other meanings as well


@cache
def _values(language: str) -> dict[str, int]:
    """Return the words of a language that are numbers by themselves, compounds included."""
    small = {word: value for value, word in enumerate(_TO_NINETEEN[language].split(), start=1) if word != "-"}
    tens = {word: 10 * value for value, word in enumerate(_TENS[language].split(), start=2) if word != "-"}
    found = small | tens | _VARIANTS.get(language, {})
    units = {word: value for word, value in small.items() if value < 10}
    joined = _ONE_WORD.get(language)
    for name, ten in tens.items():
        for word, unit in units.items() if ten < 100 else ():
            if joined is not None:
                found[word + joined + name] = ten + unit
            elif language in _TENS_FIRST:
                found[name + word] = ten + unit
        if joined is not None and ten < 100:
            found[{"de": "ein", "nl": "een", "da": "en"}[language] + joined + name] = ten + 1
    return found


@cache
def _anywhere() -> dict[str, tuple[str, ...]]:
    """Return the words that mean one number in all languages that have them, with these languages."""
    found: dict[str, list[str]] = {}
    for language in _TO_NINETEEN:
        for word in _values(language):
            found.setdefault(word, []).append(language)
    return {
        word: tuple(languages)
        for word, languages in found.items()
        if len(word) > 2 and word not in _ENGLISH and len({_values(language)[word] for language in languages}) == 1
    }


@cache
def foreign_number_words(language: str | None) -> frozenset[str]:
    """Return the words at which `foreign_number` can find a number in `language` (ISO 639-1; None: unknown)."""
    if language is None:
        return frozenset(_anywhere())
    return frozenset(_values(language)) if language in _TO_NINETEEN else frozenset()


def foreign_number(words: Sequence[str], index: int, language: str | None) -> tuple[int, int]:
    """Return the value of the number in words at `index`, and how many words it has; (0, 0) where there is none.

    `words` are folded. `language` is that of the text (ISO 639-1); None: unknown, as of a short text, which finds the
    words that mean one number in whatever language has them. English and languages that are not listed give (0, 0).
    """
    if language is None:
        languages = _anywhere().get(words[index], ("",))
        language = next((own for own in languages if foreign_number(words, index, own)[1] > 1), languages[0])
    if language not in _TO_NINETEEN:
        return 0, 0
    table = _values(language)
    if language == "fr" and words[index] == "quatre" and _at(words, index + 1).rstrip("s") == "vingt":
        value, length = 80, 2
    elif words[index] in table:
        value, length = table[words[index]], 1
    else:
        return 0, 0
    link = _AND.get(language)
    if link is None or not (value % 10 == 0 and 10 <= value < 100):
        return value, length
    after = index + length + (1 if link and _at(words, index + length) == link else 0)
    more = table.get(_at(words, after), 0)
    limit = 20 if language == "fr" and value in (60, 80) else 10
    least = 7 if value == 10 else 2  # French "dix-sept"; elsewhere ten is never followed by units
    if value == 10 and language != "fr":
        return value, length
    return (value + more, after + 1 - index) if least <= more < limit else (value, length)


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if index < len(words) else ""


_COMMA_DECIMALS = "de fr es pt it nl sv da nb no fi pl cs sk ru uk tr id hu ro el bg hr sr sl lt lv et"
COMMA_DECIMALS = frozenset(_COMMA_DECIMALS.split())
"""Languages that write a decimal comma and group digits with dots or spaces (CLDR number formats)."""
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?")
_COMMA = re.compile(r"(\d+),(\d{1,2}|\d{4,})")  # in digits that English would group, a comma may be either


def grouped_number(words: Sequence[str], index: int, language: str | None) -> tuple[str, int]:
    """Return a number whose digits are grouped with dots or spaces, or that has a decimal comma, in plain digits.

    The second value is the number of words that it has; ("", 0) where the word at `index` of `words` begins no such
    number. `language` is that of the text (ISO 639-1); None: unknown. A single group behind a dot is a fraction unless
    it is "000" or `language` is one of `COMMA_DECIMALS`: "1.250" in English.
    """
    word = words[index]
    dotted = _DOTTED.fullmatch(word)
    if dotted:
        certain = dotted[2] is not None or dotted[1].count(".") > 1 or word.endswith(".000")
        if not certain and language not in COMMA_DECIMALS:
            return "", 0
        return dotted[1].replace(".", "") + (f".{dotted[2]}" if dotted[2] else ""), 1
    decimal = _COMMA.fullmatch(word)
    if decimal:
        return f"{decimal[1]}.{decimal[2]}", 1
    if not (word.isascii() and word.isdecimal() and len(word) <= 3 and word[0] != "0"):
        return "", 0
    digits, at = word, index + 1
    while (group := re.fullmatch(r"(\d{3})(?:[.,](\d+))?", _at(words, at))) and (
        language in COMMA_DECIMALS or group[1] == "000" or group[2]
    ):
        digits, at = digits + group[1], at + 1
        if group[2]:
            return f"{digits}.{group[2]}", at - index
    return (digits, at - index) if at > index + 1 else ("", 0)


__all__ = ["COMMA_DECIMALS", "foreign_number", "foreign_number_words", "grouped_number"]
