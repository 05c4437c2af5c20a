"""Find the end of a title without quotation marks: its full stop, or the beginning of the journal, place or book."""

from __future__ import annotations

import re

from claims.bibliography.names import is_initial


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ABBREVIATED = _words(
    """dr mr mrs ms st vs vol no nr pp p ed eds rev trans jr sr ca cf e.g i.e al etc op fig inc ltd co corp dept univ
    proc conf int am approx mt ft bros hr prof gen col lt sgt u.s u.k n.y bd hrsg aufl"""
)
# What begins the container of a work: "In Proceedings …", "in Martin Chusid (ed.)", "Dans", "Em"
_CONTAINER = re.compile(r"[.,:;?!]?\s+(?:In:?|IN:|in:|in (?=[A-Z“\"])|Dans|dans\s*:|Em:?|En:)\s+(?=[A-ZÀ-Þ“\"«(\d_‘’])")
_STOP = re.compile(r"[.?!…](?=[\s\"”»’)]|$)")
# ", Meteoritics & Planetary Science, vol.36": a run of capital words between commas, then a volume
_IN_JOURNAL = r"(?:[A-ZÀ-Þ][^\s,.;:]*\.?|of|the|and|&|for|in|on|de|des|et|la|der|für|und|magazine|journal|review)"
_JOURNAL = re.compile(
    rf",\s+{_IN_JOURNAL}(?:\s{_IN_JOURNAL}){{0,9}},?\s*"
    r"(?:[Vv]ol(?:ume)?\b|[Nn]o\b|n°|pp?\.|pages\b|(?<=[,\s])\d|\(\d)"
)
# ", Paris, Gallimard, 2000", " (Cambridge University Press, 1992)", ", New York: Harper"
_PLACE = re.compile(
    r",\s+[A-ZÀ-Þ][^\s,.;:]*(?:\s[A-ZÀ-Þ][^\s,.;:]*){0,2}"
    r"(?:,\s+[A-ZÀ-Þ][^,.;:]{2,50},?\s+(?:1[5-9]|20)\d\d|:\s+[A-ZÀ-Þ])"
    r"|\s\([^()]{3,80}(?:1[5-9]|20)\d\d[^()]{0,10}\)"
    r"|\s\((?:\d+(?:st|nd|rd|th|\.ª|ª|e|\.)|[Rr]ev|[Vv]ol|pp?\.|tr\.|trans|[Ee]d)[^()]{0,30}\)"
    r"|\s\([A-ZÀ-Þ][^():]{2,30}:\s[^():]{0,40}(?:Press|Univ|Publish|Books|Verlag|[ÉE]ditions|Routledge|Springer|Wiley)"
    r"[^():]{0,30}\)"
    r"|,\s(?:\d+(?:st|nd|rd|th)\s+ed|eds?\.\s|edited by|trans\.|translated by|special issue)"
)

# Lower-case words that do not begin a title.
_BEHIND = ("in:", "http", "doi:", "doi ", "isbn", "issn", "pmid", "arxiv:")


def title_end(words: str, start: int) -> int:
    """Return where the title that begins at `start` ends: at its full stop, or before what it appeared in."""
    end = _full_stop(words, start)
    cuts = [pattern.search(words, start + 1, end) for pattern in (_CONTAINER, _JOURNAL, _PLACE)]
    return min([cut.start() for cut in cuts if cut], default=end)


def _full_stop(words: str, start: int) -> int:
    for match in _STOP.finditer(words, start + 1):
        end = match.start()
        before = re.search(r"[^\s\"“”(]*$", words[max(start, end - 20) : end])
        word = before.group() if before else ""
        if match.group() == "." and (
            word.casefold() in _ABBREVIATED or (is_initial(word) and len(word) < 3 and end + 3 < len(words))
        ):
            continue
        after = words[match.end() :].lstrip('"”»’) ')
        if after and after[0].islower() and not after.startswith(_BEHIND):
            continue
        return match.end() if match.group() != "." else end
    return len(words)
