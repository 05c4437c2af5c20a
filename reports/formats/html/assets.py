"""The page's own style and script, read once from the package, and the policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

STYLES = ("tokens.css", "page.css", "cards.css", "evidence.css", "document.css", "print.css")
REVIEW = ("review.js",)
"""The script that shares decisions with a review server; a page on disk does not have it."""
SCRIPTS = ("state.js", "filters.js", "views.js", "decisions.js", "copying.js", "keys.js", "start.js")

FOLDER = "assets"
_MARK = "/* made by citecheck */\n"  # by which the files are known as ours (`reports.marks`)


@cache
def text_of(names: tuple[str, ...]) -> str:
    """Return the text of the assets `names`, one after the other."""
    folder = files("reports.formats.html") / "assets"
    return "\n".join((folder / name).read_text("utf-8").strip() for name in names) + "\n"


@cache
def script_of(names: tuple[str, ...]) -> str:
    """Return the scripts `names` as one function, so that their names stay private."""
    return f'(() => {{\n"use strict";\n{text_of(names)}}})();\n'


@dataclass(frozen=True, slots=True)
class SharedFiles:
    """The style and the script that many pages use together, as files in the folder `FOLDER` beside the pages.

    Their names hold a digest, so that pages of another version keep the files that they were made for.
    """

    style: str
    script: str

    @property
    def files(self) -> Mapping[str, str]:
        """The texts of the files, by their address from a page: the style, then the script."""
        return {
            f"{FOLDER}/citecheck-{_digest(self.style)}.css": f"{_MARK}{self.style}",
            f"{FOLDER}/citecheck-{_digest(self.script)}.js": f"{_MARK}{self.script}",
        }


def policy(style: str, script: str, *, shares: bool = False, apart: bool = False) -> str:
    """Return a Content-Security-Policy that allows only `style` and `script`, and no request.

    `shares`: the page may ask the server that it came from. `apart`: the two are files beside the page. No browser
    compares a file on disk with a digest, so that then the files of the page's own place are allowed.
    """
    rules = {
        "default-src": "'none'",
        "style-src": "'self'" if apart else _source(style),
        "script-src": "'self'" if apart else _source(script),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    if shares:
        rules["connect-src"] = "'self'"
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
