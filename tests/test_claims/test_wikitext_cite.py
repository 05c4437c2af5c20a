"""Cite templates of the large wikis: the fields of a reference by the names that each wiki gives them."""

import pytest

from claims.linking import link
from claims.model import UrlStatus
from claims.readers.wikitext import read

_URL = "http://a.test"
_COPY = "https://web.archive.org/web/20120102030405/https://lamp.example/1"
_GERMAN = "Die Lampe ist an der Küste und sie hat einen Turm, der nicht mehr von Schiffen benutzt wird. "
_SPANISH = "La lámpara es una de las más antiguas de la región y también fue el puerto de los barcos. "
_FRENCH = "La lampe est sur les bords de la mer et elle est dans une région qui est au sud. "
_ITALIAN = "La lampada è nella valle della regione e non è più quella che era anche per gli altri. "
_RUSSIAN = "Лампа была построена на берегу реки и она стоит там до сих пор как и раньше было. "
_POLISH = "Lampa jest nad rzeką i nie ma jej już na mapie, którą się tam do tego roku widziało. "
_DUTCH = "De lamp is het oudste van de streek en werd door het dorp niet meer gebruikt dan nodig. "
_PORTUGUESE = "A lâmpada foi uma das mais antigas da região e não é mais o que era para os outros. "
_SWEDISH = "Lampan är den äldsta i trakten och den har inte varit till för alla som bor där. "
_UKRAINIAN = "Лампа була збудована на березі річки і вона стоїть там до цього часу як і було раніше. "
_WEB = {
    "en": ("", "{{cite web|last=Roe|first=Ann|title=The lamp|url=https://lamp.example/1|website=Coast|date=4 March 2010"
    "|access-date=5 April 2011|archive-url=%s|archive-date=2 January 2012|url-status=dead}}"),
    "de": (_GERMAN, "{{Internetquelle|autor=Roe, Ann|titel=The lamp|url=https://lamp.example/1|werk=Coast|datum=2010-03-04"
    "|abruf=2011-04-05|archiv-url=%s|archiv-datum=2012-01-02|offline=1}}"),
    "fr": (_FRENCH, "{{Lien web|nom1=Roe|prénom1=Ann|titre=The lamp|url=https://lamp.example/1|site=Coast|jour=4|mois=mars"
    "|année=2010|consulté le=5 avril 2011|archive-url=%s|archive-date=2 janvier 2012|brisé le=6 juin 2013}}"),
    "es": (_SPANISH, "{{cita web|apellidos=Roe|nombre=Ann|título=The lamp|url=https://lamp.example/1|sitioweb=Coast"
    "|fecha=4 de marzo de 2010|fechaacceso=5 de abril de 2011|urlarchivo=%s"
    "|fechaarchivo=2 de enero de 2012|urlmuerta=sí}}"),
    "it": (_ITALIAN, "{{Cita web|cognome=Roe|nome=Ann|titolo=The lamp|url=https://lamp.example/1|sito=Coast"
    "|data=4 marzo 2010"
    "|accesso=5 aprile 2011|urlarchivio=%s|dataarchivio=2 gennaio 2012|urlmorto=sì}}"),
    "ru": (_RUSSIAN, "{{статья|фамилия=Roe|имя=Ann|заглавие=The lamp|ссылка=https://lamp.example/1|издание=Coast"
    "|число=4|месяц=март|год=2010|дата обращения=2011-04-05|архив=%s|архив дата=2012-01-02}}"),
    "uk": (_UKRAINIAN, "{{cite web|прізвище=Roe|ім'я=Ann|назва=The lamp|посилання=https://lamp.example/1|сайт=Coast"
    "|дата=4 березня 2010|дата-звернення=5 квітня 2011|архів-url=%s|архів-дата=2 січня 2012}}"),
    "pl": (_POLISH, "{{Cytuj|nazwisko=Roe|imię=Ann|tytuł=The lamp|url=https://lamp.example/1|praca=Coast|data=2010-03-04"
    "|data dostępu=2011-04-05|archiwum=%s|zarchiwizowano=2012-01-02}}"),
    "nl": (_DUTCH, "{{Citeer web|achternaam=Roe|voornaam=Ann|titel=The lamp|url=https://lamp.example/1|werk=Coast"
    "|datum=4 maart 2010|bezochtdatum=5 april 2011|archiefurl=%s|archiefdatum=2 januari 2012|dodeurl=ja}}"),
    "pt": (_PORTUGUESE, "{{citar web|ultimo=Roe|primeiro=Ann|titulo=The lamp|url=https://lamp.example/1|obra=Coast"
    "|data=4 de março de 2010|acessodata=5 de abril de 2011|arquivourl=%s"
    "|arquivodata=2 de janeiro de 2012|urlmorta=sim}}"),
    "sv": (_SWEDISH, "{{Webbref|efternamn=Roe|förnamn=Ann|titel=The lamp|url=https://lamp.example/1|verk=Coast"
    "|datum=4 mars 2010|hämtdatum=5 april 2011|arkivurl=%s|arkivdatum=2 januari 2012}}"),
    "ja": ("灯台は海のそばにある。", "{{Cite web|和書|姓=Roe|名=Ann|タイトル=The lamp|url=https://lamp.example/1|website=Coast"
    "|date=2010年3月4日|accessdate=2011-04-05|archiveurl=%s|archivedate=2012-01-02}}"),
    "zh": ("灯塔在海边。", "{{引用網頁|姓=Roe|名=Ann|標題=The lamp|網址=https://lamp.example/1|網站=Coast|日期=2010年3月4日"
    "|訪問日期=2011-04-05|存檔網址=%s|存檔日期=2012-01-02}}"),
    "ko": ("등대는 바다에 있다.", "{{웹 인용|성=Roe|이름=Ann|제목=The lamp|url=https://lamp.example/1|웹사이트=Coast"
    "|날짜=2010년 3월 4일|확인날짜=2011-04-05|보존url=%s|보존날짜=2012-01-02}}"),
    "ar": ("المنارة على البحر.", "{{استشهاد ويب|الأخير=Roe|الأول=Ann|عنوان=The lamp|مسار=https://lamp.example/1|موقع=Coast"
    "|تاريخ=4 مارس 2010|تاريخ الوصول=5 أبريل 2011|مسار أرشيف=%s|تاريخ أرشيف=2 يناير 2012}}"),
    "fa": ("فانوس در کنار دریا است و پیش از این بود.", "{{یادکرد وب|نام خانوادگی=Roe|نام=Ann|عنوان=The lamp"
    "|نشانی=https://lamp.example/1|وبگاه=Coast|تاریخ=4 March 2010|تاریخ بازدید=5 April 2011|نشانی بایگانی=%s"
    "|تاریخ بایگانی=2 January 2012}}"),
    "he": ("המגדלור ליד הים.", "{{קישור כללי|הכותב=Roe, Ann|כותרת=The lamp|כתובת=https://lamp.example/1|אתר=Coast"
    "|תאריך=4 במרץ 2010|תאריך_וידוא=5 באפריל 2011|ארכיון=%s|תאריך ארכיון=2012-01-02}}"),
}  # fmt: skip  # fmt: skip


