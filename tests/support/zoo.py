"""A page of every link status on loopback hosts, and live pages that look like dead ones.

`build(web)` sets them up and returns the cases; each host answers unknown addresses with 404 unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import loopback
from loopback import Loopback, Reply, prose, redirect

Answer = Callable[[str], Reply]


@dataclass(frozen=True)
class Case:
    """An address and the statuses that are right for it."""

    name: str
    url: str
    expected: frozenset[str]


MENU = (
    "<nav><ul>"
    + "".join(f"<li><a href=/{w}>{w}</a></li>" for w in ["news", "sport", "culture", "weather", "jobs"])
    + "</ul></nav>"
)
FOOT = "<footer><p>© 2024 The Daily Example. All rights reserved. Contact, imprint, privacy.</p></footer>"


def html(title: str, body: str, head: str = "", language: str = "en") -> bytes:
    """Return a page with a site's menu and foot around `body`."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{MENU}<main>{body}</main>{FOOT}</body></html>"
    ).encode()


def article(title: str, words: int = 400, seed: str = "river", extra: str = "", head: str = "") -> bytes:
    """Return an article."""
    paragraphs = "".join(f"<p>{prose(max(words // 4, 5), f'{seed} {number}')}</p>" for number in range(4))
    return html(f"{title} | The Daily Example", f"<article><h1>{title}</h1>{paragraphs}{extra}</article>", head)


SOFT_404 = {
    "en title and words": (
        "Page not found | Example",
        "<h1>Page not found</h1><p>Sorry, the page you are looking for does not exist.</p>",
        "en",
    ),
    "en 404 alone": ("404", "<h1>404</h1><p>Nothing here. Try the search.</p>", "en"),
    "en oops": (
        "Oops!",
        (
            "<h1>Oops! That page can’t be found.</h1>"
            "<p>It looks like nothing was found at this location. Maybe try a search?</p>"
        ),
        "en",
    ),
    "en article gone": (
        "The Daily Example",
        "<h1>This article is no longer available</h1><p>It may have been removed. See our latest news.</p>",
        "en",
    ),
    "en story in cms": ("Error", "<h2>Story not found</h2><p>The story you requested could not be found.</p>", "en"),
    "de": (
        "Seite nicht gefunden – Beispiel",
        "<h1>Seite nicht gefunden</h1><p>Die angeforderte Seite konnte leider nicht gefunden werden.</p>",
        "de",
    ),
    "fr": ("Page introuvable - Exemple", "<h1>Erreur 404</h1><p>La page demandée est introuvable.</p>", "fr"),
    "es": ("Página no encontrada", "<h1>Error 404</h1><p>La página que buscas no existe.</p>", "es"),
    "pt": ("Página não encontrada", "<h1>Página não encontrada</h1><p>A página solicitada não existe.</p>", "pt"),
    "it": ("Pagina non trovata", "<h1>404</h1><p>La pagina richiesta non esiste.</p>", "it"),
    "nl": ("Pagina niet gevonden", "<h1>Pagina niet gevonden</h1><p>De opgevraagde pagina bestaat niet.</p>", "nl"),
    "pl": ("Nie znaleziono strony", "<h1>Błąd 404</h1><p>Strona nie została znaleziona.</p>", "pl"),
    "ru": ("Страница не найдена", "<h1>Ошибка 404</h1><p>Запрашиваемая страница не найдена.</p>", "ru"),
    "sv": ("Sidan kunde inte hittas", "<h1>Sidan kunde inte hittas</h1><p>Sidan du söker finns inte.</p>", "sv"),
    "tr": ("Sayfa bulunamadı", "<h1>404</h1><p>Aradığınız sayfa bulunamadı.</p>", "tr"),
    "ja": ("ページが見つかりません", "<h1>404</h1><p>お探しのページは見つかりませんでした。</p>", "ja"),
    "zh": ("页面不存在", "<h1>404</h1><p>您访问的页面不存在</p>", "zh"),
    "ko": ("페이지를 찾을 수 없습니다", "<h1>404</h1><p>요청하신 페이지를 찾을 수 없습니다</p>", "ko"),
    "fa": ("یافت نشد", "<h1>404</h1><p>صفحه مورد نظر یافت نشد</p>", "fa"),
    "ar": ("الصفحة غير موجودة", "<h1>404</h1><p>الصفحة المطلوبة غير موجودة</p>", "ar"),
}

