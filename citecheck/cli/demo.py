"""`citecheck demo`: audit a bundled article from a bundled recording of its sources, offline."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

import click

from citecheck.assembly import Session
from citecheck.cli.exit_codes import OK
from citecheck.cli.failures import debug_option
from citecheck.cli.options import observer_for
from citecheck.cli.outputs import check_writable, to_stdout
from citecheck.cli.telling import tell
from citecheck.settings import EvidenceSettings, Settings
from reports.rendering import write

ARTICLE = "article.html"
RECORDING = "sources.warc.gz"


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path), default=Path("demo-report"))
@debug_option
def demo(directory: Path) -> None:
    """Audit the bundled article from a recording of its sources, and write report.html and report.json.

    DIRECTORY is the folder of the two files (default: demo-report).

    Exit status: 0 done, 2 the folder cannot be written.
    """
    check_writable(directory)
    bundled = resources.files("citecheck") / "demo"
    with resources.as_file(bundled / ARTICLE) as article, resources.as_file(bundled / RECORDING) as recording:
        settings = Settings(evidence=EvidenceSettings(replay=str(recording)))
        with Session(settings, observer=observer_for(quiet=False)) as session:
            report = session.auditor().audit(session.read(article, name=ARTICLE))
    to_stdout([report], ("text",))
    for name in ("report.html", "report.json"):
        write(report, directory / name)
        tell(f"wrote {directory / name}")
    sys.exit(OK)
