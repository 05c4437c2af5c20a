"""The addresses of one archive's captures: put together, and taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, urljoin, urlsplit

from citecheck.archives.timestamps import captured, stamp_of
from citecheck.model import Memento
from claims.urls import split_archive

_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_CAPTURE = re.compile(r"(?P<stamp>\d{4,14})(?:[a-z]{2}_|\*)?/(?P<original>\S+)")


@dataclass(frozen=True, slots=True)
class ArchiveLayout:
    """How an archive writes the address of a capture: base, time, modifier, the page's own address.

    `base` is its TimeGate. `raw` is the modifier after the time that gives the bytes as captured ("id_"); empty where
    the archive has none. `index` is its TimeMap. `other_names` are host names that lead to the same captures (the
    Internet Archive has many).
    """

    base: str
    raw: str = "id_"
    index: str = ""
    other_names: re.Pattern[str] | None = None

    @classmethod
    def of(cls, setting: str) -> ArchiveLayout:
        """Return the layout of a setting: a TimeGate of the Wayback kind, or "TIMEGATE TIMEMAP" of any other."""
        gate, *others = (part if part.endswith(("/", "=", "?")) else f"{part}/" for part in setting.split())
        return cls(gate, raw="", index=others[0]) if others else cls(gate)

    def timemap(self, original: str) -> str:
        """Return the address that lists the captures of `original`."""
        return f"{self.index or self.base + 'timemap/link/'}{original}"

    def memento(self, stamp: str, original: str, archive: str) -> Memento:
        """Return the capture of `original` at `stamp` (up to fourteen digits)."""
        url = f"{self.base}{stamp}/{original}"
        raw_url = f"{self.base}{stamp}{self.raw}/{original}"
        return Memento(original=original, captured=captured(stamp), url=url, raw_url=raw_url, archive=archive)

    def nearest(self, moment: datetime | None, original: str, latest: str) -> str:
        """Return the address that leads to the capture nearest to `moment`, or to the newest."""
        stamp = stamp_of(moment) if moment else latest
        return f"{self.base}{stamp}{self.raw}/{original}"

    def split(self, url: str) -> tuple[str, str] | None:
        """Return the time and the page's own address of a capture's address; None where it is none of this archive."""
        plain, base = _SCHEME.sub("", url), _SCHEME.sub("", self.base)
        if plain.lower().startswith(base.lower()):
            match = _CAPTURE.fullmatch(plain[len(base) :])
            return (match["stamp"], _with_scheme(match["original"])) if match else None
        if self.other_names and self.other_names.match(plain):
            parts = split_archive(url)
            return (parts.timestamp, parts.original) if parts else None
        return None

    def is_inside(self, url: str) -> bool:
        """Return whether `url` is one of this archive's, capture or not."""
        plain, base = _SCHEME.sub("", url).lower(), _SCHEME.sub("", self.base).lower()
        return plain.startswith(base) or bool(self.other_names and self.other_names.match(plain))


def joined(base: str, target: str) -> str:
    """Return `target` as seen from `base`; as it is where it can be no address."""
    try:
        return urljoin(base, target)
    except ValueError:
        return target


def parts_of(url: str) -> SplitResult:
    """Return the parts of an address; all of it as the path where it can be none."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def _with_scheme(original: str) -> str:
    """An archived address may have lost its scheme, or one slash of it."""
    repaired = re.sub(r"^(https?|ftp):/(?=[^/])", r"\1://", original, flags=re.IGNORECASE)
    return repaired if "://" in repaired[:10] else f"http://{repaired}"
