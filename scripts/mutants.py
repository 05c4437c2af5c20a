"""Mutation testing: change one place of the code at a time, and see whether its tests notice.

`SAMPLE=60 SEED=1 make mutants` takes that many places of each part, drawn at random. Without SAMPLE it takes all, which
takes hours. `PART=support` takes one part. Each mutant runs in a copy of the tree, never in the checkout. A mutant is
killed if a test fails or the time runs out. The table counts mutants by file, and each survivor is shown as a diff.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.plugins import get_operator, operator_names
from cosmic_ray.work_item import MutationSpec, WorkerOutcome, WorkResult

ROOT = Path(__file__).resolve().parents[1]
RULES = "tests/test_rules/test_"
CORE = "tests/test_citecheck/test_"
SECURITY = "tests/test_security/test_"
FOLDERS = ("benchmarks", "citecheck", "claims", "reports", "testbed", "tests", "examples", "pyproject.toml")
"""The files of a copy of the tree: enough for the tests below."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the code, as files or folders, and the test files for it, the quickest first."""

    code: tuple[str, ...]
    tests: tuple[str, ...]


def _part(code: str, rules: str, tests: str, *, security: str = "") -> Part:
    folders = ((RULES, rules), (CORE, tests), (SECURITY, security))
    return Part(tuple(code.split()), tuple(f"{folder}{name}.py" for folder, names in folders for name in names.split()))


PARTS = {
    "quotes": _part(
        "citecheck/checking/quotes",
        "edit_rules quote_rules",
        "quotes_numbers quotes_words quotes_prepared quotes_places quotes_ends quotes_limits quotes_misprints"
        " quotes_matrix quotes_thresholds quotes_scores quotes_false_alarms quotes alignment corpus",
    ),
    "support": _part(
        "citecheck/checking/support",
        "claim_rules",
        "support_features support_parts support_decision support_contrary support_models support_trace support_judge"
        " corpus",
    ),
    "facts": _part(
        "citecheck/checking/facts",
        "claim_rules",
        "facts_sentences facts_counts facts_limits facts_edges facts_date_pairs facts_borders facts_sides"
        " facts_page_days facts_counted_years facts_things facts_known_names facts_page_conflicts facts_readings"
        " facts facts_values facts_occasions facts_lookup facts_standing support_absence support_judge"
        " support_contrary corpus",
    ),
    "web": _part(
        "citecheck/web citecheck/sources/named_rules.py",
        "link_rules link_thresholds link_limits wall_limits absence_limits interstitial_limits wordless_pages",
        "page status live sources",
    ),
    "http": _part(
        "citecheck/http",
        "",
        "http_borders http_wire_borders http_policies http_dates failures web_addresses guard plugged_parts http_edge"
        " http_pace live user_access memento archives_client",
        security="secrets",
    ),
    "claimcheck": _part("citecheck/checking/claimcheck.py", "claim_rules", "claimcheck auditor"),
    "deadlinks": _part("citecheck/nightly/deadlinks.py", "night_rules night_thresholds", "nightly_states"),
}

# One replacement for each arithmetic operator is enough: the others fail in the same way.
MATES = {"Add": "Sub", "Sub": "Add", "Mul": "Div", "Div": "Mul", "FloorDiv": "Mul", "Mod": "Mul", "Pow": "Mul"}
MATES |= {"BitOr": "BitAnd", "BitAnd": "BitOr", "BitXor": "BitAnd", "LShift": "RShift", "RShift": "LShift"}


