"""Find [citation needed] and other notes of editors, which are neither marks nor part of a claim."""

from __future__ import annotations

import re

from claims.model import Span
from claims.patterns import lazy_regex

_NOTES = lazy_regex(
    r"[ \u00a0]?\[\s*(?:"
    r"(?:citations?|sources?|references?|cite|quotations?|attribution|clarification|verification|page|better source"
    r"|full citation"
    r"|additional citations?|third-party source|primary source|medical citation|quotation)\s+needed"
    r"|original research\??|dubious(?:\s*[–-]\s*discuss)?|disputed(?:\s*[–-]\s*discuss)?|failed verification"
    r"|not in (?:the )?citation(?: given)?"
    r"|(?:permanent )?dead link|unreliable source\??|weasel words|peacock (?:term|prose)|neutrality is disputed"
    r"|vague|ambiguous|relevant\?"
    r"|who\?|which\?|when\?|where\?|why\?|how\?|by whom\?|according to whom\?|what\?|needs update|update"
    r"|improper synthesis\?|note \?|edit"
    r"|undue weight\?(?:\s*[–-]\s*discuss)?|non sequitur|contradictory|circular reference|user-generated source\??"
    r"|promotional source\??"
    r"|Beleg(?:e)? fehlt(?:en)?|réf\. (?:nécessaire|souhaitée|à confirmer)|référence nécessaire|citation nécessaire"
    r"|source insuffisante|qui \?|quand \?"
    r"|cita requerida|¿quién\?|¿cuándo\?|carece de fontes|citação necessária|senza fonte|citazione necessaria"
    r"|bron\??|bron gevraagd|källa behövs"
    r"|trenger referanse|kilde mangler|lähde|potrzebny przypis|zdroj\?|источник не указан.{0,20}|источник\?|кто\?"
    r"|джерело\?|kaynak belirtilmeli"
    r"|要出典|要検証|誰\?|来源请求|來源請求|原創研究\?|출처 필요|cần dẫn nguồn"
    r"|butuh rujukan|citația? necesară|citaat nodig|forrás\?"
    r"|nincs forrás"
    r"|بحاجة لمصدر|نیازمند منبع|דרוש מקור|απαιτείται παραπομπή|potreban izvor|nedostaje izvor|fact"
    r")\s*\]",
    re.IGNORECASE,
)

_WORDS = lazy_regex(r"\[\s*[^\s\d\]]")  # a bracket that begins with no digit


def find_citation_needed(text: str) -> list[Span]:
    """Return the spans of editors' notes in `text`, each with the space before it."""
    if not _WORDS.search(text):
        return []
    return [Span(*match.span()) for match in _NOTES.finditer(text)]
