"""One human sentence for every outcome and status: every format says the same thing in the same words."""

from __future__ import annotations

from collections.abc import Mapping

from reports.vocabulary import Extent, LinkStatus, Outcome, QuoteOutcome, Severity, State

OUTCOME_SENTENCES: Mapping[Outcome, str] = {
    Outcome.SUPPORTED: "The cited sources say this.",
    Outcome.PARTIAL: "The cited sources say part of this.",
    Outcome.CONTRADICTED: "The cited sources say something else.",
    Outcome.UNSUPPORTED: "The cited sources were read in full, and no passage says this.",
    Outcome.UNVERIFIABLE: "This could not be checked: too little of the cited sources could be read.",
}
"""What the outcome of a check means."""

QUOTE_SENTENCES: Mapping[QuoteOutcome, str] = {
    QuoteOutcome.VERBATIM: "The source has exactly these words.",
    QuoteOutcome.TYPOGRAPHIC: "The source has these words; only typography differs.",
    QuoteOutcome.EDITORIAL: "The source has these words; what was left out or added is marked.",
    QuoteOutcome.CONDITION_CUT: "The source goes on with a condition that the quotation leaves out.",
    QuoteOutcome.ALTERED: "The source has this with words changed.",
    QuoteOutcome.NUMBER_CHANGED: "The source has this with another number.",
    QuoteOutcome.NEGATION_CHANGED: "The source has this with the negation changed.",
    QuoteOutcome.NAME_CHANGED: "The source has this with another name.",
    QuoteOutcome.PARTIAL: "The source has part of this.",
    QuoteOutcome.NOT_FOUND: "The source does not have these words.",
    QuoteOutcome.OTHER_LANGUAGE: "The source is in another language, so the quotation must be a translation.",
}
"""What the outcome of the search for a quotation means."""

STATUS_SENTENCES: Mapping[LinkStatus, str] = {
    LinkStatus.ALIVE: "The address works.",
    LinkStatus.MOVED: "The page has moved permanently, and the new address works.",
    LinkStatus.REDIRECTED_HOME: "The page is gone: its address now leads to the site's front page.",
    LinkStatus.GONE: "The page is gone.",
    LinkStatus.SOFT_404: "The page is gone: the server answers with status 200 and an error text.",
    LinkStatus.PARKED: "The domain is parked or for sale.",
    LinkStatus.USURPED: "The document itself says that the address has another owner; it was not visited.",
    LinkStatus.BLOCKED: "The server refuses programs, or asks for a login; a person may be able to read it.",
    LinkStatus.PAYWALLED: "Only the beginning can be read without paying.",
    LinkStatus.SCRIPT_ONLY: "The page has no text until its scripts run in a browser.",
    LinkStatus.DISALLOWED: "The site's robots.txt forbids programs to read it.",
    LinkStatus.REFUSED_ADDRESS: "The address is private or otherwise forbidden; it was not visited.",
    LinkStatus.INVALID_URL: "The address is broken as it is written.",
    LinkStatus.UNSUPPORTED_SCHEME: "The address is of a kind that is not fetched.",
    LinkStatus.TLS_ERROR: "The server's certificate is not valid.",
    LinkStatus.TIMEOUT: "The server did not answer in time.",
    LinkStatus.CONNECTION_ERROR: "No connection to the server could be made.",
    LinkStatus.REDIRECT_LOOP: "The address redirects in a circle.",
    LinkStatus.CLIENT_ERROR: "The server rejects the request.",
    LinkStatus.SERVER_ERROR: "The server reports an error.",
    LinkStatus.EMPTY: "The page is empty.",
    LinkStatus.TOO_LARGE: "The file is larger than what is read.",
    LinkStatus.UNSUPPORTED_TYPE: "The file is of a kind that cannot be read.",
    LinkStatus.NO_LOCATOR: "The reference gives no address and no identifier. `citecheck recover` searches lost ones.",
    LinkStatus.NOT_CHECKED: "The address was not tried.",
}
"""What the status of a reference's address means."""

UNREAD_REASONS: Mapping[LinkStatus, tuple[str, str]] = {
    LinkStatus.ALIVE: ("has no text that could be read", "have no text that could be read"),
    LinkStatus.MOVED: ("has no text that could be read", "have no text that could be read"),
    LinkStatus.REDIRECTED_HOME: ("is gone", "are gone"),
    LinkStatus.GONE: ("is gone", "are gone"),
    LinkStatus.SOFT_404: ("is gone", "are gone"),
    LinkStatus.PARKED: ("is gone", "are gone"),
    LinkStatus.USURPED: ("has another owner", "have other owners"),
    LinkStatus.BLOCKED: ("refuses programs", "refuse programs"),
    LinkStatus.PAYWALLED: ("is behind a paywall", "are behind a paywall"),
    LinkStatus.SCRIPT_ONLY: ("needs a browser", "need a browser"),
    LinkStatus.DISALLOWED: ("forbids programs in robots.txt", "forbid programs in robots.txt"),
    LinkStatus.REFUSED_ADDRESS: ("has a private address", "have a private address"),
    LinkStatus.INVALID_URL: ("has a broken address", "have a broken address"),
    LinkStatus.UNSUPPORTED_SCHEME: ("has an address that is not fetched", "have an address that is not fetched"),
    LinkStatus.TLS_ERROR: ("has a failing server", "have a failing server"),
    LinkStatus.TIMEOUT: ("did not answer in time", "did not answer in time"),
    LinkStatus.CONNECTION_ERROR: ("has a failing server", "have a failing server"),
    LinkStatus.REDIRECT_LOOP: ("has a failing server", "have a failing server"),
    LinkStatus.CLIENT_ERROR: ("has a failing server", "have a failing server"),
    LinkStatus.SERVER_ERROR: ("has a failing server", "have a failing server"),
    LinkStatus.EMPTY: ("is empty", "are empty"),
    LinkStatus.TOO_LARGE: ("is too large", "are too large"),
    LinkStatus.UNSUPPORTED_TYPE: ("is of a kind that cannot be read", "are of a kind that cannot be read"),
    LinkStatus.NO_LOCATOR: ("gives no address", "give no address"),
    LinkStatus.NOT_CHECKED: ("was not tried", "were not tried"),
}
"""Why sources could not be read, after a count: for one of them, and for several."""

EXTENT_SENTENCES: Mapping[Extent, str] = {
    Extent.FULL: "All of it was read.",
    Extent.ABSTRACT: "Only the abstract could be read.",
    Extent.TEASER: "Only the beginning could be read.",
    Extent.CATALOGUE: "Only the library catalogue's entry could be read.",
    Extent.MEDIA: "It is a recording or an image, and only its description could be read.",
    Extent.PAGE_OF_MANY: "Only one page of several was read.",
    Extent.NONE: "No part of it could be read.",
}
"""How much of a copy was read."""

SEVERITY_NOUNS: Mapping[Severity, tuple[str, str]] = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.NOTE: ("note", "notes"),
}
"""The severities as nouns: for one, and for several."""

STATE_SENTENCES: Mapping[State, str] = {
    State.NEW: "Not seen on an earlier night.",
    State.STILL: "Seen before, and still there.",
    State.FLAPPING: "Comes and goes from night to night.",
    State.FIXED: "Seen before, and gone now.",
}
"""What a finding's state means."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write `number` with its noun, `one` or `many` (None: `one` with an s): "1 claim", "2,000 claims"."""
    noun = one if number == 1 else (many if many is not None else one + "s")
    return f"{number:,} {noun}"
