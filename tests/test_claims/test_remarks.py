"""Sections called "Notes" or "Sources" that are prose, and lists that are none of the text."""

import pytest

from claims.model import Document
from claims.reading import read

HERALD, LEE, MILLS = "https://herald.example/1911", "https://lee.example/", "https://mills.example/"
PROSE = ["The mill burned in 1911.", "It was rebuilt by Ann Lee in 1913."]
MARKDOWN = f"The mill burned in 1911 ([Herald]({HERALD})). It was rebuilt [by Ann Lee]({LEE}) in 1913.\n"


def reading(text: str, name: str = "report.md") -> Document:
    return read(text.encode(), name=name)


def claims(document: Document) -> list[str]:
    return [document.prose(claim.span) for claim in document.claims]


def codes(document: Document) -> set[str]:
    return {problem.code for problem in document.problems} - {"claim-uncited"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"# Notes\n\n{MARKDOWN}", "notes.md"),
        (f"# Sources\n\n{MARKDOWN}\n- [Mills]({MILLS})\n", "sources.md"),
        (f"Quellen\n=======\n\n{MARKDOWN}", "quellen.md"),
        (f"# Report\n\n## Notes\n\n{MARKDOWN}\n## Size\n\nForty looms\n", "report.md"),
        (f"Notes\n\nThe mill burned in 1911 ({HERALD}). It was rebuilt by Ann Lee in 1913 {LEE}.\n", "notes.txt"),
        (
            f"<html><body><h1>Notes</h1><p>The mill burned in 1911 (<a href='{HERALD}'>Herald</a>). "
            f"It was rebuilt <a href='{LEE}'>by Ann Lee</a> in 1913.</p></body></html>",
            "notes.html",
        ),
    ],
)
def test_prose_below_notes_is_prose_with_links(text: str, name: str) -> None:
    document = reading(text, name)
    assert claims(document)[:2] == PROSE
    assert codes(document) == set()
    assert {url for reference in document.references for url in reference.urls} >= {HERALD, LEE}
    assert all(reference.is_link for reference in document.references)
    cited = [bool(claim.citations) for claim in document.claims[:2]]
    assert cited == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        f"The town has a mill [1].\n\n## Notes\n\n[1] The mill was built by Ann Lee. {MILLS}\n",
        f"The town has a mill [1].\n\n## Notes\n\n1. Ann Lee wrote that it was built in 1850. {MILLS}\n",
        f"The town has a mill.\n\n## Sources\n\nLee, A. Mills were built here. 1990. {MILLS}\n",
        f"The town has a mill.\n\n## Sources\n\n- Lee, Mills of the north, {MILLS}\n- Roe, Bricks\n",
        f"# Sources\n\n1. Lee, Mills, {MILLS}\n2. Roe, Bricks\n\nThe town has a mill [1].\n",
    ],
)
@pytest.mark.parametrize("name", ["report.md", "report.txt"])
def test_entries_below_notes_stay_entries(text: str, name: str) -> None:
    if name == "report.txt":
        text = text.replace("# ", "").replace("#", "")
    document = reading(text, name)
    assert claims(document) == ["The town has a mill."]
    assert document.references[0].urls == (MILLS,)
    assert not document.references[0].is_link
