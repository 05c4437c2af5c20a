"""Audit only what changed since a git revision: git names the documents, comparing versions gives the claims."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from citecheck.errors import SettingsError
from citecheck.findings import FindingMaker, document_findings
from citecheck.nightly.documents import SUFFIXES
from claims.errors import ReadingError
from claims.model import Document
from claims.urls import is_web_address
from reports.model import Report

ReadBytes = Callable[[bytes, str], Document]
"""Reads the bytes of a document that has a name."""


class Changes:
    """The changes of the working tree since the last common commit with a revision."""

    def __init__(self, revision: str, *, folder: Path | None = None) -> None:
        """`revision` is any name that git knows, such as a branch.

        `folder` is in the repository; None: the working directory.

        Raises `SettingsError` if git, a repository or the revision is missing.
        """
        self.revision = revision
        self._folder = folder or Path.cwd()
        self._root = Path(self._git("rev-parse", "--show-toplevel").decode().strip())
        self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        self._base = self._git("merge-base", "--end-of-options", revision, "HEAD").decode().strip()
        changed = self._git("diff", "--name-only", "-z", "--diff-filter=d", self._base, "--")
        untracked = self._git("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", str(self._root))
        self._paths = {name.decode("utf-8", "surrogateescape") for name in (changed + untracked).split(b"\0") if name}

    def touched(self, documents: Iterable[str]) -> tuple[str, ...]:
        """Return those of `documents` that changed or are new.

        Web addresses are left out, because no repository holds them.
        """
        return tuple(name for name in documents if not is_web_address(name) and self._path(name) in self._paths)

    def documents(self) -> tuple[str, ...]:
        """Return the files that changed or are new and look like documents, hidden ones left out."""
        paths = (self._root / name for name in sorted(self._paths) if not name.startswith(".") and "/." not in name)
        return tuple(str(path) for path in paths if path.suffix.lower() in SUFFIXES and path.is_file())

    def before(self, document: str) -> bytes | None:
        """Return the bytes of `document` at the revision; None: it did not exist then."""
        path = self._path(document)
        if path is None:
            return None
        try:
            return self._git("show", "--end-of-options", f"{self._base}:{path}")
        except SettingsError:
            return None

    def _path(self, document: str) -> str | None:
        whole = (self._folder / document).resolve()
        root = self._root.resolve()
        return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else None

    def _git(self, *arguments: str) -> bytes:
        try:
            done = subprocess.run(["git", *arguments], cwd=self._folder, capture_output=True, check=True)
        except FileNotFoundError:
            raise SettingsError("--changed-since needs git, and git is not on this machine's PATH") from None
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode("utf-8", "replace").strip().splitlines()
            if said and "not a git repository" in said[0]:
                raise SettingsError("--changed-since works in a git repository; run citecheck in a checkout") from error
            raise SettingsError(
                f"--changed-since {self.revision}: git finds no such revision here{f' ({said[0]})' if said else ''}; "
                f"a shallow clone may lack it: `git fetch origin {self.revision}`"
            ) from error
        return done.stdout


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a document that changed, and the keys of findings on its structure that it had before."""

    document: Document
    known: frozenset[str]
    notice: str


class ChangedAudits:
    """Audits the part of each document that changed; see `citecheck.nightly.setup.DocumentAuditor`."""

    def __init__(
        self, audit: Callable[[Document], Report], changes: Changes, *, read: ReadBytes, maker: FindingMaker
    ) -> None:
        self._audit = audit
        self._changes = changes
        self._read = read
        self._maker = maker

    def audit(self, document: Document) -> Report:
        """Return a report of the whole `document` in which only what changed was checked."""
        part = self._part(document)
        report = self._audit(part.document)
        findings = tuple(finding for finding in report.findings if finding.key not in part.known)
        return replace(report, document=document, findings=findings, notices=(*report.notices, part.notice))

    def _part(self, document: Document) -> _Part:
        body = self._changes.before(document.name)
        former = None
        if body is not None:
            try:
                former = self._read(body, document.name)
            except ReadingError:
                former = None  # the earlier bytes were not a document: everything is new
        part = document if former is None else _changed(former, document)
        known = document_findings(former, self._maker) if former is not None else ()
        notice = (
            f"only what changed since {self._changes.revision} was audited: {len(part.claims)} of "
            f"{len(document.claims)} sentences, {len(part.references)} of {len(document.references)} references"
        )
        return _Part(part, frozenset(finding.key for finding in known), notice)


def _changed(former: Document, document: Document) -> Document:
    """Return `document` with the claims that are new or cite something new, and the entries that these need."""
    before = set(_identities(former))
    claims = tuple(
        claim for claim, identity in zip(document.claims, _identities(document), strict=True) if identity not in before
    )
    cited = {citation.key: citation.references for citation in document.citations}
    needed = {key for claim in claims for citation in claim.citations for key in cited.get(citation.key, ())}
    entries = {reference.key for reference in former.references}
    references = tuple(
        reference for reference in document.references if reference.key in needed or reference.key not in entries
    )
    return replace(document, claims=claims, references=references)


def _identities(document: Document) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    """Yield each claim's words with the entries that it cites: either may have changed."""
    cited = {citation.key: citation.references for citation in document.citations}
    for claim in document.claims:
        yield claim.key, tuple(cited.get(citation.key, ()) for citation in claim.citations)
