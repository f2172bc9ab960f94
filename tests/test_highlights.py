"""Cutting a text into lines and pieces: nothing is lost, marks cover exactly their characters."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.contract.article import Span
from web.highlights import Mark, lines

TEXTS = st.text(alphabet=st.sampled_from("ab \n\r\u00a0\u2028é\u0301🙂<&'\""), max_size=60)
KINDS = ("quote", "answer", "date", "left-out")


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    marks = []
    for _ in range(draw(st.integers(0, 5)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text) + 3))
        marks.append(Mark(Span(start, end), draw(st.sampled_from(KINDS))))
    return text, marks


@settings(deadline=None)
@given(marked_texts())
def test_the_pieces_joined_are_the_text(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    found = lines(text, marks)
    assert "".join(piece.text for line in found for piece in line.pieces) == text


@settings(deadline=None)
@given(marked_texts())
def test_each_kind_covers_exactly_the_characters_of_its_marks(
    marked: tuple[str, list[Mark]],
) -> None:
    text, marks = marked
    for kind in KINDS:
        covered, at = set(), 0
        for line in lines(text, marks):
            for piece in line.pieces:
                if kind in piece.kinds:
                    covered.update(range(at, at + len(piece.text)))
                at += len(piece.text)
        expected = {
            place
            for mark in marks
            if mark.kind == kind
            for place in range(mark.span.start, min(mark.span.end, len(text)))
        }
        assert covered == expected


def test_a_line_ends_with_its_line_end_whichever_it_is() -> None:
    found = lines("one\r\ntwo\rthree\n\nfour", [])
    assert [line.pieces[0].text for line in found] == ["one\r\n", "two\r", "three\n", "\n", "four"]
    assert [line.blank for line in found] == [False, False, False, True, False]


def test_a_line_is_left_out_when_all_that_it_shows_is() -> None:
    text = "ADVERTISEMENT\nstory\n"
    whole, part = lines(text, [Mark(Span(0, 16), "left-out", "an advertisement")])
    assert (whole.left_out, part.left_out) == (True, False)
    assert whole.pieces[0].label == "an advertisement"


def test_empty_text_has_no_lines() -> None:
    assert lines("", []) == []
