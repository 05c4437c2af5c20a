"""Compressed bodies: whatever their members, they cost what their length costs, and say the same."""

import gzip
import random
import time
import zlib

import brotli
import pytest
import zstandard

from citecheck import page_text
from citecheck.http.decoding import decoded
from reports.model import Extent

NOISE = random.Random(1).randbytes(300_000)


@pytest.mark.parametrize("content", [b"", b"a"])
def test_many_small_members_of_gzip_are_unpacked_soon(content: bytes) -> None:
    start = time.process_time()
    unpacked = decoded(gzip.compress(content, mtime=0) * 100_000, "gzip", 25_000_000)

    assert unpacked == (content * 100_000, False, False)
    assert time.process_time() - start < 3  # the square of the number of members took 13 s for twice as many


@pytest.mark.parametrize("behind", [b"", gzip.compress(NOISE), b"\0\0\0 trailing", b"no gzip"])
def test_members_follow_each_other_and_what_is_no_member_is_left_out(behind: bytes) -> None:
    unpacked = decoded(gzip.compress(NOISE) + behind, "gzip", 25_000_000)

    assert unpacked == (NOISE + NOISE if behind.startswith(b"\x1f") else NOISE, False, False)


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097, 65_536, 65_537, 300_000])
@pytest.mark.parametrize("limit", [65_536, 300_000])
def test_a_body_is_cut_at_the_limit_and_says_so(size: int, limit: int) -> None:
    for packed, name in ((gzip.compress(NOISE[:size]), "gzip"), (zlib.compress(NOISE[:size]), "deflate")):
        assert decoded(packed, name, limit) == (NOISE[: min(size, limit)], size > limit, False)


def deflated(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(data) + engine.flush()


PACKED = {
    "gzip": gzip.compress(NOISE),
    "two members": gzip.compress(NOISE[:1000]) + gzip.compress(NOISE[1000:]),
    "zlib": zlib.compress(NOISE),
    "deflate": deflated(NOISE),
    "br": brotli.compress(NOISE),
    "zstd": zstandard.compress(NOISE),
    "two frames": zstandard.compress(NOISE[:1000]) + zstandard.compress(NOISE[1000:]),
}
HEADERS = {"two members": "gzip", "zlib": "deflate", "two frames": "zstd"}


@pytest.mark.parametrize("form", PACKED)
@pytest.mark.parametrize("missing", [1, 9, 100, 100_000, 200_000])
def test_a_body_that_is_cut_short_gives_what_came_and_says_so(form: str, missing: int) -> None:
    body, more, early = decoded(PACKED[form][:-missing], HEADERS.get(form, form), 25_000_000)

    assert NOISE.startswith(body)
    assert len(body) >= len(NOISE) - missing - 140_000  # a block of zstd is 128 kB
    assert (more, early) == (False, True)


@pytest.mark.parametrize("form", PACKED)
def test_a_complete_body_is_not_called_cut_short(form: str) -> None:
    assert decoded(PACKED[form], HEADERS.get(form, form), 25_000_000) == (NOISE, False, False)
    assert decoded(b"", HEADERS.get(form, form), 25_000_000) == (b"", False, False)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_is_not_compressed_is_not_called_cut_short(name: str) -> None:
    text = b"<p>The lamp was lit by the keeper."

    assert decoded(text, name, 1_000) == (text, False, False)


def test_many_frames_of_zstd_cost_what_their_length_costs() -> None:
    frames = zstandard.compress(b"a") * 50_000

    start = time.process_time()
    assert decoded(frames, "zstd", 25_000_000) == (b"a" * 50_000, False, False)
    assert time.process_time() - start < 3


PROSE = b" ".join(b"The lamp of harbour %d was lit by keeper %d." % (n, n * 7) for n in range(3_000))


@pytest.mark.parametrize("missing", [9, 2_000])
@pytest.mark.parametrize("media_type", ["text/html", "text/plain", ""])
def test_gzip_that_no_header_declares_and_that_is_cut_short_is_read_in_part(media_type: str, missing: int) -> None:
    packed = gzip.compress(b"<p>" + PROSE if media_type == "text/html" else PROSE)

    cut = page_text(packed[:-missing], content_type=media_type)
    whole = page_text(packed, content_type=media_type)

    assert "The lamp of harbour 7 was lit by keeper 49." in cut.text
    assert (cut.extent, "ends before its end" in cut.reason) == (Extent.TEASER, True)
    assert (whole.extent, whole.reason) == (Extent.FULL, "")


def test_gzip_without_its_last_bytes_is_whole_if_the_document_ends() -> None:
    packed = gzip.compress(b"<html><p>" + PROSE + b"</body></html>")

    assert page_text(packed[:-4]).extent is Extent.FULL
