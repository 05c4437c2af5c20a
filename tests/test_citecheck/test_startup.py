"""What is loaded for the small things: a name, the help, a text file, a quotation."""

import subprocess
import sys
from pathlib import Path

import pytest

import citecheck
from citecheck.cli.main import COMMANDS, cli

NETWORK = ("requests", "urllib3", "waybackpy", "warcio", "tldextract.remote")
HEAVY = (*NETWORK, "lxml", "numpy", "sqlalchemy", "jinja2", "rapidfuzz", "rich", "pypdfium2", "mwparserfromhell")

UNNEEDED = (
    *HEAVY,
    "markdown_it",
    "reports.model",
    "citecheck.interfaces",
    "statistics",
    "tomllib",
    "difflib",
    "claims.bibliography.east_asian",
    "claims.author_years.marks",
    "claims.readers.citation_groups",
    "zipfile",
    "tarfile",
    "tempfile",
    "importlib.resources",
    "json",
)
"""What a text file whose entries are cited by number has no use for."""
MOST_MODULES = 150
"""The most modules of its own that `citecheck read` of a small text may load: each takes about 0.2 ms."""


def loaded(code: str, wanted: tuple[str, ...]) -> list[str]:
    """Run `code` in a new interpreter and return which of the modules `wanted` it loaded."""
    script = f"import sys\n{code}\nprint(*(name for name in {wanted!r} if name in sys.modules), sep='\\n')"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return run.stdout.split("\n---\n")[-1].split()


def test_the_package_alone_loads_nothing_heavy() -> None:
    assert loaded("import citecheck", (*HEAVY, "click", "msgspec", "logging", "claims.model")) == []


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["-V"]])
def test_help_and_version_load_nothing_but_the_command_line(arguments: list[str]) -> None:
    code = f"""
from citecheck.cli.main import main
sys.argv = ["citecheck", *{arguments!r}]
try:
    main()
except SystemExit:
    pass
print("---")"""

    assert loaded(code, (*HEAVY, "msgspec", "citecheck.settings", "reports.model")) == []


def test_reading_a_text_loads_no_network_and_no_parser_of_other_formats(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("A mast fell.[1]\n\nReferences\n1. The log. https://harbour.example/log\n", encoding="utf-8")

    assert loaded(f"import citecheck\ncitecheck.read({str(text)!r})", UNNEEDED) == []
    code = f"""
from citecheck.cli.main import main
sys.argv = ["citecheck", "read", {str(text)!r}]
try:
    main()
except SystemExit:
    pass
print("---")"""
    assert loaded(code, (*UNNEEDED, "logging")) == []


def test_the_command_reads_a_text_with_few_modules(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("A mast fell.[1]\n\nReferences\n1. The log. https://harbour.example/log\n", encoding="utf-8")
    code = f"""
import sys
from citecheck.cli.main import main
sys.argv = ["citecheck", "read", {str(text)!r}]
try:
    main()
except SystemExit:
    pass
print("---", *(name for name in sys.modules if name.split(".")[0] in ("citecheck", "reports", "claims")), sep="\\n")"""

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    own = run.stdout.partition("---\n")[2].split()

    assert "claims.readers.plaintext.layout" in own
    assert len(own) <= MOST_MODULES, sorted(own)


def test_a_text_with_citations_by_author_and_year_loads_what_reads_them(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("A mast fell (Pell 1932).\n\nReferences\n\nPell, Ida (1932). A keeper's year.\n", encoding="utf-8")

    names = ("claims.author_years.marks", "tarfile")

    assert loaded(f"import citecheck\ncitecheck.read({str(text)!r})", names) == ["claims.author_years.marks"]


def test_matching_a_quotation_loads_no_network() -> None:
    code = "import citecheck\ncitecheck.match_quote('a mast fell', 'In May a mast fell on the quay.')"

    assert loaded(code, (*NETWORK, "sqlalchemy", "lxml", "jinja2")) == []


def test_every_public_name_is_listed_before_it_is_imported() -> None:
    assert set(citecheck.__all__) <= set(dir(citecheck))
    assert [name for name in citecheck.__all__ if not hasattr(citecheck, name)] == []


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'audits'"):
        citecheck.audits  # noqa: B018  # the access itself is what is tested


def test_the_list_of_commands_names_every_command_and_loads_it() -> None:
    assert {name: cli.get_command(None, name).name for name in COMMANDS} == {name: name for name in COMMANDS}


def test_the_logger_of_the_library_is_silent_by_default() -> None:
    code = """
import citecheck
from citecheck.testing import FakeFetcher
web = FakeFetcher({"https://harbour.example/log": RuntimeError("no line")})
check = citecheck.check_link("https://harbour.example/log", fetcher=web, archives=())
assert "no line" in check.reason"""

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert (run.stdout, run.stderr) == ("", "")
