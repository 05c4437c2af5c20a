"""The table of behaviours."""

from __future__ import annotations

from behaviours.again import AGAIN
from behaviours.browsers import BROWSERS
from behaviours.consent import CONSENT
from behaviours.deaths import CONTROLS, DEATHS, MISQUOTED
from behaviours.documents import DOCUMENTS
from behaviours.foreign_gates import FOREIGN_GATES
from behaviours.foreign_outages import FOREIGN_OUTAGES
from behaviours.foreign_walls import FOREIGN_WALLS
from behaviours.gates import GATES
from behaviours.lookalikes import LOOKALIKES
from behaviours.model import Behaviour
from behaviours.more_ways import MORE_WAYS
from behaviours.more_wire import MORE_WIRE
from behaviours.outages import OUTAGES
from behaviours.refusals import REFUSALS
from behaviours.second_look import SECOND_LOOK
from behaviours.secure import SECURE
from behaviours.strange import STRANGE
from behaviours.ways import WAYS
from behaviours.wire import WIRE

BEHAVIOURS: list[Behaviour] = [
    *CONTROLS,
    *CONSENT,
    *GATES,
    *BROWSERS,
    *OUTAGES,
    *DEATHS,
    *WIRE,
    *REFUSALS,
    *WAYS,
    *SECURE,
    *AGAIN,
    *DOCUMENTS,
    *LOOKALIKES,
    *STRANGE,
    *FOREIGN_WALLS,
    *FOREIGN_GATES,
    *FOREIGN_OUTAGES,
    *MORE_WAYS,
    *MORE_WIRE,
    *SECOND_LOOK,
]
"""Every behaviour whose source is quoted rightly."""

SERVED: list[Behaviour] = [*BEHAVIOURS, MISQUOTED]
