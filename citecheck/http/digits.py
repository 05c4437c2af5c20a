"""Numbers in headers, which anybody may have written."""

from __future__ import annotations

_MOST = 18  # digits; Python refuses to read numbers of thousands of digits


def header_number(text: str) -> int | None:
    """Return the number that `text` writes in the digits 0 to 9; None for all else, such as "²" or an empty text.

    Of a number with more than 18 digits the first 18 are read: it is larger than any limit.
    """
    if not (text.isascii() and text.isdecimal()):
        return None
    return int(text.lstrip("0")[:_MOST] or "0")


__all__ = ["header_number"]
