"""Live pages that look like walls or dead pages, and pages that do not say why they are shown."""

from __future__ import annotations

from behaviours.model import (
    ALIVE,
    BLOCKED,
    CLAIMED,
    DEAD,
    OLD_PATH,
    QUOTED,
    Behaviour,
    Fate,
    article,
    at,
    everywhere,
    html,
    reply,
)


def note(title: str, first: str = "", language: str = "en") -> bytes:
    """Return a short page that is the cited one, although its title suggests something else."""
    words = f"<h1>{title}</h1><p>{first}</p><p>She remembers that {QUOTED}.</p><p>{CLAIMED}</p>"
    return html(title, words, language)


_BAR = (
    '<div class="cookie-layer"><h2>Your privacy choices</h2><p>We and our partners store things on your device.</p>'
    "<button>Accept all</button><button>Refuse</button></div>"
)
_LIVING = {
    "a consent layer over the article": article(extra=_BAR),
    "a consent layer before the article": article().replace(b"<article>", _BAR.encode() + b"<article>"),
    "a login form in the head": article().replace(
        b"<article>", b"<form>Log in <input name=u><input type=password name=p></form><article>"
    ),
    "comments want scripts": article(extra="<noscript>Please enable JavaScript to see the comments.</noscript>"),
    "an old browser is warned": article().replace(
        b"<article>", b"<!--[if IE]>--><p>Your browser is out of date.</p><!--<![endif]--><article>"
    ),
    "a captcha before the comments": article(extra='<form>Are you human? <div class="g-recaptcha"></div></form>'),
    "an age asked in the foot": article(extra="<footer>Not for anyone under 18. Drink responsibly.</footer>"),
    "a list of countries in the foot": article(extra="<footer>Choose your country: <a>Chile</a> <a>Ghana</a></footer>"),
    "on maintenance, in short": note("Scheduled maintenance of the sluice", "The gates are greased every May."),
    "on waiting, in short": note("Waiting room of the ferry", "You are now in line, says a board on the wall."),
    "on denial, in short": note("Access denied to the tow path", "The owner put up a gate in 1987."),
    "on errors, in short": note("Fatal error of a keeper", "He opened the wrong gate in the flood of 1911."),
    "on ages, in short": note("How old are the piles?", "They were felled in 1612, as their rings show."),
    "on robots, in short": note("A robot cleans the screen", "It was built by pupils of the school."),
    "on works, German": note("Wartungsarbeiten an der Schleuse", "Die Schleuse wird im Mai gewartet.", "de"),
    "on consent, French": note("Le consentement des riverains", "Les riverains ont donné leur accord.", "fr"),
}
_FRONT = html(
    "The Valley Herald", "<h1>The Valley Herald</h1><ul><li>Mart prices fall<li>Choir wins<li>Rain ahead</ul>"
)
_UNSAID = {
    "the front page": reply(_FRONT),
    "a few words": reply(html("Lode Water", "<p>Lode Water. Serving the valley.</p>")),
    "a picture": reply(html("Lode", "<img src=/valley.jpg alt='The valley in spring'>")),
}

LOOKALIKES: list[Behaviour] = [
    *(
        Behaviour(
            name=f"living look-alike, {name}",
            kind="living look-alike",
            right=ALIVE,
            fate=Fate.LIVES,
            hosts={"": at(OLD_PATH, reply(body))},
        )
        for name, body in _LIVING.items()
    ),
    *(
        Behaviour(
            name=f"no reason given, {name} everywhere",
            kind="no reason given",
            right=DEAD | BLOCKED,
            fate=Fate.OPEN,
            hosts={"": everywhere(said)},
        )
        for name, said in _UNSAID.items()
    ),
]
