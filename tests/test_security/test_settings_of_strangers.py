"""A settings file that was found, not named, is data: it reaches no code, secret, network or folder of the user."""

import hashlib
import json
import os
import sys
from pathlib import Path

import pytest
from command import Ran, run

from citecheck.registries.services import DEFAULTS
from citecheck.settings.found import NEEDS_TRUST, PLACES
from citecheck.settings.loading import setting_names
from citecheck.settings.trust import trusted_file

MARKDOWN = 'A claim.[^1]\n\n[^1]: Ann Lee, "The mill". http://a.test/mill\n'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's, beside that of the stranger, which is the working folder."""
    home = tmp_path / "home"
    (home / ".ssh").mkdir(parents=True)
    (home / ".ssh" / "key.txt").write_text("OWN SECRET")
    (home / "notes.md").write_text(MARKDOWN)
    (tmp_path / "cloned" / "docs").mkdir(parents=True)
    (tmp_path / "cloned" / "docs" / "a.md").write_text(MARKDOWN)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("OWN_TOKEN", "OWN SECRET")
    monkeypatch.chdir(tmp_path / "cloned")
    return home


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


FORBIDDEN = {
    "a judge": '[checking]\njudge = "evil:Judge"',
    "a judge of the standard library": '[checking]\njudge = "this:s"',
    "a format": '[report]\nformats = ["evil:Format"]',
    "a format of the night": '[nightly]\nformats = ["evil:Format"]',
    "a format with a dot": '[nightly]\nformats = ["json", "evil.FORMAT"]',
    "a format in an inline table": 'nightly = { formats = ["evil:Format"] }',
    "loopback": '[web]\nallow_addresses = ["127.0.0.0/8"]',
    "everything": '[web]\nallow_addresses = ["0.0.0.0/0", "::/0"]',
    "a dotted key": 'web.allow_addresses = ["10.0.0.0/8"]',
    "a quoted key": '"web"."allow_addresses" = ["10.0.0.0/8"]',
    "certificates": '[web]\nca_bundle = "own.pem"',
    "certificates elsewhere": '[web]\nca_bundle = "/etc/ssl/certs/own.pem"',
    "a token": '[web.hosts."evil.test"]\ntoken_env = "OWN_TOKEN"',
    "headers": '[web.hosts."*.test"]\nheaders_env = { X-Key = "OWN_TOKEN" }',
    "cookies": '[web.hosts."evil.test"]\ncookies_env = "OWN_TOKEN"\nplain_http = true',
    "a proxy": '[web]\nproxy = "http://evil.test:8080"',
    "no proxy": '[web]\nproxy = "none"',
    "an archive": '[archives]\ntimegates = ["http://evil.test/timegate/"]',
    "the archive": '[archives]\nwayback = "http://evil.test"',
    "a registry": '[registries.crossref]\nurl = "http://evil.test"',
    "a registry in an inline table": 'registries = { openalex = { url = "http://evil.test" } }',
    "a key for a registry": '[registries.pubmed]\nkey_env = "OWN_TOKEN"',
    "an index of works": '[registries]\nlocal = "docs"',
    "an index of works elsewhere": '[registries]\nlocal = "../home"',
    "answers of registries": '[registries]\ncache = "docs/answers.sqlite"',
    "answers of registries elsewhere": '[registries]\ncache = "../home/answers.sqlite"',
    "a wiki": '[recover]\nwikis = ["https://evil.test/w/api.php"]',
    "a model": '[checking.second_opinion]\nurl = "http://evil.test/v1"\nmodel = "m"',
    "a model of the own machine": '[checking.second_opinion]\nurl = "http://127.0.0.1:1/v1"\nmodel = "m"',
    "a model in an inline table": 'checking = { second_opinion = { url = "http://evil.test/v1", model = "m" } }',
    "a folder with a model": '[checking.second_opinion]\nnli = "docs"',
    "a Python of its own": '[checking.second_opinion]\nnli_python = "docs/python"',
    "a key for a model": '[checking.second_opinion]\nkey_env = "OWN_TOKEN"',
    "a calibration": '[checking.second_opinion]\ncalibration = "docs/c.json"',
    "a recording to believe": '[evidence]\nreplay = "forged.warc.gz"',
    "a recording elsewhere": '[evidence]\nrecord = "../home/own.warc.gz"',
    "a store elsewhere": '[nightly]\nstore = "../home/store.sqlite"',
    "a store by a whole path": '[nightly]\nstore = "{home}/store.sqlite"',
    "a cache in the home folder": '[nightly]\ncache = "~/.ssh/key.txt"',
    "a cache by a way round": '[nightly]\ncache = "docs/../../home/notes.md"',
    "a cache in git's folder": '[nightly]\ncache = ".git/index"',
    "evidence elsewhere": '[nightly]\nevidence = "/tmp/own"',
    "output elsewhere": '[nightly]\noutput = "../home"',
    "output of a variable": '[nightly]\noutput = "$HOME/public"',
    "output of Windows' variable": '[nightly]\noutput = "%USERPROFILE%/public"',
    "output on a drive": '[nightly]\noutput = "C:/public"',
    "output with backslashes": '[nightly]\noutput = "..\\\\home"',
    "output in git's hooks": '[nightly]\noutput = ".GIT/hooks"',
    "suppressions elsewhere": '[nightly]\nignore_file = "../home/ignore.toml"',
    "a baseline elsewhere": '[nightly]\nbaseline = "{home}/notes.md"',
    "saved pages elsewhere": 'sources_folder = "../home/.ssh"',
    "saved pages of the home folder": 'sources_folder = "~/.ssh"',
    "a source elsewhere": '[sources]\n1 = "/etc/passwd"',
    "a source of the home folder": '[sources]\n1 = "~/.ssh/key.txt"',
    "a source as an address": '[sources]\n1 = "file:///etc/passwd"',
    "a source as an escaped address": '[sources]\n1 = "FILE:%2e%2e/home/.ssh/key.txt"',
    "a source behind a link": '[sources]\n1 = "link/.ssh/key.txt"',
    "documents elsewhere": '[nightly]\ndocuments = ["../home"]',
    "a document elsewhere": '[nightly]\ndocuments = ["docs", "{home}/notes.md"]',
    "a pattern elsewhere": '[nightly]\ndocuments = ["../**/*.md"]',
    "a list elsewhere": '[nightly]\ndocuments = ["@{home}/notes.md"]',
    "a document behind a link": '[nightly]\ndocuments = ["link"]',
    "output behind a link": '[nightly]\noutput = "link/public"',
    "a store behind a link": '[nightly]\nstore = "link/store.sqlite"',
    "a file behind a link": '[nightly]\ncache = "file-link"',
}


