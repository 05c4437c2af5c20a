"""Tables of words that decide what a difference is.

Negations in many languages, contractions, British and American spelling, words that limit or deny, modal verbs.

All words are folded (lower case, without accents and apostrophes).
"""

from __future__ import annotations

import re

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
# Prefixes that turn an English word into its opposite: lawful, unlawful.
NEGATING_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis", "mis")
# English words that hold a negation when they are folded: "isn't".
_CONTRACTED = (
    "isnt arent wasnt werent dont doesnt didnt hasnt havent hadnt wont wouldnt cant couldnt shouldnt mustnt neednt"
    " aint shant mightnt"
)
NEGATIONS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
ENGLISH_NEGATIONS = NEGATIONS["en"] | frozenset(_CONTRACTED.split())
_UNMISTAKABLE = (
    "nicht kein keine keinen keinem keiner keines niemals niemand niemanden niemandem nichts kaum weder jamais aucun"
    " aucune nullement nunca jamas nadie ningun ninguno ninguna tampoco apenas nessuno nessuna niet geen nooit inte"
    " aldrig ikke"
)
UNMISTAKABLE = frozenset(_UNMISTAKABLE.split())
"""Negations that are no word of another language, for a text whose language is unknown."""
NEGATING_PHRASES = (
    "far from",
    "long way from",
    "long way off",
    "miles from",
    "miles away from",
    "anything but",
    "nowhere near",
)
"""English phrases, folded, that negate what follows them without a negation, or stronger than by one."""
NEGATION_SIGNS = frozenset("不没沒無无非未否別别勿莫")  # Chinese and Japanese, a character a word
JAPANESE_NEGATIONS = ("なか", "ない", "ませ", "ずに")


CONTRACTIONS = {
    "isnt": "is not",
    "arent": "are not",
    "wasnt": "was not",
    "werent": "were not",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "hasnt": "has not",
    "havent": "have not",
    "hadnt": "had not",
    "wont": "will not",
    "wouldnt": "would not",
    "cant": "can not",
    "cannot": "can not",
    "couldnt": "could not",
    "shouldnt": "should not",
    "mustnt": "must not",
    "neednt": "need not",
    "aint": "is not",
    "shant": "shall not",
    "im": "i am",
    "ive": "i have",
    "youre": "you are",
    "youve": "you have",
    "theyre": "they are",
    "theyve": "they have",
    "weve": "we have",
    "youll": "you will",
    "theyll": "they will",
    "itll": "it will",
    "thats": "that is",
    "whats": "what is",
    "heres": "here is",
    "theres": "there is",
    "hes": "he is",
    "shes": "she is",
    "whos": "who is",
    "lets": "let us",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "its": "it is",
    "were": "we are",
    "well": "we will",
    "id": "i would",
    "youd": "you would",
    "hed": "he would",
    "wed": "we would",
    "theyd": "they would",
    "ill": "i will",
    "shell": "she will",
    "hell": "he will",
}
# Forms that are also other words: they are contractions only if the longer form explains the difference.
BRITISH_ENDINGS = (
    (re.compile(r"(?<=[a-z]{2})is(e|es|ed|ing|ation|ations|er|ers)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})ys(e|es|ed|ing|er|ers)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{2})our(|s|ed|ing|ite|ites|able|ful|less|hood|hoods|er|ers|ly)$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{2})tre(s?)$"), r"ter\1"),
    (re.compile(r"(?<=[a-z]{2})(t|b)red$"), r"\1ered"),
    (re.compile(r"(?<=[a-z]{2})ence$"), "ense"),
    (re.compile(r"(?<=[a-z]{2})ogue(s?)$"), r"og\1"),
    (re.compile(r"(?<=[aeiou])ll(ed|ing|er|ers|or|ors|ation)$"), r"l\1"),
    (re.compile(r"(?<=[a-z]{2})(ae|oe)(?=[a-z]{2})"), "e"),
    (re.compile(r"mme(s?)$"), r"m\1"),
)
SPELLING_PAIRS = {
    "grey": "gray",
    "tyre": "tire",
    "tyres": "tires",
    "cheque": "check",
    "cheques": "checks",
    "kerb": "curb",
    "plough": "plow",
    "mould": "mold",
    "sceptical": "skeptical",
    "whilst": "while",
    "amongst": "among",
    "towards": "toward",
    "learnt": "learned",
    "burnt": "burned",
    "spelt": "spelled",
    "dreamt": "dreamed",
    "aluminium": "aluminum",
    "jewellery": "jewelry",
    "moustache": "mustache",
    "pyjamas": "pajamas",
    "storey": "story",
    "storeys": "stories",
    "gaol": "jail",
    "ageing": "aging",
    "judgement": "judgment",
    "acknowledgement": "acknowledgment",
    "fulfil": "fulfill",
    "enrol": "enroll",
    "skilful": "skillful",
    "wilful": "willful",
    "instalment": "installment",
    "manoeuvre": "maneuver",
    "draught": "draft",
    "okay": "ok",
    "mr": "mister",
    "dr": "doctor",
    "st": "saint",
    "vs": "versus",
    "&": "and",
    "prof": "professor",
    "gov": "governor",
    "sen": "senator",
    "gen": "general",
    "u.k": "uk",
    "jan": "january",
    "feb": "february",
    "mar": "march",
    "apr": "april",
    "jun": "june",
    "jul": "july",
    "aug": "august",
    "sept": "september",
    "sep": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
}
MISREAD = str.maketrans({"0": "o", "1": "l", "i": "l", "j": "l", "|": "l", "5": "s", "8": "b", "6": "b", "v": "u"})


LIMITING = frozenset({"only", "solely", "exclusively"})
DENYING = frozenset({"fail", "refuse", "decline", "deny", "neglect", "avoid", "unable", "stop", "cease"})
"""English words that say that something did not come about; the others are their inflections."""
MODALS = {
    word: meaning
    for meaning, words in {
        "possible": "may might can could",
        "required": "must shall",
        "expected": "will would",
        "advised": "should ought",
    }.items()
    for word in words.split()
}
"""English modal verbs, and how certain or required they make a statement."""

_OPENING = (
    "the this that these those there then they their she her his him its our you your who what when where which while"
    " with from into for and but not has had have was were are after before although because since some many most all"
    " both each one two three other another such here how why also yet still only even just over under more"
)
OPENERS = frozenset(_OPENING.split())
"""Words that sentences begin with, so that their capital does not make them names."""
