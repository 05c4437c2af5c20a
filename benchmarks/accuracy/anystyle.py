"""The fields that are read from free-text references, against anystyle's gold set.

The fields are year, URL, DOI, title, authors and publisher. The first rules of `claims.bibliography` were written with
this whole set in view. Since then a third of it, chosen by a hash of each reference, is held out: its mistakes are
never printed, and its figures have a column of their own.

A title is right if its words are those of the label; case, punctuation and quotation marks are ignored. Authors are
right if their words are those of the label; "and", "et al." and roles are ignored. A publisher is right if its words
are those of the labelled journal, publisher or book; "In" is ignored.

`python -m benchmarks.accuracy.anystyle title` (or `author`, `publisher` …) prints the mistakes of the other two thirds.
"""

from __future__ import annotations

import hashlib
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter

from benchmarks.material.corpus import data_root
from claims.bibliography import ReferenceFields, parse_reference
from claims.identifiers import normalise
from claims.linking.keys import plain_words
from claims.urls import canonical_key, find_urls


def main() -> None:
    root = ElementTree.parse(data_root() / "references" / "anystyle" / "gold.xml").getroot()
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for sequence in root:
        labelled = [(part.tag, part.text or "") for part in sequence if part.tag != "citation-number"]
        text = " ".join(words for _, words in labelled)
        part = "held-out" if _is_held_out(text) else "tuning"
        for kind, correct, said, found in _judged(labelled, parse_reference(text)):
            for column in (part, "all"):
                total[kind, column] += 1
                right[kind, column] += correct
            if not correct and part == "tuning" and kind in sys.argv[1:]:
                print(f"{kind}: {said!r}\n   read: {found!r}\n   in: {text}\n")
    for kind in ("year", "url", "doi", "title", "author", "publisher"):
        shares = (_share(column, right[kind, column], total[kind, column]) for column in ("all", "tuning", "held-out"))
        print(f"{kind:9} {'   '.join(shares)}")


def _is_held_out(text: str) -> bool:
    return hashlib.sha256(text.encode()).digest()[0] % 3 == 0


def _share(column: str, right: int, total: int) -> str:
    return f"{column} {right / max(1, total):.3f} ({right} of {total})"


def _judged(labelled: list[tuple[str, str]], fields: ReferenceFields) -> list[tuple[str, bool, str, str]]:
    parts: dict[str, str] = {}
    for tag, text in labelled:
        parts.setdefault(tag, text)
    judged = []
    if year := re.search(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", parts.get("date", "")):
        found = fields.get("published", "")
        judged.append(("year", found[:4] == year.group(), parts["date"], found))
    if "url" in parts and (said := find_urls(parts["url"])):
        keys = {canonical_key(url) for url in fields.get("urls", ())}
        judged.append(("url", canonical_key(said[0].url) in keys, parts["url"], ", ".join(fields.get("urls", ()))))
    if "doi" in parts:
        doi = fields.get("identifiers", {}).get("doi", "")
        judged.append(("doi", doi == normalise("doi", parts["doi"]), parts["doi"], doi))
    if "title" in parts:
        title = fields.get("title", "")
        judged.append(("title", plain_words(title) == plain_words(parts["title"]), parts["title"], title))
        judged += _judged_names(parts, fields)
    return judged


def _judged_names(parts: dict[str, str], fields: ReferenceFields) -> list[tuple[str, bool, str, str]]:
    """Return the judgements on the authors and the publisher of a reference that has a title."""
    judged = []
    if "author" in parts:
        authors = " ".join(fields.get("authors", ()))
        judged.append(("author", _names(authors) == _names(parts["author"]), parts["author"], authors))
    if labels := [parts[tag] for tag in ("journal", "publisher", "container-title") if tag in parts]:
        publisher = fields.get("publisher", "")
        plain = {plain_words(re.sub(r"^[Ii]n:?\s", "", label)) for label in labels}
        judged.append(("publisher", plain_words(publisher) in plain, " / ".join(labels), publisher))
    return judged


def _names(text: str) -> str:
    joints = r"\b(?:et al|and|und|et|y|e|eds?|hrsg|dir|editors?|others|coll|trans)\b"
    return " ".join(re.sub(joints, " ", plain_words(text)).split())


if __name__ == "__main__":
    main()
