"""Turn HTML into blocks of visible text with their places, for the HTML reader and for sources."""

from claims.htmltext.encoding import Decoded, decode_body
from claims.htmltext.parsing import parse_html
from claims.htmltext.places import place_of
from claims.htmltext.visible import SKIP, HtmlBlock, HtmlText, Skip, Trace, Visitor, html_text

__all__ = [
    "SKIP",
    "Decoded",
    "HtmlBlock",
    "HtmlText",
    "Skip",
    "Trace",
    "Visitor",
    "decode_body",
    "html_text",
    "parse_html",
    "place_of",
]
