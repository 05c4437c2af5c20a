"""Sites under maintenance, and programs that fail: what they show is not a source, and not a sign of a dead link."""

from __future__ import annotations

from behaviours.model import (
    FAILING,
    OLD_PATH,
    Behaviour,
    Fate,
    Page,
    article,
    at,
    everywhere,
    gated,
    html,
    in_place,
    reply,
)

_MAINTENANCE = (
    Page(
        "English, back soon",
        "en",
        "Back at noon",
        "<h1>We are moving the shelves</h1><p>The archive is offline while its server is renewed. It opens again "
        "today at noon.</p>",
        odd=True,
    ),
    Page(
        "English, scheduled",
        "en",
        "Scheduled maintenance",
        "<h1>Down for maintenance</h1><p>We are carrying out planned work and will be back shortly.</p>",
    ),
    Page(
        "German, works",
        "de",
        "Wartungsarbeiten",
        "<h1>Wartungsarbeiten</h1><p>Unsere Website wird gerade aktualisiert. Bitte versuchen Sie es in einigen "
        "Stunden wieder.</p>",
    ),
    Page("French, works", "fr", "Maintenance en cours", "<p>Le site est en maintenance et revient très bientôt.</p>"),
    Page(
        "Dutch, fault",
        "nl",
        "Storing",
        "<p>Door een storing is de website tijdelijk niet bereikbaar. Probeer het later opnieuw.</p>",
    ),
    Page(
        "Polish, break", "pl", "Przerwa techniczna", "<p>Trwają prace serwisowe. Zapraszamy za godzinę.</p>", odd=True
    ),
    Page(
        "Japanese, works",
        "ja",
        "メンテナンス中",
        "<p>ただいまシステムメンテナンスを行っております。しばらくお待ちください。</p>",
    ),
    Page("Chinese, works", "zh", "系统维护中", "<p>网站正在升级维护，请稍后再访问。</p>"),
)

_BROKEN = {
    "PHP fatal error": (
        b"<br />\n<b>Fatal error</b>:  Uncaught TypeError: array_map(): Argument #2 must be of type array, null given "
        b"in /srv/www/menu.php:118\nStack trace:\n#0 {main}\n  thrown in <b>/srv/www/menu.php</b> on line "
        b"<b>118</b><br />"
    ),
    "PHP parse error": b"PHP Parse error:  syntax error, unexpected end of file in /home/www/index.php on line 9",
    "WordPress database": html("Database Error", "<h1>Error establishing a database connection</h1>"),
    "WordPress critical": html("Herald", "<p>There has been a critical error on this website.</p>"),
    "MySQL connections": b"Warning: mysqli_connect(): (HY000/1040): Too many connections in /var/www/db.php on line 12",
    "Python traceback": html(
        "Error",
        '<pre>Traceback (most recent call last):\n  File "/app/views.py", line 44, in story\n    cur = pool.get()\n'
        "psycopg2.OperationalError: could not connect to server: Connection refused</pre>",
    ),
    "Java stack": html(
        "Error report",
        "<h1>HTTP Status 500</h1><pre>java.lang.NullPointerException\n\tat herald.Story.render(Story.java:91)</pre>",
    ),
    "ASP.NET": html(
        "Runtime Error",
        "<h1>Server Error in '/' Application.</h1><h2><i>Runtime Error</i></h2><p>An application error occurred on "
        "the server.</p>",
    ),
    "ColdFusion, German": html(
        "Fehler", "<h1>Interner Fehler</h1><p>Datenbank nicht erreichbar (ORA-12541).</p>", "de"
    ),
    "French, database": html("Erreur", "<p>Impossible de se connecter à la base de données.</p>", "fr"),
}
_UPSTREAM = {
    "503 with a page": reply(html("Maintenance", "<p>Back soon.</p>"), "503 Service Unavailable"),
    "502 of a gateway": reply(html("Bad gateway", "<h1>502 Bad Gateway</h1>"), "502 Bad Gateway"),
    "504 of a gateway": reply(html("Timeout", "<h1>Gateway time-out</h1>"), "504 Gateway Timeout"),
    "520 of a network": reply(b"", "520 "),
    "500 with the article": reply(article(), "500 Internal Server Error"),
}

OUTAGES: list[Behaviour] = [
    *in_place("maintenance", Fate.DOWN, FAILING, _MAINTENANCE),
    gated(
        "maintenance",
        Page("English, sent", "en", "Site closed for now", "<p>Our site is being rebuilt. Come back tomorrow.</p>"),
        "/maintenance.html",
        right=FAILING,
        fate=Fate.DOWN,
    ),
    gated(
        "maintenance",
        Page("Italian, sent", "it", "Torniamo subito", "<p>Sito in manutenzione, torneremo online a breve.</p>"),
        "/manutenzione/",
        right=FAILING,
        fate=Fate.DOWN,
    ),
    *(
        Behaviour(
            name=f"program error, {name}, {where}", kind="program error", right=FAILING, fate=Fate.DOWN, hosts={"": a}
        )
        for name, body in _BROKEN.items()
        for where, a in (
            ("everywhere", everywhere(reply(body))),
            ("here alone", at(OLD_PATH, reply(body))),
        )
    ),
    *(
        Behaviour(name=f"outage, {name}", kind="outage", right=FAILING, fate=Fate.DOWN, hosts={"": everywhere(said)})
        for name, said in _UPSTREAM.items()
    ),
]
