"""Read what a language model wrote: one JSON object, or lines of plain text. Whatever else it is, is no opinion."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from citecheck.judges.model import NoOpinion, Opinion, Reply, Silence
from citecheck.judges.prompt import OUTCOMES
from claims.patterns import lazy_regex
from reports.model import Outcome

_MOST = 60_000  # characters of an answer that are read
_TRIES = 40  # braces at which a JSON object is looked for
_PASSAGES = 5  # passages of an answer that are read
_LONGEST = 2_000  # characters of one passage, and of the other value
_THOUGHT = "</think>"  # some models write their thoughts first, up to this mark
_LINE = lazy_regex(r"(?im)^[\s>*_#-]{0,8}(OUTCOME|PASSAGE|MISSING|OTHER VALUE)[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*(.*)$")
_QUOTED = ('""', "“”", "„“", "«»", "''")


def read_answer(text: str) -> Reply:
    """Return the opinion that `text` gives, or why it is none. No text raises an exception.

    A text with two different opinions is none.
    """
    if len(text) > _MOST:
        return _unreadable(f"the answer is longer than {_MOST:,} characters")
    answer = text.rpartition(_THOUGHT)[2].strip()
    if _THOUGHT.replace("/", "") in answer:
        return _unreadable("the answer ends among the model's thoughts")
    if not answer:
        return _unreadable("the answer is empty")
    found = list(_objects(answer)) or list(_lines(answer))
    if not found:
        return _unreadable("the answer is neither JSON nor the lines that were asked for")
    opinions = [_opinion(one) for one in found]
    first = opinions[0]
    if any(one != first for one in opinions):
        return _unreadable("the answer holds two different opinions")
    return first


def _objects(answer: str) -> Iterator[Mapping[str, Any]]:
    """Yield the JSON objects of an answer that have an outcome."""
    decoder = json.JSONDecoder()
    at = answer.find("{")
    for _ in range(_TRIES):
        if at < 0:
            return
        try:
            found, end = decoder.raw_decode(answer, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            if isinstance(found, dict) and "outcome" in found:
                yield found
            else:
                end = at + 1  # the answer may stand inside another object
        at = answer.find("{", end)


def _lines(answer: str) -> Iterator[Mapping[str, Any]]:
    """Yield what the lines of a plain answer say, if they name an outcome."""
    said: dict[str, list[str]] = {}
    for match in _LINE.finditer(answer):
        said.setdefault(match[1].upper(), []).append(match[2].strip())
    outcomes = said.get("OUTCOME", [])
    for outcome in dict.fromkeys(word.strip(" .*_`\"'").lower() for word in outcomes):
        yield {
            "outcome": outcome,
            "passages": [_bare(words) for words in said.get("PASSAGE", ())],
            "missing": [words.strip() for line in said.get("MISSING", ()) for words in line.split(";")],
            "other_value": _bare(next(iter(said.get("OTHER VALUE", ())), "")),
        }


def _opinion(found: Mapping[str, Any]) -> Reply:
    outcome = found.get("outcome")
    named = outcome.strip().lower() if isinstance(outcome, str) else ""
    if named not in tuple(map(str, OUTCOMES)):
        return _unreadable("the answer names no outcome that was offered")
    passages = _texts(found.get("passages"), found.get("passage"))
    other = found.get("other_value")
    if not isinstance(other, str):
        other = ""
    if len(passages) > _PASSAGES or any(len(words) > _LONGEST for words in (*passages, other)):
        return _unreadable(f"the answer names more than {_PASSAGES} passages, or a longer one than was asked for")
    return Opinion(
        outcome=Outcome(named),
        passages=passages,
        missing=tuple(words[:_LONGEST] for words in _texts(found.get("missing"))[:_PASSAGES]),
        other_value=_none(_plain(other)),
    )


def _texts(*values: object) -> tuple[str, ...]:
    """Return the texts of lists and of single texts, without empty ones."""
    found: list[str] = []
    for value in values:
        listed = value if isinstance(value, list) else [value]
        listed = [one.get("text") if isinstance(one, dict) else one for one in listed]
        found += [_none(_plain(one)) for one in listed if isinstance(one, str)]
    return tuple(filter(None, dict.fromkeys(found)))


def _plain(words: str) -> str:
    """Return `words` without space around them, and with a question mark for each lone surrogate of a wrong escape."""
    return words.encode("utf-8", "replace").decode().strip()


def _none(words: str) -> str:
    """Return `words`, or nothing where a model writes that there is nothing."""
    return "" if words.strip(" .-–—()[]").lower() in ("", "none", "n/a", "null", "empty") else words


def _bare(words: str) -> str:
    """Return `words` without the quotation marks around them."""
    stripped = words.strip()
    if any(len(stripped) > 1 and stripped[0] == pair[0] and stripped[-1] == pair[1] for pair in _QUOTED):
        return stripped[1:-1].strip()
    return stripped


def _unreadable(reason: str) -> NoOpinion:
    return NoOpinion(kind=Silence.UNREADABLE, reason=reason, lasting=True)


__all__ = ["read_answer"]
