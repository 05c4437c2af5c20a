"""Spellings of marks, ranges and lists that few documents use, each only where a list of references answers."""

import pytest

from claims.reading import read
from testbed.corpus_documents import claims_of

ONE, TWO, THREE = ["https://a.example/1"], ["https://b.example/2"], ["https://c.example/3"]
ENTRIES = ["Able. The Dike. https://a.example/1", "Baker. Storms. https://b.example/2", "Cole. https://c.example/3"]
LIST = "\n\nReferences\n\n" + "\n".join(f"{n}. {words}" for n, words in enumerate(ENTRIES, 1)) + "\n"
PAGE_LIST = "<h2>References</h2><ol>" + "".join(f'<li id="B{n}">{x}</li>' for n, x in enumerate(ENTRIES, 1)) + "</ol>"


def _claims(text, name="a.md"):
    return claims_of(read(text.encode(), name=name))


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    "ways",
    [
        (" (refs. 1, 2)", " [ref 3]"),
        (" <1,2>", " <3>"),
        (" ¹,²", " ³"),
        ("^[1,2]^", "^[3]^"),
        ("$^{[1,2]}$", "$^{[3]}$"),
        (" [note 1][note 2]", " [note 3]"),
    ],
)
def test_marks(name, ways):
    assert _claims(f"It rose in 1990{ways[0]}. It held{ways[1]}.{LIST}", name) == [
        ("It rose in 1990.", ONE + TWO),
        ("It held.", THREE),
    ]


def test_numbers_with_the_word_refs_that_the_list_lacks_stay_text():
    assert _claims(f"It rose (refs. 7, 8) in 1990 [1]. It held [2][3].{LIST}")[0] == (
        "It rose (refs. 7, 8) in 1990.",
        ONE,
    )


def test_notes_and_entries_of_one_number_are_two():
    text = f"It rose[note 1] in 1990 [1]. It held [2][3].{LIST}"

    assert _claims(text, "a.txt")[0] == ("It rose in 1990.", ONE)  # the note is lost: it is not the first entry


@pytest.mark.parametrize("text", ["It rose【1】. It held【2】。", "It rose［1］. It held［2］."])
def test_marks_in_wide_brackets_without_a_list_are_told(text):
    document = read(text.encode(), name="a.md")

    assert [problem.code for problem in document.problems] == ["references-missing"]
    assert [citation.labels for citation in document.citations] == [("1",), ("2",)]


@pytest.mark.parametrize("text", ["【1】起点 と【2】終点。", "［注意］読む。", "x < 3 and 2 <5> 4"])
def test_numbers_in_wide_brackets_that_count(text):
    assert read(text.encode(), name="a.txt").citations == ()


@pytest.mark.parametrize("dash", ["&minus;", "&ndash;", "‑", "~".replace("~", "〜")])
def test_the_ends_of_a_range_are_links(dash):
    body = f'<p>It rose [<a href="#B1">1</a>{dash}<a href="#B3">3</a>].</p>{PAGE_LIST}'

    assert _claims(f"<html><body>{body}</body></html>", "a.html") == [("It rose.", ONE + TWO + THREE)]


def test_a_linked_note_beside_a_list_that_plain_marks_cite():
    body = (
        '<p>The dike<a href="#fn1" id="r1"><sup>*</sup></a> rose [1]. It held [2].</p><h2>References</h2>'
        "<p>[1] Able. https://a.example/1</p><p>[2] Baker. https://b.example/2</p>"
        '<p id="fn1"><a href="#r1">*</a> The wall.</p>'
    )

    assert _claims(f"<html><body>{body}</body></html>", "a.html") == [
        ("The dike rose.", ["The wall.", *ONE]),
        ("It held.", TWO),
    ]


