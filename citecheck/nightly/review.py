"""Turn the decisions of a reviewer in the HTML report into entries of the file of findings to ignore."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from citecheck.errors import SettingsError
from citecheck.nightly.suppressions import Suppression


class Decision(StrEnum):
    """What a reviewer can decide about a finding."""

    CONFIRMED = "confirmed"  # the finding is right: it stays until the document is mended
    RIGHT = "right"  # what version 1 of the file calls it
    FALSE_ALARM = "false-alarm"
    ACCEPTED = "accepted"  # it is right, and nothing will be done: it is ignored
    FIXED = "fixed"  # the document was mended: the next audit shows it


SILENCING = {
    Decision.FALSE_ALARM: "Judged a false alarm in a review",
    Decision.ACCEPTED: "Accepted in a review",
}
"""The decisions that silence a finding, with the reason of an entry without a note."""

_VERSIONS = (1, 2)


class _Decided(msgspec.Struct, frozen=True):
    finding: str
    decision: Decision
    code: str = ""
    note: str = ""
    at: str = ""


class _File(msgspec.Struct, frozen=True):
    citecheck_decisions: int
    document: str
    decisions: tuple[_Decided, ...] = ()


_FILES = msgspec.json.Decoder(_File)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The entries that a file of decisions about `document` gives, with the code of the finding of each.

    `confirmed` and `fixed` count the decisions that silence nothing.
    """

    document: str
    entries: tuple[Suppression, ...]
    codes: tuple[str, ...]
    confirmed: int
    fixed: int


def read_decisions(path: Path, *, author: str | None = None) -> Imported:
    """Read the file `path`, which the HTML report exported. `author` is who decided; None: not known.

    Raises `SettingsError` for any other file.

    What was dismissed, as a false alarm or as accepted, becomes an entry: a finding that is right is reported until the
    document is mended.
    """
    try:
        file = _FILES.decode(path.read_bytes())
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise SettingsError(
            f"{path}: not a file of decisions; the button “Export decisions” of the HTML report writes one"
        ) from error
    if file.citecheck_decisions not in _VERSIONS:
        raise SettingsError(
            f"{path}: decisions of version {file.citecheck_decisions}; this version of citecheck reads versions 1 and 2"
        )
    dismissed = [decided for decided in file.decisions if decided.decision in SILENCING]
    entries = tuple(
        entry_of(file.document, decided.finding, decided.decision, note=decided.note, at=decided.at, author=author)
        for decided in dismissed
    )
    kinds = [decided.decision for decided in file.decisions]
    return Imported(
        document=file.document,
        entries=entries,
        codes=tuple(decided.code for decided in dismissed),
        confirmed=kinds.count(Decision.CONFIRMED) + kinds.count(Decision.RIGHT),
        fixed=kinds.count(Decision.FIXED),
    )


def entry_of(
    document: str, finding: str, decision: Decision, *, note: str = "", at: str = "", author: str | None = None
) -> Suppression:
    """Return the entry for `finding` (its key) of `document`, which was dismissed by `decision`, one of `SILENCING`.

    `note` is the reason that a person gave (empty: a standard one), `at` the time (RFC 3339; empty: not known) and
    `author` who decided.
    """
    return Suppression(
        finding=finding,
        document=_literal(document),
        reason=note.strip() or f"{SILENCING[decision]} ({at[:10] or 'undated'}).",
        author=author,
    )


def _literal(name: str) -> str:
    """Return a pattern that matches a name and nothing else."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
