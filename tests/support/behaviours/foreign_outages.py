"""Sites that fail and pages that are gone, in languages and by programs that no list of words was made from."""

from __future__ import annotations

from behaviours.model import DEAD, FAILING, GONE, OLD_PATH, Behaviour, Fate, Page, at, html, in_place, missing, reply
from behaviours.raw_web import Answer, Asked

_MAINTENANCE = (
    Page("Italian", "it", "Sito in manutenzione", "<p>Stiamo aggiornando il sito. Torneremo presto online.</p>"),
    Page("Spanish", "es", "En mantenimiento", "<p>Estamos realizando tareas de mantenimiento. Volvemos enseguida.</p>"),
    Page("Portuguese", "pt", "Manutenção", "<p>Estamos em manutenção. Voltaremos em breve.</p>"),
    Page("Russian", "ru", "Технические работы", "<p>На сайте ведутся технические работы. Зайдите позже.</p>"),
    Page("Turkish", "tr", "Bakım", "<p>Sitemiz bakım çalışması nedeniyle geçici olarak kapalıdır.</p>"),
    Page("Korean", "ko", "서버 점검 안내", "<p>현재 시스템 점검 중입니다. 잠시 후 다시 이용해 주세요.</p>"),
    Page("Swedish", "sv", "Underhåll", "<p>Webbplatsen är nere för underhåll. Vi är snart tillbaka.</p>"),
)
_BROKEN = {
    "nginx": html(
        "Error",
        "<h1>An error occurred.</h1><p>Sorry, the page you are looking for is currently unavailable.<br>Please try "
        "again later.</p><p>If you are the system administrator of this resource then you should check the error log "
        "for details.</p><p><em>Faithfully yours, nginx.</em></p>",
    ),
    "Rails": html(
        "We're sorry, but something went wrong (500)",
        "<h1>We're sorry, but something went wrong.</h1><p>If you are the application owner check the logs for more "
        "information.</p>",
    ),
    "Drupal": b"The website encountered an unexpected error. Please try again later.",
    "Django": html(
        "OperationalError at /story",
        '<h1>OperationalError at /story</h1><pre>could not translate host name "db" to address</pre><p>You\'re seeing '
        "this error because you have <code>DEBUG = True</code> in your Django settings file.</p>",
    ),
    "Tomcat": html(
        "Apache Tomcat/9.0.31 - Error report",
        "<h1>HTTP Status 500 – Internal Server Error</h1><p><b>Type</b> Exception Report</p><p><b>Description</b> The "
        "server encountered an unexpected condition that prevented it from fulfilling the request.</p>",
    ),
    "Typo3": html("Oops", "<h1>Oops, an error occurred!</h1><p>Code: 20240502101112abcdef</p>"),
    "Joomla": html("Error: 500", "<h1>500 - Internal error</h1><p>Could not connect to MySQL.</p>"),
    "Laravel": html("Server Error", "<div>500</div><div>Server Error</div>"),
    "Varnish": html(
        "503 Backend fetch failed",
        "<h1>Error 503 Backend fetch failed</h1><p>Backend fetch failed</p><h3>Guru Meditation:</h3><p>XID: 65602</p>",
    ),
    "German": html(
        "Fehler", "<p>Es ist ein interner Serverfehler aufgetreten. Bitte versuchen Sie es später.</p>", "de"
    ),
    "Spanish": html("Error", "<p>Error interno del servidor. Inténtelo de nuevo más tarde.</p>", "es"),
    "Russian": html("Ошибка", "<p>Внутренняя ошибка сервера. Попробуйте позже.</p>", "ru"),
}
_MISSING = (
    Page("Italian", "it", "Errore", "<h1>Ops!</h1><p>La pagina che stai cercando non esiste o è stata spostata.</p>"),
    Page("Turkish", "tr", "Hata", "<p>Aradığınız içerik bulunamadı veya kaldırılmış olabilir.</p>"),
    Page("Greek", "el", "Σφάλμα", "<p>Η σελίδα που ζητήσατε δεν βρέθηκε.</p>"),
    Page("Hebrew", "he", "שגיאה", "<p>הדף שחיפשת לא נמצא.</p>"),
    Page("Arabic", "ar", "خطأ", "<p>عذراً، الصفحة التي تبحث عنها غير موجودة.</p>"),
    Page("Thai", "th", "ขออภัย", "<p>ไม่พบหน้าที่คุณต้องการ</p>"),
    Page("Vietnamese", "vi", "Lỗi", "<p>Không tìm thấy trang bạn yêu cầu.</p>"),
    Page("Hindi", "hi", "त्रुटि", "<p>क्षमा करें, यह पृष्ठ उपलब्ध नहीं है।</p>"),
    Page("Danish", "da", "Fejl", "<p>Siden, du leder efter, findes ikke længere.</p>"),
    Page("Czech", "cs", "Chyba", "<p>Požadovaná stránka nebyla nalezena.</p>"),
    Page("Romanian", "ro", "Eroare", "<p>Pagina căutată nu există sau a fost mutată.</p>"),
    Page("Dutch", "nl", "Helaas", "<p>De pagina die je zoekt bestaat niet meer.</p>"),
    Page("Swedish, article", "sv", "Hoppsan", "<p>Artikeln du söker finns inte längre kvar.</p>"),
    Page("Portuguese, article", "pt", "Aviso", "<p>A notícia que procura já não está disponível.</p>"),
)
_PARKED = (
    Page(
        "English, expired",
        "en",
        "herald.test",
        "<p>This domain has expired. Is this your domain? Renew now at your registrar.</p>",
    ),
    Page(
        "German, free",
        "de",
        "herald.test",
        "<h1>herald.test</h1><p>Diese Domain steht zum Verkauf. Jetzt Angebot abgeben.</p>",
    ),
    Page("French, sale", "fr", "herald.test", "<p>Le nom de domaine herald.test est à vendre.</p>"),
    Page("Dutch, sale", "nl", "herald.test", "<p>Deze domeinnaam is te koop. Doe een bod.</p>"),
    Page("Chinese, sale", "zh", "herald.test", "<p>该域名可转让，如有意购买请联系我们。</p>"),
)


