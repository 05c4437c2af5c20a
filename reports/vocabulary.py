"""The words of a report: what a link, a check, a quotation, a finding can be. Their values are a contract."""

from __future__ import annotations

from enum import StrEnum


class OrderedWord(StrEnum):
    """A word of a vocabulary whose members compare from good to bad, and not by their letters.

    The greater is the worse: `Outcome.SUPPORTED < Outcome.CONTRADICTED`, `max(severities)` is the worst. Words of two
    vocabularies do not compare (`TypeError`). Equality, hash and JSON are those of the string.
    """

    @property
    def _place(self) -> int:
        """The place in the order from good (the lowest) to bad: unless overridden, the order of definition."""
        return list(type(self)).index(self)

    def __lt__(self, other: str) -> bool:
        return self._place < other._place if isinstance(other, type(self)) else NotImplemented

    def __le__(self, other: str) -> bool:
        return self._place <= other._place if isinstance(other, type(self)) else NotImplemented

    def __gt__(self, other: str) -> bool:
        return self._place > other._place if isinstance(other, type(self)) else NotImplemented

    def __ge__(self, other: str) -> bool:
        return self._place >= other._place if isinstance(other, type(self)) else NotImplemented


class LinkStatus(StrEnum):
    """The status of a reference's address."""

    ALIVE = "alive"
    MOVED = "moved"
    REDIRECTED_HOME = "redirected-home"
    GONE = "gone"
    SOFT_404 = "soft-404"
    PARKED = "parked"
    USURPED = "usurped"
    BLOCKED = "blocked"
    PAYWALLED = "paywalled"
    SCRIPT_ONLY = "script-only"
    DISALLOWED = "disallowed"
    REFUSED_ADDRESS = "refused-address"
    INVALID_URL = "invalid-url"
    UNSUPPORTED_SCHEME = "unsupported-scheme"
    TLS_ERROR = "tls-error"
    TIMEOUT = "timeout"
    CONNECTION_ERROR = "connection-error"
    REDIRECT_LOOP = "redirect-loop"
    CLIENT_ERROR = "client-error"
    SERVER_ERROR = "server-error"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    UNSUPPORTED_TYPE = "unsupported-type"
    NO_LOCATOR = "no-locator"
    NOT_CHECKED = "not-checked"

    @property
    def is_dead(self) -> bool:
        """Whether a one-off audit may call it dead: `redirected-home`, `gone`, `soft-404`, `parked`."""
        return self in _DEAD

    @property
    def is_failing(self) -> bool:
        """Whether it counts towards a dead link: the dead ones, and the failures that may pass."""
        return self in _FAILING


_DEAD = frozenset({LinkStatus.REDIRECTED_HOME, LinkStatus.GONE, LinkStatus.SOFT_404, LinkStatus.PARKED})
_FAILING = _DEAD | {
    LinkStatus.TLS_ERROR,
    LinkStatus.TIMEOUT,
    LinkStatus.CONNECTION_ERROR,
    LinkStatus.REDIRECT_LOOP,
    LinkStatus.CLIENT_ERROR,
    LinkStatus.SERVER_ERROR,
    LinkStatus.EMPTY,
}


class Extent(StrEnum):
    """How much of a source was read. Anything but `full` can confirm, never refute."""

    FULL = "full"
    ABSTRACT = "abstract"
    TEASER = "teaser"
    CATALOGUE = "catalogue"
    MEDIA = "media"
    PAGE_OF_MANY = "page-of-many"
    NONE = "none"


class Origin(StrEnum):
    """Where a copy was read."""

    LIVE = "live"
    ARCHIVE = "archive"
    FILE = "file"


class Outcome(OrderedWord):
    """Outcome of a check of a claim against its citation.

    From good to bad: supported, unverifiable (which says nothing about the claim), partial, unsupported, contradicted.
    """

    SUPPORTED = "supported"
    PARTIAL = "partial"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    UNVERIFIABLE = "unverifiable"

    @property
    def _place(self) -> int:
        return _OUTCOME_PLACE[self]


