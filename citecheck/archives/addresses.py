"""Builds and parses the addresses of captures, TimeGates and TimeMaps of one archive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from citecheck.archives.timestamps import captured, stamp_of
from citecheck.model import Memento
from claims.urls import split_archive

_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_CAPTURE = re.compile(r"(?P<stamp>\d{4,14})(?:[a-z]{2}_|\*)?/(?P<original>\S+)")


@dataclass(frozen=True, slots=True)
class ArchiveLayout:
    """How an archive writes the address of a capture: base, time, modifier, the page's own address.

    `base` is the TimeGate. `raw` is the modifier after the time that gives the bytes as captured ("id_"); empty if the
    archive has none. `index` is the TimeMap; empty: the usual address below `base`. `other_names` matches addresses
    without a scheme under which the archive has the same captures (the Internet Archive has many); None: only `base`.
    """

    base: str
    raw: str = "id_"
    index: str = ""
    other_names: re.Pattern[str] | None = None

    @classmethod
    def of(cls, setting: str) -> ArchiveLayout:
        """Return the layout of a setting: a TimeGate of the Wayback kind, or "TIMEGATE TIMEMAP" for any other."""
        gate, *others = (part if part.endswith(("/", "=", "?")) else f"{part}/" for part in setting.split())
        return cls(gate, raw="", index=others[0]) if others else cls(gate)

    def timemap(self, original: str) -> str:
        """Return the address of the TimeMap of `original`, which lists its captures."""
        return f"{self.index or self.base + 'timemap/link/'}{original}"

    def memento(self, stamp: str, original: str, archive: str) -> Memento:
        """Return the capture of `original` at `stamp` (4 to 14 digits). `archive` is the name of the archive."""
        url = f"{self.base}{stamp}/{original}"
        raw_url = f"{self.base}{stamp}{self.raw}/{original}"
        return Memento(original=original, captured=captured(stamp), url=url, raw_url=raw_url, archive=archive)

    def nearest(self, moment: datetime | None, original: str, latest: str) -> str:
        """Return the address that redirects to the capture nearest to `moment`; None: to `latest`, the newest."""
        stamp = stamp_of(moment) if moment else latest
        return f"{self.base}{stamp}{self.raw}/{original}"

    def split(self, url: str) -> tuple[str, str] | None:
        """Return the time and the page's own address from a capture's address; None for any other address."""
        plain, base = _SCHEME.sub("", url), _SCHEME.sub("", self.base)
        if plain.lower().startswith(base.lower()):
            match = _CAPTURE.fullmatch(plain[len(base) :])
            return (match["stamp"], _with_scheme(match["original"])) if match else None
        if self.other_names and self.other_names.match(plain):
            parts = split_archive(url)
            return (parts.timestamp, parts.original) if parts else None
        return None

    def is_inside(self, url: str) -> bool:
        """Return whether `url` is an address of this archive, of a capture or of anything else."""
        plain, base = _SCHEME.sub("", url).lower(), _SCHEME.sub("", self.base).lower()
        return plain.startswith(base) or bool(self.other_names and self.other_names.match(plain))


def joined(base: str, target: str) -> str:
    """Return `target` resolved against `base`; unchanged if it cannot be an address."""
    try:
        return urljoin(base, target)
    except ValueError:
        return target


def _with_scheme(original: str) -> str:
    """Restore the scheme of an archived address, or a slash that is missing in it."""
    repaired = re.sub(r"^(https?|ftp):/(?=[^/])", r"\1://", original, flags=re.IGNORECASE)
    return repaired if "://" in repaired[:10] else f"http://{repaired}"
