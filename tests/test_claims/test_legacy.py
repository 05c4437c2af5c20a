"""Encodings from before Unicode: recognised, or refused with a line that says how to name one."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import UndecodableDocument
from claims.legacy import recognise
from claims.reading import read

SENTENCES = {
    "Russian": (
        "Мельница была построена в 1848 году двумя братьями и сгорела через тринадцать лет.",
        "cp1251 koi8_r iso8859_5 cp866",
    ),
    "Ukrainian": (
        "Млин збудували два брати у 1848 році, і він згорів через тринадцять років.",
        "cp1251 koi8_u",
    ),
    "Bulgarian": (
        "Мелницата е построена през 1848 година от двама братя и изгаря след тринадесет години.",
        "cp1251",
    ),
    "Greek": (
        "Ο μύλος χτίστηκε το 1848 από δύο αδέλφια και κάηκε μετά από δεκατρία χρόνια.",
        "cp1253 iso8859_7",
    ),
    "Hebrew": (
        "הטחנה נבנתה בשנת 1848 על ידי שני אחים ונשרפה לאחר שלוש עשרה שנים.",
        "cp1255 iso8859_8",
    ),
    "Arabic": (
        "بنيت الطاحونة في عام 1848 من قبل شقيقين واحترقت بعد ثلاثة عشر عاما.",
        "cp1256 iso8859_6",
    ),
    "Polish": (
        "Młyn został zbudowany w 1848 roku przez dwóch braci i spłonął po trzynastu latach.",
        "cp1250 iso8859_2",
    ),
    "Czech": (
        "Mlýn postavili v roce 1848 dva bratři a po třinácti letech vyhořel; už není.",
        "cp1250 iso8859_2",
    ),
    "Hungarian": (
        "A malmot 1848-ban két testvér építette, és tizenhárom évvel később leégett. Az ősök.",
        "cp1250 iso8859_2",
    ),
    "Romanian": (
        "Moara a fost construită în 1848 de doi fraţi şi a ars după treisprezece ani.",
        "cp1250 iso8859_2",
    ),
    "Turkish": (
        "Değirmen 1848 yılında iki kardeş tarafından yapıldı ve on üç yıl sonra yandı.",
        "cp1254 iso8859_9",
    ),
    "French": (
        "Le moulin a été bâti en 1848 par deux frères et a brûlé treize ans après.",
        "cp1252 iso8859_1 iso8859_15",
    ),
    "German": (
        "Die Mühle wurde 1848 von zwei Brüdern gebaut und brannte später ab. Sie heißt „Möwe“.",
        "cp1252",
    ),
    "Spanish": (
        "El molino fue construido en 1848. ¿Por quién? Por dos compañeros de la región.",
        "cp1252 iso8859_1",
    ),
    "Portuguese": (
        "O moinho foi construído em 1848 por dois irmãos e não existe desde então.",
        "cp1252 iso8859_1",
    ),
    "English": (
        "The mill was built in 1848 – “by two brothers” – and it cost £5 at the café.",
        "cp1252",
    ),
    "Simplified Chinese": (
        "磨坊是两个兄弟在1848年建成的，十三年后被大火烧了，现在没有人知道它的地方。",
        "gb18030 gbk",
    ),
    "Traditional Chinese": (
        "磨坊是兩個兄弟在1848年建成的，十三年後被大火燒了，現在沒有人知道它的地方。",
        "big5 gb18030",
    ),
    "Japanese": (
        "風車は1848年に二人の兄弟によって建てられ、十三年後に焼けてしまった。",
        "euc_jp cp932",
    ),
    "Korean": (
        "풍차는 1848년에 두 형제가 지었으며 십삼 년 뒤에 불에 타 없어졌다.",
        "euc_kr cp949",
    ),
}
PAIRS = [(text, encoding) for text, encodings in SENTENCES.values() for encoding in encodings.split()]


@pytest.mark.parametrize(("text", "encoding"), PAIRS)
def test_a_sentence_in_each_encoding(text: str, encoding: str) -> None:
    document = read(f"{text}[1]\n\nReferences\n[1] Alpha\n".encode(encoding), name="a.txt")
    assert text in document.text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Der ò.", "cp1252"),
        ("żółć", "cp1250"),
        ("да", "koi8_r"),
        ("МЕЛЬНИЦА БЫЛА ПОСТРОЕНА.", "koi8_r"),
        ("大", "gbk"),
        ("Wałęsa met Dvořák.", "cp1250"),
    ],
)
def test_a_text_too_short_is_refused_or_right(text: str, encoding: str) -> None:
    try:
        assert read(text.encode(encoding), name="a.txt").text == text
    except UndecodableDocument as error:
        assert "--encoding NAME" in str(error)
        assert "\n" not in str(error)


def test_an_encoding_that_the_caller_names() -> None:
    body = "да[1]\n\nReferences\n[1] Мост\n".encode("koi8-r")
    document = read(body, name="a.txt", encoding="koi8-r")
    assert document.references[0].text == "Мост"
    assert document.sha256 == read(b"\xef\xbb\xbf" + body, name="a.txt", encoding="koi8-r").sha256 or document.sha256
    for kind in ("a.md", "a.html", "a.wiki"):
        page = ("<p>" if kind == "a.html" else "") + "да, мост"
        assert "мост" in read(page.encode("koi8-r"), name=kind, encoding="KOI8-R").text
    with pytest.raises(UndecodableDocument, match="not an encoding; name one"):
        read(body, name="a.txt", encoding="klingon")
    with pytest.raises(UndecodableDocument, match="from byte 0 on"):
        read(body, name="a.txt", encoding="utf-8")


def test_a_named_encoding_comes_before_what_the_host_says() -> None:
    body = "Żółw.".encode("iso-8859-2")
    assert read(body, name="a.txt", content_type="text/plain; charset=koi8-r", encoding="iso-8859-2").text == "Żółw."


@given(st.binary(min_size=1, max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_named_or_refused(body: bytes) -> None:
    found = recognise(body)
    if found.encoding is not None:
        body.decode(found.encoding, "replace")


@given(st.sampled_from(PAIRS), st.integers(6, 200))
@settings(max_examples=500, deadline=None)
def test_the_beginning_of_a_sentence_is_never_read_wrongly(pair: tuple[str, str], length: int) -> None:
    text, encoding = pair
    body = text[:length].encode(encoding)
    found = recognise(body).encoding
    assert found is None or body.decode(found) == text[:length]


@pytest.mark.parametrize("body", [bytes(range(160, 256)) * 6000, "été ".encode("cp1252") * 150_000, b"\xe3" * 600_000])
def test_a_long_line_is_looked_at_in_part(body: bytes) -> None:
    started = time.process_time()
    recognise(body)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le moulin brûla en 1911, l’été.\n", "cp1252"),
        ("Kvarnen brann på en natt [1].\n", "latin-1"),
        ("A malom leégett 1911-ben, később újjáépült, és nagyobb lett.\n", "iso8859_2"),
        ("Değirmen 1911 yılında yandı ve 1913 yılında yeniden inşa edildi.\n", "cp1254"),
        ("水車小屋は1911年に焼失した。\n", "iso2022_jp"),
        ("방앗간은 1911년에 불탔다.\n", "iso2022_kr"),
    ],
)
def test_short_texts_are_read_where_their_words_decide(text: str, encoding: str) -> None:
    assert read(text.encode(encoding), name="short.txt").text.strip() == text.strip()


def test_a_short_text_whose_words_do_not_decide_is_refused() -> None:
    with pytest.raises(UndecodableDocument, match="--encoding"):
        read("Mølle brændt\n".encode("latin-1"), name="short.txt")
