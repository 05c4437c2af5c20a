"""Marks and lists of assistants in their many spellings: the same two claims, with their sources."""

from __future__ import annotations

import time

import pytest

from claims.model import Document
from claims.readers.chatbot.named import named_edits
from claims.readers.chatbot.panels import panel_edits
from claims.reading import read

SALT, LEDGER = "https://salt.example/a", "https://b.example/b"
ROSE, FELL = "Salt rose by 12% in 2024.", "Demand fell."
LIST = f"1. Salt. {SALT}\n2. Ledger. {LEDGER}\n"


def reading(text: str, name: str = "answer.md") -> Document:
    return read(text.encode(), name=name)


def cited(document: Document) -> list[tuple[str, list[str]]]:
    urls = {reference.key: list(reference.urls) for reference in document.references}
    keys = {citation.key: citation.references for citation in document.citations}
    return [
        (
            " ".join(document.prose(claim.span).split()),
            [url for one in claim.citations for key in keys[one.key] for url in urls[key]],
        )
        for claim in document.claims
    ]


def codes(document: Document) -> list[str]:
    return sorted(problem.code for problem in document.problems)


def marked(first: str, second: str, below: str = "") -> str:
    return f"{ROSE}{first} {FELL}{second}\n\n{below}"


ANSWERED = {
    "double brackets": marked(" [[1]]", " [[2]]", f"Sources:\n\n[[1]] Salt {SALT}\n[[2]] Ledger {LEDGER}\n"),
    "carets": marked(" ^[1]", " ^[2]", f"### Sources\n\n{LIST}"),
    "code": marked(" `[1]`", " `[2]`", f"Sources:\n{LIST}"),
    "elements": marked(" <cite>1</cite>", " <citation>2</citation>", f"Sources:\n{LIST}"),
    "braces": marked(" {{cite:1}}", " {{cite: 2}}", f"Sources:\n{LIST}"),
    "worded": marked(" [Source 1]", " (source 2)", f"Sources:\n{LIST}"),
    "letters": marked(" [S1]", " [S2]", f"Sources:\n[S1] Salt. {SALT}\n[S2] Ledger. {LEDGER}\n"),
    "names": f"{ROSE} [Source: Salt Board]\n\n{FELL} [Source: The Ledger]\n\n"
    f"## Sources\n\n- Salt Board: {SALT}\n- The Ledger: {LEDGER}\n",
    "hosts": f"{ROSE} [salt.example]\n\n{FELL} [b.example]\n\nSources\n\n- [Salt]({SALT})\n- [Ledger]({LEDGER})\n",
    "named links": marked(f" [Source: Salt Board]({SALT})", f" [Source: Ledger]({LEDGER})"),
    "counted links": marked(f" [Salt Board+1]({SALT})", f" [b.example +2]({LEDGER})"),
    "links with a sign": marked(f" [↗]({SALT})", f" [🔗]({LEDGER})"),
    "addresses within marks": marked(f" 【1†{SALT}】", f" 【2†{LEDGER}】"),
    "entries in wide brackets": marked(" 【1†salt.example】", " 【2†b.example】", f"【1】 {SALT}\n【2】 {LEDGER}\n"),
    "folded": marked(
        " [1]",
        " [2]",
        f"<details>\n<summary>Sources (2)</summary>\n\n1. [Salt]({SALT})\n2. [B]({LEDGER})\n\n</details>\n",
    ),
    "picture in the heading": marked(" [1]", " [2]", f"🔗 Sources\n\n{LIST}"),
    "address below the name": marked("[1]", "[2]", f"Answer sources\n\n1. Salt\n   {SALT}\n2. Ledger\n   {LEDGER}\n"),
    "one line": marked(" [1]", " [2]", f"Sources: [1] {SALT} [2] {LEDGER}\n"),
    "stacked": marked(" [1]", " [2]", f"Sources\n1\nsalt.example\nSalt\n{SALT}\n2\nb.example\nLedger\n{LEDGER}\n"),
}


@pytest.mark.parametrize("text", ANSWERED.values(), ids=ANSWERED)
def test_marks_in_other_spellings_reach_their_sources(text: str) -> None:
    document = reading(text)
    assert cited(document) == [(ROSE, [SALT]), (FELL, [LEDGER])]
    assert codes(document) == []
    for claim in document.claims:
        place = document.origin(claim.span)
        assert place is not None
        assert place.line in (1, 3)


