"""LaTeX documents as a folder, a .zip and a .tar.gz: the same document, within bounds."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

import citecheck
from claims.errors import DocumentTooLarge, ReadingError, UnknownFormat
from claims.model import Document
from claims.reading import read

FILES = {
    "main.tex": "\\documentclass[a4paper]{article}\n\\begin{document}\n"
    "\\input{parts/one}\n\\bibliography{refs}\n\\end{document}\n",
    "parts/one.tex": "It burned \\cite{lee}.\n",
    "parts/figure.tex": "\\documentclass{standalone}\n\\begin{document}x\\end{document}\n",
    "old/draft.tex": "\\documentclass{article}\n\\begin{document}A draft.\\end{document}\n",
    "refs.bib": "@book{lee, title = {The mill}, author = {Lee, Ann}}\n",
    "picture.pdf": "%PDF-1.7",
}


def zipped(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def tarred(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return packed.getvalue()


def check(found: Document) -> None:
    assert [found.prose(claim.span) for claim in found.claims] == ["It burned."]
    assert [one.title for one in found.references] == ["The mill"]
    assert [one.code for one in found.problems] == []
    place = found.origin(found.citations[0].span)
    assert place is not None
    assert (place.file, place.line, place.column) == ("parts/one.tex", 1, 11)


@pytest.mark.parametrize("top", ["", "paper/"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_is_the_document_in_it(pack: object, top: str) -> None:
    body = pack({f"{top}{name}": text for name, text in FILES.items()})  # type: ignore[operator]  # one of the two above
    found = read(body, name="paper.zip")
    check(found)
    assert (found.name, found.format.value) == (f"paper.zip/{top}main.tex", "latex")


def test_a_folder_is_the_document_in_it(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    check(read(tmp_path))
    check(citecheck.read(tmp_path))


def test_a_worker_reads_archives_too(tmp_path: Path) -> None:
    path = tmp_path / "paper.tar.gz"
    path.write_bytes(tarred(FILES))
    check(citecheck.read(path))


def test_one_compressed_file_is_a_document() -> None:
    text = "\\documentclass{article}\\begin{document}It burned.\\end{document}"
    found = read(gzip.compress(text.encode()), name="2101.00001.gz")
    assert [claim.text for claim in found.claims] == ["It burned."]


def test_several_documents_are_not_guessed_between(tmp_path: Path) -> None:
    text = FILES["old/draft.tex"]
    for name in ("a.tex", "b.tex"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ReadingError, match=r"several documents in it \(a\.tex, b\.tex\); name one"):
        read(tmp_path)
    (tmp_path / "paper.tex").write_text(text, encoding="utf-8")
    assert read(tmp_path).title is None


@pytest.mark.parametrize("name", ["../main.tex", "/main.tex", "a/../../main.tex"])
def test_names_that_lead_out_are_left_out(name: str) -> None:
    with pytest.raises(UnknownFormat):
        read(zipped({name: FILES["old/draft.tex"]}), name="a.zip")


@pytest.mark.parametrize(
    "body",
    [
        zipped({"a.txt": "x"}),
        zipped({"mimetype": "application/epub+zip"}),
        zipped(FILES)[:-40],
        gzip.compress(b"nothing of TeX"),
        tarred(FILES)[:-40],
        b"PK\x03\x04junk",
        b"\x1f\x8bjunk",
    ],
)
def test_other_archives_and_damaged_ones_are_refused(body: bytes) -> None:
    with pytest.raises(ReadingError) as raised:
        read(body, name="a.zip")
    assert "\n" not in str(raised.value)


@pytest.mark.slow
def test_bombs_are_refused() -> None:
    with pytest.raises(DocumentTooLarge):
        read(gzip.compress(b"\0" * 250_000_000), name="a.tar.gz")
    with pytest.raises(DocumentTooLarge):
        read(zipped({"a.tex": " " * 70_000_000}), name="a.zip")


def test_links_in_an_archive_are_not_followed() -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        link = tarfile.TarInfo("one.tex")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
        text = b"\\documentclass{article}\\begin{document}It burned. \\input{one}\\end{document}"
        member = tarfile.TarInfo("main.tex")
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
    found = read(packed.getvalue(), name="a.tgz")
    assert [claim.text for claim in found.claims] == ["It burned."]
