"""The house's own rules: imports run one way, files stay small, the public interface is complete."""

import ast
import inspect
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"claims": 0, "reports": 1, "citecheck": 2}
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST = 350


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", autouse=True)
def _forget_the_trees():
    """The trees of all files are many objects, which would slow down the garbage collection of other tests."""
    yield
    tree.cache_clear()


@cache
def imported(path):
    """The names of the modules that a file imports; it must import none by a relative name."""
    names = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names.append(node.module)
    return tuple(names)


def test_no_file_imports_from_a_package_above_its_own():
    upward = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in FILES
        for name in imported(path)
        if PACKAGES.get(name.split(".")[0], -1) > PACKAGES[path.relative_to(ROOT).parts[0]]
    ]

    assert upward == []


SUPPORT = sorted(path.stem for path in (ROOT / "tests" / "support").glob("*.py"))


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        *((package, ("testbed", "tests", "benchmarks")) for package in PACKAGES),
        ("testbed", ("tests", "benchmarks", *SUPPORT)),
        ("benchmarks", ("tests", "conftest", *SUPPORT)),
        ("tests", ("benchmarks",)),
    ],
)
def test_what_both_tests_and_benchmarks_need_is_in_testbed(folder, forbidden):
    across = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for name in imported(path)
        if name.split(".")[0] in forbidden
    ]

    assert across == []


@pytest.mark.parametrize("folder", [*PACKAGES, "testbed", "benchmarks"])
def test_nothing_changes_where_python_looks_for_modules(folder):
    changing = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / folder).rglob("*.py"))
        if re.search(r"\bsys\.path\b", path.read_text(encoding="utf-8"))
        and path != ROOT / "citecheck" / "workers" / "process.py"  # a worker looks where this process looks
    ]

    assert changing == []


def test_what_needs_a_browser_is_in_a_folder_of_its_own():
    marked = [
        path
        for path in (ROOT / "tests").rglob("test_*.py")
        if re.search(r"^(pytestmark = \[?|@)pytest\.mark\.chromium", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert sorted(marked) == sorted((ROOT / "tests" / "test_browser").glob("test_*.py"))


def test_only_assembly_and_the_command_line_know_every_built_in():
    """The auditor knows interfaces: it must not import what implements them."""
    built_in = ("citecheck.web", "citecheck.archives", "citecheck.evidence", "citecheck.extractors", "citecheck.store")

    names = list(imported(ROOT / "citecheck" / "auditor.py"))

    assert [name for name in names if name.startswith(built_in)] == []


def test_every_protocol_is_used_by_some_annotation():
    """A mention in a docstring does not count: an annotation must name the protocol."""
    from citecheck import interfaces

    named = {
        name.id if isinstance(name, ast.Name) else name.attr
        for path in FILES
        if path.name != "interfaces.py"
        for node in ast.walk(tree(path))
        for annotation in annotations_of(node)
        for name in ast.walk(annotation)
        if isinstance(name, ast.Name | ast.Attribute)
    }

    assert sorted(set(interfaces.__all__) - named) == []


def annotations_of(node):
    if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
        yield node.annotation
    elif isinstance(node, ast.FunctionDef) and node.returns is not None:
        yield node.returns


def imports():
    """Return which of our modules each of our modules imports, whether at its top, in a function or for types alone."""
    modules = {}
    for path in FILES:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        modules[name.removesuffix(".__init__")] = path
    known = set(modules)
    graph = {}
    for module, path in modules.items():
        found = set()
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                found |= inner & known | ({node.module} if inner - known else set())
        graph[module] = (found & known) - {module}
    return graph


def test_no_files_import_each_other_in_a_circle():
    left = imports()
    while free := [module for module, wanted in left.items() if wanted.isdisjoint(left)]:
        for module in free:
            del left[module]

    assert sorted(left) == []


def test_no_class_name_has_two_meanings():
    places = {}
    for path in FILES:
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(str(path.relative_to(ROOT)))

    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_files_are_short():
    long = {
        str(path.relative_to(ROOT)): count
        for path in FILES
        if (count := path.read_text(encoding="utf-8").count("\n")) > LONGEST
    }

    assert long == {}


def test_no_file_has_a_vague_name():
    vague = [
        str(path) for path in FILES if path.stem in ("utils", "util", "helpers", "helper", "base", "common", "misc")
    ]

    assert vague == []


def test_folders_of_tests_are_not_packages():
    assert list((ROOT / "tests").rglob("__init__.py")) == []


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("reports", ("requests", "waybackpy", "rapidfuzz", "warcio", "sqlalchemy", "citecheck")),
        ("reports.rendering", ("requests", "waybackpy", "rapidfuzz", "warcio", "sqlalchemy", "citecheck")),
        ("claims.reading", ("requests", "waybackpy", "warcio", "jinja2", "reports", "citecheck")),
    ],
)
def test_a_lower_package_loads_nothing_of_the_upper_ones(package, forbidden):
    code = f"import sys, {package}; print([name for name in {forbidden!r} if name in sys.modules])"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert loaded.stdout.strip() == "[]"


def test_every_public_name_is_there_and_typed():
    import citecheck

    verbs = [
        "read",
        "audit",
        "write",
        "load",
        "compare",
        "build_auditor",
        "page_text",
        "match_quote",
        "check_claim",
        "check_link",
    ]

    assert [verb for verb in verbs if not callable(getattr(citecheck, verb, None))] == []
    assert sorted(citecheck.__all__) == sorted(set(citecheck.__all__))
    assert [name for name in citecheck.__all__ if not hasattr(citecheck, name)] == []
    assert all((ROOT / package / "py.typed").exists() for package in PACKAGES)


