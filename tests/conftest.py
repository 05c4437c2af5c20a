"""What holds for all tests."""

import gc
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def no_settings_of_the_user(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the lists of whoever runs the tests out of them: what a person trusts must change no result."""
    folder: Path = tmp_path_factory.getbasetemp() / "settings-of-the-user"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.delenv("CITECHECK_TRUST", raising=False)


def pytest_collection_finish() -> None:
    """Take what was loaded so far out of the collector's sight: it stays, and looking at it again costs a sixth."""
    gc.collect()
    gc.freeze()
