"""Whether the planted repairs of a document are made: every byte, once and not twice, as a diff, and read again."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from citecheck.fixing import FixPlan, plan_fixes
from citecheck.fixing.applying import apply_fixes
from citecheck.fixing.diffs import diff_of
from claims.model import Document
from claims.reading import read
from testbed.planted_repairs import PlantedDocument, fates_of
from testbed.repair_reports import report_of


@dataclass(frozen=True, kw_only=True)
class RepairOutcome:
    """What became of the planted repairs of one document.

    `planned` repairs were planned. `exact`: all files have the bytes that they must have. `once`: the repaired document
    has nothing to repair. `applied`: `git apply` of the diff gives the same bytes. `same_reading`: the claims, the
    citations and the number of references are the same before and after.
    """

    name: str
    planted: int
    planned: int
    exact: bool
    once: bool
    applied: bool
    same_reading: bool

    @property
    def is_right(self) -> bool:
        """Whether all of it holds."""
        return self.planned == self.planted and self.exact and self.once and self.applied and self.same_reading


def outcome_of(planted: PlantedDocument, folder: Path) -> RepairOutcome:
    """Repair `planted` in `folder`, which is empty, and return what became of it. Needs git."""
    sub = folder / "a folder"
    sub.mkdir()
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True, capture_output=True)
    wanted = {planted.name: planted.after, **{name: after for name, (_, after) in planted.files.items()}}
    before = {planted.name: planted.before, **{name: old for name, (old, _) in planted.files.items()}}
    path = sub / planted.name
    _write(sub, before)
    first = read(path)
    plan = _plan(path, first, planted)
    diff = b"".join(diff_of(file, unsafe=True) for file in plan.files)
    applied = _patched(folder, sub, diff) == {name: wanted[name] for name in before}
    _write(sub, before)
    apply_fixes(plan, unsafe=True)
    exact = {name: (sub / name).read_bytes() for name in wanted} == wanted
    second = read(path)
    once = not _plan(path, second, planted).fixes
    return RepairOutcome(
        name=planted.name,
        planted=planted.repairs,
        planned=len(plan.fixes),
        exact=exact,
        once=once,
        applied=applied,
        same_reading=_reading(first) == _reading(second),
    )


def _plan(path: Path, document: Document, planted: PlantedDocument) -> FixPlan:
    return plan_fixes(report_of(document, fates_of(document), planted.known), path)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, body in files.items():
        (folder / name).write_bytes(body)


def _patched(folder: Path, sub: Path, diff: bytes) -> dict[str, bytes]:
    """Return the files of `sub` after `git apply`, called at the root of the repository `folder`."""
    command = ["git", "apply", "--whitespace=nowarn", "-"]
    subprocess.run(command, cwd=folder, input=diff, check=False, capture_output=True)
    return {path.name: path.read_bytes() for path in sub.iterdir()}


def _reading(document: Document) -> tuple[object, ...]:
    """Return what a document says apart from its addresses and its entries."""
    claims = [document.prose(claim.span) for claim in document.claims]
    marks = [citation.labels for citation in document.citations]
    labels = [reference.label for reference in document.references]
    return claims, marks, labels


__all__ = ["RepairOutcome", "outcome_of"]
