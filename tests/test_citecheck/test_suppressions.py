"""Findings that are silenced, baselines, and what reviewers decided."""

import datetime
import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
import sample_reports
from command import run
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.errors import SettingsError
from citecheck.nightly.baseline import Baseline, UnreadableBaseline, load_baseline
from citecheck.nightly.review import read_decisions
from citecheck.nightly.suppressions import Suppression, Suppressions, add_suppressions, load_suppressions
from reports.model import Finding, Report, Severity
from reports.rendering import write

TODAY = datetime.date(2026, 3, 1)


@pytest.fixture
def report() -> Report:
    return sample_reports.everything()


def silenced(report: Report, **entry: object) -> list[str]:
    """Return the keys of the findings that one entry silences."""
    made = Suppression(reason="r", **entry)  # type: ignore[arg-type]  # the tests name real fields
    applied = Suppressions([made], today=TODAY).apply(report, {})
    return [one.finding.key for one in applied.report.suppressed[len(report.suppressed) :]]


def test_a_finding_is_silenced_by_each_criterion(report: Report) -> None:
    assert silenced(report, finding="f-dead") == ["f-dead"]
    assert set(silenced(report, code="quote-meaning-changed")) == {"f-number", "f-negation"}
    assert len(silenced(report, document="articles/*")) == len(report.findings)
    assert silenced(report, document="drafts/*") == []
    dead = next(finding for finding in report.findings if finding.key == "f-dead")
    url = next(source.url for source in report.sources if source.reference == dead.reference)
    assert url is not None
    assert "f-dead" in silenced(report, url=url)
    assert silenced(report, url="https://nowhere.example/*") == []


@pytest.mark.parametrize(
    ("written", "key", "is_silenced"),
    [
        ("4ed8d7", "4ed8d7ec789eda3e", True),
        ("4ed8d7ec789eda3", "4ed8d7ec789eda3e", True),
        ("4ed8d", "4ed8d7ec789eda3e", False),  # too short to mean one finding
        ("4ed8d8", "4ed8d7ec789eda3e", False),
        ("d7ec789e", "4ed8d7ec789eda3e", False),  # not its beginning
        ("f-numb", "f-number", False),  # no digits of a key
    ],
)
def test_the_beginning_of_a_key_is_enough(report: Report, written: str, key: str, is_silenced: bool) -> None:
    known = replace(report, findings=(replace(report.findings[0], key=key),))
    assert bool(silenced(known, finding=written)) is is_silenced


def test_all_criteria_must_hold(report: Report) -> None:
    assert silenced(report, finding="f-dead", code="quote-altered") == []
    assert silenced(report, code="link-dead", document="articles/*") == ["f-dead"]


def test_a_silenced_finding_stays_in_the_report_with_its_reason(report: Report) -> None:
    entry = Suppression(finding="f-dead", reason="Known.", author="A", until=TODAY)
    applied = Suppressions([entry], today=TODAY).apply(report, {}).report
    assert len(applied.findings) == len(report.findings) - 1
    last = applied.suppressed[-1]
    assert (last.finding.key, last.reason, last.author, last.until) == ("f-dead", "Known.", "A", "2026-03-01")


def test_a_finding_that_was_reworded_stays_silenced(report: Report) -> None:
    entry = Suppression(finding="before", reason="r")
    applied = Suppressions([entry], today=TODAY).apply(report, {"f-dead": ("before",)})
    assert applied.report.suppressed[-1].finding.key == "f-dead"


