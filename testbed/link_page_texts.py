"""The texts of `link_pages`: dead, parked, blocked and paid pages, and live pages that look like them."""

from __future__ import annotations

from testbed.loopback import Reply, prose

MENU = (
    "<nav><ul>"
    + "".join(f"<li><a href=/{w}>{w}</a></li>" for w in ["news", "sport", "culture", "weather", "jobs"])
    + "</ul></nav>"
)
FOOT = "<footer><p>© 2024 The Daily Example. All rights reserved. Contact, imprint, privacy.</p></footer>"


def html(title: str, body: str, head: str = "", language: str = "en") -> bytes:
    """Return a page with the menu and the footer of a site around `body`."""
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