def main() -> None:
    """Draw the mutants, try them, and print the table and the survivors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all without one")
    parser.add_argument("--sample", type=int, help="places of each part; all without it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="mutants at a time, each in a copy of its own")
    given = parser.parse_args()
    for name in given.parts or PARTS:
        if name not in PARTS:
            parser.error(f"no part {name}: give one of {', '.join(PARTS)}")
        places = list(_places(PARTS[name]))
        drawn = _drawn(places, given.sample, random.Random(given.seed))
        print(f"\n{name}: {len(drawn)} of {len(places)} places, seed {given.seed}", flush=True)
        _print(drawn, _tried(PARTS[name], drawn, jobs=given.jobs))


Place = tuple[MutationSpec, ...]
"""The mutants of one kind at one place of the code; one of them is tried."""


def _places(part: Part) -> Iterator[Place]:
    roots = [ROOT / name for name in part.code]
    files = sorted(file for root in roots for file in (root.rglob("*.py") if root.is_dir() else [root]))
    for file in files:
        left_out, operators = _without_effect(file), _operators(file)
        places: dict[tuple[object, ...], list[MutationSpec]] = {}
        tree = get_ast_from_path(file)
        for name in sorted(operator_names()):
            operator = get_operator(name)
            if operator.arguments() or not _is_telling(name.removeprefix("core/")):
                continue
            spans = [span for node in ast_nodes(tree) for span in operator().mutation_positions(node)]
            for occurrence, (start, end) in enumerate(spans):
                if any(first <= start and end <= last for first, last in left_out):
                    continue
                if "BinaryOperator" in name and not any(first <= start and end <= last for first, last in operators):
                    continue  # the mark of a signature or of a call: f(*, a), f(*a)
                spec = MutationSpec(str(file.relative_to(ROOT)), name, occurrence, start, end)
                places.setdefault((start, end, name.split("_")[0]), []).append(spec)
        yield from (tuple(specs) for specs in places.values())


def _is_telling(operator: str) -> bool:
    """Return whether a mutant by this operator can fail in a way of its own.

    Identity in the place of equality changes nothing for values that exist once, and most arithmetic operators fail
    alike.
    """
    if match := re.fullmatch(r"ReplaceBinaryOperator_(\w+)_(\w+)", operator):
        return MATES[match[1]] == match[2]
    if match := re.fullmatch(r"ReplaceComparisonOperator_(\w+?)_(\w+)", operator):
        identity = {"Is", "IsNot"}
        return {match[1], match[2]} == identity or not identity & {match[1], match[2]}
    return operator not in ("RemoveDecorator", "ReplaceUnaryOperator_USub_UAdd", "ReplaceUnaryOperator_USub_Invert")


Span = tuple[tuple[int, int], tuple[int, int]]


def _without_effect(file: Path) -> list[Span]:
    """Return the places where a change cannot be seen.

    These are annotations, which are not evaluated, decorators, and the `strict` of a zip, which guards our own code.
    """
    spans = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        parts: list[ast.expr | None] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            parts = [node.returns, *node.decorator_list]
        elif isinstance(node, ast.ClassDef):
            parts = [*node.decorator_list]
        elif isinstance(node, ast.arg | ast.AnnAssign):
            parts = [node.annotation]
        elif isinstance(node, ast.keyword) and node.arg == "strict":
            parts = [node.value]
        for part in parts:
            if part is not None and part.end_lineno is not None and part.end_col_offset is not None:
                spans.append(((part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)))
    return spans


def _operators(file: Path) -> list[Span]:
    """Return the places of the operators of binary expressions: between their two sides."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    sides = [(node.left, node.right) for node in nodes if isinstance(node, ast.BinOp)]
    return [
        ((left.end_lineno or left.lineno, left.end_col_offset or 0), (right.lineno, right.col_offset))
        for left, right in sides
    ]


def _drawn(places: Sequence[Place], sample: int | None, chance: random.Random) -> list[MutationSpec]:
    some = places if sample is None or sample >= len(places) else chance.sample(places, sample)
    return sorted((chance.choice(place) for place in some), key=lambda spec: (spec.module_path, spec.start_pos))


def _tried(part: Part, drawn: Sequence[MutationSpec], *, jobs: int) -> Iterator[WorkResult]:
    command = shlex.join([sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", *part.tests])
    with (
        tempfile.TemporaryDirectory(prefix="mutants-") as folder,
        ProcessPoolExecutor(jobs, initializer=_enter_copy, initargs=(folder,)) as pool,
    ):
        limit = 3 * pool.submit(_baseline, command).result() + 10
        yield from pool.map(partial(_one, command=command, limit=limit), drawn)


def _enter_copy(folder: str) -> None:
    """Make a copy of the tree for this process, and go there."""
    copy = Path(folder) / str(os.getpid())
    copy.mkdir()
    for name in FOLDERS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, copy / name)
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"


def _baseline(command: str) -> float:
    """Return the seconds that the tests take on the unchanged code. Raises `RuntimeError` if they fail."""
    before = time.monotonic()
    done = subprocess.run(shlex.split(command), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the tests fail without any mutant: {done.stdout[-2000:]}")
    return time.monotonic() - before


def _one(spec: MutationSpec, *, command: str, limit: float) -> WorkResult:
    result = mutate_and_test([spec], command, limit)
    if result.worker_outcome is not WorkerOutcome.NORMAL:
        raise RuntimeError(f"the mutant could not be tried: {spec}: {result.output}")
    return result


def _print(drawn: Sequence[MutationSpec], results: Iterator[WorkResult]) -> None:
    """Print each survivor when it is known, and the table at the end."""
    killed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for spec, result in zip(drawn, results, strict=True):
        file = str(spec.module_path)
        total[file] += 1
        killed[file] += result.is_killed
        if not result.is_killed:
            print(result.diff, flush=True)
    print()
    for file in sorted(total):
        print(f"{file:<52} killed {killed[file]:>4} of {total[file]:<4} survived {total[file] - killed[file]:>3}")
    share = killed.total() / total.total()
    print(f"{'together':<52} killed {killed.total():>4} of {total.total():<4} {share:.0%}", flush=True)


if __name__ == "__main__":
    main()