def test_every_data_type_is_public():
    import citecheck
    import claims.model
    import reports.model
    from citecheck import model

    types = {
        name: thing
        for module in (claims.model, reports.model, model)
        for name, thing in vars(module).items()
        if isinstance(thing, type) and thing.__module__.split(".")[0] in PACKAGES and not name.startswith("_")
    }

    assert [name for name, thing in types.items() if getattr(citecheck, name, None) is not thing] == []


def test_an_impostor_among_the_siblings_is_named(tmp_path):
    """`claims` and `reports` are generic names: another distribution's must not be taken for ours."""
    impostor = tmp_path / "reports"
    impostor.mkdir()
    (impostor / "__init__.py").write_text("", encoding="utf-8")
    code = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]; import citecheck"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert "ImportError" in run.stderr
    assert str(impostor) in run.stderr


APART = {"torch", "transformers"}
"""Libraries of the extra `nli`, which only a process with a Python of its own imports (`make nli` tests it)."""


def declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"].get("optional-dependencies", {}).values()
    lines = [*project["project"]["dependencies"], *(line for extra in extras for line in extra)]
    return {re.split(r"[<>=~! ]", line)[0].lower().replace("-", "_") for line in lines}


def third_party():
    """The distributions that the three packages import, by the names under which they are installed."""
    by_import = {
        name: {dist.lower().replace("-", "_") for dist in dists} for name, dists in packages_distributions().items()
    }
    tops = {name.split(".")[0] for path in FILES for name in imported(path)}
    outside = tops - set(sys.stdlib_module_names) - set(PACKAGES) - APART
    return set().union(*(by_import[name] for name in outside))


@pytest.mark.slow
def test_every_dependency_is_used_and_declared():
    assert third_party() - declared() == set()
    assert declared() - third_party() == APART


def test_public_things_have_docstrings():
    bare = []
    for path in FILES:
        where = str(path.relative_to(ROOT))
        if ast.get_docstring(tree(path)) is None:
            bare.append(where)
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                inner = node.body if isinstance(node, ast.ClassDef) else []
                methods = [one for one in inner if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")]
                bare += [f"{where}: {one.name}" for one in (node, *methods) if ast.get_docstring(one) is None]
    assert bare == []


UNNAMED = (
    "claims",
    "citecheck/archives",
    "citecheck/evidence",
    "citecheck/extractors",
    "citecheck/http",
    "citecheck/sources",
)
"""Folders whose docstrings do not name all parameters yet. Remove a folder once they do."""


def public_functions(path):
    """Yield the public functions and methods of a file with their docstring; a class speaks for its `__init__`."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node.name, node, ast.get_docstring(node) or ""
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and (
                    method.name in ("__init__", "__call__") or not method.name.startswith("_")
                ):
                    of_class = ast.get_docstring(node) or "" if method.name == "__init__" else ""
                    yield f"{node.name}.{method.name}", method, f"{ast.get_docstring(method) or ''} {of_class}"


def is_command(node):
    """Whether click makes a command of a function: its docstring is the help text, and its options have texts."""
    return any(".command(" in f"{ast.unparse(decorator)}(" for decorator in node.decorator_list)


def unnamed_parameters(node, docstring):
    """The parameters that a docstring does not name in backticks; none if it says "See `X`"."""
    if re.search(r"\b[Ss]ee `", docstring):
        return []
    arguments = node.args
    several = [argument for argument in (arguments.vararg, arguments.kwarg) if argument is not None]
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *several)]
    said = " ".join(re.findall(r"`([^`]+)`", re.sub(r"``.*?``", "", docstring, flags=re.DOTALL)))
    return [name for name in names if name not in ("self", "cls") and not re.search(rf"\b{name}\b", said)]


@pytest.mark.parametrize(
    ("docstring", "unnamed"),
    [
        ("Return the text of `page` from `start`.", []),
        ("Return `page[start:]`.", []),
        ("Return the text. See `Reader.text`.", []),
        ("Read ``start`` of `page` from `start`.", []),
        ("Read ``page`` from `start`.", ["page"]),
        ("Return the text of a page from `start`.", ["page"]),
        ("Return the text of `pages` from start; see the reader.", ["page", "start"]),
    ],
)
def test_a_parameter_is_named_by_a_word_in_backticks(docstring, unnamed):
    (function,) = ast.parse("def text(self, page, *, start): ...").body

    assert unnamed_parameters(function, docstring) == unnamed


def test_the_docstrings_of_public_functions_name_their_parameters():
    unnamed = [
        f"{path.relative_to(ROOT)}: {name} does not name {', '.join(missing)}"
        for path in FILES
        if not str(path.relative_to(ROOT)).startswith(tuple(f"{folder}/" for folder in UNNAMED))
        for name, node, docstring in public_functions(path)
        if not is_command(node) and (missing := unnamed_parameters(node, docstring))
    ]

    assert unnamed == []


def test_the_docstrings_of_the_functions_of_the_interface_name_their_parameters():
    """Whatever folder they are in."""
    import citecheck

    verbs = [getattr(citecheck, name) for name in citecheck.__all__]
    unnamed = {
        verb.__name__: missing
        for verb in verbs
        if inspect.isfunction(verb)
        and (missing := unnamed_parameters(ast.parse(inspect.getsource(verb)).body[0], verb.__doc__ or ""))
    }

    assert unnamed == {}
