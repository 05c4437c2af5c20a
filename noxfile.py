"""The checks on every supported Python that this machine has: `nox`, or `nox -s tests-3.12`."""

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests that need neither a browser nor a web archive."""
    session.install("--upgrade", "pip>=25.1")
    session.run("python", "-m", "pip", "install", "--editable", ".", "--group", "dev")
    session.run("pytest", "-m", "not chromium and not pywb", *session.posargs)


@nox.session(python=PYTHONS[0])
def checks(session: nox.Session) -> None:
    """Run lint, types and the checks of the docs."""
    session.install("--upgrade", "pip>=25.1")
    session.run("python", "-m", "pip", "install", "--editable", ".", "--group", "dev")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("python", "scripts/check_docs.py")
