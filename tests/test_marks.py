"""Marks at the ends of an answer: in pairs or not at all, and nothing that parts words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.contract.article import Span
from qa.read.marks import BETWEEN, PAIRS, paired

MARKS = "".join(sorted({*PAIRS, *PAIRS.values(), *BETWEEN}))


def mended(text: str, answer: str) -> str:
    start = text.index(answer)
    return paired(text, Span(start, start + len(answer))).of(text)


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ('new "Silkworm" missiles came', 'Silkworm" missiles', '"Silkworm" missiles'),
        ("has flavins (lychochromes) too", "flavins (lychochromes", "flavins (lychochromes)"),
        ("at 16 °C (60 °F) there", "60 °F)", "(60 °F)"),
        (
            'means "place of" or "country" there',
            'place of" or "country"',
            '"place of" or "country"',
        ),
        ('"He left," she said.', '"He left', "He left"),
        ('"He left now," she said.', 'left now,"', "left now"),
        ("Ki Hong, 33, said so", "Ki Hong, 33,", "Ki Hong, 33"),
        ("a stop in Flint, Mich., for her", "Flint, Mich.,", "Flint, Mich."),
        (
            "Sen. Jack Reed (D-R.I.), who said",
            "Sen. Jack Reed (D-R.I.),",
            "Sen. Jack Reed (D-R.I.)",
        ),
        ("three things: bread; and – salt", "things:", "things"),
        ("three things: bread; and – salt", "; and –", "and"),
        ("it was -5 °C, or B- at best", "-5 °C,", "-5 °C"),
        ("“So it is,” he said.", "So it is,”", "“So it is,”"),
        ("“We saw «Tosca» there,” he said.", "Tosca»", "«Tosca»"),
        ("the boys' team (the first) won", "the boys' team", "the boys' team"),
        ("see (a) and b", "(a) and b", "(a) and b"),
        ("and so a ) b", "a )", "a"),
        ('say "so" he', '"', '"'),
    ],
)
def test_marks_are_paired(text: str, answer: str, expected: str) -> None:
    assert mended(text, answer) == expected


ANY = st.text(f"ab {MARKS}", max_size=5)


@given(ANY, ANY, ANY, ANY)
def test_an_answer_stays_inside_its_sentence_and_keeps_its_words(
    before: str, left: str, right: str, after: str
) -> None:
    answer = f"{left}b{right}"
    sentence = before + answer + after
    made = paired(sentence, Span(len(before), len(before + answer)))
    assert made.end <= len(sentence)
    assert made.of(sentence) == made.of(sentence).strip(f" {BETWEEN}")
    words = str.maketrans("", "", f" {MARKS}")
    assert made.of(sentence).translate(words) == answer.translate(words)
