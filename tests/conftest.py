"""What holds for all tests."""

import gc
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def no_settings_of_the_user(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the lists of whoever runs the tests out of them: what a person trusts must change no result."""
    folder: Path = tmp_path_factory.getbasetemp() / "settings-of-the-user"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.delenv("CITECHECK_TRUST", raising=False)


@pytest.fixture(autouse=True)
def one_command_a_process() -> Iterator[None]:
    """Take away what a command with `--debug` leaves until its process ends, so that the order of tests is free."""
    logger = logging.getLogger("citecheck")
    before = logger.handlers[:]
    yield
    for handler in [handler for handler in logger.handlers if handler not in before]:
        logger.removeHandler(handler)
    from citecheck.cli.failures import FAILURES

    FAILURES.debug = False


def pytest_collection_finish() -> None:
    """Exclude what is loaded from garbage collection: it stays loaded, and this saves a sixth of the time."""
    gc.collect()
    gc.freeze()
