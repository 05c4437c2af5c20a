"""A user's own objects in the place of the built-in parts, and settings made in Python."""

import logging
import operator
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import hypothesis
import msgspec
import pytest
from hypothesis import HealthCheck, given, strategies

import citecheck
from citecheck.settings import setting_names, validated
from citecheck.settings.model import ReportSettings, Settings, WebSettings
from citecheck.testing import FakeArchive, FakeClock, FakeFetcher, FakeJudge
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


class BrokenArchive(FakeArchive):
    """An archive whose index or whose captures cannot be had."""

    def __init__(self, *, index: bool) -> None:
        super().__init__({LOG: {"2020-01-02T00:00:00Z": PAGE}})
        self._index = index

    def nearest(self, url: str, when: datetime | None) -> citecheck.ArchiveAnswer:
        if self._index:
            raise OSError("the index is closed")
        return super().nearest(url, when)

    def read(self, memento: citecheck.Memento) -> citecheck.Fetched:
        raise OSError("the shelf is empty")


@pytest.mark.parametrize(("index", "why"), [(True, "the index is closed"), (False, "the shelf is empty")])
def test_an_archive_that_raises_costs_its_own_look_up(article: Path, index: bool, why: str) -> None:
    good = FakeArchive({LOG: {"2021-01-02T00:00:00Z": PAGE}}, name="second.test")

    def audited(*archives: FakeArchive) -> citecheck.Report:
        return citecheck.audit(article, fetcher=FakeFetcher({}), archives=archives, clock=FakeClock())

    report = audited(BrokenArchive(index=index), good)
    alone = audited(BrokenArchive(index=index))

    assert [check.outcome for check in report.checks] == [Outcome.SUPPORTED]
    assert [check.outcome for check in alone.checks] == [Outcome.UNVERIFIABLE]
    source = alone.sources[0]
    assert why in " ".join([source.reason, *(str(attempt.failure) for attempt in source.attempts)])


class Silent:
    """Returns nothing, whatever it is asked."""

    name = "silent"
    version = None

    def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Any:
        return None

    def judge(self, claim: str, sources: object, *, context: object) -> Any:
        return None

    def match(self, quote: str, text: object) -> Any:
        return None


