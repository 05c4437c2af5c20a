"""The page's own style and script, read once from the package, and the policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

STYLES = ("tokens.css", "page.css", "cards.css", "evidence.css", "document.css", "print.css")
REVIEW = ("review.js",)
"""The script that shares decisions with a review server; a page on disk does not have it."""
SCRIPTS = ("state.js", "filters.js", "views.js", "decisions.js", "copying.js", "keys.js", "start.js")


@cache
def text_of(names: tuple[str, ...]) -> str:
    """Return the text of the assets `names`, one after the other."""
    folder = files("reports.formats.html") / "assets"
    return "\n".join((folder / name).read_text("utf-8").strip() for name in names) + "\n"


@cache
def script_of(names: tuple[str, ...]) -> str:
    """Return the scripts `names` as one function, so that their names stay private."""
    return f'(() => {{\n"use strict";\n{text_of(names)}}})();\n'


def policy(style: str, script: str, *, shares: bool = False) -> str:
    """Return a Content-Security-Policy that allows only `style` and `script`, and no request.

    `shares`: the page may ask the server that it came from.
    """
    rules = {
        "default-src": "'none'",
        "style-src": _source(style),
        "script-src": _source(script),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    if shares:
        rules["connect-src"] = "'self'"
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