@pytest.mark.parametrize("settings", FORBIDDEN.values(), ids=FORBIDDEN.keys())
@pytest.mark.parametrize("command", ["audit", "nightly", "read"])
def test_a_found_file_that_reaches_out_ends_the_command(home: Path, settings: str, command: str) -> None:
    before = everything(home)
    Path("link").symlink_to(home)
    Path("file-link").symlink_to(home / ".ssh" / "key.txt")
    Path("evil.py").write_text("raise SystemExit(99)\n")
    Path("citecheck.toml").write_text(settings.replace("{home}", str(home)) + "\n")

    ran = run(command, "--offline", "docs/a.md")

    assert ran.status == 2, ran
    assert "citecheck trust citecheck.toml" in ran.err
    assert "--isolated" in ran.err
    assert everything(home) == before
    assert "OWN SECRET" not in ran.out + ran.err
    assert sorted(path.name for path in Path().iterdir()) == ["citecheck.toml", "docs", "evil.py", "file-link", "link"]


NO_HARM = {
    *("offline", "max_document_bytes", "sources_folder", "checking.circular", "checking.processes"),
    *(f"notify.{name}" for name in ("least", "most", "timeout")),
    *(f"report.{name}" for name in ("fail_on", "enable", "disable")),
    *(f"web.{name}" for name in ("user_agent", "contact", "browser", "threads", "respect_robots", "breaker", "canary")),
    *(f"web.{name}_timeout" for name in ("connect", "read", "total")),
    *(f"web.{name}" for name in ("max_bytes", "max_redirects", "retries", "backoff", "max_retry_after", "max_time")),
    *("web.per_host_rate", "recover.pause", "archives.enabled", "archives.breaker", "archives.lookup_timeout"),
    *(
        f"archives.{name}"
        for name in ("max_lookups", "lookups_per_minute", "reads_per_second", "max_captures", "saves_per_minute")
    ),
    *(f"registries.{name}" for name in ("enabled", "timeout", "breaker", "record_days", "absent_days")),
    *(f"nightly.{name}" for name in ("cache_megabytes", "new_only", "require_history", "dead_nights", "dead_days")),
    *(f"nightly.{name}" for name in ("flapping_days", "similarity", "keep_days", "keep_reports", "lock_timeout")),
}
"""Settings that choose documents, findings, limits and pace, or name public addresses that the guard judges."""


