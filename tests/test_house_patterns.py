"""No regular expression of the packages costs more than the square of its text, and most cost no more than its length.

An expression that repeats a repetition, or two that overlap, can take time that doubles with each character. Every
expression of the code and of the TOML data is held against texts that are made of its own parts. Those that cost the
square of a text are held by the readers, which bound the texts (`tests/test_hostile_sizes.py`).
"""

import re
import signal
from collections.abc import Callable
from types import FrameType

import pytest
from patterns import PACKAGES, all_patterns, hostile_texts, repeats

SHORT, LONG = 30, 1_200  # characters: an exponential expression hangs at the first length, a cubic one at the second
SECONDS = 1.0  # processor time of one search; the square of `LONG` takes some hundredths


class TooSlow(Exception):
    pass


def stopped_after(seconds: float, work: Callable[[], object]) -> bool:
    """Return whether `work` had to be stopped. The engine of `re` looks for signals now and then."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        work()
    except TooSlow:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return False


def used(pattern: re.Pattern, mode: str, text) -> None:
    if mode == "search":
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, mode)(text)


def slow_text(pattern: re.Pattern, modes: frozenset[str]) -> str:
    """Return the first text on which `pattern` takes too long; empty if there is none."""
    for length in (SHORT, LONG):
        for text in hostile_texts(pattern, length):
            for mode in sorted(modes):
                if stopped_after(SECONDS, lambda mode=mode, text=text: used(pattern, mode, text)):
                    return f"{mode} {text[:40]!r}"
    return ""


@pytest.mark.parametrize(
    ("expression", "is_slow"),
    [
        (r"(?:\s|<!--.*?-->)*<", False),
        (r"(?:\s+|<!--.*?-->|-)*<p", True),
        (r"(?:[ab]+)*c", True),
        (r"(?:[ab]+)*+c", False),
        (r"a*b*c*d", False),
        (r"\s*,?\s*,?\s*x", True),
        (r"\s*+,?\s*+x", False),
    ],
)
def test_the_texts_find_an_expression_that_costs_too_much(expression: str, is_slow: bool) -> None:
    assert bool(slow_text(re.compile(expression), frozenset({"search"}))) is is_slow


@pytest.fixture(scope="module")
def patterns():
    return [one for one in all_patterns() if repeats(one.pattern)]


def test_all_kinds_of_expressions_are_found(patterns) -> None:
    places = " ".join(one.where for one in patterns)

    assert all(f"{package}." in places or f"{package}/" in places for package in PACKAGES)
    assert ".toml" in places and ".py:" in places
    assert len(patterns) > 400


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(8))
def test_no_expression_costs_more_than_the_square_of_a_text(patterns, part: int) -> None:
    slow = {
        one.where: f"{found} {str(one.pattern.pattern)[:80]}"
        for one in patterns[part::8]
        if (found := slow_text(one.pattern, one.modes))
    }

    assert slow == {}
