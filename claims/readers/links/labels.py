"""Tell the words of a link that only name its source from those that are a part of the sentence.

"It fell in 1931 ([BBC](…))" names the source, "the [council approved it](…)" says it. What decides is where the words
stand: within brackets of their own, behind the end of a sentence, behind a dash or "Source:", or before a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.linking.clauses import has_verb
from claims.model import Span
from claims.patterns import lazy_regex

_NEAR = 90  # characters that are looked at on each side
_SHORT = 6  # words that the name of a source has at most; judgement
_LEADS = (
    r"(?:see(?: also| e\.g\.)?|sources?|via|refs?\.?|references?|cf\.?|from|per|e\.g\.,?|links?"
    r"|more(?: at| here| info| on this)?|read(?: more)?(?: at)?|full (?:text|report|story)|archived?(?: at)?|pdf"
    r"|data(?: from)?|photo|credit|h/t|url|details|siehe(?: auch)?|vgl\.?|quellen?|fuentes?|véase|ver|fontes?|fonti"
    r"|vedi|voir(?: aussi)?|bron(?:nen)?|zie|källa|se|kilde|źródło|zob\.?|источник|см\.?|出典|来源|來源|参见|參見)"
)
_COLON_LEADS = (
    r"(?:sources?|refs?|references?|links?|url|via|credit|more|read more|quellen?|fuentes?|fontes?|fonti|bron(?:nen)?"
    r"|källa|kilde|źródło|источник|出典|来源|來源)"
)
_GENERIC = lazy_regex(
    r"[\[(]?(?:sources?|src|links?|refs?\.?|references?|citations?|cite|cited|archived?(?: (?:copy|version|link))?"
    r"|pdf|permalink|(?:read|learn|see|find out) more|more(?: info(?:rmation)?)?|continue reading"
    r"|full (?:text|report|story)|via|quellen?|beleg|fuentes?|enlace|fontes?|fonti|lien|bron|källa|kilde|źródło"
    r"|источник|ссылка|出典|来源|來源|链接|출처|\+?\d{1,3}|[*†‡§↗→🔗📎¹²³⁴-⁹]{1,3})[\])]?",
    re.IGNORECASE,
)
_OPENING = lazy_regex(rf"[(\[（](?P<lead>\s*{_LEADS}\s?[:：]?)?\s*$", re.IGNORECASE)
_NAMED = lazy_regex(r"\s*[(\[（](?P<name>[^()\[\]（）.!?]{2,60})[,:：]\s*$")  # "(Herald, https://…)"
_CLOSING = lazy_regex(r"(?:,\s*(?:[\w.]+\s){0,2}\d{1,4}[\d–-]{0,6})?\s*[)\]）]")
_ENDED = lazy_regex(r"[.!?…。！？][\"”’»)\]]*\s*(?P<icon>[🔗📎📖🌐📰📄][\ufe0f\s]*)?$")
_TIGHT = lazy_regex(r"[^\W_][.!?…。！？][\"”’»)\]]*$")
_COMMA = lazy_regex(r"\s*[,;]\s*$")
_DASH = lazy_regex(r"(?:\s[—–―-]{1,2}|[—–―]|\s[|·])\s*$")
_COLON_LEAD = lazy_regex(rf"(?<!\w)(?P<lead>{_COLON_LEADS}\s?[:：]\s*)$", re.IGNORECASE)
_PLAIN_LEAD = lazy_regex(rf"(?:^|[.!?…。][\"”’»)\]]*\s+)(?P<lead>{_LEADS}\s?[:：]?\s*)$", re.IGNORECASE)
_SEE = lazy_regex(  # behind a comma or a dash and before an address: "in 1904, see https://…"
    r"(?P<lead>[,;–—-]\s+(?:see(?: also)?|source|via|siehe(?: auch)?|vgl\.?|voir|véase|vedi|zie|se|см\.?)\s?[:：]?\s*"
    r"|\s?[:：]\s*)$",
    re.IGNORECASE,
)
_FIGURE_BEFORE = lazy_regex(
    r"(?:%|\b(?:in|since|by|until|from|of|during|after|before)\s(?:[A-Z][a-z]+\s)?(?:1[5-9]|20)\d\d|[\"”»])\s+$"
)
_KIND = lazy_regex(  # what a link is called behind a figure: "in 1901 [report]"
    r"(?:annual |press |news |final |full )?(?:reports?|articles?|study|studies|paper|release|statement|website|page"
    r"|data|figures)",
    re.IGNORECASE,
)
_CHIP = lazy_regex(r"(?P<name>[^+\n]{2,60}?)\s?\+\d{1,2}(?:\s?(?P=name)\s?\+\d{1,2})*")  # "Salt Board+1"
_BOUND = lazy_regex(  # behind these words a name is a part of the sentence
    r"\b(?:the|an?|this|that|its|their|his|her|our|your|no|any|open|and|or|of|to|in|by|from|at|on|with|for|as|per|is"
    r"|are|was|were|be|see|visit|use|uses|using|der|die|das|dem|den|des|ein|eine|le|la|les|un|une|el|los|las|de|du|des"
    r"|il|lo|gli)\s+$",
    re.IGNORECASE,
)
_APART = lazy_regex(r"(?:[\d%)\]\"”’»]|[.!?…]|\s[—–-])\s*$")  # behind these a name is no part of the sentence
_STOPS = lazy_regex(r"\s*[.,;]?\s*(?:\n|$)")
_NEXT = lazy_regex(r"\s*\.\s+[\"“«(]?[A-ZÀ-ÞА-Я]")  # and the next sentence
_STOP = lazy_regex(r"\s*[.,;](?=\s|$)")
_PAUSES = lazy_regex(r"\s*(?:$|\n|[.,;:!?)\]—–]|\s[\"“«(]?[A-ZÀ-ÞА-Я])")
_OPENS = lazy_regex(
    r"\s+[\"“«(]?(?:The|An?|In|On|At|It|He|She|They|We|This|That|These|Those|But|And|However|For|By|After|Before|When|While"
    r"|As|Its|His|Her|Their|Some|Most|Many|One|Two|Three|There|Since|During|Until|If|So|Yet|Another|Other|Both|Although)\b"
)
_OPENS_ANY = lazy_regex(r"\s+[\"“«(]?[A-ZÀ-Þ][a-zß-ÿ]+\b")  # behind "Salt Board", which saltboard.org is
_SAYS = lazy_regex(r"\s*[:：]\s+(?![a-z])\S")
_HOST = lazy_regex(r"https?://\S+|(?:[\w-]+\.)+[a-z]{2,}(?::\d{2,5})?(?:/\S*)?", re.IGNORECASE)


def naming_spans(text: str, block: Span, labels: Sequence[Span], urls: Sequence[str]) -> list[Span] | None:
    """Return the spans of the marks that links are whose words only name their sources; None where they say more.

    `labels` are the words of links that follow each other with nothing but commas and the like between, `urls` their
    addresses. The spans take in what belongs to the name: brackets, a dash, "Source:".
    """
    words = [_without_counter(text[label.start : label.end]) for label in labels]
    labels = [_with_angles(text, block, label) for label in labels]
    first, last = labels[0], labels[-1]
    before = text[max(block.start, first.start - _NEAR) : first.start]
    if first.start - _NEAR > block.start:
        before = "x" + before  # it is no start of a block
    after = text[last.end : min(block.end, last.end + _NEAR)]
    if last.end + _NEAR < block.end:
        after += "x"
    opening, closing = _OPENING.search(before), _CLOSING.match(after)
    if opening and closing and (opening["lead"] or not any(map(_says_more, words))):
        return _joined(labels, first.start - len(before) + opening.start(), last.end + closing.end())
    if closing and all(map(_is_address, words)) and (named := _NAMED.search(before)) and not has_verb(named["name"]):
        return _joined(labels, first.start - len(before) + named.start(), last.end + closing.end())
    named_by_host = all(_is_host_of(word, url) for word, url in zip(words, urls, strict=True))
    start = _named_from(before, after, words, by_host=named_by_host)
    if start is None:
        said = _SAYS.match(after) if first.start == block.start and all(map(_is_name, words)) else None
        return _joined(labels, first.start, last.end + said.end() - 1) if said and _speaks(text, last, block) else None
    end = last.end
    stop = _STOP.match(after)
    if stop and _ENDED.search(before[:start]):
        end += stop.end()  # "in 1931. BBC." is "in 1931."
    return _joined(labels, first.start - len(before) + start, end)


def _named_from(before: str, after: str, words: Sequence[str], *, by_host: bool) -> int | None:
    """Return the offset in `before` at which the name of a source begins; None if the words are not such a name."""
    here = len(before)
    ends = (_STOPS.match(after) or _NEXT.match(after)) is not None
    opens = (_OPENS_ANY if by_host and _ENDED.search(before) else _OPENS).match(after) is not None
    is_name, is_address = all(map(_is_name, words)), all(_is_host(word) for word in words)
    lead = _COLON_LEAD.search(before) or (_PLAIN_LEAD.search(before) if ends or opens else None)
    if lead and (ends or opens or is_address):
        return lead.start("lead")
    if all(_GENERIC.fullmatch(word.strip()) for word in words) and _PAUSES.match(after) and not _BOUND.search(before):
        comma = _COMMA.search(before) if after[:1] in (")", "]") else None
        return comma.start() if comma else here  # "(BBC, link)" is "(BBC)"
    if all(map(_is_address, words)):
        see = _SEE.search(before) if ends or opens else None
        ended = _ENDED.search(before)
        if ended and ended["icon"]:
            return ended.start("icon")
        return see.start("lead") if see else here
    if is_address and _PAUSES.match(after) and _APART.search(before):
        return here
    if ends and all(_KIND.fullmatch(word.strip()) for word in words) and _FIGURE_BEFORE.search(before):
        return here
    if (ends or opens or not after) and _TIGHT.search(before) and all(len(word.split()) <= _SHORT for word in words):
        return here  # "in 2024.[salt](https://…)": no blank parts the chip from its sentence
    if not (ends or opens) or not is_name or any(map(_may_state, words)):
        return None
    if ended := _ENDED.search(before):
        return ended.start("icon") if ended["icon"] else here
    dash = _DASH.search(before)
    if dash:
        return dash.start() if before[: dash.start()].strip() else None
    return here if ends and _FIGURE_BEFORE.search(before) else None


def _without_counter(words: str) -> str:
    """Return the name that a chip shows without the number of its further sources, or "source"."""
    chip = _CHIP.fullmatch(words.strip()) if "+" in words else None
    if chip is None:
        return words
    return chip["name"] if not chip["name"].islower() or "." in chip["name"] else "source"


def _with_angles(text: str, block: Span, label: Span) -> Span:
    """Return the span of an address with the angle brackets around it: "<https://…>"."""
    if label.start > block.start and text[label.start - 1] in "<⟨" and text[label.end : label.end + 1] in (">", "⟩"):
        return Span(label.start - 1, label.end + 1)
    return label


def _joined(labels: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return a span for each label, each from the end of the one before, together from `start` to `end`."""
    starts = [start, *(label.end for label in labels[:-1])]
    return [Span(one, label.end) for one, label in zip(starts, labels[:-1], strict=False)] + [Span(starts[-1], end)]


