"""Links of a page: to other pages, to files (whose captions are text) and to the web."""

from __future__ import annotations

import re
from functools import partial

from mwparserfromhell.nodes import ExternalLink, Node, Text, Wikilink
from mwparserfromhell.wikicode import Wikicode

from claims.model import BlockKind
from claims.readers.wikitext.masking import TAG, raw
from claims.readers.wikitext.page import OpenEntry, WikiPage


def _names(listed: str) -> frozenset[str]:
    return frozenset(name.strip() for name in listed.replace("\n", "|").split("|") if name.strip())


# Namespaces and options have names in each language of MediaWiki; the English names work everywhere.
_FILES = _names(
    """
    file|image|media|datei|bild|fichier|archivo|imagen|immagine|bestand|afbeelding|ficheiro|imagem|arquivo|plik|grafika
    файл|изображение|fil|tiedosto|kuva|dosya|resim|soubor|fájl|kép|fitxer|imatge|ファイル|画像|文件|檔案|图像|파일|그림
    ملف|صورة|קובץ|تصویر|پرونده|зображення|berkas|gambar|fișier|imagine|tập tin|hình|αρχείο|εικόνα|lêer|beeld
    """
)
CATEGORIES = _names(
    """
    category|kategorie|catégorie|categoría|categoria|categorie|kategoria|категория|категорія|kategori|luokka|kategória
    분류|カテゴリ|分类|分類|تصنيف|קטגוריה|رده|thể loại|kategorio|kategorija|κατηγορία
    """
)
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}|simple|zh-[a-z-]+|roa-[a-z-]+|be-[a-z-]+|nds-nl|bat-smg|fiu-vro|map-bms):\S")
_FRAMES = _names(
    """
    thumb|thumbnail|frame|framed|mini|miniatur|gerahmt|vignette|miniatura|miniaturadeimagen|miniaturadaimagem|miniatuur
    мини|миниатюра|pienoiskuva|cadre|justeradaminiatyr|küçükresim|náhled|サムネイル|缩略图|縮圖|riquadrato|marco
    """
)
_OPTIONS = _FRAMES | _names(
    """
    frameless|border|left|right|center|centre|none|baseline|sub|super|top|text-top|middle|bottom|text-bottom|upright
    muted|loop|hochkant|rechts|links|zentriert|gauche|droite|redresse|derecha|izquierda|destra|sinistra|verticale
    omkaderd|esquerda|direita|справа|слева|höger|vänster|oikea|vasen|jobbra|balra|sağ|sol|vpravo|vlevo|lewo|prawo|ramka
    duża|centro|enmarcado|sans_cadre|senza_cornice|왼쪽|오른쪽
    """
)
_OPTION = re.compile(r"\d*+\s*+x?\s*+\d*+\s*+px|[\w-]{2,12}\s*=.*", re.DOTALL)


def write_wikilink(page: WikiPage, node: Wikilink, at: int, until: int) -> None:
    """Write what a link shows."""
    title = str(node.title)
    namespace = title.partition(":")[0].strip().casefold() if ":" in title else ""
    if namespace in _FILES:
        _write_file(page, node, at + 2 + len(title) + 1)
        return
    if namespace in CATEGORIES or (_LANGUAGE.match(title.strip()) and node.text is None):
        return
    if page.entry is not None and title.startswith("#"):
        page.entry.links.append(title[1:].removeprefix("CITEREF"))
    if node.text is not None and str(node.text).strip():
        page.walk(node.text, at + 3 + len(title))
    elif node.text is not None:
        page.composer.write(title.partition(":")[2] or title, at, until)  # the pipe trick
    elif title.startswith(":"):
        page.text(title[1:], at + 3)
    else:
        page.walk(node.title, at + 2)


def _write_file(page: WikiPage, node: Wikilink, at: int) -> None:
    """Write the caption of a file, which is the last of its parts that is not an option."""
    if node.text is None:
        return
    parts = _parts(node.text, at)
    captions = [part for part in parts if not _is_option(part[0])]
    framed = any(_plain(nodes) in _FRAMES for nodes, _ in parts)
    for nodes, start in captions[:-1] if framed else captions:  # not shown, but the notes in it count
        page.apart(partial(page.walk, Wikicode(nodes), start))
    if captions and framed:
        with page.block(BlockKind.CAPTION):
            page.walk(Wikicode(captions[-1][0]), captions[-1][1])


def _parts(code: Wikicode, at: int) -> list[tuple[list[Node], int]]:
    """Split what follows a file's name at its pipes; return the nodes of each part and their offsets."""
    parts: list[tuple[list[Node], int]] = [([], at)]
    for child in code.nodes:
        if isinstance(child, Text) and "|" in str(child.value):
            for index, piece in enumerate(str(child.value).split("|")):
                at += bool(index)
                if index:
                    parts.append(([], at))
                parts[-1][0].append(Text(piece))
                at += len(piece)
        else:
            parts[-1][0].append(child)
            at += len(str(child))
    return parts


def _plain(nodes: list[Node]) -> str:
    return raw("".join(str(node) for node in nodes)).strip().casefold()


def _is_option(nodes: list[Node]) -> bool:
    text = _plain(nodes)
    return text in _OPTIONS or _OPTION.fullmatch(text) is not None or not nodes


def write_external(page: WikiPage, node: ExternalLink, at: int, until: int) -> None:
    """Write what a link to the web shows, and add its address to the current entry."""
    behind = -1 if node.brackets else str(node.url).find(TAG)
    if behind > 0:  # a tag right behind an address is taken for its end: "https://…<br>", "https://…<ref>"
        words = str(node.url)
        write_external(page, ExternalLink(words[:behind], brackets=False), at, at + behind)
        page.text(words[behind:], at + behind)
        return
    beside = OpenEntry(quiet=True)  # a template right behind an address is parsed as its end: {{dead link}}
    url = raw(page.plain(node.url, at + len("[" if node.brackets else ""), beside)).strip().split(" ")[0]
    if page.entry is not None:
        page.entry.fields.add_url(url if not url.startswith("//") else "https:" + url)
        page.entry.fields.fill_from(beside.fields)
    if node.title is not None and str(node.title).strip():
        if page.entry is not None and not page.entry.templated and page.entry.fields.title is None:
            page.entry.fields.title = page.plain(node.title, until - 1 - len(str(node.title))) or None
        start = page.composer.length
        page.walk(node.title, until - 1 - len(str(node.title)))
        _link(page, url, start, at, until)
    else:
        start = page.composer.length
        page.composer.write(url, at, until)
        _link(page, url, start, at, until)


def _link(page: WikiPage, url: str, start: int, at: int, until: int) -> None:
    """Record a link of the running text whose words begin at offset `start` of the block."""
    if page.entry is None:
        page.composer.link(url, start=start, source=(at, until))
