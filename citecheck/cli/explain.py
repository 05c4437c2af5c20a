"""`citecheck explain`: what a rule, a code, a status or an outcome means, and how it is decided."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from reports.rules.explaining import explain as explanation_of


@click.command()
@click.argument("name", metavar="[RULE-OR-CODE]", default="")
@click.option("--format", "format", type=click.Choice(("text", "json")), default="text", show_default=True)
def explain(name: str, format: str) -> None:
    """Explain a rule, the code of a finding, a link status or an outcome; without a name, list the rules.

    The beginning of a rule's id, such as `quote`, lists the rules that begin so.
    """
    explanation = explanation_of(name)
    click.echo(json.dumps(asdict(explanation), ensure_ascii=False, indent=2) if format == "json" else str(explanation))
