"""Texts that are built to cost a reader much: one short piece, repeated without end.

`PIECES` names the pieces. The functions put a text of them where a document or a page would have it.
"""

from __future__ import annotations

PIECES = {
    "comments": "<!---->",
    "comments that never end": "<!--",
    "spaces": " ",
    "wide spaces": "\u2028",
    "no-break spaces": "\xa0",
    "line ends": "\n",
    "carriage returns": "\r\n",
    "tabs and line ends": "\t\n",
    "spaces and line ends": " \n",
    "form feeds": "\f",
    "backquotes": "`",
    "single quotation marks": "‘",
    "straight quotation marks": '"',
    "apostrophes": "'",
    "primes": "′",
    "quotations": "“a” ",
    "quotations without words": "“”",
    "quotations that never end": "“",
    "brackets": "[",
    "pairs of brackets": "[[",
    "closing brackets": "]",
    "brackets that close": "][",
    "brackets of addresses": "](",
    "brackets of definitions": "]:",
    "labels": "[a]",
    "labels with spaces": "[a] ",
    "labels of two parts": "[x][",
    "long brackets": "[" + "a" * 60,
    "parentheses": "(",
    "braces": "{{",
    "three braces": "{{{",
    "links that never end": "[a](",
    "images that never end": "![a](",
    "images": "![",
    "links of a wiki": "[[a]]",
    "links of a wiki that never end": "[[a|",
    "templates": "{{cite web|url=http://a.test|title=t}}",
    "templates in templates": "{{a|",
    "short notes": "{{sfn|a|2010}}",
    "explanatory notes": "{{efn|",
    "tables of a wiki": "{|\n|-\n|",
    "cells": "| a | b |\n",
    "rows of a rule": "|---|---|\n",
    "bars": "|",
    "plain text of a wiki": "<nowiki>",
    "formulas": "<math>",
    "dollars": "$",
    "digits": "1",
    "digits and letters": "1a",
    "digits and commas": "1,",
    "digits and stops": "1. ",
    "fractions": "½",
    "raised digits": "¹",
    "marks": "[1]",
    "marks with spaces": "[1] ",
    "marks in a list": "[1, ",
    "marks in parentheses": "(1) ",
    "letters in parentheses": "(a) ",
    "ranges": "[1-9]",
    "wide ranges": "[1-999999999]",
    "note marks": "[^a]",
    "note marks that never end": "[^",
    "notes in the text": "^[",
    "notes": "[^1]: a\n\n    b\n\n",
    "notes of one line": "[^a]: x\n",
    "definitions": "[a]: http://b.test\n",
    "references of a wiki": "<ref>a</ref>",
    "references that never end": "<ref>",
    "named references": "<ref name=a/>",
    "names that never end": '<ref name="',
    "addresses": "http://a.test/b ",
    "addresses without spaces": "http://a",
    "addresses in angles": "<http://",
    "hosts": "www.a.",
    "mail": "a@b.",
    "identifiers": "doi:10.1000/a ",
    "book numbers": "ISBN 978-3-16-148410-0 ",
    "elements": "<div>",
    "inline elements": "<b>",
    "angles": "<",
    "closing angles": ">",
    "ends of elements": "</",
    "attributes": "<a b=",
    "declarations": "<?xml ",
    "sections of characters": "<![CDATA[",
    "document types": "<!DOCTYPE ",
    "entities": "&amp;",
    "entities that never end": "&#1",
    "ampersands": "&",
    "paragraphs": "<p>a",
    "links": "<a href='#x'>a",
    "rows": "<tr><td>a",
    "tables": "<table><tr><td>",
    "lists": "<ol><li>",
    "scripts": "<script>a</script>",
    "stars": "*",
    "underlines": "_",
    "tildes": "~",
    "equals": "=",
    "colons": ":",
    "hashes": "#",
    "backslashes": "\\",
    "backslashes and brackets": "\\[",
    "strong": "**a** ",
    "three stars": "***a",
    "emphasis": "*a_ ",
    "quoted": "> ",
    "deeper quotes": ">",
    "items": "- a\n",
    "items in items": "- ",
    "indented": "    a\n",
    "rules of lines": "---\n",
    "underlined headings": "a\n===\n",
    "headings": "# a\n\n",
    "headings of a wiki": "== a ==\n",
    "headings of sources": "References\n",
    "sentences": "It was so. ",
    "initials": "A. ",
    "abbreviations": "e.g. ",
    "titles of persons": "Dr. ",
    "and others": "et al. ",
    "semicolons": "; ",
    "stops": ".",
    "dashes": "—",
    "hyphens": "a-b-",
    "letters": "a",
    "letters and stops": "a.b",
    "combining signs": "\u0301",
    "joiners": "\u200b",
    "direction marks": "\u202e",
    "ideographs": "漢",
    "arabic": "ال",
    "hebrew": "א ",
    "full width": "１",
    "years": "(2001) ",
    "years without brackets": "2014 ",
    "dates": "3 May 2014, ",
    "authors and years": "(Smith, 2010) ",
    "roman numbers": "IV ",
    "ordinals": "1st ",
    "per cent": "% ",
    "amounts": "$1 ",
    "quantities": "5 km ",
    "slashes": "/",
    "notes that repeat": "[2] Lee, op. cit.\n",
    "notes that repeat nothing": "Ibid. ",
    "arrows": "↩ ",
    "turns of a chat": "User: x\n\nAssistant: y\n\n",
    "marks of a chat": "【1†source】",
    "commands": "\\a{",
    "environments": "\\begin{a}",
    "citations by command": "\\cite{a} ",
    "notes by command": "\\footnote{",
    "entries of a database": "@book{a, title = {b}}\n",
    "entries that never end": "@book{a,",
    "comments of a line": "%\n",
    "counters of a chat": ":contentReference[oaicite:1]{index=1}",
}
"""The pieces, by what they are."""


def repeated(name: str, size: int) -> str:
    """Return about `size` characters of the piece `name`; at least one piece."""
    piece = PIECES[name]
    return piece * max(1, size // len(piece))


def repeated_bytes(name: str, size: int) -> str:
    """Return the piece `name` so often that its UTF-8 has about `size` bytes; at least one piece."""
    piece = PIECES[name]
    return piece * max(1, size // len(piece.encode()))


def in_a_document(body: str) -> str:
    """Return a document that has `body` in its text."""
    start = f"The lamp was lit by the keeper.[1] {body} and it burned.[1]\n\n## References\n\n"
    return f'{start}[1] Ann Lee, "A title", http://example.org/a\n'


def in_an_entry(body: str) -> str:
    """Return a document that has `body` in an entry of its list."""
    return f"The lamp was lit by the keeper.[1]\n\n## References\n\n[1] Lee {body} http://example.org/a\n"


def in_a_page(body: str) -> str:
    """Return a page that has `body` in its text."""
    return f"<p>The lamp {body} was lit."


def in_a_source(body: str) -> str:
    """Return the text of a source that has `body` in it."""
    return f"He said {body} and left."


__all__ = ["PIECES", "in_a_document", "in_a_page", "in_a_source", "in_an_entry", "repeated", "repeated_bytes"]
