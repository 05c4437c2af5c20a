"""The numbers of the items of Markdown's ordered lists: as they are written, where each item has one of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it.token import Token


def item_numbers(tokens: Sequence[Token]) -> Mapping[int, str]:
    """Map the places of the opening tokens of items of outer ordered lists to their numbers.

    "1. 3. 4." keeps its numbers, although a browser shows 1, 2, 3: the marks of the text show what is written. A list
    that repeats a number, such as "1. 1. 1.", is counted from its first.
    """
    numbers: dict[int, str] = {}
    items: list[int] = []
    depth = 0
    for place, token in enumerate(tokens):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            depth += 1
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            depth -= 1
            if depth == 0:
                numbers.update(_numbered(tokens, items))
                items.clear()
        elif token.type == "list_item_open" and token.info:
            if depth == 1:
                items.append(place)
            elif depth == 2 and tokens[place - 2].type == "list_item_open":
                numbers[place] = token.info  # "* 3. Able"
    return numbers


def _numbered(tokens: Sequence[Token], items: Sequence[int]) -> Mapping[int, str]:
    written = [int(tokens[place].info) for place in items]
    if len(set(written)) < len(written):
        written = list(range(written[0], written[0] + len(written)))
    return {place: str(number) for place, number in zip(items, written, strict=True)}
