"""The store and the cache when the world is unkind: damaged, locked, full, foreign, old, new, lost."""

import contextlib
import random
import re
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sample_reports
from sqlalchemy import Connection, text
from sqlalchemy.event import listen

from citecheck.errors import StoreError
from citecheck.store import DamagedStore, Database, NightOutcome, Store, database, schema
from citecheck.store.cache import Cache
from citecheck.store.history import DocumentChange, SeenFinding
from citecheck.store.locking import only_run
from citecheck.store.moves import former_names
from reports.codec import encode
from reports.model import Finding, Report, Severity

NOW = "2026-03-01T02:00:00Z"


def begin(store: Store, at: str = NOW, plan: str = "plan") -> tuple[int, bool]:
    night, resumed = store.nights.begin(
        run=f"run-{at}-{plan}-{len(store.nights.all())}",
        plan=plan,
        at=at,
        version="1",
        settings_sha256="s",
        resume_from="2026-02-28T06:00:00Z",
    )
    return night.number, resumed


@pytest.mark.parametrize(
    "change",
    [
        "outcome='odd'",
        "outcome=7",
        "outcome=NULL",
        "started='x'",
        "started=''",
        "started=5",
        "started='2026-03-01T02:00:00'",
    ],
)
def test_a_night_with_values_that_are_not_ours_is_damage(tmp_path: Path, change: str) -> None:
    with closing(Store(tmp_path / "store.sqlite")) as store:
        begin(store)
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as other, other:
        try:
            other.execute(f"UPDATE nights SET {change}")
        except sqlite3.IntegrityError:
            return  # the database itself keeps it out
    with closing(Store(tmp_path / "store.sqlite")) as store:
        for ask in (store.nights.all, lambda: store.nights.find("1"), lambda: store.nights.find("last")):
            with pytest.raises(StoreError, match="the store is damaged: night 1"):
                ask()


@pytest.mark.parametrize("name", ["file:x.sqlite?mode=ro", "file:x.sqlite"])
def test_a_lock_is_beside_the_file_that_its_path_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with only_run(Path(name), "0" * 64):
        assert f"{name}.{'0' * 16}.lock" in {path.name for path in tmp_path.iterdir()}
        with pytest.raises(StoreError, match="already in progress"), only_run(Path(name), "0" * 64):
            pass


@pytest.mark.parametrize("name", ["store%2F1.sqlite", "store?mode=memory", "a b#c.sqlite", "ü.sqlite"])
def test_a_store_is_the_file_that_its_path_names(tmp_path: Path, name: str) -> None:
    with closing(Store(tmp_path / name)) as store:
        begin(store)
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(("-wal", "-shm"))] == [name]
    with closing(Store(tmp_path / name)) as store:
        assert len(store.nights.all()) == 1