def _fails_for(status: str, body: bytes = b"") -> Answer:
    return lambda asked: missing() if asked.target == "/robots.txt" else reply(body, status)


def _first_500(asked: Asked) -> bytes:
    """Fail on every visit of the old address, and work elsewhere."""
    if asked.target == OLD_PATH:
        return reply(b"", "500 Internal Server Error")
    return missing()


FOREIGN_OUTAGES: list[Behaviour] = [
    *in_place("other maintenance", Fate.DOWN, FAILING, _MAINTENANCE),
    *(
        Behaviour(
            name=f"other error pages, {name}, {where}",
            kind="other error pages",
            right=FAILING,
            fate=Fate.DOWN,
            hosts={"": answer},
        )
        for name, body in _BROKEN.items()
        for where, answer in (("everywhere", _fails_for("200 OK", body)), ("here alone", at(OLD_PATH, reply(body))))
    ),
    *in_place("another soft 404", Fate.DEAD, DEAD, _MISSING),
    *in_place("parked otherwise", Fate.DEAD, DEAD, _PARKED),
    Behaviour(
        name="plain failures, 500 for one address",
        kind="plain failures",
        right=FAILING,
        fate=Fate.DOWN,
        hosts={"": _first_500},
    ),
    *(
        Behaviour(
            name=f"plain failures, {status}",
            kind="plain failures",
            right=FAILING,
            fate=Fate.DOWN,
            hosts={"": _fails_for(status)},
        )
        for status in ("507 Insufficient Storage", "509 Bandwidth Limit Exceeded", "521 ", "525 ", "530 ", "598 ")
    ),
    *(
        Behaviour(
            name=f"plainly gone, {status}",
            kind="plainly gone",
            right=GONE,
            fate=Fate.DEAD,
            hosts={"": _fails_for(status)},
        )
        for status in ("404 Komponente nicht gefunden", "410 ", "404 ")
    ),
]
