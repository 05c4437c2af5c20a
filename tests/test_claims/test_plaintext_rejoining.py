"""What printing and mail part in a plain text: words, paragraphs over pages, quoted lines; and what stays parted."""

import pytest

from claims.model import Document, SourceRange
from claims.reading import read


def reading(text: str) -> Document:
    return read(text.encode(), name="text.txt")


def prose(document: Document) -> list[str]:
    return [" ".join(document.prose(claim.span).split()) for claim in document.claims]


TAIL = "\nReferences\n\n[1] Lee, A. Mills. 1990.\n[2] Roe, B. Bricks. 1991.\n"
FIRST = (
    "The mill at Oldham burned in 1911 after a spark fell from the boi-\nler house onto bales of cotton [1]. It was "
    "rebuilt by a well-\nknown builder, who took two re-\nports home [2].\n"
)


def test_a_word_broken_at_the_end_of_a_line_is_whole() -> None:
    document = reading(FIRST + TAIL)
    assert prose(document) == [
        "The mill at Oldham burned in 1911 after a spark fell from the boiler house onto bales of cotton.",
        "It was rebuilt by a well-known builder, who took two re-ports home.",
    ]
    for item in (*document.claims, *document.references):
        assert document.text[item.span.start : item.span.end] == item.text


def test_the_place_of_a_claim_is_that_of_the_file() -> None:
    text = FIRST + TAIL
    document = reading(text)
    place = document.origin(document.claims[1].span)
    assert place is not None
    assert (place.line, place.column) == (2, text.split("\n")[1].index("It was") + 1)
    assert document.origin(document.references[0].span) == SourceRange(8, 5, 8, 25)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The long-term and long-\nterm plans of the town were made in that year.\n", "long-term and long-term"),
        ("The cooperation and co-operation of towns, and their co-\noperation, was good.\n", "their co-operation"),
        ("They met on Monday -\nthe first day of the week of the great fair.\n", "Monday - the first"),
        ("The code is A-\nB and the sign of the town is a mill wheel of old.\n", "A- B"),
        ("The town lies between Nord-\nRhine and the sea, as it has for a thousand years.\n", "Nord- Rhine"),
        ("It was built in 1911-\n1913 by a builder of the next town, who was poor.\n", "1911- 1913"),
    ],
)
def test_hyphens_that_stay(text: str, words: str) -> None:
    assert words in " ".join(reading(text).text.split())


PAGES = """The mill at Oldham burned in 1911 after a spark fell from the boiler house, and it
was rebuilt in 1913 by a builder from the next town, who used brick from



Lee                          Old Mills                       [Page 1]
\f
RFC 9999                     Old Mills                       May 2020


his own works, and it worked until 1950 [1]. The last loom was sold to a
museum in the north [2].



Lee                          Old Mills                       [Page 2]
\f
"""


def test_a_paragraph_goes_on_behind_a_page() -> None:
    document = reading(PAGES + TAIL)
    assert prose(document) == [
        "The mill at Oldham burned in 1911 after a spark fell from the boiler house, and it was rebuilt in 1913 by a "
        "builder from the next town, who used brick from his own works, and it worked until 1950.",
        "The last loom was sold to a museum in the north.",
    ]
    place = document.origin(document.claims[1].span)
    assert place is not None
    assert place.line == 11


def test_a_paragraph_that_ends_with_its_page_stays_apart() -> None:
    text = PAGES.replace("who used brick from\n", "who used old brick.\n").replace("his own works, and it", "The mill")
    assert prose(reading(text + TAIL))[1] == "The mill worked until 1950."


def test_a_number_at_the_top_of_a_page_is_no_claim() -> None:
    text = "The mill burned in 1911 and nobody in the town was hurt by it [1].\n\f\n12\nIts last loom was sold [2].\n"
    assert prose(reading(text + TAIL))[1:] == ["Its last loom was sold."]
    year = "The mill was sold to the county for a sum that is unknown in\n1911\n\f\nIts last loom was sold [2].\n"
    assert "1911" in " ".join(prose(reading(year + TAIL)))


MAIL = """> The mill at Oldham burned in 1911 after a spark fell from the boiler
> house onto bales of cotton [1]. It was rebuilt in 1913 by a builder
> from the next town [2].
"""


@pytest.mark.parametrize(
    "text",
    [
        MAIL,
        MAIL.replace("> ", ">"),
        MAIL.replace("> ", "> > "),
        MAIL.replace("> ", ">> "),
        MAIL.replace("> ", "> > > "),
        "Dear Bob, this is what I read of it yesterday in the paper:\n\n" + MAIL + ">\n> Ann\n",
    ],
)
def test_signs_of_quoted_mail_are_no_words(text: str) -> None:
    document = reading(text + TAIL)
    assert ">" not in "".join(prose(document))
    assert "The mill at Oldham burned in 1911 after a spark fell from the boiler house onto bales of cotton." in prose(
        document
    )
    assert "It was rebuilt in 1913 by a builder from the next town." in prose(document)


