"""Files served under a wrong name: PDFs, character sets; places in pages; posts and films that their owners closed."""

from __future__ import annotations

from behaviours.model import (
    ALIVE,
    BLOCKED,
    CLAIMED,
    DEAD,
    OLD_PATH,
    QUOTED,
    Behaviour,
    Fate,
    Page,
    article,
    at,
    html,
    in_place,
    reply,
)
from pdf_files import lines, pdf

_PDF = pdf([lines([f"The keeper's daughter remembers that {QUOTED}.", CLAIMED])], title="The sluice at Sallow")
_PDF_TYPES = (
    "application/pdf",
    "application/octet-stream",
    "application/force-download",
    "application/x-pdf",
    "application/zip",
    "image/pdf",
    "text/html; charset=utf-8",
    "text/plain",
    "",
)
_RUSSIAN = "мост через гавань был открыт для движения после шести лет работ"
_POLISH = "żółta śluza została podniesiona ręcznie przed świtem"
_JAPANESE = "水門は昭和六年の冬まで手で引き上げられていた"
_CHINESE = "水闸一直由人工提升直到那年冬天才装上马达"
_FRENCH = "l’écluse fut levée à la main jusqu’à l’hiver – « un hiver rude »"
_META = '<meta charset="{}">'


def _page(quoted: str, head: str = "") -> str:
    more = "<p>" + quoted + ".</p><p>" + CLAIMED + "</p>"
    title = "The sluice at Sallow"
    return (
        f"<!doctype html><html><head>{head}<title>{title}</title></head><body><h1>{title}</h1>{more * 3}</body></html>"
    )


def _charset(name: str, quoted: str, body: bytes, type: str) -> Behaviour:
    return Behaviour(
        name=f"charset, {name}",
        kind="charset",
        right=ALIVE,
        fate=Fate.LIVES,
        hosts={"": at(OLD_PATH, reply(body, type=type))},
        quoted=quoted,
    )


_EQUIV = '<meta http-equiv="Content-Type" content="text/html; charset={}">'
_CHARSETS = [
    _charset(
        "cp1251, by a meta", _RUSSIAN, _page(_RUSSIAN, _META.format("windows-1251")).encode("cp1251"), "text/html"
    ),
    _charset("cp1251, by the header", _RUSSIAN, _page(_RUSSIAN).encode("cp1251"), "text/html; charset=windows-1251"),
    _charset(
        "koi8-r, by an old meta", _RUSSIAN, _page(_RUSSIAN, _EQUIV.format("koi8-r")).encode("koi8-r"), "text/html"
    ),
    _charset("utf8 without a hyphen", _RUSSIAN, _page(_RUSSIAN).encode(), "text/html; charset=utf8"),
    _charset("utf-8 in quotation marks", _RUSSIAN, _page(_RUSSIAN).encode(), 'text/html; charset="utf-8;"'),
    _charset("utf-16 by its mark", _RUSSIAN, _page(_RUSSIAN).encode("utf-16"), "text/html"),
    _charset("none, then a meta", _RUSSIAN, _page(_RUSSIAN, _META.format("utf-8")).encode(), "text/html; charset=none"),
    _charset("a mark against the header", _RUSSIAN, _page(_RUSSIAN).encode("utf-8-sig"), "text/html; charset=latin1"),
    _charset("iso-8859-2", _POLISH, _page(_POLISH).encode("iso-8859-2"), "text/html; charset=iso-8859-2"),
    _charset("latin1 that is cp1252", _FRENCH, _page(_FRENCH).encode("cp1252"), "text/html; charset=iso-8859-1"),
    _charset("shift_jis", _JAPANESE, _page(_JAPANESE, _META.format("shift_jis")).encode("shift_jis"), "text/html"),
    _charset("euc-jp", _JAPANESE, _page(_JAPANESE).encode("euc-jp"), "text/html; charset=x-euc-jp"),
    _charset("gb2312 that is gb18030", _CHINESE, _page(_CHINESE).encode("gb18030"), "text/html; charset=gb2312"),
]

