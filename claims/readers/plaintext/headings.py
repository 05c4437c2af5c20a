"""Headings that say what follows them, in the languages of the big wikis."""

from __future__ import annotations

import re
from functools import lru_cache

from claims.patterns import lazy_regex

_REFERENCES = """
references|reference|reference list|references cited|cited references|list of references|references and notes
notes and references|sources|source|sources cited|works cited|citations|citation|notes|note|footnotes|endnotes
end notes|bibliography|literature cited|literature|inline citations|explanatory notes|explanatory footnotes
answer sources|sources consulted|web sources|cited sources|source list|list of sources|sources and citations
sources and links|source links|sources and notes|all sources|sources & citations|sources & references
citations and notes|sources and references|references & notes|references / sources|sources used|cited works
einzelnachweise|einzelnachweis|anmerkungen|fußnoten|fussnoten|quellen|quelle|quellenangaben|quellenverzeichnis
nachweise|belege|literaturverzeichnis|anmerkungen und einzelnachweise|weblinks und einzelnachweise|références
notes et références|bibliographie|références bibliographiques|ouvrages cités|referencias|notas y referencias
notas|fuentes|bibliografía|obras citadas|citas|referências|notas e referências|fontes|bibliografia
note e riferimenti|riferimenti|fonti|opere citate|annotazioni|bronnen|referenties|voetnoten|noten
bronnen, noten en/of referenties|bronnen, noten en referenties|literatuur|referenser|källor|noter|fotnoter
källförteckning|litteratur|referanser|kilder|noter og referanser|litteraturliste|lähteet|viitteet|przypisy
źródła|literatura|uwagi|zdroje|poznámky|odkazy|referencie|zdroje a odkazy|források|jegyzetek|hivatkozások
irodalom|referințe|surse|bibliografie|примечания|источники|литература|сноски|ссылки|список литературы
список источников|примітки|джерела|література|бележки|източници|бележки и източници|референце|извори|напомене
референци|izvori|bilješke|opombe|viri|sklici|παραπομπές|πηγές|αναφορές|σημειώσεις|υποσημειώσεις|βιβλιογραφία
kaynakça|kaynaklar|notlar|dipnotlar|notlar ve kaynaklar|مراجع|المراجع|مصادر|المصادر|هوامش|منابع|پانویس|ارجاعات
פנים|הערות שוליים|מקורות|सन्दर्भ|संदर्भ|टिप्पणी|তথ্যসূত্র|টীকা|உசாத்துணை|మూలాలు|อ้างอิง|เชิงอรรถ|แหล่งข้อมูล
tham khảo|chú thích|nguồn|tài liệu tham khảo|referensi|catatan kaki|sumber|daftar pustaka|rujukan|nota kaki|出典
脚注|注釈|注|参考文献|參考文獻|引用文献|引用文獻|參考書目|参考书目|註解|注解|引文|引註|引注|資料出處|资料出处|文献|文獻
引用来源|引用來源|数据来源|數據來源|信息来源|参考链接|參考連結|引用出处|引用资料|参考来源|文献来源|引用文献一覧|参照|参考資料|参考サイト
引用元|参照元|情報源|出典一覧|参考url|参考リンク|인용 출처|출처 목록|참고 링크|정보 출처
参考资料|參考資料|参考来源|參考來源|注释|註釋|来源|來源|引用|資料來源|资料来源
각주|미주|출처|참고 자료|참고자료|인용|참고 문헌|참고문헌|주석|referències
notes i referències|erreferentziak|oharrak|referencoj|notoj|fontoj|notae|išnašos|šaltiniai|atsauces|avoti|viited
allikad|heimildir|tilvísanir|referime|burime|verwysings|marejeo|tanbihi|sanggunian|ծանոթագրություններ|სქოლიო
istinadlar|дереккөздер|дереккөз
"""
_FURTHER = """
further reading|external links|external link|see also|additional reading|recommended reading|bibliography
selected bibliography|general references|general bibliography|general sources|secondary sources|primary sources
cited works|works cited|related|related articles|related pages|links|weblinks|literatur|siehe auch
weiterführende literatur|voir aussi|liens externes|articles connexes|bibliographie|lectures complémentaires
véase también|enlaces externos|lectura adicional|bibliografía|ver também|ligações externas|leitura adicional
bibliografia|voci correlate|collegamenti esterni|altri progetti|zie ook|externe links|externe link|literatuur
se även|externa länkar|vidare läsning|litteratur|se også|eksterne lenker|eksterne henvisninger|aiheesta muualla
katso myös|kirjallisuutta|zobacz też|linki zewnętrzne|související články|externí odkazy|literatura|см. также
ссылки|литература|див. також|посилання|література|вижте също|външни препратки|lásd még|külső hivatkozások
további információk|vezi și|legături externe|ayrıca bakınız|dış bağlantılar|انظر أيضا|وصلات خارجية
جستارهای وابسته|پیوند به بیرون|ראו גם|קישורים חיצוניים|לקריאה נוספת|इन्हें भी देखें|बाहरी कड़ियाँ|関連項目|外部リンク
関連文献|参见|參見|外部链接|外部連結|参考文献|延伸阅读|延伸閱讀|같이 보기|외부 링크|xem thêm|liên kết ngoài
lihat pula|pranala luar|bacaan lanjutan
δείτε επίσης|εξωτερικοί σύνδεσμοι
"""
_END = """
navigation menu|navigation|categories|category|in other languages|languages|personal tools|tools|search|views
community|share this|advertisement|kategorien|catégories|categorías|categorie|categorias|about the author
about the authors|related posts|comments|leave a comment|acknowledgements|acknowledgments|author contributions
funding|appendix|supplementary material|conflict of interest|retrieved from
"""
_CONTENTS = """
contents|contents hide|table of contents|contents [hide]|inhaltsverzeichnis|inhalt|sommaire
table des matières|índice|contenido|contenidos|indice|inhoud|innehåll|innehållsförteckning|innhold|indhold
sisällys|sisällysluettelo|spis treści|obsah|tartalomjegyzék|cuprins|содержание|зміст|съдържание|садржај
sadržaj|vsebina|περιεχόμενα|içindekiler|المحتويات|محتويات|فهرست|תוכן עניינים|अनुक्रम|সূচী|สารบัญ|mục lục
daftar isi|kandungan|目次|目录|目錄|목차|continguts|edukiak|enhavo|turinys|saturs|sisukord
"""
_HATNOTE = lazy_regex(
    r"(?:main (?:articles?|pages?)|see also|further information|for other uses|not to be confused|this article is about"
    r"|for the|from \w+, the free|jump to (?:navigation|content|search)|\(?redirected from|hauptartikel|siehe auch"
    r"|articles? détaillés?|artículo principal|véase también|artigo principal|voce principale|hoofdartikel|huvudartikel"
    r"|główny artykuł|основная статья|см\. также|coordinates:|this page was last)\b[^.]{0,200}(?:\.|$)"
    # what a mail program writes above a quoted mail
    r"|(?:on|am|le|el|op|il|em|den)\s.{6,160}\d.{0,120}\s(?:wrote|schrieb(?: .{2,60})?|a écrit|escribió|schreef"
    r"|ha scritto|escreveu|skrev)\s?:",
    re.IGNORECASE,
)


