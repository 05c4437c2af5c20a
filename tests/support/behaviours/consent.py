"""Pages that ask for consent, or for consent or money, before they show anything."""

from __future__ import annotations

from behaviours.model import BLOCKED, Behaviour, Fate, Page, abroad, gated, in_place

_CONSENT = (
    Page(
        "English, choices",
        "en",
        "Your privacy choices",
        "<h1>Before you read on</h1><p>The Herald and its 214 partners keep and read details on your device, to show "
        "advertising that suits you and to measure it.</p><button>Agree to all</button><button>Refuse</button>",
    ),
    Page(
        "German, decision",
        "de",
        "Ihre Entscheidung",
        "<h1>Schön, dass Sie da sind</h1><p>Damit es weitergeht, brauchen wir Ihre Zustimmung zur Verarbeitung "
        "personenbezogener Daten durch uns und 183 Partner.</p><button>Alle akzeptieren</button>",
    ),
    Page(
        "French, partners",
        "fr",
        "Le respect de votre vie privée est notre priorité",
        "<h1>Vos choix</h1><p>Avec votre accord, nos partenaires et nous utilisons des traceurs pour stocker et "
        "consulter des informations sur votre visite.</p><button>Tout accepter</button><button>Continuer sans "
        "accepter</button>",
    ),
    Page(
        "Spanish, privacy",
        "es",
        "Valoramos tu privacidad",
        "<p>Nosotros y nuestros socios almacenamos información en tu dispositivo. Para seguir leyendo, indica si "
        "das tu consentimiento.</p><button>Aceptar y continuar</button><button>Rechazar</button>",
    ),
    Page(
        "Portuguese, privacy",
        "pt",
        "A sua privacidade",
        "<h1>A sua privacidade é importante</h1><p>Pedimos o seu consentimento para guardar cookies neste "
        "dispositivo antes de mostrar o jornal.</p><button>Aceito</button><button>Mais opções</button>",
    ),
    Page(
        "Polish, data",
        "pl",
        "Twoja prywatność",
        "<h1>Szanujemy Twoją prywatność</h1><p>Klikając „Przechodzę do serwisu”, wyrażasz zgodę na przetwarzanie "
        "danych osobowych przez nas i zaufanych partnerów.</p><button>Przechodzę do serwisu</button>",
    ),
    Page(
        "Russian, cookies",
        "ru",
        "Согласие на обработку данных",
        "<p>Чтобы продолжить, подтвердите согласие на использование файлов cookie и обработку персональных "
        "данных.</p><button>Принять</button>",
    ),
    Page(
        "Japanese, cookies",
        "ja",
        "プライバシーの設定",
        "<h1>Cookieの使用について</h1><p>当サイトを閲覧するには、Cookieの使用に同意してください。</p>"
        "<button>同意する</button><button>拒否する</button>",
    ),
    Page(
        "Chinese, cookies",
        "zh",
        "隐私设置",
        "<h1>我们重视您的隐私</h1><p>在继续浏览之前，请选择是否同意我们及合作伙伴使用 Cookie。</p>"
        "<button>全部接受</button><button>拒绝</button>",
    ),
    Page(
        "English, at length",
        "en",
        "The Herald asks for your agreement",
        "<h1>We ask for your agreement</h1>"
        + "".join(
            f"<h2>Purpose {number}</h2><p>With your permission, companies on our list may {done} on the basis of what "
            "you look at here and elsewhere. You can object to this at any time by coming back to this screen.</p>"
            for number, done in enumerate(
                ("store facts on your device", "choose advertisements", "make a profile of you", "measure what works"),
                1,
            )
        )
        + "<p>If you do not choose, nothing is shown.</p><button>I agree</button><button>Manage choices</button>",
        odd=True,
    ),
)

