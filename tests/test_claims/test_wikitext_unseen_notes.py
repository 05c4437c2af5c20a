"""Notes on pages of fourteen wikis that were written down before the reader had seen them."""

import pytest

from claims.linking import link
from claims.readers.wikitext import read

_IT = "Il mulino è nella valle del fiume e non è più in uso da quando la strada fu aperta nella regione. "
_ES = "El molino está en el valle del río y no se usa desde que la carretera fue abierta en la región. "
_FR = "Le moulin est dans la vallée de la rivière et il n'est plus utilisé depuis que la route a été ouverte. "
_DE = "Die Mühle steht im Tal des Flusses und sie wird nicht mehr benutzt, seit die Straße offen ist. "
_RU = "Мельница стоит в долине реки и она не работает с тех пор, как была открыта дорога через область. "
_HE = "הטחנה נמצאת בעמק ליד הנהר והיא לא פעילה מאז שנפתח הכביש באזור. "
_AR = "تقع الطاحونة في وادي النهر ولم تعد تعمل منذ أن فتحت الطريق في المنطقة. "
_KO = "방앗간은 강의 계곡에 있으며 도로가 열린 이후로 더 이상 사용되지 않는다. "
_JA = "水車小屋は川の谷にあり、道路が開通してからは使われていない。"
_ZH = "磨坊位于河谷之中，自从公路开通以来就不再使用。"
_PT = "O moinho fica no vale do rio e não é mais usado desde que a estrada foi aberta na região. "
_NL = "De molen staat in het dal van de rivier en wordt niet meer gebruikt sinds de weg werd geopend. "
_PL = "Młyn stoi w dolinie rzeki i nie jest już używany od czasu, gdy droga została otwarta w tym regionie. "
_EN = "The mill stands in the valley and it has not been used since the road was opened in the region. "
_UK = "Млин стоїть у долині річки і він не працює з того часу, як було відкрито дорогу через область. "


