"""Templates that could not be read: a claim says which stood in it."""

import pytest

from claims.linking import link
from claims.readers.wikitext import read


def _unread(source):
    return [claim.unread for claim in link(read(source.encode(), name="page")).claims]


@pytest.mark.parametrize(
    ("source", "unread"),
    [
        ("The town has {{population of|Saltby}} people.", [("{{population of}}",)]),
        ("{{Population of|Saltby}} people live in the town.", [("{{Population of}}",)]),
        ("The town grew from {{old count}} to {{new count}} people.", [("{{old count}}", "{{new count}}")]),
        ("The town has {{#property:P1082}} people.", [("{{#property}}",)]),
        ("He is {{age|1950|5|3}} years old now.", [("{{age}}",)]),
        ("The town is old. It has {{population of|Saltby}} people. It is small.", [(), ("{{population of}}",), ()]),
        ("* The town has {{population of|Saltby}} people", [("{{population of}}",)]),
        ("The town has {{convert|{{population of|Saltby}}|km}} of road.", [("{{population of}}",)]),
    ],
)
def test_a_claim_names_the_templates_in_it_that_could_not_be_read(source, unread):
    assert _unread(source) == unread


@pytest.mark.parametrize(
    "source",
    [
        "The town has {{convert|12|km}} of road.",
        "The town stands{{coord|1|2}} on a hill.",
        "The town stands on a hill.{{strange tag|date=May 2010}} It has a well.",
        "The town stands on a hill.{{citation needed}}",
        "{{Strange box|of=things}}\nThe town stands on a hill.\n{{Strange box}}",
        "The town stands on a hill.<ref>{{strange source|Saltby}}</ref>",
        "The town stands{{efn|A note {{strange}} here.}} on a hill.",
    ],
)
def test_a_template_that_shows_no_figure_of_the_claim_is_not_named(source):
    assert not any(_unread(source))
