"""Words that turn a statement round, limit it or make it less certain: the rules on edits ask about them.

All words are folded, and English. Antonyms are asked for one word against one word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from citecheck.checking.facts.units import dimension_of
from citecheck.checking.passages.terms import stem

_LIMITING = frozenset("only solely exclusively".split())
_DENYING = frozenset("fail refuse decline deny neglect avoid unable stop cease".split())
_MODAL = {
    **dict.fromkeys("may might can could".split(), "possible"),
    **dict.fromkeys("must shall".split(), "required"),
    **dict.fromkeys("will would".split(), "expected"),
    **dict.fromkeys("should ought".split(), "advised"),
}
_QUANTITY = {
    **dict.fromkeys("more over above exceeding minimum min least".split(), "more"),
    **dict.fromkeys("less fewer under below maximum max most".split(), "less"),
}
_OPPOSITES = """
rise increase grow gain climb soar expand raise | fall cut drop decrease reduce decline shrink slump plunge halve;
approve accept adopt allow permit welcome agree | reject refuse oppose ban forbid prohibit; support back | oppose attack;
praise commend laud defend | criticise criticize condemn blame accuse; open | close shut; arrive come | depart leave go;
hire appoint | dismiss sack fire; succeed manage | fail; begin start | end finish stop; strengthen | weaken;
improve | worsen deteriorate; convict | acquit; guilty | innocent; public | private; major | minor; rich | poor; win | lose;
buy acquire purchase | sell; lend | borrow; widen | narrow; lengthen | shorten; join | leave; build erect | demolish destroy;
include | exclude; confirm admit | deny; encourage | discourage; import | export; urban | rural; old older oldest | new newer newest young younger youngest; large larger largest big bigger biggest | small
smaller smallest little; long longer longest tall taller tallest | short shorter shortest; high higher highest | low lower
lowest; fast faster fastest quick | slow slower slowest; good better best | bad worse worst; first | last; always | never;
early earlier | late later; before | after; safe | dangerous unsafe; hot hotter warm warmer | cold colder cool cooler;
more most | less least fewer; clean cleaner | dirty dirtier;
true | false; full | empty; wet | dry; strong stronger | weak weaker; heavy heavier | light lighter; thick | thin;
deep deeper | shallow shallower; wide wider | narrow narrower; near nearer close closer | far farther distant;
love | hate; easy easier | hard harder difficult; cheap cheaper | dear dearer expensive; friend | enemy; alive | dead;
above over | below under; inside | outside; upstream | downstream; left | right; many | few; all every | none some;
often | rarely seldom; possible likely | impossible unlikely; legal | illegal; lawful | unlawful; known | unknown;
safe | unsafe; everybody everyone | nobody; accept | decline; keep | lose; remember | forget; protect | endanger harm;
remain stay | leave; victory | defeat; profit | loss
"""


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
    """Return whether one word says the opposite of the other: "rose" and "fell", "cleaner" and "dirtier"."""
    table = _contraries()
    forms = {other, stem(other)}
    return any(form in table and table[form] & forms for form in (one, stem(one)))


def limits_in(words: Iterable[str]) -> int:
    """Return how many of `words` limit a statement: "only"."""
    return sum(word in _LIMITING for word in words)


def denials_in(words: Iterable[str]) -> int:
    """Return how many of `words` say that something did not come about: "failed", "refused"."""
    return sum(word in _DENYING or stem(word) in _DENYING_STEMS for word in words)


_DENYING_STEMS = frozenset(stem(word) for word in _DENYING)


def modality_of(words: Iterable[str]) -> str:
    """Return how certain or required what `words` say is: "possible", "required", …; empty without one such word."""
    found = {_MODAL[word] for word in words if word in _MODAL}
    return found.pop() if len(found) == 1 else ""


def direction_of(words: Iterable[str]) -> str:
    """Return which side of a number `words` are about: "more" or "less"; empty where there is none, or both."""
    found = {_QUANTITY[word] for word in words if word in _QUANTITY}
    return found.pop() if len(found) == 1 else ""


def are_other_units(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether two words are units of one dimension and of another size: metres and feet."""
    if len(ours) != 1 or len(theirs) != 1:
        return False
    one, other = dimension_of(ours[0]), dimension_of(theirs[0])
    return one is not None and other is not None and one[0] == other[0] and one[1] != other[1]


__all__ = ["are_opposite", "are_other_units", "denials_in", "direction_of", "limits_in", "modality_of"]
