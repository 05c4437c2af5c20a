"""The patterns of `signs.toml`: words, addresses and mark-up by which kinds of pages are recognised."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import Any

from citecheck.once import once


@once
def _table() -> dict[str, Any]:
    text = resources.files("citecheck.pages").joinpath("signs.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@once
def pattern(section: str, *names: str) -> re.Pattern[str]:
    """Return one pattern for all entries of the lists `names` in `section`; without names, of all its lists."""
    table = _table()
    words = table["words"]
    lists = [table[section][name] for name in names] if names else list(table[section].values())
    entries = (entry for entries in lists for entry in entries)
    filled = (re.sub(r"\{(thing|the|code)\}", lambda found: words[found[1]], entry) for entry in entries)
    return re.compile("|".join(f"(?:{entry})" for entry in filled), re.IGNORECASE)


@once
def notice() -> re.Pattern[str]:
    """Return the pattern of a notice that something was not found, with or without a code (404) and "oops"."""
    code = _table()["words"]["code"]
    exclamation = (
        r"(?:(?:oops|ops|ups|sorry|uh[- ]?oh|whoops|hmm+|error|(?:we're|we are) (?:very )?sorry|désolée?|perdón"
        r"|lo sentimos|ci dispiace|przepraszamy|leider)[ ,!.:…-]*+)*+(?:but )?"
    )
    said = pattern("not-found").pattern
    return re.compile(
        rf"{exclamation}(?:{code}[ ,:!.)(–—-]*)?(?:{said})(?:[ ,:!.)(–—-]*{code})?|{exclamation}{code}", re.IGNORECASE
    )


@once
def parking_services() -> frozenset[str]:
    """Return the registrable domains of parking services, which park and sell domains."""
    return frozenset(_table()["parked"]["domains"])


def plain(text: str) -> str:
    """Return `text` on one line with straight apostrophes. The patterns are matched against this."""
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


__all__ = ["notice", "parking_services", "pattern", "plain"]
