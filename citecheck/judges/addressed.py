"""Recognise text that addresses the model that reads it, so that such a source is not shown to one.

No list is complete. What the list leaves out meets the checks of the answer (`opinion_rules`): its passage must stand
in the source and carry the claim, and it never supports a claim against a number, a date or a name that differs.
"""

from __future__ import annotations

import base64
import codecs
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[^\S\n]+")
_SPREAD = re.compile(r"\b(?:[a-z][ .\-_*]){3,}[a-z]\b")  # i g n o r e, i-g-n-o-r-e
_BETWEEN = re.compile(r"[ .\-_*]")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_LOOKS = str.maketrans("аеорсухіѕјԁһӏ" + "οανικ" + "013457@$", "aeopcyxisjdhl" + "oavik" + "oieastas")
_TAG_BASE = 0xE0000  # characters that show nothing and stand for ASCII, one for one


def addresses_a_model(text: str) -> str:
    """Return which sign of `text` says that it addresses a model; empty: none was found.

    The cost is linear in the text; the callers pass what would be sent, which is bounded.
    """
    for variant in dict.fromkeys(_variants(text)):
        for name, sign in _signs():
            if sign.search(variant):
                return name
    return ""


def _variants(text: str) -> Iterator[str]:
    """Yield the readings of a text that a model may make: as it is, and with common disguises undone."""
    plain = _plain(text)
    joined = _SPREAD.sub(lambda match: _BETWEEN.sub("", match[0]), plain)
    yield from (plain, joined, joined.translate(_LOOKS), plain[::-1], codecs.encode(plain, "rot13"))
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
    folded = unicodedata.normalize("NFKD", f"{visible}\n{hidden}").casefold()
    folded = "".join(one for one in folded if not unicodedata.combining(one))
    return _SPACES.sub(" ", folded.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"'))


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    page = resources.files("citecheck.judges") / "addressed.toml"
    rows = tomllib.loads(page.read_text(encoding="utf-8"))["sign"]
    return tuple((row["name"], re.compile(row["pattern"], re.MULTILINE | re.DOTALL)) for row in rows)


__all__ = ["addresses_a_model"]
