"""Notes whose marks are signs, ranges whose ends are joined by a word, and further labels of lists."""

from __future__ import annotations

import pytest

from claims.model import Document
from claims.reading import read

SALT, LEDGER, COURT, QUEEN = (f"https://{name}.example/a" for name in ("salt", "ledger", "court", "queen"))
ROSE, FELL, AGAIN = "Salt rose by 12% in 2024.", "Demand fell by half.", "The price rose again."
FOUR = f"1. Salt. {SALT}\n2. Ledger. {LEDGER}\n3. Court. {COURT}\n4. Queen. {QUEEN}\n"
LINKED = "".join(
    f'<li id="r{n}">Work {n}. <a href="{url}">{url}</a></li>' for n, url in enumerate((SALT, LEDGER, COURT, QUEEN), 1)
)


def reading(text: str, name: str) -> Document:
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


SIGNS = [("*", "**"), ("†", "‡"), ("*", "†"), ("§", "¶"), ("**", "***")]


@pytest.mark.parametrize(("one", "two"), SIGNS)
def test_signs_are_marks_where_lines_with_the_same_signs_name_sources(one: str, two: str) -> None:
    plain = f"{ROSE}{one} {FELL}{two}\n\n{one} Salt. {SALT}\n{two} Ledger. {LEDGER}\n"
    page = (
        f"<html><body><article><p>{ROSE}<sup>{one}</sup> {FELL}<sup>{two}</sup></p>"
        f"<p>{one} Salt. <a href='{SALT}'>{SALT}</a></p><p>{two} Ledger. <a href='{LEDGER}'>{LEDGER}</a></p>"
        "</article></body></html>"
    )
    escaped = plain.replace("*", "\\*").replace(f"\n{two}".replace("*", "\\*"), f"\n\n{two}".replace("*", "\\*"))
    for name, text in (("a.txt", plain), ("a.html", page), ("a.md", escaped)):
        document = reading(text, name)
        assert cited(document) == [(ROSE, [SALT]), (FELL, [LEDGER])]
        assert [reference.label for reference in document.references] == [one, two]
        assert document.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{ROSE}* {FELL}\n\n* This holds for the north only.\n",
        f"{ROSE} The rule is a*b and c†.\n\nIt was *new* then.\n",
        f"{ROSE}\n\n* Salt. {SALT}\n* Ledger. {LEDGER}\n",
        f"* Salt. {SALT}\n\n{ROSE}*\n",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_signs_that_no_line_answers_with_a_source_are_no_marks(text: str, name: str) -> None:
    assert not any(set(reference.label or "") & set("*†") for reference in reading(text, name).references)


PLAIN_RANGES = ["[2] to [4]", "[2] through [4]", "[2 to 4]", "[2 bis 4]", "[2]–[4]"]
LINKED_RANGES = [
    '[<a href="#r2">2</a>] to [<a href="#r4">4</a>]',
    '[<a href="#r2">2</a> to <a href="#r4">4</a>]',
    '[<a href="#r2">2 to 4</a>]',
    '<a href="#r2">[2]</a> through <a href="#r4">[4]</a>',
]


@pytest.mark.parametrize("mark", PLAIN_RANGES)
@pytest.mark.parametrize(("name", "heading"), [("a.txt", "References"), ("a.md", "## References")])
def test_a_range_with_a_word_between_its_ends_has_all_its_members(mark: str, name: str, heading: str) -> None:
    document = reading(f"{ROSE[:-1]} {mark}.\n\n{heading}\n\n{FOUR}", name)
    assert cited(document) == [(ROSE, [LEDGER, COURT, QUEEN])]


@pytest.mark.parametrize("mark", LINKED_RANGES)
def test_a_linked_range_with_a_word_between_its_ends_has_all_its_members(mark: str) -> None:
    document = reading(
        f"<html><body><article><p>{ROSE[:-1]} {mark}.</p><p>{AGAIN}<a href='#r1'>[1]</a></p>"
        f"<h2>References</h2><ol>{LINKED}</ol></article></body></html>",
        "a.html",
    )
    assert cited(document) == [(ROSE, [LEDGER, COURT, QUEEN]), (AGAIN, [SALT])]


def test_a_word_between_marks_that_are_further_apart_joins_nothing() -> None:
    document = reading(f"It grew from 3 tons [2] to 4 tons [4].\n\nReferences\n\n{FOUR}", "a.txt")
    assert [citation.labels for citation in document.citations] == [("2",), ("4",)]


@pytest.mark.parametrize("marks", ["^{}", "⁽{}⁾", " [#{}]", " ⟦{}⟧", " ⟨{}⟩", " [No. {}]", " [Nr. {}]"])
@pytest.mark.parametrize(("name", "heading"), [("a.txt", "References"), ("a.md", "## References")])
def test_further_marks_that_a_list_answers(marks: str, name: str, heading: str) -> None:
    raised = ("¹", "²") if "⁽" in marks else ("1", "2")
    first, second = (marks.format(number) for number in raised)
    document = reading(f"{ROSE}{first} {FELL}{second}\n\n{heading}\n\n{FOUR}", name)
    assert cited(document) == [(ROSE, [SALT]), (FELL, [LEDGER])]


@pytest.mark.parametrize("text", ["The area is x^2 and y^2.", "It has 10^8 cells.", "The rule is f^1 of g^2 here."])
def test_powers_with_a_caret_are_no_marks(text: str) -> None:
    assert reading(f"{text}\n\n{ROSE} [1]\n\nReferences\n\n{FOUR}", "a.txt").citations[0].labels == ("1",)
    assert len(reading(f"{text}\n\n{ROSE} [1]\n\nReferences\n\n{FOUR}", "a.txt").citations) == 1


LABELS = ["{}: ", "{} - ", "[{}]: ", "[{}]. ", "#{} ", "Ref. {}: ", "({}) ", "{}) "]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(("name", "heading"), [("a.txt", "References"), ("a.md", "## References")])
def test_an_entry_never_takes_in_the_next_whatever_its_label(label: str, name: str, heading: str) -> None:
    entries = f"{label.format(7)}Salt. {SALT}\n{label.format(9)}Ledger. {LEDGER}\n"
    document = reading(f"{ROSE[:-1]} [7]. {FELL[:-1]} [9].\n\n{heading}\n\n{entries}", name)
    assert cited(document) == [(ROSE, [SALT]), (FELL, [LEDGER])]