def _entry(source):
    (entry,) = link(read(source.encode(), name="page")).references
    return entry


@pytest.mark.parametrize("wiki", _WEB)
def test_the_template_of_web_pages_gives_the_same_fields_in_every_wiki(wiki):
    before, template = _WEB[wiki]
    entry = _entry(f"{before}<ref>{template % _COPY}</ref>")

    assert (entry.title, entry.authors, entry.publisher) == ("The lamp", ("Roe, Ann",), "Coast")
    assert (entry.published, entry.accessed) == ("2010-03-04", "2011-04-05")
    assert (entry.urls, entry.archive_url, entry.archived) == (("https://lamp.example/1",), _COPY, "2012-01-02")
    assert entry.url_status is UrlStatus.DEAD


@pytest.mark.parametrize(
    ("template", "title", "authors", "published", "accessed"),
    [
        ("{{استشهاد ويب|مسار=http://a.test|عنوان=المنارة|مؤلف=سلمى حداد|تاريخ=3 مايو 2010|تاريخ الوصول=4 يونيو 2011}}",
         "المنارة", ("سلمى حداد",), "2010-05-03", "2011-06-04"),
        ("{{مرجع ويب|المسار=http://a.test|العنوان=المنارة|الأخير=حداد|الأول=سلمى|التاريخ=2010-05-03|تاريخ-الوصول=2011-06-04}}",
         "المنارة", ("حداد, سلمى",), "2010-05-03", "2011-06-04"),
        ("{{웹 인용|url=http://a.test|제목=등대|저자=김민지|날짜=2010-05-03|확인날짜=2011-06-04}}",
         "등대", ("김민지",), "2010-05-03", "2011-06-04"),
        ("{{뉴스 인용|url=http://a.test|제목=등대|성=김|이름=민지|날짜=2010년 5월 3일|확인일자=2011-06-04}}",
         "등대", ("김, 민지",), "2010-05-03", "2011-06-04"),
        ("{{קישור כללי|כתובת=http://a.test|כותרת=המגדלור|הכותב=דנה כהן|תאריך=2010-05-03|תאריך_וידוא=2011-06-04}}",
         "המגדלור", ("דנה כהן",), "2010-05-03", "2011-06-04"),
        ("{{یادکرد وب|نشانی=http://a.test|عنوان=فانوس|نام خانوادگی=کریمی|نام=آرش|تاریخ=2010-05-03"
         "|تاریخ بازبینی=2011-06-04}}",
         "فانوس", ("کریمی, آرش",), "2010-05-03", "2011-06-04"),
        ("{{Cytuj stronę|url=http://a.test|tytuł=Latarnia|autor=Ewa Nowak|data=2010-05-03|data dostępu=2011-06-04}}",
         "Latarnia", ("Ewa Nowak",), "2010-05-03", "2011-06-04"),
        ("{{Tidskriftsref|url=http://a.test|rubrik=Fyren|efternamn=Ek|förnamn=Ida|datum=2010-05-03|hämtdatum=2011-06-04}}",
         "Fyren", ("Ek, Ida",), "2010-05-03", "2011-06-04"),
        ("{{Web kaynağı|url=http://a.test|başlık=Fener|soyadı=Kaya|ad=Ali|tarih=2010-05-03|erişim-tarihi=2011-06-04}}",
         "Fener", ("Kaya, Ali",), "2010-05-03", "2011-06-04"),
        ("{{Cita web|url=http://a.test|título=El faro|apellidos=Ruiz|nombre=Ana|fecha=2010-05-03"
         "|fecha-acceso=2011-06-04}}",
         "El faro", ("Ruiz, Ana",), "2010-05-03", "2011-06-04"),
        ("{{Cite web|url=http://a.test|назва=Маяк|автор=Коваль І.|дата=2010-05-03|дата-доступу=2011-06-04}}",
         "Маяк", ("Коваль І.",), "2010-05-03", "2011-06-04"),
        ("{{cite web|url=http://a.test|标题=灯塔|作者=李安|日期=2010-05-03|访问日期=2011-06-04}}",
         "灯塔", ("李安",), "2010-05-03", "2011-06-04"),
        ("{{Cite web|和書|url=http://a.test|title=灯台|author=佐藤花|date=2010-05-03|accessdate=2011-06-04}}",
         "灯台", ("佐藤花",), "2010-05-03", "2011-06-04"),
        ("{{Citeer web|url=http://a.test|titel=De toren|achternaam=Smit|voornaam=Jan|datum=2010-05-03"
         "|bezochtdatum=2011-06-04}}",
         "De toren", ("Smit, Jan",), "2010-05-03", "2011-06-04"),
    ],
)  # fmt: skip
def test_cite_templates_of_more_wikis(template, title, authors, published, accessed):
    entry = _entry(f"A.<ref>{template}</ref>")

    found = (entry.title, entry.authors, entry.published, entry.accessed, entry.urls)
    assert found == (title, authors, published, accessed, (_URL,))


