"""Verdicts that are given again, and those that are not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from nights import SetClock
from plain_judge import PlainJudge

from citecheck.checking.quotes import QuoteMatcher
from citecheck.model import ClaimContext, JudgedSource, SourceText
from citecheck.store.cache import Cache
from citecheck.store.caching import Caching
from reports.model import Check, Extent

TEXT = SourceText(text="The bridge was opened in 1912 by the mayor of the harbour town.", extent=Extent.FULL)
CLAIM = "The bridge was opened in 1912."


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    made = Cache(tmp_path / "cache.sqlite", now="2026-03-01T02:00:00Z")
    yield made
    made.close()


def remembering(cache: Cache) -> Caching:
    return Caching(cache, clock=SetClock(), night="one")


def judged(*texts: SourceText) -> list[JudgedSource]:
    return [JudgedSource(reference=f"r{n}", copy=f"c{n}", text=text) for n, text in enumerate(texts)]


def test_the_same_question_is_asked_once(cache: Cache) -> None:
    judge = remembering(cache).judge(PlainJudge())
    first = judge.judge(CLAIM, judged(TEXT), context=ClaimContext())
    assert judge.judge(CLAIM, judged(TEXT), context=ClaimContext()) == first
    assert PlainJudge().judge(CLAIM, judged(TEXT), context=ClaimContext()) == first
    assert cache.account() == {"verdicts made": 1, "verdicts reused": 1}


@pytest.mark.parametrize(
    ("claim", "sources", "context"),
    [
        ("The bridge was opened in 1913.", judged(TEXT), ClaimContext()),
        (CLAIM, judged(replace(TEXT, text=TEXT.text + " Again.")), ClaimContext()),
        (CLAIM, judged(replace(TEXT, extent=Extent.TEASER)), ClaimContext()),
        (CLAIM, judged(replace(TEXT, title="A title")), ClaimContext()),
        (CLAIM, judged(TEXT, TEXT), ClaimContext()),
        (CLAIM, judged(TEXT), ClaimContext(before="It was foggy.")),
    ],
)
def test_whatever_a_verdict_depends_on_makes_it_anew(
    cache: Cache, claim: str, sources: Sequence[JudgedSource], context: ClaimContext
) -> None:
    judge = remembering(cache).judge(PlainJudge())
    judge.judge(CLAIM, judged(TEXT), context=ClaimContext())
    judge.judge(claim, sources, context=context)
    assert cache.account() == {"verdicts made": 2}


@pytest.mark.parametrize(
    "harm",
    [lambda kept: kept.replace(b"its words", b"\xffts words"), lambda kept: b"\x91" * 5000, lambda kept: kept[:-3]],
    ids=["no text", "too deep", "cut"],
)
def test_a_damaged_verdict_is_made_anew(cache: Cache, monkeypatch: pytest.MonkeyPatch, harm) -> None:
    judge = remembering(cache).judge(PlainJudge())
    first = judge.judge(CLAIM, judged(TEXT), context=ClaimContext())
    kept = cache.get
    monkeypatch.setattr(cache, "get", lambda kind, key: harm(kept(kind, key)))

    assert judge.judge(CLAIM, judged(TEXT), context=ClaimContext()) == first
    assert cache.account()["verdicts made"] == 2


class Later(PlainJudge):
    version = "2"


class Nameless:
    name = "plain"

    def judge(self, claim: str, sources: Sequence[JudgedSource], *, context: ClaimContext) -> Check:
        return PlainJudge().judge(claim, sources, context=context)


def test_another_judge_or_another_version_is_asked_itself(cache: Cache) -> None:
    for judge in (PlainJudge(), Later()):
        remembering(cache).judge(judge).judge(CLAIM, judged(TEXT), context=ClaimContext())
    assert cache.account() == {"verdicts made": 2}


def test_a_judge_without_a_version_is_asked_every_time(cache: Cache) -> None:
    memory = remembering(cache)
    nameless = Nameless()
    assert memory.judge(nameless) is nameless
    assert not memory.judge_is_cached


def test_quotations_are_looked_for_once(cache: Cache) -> None:
    matcher = remembering(cache).matcher(QuoteMatcher())
    quote = "opened in 1912 by the mayor"
    first = matcher.match(quote, TEXT)
    assert matcher.match(quote, TEXT) == first == QuoteMatcher().match(quote, TEXT)
    matcher.match(quote, replace(TEXT, text=TEXT.text.replace("1912", "1913")))
    assert cache.account() == {"verdicts made": 2, "verdicts reused": 1}
