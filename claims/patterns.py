"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _LazyRegex:
    """Stands for a pattern: the first use of a method compiles it, and later uses find the method here."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._asked = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._asked)
        value = getattr(compiled, name)
        self.__dict__[name] = value
        return value

    def __reduce__(self) -> tuple[Any, ...]:
        return lazy_regex, (self.pattern, self._asked)


def lazy_regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression that is compiled when a method of it is first called.

    The readers have hundreds of patterns, and a small document needs half of them. To compile all takes longer than
    to read it. `pattern` is what `re.compile` takes, and `flags` its flags. The result has the attributes of
    `re.Pattern`; the functions of `re` do not take it, its methods do the same. A mistake in the pattern raises
    `re.error` at the first use, so a test compiles every one.
    """
    return cast("re.Pattern[AnyStr]", _LazyRegex(pattern, flags))
