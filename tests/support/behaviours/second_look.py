"""Hosts of many sites, services that speak in data, gates in rarer languages, and live look-alikes of all that."""

from __future__ import annotations

from behaviours.lookalikes import note
from behaviours.model import (
    ALIVE,
    BLOCKED,
    DEAD,
    FAILING,
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
)
from behaviours.raw_web import Answer

from reports.model import LinkStatus

_HUMAN = (
    Page("Ukrainian", "uk", "Перевірка", "<p>Підтвердьте, що ви людина, а не робот.</p>"),
    Page("Bulgarian", "bg", "Проверка", "<p>Потвърдете, че не сте робот, за да продължите.</p>"),
    Page("Vietnamese", "vi", "Xác minh", "<p>Vui lòng xác minh bạn là con người để tiếp tục.</p>"),
    Page(
        "Indonesian", "id", "Verifikasi", "<p>Kami perlu memastikan bahwa Anda bukan robot. Selesaikan verifikasi.</p>"
    ),
    Page("Czech", "cs", "Ověření", "<p>Než budete pokračovat, ověřte prosím, že nejste robot.</p>"),
    Page(
        "rate",
        "en",
        "Error 1015",
        "<h1>You are being rate limited</h1><p>The owner of this website has banned you "
        "temporarily from accessing this website.</p>",
    ),
    Page(
        "firewall",
        "en",
        "Access denied",
        "<h1>Error 1020</h1><p>This website is using a security service to protect itself from online attacks.</p>",
    ),
)
_CONSENT = (
    Page(
        "Norwegian",
        "no",
        "Personvern",
        "<h1>Vi bryr oss om personvernet ditt</h1><p>Vi og våre partnere lagrer "
        "informasjonskapsler på enheten din. Velg om du vil samtykke.</p><button>Godta alle</button>"
        "<button>Avvis</button>",
    ),
    Page(
        "Finnish",
        "fi",
        "Yksityisyytesi",
        "<p>Me ja kumppanimme käytämme evästeitä. Tarvitsemme suostumuksesi ennen "
        "kuin voit jatkaa.</p><button>Hyväksy kaikki</button><button>Hylkää</button>",
    ),
    Page(
        "Croatian",
        "hr",
        "Vaša privatnost",
        "<p>Mi i naši partneri koristimo kolačiće. Za nastavak je potreban vaš "
        "pristanak.</p><button>Prihvaćam</button><button>Odbij</button>",
    ),
    Page(
        "Romanian",
        "ro",
        "Confidențialitate",
        "<p>Noi și partenerii noștri stocăm cookie-uri și date personale. "
        "Pentru a continua avem nevoie de consimțământul dumneavoastră.</p><button>Accept tot</button>",
    ),
)
_LOGIN = (
    Page("Finnish", "fi", "Kirjaudu sisään", "<p>Kirjaudu sisään jatkaaksesi lukemista.</p><input type=password>"),
    Page("Hungarian", "hu", "Bejelentkezés", "<p>A cikk elolvasásához jelentkezzen be.</p><input type=password>"),
    Page("Catalan", "ca", "Inicia la sessió", "<p>Inicia la sessió per continuar llegint.</p><input type=password>"),
)
_MAINTENANCE = (
    Page("Finnish", "fi", "Huoltokatko", "<p>Sivustoa huolletaan parhaillaan. Palaamme pian.</p>"),
    Page("Czech", "cs", "Odstávka", "<p>Na webu právě probíhá údržba. Zkuste to prosím později.</p>"),
    Page("Vietnamese", "vi", "Bảo trì", "<p>Hệ thống đang được bảo trì. Vui lòng quay lại sau.</p>"),
    Page("English, shop", "en", "Opening soon", "<p>Sorry, this shop is currently unavailable.</p>"),
)
_MISSING = (
    Page("Estonian", "et", "Viga", "<p>Otsitavat lehekülge ei leitud.</p>"),
    Page("Slovak", "sk", "Chyba", "<p>Stránka, ktorú hľadáte, neexistuje.</p>"),
    Page("Croatian", "hr", "Greška", "<p>Tražena stranica ne postoji.</p>"),
    Page("Norwegian", "no", "Beklager", "<p>Beklager, siden du leter etter finnes ikke lenger.</p>"),
    Page("Finnish", "fi", "Voi ei", "<p>Etsimääsi sivua ei valitettavasti löytynyt.</p>"),
    Page("Bulgarian", "bg", "Грешка", "<p>Страницата, която търсите, не съществува.</p>"),
    Page("Indonesian", "id", "Maaf", "<p>Maaf, halaman yang Anda cari tidak ditemukan.</p>"),
    Page("Persian", "fa", "خطا", "<p>متاسفانه صفحه مورد نظر شما یافت نشد.</p>"),
    Page("GitHub Pages", "en", "Site not found", "<h1>404</h1><p>There isn't a GitHub Pages site here.</p>"),
    Page("Blogger", "en", "Blog has been removed", "<p>Sorry, the blog at this address has been removed.</p>"),
    Page(
        "Tumblr",
        "en",
        "Not found.",
        "<p>There's nothing here. Whatever you were looking for doesn't currently exist at this address.</p>",
    ),
    Page(
        "Squarespace",
        "en",
        "Website Expired",
        "<h1>Website Expired</h1><p>This account has expired. If you are the site owner, click below to log in.</p>",
    ),
)
_REFUSED: dict[str, bytes] = {
    "403 in JSON": reply(b'{"message": "Forbidden"}', "403 Forbidden", type="application/json"),
    "401 with a realm": reply(b"", "401 Unauthorized", 'WWW-Authenticate: Basic realm="Herald"'),
    "429 with an hour": reply(b"Slow down", "429 Too Many Requests", "Retry-After: 3600"),
    "CloudFront": reply(
        html(
            "ERROR: The request could not be satisfied",
            "<h1>403 ERROR</h1><p>Request blocked. We can't connect to "
            "the server for this app or website at this time.</p>",
        ),
        "403 Forbidden",
    ),
    "a stopped app": reply(
        html("Web App - Unavailable", "<h1>Error 403 - This web app is stopped.</h1>"), "403 Site Disabled"
    ),
    "a bucket": reply(
        b"<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>",
        "403 Forbidden",
        type="application/xml",
    ),
}
_FAILED: dict[str, bytes] = {
    "522": reply(html("herald.test | 522: Connection timed out", "<h1>Connection timed out</h1>"), "522 "),
    "Persian": reply(html("خطا", "<p>خطایی رخ داد. لطفا بعدا تلاش کنید.</p>", "fa")),
    "Hungarian": reply(html("Hiba", "<h1>Hiba történt</h1><p>Kérjük, próbálja meg később.</p>", "hu")),
    "a single-page app": reply(html("Herald", "<h1>Oops! Something went wrong.</h1><p>Please refresh.</p>")),
}
_LIVING: dict[str, bytes] = {
    "on robots, Turkish": note(
        "Robotlar kanalı temizliyor", "Makineyi öğrenciler yaptı ve her ay kontrol ediyor.", "tr"
    ),
    "on robots, Polish": note("Robot na śluzie", "Sprawdzamy, jak pracuje maszyna zbudowana przez uczniów.", "pl"),
    "on privacy, Greek": note("Το απόρρητο των επιστολών", "Ο φύλακας διάβαζε τα γράμματα των γειτόνων.", "el"),
    "on consent, Italian": note("Il consenso dei pescatori", "I pescatori hanno dato il consenso nel 1958.", "it"),
    "on cookies, Swedish": note("Kakor vid slussen", "Dottern bakade kakor till alla som hjälpte till.", "sv"),
    "on works, Russian": note("Технические работы на шлюзе", "Ворота смазывают каждый май.", "ru"),
    "on works, Spanish": note("Mantenimiento de la esclusa", "Las compuertas se engrasan cada mayo.", "es"),
    "on errors, German": note("Ein Fehler des Wärters", "Ein Fehler ist aufgetreten, als die Flut kam, sagt er.", "de"),
    "on errors, English": note("Something went wrong at Sallow", "An error occurred in the ledger of 1911."),
    "on what is missing": note("The page that was not found", "One leaf of the ledger is missing since 1911."),
    "on what is missing, Dutch": note("Een verdwenen bladzijde", "De pagina uit 1911 is niet gevonden.", "nl"),
    "on a sale": note("The domain of Sallow", "The lord's domain was for sale in 1911, with its mill."),
    "on a sale, French": note("Le domaine de Sallow", "Le domaine du moulin fut mis en vente en 1911.", "fr"),
    "on ages, Swedish": note("Är slussen över 300 år?", "Pålarna fälldes 1612, som ringarna visar.", "sv"),
    "on a queue, Italian": note("In coda alla chiusa", "Le barche attendevano anche venti minuti.", "it"),
    "a script at the start": article().replace(b"<body>", b"<body onload='count()'>"),
    "pictures and words": article(extra="<img src=a.jpg><iframe src=map.html></iframe><video src=b.mp4></video>"),
    "a banner of consent, Turkish": article(
        extra="<div><p>Çerez kullanıyoruz.</p><button>Kabul et</button><button>Reddet</button></div>"
    ),
    "a message for errors": article(extra="<div hidden class=error>Something went wrong. Please try again.</div>"),
}


