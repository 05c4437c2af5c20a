"""The words by which relations are read: verbs of one-sided acts, of saying, of plans and doubts. Data only, English.

Verbs are given as stems are looked up (`citecheck.checking.passages.terms.stem`), so one form stands for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from citecheck.checking.relations.wording import sense


def _stems(line: str) -> frozenset[str]:
    forms = (form for word in line.split() for form in (word, f"{word}s", f"{word}d", f"{word}ed"))
    return frozenset(sense(form) for form in forms)


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


ACTS = _stems(
    "sue defeat beat buy acquire sell praise criticise criticize blame accuse teach capture kill murder attack replace "
    "succeed lend export import inherit hire fire appoint dismiss sack invite paint portray arrest rescue save join "
    "follow lead help support fund finance sponsor own found invade conquer bomb occupy annex betray convict acquit "
    "sentence fine pay owe donate give receive elect nominate endorse oppose challenge influence inspire imitate copy "
    "translate publish edit marry divorce adopt raise raised mentor train coach employ threaten warn advise persuade "
    "convince trust love hate admire envy visit host abandon leave outlive survive precede predate supply feed chase "
    "hunt eat infect cure treat operate pursue question interview quote cite review insult injure wound shoot stab "
    "poison rob cheat deceive free liberate enslave execute behead hang imprison exile banish crown depose overthrow "
    "veto sign ratify reject accept approve command serve obey outnumber outrank exceed overtake ram hit strike sink "
    "lent led fed hung beaten overtook overthrew withdrew forbade forbid rent lease loan borrow carry transport build "
    "design invent discover name christen bless baptise confirm absorb "
    "merge swallow contain include surround border drain cross tow escort ask answer congratulate thank"
)
"""Verbs of acts that one side does to another, so that the sides cannot be exchanged."""

WITHOUT_OBJECT = _stems(
    "rise rose fall fell grow grew drop climb decline increase decrease shrink shrank slide dip slip plunge jump soar "
    "surge widen narrow improve win won lose lost go went come came run ran stand stood pass live die sit sat lie lay"
)
"""Verbs whose past form before "by" is no passive: "fell by 29 per cent", "won by three goals"."""
PAST = _words(
    "outbid cut set put lent led fed hung beat hit struck overtook overthrew withdrew forbade shot "
    "slid fled clung dealt dug slept spun sprang stuck swore swept swung tore wove cost burst spread"
)
"""Past forms that no ending shows."""

SAYING = _stems("say announce claim argue warn tell insist complain")
PERFORMED = _stems("announce confirm reveal report disclose")
"""Verbs of saying by which something is said when it "can" be: "the club can announce"."""
HOLDING = _stems(
    "state report write note add explain declare suggest believe think find conclude estimate reveal confirm predict "
    "promise maintain assert contend testify hold observe admit show rule"
)
"""Verbs that only say something where "that" follows."""

DOUBTING = _stems("suspect allege rumour rumor speculate suppose purport deny dispute doubt contest")
"""Verbs and nouns with which a text says that what follows is not known to be true."""
HEDGES = _words(
    "allegedly reportedly supposedly purportedly possibly perhaps maybe probably rumoured rumored apparently"
)

POSSIBLE = _words("may might could can")
REQUIRED = _words("must shall")
ADVISED = _words("should ought")
EXPECTED = _words("will would")
PLANS = _stems(
    "ask invite urge plan propose hope intend want expect aim promise try attempt threaten wish consider seek prepare "
    "offer schedule "
    "pledge vow likely due suppose"
)
"""Words before a verb that say that it is meant to come about, not that it did."""
ADVISING = _stems("advise recommend urge encourage counsel")
REQUIRING = _stems("require oblige force compel order need have")
"""Words before "to" and a verb by which it is advised or required; what they say is in the form "is required to"."""
SYMMETRIC = _stems(
    "meet marry divorce resemble differ agree cooperate collaborate merge talk speak argue correspond compete play "
    "fight clash border intersect date wed live work share negotiate debate quarrel relate similar close next equal "
    "connect adjacent equivalent identical parallel link tie comparable opposite"
)
"""Verbs of acts that two sides do together: "Lee met Roe" is "Roe met Lee"."""
BELIEVING = _stems("believe think suspect claim allege imagine speculate fear")
CLAIMING = SAYING | PERFORMED | HOLDING | BELIEVING
"""Verbs by which somebody holds something that may not be so."""
DENYING_PHRASES = re.compile(
    r"\b(?:(?:did|do|does|done)\s+(?:little|nothing)\s+to|(?:stop|stops|stopped|fell|fall|falls)\s+short\s+of)\s+$",
    re.IGNORECASE,
)
"""Phrases before a verb that deny it: "did little to lower"."""
MUSING = _stems("think talk dream speak")
"""Verbs before "about" or "of" and an -ing form that say that it is meant to come about."""
FULFILLING = _stems("fulfil fulfill keep honour honor redeem")
"""Words before a plan that say that it came about: "fulfilling his promise to appoint her"."""
FAILING = _stems("fail refuse decline neglect unable forget omit")
NEVER = _words("not never no none neither nor nobody cannot hardly scarcely barely without rarely seldom nothing")
NOT_NEGATING = _words("only just merely least more fewer less longer doubt until till unless before except but")
NO_OTHER = re.compile(
    r"\bthan\b|\bas\s+\w+\s+as\b"
    r"|\b(?:before|since|like|but|except|besides|after|beside)\s+(?:this|that|it|him|her|them|these|those|his|hers)\b",
    re.IGNORECASE,
)
"""What stands behind "no X" in a sentence that sets one X above the others: "No mill is taller than this one"."""
EXCEPTION = re.compile(
    r"\b(?:except(?:ing)?(?:\s+for)?|save\s+(?:on|in|at|during|when|where|from)|bar(?=\s+(?:the|one|two|three|four|five|its))|apart\s+from|other\s+than|excluding|save\s+for"
    r"|with\s+the\s+exception\s+of|(?<=\ball\s)but|(?:all|every|each|everyone|everybody)\b(?:\s+[\w’'-]+){1,4}?\s+but"
    r"(?!\s+(?:also|not|did|was|were|had|only|then)))\b",
    re.IGNORECASE,
)
LIMITING = r"\b(?:unless|only\s+if|provided\s+that|as\s+long\s+as|on\s+condition\s+that)\b"
SOLE_EXCEPTION = re.compile(
    r"\bwith\s(?P<before>(?:[^\s,;.]+\s){1,6}?)(?:as\s|being\s)?(?:the|its|an?)\s(?:(?:only|sole|one|single|lone)\s)?"
    r"exceptions?\b|\bthe\s(?:only|sole|one|lone)\sexceptions?\s(?:is|was|are|were|being)\s(?P<behind>[^,;.]{1,60})",
    re.IGNORECASE,
)
ANY_LIMIT = re.compile(
    r"\b(?:unless|only\s+(?:if|when|where|after|with|during|in|at|for|on|as\s+long\s+as)|provid(?:ed|ing)(?:\s+that)?\b(?!\s+(?:by|to|for))"
    r"|(?:as|so)\s+long\s+as|on\s+condition\s+that|except|if)\b",
    re.IGNORECASE,
)
IN_ANY_CASE = re.compile(
    r"\b(?:even\s+(?:if|when|where|during|without|after|in)|whether\s+or\s+not|regardless\s+of|irrespective\s+of|no\s+matter"
    r"|in\s+(?:any|every)\s+case|under\s+all\s+circumstances|unconditionally|with\s+no\s+conditions)\b",
    re.IGNORECASE,
)
"""What says that a limit does not hold: "even if", "regardless of"."""
ADDING = re.compile(r"\b(?:apart\s+from|other\s+than|besides)\b", re.IGNORECASE)
"""What adds where nothing general is said: "Apart from its church, the village has a school"."""
OUTSIDE = _words("except outside excluding excepting unless other apart but save exception without not")
ALL = _words("all every each daily always everyone everybody any whole entire")


def _pairs(lines: Iterable[str]) -> frozenset[frozenset[str]]:
    """Return the pairs of words of which one stands left and the other right of the sign of a line."""
    sides = (line.split("|") for line in lines)
    return frozenset(
        frozenset({one, other}) for left, right in sides for one in left.split() for other in right.split()
    )


OPPOSITES = _pairs(
    [
        "allow permit allowed permitted | forbid forbade forbidden prohibit prohibited ban banned",
        "allow allows allowed permit permits permitted entitle entitles entitled"
        " | oblige obliges obliged require requires required compel compels compelled force forces forced",
        "few little | most many much all",
        "minority | majority",
        "double doubled triple tripled | halve halved",
        "upper | lower",
        "former | current present",
        "elder | younger",
        "eldest | youngest",
        "first | final last second third fourth fifth",
        "last final | first second third fourth fifth",
        "second | third fourth fifth",
        "existing current | new newly future former",
        "former outgoing previous | incoming new current future",
        "predecessor predecessors | successor successors",
        "ancestor ancestors | descendant descendants",
        "employer employers | employee employees",
        "buyer buyers | seller sellers",
        "debtor debtors | creditor creditors",
        "opening | final closing last",
        "earlier | later",
        "previous | present current next",
        "present current | past",
        "largest biggest | smallest",
        "until till | after",
        "north northern northward | south southern southward",
        "east eastern eastward | west western westward",
    ]
)
"""Opposites that count between a claim and its source, beside those of `citecheck.checking.contraries`."""

COUNTERPARTS = _pairs(
    [
        "some several | all every",
        "gold | silver bronze",
        "silver | bronze",
        "brother | sister",
        "brothers | sisters",
        "son | daughter",
        "sons | daughters",
        "father | mother",
        "grandfather | grandmother",
        "husband | wife",
        "uncle | aunt",
        "nephew | niece",
        "boys | girls",
        "summer | winter",
        "spring | autumn",
        "morning mornings | evening evenings",
        "sunrise dawn | sunset dusk",
        "oil | watercolour watercolor",
        "canvas | panel",
        "freight goods | passengers",
    ]
)
"""Words of which each may be said of one thing, and both of two: where one stands for the other it is in doubt."""

FUNCTION = _words(
    "the a an of to in on at by for from with and or as that this these those his her its their our my your he she it "
    "they we i you who which whom whose where when while after before since until during into over under about against "
    "between through than then also so such there here both most some many several few one ones each every"
)
PRONOUNS = _words("he she it they we i you who which that this these those one someone others him her them us me")
AUXILIARIES = _words(
    "is are was were be been being has have had having do does did will would can could may might must shall should"
)
BEING = _words("is are was were be been being has have had having")
"""Auxiliaries behind which a word without the form of a participle is no verb."""
PREPOSITIONS = _words(
    "in on at for from with to by over under during after before since until into about against between through near "
    "of as because while when where"
)
