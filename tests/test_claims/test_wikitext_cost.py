"""The time that a page of wikitext takes grows with its length, whatever its templates."""

import time

import pytest

from claims.readers.wikitext import read


@pytest.mark.parametrize(
    "opening",
    [
        "{{s|",
        "{{age|",
        "{{cite web|language=",
        "{{citazione necessaria|abcdef ",
        "{{enlace roto|1=",
        "{{cita|",
        "{{sfn|",
        "{{convert|",
        "{{wayback|title=",
    ],
)
def test_templates_within_templates_are_each_read_once(opening):
    nested = opening * 22 + "x" + "}}" * 22
    started = time.monotonic()
    read(f"Text <ref>{nested}</ref> {nested}".encode(), name="page")

    assert time.monotonic() - started < 2.0
