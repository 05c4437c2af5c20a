"""Every setting: its type, range, default and meaning. `docs/settings.md` is generated from this and its imports."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from citecheck.settings.nightly import NightlySettings
from citecheck.settings.notify import NotifySettings
from citecheck.settings.opinion import OpinionSettings
from citecheck.settings.registries import RegistrySettings


class HostSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Headers that only one host gets. Every value comes from an environment variable, never from a file."""

    token_env: Annotated[
        str, Meta(description="The variable that holds a token; it is sent as `Authorization: Bearer`.")
    ] = ""
    headers_env: Annotated[
        dict[str, str], Meta(description="Further headers: the name of each, and the variable that holds its value.")
    ] = {}
    cookies_env: Annotated[str, Meta(description="The variable that holds cookies (`name=value; name=value`).")] = ""
    plain_http: Annotated[bool, Meta(description="Send them over http too, which others can then read.")] = False


class WebSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the live web is read."""

    user_agent: Annotated[
        str, Meta(description="The User-Agent that is sent to servers; empty: citecheck/VERSION and the contact.")
    ] = ""
    contact: Annotated[
        str,
        Meta(description="An e-mail address or page where a site's owner can reach you; sent with requests."),
    ] = ""
    allow_addresses: Annotated[
        tuple[str, ...],
        Meta(description="Private or loopback networks (CIDR) that may be visited; all others are refused."),
    ] = ()
    ca_bundle: Annotated[
        str, Meta(description="A file of certificates (PEM) to trust instead of the bundled ones.")
    ] = ""
    browser: Annotated[
        Literal["auto", "never", "always"],
        Meta(
            description="Show pages in a browser that need one (scripts, a request for consent): `auto`: if the "
            "extra `browser` is installed; `always`: its absence is an error; `never`."
        ),
    ] = "auto"
    proxy: Annotated[
        str,
        Meta(
            description="The http proxy that requests go through; empty: as HTTPS_PROXY, HTTP_PROXY and NO_PROXY say; "
            "`none`: no proxy. Private and allowed addresses are asked directly."
        ),
    ] = ""
    hosts: Annotated[
        dict[str, HostSettings],
        Meta(
            description='Credentials for single hosts: `[web.hosts."git.example.org"]` with `token_env`, '
            "`headers_env`, `cookies_env`, `plain_http`. A name may begin with `*.`. "
            "Without a port it means the usual one."
        ),
    ] = {}
    connect_timeout: Annotated[float, Meta(gt=0, le=120, description="Seconds to wait for a connection.")] = 10.0
    read_timeout: Annotated[
        float, Meta(gt=0, le=300, description="Seconds to wait for the next bytes of an answer.")
    ] = 20.0
    total_timeout: Annotated[
        float, Meta(gt=0, le=3600, description="Seconds that one exchange may take in total, redirects included.")
    ] = 60.0
    max_bytes: Annotated[
        int, Meta(ge=1024, le=1 << 30, description="Bytes of a body that are read, after decompression.")
    ] = 25_000_000
    max_redirects: Annotated[int, Meta(ge=0, le=50, description="Redirects that are followed.")] = 10
    retries: Annotated[
        int, Meta(ge=0, le=10, description="Retries after a temporary failure (503, connection reset, timeout).")
    ] = 2
    backoff: Annotated[
        float,
        Meta(ge=0, le=300, description="Seconds before the first retry; doubled for each further, with jitter."),
    ] = 1.0
    max_retry_after: Annotated[
        float, Meta(ge=0, le=3600, description="The longest Retry-After, in seconds, that is obeyed.")
    ] = 60.0
    per_host_rate: Annotated[
        float, Meta(ge=0, le=1000, description="Requests a second to one registrable domain; 0: no limit.")
    ] = 1.0
    threads: Annotated[int, Meta(ge=1, le=256, description="Exchanges that run at the same time.")] = 16
    respect_robots: Annotated[bool, Meta(description="Obey robots.txt.")] = True
    breaker: Annotated[
        int, Meta(ge=0, le=1000, description="Consecutive failures after which a host gets no more requests; 0: never.")
    ] = 5
    canary: Annotated[
        str,
        Meta(description="An address that is asked when hosts fail, to tell a dead link from no network; empty: none."),
    ] = "https://example.com/"
    max_time: Annotated[
        float,
        Meta(
            ge=0,
            le=31_536_000,
            description="Seconds after which a run ends early; the rest is not checked; 0: no limit.",
        ),
    ] = 0.0


class ArchiveSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which web archives are asked, and how often."""

    enabled: Annotated[bool, Meta(description="Ask web archives for captures.")] = True
    timegates: Annotated[
        tuple[str, ...],
        Meta(
            description="TimeGates (RFC 7089) of further archives, asked in order after the Internet Archive. An "
            "archive whose addresses are not of the Wayback kind is written "
            '"TIMEGATE TIMEMAP", without the page\'s address.'
        ),
    ] = ("https://arquivo.pt/wayback/",)
    wayback: Annotated[
        str, Meta(description="Base address of the Internet Archive's services; empty: it is not asked.")
    ] = "https://web.archive.org"
    max_lookups: Annotated[int, Meta(ge=0, description="Look-ups in archives that a run may make; 0: no limit.")] = 500
    lookups_per_minute: Annotated[
        float,
        Meta(
            ge=0,
            le=1_000_000,
            description="Index look-ups a minute to one archive (its own limit is higher); 0: no limit.",
        ),
    ] = 24.0
    reads_per_second: Annotated[
        float, Meta(ge=0, le=1_000_000, description="Captures read a second from one archive; 0: no limit.")
    ] = 4.0
    max_captures: Annotated[int, Meta(ge=1, le=50, description="Captures of one page that are tried.")] = 4
    lookup_timeout: Annotated[
        float, Meta(gt=0, le=600, description="Seconds that one look-up in an archive's index may take.")
    ] = 60.0
    breaker: Annotated[
        int,
        Meta(ge=0, le=1000, description="Consecutive failures after which an archive is no longer asked; 0: never."),
    ] = 5
    saves_per_minute: Annotated[
        float,
        Meta(
            ge=0,
            le=1_000_000,
            description="Pages a minute that `citecheck archive` saves (the archive's own limit is higher); 0: no "
            "limit.",
        ),
    ] = 4.0
    save_key_env: Annotated[
        str,
        Meta(
            description="The variable that holds the key of an account of the Internet Archive, written ACCESS:SECRET, "
            "for `citecheck archive`; empty: pages are saved without an account."
        ),
    ] = ""


class RecoverSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where addresses are searched that a document lost."""

    wikis: Annotated[
        tuple[str, ...],
        Meta(
            description="The api.php of each wiki that is asked, in order, for the article with the document's title, "
            "unless --original names the page; empty: no wiki is asked."
        ),
    ] = ("https://en.wikipedia.org/w/api.php",)
    pause: Annotated[float, Meta(ge=0, le=60, description="Seconds between two requests to one wiki.")] = 1.0


class EvidenceSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recording of exchanges."""

    record: Annotated[str, Meta(description="A .warc.gz file to which every exchange is written; empty: none.")] = ""
    replay: Annotated[str, Meta(description="A .warc.gz file to audit from, without a network; empty: none.")] = ""


class CheckingSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How claims and quotations are checked."""

    judge: Annotated[
        str,
        Meta(description='Dotted name ("pkg.mod:Object") of a judge to use; empty: the built-in judge.'),
    ] = ""
    circular: Annotated[bool, Meta(description="Look for sources that are the document itself or a copy of it.")] = True
    processes: Annotated[
        int,
        Meta(
            ge=-1,
            le=64,
            description="Processes that judge claims, once a run has many; 0: none but the main one; -1: one less than "
            "there are processors.",
        ),
    ] = -1
    second_opinion: OpinionSettings = OpinionSettings()


class ReportSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which findings are made, and which of them fail a run."""

    fail_on: Annotated[
        tuple[str, ...],
        Meta(description="Severities (and worse) or codes of findings that make the exit status 1; `never`: none."),
    ] = ("error",)
    enable: Annotated[tuple[str, ...], Meta(description="Codes of findings to turn on that are off by default.")] = ()
    disable: Annotated[tuple[str, ...], Meta(description="Codes of findings to turn off.")] = ()
    formats: Annotated[tuple[str, ...], Meta(description="Dotted names of further report formats.")] = ()


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings of a run.

    Immutable; change one with `msgspec.structs.replace`. Values made in Python are checked when an audit begins.
    """

    offline: Annotated[bool, Meta(description="Fetch nothing; read local files only.")] = False
    max_document_bytes: Annotated[int, Meta(ge=1, description="The largest document that is read, in bytes.")] = (
        20_000_000
    )
    web: WebSettings = WebSettings()
    archives: ArchiveSettings = ArchiveSettings()
    registries: RegistrySettings = RegistrySettings()
    recover: RecoverSettings = RecoverSettings()
    evidence: EvidenceSettings = EvidenceSettings()
    checking: CheckingSettings = CheckingSettings()
    report: ReportSettings = ReportSettings()
    nightly: NightlySettings = NightlySettings()
    notify: NotifySettings = NotifySettings()
    sources_folder: Annotated[
        str,
        Meta(
            description="A folder of saved pages: NUMBER.html (or .pdf, .txt …) in it, or in a folder below it that "
            "has the document's name, is the source of the reference with that number; empty: none."
        ),
    ] = "sources"
    sources: Annotated[
        dict[str, str],
        Meta(description="Addresses or files of references that name none, by label."),
    ] = {}
