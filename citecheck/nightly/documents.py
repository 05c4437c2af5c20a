"""Find the documents of a night: files, folders, patterns, addresses and lists of these; and cut them into shards."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from citecheck.errors import SettingsError
from claims.urls import is_web_address

SUFFIXES = (
    *(".md", ".markdown", ".html", ".htm", ".xhtml", ".txt", ".text"),
    *(".wiki", ".wikitext", ".mediawiki", ".docx"),
)
"""The suffixes of the documents in a folder."""

_LIST = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """One of `of` equal parts of the documents; `number` counts from 1.

    A document is always in the same part, whatever other documents there are: its history stays in one store.
    """

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Return the shard that `text` names, such as "2/5". Raises `SettingsError` for other forms."""
        number, slash, of = text.partition("/")
        if slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of) <= 1000:
            return cls(number=int(number), of=int(of))
        raise SettingsError(f"--shard takes I/N, the I-th of N parts, for instance 2/5, not {text!r}")

    def has(self, document: str) -> bool:
        """Return whether `document` belongs to this part."""
        digest = hashlib.sha256(document.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8]) % self.of == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


def find_documents(
    wanted: Iterable[str], *, exclude: Iterable[str] = (), apart_from: Iterable[Path] = ()
) -> tuple[str, ...]:
    """Return the names of the documents that `wanted` names, each once, in the same order every night.

    An argument is a file, an address, a folder (all documents below it, without hidden ones), a pattern (``**`` goes
    through folders), or ``@FILE``: a list with one of these on each line. Names of files have forward slashes and are
    relative to the working directory if possible. `exclude` are patterns of names, `apart_from` the folders of our own
    reports. Raises `SettingsError` if an argument matches no document.
    """
    patterns = tuple(exclude)
    own = tuple(path.resolve() for path in apart_from)
    found: dict[str, None] = {}
    for argument in wanted:
        for name in _expand(argument, own):
            if not any(fnmatchcase(name, pattern) for pattern in patterns):
                found[name] = None
    return tuple(found)


def _expand(argument: str, own: tuple[Path, ...]) -> Iterator[str]:
    if is_web_address(argument):
        yield argument
    elif argument.startswith(_LIST) and not Path(argument).exists():
        for line in _lines(Path(argument.removeprefix(_LIST))):
            yield from _expand(line, own)
    elif Path(argument).is_dir():
        names = list(_below(Path(argument), own))
        if not names:
            raise SettingsError(f"{argument}: no documents in this folder ({' '.join(SUFFIXES)})")
        yield from names
    elif Path(argument).exists():
        yield _name(Path(argument))
    elif glob.has_magic(argument):
        found = glob.glob(argument, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
        matches = (Path(match) for match in found)
        names = sorted(_name(path) for path in matches if path.is_file() and not _is_own(path, own))
        if not names:
            raise SettingsError(f"no document matches {argument}")
        yield from names
    else:
        raise SettingsError(f"{argument}: there is no such file; check the path")


def _lines(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SettingsError(f"{path}: the list of documents cannot be read ({reason})") from error
    for line in text.splitlines():
        if (name := line.strip()) and not name.startswith("#"):
            if name.startswith(_LIST):
                raise SettingsError(f"{path}: a list of documents must not hold another list ({name})")
            yield name


def _below(folder: Path, own: tuple[Path, ...]) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in SUFFIXES and path.is_file() and not _is_own(path, own):
            yield _name(path)


def _is_own(path: Path, own: tuple[Path, ...]) -> bool:
    whole = path.resolve()
    return any(whole.is_relative_to(folder) for folder in own)


def _name(path: Path) -> str:
    """Return the same name for a file by whichever path it is reached."""
    whole = path.resolve()
    here = Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()
