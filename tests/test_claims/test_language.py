"""Languages are told by their letters and their commonest words, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.language import detect

SENTENCES = {
    "en": "The committee said that it was not aware of the letter, which had been sent to his office in March.",
    "de": "Der Ausschuss sagte, dass er den Brief nicht kannte, der im März an sein Büro geschickt worden war.",
    "fr": "La commission a dit qu'elle ne connaissait pas la lettre qui avait été envoyée à son bureau en mars.",
    "es": "La comisión dijo que no conocía la carta que había sido enviada a su oficina en el mes de marzo.",
    "it": "La commissione ha detto che non conosceva la lettera che era stata inviata al suo ufficio in marzo.",
    "pt": "A comissão disse que não conhecia a carta que foi enviada ao seu escritório no mês de março.",
    "nl": "De commissie zei dat zij de brief niet kende die in maart naar het kantoor van de voorzitter was gestuurd.",
    "sv": "Kommittén sade att den inte kände till brevet som hade skickats till hans kontor i mars.",
    "pl": "Komisja powiedziała, że nie zna listu, który został wysłany do jego biura w marcu, i że to nie jej wina.",
    "ru": "Комиссия сказала, что она не знала о письме, которое было отправлено в его офис в марте.",
    "uk": "Комісія сказала, що вона не знала про лист, який було надіслано до його офісу в березні.",
    "tr": "Komisyon, mart ayında bir kişi tarafından gönderilen bu mektup ile ilgili daha çok bilgi için soru sordu.",
    "ja": "委員会は、三月に事務所へ送られた手紙について知らなかったと述べた。",
    "zh": "委员会表示,他们不知道三月份寄到办公室的那封信,也没有收到任何通知。",
    "ko": "위원회는 3월에 사무실로 보낸 편지에 대해 알지 못했다고 말했다.",
    "el": "Η επιτροπή είπε ότι δεν γνώριζε για την επιστολή που στάλθηκε στο γραφείο του τον Μάρτιο.",
    "he": "הוועדה אמרה שלא ידעה על המכתב שנשלח למשרדו במרץ.",
    "ar": "قالت اللجنة إنها لم تكن على علم بالرسالة التي أرسلت إلى مكتبه في مارس.",
    "fa": "کمیته گفت که از نامه‌ای که در ماه مارس به دفتر او فرستاده شده بود آگاه نبوده است و چیزی نمی‌گوید.",
    "hi": "समिति ने कहा कि उसे मार्च में भेजे गए पत्र के बारे में पता नहीं था।",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_one_sentence_is_enough(language: str, sentence: str) -> None:
    assert detect(sentence) == language


@pytest.mark.parametrize(
    "sentence",
    [
        "Irena Solberg became the first woman to manage a men's team to a national cup.",
        "Halvard’s reign followed Torstein’s.",
        "The women's and children's wards moved to Wardle's old mill.",
    ],
)
def test_the_letter_of_a_possessive_is_no_word_of_another_language(sentence: str) -> None:
    assert detect(sentence) in (None, "en")


def test_words_behind_an_elided_article_are_read() -> None:
    assert detect("C'est l'un des hommes qu'on n'a pas vus dans l'une ou l'autre des villes.") == "fr"


@pytest.mark.parametrize("text", ["", "Camp Ashraf", "34 318 2011", "Xqzt vrrk plmf wqqs", "…", "\x00\x00"])
def test_nothing_is_said_of_what_does_not_tell(text: str) -> None:
    assert detect(text) is None


def test_a_menu_in_english_above_a_japanese_page_does_not_make_it_english() -> None:
    page = "Home About Contact Login Search Menu " + SENTENCES["ja"] * 20
    assert detect(page) == "ja"


def test_a_name_in_another_script_does_not_change_the_language() -> None:
    assert detect(SENTENCES["en"] + " (東京)") == "en"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_a_code_or_none(text: str) -> None:
    language = detect(text)
    assert language is None or (len(language) == 2 and language.isalpha())
