"""Compressed bodies: whatever their members, they cost what their length costs, and say the same."""

import gzip
import random
import time
import zlib

import pytest

from citecheck.http.decoding import decoded

NOISE = random.Random(1).randbytes(300_000)


@pytest.mark.parametrize("content", [b"", b"a"])
def test_many_small_members_of_gzip_are_unpacked_soon(content: bytes) -> None:
    start = time.process_time()
    body, cut = decoded(gzip.compress(content, mtime=0) * 100_000, "gzip", 25_000_000)

    assert (body, cut) == (content * 100_000, False)
    assert time.process_time() - start < 3  # the square of the number of members took 13 s for twice as many


@pytest.mark.parametrize("behind", [b"", gzip.compress(NOISE), b"\0\0\0 trailing", b"no gzip"])
def test_members_follow_each_other_and_what_is_no_member_is_left_out(behind: bytes) -> None:
    body, cut = decoded(gzip.compress(NOISE) + behind, "gzip", 25_000_000)

    assert not cut
    assert body == (NOISE + NOISE if behind.startswith(b"\x1f") else NOISE)


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097, 65_536, 65_537, 300_000])
@pytest.mark.parametrize("limit", [65_536, 300_000])
def test_a_body_is_cut_at_the_limit_and_says_so(size: int, limit: int) -> None:
    for packed, name in ((gzip.compress(NOISE[:size]), "gzip"), (zlib.compress(NOISE[:size]), "deflate")):
        assert decoded(packed, name, limit) == (NOISE[: min(size, limit)], size > limit)


def test_a_body_that_breaks_off_gives_what_came() -> None:
    whole = gzip.compress(NOISE)

    body, cut = decoded(whole[: len(whole) // 2], "gzip", 25_000_000)

    assert NOISE.startswith(body)
    assert len(body) > 100_000
    assert not cut
