"""Find the documents of a night: files, folders, patterns, addresses and lists of these; and cut them into shards."""

from __future__ import annotations

import glob
import hashlib
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from citecheck.errors import SettingsError
from citecheck.folders import is_inside
from claims.urls import is_web_address

SUFFIXES = (
    *(".md", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".xhtml", ".txt", ".text"),
    *(".wiki", ".wikitext", ".mediawiki", ".mw", ".docx", ".odt", ".epub"),
    *(".rst", ".rest", ".adoc", ".asciidoc", ".org", ".typ"),
)
"""The suffixes of the documents in a folder."""
BY_NAME = (".tex", ".ltx", ".latex", ".pdf", ".nxml", ".jats", ".tei", ".bib", ".ris")
"""The suffixes of files that can be read, and are audited only if they are named: chapters, sources, references."""

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


@dataclass(frozen=True, slots=True)
class FoundDocuments:
    """The `names` of documents.

    `skipped` are the links out of their folder, `unnamed` the files that could be read and are audited only if they are
    named.
    """

    names: tuple[str, ...]
    skipped: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()


def find_documents(
    wanted: Iterable[str], *, exclude: Iterable[str] = (), apart_from: Iterable[Path] = (), within: Path | None = None
) -> FoundDocuments:
    """Return the names of the documents that `wanted` names, each once, in the same order every night.

    An argument is a file, an address, a folder (all documents below it, without hidden ones), a pattern (``**`` goes
    through folders), or ``@FILE``: a list with one of these on each line. Names of files have forward slashes and are
    relative to the working directory if possible. `exclude` are patterns of names, `apart_from` the folders of our own
    reports. Links in folders and patterns that lead out of the folder are skipped. `within` is a folder in which every
    argument must lie (None: anywhere). Raises `SettingsError` if an argument matches no document or lies elsewhere.
    """
    patterns = tuple(exclude)
    search = _Search(tuple(path.resolve() for path in apart_from), within)
    found: dict[str, None] = {}
    for argument in wanted:
        for name in search.expand(argument):
            if not any(fnmatchcase(name, pattern) for pattern in patterns):
                found[name] = None
    unnamed = [name for name in search.unnamed if name not in found]
    unnamed = [name for name in unnamed if not any(fnmatchcase(name, pattern) for pattern in patterns)]
    return FoundDocuments(tuple(found), tuple(search.skipped), tuple(unnamed))


class _Search:
    """Expands arguments to names of documents; `own` and `within` are as for `find_documents`, with links followed."""

    def __init__(self, own: tuple[Path, ...], within: Path | None) -> None:
        self._own = own
        self._within = within
        self.skipped: dict[str, None] = {}
        self.unnamed: dict[str, None] = {}

    def expand(self, argument: str) -> Iterator[str]:
        """Yield the names of the documents of one argument."""
        if is_web_address(argument):
            yield argument
            return
        self._check_inside(argument)
        if argument.startswith(_LIST) and not Path(argument).exists():
            for line in _lines(Path(argument.removeprefix(_LIST))):
                yield from self.expand(line)
        elif Path(argument).is_dir():
            names = list(self._below(Path(argument)))
            if not names:
                named = f"; name {', '.join(self.unnamed)} to audit them" if self.unnamed else ""
                raise SettingsError(f"{argument}: no documents in this folder ({' '.join(SUFFIXES)}){named}")
            yield from names
        elif Path(argument).exists():
            yield _name(Path(argument))
        elif glob.has_magic(argument):
            yield from self._matching(argument)
        else:
            raise SettingsError(f"{argument}: there is no such file; check the path")

    def _check_inside(self, argument: str) -> None:
        written = (argument, argument.removeprefix(_LIST))
        if self._within is not None and not all(is_inside(Path(one), self._within) for one in written):
            raise SettingsError(
                f"{argument}: lies outside of the folder of the settings that name it; name it as an argument, or name "
                "the settings by --config"
            )

    def _matching(self, pattern: str) -> Iterator[str]:
        found = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
        root = self._within or root_of(pattern)
        names = sorted(_name(path) for path in map(Path, found) if self._counts(path, root))
        if not names:
            skipped = f"; links out of the folder are not followed: {', '.join(self.skipped)}" if self.skipped else ""
            raise SettingsError(f"no document matches {pattern}{skipped}")
        yield from names

    def _below(self, folder: Path) -> Iterator[str]:
        for path in sorted(folder.rglob("*")):
            suffix = path.suffix.lower()
            if suffix not in SUFFIXES and suffix not in BY_NAME:
                continue
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if not hidden and self._counts(path, folder):
                if suffix in SUFFIXES:
                    yield _name(path)
                else:
                    self.unnamed[_name(path)] = None

    def _counts(self, path: Path, folder: Path) -> bool:
        """Return whether `path` is a document in `folder`, and no report of ours."""
        if not path.is_file():
            return False
        if not is_inside(path, folder):
            self.skipped[path.as_posix()] = None
            return False
        whole = path.resolve()
        return not any(whole.is_relative_to(own) for own in self._own)


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


def root_of(pattern: str) -> Path:
    """Return the folder that `pattern` names before its first special character."""
    return Path(*itertools.takewhile(lambda part: not glob.has_magic(part), Path(pattern).parts))


def _name(path: Path) -> str:
    """Return the same name for a file by whichever path it is reached."""
    whole = path.resolve()
    here = Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()
