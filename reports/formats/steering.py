"""Words from outside, made inert for terminals and for the runners of code hosts, which read what a step prints.

A terminal obeys control characters. The runner of GitHub Actions obeys lines that begin with ``::`` and, as that of
Azure Pipelines and of TeamCity, words such as ``##[group]`` and ``##vso[task]`` anywhere in a line.
"""

from __future__ import annotations

import re

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LINE_COMMAND = re.compile(r"(?m)^([^\S\n]*:):")
_COMMAND = re.compile(r"##(?=\w{0,40}\[)")
_JOINER = "\u2060"  # a word joiner: without width, and no part of a command


def printable(text: str) -> str:
    """Return `text` with U+FFFD for what would steer a terminal, and without words that a runner would obey.

    What steers a terminal are control characters and overrides of direction. A command of a runner gets an invisible
    character. Joiners stay: in Persian and the Indic scripts they are part of the spelling.
    """
    text = _STEERING.sub("\ufffd", text)
    if "##" in text:
        text = _COMMAND.sub(f"#{_JOINER}#", text)
    return _LINE_COMMAND.sub(rf"\1{_JOINER}:", text) if "::" in text else text


def inert_json(text: str) -> str:
    """Return `text`, which is JSON, as JSON of the same value in which nothing steers a terminal or a runner."""
    if "##" in text:
        text = _COMMAND.sub(r"#\\u0023", text)
    return _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


__all__ = ["inert_json", "printable"]
