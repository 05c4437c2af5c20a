"""The words by which references give the date of access, the archive and the state of the link."""

from __future__ import annotations

import re

from claims.patterns import lazy_regex

# Before the date: "Retrieved 8 May 2011", "Abgerufen am 8. Mai 2011", "consulté le 8 mai 2011" …
ACCESSED = lazy_regex(
    r"(?<!\w)(?:(?:date\s+)?(?:retrieved|accessed|access(?:ed)?\s+date|viewed|last\s+(?:accessed|visited|viewed"
    r"|checked)|visited|cited|consulted|accessdate|access-date)"
    r"|date\s+of\s+access|abgerufen|zugriff|zuletzt\s+(?:abgerufen|besucht|gepr[üu]ft)|aufgerufen|eingesehen|stand"
    r"|consult[ée]e?s?|lu|page\s+consult[ée]e"
    r"|consultad[oa]s?|acces(?:ado|o)|visitado|recuperado|acessad[oa]|acesso|consult[aá]t?|consulta"
    r"|url\s+consultato|consultato|visitato|(?:ultimo\s+)?accesso|geraadpleegd|bezocht|hämtad|läst|besøkt|hentet|lest|besøgt|viitattu|luettu"
    r"|dost[eę]p|dostęp\s+z\s+dnia|cit|[čc]it\.?|navštívené|hozzáférés|elérés|accesat|дата\s+обращения|проверено"
    r"|процитовано"
    r"|архивирано|посетен|преузето|приступљено|pristupljeno|preuzeto|pridobljeno|ανακτήθηκε|προσπελάστηκε"
    r"|erişim(?:\s+tarihi)?|alındı|تمت\s+زيارته\s+في|اطلع\s+عليه\s+بتاريخ|بازبینی‌شده\s+در|دریافت‌شده\s+در|נבדק\s+ב"
    r"|אוחזר"
    r"|अभिगमन\s+तिथि|সংগ্রহের\s+তারিখ|สืบค้นเมื่อ|diakses(?:\s+tanggal)?|dicapai|truy\s+cập(?:\s+ngày)?|อ่านเมื่อ"
    r"|konsultita|alirita|kontsulta|(?:nuoroda\s+)?tikrinta|žiūrėta|skatīts|vaadatud)"
    r"(?!\w)\.?\s*(?:(?:on|at|am|le|el|em|il|in|în|den|der|dne|op|på|z\s+dnia|w\s+dniu|на|la|a|o|date|data|tanggal|ngày|pada|στις)(?!\w))?"
    r"\s*[:：]?\s*ב?-?",
    re.IGNORECASE,
)
# After the date: 2011年5月8日閲覧, 2011-05-08에 확인함, "8 May 2011 tarihinde erişildi", "Hozzáférés ideje"
ACCESSED_AFTER = lazy_regex(
    r"^\s*(?:閲覧|閲覽|查阅|查閱|存取|读取|讀取|에\s*확인(?:함)?|tarihinde\s+(?:erişildi|erişilmiştir))", re.IGNORECASE
)
ACCESSED_CJK = lazy_regex(r"(?:閲覧日|访问日期|存取日期|查阅日期|访问于|取用日期|参照)\s*[:：]?\s*")

