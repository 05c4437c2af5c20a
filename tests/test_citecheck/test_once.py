"""Tables and patterns that take long to make are made once, also where many threads ask at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from citecheck.once import once

THREADS = 8


def test_threads_that_ask_at_the_same_time_share_one_value() -> None:
    together, made = Barrier(THREADS), []

    @once
    def table(name: str) -> list[str]:
        made.append(name)
        return [name]

    def ask(_: int) -> int:
        together.wait()
        return id(table("walls"))

    with ThreadPoolExecutor(THREADS) as pool:
        values = set(pool.map(ask, range(THREADS)))
    assert made == ["walls"]
    assert len(values) == 1


def test_other_arguments_give_another_value_and_a_value_may_need_another_one() -> None:
    @once
    def steps(number: int) -> int:
        return 1 if number == 0 else steps(number - 1) + 1

    assert [steps(3), steps(5), steps(0)] == [4, 6, 1]


def test_what_fails_is_tried_again() -> None:
    answers = iter([ValueError("not yet"), 7])

    @once
    def value() -> int:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(ValueError, match="not yet"):
        value()
    assert value() == value() == 7
