"""A cache whose values are computed once in a process, also where several threads ask at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Value = TypeVar("Value")


def once(function: Callable[Given, Value]) -> Callable[Given, Value]:
    """Return `function` with a cache of its values; a value is computed by one thread while the others wait.

    `functools.cache` computes a value once for each thread that asks before the first is done. For tables and patterns
    that take long to make, all threads of an audit do so at its start. The arguments must be hashable.
    """
    values: dict[Hashable, Value] = {}
    lock = threading.RLock()  # a value may be computed from another of the same function

    @wraps(function)
    def ask(*args: Given.args, **kwargs: Given.kwargs) -> Value:
        key = (args, *sorted(kwargs.items()))
        if key not in values:
            with lock:
                if key not in values:
                    values[key] = function(*args, **kwargs)
        return values[key]

    return ask


__all__ = ["once"]
