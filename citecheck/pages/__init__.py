"""What the mark-up of a page shows beside its text."""

from citecheck.pages.signals import PageSignals

__all__ = ["PageSignals"]