PARKED = {
    "for sale": html(
        "oldpaper.test", "<h1>oldpaper.test is for sale</h1><p>Buy this domain. Make an offer on this domain today.</p>"
    ),
    "afd": (
        b'<html data-adblockkey="MFwwDQ"><body><div id=main></div>'
        b'<script src="//www.google.com/adsense/domains/caf.js"></script></body></html>'
    ),
    "lander": (
        b"<!DOCTYPE html><html><head>"
        b'<script>window.onload=function(){window.location.href="/lander"}</script></head></html>'
    ),
    "sedo": (
        b"<html><head><title>x</title></head><body>"
        b"<script src=https://img1.sedoparking.com/x.js></script><p>Related searches</p></body></html>"
    ),
    "parked free": html(
        "Welcome", "<h1>This domain is parked</h1><p>This web page is parked free, courtesy of the registrar.</p>"
    ),
    "expired": html("Domain expired", "<p>This domain has expired. Is this your domain? Renew now.</p>"),
    "de": html("Domain kaufen", "<p>Diese Domain steht zum Verkauf!</p>", language="de"),
    "ru": html("Домен", "<p>Этот домен продаётся.</p>", language="ru"),
    "fr": html("Domaine", "<p>Ce nom de domaine est à vendre.</p>", language="fr"),
    "zh": html("域名", "<p>此域名正在出售</p>", language="zh"),
}

WALLS = {
    "challenge 403": Reply(
        status=403,
        body=html("Just a moment...", "<p>Enable JavaScript and cookies to continue</p>"),
        headers=(("cf-mitigated", "challenge"),),
    ),
    "challenge 503": Reply(
        status=503, body=html("Just a moment...", "<p>Checking your browser before accessing example.</p>")
    ),
    "captcha 200": Reply(
        body=html("Are you a robot?", "<p>We have detected unusual activity. Please solve the captcha.</p>")
    ),
    "pardon 200": Reply(
        body=html(
            "Pardon Our Interruption",
            "<p>As you were browsing something about your browser made us think you were a bot.</p>",
        )
    ),
    "incapsula 200": Reply(
        body=(
            b"<html><head><META NAME=robots></head><body>"
            b'<iframe src="/_Incapsula_Resource">Request unsuccessful. Incapsula incident ID: 1</iframe></body></html>'
        )
    ),
    "aws 202": Reply(
        status=202,
        body=b"<html><script>AwsWafIntegration</script></html>",
        headers=(("x-amzn-waf-action", "challenge"),),
    ),
    "datadome": Reply(status=403, body=b"<html><script src=https://ct.captcha-delivery.com/c.js></script></html>"),
    "akamai": Reply(
        status=403,
        body=html(
            "Access Denied",
            '<h1>Access Denied</h1><p>You don\'t have permission to access "/x" on this server. Reference #18</p>',
        ),
    ),
    "anubis": Reply(
        body=html(
            "Making sure you're not a bot!", "<p>You are seeing this because the administrator has set up Anubis.</p>"
        )
    ),
    "wall with 404": Reply(
        status=404,
        body=html("Just a moment...", "<p>Verify you are human by completing the action below.</p>"),
        headers=(("cf-mitigated", "challenge"),),
    ),
    "401": Reply(status=401),
    "403": Reply(status=403),
    "429": Reply(status=429, headers=(("Retry-After", "7200"),)),
    "451": Reply(status=451),
    "999": Reply(status=999),
    "login form": Reply(
        body=html("Log in - Example", '<h1>Log in</h1><form><input name=user><input type="password" name=p></form>')
    ),
    "consent": Reply(
        body=html("Before you continue to Example", "<p>We use cookies and data. Accept all or reject all.</p>")
    ),
}

PAYWALLED = {
    "subscribe": Reply(
        body=article(
            "A long investigation", 120, extra="<p>Subscribe to continue reading. Already a subscriber? Sign in.</p>"
        )
    ),
    "json-ld": Reply(
        body=article(
            "Another",
            100,
            head=(
                "<script "
                'type="application/ld+json">{"@type":"NewsArticle","headline":"Another","isAccessibleForFree":"False"}</script>'
            ),
        )
    ),
    "de": Reply(body=article("Noch einer", 100, extra="<p>Dieser Artikel ist kostenpflichtig. Jetzt testen.</p>")),
    "402": Reply(status=402),
}

