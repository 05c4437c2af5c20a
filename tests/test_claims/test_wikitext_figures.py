"""What templates that carry words and figures show in prose, for each wiki."""

import pytest

from claims.readers.wikitext import read
from claims.readers.wikitext.figures import FIGURES

_FRENCH = "La ville est sur les bords de la mer et elle est dans une région qui est au sud. "
_RUSSIAN = "Город был построен на берегу реки и он стоит там до сих пор как и раньше было. "
_ITALIAN = "La città è nella valle della regione e non è più il capoluogo che era anche per gli altri. "
_GERMAN = "Die Stadt ist an der Küste und sie hat einen Hafen, der nicht mehr von Schiffen benutzt wird. "
_SPANISH = "La ciudad es una de las más antiguas de la región y también fue el puerto de los barcos. "
_PORTUGUESE = "A cidade não é mais uma das maiores do país e foi também o porto dos navios para os anos. "
_POLISH = "Miasto jest nad rzeką i nie było już tak duże jak przed wojną, która była w tym roku. "


def _shown(source, before=""):
    text = read((before + source).encode(), name="page").text
    return text[len(before) :]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{frac|1|2}} was left", "1/2 was left"),
        ("{{frac|2|1|2}} miles", "2 1/2 miles"),
        ("{{frac|3}} of them", "1/3 of them"),
        ("paid {{INRConvert|50|c}} for it", "paid ₹50 crore for it"),
        ("paid {{INRConvert|1.5|l}} for it", "paid ₹1.5 lakh for it"),
        ("paid {{US$|12 million}} for it", "paid US$12 million for it"),
        ("{{As of|2010}} it stood", "As of 2010 it stood"),
        ("it stood {{as of|2010|lc=y}}.", "it stood as of 2010."),
        ("it stood {{as of|2010|5|lc=y}}.", "it stood as of May 2010."),
        ("it stood {{as of|2010|5|3|since=y|lc=y}}.", "it stood since 3 May 2010."),
        ("it stood {{as of|2010|5|alt=in the spring of 2010}}.", "it stood in the spring of 2010."),
        ("He was {{age|1950|5|3|2010|6|4}} then", "He was 60 then"),
        ("He was {{age|1950|7|3|2010|6|4}} then", "He was 59 then"),
        ("{{sortname|Ann|Lee}} came", "Ann Lee came"),
        ("{{sortname|Ann|Lee|Ann Lee (singer)}} came", "Ann Lee came"),
        ("a mass of {{val|1.5|0.2|u=kg}} then", "a mass of 1.5±0.2 kg then"),
        ("a mass of {{val|1.5|e=6|u=kg}} then", "a mass of 1.5×10^6 kg then"),
        ("born {{circa|1850}} there", "born c. 1850 there"),
        ("from {{circa|1850|1870}} there", "from c. 1850 – c. 1870 there"),
        ("born {{birth date|1950|5|3}} there", "born May 3, 1950 there"),
        ("born {{birth date|1950|5|3|df=y}} there", "born 3 May 1950 there"),
        ("opened {{start date|2010|5}} there", "opened May 2010 there"),
        ("died {{death date and age|2010|6|4|1950|5|3}}", "died June 4, 2010 (aged 60)"),
        ("{{convert|5|to|10|km}} wide", "5 to 10 km wide"),
        ("{{convert|5|ft|8|in|m}} tall", "5 ft 8 in tall"),
        ("{{convert|100|km|0}} wide", "100 km wide"),
        ("{{convert|12|sqmi|km2}} wide", "12 sq mi wide"),
        ("{{cvt|3|x|4|m}} wide", "3 x 4 m wide"),
        ("{{transl|ru|Moskva}} lies", "Moskva lies"),
        ("{{transliteration|ar|DIN|Qurān}} says", "Qurān says"),
        ("{{abbr|Dr|Doctor}} Lee", "Dr Lee"),
        ("{{lang-fr|le phare}} shone", "le phare shone"),
        ("the {{HMS|Hood|51}} sank", "the HMS Hood sank"),
        ("{{gaps|12|345|678}} men", "12345678 men"),
        ("{{formatnum:59010}} men", "59010 men"),
        ("{{FORMATNUM:59010|R}} men", "59010 men"),
        ("{{percentage|1|4}} of them", "25% of them"),
        ("{{nts|1234}} and {{sort|key|text}}", "1234 and text"),
        ("in {{hs|0123}}May", "in May"),
        ("{{height|ft=5|in=8}} tall", "5 ft 8 in tall"),
    ],
)
def test_english_templates_show_their_figures(source, shown):
    assert _shown(source) == shown


