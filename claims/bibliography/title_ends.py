"""Find the end of a title without quotation marks: its full stop, or the beginning of the journal, place or book."""

from __future__ import annotations

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ABBREVIATED = _words(
    """dr mr mrs ms st v vs vol no nr pp p ed eds rev trans jr sr ca cf e.g i.e al etc op fig inc ltd co corp dept univ
    proc conf int am approx mt ft bros hr prof gen col lt sgt u.s u.k n.y bd hrsg aufl"""
)
_YEAR = r"(?:1[5-9]|20)\d\d"
# What begins the container of a work: "In Proceedings …", "in Martin Chusid (ed.)", "Dans", "Em"
_CONTAINER = re.compile(r"[.,:;?!]?\s+(?:In:?|IN:|in:|in (?=[A-Z“\"])|Dans|dans\s*:|Em:?|En:)\s+(?=[A-ZÀ-Þ“\"«(\d_‘’])")
_STOP = re.compile(r"[.?!…](?=[\s\"”»’)]|$)")
# ", Meteoritics & Planetary Science, vol.36": a run of capital words between commas, then a volume
_IN_JOURNAL = (
    r"(?:[A-ZÀ-Þ][^\s,.;:]{0,6}\.|[A-ZÀ-Þ][^\s,.;:]*|[dl][’'][^\s,.;:]+|of|the|and|&|for|in|on|de|du|des|et|la|le|der|für|und"
    r"|magazine|journal|review)"
)
_JOURNAL = re.compile(
    rf",\s+(?=[A-ZÀ-Þ]|magazine|journal|review){_IN_JOURNAL}(?:\s{_IN_JOURNAL}){{0,9}},?\s*"
    rf"(?:[Vv]ol(?:ume)?\b|[Nn]o\b|n°|pp?\.|pages\b|(?<=[,\s])(?!{_YEAR}[–-])\d|\(\d)"
)
_CAPITALS = r"[A-ZÀ-Þ][^\s,.;:()]*(?:\s[A-ZÀ-Þ][^\s,.;:()]*){0,2}"
# ", Paris, Gallimard, 2000", " (Cambridge University Press, 1992)", ", New York: Harper"
_PLACE = re.compile(
    rf",\s+(?!Part\b|Volume\b|Book\b){_CAPITALS}(?:,\s+[A-ZÀ-Þ][^,.;:]{{2,50}},?\s+{_YEAR}"
    rf"|\s?:\s+[A-ZÀ-Þ][^.:]{{1,60}}(?:{_YEAR}|$|\.\s*$|,\s(?:S|pp?|p)\.\s?\d))"
    rf"|\s\([^()]{{3,80}}{_YEAR}[^()]{{0,10}}\)"
    r"|\s\((?:\d+(?:st|nd|rd|th|\.ª|ª|e|\.)|[Rr]ev|[Vv]ol|pp?\.|tr\.|trans|[Ee]d)[^()]{0,30}\)"
    r"|\s\([A-ZÀ-Þ][^():]{2,30}:\s[A-ZÀ-Þ][^():]{2,60}\)(?=\s*(?:$|[.,;]))"
    r"|,\s(?:\d+(?:st|nd|rd|th)\s+ed|eds?\.\s|edited by|trans\.|translated by|special issue)"
)
# What is said of a work behind its title: the kind of thesis, the volume, who translated it, where it was read
_SAID = re.compile(
    r"\s\((?:[Uu]npublished|[Dd]octoral|[Mm]aster|PhD|Ph\.\s?D|M\.?\s?[AS]c?\.?\s[Tt]hesis|[Tt]hesis|[Dd]issertation)[^()]{0,60}\)"
    r"|[.,]\s+[Vv]ol(?:ume|\.)?\s+(?:\d|[IVX]+\b)"
    rf"|,\s{_CAPITALS}\s\((?:trans|tr|eds?|Hrsg|Hg|Übers|dir)\b"
    r"|,\s(?:[Tt]rad(?:\b|uit|uction|ução|ucción)|[Üü]bers|[Pp]resented at|[Pp]aper presented)"
    r"|,\s(?:[A-Z0-9][\w’'-]*\s){0,4}(?:Proceedings|Proc\.|Conference|Symposium|Workshop|Congress)\s(?:of|on|for)\b"
)
_LAST_YEAR = re.compile(rf",\s\(?{_YEAR}\)?[\s.]*$")  # "GS in Windows Vista, 2007."
_FAR = 160  # characters behind the first full stop in which a journal or a publisher may end: "Math. Programming, 60"
# A second sentence that belongs to the title: "How many deer? A field guide to estimating deer population size."
_SECOND = re.compile(r"\s+(?P<second>(?!In\s)[A-ZÀ-Þ«][^.?!:]{8,200})(?P<stop>[.,:?!])(?=\s)")
_SERIAL = re.compile(
    r"(?i:journal|review|revue|revista|rivista|zeitschrift|annal|bulletin|proceedings|archiv|transactions|university"
    r"|magazine|news|press\b|studies|edited|translated|ed\.|vol\b|pp\b|issue)|\d"
)
_AT_PLACE = re.compile(
    rf"\s*[A-ZÀ-Þ][^.:,\d]{{2,40}}\s?:\s[A-ZÀ-Þ]|\s+[A-ZÀ-Þ][^.:,\d]{{2,30}},\s[A-ZÀ-Þ][^.:,\d]{{2,40}},\s{_YEAR}"
)

