"""Repairs of Word documents: a copy with other targets and longer entries, whose other parts keep their bytes."""

from __future__ import annotations

import io
import zipfile

import pytest
from word_files import W, footnote_mark, paragraph, word_file

from citecheck.errors import FixError
from citecheck.fixing import apply_fixes, plan_fixes
from claims.reading import read
from testbed.repair_reports import dead, moved, report_of

OLD, NEW = "https://salt.example/mill?a=1&b=2", "https://brine.example/mill?c=3&d=4"
RYE = "https://rye.example/"
COPY = f"https://web.archive.org/web/20140602081500/{RYE}"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = f"{R}/hyperlink"


def relations(**targets):
    rows = "".join(
        f'<Relationship Id="{own}" Type="{LINK}" Target="{target}" TargetMode="External"/>'
        for own, target in targets.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{space}">{rows}</Relationships>'.encode()


def linked(own, words):
    return f'<w:hyperlink xmlns:r="{R}" r:id="{own}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'


def parts_of(body):
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def written(tmp_path, body, fates):
    """Return the repaired copy, the repairs, and what was left out; the document itself must stay."""
    path = tmp_path / "paper.docx"
    path.write_bytes(body)
    plan = plan_fixes(report_of(read(path), fates), path)
    paths = apply_fixes(plan, unsafe=True)
    assert path.read_bytes() == body
    return (paths[0].read_bytes() if paths else b""), plan.fixes, plan.left_out


def article():
    """A document with two footnotes: one address in words, one behind a link, and a link in the text."""
    escaped = OLD.replace("&", "&amp;")
    return word_file(
        paragraph("The mill closed in 1931.", footnote_mark(1))
        + paragraph("The rye grew in 1932.", footnote_mark(2))
        + paragraph("See the ", linked("rId7", "wharf"), " as well."),
        footnotes={1: f"Lee, A. The mill. {escaped}. Retrieved 9 May 2011.", 2: f"Roe, B. The rye, {RYE}"},
        parts={
            "word/_rels/document.xml.rels": relations(rId7="https://wharf.example/a", rId8=escaped + "#x"),
            "docProps/custom.xml": b"<x>\r\n kept </x>",
        },
    )


def test_addresses_in_words_and_behind_links_are_replaced_and_copies_added(tmp_path):
    fates = {OLD: moved(NEW), RYE: dead(COPY), "https://wharf.example/a": moved("https://quay.example/a")}
    before = article()

    after, fixes, left = written(tmp_path, before, fates)
    old, new = parts_of(before), parts_of(after)

    assert left == ()
    assert len(fixes) == 3
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == ["word/footnotes.xml", "word/_rels/document.xml.rels"]
    notes = old["word/footnotes.xml"].replace(OLD.replace("&", "&amp;").encode(), NEW.replace("&", "&amp;").encode())
    sentence = f" Archived from the original on 2014-06-02: {COPY}"
    run = f'<w:r><w:t xml:space="preserve">{sentence}</w:t></w:r>'
    assert new["word/footnotes.xml"] == notes.replace(
        f"{RYE}</w:t></w:r></w:p>".encode(), f"{RYE}</w:t></w:r>{run}</w:p>".encode()
    )
    assert new["word/_rels/document.xml.rels"] == old["word/_rels/document.xml.rels"].replace(
        b"https://wharf.example/a", b"https://quay.example/a"
    )


def test_the_copy_reads_as_the_document_and_has_nothing_to_repair(tmp_path):
    fates = {OLD: moved(NEW), RYE: dead(COPY)}
    before = article()
    after, _, _ = written(tmp_path, before, fates)
    (tmp_path / "paper.fixed.docx").unlink()

    first, second = read(before, name="a.docx"), read(after, name="a.docx")
    again, fixes, _ = written(tmp_path, after, fates)

    assert [claim.text for claim in first.claims] == [claim.text for claim in second.claims]
    assert len(first.references) == len(second.references)
    assert second.references[1].archive_url == COPY
    assert (again, fixes) == (b"", ())


def test_an_address_that_is_only_the_beginning_of_another_stays(tmp_path):
    before = word_file(
        paragraph("The mill closed in 1931.", footnote_mark(1)),
        footnotes={1: f"Lee, {RYE}, and {RYE}bread too."},
    )

    after, _, _ = written(tmp_path, before, {RYE: moved("https://barley.example/")})

    assert f"Lee, https://barley.example/, and {RYE}bread too." in parts_of(after)["word/footnotes.xml"].decode()


def test_an_address_in_several_pieces_is_left_out_and_said(tmp_path):
    before = word_file(
        paragraph("The mill closed in 1931.", footnote_mark(1)),
        parts={
            "word/footnotes.xml": (
                f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1"><w:p><w:r><w:t>Lee, https://rye.</w:t></w:r>'
                "<w:r><w:t>example/</w:t></w:r></w:p></w:footnote></w:footnotes>"
            ).encode()
        },
    )

    after, fixes, left = written(tmp_path, before, {RYE: moved("https://barley.example/")})

    assert (after, fixes) == (b"", ())
    assert "not written there in one piece" in left[0].reason


def test_the_copy_never_replaces_another_file(tmp_path):
    (tmp_path / "paper.fixed.docx").write_bytes(b"mine")
    path = tmp_path / "paper.docx"
    path.write_bytes(article())
    plan = plan_fixes(report_of(read(path), {RYE: dead(COPY)}), path)

    with pytest.raises(FixError, match="exists already"):
        apply_fixes(plan, unsafe=True)

    assert (tmp_path / "paper.fixed.docx").read_bytes() == b"mine"