@pytest.mark.parametrize(
    ("before", "source", "shown"),
    [
        (_FRENCH, "Elle compte {{unité|12000|habitants}} là.", "Elle compte 12000 habitants là."),
        (_FRENCH, "Elle compte {{unité|12000 habitants}} là.", "Elle compte 12000 habitants là."),
        (_FRENCH, "Elle fait {{unité|12|km|2}} là.", "Elle fait 12 km2 là."),
        (_FRENCH, "Elle fait {{unité|12|à=15|km}} là.", "Elle fait 12 à 15 km là."),
        (_FRENCH, "Elle fait {{unité|12|à|15|km}} là.", "Elle fait 12 à 15 km là."),
        (_GERMAN, "Am {{Datum|3.|5.|2010}} war es.", "Am 3. Mai 2010 war es."),
        (_RUSSIAN, "Там {{рубль|5}} теперь.", "Там 5 ₽ теперь."),
        (_FRENCH, "Elle compte {{nombre|12000|habitants}} là.", "Elle compte 12000 habitants là."),
        (_FRENCH, "Le {{date|3|mai|2010}} là.", "Le 3 mai 2010 là."),
        (_FRENCH, "Le {{date|3|mai|2010|en astronomie}} là.", "Le 3 mai 2010 là."),
        (_FRENCH, "Le {{date|3 mai 2010}} là.", "Le 3 mai 2010 là."),
        (_FRENCH, "En {{date||mai|2010}} là.", "En mai 2010 là."),
        (_FRENCH, "Né le {{date de naissance|3|5|1950}} là.", "Né le 3 mai 1950 là."),
        (_FRENCH, "Au {{s|XIX}} là.", "Au XIXe siècle là."),
        (_FRENCH, "Au {{s-|XIX|e}} là.", "Au XIXe là."),
        (_FRENCH, "Au {{-s|V}} là.", "Au Ve siècle av. J.-C. là."),
        (_FRENCH, "Au {{s|I}} là.", "Au Ier siècle là."),
        (_FRENCH, "Aux {{s2|XVIII|XIX}} là.", "Aux XVIIIe et XIXe siècles là."),
        (_FRENCH, "Dite {{citation|la ville bleue}} là.", "Dite « la ville bleue » là."),
        (_FRENCH, "Le {{lien|langue=en|trad=Lamp|fr=Lampe|texte=lampiste}} là.", "Le lampiste là."),
        (_FRENCH, "{{M.|Dupont}} et {{1er|mai}} là.", "M. Dupont et 1er mai là."),
        (_RUSSIAN, "Там {{s|12 домов}} теперь.", "Там 12 домов теперь."),
        (_RUSSIAN, "Там {{число|12345}} домов.", "Там 12345 домов."),
        (_RUSSIAN, "Родился {{OldStyleDate|3 мая|1850|21 апреля}} там.", "Родился 3 мая [21 апреля] 1850 там."),
        (_RUSSIAN, "Родился {{дата|3|5|1950}} там.", "Родился 3 мая 1950 там."),
        (_RUSSIAN, "Его {{нп5|Маяк|маяком|en|Lamp}} звали.", "Его маяком звали."),
        (_ITALIAN, "Sono {{formatnum:59010}} abitanti.", "Sono 59010 abitanti."),
        (_ITALIAN, "Sono {{M|12|u=km}} di strada.", "Sono 12 km di strada."),
        (_ITALIAN, "Sono {{M|12||km}} di strada.", "Sono 12 km di strada."),
        (_ITALIAN, "Sono {{TA|12 km}} di strada.", "Sono 12 km di strada."),
        (_GERMAN, "Es sind {{FormatNum|12000}} Leute.", "Es sind 12000 Leute."),
        (_GERMAN, "Es sind {{Zahl|12000}} Leute.", "Es sind 12000 Leute."),
        (_GERMAN, "Es ist {{Bruch|1|2}} davon.", "Es ist 1/2 davon."),
        (_GERMAN, "Der {{Höhe|1234|DE-NN}} hohe Berg.", "Der 1234 m hohe Berg."),
        (_SPANISH, "El {{fecha|3|5|2010}} fue.", "El 3 de mayo de 2010 fue."),
        (_SPANISH, "Son {{unidad|12|km}} de camino.", "Son 12 km de camino."),
        (_SPANISH, "En el {{siglo|XIX||s}} fue.", "En el siglo XIX fue."),
        ("城市在河边。", "{{link-en|中文|English}}很大。", "中文很大。"),
        ("城市在河边。", "{{bd|1950年|5月3日|2010年|6月4日}}是人。", "1950年5月3日－2010年6月4日是人。"),
        ("町は川のそばにある。", "{{仮リンク|灯台|en|Lamp|label=あかり}}である。", "あかりである。"),
        ("町は川のそばにある。", "{{読み仮名|灯台|とうだい}}である。", "灯台（とうだい）である。"),
    ],
)
def test_templates_of_other_wikis_show_their_figures(before, source, shown):
    assert _shown(source, before) == shown


