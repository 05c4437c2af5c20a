"""Whether a document is about a living person: what tells it, and what only looks as if it did."""

import pytest

from claims.reading import read

NOTE = "<ref>{{cite web|url=https://example.org/a|title=A}}</ref>\n"


def living(source: str, name: str = "a.wiki") -> bool | None:
    return read((source + NOTE).encode(), name=name).living


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("'''Ada Mire''' (born 2 March 1970) is a painter.", True),
        ("'''Ada Mire''' (née Lee; born 1970) is a painter.", True),
        ("'''Ada Mire''' (* 3. Mai 1970 in Bern) ist eine Malerin.", True),
        ("'''Ada Mire''' (born 2 March 1970) was a painter.", None),
        ("'''Ada Mire''' (born 1970, died 2010) is known for her murals.", False),
        ("'''Ada Mire''' (2 March 1870 – 3 May 1920) was a painter.", False),
        ("'''Ada Mire''' (born 1850) is a painter.", None),
        ("'''Acme''' (founded 1970) is a firm.", None),
        ("The firm is led by Ada Mire (born 1970).", None),
        ("'''The Mills''' (formed by Ada Mire, born 1970) are a band.", None),
    ],
)
def test_the_parenthesis_behind_the_name_tells_of_a_person_who_is_alive(source: str, told: bool | None) -> None:
    assert living(source) is told


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        ("[[Category:Living people]]", True),
        ("[[Category: living_people |Mire]]", True),
        ("See [[:Category:Living people]].", None),
        ("<!-- [[Category:Living people]] -->", None),
        ("[[Category:1970 births]]", None),
        ("[[Category:1970 births]]\n[[Category:2020 deaths]]", False),
        ("{{Short description|Painter (born 1970)}}", True),
        ("{{Short description|Painter (1850–1920)}}", False),
        ("{{Short description|Village in Bern, founded 1970}}", None),
        ("{{Infobox person\n| birth_date = {{birth date|1960|1|1}}\n| death_date =\n}}", True),
        ("{{Infobox person\n| birth_date = {{birth date|1960|1|1}}\n| death_date = 2001\n}}", False),
        ("{{Infobox person\n| birth_date = 1760\n}}", None),
        ("{{Infobox firm\n| founded = 1960\n}}", None),
        ("[[Category:Living people]]\n{{Infobox person\n| birth_date = 1960\n| death_date = 2001\n}}", None),
    ],
)
def test_a_page_of_a_wiki_tells_it_beside_its_text(beside: str, told: bool | None) -> None:
    assert living(f"'''Ada Mire''' is in the archive.\n{beside}\n") is told


PAGE = (
    '<html><body><div class="mw-parser-output">{beside}<p><b>Ada Mire</b> painted.<sup class="reference">'
    '<a href="#cite_note-1">[1]</a></sup></p><ol class="references"><li id="cite_note-1">A</li></ol></div>{foot}'
    "</body></html>"
)


@pytest.mark.parametrize(
    ("beside", "foot", "told"),
    [
        (
            "",
            '<div id="catlinks"><ul><li><a href="/wiki/Category:Living_people">Living people</a></li></ul></div>',
            True,
        ),
        ("", '<p><a href="/wiki/Category:Living_people">Living people</a></p>', None),
        ("", '<link rel="mw:PageProp/Category" href="./Category:Living_people">', True),
        ('<div class="shortdescription">Painter (born 1970)</div>', "", True),
        ('<table class="infobox"><tr><th>Born</th><td>2 May 1970</td></tr></table>', "", True),
        ("<table><tr><th>Born</th><td>2 May 1970</td></tr></table>", "", None),
        (
            '<table class="infobox"><tr><th>Born</th><td>1970</td></tr><tr><th>Died</th><td>2010</td></tr></table>',
            "",
            False,
        ),
    ],
)
def test_a_rendered_page_of_a_wiki_tells_it_too(beside: str, foot: str, told: bool | None) -> None:
    page = PAGE.format(beside=beside, foot=foot)
    assert read(page.encode(), name="a.html").living is told


def test_a_document_without_any_of_these_does_not_tell() -> None:
    assert read(b"The mill burned in 1950.[1]\n\n[1] A. http://a.test/\n", name="a.txt").living is None
