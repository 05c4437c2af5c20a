"""Pages that stand before others, in languages and by services that no list of words was made from."""

from __future__ import annotations

from behaviours.model import (
    BLOCKED,
    SCRIPTED,
    Behaviour,
    Fate,
    Page,
    abroad,
    everywhere,
    gated,
    in_place,
    reply,
)

_HUMAN = (
    Page(
        "Akamai",
        "en",
        "Access Denied",
        '<h1>Access Denied</h1>You don\'t have permission to access "http&#58;&#47;&#47;herald&#46;test" on this '
        "server.<p>Reference&#32;&#35;18&#46;8d5c1502&#46;1714641&#46;2b7f</p>",
    ),
    Page(
        "network policy",
        "en",
        "Blocked",
        "<h1>whoa there, pardner!</h1><p>Your request has been blocked due to a network policy. Try logging in or "
        "creating an account here to get back to browsing.</p>",
    ),
    Page(
        "additional check",
        "en",
        "Herald",
        "<h1>Additional security check is required</h1><p>Why am I seeing this page? Something in your browser made "
        "us believe you are a bot.</p>",
    ),
    Page(
        "Italian",
        "it",
        "Verifica di sicurezza",
        "<h1>Verifica in corso</h1><p>Stiamo controllando che tu non sia un robot. Ci vorrà qualche secondo.</p>",
    ),
    Page(
        "Portuguese",
        "pt",
        "Um momento…",
        "<h1>herald.test</h1><p>Confirme que você é humano realizando a ação abaixo. O site precisa verificar a "
        "segurança da sua conexão antes de prosseguir.</p>",
    ),
    Page(
        "Polish",
        "pl",
        "Chwileczkę",
        "<p>Sprawdzamy, czy nie jesteś robotem. To potrwa tylko chwilę.</p>",
    ),
    Page(
        "Russian",
        "ru",
        "Вы не робот?",
        "<p>Подтвердите, что запросы отправляли вы, а не робот. Нам очень жаль, но запросы с вашего устройства похожи "
        "на автоматические.</p>",
    ),
    Page(
        "Turkish",
        "tr",
        "Güvenlik doğrulaması",
        "<p>Devam etmeden önce robot olmadığınızı doğrulayın.</p>",
    ),
    Page(
        "Chinese",
        "zh",
        "安全验证",
        "<p>为了保护您的访问安全，请完成验证后继续。请按住滑块，拖动到最右边。</p>",
    ),
    Page(
        "Korean",
        "ko",
        "보안 확인",
        "<p>비정상적인 접근이 감지되었습니다. 자동입력 방지 문자를 입력해 주세요.</p>",
    ),
    Page(
        "Japanese",
        "ja",
        "確認",
        "<p>ロボットではないことを確認しています。しばらくお待ちください。</p>",
    ),
)