@pytest.mark.parametrize(
    ("before", "source", "labels"),
    [
        (_FR, "Texte{{note|groupe=note|Une remarque.}} et autre<ref>Livre A</ref>.\n"
         "== Notes ==\n"
         "{{Références|groupe=note}}\n"
         "{{Références}}", ["note 1", "1"]),
        (_FR, "Texte{{sfn|Roy|2014|p=9}} et{{sfn|Roy|2014|p=10}}.\n"
         "{{Références}}\n"
         "* {{Ouvrage|nom1=Roy|prénom1=Luc|titre=W|année=2014}}", ["1", "2"]),
        (_FR, "Texte<ref name=\"a\">{{Ouvrage|nom1=Roy|titre=W|année=2014|id=Roy}}</ref> "
         "et<ref>{{Harvsp|id=Roy|texte=Roy, 2014|p=9}}</ref>.", ["1", "2"]),
        (_DE, "Text<ref name=\"A\">Buch A</ref> und<ref name=\"A\" />.<ref group=\"A\">Anmerkung</ref>\n"
         "<references group=\"A\" />\n"
         "<references />", ["1", "1", "A 1"]),
        (_DE, "Text<ref>Buch</ref>.\n"
         "{{Einzelnachweise}}", ["1"]),
        (_DE, "Text{{FN|1}} und mehr.\n"
         "{{FNZ|1|Eine Fußnote}}", ["note 1"]),
        (_IT, "Testo<ref group=\"N\">Una nota.</ref> e altro<ref name=x>Libro</ref>.\n"
         "== Note ==\n"
         ";Annotazioni\n"
         "<references group=\"N\"/>\n"
         ";Fonti\n"
         "<references/>", ["N 1", "1"]),
        (_IT, "Testo{{efn|Una nota.}} e <ref>{{cita|Neri|pp. 3-4}}</ref>.\n"
         "{{notelist}}\n"
         "== Bibliografia ==\n"
         "* {{Cita libro|autore=Ada Neri|titolo=W|anno=2014|cid=Neri}}", ["a", "1"]),
        (_ES, "Texto{{refn|group=n.|Una nota.}} y{{sfn|Gil|2014|p=9}}.\n"
         "{{listaref|grupo=n.}}\n"
         "{{listaref}}\n"
         "* {{cita libro|apellidos=Gil|título=W|año=2014}}", ["n. 1", "1"]),
        (_ES, "Texto<ref name=\"a\" /> y<ref name=\"b\" />.\n"
         "{{listaref|refs=\n"
         "<ref name=\"a\">Libro A</ref>\n"
         "<ref name=\"b\">Libro B</ref>\n"
         "}}", ["1", "2"]),
        (_RU, "Текст{{efn|Заметка.}} и{{sfn|Лис|2014|с=9}}.\n"
         "{{notelist}}\n"
         "{{примечания}}\n"
         "* {{книга|автор=Лис И.|заглавие=W|год=2014|ref=Лис}}", ["a", "1"]),
        (_RU, "Текст<ref group=\"К\">Заметка.</ref> и<ref name=\"a\"/>.\n"
         "{{примечания|group=К}}\n"
         "{{примечания|refs=\n"
         "<ref name=\"a\">Книга</ref>\n"
         "}}", ["К 1", "1"]),
        (_RU, "Текст{{комментарий|Заметка.}} и<ref>Книга</ref>.\n"
         "{{комментарии}}\n"
         "{{примечания}}", ["комм. 1", "1"]),
        (_HE, "טקסט{{הערה|שם=א|{{צ-ספר|שם=W|מחבר=רות כץ}}}} ועוד{{הערה|שם=א}}.\n"
         "{{הערות שוליים}}", ["1", "1"]),
        (_HE, "טקסט{{הערה|ספר א}} ועוד{{ביאור|ביאור}}.\n"
         "{{ביאורים}}\n"
         "{{הערות שוליים}}", ["1", "ביאור 1"]),
        (_AR, "نص{{ملاحظة|تعليق.}} و<ref>كتاب</ref>.\n"
         "{{ملاحظات}}\n"
         "{{مراجع}}", ["ملاحظة 1", "1"]),
        (_AR, "نص{{sfn|نور|2014|ص=9}} و{{sfn|نور|2014|ص=10}}.\n"
         "{{مراجع}}\n"
         "* {{استشهاد بكتاب|الأخير=نور|عنوان=W|سنة=2014}}", ["1", "2"]),
        (_KO, "글{{내용주|설명.}} 그리고<ref>책</ref>.\n"
         "{{내용주 목록}}\n"
         "{{각주}}", ["내용주 1", "1"]),
        (_KO, "글{{efn|설명.}} 그리고{{sfn|한|2014|p=9}}.\n"
         "{{notelist}}\n"
         "{{각주}}\n"
         "* {{서적 인용|성=한|이름=소라|제목=W|연도=2014}}", ["a", "1"]),
        (_JA, "文{{efn|説明。}}と{{sfn|森|2014|p=9}}。\n"
         "{{notelist}}\n"
         "{{reflist}}\n"
         "* {{Cite book|和書|last=森|title=W|year=2014}}", ["注釈 1", "1"]),
        (_JA, "文{{Refnest|group=\"注釈\"|説明<ref>本A</ref>。}}と<ref>本B</ref>。\n"
         "{{Reflist|group=\"注釈\"}}\n"
         "{{Reflist}}", ["注釈 1", "2", "1"]),
        (_ZH, "文{{NoteTag|說明。}}和<ref>書</ref>。\n"
         "{{NoteFoot}}\n"
         "{{Reflist}}", ["note 1", "1"]),
        (_ZH, "文{{efn|说明<ref>书A</ref>。}}和<ref name=b>书B</ref>{{rp|9}}。\n"
         "{{notelist}}\n"
         "{{reflist}}", ["a", "2", "1"]),
        (_PT, "Texto{{efn|Uma nota.}} e{{sfn|Reis|2014|p=9}}.\n"
         "{{notas}}\n"
         "{{referências}}\n"
         "* {{citar livro|ultimo=Reis|título=W|ano=2014}}", ["a", "1"]),
        (_PT, "Texto{{nota de rodapé|Uma nota.}} e<ref>Livro</ref>.\n"
         "{{notas}}\n"
         "{{referências}}", ["nota 1", "1"]),
        (_NL, "Tekst<ref>Boek</ref> en{{refn|group=n|Een noot.}}.\n"
         "{{Appendix|2=\n"
         "{{References}}\n"
         "}}", ["1", "n 1"]),
        (_NL, "Tekst{{sfn|Bos|2014|p=9}}.\n"
         "{{References}}\n"
         "* {{Citeer boek|achternaam=Bos|titel=W|jaar=2014}}", ["1"]),
        (_PL, "Tekst{{u|Uwaga jakaś.}} i{{r|a}}.\n"
         "{{Uwagi}}\n"
         "{{Przypisy|\n"
         "<ref name=a>Książka</ref>\n"
         "}}", ["uwaga 1", "1"]),
        (_PL, "Tekst<ref>{{odn|Lis|2014|s=9}}</ref>.\n"
         "{{Przypisy}}\n"
         "* {{Cytuj książkę|nazwisko=Lis|imię=Ewa|tytuł=W|rok=2014|odn=tak}}", ["1"]),
        (_UK, "Текст{{efn|Нотатка.}} та{{sfn|Лис|2014|с=9}}.\n"
         "{{notelist}}\n"
         "{{примітки}}\n"
         "* {{книга|автор=Лис І.|назва=W|рік=2014|ref=Лис}}", ["a", "1"]),
        (_UK, "Текст<ref group=\"к\">Нотатка.</ref> та<ref>Книга</ref>.\n"
         "{{коментарі|group=к}}\n"
         "{{reflist}}", ["к 1", "1"]),
        (_EN, "Text{{sfnm|1a1=Roe|1y=2014|1p=9|2a1=Lee|2y=2015|2p=3}}.\n"
         "* {{cite book|last=Roe|title=W|year=2014}}\n"
         "* {{cite book|last=Lee|title=V|year=2015}}", ["1"]),
        (_EN, "Text{{refn|group=lower-alpha|A note.{{sfn|Roe|2014}}}} and more{{r|x|p=9}}.\n"
         "{{notelist}}\n"
         "{{reflist|refs=<ref name=x>Book</ref>}}\n"
         "* {{cite book|last=Roe|title=W|year=2014}}", ["a", "2", "1"]),
        (_IT, "Testo{{#tag:ref|Una nota <ref>Libro</ref>|group=n|name=q}} e{{#tag:ref||group=n|name=q}}.", ["n "
         "1", "n 1", "1"]),
        (_IT, "Il paese ha {{formatnum:4300}} abitanti<ref name=\"istat\"/>.\n"
         "{{Divisione amministrativa|Nome=Borgo|Note abitanti=<ref name=\"istat\">ISTAT 2014</ref>}}", ["1", "1"]),
        (_ES, "{{Ficha de localidad\n"
         "|nombre = Valle\n"
         "|población = 4300<ref name=\"ine\">INE 2014</ref>\n"
         "}}\n"
         "El valle tiene 4300 habitantes.<ref name=\"ine\" />", ["1", "1"]),
        (_FR, "{{Infobox Moulin\n"
         "|nom = Moulin\n"
         "|hauteur = {{unité|12|m}}<ref>Livre</ref>\n"
         "}}\n"
         "Le moulin est haut.<ref>Autre</ref>", ["1", "2"]),
    ],
)  # fmt: skip
def test_notes_are_marks_with_entries(before, source, labels):
    layout = read((before + source).encode(), name="page")

    assert [label for mark in layout.marks for label in mark.labels] == labels
    assert sorted({entry.label for entry in layout.entries}) == sorted(set(labels))
    assert not any(problem.code.startswith(("citation-", "reference-")) for problem in link(layout).problems)


