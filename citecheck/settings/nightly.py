"""The settings of unattended runs."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta


class NightlySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Unattended runs: which documents, what is stored from night to night, when a link is dead."""

    documents: Annotated[
        tuple[str, ...],
        Meta(description="Documents of a run without arguments: files, folders, patterns, addresses, @LIST files."),
    ] = ()
    exclude: Annotated[tuple[str, ...], Meta(description="Patterns of documents to leave out.")] = ()
    store: Annotated[
        str,
        Meta(
            min_length=1,
            description="The file in which earlier nights are stored; one that you did not make must be named.",
        ),
    ] = ".citecheck/store.sqlite"
    cache: Annotated[
        str,
        Meta(
            description="The file of cached pages and verdicts; it may be deleted at any time; one that you did not "
            "make must be named, or is replaced; empty: no cache."
        ),
    ] = ".citecheck/cache.sqlite"
    cache_megabytes: Annotated[
        int, Meta(ge=1, le=1_000_000, description="Megabytes to which the cache is cut at the end of a night.")
    ] = 500
    evidence: Annotated[
        str, Meta(description="The folder in which the exchanges of each night are recorded; empty: no recording.")
    ] = ""
    output: Annotated[str, Meta(description="The folder to which reports are written; empty: none.")] = (
        "citecheck-report"
    )
    formats: Annotated[tuple[str, ...], Meta(description="Formats of the reports in that folder, by name.")] = (
        "html",
        "json",
    )
    ignore_file: Annotated[
        str, Meta(description="The file of suppressions: findings that somebody decided not to report again.")
    ] = "citecheck-ignore.toml"
    baseline: Annotated[
        str, Meta(description="A file of findings that do not count (`--write-baseline` writes it); empty: none.")
    ] = ""
    new_only: Annotated[bool, Meta(description="Let only new findings fail a run.")] = False
    require_history: Annotated[bool, Meta(description="Treat a missing store as an error, because it was lost.")] = (
        False
    )
    dead_nights: Annotated[
        int, Meta(ge=1, le=30, description="Nights on which an address must fail before it is called dead.")
    ] = 3
    dead_days: Annotated[
        float, Meta(ge=0, le=90, description="Days that must pass from the first to the last of these nights.")
    ] = 3.0
    flapping_days: Annotated[
        float,
        Meta(ge=0, le=365, description="Days within which a finding that comes back is flapping, not new."),
    ] = 30.0
    similarity: Annotated[
        float, Meta(ge=0.5, le=1.0, description="Similarity (0 to 1) from which a changed claim counts as reworded.")
    ] = 0.8
    keep_days: Annotated[
        float,
        Meta(
            ge=1,
            le=36_500,
            description="Days for which each night is stored; first and last sightings are never deleted.",
        ),
    ] = 400.0
    keep_reports: Annotated[int, Meta(ge=1, le=10_000, description="Full reports of one document that are stored.")] = 7
    lock_timeout: Annotated[
        float, Meta(ge=0, le=3600, description="Seconds to wait for a store to which another run is writing.")
    ] = 30.0


__all__ = ["NightlySettings"]
