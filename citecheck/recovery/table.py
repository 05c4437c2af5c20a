"""The table of sources that a search for lost addresses writes: TOML, one line for each label, the evidence above it.

What is in doubt or was not found stands there as comments only, so that nobody takes it for an address by mistake.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from citecheck.errors import SettingsError
from citecheck.recovery.likeness import own_words
from citecheck.recovery.model import Confirmation, FoundAddress, RecoveredReference, Recovery, Route
from citecheck.settings.files import read_settings_file
from claims.urls import is_web_address, split_archive
from reports.formats.steering import printable

_TITLE = 100  # characters of a title in a comment
_LINE = 300  # characters of a comment

CHECKED = {
    Confirmation.CONFIRMED: "checked",
    Confirmation.UNCONFIRMED: "not confirmed",
    Confirmation.UNREAD: "not checked",
    Confirmation.OTHER_WORK: "another work",
}
"""The words for what the page of a found address showed."""


def table(recovery: Recovery) -> str:
    """Return `recovery` as a TOML file with the table `[sources]`, which `citecheck audit --sources` takes.

    A label that several references have is left out, because the table could not say which is meant.
    """
    labels = Counter(one.reference.label for one in recovery.references)
    used: list[RecoveredReference] = []
    doubtful: list[RecoveredReference] = []
    missing: list[RecoveredReference] = []
    for one in recovery.references:
        clear = one.reference.label and labels[one.reference.label] == 1
        if one.is_used and clear:
            used.append(one)
        else:
            (doubtful if one.found is not None else missing).append(one)
    lines = [f"# Addresses that were lost, found by citecheck recover for {recovery.document}"]
    lines += [f"# {place}" for place in recovery.places]
    lines += ["", "[sources]"]
    for one in used:
        lines += _entry(one)
    if doubtful:
        lines += ["", "# In doubt, and left out:"]
        lines += [
            f"# [{one.reference.label}] {one.found.target if one.found else ''} ({_why(one)})" for one in doubtful
        ]
    if missing:
        lines += ["", "# Not found:"]
        lines += [f"# [{one.reference.label}] {title_of(one)} ({_why(one)})" for one in missing]
    return "\n".join(_inert(line) for line in lines) + "\n"


def read_table(path: Path) -> tuple[dict[str, FoundAddress], dict[str, str]]:
    """Return the addresses of the table `[sources]` in the TOML file `path`, and its files, both by label.

    An archive's address stands for the page that it keeps, and for the copy. Raises `SettingsError` if the file cannot
    be read or has no such table.
    """
    sources = read_settings_file(path).table.get("sources")
    if not isinstance(sources, dict) or not all(isinstance(target, str) for target in sources.values()):
        raise SettingsError(
            f'{path}: has no table of sources; it needs a line `[sources]`, and below it `"11" = "https://…"`'
        )
    found = {label: _named(target, path) for label, target in sources.items() if is_web_address(target)}
    return found, {label: target for label, target in sources.items() if not is_web_address(target)}


def title_of(one: RecoveredReference) -> str:
    """Return what to call the reference of `one`: its title or its text, or that it has no words."""
    title = " ".join(own_words(one.reference).split()) or "(no words are left of it)"
    return title if len(title) <= _TITLE else title[: _TITLE - 1].rstrip() + "…"


def why_found(found: FoundAddress) -> str:
    """Return what ties the address `found` to its reference; the original page is named once for all addresses."""
    return "; ".join(found.evidence) if found.route is Route.ORIGINAL and found.evidence else found.words


def _named(target: str, path: Path) -> FoundAddress:
    archived = split_archive(target)
    where = f"named in {path}"
    if archived is None:
        return FoundAddress(url=target, route=Route.TABLE, where=where)
    return FoundAddress(url=archived.original, route=Route.TABLE, where=where, archive_url=target, url_status_dead=True)


def _entry(one: RecoveredReference) -> Iterator[str]:
    assert one.found is not None  # the caller asks for those that are used
    yield f"# {title_of(one)}"
    yield f"#   found: {why_found(one.found)}"
    if one.found.archive_url and one.found.target != one.found.archive_url:
        yield f"#   archived copy: {one.found.archive_url}"
    yield f"#   {CHECKED[one.confirmation]}: {one.confirmed_by or 'its page was not visited'}"
    yield f"{_quoted(one.reference.label)} = {_quoted(one.found.target)}"


def _why(one: RecoveredReference) -> str:
    if one.is_used:
        return "no label, or one that several references have: a table cannot name it"
    return "; ".join(one.doubts if one.found is not None else one.missed) or "nothing was asked"


def _quoted(text: str) -> str:
    """Return a basic string of TOML: the escapes of JSON are escapes of TOML too."""
    return json.dumps(printable(text), ensure_ascii=False)


def _inert(line: str) -> str:
    """Return one line without what would end a comment or steer a terminal."""
    line = printable(" ".join(line.splitlines())).replace("\t", " ")
    return line if not line.startswith("#") or len(line) <= _LINE else line[: _LINE - 1] + "…"


__all__ = ["CHECKED", "read_table", "table", "title_of", "why_found"]
