"""Words of a note before the entry: "See also", "Cf.", "quoted in"."""

from __future__ import annotations

import re

from claims.bibliography.name_lists import authors_end
from claims.patterns import lazy_regex

# Signals of the Bluebook and the Chicago Manual, and those of other languages
_SIGNAL = lazy_regex(
    r"(?:see,?\s(?:also|for\sexample|generally|especially|further|e\.g\.),?|see\s(?=[“\"‘])|but\ssee|compare|cf\.|e\.g\.,?|contra|accord"
    r"|vgl\.(?:\sauch)?|siehe\s(?:auch|hierzu)|s\.\sauch|voir(?:\saussi)?|cfr\.|véase(?:\stambién)?|ver(?:\stambién|\stambém)"
    r"|см\.(?:\sтакже)?|ср\.|参见|參見|参照|详见)[:,]?\s*",
    re.IGNORECASE,
)
_SEE = lazy_regex(r"(?:See|Siehe)\s(?=[A-ZÀ-Þ])")
_CASE = lazy_regex(r"[^,]{2,60}\sv\.?\s[A-Z]|(?:In\sre|Ex\sparte|Matter\sof)\s[A-Z]")
_QUOTED_IN = lazy_regex(
    r"(?:(?:as\s)?(?:quoted|cited|qtd\.|reported|reprinted|discussed)\s(?:in|by|from)|zit(?:iert|\.)\s(?:nach|in)|cité\s(?:dans|par|in)"
    r"|citado\s(?:en|por|em)|citato\sin|цит\.\sпо|转引自|轉引自)[:,]?\s*",
    re.IGNORECASE,
)
_FAR = 60  # characters before "quoted in" that can be a name and a page; judgement


def without_lead(words: str) -> str:
    """Return an entry without the signal before it, and without what is "quoted in" the work that it names.

    "See" alone is taken away only before names and a comma, since titles begin with it too ("See No Evil").
    """
    words = words.strip()
    for _ in range(2):
        if signal := _SIGNAL.match(words) or _QUOTED_IN.match(words):
            words = words[signal.end() :]
    if see := _SEE.match(words):
        rest = words[see.end() :]
        end = authors_end(rest)
        if (end and rest[end - 1] == "," and " " in rest[:end].strip()) or _CASE.match(rest):
            words = rest
    quoted = _QUOTED_IN.search(words, 0, _FAR)
    if (
        quoted
        and not re.search(r"[“\"«]", words[: quoted.start()])
        and re.search(r"[,;.]\s*$", words[: quoted.start()])
    ):
        words = words[quoted.end() :]
    return words
