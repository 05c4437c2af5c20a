from __future__ import annotations

from collections.abc import Iterator

import pytest
from behaviours.servers import BehaviourServers
from behaviours.table import SERVED


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BehaviourServers]:
    with BehaviourServers(SERVED, tmp_path_factory.mktemp("servers")) as servers:
        yield servers
