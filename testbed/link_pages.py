"""A page of every link status on loopback hosts, and live pages that look like dead ones.

`build(web)` sets them up and returns the cases; each host answers unknown addresses with 404 unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from testbed import loopback
from testbed.link_page_texts import ALIVE, PARKED, PAYWALLED, SOFT_404, WALLS, article, html
from testbed.loopback import Loopback, Reply, prose, redirect

Answer = Callable[[str], Reply]


@dataclass(frozen=True)
class Case:
    """An address and the statuses that are right for it."""

    name: str
    url: str
    expected: frozenset[str]


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
    case("the same short page for every address", web.url("samepage.test", "/2011/04/story-of-a-town.html"), "blocked")
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

    for name, sold in PARKED.items():
        site = host("parked", name)
        parked = Reply(body=sold)
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
    for name, live in ALIVE.items():
        case(f"alive, {name}", web.add(host("alive", name), "/news/2019/story", Reply(body=live)), "alive")

    # Front pages that are cited as such, on hosts that redirect everything to them.
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

    # Systems that use only the number in an address.
    numbered = Reply(body=article("A numbered article", 60))
    web.add_host("cms.test", lambda path: numbered if path.startswith("/a/123/") else Reply(status=404))
    case("a short article under any name", web.url("cms.test", "/a/123/the-right-name"), "alive")

    moved = Reply(body=article("The story", 300))
    for path in ("/story", "/story-308", "/story-302"):  # one each: a recording tells addresses apart, not visits
        web.add("new.test", path, moved)
    case("moved", web.add("old.test", "/story.html", redirect(web.url("new.test", "/story"), 301)), "moved")
    case("moved with 308", web.add("old.test", "/s2", redirect(web.url("new.test", "/story-308"), 308)), "moved")
    case("found elsewhere", web.add("old.test", "/s3", redirect(web.url("new.test", "/story-302"), 302)), "alive")
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
    case("406", web.add("new.test", "/406", Reply(status=406)), "blocked")
    case("500", web.add("s500.test", "/500", Reply(status=500)), "server-error")
    case("503", web.add("s503.test", "/503", Reply(status=503)), "server-error")
    case("503, then there", web.add("s503b.test", "/x", Reply(status=503), Reply(body=article("Back", 200))), "alive")
    case("a circle", web.add("loop.test", "/a", redirect("/a")), "redirect-loop")
    web.add_host("chain.test", lambda path: redirect(f"/{int(path.strip('/') or 0) + 1}"))
    case("no end of redirects", web.url("chain.test", "/1"), "redirect-loop")
    case("reset", web.add("reset.test", "/", Reply(fault=loopback.reset)), "connection-error")
    case("cut short", web.add("short.test", "/", Reply(fault=loopback.short)), "alive")
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
    office = Reply(body=b"PK\x03\x04" + bytes(range(256)) * 9, content_type="application/octet-stream")
    case("an office document of no declared kind", web.add("new.test", "/report.docx", office), "unsupported-type")
    rich = Reply(body=rb"{\rtf1 The mast fell on Monday.}", content_type="")
    case("rich text of no declared kind", web.add("new.test", "/report.rtf", rich), "unsupported-type")
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
