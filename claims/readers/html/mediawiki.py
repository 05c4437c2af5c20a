"""Read pages that MediaWiki rendered: in every skin, by the old parser and by Parsoid, on all wikis."""

from __future__ import annotations

import re

from lxml import etree

from claims.readers.html.plan import (
    EntryPlan,
    Index,
    MarkPlan,
    Plan,
    ancestors,
    classes_of,
    elements,
    words_of,
)
from claims.readers.note_labels import NUMBERED_GROUPS, label_of
from claims.urls import joined

_NOTE_ID = re.compile(r"(?:mw[\w-]*-)?_?(?:cite_)?note-", re.IGNORECASE)
_PAGES = re.compile(r"\s*[:：]\s*(\S.*)", re.DOTALL)
_NOTE_TEXT = re.compile(r"\[[^\[\]]{2,60}\]")

_REVISION_ADDRESS = re.compile(r"^https?://.+/revision/\d+$")
_REVISION = re.compile(r'"wgRevisionId":\s*([1-9]\d*)')
_PERMANENT = re.compile(r"/index\.php\?title=[^&]+&oldid=[1-9]\d*$")

_SKIPPED_CLASSES = frozenset(
    """
    mw-editsection mw-editsection-like editlink navbox navbox-inner vertical-navbox toc toctogglecheckbox mw-jump-link
    mw-cite-backlink mw-references-backlinks reference-backlink mw-cite-up-arrow-backlink cite-accessibility-label
    mw-ext-cite-error mw-ext-cite-warning mw-empty-elt printfooter catlinks mw-hidden-catlinks article-categories ambox
    metadata sistersitebox sister-box side-box portalbox portal-bar mw-indicators mw-indicator authority-control
    mw-authority-control sidebar-navbar nomobile-nav stub shortdescription geo-nondefault geo-multi-punct
    mw-kartographer-container magnify mw-collapsible-toggle noexcerpt-nav wikia-gallery-add wds-collapsible-panel
    page-header__contribution-buttons printonly print-only noscreen
    """.split()  # noqa: SIM905 # a list of literals would take forty lines
)
_SKIPPED_IDS = frozenset(
    """
    toc siteSub contentSub contentSub2 jump-to-nav catlinks mw-navigation footer mw-head mw-panel mw-page-base
    mw-head-base siteNotice mw-indicators p-lang-btn vector-toc mw-hidden-catlinks coordinates
    """.split()  # noqa: SIM905 # as above
)
_MOST_CONTENTS = 20  # elements with the name of the content; a page has one or two
_CONTENT = ("mw-parser-output", "mw-body-content")


def is_mediawiki(root: etree._Element, index: Index) -> bool:
    """Return whether MediaWiki made the page (or the part of one)."""
    if any(_NOTE_ID.match(name) and element.tag == "li" for name, element in index.ids.items()):
        return True
    if any(_NOTE_ID.match(fragment) for _, fragment in index.links):
        return True
    for element in elements(root):
        if element.tag == "meta" and element.get("name") == "generator":
            return (element.get("content") or "").startswith("MediaWiki")
        classes = element.get("class") or ""
        if "mw-parser-output" in classes or "mw-content-ltr" in classes or "mw-ref" in classes.split():
            return True
    return False


def content_of(root: etree._Element, index: Index) -> etree._Element:
    """Return the element that holds the article."""
    for name in _CONTENT:
        found = [element for element in elements(root) if name in classes_of(element)]
        if found:
            return max(found[:_MOST_CONTENTS], key=lambda element: sum(1 for _ in element.iter("p", "li", "sup")))
    for own in ("mw-content-text", "bodyContent", "content"):
        if own in index.ids:
            return index.ids[own]
    body = root.find("body")
    return root if body is None else body


def plan_page(root: etree._Element, index: Index) -> Plan:
    """Return the plan of a page: its marks, its entries, and the elements to leave out."""
    plan = Plan(of_wiki=True)
    entry_of = _plan_entries(root, plan)
    for link, fragment in index.links:
        target = entry_of.get(fragment)
        if target is None and not (_NOTE_ID.match(fragment) and link.get("href", "").count("#") == 1):
            continue
        _plan_mark(plan, link, target)
    for element in elements(root):
        classes = classes_of(element)
        if classes & _SKIPPED_CLASSES or element.get("id") in _SKIPPED_IDS or element.get("role") == "navigation":
            if "noprint" in classes and "Inline-Template" in classes:
                continue
            plan.skipped.add(element)
        elif "autonumber" in classes:
            _plan_bare(plan, element)
        elif element.tag == "sup" and element not in plan.marks:
            _plan_small(plan, element, classes)
    return plan


