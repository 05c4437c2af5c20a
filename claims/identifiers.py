"""DOI, PMID, PMCID, arXiv and ISBN: their syntax, their check digits, and where each can be read."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from claims.patterns import lazy_regex

# A SICI (ANSI/NISO Z39.56) within a DOI has angle brackets: "…17:15/16<1661::AID-SIM968>3.0.CO;2-2"
_SICI = r"10\.\d{4,9}/[^\s\"<>]{9,80}<[^\s<>\"]{1,40}>\d\.\d\.[A-Z]{2};\d-[\w#%]"
_PLAIN_DOI = r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>“”«»{}|\\^`]{1,300}"
_DOI = rf"(?:{_SICI}|{_PLAIN_DOI})"
_OLD_ARXIV = r"[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7}"
_NEW_ARXIV = r"\d{4}\.\d{4,5}"
_VALID = {
    # The short names of shortdoi.org are DOIs without a registrant: 10/abcde
    "doi": lazy_regex(r"10(?:\.\d{4,9}(?:\.\d+)*/\S+|/[a-z0-9]{3,12})"),
    "pmid": lazy_regex(r"[1-9]\d{0,8}"),
    "pmcid": lazy_regex(r"PMC[1-9]\d{2,8}"),
    "arxiv": lazy_regex(
        r"(?:\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d\d(?:0[1-9]|1[0-2])\d{3})(?:v\d{1,3})?"
    ),
}
_STATED = {
    "doi": lazy_regex(
        rf"(?:\bdoi(?:\.org)?\s?[:/=]?\s?(?:https?://(?:dx\.)?doi\.org/)?|(?<![\w./]))(?P<value>{_DOI})", re.I
    ),
    "pmid": lazy_regex(
        r"(?:\bPMID|\bpubmed(?:\s+id)?|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)\s?[:=]?\s?(?P<value>\d{1,10})\b",
        re.I,
    ),
    "pmcid": lazy_regex(r"\b(?:PMCID\s?:?\s?)?(?P<value>PMC\s?\d{3,9})\b|\bPMC\s?:\s?(?P<bare>\d{3,9})\b", re.I),
    "arxiv": lazy_regex(
        rf"(?:\barxiv\s?:?\s?|arxiv\.org/(?:abs|pdf|html)/)(?P<value>(?:{_NEW_ARXIV}|{_OLD_ARXIV})(?:v\d{{1,3}})?)",
        re.I,
    ),
    "isbn": lazy_regex(
        r"\bISBN(?:-1[03])?\s{0,2}:?\s{0,2}(?P<value>(?:97[89][-–‐‑ ]?)?\d(?:[-–‐‑ ]?\d){8}[-–‐‑ ]?[\dXx])(?!\d)", re.I
    ),
}
_ADDRESS = {
    "doi": "https://doi.org/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/{}/",
    "arxiv": "https://arxiv.org/abs/{}",
    "isbn": "https://openlibrary.org/isbn/{}",
}


def find_identifiers(text: str) -> dict[str, str]:
    """Return the first identifier of each kind in `text`, by kind, in normal form, valid or not (see `is_valid`)."""
    found: dict[str, str] = {}
    for kind, pattern in _STATED.items():
        match = pattern.search(text)
        if match:
            found[kind] = normalise(kind, match["value"] or match["bare"])
    return found


def normalise(kind: str, value: str) -> str:
    """Return the normal form of an identifier: without prefix or address, DOIs in lower case, ISBNs as digits alone."""
    value = value.strip()
    if kind == "doi":
        value = re.sub(r"^\W*(?:doi\s?[:=]?\s?)?(?:https?://(?:dx\.)?doi\.org/)?", "", value, flags=re.IGNORECASE)
        if "%2f" in value.lower()[:20]:
            value = unquote(value)
        return _trimmed_doi(value).lower()
    if kind == "pmcid":
        return "PMC" + re.sub(r"\D", "", value)
    if kind == "arxiv":
        return re.sub(r"^(?:arxiv\s?:\s?|https?://arxiv\.org/(?:abs|pdf|html)/)|\.pdf$", "", value, flags=re.IGNORECASE)
    if kind == "isbn":
        return re.sub(r"[^\dX]", "", value.upper())
    return re.sub(r"\D", "", value) or value


def _trimmed_doi(value: str) -> str:
    """Remove the sentence's punctuation, and a closing bracket that the DOI did not open."""
    while value:
        last = value[-1]
        opening = {")": "(", "]": "[", ">": "<"}.get(last)
        if last in ".,;:'’…" or (opening and value.count(last) > value.count(opening)):
            value = value[:-1]
        else:
            break
    return value


def is_valid(kind: str, value: str) -> bool:
    """Return whether an identifier in normal form can exist: its syntax and, for an ISBN, its check digit."""
    if kind == "isbn":
        return _isbn_checks(value)
    pattern = _VALID.get(kind)
    return pattern is not None and pattern.fullmatch(value) is not None


def addresses(kind: str, value: str) -> str:
    """Return the address at which the work that an identifier names can be read (ISBN: looked up)."""
    return _ADDRESS[kind].format(quote(value, safe="/:;()._-", errors="replace"))


def _isbn_checks(value: str) -> bool:
    """ISO 2108: weights 10 to 1 modulo 11 for ten digits, 1 and 3 in turn modulo 10 for thirteen."""
    if re.fullmatch(r"\d{9}[\dX]", value):
        digits = [10 if char == "X" else int(char) for char in value]
        return sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    if re.fullmatch(r"97[89]\d{10}", value):
        return sum(int(char) * (3 if place % 2 else 1) for place, char in enumerate(value)) % 10 == 0
    return False
