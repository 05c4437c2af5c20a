"""What the common templates show, by their names: text, a note of the editors, a quotation, a box of facts, nothing."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any


def _table() -> dict[str, Any]:
    return tomllib.loads(files("claims.readers.wikitext").joinpath("names.toml").read_text(encoding="utf-8"))


def _by_name(listed: dict[str, list[str]]) -> dict[str, str]:
    return {name: key for key, names in listed.items() for name in names}


_TABLE = _table()
# Notes of the editors: the words that the page shows for them.
NOTES = _by_name(_TABLE["notes"])
SPANS = frozenset(_TABLE["spans"])
DEAD = frozenset(_TABLE["dead"])
WEBARCHIVE = frozenset(_TABLE["webarchive"])
QUOTES = frozenset(_TABLE["quotes"])
LISTS = frozenset(_TABLE["lists"])
LIST_GROUPS = _by_name(_TABLE["list_groups"])
NOTE_GROUPS = _by_name(_TABLE["note_groups"])
_OWN_GROUPS = {language: _by_name(listed) for language, listed in _TABLE["own_groups"].items()}
ARGUMENTS: dict[str, tuple[str, ...]] = {key: tuple(listed) for key, listed in _TABLE["arguments"].items()}
# The arguments of short notes that name a place in the work, with what the page shows before it.
PLACES = tuple((str(sign), tuple(map(str, listed))) for sign, listed in _TABLE["places"].items())
PAGE_ARGUMENTS = tuple(name for sign, listed in PLACES if sign for name in listed)
ONLY_IN: dict[str, str] = _TABLE["only_in"]
REUSE = frozenset(_TABLE["reuse"])
PAGES = frozenset(_TABLE["pages"])
SHORT = frozenset(_TABLE["short"])
HARVARD = frozenset(_TABLE["harvard"])

# What templates that show a sign show: the sign, and the names of its templates.
_SIGNS = {
    "–": ["ndash", "–", "endash", "en dash"],
    "—": ["mdash", "—", "emdash", "em dash"],
    " – ": ["spaced ndash", "snd", "spnd", "spaced en dash"],
    " — ": ["spaced mdash"],
    " ": ["nbsp", "space", "spaces", "pad", "thinsp", "sp"],
    "'": ["'", "`"],
    "'s": ["'s"],
    "|": ["!"],
    "=": ["="],
    "{": ["("],
    "}": [")"],
    "{{": ["(("],
    "}}": ["))"],
    " · ": ["·", "middot", "dot"],
    " • ": ["•", "bull", "bullet"],
    "†": ["dagger"],
    "‡": ["double-dagger"],
    "[sic]": ["sic"],
    "°": ["deg", "degree"],
    "×": ["times"],
    "−": ["minus"],
    "\n": ["-", "clear", "break", "br", "crlf"],
    "\n\n": ["paragraph break", "pb"],
    "¶": ["¶"],
    ":": ["colon"],
    "": ["year", "shy", "wbr", "zwnj", "zwj"],
    "ʻ": ["okina"],
    "ʾ": ["hamza"],
    "ʿ": ["ayin"],
    "♯": ["sharp"],
    "♭": ["flat"],
    "±": ["plusminus", "±"],
    "½": ["half"],
    "#": ["number sign", "hash"],
    "’": ["apostrophe"],
    "☺": ["smile"],
}
SYMBOLS = {name: sign for sign, names in _SIGNS.items() for name in names}

_FACTS_BEGIN = (
    "infobox",
    "taxobox",
    "automatic taxobox",
    "speciesbox",
    "subspeciesbox",
    "mycomorphbox",
    "chembox",
    "drugbox",
    "geobox",
    "starbox",
    "ficha de",
    "info/",
    "info ",
    "infocaixa",
    "infotaula",
    "infoboks",
    "faktaboks",
    "tietolaatikko",
    "bilgi kutusu",
    "karta ",
    "карточка",
    "картка",
    "инфобокс",
    "personendaten",
    "divisione amministrativa",
    "اینفوباکس",
    "صندوق معلومات",
    "جعبه ",
    "תבנית יישוב",
    "sidebar",
    "succession box",
)
_DEFINING = ("divisione amministrativa", "infobox gemeinde in", "infobox commune de", "info/município")
_FACTS_END = ("kutusu", " infobox", "-infobox", "情報")
_IGNORED_BEGIN = (
    "short description",
    "reflist",
    "defaultsort",
    "displaytitle",
    "authority control",
    "portal",
    "commons",
    "pp-",
    "sister",
    "good article",
    "featured article",
    "italic title",
    "multiple issues",
    "navbox",
    "div col",
    "toc",
    "unreferenced",
    "more citations",
    "refimprove",
    "orphan",
)
_USE_FORM = re.compile(r"use \w+ (?:dates|english)")
# Templates that add nothing to a reference's words: icons, categories, maintenance of citations.
_SILENT = re.compile(
    r".*(?:\bicon|cat|category)|ref(?:begin|end|list)?|pdf|psc|esc|small|[a-z]{2}|sic|nbsp|#.*"
    r"|(?:subscription|registration|paywall|link note|cite quote|harvid|sfnref|anchor|wikicite|in lang|retracted|self-"
    r"|password-protected|full citation|inconsistent|page needed|language ?icon|clarify|bots|use |user|closed access"
    r"|open access|free access).*"
)
_ICON = re.compile(r".*(?:\bicon|\bcat|category)|bots|use .*|(?:ref)?(?:begin|end)|nobots|.*-stub|stub")
# Templates that show one identifier of a work.
IDENTIFIERS = {
    "doi": "doi",
    "cite doi": "doi",
    "pmid": "pmid",
    "cite pmid": "pmid",
    "pmc": "pmcid",
    "cite pmc": "pmcid",
    "arxiv": "arxiv",
    "cite arxiv": "arxiv",
    "isbn": "isbn",
    "isbnt": "isbn",
    "isbn2": "isbn",
    "bibisbn": "isbn",
    "cite isbn": "isbn",
    "doi-inline": "doi",
}


def note_group(name: str, language: str | None, *, listed: bool = False) -> str | None:
    """Return the group of the notes that a template makes (with `listed`, lists) on a page in `language`; None: no own.

    Names are in lower case.
    """
    groups = LIST_GROUPS if listed else NOTE_GROUPS
    return _OWN_GROUPS.get(language or "", {}).get(name) or groups.get(name)


def makes_note(name: str, language: str | None) -> bool:
    """Return whether a template of this name makes a note, on a page in `language`."""
    return name in NOTE_GROUPS and ONLY_IN.get(name, language) == language


def is_facts(name: str) -> bool:
    """Return whether a template of this name is an infobox or another box of facts."""
    return name.startswith(_FACTS_BEGIN) or name.endswith(_FACTS_END)


def defines_notes(name: str) -> bool:
    """Return whether a box of this name is known to define notes that a page uses by their names."""
    return name.startswith(_DEFINING)


def is_ignored(name: str) -> bool:
    """Return whether a template of this name shows nothing of the article, not even the notes in it."""
    if name.startswith("#"):
        return not name.startswith("#tag:")
    return name.startswith(_IGNORED_BEGIN) or _USE_FORM.match(name) is not None


def is_icon(name: str) -> bool:
    """Return whether a template of this name shows a picture or nothing, and no words, in the running text."""
    return _ICON.fullmatch(name) is not None


def is_silent(name: str) -> bool:
    """Return whether a template of this name adds no words to a reference."""
    return _SILENT.fullmatch(name) is not None
