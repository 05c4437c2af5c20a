"""`citecheck fix`: what it prints and writes, its exit statuses, and when it leaves a file alone."""

from __future__ import annotations

import json
import os
import stat
import subprocess

import pytest
from command import run

import citecheck
from citecheck.errors import FixError
from citecheck.fixing import apply_fixes, plan_fixes
from citecheck.fixing.planning import merged
from claims.reading import read
from reports.rendering import write
from testbed.repair_reports import dead, moved, report_of

OLD, NEW = "https://salt.example/mill", "https://brine.example/mill"
RYE = "https://rye.example/"
COPY = f"https://web.archive.org/web/20140602081500/{RYE}"
TEXT = f"The mill closed in 1931.[^1] The rye grew.[^2]\n\n[^1]: Lee, {OLD}, 1931.\n[^2]: Roe, {RYE}, 1931."
FATES = {OLD: moved(NEW), RYE: dead(COPY)}


@pytest.fixture
def document(tmp_path, monkeypatch):
    """A document and its saved report, in the working folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "notes of salt.md"
    path.write_text(TEXT)
    write(report_of(read("notes of salt.md"), FATES), tmp_path / "report.json")
    return path


def test_without_a_flag_it_prints_a_diff_and_writes_nothing(document):
    ran = run("fix", document.name, "--report", "report.json")

    assert ran.status == 1
    assert ran.out.splitlines()[:3] == [
        "diff --git a/notes of salt.md b/notes of salt.md",
        "--- a/notes of salt.md\t",
        "+++ b/notes of salt.md\t",
    ]
    assert f"+[^1]: Lee, {NEW}, 1931." in ran.out
    assert "unsafe, not made: [2]" in ran.err
    assert "1 repair, 1 more is unsafe (--unsafe)" in ran.err
    assert document.read_text() == TEXT


def test_git_applies_the_diff_from_a_folder_of_the_repository(document, tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    folder = tmp_path / "a folder" / "ü"
    folder.mkdir(parents=True)
    moved_to = folder / document.name
    document.rename(moved_to)
    diff = run("fix", moved_to, "--report", "report.json", "--unsafe", "-q").out

    subprocess.run(["git", "apply", "-"], cwd=folder, input=diff.encode(), check=True)

    assert NEW in moved_to.read_text()
    assert COPY in moved_to.read_text()
    assert not moved_to.read_text().endswith("\n")


def test_apply_writes_the_safe_repairs_and_keeps_mode_and_link(document, tmp_path):
    document.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(document.name)

    ran = run("fix", "link.md", "--report", "report.json", "--apply")

    assert (ran.status, ran.out) == (0, "")
    assert link.is_symlink()
    assert document.read_text() == TEXT.replace(OLD, NEW)
    assert stat.S_IMODE(document.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.md", document.name, "report.json"]


def test_a_second_run_with_the_same_report_is_refused(document):
    run("fix", document.name, "--report", "report.json", "--apply")
    once = document.read_bytes()

    ran = run("fix", document.name, "--report", "report.json", "--apply")

    assert ran.status == 2
    assert "audit it again" in ran.err
    assert document.read_bytes() == once


@pytest.mark.parametrize(
    ("flags", "status"),
    [(["--apply"], 0), (["--apply", "--exit-non-zero-on-fix"], 1), (["--diff"], 1), (["--diff", "--apply"], 2)],
)
def test_exit_statuses(flags, status, document):
    assert run("fix", document.name, "--report", "report.json", "-q", *flags).status == status


def test_a_document_without_repairs_exits_with_0(document, tmp_path):
    write(report_of(read(document.name), {}), tmp_path / "none.json")

    ran = run("fix", document.name, "--report", "none.json")

    assert (ran.status, ran.out) == (0, "")


def test_only_files_are_repaired(document):
    for name in ("https://salt.example/", "-", "missing.md"):
        ran = run("fix", name, "--report", "report.json")
        assert ran.status == 2, name
        assert "takes files only" in ran.err


def test_a_fresh_audit_repairs_what_it_finds(document):
    """Nothing is fetched here, so nothing could be read, and the status says so."""
    ran = run("fix", document.name, "--offline", "--apply")

    assert ran.status == 3
    assert document.read_text() == TEXT


def test_json_has_edits_that_make_the_file_and_says_what_was_chosen(document):
    ran = run("fix", document.name, "--report", "report.json", "--json")
    told = json.loads(ran.out)

    (file,) = told["files"]
    safe = [one for one in file["fixes"] if one["chosen"]]
    assert [(one["kind"], one["safe"]) for one in file["fixes"]] == [("moved-address", True), ("archived-copy", False)]
    (edit,) = safe[0]["edits"]
    assert TEXT[edit["start"] : edit["end"]] == OLD
    assert edit["new"] == NEW
    assert told["applied"] is False
    assert file["changes"] == [{"before": f"Lee, {OLD}, 1931.", "after": f"Lee, {NEW}, 1931.", "line": 3}]


def test_a_wiki_gets_an_edit_summary_and_its_changed_templates(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cite = f"{{{{cite web |url={OLD} |title=The mill}}}}"
    text = f"Long text that stays.\n\nThe mill closed.<ref>Lee, {cite}, 1931.</ref>\n"
    (tmp_path / "a.wikitext").write_text(text)
    write(report_of(read("a.wikitext"), FATES), tmp_path / "report.json")

    ran = run("fix", "a.wikitext", "--report", "report.json", "--json")
    (file,) = json.loads(ran.out)["files"]

    assert file["edit_summary"] == "Repaired references: 1 moved address (citecheck)"
    assert file["changes"] == [{"before": cite, "after": cite.replace(OLD, NEW), "line": 3}]


def test_a_file_that_changes_before_it_is_written_stays_as_it_is(document):
    plan = plan_fixes(report_of(read(document), FATES), document)
    document.write_text(TEXT + " More.")

    with pytest.raises(FixError, match="it changed since"):
        apply_fixes(plan)

    assert document.read_text() == TEXT + " More."


def test_nothing_is_written_where_one_of_several_files_changed(tmp_path):
    paths = [tmp_path / name for name in ("a.md", "b.md")]
    for path in paths:
        path.write_text(TEXT)
    plan = merged(plan_fixes(report_of(read(path), FATES), path) for path in paths)
    paths[1].write_text(TEXT + " More.")

    with pytest.raises(FixError):
        apply_fixes(plan)

    assert paths[0].read_text() == TEXT


def test_a_bibliography_that_two_documents_cite_is_repaired_once(tmp_path):
    (tmp_path / "works.bib").write_text(f"@misc{{mill, title={{The mill}}, url={{{OLD}}}, year=1931}}\n")
    body = (
        "\\documentclass{article}\\begin{document}\nIt closed in 1931.\\cite{mill}\n"
        "\\bibliography{works}\\end{document}\n"
    )
    paths = [tmp_path / name for name in ("a.tex", "b.tex")]
    for path in paths:
        path.write_text(body)

    plan = merged(plan_fixes(report_of(read(path), FATES), path) for path in paths)
    written = apply_fixes(plan)

    assert [path.name for path in written] == ["works.bib"]
    assert len(plan.fixes) == 1
    assert (tmp_path / "works.bib").read_text() == f"@misc{{mill, title={{The mill}}, url={{{NEW}}}, year=1931}}\n"


def test_a_bibliography_outside_of_the_folder_is_left_alone(tmp_path):
    bib = tmp_path / "works.bib"
    bib.write_text(f"@misc{{mill, title={{The mill}}, url={{{OLD}}}, year=1931}}\n")
    (tmp_path / "sub").mkdir()
    path = tmp_path / "sub" / "a.tex"
    path.write_text("\\documentclass{article}\\begin{document}\nIt closed in 1931.\\cite{mill}\n\\end{document}\n")

    plan = plan_fixes(report_of(read(path, bibliography=[str(bib)]), FATES), path)

    assert plan.fixes == ()
    assert "outside of the folder" in plan.left_out[0].reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_an_error_that_says_so(document, tmp_path):
    tmp_path.chmod(0o500)
    try:
        ran = run("fix", document.name, "--report", "report.json", "--apply")
    finally:
        tmp_path.chmod(0o700)

    assert ran.status == 2
    assert "cannot be written" in ran.err


def test_the_python_functions_are_public():
    assert citecheck.plan_fixes is plan_fixes
    assert {"fix", "plan_fixes", "FixPlan", "Fix", "FixKind", "FixError"} <= set(citecheck.__all__)
