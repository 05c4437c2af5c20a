"""What somebody who quotes may do, and what nobody may: eighteen faithful forms and a score of misquotations."""

from __future__ import annotations

import pytest

from citecheck.checking.quotes import match_quote
from citecheck.extractors import page_text
from reports.model import QuoteOutcome

_HTML = """<!doctype html><html lang="en"><head><title>The ferry at Lenmouth</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>The ferry at Lenmouth</h1>
<p>The council approved the new ferry in March 2014, after no fewer than seven public meetings. Its chair, Moira
Tennant, said the town’s harbour had been neglected for 30 years, and that repairs would cost £4.2&nbsp;million.</p>
<p>The ferry left without its captain on Friday. Nobody was hurt.<sup><a href="#n3">3</a></sup> Witnesses<a
href="#n4">[4]</a> had seen the vessel drift towards the rocks, but a tug reached it<br>before it struck them.</p>
<p>Divers found no damage to the hull. The non&#8209;stick coating had been re&shy;newed, and the of&#xFB01;cial report
praised the na&iuml;ve courage of the deck hands.</p>
<p>A second ferry, which had not been inspected, stayed in port. It carried 212 passengers on its last crossing.</p>
<blockquote>We do not recieve any money from the state, and we never will.</blockquote>
<p>The engineers hope to end the tests by autumn. They have no plans to sell the old slipway.</p>
</article></body></html>"""
_PAGE = page_text(_HTML.encode())

FAITHFUL = {
    "to the letter": "Divers found no damage to the hull.",
    "straight for curly apostrophe": "said the town's harbour had been neglected for 30 years",
    "another case": "the council approved THE NEW FERRY in March 2014",
    "no-break space and pound sign": "repairs would cost £4.2 million",
    "another hyphen": "The non-stick coating had been renewed",
    "first letter in brackets": "[t]he ferry left without its captain on Friday",
    "word put in in brackets": "The ferry left without its captain on [a] Friday",
    "pronoun explained in brackets": "It carried 212 passengers on [the second ferry's] last crossing",
    "ellipsis of three points": "A second ferry ... stayed in port",
    "ellipsis as one character": "a tug reached it … before it struck them",
    "ellipsis in brackets": "Witnesses had seen the vessel drift […] before it struck them",
    "spaced ellipsis across paragraphs": "Nobody was hurt. . . . Divers found no damage to the hull",
    "full stop moved inside": "after no fewer than seven public meetings.",
    "across a footnote mark": "Nobody was hurt. Witnesses had seen the vessel drift towards the rocks",
    "ligature and soft hyphen": "had been renewed, and the official report",
    "across a line break": "a tug reached it before it struck them",
    "accent left out": "praised the naive courage of the deck hands",
    "[sic]": "We do not recieve [sic] any money from the state",
    "emphasis added": "We do not recieve any money from the state, and we never will [emphasis added]",
    "number in words for digits": "neglected for thirty years",
    "digits for a number in words": "no fewer than 7 public meetings",
    "in quotation marks": "“Divers found no damage to the hull”",
    "within nested marks, unclosed": "‘“Divers found no damage to the hull.”",
    "ending in brackets": "They have no plans to sell the old slipway [at Lenmouth]",
    "inflected in brackets": "They ha[d] no plans to sell the old slipway",
}

WRONG = {
    "number": ("The council approved the new ferry in March 2015", QuoteOutcome.NUMBER_CHANGED),
    "without, with": ("The ferry left with its captain on Friday", QuoteOutcome.NEGATION_CHANGED),
    "no, some": ("Divers found some damage to the hull", QuoteOutcome.NEGATION_CHANGED),
    "no, one": ("They have one plan to sell the old slipway", QuoteOutcome.NEGATION_CHANGED),
    "no dropped": ("Divers found damage to the hull", QuoteOutcome.NEGATION_CHANGED),
    "fewer than for no fewer than": (
        "The council approved the new ferry in March 2014, after fewer than seven public meetings",
        QuoteOutcome.NEGATION_CHANGED,
    ),
    "amount": ("repairs would cost £4.7 million", QuoteOutcome.NUMBER_CHANGED),
    "currency": ("that repairs would cost $4.2 million", QuoteOutcome.NUMBER_CHANGED),
    "scale": ("that repairs would cost £4.2 billion", QuoteOutcome.NUMBER_CHANGED),
    "year in a long quotation": (
        "The council approved the new ferry in March 2004, after no fewer than seven public meetings. Its chair, Moira"
        " Tennant, said the town’s harbour had been neglected for 30 years, and that repairs would cost £4.2 million",
        QuoteOutcome.NUMBER_CHANGED,
    ),
    "ellipsis swallows without": ("The ferry left … its captain on Friday", QuoteOutcome.NEGATION_CHANGED),
    "ellipsis swallows not": ("We do … recieve any money from the state", QuoteOutcome.NEGATION_CHANGED),
    "not put in brackets": ("Nobody was hurt. Witnesses had [not] seen the vessel", QuoteOutcome.NEGATION_CHANGED),
    "name": ("Its chair, Moira Kincaid, said the town’s harbour", QuoteOutcome.NAME_CHANGED),
    "invented": ("The mayor resigned after the accident and left the country", QuoteOutcome.NOT_FOUND),
    "word put on": ("Divers found no damage to the hull plates", QuoteOutcome.ALTERED),
    "antonym": ("The engineers hope to begin the tests by autumn", QuoteOutcome.NEGATION_CHANGED),
}


@pytest.mark.parametrize("quote", FAITHFUL.values(), ids=FAITHFUL.keys())
def test_what_typography_and_marked_editing_change_is_faithful(quote: str) -> None:
    found = match_quote(quote, _PAGE)
    assert found.outcome.is_faithful, (found.outcome, found.reason)
    assert found.passage is not None
    assert _PAGE.text[found.passage.start : found.passage.end] == found.passage.exact


@pytest.mark.parametrize(("quote", "outcome"), WRONG.values(), ids=WRONG.keys())
def test_what_changes_the_words_is_not_faithful_and_is_named(quote: str, outcome: QuoteOutcome) -> None:
    found = match_quote(quote, _PAGE)
    assert found.outcome is outcome, found.reason


def test_fragments_in_another_order_are_not_faithful() -> None:
    found = match_quote("Divers found no damage to the hull … The council approved the new ferry", _PAGE)
    assert not found.outcome.is_faithful
    assert "order" in found.reason


def test_contractions_and_spellings_are_altered_and_no_more() -> None:
    for quote in ("We don't recieve any money from the state", "said the town’s harbor had been neglected"):
        assert match_quote(quote, _PAGE).outcome is QuoteOutcome.ALTERED


def test_the_reason_names_both_words() -> None:
    assert match_quote("The ferry left with its captain on Friday", _PAGE).reason == (
        "The source says ‘without’ where the quotation says ‘with’"
    )
