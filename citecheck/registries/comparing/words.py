"""Words and letters as they are compared: without case, accents and markup, in one alphabet and one spelling."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from claims.patterns import lazy_regex

_TAGS = lazy_regex(r"</?[A-Za-z][^<>]{0,200}>")
_LATEX_ACCENT = lazy_regex(r"\\(?:[\"'`^~=.]|[cHkruvbdt](?=[\s{]))\s*\{?(\\?[A-Za-z])\}?")
_LATEX_COMMAND = lazy_regex(r"\\[A-Za-z]+\s?")
_LATEX_LETTERS = {"\\ss": "ss", "\\o": "o", "\\O": "O", "\\l": "l", "\\L": "L", "\\ae": "ae", "\\oe": "oe", "\\aa": "a"}
_LATEX_LETTER = lazy_regex(r"\\(?:ss|ae|oe|aa|[oOlL])(?![A-Za-z])")
_WORD = lazy_regex(r"[^\W_]+")
_LOOSE: Mapping[str, str] = {
    **{"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"},
    **{"ŋ": "n", "ə": "e", "ʻ": "", "ʼ": "", "’": "", "‘": "", "'": "", "`": "", "´": "", "ʹ": "", "ʺ": ""},
}
_CYRILLIC: Mapping[str, str] = {
    **{"а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ie", "ж": "zh", "з": "z"},
    **{"и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r"},
    **{
        "с": "s",
        "т": "t",
        "у": "u",
        "ф": "f",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ы": "y",
    },
    **{
        "ь": "",
        "э": "e",
        "ю": "iu",
        "я": "ia",
        "ў": "u",
        "љ": "lj",
        "њ": "nj",
        "ћ": "c",
        "ђ": "dj",
        "џ": "dz",
        "ј": "j",
    },
}
_GREEK: Mapping[str, str] = {
    **{"α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l"},
    **{"μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "ph"},
    **{"χ": "ch", "ψ": "ps", "ω": "o"},
}
_SYMBOLS: Mapping[str, str] = {
    **{"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "λ": "lambda", "μ": "mu", "π": "pi"},
    **{"σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "κ": "kappa", "θ": "theta"},
}
_ROMANISATIONS = (
    *((re.compile("shch"), "sc"), (re.compile("kh|ch(?=r)"), "h"), (re.compile("zh"), "j"), (re.compile("ts|tz"), "c")),
    *((re.compile("tch|tsch"), "ch"), (re.compile("ph"), "f"), (re.compile("ou"), "u"), (re.compile("ue"), "u")),
    *((re.compile("oe"), "o"), (re.compile("ae"), "a"), (re.compile("[yj]"), "i"), (re.compile("w"), "v")),
    *((re.compile("ff$"), "v"), (re.compile("x"), "ks"), (re.compile(r"(.)\1+"), r"\1")),
)
"""Ways in which one name is written in Latin letters (ISO 9, BGN, Library of Congress, French and German habits), each
reduced to one form. The result is compared and never shown."""
_SPELLINGS = (
    *((re.compile("isation"), "ization"), (re.compile("is(e|ed|es|ing|er|ers)$"), r"iz\1"), (re.compile("our"), "or")),
    *((re.compile("([bt])re(s?)$"), r"\1er\2"), (re.compile("ogue(s?)$"), r"og\1"), (re.compile("aem|oed"), "em")),
    *((re.compile("(?<=.{3})ys(?=[ei])"), "yz"), (re.compile("ence$"), "ense"), (re.compile(r"(.)\1"), r"\1")),
)
"""British and American spellings, each reduced to one form."""


_LAST_MAPPED = 0x52F  # the end of Cyrillic; Latin and Greek stand before it


def without_markup(text: str) -> str:
    """Return `text` without tags, entities and LaTeX: accents become letters, commands and braces are removed."""
    text = html.unescape(_TAGS.sub("", text)) if "<" in text or "&" in text else text
    if "\\" in text or "{" in text or "$" in text:
        text = _LATEX_LETTER.sub(lambda match: _LATEX_LETTERS.get(match[0], ""), text)
        text = _LATEX_ACCENT.sub(lambda match: match[1].lstrip("\\"), text)
        text = _LATEX_COMMAND.sub(lambda match: match[0][1:].strip() + " " if "$" in text else "", text)
        text = re.sub(r"[{}$\\]|(?<=\S)~(?=\S)", lambda match: " " if match[0] == "~" else "", text)
    return text


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return `text` in lower-case Latin letters and digits as far as possible, without accents and markup."""
    lowered = unicodedata.normalize("NFKD", without_markup(text).casefold())
    letters = (char for char in lowered if not unicodedata.combining(char))
    return "".join(_LOOSE.get(char) if char in _LOOSE else char for char in letters)  # type: ignore[misc]  # never None


@lru_cache(maxsize=4096)
def name_key(word: str) -> str:
    """Return the form by which `word`, of a name, is compared, whatever its alphabet and romanisation."""
    cased = unicodedata.normalize("NFC", without_markup(word).casefold())
    cased = cased.replace("ö", "oe").replace("ü", "ue").replace("ä", "ae")
    cased = "".join(char for char in unicodedata.normalize("NFKD", cased) if not unicodedata.combining(char))
    latin = "".join(_CYRILLIC.get(char, _GREEK.get(char, char)) for char in cased)
    key = "".join(char for char in folded(latin) if char.isalnum())
    for pattern, form in _ROMANISATIONS:
        key = pattern.sub(form, key)
    return key


def words(text: str) -> list[str]:
    """Return the words of the title `text`, folded; "&" is "and", Greek letters have their names."""
    spelled = "".join(f" {_SYMBOLS[char]} " if char in _SYMBOLS else char for char in without_markup(text).casefold())
    return _WORD.findall(folded(spelled.replace("&", " and ").replace("-", " ")))


@lru_cache(maxsize=8192)
def spelling(word: str) -> str:
    """Return the form by which `word` is compared, British or American."""
    if len(word) < 5:
        return word
    for pattern, form in _SPELLINGS:
        word = pattern.sub(form, word)
    return word


def is_unmapped(text: str) -> bool:
    """Return whether `text` has letters that `name_key` cannot write in Latin ones, such as those of Japanese."""
    return any(char.isalpha() and ord(char) > _LAST_MAPPED for char in text)


__all__ = ["folded", "is_unmapped", "name_key", "spelling", "without_markup", "words"]
