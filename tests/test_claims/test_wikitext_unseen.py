"""Templates, cite templates and short notes of wikis that were written down before the reader had seen them."""

import pytest

from claims.linking import link
from claims.readers.wikitext import read

_FRENCH = "La ville est sur les bords de la mer et elle est dans une région qui est au sud. "
_RUSSIAN = "Город был построен на берегу реки и он стоит там до сих пор как и раньше было. "
_ITALIAN = "La città è nella valle della regione e non è più il capoluogo che era anche per gli altri. "
_GERMAN = "Die Stadt ist an der Küste und sie hat einen Hafen, der nicht mehr von Schiffen benutzt wird. "
_SPANISH = "La ciudad es una de las más antiguas de la región y también fue el puerto de los barcos. "
_PORTUGUESE = "A cidade não é mais uma das maiores do país e foi também o porto dos navios para os anos. "
_POLISH = "Miasto jest nad rzeką i nie było już tak duże jak przed wojną, która była w tym roku. "


@pytest.mark.parametrize(
    ("before", "source", "shown"),
    [
        ("", "{{sfrac|3|4}} was left", "3/4 was left"),
        ("", "paid {{INR|500}} then", "paid ₹500 then"),
        ("", "paid {{GBP|12}} then", "paid £12 then"),
        ("", "{{as of|2015|8|1|df=US}} it", "As of August 1, 2015 it"),
        ("", "He was {{age|1900|12|31|1950|1|1}} then", "He was 49 then"),
        ("", "{{convert|20|-|30|kg}} heavy", "20-30 kg heavy"),
        ("", "{{convert|12|F}} cold", "12 °F cold"),
        ("", "opened {{start date|1999|12|31|df=yes}} there", "opened 31 December 1999 there"),
        ("", "ruled {{reign|1066|1087}} there", "ruled r. 1066–1087 there"),
        ("", "the {{SS|Titanic}} sank", "the SS Titanic sank"),
        ("", "{{nobr|12 men}} and {{chem|H|2|O}}", "12 men and H2O"),
        ("", "{{val|299792|u=km/s}} fast", "299792 km/s fast"),
        ("", "{{tlit|ja|Tokyo}} lies", "Tokyo lies"),
        ("", "in {{flagicon|FRA}} Paris{{coord|1|2}}", "in Paris"),
        ("", "lives in {{ill|Dorf|de|Dorf (Ort)|lt=the village}} now", "lives in the village now"),
        (_FRENCH, "Long de {{unité|1.5|e=6|km}} là.", "Long de 1.5×10^6 km là."),
        (_FRENCH, "À {{heure|12|30}} là.", "À 12 h 30 là."),
        (_FRENCH, "Le {{date-|14|juillet|1789}} là.", "Le 14 juillet 1789 là."),
        (_FRENCH, "Aux {{sp|XVIII|e|ou|XIX|e}} là.", "Aux XVIIIe ou XIXe siècles là."),
        (_FRENCH, 'Dite {{"|la bleue}} là.', "Dite « la bleue » là."),
        (_FRENCH, "Le {{numéro|5}} là.", "Le no 5 là."),
        (_RUSSIAN, "Там {{nobr|12 км}} пути.", "Там 12 км пути."),
        (_RUSSIAN, "Там {{comment|ВС|военные силы}} были.", "Там ВС были."),
        (_RUSSIAN, "В {{век|XIX}} было.", "В XIX век было."),
        (_RUSSIAN, "Там {{lang-en|lamp}} была.", "Там lamp была."),
        (_ITALIAN, "Sono {{M|3,5|ul=kg}} di pane.", "Sono 3,5 kg di pane."),
        (_ITALIAN, "Sono {{converti|12|km|mi}} di strada.", "Sono 12 km di strada."),
        (_GERMAN, "Es sind {{nowrap|12 Leute}} da.", "Es sind 12 Leute da."),
        (_GERMAN, "Das Wort ({{enS|lamp}}) ist da.", "Das Wort (lamp) ist da."),
        (_SPANISH, "Son {{esd|12 km}} de camino.", "Son 12 km de camino."),
        (_SPANISH, "Son {{convertir|12|km|mi}} de camino.", "Son 12 km de camino."),
        (_PORTUGUESE, "São {{fmtn|12000|km}} de rua.", "São 12000 km de rua."),
        (_PORTUGUESE, "No {{séc|XIX}} foi.", "No século XIX foi."),
        (_PORTUGUESE, "Em {{dtlink|3|5|2010}} foi.", "Em 3 de maio de 2010 foi."),
        (_POLISH, "To {{formatnum:12000}} ludzi.", "To 12000 ludzi."),
        (_POLISH, "To {{wiek|XIX}} był.", "To XIX w. był."),
        ("城市在河边。", "{{tsl|en|Lamp|灯|灯塔}}很大。", "灯塔很大。"),
        ("城市在河边。", "{{le|灯塔|Lamp}}很大。", "灯塔很大。"),
    ],
)
def test_templates_show_their_figures(before, source, shown):
    text = read((before + source).encode(), name="page").text

    assert text[len(before) :] == shown


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
    entry = read(f"A.<ref>{template}</ref>".encode(), name="page").entries[0]

    found = (entry.title, entry.authors, entry.published, entry.accessed, entry.urls)
    assert found == (title, authors, published, accessed, urls)


