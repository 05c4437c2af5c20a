"""Which files are ours: only these, and empty ones, are replaced by a report. Every built-in format has a mark."""

from __future__ import annotations

import re
from pathlib import Path

from reports.errors import ReportError

_HEAD = 16_384  # bytes that are read: the mark of an HTML report is behind its policy
_TAIL = 32_768  # what changed and what is ignored stands behind the mark of a text
_HEADS = re.compile(
    rb'\s*\{\s*"schema":\s*\d+,\s*"tool":'  # JSON
    rb'|\s*\{\s*"night":\s*\d'  # the account of a night
    rb'|\s*\{\s*"citecheck_(?:baseline|seal|review)":'
    rb"|## Citations\r?\n"  # Markdown
    rb"|(?:\xef\xbb\xbf)?document,line,column,severity,"  # CSV
    rb"|(?:\xef\xbb\xbf)?document,sentence_number,section,"  # the worksheet
    rb"|# Addresses that were lost, found by citecheck recover"  # a table of sources
    rb"|::(?:error|warning|notice) "  # annotations
    rb"|[\d,]+ documents?: [\d,]+ things? to fix"  # text, of several documents
)
_WITHIN = re.compile(
    rb'"driver":\s*\{\s*"name":\s*"citecheck"'  # SARIF
    rb'|<testsuites name="citecheck"'  # JUnit
    rb'|<meta name="generator" content="citecheck'  # HTML
    rb"|/\* made by citecheck \*/"  # the style and the script that the pages of a night share
)
_ENDS = re.compile(rb"(?m)^Checks:  .*\r?\n(?: .*\r?\n)?Sources: ")  # text, of one document


def check_replaceable(target: Path) -> None:
    """Raise `ReportError` if there is something at `target` that is no file, or a file without a mark of ours."""
    if target.is_dir():
        raise ReportError(f"{target}: cannot be written (it is a directory)")
    if target.exists() and not (target.is_file() and _is_ours(target)):
        raise ReportError(
            f"{target}: exists and is no report of citecheck; it stays as it is. Name another file, or remove it"
        )


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(max(0, path.stat().st_size - _TAIL))
            tail = file.read(_TAIL)
    except OSError as error:
        raise ReportError(f"{path}: exists and cannot be read ({error.strerror or error})") from error
    return not head or bool(_HEADS.match(head) or _WITHIN.search(head) or _ENDS.search(tail))


__all__ = ["check_replaceable"]