_OUTCOME_PLACE = {
    Outcome.SUPPORTED: 0,
    Outcome.UNVERIFIABLE: 1,
    Outcome.PARTIAL: 2,
    Outcome.UNSUPPORTED: 3,
    Outcome.CONTRADICTED: 4,
}


class Band(OrderedWord):
    """How sure a check is: `Band.CONFIDENT < Band.UNCERTAIN`."""

    CONFIDENT = "confident"
    UNCERTAIN = "uncertain"


class QuoteOutcome(OrderedWord):
    """Outcome of the search for a quotation. `rank` has the order from good (verbatim) to bad (not found)."""

    VERBATIM = "verbatim"
    TYPOGRAPHIC = "typographic"
    EDITORIAL = "editorial"
    CONDITION_CUT = "condition-cut"
    ALTERED = "altered"
    NUMBER_CHANGED = "number-changed"
    NEGATION_CHANGED = "negation-changed"
    NAME_CHANGED = "name-changed"
    PARTIAL = "partial"
    NOT_FOUND = "not-found"
    OTHER_LANGUAGE = "other-language"

    @property
    def is_faithful(self) -> bool:
        """Whether the source says these words: verbatim, or with only typography or marked editing changed."""
        return self in (QuoteOutcome.VERBATIM, QuoteOutcome.TYPOGRAPHIC, QuoteOutcome.EDITORIAL)

    @property
    def rank(self) -> int:
        """The place in the order from the best (verbatim, 0) to the worst (not found): the best of several counts."""
        return _QUOTE_RANK[self]

    @property
    def _place(self) -> int:
        return self.rank

    @property
    def changes_meaning(self) -> bool:
        """Whether a number, a negation or a name was changed."""
        return self in (QuoteOutcome.NUMBER_CHANGED, QuoteOutcome.NEGATION_CHANGED, QuoteOutcome.NAME_CHANGED)


_QUOTE_RANK = {
    outcome: rank
    for rank, outcome in enumerate(
        (
            QuoteOutcome.VERBATIM,
            QuoteOutcome.TYPOGRAPHIC,
            QuoteOutcome.EDITORIAL,
            QuoteOutcome.CONDITION_CUT,
            QuoteOutcome.ALTERED,
            QuoteOutcome.NAME_CHANGED,
            QuoteOutcome.NUMBER_CHANGED,
            QuoteOutcome.NEGATION_CHANGED,
            QuoteOutcome.PARTIAL,
            QuoteOutcome.OTHER_LANGUAGE,
            QuoteOutcome.NOT_FOUND,
        )
    )
}


class EditOp(StrEnum):
    """One step of a word diff from the quotation to its source."""

    EQUAL = "equal"
    INSERT = "insert"  # the source has words that the quotation lacks
    DELETE = "delete"  # the quotation has words that the source lacks
    REPLACE = "replace"


class FactKind(StrEnum):
    """What kind of thing a fact is."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"


class Failing(OrderedWord):
    """How the words of a claim or quotation fail that a finding is about, from good to bad.

    `ABSENT`: the source does not have them. `OTHER_VALUE`: it has another number, date, name or wording in their place.
    `REVERSED`: it says the reverse (it denies them, or the two sides of an act are exchanged).
    """

    ABSENT = "absent"
    OTHER_VALUE = "other-value"
    REVERSED = "reversed"


class ClaimPart(OrderedWord):
    """Which part of its sentence fails: a side detail (a parenthesis, a date beside the statement), or the rest."""

    SIDE = "side"
    MAIN = "main"


class Severity(OrderedWord):
    """How much a finding matters: `Severity.NOTE < Severity.WARNING < Severity.ERROR`; `rank` sorts the worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for note."""
        return _SEVERITY_RANK[self]

    @property
    def _place(self) -> int:
        return -self.rank


_SEVERITY_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


class State(StrEnum):
    """The state of a finding, compared with earlier nights."""

    NEW = "new"
    STILL = "still"
    FLAPPING = "flapping"
    FIXED = "fixed"
