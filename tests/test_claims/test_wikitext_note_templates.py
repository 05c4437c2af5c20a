"""Templates that make notes, in the large wikis."""

import pytest

from claims.linking import link
from claims.readers.wikitext import read

_HE = "העיר נוסדה בשנת 1909 על חוף הים."
_FRENCH = "La lampe est sur les bords de la mer et elle est dans une région qui est au sud. "
_ITALIAN = "La lampada è nella valle della regione e non è più quella che era anche per gli altri. "
_POLISH = "Lampa jest nad rzeką i nie ma jej już na mapie, którą się tam do tego roku widziało. "
_RUSSIAN = "Лампа была построена на берегу реки и она стоит там до сих пор как и раньше было. "


def _read(source):
    return read(source.encode(), name="page")


def _codes(source):
    return [problem.code for problem in link(_read(source)).problems]


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
        ("{{Efn2|灯台。}}", "[注 1]"),
        ("{{Refnest|group=注|灯台。}}", "[注 1]"),
        ("{{NoteTag|灯塔。}}", "[note 1]"),
        ("{{ביאור|המגדלור.}}", "[ביאור 1]"),
        ("{{Note|texte=Le phare.|groupe=gr}}", "[gr 1]"),
        ("{{nota de rodapé|O farol.}}", "[nota 1]"),
        ("{{یاد|فانوس.}}", "[یادداشت 1]"),
    ],
)
def test_templates_of_other_wikis_make_notes(note, label):
    layout = _read(f"Abc.{note}")

    assert [layout.text[mark.span.start : mark.span.end] for mark in layout.marks] == [label]
    assert len(layout.entries) == 1


@pytest.mark.parametrize(
    ("source", "labels"),
    [
        ("המגדלור נבנה.{{הערה|ראשון}} הוא נהרס.{{הערה|שם=ב|שני}} הוא שוקם.{{הערה|שם=ב}}", ["1", "2", "2"]),
        ("המגדלור נבנה.{{הערה|1=ראשון}} הוא נהרס.{{ביאור|שני}}", ["1", "ביאור 1"]),
        ("灯台がある。{{Refnest|group=注|説がある。}}{{R|a}}\n{{Reflist|refs=<ref name=a>本</ref>}}", ["注 1", "1"]),
        (_POLISH + "{{r|a}}\n{{Przypisy|przypisy=<ref name=a>Książka</ref>}}", ["1"]),
        ("灯塔在海邊{{RefTag|書|name=w}}有燈{{RefTag|name=w}}", ["1", "1"]),
        ("灯台がある{{Efn2|説がある。}}\n{{Notelist2}}", ["注 1"]),
        (_POLISH + "{{u|Inni mówią.}}", ["uwaga 1"]),
        (_RUSSIAN + "{{efn|Раз}}{{refn|group=к|Два}}", ["a", "к 1"]),
    ],
)
def test_notes_by_templates_have_marks(source, labels):
    layout = read(source.encode(), name="page")

    assert [label for mark in layout.marks for label in mark.labels] == labels
    assert all(mark.targets for mark in layout.marks)


def test_a_template_that_makes_notes_in_polish_is_a_word_in_english():
    layout = read(b"The lamp was there, and {{u|it}} was for the ships that had come to the coast.", name="page")

    assert layout.marks == ()
    assert "and it was" in layout.text


def test_notes_of_two_templates_are_marks_with_entries():
    source = (
        "The dam is large.{{ref label|dam|A|a}} It is built of granite.<ref>First</ref> It holds.{{ref|water}}\n"
        "* {{note label|dam|A|a}} Only the lower dam.<ref>Second</ref>\n"
        "* {{note|water}} The water board.\n"
        "* A last item."
    )
    layout = read(source.encode(), name="page")

    assert [(entry.label, entry.text) for entry in layout.entries] == [
        ("1", "First"),
        ("2", "Second"),
        ("note 1", "Only the lower dam.[2]"),
        ("note 2", "The water board."),
    ]
    assert [claim.text for claim in link(layout).claims][-1] == "A last item."


def test_a_numbered_formula_is_no_note():
    layout = read(
        b"It is so.<ref>A</ref>\n{{NumBlk|:|<math>E=mc^2</math>|{{EquationRef|1}}}}\nBy {{EquationNote|1}}.", name="p"
    )

    assert [entry.text for entry in layout.entries] == ["A"]
    assert layout.holes == ()


def test_such_templates_without_each_other_make_no_mark():
    layout = read(b"The dam is large.{{ref|dam}} It holds.\n* {{note|water}} The water board.", name="page")

    assert layout.marks == ()


def test_the_french_note_makes_a_note_and_others_list_them():
    french = read((_FRENCH + "{{Note|texte=Selon lui.|groupe=n}}").encode(), name="page")
    italian = read((_ITALIAN + "<ref>Uno</ref>\n{{Note}}").encode(), name="page")

    assert [(entry.label, entry.text) for entry in french.entries] == [("n 1", "Selon lui.")]
    assert [entry.text for entry in italian.entries] == ["Uno"]


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
    assert [entry.text.partition(";")[0] for entry in _read(source).entries] == ["The note “Istat” is not on this page"]


def test_a_note_that_a_template_may_define_is_an_entry_that_says_so():
    body = 'Borgo ha 300 abitanti.<ref name="istat" /> La chiesa è del 1903.<ref>Chiesa</ref>'
    document = link(read(("{{Divisione amministrativa|Nome=Borgo}}\n" + body).encode(), name="page"))

    assert document.references[0].text == (
        "The note “istat” is not on this page; a template of it may define it, as {{Divisione amministrativa}}."
    )
    assert "citation-dangling" not in {problem.code for problem in document.problems}


@pytest.mark.parametrize("template", ["", "{{cite web|url=http://a.example/1|title=A}}\n", "{{Infobox town|name=B}}\n"])
def test_a_note_that_no_template_can_define_dangles(template):
    body = 'Borgo ha 300 abitanti.<ref name="istat" /> La chiesa è del 1903.<ref>Chiesa</ref>'
    document = link(read((template + body).encode(), name="page"))

    assert "citation-dangling" in {problem.code for problem in document.problems}


@pytest.mark.parametrize("box", ["", "{{Infobox settlement\n|name=Town\n}}\n"])
def test_a_note_that_nothing_defines_dangles(box):
    source = box + 'The town has 120 people and it is small.<ref name="Census" /> More.<ref>B</ref>\n<references/>'

    assert "citation-dangling" in _codes(source)


def test_a_note_to_another_project_shows_its_title():
    entry = _read("A.<ref>{{Note autre projet|wikisource|La Terre/1|titre=La Terre}}</ref>").entries[0]

    assert entry.text == "La Terre (wikisource)"


@pytest.mark.parametrize(
    ("source", "label"),
    [
        (_POLISH + "To {{nieznany|a{{uwaga|Nota}}}} jest.", "uwaga 1"),
        ("The {{unknown|a{{nota de rodapé|Nota}}}} is.", "nota 1"),
        (_RUSSIAN + "Там {{неизвестный|a{{комментарий|Нет}}}} есть.", "комм. 1"),
    ],
)
def test_a_note_in_a_template_that_is_not_known_is_a_note(source, label):
    layout = _read(source)

    assert [mark.labels for mark in layout.marks] == [(label,)]
    assert len(layout.entries) == len(layout.holes) == 1