def test_expired_and_unused_entries_are_told(report: Report) -> None:
    entries = [
        Suppression(finding="f-dead", reason="r", until=datetime.date(2026, 2, 28)),
        Suppression(finding="f-number", reason="r"),
        Suppression(finding="no such", reason="r"),
    ]
    suppressions = Suppressions(entries, today=TODAY)
    applied = suppressions.apply(report, {})
    assert applied.used == {1}
    told = suppressions.complaints(applied.used, everything=True)
    assert len(told) == 2
    assert "expired on 2026-02-28" in told[0]
    assert "matches nothing" in told[1]
    assert len(suppressions.complaints(applied.used, everything=False)) == 1, "a part says nothing of the rest"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[ignore]]\nfinding = 'k'\n", "needs a `reason`"),
        ("[[ignore]]\nfinding = 'k'\nreason = '  '\n", "needs a `reason`"),
        ("[[ignore]]\nreason = 'r'\n", "at least one of"),
        ("[[ignore]]\nfindng = 'k'\nreason = 'r'\n", "did you mean `finding`"),
        ("[[ignore]]\nfinding = 'k'\nreason = 'r'\nuntil = 'soon'\n", "entry 1"),
        ("[ignore]\nfinding = 'k'\n", "list of tables"),
        ("[[ignored]]\nfinding = 'k'\n", "unknown key `ignored`"),
        ("ignore = [1]\n", "not a table"),
        ("[[ignore]\n", "not valid TOML"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "citecheck-ignore.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=words.replace("[", r"\[")):
        load_suppressions(path)


plain = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(lambda text: text.strip())


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.builds(
            Suppression,
            finding=plain,
            code=st.none() | plain,
            reason=plain,
            author=st.none() | plain,
            until=st.none() | st.dates(),
        ),
        max_size=3,
        unique_by=lambda entry: (entry.finding, entry.code),
    )
)
def test_what_is_added_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, entries: list[Suppression]) -> None:
    path = tmp_path_factory.mktemp("ignore") / "citecheck-ignore.toml"
    assert add_suppressions(path, entries) == tuple(entries)
    assert load_suppressions(path) == tuple(entries)
    assert add_suppressions(path, entries) == (), "nothing is added twice"


def test_comments_stay_when_an_entry_is_added(tmp_path: Path) -> None:
    path = tmp_path / "citecheck-ignore.toml"
    path.write_text("# Ours.\n[[ignore]]\nfinding = 'a'  # the old one\nreason = 'r'\n")
    add_suppressions(path, [Suppression(finding="b", reason="r")])
    assert path.read_text().startswith("# Ours.\n[[ignore]]\nfinding = 'a'  # the old one\n")
    assert [entry["finding"] for entry in tomllib.loads(path.read_text())["ignore"]] == ["a", "b"]


DECISIONS = {
    "citecheck_decisions": 1,
    "document": "articles/[draft] bridge.wiki",
    "decisions": [
        {
            "finding": "a",
            "code": "link-dead",
            "decision": "false-alarm",
            "note": "Works here.",
            "at": "2026-03-01T08:00:00Z",
        },
        {"finding": "b", "code": "x", "decision": "right", "note": "", "at": "2026-03-01T08:00:00Z"},
        {"finding": "c", "code": "x", "decision": "fixed", "note": "", "at": "2026-03-01T08:00:00Z"},
        {"finding": "d", "code": "x", "decision": "false-alarm", "note": "", "at": "2026-03-01T08:00:00Z"},
    ],
}
NEWER = {
    "citecheck_decisions": 2,
    "document": "a.md",
    "decisions": [
        {"finding": "a", "code": "x", "decision": "accepted", "note": "", "at": "2026-03-01T08:00:00Z"},
        {"finding": "b", "code": "x", "decision": "confirmed", "note": "", "at": "2026-03-01T08:00:00Z"},
        {"finding": "c", "code": "x", "decision": "false-alarm", "note": "", "at": ""},
        {"finding": "d", "code": "x", "decision": "fixed", "note": "", "at": "2026-03-01T08:00:00Z"},
    ],
}


def test_what_was_dismissed_is_imported_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "decisions.json"
    path.write_text(json.dumps(NEWER))
    imported = read_decisions(path)
    assert [(entry.finding, entry.reason) for entry in imported.entries] == [
        ("a", "Accepted in a review (2026-03-01)."),
        ("c", "Judged a false alarm in a review (undated)."),
    ]
    assert (imported.confirmed, imported.fixed) == (1, 1)


def test_false_alarms_of_a_review_are_imported(tmp_path: Path, report: Report) -> None:
    path = tmp_path / "decisions.json"
    path.write_text(json.dumps(DECISIONS))
    imported = read_decisions(path, author="R. Petrova")
    assert [(entry.finding, entry.reason) for entry in imported.entries] == [
        ("a", "Works here."),
        ("d", "Judged a false alarm in a review (2026-03-01)."),
    ]
    assert (imported.confirmed, imported.fixed) == (1, 1)
    named = replace(report, document=replace(report.document, name="articles/[draft] bridge.wiki"))
    named = replace(named, findings=(replace(report.findings[0], key="a"),))
    applied = Suppressions(imported.entries, today=TODAY).apply(named, {})
    assert applied.report.findings == (), "the name in the file means this document, whatever signs it has"


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"citecheck_decisions": 3, "document": "x"}', b"\xff"])
def test_what_is_no_file_of_decisions_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "decisions.json"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match="decisions"):
        read_decisions(path)