_LAST_INITIAL = re.compile(r"(?:[A-ZÀ-ÞА-Я]\.)*(?:[A-ZÀ-ÞА-Я]|Th|Ch|Yu|Ya)")

# Lower-case words that do not begin a title.
_BEHIND = ("in:", "http", "doi:", "doi ", "isbn", "issn", "pmid", "arxiv:")


def title_end(words: str, start: int) -> int:
    """Return where the title that begins at `start` ends: at its full stop, or before what it appeared in."""
    stop = _full_stop(words, start)
    end = _second_sentence(words, start, stop)
    near, far = words[:end], words[: end + _FAR]
    cuts = [_CONTAINER.search(near, start + 1), _LAST_YEAR.search(words, start + 1)]
    cuts += [pattern.search(far, start + 1) for pattern in (_JOURNAL, _PLACE, _SAID)]
    return min([end, *(cut.start() for cut in cuts if cut)])


def _second_sentence(words: str, start: int, end: int) -> int:
    """Return the end of a title whose second sentence belongs to it, and `end` for any other title.

    The second sentence follows a question mark, or the place of publication follows it; its words are mostly in lower
    case, and it names no journal.
    """
    second = _SECOND.match(words, end + (words[end : end + 1] == "."))
    if second is None or _SERIAL.search(second["second"]):
        return end
    small = re.findall(r"[\s’'][a-zß-ÿ]{3,}", second["second"])
    question = words[end - 1 : end] in ("?", "!") and second["stop"] == "."
    if question and (second["second"].startswith(("A ", "An ")) or len(small) > 3):
        return second.end("second")
    if len(small) < 2:
        return end
    commas = [match.start() for match in re.compile(",").finditer(words, second.start("second"), second.end())]
    return next((place for place in [*commas, second.end("second")] if _AT_PLACE.match(words, place + 1)), end)


def _full_stop(words: str, start: int) -> int:
    for match in _STOP.finditer(words, start + 1):
        end = match.start()
        before = re.search(r"[^\s\"“”(]*$", words[max(start, end - 20) : end])
        word = before.group() if before else ""
        if match.group() == "." and (
            word.casefold() in _ABBREVIATED or (_LAST_INITIAL.fullmatch(word) and end + 3 < len(words))
        ):
            continue
        after = words[match.end() :].lstrip('"”»’) ')
        if after and after[0].islower() and not after.startswith(_BEHIND):
            continue
        return match.end() if match.group() != "." else end
    return len(words)
