"""What the mark-up of a page shows beside its text."""

from citecheck.pages.signals import PageSignals, charset_of

__all__ = ["PageSignals", "charset_of"]
