"""Lists of sources of chat exports: numbers on keys, labels such as [ref_1], tables, and their headings."""

import pytest

from claims.reading import read
from testbed.corpus_documents import claims_of

URLS = ("https://a.example/1", "https://b.example/2")
SAID = ("Salt output rose by 12% in 2024.", "Demand fell in the north.")


def _claims(body, name="a.md"):
    return claims_of(read(body.encode(), name=name))


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    ("mark", "entries"),
    [
        (" [ref_{}]", "References\n\n[ref_1] Salt Board {}\n[ref_2] The Ledger {}\n"),
        (" ({})", "🔗 Sources\n1️⃣ {}\n2️⃣ {}\n"),
        (" {}️⃣", "Sources\n\n1️⃣ Salt {}\n2️⃣ Ledger {}\n"),
        (" 【{}】", "---\n引用来源：\n【1】 Salt Board {}\n【2】 The Ledger {}\n"),
        ("[-{}]", "来源\n\n1. Salt {}\n2. Ledger {}\n"),
        (" [[{}]](https://x.example/)", "Sources:\n1. Salt {} https://x.example/\n2. Ledger {} https://x.example/\n"),
    ],
)
def test_lists_of_sources(mark, entries, name):
    body = f"{SAID[0]}{mark.format(1)} {SAID[1]}{mark.format(2)}\n\n{entries.format(*URLS)}"
    found = _claims(body, name)

    assert [words for words, _ in found] == list(SAID)
    assert [cites[0] for _, cites in found] == list(URLS)


@pytest.mark.parametrize("heads", ["# | Source | Link", "No. | Title | URL", "序号 | 标题 | 链接"])
def test_a_table_of_sources_without_a_heading(heads):
    rows = f"| {heads} |\n|---|---|---|\n| 1 | Salt Board | {URLS[0]} |\n| 2 | The Ledger | {URLS[1]} |\n"

    assert _claims(f"{SAID[0]} [1]\n\n{SAID[1]} [2]\n\n{rows}") == [
        (said, [url]) for said, url in zip(SAID, URLS, strict=True)
    ]


def test_a_table_of_ranks_is_no_list_of_sources():
    rows = "| # | Mine | Tons |\n|---|---|---|\n| 1 | Salt Board | 40 |\n| 2 | Ledger | 30 |\n"
    document = read(f"{SAID[0]} [1]\n\n{SAID[1]} [2]\n\n{rows}".encode(), name="a.md")

    assert [problem.code for problem in document.problems][:1] == ["references-missing"]


def test_a_key_in_the_text_of_a_page_without_a_list_is_text():
    assert _claims("Press 1️⃣ for salt in 2024.\n") == [("Press 1️⃣ for salt in 2024.", [])]


def test_entries_with_short_labels_on_lines_of_one_paragraph_are_apart():
    body = f"{SAID[0]} [S1] {SAID[1]} [S2]\n\n## References\n\n[S1] Salt Board {URLS[0]}\n[S2] The Ledger {URLS[1]}\n"

    assert _claims(body) == [(said, [url]) for said, url in zip(SAID, URLS, strict=True)]
