"""Verdicts of earlier nights, used again if everything that they depend on is unchanged.

A verdict depends on the claim with its context (or on the quotation), on the texts of the sources, on who judges, and
on this program's version. No setting reaches a judge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

import msgspec

from citecheck._version import __version__
from citecheck.interfaces import Judge, Matcher
from citecheck.model import ClaimContext, JudgedSource, SourceText
from citecheck.store.cache import Cache
from reports.model import Check, QuoteCheck

_Verdict = TypeVar("_Verdict", Check, QuoteCheck)


_CHECKS = msgspec.msgpack.Decoder(Check)  # made when this module is imported, as in `store.pages`
_QUOTES = msgspec.msgpack.Decoder(QuoteCheck)


class CachedJudge:
    """A judge whose verdicts are stored and used again; see `citecheck.interfaces.Judge`."""

    def __init__(self, judge: Judge, cache: Cache, *, version: str) -> None:
        """`version` is the judge's own: a verdict of another version is never used again."""
        self.name = judge.name
        self.version: str | None = version
        self._judge = judge
        self._cache = cache
        # Two classes may have the same name, so the class is part of the key. Where it runs changes nothing.
        made_by = type(getattr(judge, "judge_here", judge))
        self._who = " ".join((made_by.__module__, made_by.__qualname__, judge.name, version))

    def judge(self, claim: str, sources: Sequence[JudgedSource], *, context: ClaimContext) -> Check:
        """See `citecheck.interfaces.Judge.judge`."""
        read = [(source.reference, source.copy, text_digest(source.text)) for source in sources]
        key = _key("judge", self._who, claim, context, read)
        return _cached(self._cache, key, _CHECKS, lambda: self._judge.judge(claim, sources, context=context))


class CachedMatcher:
    """A matcher whose results are stored and used again; see `citecheck.interfaces.Matcher`."""

    def __init__(self, matcher: Matcher, cache: Cache) -> None:
        self._matcher = matcher
        self._cache = cache
        self._who = f"{type(matcher).__module__}.{type(matcher).__qualname__}"

    def match(self, quote: str, text: SourceText) -> QuoteCheck:
        """See `citecheck.interfaces.Matcher.match`."""
        key = _key("match", self._who, quote, text_digest(text))
        return _cached(self._cache, key, _QUOTES, lambda: self._matcher.match(quote, text))


def text_digest(text: SourceText) -> str:
    """Return the SHA-256 (hex) of everything in `text` that a verdict may depend on."""
    packed = msgspec.msgpack.encode((text.extent, text.places, text.title, text.published, text.language))
    return hashlib.sha256(_words_digest(text.text) + packed).hexdigest()


@lru_cache(maxsize=16)
def _words_digest(words: str) -> bytes:
    """Return the digest of a text; cached, because many claims in a row are judged by the same long text."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()


def _key(*parts: object) -> str:
    packed = msgspec.msgpack.encode((__version__, *parts))
    return hashlib.sha256(packed).hexdigest()


def _cached(
    cache: Cache, key: str, decoder: msgspec.msgpack.Decoder[_Verdict], make: Callable[[], _Verdict]
) -> _Verdict:
    packed = cache.get("verdict", key)
    if packed is not None:
        try:
            known = decoder.decode(packed)
        except (ValueError, RecursionError):
            pass  # a development version wrote it in another form: judge again
        else:
            cache.count("verdicts reused")
            return known
    verdict = make()
    cache.count("verdicts made")
    cache.put("verdict", key, msgspec.msgpack.encode(verdict))
    return verdict


__all__ = ["CachedJudge", "CachedMatcher", "text_digest"]
