"""Makes findings with the enabled codes; the codes themselves are in `reports.codes`."""

from __future__ import annotations

import hashlib

from citecheck.errors import SettingsError
from claims.model import Span
from reports.codes import Code, codes
from reports.model import Finding, Severity, Weight

CODES = codes()
"""All codes of findings by name."""


class FindingMaker:
    """Makes findings: knows which codes are wanted, gives them their severity and their lasting key."""

    def __init__(self, *, enable: tuple[str, ...] = (), disable: tuple[str, ...] = ()) -> None:
        """`enable` and `disable` name codes. Raises `SettingsError` for a code that does not exist."""
        for name in (*enable, *disable):
            if name not in CODES:
                raise SettingsError(f"`{name}` is not a code of a finding; `citecheck explain` lists them")
        on = {name for name, code in CODES.items() if code.on}
        self._wanted = frozenset((on | set(enable)) - set(disable))

    def make(
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
        rule: str | None = None,
        weight: Weight | None = None,
    ) -> Finding | None:
        """Return a finding with `code` and `message`; None if this code is disabled.

        `claim` and `reference` are keys, `span` is the place in the document; None: the finding is about none of these.
        `confirmed` False: more nights must confirm it. `related` are keys of other findings. `rule` is the id of the
        rule that decided. `weight` is how much a finding on a claim weighs for people; None: it is about no claim.
        `at_most` lowers the severity (an inherited scope makes notes only). The key is made of the code, the claim, the
        reference and `about` (what else distinguishes two findings of one claim); renumbering, moving or editing
        elsewhere changes none of them.
        """
        if code not in self._wanted:
            return None
        severity = CODES[code].severity
        if at_most is not None:
            severity = min(severity, at_most)
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
            rule=rule,
            weight=weight,
        )


__all__ = ["CODES", "Code", "FindingMaker"]
