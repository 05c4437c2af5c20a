"""Walls, offers, failures and notices in other words of English, German, French and Spanish, as sites write them."""

from __future__ import annotations

from behaviours.lookalikes import note
from behaviours.model import ALIVE, BLOCKED, DEAD, FAILING, OLD_PATH, Behaviour, Fate, Page, at, in_place, reply

from reports.model import LinkStatus

_HUMAN = (
    ("stand by", "en", "One more step", "Please stand by, while we are checking your browser."),
    ("slide", "en", "Herald", "Unusual activity detected. Slide to the right to verify that you are human."),
    (
        "restricted",
        "en",
        "Herald",
        "Access is temporarily restricted. We detected unusual activity from your device or network.",
    ),
    ("characters", "en", "Robot check", "To continue, type the characters you see in the picture below."),
    ("proceeding", "en", "Herald", "Verifying your browser before proceeding. This may take a few seconds."),
    ("Mensch", "de", "Einen Moment bitte", "Bitte bestätigen Sie, dass Sie ein Mensch sind und kein Programm."),
    (
        "Datenverkehr",
        "de",
        "Herald",
        "Wir haben ungewöhnlichen Datenverkehr aus Ihrem Netzwerk festgestellt. Bitte lösen Sie das Captcha.",
    ),
    ("navigateur", "fr", "Un instant", "Veuillez patienter pendant que nous vérifions que vous n'êtes pas un robot."),
    ("humano", "es", "Un momento", "Comprobando que eres humano. Esto puede tardar unos segundos."),
)
_CONSENT = (
    (
        "continue",
        "en",
        "Before you continue",
        "We use cookies and data to deliver our services and show personalised "
        "ads. If you choose Accept all, we will also use cookies for more purposes.",
    ),
    (
        "partners",
        "en",
        "We care about your privacy",
        "We and our 1,024 partners store and access personal data, like "
        "browsing data or unique identifiers, on your device. Accept or manage your choices.",
    ),
    (
        "Werbung",
        "de",
        "Weiterlesen mit Werbung",
        "Besuchen Sie uns wie gewohnt mit Werbung und Cookies. Zustimmen oder im Pur-Abo ohne Tracking lesen.",
    ),
    (
        "cookies",
        "fr",
        "Gérer mes cookies",
        "Nous et nos partenaires utilisons des cookies. Vous pouvez accepter, refuser ou continuer sans accepter.",
    ),
)
_OFFERS = (
    ("read on", "en", "The sluice at Sallow", "Subscribe to continue reading. Already a subscriber? Sign in."),
    (
        "limit",
        "en",
        "The sluice at Sallow",
        "You have reached your limit of free articles this month. Subscribe now for unlimited access.",
    ),
    (
        "Abonnenten",
        "de",
        "Die Schleuse",
        "Dieser Artikel ist exklusiv für Abonnenten. Jetzt Abo abschließen und weiterlesen.",
    ),
    ("abonnés", "fr", "L'écluse", "Cet article est réservé aux abonnés. Il vous reste 80 % de cet article à lire."),
    ("suscriptores", "es", "La esclusa", "Contenido exclusivo para suscriptores. Suscríbete para seguir leyendo."),
)
_LOGIN = (
    ("session", "en", "Session expired", "Your session has expired. Please log in again to continue."),
    ("must", "en", "Forum", "You must be logged in to view this page."),
    ("einloggen", "de", "Portal", "Bitte loggen Sie sich ein, um diese Seite zu sehen."),
    ("connectez", "fr", "Portail", "Connectez-vous pour accéder à cette page."),
)
_MAINTENANCE = (
    ("right back", "en", "We'll be right back", "We are busy updating the shop for you and will be back shortly."),
    ("gleich", "de", "Wir sind gleich zurück", "Wir führen gerade Wartungsarbeiten durch."),
    ("bientôt", "fr", "Nous revenons bientôt", "Le site est temporairement indisponible pour cause de maintenance."),
    ("Whoops", "en", "Whoops", "Whoops, looks like something went wrong."),
    (
        "hostname",
        "en",
        "Bad Request",
        "Bad Request - Invalid Hostname. HTTP Error 400. The request hostname is invalid.",
    ),
    ("try later", "en", "Error", "We're sorry, an error has occurred. Please try again later."),
    ("Störung", "de", "Fehler", "Es ist ein technisches Problem aufgetreten. Bitte versuchen Sie es später erneut."),
    ("problème", "fr", "Erreur", "Un problème technique est survenu. Veuillez réessayer plus tard."),
)
_MISSING = (
    ("couldn't", "en", "Whoops!", "Whoops! We couldn't find that page."),
    ("expired", "en", "Herald", "The article you requested has expired and is no longer available."),
    ("story", "en", "Herald", "This story is no longer available."),
    ("broken", "en", "Herald", "The link you followed may be broken, or the page may have been removed."),
    (
        "moved",
        "en",
        "Herald",
        "The page you are looking for might have been removed, had its name changed, or is temporarily unavailable.",
    ),
    ("unfortunately", "en", "Herald", "Unfortunately, this page doesn't exist anymore."),
    ("looks", "en", "Herald", "It looks like nothing was found at this location. Maybe try a search?"),
    ("nicht mehr", "de", "Herald", "Der gewünschte Artikel ist leider nicht mehr verfügbar."),
    ("URL", "de", "Herald", "Die angeforderte URL wurde auf diesem Server nicht gefunden."),
    ("Ups", "de", "Ups", "Ups, diese Seite gibt es nicht (mehr)."),
    ("semble", "fr", "Oups", "Oups ! La page que vous recherchez semble introuvable."),
    ("plus", "fr", "Herald", "Cette page n'existe plus ou a été déplacée."),
    ("vaya", "es", "Vaya", "¡Vaya! No encontramos la página que buscas."),
    ("noticia", "es", "Herald", "La noticia que busca ya no está disponible."),
)


