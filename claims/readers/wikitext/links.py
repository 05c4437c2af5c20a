"""Links of a page: to other pages, to files (whose captions are text) and to the web."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mwparserfromhell.nodes import ExternalLink, Node, Text, Wikilink
from mwparserfromhell.wikicode import Wikicode

from claims.model import BlockKind
from claims.readers.wikitext.masking import raw

if TYPE_CHECKING:
    from claims.readers.wikitext.page import Page

_FILE = re.compile(
    r"\s*(?:file|image|media|datei|bild|fichier|archivo|imagen|immagine|bestand|afbeelding|ficheiro|imagem|arquivo|plik|grafika|файл|изображение"
    r"|fil|tiedosto|kuva|dosya|resim|soubor|fájl|kép|fitxer|imatge|ファイル|画像|文件|檔案|图像|파일|그림|ملف|صورة|قابلמ|קובץ|تصویر|پرونده|зображення|berkas|gambar"
    r"|fișier|imagine|tập tin|hình|αρχείο|εικόνα|lêer|beeld)\s*:",
    re.IGNORECASE,
)
_UNSHOWN = re.compile(
    r"\s*(?:category|kategorie|catégorie|categoría|categoria|categorie|kategoria|категория|категорія|kategori|luokka|kategória|분류|カテゴリ|分类|分類|تصنيف"
    r"|קטגוריה|رده|thể loại|kategorio|kategorija|κατηγορία|[a-z]{2,3}|simple|zh-[a-z-]+|roa-[a-z-]+|be-[a-z-]+|nds-nl|bat-smg|fiu-vro|map-bms)\s*:",
    re.IGNORECASE,
)
_OPTION = re.compile(
    r"\s*(?:thumb|thumbnail|frame|framed|frameless|border|left|right|center|centre|none|baseline|sub|super|top|text-top|middle|bottom|text-bottom|upright(?:\s*=?.*)?"
    r"|\d*\s*x?\s*\d*\s*px|(?:alt|link|class|page|lang|thumb|start|end|thumbtime|start|muted|loop|width|height)\s*=.*|mini|miniatur|hochkant(?:=.*)?|rechts|links|zentriert|gerahmt"
    r"|vignette|gauche|droite|redresse(?:=.*)?|miniaturadeimagen|miniatura|derecha|izquierda|destra|sinistra|verticale|miniatuur|omkaderd|esquerda|direita|miniaturadaimagem"
    r"|мини|миниатюра|справа|слева|justeradaminiatyr|höger|vänster|pienoiskuva|oikea|vasen|jobbra|balra|küçükresim|sağ|sol|náhled|vpravo|vlevo|サムネイル|缩略图|縮圖|왼쪽|오른쪽"
    r"|lewo|prawo|ramka|duża|px|centro|enmarcado|marco|sans_cadre|cadre|senza_cornice|riquadrato|thumb\|.*)\s*",
    re.IGNORECASE | re.DOTALL,
)
_FRAMED = re.compile(
    r"\s*(?:thumb|thumbnail|frame|framed|mini|miniatur|gerahmt|vignette|miniatura.*|miniatuur|мини|миниатюра|pienoiskuva|cadre)\b.*",
    re.I | re.S,
)


def write_wikilink(page: Page, node: Wikilink, at: int, until: int) -> None:
    """Write what a link shows."""
    title = str(node.title)
    if _FILE.match(title):
        _write_file(page, node, at + 2 + len(title) + 1)
        return
    if not title.startswith(":") and _UNSHOWN.match(title):
        if ":" in title and node.text is not None and not _is_category(title):
            page.walk(node.text, at + 3 + len(title))
        return
    if node.text is not None and str(node.text).strip():
        page.walk(node.text, at + 3 + len(title))
    elif node.text is not None:
        page.composer.write(title.partition(":")[2] or title, at, until)
    else:
        page.walk(node.title, at + 2) if not title.startswith(":") else page.text(title[1:], at + 3)


def _is_category(title: str) -> bool:
    return len(title.partition(":")[0].strip()) > 3


def _write_file(page: Page, node: Wikilink, at: int) -> None:
    """Write the caption of a file, which is the last of its parts that is no option."""
    if node.text is None:
        return
    parts: list[tuple[list[Node], int]] = [([], at)]
    for child in node.text.nodes:
        if isinstance(child, Text) and "|" in str(child.value):
            for index, piece in enumerate(str(child.value).split("|")):
                if index:
                    parts.append(([], at))
                parts[-1][0].append(Text(piece))
                at += len(piece) + 1
            at -= 1
            continue
        parts[-1][0].append(child)
        at += len(str(child))
    captions = [(nodes, start) for nodes, start in parts if not _OPTION.fullmatch("".join(str(one) for one in nodes))]
    framed = any(_FRAMED.fullmatch("".join(str(one) for one in nodes)) for nodes, _ in parts)
    for nodes, start in captions[:-1] if framed else captions:
        page.apart(lambda nodes=nodes, start=start: page.walk(Wikicode(nodes), start))  # type: ignore[misc] # counts the notes in it
    if captions and framed:
        with page.block(BlockKind.CAPTION):
            page.walk(Wikicode(captions[-1][0]), captions[-1][1])


def write_external(page: Page, node: ExternalLink, at: int, until: int) -> None:
    """Write what a link to the web shows, and keep its address for the entry under way."""
    url = raw(page.plain(node.url, at)).strip()
    if page.entry is not None:
        page.entry.fields.add_url(url if not url.startswith("//") else "https:" + url)
    if node.title is not None and str(node.title).strip():
        if page.entry is not None and not page.entry.templated and page.entry.fields.title is None:
            page.entry.fields.title = page.plain(node.title, until - 1 - len(str(node.title))) or None
        page.walk(node.title, until - 1 - len(str(node.title)))
    elif not node.brackets:
        page.composer.write(url, at, until)