@pytest.mark.parametrize(
    ("template", "title", "authors", "published", "accessed", "urls"),
    [
        (
            "{{استشهاد بخبر|مسار=http://h.test/z|عنوان=الجسر|الأول=عمر|الأخير=نصر"
            "|تاريخ=7 أبريل 2012|تاريخ الوصول=2013-01-02}}",
            "الجسر",
            ("نصر, عمر",),
            "2012-04-07",
            "2013-01-02",
            ("http://h.test/z",),
        ),
        (
            "{{서적 인용|제목=다리|저자=박서준|연도=2012|출판사=한빛}}",
            "다리",
            ("박서준",),
            "2012",
            None,
            (),
        ),
        (
            '{{צ-ספר|מחבר=יעל לוי|שם=הגשר|מו"ל=כתר|שנת הוצאה=2012}}',
            "הגשר",
            ("יעל לוי",),
            "2012",
            None,
            (),
        ),
        (
            "{{یادکرد کتاب|نام خانوادگی=رضایی|نام=مریم|عنوان=پل|ناشر=نی|سال=2012}}",
            "پل",
            ("رضایی, مریم",),
            "2012",
            None,
            (),
        ),
        (
            "{{Cytuj książkę|nazwisko=Lis|imię=Jan|tytuł=Most|wydawca=PWN|rok=2012|strony=3}}",
            "Most",
            ("Lis, Jan",),
            "2012",
            None,
            (),
        ),
        (
            "{{Bokref|efternamn=Berg|förnamn=Eva|titel=Bron|år=2012|förlag=Natur}}",
            "Bron",
            ("Berg, Eva",),
            "2012",
            None,
            (),
        ),
        (
            "{{Kitap kaynağı|başlık=Köprü|soyadı=Ak|ad=Can|yıl=2012|yayıncı=Can}}",
            "Köprü",
            ("Ak, Can",),
            "2012",
            None,
            (),
        ),
        (
            "{{citar web|url=http://h.test/z|titulo=A ponte|ultimo=Silva|primeiro=Rui"
            "|data=7 de abril de 2012|acessodata=2013-01-02}}",
            "A ponte",
            ("Silva, Rui",),
            "2012-04-07",
            "2013-01-02",
            ("http://h.test/z",),
        ),
        (
            "{{Стаття|автор=Бойко О.|назва=Міст|рік=2012|посилання=http://h.test/z}}",
            "Міст",
            ("Бойко О.",),
            "2012",
            None,
            ("http://h.test/z",),
        ),
        (
            "{{Cita news|url=http://h.test/z|titolo=Il ponte|autore=Eva Riva"
            "|pubblicazione=Il Giorno|data=7 aprile 2012|accesso=2 gennaio 2013}}",
            "Il ponte",
            ("Eva Riva",),
            "2012-04-07",
            "2013-01-02",
            ("http://h.test/z",),
        ),
        (
            "{{cite news|url=http://h.test/z|title=桥|author=王明|newspaper=日报|date=2012年4月7日|accessdate=2013-01-02}}",
            "桥",
            ("王明",),
            "2012-04-07",
            "2013-01-02",
            ("http://h.test/z",),
        ),
        (
            "{{Literatur|Autor=Uwe Hahn|Titel=Die Brücke|Datum=2012|Online=http://h.test/z|Abruf=2013-01-02}}",
            "Die Brücke",
            ("Uwe Hahn",),
            "2012",
            "2013-01-02",
            ("http://h.test/z",),
        ),
    ],
)
def test_cite_templates_are_read(template, title, authors, published, accessed, urls):
    entry = _entry(f"A.<ref>{template}</ref>")

    found = (entry.title, entry.authors, entry.published, entry.accessed, entry.urls)
    assert found == (title, authors, published, accessed, urls)