_PASSING = (
    ("currently", "en", "Herald", "This page is currently unavailable."),
    ("at the moment", "en", "Herald", "This content is not available at the moment. Come back tomorrow."),
    ("derzeit", "de", "Herald", "Diese Seite ist derzeit nicht verfügbar."),
    ("moment", "fr", "Le Héraut", "Cette page n'est pas disponible pour le moment."),
    ("temporairement", "fr", "Le Héraut", "La page que vous demandez est temporairement indisponible."),
    ("momento", "es", "El Heraldo", "Esta página no está disponible en este momento."),
    ("momento", "it", "L'Araldo", "La pagina non è disponibile al momento."),
    ("momenteel", "nl", "De Heraut", "Deze pagina is momenteel niet beschikbaar."),
    ("временно", "ru", "Вестник", "Страница временно недоступна."),
    ("現在", "ja", "お知らせ", "現在このページは表示できません。"),
    ("şu anda", "tr", "Duyuru", "Bu sayfa şu anda kullanılamıyor."),
    ("no momento", "pt", "Arauto", "Esta página não está disponível no momento."),
)


def _pages(rows: tuple[tuple[str, str, str, str], ...]) -> list[Page]:
    return [Page(f"{language}, {name}", language, title, f"<p>{said}</p>") for name, language, title, said in rows]


_CHOICE = "<button>Accept all</button><button>Akzeptieren</button><button>Accepter</button>"

THIRD_LOOK: list[Behaviour] = [
    *in_place("bot wall in other words", Fate.WALLED, BLOCKED, _pages(_HUMAN)),
    *in_place(
        "consent in other words",
        Fate.WALLED,
        BLOCKED,
        [Page(page.name, page.language, page.title, page.body + _CHOICE) for page in _pages(_CONSENT)],
    ),
    *in_place("offer in other words", Fate.WALLED, BLOCKED | {LinkStatus.PAYWALLED}, _pages(_OFFERS)),
    *in_place("login in other words", Fate.WALLED, BLOCKED, _pages(_LOGIN)),
    *in_place("failure in other words", Fate.DOWN, FAILING | {LinkStatus.CLIENT_ERROR}, _pages(_MAINTENANCE)),
    *in_place("not now", Fate.DOWN, FAILING, _pages(_PASSING)),
    Behaviour(
        name="living look-alike, a service that is not available",
        kind="living look-alike",
        right=ALIVE,
        fate=Fate.LIVES,
        hosts={"": at(OLD_PATH, reply(note("The ferry", "The ferry service is currently not available in winter.")))},
    ),
    *in_place("notice in other words", Fate.DEAD, DEAD, _pages(_MISSING)),
]
