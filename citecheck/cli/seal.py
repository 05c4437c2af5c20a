"""`citecheck seal`: sign a report or a folder of evidence, and show whether it is still the same."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from citecheck.cli.exit_codes import FINDINGS, OK
from citecheck.cli.failures import debug_option
from citecheck.cli.telling import show, tell
from citecheck.clock import SystemClock, timestamp
from citecheck.evidence.sealing import manifest_of, verify
from citecheck.evidence.sealing import seal as seal_files


@click.command()
@click.argument("target", metavar="FILE-or-FOLDER", type=click.Path())
@click.option(
    "--key",
    required=True,
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="The key (Ed25519, PEM): the private one to seal, the public one to verify.",
)
@click.option("--verify", "verifies", is_flag=True, help="Compare with the seal that was made, and write nothing.")
@debug_option
def seal(target: str, key: str, verifies: bool) -> None:
    """Sign the SHA-256 of a report, or of every file of a folder of evidence, with your key.

    Exit status: 0 sealed, or verified and unchanged; 1 something differs from the seal; 2 a mistake in the call.
    """
    path = Path(target)
    if not verifies:
        count = seal_files(path, Path(key), at=timestamp(SystemClock().now()))
        tell(f"sealed {count} {'file' if count == 1 else 'files'}: {manifest_of(path)}")
        return
    found = verify(path, Path(key))
    for difference in found.differences:
        show(difference)
    if not found.differences:
        show(f"unchanged since {found.made}: {found.files} {'file' if found.files == 1 else 'files'}")
    sys.exit(FINDINGS if found.differences else OK)
