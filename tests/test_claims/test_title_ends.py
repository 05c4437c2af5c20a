"""Where a title ends: numbered parts, second sentences, journals and places behind commas, notes of editors."""

import pytest

from claims.bibliography import parse_reference


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # a numbered part belongs to the title
        ("Lind, O. (1987). Ice cover of lakes. 1. Growth and decay. Polar Notes 12, 117–165.",
         "Ice cover of lakes. 1. Growth and decay"),
        ("LIND, O. (1983), Le gel. Tome 1: Les lacs. Editions du Nord, Paris.", "Le gel. Tome 1: Les lacs"),
        ("Lind, Olga. 1983. Das Eis. Teil 2: Flüsse. Berlin: Nordverlag.", "Das Eis. Teil 2: Flüsse"),
        ("Lind O, Roe P. Ice cover. II. Rivers. J Ice. 1998;12:1-9.", "Ice cover. II. Rivers"),
        ("Lind, O. (1990). Ice. Part III: Melting water. Polar Notes, 3, 1-9.", "Ice. Part III: Melting water"),
        # where commas divide the entry, a full stop belongs to the title
        ("Olga Lind, Le gel des lacs. Notes pour une histoire du froid, Revue des glaces, 29, 1999, 117-150.",
         "Le gel des lacs. Notes pour une histoire du froid"),
        ("Olga Lind, Frozen lakes. A short history of the cold, Journal of Ice, vol. 3, 1999, pp. 1-9.",
         "Frozen lakes. A short history of the cold"),
        # a journal, then a year, a number, or "v"
        ("Lind (O.), Les lacs gelés du nord, Archives du froid ancien, 2003, n°21, p. 33-69.",
         "Les lacs gelés du nord"),
        ("Lind, O., et al., The ice at Brill, Ohio: Sequence of events, Glacier Geology, v, 184, pp. 77-9, 2006",
         "The ice at Brill, Ohio: Sequence of events"),
        ("Lind, O., and Roe, P., Ice on rivers, Glacier Geology, v. 84, p. 77-109, 2006", "Ice on rivers"),
        # the editor of the volume
        ("Lind, O. and P. Roe, A theory of melting ice, Aspects of Cold (G. Moen, ed.), Fjord, 1973, pp. 7-9.",
         "A theory of melting ice, Aspects of Cold"),
        ("Lind, Olga, ‘On ice’ and other studies, in M. H. Moen (ed.), Prose, 5th edn. (Oslo: Fjord, 1986), pp. 5–8.",
         "‘On ice’ and other studies"),
        ("Olga Lind, Ice and Law, in Polar Orders 12 (Carl Roe & Ida Moen eds., 2006).", "Ice and Law"),
        # a place and a publisher, or a place and a year
        ("Lind, Olga A., Straits and Ice, California, Stanford University, Moen Institution Press, 1972.",
         "Straits and Ice"),
        ("Lind, O. ; Roe, P. 2006. Initiation au gel, au froid et à la neige, Paris, Ellipse.",
         "Initiation au gel, au froid et à la neige"),
        ("Lind, Olga, Berichte über das Eis (Quellen zur Kälte 2,2), Hildesheim u.a. 1997.",
         "Berichte über das Eis (Quellen zur Kälte 2,2)"),
        ("Lind, Olga, Das Eis der Seen, München 2003, S. 5.", "Das Eis der Seen"),
        ("Lind, Olga, Das Eis der Seen, Berlin/New York 1997.", "Das Eis der Seen"),
        # what stands in brackets behind a title
        ("Moen, Lind & Roe (1991) A new Salda from Lake Brill (Hemiptera: Saldidae). Bug Letters, 2(1): 59-64.",
         "A new Salda from Lake Brill (Hemiptera: Saldidae)"),
        ("Lind O. Moths of Brill (Lepidoptera: Noctuidae). Zootaxa 2008;3:1-9.",
         "Moths of Brill (Lepidoptera: Noctuidae)"),
        # a quotation within a title
        ("Lind, O., & Roe, P. (1990). I was like, “Ice what?!”: A new form in oral tales. Speech Notes, 65 (3), 215-7.",
         "I was like, “Ice what?!”: A new form in oral tales"),
        ("LIND, Olga. Pour « rendre la glace aux gens ». Santé Froide, juin 2010, n°149. p. 72-76.",
         "Pour « rendre la glace aux gens »"),
        ("Lind, Olga “Ice”. “Story of the Life of a Skater.” In Tales, edited by I. Moen, 5-7. Oslo: Fjord, 2012.",
         "Story of the Life of a Skater"),
        ("S. Lind and J. Roe, “Force of ice and its causes: a review, “Human Ice, vol. 55, no. 1, pp. 108–124, 2013.",
         "Force of ice and its causes: a review"),
        # a body as author, and an editor behind the title
        ('Central Bank of Norland. "Ice Paper -- New Style," Cold Conditions (May, 1955).', "Ice Paper -- New Style"),
        ("A Glacier Dictionary. Ed. Olga J. Lind. Oslo: Fjord Publishers, 1999. 13-14.", "A Glacier Dictionary"),
        ("The Lake. Trans. Olga Lind. Oslo: Fjord, 1999.", "The Lake"),
        # surnames in capital letters with a particle
        ("AL MOEN, P. Des lacs qui prennent vie. Vivre ici, septembre 2014, n°121, pp. 36-37.",
         "Des lacs qui prennent vie"),
        ("LINDENBERG, Olga A., Ben AW DE ROE, L. B. VAN DE MOEN a Carl J. VAN HOLM, 1998. Ice is a kind of rock. "
         "Journal of Ice. 101(1), 273.", "Ice is a kind of rock"),
    ],
)  # fmt: skip
def test_a_title_ends_before_what_it_appeared_in(text: str, title: str) -> None:
    assert parse_reference(text).get("title") == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Lind, O. (1990). Ice. Polar Notes, 3, 1-9.", "Ice"),
        ("Lind, Olga. Frozen Lakes. 2 vols. Oslo: Fjord, 1990.", "Frozen Lakes"),
        ("Lind, Olga. Frozen Lakes. 2nd ed. Oslo: Fjord, 1990.", "Frozen Lakes"),
        ("Lind, Olga. Frozen Lakes. Vol. 2. Oslo: Fjord, 1990.", "Frozen Lakes"),
        ("Lind O. Life in the ice. Ice and Water. 1998;12:1-9.", "Life in the ice"),
        ("Lind, Olga. Bridges, in Norway and Sweden. Oslo: Fjord, 1990.", "Bridges, in Norway and Sweden"),
        ("Lind, O. (1990). Snow, Rain, Ice. Oslo: Fjord.", "Snow, Rain, Ice"),
        ("Lind, Olga, Frozen Lakes (Oslo: Fjord, 1990), 12.", "Frozen Lakes"),
        ("Lind, Olga. Frozen Lakes (Oslo: Fjord).", "Frozen Lakes"),
        ("Lind, Ann. “Ice.” Polar Notes 4 (1990): 1-9.", "Ice"),
    ],
)  # fmt: skip
def test_short_titles_and_editions_stay_as_they_are(text: str, title: str) -> None:
    assert parse_reference(text).get("title") == title


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Lind, O., & Roe, P. (1971). Ice: A new approach. Cold, 2, 189-208. Also in (Moen et al., 1990).", "1971"),
        ("Lind B., 2009. Contribution à la flore : les Salicetea Géhu 1999. J. Bot. Nord, 48 : 49-70.", "2009"),
        ("Lind, Olga. 1781. An History of Brill to the end of the year 1780. Brill: Pearson.", "1781"),
        ("Lind, O. (1985). Abrégé du gel. (A. Roe, Trans.). Paris : PUF. (Original work published 1938).", "1985"),
        ("Lind F., Roe L., 2004, IJMPD, 13, 1549", "2004"),
        ("Moen, Lind & Roe 1991 A new species of Salda from Lake Brill. Bug Letters, 2(1): 59-64.", "1991"),
        # near misses
        ("Lind, O. (2019, May 3). Ice. Polar Notes.", "2019-05-03"),
        ("Lind, O. Ice in 1781. Oslo: Fjord, 1990.", "1990"),
        ("Lind, Olga. 1984 and After. Oslo: Fjord, 1990.", "1990"),
    ],
)  # fmt: skip
def test_the_year_behind_the_authors_is_that_of_publication(text: str, published: str) -> None:
    assert parse_reference(text).get("published") == published
