"""Templates of archived copies, of dead links and of missing sources, in the large wikis."""

import pytest

from claims.linking import link
from claims.model import UrlStatus
from claims.readers.wikitext import read

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


def _entry(source):
    (entry,) = link(read(source.encode(), name="page")).references
    return entry


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("", "[http://a.example/1 Lamp] {{Wayback|url=http://a.example/1|date=20100203040506}}"),
        (_RUSSIAN, "{{cite web|url=http://a.example/1|title=Lamp}} {{Wayback|url=http://a.example/1 "
             "|date=20100203040506}}"),
        (_GERMAN, "{{Webarchiv|url=http://a.example/1|wayback=20100203040506|text=Lamp}}"),
        (_FRENCH, "{{Lien archive|url=http://a.example/1|titre=Lamp|timestamp=20100203040506}}"),
        ("灯台がある。", "{{Wayback|url=http://a.example/1|title=Lamp|date=20100203040506}}"),
        ("", "{{cite web|url=http://a.example/1|title=Lamp {{webarchive|url=https://web.archive.org/web/20100203040506/"
             "http://a.example/1|date=3 February 2010}}}}"),
        ("", "{{cite web|url=http://a.example/1|title=Lamp}} {{webarchive|url=https://web.archive.org/web/20100203040506/"
             "http://a.example/1|date=3 February 2010}}"),
        (_PORTUGUESE, "{{citar web|url=http://a.example/1|titulo=Lamp|wayb=20100203040506}}"),
    ],
)  # fmt: skip
def test_templates_of_archives_give_the_address_of_the_copy(before, source):
    entry = _entry(f"{before}<ref>{source}</ref>")

    assert (entry.title, entry.urls) == ("Lamp", ("http://a.example/1",))
    assert entry.archive_url == "https://web.archive.org/web/20100203040506/http://a.example/1"
    assert entry.archived == "2010-02-03"


@pytest.mark.parametrize(
    "template",
    [
        "{{Wayback|url=http://re.test/o |date=20100203040506 }}",
        "{{Wayback|http://re.test/o|20100203040506}}",
        "{{Webarchiv|url=http://re.test/o|wayback=20100203040506|text=Der Turm}}",
        "{{webarchive|url=https://web.archive.org/web/20100203040506/http://re.test/o|date=February 3, 2010}}",
    ],
)
def test_an_archive_template_gives_the_archived_copy(template):
    entry = _entry("A.<ref>{{cite web|url=http://re.test/o|title=Re}} " + template + "</ref>")

    assert entry.urls == ("http://re.test/o",)
    assert entry.archive_url == "https://web.archive.org/web/20100203040506/http://re.test/o"
    assert entry.archived == "2010-02-03"


def test_an_archive_template_alone_gives_title_address_and_copy():
    entry = _entry("A.<ref>{{Webarchiv|url=http://re.test/o|wayback=20100203040506|text=Der Turm am Meer}}</ref>")

    assert (entry.title, entry.urls) == ("Der Turm am Meer", ("http://re.test/o",))
    assert entry.archive_url == "https://web.archive.org/web/20100203040506/http://re.test/o"


def test_an_archive_template_without_a_stamp_gives_no_copy():
    entry = _entry("A.<ref>{{cite web|url=http://re.test/o|title=Re}} {{Wayback|url=http://re.test/o}}</ref>")

    assert (entry.urls, entry.archive_url) == (("http://re.test/o",), None)


def test_a_template_of_an_archive_without_a_time_gives_no_copy():
    assert _entry("<ref>[http://a.example/1 Lamp] {{Wayback|url=http://a.example/1|date=*}}</ref>").archive_url is None


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("", "[http://a.example/1 Lamp] {{dead link|date=May 2010}}"),
        ("", "http://a.example/1{{dead link|date=May 2010}}"),
        ("", "{{cite web|url=http://a.example/1{{dead link}}|title=Lamp}}"),
        (_GERMAN, "{{Toter Link|url=http://a.example/1|text=Lamp}}"),
        (_SPANISH, "{{Enlace roto|1={{cita web|url=http://a.example/1|título=Lamp}}|2=http://a.example/1|bot=X}}"),
        (_ITALIAN, "[http://a.example/1 Lamp] {{Collegamento interrotto}}"),
        (_PORTUGUESE, "{{Ligação inativa|1={{citar web|url=http://a.example/1|titulo=Lamp}}|data=maio de 2010}}"),
        (_FRENCH, "{{Lien brisé|url=http://a.example/1|titre=Lamp}}"),
        (_RUSSIAN, "[http://a.example/1 Lamp] {{Недоступная ссылка|число=3}}"),
        (_POLISH, "[http://a.example/1 Lamp] {{martwy link}}"),
        ("등대는 바다에 있다.", "[http://a.example/1 Lamp] {{깨진 링크}}"),
        ("המגדלור ליד הים.", "[http://a.example/1 Lamp] {{קישור שבור}}"),
    ],
)
def test_templates_of_dead_links_say_that_the_address_is_dead(before, source):
    entry = _entry(f"{before}<ref>{source}</ref>")

    assert (entry.urls, entry.url_status) == (("http://a.example/1",), UrlStatus.DEAD)


@pytest.mark.parametrize(
    ("before", "template"),
    [
        (_ITALIAN, "{{cn|data=maggio 2010}}"),
        (_ITALIAN, "{{senza fonte|maggio 2010}}"),
        (_FRENCH, "{{Référence nécessaire|date=mai 2010}}"),
        (_GERMAN, "{{Beleg}}"),
        (_SPANISH, "{{cita requerida|mayo de 2010}}"),
        (_RUSSIAN, "{{нет АИ|3|5|2010}}"),
        (_UKRAINIAN, "{{джерело?|дата=2010}}"),
        (_POLISH, "{{Fakt|data=2010-05}}"),
        (_DUTCH, "{{Bron?||2010|05|03}}"),
        (_PORTUGUESE, "{{Carece de fontes|data=maio de 2010}}"),
        (_SWEDISH, "{{källa behövs|2010-05}}"),
        ("灯台がある", "{{要出典|date=2010年5月}}"),
        ("灯塔在海边", "{{來源請求|time=2010-05}}"),
        ("등대는 바다에 있다", "{{출처 필요|날짜=2010-05}}"),
        ("المنارة على البحر", "{{بحاجة لمصدر|تاريخ=مايو 2010}}"),
        ("فانوس در کنار دریا است", "{{مدرک}}"),
        ("המגדלור ליד הים", "{{מקור}}"),
    ],
)
def test_notes_that_a_citation_is_needed_are_no_words_of_the_claim(before, template):
    layout = read((before + template).encode(), name="page")

    assert [layout.text[span.start : span.end] for span in layout.uncited] == ["[citation needed]"]
    assert layout.holes == ()


@pytest.mark.parametrize(
    ("before", "template"),
    [
        (_ITALIAN, "{{Citazione necessaria|Fu la prima della valle|maggio 2010}}"),
        (_FRENCH, "{{Référence nécessaire|Fu la prima della valle|date=mai 2010}}"),
        (_SPANISH, "{{cita requerida|Fu la prima della valle}}"),
        (_PORTUGUESE, "{{Carece de fontes|Fu la prima della valle|data=maio de 2010}}"),
        (_DUTCH, "{{Bron?|Fu la prima della valle|2010|05|03}}"),
        ("", "{{citation needed span|text=Fu la prima della valle|date=May 2010}}"),
    ],
)
def test_the_words_that_need_a_citation_are_shown(before, template):
    layout = read((before + template).encode(), name="page")

    assert layout.text[len(before) :] == "Fu la prima della valle[citation needed]"
