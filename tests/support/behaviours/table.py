"""The table of behaviours."""

from __future__ import annotations

from behaviours.browsers import BROWSERS
from behaviours.consent import CONSENT
from behaviours.deaths import CONTROLS, DEATHS, MISQUOTED
from behaviours.gates import GATES
from behaviours.model import Behaviour
from behaviours.outages import OUTAGES

BEHAVIOURS: list[Behaviour] = [*CONTROLS, *CONSENT, *GATES, *BROWSERS, *OUTAGES, *DEATHS]
"""Every behaviour whose source is quoted rightly."""

SERVED: list[Behaviour] = [*BEHAVIOURS, MISQUOTED]
