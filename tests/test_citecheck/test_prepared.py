"""A source that is prepared once answers as one that is prepared for each question, and is prepared once."""

from __future__ import annotations

import pytest

import citecheck
from citecheck.checking.passages import retrieval
from citecheck.checking.quotes import prepared as quotes_prepared
from citecheck.checking.support import judge as support_judge

PAGE = (
    "The Harrow Lock was opened by Mayor Lind on 14 March 1871. It cost 2,400 pounds, and 300 people came to see it. "
    "The keeper did not leave the house that winter. In 1912 the lock was rebuilt by the firm of Tanaka and Sons. "
    "Boats of up to forty tons passed it every day until the railway came to the valley in 1934, and the lock closed."
)
HTML = f"<html lang=en><title>Harrow Lock</title><article><h1>Harrow Lock</h1><p>{PAGE}</p></article>".encode()


def texts() -> list[str | citecheck.SourceText]:
    return [PAGE, citecheck.page_text(HTML), "", "Ein Satz.", "«»"]


@pytest.mark.parametrize("text", texts())
def test_answers_are_the_same_with_and_without_it(text: str | citecheck.SourceText) -> None:
    ready = citecheck.prepare(text)
    for quote in ("It cost 2,400 pounds", "It cost 2,500 pounds", "nothing of the kind", ""):
        assert citecheck.match_quote(quote, ready) == citecheck.match_quote(quote, text)
    for claim in ("The lock was opened in 1871.", "The lock was opened in 1874.", "Nobody came.", ""):
        assert citecheck.check_claim(claim, ready) == citecheck.check_claim(claim, text)


def test_a_page_keeps_its_date_and_its_places() -> None:
    source = citecheck.page_text(HTML)
    ready = citecheck.prepare(source)
    assert ready.source is source
    found = citecheck.match_quote("2,400 pounds", ready).passage
    assert found is not None
    assert source.text[found.start : found.end] == "2,400 pounds"


def test_a_held_source_is_prepared_once_however_many_others_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    cut, fold = retrieval.prepare, quotes_prepared.PreparedPage.__init__

    def counted_cut(source: citecheck.SourceText) -> object:
        made.append(source.text[:20])
        return cut(source)

    def counted_fold(page: quotes_prepared.PreparedPage, source: citecheck.SourceText) -> None:
        made.append(source.text[:20])
        fold(page, source)

    monkeypatch.setattr(retrieval, "prepare", counted_cut)
    monkeypatch.setattr(support_judge, "prepare", counted_cut)
    monkeypatch.setattr(quotes_prepared.PreparedPage, "__init__", counted_fold)
    ready = citecheck.prepare("A fresh text. " + PAGE)
    for number in range(40):
        other = f"Another page, number {number}, says that the mill burnt down in the night of the storm."
        citecheck.check_claim("The mill burnt down.", other)
        citecheck.match_quote("the mill burnt down", other)
        citecheck.check_claim("The lock was opened in 1871.", ready)
        citecheck.match_quote("It cost 2,400 pounds", ready)
    assert made.count(("A fresh text. " + PAGE)[:20]) == 2


def test_nothing_is_made_before_it_is_asked_for() -> None:
    ready = citecheck.prepare(PAGE)
    assert not {"quotations", "passages"} & set(vars(ready))
    citecheck.match_quote("It cost 2,400 pounds", ready)
    assert {"quotations", "passages"} & set(vars(ready)) == {"quotations"}
    assert "characters" in repr(ready)
