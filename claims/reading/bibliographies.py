"""Recognise a bibliography file by its content, whatever it is called: BibTeX, RIS, EndNote XML, CSL-JSON."""

from __future__ import annotations

import re

from claims.patterns import lazy_regex

_BIBTEX = lazy_regex(
    r"(?:[^\S\n]*+(?:%[^\n]*+)?\n){0,50}+\s*+@(?:(?:article|book|misc|online|\w{4,15})\s*[{(][^,{}()\s]{1,100},"
    r"|(?:string|comment|preamble)\s*[{(])",
    re.IGNORECASE,
)
_RIS = lazy_regex(r"\s*TY  ?- ?[A-Z]{3,6}\s*\n(?:[A-Z][A-Z0-9]  ?-|\s*\n)")
_ENDNOTE = lazy_regex(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<xml>\s*<records\b")


def bibliography_kind(body: bytes, sample: str) -> str | None:
    """Return the format of a bibliography file (see `DocumentFormat`); None for any other file.

    `sample` is the beginning of `body` as text.
    """
    if _BIBTEX.match(sample):
        return "bibtex"
    if _RIS.match(sample):
        return "ris"
    if _ENDNOTE.match(sample):
        return "endnote"
    if sample.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        from claims.readers.bibliography_files.csl_json import looks_like_csl  # here, because few files are of JSON

        return "csl-json" if looks_like_csl(body.decode("utf-8-sig", "replace")) else None
    return None


__all__ = ["bibliography_kind"]