def test_a_name_of_two_wikis_means_what_it_means_on_the_page():
    french = _entry(_FRENCH + "<ref>{{Ouvrage|nom=Roe|prénom=Ann|titre=Lampes}}</ref>")
    catalan = _entry(
        "La llum és una de les més antigues de la regió i també va ser amb els altres seva. "
        "<ref>{{Citar llibre|cognom=Roe|nom=Ann|títol=Llums}}</ref>"
    )

    assert french.authors == catalan.authors == ("Roe, Ann",)


def test_an_edition_is_not_the_work_that_a_book_is_in():
    book = "<ref>{{книга|автор=Roe|заглавие=Лампы|издание=2-е изд.|издательство=Наука|год=1990}}</ref>"

    assert _entry(_RUSSIAN + book).publisher == "Наука"


def test_a_family_name_goes_before_the_whole_name():
    both = "<ref>{{Ouvrage|auteur=Ann Roe|nom1=Roe|prénom1=Ann|titre=Lampes}}</ref>"

    assert _entry(_FRENCH + both).authors == ("Roe, Ann",)


def test_a_date_in_parts_may_have_a_month_in_numbers():
    news = "<ref>{{Cita news|titolo=Lampada|giorno=3|mese=5|anno=2010|pubblicazione=Mare}}</ref>"

    assert _entry(_ITALIAN + news).published == "2010-05-03"


@pytest.mark.parametrize(
    ("reference", "authors", "title"),
    [
        ("{{doi|10.1000/abc}}", (), None),
        ("{{PMID|123456}}", (), None),
        ("{{ISBN|9783161484100}}", (), None),
        ("See Ann Lee, ''The Mill'', London 1990.", ("Ann Lee",), "The Mill"),
        ("''Id.'' at 12.", (), None),
        ("S. 281.", (), None),
        ("{{cite book|last=Lee|first=Ann|title=The Mill}} {{cite book|last=Roe|first=Tim|title=Salt|publisher=Acme}}",
         ("Lee, Ann",), "The Mill"),
    ],
)  # fmt: skip
def test_words_around_a_work_are_no_authors(reference, authors, title):
    entry = _entry(f"A.<ref>{reference}</ref>")

    assert (entry.authors, entry.title) == (authors, title)


def test_a_second_work_in_a_note_gives_the_first_nothing():
    entry = _entry(
        "A.<ref>{{cite book|last=Lee|first=Ann|title=The Mill|year=1990}}; see also"
        " {{cite book|last=Roe|first=Tim|title=Salt|publisher=Acme|access-date=2010-05-03|url=http://a.test/2}}</ref>"
    )

    assert (entry.publisher, entry.accessed, entry.urls) == (None, None, ("http://a.test/2",))


def test_an_identifier_within_an_argument_is_shown_once():
    entry = _entry("A.<ref>{{cite book|title=The Mill|isbn={{ISBN|9783161484100}}}}</ref>")

    assert entry.text == "The Mill. ISBN 9783161484100."
    assert entry.identifiers == {"isbn": "9783161484100"}
