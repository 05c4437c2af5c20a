"""`citecheck explain`: what a rule, a code, a status or an outcome means, and what to do about it."""

from __future__ import annotations

import click

from citecheck.cli.failures import debug_option
from citecheck.cli.telling import show_json, show_lines
from reports.rules.explaining import explain as explain_name
from reports.rules.explaining import listed, names


@click.command()
@click.argument("name", metavar="[RULE-OR-CODE]", required=False)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@debug_option
def explain(name: str | None, format_: str) -> None:
    """Say what RULE-OR-CODE means, how it is decided, an example, how to mend the document and how to silence it.

    RULE-OR-CODE is a rule (quote.number-changed), the code of a finding (link-dead), a link status (soft-404), an
    outcome (not-found), an extent (teaser), or the beginning of rules (quote, link.blocked). Without it, all names are
    listed.

    Exit status: 0 done; 2 there is no such name.
    """
    if name is None:
        found: object = names()
        text = "\n\n".join("\n  ".join([kind, *listed(of_kind)]) for kind, of_kind in names().items())
    else:
        explanation = explain_name(name)
        found, text = explanation, str(explanation)
    if format_ == "json":
        import msgspec

        show_json(msgspec.json.encode(found))
    else:
        show_lines(text + "\n")