def _names(rows: str) -> frozenset[str]:
    return frozenset(name.strip() for name in re.split(r"[|\n]", rows) if name.strip())


_REFERENCE_NAMES = _names(_REFERENCES)
_SHORTEST = min(len(name) for name in _REFERENCE_NAMES if name.isascii())
_AMBIGUOUS_NAMES = _names(
    "source|sources|note|notes|reference|citation|citations|quelle|quellen|anmerkungen|notas|fuentes|fontes|fonti|nota"
)
_FURTHER_NAMES = _names(_FURTHER) - _REFERENCE_NAMES  # "Bibliographie" may be either: marks decide
_END_NAMES = _names(_END)
_CONTENTS_NAMES = _names(_CONTENTS)
_EDIT = lazy_regex(
    r"\s*\[\s*(?:edit(?: source)?|bearbeiten(?:\s*\|\s*quelltext bearbeiten)?|modifier(?:\s*\|\s*modifier le code)?"
    r"|editar(?: código)?"
    r"|modifica(?:\s*\|\s*modifica wikitesto)?|bewerken|brontekst bewerken|redigera|rediger|edytuj|править|ред\.|編集"
    r"|编辑|編輯|편집)[^\[\]]{0,40}\]\s*$",
    re.IGNORECASE,
)
_NUMBER = lazy_regex(r"^(?:[IVX]{1,5}\.|\d{1,2}(?:\.\d{1,2}){0,4}\.?)\s+(?=\S)")
_ADDED = lazy_regex(r"(?<=\S)\s+\([^()]{1,40}\)$")  # "References (part 2)"
_OF_PART = lazy_regex(  # "Notes to Chapter 1", "Anmerkungen zu Kapitel III", "Chapter 2 References"
    r"\s(?:to|for|on|of|zu|zum|du|de la|del|di|à)\s(?:the\s)?(?:chapters?|parts?|sections?|pages?|introduction|preface"
    r"|epilogue|lectures?|kapitel|teil|einleitung|chapitre|partie|cap[íi]t(?:ulo|olo)|parte)(?:\s[\dIVXivx][\dIVXivx–-]{0,8})?$"
    r"|^(?:chapter|part|section|kapitel|chapitre)\s[\dIVX]{1,4}:?\s(?=\S)",
    re.IGNORECASE,
)
_PICTURES = r"\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f300-\U0001faff"  # emoji
_DECORATION = lazy_regex(rf"^[#=*_~>【〔［〖「\s{_PICTURES}-]+|[=*_#~:：】〕］〗」\s{_PICTURES}-]+$")


