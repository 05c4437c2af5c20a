"""A user's own objects in the place of the built-in parts, and settings made in Python."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, strategies

import citecheck
from citecheck.settings.model import Settings, WebSettings
from citecheck.testing import FakeArchive, FakeClock, FakeFetcher, FakeJudge, fetched
from reports.model import LinkStatus, Outcome

LOG = "https://harbour.example/log"
TEXT = "A mast fell on the northern quay in 1931.[1]\n\nReferences\n1. The harbour log. " + LOG + "\n"
PAGE = "<html><title>The harbour log</title><p>" + "A mast fell on the northern quay in 1931. " * 20 + "</p></html>"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_given_fetcher_is_asked_instead_of_the_web(article: Path) -> None:
    web = FakeFetcher({LOG: PAGE})

    report = citecheck.audit(article, fetcher=web, archives=())

    assert web.asked[0] == LOG
    assert [source.status for source in report.sources] == [LinkStatus.ALIVE]
    assert [check.outcome for check in report.checks] == [Outcome.SUPPORTED]


def test_a_fetcher_that_raises_makes_its_source_unchecked_and_the_claim_unverifiable(article: Path) -> None:
    report = citecheck.audit(article, fetcher=FakeFetcher({LOG: RuntimeError("no line")}), archives=())

    assert [source.status for source in report.sources] == [LinkStatus.NOT_CHECKED]
    assert report.sources[0].reason == "the fetcher failed: RuntimeError: no line"
    assert [check.outcome for check in report.checks] == [Outcome.UNVERIFIABLE]
    assert "RuntimeError" in report.checks[0].reason


def test_the_given_judge_decides(article: Path) -> None:
    judge = FakeJudge(Outcome.CONTRADICTED)

    report = citecheck.audit(article, fetcher=FakeFetcher({LOG: PAGE}), archives=(), judge=judge)

    assert judge.asked == ["A mast fell on the northern quay in 1931."]
    assert [(check.outcome, check.judge) for check in report.checks] == [(Outcome.CONTRADICTED, "fake")]


def test_a_judge_that_raises_makes_the_claim_unverifiable_and_the_audit_goes_on(article: Path) -> None:
    def fail(claim: str, sources: object) -> Outcome:
        raise ValueError("no model")

    report = citecheck.audit(article, fetcher=FakeFetcher({LOG: PAGE}), archives=(), judge=FakeJudge(fail))

    assert [check.outcome for check in report.checks] == [Outcome.UNVERIFIABLE]
    assert "no model" in report.checks[0].reason


def test_the_given_archive_is_asked_when_the_page_is_gone(article: Path) -> None:
    archive = FakeArchive({LOG: {"2020-01-02T00:00:00Z": PAGE}})

    report = citecheck.audit(article, fetcher=FakeFetcher({}), archives=(archive,))

    assert [source.status for source in report.sources] == [LinkStatus.GONE]
    assert [copy.url for copy in report.sources[0].copies if copy.captured] == [
        f"https://archive.test/web/20200102000000/{LOG}"
    ]
    assert [check.outcome for check in report.checks] == [Outcome.SUPPORTED]


def test_offline_and_allow_addresses_are_plain_arguments(article: Path) -> None:
    web = FakeFetcher({LOG: PAGE})

    report = citecheck.audit(article, fetcher=web, archives=(), offline=True)

    assert web.asked == []
    assert [source.status for source in report.sources] == [LinkStatus.NOT_CHECKED]
    assert citecheck.check_link("http://127.0.0.1:1/", archives=()).status is LinkStatus.REFUSED_ADDRESS
    with pytest.raises(citecheck.SettingsError, match="list of networks"):
        citecheck.check_link("http://127.0.0.1:1/", allow_addresses="127.0.0.0/8")


def test_an_auditor_streams_the_findings_that_its_report_has(article: Path) -> None:
    def auditor() -> citecheck.Auditor:
        return citecheck.build_auditor(fetcher=FakeFetcher({}), archives=(), clock=FakeClock())

    document = citecheck.read(article)
    with auditor() as streaming, auditor() as whole:
        streamed = list(streaming.findings(document))
        report = whole.audit(document)

    assert streamed
    assert sorted(finding.key for finding in streamed) == sorted(finding.key for finding in report.findings)


def _numbers() -> list[tuple[str, str, str]]:
    """Every numeric setting with one bound, as (section, name, "ge" or "le")."""
    found = []
    for section in msgspec.structs.fields(Settings):
        if isinstance(section.type, type) and issubclass(section.type, msgspec.Struct):
            for field in msgspec.inspect.type_info(section.type).fields:
                kind = field.type
                if isinstance(kind, msgspec.inspect.Metadata):
                    kind = kind.type
                for bound in ("ge", "gt", "le", "lt"):
                    if getattr(kind, bound, None) is not None:
                        found.append((section.name, field.name, bound))
    return found


@pytest.mark.parametrize(("section", "name", "bound"), _numbers())
def test_a_setting_out_of_range_is_refused_however_it_was_made(section: str, name: str, bound: str) -> None:
    wrong = -1e9 if bound in ("ge", "gt") else 1e18
    table = getattr(Settings(), section)
    kind = type(getattr(table, name))
    settings = msgspec.structs.replace(Settings(), **{section: msgspec.structs.replace(table, **{name: kind(wrong)})})

    with pytest.raises(citecheck.SettingsError, match=f"{section}.{name}"):
        citecheck.build_auditor(settings)


@given(
    value=strategies.one_of(strategies.none(), strategies.text(), strategies.just(float("nan")), strategies.binary())
)
def test_a_setting_of_the_wrong_type_is_refused(value: object) -> None:
    web: Any = WebSettings(threads=value)  # type: ignore[arg-type]  # the wrong type is what is tested

    with pytest.raises(citecheck.SettingsError, match=r"web\.threads"):
        citecheck.build_auditor(Settings(web=web))


def test_no_threads_at_all_is_an_error_that_names_the_range() -> None:
    with pytest.raises(citecheck.SettingsError, match=r"web\.threads.*>= 1"):
        citecheck.audit(b"No text.", settings=Settings(web=WebSettings(threads=0)))


def test_a_clock_of_the_tests_does_not_wait() -> None:
    clock = FakeClock()
    begun = clock.now()

    clock.sleep(3600)
    clock.advance(days=1)

    assert (clock.now() - begun).total_seconds() == 3600 + 86400 == clock.monotonic()


def test_the_fake_web_answers_as_it_is_told() -> None:
    answers: Mapping[str, Any] = {"a": "words", "b": 503, "c": fetched("c", b"%PDF-1.7")}
    web = FakeFetcher(answers)

    assert [web.fetch(url).status for url in ("a", "b", "c", "d")] == [200, 503, 200, 404]
    assert web.fetch("c").headers["content-type"] == "application/pdf"
    assert web.asked == ["a", "b", "c", "d", "c"]
