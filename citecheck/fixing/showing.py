"""What a plan says of itself: the changed templates and entries, an edit summary, and JSON for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from citecheck.fixing.diffs import diff_of
from citecheck.fixing.exact_text import replaced
from citecheck.fixing.model import Fix, FixedFile, FixKind, FixPlan
from claims.model import Span
from claims.source_map import TextEdit
from reports.wording import counted

_SCHEMA = 1
_SUMMARY = {
    FixKind.ARCHIVED_COPY: "archived copy",
    FixKind.MOVED_ADDRESS: "moved address",
    FixKind.FOUND_ADDRESS: "lost address",
    FixKind.DOI: "DOI",
    FixKind.RECORD_FIELD: "field",
    FixKind.URL_STATUS: "link status",
    FixKind.DEAD_LINK_ADDED: "dead link",
    FixKind.DEAD_LINK_REMOVED: "link that works again",
}
_PLURALS = {
    FixKind.ARCHIVED_COPY: "archived copies",
    FixKind.MOVED_ADDRESS: "moved addresses",
    FixKind.FOUND_ADDRESS: "lost addresses",
    FixKind.URL_STATUS: "link statuses",
    FixKind.DEAD_LINK_REMOVED: "links that work again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPiece:
    """A template, an entry or a line that repairs change: its text before and after, and its first line, from 1."""

    before: str
    after: str
    line: int


def changed_pieces(file: FixedFile, *, unsafe: bool = False) -> tuple[ChangedPiece, ...]:
    """Return what the safe repairs of `file` change, with `unsafe` all of them; empty for a Word document."""
    pieces: list[ChangedPiece] = []
    for span, fixes in _grouped(file.chosen(unsafe=unsafe)):
        edits = [edit for fix in fixes for edit in fix.edits if span.start <= edit.start and edit.end <= span.end]
        before = file.text[span.start : span.end]
        moved = [TextEdit(edit.start - span.start, edit.end - span.start, edit.new) for edit in edits]
        pieces.append(ChangedPiece(before=before, after=replaced(before, moved), line=min(fix.line for fix in fixes)))
    return tuple(pieces)


def edit_summary(fixes: Iterable[Fix]) -> str:
    """Return an edit summary of `fixes` for a wiki: "Repaired references: 2 archived copies (citecheck)"."""
    counts: dict[FixKind, int] = {}
    for fix in fixes:
        counts[fix.kind] = counts.get(fix.kind, 0) + 1
    said = ", ".join(
        f"{number} {_SUMMARY[kind] if number == 1 else _PLURALS.get(kind, _SUMMARY[kind] + 's')}"
        for kind, number in counts.items()
    )
    return f"Repaired references: {said} (citecheck)" if said else ""


def as_json(plan: FixPlan, *, unsafe: bool = False, applied: bool = False) -> bytes:
    """Return `plan` as one JSON object. `unsafe`: unsafe repairs are chosen too; `applied`: the files were written."""
    return msgspec.json.encode(
        {
            "schema": _SCHEMA,
            "applied": applied,
            "files": [_file(file, unsafe=unsafe) for file in plan.files],
            "left_out": list(plan.left_out),
        }
    )


def told(plan: FixPlan, *, unsafe: bool = False) -> str:
    """Return the counts of `plan` in words: "3 repairs, 2 more are unsafe (--unsafe)"; with `unsafe` all are made."""
    chosen = sum(len(file.chosen(unsafe=unsafe)) for file in plan.files)
    more = len(plan.fixes) - chosen
    parts = [counted(chosen, "repair")]
    if more:
        parts.append(f"{more:,} more {'is' if more == 1 else 'are'} unsafe (--unsafe)")
    if plan.left_out:
        parts.append(f"{len(plan.left_out):,} left out")
    return ", ".join(parts)


def _file(file: FixedFile, *, unsafe: bool) -> dict[str, object]:
    chosen = file.chosen(unsafe=unsafe)
    return {
        "file": file.name,
        "target": str(file.target),
        "fixes": [_fix(fix, chosen=fix in chosen) for fix in file.fixes],
        "changes": list(changed_pieces(file, unsafe=unsafe)),
        "edit_summary": edit_summary(chosen) if file.is_wiki else "",
        "diff": diff_of(file, unsafe=unsafe).decode("utf-8", "replace"),
    }


def _fix(fix: Fix, *, chosen: bool) -> dict[str, object]:
    plain = msgspec.to_builtins(fix)
    assert isinstance(plain, dict)  # a dataclass becomes a dict
    return plain | {"edits": [edit._asdict() for edit in fix.edits], "chosen": chosen}


def _grouped(fixes: Iterable[Fix]) -> list[tuple[Span, list[Fix]]]:
    """Return the ranges that repairs change, those that overlap as one, with their repairs."""
    groups: list[tuple[Span, list[Fix]]] = []
    placed = [(fix.around, fix) for fix in fixes if fix.around is not None]
    for span, fix in sorted(placed, key=lambda one: (one[0].start, one[0].end)):
        spread = Span(min(span.start, *(e.start for e in fix.edits)), max(span.end, *(e.end for e in fix.edits)))
        if len(fix.edits) > 1 and any(not span.start <= edit.start <= edit.end <= span.end for edit in fix.edits):
            span = spread
        if groups and span.start <= groups[-1][0].end:
            last, some = groups[-1]
            groups[-1] = (Span(last.start, max(last.end, span.end)), [*some, fix])
        else:
            groups.append((span, [fix]))
    return groups


__all__ = ["ChangedPiece", "as_json", "changed_pieces", "edit_summary", "told"]
