"""What a recording holds that a killed run left, so that the next run goes on with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from citecheck.errors import EvidenceError
from citecheck.evidence import records
from citecheck.evidence.model import KEY_HEADERS, TURN, VIA, Damage, Key, key_of, media_type_of
from citecheck.evidence.records import Record
from citecheck.http.digits import header_number
from reports.model import Evidence

WORTH_SHARING = 512  # bytes; for a smaller body a revisit record would not be smaller


@dataclass(slots=True)
class Recorded:
    """The state of a recording: `size` bytes with whole exchanges, and what later records depend on.

    `turns` counts equal requests. `bodies` are the record, address and time of each body by its digest. `files` are
    local files by address and digest. `index` has the entries of the CDXJ index: address, time, status, media type,
    digest, offset and length.
    """

    size: int = 0
    turns: dict[Key, int] = field(default_factory=dict)
    bodies: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    files: dict[tuple[str, str], Evidence] = field(default_factory=dict)
    index: list[tuple[str, str, int, str, str, int, int]] = field(default_factory=list)
    asked: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)  # id of the answer -> method, headers


def recorded_before(path: Path) -> Recorded:
    """Return what the recording `path`, whose run was killed, holds up to its last whole exchange.

    A file that is not there, or was cut in its first record, holds nothing. Raises `EvidenceError` if it is damaged in
    another way than by a cut at its end, or cannot be read.
    """
    found = Recorded()
    try:
        for record in records.read_all(path) if path.exists() else ():
            if isinstance(record, Damage):
                if record.problem == records.CUT:
                    break
                raise EvidenceError(
                    f"{path} is damaged at byte {record.offset} ({record.problem}), so that it cannot be gone on with: "
                    "rename it"
                )
            _note(found, record, path.name.removesuffix(".open"))
    except OSError as error:
        raise EvidenceError(f"the recording {path} cannot be read ({error.strerror})") from error
    found.asked.clear()
    return found


def _note(found: Recorded, record: Record, name: str) -> None:
    about = record.fields.get("warc-concurrent-to", "")
    if record.kind == "request":
        headers = {header.title(): value for header, value in record.http if header.lower() in KEY_HEADERS}
        headers[VIA] = record.fields.get(VIA.lower(), "")
        found.asked[about] = (record.status_line.partition(" ")[0], headers)
        return  # its answer may be cut off
    if record.kind == "metadata" and record.payload.startswith(b'{"failure"') and TURN.lower() not in record.fields:
        return  # it tells what ended the answer that follows
    turn = header_number(record.fields.get(TURN.lower(), "")) or 0
    if turn:
        method, headers = found.asked.pop(record.id, ("GET", {}))
        key = key_of(method or "GET", record.url, headers.get)
        found.turns[key] = max(turn, found.turns.get(key, 0))
    digest, at = record.fields.get("warc-payload-digest", ""), record.fields.get("warc-date", "")
    if record.kind in ("response", "revisit"):
        media_type = "warc/revisit" if record.kind == "revisit" else media_type_of(record.http)
        status = header_number(record.status_line.split(" ")[1]) or 0
        found.index.append((record.url, at, status, media_type, digest, record.offset, record.length))
    if record.kind == "response" and len(record.payload) >= WORTH_SHARING:
        found.bodies.setdefault(digest, (record.id, record.url, at))
    if record.kind == "resource":
        found.files[record.url, digest] = Evidence(file=name, offset=record.offset, record_id=record.id)
    found.size = record.offset + record.length


__all__ = ["WORTH_SHARING", "Recorded", "recorded_before"]
