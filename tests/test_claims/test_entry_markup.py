"""Entries keep their own markup, where the format has any: what a repair is made in."""

from __future__ import annotations

from claims.reading import read


def test_a_wiki_note_keeps_what_stands_in_it() -> None:
    note = "{{cite news | last=Doe | title=The [[plaque|big plaque]] <!-- seen --> | url=https://h.example/p }}"
    document = read(
        f"It is there.<ref name=p>{note}</ref> Still.<ref name=p />\n{{{{reflist}}}}\n".encode(), name="a.wiki"
    )
    assert [entry.markup for entry in document.references] == [note]


def test_a_markdown_footnote_keeps_what_stands_in_it() -> None:
    text = "It is there.[^a]\n\n[^a]: *Doe*. [The plaque](https://h.example/p),\n    seen 9 May 2011.\n"
    document = read(text.encode(), name="a.md")
    assert document.references[0].markup == "*Doe*. [The plaque](https://h.example/p),\nseen 9 May 2011."


def test_markup_is_no_part_of_what_an_entry_says() -> None:
    plain = read(b"It is there.[1]\n\nReferences\n\n1. Doe. The plaque. https://h.example/p\n", name="a.txt")
    assert [entry.markup for entry in plain.references] == [None]
