"""Notes and cite templates as the wikis of other languages write them."""

import pytest

from claims.linking import link
from claims.readers.wikitext import read

_HE = "העיר נוסדה בשנת 1909 על חוף הים."
_URL = "http://a.test"


def _read(source):
    return read(source.encode(), name="page")


def _entry(reference, rest=""):
    return _read(f"A.<ref>{reference}</ref>\n{rest}").entries[0]


def _codes(source):
    return [problem.code for problem in link(_read(source)).problems]


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
    entry = _entry(template)

    found = (entry.title, entry.authors, entry.published, entry.accessed, entry.urls)
    assert found == (title, authors, published, accessed, (_URL,))


def test_an_italian_cita_points_to_the_entry_that_its_first_argument_names():
    document = link(
        _read(
            "Il genere nacque nel 1917<ref>{{Cita|Neri2005|p. 6|Neri 2005|harv=s}}</ref>. Altri dicono 1907"
            "<ref>{{Cita|Verdi 1999|pp. 12-13}}</ref>. E poi<ref>{{cita|Lupo}}</ref>.\n== Note ==\n<references/>\n"
            "== Bibliografia ==\n* {{Cita libro|autore=Anna Neri|titolo=Anime|anno=2005|cid=Neri2005}}\n"
            "* {{Cita libro|nome=Ugo|cognome=Verdi|titolo=Storia|anno=1999}}\n"
            "* {{Cita libro|autore=Sara Lupo|titolo=Mare|anno=2001|cid=Lupo}}\n"
        )
    )

    assert [(entry.text, entry.title, entry.pages) for entry in document.references] == [
        ("Neri 2005, p. 6", "Anime", "6"),
        ("Verdi 1999, pp. 12-13", "Storia", "12-13"),
        ("Lupo", "Mare", None),
    ]
    assert "reference-placeholder" not in [problem.code for problem in document.problems]


def test_a_cita_that_may_mean_two_works_points_to_neither():
    layout = _read(
        "Uno<ref>{{Cita|Verdi|p. 3}}</ref>.\n<references/>\n"
        "* {{Cita libro|autore=Ugo Verdi|titolo=A|anno=1999|cid=verdi}}"
        "\n* {{Cita libro|autore=Ada Verdi|titolo=B|anno=1999|cid=VERDI}}"
    )

    assert layout.entries[0].title is None


def test_a_spanish_cita_is_a_quotation():
    layout = _read("La ciudad es una de las más antiguas y también fue el puerto.\n{{cita|Vi la luz sobre el mar.}}\n")

    assert [str(block.kind) for block in layout.blocks] == ["paragraph", "quote"]


@pytest.mark.parametrize(
    ("note", "work"),
    [
        ("{{sfn|Орлов|1990|с=12}}", "{{книга|автор=Орлов И. И.|заглавие=Работа|год=1990|ref=Орлов}}"),
        ("{{sfn|Орлов|1990|с=12}}", "{{книга|автор=Орлов И. И.|заглавие=Работа|год=1990}}"),
        ("{{Harvsp|Dupont|2005|p=12}}", "{{Ouvrage|nom=Dupont|prénom=Luc|titre=Работа|année=2005}}"),
        ("{{Harvsp|id=Phare|texte=Dupont 2005|p=12}}", "{{Ouvrage|titre=Работа|année=2005|id=Phare}}"),
        ("{{odn|Nowak|1990|s=12}}", "{{Cytuj książkę|nazwisko=Nowak|imię=Ewa|tytuł=Работа|rok=1990|odn=tak}}"),
        ("{{پک|کریمی|1990|ص=12}}", "{{یادکرد کتاب|نام خانوادگی=کریمی|نام=آرش|عنوان=Работа|سال=1990}}"),
        ("{{sfn|Ruiz|1990|p=12}}", "{{cita libro|apellidos=Ruiz|nombre=Ana|título=Работа|año=1990}}"),
        ("{{Harvnb|佐藤|1990|p=12}}", "{{Cite book|和書|author=佐藤|title=Работа|year=1990}}"),
    ],
)  # fmt: skip
def test_short_notes_point_to_their_work(note, work):
    reference = note if note.startswith("{{sfn") else f"<ref>{note}</ref>"

    entry = _read(f"A.{reference}\n<references/>\n* {work}\n").entries[0]

    assert (entry.title, entry.pages) == ("Работа", "12")


def test_a_short_note_of_another_year_points_to_no_work():
    entry = _read(
        "A.{{sfn|Орлов|1991|с=12}}\n<references/>\n* {{книга|автор=Орлов И. И.|заглавие=Р|год=1990|ref=Орлов}}"
    ).entries[0]

    assert (entry.title, entry.pages) == (None, "12")


