"""What the common templates show, by their names: text, a note of the editors, a quotation, a box of facts, nothing."""

from __future__ import annotations

import re


def _names(listed: str) -> frozenset[str]:
    return frozenset(name.strip() for name in listed.replace("\n", "|").split("|") if name.strip())


# Templates that show one of their arguments: the argument's name.
PASSED = {
    **dict.fromkeys(
        _names(
            "nowrap|nobr|small|big|nobold|noitalic|nowiki|abbr|abbrlink|tooltip|hover title|smaller|larger|resize|center|em|strong"
            "|midsize|ipa|ipac-en|smallcaps|sc|smallcaps2|keypress|key|kbd|var|mono|code|tt|math|mvar|not a typo|typo|as written"
            "|proper name|transl|translit|flag|flagu|flagcountry|flagathlete|ill|interlanguage link|illm|link-interwiki|lien|main other"
            "|sfrac|audio|pronunciation|respell|bo|lj|vr|zh|script|script/hebrew|unicode|polytonic|nihongo|nihongo2|nihongo foot"
            "|date|dts|start date and age|anchor text|visible anchor|vanchor|ubl|unbulleted list|plainlist|flatlist|hlist|longitem"
            "|font color|linktext|ship|lc|uc|ucfirst|lcfirst|formatnum|title case|age|1x|sortname|hs|no wrap|url|website|official url|nts"
            "|increase|decrease|steady|percentage|val|num|circa|c.|ca.|fl.|floruit|born|died|br separated entries|decade link|inflation-fn"
            "|cvt|convert|convinfobox|lb|u|ins|del|block indent|indent|nbay|usd|us$|gbp|pound sterling|£|euro|eur|€|inr|a$|au$|c$"
        ),
        "1",
    ),
    **dict.fromkeys(
        _names(
            "lang|langx|wikt-lang|angle bracket lang|rtl-lang|transliteration|color|colour|fontcolor|tlit|hlang|script-lang|rp-lang|ja-lang"
            "|displaytitle text|sort|su|angbr ipa|cs-lang|bg color|background color|nowrap begin-end"
        ),
        "2",
    ),
}
_LANGUAGE = re.compile(r"lang-[a-z-]+|[a-z]{2,3} icon|(?:iso|ipa)-?[a-z]{0,3}")

SYMBOLS = {
    "ndash": "–", "–": "–", "mdash": "—", "—": "—", "spaced ndash": " – ", "snd": " – ", "spnd": " – ", "spaced en dash": " – ",
    "emdash": "—", "endash": "–", "spaced mdash": " — ", "nbsp": " ", "space": " ", "spaces": " ", "pad": " ", "thinsp": " ", "sp": " ",
    "'": "'", "`": "'", "'s": "'s", "!": "|", "=": "=", "(": "{", ")": "}", "((": "{{", "))": "}}", "·": " · ", "•": " • ", "middot": " · ",
    "bull": " • ", "bullet": " • ", "dot": " · ", "dagger": "†", "double-dagger": "‡", "sic": "[sic]", "deg": "°", "degree": "°", "times": "×",
    "minus": "−", "-": "\n", "clear": "\n", "break": "\n", "br": "\n", "crlf": "\n", "paragraph break": "\n\n", "pb": "\n\n", "¶": "¶", "colon": ":",
    "year": "", "okina": "ʻ", "hamza": "ʾ", "ayin": "ʿ", "shy": "", "wbr": "", "zwnj": "", "zwj": "", "em dash": "—", "en dash": "–", "sharp": "♯",
    "flat": "♭", "plusminus": "±", "±": "±", "half": "½", "number sign": "#", "hash": "#", "apostrophe": "’", "smile": "☺",
}  # fmt: skip