def finding(key: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(key=key, code="link-dead", severity=severity, message=f"m {key}")


def named(name: str) -> Report:
    report = sample_reports.everything()
    return replace(report, document=replace(report.document, name=name))


def test_a_report_is_kept_and_given_back(tmp_path: Path) -> None:
    with Store(tmp_path / "deep" / "store.sqlite") as store:
        assert store.is_new
        begin(store)
        night = store.nights.find("last")
        report = sample_reports.everything()
        store.nights.store(night, report)
        assert store.nights.report(night, report.document.name) == report
        assert store.nights.audited(night) == {report.document.name: report.document.sha256}
        assert store.nights.report(night, "another.md") is None
    with Store(tmp_path / "deep" / "store.sqlite") as again:
        assert not again.is_new
        assert list(again.nights.reports(report.document.name)) == [report]


def test_a_night_that_never_ended_is_gone_on_with(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        assert begin(store) == (1, False)
        assert begin(store) == (1, True)
        assert begin(store, plan="another") == (2, False)
        night = store.nights.find("1")
        with store.database.writing() as connection:
            store.nights.end(connection, night, NightOutcome.COMPLETE, NOW)
        assert begin(store) == (3, False)


def test_a_night_that_was_killed_long_ago_is_given_up(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        begin(store, at="2026-02-01T02:00:00Z")
        assert begin(store) == (2, False)
        assert [night.outcome for night in store.nights.all()] == [NightOutcome.ABANDONED, NightOutcome.RUNNING]


def test_a_night_of_many_days_that_stored_a_report_lately_is_gone_on_with(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        number, _ = begin(store, at="2026-02-01T02:00:00Z")
        night = store.nights.find(str(number))
        store.nights.store(night, replace(named("a.md"), finished="2026-02-28T09:00:00Z"))
        assert begin(store, plan="another") == (2, False), "it does not give up a night that is alive"
        assert begin(store) == (1, True)


def test_moved_documents_are_found_without_comparing_all_with_all(tmp_path: Path) -> None:
    """Templates, stubs and empty files: many documents have the same bytes."""

    def statements(count: int) -> int:
        asked: list[str] = []
        with Store(tmp_path / f"{count}") as store:
            first, second = (store.nights.find(str(begin(store, plan=plan)[0])) for plan in ("one", "two"))
            with store.database.writing() as connection:
                for number in range(count):
                    store.nights.put(connection, first, named(f"old{number}.md"))
                listen(store.database._engine, "before_cursor_execute", lambda *seen: asked.append(seen[2]))
                digest = named("x").document.sha256
                tonight = {f"new{number}.md": digest for number in range(count)}
                found = former_names(connection, tonight | {"old0.md": digest}, second)
        assert len(found) == len(set(found.values())) == count - 1, "one name is given once, and no present one"
        return len(asked)

    assert statements(20) == statements(60)


def test_a_new_document_with_other_bytes_was_not_moved(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        first, second = (store.nights.find(str(begin(store, plan=plan)[0])) for plan in ("one", "two"))
        store.nights.store(first, named("old.md"))
        with store.database.reading() as connection:
            digest = named("x").document.sha256
            assert former_names(connection, {"new.md": digest}, second) == {"new.md": "old.md"}
            assert former_names(connection, {"new.md": "0" * 64}, second) == {}
            assert former_names(connection, {"new.md": digest, "old.md": digest}, second) == {}
            assert former_names(connection, {"new.md": digest}, first) == {}, "tonight's own names are no earlier ones"


def test_nights_are_found_by_number_date_and_last(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        begin(store, plan="a")
        begin(store, at="2026-03-02T02:00:00Z", plan="b")
        assert store.nights.find("1").number == 1
        assert store.nights.find("2026-03-02").number == 2
        assert store.nights.find("2026-03").number == 2
        assert store.nights.find("last").number == 2
        for word in ("9", "2027", "%", "yesterday"):
            with pytest.raises(StoreError, match="no night"):
                store.nights.find(word)


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite"
    with closing(sqlite3.connect(path)) as theirs, theirs:
        theirs.execute("CREATE TABLE precious (x)")
    theirs.close()
    with pytest.raises(StoreError, match="another program"):
        Store(path)
    with closing(sqlite3.connect(path)) as theirs, theirs:
        assert theirs.execute("SELECT name FROM sqlite_master").fetchall() == [("precious",)]
    theirs.close()


@pytest.mark.parametrize("content", [b"no database at all, just words " * 40, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_store_is_said_and_not_touched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(content)
    with pytest.raises(DamagedStore, match="nothing was changed"):
        Store(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("name", [b"CREATE TABLE", b"dead", b"links", b"findings"])
@pytest.mark.parametrize("sign", [b"\xff", b"\xe2\x82", b"x", b"'", b"\0"])
def test_a_damaged_schema_is_damage_and_the_file_stays(tmp_path: Path, name: bytes, sign: bytes) -> None:
    path = tmp_path / "store.sqlite"
    Store(path).close()
    body = bytearray(path.read_bytes())
    for place in (match.end() - len(sign) for match in re.finditer(name, bytes(body))):
        body[place : place + len(sign)] = sign
    path.write_bytes(body)

    with pytest.raises(StoreError, match="is damaged"), Store(path) as store:
        store.check()
    assert path.read_bytes() == body


def test_damage_within_is_found_before_the_night(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        for number in range(30):
            begin(store, plan=str(number))
        night = store.nights.find("last")
        for number in range(20):
            store.nights.store(night, named(f"{number}.md"))
    body = bytearray(path.read_bytes())
    middle = len(body) // 2
    body[middle : middle + 8192] = b"\xaa" * 8192
    path.write_bytes(body)
    with pytest.raises(DamagedStore), Store(path) as store:
        store.check()


def test_an_index_that_disagrees_with_its_table_is_found_before_the_night(tmp_path: Path) -> None:
    """A quick look at each page does not see it, and a night that runs into it has already written."""
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        night = store.nights.find(str(begin(store)[0]))
        finding = Finding(key="0123456789abcdef", code="link-dead", severity=Severity.ERROR, message="m")
        change = DocumentChange(document="a.md", seen=(SeenFinding(finding=finding),))
        with store.database.writing() as connection:
            store.history.record(connection, night, change, NOW)
        store.check()
    body = path.read_bytes()
    places = [match.start() for match in re.finditer(finding.key.encode(), body)]
    found = []
    for place in places:
        path.write_bytes(body[:place] + b"f" + body[place + 1 :])
        with contextlib.suppress(DamagedStore), Store(path) as store:
            store.check()
            continue
        found.append(place)
        assert path.read_bytes() == body[:place] + b"f" + body[place + 1 :], "a damaged file stays as it is"
    assert len(found) >= 2, "the key stands in a table and in its index"


def test_a_large_store_is_opened_without_reading_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        night = store.nights.find(str(begin(store)[0]))
        for number in range(20):
            store.nights.store(night, named(f"{number}.md"))
    monkeypatch.setattr(database, "_CHECKED_WHOLE", 10_000)
    asked: list[str] = []
    with Store(path) as store:
        listen(store.database._engine, "before_cursor_execute", lambda *seen: asked.append(seen[2]))
        store.check()
        assert not [one for one in asked if "_check" in one], "its pages were read"
        store.database.check(schema.metadata, whole=True)
        assert [one for one in asked if "integrity_check" in one]
    body = path.read_bytes()
    path.write_bytes(body[: len(body) // 2])
    with pytest.raises(DamagedStore), Store(path) as store:
        store.check()


def test_a_later_schema_is_refused_and_an_older_one_migrated(tmp_path: Path) -> None:
    def make(version: int, migrations: dict[int, object] | None = None) -> Database:
        return Database(
            tmp_path / "s",
            mark=7,
            version=version,
            create=lambda connection: connection.execute(text("CREATE TABLE t (a)")) and None,
            migrations=migrations,  # type: ignore[arg-type]  # functions, as below
        )

    def second(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE t ADD COLUMN b"))

    def third(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE t ADD COLUMN c"))

    def broken(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE t ADD COLUMN x"))
        connection.execute(text("ALTER TABLE nowhere ADD COLUMN c"))

    make(1).close()
    with pytest.raises(StoreError):
        make(3, {1: second, 2: broken})
    database = make(3, {1: second, 2: third})
    with database.reading() as connection:
        columns = [row[1] for row in connection.execute(text("PRAGMA table_info(t)"))]
    database.close()
    assert columns == ["a", "b", "c"], "the migration that failed left nothing behind"
    with pytest.raises(StoreError, match="later version"):
        make(2)
    with pytest.raises(StoreError, match="too old"):
        make(5, {4: third})


def test_a_locked_store_is_said_after_the_time_to_wait(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    Store(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StoreError, match="another run is writing"), Store(path, lock_timeout=0.05) as store:
            begin(store)
    finally:
        other.close()
    with Store(path, lock_timeout=0.05) as store:
        assert begin(store) == (1, False)


def test_a_full_disk_is_said_and_what_was_there_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        begin(store)
        night = store.nights.find("last")
        store.nights.store(night, named("first.md"))
        with store.database.reading() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        limited = _Limited(store, pages)
        with pytest.raises(StoreError, match="disk is full"):
            limited.fill(night)
        store.check()
        assert store.nights.report(night, "first.md") == named("first.md")


class _Limited:
    """A store whose file may not grow: SQLite then says what it says of a full disk."""

    def __init__(self, store: Store, pages: int) -> None:
        self._store = store
        self._pages = pages

    def fill(self, night: object) -> None:
        with self._store.database.writing() as connection:
            connection.execute(text(f"PRAGMA max_page_count={self._pages}"))
            for number in range(200):
                self._store.nights.put(connection, night, named(f"{number}.md"))  # type: ignore[arg-type]  # a Night


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="folder cannot be created"):
        Store(tmp_path / "file" / "store.sqlite")
    (tmp_path / "folder.sqlite").mkdir()
    with pytest.raises(StoreError, match=r"folder\.sqlite"):
        Store(tmp_path / "folder.sqlite")


def test_two_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    Store(path).close()
    errors: list[Exception] = []

    def run(number: int) -> None:
        try:
            with Store(path) as store:
                begin(store, plan=str(number))
                night = next(one for one in store.nights.all() if one.run.split("-")[-2] == str(number))
                for document in range(5):
                    store.nights.store(night, named(f"{number}-{document}.md"))
                    with store.database.writing() as connection:
                        seen = SeenFinding(finding=finding(f"{number}-{document}"))
                        change = DocumentChange(document=f"{number}-{document}.md", seen=(seen,))
                        store.history.record(connection, night, change, NOW)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Store(path) as store:
        store.check()
        assert [night.documents for night in store.nights.all()] == [5, 5, 5, 5]
        assert store.history.opened_and_closed() == (20, 0)


def test_the_same_run_twice_at_once_is_refused(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    with only_run(store, "task"):
        with pytest.raises(StoreError, match="already in progress"), only_run(store, "task"):
            pass
        with only_run(store, "another"):
            pass
    with only_run(store, "task"):
        pass


def test_the_lock_of_a_killed_run_is_free(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    code = (
        "import sys, pathlib, time\n"
        "from citecheck.store.locking import only_run\n"
        "with only_run(pathlib.Path(sys.argv[1]), 'task'):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(store)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreError), only_run(store, "task"):
            pass
        holder.kill()
    with only_run(store, "task"):
        pass


def test_pruning_keeps_first_and_last_sightings(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        for day in range(1, 11):
            at = f"2026-03-{day:02}T02:00:00Z"
            begin(store, at=at)
            night = store.nights.find("last")
            store.nights.store(night, named("a.md"))
            with store.database.writing() as connection:
                known = {one.key: one for one in store.history.known(connection, "a.md", gone_after="2026")}
                here, gone = day % 2 == 1, ()
                former = known.get("k")
                if here:
                    back = former is not None and former.gone is not None
                    seen = (SeenFinding(finding=finding("k"), former=former, returned=back),)
                else:
                    seen, gone = (), (known["k"],)
                store.history.record(connection, night, DocumentChange(document="a.md", seen=seen, fixed=gone), at)
                store.nights.end(connection, night, NightOutcome.COMPLETE, at)
        ((known_, spells),) = store.history.find("k")
        assert (known_.nights, known_.returns, len(spells)) == (5, 4, 5)
        store.nights.prune(before="2026-03-10T00:00:00Z", keep_reports=2)
        ((known_, spells),) = store.history.find("k")
        assert [spell.first_night for spell in spells] == [1, 9], "the first and the last"
        assert (known_.since, known_.gone) == ("2026-03-01T02:00:00Z", "2026-03-10T02:00:00Z")
        assert [night.number for night in store.nights.all()] == [1, 9, 10]
        assert len(list(store.nights.reports("a.md"))) == 1


def test_full_reports_are_kept_only_for_the_latest_nights(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        for day in range(1, 6):
            begin(store, at=f"2026-03-0{day}T02:00:00Z", plan=str(day))
            for name in ("a.md", "b.md"):
                store.nights.store(store.nights.find("last"), named(name))
        store.nights.prune(before="2020", keep_reports=2)
        assert len(list(store.nights.reports("a.md"))) == 2
        assert len(list(store.nights.reports("b.md"))) == 2
        assert [night.documents for night in store.nights.all()] == [2] * 5, "that they were audited is known"


def test_a_history_tells_spells(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        begin(store)
        night = store.nights.find("last")
        with store.database.writing() as connection:
            change = DocumentChange(
                document="a.md", seen=(SeenFinding(finding=finding("abc123")), SeenFinding(finding=finding("abd")))
            )
            store.history.record(connection, night, change, NOW)
        assert [known.key for known, _ in store.history.find("ab")] == ["abc123", "abd"]
        ((known, (spell,)),) = store.history.find("abc")
        assert (spell.first_night, spell.last_night, spell.nights) == (1, 1, 1)
        assert known.worst is Severity.ERROR
        assert store.history.find("a_c") == ()
        assert {one.key for one in store.history.present(night)} == {"abc123", "abd"}


def test_a_cache_gives_back_and_forgets_what_was_longest_unused(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    old = Cache(path, now="2026-01-01T00:00:00Z")
    for number in range(20):
        old.put("page", f"old{number}", bytes(range(256)) * 40)
    old.close()
    new = Cache(path, now="2026-02-01T00:00:00Z")
    assert new.get("page", "old3") == bytes(range(256)) * 40
    assert new.get("page", "nothing") is None
    new.put("page", "new", b"x" * 1000)
    assert new.get("page", "new") == b"x" * 1000, "before it is written"
    new.shrink(1000)
    assert new.get("page", "old4") is None
    assert new.get("page", "new") is not None
    new.close()


def test_many_entries_of_a_cache_are_read_by_one_question(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    cache = Cache(path, now="2026-01-01T00:00:00Z")
    for number in range(1200):
        cache.put("page", f"{number}", f"text {number}".encode())
    cache.put("other", "1", b"of another kind")
    cache.close()
    cache = Cache(path, now="2026-02-01T00:00:00Z")
    cache.put("page", "new", b"not written yet")
    found = cache.get_many("page", [*map(str, range(1100)), "new", "none"])
    assert len(found) == 1101
    assert (found["7"], found["1099"], found["new"]) == (b"text 7", b"text 1099", b"not written yet")
    assert cache.get_many("page", []) == {}
    cache.flush()
    cache.shrink(17_650)
    assert cache.get("page", "7") is not None, "what was read lately counts as used"
    assert cache.get("page", "1150") is None
    cache.close()


def test_a_cache_over_its_size_keeps_what_one_night_made_last(tmp_path: Path) -> None:
    """All entries of a night were used at the same time, so that no more may go than must."""
    cache = Cache(tmp_path / "cache.sqlite", now=NOW)
    for number in range(40):
        cache.put("page", f"page{number:02}", random.Random(number).randbytes(1000))
    cache.shrink(20_500)
    left = [number for number in range(40) if cache.get("page", f"page{number:02}") is not None]
    assert left == list(range(20, 40))
    cache.shrink(20_500)
    assert cache.get("page", "page20") is not None, "a cache within its size stays as it is"
    cache.shrink(0)
    assert cache.get("page", "page39") is None
    cache.close()


@pytest.mark.parametrize(
    "content", [b"my notes, which nobody else has\n", b"\0" * 5000, b"SQLite format 3\0" + b"\0" * 5000]
)
def test_a_file_that_is_no_cache_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)

    with pytest.raises(StoreError, match="not a cache of citecheck, and was not changed"):
        Cache(path, now=NOW)

    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_damaged_cache_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    Cache(path, now=NOW).close()
    path.write_bytes(path.read_bytes()[:100] + b"rubbish " * 1000)
    cache = Cache(path, now=NOW)
    assert cache.was_damaged
    cache.put("page", "k", b"v")
    cache.close()
    again = Cache(path, now=NOW)
    assert (again.was_damaged, again.get("page", "k")) == (False, b"v")
    again.close()


def test_a_cache_that_belongs_to_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite"
    with closing(sqlite3.connect(path)) as theirs, theirs:
        theirs.execute("CREATE TABLE precious (x)")
    theirs.close()
    with pytest.raises(StoreError, match="another program"):
        Cache(path, now=NOW)


def test_reports_in_the_store_are_the_published_json(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        begin(store)
        night = store.nights.find("last")
        report = sample_reports.everything()
        store.nights.store(night, report)
        again = store.nights.report(night, report.document.name)
        assert again is not None
        assert encode(again) == encode(report)


def test_a_cache_that_cannot_be_written_costs_nothing_but_itself(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    cache = Cache(path, now=NOW, lock_timeout=0.02)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    cache.put("page", "k", b"v")
    cache.flush()
    assert cache.get("page", "k") == b"v", "it waits"
    other.close()
    cache.flush()
    cache.close()
    again = Cache(path, now=NOW)
    assert again.get("page", "k") == b"v"
    again.close()
