"""`citecheck quote`, `citecheck check` and `citecheck links`: check one quotation, one claim, or addresses."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from citecheck.assembly import Session
from citecheck.checking.quotes import match_quote
from citecheck.checking.support import check_claim
from citecheck.cli.exit_codes import FINDINGS, NOTHING_READ, OK
from citecheck.cli.options import choose_settings, settings_options
from citecheck.cli.telling import show, show_json, tell
from citecheck.http.redaction import clean_url
from citecheck.model import SourceText
from claims.urls import is_web_address
from reports.fragments import text_fragment
from reports.model import Check, EditOp, Extent, LinkStatus, Outcome, QuoteCheck, QuoteOutcome

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON (default: text).")
_UNVISITED = frozenset(
    {LinkStatus.NOT_CHECKED, LinkStatus.REFUSED_ADDRESS, LinkStatus.DISALLOWED, LinkStatus.UNSUPPORTED_SCHEME}
)


@click.command()
@click.argument("words")
@click.argument("page", metavar="PAGE")
@_JSON
@settings_options
def quote(
    words: str,
    page: str,
    as_json: bool,
    config: str | None,
    offline: bool,
    allow_address: tuple[str, ...],
    max_time: float | None,
) -> None:
    """Search the quotation WORDS in PAGE (a file or a web address), and say what was changed.

    Exit status: 0 faithful; 1 not faithful; 2 a mistake in the call, such as a missing file; 3 the page could not be
    read.
    """
    _check_call(words, page, "quotation")
    text = _page(page, config, offline, allow_address, max_time)
    found = match_quote(words, text)
    if as_json:
        show_json(msgspec.json.encode(found))
    else:
        _print_quote(found)
        if found.passage is not None and is_web_address(page):
            directive = text_fragment(text.text, found.passage.start, found.passage.end)
            if directive:
                show(f"in the page: {clean_url(page.partition('#')[0])}#:~:{directive}")
    sys.exit(OK if found.outcome.is_faithful else FINDINGS)


@click.command()
@click.argument("claim")
@click.argument("page", metavar="PAGE")
@click.option("--title", help="Title of the document that makes the claim.")
@click.option("--context", help="The sentence before the claim.")
@_JSON
@settings_options
def check(
    claim: str,
    page: str,
    title: str | None,
    context: str | None,
    as_json: bool,
    config: str | None,
    offline: bool,
    allow_address: tuple[str, ...],
    max_time: float | None,
) -> None:
    """Say whether PAGE (a file or a web address) supports CLAIM, and by which passages.

    Exit status: 0 supported; 1 not or partly supported; 2 a mistake in the call, such as a missing file; 3 the claim
    could not be judged.
    """
    _check_call(claim, page, "claim")
    text = _page(page, config, offline, allow_address, max_time)
    judged = check_claim(claim, text, title=title, context=context)
    if as_json:
        show_json(msgspec.json.encode(judged))
    else:
        _print_check(judged)
    if judged.outcome is Outcome.UNVERIFIABLE:
        sys.exit(NOTHING_READ)
    sys.exit(OK if judged.outcome is Outcome.SUPPORTED else FINDINGS)


@click.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@_JSON
@settings_options
def links(
    urls: tuple[str, ...],
    as_json: bool,
    config: str | None,
    offline: bool,
    allow_address: tuple[str, ...],
    max_time: float | None,
) -> None:
    """Show the status of each URL, with all attempts.

    Exit status: 0 no URL is failing; 1 at least one is failing; 2 a mistake in the call; 3 no URL could be visited.
    """
    for url in urls:
        if Path(url).is_file():
            raise click.UsageError(f"{url} is a file; `citecheck audit {url}` checks its links")
    settings = choose_settings(config=config, offline=offline, allow_address=allow_address, max_time=max_time).settings
    statuses: list[LinkStatus] = []
    with Session(settings) as session:
        for url, source in zip(urls, session.check_links(urls), strict=True):
            statuses.append(source.status)
            if as_json:
                show_json(msgspec.json.encode(source))
                continue
            show(f"{source.status.value:<16} {clean_url(url)}")
            if source.reason:
                show(f"{'':<16} {source.reason}")
            for attempt in source.attempts:
                answer = attempt.status if attempt.status is not None else attempt.failure
                asked = "" if attempt.url == clean_url(url) else f" ({attempt.url}{_why(attempt.url)})"
                show(f"{'':<16} {attempt.at} {attempt.origin.value}: {answer}{asked}")
    if any(status.is_failing or status is LinkStatus.INVALID_URL for status in statuses):
        sys.exit(FINDINGS)
    sys.exit(NOTHING_READ if _UNVISITED.issuperset(statuses) else OK)


def _why(url: str) -> str:
    """Return why an address was requested that nobody cited; empty: a redirect led there."""
    from citecheck.web.notfound import is_impossible  # here, because it loads what reads pages

    probe = ", which cannot exist: it shows how the host answers for missing pages"
    return probe if is_impossible(url) else ""


def _check_call(text: str, page: str, what: str) -> None:
    """Raise `click.UsageError` for two mistakes in a call.

    `text`, a quotation or a claim as `what` says, has neither a letter nor a digit; or `text` and `page` are swapped.
    """
    if not is_web_address(page) and not Path(page).exists() and (Path(text).is_file() or is_web_address(text)):
        raise click.UsageError(f"there is no page {page}: the words come first, then the page")
    if not any(character.isalnum() for character in text):
        raise click.UsageError(f"the {what} has no words: put it between quotation marks, before the page")


def _page(
    page: str, config: str | None, offline: bool, allow_address: tuple[str, ...], max_time: float | None
) -> SourceText:
    """Read a page. Where it has no text, print the reason and exit with status 3."""
    settings = choose_settings(config=config, offline=offline, allow_address=allow_address, max_time=max_time).settings
    with Session(settings) as session:
        text, reason = session.page(page)
    if text is None or text.extent is Extent.NONE or not text.text.strip():
        why = reason or (text.reason if text is not None else "") or "it has no text"
        tell(f"{clean_url(page)} could not be read: {why}")
        sys.exit(NOTHING_READ)
    if text.extent is not Extent.FULL:
        tell(f"note: only the {text.extent.value} of {clean_url(page)} was read")
    return text


def _print_quote(found: QuoteCheck) -> None:
    show(f"{found.outcome.value}{' (short)' if found.short else ''}, score {found.score:.2f}")
    if found.reason:
        show(found.reason)
    changed = [edit for edit in found.edits if edit.op is not EditOp.EQUAL]
    if changed and found.outcome is not QuoteOutcome.NOT_FOUND:
        for edit in changed:
            kind = f" ({edit.kind})" if edit.kind else ""
            show(f"  quotation: {edit.quote or '(nothing)'}  |  source: {edit.source or '(nothing)'}{kind}")
    if found.passage is not None:
        page = f" (page {found.passage.page})" if found.passage.page else ""
        show(f"passage{page}: …{found.passage.prefix}»{found.passage.exact}«{found.passage.suffix}…")


def _print_check(judged: Check) -> None:
    sure = f", probability {judged.probability:.2f} ({judged.band.value})" if judged.probability is not None else ""
    show(f"{judged.outcome.value}{sure}")
    show(judged.reason)
    for fact in judged.facts:
        says = {True: "agrees", False: "differs", None: "not found"}[fact.agrees]
        show(f"  {fact.kind.value} {fact.claimed!r}: {says}{f' ({fact.found})' if fact.found else ''}")
    for passage in judged.passages:
        show(f"passage: {' '.join(passage.exact.split())}")