def test_every_setting_was_thought_about() -> None:
    """A new setting is one that needs trust, a place, or one that does no harm in the hands of a stranger."""
    known = {*NEEDS_TRUST, *PLACES, *NO_HARM, "sources", "nightly.documents", "nightly.exclude", "nightly.formats"}
    known |= {
        f"registries.{service}.{name}" for service in DEFAULTS for name in ("enabled", "per_second", "max_requests")
    }
    of_sections = tuple(f"{name}." for name in NEEDS_TRUST)

    assert {name for name in setting_names() if name not in known and not name.startswith(of_sections)} == set()
    assert {name for name in NO_HARM if name not in setting_names()} == set()


HARMLESS = {
    "documents and findings": '[nightly]\ndocuments = ["docs"]\n[report]\ndisable = ["reference-unused"]',
    "places in the folder": '[nightly]\noutput = "out/reports"\nstore = "out/s.sqlite"\nformats = ["html", "json"]',
    "the defaults, written": 'sources_folder = "sources"\n[web]\nallow_addresses = []\nproxy = ""\nca_bundle = ""',
    "fewer archives": '[archives]\ntimegates = []\nwayback = ""\n[checking]\njudge = ""',
    "the default archives": '[archives]\ntimegates = ["https://arquivo.pt/wayback/"]',
    "pace and names": '[web]\nper_host_rate = 0.5\ncontact = "us@a.test"\nthreads = 2',
    "a source in the folder": '[sources]\n1 = "docs/a.md"\n2 = "https://a.test/..//x"',
    "a name with two dots": '[nightly]\noutput = "a..b"',
    "a name like git's": '[nightly]\noutput = ".github/reports"',
}