LOST = {
    "directives": marked(" :cite[turn0search3]", " :cite[turn1news2]"),
    "named turns": marked(" [cite:turn0search3]", " [cite:turn1news2]"),
    "braces": marked(" {{cite:1}}", " {{cite:2}}"),
    "elements": marked(" <citation>1</citation>", " <citation>2</citation>"),
    "names": f"{ROSE} [Source: Salt Board]\n\n{FELL} [salt.example]\n",
}


@pytest.mark.parametrize("text", LOST.values(), ids=LOST)
def test_marks_in_other_spellings_without_a_list_are_marks(text: str) -> None:
    document = reading(text)
    assert cited(document) == [(ROSE, []), (FELL, [])]
    assert all(claim.citations for claim in document.claims)
    assert codes(document) == ["references-missing"]


def test_numbers_side_by_side_are_two_links_where_both_are_defined() -> None:
    text = f'{ROSE} [1][2]\n\n[1]: {SALT} "Salt"\n[2]: {LEDGER} "Ledger"\n'
    assert cited(reading(text)) == [(ROSE, [SALT, LEDGER])]


def test_names_of_speakers_are_no_words_of_an_answer() -> None:
    text = f"You said:\nWhat about salt?\n\nChatGPT said:\n{marked(' [[1]]', ' [[2]]', f'Sources:{chr(10)}{LIST}')}"
    assert [words for words, _ in cited(reading(text))] == ["What about salt?", ROSE, FELL]


@pytest.mark.parametrize(
    "text",
    [
        "The program reads the array. `[1]` is the second item of it.",
        "The name [main.py] is a file, and [node.js] is a program.",
        "She took a (source 1) sample of the water.",
        "It follows the standard [C++11](https://b.example/c) of the language.",
        "The clock shows the time [UTC+1](https://b.example/utc) in winter.",
        "The page [Salt] is a draft, and [[Salt tax]] is another one.",
        "He wrote <b>1</b> and <i>2</i> on the wall.",
    ],
)
def test_what_only_looks_like_a_spelling_of_a_mark(text: str) -> None:
    document = reading(text + "\n")
    assert "references-missing" not in codes(document)
    assert all(document.origin(claim.span) for claim in document.claims)
    assert len(document.claims) == len(read(text.encode(), name="notes.txt").claims)


@pytest.mark.parametrize("mark", ["【{}】", "［{}］", "[{}]", "（{}）"])
def test_a_paragraph_of_one_line_that_ends_with_a_mark_is_no_heading(mark: str) -> None:
    text = marked(f" {mark.format(1)}", f" {mark.format(2)}", f"References\n\n{LIST}")
    assert cited(reading(text, "article.txt")) == [(ROSE, [SALT]), (FELL, [LEDGER])]


@pytest.mark.parametrize("name", ["article.txt", "article.md"])
def test_numbers_behind_full_stops_are_marks_where_the_last_one_ends_its_line(name: str) -> None:
    text = f"{ROSE} (1) Two towns closed. {FELL} (2)\n\nReferences\n\n{LIST}"
    assert cited(reading(text, name)) == [(ROSE, [SALT]), ("Two towns closed.", []), (FELL, [LEDGER])]


@pytest.mark.parametrize("name", ["article.txt", "article.md"])
def test_numbers_behind_full_stops_count_points_where_words_follow_the_last_one(name: str) -> None:
    text = f"There are rules. (1) Salt is dry. (2) Salt is old.\n\nIt rose (1).\n\nReferences\n\n{LIST}"
    assert [words for words, urls in cited(reading(text, name)) if urls] == ["It rose."]


@pytest.mark.parametrize(
    "text",
    [
        "<details><summary>Sources</summary>" * 20_000,
        "".join(f"It rose. [Source: Salt {n}]\n" for n in range(5_000))
        + "Sources\n"
        + "".join(f"- Mill {n}\n" for n in range(5_000)),
    ],
    ids=["folded lists without end", "names and entries"],
)
def test_lists_and_names_without_end_cost_what_the_text_costs(text: str) -> None:
    started = time.process_time()
    assert named_edits(text) or panel_edits(text)
    assert time.process_time() - started < 4  # seconds of processor time; each with each took more than ten
