"""A Sphinx extension: citations that fail are warnings of the build, at their line.

``extensions = ["citecheck.integrations.sphinx"]`` in `conf.py` turns it on. Its settings are in docs/integrations.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util import logging

from citecheck._version import __version__
from citecheck.integrations.building_docs import Documents, chosen_mode
from claims.errors import CitecheckError, ReadingError

_LOG = logging.getLogger(__name__)
_CHANGED = "citecheck_changed"


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the extension to `app`; Sphinx calls this. Returns what Sphinx asks of extensions."""
    app.add_config_value("citecheck_mode", "stored", "", str)
    app.add_config_value("citecheck_settings", "", "", str)
    app.add_config_value("citecheck_exclude", (), "", (list, tuple))
    app.add_config_value("citecheck_severity", "warning", "", str)
    app.connect("env-get-outdated", _remember)
    app.connect("env-check-consistency", _check)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _remember(
    app: Sphinx, env: BuildEnvironment, added: Iterable[str], changed: Iterable[str], removed: Iterable[str]
) -> list[str]:
    """Remember which documents this build reads. None is added to them."""
    setattr(app, _CHANGED, sorted({*added, *changed}))
    return []


def _check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of the findings of the documents that this build read."""
    try:
        mode = chosen_mode(app.config.citecheck_mode)
        with Documents(
            mode,
            root=Path(app.srcdir),
            settings=app.config.citecheck_settings,
            exclude=app.config.citecheck_exclude,
            least=app.config.citecheck_severity,
        ) as documents:
            for name in getattr(app, _CHANGED, ()):
                path = Path(env.doc2path(name))
                try:
                    found = documents.of(path)
                except ReadingError as error:
                    _LOG.warning("%s", error, location=name, type="citecheck", subtype="unread")
                    continue
                for one in found:
                    where = one.file if one.line is None else f"{one.file}:{one.line}"
                    _LOG.warning("%s", one.message, location=where, type="citecheck", subtype=one.finding.code)
    except CitecheckError as error:
        raise ConfigError(f"citecheck: {error}") from error