_PAY_OR_CONSENT = (
    Page(
        "German, pur",
        "de",
        "Nachrichten mit Werbung oder im Pur-Abo",
        "<h1>Wie möchten Sie lesen?</h1><p>Mit Werbung und Tracking kostenlos, oder ohne beides für 2,99 € im Monat "
        "mit dem Pur-Abo.</p><button>Akzeptieren und weiter</button><a href=/pur>Pur-Abo abschließen</a>",
    ),
    Page(
        "French, accept or pay",
        "fr",
        "Accepter ou s'abonner",
        "<h1>Accéder au site</h1><p>Vous pouvez accepter les cookies publicitaires et lire gratuitement, ou lire "
        "sans publicité ciblée pour 2 € par mois.</p><button>Accepter</button><a href=/offre>S'abonner</a>",
    ),
    Page(
        "Italian, refuse and pay",
        "it",
        "Prosegui con i cookie o abbonati",
        "<p>Puoi leggere gratis accettando la profilazione, oppure rifiutare e abbonarti a 1 euro al mese.</p>"
        "<button>Accetta e continua</button><a href=/abbonati>Rifiuta e abbonati</a>",
    ),
    Page(
        "Dutch, free with advertising",
        "nl",
        "Kies hoe u verder wilt",
        "<h1>Gratis met cookies, of betalen zonder</h1><p>Geef toestemming voor gepersonaliseerde advertenties, of "
        "neem een abonnement zonder volgcookies.</p><button>Akkoord</button><a href=/abo>Abonnement</a>",
    ),
    Page(
        "Spanish, accept or pay",
        "es",
        "Acepta o suscríbete",
        "<p>Acepta las cookies y navega gratis, o suscríbete desde 0,99 € al mes para navegar sin ellas.</p>"
        "<button>Aceptar y seguir gratis</button><a href=/planes>Rechazar y pagar</a>",
    ),
)

CONSENT: list[Behaviour] = [
    *in_place("consent wall", Fate.WALLED, BLOCKED, _CONSENT),
    gated(
        "consent wall",
        Page(
            "German, sent",
            "de",
            "Einwilligung erforderlich",
            "<h1>Cookies und Werbung</h1><p>Sie lesen den Kurier wie gewohnt, sobald Sie allen Cookies zustimmen."
            "</p><button>Zustimmen</button>",
        ),
        "/service/einwilligung.html",
        back="ziel",
    ),
    gated(
        "consent wall",
        Page(
            "Dutch, sent",
            "nl",
            "Jouw keuze",
            "<h1>Wij vragen je toestemming</h1><p>Om de krant te lezen, kies je eerst welke cookies wij mogen "
            "plaatsen.</p><button>Alles toestaan</button>",
        ),
        "/privacy-gate/accept",
        back="callback",
    ),
    gated(
        "consent wall",
        Page(
            "Italian, sent",
            "it",
            "Informativa",
            "<p>Questo sito, insieme a 96 fornitori, tratta dati come il tuo indirizzo IP. Scegli se acconsentire."
            "</p><button>Acconsento</button>",
        ),
        "/informativa/scelta",
        back="url",
    ),
    abroad(
        "consent wall",
        Page(
            "English, family of sites",
            "en",
            "Part of the Meridian family",
            "<h1>Meridian is a family of sites</h1><p>When you use them, we and our partners store things on your "
            "device. Choose what we may do.</p><button>Accept all</button><button>Reject all</button>",
        ),
        "guce.",
        "/copyTransfer",
        back="sessionId",
    ),
    abroad(
        "consent wall",
        Page(
            "French, sent",
            "fr",
            "Votre accord",
            "<p>Nous avons besoin de votre accord avant de vous montrer cet article.</p><button>J'accepte</button>",
        ),
        "choix-vie-privee.test",
        "/c/herald",
        back="retour",
    ),
    *in_place("pay or consent", Fate.WALLED, BLOCKED, _PAY_OR_CONSENT),
    gated(
        "pay or consent",
        Page(
            "Portuguese, sent",
            "pt",
            "Escolha como continuar",
            "<p>Continue grátis com publicidade personalizada, ou assine por 1 € por mês e leia sem rastreamento."
            "</p><button>Continuar grátis</button><a href=/assinar>Assinar</a>",
        ),
        "/escolha",
        back="de",
    ),
]
