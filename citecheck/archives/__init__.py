"""Web archives (RFC 7089): which captures of a page exist, and which one to read."""

from citecheck.archives.choosing import Chooser, build_archives
from citecheck.archives.mismatch import archive_mismatch

__all__ = ["Chooser", "archive_mismatch", "build_archives"]