@pytest.mark.parametrize(
    ("note", "work"),
    [
        (
            "{{sfn|Петров, Сидоров|2001|с=7}}",
            "{{книга|автор=Петров А., Сидоров Б.|заглавие=W|год=2001|ref=Петров, Сидоров}}",
        ),
        (
            "<ref>{{Cita|Bassi e Conti 2001|p. 7}}</ref>",
            "{{Cita libro|autore=Ada Bassi|autore2=Leo Conti|titolo=W|anno=2001|cid=Bassi e Conti 2001}}",
        ),
        ("<ref>{{cita|Greco, 2001|p. 7}}</ref>", "{{Cita pubblicazione|autore=Ugo Greco|titolo=W|anno=2001}}"),
        ("<ref>{{Harvnp|Gil|2001|p=7}}</ref>", "{{cita libro|apellido=Gil|nombre=Eva|título=W|año=2001|ref=harv}}"),
        ("<ref>{{odn|Lis|2001|s=7}}</ref>", "{{Cytuj książkę|autor=Jan Lis|tytuł=W|rok=2001|odn=tak}}"),
        ("{{sfn|Коваль|2001|с=7}}", "{{Книга|автор=Коваль І.|назва=W|рік=2001|ref=Коваль}}"),
    ],
)
def test_short_notes_find_their_work(note, work):
    entry = read(f"A.{note}\n<references/>\n* {work}".encode(), name="page").entries[0]

    assert (entry.title, entry.pages) == ("W", "7")


@pytest.mark.parametrize(
    ("source", "unread"),
    [
        ("Die Stadt hat {{EWZ|DE-BY|09162000}} Einwohner und ist nicht klein.", [("{{EWZ}}",)]),
        ("In 1990 {{USD inflation|5|1950}} was paid for it.", [("{{USD inflation}}",)]),
        ("It cost {{inflation|US|5|1950}} in all. It was cheap.", [("{{inflation}}",), ()]),
        (
            "La ville compte {{population|Bourg}} habitants.<ref>A</ref> Elle est grande.<ref>B</ref>",
            [("{{population}}",), ()],
        ),
        ("The bridge is {{nowrap|{{bridge length|Saltby}} m}} long.", [("{{bridge length}}",)]),
        ("The bridge is {{Wikidata|property|P2043}} long and grey.", [("{{Wikidata}}",)]),
        ("The bridge is long{{when|date=May 2010}} and grey.", [()]),
        ("The bridge{{ref label|a|b}} is long and {{small|grey}}.", [()]),
        ("{{DISPLAYTITLE:Bridge}}The bridge is long and grey.", [()]),
        ("The bridge is long and grey. {{clarify me|date=2010}}", [()]),
    ],
)
def test_claims_name_what_could_not_be_read(source, unread):
    assert [claim.unread for claim in link(read(source.encode(), name="page")).claims] == unread
