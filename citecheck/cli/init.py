"""`citecheck init`: write a commented settings file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from citecheck.cli.failures import debug_option
from citecheck.cli.telling import show
from citecheck.nightly.documents import SUFFIXES
from citecheck.settings import FILE_NAME
from citecheck.settings.profiles import PROFILES, settings_file
from reports.rendering import write_file

_OURS = (".citecheck", "citecheck-report")  # the folders of the store and the reports, by their defaults
_PROFILES = "\n\n".join(f"{name}: {purpose[0].lower()}{purpose[1:]}" for name, (purpose, _) in sorted(PROFILES.items()))
_HELP = f"""Write a commented settings file: every setting with its type, range and default.

FILE is its name (default: {FILE_NAME}). --profile changes some defaults for a kind of work. Of its documents those are
named that are there. In a git repository the folders that a night writes are added to .gitignore.

{_PROFILES}

Exit status: 0 done; 2 the file exists already or cannot be written.
"""


@click.command(help=_HELP)
@click.argument("file", metavar="[FILE]", default=FILE_NAME)
@click.option(
    "--profile",
    type=click.Choice(sorted(PROFILES)),
    help="Defaults for a kind of work, see above.",
)
@click.option("--force", is_flag=True, help="Replace an existing file.")
@debug_option
def init(file: str, profile: str | None, force: bool) -> None:
    """Write a settings file; see `_HELP`."""
    target = Path(file)
    if target.is_dir():
        raise click.UsageError(f"{target} is a folder; name a file, such as {target / FILE_NAME}")
    if target.exists() and not force:
        raise click.UsageError(f"{target} exists already; --force replaces it")
    documents = _documents(target.parent, PROFILES[profile][1]["nightly.documents"] if profile else ())
    write_file(target, settings_file(profile, documents=documents).encode())
    show(f"wrote {target}")
    if documents:
        show(f"nightly.documents: {', '.join(documents)}")
    elif profile:
        show("none of the documents of the profile is here yet; name yours in nightly.documents")
    if file == FILE_NAME and (Path() / ".git").exists():
        _ignore_ours(Path(".gitignore"))


def _documents(folder: Path, usual: Sequence[str]) -> tuple[str, ...]:
    """Return those of `usual` that exist in `folder`; else the folder itself if it has documents; empty: neither."""
    there = tuple(name for name in usual if (folder / name).exists() and _has_documents(folder / name))
    if there or not usual:
        return there
    return (".",) if _has_documents(folder) else ()


def _has_documents(path: Path) -> bool:
    return path.is_file() or any(each.suffix.lower() in SUFFIXES for each in path.glob("*"))


def _ignore_ours(file: Path) -> None:
    """Add the folders that a night writes to git's list of ignored files, unless they are there."""
    text = file.read_text("utf-8", "surrogateescape") if file.exists() else ""
    present = {line.strip().strip("/") for line in text.splitlines()}
    missing = [name for name in _OURS if name not in present]
    if missing:
        gap = "" if not text or text.endswith("\n") else "\n"
        added = "".join(f"{name}/\n" for name in missing)
        write_file(file, f"{text}{gap}{added}".encode("utf-8", "surrogateescape"))
        show(f"added to {file}: {', '.join(missing)}")
