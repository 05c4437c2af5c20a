"""A site of three reports: one with everything, two of right-to-left scripts, one of which has a comparison."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from sample_reports import everything
from sample_reports_odd import right_to_left

from reports.comparison import Comparison
from reports.formats.site import write_site


def sample_site(folder: Path) -> Path:
    """Write the site into `folder`; returns the path of its index."""
    first, second = everything(), right_to_left()
    third = dataclasses.replace(second, document=dataclasses.replace(second.document, name="b/zebra.md", title="Zebra"))
    fixed = Comparison(new=second.findings, fixed=first.findings[:2])
    return write_site([first, second, third], folder, comparisons=[None, fixed, None])
