"""Seals: a manifest of the SHA-256 of a report, or of every file of a folder of evidence, signed with Ed25519.

The manifest is JSON. What is signed is the JSON of everything but the signature, with sorted keys and without spaces.
Whoever verifies names the public key: a seal that carried its own key would prove nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from citecheck.errors import EvidenceError
from reports.rendering import write_own

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PASSWORD = "CITECHECK_KEY_PASSWORD"
"""The variable of the environment that holds the password of an encrypted private key."""

_IN_FOLDER = "citecheck-seal.json"
_VERSION = 1
_MOST_BYTES = 100_000_000  # of a manifest: judgement, about half a million files


@dataclass(frozen=True, slots=True)
class Verified:
    """What verification found: when the seal was `made` (RFC 3339), its `files`, and the `differences` in words."""

    made: str
    files: int
    differences: tuple[str, ...]


def manifest_of(target: Path) -> Path:
    """Return the path of the manifest of `target`: beside a file, in a folder."""
    return target / _IN_FOLDER if target.is_dir() else target.with_name(f"{target.name}.seal.json")


def seal(target: Path, key: Path, *, at: str) -> int:
    """Write the manifest of `target`, a file or a folder, and return how many files it names.

    `key` is a file with a private key (Ed25519, PEM), `at` the present time (RFC 3339). Raises `EvidenceError` if
    something cannot be read, `ReportError` if the manifest cannot be written.
    """
    private = _private_key(key)
    if target.is_dir() and key.resolve().is_relative_to(target.resolve()):
        raise EvidenceError(f"{key}: the private key lies in the folder that is sealed; move it elsewhere")
    files = _digests(target, strict=True)
    words: dict[str, Any] = {"citecheck_seal": _VERSION, "made": at, "files": files, "algorithm": "Ed25519"}
    signature = base64.b64encode(private.sign(_signed(words))).decode()
    whole = {"citecheck_seal": _VERSION, **words, "signature": signature}
    write_own(manifest_of(target), json.dumps(whole, indent=1).encode() + b"\n")
    return len(files)


def verify(target: Path, key: Path) -> Verified:
    """Compare `target`, a file or a folder, with its manifest.

    `key` is a file with the public key (PEM); a private key will do. Raises `EvidenceError` if there is no manifest or
    no key that can be read. A wrong signature and a manifest that is damaged are differences.
    """
    public = _public_key(key)
    path = manifest_of(target)
    words, damage = _manifest(path)
    if damage:
        return Verified("", 0, (f"{path}: {damage}",))
    sealed: Mapping[str, str] = words["files"]
    made = str(words.get("made", ""))
    if not _is_signed(words, public):
        return Verified(made, len(sealed), (f"{path}: the signature is not by this key, or the manifest was changed",))
    found = _digests(target, strict=False) if target.exists() else {}
    differences = [
        *(f"{name}: is missing" for name in sorted(sealed.keys() - found.keys())),
        *(f"{name}: was added" for name in sorted(found.keys() - sealed.keys())),
        *(f"{name}: was changed" for name in sorted(sealed.keys() & found.keys()) if sealed[name] != found[name]),
    ]
    return Verified(made, len(sealed), tuple(differences))


def _digests(target: Path, *, strict: bool) -> dict[str, str]:
    """Return the SHA-256 (hex) of each file by its name. Links are refused if `strict`; else they have no digest."""
    if not target.is_dir():
        return {target.name: _digest(target, strict=strict)}
    own = manifest_of(target)
    found: dict[str, str] = {}
    for folder, folders, names in os.walk(target, onerror=_unread if strict else None):
        for name in sorted(names) + [name for name in folders if Path(folder, name).is_symlink()]:
            path = Path(folder, name)
            if path != own:
                found[path.relative_to(target).as_posix()] = _digest(path, strict=strict)
    if not found and strict:
        raise EvidenceError(f"{target}: the folder has no files to seal")
    return dict(sorted(found.items()))


def _unread(error: OSError) -> None:
    """Refuse a folder that cannot be listed: a seal that left it out would look whole."""
    raise EvidenceError(f"{error.filename}: the folder cannot be read ({error.strerror or error})") from error


def _digest(path: Path, *, strict: bool) -> str:
    if path.is_symlink() or not path.is_file():
        if strict:
            raise EvidenceError(f"{path}: is missing, or no plain file; only plain files can be sealed")
        return "no plain file"
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EvidenceError(f"{path}: cannot be read ({error.strerror or error})") from error


def _manifest(path: Path) -> tuple[dict[str, Any], str]:
    """Return the manifest, and what is wrong with it; empty: nothing."""
    try:
        with path.open("rb") as file:
            body = file.read(_MOST_BYTES)
    except FileNotFoundError:
        raise EvidenceError(f"{path}: there is no seal; `citecheck seal` makes it") from None
    except OSError as error:
        raise EvidenceError(f"{path}: cannot be read ({error.strerror or error})") from error
    try:
        words = json.loads(body)
        files, signature = words["files"], words["signature"]
        if isinstance(signature, str) and all(isinstance(one, str) for pair in files.items() for one in pair):
            return words, ""
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return {}, "the manifest is damaged"


def _signed(words: Mapping[str, Any]) -> bytes:
    """Return the bytes that are signed."""
    return json.dumps(words, sort_keys=True, separators=(",", ":")).encode()


def _is_signed(words: Mapping[str, Any], public: Ed25519PublicKey) -> bool:
    from cryptography.exceptions import InvalidSignature

    rest = {name: value for name, value in words.items() if name != "signature"}
    try:
        public.verify(base64.b64decode(words["signature"], validate=True), _signed(rest))
    except (InvalidSignature, ValueError):
        return False
    return True


def _private_key(path: Path) -> Ed25519PrivateKey:
    serialization, ed25519 = _cryptography()
    password = os.environ.get(PASSWORD)
    try:
        key = serialization.load_pem_private_key(_key_bytes(path), password.encode() if password else None)
    except TypeError:
        raise EvidenceError(f"{path}: the key is encrypted, or it is not and {PASSWORD} is set") from None
    except Exception as error:  # the library's own errors, which differ from version to version
        raise EvidenceError(f"{path}: is no private key in PEM, or the password in {PASSWORD} is wrong") from error
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise EvidenceError(f"{path}: is not an Ed25519 key; `openssl genpkey -algorithm ed25519` makes one")
    return cast("Ed25519PrivateKey", key)


def _public_key(path: Path) -> Ed25519PublicKey:
    serialization, ed25519 = _cryptography()
    body = _key_bytes(path)
    if b"PRIVATE KEY" in body:
        return _private_key(path).public_key()
    try:
        key = serialization.load_pem_public_key(body)
    except Exception as error:  # the library's own errors, which differ from version to version
        raise EvidenceError(f"{path}: is no public key in PEM") from error
    if not isinstance(key, ed25519.Ed25519PublicKey):
        raise EvidenceError(f"{path}: is not an Ed25519 key")
    return cast("Ed25519PublicKey", key)


def _key_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(65_536)
    except OSError as error:
        raise EvidenceError(f"{path}: the key cannot be read ({error.strerror or error})") from error


def _cryptography() -> tuple[Any, Any]:
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError as error:
        raise EvidenceError("seals need the extra `seal`: pip install 'citecheck-audit[seal]'") from error
    return serialization, ed25519


__all__ = ["PASSWORD", "Verified", "manifest_of", "seal", "verify"]