@pytest.mark.parametrize("settings", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_stays_in_the_folder_needs_no_trust(home: Path, settings: str) -> None:
    Path("citecheck.toml").write_text(settings + "\n")
    ran = run("read", "docs/a.md")
    assert ran.status == 0, ran
    assert "settings: citecheck.toml" in ran.err


def out_of_the_folder() -> Ran:
    return run("nightly", "--offline", "docs")


def test_three_ways_open_a_file_and_a_change_closes_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f'[nightly]\noutput = "{home}/reports"\n[web]\ncanary = ""\n'
    Path("citecheck.toml").write_text(text)
    assert out_of_the_folder().status == 2

    assert run("read", "--config", "citecheck.toml", "docs/a.md").status == 0
    with monkeypatch.context() as patch:
        patch.setenv("CITECHECK_TRUST", f"{'0' * 64}, {hashlib.sha256(text.encode()).hexdigest()}")
        assert "(trusted)" in run("read", "docs/a.md").err
    assert out_of_the_folder().status == 2

    told = run("trust")
    assert told.status == 0
    assert json.loads(trusted_file().read_text()) == {
        "trusted": {str(Path("citecheck.toml").resolve()): hashlib.sha256(text.encode()).hexdigest()}
    }
    assert "(trusted)" in run("read", "docs/a.md").err
    assert out_of_the_folder().status != 2
    assert (home / "reports" / "night.json").exists()

    Path("citecheck.toml").write_text(text + "# and more\n")
    assert out_of_the_folder().status == 2
    Path("citecheck.toml").write_text(text)
    assert run("read", "docs/a.md").status == 0
    assert run("trust", "--remove").status == 0
    assert out_of_the_folder().status == 2
    assert run("trust", "--remove").status == 2


def test_trust_is_of_one_path(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = '[checking]\njudge = "evil:Judge"\n'
    Path("citecheck.toml").write_text(text)
    assert run("trust").status == 0
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    Path("citecheck.toml").write_text(text)
    Path("a.md").write_text(MARKDOWN)
    assert run("read", "a.md").status == 2


def test_isolated_ignores_what_is_found(home: Path) -> None:
    Path("citecheck.toml").write_text('[checking]\njudge = "evil:Judge"\nunknown = 1\n')
    ran = run("read", "--isolated", "docs/a.md")
    assert ran.status == 0
    assert "settings:" not in ran.err
    assert run("show", "--isolated").status == 2  # no store: the settings are not what is wrong
    assert "no store" in run("show", "--isolated").err


@pytest.mark.parametrize("content", ["not json", "[]", '{"trusted": 1}', '{"trusted": []}'])
def test_a_damaged_list_of_trust_is_an_error_and_no_trust(home: Path, content: str) -> None:
    trusted_file().parent.mkdir(parents=True)
    trusted_file().write_text(content)
    Path("citecheck.toml").write_text('[checking]\njudge = "evil:Judge"\n')
    ran = run("read", "docs/a.md")
    assert ran.status == 2
    assert "trusted settings files" in ran.err


def test_the_table_of_a_project_file_counts_and_is_a_strangers_too(home: Path) -> None:
    Path("pyproject.toml").write_text('[project]\nname = "x"\n')
    assert "settings:" not in run("read", "docs/a.md").err
    Path("pyproject.toml").write_text('[project]\nname = "x"\n[tool.citecheck.web]\ncontact = "a@b.test"\n')
    assert "settings: pyproject.toml" in run("read", "docs/a.md").err
    Path("pyproject.toml").write_text('[tool.citecheck.web]\nallow_addresses = ["::/0"]\n')
    ran = run("read", "docs/a.md")
    assert ran.status == 2
    assert "citecheck trust pyproject.toml" in ran.err
    Path("citecheck.toml").write_text('[web]\ncontact = "a@b.test"\n')
    assert "settings: citecheck.toml" in run("read", "docs/a.md").err, "the file of our own comes first"


def test_another_programs_broken_file_ends_nothing(home: Path) -> None:
    Path("pyproject.toml").write_text("[project\n")
    assert run("read", "docs/a.md").status == 0
    Path("pyproject.toml").write_text('[project\ndependencies = ["citecheck-audit"]\n')
    assert run("read", "docs/a.md").status == 0


@pytest.mark.parametrize("heading", ["[tool.citecheck]", "[tool.citecheck.report]", "  [ tool . citecheck ]"])
def test_a_broken_file_with_a_table_of_ours_is_an_error(home: Path, heading: str) -> None:
    Path("pyproject.toml").write_text(f'[project]\nname = "x\n{heading}\n')
    ran = run("audit", "--offline", "docs/a.md")
    assert ran.status == 2
    assert "pyproject.toml: not valid TOML" in ran.err
    assert run("read", "--isolated", "docs/a.md").status == 0


@pytest.mark.parametrize(
    "text",
    [
        "tool.citecheck.web.threads = 2",
        "[tool]\ncitecheck = { web = { threads = 2 } }",
        "[tool.'citecheck'.web]\nthreads = 2",
    ],
)
def test_every_spelling_of_the_table_counts(home: Path, text: str) -> None:
    Path("pyproject.toml").write_text(text)
    assert "settings: pyproject.toml" in run("read", "docs/a.md").err


def test_trust_is_ended_without_a_name_for_each_kind_of_file(home: Path) -> None:
    Path("pyproject.toml").write_text('[tool.citecheck.web]\nallow_addresses = ["::/0"]\n')
    assert run("trust").status == 0
    assert run("read", "docs/a.md").status == 0
    assert run("trust", "--remove").status == 0
    assert run("read", "docs/a.md").status == 2


def test_a_file_that_is_gone_is_trusted_no_more(home: Path) -> None:
    Path("citecheck.toml").write_text('[checking]\njudge = "evil:Judge"\n')
    assert run("trust").status == 0
    Path("citecheck.toml").unlink()
    assert run("trust", "--remove").status == 0


@pytest.mark.parametrize("name", ["citecheck.toml", "pyproject.toml"])
def test_a_settings_file_that_is_a_link_out_of_the_folder_is_refused(home: Path, name: str) -> None:
    (home / "own.toml").write_text('[tool.citecheck.web]\ncontact = "OWN SECRET"\n')
    Path(name).symlink_to(home / "own.toml")
    ran = run("read", "docs/a.md")
    assert ran.status == 2
    assert "leads out of the folder" in ran.err
    assert "OWN SECRET" not in ran.err


def test_a_huge_settings_file_is_refused(home: Path) -> None:
    Path("citecheck.toml").write_text("#" * 2_000_000)
    assert run("read", "docs/a.md").status == 2


LINKED = {
    ".citecheck": "store.sqlite",
    "citecheck-report": "night.json",
}


@pytest.mark.parametrize("name", LINKED)
def test_a_default_place_that_is_a_link_out_of_the_folder_is_refused(home: Path, name: str) -> None:
    before = everything(home)
    Path(name).symlink_to(home)
    ran = run("nightly", "--offline", "docs")
    assert ran.status == 2
    assert "leads out of the folder" in ran.err
    assert everything(home) == before


@pytest.mark.parametrize("name", LINKED)
def test_a_link_out_of_the_folder_is_followed_where_somebody_asked(home: Path, name: str) -> None:
    Path(name).symlink_to(home)
    Path("mine.toml").write_text(
        '[web]\ncanary = ""\n[nightly]\noutput = "citecheck-report"\nstore = ".citecheck/store.sqlite"\n'
        'cache = ".citecheck/cache.sqlite"\n'
    )
    assert run("nightly", "--offline", "--config", "mine.toml", "docs").status != 2
    assert (home / LINKED[name]).exists()


def test_links_in_a_folder_are_not_followed_and_named(home: Path) -> None:
    Path("docs/own.md").symlink_to(home / "notes.md")
    Path("docs/same.md").symlink_to(Path("docs/a.md").resolve())
    Path("citecheck.toml").write_text('[web]\ncanary = ""\n[nightly]\ndocuments = ["docs"]\n')
    ran = run("nightly", "--offline")
    assert ran.status in (1, 3)
    assert "docs/own.md" in ran.err
    account = json.loads(Path("citecheck-report/night.json").read_text())
    assert list(account["documents"]) == ["docs/a.md"]
    assert any("docs/own.md" in notice for notice in account["notices"])


def test_links_that_a_pattern_matches_are_not_followed_and_named(home: Path) -> None:
    Path("docs/own.md").symlink_to(home / "notes.md")
    ran = run("audit", "--offline", "docs/*.md")
    assert "warning: docs/own.md" in ran.err
    assert "docs/a.md" in ran.out
    assert run("audit", "--offline", "docs/own.md").status == 3, "a link that is named is read"


def test_a_list_of_a_stranger_names_files_of_the_folder_only(home: Path) -> None:
    Path("list.txt").write_text(f"docs\n{home}/notes.md\n")
    Path("citecheck.toml").write_text('[nightly]\ndocuments = ["@list.txt"]\n')
    ran = run("nightly", "--offline")
    assert ran.status == 2
    assert "lies outside" in ran.err
    assert run("nightly", "--offline", "@list.txt").status in (1, 3), "the user's own list may name any file"


@pytest.mark.parametrize("kind", ["folder", "folder below", "file"])
def test_saved_pages_behind_a_link_are_not_read(home: Path, kind: str) -> None:
    secret = home / "1.txt"
    secret.write_text("OWN SECRET " * 40)
    if kind == "folder":
        Path("sources").symlink_to(home)
    else:
        Path("sources").mkdir()
        target = Path("sources/a") if kind == "folder below" else Path("sources/1.txt")
        target.symlink_to(home if kind == "folder below" else secret)
    ran = run("audit", "--offline", "--format", "json", "docs/a.md")
    assert "OWN SECRET" not in ran.out
    assert run("audit", "--offline", "-q", "docs/a.md").status == 3


def test_the_environment_is_the_users_word(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITECHECK_NIGHTLY_OUTPUT", str(home / "reports"))
    monkeypatch.setenv("CITECHECK_WEB_CANARY", "")
    assert run("nightly", "--offline", "docs").status != 2
    assert (home / "reports" / "night.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes in the file system are POSIX only")
def test_a_pipe_called_like_the_settings_is_not_waited_for(home: Path) -> None:
    os.mkfifo("citecheck.toml")
    assert run("read", "docs/a.md").status == 0
