"""What the common templates show, by their names: text, a note of the editors, a quotation, a box of facts, nothing."""

from __future__ import annotations

import re


def _names(listed: str) -> frozenset[str]:
    return frozenset(name.strip() for name in listed.replace("\n", "|").split("|") if name.strip())


_LANGUAGE = re.compile(r"lang-[a-z-]+|(?:iso|ipa)-?[a-z]{0,3}")

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

# Notes of the editors: the words that the page shows for them, and the names of their templates.
_NOTES = {
    "[citation needed]": """
        beleg|belege fehlen|bron?|carece de fontes|cb|ciation needed|cit|cita requerida|citation needed
        citation needed span|citation néc|citation required|citation requise|citationneeded|citazione necessaria
        cn|demande de source|fact|facts|fakt|feit|fontfact|kaynak belirt|kilde mangler|källa behövs|lähde
        needs citation|quelle fehlt|ref?|refnec|référence nécessaire|référence souhaitée|senza fonte|source?
        uncited|uncited-inline|unreferenced inline|unsourced inline|источник?|нет аи|来源请求|要出典|需要來源
    """,
    "[by whom?]": """
        according to whom|attribution needed|by who|by whom|qui|said who|weasel inline|weasel-inline|which|who
        who?|whom|whom?
    """,
    "[when?]": """
        as of when|date missing|quand|wann|when|when?
    """,
    "[where?]": """
        where|where?
    """,
    "[why?]": """
        why|why?
    """,
    "[clarification needed]": """
        ambiguous|clarification needed|clarify|clarify inline|clarifyme|elucidate|explain|huh|specify|unclear
        vague|what|what?
    """,
    "[dubious – discuss]": """
        disputed inline|disputed-inline|doubtful|dubious|dubious-discuss
    """,
    "[page needed]": """
        author missing|full|full citation needed|isbn missing|page needed|page number|page number needed
        page numbers needed|pn|volume needed
    """,
    "[better source needed]": """
        better source|better source needed|bsn|mcn|medical citation needed|non-primary source needed
        primary inline|primary source inline|primary source needed|psn|self-published inline
        self-published source|sps|tertiary source|third-party inline|user-generated inline|user-generated source
    """,
    "[unreliable source?]": """
        deprecated inline|deprecated source|rs|unreliable|unreliable medical source|unreliable source
        unreliable source?|vc|verify credibility
    """,
    "[failed verification]": """
        citation not found|failed verification|failed verification span|fv|nic|not in citation|not in ref
        not in source
    """,
    "[verification needed]": """
        check|check quotation|cite quote|request quotation|rq|verification needed|verify inline|verify quote
        verify source|verify-inline|vs
    """,
    "[original research?]": """
        improper synthesis?|or|or inline|original research inline|original research?|syn|synthesis inline
        synthesis?
    """,
    "[neutrality is disputed]": """
        lopsided|npov inline|npov-statement|peacock inline|peacock-inline|pov statement|pov-statement
        tone inline
    """,
    "[needs update]": """
        chronology citation needed|needs update|out of date inline|outdated inline|update after|update inline
        update-inline
    """,
    "[not verified in body]": """
        elaborate|importance inline|inconsistent|not verified in body|nvb|relevance inline|speculation inline
        undue inline|undue weight inline
    """,
}
NOTES = {name: shown for shown, listed in _NOTES.items() for name in _names(listed)}

DEAD = _names(
    """
    404|broken link|collegamento interrotto|dead|dead link|dead url|deadlink|deadurl|dl|dode link|död länk
    død lenke|dødt link|enlace roto|enllaç no actiu|kuollut linkki|kırık bağlantı|lien brisé|lien mort
    ligação inativa|link broken|martwy link|nedostupný zdroj|permanent dead link|pérmalien mort|toter link
    usurped|ölü bağlantı|мертва ссылка|мёртвая ссылка|недоступная ссылка|пошкоджене посилання
    リンク切れ|失效連結|失效链接
    """
)
WEBARCHIVE = _names(
    """
    archive url|archivum|archiwum|cbarchive|lien archive|memento|wayback|wayback machine|web archive|web-archiv
    webarchief|webarchiv|webarchive|webarchivum|webarşiv|webbarkiv|webcite|вебархив
    """
)

QUOTES = _names(
    """
    blockquote|bquote|centered pull quote|cita|cita de obra|citaat|citat|citation bloc|citazione|cquote|cytat
    início de citação|long quotation|poem quote|poemquote|pull quote|pullquote|qb|quotation|quote|quote block
    quote box|quote frame|quotebox|rquote|verse translation|zitat|zitat-en|цитата|引用
    """
)

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
    "cite isbn": "isbn",
    "doi-inline": "doi",
}


def shows_language(name: str) -> bool:
    """Return whether a template of this name shows its first argument, in another language ("lang-fr")."""
    return _LANGUAGE.fullmatch(name) is not None


def is_facts(name: str) -> bool:
    """Return whether a template of this name is an infobox or another box of facts."""
    return name.startswith(_FACTS_BEGIN) or name.endswith(_FACTS_END)


def is_ignored(name: str) -> bool:
    """Return whether a template of this name shows nothing of the article, not even the notes in it."""
    if name.startswith("#"):
        return not name.startswith("#tag:")
    return name.startswith(_IGNORED_BEGIN) or _USE_FORM.match(name) is not None


def is_silent(name: str) -> bool:
    """Return whether a template of this name adds no words to a reference."""
    return _SILENT.fullmatch(name) is not None
