"""Tables of plain texts: drawn with signs, or with tabs and wide gaps between cells; lines of prose are no rows."""

import pytest

from claims.model import BlockKind
from claims.readers.plaintext.drawn_tables import drawn_edits
from claims.reading import read
from claims.source_map import EditedText
from testbed.corpus_documents import claims_of

LIST = "\n\nSources\n\n[1] Salt Board. https://a.example/1\n[2] Ledger. https://b.example/2\n"
ROWS = [("Salt 98,000", ["https://a.example/1"]), ("Pepper 12,000", ["https://b.example/2"])]
GAPS = """
Product       Sold, 2024    Source
Salt              98,000    [1]
Pepper            12,000    [2]
"""
RULED = """
Product       Sold, 2024    Source
-------       ----------    ------
Salt          98,000        [1]
Pepper        12,000        [2]
"""
DRAWN = """
+---------+------------+--------+
| Product | Sold, 2024 | Source |
+---------+------------+--------+
| Salt    | 98,000     | [1]    |
| Pepper  | 12,000     | [2]    |
+---------+------------+--------+
"""
BOXED = """
┌─────────┬────────────┬────────┐
│ Product │ Sold, 2024 │ Source │
├─────────┼────────────┼────────┤
│ Salt    │ 98,000     │ [1]    │
│ Pepper  │ 12,000     │ [2]    │
└─────────┴────────────┴────────┘
"""
PIPES = "\n| Product | Sold, 2024 | Source |\n|---|---|---|\n| Salt | 98,000 | [1] |\n| Pepper | 12,000 | [2] |\n"
OPEN = (
    "\n Product | Sold, 2024 | Source\n---------+------------+--------\n Salt | 98,000 | [1]\n Pepper | 12,000 | [2]\n"
)
TABS = "\nProduct\tSold, 2024\tSource\nSalt\t98,000\t[1]\nPepper\t12,000\t[2]\n"


def _read(text):
    return read(f"Sales by product\n{text}{LIST}".encode(), name="a.txt")


@pytest.mark.parametrize("table", [GAPS, RULED, DRAWN, BOXED, PIPES, OPEN, TABS])
def test_a_row_with_a_source_is_a_claim(table):
    assert [one for one in claims_of(_read(table)) if one[1]] == ROWS


@pytest.mark.parametrize("table", [GAPS, DRAWN, TABS])
def test_the_scope_of_a_row_has_the_heading_of_its_figure(table):
    document = _read(table)
    claim = document.claims[0]

    assert [document.text[span.start : span.end] for span in claim.citations[0].scope] == [
        "Salt",
        "Sold, 2024",
        "98,000",
    ]


def test_a_cell_without_words_is_a_cell():
    table = "\n| Product | Sold, 2024 | Source |\n|---|---|---|\n| Salt | 98,000 | [1] |\n| Pepper | | [2] |\n"

    assert claims_of(_read(table))[0] == ROWS[0]


@pytest.mark.parametrize(
    "text",
    [
        "It rained all day.  The mill closed.  Nobody knew why.\nIt snowed.  The road closed.  All was white.\nIt was."
        "  It is.  It will be.\n",
        "Date:     3 May 2026\nFrom:     Anna\nSubject:  Salt\n",
        "1.  Salt and pepper\n2.  Sugar and tea\n3.  Coffee\n",
    ],
)
def test_lines_with_gaps_are_no_rows(text):
    assert all(BlockKind.TABLE_CELL is not claim.kind for claim in _read(f"\nSalt rose [1].\n\n{text}").claims)


@pytest.mark.parametrize("text", ["if a | b then c\n", "cat a.txt | sort\n\nls | head\n", "----\n", "a\n---\nb\n"])
def test_bars_and_rules_of_other_texts_stay(text):
    assert EditedText(text, drawn_edits(text)).text == text
