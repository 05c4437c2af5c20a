"""Find marks in parentheses, "(1)", "(2, 3)", and tell them from points of a list, equations and names of figures."""

from __future__ import annotations

from collections.abc import Iterator

from claims.markers.labels import expand_listed
from claims.markers.raised import NOTE_HERE, Candidate
from claims.model import Span
from claims.patterns import lazy_regex

_PARENTHESISED = lazy_regex(
    r"[(（](?P<inside>(?:[Rr]efs?\.?\s?|[Rr]eferences?\s)?\d{1,3}(?:(?:\s?[,;，、–—〜～-]\s?|\s(?:and|und|et|&)\s)\d{1,3}){0,20}"
    r"(?:[,:]\spp?\.\s?\d{1,4}(?:[–-]\d{1,4})?)?)[)）]"
)
_CONTEXT = 40
_STOPS = frozenset(",;:，；：、—–")
_ENDS = frozenset(".!?…。！？")
_JOINING = lazy_regex(r"(?:^|\W)(?:and|or|und|oder|et|ou|y|o|e|en|of)$")
_NAMED = lazy_regex(
    r"(?:^|\W)(?:(?i:fig(?:ure|s)?|tab(?:le)?s?|eqs?|eqn|equations?|formulas?|expression|inequality|theorem|lemma"
    r"|chapter|section|abb(?:ildung)?|tabelle|gleichung|gl|paragraph|clause|subsection|appendix|example|problem|no|nr"
    r"|vol)\.?|Step|Part|Phase|Type|Level|Grade|Class|Box|Panel|Rule|Item|Article|Art\.|Group|Model|Question|Case)$"
)
_OBJECT = lazy_regex(  # what numbers of equations, conditions and steps stand behind
    r"(?:^|\W)(?i:from|in|into|by|of|with|to|on|for|using|via|see|than|combining|substituting|inserting|adding|gives?|yields?"
    r"|steps?|conditions?|criteri(?:on|a)|hypothes[ie]s|assumptions?|requirements?|constraints?|inequalit(?:y|ies)"
    r"|(?:sub)?sections?|paragraphs?|parts?|points?|items?|rules?|stages?)\s$"
)
_YEAR = lazy_regex(r"(?:^|[^\d.,])(?:1[5-9]|20)\d\d$")
_EQUATION = lazy_regex(r"[=≈≤≥∝∑∫]")
_WORD = lazy_regex(r"[^\W\d_]{3,}$")


def find_parenthesised(text: str) -> Iterator[Candidate]:
    """Yield the numbers in parentheses of `text`, in order, that stand behind what they may cite.

    Left out are the points of an enumeration, "(1) first, (2) second", numbers of equations and figures, and counts
    behind a number. A line that ends with "fell. (2)" has its marks behind the full stops: then "rose. (1) Demand
    fell. (2)" counts no points. Whether a list of references has the labels is not asked.
    """
    line: list[Candidate] = []
    points: set[int] = set()  # the candidates of the line that count points, by their places in it
    behind: set[int] = set()  # those of them that stand behind the full stop of a sentence
    end = 0
    for match in _PARENTHESISED.finditer(text):
        if "\n" in text[end : match.start()]:
            yield from _without_points(line, points - behind if _ends_marked(text, line) else points)
            line, points, behind = [], set(), set()
        end = match.end()
        found = expand_listed(match["inside"])
        if found is None or found.labels[0] == "0":
            continue
        before = text[max(0, match.start() - _CONTEXT) : match.start()].rpartition("\n")[2].replace(NOTE_HERE, "")
        after = text[match.end() : match.end() + _CONTEXT].partition("\n")[0]
        if len(found.labels) == 1 and _counts(before, after):
            points.add(len(line))
            if before.rstrip()[-1:] in _ENDS:
                behind.add(len(line))
        elif not _may_cite(before, after, wide=match.group()[0] == "（"):
            continue
        line.append(Candidate(Span(*match.span()), found.labels, found.pages, _OBJECT.search(before) is not None))
    yield from _without_points(line, points - behind if _ends_marked(text, line) else points)


def _ends_marked(text: str, line: list[Candidate]) -> bool:
    """Return whether the last number of a line stands behind a full stop and ends the line: no point can follow it."""
    if not line:
        return False
    span = line[-1].span
    before = text[max(0, span.start - _CONTEXT) : span.start].rpartition("\n")[2].rstrip()
    after = text[span.end : span.end + _CONTEXT].partition("\n")[0]
    return before[-1:] in _ENDS and not after.strip()


def _without_points(line: list[Candidate], points: set[int]) -> Iterator[Candidate]:
    """Yield the candidates of a line without its points, nor the one that begins the count: "are (1) a, (2) b"."""
    for place, candidate in enumerate(line):
        following = line[place + 1] if place + 1 in points else None
        begins = following is not None and candidate.labels == (str(int(following.labels[0]) - 1),)
        if place not in points and not begins:
            yield candidate


def _counts(before: str, after: str) -> bool:
    """Return whether a number in parentheses counts the point that follows it."""
    stripped = before.rstrip()
    if not after.strip() or (not after[0].isspace() and not after[0].isalpha()):
        return False
    if not stripped:
        return True
    if stripped[-1] in _STOPS or _JOINING.search(stripped):
        return True
    return stripped[-1] in _ENDS and (len(stripped) < len(before) or stripped[-1] in "。！？")


def _may_cite(before: str, after: str, *, wide: bool) -> bool:
    """Return whether a number in parentheses stands behind a word or a statement that it may cite."""
    stripped = before.rstrip()
    if not stripped or (after[:1].isascii() and after[:1].isalnum()) or after[:1] == "-":
        return False
    if after[:1] == "(" and not _PARENTHESISED.match(after):
        return False
    if stripped[-1].isdigit():
        return _YEAR.search(stripped) is not None
    if _NAMED.search(stripped) or _EQUATION.search(before):
        return False
    if len(stripped) == len(before) and before[-1].isascii() and before[-1].isalpha():
        return wide or _WORD.search(before) is not None
    return stripped[-1].isalpha() or stripped[-1] in ".!?…。！？,;%)]）”’\"'»*_"
