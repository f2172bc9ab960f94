"""The names of months and weekdays and the number words: one place, in any case and any locale."""

import ast
import re
from pathlib import Path

import pytest
from conftest import ROOT

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


@pytest.mark.parametrize("path", sorted(ROOT.glob("qa/**/*.py")), ids=lambda path: path.stem)
def test_no_other_file_lists_them_again(path: Path) -> None:
    if path.parent.name == "text":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
            said = set(re.findall(r"[a-z]+", node.value.lower()))
            months = {month.lower() for month in MONTHS} & said
            numbers = {word for word in ("six", "seven", "eight", "nine", "eleven")} & said
            assert len(months) < 4 and len(numbers) < 3, node.value
            assert "wednes" not in said
