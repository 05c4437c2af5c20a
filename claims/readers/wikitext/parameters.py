"""The names of the parameters of cite templates, in the languages of the large wikis."""

from __future__ import annotations

import re

# Our name of a field, and the names of the parameters that fill it, the first of them before the others.
_NAMES = {
    "title": (
        "title|titel|titre|título|titulo|titolo|tytuł|название|заглавие|заголовок|titlu|başlık|otsikko|tittel"
        "|cím|cim|název|titul|naslov|タイトル|題名|標題|标题|عنوان|כותרת|назва|tiêu đề|judul|títol|izenburua|nimeke"
        "|artikel|article|titolo articolo|script-title|제목|العنوان|rubrik|שם|题名|題目"
    ),
    "part": "chapter|contribution|entry|kapitel|capítulo|capitulo|chapitre|capitolo|rozdział|часть|章|section",
    "url": (
        "url|link|adresse|adresa|www|lien|ссылка|посилання|ref url|chapter-url|chapterurl|contribution-url"
        "|article-url|text-url|lire en ligne|présentation en ligne|url texte|kapitel-url|osoite|قالب|نشانی"
        "|پیوند|הקישור|网址|網址|online|مسار|المسار|رابط|כתובת|주소|مسار الصفحة|enlace|url-adres"
    ),
    "work": (
        "website|work|newspaper|magazine|journal|periodical|encyclopedia|encyclopaedia|dictionary|mailinglist"
        "|site|werk|sitio|périodique|revue|sito|sito web|opera|pubblicazione|serwis|czasopismo|издание|сайт"
        "|sajt|publikation|tidning|periódico|obra|jornal|revista|gazete|dergi|çalışma|julkaisu|lehti|verk"
        "|avis|tidsskrift|wydawnictwo|雑誌|新聞|新闻|期刊|ウェブサイト|program|series title|blog|kilde|publicació"
        "|titolo rivista|hrsg werk|sammelwerk|عمل|صحيفة|موقع|جريدة|웹사이트|신문|저널|작품|אתר|כתב עת|وبگاه|روزنامه"
        "|مجله|网站|網站|sitioweb"
        "|publicación|publicacion|krant|tijdschrift|газета|журнал|сайт"
    ),
    "publisher": (
        "publisher|verlag|éditeur|editeur|editorial|editore|wydawca|издательство|видавництво|förlag|utgivare"
        "|utgever|uitgever|editora|yayıncı|yayımcı|julkaisija|kustantaja|forlag|utgiver|vydavatel|kiadó"
        "|nakladatel|出版社|出版者|hrsg|herausgeber|editor-name|institution|publisher-name|agency|agencia|agence"
        '|agenzia|distributor|network|konference|ناشر|الناشر|출판사|מו"ל|הוצאה|opublikowany|publicado|editor'
    ),
    "date": (
        "date|datum|fecha|data|дата|tarih|päivämäärä|dato|kelt|dátum|日付|日期|تاریخ|תאריך|ngày|publication-date"
        "|pubdate|publicationdate|air-date|airdate|issue-date|year|année|jahr|anno|ano|año|år|jaar|rok|год"
        "|рік|ajankohta|yıl|年|سال|fecha publicación|data publicação|année première édition|تاريخ|التاريخ"
        "|سنة|السنة|날짜|연도|연월일|שנת הוצאה|שנה"
    ),
    "month": "month|mois|monat|mes|mese|mês|miesiąc|месяц|ay|maand",
    "day": "day|jour|tag|dia|giorno|dag",
    "accessed": (
        "access-date|accessdate|accessed|abruf|zugriff|consulté le|fechaacceso|fecha-acceso|accesso|cita"
        "|acessodata|acesso|acesso-data|data dostępu|accès|dostęp|дата обращения|датаобращения|datum zugriff"
        "|bezochtdatum|hämtdatum|åtkomstdatum|viitattu|erişim-tarihi|erişimtarihi|besøksdato|hentet|besøgt"
        "|citováno|hozzáférés|閲覧日|accessdato|datadostępu|dataaccesso|consulta|consulté|تاریخ-دسترسی"
        "|תאריך אחזור|truy cập|diakses|تاريخ الوصول|تاريخ-الوصول|확인날짜|확인일자|확인일|תאריך וידוא|תאריך גישה"
        "|تاریخ بازبینی|تاریخ دسترسی|data de acesso|erişim tarihi|fecha de acceso|дата-доступу|дата доступу|访问日期"
        "|存取日期|accessdaymonth|abgerufen|data-acesso|bezocht|дата звернення|fecha-consulta"
    ),
    "archive_url": (
        "archive-url|archiveurl|archiv-url|archivurl|archivebot|urlarchivio|urlarchive|archive-lien"
        "|archiefurl|urlarchivo|arquivourl|wayb|arkivurl|arşivurl|arşiv-url|arkisto|archiwum|zarchiwizowano"
        "|archive|存档网址|存檔網址|archive url|nekdo-archiv-url|アーカイブurl|مسار أرشيف|مسار-أرشيف"
        "|مسار الأرشيف|وصلة أرشيف"
        "|보존url|보존-url|보존주소|نشانی بایگانی|پیوند بایگانی|url-archivo|url-archivio|arquivo-url|архів-url"
        "|url-архіву|arkiv-url"
    ),
    "archived": (
        "archive-date|archivedate|archiv-datum|archivdatum|dataarchivio|fechaarchivo|arquivodata|arkivdatum"
        "|arkivdato|arşivtarihi|arşiv-tarihi|archiefdatum|arkistoitu|zarchiwizowano dnia|存档日期|存檔日期"
        "|archive date|アーカイブdate|تاريخ أرشيف|تاريخ-أرشيف|보존날짜|보존일자|تاریخ بایگانی"
        "|fecha-archivo|data-archivio"
        "|arquivo-data|архів-дата|дата-архіву|arkiv-datum"
    ),
    "status": (
        "url-status|urlstatus|dead-url|deadurl|offline|urlmorto|urlmorta|deadlink|брак|lien brisé|brisé le|dødlink"
    ),
    "access": "url-access|url access|subscription|registration|chapter-url-access|accès url",
    "language": (
        "language|lang|sprache|langue|idioma|lingua|język|язык|språk|taal|dil|kieli|jazyk|nyelv|言語|语言|語言"
        "|زبان|لغة|언어|שפה|мова"
    ),
    "doi": "doi",
    "pmid": "pmid",
    "pmcid": "pmc|pmcid",
    "arxiv": "arxiv|eprint",
    "isbn": "isbn|isbn13|isbn10",
    "pages": (
        "pages|page|p|pp|at|seiten|seite|pp.|página|páginas|pagina|pagine|strony|s|страницы|sidor|sida|sid"
        "|bladzijde|pages totales|passage|sivut|頁|页|صفحة|صفحات|صفحه|ص|쪽|페이지|עמ|עמודים|сторінки"
        "|página(s)|pagina's|sayfa"
    ),
    "volume": "volume|vol|band|tome|volumen|tom|том|jahrgang|årgång",
    "issue": "issue|number|nr|nummer|numéro|número|numero|numer|номер|heft",
    "location": "location|place|ort|lieu|lugar|ubicación|città|miejsce|место|ort verlag|local",
    "author": (
        "author|authors|autor|autore|auteur|auteurs|автор|авторы|autores|autors|författare|författer"
        "|forfatter|tekijä|skribent|szerző|autoři|yazar|著者|作者|نویسنده|מחבר|المؤلف|مؤلف|الأخير|저자|글쓴이|성"
        "|הכותב|نام خانوادگی|ultimo|último nome|прізвище|soyad|people|credits|authorlist|vauthors"
        "|author-name|last|surname|nachname|nom|apellido|apellidos|cognome|nazwisko|фамилия|efternamn"
        "|achternaam|sobrenome|último|soyadı|etternavn|sukunimi|příjmení|姓"
    ),
    "given": (
        "first|given|vorname|prénom|nombre|nome|imię|имя|förnamn|voornaam|primeiro|ad|fornavn|etunimi|jméno|名"
        "|الأول|이름|نام|ім'я|ім’я|primer nombre|nombres"
    ),
    "reference": "ref|cid|odn",
}


