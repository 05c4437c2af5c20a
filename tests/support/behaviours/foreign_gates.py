"""Gates in languages and by services that no list of words was made from: ages, regions, logins, browsers, scripts."""

from __future__ import annotations

from behaviours.model import (
    BLOCKED,
    OLD_PATH,
    SCRIPTED,
    Behaviour,
    Fate,
    Page,
    abroad,
    at,
    everywhere,
    gated,
    in_place,
    reply,
)

_AGE = (
    Page("Italian", "it", "Verifica dell'età", "<p>Hai compiuto 18 anni?</p><button>Sì</button><button>No</button>"),
    Page("Dutch", "nl", "Leeftijdscontrole", "<p>Ben je 18 jaar of ouder?</p><button>Ja</button><button>Nee</button>"),
    Page("Swedish", "sv", "Åldersgräns", "<p>Är du över 20 år?</p><button>Ja</button><button>Nej</button>"),
    Page("Polish", "pl", "Weryfikacja wieku", "<p>Czy masz ukończone 18 lat?</p><button>Tak</button>"),
    Page("Japanese", "ja", "年齢確認", "<p>あなたは20歳以上ですか？</p><button>はい</button><button>いいえ</button>"),
    Page("Korean", "ko", "연령 확인", "<p>만 19세 이상만 이용할 수 있습니다. 성인 인증을 해 주세요.</p>"),
)

_REGION = (
    Page("English", "en", "Herald", "<h1>Sorry</h1><p>This content is not available in your region.</p>"),
    Page("German", "de", "Mediathek", "<p>Dieses Video ist in deinem Land leider nicht verfügbar.</p>"),
    Page("French", "fr", "Vidéo", "<p>Cette vidéo n'est pas disponible dans votre pays.</p>"),
    Page("Spanish", "es", "Vídeo", "<p>Este contenido no está disponible en tu país.</p>"),
    Page("Italian", "it", "Video", "<p>Questo contenuto non è disponibile nel tuo paese.</p>"),
)

_LOGIN = (
    Page("Italian", "it", "Accedi", "<p>Accedi per continuare a leggere.</p><form><input type=password name=p></form>"),
    Page(
        "Spanish",
        "es",
        "Iniciar sesión",
        "<p>Inicia sesión para ver este contenido.</p><form><input type=email><input type=password></form>",
    ),
    Page("Turkish", "tr", "Giriş yap", "<p>Bu içeriği görmek için giriş yapın.</p><form><input type=password></form>"),
    Page("Chinese", "zh", "登录", "<p>请登录后查看全文。</p><form><input name=u><input type=password></form>"),
    Page("Korean", "ko", "로그인", "<p>로그인이 필요한 서비스입니다.</p><form><input type=password></form>"),
    Page("Arabic", "ar", "تسجيل الدخول", "<p>يجب تسجيل الدخول لعرض هذا المحتوى.</p><form><input type=password></form>"),
)

_BROWSER = (
    Page("Russian", "ru", "Обновите браузер", "<p>Ваш браузер устарел и не поддерживается. Установите новый.</p>"),
    Page("Spanish", "es", "Navegador", "<p>Tu navegador no es compatible. Actualízalo para continuar.</p>"),
    Page(
        "Japanese",
        "ja",
        "対応ブラウザ",
        "<p>お使いのブラウザはサポートされていません。最新のブラウザをご利用ください。</p>",
    ),
    Page("Italian", "it", "Browser", "<p>Il tuo browser non è supportato. Aggiornalo per proseguire.</p>"),
)

_SCRIPTS = (
    Page("French", "fr", "Herald", "<p>Vous devez activer JavaScript pour utiliser cette application.</p>"),
    Page("Italian", "it", "Herald", "<p>Per usare questo sito devi abilitare JavaScript.</p>"),
    Page("Chinese", "zh", "首页", "<p>请启用 JavaScript 后继续访问。</p>"),
    Page("Russian", "ru", "Вестник", "<p>Для работы сайта необходимо включить JavaScript.</p>"),
)

_SAML = (
    b"<html><head><title>SSO</title></head><body onload='document.forms[0].submit()'><noscript><p>Since your browser "
    b"does not support JavaScript, you must "
    b"press the Continue button once to proceed.</p></noscript><form method=post action=/Shibboleth.sso/SAML2/POST>"
    b"<input type=hidden name=SAMLResponse value=PD94><input type=submit value=Continue></form></body></html>"
)

FOREIGN_GATES: list[Behaviour] = [
    *in_place("another age gate", Fate.WALLED, BLOCKED, _AGE),
    *in_place("another region", Fate.WALLED, BLOCKED, _REGION),
    *in_place("another login", Fate.WALLED, BLOCKED, _LOGIN),
    *in_place("another browser", Fate.WALLED, BLOCKED, _BROWSER),
    *in_place("another page for scripts", Fate.WALLED, SCRIPTED, _SCRIPTS),
    *(
        Behaviour(
            name=f"another login, a form that sends itself, {where}",
            kind="another login",
            right=SCRIPTED,
            fate=Fate.WALLED,
            hosts={"": answer},
        )
        for where, answer in (("everywhere", everywhere(reply(_SAML))), ("here alone", at(OLD_PATH, reply(_SAML))))
    ),
    gated(
        "another age gate",
        Page("Steam", "en", "Store", "<h1>Please enter your birth date to continue:</h1><select></select>"),
        "/agecheck/app/",
    ),
    abroad(
        "another login",
        Page(
            "Shibboleth",
            "en",
            "Web Login Service",
            "<h1>Login to Valley University</h1><form><input name=j_username>"
            "<input type=password name=j_password></form>",
        ),
        "idp.",
        "/idp/profile/SAML2/Redirect/SSO",
        back="SAMLRequest",
    ),
    abroad(
        "another login",
        Page("OpenID", "nl", "Inloggen", "<p>Log in met je account om verder te gaan.</p><input type=email>"),
        "sso.",
        "/auth/realms/herald/protocol/openid-connect/auth",
        back="redirect_uri",
    ),
]