def _only(said: bytes) -> Answer:
    return lambda asked: missing() if asked.target == "/robots.txt" else said


SECOND_LOOK: list[Behaviour] = [
    *in_place("rarer bot wall", Fate.WALLED, BLOCKED, _HUMAN),
    *in_place("rarer consent wall", Fate.WALLED, BLOCKED, _CONSENT),
    *in_place("rarer login", Fate.WALLED, BLOCKED, _LOGIN),
    *in_place("rarer maintenance", Fate.DOWN, FAILING, _MAINTENANCE),
    *in_place("rarer soft 404", Fate.DEAD, DEAD, _MISSING),
    *(
        Behaviour(name=f"refused, {name}", kind="refused", right=BLOCKED, fate=Fate.WALLED, hosts={"": _only(said)})
        for name, said in _REFUSED.items()
    ),
    *(
        Behaviour(name=f"fails, {name}", kind="fails", right=FAILING, fate=Fate.DOWN, hosts={"": _only(said)})
        for name, said in _FAILED.items()
    ),
    *(
        Behaviour(
            name=f"another look-alike, {name}",
            kind="living look-alike",
            right=ALIVE,
            fate=Fate.LIVES,
            hosts={"": at(OLD_PATH, reply(body))},
        )
        for name, body in _LIVING.items()
    ),
    Behaviour(
        name="speaks in data, no such app",
        kind="speaks in data",
        right=GONE,
        fate=Fate.DEAD,
        hosts={"": everywhere(reply(b'{"error": "No such app"}', "404 Not Found", type="application/json"))},
    ),
    Behaviour(
        name="speaks in data, an error with 200",
        kind="speaks in data",
        right=DEAD | BLOCKED | ALIVE | {LinkStatus.UNSUPPORTED_TYPE},
        fate=Fate.OPEN,
        hosts={"": everywhere(reply(b'{"error": "not found", "status": 404}', type="application/json"))},
    ),
    Behaviour(
        name="speaks in data, no such key with 200",
        kind="speaks in data",
        right=DEAD,
        fate=Fate.DEAD,
        hosts={
            "": everywhere(
                reply(
                    b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist."
                    b"</Message></Error>",
                    type="application/xml",
                )
            )
        },
    ),
]
