from __future__ import annotations

from collections.abc import Iterator

import pytest
from behaviours.street import Street
from behaviours.table import SERVED


@pytest.fixture(scope="session")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    with Street(SERVED, tmp_path_factory.mktemp("street")) as street:
        yield street