ALIVE = {
    "band called 404": article("404 (band)", 800),
    "page not found, an essay": article(
        "Page not found", 900, extra="<p>The page you requested could not be found, it said.</p>"
    ),
    "on captchas": article("Are you a robot?", 700, extra="<p>Please solve the captcha and verify you are human.</p>"),
    "on domains": article("This domain is for sale", 700, extra="<p>Buy this domain, said the page.</p>"),
    "on paywalls": article(
        "Why newspapers ask you to pay", 900, extra="<p>Subscribe to continue reading, they all say.</p>"
    ),
    "login in the head": article("A council vote", 500, extra='<form>Log in <input type="password"></form>'),
    "cookie banner": article(
        "A flood", 300, extra="<div class=cookie><h2>We value your privacy</h2><p>Accept all</p></div>"
    ),
    "short notice": html(
        "Match postponed",
        (
            "<h1>Match postponed</h1>"
            "<p>Saturday's match between Northtown and Southtown is postponed to 3 May because of rain.</p>"
        ),
    ),
    "lost and found": html(
        "Lost and found",
        "<h1>Lost and found</h1><p>A grey cat was not found in Mill Lane; call the station if you see it.</p>",
    ),
    "gone in a title": html(
        "Gone with the wind turbines | News",
        (
            "<h1>Gone with the wind turbines</h1>"
            "<p>The last of the turbines on the ridge was taken down on Monday, the council said.</p>"
        ),
    ),
    "contact form": html(
        "Contact the archive",
        "<h1>Contact the archive</h1><p>Reading room open on weekdays from ten to four; write to us for copies of "
        'registers.</p><form><div class="g-recaptcha" data-x></div></form>',
    ),
    "missing person": html(
        "Missing persons unit",
        "<h1>Missing persons unit</h1><p>The unit was founded in 1988 and has eleven officers in two towns.</p>",
    ),
    "table of results": html(
        "Results 2019",
        (
            "<h1>Results 2019</h1><table><tr><th>Town<th>Votes</tr><tr><td>Ayton"
            "<td>404</tr><tr><td>Beeton<td>410</tr></table>"
        ),
    ),
}


