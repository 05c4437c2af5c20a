"""One page, from bytes: its characters, its mark-up, its words."""

from citecheck.pages.body import Body
from citecheck.pages.markup import Markup
from citecheck.pages.page import Page

__all__ = ["Body", "Markup", "Page"]
