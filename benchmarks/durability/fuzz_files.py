"""What is fuzzed of files of a user: archives of LaTeX, ignored findings, decisions, tables, indexes, seals, labels."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.material.fuzz_inputs import Dice
from citecheck.clock import SystemClock
from citecheck.judges.bench import read_claims
from citecheck.judges.calibration import read_calibration
from citecheck.nightly.review import read_decisions
from citecheck.nightly.suppressions import load_suppressions
from citecheck.recovery.table import read_table
from citecheck.registries.local_index import LocalIndex
from citecheck.review.decisions import SharedDecisions
from claims.reading import read

Work = Callable[[], object]
_NAMES = ("main.tex", "a.bib", "b/c.tex", "../x.tex", "/etc/x.tex", "main.bbl", "a\x00.tex", "\u202e.tex", "refs.json")
_TEX = (
    b"\\documentclass{article}\\begin{document}The lamp was lit.\\cite{a}\\input{b/c}\\input{../x}"
    b"\\bibliography{a}%s\\end{document}"
)
_IGNORED = b"""[[ignore]]
document = "a.md"
code = "link-dead"
reason = "a reason"
until = 2026-09-01

[[ignore]]
finding = "4ed8d7ec789eda3e"
reason = "another"
"""
_DECISIONS = json.dumps(
    {
        "citecheck_decisions": 2,
        "document": "d",
        "decisions": [
            {"finding": "4ed8d7ec789eda3e", "code": "c", "decision": "false-alarm", "note": "n", "at": "2026-03-01"}
        ],
    }
).encode()
_SHARED = json.dumps(
    {"citecheck_review": 1, "decisions": [{"document": "d", "finding": "f", "decision": "right", "note": "n"}]}
).encode()
_INDEX = json.dumps(
    {"DOI": "10.1000/a", "title": ["Tides"], "author": [{"family": "Lind"}], "issued": {"date-parts": [[2011]]}}
).encode()
_CALIBRATION = json.dumps({"judge": "m", "supports": 1.0, "denies": -1.0, "slope": 1.0, "claims": 100}).encode()
_LABELS = json.dumps({"claim": "The lamp was lit.", "source": "It was lit.", "label": "supported"}).encode()


def packed(dice: Dice) -> Work:
    """Read an archive of LaTeX with odd names, links, devices and damaged bytes."""
    body = _tar(dice) if dice.random.random() < 0.6 else _zip(dice)
    if dice.random.random() < 0.15:
        body = dice.changed(body)
    return lambda: read(body, name=dice.random.choice(("p.tar.gz", "p.zip", "p")))


def _members(dice: Dice) -> list[tuple[str, bytes]]:
    names = ["main.tex", *(dice.random.choice(_NAMES) for _ in range(dice.random.randrange(5)))]
    return [(name, (_TEX if name == "main.tex" else b"%s") % dice.text()[:4_000]) for name in names]


def _tar(dice: Dice) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, body in _members(dice):
            member = tarfile.TarInfo(name)
            member.size = len(body)
            member.type = dice.random.choice(
                (tarfile.REGTYPE,) * 4 + (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)
            )
            member.linkname = dice.random.choice(("/etc/passwd", "../../x", "main.tex", "a.bib", ""))
            member.mode = dice.random.randrange(0o10000)
            archive.addfile(member, io.BytesIO(body))
    return gzip.compress(out.getvalue(), 1) if dice.random.random() < 0.7 else out.getvalue()


def _zip(dice: Dice) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", dice.random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, body in dict(_members(dice)).items():
            archive.writestr(name.replace("\x00", "_"), body)
    return out.getvalue()


def _file(right: bytes, name: str, use: Callable[[Path], object], dice: Dice) -> Work:
    """Read one file that a user may have, changed."""
    body = dice.answer(right) if dice.random.random() < 0.9 else dice.body()

    def work() -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(body)
            use(path)

    return work


def _decided(path: Path) -> object:
    return SharedDecisions(path.parent, path.parent / "i.toml", now=SystemClock().now)


TARGETS: dict[str, Callable[[Dice], Work]] = {
    "packed": packed,
    "ignored": partial(_file, _IGNORED, "i.toml", load_suppressions),
    "decisions": partial(_file, _DECISIONS, "d.json", read_decisions),
    "shared": partial(_file, _SHARED, "review-decisions.json", _decided),
    "table": partial(_file, b'[sources]\n"1" = "https://a.test/x"\n"2" = "b.pdf"\n', "t.toml", read_table),
    "index": partial(_file, _INDEX, "works.jsonl", lambda path: LocalIndex(path.parent, SystemClock())),
    "calibration": partial(_file, _CALIBRATION, "c.json", lambda path: read_calibration(path, "m")),
    "labels": partial(_file, _LABELS, "l.jsonl", read_claims),
}
"""The targets, by name."""
