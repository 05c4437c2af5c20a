"""One short article with a numbered list of references, in every form, with marks and lists written in many ways."""

from __future__ import annotations

import re

from word_files import W, paragraph, word_file

from claims.model import Document
from claims.reading import read as read_document

ENTRIES = (
    "Orlen F, Pryce O. Lamps and sleep in port towns. Harbour Letters 2004;3:12-18.",
    "Quayle R. A trial of blue lamps. Night Work 2006;1:7.",
    "Reeve S, Tarn U. Blue lamps in wards. Night Work 2009;4:40.",
    "Umber V. What sailors say of lamps. Coast Papers 2012;8:101-109.",
)
SENTENCES = (
    ("Lamps keep harbour towns awake", "1"),
    ("Blue lamps made no difference in wards", "2,3"),
    ("Three surveys of sailors said the opposite", "2–4"),
)
RAISED = str.maketrans("0123456789–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
WIDE = str.maketrans("0123456789,–", "０１２３４５６７８９，–")
_PARTS = re.compile(r"\d+")


def members(labels: str) -> list[str]:
    """Return the numbers that "2–4" stands for."""
    numbers: list[str] = []
    for piece in labels.split(","):
        first, _, last = piece.partition("–")
        numbers += [str(number) for number in range(int(first), int(last or first) + 1)]
    return numbers


BEFORE_STOP = {
    "brackets": lambda labels: f" [{labels.replace(',', ', ')}]",
    "parentheses": lambda labels: f" ({labels.replace(',', ', ')})",
    "wide brackets": lambda labels: f"［{labels.translate(WIDE)}］",
    "wide parentheses": lambda labels: f"（{labels}）",
    "lenticular": lambda labels: "".join(f"【{label}】" for label in members(labels)),
    "circles": lambda labels: "".join(chr(0x245F + int(label)) for label in members(labels)),
    "bare": lambda labels: labels,
}
AFTER_STOP = {
    "raised letters": lambda labels: labels.translate(RAISED),
    "bare behind": lambda labels: labels,
    "carets": lambda labels: f"^{labels}^",
    "formula": lambda labels: f"$^{{{labels}}}$",
}


def sentences(style: str, ways: dict | None = None) -> list[str]:
    """Return the sentences of the article with marks of this style."""
    if ways is not None:
        return [f"{words}.{ways[style](labels)}" for words, labels in SENTENCES]
    if style in AFTER_STOP:
        return [f"{words}.{AFTER_STOP[style](labels)}" for words, labels in SENTENCES]
    return [f"{words}{BEFORE_STOP[style](labels)}." for words, labels in SENTENCES]


def plain_text(said: list[str], entries: str = "{n}. {words}") -> tuple[str, bytes]:
    """Return the article as a plain text."""
    listed = "\n".join(entries.format(n=n, words=words) for n, words in enumerate(ENTRIES, 1))
    return "a.txt", f"Lamps\n\n{said[0]} {said[1]}\n\n{said[2]}\n\nReferences\n\n{listed}\n".encode()


def markdown(said: list[str], entries: str = "{n}. {words}\n") -> tuple[str, bytes]:
    """Return the article as Markdown."""
    listed = "\n".join(entries.format(n=n, words=words) for n, words in enumerate(ENTRIES, 1))
    return "a.md", f"# Lamps\n\n{said[0]} {said[1]}\n\n{said[2]}\n\n## References\n\n{listed}\n".encode()


def chat(said: list[str]) -> tuple[str, bytes]:
    """Return the article as an assistant's answer that was exported."""
    return "a.md", markdown(said)[1] + b'\n<div align="center">\xe2\x81\x82</div>\n'


def page(said: list[str], listed: str) -> tuple[str, bytes]:
    """Return the article as HTML, with this list."""
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lamps</title></head>'
    body = f"<h1>Lamps</h1><p>{said[0]} {said[1]}</p><p>{said[2]}</p><h2>References</h2>{listed}"
    return "a.html", f"{head}<body><article>{body}</article></body></html>".encode()


LISTS = {
    "ol": "<ol>" + "".join(f"<li>{words}</li>" for words in ENTRIES) + "</ol>",
    "paragraphs": "".join(f"<p>{n}. {words}</p>" for n, words in enumerate(ENTRIES, 1)),
    "brackets": "".join(f"<p>[{n}] {words}</p>" for n, words in enumerate(ENTRIES, 1)),
    "lines": "<p>" + "<br>".join(f"{n}. {words}" for n, words in enumerate(ENTRIES, 1)) + "</p>",
    "ol with ids": "<ol>" + "".join(f'<li id="B{n}">{words}</li>' for n, words in enumerate(ENTRIES, 1)) + "</ol>",
    "labels": "<ul>"
    + "".join(f'<li id="B{n}"><span>{n}.</span> <cite>{words}</cite></li>' for n, words in enumerate(ENTRIES, 1))
    + "</ul>",
}


def item(words: str, numbering: int = 1) -> str:
    """Return a paragraph of a numbered list of Word."""
    numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>'
    return f'<w:p><w:pPr>{numbered}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def numberings(*lists: tuple[str, int]) -> bytes:
    """Return the numbering part of a Word file: the format and the first number of each of its lists."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{own}"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{kind}"/></w:lvl></w:abstractNum>'
        for own, (kind, start) in enumerate(lists)
    )
    instances = "".join(
        f'<w:num w:numId="{own + 1}"><w:abstractNumId w:val="{own}"/></w:num>' for own in range(len(lists))
    )
    return f'<w:numbering xmlns:w="{W}">{abstract}{instances}</w:numbering>'.encode()


def word(said: list[list[str]], entries: str = "", parts: dict[str, bytes] | None = None) -> tuple[str, bytes]:
    """Return the article as DOCX: each sentence as its runs. `entries` is how the list is typed; "": a list of Word."""
    listed = "".join(
        paragraph(entries.format(n=n, words=words)) if entries else item(words) for n, words in enumerate(ENTRIES, 1)
    )
    body = paragraph(*said[0], " ", *said[1]) + paragraph(*said[2]) + paragraph("References", style="berschrift1")
    return "a.docx", word_file(body + listed, parts={"word/numbering.xml": numberings(("decimal", 1)), **(parts or {})})


def read(name: str, body: bytes) -> Document:
    """Return the document that is read from these bytes."""
    return read_document(body, name=name)


def cited(document: Document) -> list[tuple[str, list[str]]]:
    """Return the claims up to their marks, each with the labels of the entries that it cites."""
    labels = {entry.key: entry.label for entry in document.references}
    keys = {citation.key: citation for citation in document.citations}
    return [
        (
            " ".join(re.findall(r"[A-Za-z]+", claim.text)),
            [labels[key] for own in claim.citations for key in keys[own.key].references],
        )
        for claim in document.claims
        if claim.citations
    ]


EXPECTED = [(words, members(labels)) for words, labels in SENTENCES]
