"""Recognise text that addresses the model that reads it, so that such a source is not shown to one.

No list is complete. What the list leaves out meets the checks of the answer (`opinion_rules`): its passage must stand
in the source and carry the claim, and it never supports a claim against a number, a date or a name that differs.
"""

from __future__ import annotations

import base64
import codecs
import html
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import unquote

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[^\S\n]+")
_SPREAD = re.compile(r"\b(?:[a-z][ .\-_*]){3,}[a-z]\b")  # i g n o r e, i-g-n-o-r-e
_NEAR = 140  # characters on each side: about two sentences
_WAYS = 2
_BETWEEN = re.compile(r"[ .\-_*]")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_LOOKS = str.maketrans("аеорсухіѕјԁһӏ" + "οανικ" + "013457@$", "aeopcyxisjdhl" + "oavik" + "oieastas")
_TAG_BASE = 0xE0000  # characters that show nothing and stand for ASCII, one for one


def addresses_a_model(text: str) -> str:
    """Return which sign of `text` says that it addresses a model; empty: none was found.

    The cost is linear in the text; the callers pass what would be sent, which is bounded.
    """
    for variant in dict.fromkeys(_variants(text)):
        for sign in _signs():
            if sign.is_in(variant):
                return sign.name
    return ""


def speaks_to_its_reader(sentence: str) -> bool:
    """Return whether `sentence` has two ways of speaking to a reader, such as an order and the word "source".

    Of the best passages of WiCE's dev half, 1 in 90 that has a quarter of a claim's weight does.
    """
    plain = _plain(sentence)
    return sum(way.search(plain) is not None for way in _ways()) >= _WAYS


def _variants(text: str) -> Iterator[str]:
    """Yield the readings of a text that a model may make: as it is, and with common disguises undone."""
    plain = _plain(text)
    joined = _SPREAD.sub(lambda match: _BETWEEN.sub("", match[0]), plain)
    yield from (plain, joined, joined.translate(_LOOKS), plain[::-1], codecs.encode(plain, "rot13"))
    yield from (_plain(html.unescape(text)), _plain(unquote(text)))
    yield from (_plain(_decoded(match[0])) for match in _BASE64.finditer(text))


def _decoded(written: str) -> str:
    """Return what a run of base 64 holds; empty: it is none."""
    try:
        found = base64.b64decode(written + "=" * (-len(written) % 4), validate=True).decode("utf-8")
    except ValueError:
        return ""
    return found if found.isprintable() else ""


def _plain(text: str) -> str:
    hidden = "".join(chr(ord(one) - _TAG_BASE) for one in text if _TAG_BASE < ord(one) < _TAG_BASE + 0x7F)
    visible = _INVISIBLE.sub("", text)
    folded = unicodedata.normalize("NFKC", f"{visible}\n{hidden}").casefold()
    folded = "".join(map(_bare, folded))
    return _SPACES.sub(" ", folded.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"'))


@cache
def _bare(letter: str) -> str:
    """Return a Latin letter without its accent; other letters as they are."""
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else "" if unicodedata.combining(letter) else letter


@dataclass(frozen=True, slots=True)
class _Sign:
    """An expression, and others that must all stand within a few words of it."""

    name: str
    pattern: re.Pattern[str]
    near: tuple[re.Pattern[str], ...]

    def is_in(self, text: str) -> bool:
        if not self.near:
            return self.pattern.search(text) is not None
        around = (text[max(0, one.start() - _NEAR) : one.end() + _NEAR] for one in self.pattern.finditer(text))
        return any(all(other.search(words) for other in self.near) for words in around)


@cache
def _signs() -> tuple[_Sign, ...]:
    page = resources.files("citecheck.judges") / "addressed.toml"
    rows = tomllib.loads(page.read_text(encoding="utf-8"))["sign"]
    return tuple(
        _Sign(row["name"], _compiled(row["pattern"]), tuple(map(_compiled, row.get("near", ())))) for row in rows
    )


@cache
def _ways() -> tuple[re.Pattern[str], ...]:
    page = resources.files("citecheck.judges") / "addressed.toml"
    rows = tomllib.loads(page.read_text(encoding="utf-8"))["speech"]
    return tuple(_compiled(row["pattern"]) for row in rows)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE | re.DOTALL)


__all__ = ["addresses_a_model", "speaks_to_its_reader"]
