"""The names of months and weekdays and the number words: one place, in any case and any locale."""

import re

import pytest

from qa.dates.lexicon import LEXICON
from qa.text.months import MONTH, MONTHS, NEWS_MONTHS, SHORT_MONTHS, WEEKDAYS, month_number
from qa.text.numbers import CARDINALS, MAGNITUDES, ORDINALS


@pytest.mark.parametrize("number", range(1, 13))
def test_every_form_of_a_month_is_that_month(number: int) -> None:
    for form in (MONTHS[number - 1], NEWS_MONTHS[number - 1], *SHORT_MONTHS[number - 1]):
        for written in (form, form.upper(), form.lower()):
            assert month_number(written) == number
            assert LEXICON[written.lower()].number == number
        assert re.fullmatch(rf"{MONTH}\.?", form)


@pytest.mark.parametrize("word", ["Marine", "Maya", "Octave", "Decker", "Junior", "mayor", "", "5"])
def test_what_begins_like_a_month_is_none(word: str) -> None:
    assert month_number(word) is None
    assert re.match(MONTH, word, re.IGNORECASE) is None


def test_weekdays_are_numbered_from_monday() -> None:
    assert [LEXICON[day.lower()].number for day in WEEKDAYS] == list(range(7))


def test_number_words_are_told_apart() -> None:
    assert not CARDINALS.keys() & ORDINALS.keys()
    assert not CARDINALS.keys() & MAGNITUDES.keys()
    assert [CARDINALS[word] for word in ("one", "twelve", "twenty", "ninety")] == [1, 12, 20, 90]
    assert [ORDINALS[word] for word in ("first", "twelfth", "twentieth")] == [1, 12, 20]
