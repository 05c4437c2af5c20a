"""A report as a cell of a notebook shows it: the headline, and a table of the findings."""

from __future__ import annotations

from html import escape

from reports.formats.steering import printable
from reports.parts import Finding, Reported
from reports.summary import sorted_findings, summarise
from reports.wording import counted

_MOST = 30


def notebook_page(report: Reported) -> str:
    """Return `report` as HTML without scripts and styles: the headline and the 30 worst findings.

    Everything from documents and sources is text in it, never mark-up.
    """
    findings = sorted_findings(report)
    rows = "".join(_row(finding) for finding in findings[:_MOST])
    heads = "".join(f"<th>{name}</th>" for name in ("severity", "code", "place", "message", "claim", "address"))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    more = f"<p>… and {counted(len(findings) - _MOST, 'finding')} more</p>" if len(findings) > _MOST else ""
    title = report.document.title or report.document.name
    return f"<p><strong>{_text(title)}</strong>: {_text(summarise(report).headline)}</p>{table}{more}"


def _row(finding: Finding) -> str:
    code = f'<a href="{_text(finding.help_url)}">{_text(finding.code)}</a>'
    texts = (finding.place, finding.message, finding.claim_text, finding.url)
    cells = (_text(finding.severity), code, *(_text(text) for text in texts))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _text(words: str | None) -> str:
    """Return `words` as text of HTML that has no mark-up, no control characters and no overrides of direction."""
    return escape(printable(words or ""), quote=True)


__all__ = ["notebook_page"]