def test_an_object_that_returns_something_else_than_promised_costs_one_claim(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    quoting = TEXT.replace("A mast fell", 'The keeper wrote that "a mast fell on the northern quay" and that it fell')
    article.write_text(quoting, encoding="utf-8")
    page = FakeFetcher({LOG: PAGE})

    given: dict[str, dict[str, Any]] = {
        "the fetcher failed: TypeError: it returned NoneType, not Fetched": {"fetcher": Silent()},
        "the judge silent failed: TypeError: it returned NoneType, not Check": {"fetcher": page, "judge": Silent()},
        "the matcher Silent failed: TypeError: it returned NoneType, not QuoteCheck": {
            "fetcher": page,
            "matcher": Silent(),
        },
    }
    for why, objects in given.items():
        report = citecheck.audit(article, archives=(), **objects)
        assert [check.outcome for check in report.checks] == [Outcome.UNVERIFIABLE]
        assert why in report.checks[0].reason


@pytest.mark.parametrize(
    ("objects", "message"),
    [
        ({"judge": FakeJudge}, r"judge: FakeJudge is a class; give an object of it, such as FakeJudge\(\)"),
        ({"judge": FakeClock()}, "judge: FakeClock lacks name, judge"),
        ({"fetcher": FakeClock()}, "fetcher: FakeClock lacks fetch"),
        ({"matcher": FakeClock()}, "matcher: FakeClock lacks match"),
        ({"observer": FakeClock()}, "observer: FakeClock lacks begin, end, event"),
        ({"archives": FakeArchive({})}, "archives: give a list of archives, not FakeArchive"),
        ({"archives": [FakeClock()]}, "archive: FakeClock lacks name, nearest"),
    ],
)
def test_an_object_that_does_not_fit_is_an_error_before_anything_is_fetched(
    objects: dict[str, Any], message: str
) -> None:
    with pytest.raises(citecheck.PluginError, match=message):
        citecheck.audit(b"No such audit.", **objects)


class Everywhere:
    """A matcher that finds each quotation word for word in pages about gulls, and nowhere else."""

    def match(self, quote: str, text: citecheck.SourceText) -> citecheck.QuoteCheck:
        found = "gull" in text.text
        outcome = citecheck.QuoteOutcome.VERBATIM if found else citecheck.QuoteOutcome.NOT_FOUND
        start = text.text.index("gull") if found else 0
        passage = citecheck.Passage(
            reference="", copy="", exact="gull", start=start, end=start + 4, prefix="", suffix="", score=1.0
        )
        return citecheck.QuoteCheck(
            text=quote, outcome=outcome, score=1.0 if found else 0.0, passage=passage if found else None
        )


def test_the_given_matcher_is_asked_for_misattributed_quotations_too() -> None:
    gulls = "https://harbour.example/gulls"
    page = "<p>" + "Every keeper of the light counts the gulls at noon and writes the number down. " * 20 + "</p>"
    text = (
        'The log says that "every keeper of the light counts the gulls at noon".[1] Gulls are counted.[2]\n\n'
        f"References\n1. The harbour log. {LOG}\n2. The gulls. {gulls}\n"
    )

    report = citecheck.audit(
        text.encode(),
        fetcher=FakeFetcher({LOG: PAGE, gulls: page}),
        archives=(),
        matcher=Everywhere(),
        clock=FakeClock(),
    )

    assert "quote-misattributed" in {finding.code for finding in report.findings}


def test_with_the_clock_of_the_tests_an_audit_does_not_wait(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    logs = [f"https://harbour.example/{number}" for number in range(5)]
    entries = "\n".join(f"{number}. The log {number}. {log}" for number, log in enumerate(logs, 1))
    article.write_text(f"A mast fell.[1][2][3][4][5]\n\nReferences\n{entries}\n", encoding="utf-8")
    clock = FakeClock()

    report = citecheck.audit(article, fetcher=FakeFetcher(dict.fromkeys(logs, PAGE)), archives=(), clock=clock)

    assert [source.status for source in report.sources] == [LinkStatus.ALIVE] * 5
    assert sum(clock.slept) > 3.9  # one request a second to one host, on a clock that moves at once


def test_offline_and_allow_addresses_are_plain_arguments(article: Path) -> None:
    web = FakeFetcher({LOG: PAGE})

    report = citecheck.audit(article, fetcher=web, archives=(), offline=True)

    assert web.asked == []
    assert [source.status for source in report.sources] == [LinkStatus.NOT_CHECKED]
    assert citecheck.check_link("http://127.0.0.1:1/", archives=()).status is LinkStatus.REFUSED_ADDRESS
    with pytest.raises(citecheck.SettingsError, match="list of networks"):
        citecheck.check_link("http://127.0.0.1:1/", allow_addresses="127.0.0.0/8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"bibliography": "refs.bib"}, r"bibliography is a list of files, for instance \['refs.bib'\]"),
        ({"bibliography": Path("refs.bib")}, "bibliography is a list of files"),
        ({"sources": {"1": 3}}, r"sources: give \[1\] an address or a file, not int"),
        ({"sources": ["log.html"]}, "sources gives each label an address or a file"),
        ({"allow_addresses": "127.0.0.0/8"}, "allow_addresses is a list of networks"),
    ],
)
def test_what_must_be_a_list_or_a_mapping_is_one(article: Path, arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(citecheck.SettingsError, match=said):
        citecheck.audit(article, offline=True, **arguments)


def test_one_document_is_no_list_of_documents(article: Path) -> None:
    for documents in (article, str(article), article.read_bytes()):
        with pytest.raises(citecheck.SettingsError, match="put one document in a list"):
            next(citecheck.audit_many(documents, offline=True))  # type: ignore[arg-type]  # the wrong type is the test


@pytest.mark.parametrize("objects", [{"fetcher": FakeFetcher({})}, {"archives": [FakeArchive({})]}])
def test_a_replay_takes_nothing_from_other_sources(objects: dict[str, Any]) -> None:
    settings = Settings(evidence=citecheck.EvidenceSettings(replay="night.warc.gz"))

    with pytest.raises(citecheck.SettingsError, match="a replay fetches nothing"):
        citecheck.build_auditor(settings, **objects)


def test_offline_no_page_is_fetched_for_a_single_question(article: Path) -> None:
    web = FakeFetcher({LOG: PAGE})

    with citecheck.Session(Settings(offline=True), fetcher=web, archives=()) as session:
        text, reason = session.page(LOG)

    assert (text, web.asked) == (None, [])
    assert "offline" in reason


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


def _replaced(name: str, value: object) -> Settings:
    """Return the default settings with the setting of a dotted name replaced, as a program would do it."""

    def within(table: msgspec.Struct, keys: list[str]) -> msgspec.Struct:
        first, *rest = keys
        return msgspec.structs.replace(table, **{first: within(getattr(table, first), rest) if rest else value})

    settings = within(Settings(), name.split("."))
    assert isinstance(settings, Settings)
    return settings


def _default(name: str) -> object:
    return operator.attrgetter(name)(Settings())


_WRONG: dict[type, strategies.SearchStrategy[object]] = {
    bool: strategies.one_of(strategies.none(), strategies.text(), strategies.integers(min_value=2)),
    int: strategies.one_of(strategies.none(), strategies.text(), strategies.booleans(), strategies.just(1.5)),
    float: strategies.one_of(
        strategies.none(),
        strategies.text(),
        strategies.booleans(),
        strategies.floats(max_value=-0.001),
        strategies.sampled_from([float("nan"), float("inf"), -float("inf")]),
    ),
    str: strategies.one_of(strategies.none(), strategies.integers(), strategies.binary(), strategies.just(Path("a"))),
    tuple: strategies.one_of(strategies.none(), strategies.text(), strategies.just((1,)), strategies.just((b"a",))),
    dict: strategies.one_of(strategies.none(), strategies.just({"1": None}), strategies.just({"1": Path("a.html")})),
}
"""For the type of a setting's default, values that the setting cannot have."""


# The first text that is drawn loads all of Unicode, which takes seconds on a busy machine.
@hypothesis.settings(suppress_health_check=[HealthCheck.too_slow])
@given(data=strategies.data())
def test_a_value_of_the_wrong_type_is_refused_whatever_the_setting(data: strategies.DataObject) -> None:
    name = data.draw(strategies.sampled_from(setting_names()))
    settings = _replaced(name, data.draw(_WRONG[type(_default(name))]))

    with pytest.raises(citecheck.SettingsError, match=re.escape(name)):
        validated(settings)


def test_settings_of_another_kind_are_named() -> None:
    with pytest.raises(citecheck.SettingsError, match=r"give citecheck\.Settings\(\.\.\.\).*, not dict"):
        citecheck.audit(b"No text.", settings={"offline": True})  # type: ignore[arg-type]  # what is tested


def test_settings_in_range_pass_unchanged() -> None:
    settings = Settings(web=WebSettings(threads=3, allow_addresses=("10.0.0.0/8",)), sources={"1": "a.html"})

    assert validated(settings) == settings


def test_no_threads_at_all_is_an_error_that_names_the_range() -> None:
    with pytest.raises(citecheck.SettingsError, match=r"web\.threads.*at least 1"):
        citecheck.audit(b"No text.", settings=Settings(web=WebSettings(threads=0)))


def test_the_largest_document_is_a_setting_in_range_too() -> None:
    with pytest.raises(citecheck.SettingsError, match=r"max_document_bytes.*at least 1"):
        citecheck.build_auditor(Settings(max_document_bytes=0))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"report": ReportSettings(enable=("link-ded",))}, "`link-ded` is not a code"),
        ({"report": ReportSettings(disable=("link-ded",))}, "`link-ded` is not a code"),
        ({"web": WebSettings(allow_addresses=("10.0.0.0/99",))}, "10.0.0.0/99"),
        ({"web": {"threads": 0}}, r"web\.threads"),
        ({"sources": {"1": 3}}, "sources"),
    ],
)
def test_a_word_that_names_nothing_is_refused(table: dict[str, Any], message: str) -> None:
    with pytest.raises(citecheck.SettingsError, match=message):
        citecheck.build_auditor(Settings(**table))


def test_the_log_has_a_line_for_each_phase_and_what_failed(article: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="citecheck"):
        citecheck.audit(article, fetcher=FakeFetcher({LOG: RuntimeError("no line")}), archives=())

    said = [record.getMessage() for record in caplog.records if record.name == "citecheck"]
    assert f"{article}: sources: begun, 1 in all" in said
    assert f"the fetcher failed on {LOG}" in said
    assert f"{article}: claims: done" in said
