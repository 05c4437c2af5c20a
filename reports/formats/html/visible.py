"""Text of others, made safe to look at: escaped, isolated from its surroundings, with nothing invisible in it.

A document or a source may hold invisible characters that change how the text around them reads:
bidirectional overrides, zero-width spaces, control codes. Each is replaced by a small label that names it, so it is
seen and has no effect any more.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

# Every invisible character, except the plain white space that HTML lays out itself.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
_NAMES = {
    0x00AD: "SHY",
    0x061C: "ALM",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
}
_JOINERS = "\u200c\u200d"


def shown(text: str | None) -> Markup:
    """Return `text` as markup: escaped, and with a label instead of every invisible character."""
    if not text:
        return Markup("")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _HIDDEN.search(text) is None:
        return escape(text)
    pieces: list[str] = []
    start = 0
    for match in _HIDDEN.finditer(text):
        if _joins_letters(text, match.start()):
            continue
        pieces.append(str(escape(text[start : match.start()])))
        pieces.append(_label(match.group()))
        start = match.end()
    pieces.append(str(escape(text[start:])))
    return Markup("".join(pieces))


def isolated(text: str | None) -> Markup:
    """Return `text` as `shown`, in an element that isolates its direction of writing."""
    return Markup("<bdi>{}</bdi>").format(shown(text))


def plain(text: str | None) -> str:
    """Return `text` for an attribute or a title, where markup is not possible: invisible characters become ‹RLO›."""
    if not text:
        return ""
    return _HIDDEN.sub(lambda match: f"‹{_name(match.group())}›", text.replace("\r", "\n"))


def kept(text: str | None) -> Markup:
    """Return `text` for an attribute that the script passes on: the attribute has its value and no invisible character.

    Invisible characters are written as references. Those that a reference cannot name become U+FFFD.
    """
    return Markup(_HIDDEN.sub(_reference, str(escape(text or ""))))


def _reference(match: re.Match[str]) -> str:
    code = ord(match.group())
    is_named = code >= 0xA0 and not 0xD800 <= code <= 0xDFFF and code & 0xFFFE != 0xFFFE
    return f"&#x{code:x};" if is_named else "\ufffd"


def _joins_letters(text: str, at: int) -> bool:
    """Whether a joiner is where writing needs it: inside Persian, Hindi and the like, or inside an emoji."""
    if text[at] not in _JOINERS:
        return False
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return bool(around) and all(_takes_joiners(char) for char in around)


def _takes_joiners(char: str) -> bool:
    return ord(char) >= 0x0600 and unicodedata.category(char) in ("Lo", "Mn", "Mc", "So", "Sk")


def _label(char: str) -> str:
    code = f"U+{ord(char):04X}"
    return f'<span class="ctl" title="invisible character {code}">{_name(char)}</span>'


def _name(char: str) -> str:
    return _NAMES.get(ord(char), f"U+{ord(char):04X}")
