"""Facts that hold for every format, and those of one each."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest
import sample_reports

from claims.model import SourceRange, Span
from reports.comparison import Comparison, compare
from reports.errors import ReportError, UnknownReportFormat, UnreadableReport
from reports.formats import sarif, worksheet
from reports.model import Finding, Report, Severity, State
from reports.rendering import FORMATS, load, render, write
from reports.summary import summarise

MANY = [name for name in FORMATS if name not in ("json", "html")]


class Lines:
    """Places of a text that has no line breaks of its own: line 1 plus the line breaks before a span."""

    def __init__(self, text: str) -> None:
        self._text = text

    def locate(self, span: Span) -> SourceRange:
        def place(offset: int) -> tuple[int, int]:
            before = self._text[:offset]
            return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1

        return SourceRange(*place(span.start), *place(span.end))


@pytest.fixture
def report() -> Report:
    made = sample_reports.everything()
    return replace(made, document=replace(made.document, origins=Lines(made.document.text)))


def with_findings(report: Report, *findings: Finding) -> Report:
    return replace(report, findings=findings)


HOSTILE = (
    "=cmd|'/C calc'!A0 \x1b[31mred\x07 \x00 ]]> <b>&amp;\n::error::x\r"
    "[click](http://evil.example/) {0} @team `tick` 100%"
)


@pytest.fixture
def hostile(report: Report) -> Report:
    finding = Finding(key="k", code="link-dead", severity=Severity.ERROR, message=HOSTILE, reference="ref-1")
    claim = replace(report.document.claims[0], text=HOSTILE)
    document = replace(report.document, title=HOSTILE, claims=(claim, *report.document.claims[1:]))
    return replace(report, document=document, findings=(finding, replace(finding, key="k2", claim=claim.key)))


@pytest.mark.parametrize("name", MANY)
def test_every_format_takes_one_report_several_and_none(name: str, report: Report) -> None:
    assert render(report, name)
    assert render([report, report], name)
    assert isinstance(render([], name), str)


@pytest.mark.parametrize("name", MANY)
def test_no_format_lets_a_text_from_outside_steer_a_terminal(name: str, hostile: Report) -> None:
    text = render(hostile, name)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\0" not in text


def test_the_terminal_text_is_short_and_shows_the_worst_in_full(report: Report) -> None:
    text = render(report, "text")
    lines = text.splitlines()
    assert " ".join(lines[1:3]) == summarise(report).headline
    assert len(lines) < 40
    assert max(map(len, lines)) <= 120
    assert text.count("key: ") == 3
    assert "link-dead" in text
    assert ":1" in text, "the line in the file is told"


def test_the_terminal_text_of_several_documents_names_those_with_something_to_fix(report: Report) -> None:
    fine = replace(report, findings=(), document=replace(report.document, name="fine.md"))
    text = render([report, fine], "text")
    assert text.startswith("2 documents: 6 things to fix")
    assert "fine.md" not in text


def test_markdown_fits_a_comment_however_much_there_is(report: Report) -> None:
    finding = Finding(key="k", code="link-dead", severity=Severity.ERROR, message="word " * 500, reference="ref-1")
    huge = with_findings(report, *(replace(finding, key=str(number)) for number in range(5_000)))
    text = render([huge] * 40, "markdown")
    assert len(text) < 65_000
    assert "left out for length" in text
    assert "more" in text


def test_markdown_shows_texts_from_outside_and_never_obeys_them(hostile: Report) -> None:
    text = render(hostile, "markdown")
    assert "](http" not in text
    assert "<b>" not in text.replace("\\<b\\>", "")
    assert not re.search(r"(?<!\\)@team", text)
    outside_of_code = re.sub(r"(`+)[^`\n]+?\1(?!`)", "", text)  # hosts make no links in code spans
    assert not re.search(r"https?://", outside_of_code)


def test_markdown_tells_what_is_new_first(report: Report) -> None:
    old = with_findings(report, *report.findings[:5], replace(report.findings[0], key="gone", message="It was here."))
    comparison = compare(old, report)
    text = render(report, "markdown", comparison=comparison)
    assert "Since last time: 6 new, 5 still there, 1 fixed." in text
    assert "It was here." in text
    first = next(line for line in text.splitlines() if line.startswith("- "))
    assert "**new**" in first


def results(text: str) -> list[dict[str, object]]:
    (run,) = json.loads(text)["runs"]
    found: list[dict[str, object]] = run["results"]
    return found


def check_sarif(text: str) -> None:
    """What SARIF 2.1.0 demands of the objects that we write: required members, their types and ranges."""
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    for rule in driver["rules"]:
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note", "none")
        assert rule["shortDescription"]["text"]
    for invocation in run["invocations"]:
        assert isinstance(invocation["executionSuccessful"], bool)
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in ("error", "warning", "note")
        assert result.get("baselineState", "new") in ("new", "unchanged")
        assert all(isinstance(print_, str) and print_ for print_ in result["partialFingerprints"].values())
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9._~%/:?#\[\]@!$&'()*+,;=-]+", physical["artifactLocation"]["uri"])
        region = physical["region"]
        assert region["startLine"] >= 1
        if "endLine" in region:
            assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
            assert region["startColumn"] >= 1


def test_sarif_is_what_the_standard_demands(report: Report, hostile: Report) -> None:
    check_sarif(render(report, "sarif"))
    check_sarif(render([report, hostile], "sarif"))
    check_sarif(render([], "sarif"))


def test_sarif_holds_errors_and_warnings_and_no_notes(report: Report) -> None:
    found = results(render(report, "sarif"))
    assert len(found) == summarise(report).to_fix
    with_notes = sarif.SarifFormat(notes=True).render([report])
    assert len(results(with_notes)) == len(report.findings)


def test_sarif_fingerprints_are_the_keys(report: Report) -> None:
    keys = {finding.key for finding in report.findings if finding.severity is not Severity.NOTE}
    prints = [result["partialFingerprints"] for result in results(render(report, "sarif"))]
    assert {print_["citecheckFinding/v1"] for print_ in prints} == keys  # type: ignore[index]  # JSON
    assert {print_["primaryLocationLineHash"] for print_ in prints} == keys  # type: ignore[index]  # JSON


def test_sarif_counts_columns_from_one_in_code_points(report: Report) -> None:
    text = "Zero.\n🜚 Wrong here. Next."
    document = replace(report.document, text=text, origins=Lines(text), claims=(), references=())
    finding = Finding(key="k", code="x-y", severity=Severity.ERROR, message="m", span=Span(8, 19))
    made = replace(report, document=document, findings=(finding,))
    log = json.loads(render(made, "sarif"))
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    region = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 14}


def test_sarif_keeps_the_worst_where_there_are_too_many(report: Report) -> None:
    warning = Finding(key="w", code="quote-altered", severity=Severity.WARNING, message="m", reference="ref-1")
    error = replace(warning, key="e", code="link-dead", severity=Severity.ERROR)
    many = with_findings(report, *(replace(warning, key=f"w{n}") for n in range(sarif.MOST_RESULTS)), error)
    text = render(many, "sarif")
    check_sarif(text)
    assert len(results(text)) == sarif.MOST_RESULTS
    assert results(text)[0]["ruleId"] == "link-dead"
    assert "1 further findings are left out" in text


def test_sarif_paths_are_relative_to_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a b.md").write_text("x")
    assert sarif.repository_uri(str(tmp_path / "docs" / "a b.md")) == "docs/a%20b.md"
    monkeypatch.chdir(tmp_path / "docs")
    assert sarif.repository_uri("a b.md") == "docs/a%20b.md"
    assert sarif.repository_uri("elsewhere/ü.md") == "elsewhere/%C3%BC.md"
    assert sarif.repository_uri("https://example.org/a?b=c#d e") == "https://example.org/a?b=c#d%20e"


def test_sarif_says_what_is_new(report: Report) -> None:
    comparison = Comparison(new=report.findings[:1], still=report.findings[1:])
    states = [result["baselineState"] for result in results(render(report, "sarif", comparison=comparison))]
    assert states.count("new") == 1
    assert states.count("unchanged") == len(states) - 1


def test_junit_fails_what_should_be_fixed_and_skips_what_could_not_be_read(report: Report, hostile: Report) -> None:
    root = ElementTree.fromstring(render([report, hostile], "junit"))
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == [report.document.name, hostile.document.name]
    for suite in suites:
        cases = suite.findall("testcase")
        assert int(suite.get("tests", "")) == len(cases)
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))
        assert len({(case.get("classname"), case.get("name")) for case in cases}) == len(cases)
    failures = {failure.get("type") for failure in suites[0].findall("testcase/failure")}
    assert failures == {finding.code for finding in report.findings if finding.severity is not Severity.NOTE}
    assert int(root.get("tests", "")) == sum(int(suite.get("tests", "")) for suite in suites)


def test_junit_fails_only_what_is_new_where_that_is_known(report: Report) -> None:
    comparison = Comparison(still=report.findings)
    root = ElementTree.fromstring(render(report, "junit", comparison=comparison))
    assert root.get("failures") == "0"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_has_a_row_for_each_finding_silenced_ones_too(report: Report) -> None:
    found = rows(render(report, "csv"))
    assert len(found) == len(report.findings) + len(report.suppressed)
    assert found[-1]["silenced_because"] == "Two issues of the same paper."
    assert {row["document"] for row in found} == {report.document.name}
    assert found[0]["line"].isdigit()


@pytest.mark.parametrize("name", ["csv", "worksheet"])
def test_no_cell_is_a_formula(name: str, hostile: Report) -> None:
    cells = [cell for row in rows(render(hostile, name)) for cell in row.values()]
    assert any("cmd|" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_the_worksheet_has_every_sentence_in_order(report: Report) -> None:
    text = render(report, "worksheet")
    assert text.startswith("\ufeff"), "spreadsheets need the mark"
    found = rows(text)
    assert tuple(found[0]) == worksheet.COLUMNS
    numbers = [int(row["sentence_number"]) for row in found]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, len(report.document.claims) + 1))
    assert all(row["checker"] == row["done"] == "" for row in found)
    assert {"not cited", "contradicted"} <= {row["outcome"] for row in found}
    assert any("“" in row["passage"] for row in found)


def test_annotations_cannot_be_broken_out_of(hostile: Report) -> None:
    lines = render(hostile, "annotations").splitlines()
    assert len(lines) == 2
    assert all(line.startswith("::error file=") for line in lines)
    assert "100%25" in lines[0]


def test_annotations_name_files_as_they_are(hostile: Report) -> None:
    named = replace(hostile, document=replace(hostile.document, name="notes/größe of it.md"))
    assert "::error file=notes/größe of it.md," in render(named, "annotations")
    odd = replace(hostile, document=replace(hostile.document, name="a,b%20c.md"))
    assert "::error file=a%2Cb%2520c.md," in render(odd, "annotations")


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "shouting_format.py").write_text(
        "class Shout:\n"
        "    name, suffixes, holds_many = 'shout', ('.shout',), False\n"
        "    def render(self, reports, *, comparison=None):\n"
        "        return reports[0].document.name.upper()\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    return "shouting_format:Shout"


def test_a_third_party_adds_a_format_by_its_dotted_name(plugin: str, report: Report, tmp_path: Path) -> None:
    assert render(report, plugin) == report.document.name.upper()
    write(report, tmp_path / "out.shout", formats=[plugin])
    assert (tmp_path / "out.shout").read_text() == report.document.name.upper()


@pytest.mark.parametrize("name", ["pdf", "no.such.module:X", "json:nothing", "collections:OrderedDict"])
def test_an_unknown_format_is_an_error_that_names_it(name: str, report: Report) -> None:
    with pytest.raises(UnknownReportFormat, match=re.escape(repr(name))):
        render(report, name)


def test_write_and_load(tmp_path: Path, report: Report) -> None:
    target = tmp_path / "new" / "report.json"
    write(report, target)
    assert load(target) == report
    assert list(target.parent.iterdir()) == [target], "nothing is left beside it"


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.md", "## Citations"),
        ("a.txt", "Harbour Bridge"),
        ("a.sarif", "{"),
        ("a.xml", "<?xml"),
        ("a.csv", "document,line"),
        ("my-worksheet.csv", "\ufeffdocument,sentence_number"),
        ("A.JSON", "{"),
    ],
)
def test_the_suffix_chooses_the_format(tmp_path: Path, report: Report, name: str, start: str) -> None:
    write(report, tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_errors_say_what_to_do(tmp_path: Path, report: Report) -> None:
    with pytest.raises(UnknownReportFormat, match=r"\.sarif"):
        write(report, tmp_path / "report.pdf")
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReportError, match="cannot be written"):
        write(report, tmp_path / "file" / "report.json")
    with pytest.raises(ReportError, match="one file for each"):
        write([report, report], tmp_path / "report.json")
    with pytest.raises(UnreadableReport, match=r"missing\.json"):
        load(tmp_path / "missing.json")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, report: Report) -> None:
    target = tmp_path / "report.json"
    write(report, target)
    before = target.read_bytes()
    directory = tmp_path / "taken.json"
    directory.mkdir()
    with pytest.raises(ReportError, match="cannot be written"):
        write(report, directory)
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.json", "taken.json"]


def test_text_and_markdown_say_since_when_a_finding_is_known_and_that_it_was_reworded(report: Report) -> None:
    known = replace(report.findings[0], state=State.FLAPPING, since="2026-02-03T02:00:00Z", former="k0")
    made = with_findings(report, known)
    for name in ("text", "markdown"):
        text = render(made, name).replace("\\", "")
        assert "comes and goes since 2026-02-03, reworded" in text
