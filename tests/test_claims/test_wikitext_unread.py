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
        ("They call it “the hill” {{nickname of|Saltby}}", [("{{nickname of}}",)]),
        ("{{Population of|Saltby}} people live in the town.", [("{{Population of}}",)]),
        ("The town grew from {{old count}} to {{new count}} people.", [("{{old count}}", "{{new count}}")]),
        ("The town has {{#property:P1082}} people.", [("{{#property}}",)]),
        ("He is {{age|1950|5|3}} years old now.", [("{{age}}",)]),
        ("The town is old. It has {{population of|Saltby}} people. It is small.", [(), ("{{population of}}",), ()]),
        ("* The town has {{population of|Saltby}} people", [("{{population of}}",)]),
        ("The town has {{convert|{{population of|Saltby}}|km}} of road.", [("{{population of}}",)]),
        ("The tower has {{tower floors|12}} floors now.", [("{{tower floors}}",)]),
        ("It cost {{#expr:3*4}} pounds then.", [("{{#expr}}",)]),
        ("It has {{tower floors|12}}", [("{{tower floors}}",)]),
        ("The {{cr|IND}} side came to the tower.", [("{{cr}}",)]),
        ("Die Stadt hat {{EWZ|DE-BY|09162000}} Einwohner und ist nicht klein.", [("{{EWZ}}",)]),
        ("In 1990 {{USD inflation|5|1950}} was paid for it.", [("{{USD inflation}}",)]),
        ("It cost {{inflation|US|5|1950}} in all. It was cheap.", [("{{inflation}}",), ()]),
        (
            "La ville compte {{population|Bourg}} habitants.<ref>A</ref> Elle est grande.<ref>B</ref>",
            [("{{population}}",), ()],
        ),
        ("The bridge is {{nowrap|{{bridge length|Saltby}} m}} long.", [("{{bridge length}}",)]),
        ("The bridge is {{Wikidata|property|P2043}} long and grey.", [("{{Wikidata}}",)]),
        ("The bridge is long{{when|date=May 2010}} and grey.", [()]),
        ("The bridge{{ref label|a|b}} is long and {{small|grey}}.", [()]),
        ("{{DISPLAYTITLE:Bridge}}The bridge is long and grey.", [()]),
        ("The bridge is long and grey. {{clarify me|date=2010}}", [()]),
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
        "He said: “The town stands on a hill.”{{strange tag|date=May 2010}}",
        "(The town stands on a hill.) {{strange tag|date=May 2010}}",
        "{{Strange box|of=things}}\nThe town stands on a hill.\n{{Strange box}}",
        "The town stands on a hill.<ref>{{strange source|Saltby}}</ref>",
        "The town stands{{efn|A note {{strange}} here.}} on a hill.",
        "The {{PDF icon}} tower stands here.",
        "The tower has {{convert|12|m}} of stairs.",
        "The tower stands.{{tower floors|12}}",
        "{{tower box|12}}\nThe tower stands here.",
        "{{tower box|12}} {{sky box}}\nThe tower stands here.",
        "The tower{{citation needed}} stands here.",
        "The tower stands here.{{sfn|Lee|2001}}",
    ],
)
def test_a_template_that_shows_no_figure_of_the_claim_is_not_named(source):
    assert not any(_unread(source))
