"""Fuzzing: each reader, header reader, verb and whole audits get random inputs; nothing may crash, hang or grow.

Each target runs `--inputs` inputs, or for `--seconds`, in a process of its own with 3 GB of addresses. An exception
that is no `CitecheckError` is a crash; 10 s of processor time without an end, or two minutes by the clock, is a hang.
The state of the dice that made it is kept in `.cache/fuzz`. A new reader of documents is a target by itself; how
another target is added says `fuzz_targets`. Seeds are read from the folder that CITECHECK_DATA names; without it, only
texts of our own are changed. The exit status is 1 if anything was found.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import resource
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.durability.fuzz_targets import TARGETS
from benchmarks.material.fuzz_inputs import Dice, seeds
from claims.errors import CitecheckError

_HANG = 10.0  # seconds of processor time
_STUCK = 120.0  # seconds by the clock, on a machine that does other work too
_MEMORY = 3_000_000_000  # bytes of addresses
_KEPT = Path(".cache/fuzz")
_MOST_CRASHES = 20  # of one target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=2_000, help="for each target")
    parser.add_argument("--seconds", type=float, default=120.0, help="for each target, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("targets", nargs="*", default=list(TARGETS), help=", ".join(TARGETS))
    asked = parser.parse_args()
    data = os.environ.get("CITECHECK_DATA")
    pool = seeds(Path(data) if data else None)
    print(f"{len(pool)} seeds")
    total: Counter[str] = Counter()
    for name in asked.targets:
        found = _run(name, pool, asked)
        total += found
        print(f"{name:12} {found['inputs']:7,} inputs  {found['crashes']} crashes  {found['hangs']} hangs", flush=True)
    print(f"{'all':12} {total['inputs']:7,} inputs  {total['crashes']} crashes  {total['hangs']} hangs")
    sys.exit(bool(total["crashes"] or total["hangs"]))


def _run(name: str, pool: list[bytes], asked: argparse.Namespace) -> Counter[str]:
    """Run one target; a process that hangs or dies is followed by another, with another seed."""
    found: Counter[str] = Counter()
    until = time.monotonic() + asked.seconds
    seed = asked.seed
    while found["inputs"] < asked.inputs and time.monotonic() < until and found["hangs"] < _MOST_CRASHES:
        inside, outside = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(inside)
            _work(TARGETS[name], name, Dice(seed, pool), asked.inputs - found["inputs"], until, outside)
        os.close(outside)
        with os.fdopen(inside, "rb") as told:
            signs = told.read()  # "." for each input, "!" for each crash
        _, status = os.waitpid(child, 0)
        found["inputs"] += signs.count(b".")
        found["crashes"] += signs.count(b"!")
        if status != 0:
            found["hangs"] += 1
            shutil.copy(_KEPT / f"{name}.state", _KEPT / f"{name}-hang-{seed}.state")
        seed += 1_000
    return found


def _work(
    target: Callable[[Dice], Callable[[], object]], name: str, dice: Dice, inputs: int, until: float, told: int
) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    _KEPT.mkdir(parents=True, exist_ok=True)
    faulthandler.register(signal.SIGPROF, chain=True)  # it tells the place, and then the process ends
    seen: Counter[str] = Counter()
    for number in range(inputs):
        if time.monotonic() > until or seen.total() >= _MOST_CRASHES:
            break
        state = dice.random.getstate()
        (_KEPT / f"{name}.state").write_text(f"{number}\n{state}", encoding="utf-8")
        faulthandler.dump_traceback_later(_STUCK, exit=True)
        signal.setitimer(signal.ITIMER_PROF, _HANG)
        try:
            target(dice)()
        except CitecheckError:
            pass
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{where.filename}:{where.lineno} {type(error).__name__}"
            if not seen[place]:
                print(f"{name}: {place}: {str(error)[:100]}", flush=True)
                (_KEPT / f"{name}-crash-{len(seen)}.state").write_text(str(state), encoding="utf-8")
                (_KEPT / f"{name}-crash-{len(seen)}.trace").write_text(traceback.format_exc(), encoding="utf-8")
            seen[place] += 1
            os.write(told, b"!")
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
        os.write(told, b".")
    os._exit(0)


if __name__ == "__main__":
    main()