@pytest.mark.parametrize("value", ["1", "(1)", "[1]", "¹"])
@pytest.mark.parametrize("heading", ["Source", "Ref.", "Quelle", "出典"])
def test_a_cell_below_source_that_shows_only_a_number(heading, value):
    table = f"| Year | Sold | {heading} |\n|---|---|---|\n| 2023 | 90,000 | {value} |\n| 2024 | 98,000 | 2, 3 |\n"
    cited = [cites for _, cites in _claims(f"It grew.\n\n{table}{LIST}") if cites]

    assert cited == [ONE, TWO + THREE]


def test_numbers_of_other_columns_cite_nothing():
    table = "| Year | Rank | Source |\n|---|---|---|\n| 2023 | 1 | Able |\n| 2024 | 2 | Baker |\n"

    assert [cites for _, cites in _claims(f"It grew [3].\n\n{table}{LIST}") if cites] == [THREE]


@pytest.mark.parametrize(("number", "shown"), [("90,000", True), ("1.250.000", True), ("10", False), ("2.5", False)])
def test_a_raised_number_behind_a_figure(number, shown):
    body = f"<p>They sold {number}<sup>1</sup> of these. It held.<sup>2</sup></p>{PAGE_LIST}"
    cited = _claims(f"<html><body>{body}</body></html>", "a.html")[0][1]

    assert (cited == ONE) is shown


@pytest.mark.parametrize("first", [7, 41])
def test_a_list_of_bare_numbers_that_begins_anywhere(first):
    entries = f"{first} Able. The Dike. https://a.example/1\n{first + 1} Baker. Storms. https://b.example/2\n"
    text = f"It rose [{first}]. It held [{first + 1}].\n\nReferences\n\n{entries}"

    assert _claims(text, "a.txt") == [("It rose.", ONE), ("It held.", TWO)]


def test_a_year_or_a_lone_number_begins_no_list_of_bare_numbers():
    entries = "2001 Nights. Able. https://a.example/1\n12 Angry Sailors. Baker. https://b.example/2\n"
    document = read(f"It rose. It held.\n\nReferences\n\n{entries}".encode(), name="a.txt")

    assert [entry.label for entry in document.references] == ["", ""]


@pytest.mark.parametrize("heading", ["【注释】", "〔注〕", "參考文獻"])
def test_headings_of_lists_in_chinese(heading):
    text = f"大桥于1990年加宽〔1〕。桥墩在2013年加固〔2〕。\n\n{heading}\n〔1〕李明 https://a.example/1\n〔2〕王华 https://b.example/2\n"

    assert _claims(text, "a.txt") == [("大桥于1990年加宽。", ONE), ("桥墩在2013年加固。", TWO)]


def test_marks_behind_a_space_beside_a_stack_of_sources():
    text = "Salt rose in 2024. 1 Demand fell. 2\n\nSources\n1\na.example\nSalt\nhttps://a.example/1\n2\nBoard\nhttps://b.example/2\n"

    assert _claims(text, "a.txt") == [("Salt rose in 2024.", ONE), ("Demand fell.", TWO)]


def test_counts_behind_full_stops_are_no_marks_where_the_list_has_more():
    text = f"Salt rose in 2024. 3 Mills closed. 2 Mines fell.{LIST}"

    assert all(not cites for _, cites in _claims(text, "a.txt"))


@pytest.mark.parametrize("words", ["[by half](https://a.example/1)", "by half [[1]](https://a.example/1)"])
def test_a_text_file_with_links_of_markdown(words):
    assert _claims(f"Salt rose {words}.\n", "a.txt") == [("Salt rose by half.", ONE)]


@pytest.mark.parametrize(
    "way",
    ["(see [{}])", "(Source: [{}])", "(cf. [{}], p. 3)", "(vgl. [{}])", "([{}])", "([{}], pp. 3–4)", "（参见[{}]）"],
)
def test_words_that_only_point_to_a_mark_are_no_part_of_the_claim(way):
    text = f"It rose in 1990 {way.format(1)}. It held {way.format(2)}.{LIST}"

    assert _claims(text) == [("It rose in 1990.", ONE), ("It held.", TWO)]


