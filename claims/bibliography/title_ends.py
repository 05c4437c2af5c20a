"""Find the end of a title without quotation marks: its full stop, or the beginning of the journal, place or book."""

from __future__ import annotations

import re

from claims.bibliography.containers import CITY, PUBLISHER_FIRST, SHORT
from claims.patterns import lazy_regex


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ABBREVIATED = _words(
    """dr mr mrs ms st v vs vol no nr pp p ed eds rev trans jr sr ca cf e.g i.e al etc op fig inc ltd co corp dept univ
    proc conf int am approx mt ft bros hr prof gen col lt sgt u.s u.k n.y bd hrsg aufl u.a"""
)
_YEAR = r"(?:1[5-9]|20)\d\d"
# What begins the container of a work: "In Proceedings …", "in Martin Chusid (ed.)", "Dans", "Em"
_CONTAINER = lazy_regex(r"[.,:;?!]?\s+(?:In:?|IN:|in:|in (?=[A-Z“\"])|Dans|dans\s*:|Em:?|En:)\s+(?=[A-ZÀ-Þ“\"«(\d_‘’])")
_STOP = lazy_regex(r"[.?!…](?=[\s\"”»’)]|$)")
# ", Meteoritics & Planetary Science, vol.36": a run of capital words between commas, then a volume
_IN_JOURNAL = (
    r"(?:[A-ZÀ-Þ][^\s,.;:]{0,6}\.|[A-ZÀ-Þ][^\s,.;:]*|[dl][’'][^\s,.;:]+|of|the|and|&|for|in|on|de|du|des|et|la|le|der|für|und"
    r"|magazine|journal|review)"
)
_JOURNAL = lazy_regex(
    rf",\s+(?=[A-ZÀ-Þ]|magazine|journal|review){_IN_JOURNAL}(?:\s{_IN_JOURNAL}){{0,9}},?\s*"
    rf"(?:[Vv]ol(?:ume)?\b|[Nn]o\b|n°|pp?\.|pages\b|(?<=[,\s])(?!{_YEAR}[–-])\d|\(\d)"
    # "Archives du froid ancien, 2003, n° 21", "Glacier geology, v. 84": before a number that is called one, any words
    rf"|,\s+[A-ZÀ-Þ][^,.;:()\d]{{2,80}},\s+(?:\(?{_YEAR}\)?,\s+)?(?:[Vv]ol\.?|v[.,]?|[Nn]os?\.?|n°|n[or]\.|t\.|[Tt]ome|fasc\.|Bd\.|Heft)\s?\d"
    rf"|,\s+[A-ZÀ-Þ][^,.;:()\d]{{2,80}},\s+\d{{1,3}},\s+\(?{_YEAR}"
)
_PUBLISHES = r"(?:Press|University|Verlag|[ÉE]ditions?|Editorial|Publish(?:ers|ing)|Books|Presses|Editore|Uitgeverij)"
_SEASON = (
    r"(?:Spring|Summer|Autumn|Fall|Winter|January|February|March|April|May|June|July|August|September|October|November"
    r"|December)"
)
_CAPITALS = r"[A-ZÀ-Þ][^\s,.;:()]*(?:\s[A-ZÀ-Þ][^\s,.;:()]*){0,2}"
# ", Paris, Gallimard, 2000", " (Cambridge University Press, 1992)", ", New York: Harper"
_PLACE = lazy_regex(
    rf",\s+(?!Part\b|Volume\b|Book\b){_CAPITALS}(?:,\s+[A-ZÀ-Þ][^,.;:]{{2,50}},?\s+{_YEAR}"
    rf"|\s?:\s+[A-ZÀ-Þ][^.:\d]{{1,60}}(?:{_YEAR}|$|\.\s*$|,\s(?:S|pp?|p)\.\s?\d))"
    rf"|,\s+(?!Part\b|Volume\b|Book\b){_CAPITALS},\s+(?=[A-ZÀ-Þ])[^.;:()]{{0,60}}\b{_PUBLISHES}\b[^.;:()]{{0,40}}{_YEAR}"
    rf"|,\s+{CITY},\s(?=[A-ZÀ-Þ].{{0,80}}{_YEAR})"
    rf"|,\s+{CITY}(?:,\s+[A-ZÀ-Þ][^,.;:()]{{2,40}})?\.?\s*$"
    rf"|,\s+(?!{_SEASON}\b){_CAPITALS}(?:,\s[A-ZÀ-Þ][^\s,.;:()]*)?(?:\s(?:u\.\s?a\.|et\sal\.))?\s\(?{_YEAR}\)?"
    r"(?=[\s.,]*(?:$|S\.\s?\d|pp?\.))"
    rf"|\s\([^()]{{3,80}}{_YEAR}[^()]{{0,10}}\)"
    r"|\s\((?:\d+(?:st|nd|rd|th|\.ª|ª|e|\.)|[Rr]ev|[Vv]ol|pp?\.|tr\.|trans|[Ee]d)[^()]{0,30}\)"
    r"|\s\([A-ZÀ-Þ][^():]{2,30}:\s[A-ZÀ-Þ][^():]{2,60}\)(?=\s*(?:$|[.,;]\s*(?:$|\d|pp?\.|S\.|[a-z])))"
    r"|,\s(?:\d+(?:st|nd|rd|th)\s+ed|eds?\.\s|edited by|trans\.|translated by|special issue)"
)
_EDITORS = r"(?:[Ee]ds?\b|Hrsg\b|Hg\b|[Dd]ir\b|[Oo]rgs?\b|[Éé]ds?\b)\.?"
# What is said of a work behind its title: the kind of thesis, the volume, who translated it, where it was read
_SAID = lazy_regex(
    r"\s\((?:[Uu]npublished|[Dd]octoral|[Mm]aster|PhD|Ph\.\s?D|M\.?\s?[AS]c?\.?\s[Tt]hesis|[Tt]hesis|[Dd]issertation)[^()]{0,60}\)"
    r"|\s\[(?:Doctoral|Master|Unpublished|PhD|Ph\.\s?D|Bachelor|Film|Data set|Tweet|Video|Software)[^\[\]]{0,80}\]"
    r"|[.,]\s+[Vv]ol(?:ume|\.)?\s+(?:\d|[IVX]+\b)(?!:)"
    rf"|\s\([^()]{{3,60}},?\s{_EDITORS}\)"
    # ", in M. Moen (ed.), Northern Prose", ", in Polar Orders 12 (Roe & Moen eds., 2006)"
    rf"|,\s+in:?\s+(?=[A-ZÀ-Þ“‘\"][^()]{{2,120}}\((?:[^()]{{3,60}}\s)?{_EDITORS}[),.;\s])"
    rf"|,\s{_CAPITALS}\s\((?:trans|tr|eds?|Hrsg|Hg|Übers|dir)\b"
    r"|,\s(?:[Tt]rad(?:\b|uit|uction|ução|ucción)|[Üü]bers|[Pp]resented at|[Pp]aper presented)"
    r"|,\s(?:[A-Z0-9][\w’'-]*\s){0,4}(?:Proceedings|Proc\.|Conference|Symposium|Workshop|Congress)\s(?:of|on|for)\b"
)
_LAST_YEAR = lazy_regex(rf",\s\(?{_YEAR}\)?[\s.]*$")  # "GS in Windows Vista, 2007."
_FAR = 160  # characters behind the first full stop in which a journal or a publisher may end: "Math. Programming, 60"
# A numbered part: ". 1. Growth", ". II. Rivers", ". Tome 2: Les lacs"
_PART = lazy_regex(
    r"\.?\s+(?:(?:\d{1,2}|[IVX]{1,4})\.(?!\s(?:Aufl|Ed|Bd|[^\W\d_]+\s\d{4}))"
    r"|(?:Part|Teil|Partie|Parte|Часть)\s(?:\d{1,2}|[IVX]{1,4}|[Oo]ne|[Tt]wo|[Tt]hree)[:.]"
    r"|(?:Tome|Tomo|Volume|Vol\.|Band|Bd\.|Buch|Book|Livre|Том|Т\.)\s(?:\d{1,2}|[IVX]{1,4}):)\s+(?=[A-ZÀ-ÞА-Я])"
)
# A second sentence that belongs to the title: "How many deer? A field guide to estimating deer population size."
_SECOND = lazy_regex(r"\s+(?P<second>(?!In\s)[A-ZÀ-Þ«][^.?!:]{7,200})(?P<stop>[.,:?!])(?=\s)")
_SERIAL = lazy_regex(
    r"(?i:journal|review|revue|revista|rivista|zeitschrift|annal|bulletin|proceedings|archiv|transactions|universit"
    r"|acad[ée]m|soci[ée]t|institut|comptes rendus|m[ée]moire|cahier|acta|thesis|dissertation|quarterly"
    r"|magazine|news|press\b|studies|edited|translated|ed\.|vol\b|pp\b|issue)|\d"
)
_IMPRINT = lazy_regex(rf"\s+[A-ZÀ-Þ][^.:,\d]{{2,30}}:\s[A-ZÀ-Þ][^.:\d]{{2,60}},\s{_YEAR}")
_AT_PLACE = lazy_regex(
    rf"\s*[A-ZÀ-Þ][^.:,\d]{{2,40}}\s?:\s[A-ZÀ-Þ]|\s+[A-ZÀ-Þ][^.:,\d]{{2,30}},\s[A-ZÀ-Þ][^.:,\d]{{2,40}},\s{_YEAR}"
)

