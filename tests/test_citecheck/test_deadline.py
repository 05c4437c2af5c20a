"""Work within a time: its result or its exception if it is done, `TimeoutError` if it is late."""

import threading
import time

import pytest

from citecheck.deadline import within


def test_work_without_a_limit_is_done_in_the_thread_that_asks() -> None:
    assert within(None, threading.get_ident) == threading.get_ident()


def test_work_within_its_time_has_its_result_even_if_that_is_nothing() -> None:
    assert within(10, lambda: 7) == 7
    assert within(10, lambda: None) is None


@pytest.mark.parametrize(
    "error", [ValueError("odd"), MemoryError(), RecursionError(), KeyboardInterrupt(), SystemExit(3)]
)
def test_what_the_work_raises_is_raised(error: BaseException) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(type(error)) as raised:
        within(10, fail)
    assert raised.value is error


def test_work_that_is_late_is_left_to_itself() -> None:
    going = threading.Event()

    start = time.monotonic()
    with pytest.raises(TimeoutError):
        within(0.1, lambda: going.wait(20))
    assert time.monotonic() - start < 5
    going.set()


def test_work_that_never_yields_is_late_too() -> None:
    ended = threading.Event()

    def count() -> None:
        while not ended.is_set():
            pass

    with pytest.raises(TimeoutError):
        within(0.2, count)
    ended.set()
