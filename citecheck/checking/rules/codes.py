"""The codes of findings with their severities, and which of them a run wants. Severities live here alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from citecheck.errors import SettingsError
from claims.model import Span
from reports.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding: its severity, whether it is made unless asked for, and what it says in a line."""

    name: str
    severity: Severity
    summary: str
    on: bool = True


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = {
    code.name: code
    for code in (
        Code("citation-dangling", _ERROR, "A mark has no entry in the list of references."),
        Code("references-missing", _ERROR, "The document has marks and no list of references at all."),
        Code("reference-unused", _NOTE, "No mark cites the entry."),
        Code("reference-empty", _WARNING, "The entry has no content."),
        Code("reference-placeholder", _ERROR, "The entry is a placeholder that nobody filled in."),
        Code("reference-no-locator", _NOTE, "The entry has no address and no identifier."),
        Code("reference-duplicate", _NOTE, "Two entries name one source."),
        Code("reference-mismatch", _ERROR, "The address opens another work than the entry names."),
        Code("identifier-invalid", _ERROR, "An identifier cannot exist or does not resolve."),
        Code("reference-circular", _WARNING, "The source is this very document or a mirror of it."),
        Code("claim-uncited", _NOTE, "A sentence with figures, dates, quotations or names has no citation.", on=False),
        Code("link-dead", _ERROR, "The address fails for good and the entry names no working copy."),
        Code("link-lost", _ERROR, "The address fails for good and no archive has a capture."),
        Code("link-rescued", _NOTE, "The address fails, but the copy that the entry names works."),
        Code("link-unstable", _NOTE, "The address fails, but not for long enough to be called dead."),
        Code("link-moved", _NOTE, "The address redirects permanently."),
        Code("link-blocked", _NOTE, "The source could not be read by a program."),
        Code("link-unarchived", _NOTE, "The address works today and no archive has a capture.", on=False),
        Code("archive-mismatch", _WARNING, "The archive address shows an error, another page or another date."),
        Code("marked-dead-but-alive", _NOTE, "The document calls the link dead, and it works."),
        Code("quote-meaning-changed", _ERROR, "A quotation's number, negation or name differs from the source."),
        Code("quote-misattributed", _ERROR, "The quotation stands in another reference than the one cited."),
        Code("quote-not-found", _ERROR, "The quotation is in no copy of the cited source."),
        Code("quote-altered", _WARNING, "Words of the quotation differ from the source."),
        Code("quote-partial", _WARNING, "Only part of the quotation is in the source."),
        Code("claim-contradicted", _ERROR, "The source gives another figure, date or name for the same thing."),
        Code("claim-unsupported", _WARNING, "No passage of the source carries the claim."),
        Code("claim-partly-supported", _NOTE, "Parts of the claim are carried by no passage."),
        Code("claim-unverifiable", _NOTE, "The claim could not be checked against its source."),
        Code("source-drifted", _WARNING, "The source carried the claim when it was cited, and no longer does."),
    )
}


class Rules:
    """Makes findings: knows which codes are wanted, gives them their severity and their lasting key."""

    def __init__(self, *, enable: tuple[str, ...] = (), disable: tuple[str, ...] = ()) -> None:
        """`enable` and `disable` name codes; raises `SettingsError` for one that does not exist."""
        for name in (*enable, *disable):
            if name not in CODES:
                raise SettingsError(f"`{name}` is no code of a finding; they are listed in docs/findings.md")
        on = {name for name, code in CODES.items() if code.on}
        self._wanted = frozenset((on | set(enable)) - set(disable))

    def finding(
        self,
        code: str,
        message: str,
        *,
        claim: str | None = None,
        reference: str | None = None,
        span: Span | None = None,
        confirmed: bool = True,
        at_most: Severity | None = None,
        related: tuple[str, ...] = (),
        about: str = "",
    ) -> Finding | None:
        """Return a finding, or None where its code is not wanted.

        `at_most` lowers the severity (an inherited scope makes notes only). The key is made of the code, the claim,
        the reference and `about` (what else tells two findings of one claim apart), none of which renumbering,
        moving or editing elsewhere changes.
        """
        if code not in self._wanted:
            return None
        severity = CODES[code].severity
        if at_most is not None and at_most.rank > severity.rank:
            severity = at_most
        identity = "\n".join((code, claim or "", reference or "", about))
        return Finding(
            key=hashlib.sha256(identity.encode()).hexdigest()[:16],
            code=code,
            severity=severity,
            message=message,
            claim=claim,
            reference=reference,
            span=span,
            confirmed=confirmed,
            related=related,
        )
