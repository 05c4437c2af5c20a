"""Take the lines out of tables that are drawn with signs, "| a | b |" and "│ a │ b │": tabs part their cells."""

from __future__ import annotations

from collections.abc import Iterator

from claims.patterns import lazy_regex
from claims.source_map import TextEdit

EMPTY = "\u200b"
"""Stands in a cell that has no words: a space of no width."""
_BARS = "|│┃║┆┊"
_BAR = lazy_regex(rf"(?<![ \t])[ \t]*+[{_BARS}][ \t]*+|[{_BARS}][ \t]*+")
_RULE = lazy_regex(rf"[-=+:{_BARS} \t─━═┄┈┌┬┐├┼┤└┴┘╭╮╰╯╞╪╡╒╤╕╘╧╛╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛┡╇┩]+")
_RULED = lazy_regex(r"-{2,}|={2,}|─{2,}|━{2,}|═{2,}")
_FEWEST = 2  # rows of a table


def drawn_edits(text: str) -> list[TextEdit]:
    """Return the edits that leave the rows of drawn tables, a tab between two cells, without the lines between rows."""
    edits: list[TextEdit] = []
    run: list[tuple[int, str]] = []
    place = 0
    for line in text.split("\n"):
        if _is_rule(line) or _BAR.search(line):
            run.append((place, line))
        else:
            edits += _of_table(run)
            run = []
        place += len(line) + 1
    return [*edits, *_of_table(run)]


def _is_rule(line: str) -> bool:
    return _RULE.fullmatch(line) is not None and _RULED.search(line) is not None


def _of_table(run: list[tuple[int, str]]) -> Iterator[TextEdit]:
    """Yield the edits of a run of lines, if these are the rows of one table."""
    rows = [(place, line) for place, line in run if not _is_rule(line)]
    counts = {len(_BAR.findall(line)) for _, line in rows}
    enclosed = all(_BAR.match(line) for _, line in rows)
    if len(rows) < _FEWEST or len(counts) != 1 or (len(rows) == len(run) and (not enclosed or max(counts) < 3)):
        return
    for place, line in run:
        if _is_rule(line):
            yield TextEdit(place, place + len(line) + 1, "")
        else:
            yield from _of_row(place, line, enclosed=enclosed)


def _of_row(place: int, line: str, *, enclosed: bool) -> Iterator[TextEdit]:
    bars = list(_BAR.finditer(line))
    last = len(bars) - 1
    for number, bar in enumerate(bars):
        opens = enclosed and number == 0
        closes = enclosed and number == last
        following = bars[number + 1].start() if number < last else len(line)
        new = "" if opens or closes else "\t"
        if not closes and bar.end() >= following:
            new += EMPTY
        if number == 0 and not opens and not line[: bar.start()].strip():
            new = EMPTY + new
        yield TextEdit(place + bar.start(), place + bar.end(), new)


__all__ = ["EMPTY", "drawn_edits"]
