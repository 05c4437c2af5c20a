"""Bibliographies and papers of a few bytes that grow when they are read: bounded by their size, and told."""

import time

import pytest

from claims.reading import read

WORDS = "The keepers of the harbour "


def doubling(names: int) -> str:
    steps = "".join(f"@string{{s{one + 1} = s{one} # s{one}}}\n" for one in range(names))
    return f'@string{{s0 = "{WORDS}"}}\n{steps}@book{{lee, title = s{names}, year = 2019}}\n'


def seconds(text: str, form: str) -> tuple[float, object]:
    start = time.process_time()
    found = read(text.encode(), format=form)
    return time.process_time() - start, found


def test_abbreviations_that_double_a_few_times_are_spelled_out() -> None:
    entry = read(doubling(3).encode(), format="bibtex").references[0]

    assert entry.title == " ".join([WORDS.strip()] * 8)


@pytest.mark.parametrize("names", [25, 60, 400])
def test_abbreviations_that_double_without_end_cost_no_more_than_their_size(names: int) -> None:
    spent, found = seconds(doubling(names), "bibtex")

    assert spent < 3
    assert [entry.label for entry in found.references] == ["lee"]
    assert len(found.text) < 3_000_000


@pytest.mark.slow
def test_a_long_abbreviation_that_many_entries_use_is_told_where_it_is_left() -> None:
    text = f'@string{{long = "{WORDS * 3000}"}}\n' + "".join(
        f"@book{{k{one}, title = {{Lamp {one}}}, publisher = long}}\n" for one in range(3_000)
    )

    spent, found = seconds(text, "bibtex")

    assert spent < 10
    assert len(found.references) == 3_000
    assert any("abbreviations stand for more than is read" in problem.message for problem in found.problems)


def test_journals_of_many_entries_are_spelled_out() -> None:
    journal = "Proceedings of the International Society of Lamps and Harbours, Section of Keepers"
    text = f'@string{{pisl = "{journal}"}}\n' + "".join(
        f"@article{{k{one}, title = {{Lamp {one}}}, journal = pisl}}\n" for one in range(2_000)
    )

    found = read(text.encode(), format="bibtex")

    assert {entry.venue for entry in found.references} == {journal}
    assert not found.problems


@pytest.mark.slow
def test_what_many_entries_inherit_is_bounded_and_told() -> None:
    text = f"@proceedings{{p, title = {{{WORDS * 4000}}}}}\n" + "".join(
        f"@inproceedings{{k{one}, title = {{Lamp {one}}}, crossref = {{p}}}}\n" for one in range(4_000)
    )

    spent, found = seconds(text, "bibtex")

    assert spent < 10
    assert len(found.references) == 4_001
    assert any("takes more from another entry than is read" in problem.message for problem in found.problems)


def test_a_volume_of_many_papers_is_inherited_by_each() -> None:
    text = "@proceedings{p, title = {Lamps and Harbours}, publisher = {The Press}, year = 2019}\n" + "".join(
        f"@inproceedings{{k{one}, title = {{Lamp {one}}}, crossref = {{p}}}}\n" for one in range(2_000)
    )

    found = read(text.encode(), format="bibtex")

    assert sum(entry.venue == "Lamps and Harbours" for entry in found.references) == 2_000
    assert not [problem for problem in found.problems if problem.code == "reference-malformed"]


PAPER = "\\documentclass{article}%s\\begin{document}The lamp was lit. %s\\end{document}"
GROWING = {
    "arguments": ("\\newcommand{\\d}[1]{#1#1#1#1#1#1#1#1#1}", "\\d{" * 8 + "word " * 10 + "}" * 8),
    "one long argument": ("\\newcommand{\\d}[1]{" + "#1" * 4_000 + "}", "\\d{" + "word " * 20_000 + "}"),
    "one long word": ("\\newcommand{\\d}{" + "x" * 100_000 + "}", "\\d " * 20_000),
    "macros within macros": (
        "".join(f"\\newcommand{{\\m{chr(97 + n)}}}{{\\m{chr(98 + n)} \\m{chr(98 + n)}}}" for n in range(24))
        + "\\newcommand{\\my}{laugh }",
        "\\ma",
    ),
}


@pytest.mark.parametrize("shape", GROWING)
def test_macros_that_grow_cost_no_more_than_their_size_and_are_told(shape: str) -> None:
    text = PAPER % GROWING[shape]

    spent, found = seconds(text, "latex")

    assert spent < 3
    assert len(found.text) < 2_000_000 + 10 * len(text)
    assert found.text.startswith("The lamp was lit.")
    assert any("expands to more than is read" in problem.message for problem in found.problems)


@pytest.mark.slow
def test_a_long_paper_with_macros_in_each_sentence_is_read_to_its_end() -> None:
    sentence = "The \\lamp{harbour} was \\emph{lit \\lamp{again}} in 1904, and \\textbf{it burned \\emph{well}}. "
    text = PAPER % ("\\newcommand{\\lamp}[1]{lamp of the \\textit{#1}}", sentence * 8_000 + "It ends here.")

    found = read(text.encode(), format="latex")

    assert "It ends here." in found.text
    assert not [problem for problem in found.problems if problem.code == "document-incomplete"]
