"""Stable keys: made from the text of an entry, a claim or a citation, so that edits elsewhere do not change them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from claims.model import Reference
from claims.patterns import lazy_regex
from claims.urls import canonical_key

_WORDS = lazy_regex(r"\w+")
_NO_WORDS = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum() and chr(code) != "_"})
_DIGITS = 12  # hexadecimal: among 10,000 keys two are equal by chance once in 5 million documents


class KeyMaker:
    """Makes keys that are unique within one document: a text that was seen before gets a number."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._seen: dict[str, int] = {}

    def make(self, parts: Iterable[str]) -> str:
        """Return the key of `parts`, taken together."""
        digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        key = f"{self._prefix}{digest[:_DIGITS]}"
        count = self._seen[key] = self._seen.get(key, 0) + 1
        return key if count == 1 else f"{key}-{count}"


def plain_words(text: str) -> str:
    """Return `text` as keys see it: letters and digits alone, in one case and one normal form, single spaces."""
    if text.isascii():
        return " ".join(text.lower().translate(_NO_WORDS).split())
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORDS.findall(folded))


def reference_parts(reference: Reference) -> tuple[str, ...]:
    """Return what identifies an entry: its address, or else an identifier, its title, or its whole text."""
    pages = reference.pages or ""
    if reference.urls:
        return ("url", canonical_key(reference.urls[0]), pages)
    if reference.identifiers:
        kind = min(reference.identifiers)
        return (kind, reference.identifiers[kind], pages)
    if reference.title and reference.published:
        return ("title", plain_words(reference.title), reference.published, pages)
    return ("text", plain_words(reference.text))