_PLACES = '<h2><a id="user-content-history" href="#history"></a>History</h2><p><a name="Note%201"></a>Note.</p>'
_FRAGMENTS = {
    "history": "a place with a prefix",
    "user-content-history": "a prefix in the address",
    "top": "the top",
    "": "nothing",
    "L10": "a line",
    "L10-L20": "lines",
    "L10C3-L12C8": "columns of lines",
    ":~:text=raised%20by%20hand": "words",
    "history:~:text=raised%20by%20hand": "a place and words",
    "Note%201": "an escaped name",
    "page=4": "a page",
    "!/story/4": "a state of a program",
}

_CLOSED = (
    Page(
        "YouTube, private",
        "en",
        " - YouTube",
        "<h1>Private video</h1><p>Sign in if you have been let in to this video.</p>",
    ),
    Page(
        "Facebook, not now",
        "en",
        "Facebook",
        "<h2>This content isn't available right now</h2><p>Mostly, its owner shared it with a few people only, changed "
        "who may see it, or deleted it.</p>",
    ),
    Page(
        "Vimeo, private",
        "en",
        "Vimeo",
        "<h1>Sorry</h1><p>Its privacy settings do not let us play this video here.</p>",
        odd=True,
    ),
    Page(
        "Instagram, German",
        "de",
        "Instagram",
        "<h2>Diese Seite ist leider nicht verfügbar.</h2><p>Vielleicht wurde sie entfernt.</p>",
    ),
    Page("Facebook, French", "fr", "Facebook", "<h2>Ce contenu n’est pas disponible pour le moment</h2>"),
)
_KEPT = (
    Page(
        "X, protected",
        "en",
        "X",
        "<h1>These posts are protected</h1><p>Only approved followers can see them. Ask to follow.</p>",
    ),
    Page(
        "Docs, no access",
        "en",
        "Google Docs",
        "<h1>You need access</h1><p>Ask for access.</p><button>Request access</button>",
    ),
    Page(
        "TikTok, private",
        "en",
        "TikTok",
        "<h1>This account is private</h1><p>Follow this account to see its videos.</p>",
    ),
)
_REMOVED = (
    Page(
        "YouTube, removed",
        "en",
        " - YouTube",
        "<h1>Video unavailable</h1><p>This video has been removed by its uploader.</p>",
    ),
    Page("X, no such page", "en", "X", "<p>Hmm...this page doesn’t exist. Try searching for something else.</p>"),
    Page(
        "SlideShare, deleted",
        "en",
        "SlideShare",
        "<h1>This presentation has been deleted by its author</h1><p>It is no longer available.</p>",
    ),
)
_SIGN_IN = html("Sign in", "<h1>Sign in</h1><form><input type=email name=e><input type=password name=p></form>")
_LOST = html("Page not found", "<h1>Page not found</h1><p>The file that you asked for does not exist.</p>")

DOCUMENTS: list[Behaviour] = [
    *(
        Behaviour(
            name=f"PDF, as {type or 'nothing'}",
            kind="PDF",
            right=ALIVE,
            fate=Fate.LIVES,
            hosts={"": at("/files/sluice", reply(_PDF, type=type))},
            path="/files/sluice",
        )
        for type in _PDF_TYPES
    ),
    Behaviour(
        name="PDF, a login instead",
        kind="PDF",
        right=BLOCKED,
        fate=Fate.WALLED,
        hosts={"": at("/files/sluice.pdf", reply(_SIGN_IN, type="application/pdf"))},
        path="/files/sluice.pdf",
    ),
    Behaviour(
        name="PDF, a notice instead",
        kind="PDF",
        right=DEAD,
        fate=Fate.DEAD,
        hosts={"": at("/files/sluice.pdf", reply(_LOST, type="application/pdf"))},
        path="/files/sluice.pdf",
    ),
    *_CHARSETS,
    *(
        Behaviour(
            name=f"fragment, {name}",
            kind="fragment",
            right=ALIVE,
            fate=Fate.LIVES,
            hosts={"": at(OLD_PATH, reply(article(extra=_PLACES)))},
            path=f"{OLD_PATH}#{fragment}",
        )
        for fragment, name in _FRAGMENTS.items()
    ),
    *in_place("closed or gone", Fate.OPEN, DEAD | BLOCKED, _CLOSED),
    *in_place("kept for some", Fate.WALLED, BLOCKED, _KEPT),
    *in_place("removed", Fate.DEAD, DEAD, _REMOVED),
]