_SMALL_WORD = lazy_regex(r"[\s’'][a-zß-ÿ]{3,}")
_SMALL = lazy_regex(r"\s[a-zß-ÿ]{2,}\s")
# ". Thinking and Cold, 19, 88", ". In Proceedings": behind a second sentence
IN_VOLUME = lazy_regex(
    rf"\s*(?:In\s[A-Z\d]|{_IN_JOURNAL}(?:\s{_IN_JOURNAL}){{0,7}}(?:,\s|\s|;\s?)\(?(?:(?:[Vv]ol\.?|[Nn]o\.?|v\.)\s|{_YEAR};\s?)?\d{{1,3}}\b)"
)
_LIKE_SHORT = lazy_regex(r"[^\W\d_]{0,3}[bcfghjlmnpqvxz]")  # "Chem", "Euph": few whole words end so; judgement
_LAST_INITIAL = lazy_regex(r"(?:[A-ZÀ-ÞА-Я]\.)*(?:[A-ZÀ-ÞА-Я]|Th|Ch|Yu|Ya)")

# Lower-case words that do not begin a title.
_BEHIND = ("in:", "http", "doi:", "doi ", "isbn", "issn", "pmid", "arxiv:")


def title_end(words: str, start: int) -> int:
    """Return where the title that begins at `start` ends: at its full stop, or before what it appeared in."""
    stop = _full_stop(words, start)
    if part := _PART.match(words, stop):
        stop = _full_stop(words, part.end())
    end = _second_sentence(words, start, stop)
    near, far = words[:end], words[: end + _FAR]
    cuts = [_CONTAINER.search(near, start + 1), _LAST_YEAR.search(words, start + 1)]
    cuts += [pattern.search(far, start + 1) for pattern in (_SAID, PUBLISHER_FIRST)]
    if "," in far or "(" in far:  # a journal and a place begin behind one of them
        cuts += [_PLACE.search(far, start + 1)]
        cuts += [_JOURNAL.search(far if _is_short(words[:end]) else near + words[end : end + 1], start + 1)]
    return min([end, *(cut.start() for cut in cuts if cut)])


