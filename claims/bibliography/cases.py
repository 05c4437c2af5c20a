"""Citations of judgments: "Holly v. Smith, 12 F.3d 34 (2d Cir. 1999)", "Holly v Smith [1999] UKHL 12"."""

from __future__ import annotations

import re

from claims.bibliography.split import Split
from claims.patterns import lazy_regex

_YEAR = r"(?:1[6-9]|20)\d\d"
_PARTY = r"[A-ZÀ-Þ](?:[^,()\[\]\d]|,\s(?:Inc|Ltd|LLC|Co|Corp|L\.P|S\.A)\b){0,90}?"
_NAME = (
    r"(?:Case\s[CTF]-\d+/\d\d,?\s)?"
    rf"(?:(?:R\s\([^()]{{2,60}}\)|{_PARTY})\sv(?:s?\.|\s|s\s)\s?{_PARTY}|(?:In\sre|Ex\sparte|Re|Matter\sof)\s{_PARTY})"
)
_REPORTER = r"\d{1,4}\s[A-Z][A-Za-z.\s\d']{0,24}?\s\d{1,5}"
_CASE = lazy_regex(
    rf"(?P<name>{_NAME})(?:,?\s(?:{_REPORTER}|\[(?P<square>{_YEAR})\]|(?=\(|No\.\s)|{_YEAR}\s[A-Z]{{2,6}}\s\d))(?P<rest>.*)",
    re.DOTALL,
)
_DECIDED = lazy_regex(rf"\((?:[^()]{{0,40}}\s)?(?P<year>{_YEAR})\)")


def read_case(words: str) -> Split | None:
    """Read the citation of a judgment: its name is the title, the year of the decision the date; None for other texts.

    Later brackets ("(citing Roe v. Lind, 3 U.S. 4 (1950))") give no date.
    """
    match = _CASE.match(words[:600])
    if match is None:
        return None
    decided = _DECIDED.search(match["rest"])
    year = match["square"] or (decided["year"] if decided else "")
    if not year and not re.search(r"\d", match["rest"]):
        return None
    return Split((), match["name"].strip(" .,"), "", year)