def bare_heading(line: str) -> str:
    """Return a heading without "[edit]", numbers, signs that underline or emphasise it, and its colon."""
    line = _EDIT.sub("", line)
    line = _DECORATION.sub("", line)
    return _NUMBER.sub("", line).strip()


def is_references(line: str) -> bool:
    """Return whether a line is the heading of a list of references."""
    return len(line) < 60 and _names_references(line)


@lru_cache(maxsize=1_024)  # the readers of one document ask several times about each of its short lines
def _names_references(line: str) -> bool:
    if len(line) < _SHORTEST and line.isascii():
        return False
    bare = _ADDED.sub("", bare_heading(line)).casefold()
    return bare in _REFERENCE_NAMES or (" " in bare and _OF_PART.sub("", bare) in _REFERENCE_NAMES)


def is_ambiguous(line: str) -> bool:
    """Return whether a heading of a list may be something else: a term of a glossary, a section of remarks."""
    return bare_heading(line).casefold() in _AMBIGUOUS_NAMES


def is_further(line: str) -> bool:
    """Return whether a line is the heading of a list that no mark needs to cite, or of links."""
    return len(line) < 60 and bare_heading(line).casefold() in _FURTHER_NAMES


def is_contents(line: str) -> bool:
    """Return whether a line is the heading of a table of contents."""
    return len(line) < 40 and line.strip(" :").casefold() in _CONTENTS_NAMES


def is_hatnote(line: str) -> bool:
    """Return whether a line only sends readers elsewhere: "Main article: …", "From …, the free encyclopedia"."""
    return len(line) < 250 and (_HATNOTE.fullmatch(line) is not None)


def is_end(line: str) -> bool:
    """Return whether a line begins what a page has below its text."""
    return len(line) < 60 and bare_heading(line).casefold() in _END_NAMES


def has_edit_link(line: str) -> bool:
    """Return whether a line ends with "[edit]", in any language, as a wiki's headings do."""
    return len(line) < 150 and _EDIT.search(line) is not None


def heading_depth(line: str) -> int:
    """Return how deep a numbered or marked heading is ("2.1", "##": 2), 1 where it does not say."""
    if match := re.match(r"(#{1,6})\s", line):
        return len(match.group(1))
    if match := re.match(r"(={2,6})[^=]", line):
        return len(match.group(1)) - 1
    match = _NUMBER.match(line)
    return match.group().strip().rstrip(".").count(".") + 1 if match else 1