def _is_short(words: str) -> bool:
    """Return whether words end with an abbreviation of the names of journals; a full stop behind it ends nothing."""
    last = re.search(r"[^\W\d_]+$", words)
    return last is None or SHORT.search(words) is not None or _LIKE_SHORT.fullmatch(last.group()) is not None


def _second_sentence(words: str, start: int, end: int) -> int:
    """Return the end of a title whose second sentence belongs to it, and `end` for any other title.

    The second sentence follows a question mark, or a journal with its volume or the place of publication follows it; it
    has words in lower case, and it names no journal.
    """
    second = _SECOND.match(words, end + (words[end : end + 1] == "."))
    commas_divide = words[:start].rstrip().endswith(",")
    if second is None or _SERIAL.search(second["second"].split(",")[0] if commas_divide else second["second"]):
        return end
    if second["stop"] == "." and _is_subtitle(words, second, question=words[end - 1 : end] in ("?", "!")):
        return second.end("second")
    if len(_SMALL_WORD.findall(second["second"])) < 2:
        return end
    commas = [match.start() for match in re.compile(",").finditer(words, second.start("second"), second.end())]
    for place in [*commas, second.end("second")]:
        if _AT_PLACE.match(words, place + 1) or (commas_divide and _JOURNAL.match(words, place)):
            return place
    return end


def _is_subtitle(words: str, second: re.Match[str], *, question: bool) -> bool:
    """Return whether a sentence behind a title goes on with it; `question` says that the title is a question."""
    said = second["second"]
    small = len(_SMALL_WORD.findall(said))
    article = said.startswith(("A ", "An "))
    if small > 3 and (question or article or said.startswith("The ")):
        return True
    if question and (article or (_SMALL.search(said) and words[second.end() :].lstrip()[:1].isupper())):
        return True
    return small > 1 and IN_VOLUME.match(words, second.end()) is not None


def _full_stop(words: str, start: int) -> int:
    for match in _STOP.finditer(words, start + 1):
        end = match.start()
        before = re.search(r"[^\s\"“”(]*$", words[max(start, end - 20) : end])
        word = before.group() if before else ""
        if match.group() == "." and (
            word.casefold() in _ABBREVIATED
            or (word.isdigit() and words[:end].endswith(f": {word}"))
            or (_LAST_INITIAL.fullmatch(word) and end + 3 < len(words) and not _IMPRINT.match(words, end + 1))
        ):
            continue
        after = words[match.end() :].lstrip('"”»’) ')
        if after and (after[0] == ":" or after[0].islower()) and not after.startswith(_BEHIND):
            continue
        return match.end() if match.group() != "." else end
    return len(words)
