"""A store and a cache that came with a folder are believed only if the user names them."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import Ran, run

from testbed.loopback import Loopback, Reply, page, prose

TRUE = "The bridge was opened in 1912 by the mayor of the harbour town."
WRONG = "The bridge was opened in 1999 by the mayor of the harbour town."
QUOTED = f"A guide of the harbour writes: “{WRONG}”"
SETTINGS = """
[web]
allow_addresses = ["127.0.0.0/8"]
per_host_rate = 0
respect_robots = false
retries = 0
canary = ""
[archives]
enabled = false
[registries]
enabled = "never"
[nightly]
documents = ["a.md"]
"""
STORE, CACHE = Path(".citecheck/store.sqlite"), Path(".citecheck/cache.sqlite")


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as made:
        made.add("127.0.0.1", "/bridge", says(TRUE))
        yield made


UNCHANGED = Reply(status=304, headers=(("ETag", '"one"'),))


def says(sentence: str) -> Reply:
    body = page("A report of the harbour", sentence, prose(60))
    return Reply(body=body, headers=(("ETag", '"one"'),))


@pytest.fixture
def cloned(tmp_path: Path, web: Loopback, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a wrong claim, in which a stranger had a night whose source said what the claim says."""
    folder = tmp_path / "cloned"
    folder.mkdir()
    (folder / "named.toml").write_text(SETTINGS)
    address = web.url("127.0.0.1", "/bridge")
    (folder / "a.md").write_text(f'# Harbour\n\n{QUOTED}[^1]\n\n[^1]: "A report". {address}. Retrieved 2024.\n')
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "stranger"))
    web.add("127.0.0.1", "/bridge", says(WRONG))
    assert night().status == 0, "the stranger's source says it"
    web.add("127.0.0.1", "/bridge", says(TRUE))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    return folder


def night(*arguments: str) -> Ran:
    return run("nightly", "--config", "named.toml", "--format", "json", *arguments)


def files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(".citecheck").iterdir()}


def forget(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def test_the_cache_of_a_stranger_makes_no_wrong_claim_right(cloned: Path) -> None:
    forget(STORE)

    ran = night()

    assert ran.status == 1, "the claim is wrong"
    assert "cache.sqlite: this cache was not made by you at this place" in ran.err
    assert night("-q").status == 1, "the empty cache that replaced it is the user's own"


def test_the_own_cache_is_used_and_nothing_is_said(cloned: Path, web: Loopback) -> None:
    forget(STORE)
    night()

    ran = night()

    assert "was not made by you" not in ran.err
    assert web.asked[-1].headers["if-none-match"] == '"one"', "what is kept is used"


def test_the_cache_that_the_user_names_is_believed(cloned: Path, web: Loopback) -> None:
    forget(STORE)
    web.add("127.0.0.1", "/bridge", UNCHANGED)

    assert night("--cache", str(CACHE)).status == 0, "as the stranger's source said"


@pytest.mark.parametrize("command", ["nightly", "nightly --changed-since HEAD", "history 000000", "show", "trends"])
def test_the_store_of_a_stranger_ends_the_command(cloned: Path, command: str) -> None:
    before = files()

    ran = run(*command.split(), "--config", "named.toml")

    assert ran.status == 2
    assert "you did not make this file at this place" in ran.err or command.endswith("HEAD"), "there is no git here"
    assert files()["store.sqlite"] == before["store.sqlite"]


def test_the_store_that_the_user_names_is_used_and_known_from_then_on(cloned: Path) -> None:
    assert run("show", "--config", "named.toml", "--store", str(STORE)).status in (0, 1)
    assert run("show", "--config", "named.toml").status == 2, "looking at it is no promise"

    assert night("--store", str(STORE), "--no-cache").status == 1
    assert night("--no-cache").status == 1


def test_a_place_in_the_settings_that_the_user_names_is_named(cloned: Path, web: Loopback) -> None:
    web.add("127.0.0.1", "/bridge", UNCHANGED)
    with Path("named.toml").open("a") as file:
        file.write(f'store = "{STORE}"\ncache = "{CACHE}"\n')

    assert night().status == 0


@pytest.mark.parametrize("variable", ["CITECHECK_NIGHTLY_STORE", "CITECHECK_NIGHTLY_CACHE"])
def test_a_place_in_the_environment_is_named(cloned: Path, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, str(STORE if "STORE" in variable else CACHE))

    assert (night().status == 2) is ("STORE" not in variable)


def test_a_folder_that_was_moved_has_nobodys_store(cloned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(".citecheck")
    night()
    moved = cloned.with_name("moved")
    cloned.rename(moved)
    monkeypatch.chdir(moved)

    assert night().status == 2, "a stranger who has a file of the user's may have changed it"


@pytest.mark.parametrize("seal", ["", "0" * 64, None, b"\xff" * 64, 7])
def test_a_seal_that_somebody_thought_of_does_not_fit(cloned: Path, seal: object) -> None:
    with sqlite3.connect(STORE) as connection:
        connection.execute(
            "UPDATE origin SET seal = ?" if seal is not None else "DROP TABLE origin", (seal,) * (seal is not None)
        )
    connection.close()

    assert night().status == 2


def test_the_store_of_an_earlier_version_is_named_once(cloned: Path) -> None:
    shutil.rmtree(".citecheck")
    night()
    with sqlite3.connect(STORE) as connection:
        connection.execute("DROP TABLE origin")
    connection.close()
    assert night().status == 2

    assert night("--store", str(STORE)).status == 1
    assert night().status == 1


@pytest.mark.parametrize("harm", ["a short key", "a folder instead of the key", "no folder can be made"])
def test_without_a_key_the_night_is_had_and_said_to_be_unknown(cloned: Path, tmp_path: Path, harm: str) -> None:
    shutil.rmtree(".citecheck")
    own = tmp_path / "user" / "citecheck"
    if harm == "no folder can be made":
        own.parent.write_text("")
    else:
        own.mkdir(parents=True)
        (own / "origin.key").mkdir() if "folder" in harm else (own / "origin.key").write_bytes(b"7")

    ran = night()

    assert ran.status == 1
    assert "name it with --store" in ran.err
    assert night().status == 2
    assert night("--store", str(STORE)).status == 1


def test_the_key_is_for_its_owner_alone_and_stays(cloned: Path, tmp_path: Path, web: Loopback) -> None:
    shutil.rmtree(".citecheck")
    night()
    key = tmp_path / "user" / "citecheck" / "origin.key"
    assert key.stat().st_mode & 0o077 == 0
    assert len(before := key.read_bytes()) == 32
    night()
    assert key.read_bytes() == before
    assert [path.name for path in key.parent.iterdir()] == ["origin.key"]


def test_the_seal_is_not_the_same_for_two_users(cloned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from citecheck.store.origin import fits, seal_of

    seal: Callable[[Path], str] = seal_of
    one = seal(STORE)
    assert fits(one, STORE)
    assert not fits(one, CACHE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(cloned / "other"))
    assert seal(STORE) != one
    assert not fits(one, STORE)