def test_the_command_adds_and_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    keys = ("00000000000000a1", "00000000000000a2")
    assert run("ignore", *keys, "--reason", "Known.", "--until", "2030-01-31", "--author", "A").status == 0
    (tmp_path / "d.json").write_text(json.dumps(DECISIONS))
    ran = run("ignore", "--import", "d.json", "--author", "B")
    assert ran.status == 0
    assert "2 added" in ran.out
    assert "a  link-dead  articles/[draft] bridge.wiki  Works here." in ran.out, "what is silenced is said"
    assert "1 confirmed and 1 fixed" in ran.out
    entries = load_suppressions(tmp_path / "citecheck-ignore.toml")
    assert [entry.finding for entry in entries] == [*keys, "a", "d"]
    assert entries[0].until == datetime.date(2030, 1, 31)
    assert run("ignore", "00000000000000a3").status == 2, "a reason is required"
    assert run("ignore", "--reason", "r").status == 2
    assert run("ignore", "--code", "no-such-code", "--reason", "r").status == 2


def with_keys(report: Report, *keys: str) -> Report:
    """Return the report with these keys for its first findings."""
    first = tuple(replace(finding, key=key) for finding, key in zip(report.findings, keys, strict=False))
    return replace(report, findings=first)


def test_a_key_to_ignore_is_looked_up_in_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: Report
) -> None:
    monkeypatch.chdir(tmp_path)
    write(with_keys(report, "4ed8d7ec789eda3e", "4ed8d7ffffffffff", "6ac243e151540751"), tmp_path / "r.json")

    whole = run("ignore", "6ac243", "--report", "r.json", "--reason", "Known.")
    several = run("ignore", "4ed8d7", "--report", "r.json", "--reason", "Known.")
    short = run("ignore", "6a", "--report", "r.json", "--reason", "Known.")
    unknown = run("ignore", "deadbeefdeadbeef", "--report", "r.json", "--reason", "Known.")

    assert whole.status == 0
    assert report.findings[2].code in whole.out, "it says which finding it silences"
    assert [entry.finding for entry in load_suppressions(Path("citecheck-ignore.toml"))] == ["6ac243e151540751"]
    assert (several.status, short.status, unknown.status) == (2, 2, 2)
    assert "the beginning of 2 keys" in several.err
    assert "at least 6 digits" in short.err
    assert "no finding has a key that begins with 'deadbeefdeadbeef'" in unknown.err


def test_without_nights_only_a_whole_key_can_be_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("ignore", "4ed8d7ec789eda3e", "--reason", "Known.").status == 0
    for key in ("4ed8d7", "the second one", "4ed8d7ec789eda3e0"):
        assert run("ignore", key, "--reason", "Known.").status == 2, key
    assert len(load_suppressions(Path("citecheck-ignore.toml"))) == 1


def counting(baseline: Baseline, report: Report) -> set[str]:
    return {finding.key for finding in baseline.counting(report)}


def test_with_a_baseline_only_what_is_new_or_worse_counts(tmp_path: Path, report: Report) -> None:
    path = tmp_path / "baseline.json"
    Baseline.of([report]).write(path)
    baseline = load_baseline(path)
    assert counting(baseline, report) == set()
    new = Finding(key="n", code="link-dead", severity=Severity.ERROR, message="m")
    worse = replace(report.findings[-1], severity=Severity.ERROR)
    changed = replace(report, findings=(*report.findings[:-1], worse, new))
    assert counting(baseline, changed) == {"n", worse.key}
    elsewhere = replace(report, document=replace(report.document, name="another.md"))
    assert len(counting(baseline, elsewhere)) == len(report.findings)


def test_a_report_or_a_folder_of_reports_is_a_baseline(tmp_path: Path, report: Report) -> None:
    write(report, tmp_path / "r" / "one.json")
    assert counting(load_baseline(tmp_path / "r" / "one.json"), report) == set()
    assert counting(load_baseline(tmp_path / "r"), report) == set()


def test_a_baseline_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}")
    (tmp_path / "later.json").write_text('{"citecheck_baseline": 2, "documents": {}}')
    (tmp_path / "empty").mkdir()
    for name, words in (
        ("none.json", "--write-baseline"),
        ("bad.json", "neither a baseline"),
        ("later.json", "version 2"),
        ("empty", "no report"),
    ):
        with pytest.raises(UnreadableBaseline, match=words):
            load_baseline(tmp_path / name)
