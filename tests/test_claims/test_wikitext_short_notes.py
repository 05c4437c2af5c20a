"""Short notes of the large wikis: each names a work of the page in the way of its wiki."""

import pytest

from claims.linking import link
from claims.readers.wikitext import read

_SPANISH = "La lámpara es una de las más antiguas de la región y también fue el puerto de los barcos. "
_FRENCH = "La lampe est sur les bords de la mer et elle est dans une région qui est au sud. "
_ITALIAN = "La lampada è nella valle della regione e non è più quella che era anche per gli altri. "
_RUSSIAN = "Лампа была построена на берегу реки и она стоит там до сих пор как и раньше было. "
_POLISH = "Lampa jest nad rzeką i nie ma jej już na mapie, którą się tam do tego roku widziało. "


def _read(source):
    return read(source.encode(), name="page")


def _entries(source):
    return link(_read(source)).references


def _entry(source):
    (entry,) = _entries(source)
    return entry


@pytest.mark.parametrize(
    ("before", "text", "work"),
    [
        (_ITALIAN, "<ref>{{Cita|Roe1999|p. 12|Roe 1999}}</ref>",
         "{{Cita libro|autore=Ann Roe|titolo=Lampade|anno=1999|cid=Roe1999}}"),
        (_ITALIAN, "{{sfn|Roe|1999|p=12}}", "{{Cita libro|cognome=Roe|nome=Ann|titolo=Lampade|anno=1999}}"),
        (_RUSSIAN, "{{sfn|Роу|1999|с=12}}", "{{книга|автор=Роу А. А.|заглавие=Lampade|год=1999|ref=Роу}}"),
        (_POLISH, "{{odn|Roe|1999|s=12}}", "{{Cytuj|nazwisko=Roe|imię=Ann|tytuł=Lampade|rok=1999|odn=tak}}"),
        (_FRENCH, "{{sfn|Roe|1999|p=12}}", "{{Ouvrage|nom1=Roe|prénom1=Ann|titre=Lampade|année=1999}}"),
        (_FRENCH, "<ref>{{Harvsp|Roe|1999|p=12}}</ref>", "{{Ouvrage|nom1=Roe|titre=Lampade|année=1999}}"),
        (_FRENCH, "<ref>{{Harvsp|texte=Roe|id=R99|p=12}}</ref>", "{{Ouvrage|id=R99|auteur=Ann Roe|titre=Lampade}}"),
        (_SPANISH, "{{sfn|Roe|1999|p=12}}", "{{cita libro|apellidos=Roe|título=Lampade|año=1999}}"),
        ("فانوس در کنار دریا است.", "{{پک|Roe|1999|ص=12}}", "{{یادکرد کتاب|نام خانوادگی=Roe|عنوان=Lampade|سال=1999}}"),
    ],
)  # fmt: skip
def test_short_notes_point_to_their_work_and_name_the_page(before, text, work):
    entry = _entry(f"{before}{text}\n\n* {work}")

    assert (entry.title, entry.pages) == ("Lampade", "12")


def test_a_work_of_the_list_counts_before_one_within_a_note():
    source = (
        "A{{sfn|Roe|1999}}. B<ref>{{cite journal|last=Roe|title=Paper|year=1999}}</ref>.\n"
        "* {{cite book|last=Roe|title=Lamps|year=1999}}"
    )

    assert [entry.title for entry in _entries(source)] == ["Lamps", "Paper"]


def test_cita_is_a_quotation_in_spanish_and_a_short_note_in_italian():
    spanish = link(read((_SPANISH + "\n\n{{cita|Nadie verá caer esta lámpara|Ann Roe}}").encode(), name="page"))
    italian = link(read((_ITALIAN + "<ref>{{Cita|Roe}}</ref>").encode(), name="page"))

    assert [quote.text for claim in spanish.claims for quote in claim.quotes] == ["Nadie verá caer esta lámpara"]
    assert italian.references[0].text == "Roe"
    assert [problem.code for problem in italian.problems] == []


def test_a_year_with_its_sign_is_part_of_the_anchor():
    entry = _entry("灯台がある{{Sfn|山田|1999|p=3}}。\n* {{Cite book|和書|last=山田|title=灯台|date=1999年|ref=harv}}")

    assert (entry.title, entry.pages) == ("灯台", "3")


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
    (entry,) = _read(
        "A.{{sfn|Орлов|1991|с=12}}\n<references/>\n* {{книга|автор=Орлов И. И.|заглавие=Р|год=1990|ref=Орлов}}"
    ).entries

    assert (entry.title, entry.pages) == (None, "12")


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
    entry = _read(f"A.{note}\n<references/>\n* {work}").entries[0]

    assert (entry.title, entry.pages) == ("W", "7")


def test_an_identifier_among_the_arguments_is_no_anchor():
    first = "* {{Cite book|last=Lee|title=A|year=2001|id={{ISBN|9783161484100}}}}\n"
    second = "* {{Cite book|last=LEE|title=B|year=2001}}\n"

    entry = _read("A.{{sfn|Lee|2001}}\n<references/>\n" + first + second).entries[0]

    assert entry.title == "A"
