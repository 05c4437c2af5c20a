"""Lists of references that end a text without a heading, notes as Japanese texts write them, and raised figures."""

import pytest

from claims.reading import read
from testbed.corpus_documents import claims_of
from tests.support.word_files import paragraph, word_file

ONE = "Able A, Baker B. Salt and health in adults and in children of the north, a long report. Chest 2001;119:1-9."
TWO = "Baker B. Trial of salt in the islands, with a survey of the schools and the mills. Lancet 2003;1:3."
SAID = "Salt is linked with asthma", "Two trials found no benefit"
READ = [(f"{SAID[0]}.", [ONE]), (f"{SAID[1]}.", [TWO])]


def _claims(text, name):
    return claims_of(read(text if isinstance(text, bytes) else text.encode(), name=name))


@pytest.mark.parametrize("mark", [" [{}].", ".[{}]", ".<sup>{}</sup>", ".^{}^"])
@pytest.mark.parametrize("line", ["---\n\n1. {}\n2. {}\n", "1. {}\n2. {}\n", "---\n\n1: {}\n2: {}\n"])
def test_numbered_items_at_the_end_of_markdown(mark, line):
    text = f"{SAID[0]}{mark.format(1)} {SAID[1]}{mark.format(2)}\n\n{line.format(ONE, TWO)}"

    assert _claims(text, "a.md") == READ


@pytest.mark.parametrize("listed", [f"<ol><li>{ONE}</li><li>{TWO}</li></ol>", f"<p>1. {ONE}</p><p>2. {TWO}</p>"])
def test_numbered_items_at_the_end_of_a_page(listed):
    assert _claims(f"<p>{SAID[0]} [1]. {SAID[1]} [2].</p>{listed}", "a.html") == READ


def test_numbered_paragraphs_at_the_end_of_a_word_document():
    body = paragraph(f"{SAID[0]} [1]. {SAID[1]} [2].") + paragraph(f"1. {ONE}") + paragraph(f"2. {TWO}")

    assert _claims(word_file(body), "a.docx") == READ


@pytest.mark.parametrize(
    "steps",
    [
        "1. The salt was weighed by the board.\n2. The mills were counted.\n",
        "1. The salt was weighed.\n2. The mills were counted, see https://a.example/1\n3. They closed.\n",
    ],
)
def test_steps_at_the_end_are_no_list_of_references(steps):
    document = read(f"{SAID[0]} [1]. {SAID[1]} [2].\n\nThe steps were these:\n\n{steps}".encode(), name="a.md")

    assert [entry for entry in document.references if not entry.is_link] == []
    assert "references-missing" in {problem.code for problem in document.problems}


SALT = [
    ("塩は喘息と関係がある。", ["https://a.example/1"]),
    ("二つの試験では効果がなかった。", ["https://b.example/2"]),
]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("mark", "note"),
    [("※{}", "※{}"), ("（※{}）", "※{}"), ("（注{}）", "注{}"), ("[注{}]", "[注{}]"), ("注{}", "注{}）")],
)
def test_notes_of_japanese_texts(name, mark, note):
    text = f"塩は喘息と関係がある{mark.format(1)}。二つの試験では効果がなかった{mark.format(2)}。\n\n"
    notes = f"{note.format(1)} 安部「塩」 https://a.example/1\n{note.format(2)} 馬場「試験」 https://b.example/2\n"

    assert _claims(text + notes, name) == SALT


@pytest.mark.parametrize("text", ["※1日3回まで。\n", "注意1。効果がある。\n", "5*1 は 5 である。\n"])
def test_such_signs_without_notes_stay(text):
    assert read(text.encode(), name="a.txt").citations == ()


def test_figures_of_a_raised_number_that_the_list_lacks_are_marks():
    lists = "\n\nReferences\n\n(1) Able. https://a.example/1\n(2) Baker. https://b.example/2\n(3) Cole, https://c.example/3\n"

    assert _claims(f"It rose¹. It held²³.{lists}", "a.txt")[1] == (
        "It held.",
        ["https://b.example/2", "https://c.example/3"],
    )
    assert _claims(f"It rose¹. It weighs 5 kg¹³.{lists}", "a.txt")[1][1] == [
        "https://a.example/1",
        "https://c.example/3",
    ]
    assert _claims(f"It rose¹. It held³².{lists}", "a.txt")[1] == ("It held³².", [])
