"""Names with figures, such as A320, BRCA1, H5N1, F-16, ISO 9001 and EN 71-3: another figure is another thing."""

from __future__ import annotations

import re

_CODE = re.compile(
    r"(?<![\w-])(?:[A-Z][A-Za-z]{0,19}-?\d+(?:[A-Z]\d*|[a-z]{2,4}(?!\w))?(?:[./-]\d+)*"
    r"|[abdefhmps]\d{2,3}"
    r"|(?!(?:pre|post|mid|early|late|circa|ca|since|until|about)-)[a-z]{3,20}-\d{1,3}(?![\d.,]*[\w-])"
    r"|(?:ISO|EN|DIN|IEC|IEEE|RFC|BS|ASTM|Apollo|Soyuz|Windows|Gemini|Voyager|Falcon)[ -]\d+(?:[./-]\d+)*)s?(?!\w)"
)
_MONTHS = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[ -]?\d|In \d|On \d|At \d|No\. ?\d")
_PARTS = re.compile(r"([A-Za-z]+)|(\d+)")


def codes_in(text: str) -> dict[str, str]:
    """Return the codes of `text`: each in one form ("f16" for "F-16s"), with how it is written first."""
    found: dict[str, str] = {}
    for match in _CODE.finditer(text):
        written = match[0].rstrip(".,;:/-")
        if _MONTHS.match(written):
            continue
        found.setdefault(_one_form(written), written)
    return found


def _one_form(code: str) -> str:
    return re.sub(r"[\s-]", "", re.sub(r"(?<=\d)s$", "", code)).lower()


def family(code: str) -> str:
    """Return `code` with its figures taken out: codes of one family differ in them alone ("a#" for "a320").

    A single letter at the end is one of them: A34E and A34F are of one family. `code` is in the form in which
    `codes_in` returns it.
    """
    return re.sub(r"\d+", "#", re.sub(r"(?<=\d)[a-z]$", "#", code))


__all__ = ["codes_in", "family"]
