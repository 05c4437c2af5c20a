"""The time that a page of wikitext takes grows with its length, whatever its templates."""

import time

import pytest

from claims.readers.wikitext import read

_OPENINGS = [
    "{{s|",
    "{{age|",
    "{{cite web|language=",
    "{{citazione necessaria|abcdef ",
    "{{enlace roto|1=",
    "{{cita|",
    "{{sfn|",
    "{{convert|",
    "{{wayback|title=",
]


def _seconds(source):
    started = time.monotonic()
    read(source.encode(), name="page")
    return time.monotonic() - started


@pytest.mark.parametrize("opening", _OPENINGS)
def test_templates_within_templates_are_each_read_once(opening):
    nested = opening * 22 + "x" + "}}" * 22

    assert _seconds(f"Text <ref>{nested}</ref> {nested}") < 2.0


@pytest.mark.parametrize("opening", _OPENINGS)
def test_templates_that_never_end_are_words(opening):
    assert _seconds((opening + "x ") * (50_000 // len(opening))) < 4.0
