"""Encodings of one byte a letter are told by what the words look like; mojibake is said."""

import pytest

from qa.errors import ArticleError
from qa.ingest.decoding import decode, notes_on
from qa.ingest.legacy import MOST_ODD, legacy_encoding

TEXTS = [
    ("cp1250", "Małgorzata Kidawa-Błońska spoke in Gdańsk."),
    ("cp1250", "Petr Fiala a Jiří Dvořák přijeli do Plzně."),
    ("cp1250", "Slobodan Milošević and Zoran Đinđić"),
    ("cp1250", "He lives in Gdańsk."),
    ("cp1250", "Kovač and Petrič met Orbán Győző."),
    ("iso8859_2", "Lech Wałęsa urodził się w Popowie. Świat się zmienił, źle."),
    ("iso8859_2", "Václav Havel řekl, že přišel čas."),
    ("cp1251", "Совет решил оставить библиотеку открытой."),
    ("cp1251", "The paper Ведомости asked Путин about Крым."),
    ("koi8_r", "Совет решил оставить библиотеку открытой."),
    ("mac_roman", "The café “Zürich” didn’t reopen, René said."),
    ("mac_roman", "“Hello,” said Björk. “It’s fine…”"),
    ("cp1252", "The café “Zürich” didn’t reopen, René said — it’s €5."),
    ("cp1252", "José Peña met Françoise Müller in Málaga."),
    ("cp1252", "Søren Kierkegaard, Åse, Bjørn Dæhlie; Ærø"),
    ("cp1252", "naïve fiancée’s £20–30"),
    ("cp1252", "Das Geschäft für Übergröße schließt."),
    ("cp1252", "20° and ½ cup — ‘yes’"),
    ("cp1252", "“O’Brien’s café,” they said… “it’s 5 €.”"),
]


@pytest.mark.parametrize(("encoding", "text"), TEXTS)
def test_a_text_is_read_in_its_own_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text
    assert decode(text.encode(), "a.txt") == text


def test_what_is_in_no_encoding_is_refused() -> None:
    assert 0 < MOST_ODD < 1
    assert legacy_encoding(bytes(range(128, 256)) * 20) is None
    with pytest.raises(ArticleError, match="Windows-1252, -1250, -1251"):
        decode(bytes(range(128, 256)) * 20, "a.txt")


def test_mojibake_is_said_and_not_mended() -> None:
    for text in TEXTS[13][1], "the world’s most “powerful” café":
        wrong = text.encode().decode("cp1252", "ignore")
        assert notes_on(text) == ()
        (note,) = notes_on(wrong)
        assert "UTF-8 read as Windows-1252" in note
        assert decode(wrong.encode(), "a.txt") == wrong