_CONSENT = (
    Page(
        "Italian",
        "it",
        "La tua privacy",
        "<h1>Noi e i nostri partner teniamo alla tua privacy</h1><p>Noi e 156 fornitori archiviamo cookie sul tuo "
        "dispositivo. Con il tuo consenso trattiamo dati personali per annunci personalizzati.</p>"
        "<button>Accetta</button><button>Rifiuta</button>",
    ),
    Page(
        "Czech",
        "cs",
        "Nastavení souhlasu s personalizací",
        "<h1>Vaše soukromí je pro nás důležité</h1><p>Abychom vám mohli web zobrazit, potřebujeme váš souhlas s "
        "používáním cookies.</p><button>Souhlasím</button><button>Odmítnout</button>",
    ),
    Page(
        "Swedish",
        "sv",
        "Din integritet",
        "<h1>Vi värnar om din integritet</h1><p>Vi och våra samarbetspartner lagrar kakor på din enhet. Du behöver ge "
        "ditt samtycke innan du går vidare.</p><button>Godkänn alla</button><button>Avvisa</button>",
    ),
    Page(
        "Danish",
        "da",
        "Samtykke",
        "<h1>Vi beder om dit samtykke</h1><p>Vi og vores partnere bruger cookies til at huske dine indstillinger og "
        "vise annoncer.</p><button>Accepter alle</button><button>Kun nødvendige</button>",
    ),
    Page(
        "Turkish",
        "tr",
        "Gizliliğiniz",
        "<h1>Gizliliğinize önem veriyoruz</h1><p>Biz ve ortaklarımız cihazınızda çerez saklıyoruz. Devam etmek için "
        "onay verin.</p><button>Kabul et</button><button>Reddet</button>",
    ),
    Page(
        "Greek",
        "el",
        "Το απόρρητό σας",
        "<h1>Σεβόμαστε το απόρρητό σας</h1><p>Εμείς και οι συνεργάτες μας χρησιμοποιούμε cookies. Χρειαζόμαστε τη "
        "συγκατάθεσή σας για να συνεχίσετε.</p><button>Αποδοχή όλων</button><button>Απόρριψη</button>",
    ),
    Page(
        "Hungarian",
        "hu",
        "Adatvédelem",
        "<h1>Fontos számunkra az Ön adatainak védelme</h1><p>Partnereinkkel sütiket tárolunk az eszközén. A "
        "folytatáshoz kérjük a hozzájárulását.</p><button>Elfogadom</button><button>Elutasítom</button>",
    ),
    Page(
        "Korean",
        "ko",
        "개인정보 설정",
        "<p>계속하려면 쿠키 사용 및 개인정보 처리에 동의해 주세요.</p><button>모두 동의</button><button>거부</button>",
    ),
)

_WAITING = (
    Page(
        "Cloudflare",
        "en",
        "Waiting Room powered by Cloudflare",
        "<h1>You are now in line.</h1><p>Thank you for your patience. Your estimated wait time is 11 minutes. This "
        "page will automatically refresh, please do not close your browser.</p>",
    ),
    Page(
        "Italian",
        "it",
        "Sei in coda",
        "<p>In questo momento ci sono molti utenti. Tempo di attesa stimato: 8 minuti. Non chiudere questa pagina.</p>",
    ),
    Page(
        "French",
        "fr",
        "File d'attente",
        "<h1>Vous êtes dans la file d'attente</h1><p>Vous serez redirigé dans environ 6 minutes.</p>",
    ),
    Page("Korean", "ko", "접속 대기", "<p>현재 접속자가 많아 대기 중입니다. 예상 대기 시간: 5분</p>"),
    Page("Chinese", "zh", "排队中", "<p>当前访问人数过多，您正在排队等候，预计等待时间 5 分钟。</p>"),
)

FOREIGN_WALLS: list[Behaviour] = [
    *in_place("another bot wall", Fate.WALLED, BLOCKED, _HUMAN),
    *in_place("another consent wall", Fate.WALLED, BLOCKED, _CONSENT),
    *in_place("another waiting room", Fate.WALLED, BLOCKED, _WAITING),
    Behaviour(
        name="another bot wall, 202 with a token",
        kind="another bot wall",
        right=SCRIPTED,
        fate=Fate.WALLED,
        hosts={
            "": everywhere(
                reply(
                    b"<!doctype html><html><head><script>window.awsWafCookieDomainList=[];</script><script "
                    b"src=https://token.awswaf.test/challenge.js></script></head><body><div id=challenge-container>"
                    b"</div></body></html>",
                    "202 Accepted",
                    "x-amzn-waf-action: challenge",
                )
            )
        },
    ),
    gated(
        "another bot wall",
        Page(
            "Google sorry",
            "en",
            "https://herald.test/x",
            "<p>Our systems have detected unusual traffic from your computer network. This page checks to see if it's "
            "really you sending the requests, and not a robot.</p>",
        ),
        "/sorry/index",
        back="continue",
    ),
    abroad(
        "another consent wall",
        Page(
            "guce",
            "en",
            "Yahoo is part of the family of brands",
            "<p>If you click Accept all, we will also use "
            "your data.</p><button>Accept all</button><button>Reject all</button>",
        ),
        "consent.",
        "/v2/collectConsent",
        back="sessionId",
    ),
]
