"""Find addresses in text, and compare them without tracking parameters, fragments and archive prefixes."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from claims.model import Span
from claims.patterns import lazy_regex
from claims.redirectors import redirected

_TRACKING = lazy_regex(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|ttclid|igshid|igsh|yclid|mc_cid|mc_eid|_ga|_gl|_hsenc"
    r"|_hsmi|mkt_tok|oly_anon_id|oly_enc_id|vero_id|wickedid|s_cid|cmpid|ns_campaign|ns_mchannel|ns_source|wt_mc"
    r"|ref_src|ref_url|smid|sr_share|share_id|xtor|at_medium|at_campaign|guccounter|guce_referrer|guce_referrer_sig"
    r"|srsltid|spm|scid|trk|trkid|__twitter_impression|hss_channel)",
    re.IGNORECASE,
)
_CHARS = r"[^\s<>\"“”«»\[\]{}|\\^`\x00-\x1f\ue000-\uf8ff]"
_PLAIN = r"[!#-;=?-Z_a-z~\x7f]"  # the same of ASCII; written without a range up to \U0010ffff, it compiles at once
_WIDE_SIGNS = "。，、；：！？「」『』【】〔〕《》〈〉（）"
# Wide signs end an address, unless it is written in such letters: "https://zh.wiki.test/wiki/你好，世界".
_TAIL = rf"(?:(?![{_WIDE_SIGNS}]){_CHARS}+)?"
_URL = lazy_regex(  # without IGNORECASE, by which "s" and "k" are among the letters from \x80 on
    rf"(?i:https?|ftp)://(?:{_PLAIN}+{_TAIL}|{_CHARS}+)|(?<![\w@./-])(?i:www)\.(?:{_PLAIN}+{_TAIL}|{_CHARS}+)"
)
_TRAILING = ".,;:!?'’…·*_。，、；：！？"
_PAIRS = {")": "(", "]": "[", "）": "（"}
_DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21}


class ArchiveParts(NamedTuple):
    """The parts of an archive's address: the archived address, and the time of capture (YYYYMMDDhhmmss, or shorter)."""

    original: str
    timestamp: str


class UrlFound(NamedTuple):
    """An address in a text, without the punctuation that follows it."""

    span: Span
    url: str


def is_web_address(text: str) -> bool:
    """Return whether `text` is an http(s) address by its beginning, rather than a path."""
    return text.lower().startswith(("http://", "https://"))


def find_urls(text: str) -> list[UrlFound]:
    """Return the http, https and ftp addresses of `text` in order ("www." counts, and is given "http://")."""
    found: list[UrlFound] = []
    if "://" not in text and "www." not in text.lower():
        return found
    for match in _URL.finditer(text):
        url = _trimmed(match.group())
        start = match.start()
        span = Span(start, start + len(url))
        if len(url) > 10 or "." in url:
            found.append(UrlFound(span, redirected(url if "://" in url else f"http://{url}")))
    return found


