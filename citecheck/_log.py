"""The logger of the library, "citecheck", which is silent unless a program gives it a handler.

Every module that logs takes it from here, so that a program which only reads a text does not load `logging`.
"""

from __future__ import annotations

import logging

LOGGER = logging.getLogger("citecheck")
LOGGER.addHandler(logging.NullHandler())
