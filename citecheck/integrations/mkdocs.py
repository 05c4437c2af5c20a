"""A MkDocs plug-in: citations that fail are warnings of the build, at their line.

``plugins: [citecheck]`` in `mkdocs.yml` turns it on. Its settings are in docs/integrations.md.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import base
from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import Files

from citecheck.integrations.building_docs import Documents, chosen_mode
from claims.errors import CitecheckError, ReadingError

_LOG = get_plugin_logger(__name__)


class CitecheckConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs gives its hook no types
    """The options of the plug-in."""

    mode = options.Choice(("stored", "offline", "live"), default="stored")
    settings = options.Type(str, default="")
    exclude = options.ListOfItems(options.Type(str), default=[])
    severity = options.Choice(("error", "warning", "note"), default="warning")


class CitecheckPlugin(BasePlugin[CitecheckConfig]):  # type: ignore[no-untyped-call]  # as above
    """Warns of the findings of every page."""

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Check the pages of `files`; MkDocs calls this with its `config` before it reads them. Returns `files`.

        Raises `PluginError` for settings that are wrong.
        """
        root = Path(config.docs_dir)
        try:
            with Documents(
                chosen_mode(self.config.mode),
                root=root,
                settings=self.config.settings,
                exclude=self.config.exclude,
                least=self.config.severity,
            ) as documents:
                for page in files.documentation_pages():
                    if page.abs_src_path and Path(page.abs_src_path).is_relative_to(root):
                        self._warn(documents, Path(page.abs_src_path), page.src_uri)
        except CitecheckError as error:
            raise PluginError(f"citecheck: {error}") from error
        return files

    def _warn(self, documents: Documents, path: Path, name: str) -> None:
        try:
            found = documents.of(path)
        except ReadingError as error:
            _LOG.warning("%s", error)
            return
        for one in found:
            file = name if Path(one.file) == path else one.file
            where = file if one.line is None else f"{file}:{one.line}"
            _LOG.warning("%s: %s", where, one.message)
