"""Whose a store or a cache is: it carries a seal that only the programs of the user who made it can make.

A folder that was cloned or unpacked may bring a store and a cache with it. What stands in them would be believed, so
that a stranger could turn a wrong claim into a right one. The seal is an HMAC over the place of the file, with a key
in the user's own folder. A file that was moved, or came with a folder, has none that fits. git binds its
`safe.directory` to a path for the same reason.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
from pathlib import Path

from citecheck.errors import StoreError
from citecheck.folders import user_folder

_KEY_BYTES = 32  # of SHA-256's own length (RFC 2104, section 3)


class ForeignStore(StoreError):
    """The file was not made by this user at this place."""


def key_file() -> Path:
    """Return the path of the user's key, which is made when it is needed first."""
    return user_folder() / "origin.key"


def seal_of(path: Path) -> str:
    """Return the seal (hex) of the file `path` at its place; empty: the user's key can be neither read nor made.

    Whoever gives every run a new home folder has a new key in each, so that no file of an earlier run fits.
    """
    key = _key()
    if len(key) != _KEY_BYTES:
        return ""
    return hmac.new(key, os.fsencode(path.resolve()), "sha256").hexdigest()


def fits(seal: str, path: Path) -> bool:
    """Return whether `seal` is that of the file `path`."""
    right = seal_of(path)
    return bool(right) and hmac.compare_digest(seal.encode("utf-8", "replace"), right.encode())


def _key() -> bytes:
    """Return the user's key; empty: there is none, and none can be made."""
    path = key_file()
    with contextlib.suppress(OSError):
        return path.read_bytes()
    from reports.rendering import private_opener

    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "xb", opener=private_opener) as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
        with contextlib.suppress(FileExistsError):  # another run was earlier: its key counts
            os.link(part, path)
        return path.read_bytes()
    except OSError:
        return b""
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


__all__ = ["ForeignStore", "fits", "key_file", "seal_of"]