def test_a_hebrew_note_template_makes_notes():
    layout = _read(
        _HE + "{{הערה|שם=א|1={{קישור כללי|כתובת=http://a.test|כותרת=תולדות העיר}}}} ועוד.{{הערה|שם=א}}"
        " וגם.{{הערה|ספר אחר}}\n{{הערות שוליים}}"
    )

    assert [layout.text[mark.span.start : mark.span.end] for mark in layout.marks] == ["[1]", "[1]", "[2]"]
    assert [entry.title for entry in layout.entries] == ["תולדות העיר", "ספר אחר"]


@pytest.mark.parametrize(
    ("note", "label"),
    [
        ("{{Efn2|灯台。}}", "[注釈 1]"),
        ("{{Refnest|group=注|灯台。}}", "[注 1]"),
        ("{{NoteTag|灯塔。}}", "[note 1]"),
        ("{{ביאור|המגדלור.}}", "[ביאור 1]"),
        ("{{Note|texte=Le phare.|groupe=gr}}", "[gr 1]"),
        ("{{nota de rodapé|O farol.}}", "[1]"),
        ("{{یاد|فانوس.}}", "[یادداشت 1]"),
    ],
)
def test_templates_of_other_wikis_make_notes(note, label):
    layout = _read(f"Abc.{note}")

    assert [layout.text[mark.span.start : mark.span.end] for mark in layout.marks] == [label]
    assert len(layout.entries) == 1


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
    entry = _entry("{{cite web|url=http://re.test/o|title=Re}} " + template)

    assert entry.urls == ("http://re.test/o",)
    assert entry.archive_url == "https://web.archive.org/web/20100203040506/http://re.test/o"
    assert entry.archived == "2010-02-03"


def test_an_archive_template_alone_gives_title_address_and_copy():
    entry = _entry("{{Webarchiv|url=http://re.test/o|wayback=20100203040506|text=Der Turm am Meer}}")

    assert (entry.title, entry.urls) == ("Der Turm am Meer", ("http://re.test/o",))
    assert entry.archive_url == "https://web.archive.org/web/20100203040506/http://re.test/o"


def test_an_archive_template_without_a_stamp_gives_no_copy():
    entry = _entry("{{cite web|url=http://re.test/o|title=Re}} {{Wayback|url=http://re.test/o}}")

    assert (entry.urls, entry.archive_url) == (("http://re.test/o",), None)


@pytest.mark.parametrize(
    "box",
    [
        '{{Divisione amministrativa\n|Nome=Rocca\n|Abitanti=120<ref name="Istat" />\n}}\n',
        "{{Infobox Gemeinde in Deutschland\n|Name=Dorf\n}}\n",
        "{{Infobox Commune de France\n|nom=Bourg\n}}\n",
    ],
)
def test_a_note_that_a_box_defines_is_an_entry_that_could_not_be_read(box):
    source = box + 'La città conta 120 abitanti e non è più grande.<ref name="Istat" />\n<references/>'

    assert "citation-dangling" not in _codes(source)
    assert [entry.text for entry in _read(source).entries] == ["Istat"]


@pytest.mark.parametrize("box", ["", "{{Infobox settlement\n|name=Town\n}}\n"])
def test_a_note_that_nothing_defines_dangles(box):
    source = box + 'The town has 120 people and it is small.<ref name="Census" /> More.<ref>B</ref>\n<references/>'

    assert "citation-dangling" in _codes(source)


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
    entry = _entry(reference)

    assert (entry.authors, entry.title) == (authors, title)


def test_a_second_work_in_a_note_gives_the_first_nothing():
    entry = _entry(
        "{{cite book|last=Lee|first=Ann|title=The Mill|year=1990}}; see also"
        " {{cite book|last=Roe|first=Tim|title=Salt|publisher=Acme|access-date=2010-05-03|url=http://a.test/2}}"
    )

    assert (entry.publisher, entry.accessed, entry.urls) == (None, None, ("http://a.test/2",))


def test_an_identifier_among_the_arguments_is_no_anchor():
    first = "* {{Cite book|last=Lee|title=A|year=2001|id={{ISBN|9783161484100}}}}\n"
    second = "* {{Cite book|last=LEE|title=B|year=2001}}\n"

    entry = _read("A.{{sfn|Lee|2001}}\n<references/>\n" + first + second).entries[0]

    assert entry.title == "A"


def test_a_note_to_another_project_shows_its_title():
    entry = _entry("{{Note autre projet|wikisource|La Terre/1|titre=La Terre}}")

    assert entry.text == "La Terre (wikisource)"
