"""Opinions that were given before: by claim, digest of each source, model, and hash of the prompt."""

from __future__ import annotations

import hashlib
from typing import Protocol

import msgspec

from citecheck.judges.model import NoOpinion, Opinion, Question, Reply


class Entries(Protocol):
    """Bytes by kind and key, such as the cache of earlier nights (`citecheck.store.cache.Cache`)."""

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the entry of `kind` with `key`; None: there is none."""
        ...

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Store `data` as the entry of `kind` with `key`."""
        ...


_KIND = "opinion"
_OPINIONS: msgspec.msgpack.Decoder[Opinion] = msgspec.msgpack.Decoder(Opinion)
_SILENCES: msgspec.msgpack.Decoder[NoOpinion] = msgspec.msgpack.Decoder(NoOpinion)
_REPLIES = msgspec.msgpack.Decoder(tuple[bool, msgspec.Raw])


class OpinionMemory:
    """Remembers opinions during a run, and in `entries` from run to run; None: during the run alone."""

    def __init__(self, entries: Entries | None = None) -> None:
        self._entries = entries
        self._known: dict[str, Reply] = {}

    def get(self, key: str) -> Reply | None:
        """Return the reply that was stored under `key`; None: there is none."""
        known = self._known.get(key)
        packed = self._entries.get(_KIND, key) if known is None and self._entries is not None else None
        if packed is None:
            return known
        try:
            is_opinion, raw = _REPLIES.decode(packed)
            stored: Reply = _OPINIONS.decode(raw) if is_opinion else _SILENCES.decode(raw)
        except (ValueError, RecursionError):
            return None  # another version wrote it: ask again
        self._known[key] = stored
        return stored

    def put(self, key: str, reply: Reply) -> None:
        """Remember `reply` under `key`, unless another run may give another one, as after a failure."""
        if isinstance(reply, NoOpinion) and not reply.lasting:
            return
        self._known[key] = reply
        if self._entries is not None:
            packed = msgspec.msgpack.encode((not isinstance(reply, NoOpinion), reply))
            self._entries.put(_KIND, key, packed)


def opinion_key(version: str, question: Question) -> str:
    """Return the key of `question` for the model `version`: claim, context, what is sent, and the sources' digests."""
    sources = [hashlib.sha256(text.source.text.encode("utf-8", "surrogatepass")).digest() for _, text in question.parts]
    asked = (version, question.claim, question.context, question.stretches, question.facts, sources)
    return hashlib.sha256(repr(asked).encode("utf-8", "backslashreplace")).hexdigest()


__all__ = ["Entries", "OpinionMemory", "opinion_key"]