ARCHIVED = lazy_regex(
    r"(?<!\w)(?:archived|archiviert|archivé|archivado|arquivado|archiviato|gearchiveerd|arkiverad|arkivert"
    r"|zarchiwizowane"
    r"|архивировано|архівовано|アーカイブ|存档|存檔)(?!\w)",
    re.IGNORECASE,
)
_DEAD = (
    r"(?:permanent(?:ly)?\s+)?dead\s+(?:link|url)|broken\s+link|link\s+(?:is\s+)?(?:dead|broken)|defekt"
    r"|toter\s+link|nicht\s+mehr\s+online"
    r"\s+verfügbar|lien\s+(?:mort|brisé)|enlace\s+roto|ligação\s+inativa|collegamento\s+interrotto|dode\s+(?:link"
    r"|koppeling)"
    r"|död\s+länk|død\s+lenke|dødt\s+link|vanhentunut\s+linkki|martwy\s+link|мёртвая\s+ссылка|недоступная\s+ссылка"
    r"|リンク切れ"
    r"|失效連結|永久失效連結|失效链接|nefunkční\s+odkaz|halott\s+link|ölü\s+bağlantı|nepareizs|mrtav\s+link|link\s+nu\s+funcționează"
)
DEAD = lazy_regex(rf"\[\s*(?:{_DEAD})[^\[\]]{{0,40}}\]|\((?:{_DEAD})\)", re.IGNORECASE)
SUBSCRIPTION = lazy_regex(r"\(?(?:subscription\s+required|paywall(?:ed)?|url-access=subscription)\)?", re.IGNORECASE)
REGISTRATION = lazy_regex(r"\((?:free\s+)?registration\s+required\)", re.IGNORECASE)
# Notes in brackets about the entry, which are not part of its fields.
NOTE = lazy_regex(
    r"\[\s*(?:page needed|full citation needed|better source needed|failed verification|self-published source\??"
    r"|unreliable source\??"
    r"|verification needed|permanent dead link|clarification needed|not in citation given"
    r"|non-primary source needed)\s*\]",
    re.IGNORECASE,
)
# "(in German)", "(englisch)", "(en inglés)" …: the language of the source, by its name in the languages that say so.
_LANGUAGES = {
    "en": "english|englisch|anglais|inglés|inglês|inglese|engels|engelska|angielski|англ",
    "de": "german|deutsch|allemand|alemán|alemão|tedesco|duits|tyska|niemiecki|нем",
    "fr": "french|französisch|français|francés|francês|francese|frans|franska|francuski|фр",
    "es": "spanish|spanisch|espagnol|español|espanhol|spagnolo|spaans|spanska|hiszpański|исп",
    "it": "italian|italienisch|italien|italiano|italiaans|italienska|włoski|итал",
    "pt": "portuguese|portugiesisch|portugais|portugués|português|portoghese|portugees|portugisiska|portugalski|порт",
    "nl": "dutch|niederländisch|néerlandais|neerlandés|holandês|olandese|nederlands|nederländska|niderlandzki|нидерл",
    "sv": "swedish|schwedisch|suédois|sueco|svedese|zweeds|svenska|szwedzki|швед",
    "no": "norwegian|norwegisch|norvégien|noruego|norueguês|norvegese|noors|norska|norweski|норв",
    "da": "danish|dänisch|danois|danés|dinamarquês|danese|deens|danska|duński|датск",
    "fi": "finnish|finnisch|finnois|finlandés|finlandês|finlandese|fins|finska|fiński|финск",
    "pl": "polish|polnisch|polonais|polaco|polonês|polacco|pools|polska|polski|польск",
    "cs": "czech|tschechisch|tchèque|checo|tcheco|ceco|tsjechisch|tjeckiska|czeski|чешск",
    "hu": "hungarian|ungarisch|hongrois|húngaro|ungherese|hongaars|ungerska|węgierski|венг",
    "ro": "romanian|rumänisch|roumain|rumano|romeno|rumeno|roemeens|rumänska|rumuński|рум",
    "ru": "russian|russisch|russe|ruso|russo|ryska|rosyjski|рус",
    "uk": "ukrainian|ukrainisch|ukrainien|ucraniano|ucraino|oekraïens|ukrainska|ukraiński|укр",
    "el": "greek|griechisch|grec|griego|grego|greco|grieks|grekiska|grecki|греч",
    "tr": "turkish|türkisch|turc|turco|turks|turkiska|turecki|тур",
    "ar": "arabic|arabisch|arabe|árabe|arabo|arabiska|arabski|араб",
    "fa": "persian|persisch|persan|persa|persiano|perzisch|persiska|perski|перс",
    "he": "hebrew|hebräisch|hébreu|hebreo|hebraico|ebraico|hebreeuws|hebreiska|hebrajski|ивр",
    "zh": "chinese|chinesisch|chinois|chino|chinês|cinese|chinees|kinesiska|chiński|кит",
    "ja": "japanese|japanisch|japonais|japonés|japonês|giapponese|japans|japanska|japoński|яп",
    "ko": "korean|koreanisch|coréen|coreano|koreaans|koreanska|koreański|кор",
}
_LANGUAGE_OF = {name: code for code, names in _LANGUAGES.items() for name in names.split("|")}
LANGUAGE = lazy_regex(r"\s?\((?:in |auf |en |em |in het |på |w języku )?(?P<name>[^\W\d_]{2,14})\.?\)", re.IGNORECASE)
# "(PDF)", "[Press release]": the kind of work, which is not part of its title.
KIND = lazy_regex(r"\s?\((?:PDF|XLS|DOC|press release|blog|tweet|podcast)\)", re.IGNORECASE)
# "doi:10.1000/abc", "PMID 123 and PMC 456"
_IDENTIFIER = lazy_regex(
    r"\b(?:doi|pmid|pmc|pmcid|arxiv|isbn|issn|hdl|jstor|oclc|s2cid|bibcode|lccn|ssrn|zbl|mr)\b[\s:.]{0,3}[^\s\d]{0,9}\d\S*",
    re.IGNORECASE,
)
_JOINT = lazy_regex(r"\b(?:and|und|et|y|e|och|en|и)\b", re.IGNORECASE)
_LONGEST_IDENTIFIERS = 300  # characters; judgement: an entry that is longer has words of its own
PLACEHOLDER = lazy_regex(
    r"(?i:\b(?:INSERT[_ ](?:URL|LINK|SOURCE|REFERENCE|CITATION|TITLE|DATE)|URL[_ ](?:HERE|GOES[_ ]HERE)|LOREM IPSUM)\b)"
    r"|\b(?:TODO|TBD)\b|\b(?:19|20)\d\d-(?:XX|MM|\?\?)(?:-(?:XX|DD|\?\?))?(?!\w)|\bXX+/XX+\b"
    r"|(?i:(?<![\w.@-])(?:www\.)?example\.(?:com|org|net)(?![\w-]|\.\w))"
    r"|(?i:\b(?:source|citation|reference|link|url)\s+(?:needed|to be added|to come|missing|pending)\b)"
    r"|(?i:\[(?:insert|add|your)\s[^\]]{0,40}\]|PASTE_\w+|<(?:url|source|title|link)>)"
    r"|(?i:\bplaceholder\s+(?:url|source|reference|citation)\b)"
)


def language_of(name: str) -> str | None:
    """Return the ISO 639-1 code of a language by its name, as references write it; None for an unknown name."""
    return _LANGUAGE_OF.get(name.casefold())


def is_identifiers_alone(text: str) -> bool:
    """Return whether an entry names its work only by numbers, so that it gives neither an author nor a title."""
    if len(text) > _LONGEST_IDENTIFIERS:
        return False
    rest = _IDENTIFIER.sub(" ", text)
    return rest != text and re.search(r"[^\W_]{2}", _JOINT.sub(" ", rest)) is None