@pytest.mark.parametrize(
    ("before", "note", "work"),
    [
        (
            _IT,
            "{{Sfn|Neri|Re|2014|p=9}}",
            "{{Cita libro|nome1=Ada|cognome1=Neri|nome2=Ugo|cognome2=Re|titolo=W|anno=2014}}",
        ),
        (
            _IT,
            "<ref>{{Cita|Neri, Re (2014)|p. 9}}</ref>",
            "{{Cita libro|autore=Ada Neri|autore2=Ugo Re|titolo=W|anno=2014|cid=Neri, Re (2014)}}",
        ),
        (_ES, "{{sfn|Gil Paz|2014|p=9}}", "{{cita libro|apellidos=Gil Paz|nombre=Eva|título=W|fecha=junio de 2014}}"),
        (
            _ES,
            "<ref>{{Harvsp|Gil|Paz|2014|p=9}}</ref>",
            "{{cita libro|apellidos1=Gil|nombre1=Eva|apellidos2=Paz|título=W|año=2014}}",
        ),
        (
            _FR,
            "<ref>{{harvsp|Roy|Lac|2014|p=9}}</ref>",
            "{{Ouvrage|prénom1=Luc|nom1=Roy|prénom2=Zoé|nom2=Lac|titre=W|année=2014}}",
        ),
        (_FR, "<ref>{{Harvsp|Roy|2014a|p=9}}</ref>", "{{Ouvrage|auteur=Luc Roy|titre=W|année=2014|id=Roy2014a}}"),
        (_FR, "<ref>[[#Roy2014|Roy 2014]], p. 9</ref>", "{{Ouvrage|nom1=Roy|titre=W|année=2014|id=Roy2014}}"),
        (_DE, "<ref>{{Harvnb|Bach|Fels|2014|S=9}}</ref>", "{{Literatur|Autor=Jan Bach, Eva Fels|Titel=W|Datum=2014}}"),
        (_RU, "{{sfn|Лис, Дуб|2014|с=9}}", "{{книга|автор=Лис И. И., Дуб П. П.|заглавие=W|год=2014|ref=Лис, Дуб}}"),
        (_RU, "{{sfn|Лис и др.|2014|с=9}}", "{{книга|автор=Лис И. И. и др.|заглавие=W|год=2014|ref=Лис и др.}}"),
        (_RU, "{{sfn|Лис|2014|с=9}}", "{{статья|автор=Лис, Ива|заглавие=W|издание=Р|год=2014}}"),
        (_UK, "{{sfn|Лис, Дуб|2014|с=9}}", "{{стаття|автор=Лис І., Дуб П.|назва=W|видання=Р|рік=2014|ref=Лис, Дуб}}"),
        (
            _PL,
            "<ref>{{odn|Lis|Dąb|2014|s=9}}</ref>",
            "{{Cytuj książkę|nazwisko=Lis|imię=Ewa|nazwisko2=Dąb|imię2=Jan|tytuł=W|rok=2014|odn=tak}}",
        ),
        (_PL, "<ref>{{odn/id|L14|s=9}}</ref>", "{{Cytuj książkę|nazwisko=Lis|tytuł=W|rok=2014|odn=L14}}"),
        (
            _PT,
            "{{sfn|Reis|Sá|2014|p=9}}",
            "{{citar livro|último1=Reis|primeiro1=Ana|último2=Sá|primeiro2=Rui|título=W|ano=2014|ref=harv}}",
        ),
        (_PT, "<ref>{{Harvnb|Reis|2014|pp=9}}</ref>", "{{Citar livro|autor=Reis, Ana|título=W|ano=2014}}"),
        (
            _NL,
            "{{sfn|Van der Bos|2014|p=9}}",
            "{{Citeer boek|achternaam=Van der Bos|voornaam=Jan|titel=W|jaar=2014|ref=harv}}",
        ),
        (_HE, "{{הערה|{{harvnb|כץ|2014|p=9}}}}", "{{cite book|last=כץ|first=רות|title=W|year=2014}}"),
        (_AR, "<ref>{{استشهاد هارفارد|نور|2014|ص=9}}</ref>", "{{استشهاد بكتاب|الأخير=نور|عنوان=W|سنة=2014}}"),
        (_KO, "{{sfn|한소라|2014|p=9}}", "{{서적 인용|저자=한소라|제목=W|연도=2014|ref=harv}}"),
        (_KO, "{{sfn|한|2014|쪽=9}}", "{{서적 인용|성=한|이름=소라|제목=W|날짜=2014년}}"),
        (
            _JA,
            "{{Sfn|森|林|2014|p=9}}",
            "{{Cite book|和書|author1=森|author2=林|title=W|date=2014-06|ref={{SfnRef|森|林|2014}}}}",
        ),
        (_JA, "{{Sfn|森圭|2014|p=9}}", "{{Cite book|和書|author=森圭|title=W|year=2014|ref=harv}}"),
        (_ZH, "{{sfn|林一|2014|p=9}}", "{{cite book|author=林一|title=W|year=2014|ref=harv}}"),
        (_ZH, "<ref>{{harvnb|林|王|2014|p=9}}</ref>", "{{cite book|last1=林|last2=王|title=W|year=2014}}"),
    ],
)
def test_short_notes_of_several_authors_and_anchors_find_their_work(before, note, work):
    entry = link(read(f"{before}{note}\n\n<references/>\n* {work}".encode(), name="page")).references[0]

    assert (entry.title, entry.pages) == ("W", "9")


