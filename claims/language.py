"""Detect the language of a text by its letters, then by its most common words.

Function words make up a third to a half of running text and hardly overlap between languages once the shared ones are
counted for each, so a hundred of them tell paragraphs apart as surely as a trained model would, at no cost in memory.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from types import MappingProxyType

from claims.patterns import lazy_regex

_PROFILES = {
    "en": "the of and to in is was that for it with as his on be at by he which this from are had not but have were an "
    "they their has its been who will would or she her after when there more about into than also said during while",
    "de": "der die und das den von zu mit ist im auf für nicht ein eine dem des sich als auch es an werden aus er hat "
    "dass sie nach bei um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis wurde einer",
    "fr": "le la les des et en du une un est dans que pour qui au par sur pas plus ce il avec ne se sont son elle aux "
    "cette ses ou comme mais nous leur ont été deux été était fait entre après sans ces dont où être",
    "es": "el la los las de que y en un una por con no se su para es al lo como más del pero sus le ha este sí porque "
    "esta entre cuando muy sin sobre también fue había era desde son dos hasta hay donde quien durante años",
    "it": "il la di che e un in una per con non sono del della dei le si da al alla nel è gli come più anche ha lo i "
    "ma dal delle suo sua questo quando era stato essere fra tra due nella degli anni dopo",
    "pt": "o a de que e do da em um uma para com não os as no na por mais dos das se ao foi são ele como mas sua seu "
    "ou também até pelo pela isso era muito nos já está quando entre depois foram anos",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er om ook als dan bij nog uit maar door over hij "
    "ze werd naar heeft worden wordt deze was ik je die tot hun meer geen na wel had kan",
    "sv": "och att det i en som på är av för med den till inte har de ett om jag var men från så vid man kan hade ut "
    "han när efter under hon också eller skulle nu vi mot sig blev alla år",
    "da": "og i at det er en til af på de med der for den som ikke har et kan om var han fra men vi skal så også blev "
    "ved efter sig hun være havde nu eller over når mere år",
    "nb": "og i det er på en som til av at for med de har den ikke et om var han fra men vi ble så også kan etter seg "
    "hun være hadde nå eller ved når mer år",
    "fi": "ja on ei että oli se hän mutta ovat kun myös joka niin sen kuin tai ole vuonna hänen jos olla mukaan "
    "sekä jotka mitä nyt vain ollut sitä kanssa",
    "pl": "i w nie na się że z do to jest jak po co o od za ale przez dla był tak jego które który oraz są może "
    "tego przed było tylko jej roku być ze tym już także",
    "cs": "a v se na je že to s z do o i pro by za jak jako ale od po není jsou jeho tak který byl které podle také "
    "bylo však až její která roce jsem při nebo",
    "hu": "a az és hogy nem is egy ez meg volt de mint már csak még van azt ki el ha vagy lehet kell után szerint "
    "pedig aki ami által majd évben",
    "ro": "de și în a la cu că nu este pe din o un care pentru mai au fost se ca sau prin dar după al lui sunt "
    "între când fi ei fost această",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi ne var kadar sonra en ya o her ise ancak tarafından "
    "olduğunu değil mi göre oldu olduğu",
    "id": "yang dan di dengan untuk dari dalam ini itu pada tidak adalah ke akan oleh juga telah sebagai ada mereka "
    "saya atau bahwa lebih dia menjadi tersebut karena tahun",
    "vi": "và của là có trong được cho các một với không người những này khi đã từ về ở năm cũng như để đến tại",
    "ca": "el la els les de que i en un una per amb no es del al dels va més com però seva seu són aquest aquesta "
    "també entre fins quan ser havia des any",
    "ru": "и в не на что он с я как это по но они к из у за от так же для его был было все она бы о только еще "
    "или мы до если также после который когда год года были при",
    "uk": "і в не на що з як це до та за від але у він для його про був або які також після який коли було року їх",
    "bg": "и на в за да се е от с че по не са като до при но след която който беше има това бе или",
    "sr": "и у је на да се за са од су као не који није из по бити али које или која били",
}  # fmt: skip
STOP_WORDS = MappingProxyType({code: frozenset(words.split()) for code, words in _PROFILES.items()})
"""The commonest words of each language that is told by them, by ISO 639-1 code."""

_WEIGHTS: dict[str, dict[str, float]] = {}
_shared = Counter(word for words in STOP_WORDS.values() for word in words)
for _code, _words in STOP_WORDS.items():
    for _word in _words:
        _WEIGHTS.setdefault(_word, {})[_code] = 1.0 / _shared[_word]

# A script that only one big language is written in names it; Han without kana is Chinese.
_SCRIPTS = (
    ("ja", r"[\u3041-\u30ff]"),
    ("ko", r"[\uac00-\ud7af]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("el", r"[\u0370-\u03ff]"),
    ("he", r"[\u0590-\u05ff]"),
    ("th", r"[\u0e00-\u0e7f]"),
    ("ka", r"[\u10a0-\u10ff]"),
    ("hy", r"[\u0530-\u058f]"),
    ("ta", r"[\u0b80-\u0bff]"),
    ("te", r"[\u0c00-\u0c7f]"),
    ("bn", r"[\u0980-\u09ff]"),
    ("hi", r"[\u0900-\u097f]"),
)
_FIRST_OTHER = "\u0370"  # no character before it is of these scripts, so that Latin texts need not be searched for them
_ARABIC = lazy_regex(r"[\u0600-\u06ff]")
_PERSIAN = lazy_regex(r"[پچژگکی]")
_CYRILLIC = lazy_regex(r"[\u0400-\u04ff]")
_LETTER = lazy_regex(r"[^\W\d_]")
_WORD = lazy_regex(r"(?<![.\w])(?!(?<=['’])\w\b)[^\W\d_]+(?!\.\w)")  # not the letters of U.S., e.g. or men's

_SAMPLE = 3_000  # characters; three stretches of a long text are read
_ENOUGH = 4.0  # shared-out weight of function words below which nothing is said
_GUESSED = 2  # function words from which a short text points to a language (judgement)
_LEAD = 1.25  # how many times the runner-up's weight the best must have


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`; None if its words do not decide.

    Languages in a script of their own are known from a dozen letters; those in Latin and Cyrillic letters need about
    a sentence or two. At most about 3,000 characters are looked at, spread over the text.
    """
    sample = _spread(text)
    letters = len(_LETTER.findall(sample))
    if letters < 8:
        return None
    for code, script in _SCRIPTS if max(sample) >= _FIRST_OTHER else ():
        found = len(re.findall(script, sample))
        if code == "zh" or code == "ja":
            # One ideograph says what a Latin word of several letters says; a page's menu may be in English.
            if found > letters * 0.2 and (code == "zh" or found > letters * 0.1):
                return code
            if code == "ja" and found > letters * 0.1:
                return code
        elif found > letters * 0.4:
            return code
    arabic = len(_ARABIC.findall(sample))
    if arabic > letters * 0.4:
        return "fa" if len(_PERSIAN.findall(sample)) > arabic * 0.03 else "ar"
    return _by_words(sample, cyrillic=len(_CYRILLIC.findall(sample)) > letters * 0.5)


