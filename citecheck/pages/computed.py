"""A property that is computed when it is first asked, without a lock.

`functools.cached_property` of Python 3.11 has one lock for all objects of a class: while one page is read, no other
could be. Two threads that ask the same object at the same time may compute its value twice; the values are equal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Value = TypeVar("Value")


class computed(Generic[Value]):  # used as a decorator, like `property`
    """A property whose value is computed once for each object, by the method that it decorates (`method`)."""

    def __init__(self, method: Callable[[Any], Value]) -> None:
        self._method = method
        self._name = ""
        self.__doc__ = method.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type | None = None) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type | None = None) -> Value: ...

    def __get__(self, instance: object | None, owner: type | None = None) -> Self | Value:
        if instance is None:
            return self
        value = self._method(instance)
        instance.__dict__[self._name] = value
        return value


__all__ = ["computed"]
