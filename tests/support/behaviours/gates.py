"""Pages that make visitors wait, tell their age, choose a country or log in."""

from __future__ import annotations

from behaviours.model import BLOCKED, Behaviour, Fate, Page, abroad, gated, in_place

_WAITING = (
    Page(
        "English, line",
        "en",
        "You are in line",
        "<h1>Many people are here today</h1><p>We let visitors in one after the other. Your number is 4,812. You are "
        "expected to be let in in about 14 minutes. Keep this window open.</p>",
        '<meta http-equiv="refresh" content="20">',
        odd=True,
    ),
    Page(
        "German, line",
        "de",
        "Warteraum",
        "<h1>Sie befinden sich in der Warteschlange</h1><p>Im Moment ist der Andrang groß. Voraussichtliche "
        "Wartezeit: 9 Minuten. Bitte laden Sie die Seite nicht neu.</p>",
    ),
    Page(
        "Spanish, line",
        "es",
        "Sala de espera",
        "<p>Hay muchas visitas en este momento. Está en la fila virtual; tiempo de espera estimado: 12 minutos.</p>",
    ),
    Page(
        "Japanese, line",
        "ja",
        "順番待ち",
        "<p>現在アクセスが集中しています。順番にご案内しておりますので、このままお待ちください。</p>",
        odd=True,
    ),
)

_AGE = (
    Page(
        "English, years",
        "en",
        "How old are you?",
        "<h1>Were you born before this day in 2008?</h1><p>The distillery may show its pages to adults only.</p>"
        "<form><select name=year></select><button>Enter</button></form>",
        odd=True,
    ),
    Page(
        "German, age",
        "de",
        "Altersprüfung",
        "<h1>Bist du mindestens 18 Jahre alt?</h1><button>Ja, ich bin volljährig</button><button>Nein</button>",
    ),
    Page(
        "French, age",
        "fr",
        "Vérification de l'âge",
        "<p>Ce site est réservé aux personnes majeures. Avez-vous plus de 18 ans ?</p><button>Oui, entrer</button>"
        "<button>Non, sortir</button>",
    ),
    Page(
        "Portuguese, age",
        "pt",
        "Confirme a sua idade",
        "<p>Para entrar é preciso ter 18 anos ou mais. Informe a sua data de nascimento.</p><form><input "
        "name=dia><input name=mes><input name=ano></form>",
    ),
    Page(
        "Russian, age",
        "ru",
        "18+",
        "<p>Вам уже исполнилось 18 лет?</p><button>Да</button><button>Нет</button>",
        odd=True,
    ),
)

_COUNTRY = (
    Page(
        "English, list",
        "en",
        "Where are you?",
        "<h1>Choose a location to see what we offer there</h1><ul><li>Austria<li>Belgium<li>Canada<li>Denmark"
        "<li>Finland<li>Japan<li>Kenya<li>United Kingdom</ul>",
        odd=True,
    ),
    Page(
        "Dutch, languages",
        "nl",
        "Kies uw taal / Choisissez votre langue",
        "<ul><li><a href=/nl>Nederlands</a><li><a href=/fr>Français</a><li><a href=/de>Deutsch</a></ul>",
        odd=True,
    ),
    Page(
        "Chinese, region",
        "zh",
        "选择国家或地区",
        "<h1>请选择您所在的国家或地区</h1><ul><li>中国大陆<li>中国香港<li>日本<li>新加坡</ul>",
        odd=True,
    ),
)

_LOGIN = (
    Page(
        "English, join",
        "en",
        "Sign Up | Guildhall",
        "<h1>Join Guildhall to see who wrote this</h1><p>Agree and join, or sign in if you are a member.</p><form>"
        "<input type=email name=e><input type=password name=p><button>Join</button></form>",
    ),
    Page(
        "English, must log in",
        "en",
        "Facebook",
        "<h1>You need to log in first</h1><form><input name=email><input type=password name=pass>"
        "<button>Log in</button></form><a href=/recover>Forgotten account?</a>",
    ),
    Page(
        "German, members",
        "de",
        "Nur für Mitglieder",
        "<h1>Bitte melden Sie sich an</h1><p>Dieser Bereich steht Mitgliedern des Vereins offen.</p><form><input "
        "name=user><input type=password name=kennwort></form>",
    ),
    Page(
        "Polish, members",
        "pl",
        "Zaloguj się",
        "<p>Aby zobaczyć tę treść, zaloguj się lub załóż konto.</p><form><input name=login><input type=password "
        "name=haslo></form>",
    ),
    Page(
        "French, space",
        "fr",
        "Espace abonnés",
        "<h1>Identifiez-vous pour continuer</h1><form><input type=email name=courriel><input type=password name=mdp>"
        "<button>Valider</button></form>",
    ),
    Page(
        "Japanese, members",
        "ja",
        "会員ログイン",
        "<p>このページをご覧いただくにはログインが必要です。</p><form><input name=id>"
        "<input type=password name=pw></form>",
    ),
)
_ACCESS = Page(
    "Drive",
    "en",
    "Drive: Sign-in",
    "<h1>Sign in</h1><p>to go on to Drive</p><form><input type=email name=identifier><button>Next</button></form>",
)

GATES: list[Behaviour] = [
    *in_place("waiting room", Fate.WALLED, BLOCKED, _WAITING),
    gated("waiting room", Page("French, sent", "fr", "File d'attente", "<p>Votre tour approche.</p>"), "/patience"),
    abroad(
        "waiting room",
        Page(
            "English, sent",
            "en",
            "Queue",
            "<h1>Your turn will come</h1><p>You then have ten minutes to go in. More than an hour to wait.</p>",
        ),
        "herald.queue-it.test",
        "/",
        back="t",
    ),
    *in_place("age gate", Fate.WALLED, BLOCKED, _AGE),
    gated(
        "age gate",
        Page("Spanish, sent", "es", "Bienvenido", "<p>¿Eres mayor de edad?</p><button>Sí</button><button>No</button>"),
        "/edad",
    ),
    gated(
        "age gate",
        Page("English, sent", "en", "Welcome", "<h1>Are you of legal age?</h1><form><input name=birth></form>"),
        "/agegate",
        back="returnurl",
    ),
    *in_place("country choice", Fate.WALLED, BLOCKED, _COUNTRY),
    gated(
        "country choice",
        Page("German, sent", "de", "Standort", "<h1>Land wählen</h1><ul><li>Deutschland<li>Schweiz<li>Polen</ul>"),
        "/standortwahl",
    ),
    abroad(
        "country choice",
        Page("English, sent", "en", "Pick a country", "<ul><li>Chile<li>France<li>Ghana<li>Norway</ul>"),
        "global.",
        "/countries",
    ),
    *in_place("login wall", Fate.WALLED, BLOCKED, _LOGIN),
    gated(
        "login wall",
        Page("LinkedIn", "en", "Sign Up | LinkedIn", "<h1>Make the most of your working life</h1><p>Join now.</p>"),
        "/authwall",
        back="sessionRedirect",
    ),
    abroad("login wall", _ACCESS, "accounts.", "/v3/signin/identifier", back="continue"),
    gated(
        "login wall",
        Page("Russian, sent", "ru", "Вход", "<p>Войдите, чтобы читать дальше.</p><input type=password name=p>"),
        "/vhod",
        back="to",
    ),
]