def guess(text: str) -> str | None:
    """Return the language that the function words of a short `text` point to, as an ISO 639-1 code.

    It is surer than nothing, and less sure than `detect`: two such words decide. None: no language leads.
    """
    words = set(_WORD.findall(_spread(text).casefold()))
    scores = _scores(words)
    if not scores:
        return None
    (best, count), *others = sorted(scores.items(), key=lambda item: -item[1])
    second = others[0][1] if others else 0.0
    few = len(words & STOP_WORDS[best]) < _GUESSED
    return None if few or count < _LEAD * second or len(words & STOP_WORDS["en"]) > _GUESSED else best


def _spread(text: str) -> str:
    """Return a text, or three stretches of a long one: its beginning is often a menu."""
    if len(text) <= _SAMPLE:
        return text
    third = _SAMPLE // 3
    middle = len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _scores(words: Iterable[str]) -> dict[str, float]:
    """Return the weight of the function words of each language among `words`."""
    scores: dict[str, float] = {}
    for word in words:
        for code, weight in _WEIGHTS.get(word, {}).items():
            scores[code] = scores.get(code, 0.0) + weight
    return scores


def _by_words(sample: str, *, cyrillic: bool) -> str | None:
    """Return the weight of the function words of each language; a word of three languages counts a third for each."""
    words = _WORD.findall(sample.casefold())
    scores = _scores(words)
    ranked = [(score, code) for code, score in scores.items() if (code in ("ru", "uk", "bg", "sr")) == cyrillic]
    if not ranked:
        return None
    ranked.sort(reverse=True)
    best, code = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    needed = min(_ENOUGH, max(2.0, len(words) * 0.12))
    if best < needed or best < second * _LEAD:
        return None
    return code


def word_weight(text: str, code: str) -> float:
    """Return how much the function words of `text` speak for a language, from 0: a word of its own counts 1.

    `code` is the ISO 639-1 code of the language. A word that several languages share counts a part for each.
    """
    words = _WORD.findall(_spread(text).casefold())
    return sum(_WEIGHTS.get(word, {}).get(code, 0.0) for word in words)


__all__ = ["STOP_WORDS", "detect", "guess", "word_weight"]