def _is_address(words: str) -> bool:
    return _is_host(words) and ("://" in words or words.lower().startswith("www."))


def _is_host(words: str) -> bool:
    return _HOST.fullmatch(words.strip()) is not None


def _is_host_of(words: str, url: str) -> bool:
    """Return whether words are the name of the site that an address is of: "Salt Board" and https://saltboard.org/."""
    letters = re.sub(r"[\W_]+", "", words).casefold()
    host = re.sub(r"[\W_]+", "", url.partition("://")[2].partition("/")[0]).casefold()
    return len(letters) >= 3 and letters in host


def _is_name(words: str) -> bool:
    """Return whether words read as the name of a source: few, with a capital or a figure first, and no statement."""
    words = words.strip(" \"“”'‘’*_")
    count = len(words.split())
    if not words or count > 2 * _SHORT or _is_clause(words):
        return False
    return _GENERIC.fullmatch(words) is not None or (
        not words[0].islower() and (count <= _SHORT or not has_verb(words))
    )


def _says_more(words: str) -> bool:
    """Return whether words in brackets of their own state something: a clause, "up 4%", "now a museum"."""
    if _is_clause(words):
        return True
    words = words.strip()
    is_phrase = words[:1].islower() and not _is_host(words) and _GENERIC.fullmatch(words) is None
    return is_phrase and (len(words.split()) >= 3 or any(map(str.isdigit, words)))


def _is_clause(words: str) -> bool:
    """Return whether words state something: at least four of them, a finite verb, and no title's capitals."""
    listed = words.split()
    small = sum(1 for word in listed[1:] if word[:1].islower())
    return len(listed) >= 4 and has_verb(words) and small > len(listed) / 3


def _may_state(words: str) -> bool:
    """Return whether words without brackets or "Source:" may be a sentence: four or more, hardly any with a capital.

    A sentence that is taken for a name is lost; a name that is taken for a sentence does no harm.
    """
    listed = words.split()
    small = sum(1 for word in listed[1:] if word[:1].islower())
    return len(listed) >= 4 and small > len(listed) / 3


def _speaks(text: str, label: Span, block: Span) -> bool:
    """Return whether the text after "BBC:" is a statement, not a description of the linked page."""
    said = text[label.end : min(block.end, label.end + 3 * _NEAR)].lstrip(" :：")
    return has_verb(said) and not re.match(r"(?:An?|Eine?|Une?|Un)\s", said)


__all__ = ["naming_spans"]
