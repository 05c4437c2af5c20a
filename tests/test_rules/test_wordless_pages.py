"""A page that shows no word is not alive: what it shows instead decides, and a notice in its title comes first."""

from __future__ import annotations

import json

import pytest
from link_rules import verdict

STORY = "The mast fell on the night of the fourth of April, and nobody was on the quay. "
DATA = "<script type=application/ld+json>" + json.dumps({"@type": "Article", "articleBody": STORY * 6}) + "</script>"
FILM = "<meta property=og:type content=video.other>"


def called(page: str, **given: str) -> str:
    address = "https://harbour.example/2011/04/the-fall-of-the-mast"
    return verdict({"address": address, "answer": "200", "page": page, "probe": "404", **given}).rule


@pytest.mark.parametrize(
    "body",
    [
        "<frameset rows=*><frame src=a.html></frameset>",
        "<frameset><frame src=a.html><noframes>Use a browser that shows frames.</noframes></frameset>",
        "<iframe src=a.html></iframe>",
        "<div><iframe src=a.html title='the story'></iframe>&nbsp;</div>",
        "<iframe src=a.html></iframe><img src=logo.png>",
    ],
)
def test_frames_alone_are_for_a_browser(body: str) -> None:
    assert called(f"<title>The fall of the mast</title>{body}") == "link.script-only.frames-alone"


@pytest.mark.parametrize(
    "body",
    [
        "<img src=scan.jpg>",
        "<a href=big.jpg><img src=scan.jpg width=800 height=600 alt='page four of the report'></a>",
        "<img src=scan.jpg width=100% height=3>",
        "<picture><source srcset=a.webp></picture>",
        "<video src=speech.mp4></video>",
        "<audio controls src=speech.mp3></audio>",
        "<embed src=report.pdf type=application/pdf>",
        "<object data=report.pdf></object>",
        "<svg viewBox='0 0 9 9'><path d='M0 0'/></svg>",
        "<svg viewBox='0 0 9 9'>" + "<path d='M0 0h9v9z'/>" * 2000 + "</svg>",
    ],
)
def test_pictures_alone_are_not_read(body: str) -> None:
    assert called(f"<title>The fall of the mast</title>{body}") == "link.unsupported-type.pictures"
    assert called(body).startswith("link.unsupported-type")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>&nbsp;</p>",
        "<p>\u200b</p><hr>",
        "<main></main><footer>—</footer>",
        "<!-- the story was here -->",
        "<img src=count.gif width=1 height=1>",
        "<img src=count.gif style='display: none'>",
        "<noscript><img src=count.gif></noscript>",
        "<template><img src=scan.jpg><p>The story.</p></template>",
    ],
)
@pytest.mark.parametrize("head", ["", "<meta name=description content='How the mast fell in 1911.'>"])
def test_a_title_alone_is_an_empty_page(head: str, body: str) -> None:
    assert called(f"<title>The fall of the mast</title>{head}<body>{body}</body>") == "link.empty.title-alone"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Opening hours: 9 to 5</p>",
        "<h1>The fall of the mast</h1>",
        "<p>1911</p>",
        "<p>桅杆倒了</p>",
        "<img src=scan.jpg><p>The mast.</p>",
        "<iframe src=a.html></iframe><figcaption>The mast.</figcaption>",
        "<ul><li><a href=/>Home</a></ul>",
        "<svg><text>The mast</text></svg>",
        DATA,
    ],
)
def test_a_page_with_words_is_alive(body: str) -> None:
    assert called(f"<title>The fall of the mast</title>{body}") == "link.alive"


def test_a_page_about_a_recording_needs_no_words() -> None:
    assert called(f"<title>The fall of the mast</title>{FILM}<video src=a.mp4></video>") == "link.alive"


@pytest.mark.parametrize("body", ["", "<img src=404.png>", "<iframe src=ads.html></iframe>"])
def test_a_notice_in_the_title_comes_first(body: str) -> None:
    assert called(f"<title>404 Not Found</title>{body}") == "link.soft404.notice"
    assert called(f"<title>Just a moment...</title>{body}") == "link.blocked.challenge.title"


def test_a_page_that_waits_for_scripts_or_broke_off_is_not_empty() -> None:
    assert called("<title>The fall of the mast</title><div id=root></div><script>go()</script>") == "link.script-only"
    assert called("<title>The fall of the mast</title>", broken_off="the answer broke off") == "link.alive.broken-off"


def test_a_permanent_redirect_to_an_empty_page_is_not_a_move() -> None:
    to = "301 https://harbour.example/2011/04/the-fall-of-the-great-mast"
    assert called("<title>The fall of the mast</title>", redirects=to) == "link.empty.title-alone"
    assert called("<title>The fall of the mast</title><p>The mast fell.</p>", redirects=to) == "link.moved"
