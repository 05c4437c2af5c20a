"""What the directives of docutils and Sphinx hold: text, code, quotations, tables, or nothing that is read."""

from __future__ import annotations

CODE = frozenset(
    {
        *(
            "code",
            "code-block",
            "sourcecode",
            "highlight",
            "math",
            "parsed-literal",
            "doctest",
            "testcode",
            "testoutput",
        ),
        *(
            "testoutput",
            "testsetup",
            "testcleanup",
            "ipython",
            "jupyter-execute",
            "plot",
            "graphviz",
            "digraph",
            "graph",
            "mermaid",
        ),
        *("mermaid", "prompt", "console", "productionlist", "uml", "plantuml", "literalinclude"),
    }
)
"""Directives whose content is code."""
SILENT = frozenset(
    {
        *("image", "toctree", "index", "meta", "contents", "sectnum", "section-numbering", "header", "footer", "role"),
        *("default-role", "default-domain", "date", "title", "target-notes", "module", "currentmodule", "py:module"),
        *(
            "py:currentmodule",
            "tabularcolumns",
            "automodule",
            "autoclass",
            "autofunction",
            "autosummary",
            "footbibliography",
        ),
        *(
            "footbibliography",
            "class",
            "rst-class",
            "cssclass",
            "highlightlang",
            "bibliography",
            "unicode",
            "replace",
            "include",
            "raw",
        ),
        *("inheritance-diagram", "autodoc", "video", "youtube", "nbgallery", "minigallery", "todolist"),
    }
)
"""Directives that show no text of their own."""
QUOTES = frozenset({"epigraph", "pull-quote", "highlights"})
"""Directives whose content is a quotation."""
TITLED = frozenset({"admonition", "topic", "sidebar", "rubric", "centered", "dropdown", "card", "tab-item", "tab"})
"""Directives whose argument is a heading."""
SAYING = frozenset(
    {
        *("note", "warning", "attention", "caution", "danger", "error", "hint", "important", "tip", "seealso", "todo"),
        *("versionadded", "versionchanged", "deprecated", "compound", "container", "only", "tldr"),
    }
)
"""Directives whose content may begin on their own line."""
VERSIONS = frozenset({"versionadded", "versionchanged", "deprecated", "only", "container"})
"""Directives of the former kind whose first word is an argument."""

__all__ = ["CODE", "QUOTES", "SAYING", "SILENT", "TITLED", "VERSIONS"]
