"""Plan notes whose text is beside the mark (sidenotes, pop-ups, hidden spans), and links that are citations."""

from __future__ import annotations

import re

from lxml import etree

from claims.readers.html.naming import number_of
from claims.readers.html.plan import EntryPlan, Index, MarkPlan, Plan, ancestors, classes_of, short_words

_NOTE_CLASS = re.compile(
    r"(?:^|\s)(?:side-?note|margin-?note|foot-?note|footnote-?content|inline-footnote-content|note-content|fn-text"
    r"|tooltip-footnote|ltx_note_content)(?:\s|$)",
    re.IGNORECASE,
)
_NUMBER_CLASS = re.compile(
    r"(?:^|\s)(?:sidenote-number|footnote-(?:number|label|ref)|margin-toggle|footref|inline-footnote)(?:\s|$)",
    re.IGNORECASE,
)
_PILL = re.compile(r"citation", re.IGNORECASE)
_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def plan_inline(index: Index, plan: Plan) -> None:
    """Plan the notes that are beside their marks, unless the page has them in a list too."""
    if plan.entries:
        _leave_out_copies(index, plan)
        return
    for element in index.root.iter("span", "aside", "small", "div"):
        if element in plan.skipped:
            continue
        if _NOTE_CLASS.search(element.get("class") or ""):
            mark = _mark_before(element)
            if mark is not None:
                _plan_pair(plan, mark, element)
    for element in index.root.iter("span", "sup", "a", "abbr"):
        defined = element.get("data-definition") or element.get("data-footnote-id")
        target = index.ids.get(defined) if defined else None
        if target is not None and element not in plan.marks:
            _plan_pair(plan, element, target)


def plan_citations(index: Index, plan: Plan) -> None:
    """Plan links to the web that are citations: the small link "1" of a raised number, the pill of a chat assistant."""
    known: dict[str, EntryPlan] = {}
    for link in index.root.iter("a"):
        url = link.get("href") or ""
        if (
            not _WEB.match(url)
            or link in plan.marks
            or any(parent in plan.marks for parent in list(ancestors(link))[:4])
        ):
            continue
        label = number_of(short_words(link)) if _is_raised(link) or _is_cited(link) else None
        holder = _pill_of(link)
        if label is None and holder is None:
            continue
        entry = known.get(url)
        if entry is None:
            entry = known[url] = EntryPlan(f"link-{len(known)}", label or str(len(known) + 1), [], link, url=url)
            plan.entries.append(entry)
        plan.marks[link if holder is None else holder] = MarkPlan((label or entry.label,), (entry.key,))


def _is_cited(link: etree._Element) -> bool:
    return not classes_of(link).isdisjoint(("citation", "citation-link", "cite"))


def _is_raised(link: etree._Element) -> bool:
    return next(link.iter("sup"), None) is not None or any(parent.tag == "sup" for parent in list(ancestors(link))[:2])


def _pill_of(link: etree._Element) -> etree._Element | None:
    for parent in [link, *list(ancestors(link))[:2]]:
        if _PILL.search(parent.get("data-testid") or "") or "citation-pill" in classes_of(parent):
            return parent
    return None


def _mark_before(note: etree._Element) -> etree._Element | None:
    """Return the number before a note or around it; an element without words of its own counts too."""
    before = note.getprevious()
    while before is not None and before.tag in ("input", "br"):
        if (before.tail or "").strip():
            return None
        before = before.getprevious()
    if before is not None and not (before.tail or "").strip():
        named = _NUMBER_CLASS.search(before.get("class") or "") is not None
        if named or (before.tag in ("sup", "label", "a") and number_of(short_words(before)) is not None):
            return before
    parent = note.getparent()
    if parent is None:
        return None
    outer = parent.getprevious() if before is None and not (parent.text or "").strip() else None
    if outer is not None and not (outer.tail or "").strip() and number_of(short_words(outer)) is not None:
        return outer
    if _NUMBER_CLASS.search(parent.get("class") or "") and number_of((parent.text or "").strip()) is not None:
        return parent
    return None


def _plan_pair(plan: Plan, mark: etree._Element, note: etree._Element) -> None:
    shown = (mark.text or "").strip() if note.getparent() is mark else short_words(mark)
    label = number_of(shown) or str(len(plan.entries) + 1)
    if not label.isdecimal():
        label = str(len(plan.entries) + 1)  # every note of the page is marked "*"
    if note.getparent() is mark:
        parent = mark.getparent()
        if parent is None:
            return
        # The note moves out of its mark, so that both are read on their own; the order of the words stays.
        tail, mark.tail = mark.tail, None
        parent.insert(parent.index(mark) + 1, note)
        note.tail = tail
    for name in ("hidden", "style", "aria-hidden"):
        note.attrib.pop(name, "")
    entry = EntryPlan(f"note-{len(plan.entries)}", label, [note], note)
    plan.entries.append(entry)
    plan.skipped.add(note)
    if not (note.text or "").strip():  # the note repeats its number, perhaps twice
        for head in note:
            if number_of(short_words(head)) != label:
                break
            plan.skipped.add(head)
            if (head.tail or "").strip():
                break
    plan.marks[mark] = MarkPlan((label,), (entry.key,))


def _leave_out_copies(index: Index, plan: Plan) -> None:
    """Leave out the sidenotes that repeat an entry of the list of notes."""
    parts = {part for entry in plan.entries for part in entry.parts}
    for element in index.root.iter("span", "aside", "small"):
        if element in parts or any(parent in parts for parent in list(ancestors(element))[:6]):
            continue
        if _NOTE_CLASS.search(element.get("class") or "") and element not in plan.marks:
            before = element.getprevious()
            while before is not None and before.tag == "input":
                before = before.getprevious()
            if before is not None and (before in plan.marks or any(child in plan.marks for child in before.iter())):
                plan.skipped.add(element)
