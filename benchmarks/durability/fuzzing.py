"""Fuzzing: each reader, header reader, verb and whole audits get random inputs; nothing may crash, hang or grow.

Each target runs `--inputs` inputs, or for `--seconds`, in a process of its own with 3 GB of addresses. An exception
that is no `CitecheckError` is a crash, also one that the program caught and logged as its own; 10 s of processor time
without an end, or fifteen minutes by the clock, is a hang.

Each input is made from the number of its run and its own number, and what was found is kept with both in `.cache/fuzz`;
`--again RUN NUMBER` runs that input of one target, with its traceback. A new reader of documents is a target by itself;
how another target is added says `fuzz_targets`. Seeds are read from the folder that CITECHECK_DATA names; without it,
only texts of our own are changed. The exit status is 1 if anything was found.
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from benchmarks.durability.fuzz_targets import TARGETS
from benchmarks.material.fuzz_inputs import Dice, seeds
from citecheck._log import LOGGER
from claims.errors import CitecheckError

_HANG = 10.0  # seconds of processor time
_STUCK = 900.0  # seconds by the clock, on a machine that does much other work
_MEMORY = 3_000_000_000  # bytes of addresses
_KEPT = Path(".cache/fuzz")
_MOST_CRASHES = 20  # of one target


class _Caught(logging.Handler):
    """Keeps the first exception that the program caught because nobody expected it."""

    error: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """See `logging.Handler.emit`."""
        if record.exc_info and self.error is None:
            self.error = record.exc_info[1]

    def raise_first(self) -> None:
        """Raise what was caught since the last call."""
        error, self.error = self.error, None
        if error is not None:
            raise error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=2_000, help="for each target")
    parser.add_argument("--seconds", type=float, default=120.0, help="for each target, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", type=int, nargs=2, metavar=("RUN", "NUMBER"))
    parser.add_argument("targets", nargs="*", default=list(TARGETS), help=", ".join(TARGETS))
    asked = parser.parse_args()
    data = os.environ.get("CITECHECK_DATA")
    pool = seeds(Path(data) if data else None)
    if asked.again:
        dice = Dice(0, pool)
        dice.begin(*asked.again)
        sys.exit(TARGETS[asked.targets[0]](dice)() and None)
    print(f"{len(pool)} seeds")
    total: Counter[str] = Counter()
    for name in asked.targets:
        found = _run(name, pool, asked)
        total += found
        print(_line(name, found), flush=True)
    print(_line("all", total))
    sys.exit(bool(total["crashes"] or total["hangs"]))


def _line(name: str, found: Counter[str]) -> str:
    refused = f"{found['refused'] / max(found['inputs'], 1):4.0%} refused"
    return f"{name:14} {found['inputs']:9,} inputs  {refused}  {found['crashes']} crashes  {found['hangs']} hangs"


def _run(name: str, pool: list[bytes], asked: argparse.Namespace) -> Counter[str]:
    """Run one target; a process that hangs or dies is followed by another, which begins with the next input."""
    found: Counter[str] = Counter()
    until = time.monotonic() + asked.seconds
    number = 0
    while number < asked.inputs and time.monotonic() < until and found["hangs"] < _MOST_CRASHES:
        inside, outside = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(inside)
            _work(name, pool, asked, number, until, outside)
        os.close(outside)
        with os.fdopen(inside, "rb") as told:
            signs = told.read()  # "." for each input, "!" for each crash, "r" for each that was refused
        _, status = os.waitpid(child, 0)
        number += signs.count(b".")
        found["inputs"] = number
        found["crashes"] += signs.count(b"!")
        found["refused"] += signs.count(b"r")
        if status == 0:
            break
        found["hangs"] += 1
        print(f"{name}: ended with {status} in input {number} of run {asked.seed}", flush=True)
        number += 1
    return found


def _work(name: str, pool: list[bytes], asked: argparse.Namespace, first: int, until: float, told: int) -> None:
    """Run the inputs of one target from the number `first` on, until the time or the inputs are over."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    faulthandler.register(signal.SIGPROF, chain=True)  # it tells the place, and then the process ends
    dice = Dice(0, pool)
    caught = _Caught(logging.ERROR)
    LOGGER.addHandler(caught)
    seen: Counter[str] = Counter()
    for number in range(first, asked.inputs):
        if time.monotonic() > until or seen.total() >= _MOST_CRASHES:
            break
        dice.begin(asked.seed, number)
        faulthandler.dump_traceback_later(_STUCK, exit=True)
        signal.setitimer(signal.ITIMER_PROF, _HANG)
        try:
            TARGETS[name](dice)()
            caught.raise_first()
        except CitecheckError:
            os.write(told, b"r")
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{where.filename}:{where.lineno} {type(error).__name__}"
            if not seen[place]:
                _keep(name, f"run {asked.seed}, input {number}: {place}: {str(error)[:100]}")
            seen[place] += 1
            os.write(told, b"!")
        signal.setitimer(signal.ITIMER_PROF, 0)
        os.write(told, b".")
    os._exit(0)


def _keep(name: str, line: str) -> None:
    """Print what was found in a target, and keep it with its traceback."""
    print(f"{name}: {line}", flush=True)
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / f"{name}.txt").open("a", encoding="utf-8", errors="replace") as file:
        file.write(f"{line}\n{traceback.format_exc()}\n")


if __name__ == "__main__":
    main()