# Notes of the editors, and the words that the page shows for them.
_NOTES = {
    "[citation needed]": "citation needed|cn|fact|cb|ref?|citation required|uncited|unsourced inline|citationneeded|needs citation|uncited-inline|source?"
    "|unreferenced inline|cita requerida|citation requise|refnec|référence nécessaire|référence souhaitée|demande de source|citazione necessaria|senza fonte"
    "|belege fehlen|beleg|quelle fehlt|carece de fontes|источник?|fakt|bron?|feit|källa behövs|kilde mangler|lähde|kaynak belirt|要出典|来源请求|需要來源|fontfact|cita"
    "|нет аи|citation néc|attribution needed|citation needed span|cit|ciation needed|facts|référence nécessaire",
    "[by whom?]": "by whom|by who|who|who?|according to whom|attribution needed|which|weasel inline|weasel-inline|said who|whom?|whom|qui",
    "[when?]": "when|when?|date missing|as of when|quand|wann",
    "[where?]": "where|where?",
    "[why?]": "why|why?",
    "[clarification needed]": "clarify|clarification needed|clarifyme|clarify inline|what|what?|unclear|huh|explain|elucidate|vague|specify|ambiguous",
    "[dubious – discuss]": "dubious|dubious-discuss|disputed inline|disputed-inline|doubtful",
    "[page needed]": "page needed|pn|page number|page numbers needed|full citation needed|volume needed|isbn missing|full|author missing|page number needed",
    "[better source needed]": "better source needed|better source|bsn|self-published inline|self-published source|sps|primary source inline|primary inline"
    "|primary source needed|third-party inline|user-generated source|user-generated inline|non-primary source needed|psn|tertiary source|medical citation needed|mcn",
    "[unreliable source?]": "unreliable source?|unreliable source|unreliable|rs|verify credibility|vc|unreliable medical source|deprecated inline|deprecated source",
    "[failed verification]": "failed verification|failed verification span|fv|not in citation|not in ref|not in source|nic|citation not found",
    "[verification needed]": "verify source|verify inline|verification needed|verify quote|verify-inline|vs|check quotation|check|request quotation|cite quote|rq",
    "[original research?]": "original research inline|or|or inline|original research?|synthesis inline|syn|improper synthesis?|synthesis?",
    "[neutrality is disputed]": "pov statement|pov-statement|npov inline|npov-statement|peacock inline|peacock-inline|tone inline|lopsided",
    "[needs update]": "update inline|update after|needs update|outdated inline|out of date inline|update-inline|chronology citation needed",
    "[not verified in body]": "not verified in body|nvb|inconsistent|relevance inline|importance inline|undue inline|undue weight inline|speculation inline|elaborate",
}  # fmt: skip
NOTES = {name: shown for shown, names in _NOTES.items() for name in _names(names)}

DEAD = _names(
    "dead link|deadlink|broken link|dl|dead|link broken|cbignore|toter link|lien mort|lien brisé|enlace roto|collegamento interrotto|dode link|ligação inativa"
    "|martwy link|недоступная ссылка|мёртвая ссылка|мертва ссылка|död länk|død lenke|dødt link|ölü bağlantı|kuollut linkki|nedostupný zdroj|リンク切れ|失效链接"
    "|失效連結|dead url|permanent dead link|pérmalien mort|пошкоджене посилання|deadurl|usurped|404|kırık bağlantı|enllaç no actiu"
)
NOT_DEAD = _names("cbignore")
WEBARCHIVE = _names(
    "webarchive|wayback|webarchiv|web archive|memento|archive url|webbarkiv|wayback machine|webarchief|webarşiv|cbarchive|webcite|archiwum|вебархив|web-archiv"
    "|lien archive|archivum|webarchivum"
)

QUOTES = _names(
    "quote|blockquote|quotation|cquote|quote box|quotebox|quote frame|rquote|centered pull quote|pull quote|pullquote|long quotation|bquote|quote block"
    "|zitat|zitat-en|citation bloc|cita|citazione|citaat|citat|цитата|cytat|引用|início de citação|poem quote|poemquote|verse translation|qb|cita de obra"
)

