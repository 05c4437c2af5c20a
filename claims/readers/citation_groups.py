"""Citations in the syntax of pandoc: "[see @lee, pp. 3-5; -@roe]" and "@lee [p. 3]", to their keys and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.patterns import lazy_regex

KEY = lazy_regex(
    r"(?<![\w@\\])(?P<bare>-)?@(?:\{(?P<braced>[^{}\s][^{}\n]{0,200})\}|(?P<key>[\w*](?:\w|[:.#$%&+?<>~/-](?=\w)){0,200}))"
)
"""A key with its "@", and the "-" that leaves the author out."""
_PAGES = lazy_regex(
    r"\s*+(?P<comma>,\s*+)?(?P<opened>[\[{]\s*+)?(?:(?:pp?|pages?|S|Seiten?|str|s|с|стр)\b\.?\s*+|(?(comma)|(?(opened)|(?!))))"
    r"(?P<pages>[ivxlc\d]{0,9}\d[\d\s,–‒—-]{0,60}(?:ff?\.?)?|[ivxlc]{1,9}(?:[–-][ivxlc]{1,9})?)(?![\w.])(?:\s*+[\]}])?",
)
_OTHER_PLACE = lazy_regex(
    r"\s*+(?:,\s*+)?(?:[\[{]\s*+)?(?:ch(?:ap(?:ter)?s?)?|sec(?:tions?)?|§+|fig(?:ures?|s)?|tab(?:les?)?|eqs?|vol|no|para|¶+|bk|app"
    r"|line|note|n|part|theorem|thm|def|lemma|prop|kap(?:itel)?|abschn(?:itt)?)\.?\s*+[A-Z\d][\w.,–-]{0,40}(?:\s*+[\]}])?",
    re.IGNORECASE,
)
_SIGNALS = lazy_regex(
    r"(?<!\w)(?:see|also|and|but|e\.?g\.?|i\.?e\.?|cf\.?|for|an?|the|example|instance|overview|review|reviews|reviewed|in|compare"
    r"|particularly|especially|notably|recently|most|among|others|therein|references|vgl\.?|siehe|auch|z\.b\.|voir|ver"
    r"|s\.|hierzu|dazu|zit(?:iert)?\.?|nach|cited|quoted|respectively|resp\.?|accessed|as|such|like|including|by|from|more|details|discussion|contra|with)(?!\w)[\s,.;:]*",
    re.IGNORECASE,
)
_WORD = lazy_regex(r"[^\W\d_]{2}")
_LONGEST = 5_000  # characters between the brackets of a group


@dataclass(frozen=True, slots=True)
class Cite:
    """One key of a group: the words before and behind it that are no signals such as "see", and the pages it names.

    `is_slip` says that the author forgot the "@".
    """

    key: str
    prefix: str = ""
    suffix: str = ""
    pages: str | None = None
    is_slip: bool = False


def read_group(inside: str) -> list[Cite]:
    """Return the citations between two brackets, whose text is `inside`; empty: these are no citations."""
    if len(inside) > _LONGEST or "@" not in inside:
        return []
    pieces = list(_pieces(inside))
    if not any(KEY.search(piece) for piece in pieces):
        return []
    found: list[Cite] = []
    before = ""
    for piece in pieces:
        match = KEY.search(piece)
        if match is None:
            slip = piece.strip()
            if re.fullmatch(r"[\w:.+/-]*\d[\w:.+/-]*", slip) and re.search(r"[^\W\d_]", slip):
                found.append(Cite(slip, is_slip=True))
            else:
                before += f"{piece};"
            continue
        prefix = f"{before}{piece[: match.start()]}"
        before = ""
        while match is not None:  # "@lee, @roe" is two works too, though a comma parts them
            following = KEY.search(piece, match.end())
            pages, suffix = read_pages(piece[match.end() : following.start() if following else None].replace("*", ""))
            key = match["braced"] or match["key"]
            found.append(Cite(key, _words(prefix), _words(suffix), pages))
            prefix, match = "", following
    return found


def read_pages(suffix: str) -> tuple[str | None, str]:
    """Return the pages that the words behind a key name (None: none), and the words without them.

    Other places, such as "chap. 3", are left out and are no pages.
    """
    if match := _PAGES.match(suffix):
        return re.sub(r"\s*[-–‒—]{1,2}\s*", "–", match["pages"].strip(" ,")), suffix[match.end() :]
    if match := _OTHER_PLACE.match(suffix):
        return None, suffix[match.end() :]
    return None, suffix


def _pieces(inside: str) -> Iterator[str]:
    """Yield the parts between semicolons that stand outside of brackets."""
    depth = start = 0
    for place, sign in enumerate(inside):
        depth = max(0, depth + (sign in "[{(") - (sign in ")}]"))
        if sign == ";" and depth == 0:
            yield inside[start:place]
            start = place + 1
    yield inside[start:]


def is_signal(text: str) -> bool:
    """Return whether the words beside citations only point to them, such as "see also" and "for a review, cf."."""
    return _WORD.search(_SIGNALS.sub("", text)) is None


def without_signals(text: str) -> str:
    """Return the words before a citation without the signals at their begin: "Lee and Roe" of "see Lee and Roe"."""
    text = text.lstrip(" ,;:")
    while match := _SIGNALS.match(text):
        text = text[match.end() :]
    return text


def _words(text: str) -> str:
    """Return the words beside a key without the marks of emphasis; empty where they are signals alone."""
    plain = re.sub(r"[*_`]{1,3}", "", text).strip().strip(",;").strip()
    return plain if _WORD.search(_SIGNALS.sub("", plain)) else ""


__all__ = ["KEY", "Cite", "is_signal", "read_group", "read_pages", "without_signals"]
