"""Dates of access, in the given cases (fields of citation templates) and in references of our own.

Our own set, benchmarks/own/access_dates.tsv, has entries as wikis in forty languages show them. It also has hard cases:
ranges, numbers that can be read in two ways, and dates of publication and of archiving beside the date of access. "-"
means that the entry has no date of access. The rules were written with both sets in view.
"""

from __future__ import annotations

import json
import re
import sys

from benchmarks.material.corpus import OWN, data_root
from claims.bibliography import parse_reference
from claims.dates import parse_date

_FIELD = re.compile(r"\|\s*(?:\w*date2?)\s*=\s*([^|}]*)")


def main() -> None:
    cases = json.loads((data_root() / "dates" / "awb_cite_template_dates.json").read_text(encoding="utf-8"))
    right = total = 0
    for case in cases:
        for given, wanted in zip(_FIELD.findall(case["input"]), _FIELD.findall(case["expected"]), strict=True):
            iso = re.fullmatch(r"\d{4}-\d\d-\d\d", wanted.strip())
            expected = iso.group() if iso else None
            found = parse_date(given)
            good = found == expected or (expected is None and (found is None or len(found) < 10))
            total += 1
            right += good
            if not good and "-v" in sys.argv:
                print(f"given {given!r}: wanted {expected}, read {found}")
    print(f"given cases  {right / total:.3f}  ({right} of {total})")
    right = total = 0
    for line in (OWN / "access_dates.tsv").read_text(encoding="utf-8").splitlines():
        language, expected, text = line.split("\t")
        found = parse_reference(text, language=None if language == "-" else language).get("accessed", "-")
        total += 1
        right += found == expected
        if found != expected and "-v" in sys.argv:
            print(f"{language} {text!r}: wanted {expected}, read {found}")
    print(f"own cases    {right / total:.3f}  ({right} of {total})")


if __name__ == "__main__":
    main()