def test_levels_of_quoted_mail_are_paragraphs_of_their_own() -> None:
    text = (
        "> > The mill burned in 1911 after a spark fell from the boiler of\n> > the works [1].\n> I do not think so.\n"
    )
    assert "I do not think so." in prose(reading(text + TAIL))


def test_comparisons_and_sessions_are_left_alone() -> None:
    text = "The share was large, and it was\n> 5 per cent in each of these years.\n\n>>> print(1)\n>>> print(2)\n"
    found = reading(text).text
    assert "> 5 per cent" in found
    assert ">>> print(2)" in found


def test_notes_at_the_foot_of_a_page_behind_a_year() -> None:
    text = (
        "The mill burned in 1911.1 It was rebuilt two years later by a builder from\nthe next town.2\n\n"
        "1 Lee, Mills (1990), 12.\n2 Roe, Bricks (1991), 3.\n\f\nThe last loom was sold to a museum.3\n\n"
        "3 Doe, Looms (1992), 44.\n\f\n"
    )
    document = reading(text)
    assert [reference.label for reference in document.references] == ["1", "2", "3"]
    assert [citation.labels for citation in document.citations] == [("1",), ("2",), ("3",)]


def test_underlined_headings_of_lists() -> None:
    text = (
        "The mill burned [3]. It was rebuilt [4].\n\nBibliography\n============\n\n"
        "3. Lee, A. Mills of the\n   north. 1990.\n"
        "4. Roe, B. Bricks. 1991.\n\nBooks\n-----\n\n10. Doe, C. Looms. 1992.\n"
    )
    document = reading(text)
    assert [reference.label for reference in document.references] == ["3", "4", "10"]
    assert document.references[0].authors == ("Lee, A.",)


def test_a_wrapped_paragraph_at_the_top_is_prose() -> None:
    text = (
        "   The mill at Oldham burned in 1911 after a spark fell from the boiler\n   house onto bales of cotton [1].\n"
    )
    assert prose(reading(text + TAIL)) == [
        "The mill at Oldham burned in 1911 after a spark fell from the boiler house onto bales of cotton."
    ]
    japanese = "水車小屋は千九百十一年に焼失し、\n二年後に再建された[1]。\n\n注\n[1] 李安『水車の歴史』\n"
    assert ["".join(claim.split()) for claim in prose(reading(japanese))] == [
        "水車小屋は千九百十一年に焼失し、二年後に再建された。"
    ]


def test_a_quoted_mail_with_its_own_list() -> None:
    text = (
        "On Mon, 4 May 2020 at 10:12, Ann Lee <ann@a.test> wrote:\n"
        "> The ferry sank in 1922 after it struck a rock in the\n"
        "> fog of a night [1]. It was raised by a company [2].\n"
        ">\n> [1] https://a.test/x\n> [2] https://b.test/y\n"
    )
    document = reading(text)
    assert prose(document) == [
        "The ferry sank in 1922 after it struck a rock in the fog of a night.",
        "It was raised by a company.",
    ]
    assert [reference.urls for reference in document.references] == [("https://a.test/x",), ("https://b.test/y",)]
    assert document.problems == ()


def test_heads_of_pages_with_a_number_at_one_end() -> None:
    text = (
        "Ferry Studies 12 (1990)                                            45\n\nThe ferry sank in 1922 [1]. It was "
        "sold to the state\n\f46                                            Ferry Studies 12 (1990)\n\n"
        "of Denmark for a small sum [2].\n"
    )
    assert prose(reading(text + TAIL)) == [
        "The ferry sank in 1922.",
        "It was sold to the state of Denmark for a small sum.",
    ]
    table = (
        "Ships of the town in the year of the war\n\nFerries          12\nBarges           14\n\nThe ferry sank [1].\n"
    )
    assert "12" in reading(table + TAIL).text


def test_a_line_below_a_heading_of_references_begins_no_notes_of_a_page() -> None:
    text = (
        "The ferry sank [5]. It was raised [2].\n\nREFERENCES\n----------\n[5] Lee, A. Ferries. 1990.\n"
        "[2] Roe, B. Fog. 1991.\n\nOnline sources\n\n[40] Doe, C. Rocks. 1992.\n"
    )
    assert [reference.label for reference in reading(text).references] == ["5", "2", "40"]


def test_raised_notes_at_the_end_without_a_heading() -> None:
    text = (
        "Die Fähre sank im Jahr 1922, nachdem sie auf einen Felsen gelaufen war.¹ Im nächsten Frühjahr hob\nsie eine "
        "Firma aus dem Norden.²\n\n¹ Lee, Fähren, S. 12.\n² Roe, Nebel, S. 3.\n"
    )
    assert [citation.labels for citation in reading(text).citations] == [("1",), ("2",)]
