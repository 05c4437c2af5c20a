"""Verdicts that were made before, given again where nothing that they depend on has changed.

They depend on the claim with its context, or on the quotation; on the texts that it is judged by; on who judges; and on
this program's version. Settings beyond these do not reach a judge.
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


class RememberingJudge:
    """Asks another judge what it was not asked before; see `citecheck.interfaces.Judge`."""

    def __init__(self, judge: Judge, cache: Cache) -> None:
        self.name = judge.name
        self.version: str | None = getattr(judge, "version", None)
        self._judge = judge
        self._cache = cache
        # The name alone does not tell two classes apart that call themselves the same.
        who = (type(judge).__module__, type(judge).__qualname__, judge.name, str(self.version))
        self._who = " ".join(who)

    def judge(self, claim: str, sources: Sequence[JudgedSource], *, context: ClaimContext) -> Check:
        """See `citecheck.interfaces.Judge.judge`."""
        read = [(source.reference, source.copy, text_digest(source.text)) for source in sources]
        key = _key("judge", self._who, claim, context, read)
        return _remembered(self._cache, key, Check, lambda: self._judge.judge(claim, sources, context=context))


class RememberingMatcher:
    """Asks another matcher what it was not asked before; see `citecheck.interfaces.Matcher`."""

    def __init__(self, matcher: Matcher, cache: Cache) -> None:
        self._matcher = matcher
        self._cache = cache
        self._who = f"{type(matcher).__module__}.{type(matcher).__qualname__}"

    def match(self, quote: str, text: SourceText) -> QuoteCheck:
        """See `citecheck.interfaces.Matcher.match`."""
        key = _key("match", self._who, quote, text_digest(text))
        return _remembered(self._cache, key, QuoteCheck, lambda: self._matcher.match(quote, text))


def text_digest(text: SourceText) -> str:
    """Return the SHA-256 (hex) of everything that a verdict may read from a text."""
    packed = msgspec.msgpack.encode((text.extent, text.places, text.title, text.published, text.language))
    return hashlib.sha256(_words_digest(text.text) + packed).hexdigest()


@lru_cache(maxsize=16)
def _words_digest(words: str) -> bytes:
    """Digest a long text once for all claims that are judged by it in a row."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()


def _key(*parts: object) -> str:
    packed = msgspec.msgpack.encode((__version__, *parts))
    return hashlib.sha256(packed).hexdigest()


def _remembered(cache: Cache, key: str, kind: type[_Verdict], make: Callable[[], _Verdict]) -> _Verdict:
    packed = cache.get("verdict", key)
    if packed is not None:
        try:
            known = msgspec.msgpack.decode(packed, type=kind)
        except msgspec.DecodeError:
            pass  # written by another version under the same number, in development: make it again
        else:
            cache.count("verdicts reused")
            return known
    verdict = make()
    cache.count("verdicts made")
    cache.put("verdict", key, msgspec.msgpack.encode(verdict))
    return verdict
