"""The report as one HTML page that needs nothing else: to be read, judged by a person, printed and archived."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reports.codes import codes
from reports.comparison import Comparison
from reports.errors import ReportError
from reports.formats.html.assets import REVIEW, SCRIPTS, STYLES, SharedFiles, policy, script_of, text_of
from reports.formats.html.page import page_of
from reports.formats.html.visible import isolated, kept, plain, shown
from reports.model import Report
from reports.rules import rules
from reports.rules.explaining import short_case
from reports.wording import counted


class HtmlFormat:
    """Writes one report as one self-contained page."""

    name = "html"
    suffixes: tuple[str, ...] = (".html", ".htm")
    holds_many = False

    def render(self, reports: Sequence[Report], *, comparison: Comparison | None = None) -> str:
        """Return the page of `reports`, which holds exactly one.

        `comparison` marks what is new; None: nothing is marked. Raises `ReportError` for any other number of reports.
        """
        if len(reports) != 1:
            raise ReportError(f"an HTML page holds one report, not {len(reports)}: give a directory for several")
        return render_page(reports[0], comparison)


def render_page(
    report: Report,
    comparison: Comparison | None = None,
    *,
    home: str | None = None,
    review: str | None = None,
    shared: bool = False,
) -> str:
    """Return the page of `report`. `comparison` marks what is new; None: nothing is marked.

    `home` is the address of an index to link to; None: no link. `review` is the address, on the server that the page
    comes from, at which decisions are shared; None: they stay in the browser. `shared`: the page takes its style and
    its script from the `shared_files` beside it, with other pages; else they are in it.
    """
    scripts = (*REVIEW, *SCRIPTS) if review is not None else SCRIPTS
    page = page_of(report, comparison)
    return render_template("report.html.j2", STYLES, scripts, page=page, home=home, review=review, shared=shared)


def shared_files() -> SharedFiles:
    """Return the style and the script of reports, for the pages of `render_page` with `shared`."""
    return SharedFiles(text_of(STYLES), script_of(SCRIPTS))


def render_template(
    template: str, styles: tuple[str, ...], scripts: tuple[str, ...], *, shared: bool = False, **context: Any
) -> str:
    """Return `template`, a file of this package, filled with `context`.

    It gets the files `styles` and `scripts`, and a policy that allows only those; with `shared` it gets the addresses
    of files that hold them. If `context` has a `review`, the page may also ask the server that it came from.
    """
    style, script = text_of(styles), script_of(scripts)
    allowed = policy(style, script, shares=context.get("review") is not None, apart=shared)
    files = tuple(SharedFiles(style, script).files) if shared else ()
    return (
        environment()
        .get_template(template)
        .render(style=Markup(style), script=Markup(script), policy=allowed, files=files, **context)
    )


@cache
def environment() -> Environment:
    """Return the templates' environment: everything is escaped, and an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("reports.formats.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"shown": shown, "bdi": isolated, "plain": plain, "kept": kept, "when": _when}
    made.globals |= {"counted": counted, "short_case": short_case}
    made.tests["explained"] = lambda rule: rule in rules()
    made.tests["coded"] = lambda code: code in codes()
    return made


def _when(time: str | None) -> str:
    """Write an RFC 3339 time for people: "2026-03-02 02:00 UTC"; any other text stays unchanged."""
    if time and len(time) >= 17 and time[10] == "T" and time.endswith("Z"):
        return f"{time[:10]} {time[11:16]} UTC"
    return time or ""


FORMAT = HtmlFormat()