FACTS = re.compile(
    r"(?:infobox|taxobox|automatic taxobox|speciesbox|subspeciesbox|chembox|drugbox|geobox|starbox|mycomorphbox|ficha de|info/|infocaixa|karta |infobox_|"
    r"infotaula|инфобокс|карточка|картка|taxobox|bilgi kutusu|tietolaatikko|infoboks|faktaboks|.*kutusu$|.*[ -]infobox$|.*infobox .*|universalkarta|info |.* infobox|"
    r"personendaten|sidebar|succession box|s-|starbox|.*情報$|.*博士$)"
)
IGNORED = re.compile(
    r"(?:#(?!tag)|use \w+ (?:dates|english)|short description|reflist|defaultsort|displaytitle|authority control|coord$|portal|commons|pp-|sister|good article"
    r"|featured article|italic title|lead too|multiple issues|navbox|refbegin|refend|div col|toc|notelist|unreferenced|more citations|refimprove|orphan|stub$)"
)
# Templates that show one identifier of a work.
IDENTIFIERS = {
    "doi": "doi", "cite doi": "doi", "pmid": "pmid", "cite pmid": "pmid", "pmc": "pmcid", "cite pmc": "pmcid", "arxiv": "arxiv", "cite arxiv": "arxiv",
    "isbn": "isbn", "isbnt": "isbn", "cite isbn": "isbn", "doi-inline": "doi",
}  # fmt: skip
# Templates that add nothing to a reference's words: icons, categories, the trappings of citing.
SILENT = re.compile(
    r"(?:.*(?:\bicon|cat(?:egory)?)$|subscription|registration|paywall|closed access|open access|free access|link note|cite quote|refbegin|refend|cbignore"
    r"|harvid|sfnref|ref$|anchor|wikicite|in lang|pdf|password-protected|reflist|retracted|psc|esc|small$|self-|full citation|inconsistent|page needed|en$|de$|fr$|es$|it$|ru$"
    r"|language icon|languageicon|clarify|sic|nbsp|bots|use |user|#)"
)
LISTS = _names(
    "reflist|references|refs|reference list|notelist|notelist-ua|notelist-la|notelist-lr|notelist-ur|notelist-lg|notefoot|note list|listaref|примечания|przypisy"
    "|einzelnachweise|références|références nombreuses|referenser|referanser|reflist-talk|appendix|kaynakça|viitteet|referencias|opmerkingen|примітки"
    "|notes et références|note|notes|ref-list|reflist2|reference|lijst voetnoten|reference group|verwysings|noteslist|refliste|références|lista de notas|referències|"
    "reflisto|주석|脚注リスト|reflist/|efn list|mwref|listaref|bronnen, noten en/of referenties|appendix|notas|groupe de notes|notes|poznámky|notelist small"
)
LIST_GROUPS = {
    "notelist": "lower-alpha", "notelist-ua": "upper-alpha", "notelist-la": "lower-alpha", "notelist-lr": "lower-roman", "notelist-ur": "upper-roman",
    "notelist-lg": "lower-greek", "notefoot": "note", "note list": "note", "efn list": "lower-alpha", "notelist small": "lower-alpha",
}  # fmt: skip
NOTE_GROUPS = {
    "efn": "lower-alpha", "efn-ua": "upper-alpha", "efn-la": "lower-alpha", "efn-lr": "lower-roman", "efn-ur": "upper-roman", "efn-lg": "lower-greek",
    "efn-num": "", "notetag": "note", "refn": "", "#tag:ref": "", "note-ref": "", "footnote": "", "notera": "note", "refnote": "", "explanatory footnote": "lower-alpha",
    "hanote": "", "note label": "note", "cref2": "",
}  # fmt: skip


def shows_language(name: str) -> bool:
    """Whether a template of this name shows its first argument, in another language ("lang-fr")."""
    return _LANGUAGE.fullmatch(name) is not None