def test_words_in_parentheses_that_say_more_stay():
    text = f"It rose in 1990 [1]. It held (as the board said [2]).{LIST}"

    assert _claims(text)[1] == ("It held (as the board said).", TWO)


def test_lines_of_entries_within_a_tag_are_apart():
    text = "It rose in 1990.[1]\n\nIt held.[2]\n\n<sources>\n[1] https://a.example/1\n[2] https://b.example/2\n</sources>\n"

    assert _claims(text) == [("It rose in 1990.", ONE), ("It held.", TWO)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.txt", "صمد في عاصفة 2013 [1، 2].", "صمد في عاصفة 2013."),
        ("a.txt", "बाँध 1990 में ऊँचा किया गया [1][2]।", "बाँध 1990 में ऊँचा किया गया।"),
        ("a.txt", "Padot tõsteti 1990. aastal [1, 2].", "Padot tõsteti 1990. aastal."),
        ("a.txt", "It held in 2013 [#1, #2].", "It held in 2013."),
        ("a.md", "It held ^[1](https://a.example/1)^^[2](https://b.example/2)^.", "It held."),
        ("a.md", "It held in 2013. 【source: https://a.example/1】【source: https://b.example/2】", "It held in 2013."),
    ],
)
def test_marks_of_several_scripts(name, text, words):
    assert _claims(text + LIST, name)[0] == (words, ONE + TWO)


def test_marks_in_parentheses_right_behind_full_stops():
    text = "It rose in 1990.(1) It held.(2)(3)" + LIST.replace("1. ", "(1) ").replace("2. ", "(2) ").replace(
        "3. ", "(3) "
    )

    assert _claims(text, "a.txt") == [("It rose in 1990.", ONE), ("It held.", TWO + THREE)]


def test_terms_that_are_numbers_label_their_definitions():
    listed = "<dl>" + "".join(f"<dt>{n}</dt><dd>{words}</dd>" for n, words in enumerate(ENTRIES, 1)) + "</dl>"
    body = f"<p>It rose in 1990 (1). It held (2, 3).</p><h2>References</h2>{listed}"

    assert _claims(f"<html><body>{body}</body></html>", "a.html") == [
        ("It rose in 1990.", ONE),
        ("It held.", TWO + THREE),
    ]


def test_a_tag_behind_an_address_of_wikitext_is_no_part_of_it():
    text = "See https://x.example/a<ref>Able. https://a.example/1</ref> now.\n\n== References ==\n{{reflist}}\n"
    assert _claims(text, "a.wiki") == [("See now.", ["https://x.example/a", *ONE])]
    listed = "<br>\n".join(f"{n}. {words}" for n, words in enumerate(ENTRIES, 1))
    assert _claims(f"It rose¹. It held²⁻³.\n\n== References ==\n{listed}\n", "a.wiki") == [
        ("It rose.", ONE),
        ("It held.", TWO + THREE),
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "1. https://a.example/1\n2. https://b.example/2",
        "📚 **Sources**\n\n[1] [Salt](https://a.example/1) · [2] [Ledger](https://b.example/2)",
        "| Citation | URL |\n|---|---|\n| [1] | https://a.example/1 |\n| [2] | https://b.example/2 |",
        "### Sources\n\n[web:1] Salt — https://a.example/1\n[web:2] Ledger — https://b.example/2",
    ],
)
def test_lists_of_chats(listed):
    mark = "[web:{}]" if "web:" in listed else "【{}†Salt】"
    text = f"It rose in 1990. {mark.format(1)} It held in 2013. {mark.format(2)}\n\n{listed}\n"

    assert _claims(text)[:2] == [("It rose in 1990.", ONE), ("It held in 2013.", TWO)]
    assert len(_claims(text)) == 2


def test_numbered_links_that_no_mark_shows_are_no_list_of_references():
    text = "Do this in 2024:\n\n1. [Open the page](https://a.example/1)\n2. [Read it](https://b.example/2)\n"
    document = read(text.encode(), name="a.md")

    assert all(entry.is_link for entry in document.references)
