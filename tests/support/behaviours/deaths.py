"""Sources that are gone, told in many ways, and live ones as a control."""

from __future__ import annotations

from behaviours.model import (
    DEAD,
    GONE,
    OLD_PATH,
    Behaviour,
    Fate,
    Page,
    article,
    at,
    everywhere,
    html,
    in_place,
    missing,
    reply,
    sends_away,
    sends_to,
)
from behaviours.raw_web import Answer, Asked

from reports.model import LinkStatus

_MISSING = (
    Page(
        "English", "en", "Nothing here", "<h1>We could not find that page</h1><p>It may have been moved or deleted.</p>"
    ),
    Page("German", "de", "Fehler 404", "<h1>Seite nicht gefunden</h1><p>Diese Seite existiert nicht mehr.</p>"),
    Page("French", "fr", "Erreur 404", "<h1>Page introuvable</h1><p>La page que vous cherchez n'existe plus.</p>"),
    Page("Spanish", "es", "Error 404", "<h1>Página no encontrada</h1><p>El artículo que busca ya no existe.</p>"),
    Page("Italian", "it", "Errore 404", "<h1>Pagina non trovata</h1><p>La pagina richiesta non esiste più.</p>"),
    Page("Dutch", "nl", "Pagina niet gevonden", "<h1>Helaas</h1><p>De opgevraagde pagina bestaat niet meer.</p>"),
    Page("Polish", "pl", "Błąd 404", "<h1>Nie znaleziono strony</h1><p>Strona została usunięta.</p>"),
    Page("Portuguese", "pt", "Erro 404", "<h1>Página não encontrada</h1><p>A página que procura não existe.</p>"),
    Page("Russian", "ru", "Ошибка 404", "<h1>Страница не найдена</h1><p>Возможно, она была удалена.</p>"),
    Page("Japanese", "ja", "404", "<h1>ページが見つかりません</h1><p>お探しのページは削除された可能性があります。</p>"),
    Page("Chinese", "zh", "404", "<h1>页面不存在</h1><p>您访问的页面已被删除。</p>"),
    Page(
        "English, with a login in the menu",
        "en",
        "Page not found | Herald",
        "<nav><a href=/login>Log in</a> <a href=/privacy>Cookies</a></nav><h1>Page not found</h1><p>The story that you "
        "asked for does not exist.</p>",
    ),
    Page(
        "German, with a consent bar",
        "de",
        "Seite nicht gefunden",
        "<div class=bar>Wir verwenden Cookies. <button>OK</button></div><h1>Seite nicht gefunden</h1><p>Die Seite gibt "
        "es leider nicht mehr.</p>",
    ),
)
# Things of another kind that are gone; the words say so.
_ITEMS = (
    Page(
        "English, article removed",
        "en",
        "The Valley Herald",
        "<h1>This article is no longer available</h1><p>It was removed at the end of its term.</p>",
    ),
    Page(
        "German, article deleted",
        "de",
        "Kurier",
        "<h1>Dieser Artikel wurde leider nicht gefunden</h1><p>Er ist gelöscht worden. Melden Sie sich an.</p>",
    ),
    Page(
        "English, document, with cookies named",
        "en",
        "Document not found",
        "<h1>Document not found</h1><p>Our cookie policy and the login for members have moved; this document has not."
        "</p>",
    ),
    Page(
        "Spanish, with a search",
        "es",
        "Página no encontrada",
        "<h1>Página no encontrada</h1><form><input name=q></form><p>Inicia sesión o busca otra cosa.</p>",
    ),
)

_PARKED = {
    "for sale": html("Premium names", "<h1>This domain is for sale</h1><p>Make an offer for this domain.</p>"),
    "advertisements": html(
        "Results", "<p>Related links</p>", head='<script src="//www.google.com/adsense/domains/caf.js"></script>'
    ),
    "German": html("Domain", "<p>Diese Domain steht zum Verkauf.</p>", "de"),
    "Spanish": html("Dominio", "<p>Este dominio está en venta.</p>", "es"),
    "consent bar": html("Domain", "<p>We use cookies.</p><h1>Buy this domain</h1><p>This domain may be for sale.</p>"),
}


def _home(front: bytes, *, only: str = "") -> Answer:
    """Redirect addresses to the front page: all of them, or one."""

    def answer(asked: Asked) -> bytes:
        if asked.target == "/":
            return reply(front)
        if asked.target == "/robots.txt" or (only and asked.target != only):
            return missing()
        return reply(b"", "301 Moved Permanently", "Location: /")

    return answer


_FRONT = html(
    "The Valley Herald", "<h1>The Valley Herald</h1><p>News of the valley since 1871. Mart prices, page 4.</p>"
)
_DEATHS: dict[str, Answer] = {
    "404": everywhere(missing()),
    "410": everywhere(reply(b"", "410 Gone")),
    "404 with the words of a login": everywhere(
        reply(html("Not found", "<h1>Not found</h1><p>Log in to see your stories.</p>"), "404 Not Found")
    ),
    "404 at the end of a redirect": lambda asked: (
        reply(b"", "301 Moved Permanently", "Location: /archive/9") if asked.target == OLD_PATH else missing()
    ),
    "home, all": _home(_FRONT),
    "home, this article": _home(_FRONT, only=OLD_PATH),
    "home of a successor, all": sends_away("successor.test", "/"),
    "news of today, all": sends_to(
        "/2026/news", html("News", "<h1>News</h1><p>The page has moved or was deleted.</p>")
    ),
    "a page of errors": sends_to("/errors/404.html", html("Sorry", "<h1>Not found</h1><p>No such page.</p>")),
}

DEATHS: list[Behaviour] = [
    *in_place("soft 404", Fate.DEAD, DEAD, _MISSING + _ITEMS),
    *(
        Behaviour(
            name=f"parked, {name}", kind="parked", right=DEAD, fate=Fate.DEAD, hosts={"": everywhere(reply(body))}
        )
        for name, body in _PARKED.items()
    ),
    Behaviour(
        name="parked, at a service",
        kind="parked",
        right=DEAD,
        fate=Fate.DEAD,
        hosts={
            "": sends_away("names-for-all.test", "/lander"),
            "names-for-all.test": everywhere(reply(_PARKED["for sale"])),
        },
    ),
    *(
        Behaviour(
            name=f"gone, {name}",
            kind="gone",
            right=GONE if name.startswith("4") else DEAD,
            fate=Fate.DEAD,
            hosts={"": answer, **({"successor.test": _home(_FRONT)} if "successor" in name else {})},
        )
        for name, answer in _DEATHS.items()
    ),
]

# A live page that lacks what the document says: the author gets a true finding.
_OTHER = article("Eels of the Lode").replace(
    b"raised by hand until the winter of 1931", b"never touched by anybody at all"
)
CONTROLS: list[Behaviour] = [
    Behaviour(
        name="control, the article",
        kind="control",
        right=frozenset({LinkStatus.ALIVE}),
        fate=Fate.LIVES,
        hosts={"": at(OLD_PATH, reply(article()))},
    ),
]
MISQUOTED = Behaviour(
    name="control, another text",
    kind="control",
    right=CONTROLS[0].right,
    fate=Fate.LIVES,
    hosts={"": at(OLD_PATH, reply(_OTHER))},
)