@pytest.mark.parametrize("note", ["[[#History|Roe 2014]], p. 9", "See [[#Roe2014|the section]] and the map."])
def test_a_link_to_no_work_is_no_short_note(note):
    source = f"A.<ref>{note}</ref>\n* {{{{cite book|last=Roe|title=W|year=2015}}}}"

    assert link(read(source.encode(), name="page")).references[0].title != "W"


@pytest.mark.parametrize(
    ("before", "source", "shown"),
    [
        (_FR, "La roue {{refnec|très vite|date=mai 2014}} et {{Quand|récemment}}.",
         "La roue très vite[citation needed] et récemment[when?]."),
        (_RU, "Колесо {{нет АИ 2|горело в мае 1903 года|3|5|2014}} там.",
         "Колесо горело в мае 1903 года[citation needed] там."),
        (_AR, "العجلة{{من؟}} دارت{{مصدر}}.", "العجلة[by whom?] دارت[citation needed]."),
        (_JA, "車輪{{いつ|date=2014年}}は回る{{独自研究|section=1}}。", "車輪[when?]は回る[original research?]。"),
        (_PT, "A roda tem {{esclarecer|altura|data=2014}}.", "A roda tem altura[clarification needed]."),
        (_UK, "Колесо{{коли}} має {{уточнити}}.", "Колесо[when?] має [clarification needed]."),
    ],
)  # fmt: skip
def test_editors_notes_are_no_words_of_the_claim(before, source, shown):
    layout = read((before + source).encode(), name="page")

    assert layout.text[len(before) :] == shown
    assert layout.holes == ()
    assert len(layout.uncited) == shown.count("[")
