"""Pages that ask for another browser, scripts, cookies, or a human being."""

from __future__ import annotations

from behaviours.model import BLOCKED, SCRIPTED, Behaviour, Fate, Page, abroad, gated, in_place

_SHELL = '<div id="app"></div><script src="/bundle.5f1.js"></script>'

_BROWSER = (
    Page(
        "English, update",
        "en",
        "Update your browser",
        "<h1>Time for a newer browser</h1><p>This edition needs a current Firefox, Chrome, Edge or Safari. Yours is "
        "too old or unknown to us.</p>",
        odd=True,
    ),
    Page(
        "German, outdated",
        "de",
        "Browser veraltet",
        "<p>Ihr Browser wird nicht unterstützt. Bitte verwenden Sie eine aktuelle Version von Firefox oder Chrome.</p>",
    ),
    Page(
        "Italian, outdated",
        "it",
        "Browser non supportato",
        "<p>Il browser in uso non è supportato. Aggiornalo per visitare il sito.</p>",
    ),
    Page("Chinese, outdated", "zh", "浏览器版本过低", "<p>您的浏览器版本过低，请升级浏览器后再访问本站。</p>"),
)

_SCRIPTS = (
    Page(
        "English, needed",
        "en",
        "Chirp",
        "<noscript><h1>Scripts are switched off.</h1><p>Chirp only works where JavaScript may run. Turn it on, or "
        f"take a browser that we support.</p><a href=/terms>Terms</a></noscript>{_SHELL}",
    ),
    Page(
        "English, not available",
        "en",
        "X",
        "<noscript><h1>JavaScript is not available.</h1><p>Please switch to a supported browser to continue.</p>"
        f"</noscript>{_SHELL}",
    ),
    Page(
        "German, needed",
        "de",
        "Mediathek",
        f"<noscript>Bitte aktivieren Sie JavaScript, um die Mediathek zu nutzen.</noscript>{_SHELL}",
    ),
    Page(
        "French, needed",
        "fr",
        "Archives départementales",
        f"<p>Cette application a besoin de JavaScript pour fonctionner. Activez-le puis rechargez la page.</p>{_SHELL}",
    ),
    Page(
        "Portuguese, needed",
        "pt",
        "Portal",
        f"<noscript>Você precisa habilitar o JavaScript para executar este aplicativo.</noscript>{_SHELL}",
    ),
    Page("Japanese, needed", "ja", "図書館", f"<noscript>JavaScriptを有効にしてご利用ください。</noscript>{_SHELL}"),
)

_COOKIES = (
    Page(
        "English, session",
        "en",
        "The Journal of Weirs",
        "<h1>No session could be started</h1><p>The journal needs cookies to know you on the next page. Your browser "
        "sent none back. Allow them and try again.</p>",
        odd=True,
    ),
    Page(
        "German, allow",
        "de",
        "Cookies deaktiviert",
        "<p>In Ihrem Browser sind Cookies ausgeschaltet. Lassen Sie sie zu, um den Artikel aufzurufen.</p>",
    ),
    Page("Polish, allow", "pl", "Włącz obsługę cookies", "<p>Ta strona wymaga włączonych plików cookie.</p>"),
)

_HUMANS = (
    Page(
        "English, puzzle",
        "en",
        "One more step",
        "<h1>Show us that a person is reading</h1><p>Type the letters of the picture below to reach the article.</p>"
        "<img src=/puzzle.png><form><input name=letters></form>",
        odd=True,
    ),
    Page(
        "English, denied",
        "en",
        "Access Denied",
        "<h1>Access Denied</h1><p>Your request was turned away by the rules of this site. Reference: 7f.31a.9</p>",
    ),
    Page(
        "German, suspicious",
        "de",
        "Sicherheitsabfrage",
        "<h1>Sind Sie ein Mensch?</h1><p>Aus Ihrem Netz kommen ungewöhnlich viele Anfragen. Bitte lösen Sie das "
        "Captcha.</p>",
    ),
    Page(
        "Spanish, robot",
        "es",
        "Comprobación de seguridad",
        "<p>Confirme que no es un robot para continuar.</p><div class=reto></div>",
    ),
    Page(
        "Russian, robot",
        "ru",
        "Проверка безопасности",
        "<p>Подтвердите, что запросы отправляли вы, а не робот.</p><form><input name=captcha></form>",
    ),
    Page("Chinese, check", "zh", "安全验证", "<p>访问过于频繁，请完成验证后继续访问。</p><div id=slider></div>"),
    Page(
        "Italian, denied",
        "it",
        "Accesso negato",
        "<h1>Accesso negato</h1><p>Il tuo indirizzo IP è stato bloccato dal sistema di protezione del sito.</p>",
    ),
)

BROWSERS: list[Behaviour] = [
    *in_place("unsupported browser", Fate.WALLED, BLOCKED, _BROWSER),
    gated(
        "unsupported browser",
        Page("English, sent", "en", "Please upgrade", "<p>Your browser cannot show this site.</p>"),
        "/unsupported_browser",
    ),
    gated(
        "unsupported browser",
        Page("Spanish, sent", "es", "Navegador", "<p>Tu navegador no es compatible con este sitio.</p>"),
        "/navegador",
    ),
    *in_place("scripts wanted", Fate.WALLED, SCRIPTED, _SCRIPTS),
    gated(
        "scripts wanted",
        Page("English, sent", "en", "No script", "<p>This site needs JavaScript. Enable it and go back.</p>"),
        "/noscript.html",
        right=SCRIPTED,
    ),
    *in_place("cookies wanted", Fate.WALLED, BLOCKED, _COOKIES),
    gated(
        "cookies wanted",
        Page("English, sent", "en", "Cookies absent", "<p>Cookies are off in this browser; we cannot go on.</p>"),
        "/action/cookieAbsent",
    ),
    *in_place("human wanted", Fate.WALLED, BLOCKED, _HUMANS),
    abroad(
        "human wanted",
        Page(
            "English, sent",
            "en",
            "Captcha Page",
            "<p>We are sorry to stop you. The way in which you read made us take you for a program. Solve the puzzle "
            "to ask for the pages again.</p>",
        ),
        "validate.perfdrive.test",
        "/",
        back="ssa",
    ),
]