def build(web: Loopback) -> list[Case]:
    """Set up every case."""
    cases: list[Case] = []

    def case(name: str, url: str, *expected: str) -> None:
        cases.append(Case(name, url, frozenset(expected)))

    def host(kind: str, name: str) -> str:
        return f"{kind}{len(cases)}.test"

    for name, (title, body, language) in SOFT_404.items():
        same = Reply(body=html(title, body, language=language))
        site = host("soft", name)
        web.add_host(site, lambda _, same=same: same)  # type: ignore[misc]  # a default argument holds the loop's value
        case(f"soft 404, {name}", web.url(site, "/2011/04/the-story-of-a-town"), "soft-404")
        site = host("softone", name)
        case(f"soft 404 on an honest host, {name}", web.add(site, "/2011/04/story", same), "soft-404")
    same_page = Reply(
        body=html("The Daily Example", "<h1>Latest news</h1><p>Nothing much happened today in the town.</p>")
    )
    web.add_host("samepage.test", lambda _: same_page)
    case("the same short page for every address", web.url("samepage.test", "/2011/04/story-of-a-town.html"), "soft-404")
    web.add(
        "errorpath.test",
        "/error/404.html",
        Reply(body=html("The Daily Example", "<h1>Sorry</h1><p>Error 404: something went wrong.</p>")),
    )
    web.add_host("errorpath.test", lambda _: redirect("/error/404.html"))
    case("redirect to an error page", web.url("errorpath.test", "/news/a-story"), "soft-404")
    links = "".join(f"<li><a href=/s{n}>{prose(9, f'story {n}')}</a></li>" for n in range(40))
    crowded = html("Page not found | Example", f"<h1>Page not found</h1><p>Sorry, it is gone.</p><ul>{links}</ul>")
    case("soft 404 among many headlines", web.add("crowded.test", "/2011/story", Reply(body=crowded)), "soft-404")
    default = Reply(body=html("Apache2 Ubuntu Default Page: It works", "<p>It works!</p>"))
    web.add_host("default.test", lambda _: default)
    case("a server's default page", web.url("default.test", "/paper.html"), "soft-404")

    for name, body in PARKED.items():
        site = host("parked", name)
        parked = Reply(body=body)
        web.add_host(site, lambda _, parked=parked: parked)  # type: ignore[misc]  # as above
        case(f"parked, {name}", web.url(site, "/article/12"), "parked")
    web.add_host("www.hugedomains.com", lambda _: Reply(body=html("Domain", "<p>Get started</p>")))
    web.names["www.hugedomains.com"] = ["127.0.0.1"]
    parked_url = web.add("soldname.test", "/story", redirect(web.url("www.hugedomains.com", "/domain_profile.cfm?d=x")))
    case("parked, redirect to a marketplace", parked_url, "parked")

    ads = "".join(f"<li><a href=/q{n}>Cheap flights {n} to {prose(6)}</a></li>" for n in range(40))
    parked_list = html(
        "soldname.test", f"<ul>{ads}</ul>", '<script src="//www.google.com/adsense/domains/caf.js"></script>'
    )
    case("parked, a long list of advertisements", web.add("adlist.test", "/story", Reply(body=parked_list)), "parked")

    for name, reply in WALLS.items():
        case(f"wall, {name}", web.add(host("wall", name), "/story", reply), "blocked")
    web.add("sso.test", "/login?next=/paper", Reply(body=html("Sign in", '<h1>Sign in</h1><input type="password">')))
    case("redirect to a login", web.add("sso.test", "/paper", redirect("/login?next=/paper")), "blocked")
    web.add("consent.news.test", "/collect", Reply(body=html("Consent", "<p>Please agree.</p>")))
    case(
        "redirect to consent",
        web.add("www.news.test", "/s", redirect(web.url("consent.news.test", "/collect"))),
        "blocked",
    )

    for name, reply in PAYWALLED.items():
        case(f"paywalled, {name}", web.add(host("paid", name), "/story", reply), "paywalled")
    teaser = article("A teaser", 120, extra=f"<p>Subscribe to continue reading.</p><ul>{links * 2}</ul>")
    case("paywalled among many headlines", web.add("teaser.test", "/story", Reply(body=teaser)), "paywalled")
    for name, body in ALIVE.items():
        case(f"alive, {name}", web.add(host("alive", name), "/news/2019/story", Reply(body=body)), "alive")

    # Front pages, cited as such, of hosts that send everything there.
    front = Reply(body=html("Ayton Museum", "<h1>Ayton Museum</h1><p>Open daily except Monday, from ten to six.</p>"))
    web.add("front.test", "/", front)
    web.add_host("front.test", lambda _: redirect("/"))
    case("a front page, cited as such", web.url("front.test", "/"), "alive")
    web.add("lang.test", "/en/", front)
    web.add("lang.test", "/", redirect("/en/", 301))
    case("a front page that has a language", web.url("lang.test", "/"), "moved")
    case("a language's front page, cited as such", web.url("lang.test", "/en/"), "alive")
    case("redirected home", web.url("front.test", "/exhibitions/2012/the-great-flood"), "redirected-home")
    web.add("section.test", "/news/", Reply(body=article("News", 300, "news")))
    web.add_host("section.test", lambda path: redirect("/news/") if path.startswith("/news/") else Reply(status=404))
    case("redirected to a section front", web.url("section.test", "/news/2011/story"), "redirected-home")
    web.add("single.test", "/", Reply(body=article("Home", 300, "home")))
    case(
        "one article sent home",
        web.add("single.test", "/2011/04/14/a-long-story", redirect("/", 301)),
        "redirected-home",
    )

    # Systems that look only at the number in an address.
    numbered = Reply(body=article("A numbered article", 60))
    web.add_host("cms.test", lambda path: numbered if path.startswith("/a/123/") else Reply(status=404))
    case("a short article under any name", web.url("cms.test", "/a/123/the-right-name"), "alive")

    moved = Reply(body=article("The story", 300))
    web.add("new.test", "/story", moved)
    case("moved", web.add("old.test", "/story.html", redirect(web.url("new.test", "/story"), 301)), "moved")
    case("moved with 308", web.add("old.test", "/s2", redirect(web.url("new.test", "/story"), 308)), "moved")
    case("found elsewhere", web.add("old.test", "/s3", redirect(web.url("new.test", "/story"), 302)), "alive")
    meta = b'<html><head><meta http-equiv="refresh" content="0; url=/story"></head><body>Moved</body></html>'
    case("sent on by its page", web.add("new.test", "/meta", Reply(body=meta)), "alive")

    case("redirect to nothing", web.add("new.test", "/bad", redirect("http://[x")), "server-error")
    case("redirect to an app", web.add("new.test", "/app", redirect("itms-apps://store/1")), "unsupported-scheme")
    web.add_host("catchall.test", lambda path: front if path == "/" else redirect("/"))
    case("a front page by its file, of a host that sends all home", web.url("catchall.test", "/index.html"), "alive")
    shell = (
        b"<!doctype html><title>App</title><div id=root></div>"
        b"<noscript>You need to enable JavaScript.</noscript><script src=/a.js></script>"
    )
    web.add_host("app.test", lambda _: Reply(body=shell))
    case("script-only", web.url("app.test", "/story/1"), "script-only")
    case("empty", web.add("empty.test", "/x", Reply(body=b"")), "empty")
    case("empty mark-up", web.add("empty.test", "/y", Reply(body=b"<html><head></head><body> </body></html>")), "empty")
    case("404", web.url("new.test", "/no"), "gone")
    form = html("Not here", '<p>Subscribe to our letter</p><form><div class="g-recaptcha" x></div></form>')
    case("404 with a form", web.add("new.test", "/form", Reply(status=404, body=form)), "gone")
    case("410", web.add("new.test", "/gone", Reply(status=410)), "gone")
    case("no such host", "http://nowhere.gone/story", "gone")
    case("400", web.add("new.test", "/400", Reply(status=400)), "client-error")
    case("405", web.add("new.test", "/405", Reply(status=405)), "client-error")
    case("406", web.add("new.test", "/406", Reply(status=406)), "client-error")
    case("500", web.add("s500.test", "/500", Reply(status=500)), "server-error")
    case("503", web.add("s503.test", "/503", Reply(status=503)), "server-error")
    case("503, then there", web.add("s503b.test", "/x", Reply(status=503), Reply(body=article("Back", 200))), "alive")
    case("a circle", web.add("loop.test", "/a", redirect("/a")), "redirect-loop")
    web.add_host("chain.test", lambda path: redirect(f"/{int(path.strip('/') or 0) + 1}"))
    case("no end of redirects", web.url("chain.test", "/1"), "redirect-loop")
    case("reset", web.add("reset.test", "/", Reply(fault=loopback.reset)), "connection-error")
    case("cut short", web.add("short.test", "/", Reply(fault=loopback.short)), "connection-error")
    case("no HTTP", web.add("garbage.test", "/", Reply(fault=loopback.garbage)), "connection-error")
    case("not resolved now", "http://somewhere.lost/", "connection-error")
    case("silent", web.add("hang.test", "/", Reply(fault=loopback.hang)), "timeout")
    case("dripping", web.add("drip.test", "/", Reply(fault=loopback.drip)), "timeout")
    case("dripping headers", web.add("dripping.test", "/", Reply(fault=loopback.drip_headers)), "timeout")
    case("endless", web.add("endless.test", "/", Reply(fault=loopback.endless)), "too-large")
    case("404 with a bomb", web.add("bomb.test", "/404", replace(loopback.gzip_bomb(30_000_000), status=404)), "gone")
    case("a bomb", web.add("bomb.test", "/", loopback.gzip_bomb(30_000_000)), "too-large")
    archive = Reply(body=b"PK\x03\x04" + b"\0" * 400, content_type="application/zip")
    case("an archive file", web.add("new.test", "/data.zip", archive), "unsupported-type")
    case(
        "a picture",
        web.add("new.test", "/p.png", Reply(body=b"\x89PNG\r\n\x1a\n" + b"\0" * 99, content_type="image/png")),
        "alive",
    )
    web.add("robots.test", "/robots.txt", Reply(body=b"User-agent: *\nDisallow: /", content_type="text/plain"))
    case("robots", web.add("robots.test", "/x", Reply(body=article("x"))), "disallowed")
    case("private", "http://10.1.2.3/", "refused-address")
    case("metadata", "http://169.254.169.254/latest/", "refused-address")
    case("redirect inside", web.add("evil.test", "/", redirect("http://192.168.0.1/")), "refused-address")
    case("a number for a host", "http://3232235521/", "refused-address")
    case("ftp", "ftp://files.test/x", "unsupported-scheme")
    case("mailto", "mailto:someone@example.test", "unsupported-scheme")
    case("no host", "http:///path", "invalid-url")
    case("broken host", "http://exa mple.test/", "invalid-url")
    case("broken port", "http://example.test:99999999/", "invalid-url")
    return cases