def _trimmed(url: str) -> str:
    """Remove punctuation that belongs to the sentence; a closing bracket stays if the address opened it."""
    surplus = {last: url.count(last) - url.count(first) for last, first in _PAIRS.items()}
    end = len(url)
    while end:
        last = url[end - 1]
        if last in _PAIRS and surplus[last] > 0:
            surplus[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return url[:end]


def strip_tracking(url: str) -> str:
    """Return `url` without the parameters that only say where a reader came from (utm_source=chatgpt.com …)."""
    head, mark, rest = url.partition("?")
    if not mark:
        return url
    query, hash_mark, fragment = rest.partition("#")
    kept = [piece for piece in query.split("&") if not _TRACKING.fullmatch(piece.partition("=")[0])]
    return head + ("?" + "&".join(kept) if kept else "") + hash_mark + fragment


def joined(base: str, address: str) -> str:
    """Return `address` as it is meant on the page `base`; empty if one of them is not an address ("http://[")."""
    try:
        whole = urljoin(base, address)
        urlsplit(whole)
    except ValueError:
        return ""
    return whole


def parts_of(url: str) -> SplitResult:
    """Return the parts of `url`; if it is no address ("http://["), all of it is the path."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def without_credentials(url: str) -> str:
    """Return `url` without the user name and password that may stand before its host."""
    try:
        parts = urlsplit(url)
        if "@" not in parts.netloc:
            return url
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    except ValueError:
        return re.sub(r"//[^/@]*@", "//", url)


def canonical_key(url: str) -> str:
    """Return a key that is equal for all addresses of one page: for comparison, never for fetching.

    An archive's address has the key of what it keeps; scheme, "www.", default ports, the fragment, a slash at the end
    and tracking parameters make no difference.
    """
    archived = split_archive(url)
    if archived:
        url = archived.original
    url = redirected(url)
    url = _whole(strip_tracking(url.strip()))
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    host = _WWW.sub("", _plain_host(host))
    if port and port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    path = _without_dots(_SESSION_PATH.sub("/", unquote(parts.path)))
    query = "&".join(sorted(piece for piece in parts.query.split("&") if piece and not _SESSION.match(piece)))
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return host + path.rstrip("/") + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


_WWW = lazy_regex(r"^www\d{0,3}\.(?=[^.]+\.)")
_SESSION = lazy_regex(
    r"(?:(?:jsessionid|phpsessid|aspsessionid\w*|cfid|cftoken|sessionid)=[\w.$%-]{4,}|sid=[0-9a-f]{16,})$",
    re.IGNORECASE,
)
_SESSION_PATH = lazy_regex(r"/\((?:[a-z]\([a-z0-9]{24}\)|[a-z0-9]{24})\)/|;jsessionid=[^/?]*", re.IGNORECASE)


def _plain_host(host: str) -> str:
    """Return a host in lower case, without a dot at its end, in the ASCII form of the domain name system."""
    host = unquote(host).strip().rstrip(".").lower()
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _without_dots(path: str) -> str:
    """Return a path with "." and ".." resolved and without empty segments."""
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del kept[-1:]
        elif part not in ("", "."):
            kept.append(part)
    return "/" + "/".join(kept)


# Archives that put the time and the whole address into the path, each with what stands before the time.
_TIME_FIRST = lazy_regex(
    r"https?://(?:(?:web|wayback|liveweb|www\.web|web-beta)\.archive\.org/(?:web/)?|(?:www\.)?archive\.org/web/|replay\.waybackmachine\.org/|classic-web\.archive\.org/web/"
    r"|(?:www\.)?archive\.(?:today|is|ph|fo|li|vn|md|ec)/|arquivo\.pt/(?:noFrame/replay/|wayback/(?:wayback/)?)"
    r"|(?:www\.)?webarchive\.org\.uk/(?:wayback/(?:en/)?archive/|\w+/archive/)|webarchive\.nationalarchives\.gov\.uk/(?:ukgwa/)?"
    r"|webarchive\.parliament\.uk/|wayback\.archive-it\.org/(?:\d+|all)/|(?:www\.)?webharvest\.gov/\w+/"
    r"|webarchive\.loc\.gov/(?:all|\w+)/|webarchive\.bac-lac\.gc\.ca(?::\d+)?/wayback/|(?:www\.)?collectionscanada\.gc\.ca/webarchives/"
    r"|webarchive\.proni\.gov\.uk/|wayback\.vefsafn\.is/wayback/|vefsafn\.is/is/|veebiarhiiv\.digar\.ee/a/"
    r"|webarchive\.nrscotland\.gov\.uk/|nukrobi2\.nsk\.hr/|haw\.nsk\.hr/wayback/|webarchive\.nla\.gov\.au/(?:awa|gov|pandora)/"
    r"|(?:pandora\.nla\.gov\.au|pandora\.nla\.gov\.au/pan)/(?:\d+/)?|digar\.ee/|(?:www\.)?webarchive\.org/|swap\.stanford\.edu/(?:was/)?"
    r"|perma-archives\.org/warc/|conifer\.rhizome\.org/[\w-]+/[\w-]+/(?:list/[\w-]+/[\w-]+/)?|webrecorder\.io/[\w-]+/[\w-]+/"
    r"|langzeitarchivierung\.bib-bvb\.de/wayback/|webarchive\.library\.unt\.edu/\w+/|eot\.us\.archive\.org/eot/|wayback\.nli\.org\.il/"
    r"|nlb\.gov\.sg/webarchive/wayback/|eresources\.nlb\.gov\.sg/webarchives/wayback/|screenshots?\.webarchive\.org\.uk/)"
    r"(?P<time>\d{4,14})(?:[a-z]{2}_|\*)?/(?P<original>\S+)",
    re.IGNORECASE,
)
_DOTTED_TIME = lazy_regex(
    r"https?://(?:www\.)?archive\.(?:today|is|ph|fo|li|vn|md|ec)/(?P<time>\d{4}\.\d\d\.\d\d-\d{6})/(?P<original>\S+)",
    re.I,
)
_QUERY = lazy_regex(
    r"https?://(?:www\.)?webcitation\.org/(?:query\?|\w+\?)(?P<query>\S+)|https?://(?:timetravel\.mementoweb\.org|mementoweb\.org)"
    r"/(?:memento|list|timegate)/(?P<time>\d{4,14})/(?P<original>\S+)",
    re.IGNORECASE,
)


_MAY_BE_ARCHIVE = lazy_regex(r"/\d{4}|webcitation", re.IGNORECASE)  # every layout but one has a time behind a slash
_LAYERS = 4  # archives within archives that are looked through; judgement


def split_archive(url: str) -> ArchiveParts | None:
    """Return the parts of an archive's address; None for other addresses, and where the archived address is missing.

    The layouts are those which the archives document, or show in the addresses they hand out. Where an archive keeps
    the address of an archive, the archived address is the innermost one.
    """
    outer = inner = _split_once(url)
    for _ in range(_LAYERS):
        if inner is None or (inner := _split_once(inner.original)) is None:
            break
        outer = ArchiveParts(inner.original, outer.timestamp) if outer else None
    return outer


def _split_once(url: str) -> ArchiveParts | None:
    if not _MAY_BE_ARCHIVE.search(url):
        return None
    match = _TIME_FIRST.match(url) or _DOTTED_TIME.match(url)
    if match:
        return ArchiveParts(_whole(match["original"]), re.sub(r"\D", "", match["time"]))
    match = _QUERY.match(url)
    if match is None:
        return None
    if match["original"]:
        return ArchiveParts(_whole(match["original"]), match["time"])
    values = dict(piece.partition("=")[::2] for piece in match["query"].split("&"))
    original = unquote(values.get("url", ""))
    return ArchiveParts(_whole(original), re.sub(r"\D", "", unquote(values.get("date", "")))) if original else None


def _whole(original: str) -> str:
    """Return an archived address with its scheme, where the scheme or one of its slashes is missing."""
    repaired = re.sub(r"^(https?|ftp):/?(?=[^/])", r"\1://", original, flags=re.IGNORECASE)
    return repaired if "://" in repaired[:10] else f"http://{repaired}"
