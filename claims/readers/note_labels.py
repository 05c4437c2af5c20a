"""What the marks of a note show: its number, in the way of the group that it is in."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
NUMBERED_GROUPS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lower-alpha": lambda number: _letters(number, "abcdefghijklmnopqrstuvwxyz"),
    "upper-alpha": lambda number: _letters(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lower-greek": lambda number: _letters(number, "αβγδεζηθικλμνξοπρστυφχψω"),
    "lower-roman": lambda number: _roman(number).lower(),
    "upper-roman": lambda number: _roman(number),
}


def label_of(group: str, number: str) -> str:
    """Return the label of the note with `number` ("3", or "3.1" for a part of it) in `group`."""
    head, dot, tail = number.partition(".")
    if group in NUMBERED_GROUPS and head.isdigit():
        return NUMBERED_GROUPS[group](int(head)) + dot + tail
    return f"{group} {number}" if group else number


def _letters(number: int, alphabet: str) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, len(alphabet))
        letters = alphabet[rest] + letters
    return letters


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * min(count, 40)
    return written
