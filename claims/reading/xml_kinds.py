"""Recognise documents of XML by their first element: articles in JATS, texts in TEI."""

from __future__ import annotations

from claims.patterns import lazy_regex

_FIRST = lazy_regex(
    r"\ufeff?\s*+(?P<prolog>(?>(?:<!--.{0,5000}?-->|<\?[^>]{0,500}>|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,20000}\]\s*)?>)\s*+){0,50}+)"
    r"<(?:\w{1,20}:)?(?P<name>[A-Za-z][\w.-]{0,60})(?P<attributes>[^>]{0,4000})>",
    16,
)
_JATS = lazy_regex(r"-//(?:NLM|NISO|ES|TCT|OASIS)//|\b(?:article-type|dtd-version|book-type)\s*=|JATS|jats")
_JATS_INSIDE = lazy_regex(r"<(?:front|article-meta|journal-meta|ref-list|element-citation|mixed-citation|back)\b")
_ROOTS = {"article": "jats", "book": "jats", "ref-list": "jats", "pmc-articleset": "jats", "TEI": "tei", "TEI.2": "tei"}
_HEAD = 20_000  # characters in which the elements of an article are looked for


def xml_kind(sample: str) -> str | None:
    """Return the format of a document of XML (see `DocumentFormat`), "xml" for one of another kind; None: no XML.

    `sample` is its beginning. A page of HTML is no XML here.
    """
    first = _FIRST.match(sample)
    if first is None:
        return None
    name = first["name"]
    kind = _ROOTS.get(name) or ("tei" if name == "teiCorpus" else None)
    if kind == "jats" and not (
        _JATS.search(first["prolog"] + first["attributes"]) or _JATS_INSIDE.search(sample, 0, _HEAD)
    ):
        return None  # an <article> of HTML
    if kind is None and sample.lstrip("\ufeff \t\r\n").startswith("<?xml") and name.lower() not in ("html", "svg"):
        return "xml"
    return kind


__all__ = ["xml_kind"]