def _indexed() -> tuple[dict[str, str], dict[str, int]]:
    """Return which field each parameter fills, and how soon among those that fill it; the first field has it."""
    fields: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for field, listed in _NAMES.items():
        for place, name in enumerate(listed.split("|")):
            if name not in fields:
                fields[name], ranks[name] = field, place
    return fields, ranks


FIELD_OF, RANK = _indexed()

_CITE = re.compile(
    r"cite|citation|vcite|vancite|cita|citar|citeer|citat|citace|cytuj|cit(?:lib|web|per)|chú thích|ref-|literatur$"
    r"|internetquelle|zeitschriftenartikel|webbref|bokref|tidningsref|tidsskriftsref|kilde |lien web|ouvrage|article$"
    r"|chapitre|périodique|verkkoviite|kirjaviite|lehtiviite|книга|статья|публикация|.*kaynağı$|استشهاد|یادکرد|צ-"
    r"|مرجع (?:ويب|كتاب|خبر)|קישור כללי|.* 인용$|인용 |tidskriftsref|стаття|публікація|erreferentzia|sitaatti"
    r"|harvard (?:citation|reference)|wikicite"
)
# Templates about citations that are not cite templates, although their names look alike.
_NOT_CITE = re.compile(
    r"citation needed|citation style|cite check|cite quote$|citations? (?:broken|missing|needed)|citation requise"
    r"|citation néc|citation bot|citazione|cita requerida|cita conflictiva|cita necesaria|ref-en"
    r"|article (?:détaillé|connexe)"
)


def is_cite(name: str) -> bool:
    """Return whether a template of this name (in lower case) writes a full reference."""
    return _CITE.match(name) is not None and _NOT_CITE.match(name) is None
