"""Words that turn a statement round, in the languages that sources are most often in (all folded)."""

from __future__ import annotations

_WORDS = {
    "en": "not no never none nobody nothing nowhere neither nor without cannot cant hardly scarcely barely rarely"
    " seldom non nary unable noone",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden niemandem nichts"
    " nirgends ohne weder kaum",
    "fr": "ne pas jamais aucun aucune rien personne sans ni nul nulle non guere nullement",
    "es": "no nunca jamas nadie nada ningun ninguno ninguna sin ni tampoco apenas",
    "pt": "nao nunca jamais ninguem nada nenhum nenhuma sem nem tampouco",
    "it": "non mai nessuno nessuna nessun niente nulla senza ne neanche nemmeno neppure",
    "nl": "niet geen nooit niemand niets nergens zonder noch nauwelijks",
    "sv": "inte ej aldrig ingen inga inget utan varken knappt icke",
    "da": "ikke aldrig ingen intet uden hverken naeppe ej",
    "nb": "ikke aldri ingen intet uten verken",
    "pl": "nie nigdy nikt nic zaden zadna zadne bez ani",
    "cs": "ne neni nikdy nikdo nic zadny zadna zadne bez ani",
    "ru": "не нет ни никогда никто ничего без нельзя никакои никаких",
    "uk": "не нема немае ніколи ніхто без жоден жодна",
    "tr": "degil hicbir asla yok",
    "id": "tidak bukan tanpa belum jangan",
    "fi": "ei eivat en et emme ette ilman",
    "hu": "nem ne soha nelkul sem nincs",
    "ro": "nu niciodata nimeni nimic fara nici",
    "el": "δεν μην χωρις ποτε κανενας",
}
# Without these the other words of the lists above would be mistaken for English ones.
_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis", "mis")
_CONTRACTED = (
    "isnt arent wasnt werent dont doesnt didnt hasnt havent hadnt wont wouldnt cant couldnt shouldnt mustnt neednt"
    " aint shant mightnt"
)
_LISTS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_ENGLISH = _LISTS["en"] | frozenset(_CONTRACTED.split())
_MARKS = frozenset("不没沒無无非未否別别勿莫")  # Chinese and Japanese, a character a word
_JAPANESE = ("なか", "ない", "ませ", "ずに")


def negations(words: list[str], language: str | None) -> list[str]:
    """Return which of the folded `words` are negations, in order.

    `language` is that of the source (an ISO 639-1 code); English words count in every language but those whose
    own words they are.
    """
    own = _LISTS.get((language or "en")[:2], _LISTS["en"])
    if own is _LISTS["en"]:
        own = _ENGLISH
    found = [word for word in words if word in own or word in _MARKS]
    if language == "ja":
        joined = "".join(words)
        found += [mark for mark in _JAPANESE for _ in range(joined.count(mark))]
    return found


def is_negated_form(one: str, other: str) -> bool:
    """Whether one of two folded words is the other with a prefix that turns it round: lawful, unlawful."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 4:
        return False
    return any(longer == prefix + shorter for prefix in _PREFIXES)