@pytest.mark.parametrize(
    ("before", "source", "shown"),
    [
        ("", "was the {{ordinal|21}} of them", "was the 21st of them"),
        ("", "was the {{ordinal|112}} of them", "was the 112th of them"),
        ("", "Pope John {{roman|24}} came", "Pope John XXIV came"),
        ("", "it holds {{convert|4.6|e6lb}}", "it holds 4.6 million lb"),
        ("", "at {{convert|16|to|20|$/ft2}} then", "at $16 to $20 per ft2 then"),
        ("", "made of {{CO2}} then", "made of CO2 then"),
        ("", "some {{rnd|12.345|1}} percent", "some 12.3 percent"),
        (_FRENCH, "Soit {{1/2}} de là.", "Soit 1/2 de là."),
        (_FRENCH, "Aux {{XIXe et XXe siècles}} là.", "Aux XIXe et XXe siècles là."),
        (_FRENCH, "Au {{Ve siècle av. J.-C.}} là.", "Au Ve siècle av. J.-C. là."),
        (_ITALIAN, "Sono {{Tutto attaccato|12 km}} di strada.", "Sono 12 km di strada."),
        (_FRENCH, "Le {{1er janvier}} là.", "Le 1er janvier là."),
        (_FRENCH, "Au {{XIXe siècle}} là.", "Au XIXe siècle là."),
        (_GERMAN, "Es sind {{FormatZahl|12000}} Leute.", "Es sind 12000 Leute."),
        (_GERMAN, "Nach {{Alter|1950|5|3|2010|6|4}} Jahren.", "Nach 60 Jahren."),
        (_GERMAN, "Am {{Datum|3|5|2010}} war es.", "Am 3. Mai 2010 war es."),
        (_SPANISH, "Nació el {{nacimiento|3|5|1950}} allí.", "Nació el 3 de mayo de 1950 allí."),
        ("등대는 바다에 있다. ", "높이는 {{단위 변환|30|m}}이다.", "높이는 30 m이다."),
        ("המגדלור ליד הים. ", "גובהו {{המרה|30|m}}.", "גובהו 30 m."),
        ("المنارة على البحر. ", "في {{تاريخ ميلاد|1950|5|3}}.", "في 3 مايو 1950."),
    ],
)
def test_further_templates_show_their_figures(before, source, shown):
    assert _shown(source, before) == shown


@pytest.mark.parametrize(
    ("before", "source", "shown"),
    [
        ("", "{{sfrac|3|4}} was left", "3/4 was left"),
        ("", "paid {{INR|500}} then", "paid ₹500 then"),
        ("", "paid {{GBP|12}} then", "paid £12 then"),
        ("", "{{as of|2015|8|1|df=US}} it", "As of August 1, 2015 it"),
        ("", "He was {{age|1900|12|31|1950|1|1}} then", "He was 49 then"),
        ("", "{{convert|20|-|30|kg}} heavy", "20–30 kg heavy"),
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
def test_templates_that_were_written_down_unseen_show_their_figures(before, source, shown):
    assert _shown(source, before) == shown


def test_a_name_of_two_wikis_is_read_as_the_pages_language_has_it():
    assert _shown("Au {{s|V}} là.", _FRENCH) == "Au Ve siècle là."
    assert _shown("Там {{s|V}} теперь.", _RUSSIAN) == "Там V теперь."


def test_notes_inside_a_template_that_shows_figures_keep_their_marks():
    layout = read(b"Wide: {{convert|12|km<ref>First</ref>}}.<ref>Second</ref>", name="page")

    assert [entry.text for entry in layout.entries] == ["First", "Second"]


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize(
    "given", [[], [""], ["x"], ["0", "0", "0"], ["12", "", "²", "-1"], ["٣", "x", "1e999"], ["½"] * 6]
)
def test_figures_of_odd_arguments_are_words_or_unknown(figure, given):
    named = {str(number): part for number, part in enumerate(given, 1)}

    assert isinstance(FIGURES[figure](given, named, "fr"), str | None)
