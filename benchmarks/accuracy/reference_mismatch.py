"""How often an address that opens another work is noticed, and how often a right one is suspected.

`python -m benchmarks.accuracy.reference_mismatch`. Each of the 92 real article pages is compared with references that
have its own title, whole and without the name of the site. These must never be suspected. The English pages are also
compared with the titles of all other pages, which are other works. Nothing was tuned on these pages. Few titles among
them have the same subject, so real mistakes are harder to notice.
"""

from __future__ import annotations

import gzip
import re
import sys

from benchmarks.material.corpus import data_root
from citecheck import page_text
from citecheck.sources.mismatch import reference_mismatch
from claims.language import detect
from claims.model import Reference, Span

_SITE = re.compile(r" [|–—-] ")


def main() -> None:
    files = sorted((data_root() / "extraction" / "html").glob("*.html.gz"))
    pages = [page_text(gzip.decompress(file.read_bytes())) for file in files]
    languages = [detect(page.text) for page in pages]
    own = [
        (reference_mismatch(_titled(title), page, language=language), title)
        for page, language in zip(pages, languages, strict=True)
        for title in {page.title or "", _SITE.split(page.title or "")[0]}
    ]
    english = [page for page, language in zip(pages, languages, strict=True) if language == "en"]
    pairs = [(one, other) for one in english for other in english if one is not other]
    caught = sum(bool(reference_mismatch(_titled(other.title or ""), one, language="en")) for one, other in pairs)
    suspected = [title for words, title in own if words]
    print(f"right pages suspected: {len(suspected)} of {len(own)} (wanted: 0)")
    print(f"other works noticed: {caught} of {len(pairs)} = {caught / len(pairs):.1%}")
    sys.exit(1 if suspected else 0)


def _titled(title: str) -> Reference:
    return Reference(key="r", label="r", text=title, span=Span(0, len(title)), title=title)


if __name__ == "__main__":
    main()
