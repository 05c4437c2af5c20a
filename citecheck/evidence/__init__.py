"""Evidence: records every exchange as WARC, and replays audits from a recording."""

from citecheck.evidence.answers import RecordedFailure, RecordedResponse
from citecheck.evidence.model import RecordedFile
from citecheck.evidence.reading import RecordingReader
from citecheck.evidence.recording import RecordingAdapter
from citecheck.evidence.replay import ReplayAdapter
from citecheck.evidence.warc import Recording

__all__ = [
    "RecordedFailure",
    "RecordedFile",
    "RecordedResponse",
    "Recording",
    "RecordingAdapter",
    "RecordingReader",
    "ReplayAdapter",
]
