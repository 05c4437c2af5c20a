"""What one word says of another: opposites ("rose", "fell") and units of one dimension ("metres", "feet").

All words are folded, and English.
"""

from __future__ import annotations

from functools import cache, lru_cache

from citecheck.checking.facts.units import dimension_of
from citecheck.checking.passages.terms import stem

_OPPOSITES = """
rise increase grow gain climb soar expand raise | fall cut drop decrease reduce decline shrink shrank shrunk slump
plunge halve lower; approve accept adopt allow permit welcome agree | reject refuse oppose ban forbid forbade
forbidden prohibit; support back | oppose attack; praise commend laud defend | criticise criticize condemn blame
accuse; open | close shut; arrive come | depart leave go; hire appoint | dismiss sack fire; succeed manage | fail;
begin start | end finish stop; strengthen | weaken; improve | worsen deteriorate; convict | acquit; guilty | innocent;
public | private; major | minor; rich | poor; win | lose; buy acquire purchase | sell; lend | borrow; widen | narrow;
lengthen | shorten; join | leave; build erect | demolish destroy; include | exclude; confirm admit | deny; encourage |
discourage; import | export; urban | rural; old older oldest | new newer newest young younger youngest; large larger
largest big bigger biggest | small smaller smallest little; long longer longest tall taller tallest | short shorter
shortest; high higher highest | low lower lowest; fast faster fastest quick | slow slower slowest; good better best |
bad worse worst; first | last; always | never; early earlier | late later; before | after; safe | dangerous; hot
hotter warm warmer | cold colder cool cooler; more most | less least fewer; clean cleaner | dirty dirtier; true |
false; full | empty; wet | dry; strong stronger | weak weaker; heavy heavier | light lighter; thick | thin; deep
deeper | shallow shallower; wide wider | narrow narrower; near nearer close closer | far farther distant; love | hate;
easy easier | hard harder difficult; cheap cheaper | dear dearer expensive; friend | enemy; alive | dead; above over |
below under; inside | outside; upstream | downstream; left | right; many | few; all every | none some; often | rarely
seldom; everybody everyone | nobody; accept | decline; keep | lose; remember | forget; protect | endanger harm; remain
stay | leave; victory | defeat; loud louder | quiet quieter soft softer; profit | loss; north northern | south
southern; east eastern | west western; majority | minority; maximum | minimum; success | failure; arrival | departure;
entrance | exit; male | female; temporary | permanent; voluntary | compulsory mandatory; strength | weakness; ancient |
modern; upper | lower; top | bottom
"""


_SCALES_OF_HEAT = ("celsius", "fahrenheit", "kelvin")


@cache
def _contraries() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in _OPPOSITES.split(";"):
        one, other = ({form for word in side.split() for form in (word, stem(word))} for side in line.split("|"))
        for own, against in ((one, other), (other, one)):
            for word in own:
                table[word] = table.get(word, frozenset()) | against
    return table


def are_opposite(one: str, other: str) -> bool:
    """Return whether the word `one` says the opposite of the word `other`: "rose" and "fell".

    Both are folded English words.
    """
    return not opposites_of(one).isdisjoint((other, stem(other)))


@lru_cache(maxsize=16_384)
def opposites_of(word: str) -> frozenset[str]:
    """Return the words that say the opposite of the folded English `word`, and their stems; empty: no word does."""
    table = _contraries()
    return table.get(word, frozenset()) | table.get(stem(word), frozenset())


@lru_cache(maxsize=4_096)
def dimensions_of(word: str) -> tuple[tuple[str, float], ...]:
    """Return the dimensions of the unit `word`, each with its size in base units; empty: `word` is no unit.

    A word may be two units: pounds are money and a weight.
    """
    if word in _SCALES_OF_HEAT:
        return (("heat", float(_SCALES_OF_HEAT.index(word))),)
    names = (word, "lb") if word in ("pound", "pounds") else (word,)
    return tuple(found for name in names if (found := dimension_of(name)) is not None)


__all__ = ["are_opposite", "dimensions_of", "opposites_of"]
