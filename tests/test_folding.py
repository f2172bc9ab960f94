"""Folding compares what a person would call the same, and never touches the text itself."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.text.folding import (
    comparable,
    folded,
    legible,
    legible_places,
    numbers_as_written,
    numbers_folded,
    plain,
)
from qa.trace.folding import folded as words_of

FORMS = (
    lambda text: text,
    lambda text: unicodedata.normalize("NFC", text),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFKD", text),
    str.upper,
    str.lower,
    lambda text: "\u00ad".join(text),
    lambda text: "\u200b".join(text),
    lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ").replace("ffi", "ﬃ"),
    lambda text: text.replace(" ", "\u00a0"),
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("José Peña", "jose pena"),
        ("Małgorzata Błońska", "malgorzata blonska"),
        ("Đinđić, Łódź, Øresund, Åse", "dindic, lodz, oresund, ase"),
        ("Straße und Œuvre", "strasse und oeuvre"),
        ("Ísafjörður", "isafjordur"),
        ("İstanbul ve Işık", "istanbul ve isik"),
        ("the ﬁrst oﬃce", "the first office"),
        ("“It’s – done”", '"it\'s - done"'),
        ("Ḥamās and Ṣanʿāʾ", "hamas and sanʿaʾ"),
        ("Nguyễn Phú Trọng", "nguyen phu trong"),
        ("Владимир Путин", "владимир путин"),
        ("x² and №", "x2 and no"),
        ("CO₂, 10 km², 10² and 1½", "co2, 10 km2, 10 2 and 1 1⁄2"),
    ],
)
def test_what_is_the_same_is_folded_alike(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("other", FORMS)
def test_a_name_is_found_in_every_combination_of_forms(form, other) -> None:  # noqa: ANN001
    name = "José Peña of the Official Flotilla"
    assert folded(form(other(name))).strip() == "jose pena of the official flotilla"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,200", "1200"), ("1 200", "1200"), ("1\u00a0200 men", "1200 men"), ("1’200", "1200"),
        ("1.5 million", "1,500,000"), ("1.5m", "1,500,000"), ("$3bn", "$3 billion"),
        ("$3bn", "$3,000,000,000"), ("2.25 trillion", "2,250,000,000,000"), ("10k", "10,000"),
        ("0.5 million", "500,000"), ("1.5-million", "1.5 million"), ("12 THOUSAND", "12,000"),
        ("１．５ million", "1.5 million"), ("１．５", "1.5"), ("１，２００ men", "1200 men"),
        ("1\u3000200", "1200"), ("1\u2009200", "1200"), ("１﹒５bn", "1,500,000,000"),
        ("٣٫٥ million", "3.5 million"), ("١٬٢٠٠", "1,200"), ("۱۲۰۰", "1200"), ("१२००", "1200"),
        ("５０％", "50%"), ("50٪", "50%"), ("50﹪", "50%"), ("＄３bn", "$3bn"), ("￡３", "£3"),
    ],
)  # fmt: skip
def test_numbers_that_are_equal_compare_equal(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)
    for form in (plain, legible):
        assert comparable(form(one)) == comparable(form(other))


@pytest.mark.parametrize("figures", ["１．５", "1．5", "١٫٥", "۱٫۵", "１﹒５"])
def test_a_quoted_number_is_one_word_in_any_figures(figures: str) -> None:
    assert (
        words_of(f"paid （{figures}％ of ￥１，２００）").words
        == words_of("paid (1.5% of ¥1,200)").words
    )


@pytest.mark.parametrize(
    "text", ["in 2011", "3.50", "1.2.3", "F-16", "12,34", "5 m of water", "4,5 per cent", "7 2011"]
)
def test_what_is_no_grouped_number_stays(text: str) -> None:
    assert numbers_folded(text) == text


def test_numbers_that_differ_stay_apart() -> None:
    values = ["1,200", "1,2", "12,000", "1.2 million", "1.2 billion", "1.25 million", "120"]
    assert len({comparable(value) for value in values}) == len(values)


@given(st.text(max_size=60))
def test_folding_is_stable_and_what_is_legible_has_its_places(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(plain(text)) == folded(text)
    assert folded(legible(text)) == folded(text)
    places = legible_places(text)
    assert len(places) == len(legible(text)) and places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


@pytest.mark.parametrize(
    ("asked", "text", "wanted"),
    [
        ("Who got 1.5m votes?", "He got 1,500,000 votes.", "Who got 1,500,000 votes?"),
        ("Who got 1200 votes?", "1,200 votes here, 1200 there.", "Who got 1200 votes?"),
        ("Who left in 2011?", "2,011 men left.", "Who left in 2,011?"),
        ("Who left in 2011?", "Nobody.", "Who left in 2011?"),
        ("Who got 1200?", "He got １,２００.", "Who got 1,200?"),
    ],
)
def test_a_number_is_asked_for_as_it_is_written(asked: str, text: str, wanted: str) -> None:
    assert numbers_as_written(asked, [text]) == wanted


@given(st.integers(0, 10**15))
def test_a_grouped_number_is_the_number(number: int) -> None:
    assert comparable(f"{number:,}") == str(number)
