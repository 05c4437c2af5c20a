"""The cost of a second night on which nothing changed: CPU of the first and second night, and bodies fetched twice.

200 documents, each of 40 sentences that cite 20 sources, share 1,000 pages of 1,500 words on 127.0.0.1. Nothing is
tuned on them. `--documents` and `--sources` make it smaller. CPU is the user and system time of the night's process;
another process serves the sources.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.material.night_world import account, counts, freeze, night, served, write_documents


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--sources", type=int, default=1000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, served() as port:
        folder = Path(name) / "work"
        freeze(Path(name))
        write_documents(folder, asked.documents, asked.sources, port)
        first_status, first = night(folder)
        bodies = counts(port)
        second_status, second = night(folder)
        after = counts(port)
        numbers = account(folder)
        twice = sum(1 for path, (_, sent) in after.items() if sent > 1)
        again = sum(1 for path, (requests, _) in after.items() if requests > bodies.get(path, [0, 0])[0])
        print(f"documents {asked.documents}, sources cited {len(bodies)} of {asked.sources}")
        print(f"first night:  {first:7.1f} s CPU, exit status {first_status}")
        print(f"second night: {second:7.1f} s CPU, exit status {second_status}")
        print(f"second / first: {second / first:.3f}  (limit: 0.10)")
        print(f"bodies fetched twice: {twice} of {len(after)}; asked again on condition: {again}")
        print(f"new {len(numbers['new'])}, fixed {len(numbers['fixed'])}, still {numbers['still']}")
        print("used again: " + ", ".join(f"{count} {what}" for what, count in numbers["reused"].items()))


if __name__ == "__main__":
    main()