def _plan_entries(root: etree._Element, plan: Plan) -> dict[str, EntryPlan]:
    """Find the lists of notes; return their entries by the ids that marks may point to."""
    found: dict[str, EntryPlan] = {}
    for item in root.iter("li"):
        own = item.get("id") or ""
        parent = item.getparent()
        listed = parent is not None and "references" in classes_of(parent)
        if not own or not (_NOTE_ID.match(own) or listed) or own in found:
            if listed:
                plan.skipped.add(item)
            continue
        entry = EntryPlan(own, "", [item], item)
        texts = [
            part for part in item.iter("span", "div") if classes_of(part) & {"reference-text", "mw-reference-text"}
        ]
        if texts:
            entry.parts = texts[:1]
        entry.error = _is_error(entry)
        plan.entries.append(entry)
        plan.skipped.add(item)
        found[own] = entry
    return found


def _is_error(entry: EntryPlan) -> bool:
    """Return whether MediaWiki shows nothing, or only the error that the note was never defined."""
    part = entry.parts[0]
    if next(part.iter("a"), None) is not None:
        return False
    errors = [
        element for element in part.iter("span", "strong") if any("error" in name for name in classes_of(element))
    ]
    words = words_of(part)
    for element in errors:
        words = words.replace(words_of(element), "", 1)
    return not words.strip()


def _plan_mark(plan: Plan, link: etree._Element, target: EntryPlan | None) -> None:
    """Plan the mark of a link to a note; a link from inside the list to the list is not a mark."""
    holder = link
    for parent in ancestors(link):
        if parent.tag in ("li", "p", "td", "div", "body"):
            break
        if parent.tag == "sup" or classes_of(parent) & {"reference", "mw-ref"}:
            holder = parent
            if parent.get("id", "").startswith("cite_ref") or parent.tag == "sup":
                break
    if any("backlink" in name for name in classes_of(holder)) or link.get("rel") == "mw:referencedBy":
        return
    if holder in plan.marks:
        holder = link
    label = words_of(link).strip().strip("[]").strip()
    group, _, number = label.rpartition(" ")
    if group in NUMBERED_GROUPS and number.isdecimal():
        label = label_of(group, number)  # Parsoid leaves it to the style sheet to show "a" for "lower-alpha 1"
    if not label and target is None:
        return
    plan.marks[holder] = MarkPlan((label,), () if target is None or target.error else (target.key,))
    if target is not None and not target.label:
        target.label = label


def _plan_small(plan: Plan, element: etree._Element, classes: frozenset[str]) -> None:
    """Plan raised text that is not a mark: the page that a mark names, or a note of the editors."""
    words = words_of(element)
    if "reference" in classes and (pages := _PAGES.fullmatch(words)) is not None:
        plan.pages[element] = pages[1].strip("\u200a\u2009 ")
    elif ("Inline-Template" in classes or "noprint" in classes) and _NOTE_TEXT.fullmatch(words):
        plan.editorial[element] = words


def _plan_bare(plan: Plan, link: etree._Element) -> None:
    """Plan a bare link to the web. It shows "[1]", which numbers no note: its address is shown."""
    in_entry = any(parent in plan.skipped and parent.tag == "li" for parent in ancestors(link))
    plan.shown[link] = ("" if in_entry else " ") + (link.get("href") or "")


def pinned_url(root: etree._Element, source: str, url: str | None) -> str | None:
    """Return the address of the revision that was read, or `url` where the page does not give it."""
    about = root.get("about") or ""
    if _REVISION_ADDRESS.search(about):
        return about
    if url is not None and "oldid=" in url:
        return url
    permanent = next((href for link in root.iter("a") if _PERMANENT.search(href := link.get("href") or "")), "")
    base = url or next((link.get("href") or "" for link in root.iter("link") if link.get("rel") == "canonical"), "")
    revision = _REVISION.search(source)
    if base and revision is not None:
        base = base.partition("#")[0]
        return f"{base}{'&' if 'title=' in base else '?'}oldid={revision[1]}"
    address = joined(base, permanent) if permanent else ""
    return address if address.startswith(("http://", "https://")) else url
