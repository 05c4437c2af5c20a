"""Classify elements: blocks, those that are never shown, and the places of a page (body, caption, navigation …)."""

from __future__ import annotations

import re
from functools import lru_cache


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BLOCK_TAGS = _names(
    "address article aside blockquote body button caption center col colgroup dd details dialog dir div "
    "dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend "
    "li main menu nav ol optgroup p pre search section summary table tbody td tfoot th thead tr ul"
)
VOID_TAGS = _names(
    "area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr"
)
# Never shown, or not as text of the page. `rt` and `rp` are reading aids between the characters of a word.
UNSEEN_TAGS = _names(
    "annotation annotation-xml applet area audio canvas datalist desc embed frame head iframe input link "
    "map meta metadata noembed noframes noscript object option param progress meter rp rt rtc script "
    "select source style template textarea title track video"
)

PLACES = (
    "body",
    "heading",
    "list",
    "quote",
    "caption",
    "table",
    "references",
    "navigation",
    "comment",
    "related",
    "description",
    "metadata",
)
_OUTER = frozenset({"references", "navigation", "comment", "related", "description", "metadata"})
_TAG_PLACES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("ul", "ol", "dl", "menu", "dir"), "list"),
    **dict.fromkeys(("blockquote", "q"), "quote"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "table": "table",
    "nav": "navigation",
    "footer": "navigation",
    "aside": "related",
}
PLACED_TAGS = frozenset(_TAG_PLACES)
_ROLE_PLACES = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "contentinfo": "navigation",
    "banner": "navigation",
    "search": "navigation",
    "complementary": "related",
    "doc-bibliography": "references",
    "doc-endnotes": "references",
}
_NAMED = (
    ("comment", re.compile(r"(?:^|[\s_-])(?:comments?|disqus|disqus_thread|respond|replies|commentlist)(?:$|[\s_-])")),
    ("references", re.compile(r"(?:^|[\s_-])(?:reflist|references|footnotes|endnotes|bibliography|citations)(?:$|\s)")),
    (
        "related",
        re.compile(
            r"(?:^|[\s_-])(?:related|recommended|recommendations|read-?more|more-stories|also-like|most-read|trending"
            r"|popular-posts|outbrain|taboola|newsletter-signup|sidebar|see-also)(?:$|[\s_-])"
        ),
    ),
    (
        "navigation",
        re.compile(
            r"(?:^|[\s_-])(?:nav|navbar|navigation|navbox|breadcrumbs?|site-?header|site-?footer|global-?header"
            r"|global-?footer|menu|menubar|cookie-?banner|cookie-?consent|share-?(?:bar|tools|links)|social-?links)(?:$|[\s_-])"
        ),
    ),
    ("caption", re.compile(r"(?:^|[\s_-])(?:caption|wp-caption-text|thumbcaption|image-?credits?)(?:$|[\s_-])")),
    ("quote", re.compile(r"(?:^|\s)(?:blockquote|pull-?quote|quotebox)(?:$|\s)")),
)
# Most names have none of these words, so one search for any of them comes first.
_ANY_NAME = re.compile(
    r"comment|disqus|respond|replies|reflist|references|footnotes|endnotes|bibliography|citations|related|recommend"
    r"|read-?more|stories|also|most-read|trending|popular|outbrain|taboola|newsletter|sidebar|nav|breadcrumb|header"
    r"|footer|menu|cookie|share|social|caption|credit|quote"
)
_NAMED_TAGS = _names("div section ul ol aside p nav header footer table article figure span dl form td li blockquote")
_CONTENT_TAGS = frozenset({"body", "html", "main", "article"})
# A name on the frame of the whole page ("has-sidebar", "comments-open") says nothing of what is in it.
_PAGE_NAME = re.compile(
    r"(?:^|[\s_-])(?:has|with|no|open|closed|enabled|page|content|main"
    r"|wrapper|container|layout|row)(?:$|[\s_-])"
)


@lru_cache(maxsize=8192)
def place_of(tag: str, names: str, role: str | None, outer: str) -> str:
    """Return the place of an element's text.

    `tag` is its name, `names` its class and id, `role` its ARIA role, `outer` the place that it stands in. What is
    navigation, comment, related or a list of references stays so all the way down.
    """
    if outer in _OUTER:
        return "comment" if outer != "comment" and names and _by_name(names) == "comment" else outer
    if role and role in _ROLE_PLACES and tag not in _CONTENT_TAGS:
        return _ROLE_PLACES[role]
    if names and tag in _NAMED_TAGS and tag not in _CONTENT_TAGS:
        named = _by_name(names)
        if named:
            return named
    own = _TAG_PLACES.get(tag)
    if own is None or (outer == "quote" and own == "list"):
        return outer
    return own


@lru_cache(maxsize=4096)
def _by_name(names: str) -> str | None:
    lowered = names.lower()
    if not _ANY_NAME.search(lowered) or _PAGE_NAME.search(lowered):
        return None
    for place, pattern in _NAMED:
        if pattern.search(lowered):
            return place
    return None
