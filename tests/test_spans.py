"""Joint decoding, windows and overlaps, against a plain search through all pairs."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.read.span_model.decoding import (
    LEAST_SHARE,
    LONGER,
    REPEATED,
    Floats,
    Logits,
    PieceSpan,
    best_apart,
    certainties,
    decode,
    windows,
)

logits = st.lists(st.integers(-50, 50), min_size=24, max_size=24).map(
    lambda values: np.array(values, np.float32) / 4
)


def plain_best(start: Floats, end: Floats, first: int, last: int, longest: int) -> float:
    return max(
        float(start[i] + end[j] - start[0] - end[0]) - LONGER * (j - i)
        for i in range(first, last)
        for j in range(i, min(last, i + longest))
    )


@settings(deadline=None)
@given(logits, logits, st.integers(1, 10), st.integers(1, 12), st.integers(1, 8))
def test_the_first_span_is_the_best_of_all_pairs(
    start: Floats, end: Floats, first: int, size: int, longest: int
) -> None:
    last = first + size
    spans = decode(Logits(start, end, first, last), n_best=4, max_pieces=longest)
    assert spans[0].score == pytest.approx(plain_best(start, end, first, last, longest), abs=1e-4)
    for span in spans:
        assert 0 <= span.first <= span.last < size
        assert span.last - span.first < longest
    assert [span.score for span in spans] == sorted((span.score for span in spans), reverse=True)
    assert not any(a.overlaps(b) for n, a in enumerate(spans) for b in spans[:n])


def test_start_and_end_are_chosen_together() -> None:
    # Best start (5) stands after the best end (3): two separate choices would give 5 to 3.
    start = np.array([0, 0, 0, 2, 1, 9, 0, 0], np.float32)
    end = np.array([0, 0, 0, 9, 1, 1, 3, 0], np.float32)
    (best,) = decode(Logits(start, end, 2, 7), n_best=1)
    assert (best.first, best.last, best.score) == (3, 4, pytest.approx(12.0 - LONGER))


def test_of_two_spans_as_good_the_shorter_and_what_the_question_does_not_say() -> None:
    start = np.array([0, 5, 5, 0, 0], np.float32)
    end = np.array([0, 0, 0, 5, 0], np.float32)
    (best,) = decode(Logits(start, end, 1, 5), n_best=1)
    assert (best.first, best.last) == (1, 2)
    start = np.array([0, 5, 5.1, 5, 0], np.float32)
    asked = np.array([False, True, False, False])
    (best,) = decode(Logits(start, end, 1, 5), n_best=1, asked=asked)
    assert (best.first, best.last) == (2, 2)
    assert best.score == pytest.approx(10.0)
    (best,) = decode(
        Logits(start, end, 1, 5), n_best=1, asked=np.array([False, False, False, True])
    )
    assert (best.first, best.last) == (1, 2)
    assert REPEATED > 0


def test_a_span_stays_inside_its_section() -> None:
    start = np.array([0, 9, 0, 3, 9, 0], np.float32)
    end = np.array([0, 1, 0, 9, 0, 9], np.float32)
    sections = np.array([0, 0, 1, -1, 2])
    spans = decode(Logits(start, end, 1, 6), n_best=9, sections=sections)
    assert {(span.first, span.last) for span in spans} >= {(2, 2)}
    for span in spans:
        assert sections[span.first] == sections[span.last] >= 0
    assert decode(Logits(start, end, 1, 6), sections=np.full(5, -1)) == []


def test_the_question_is_never_the_answer() -> None:
    start = np.array([0, 99, 0, 1, 0], np.float32)
    (best,) = decode(Logits(start, start, 3, 5), n_best=1)
    assert (best.first, best.last, best.score) == (0, 0, 2.0)


def test_the_score_is_the_margin_over_no_answer() -> None:
    start = np.array([3, 0, 1, 0], np.float32)
    end = np.array([4, 0, 1, 0], np.float32)
    assert decode(Logits(start, end, 2, 4), n_best=1)[0].score == 1 + 1 - (3 + 4)


def test_fewer_spans_than_asked_for_and_none_of_nothing() -> None:
    flat = np.zeros(4, np.float32)
    assert len(decode(Logits(flat, flat, 2, 4), n_best=5)) == 2
    assert decode(Logits(flat, flat, 2, 2)) == []


def test_ties_go_to_the_earlier_and_shorter() -> None:
    flat = np.zeros(6, np.float32)
    best = decode(Logits(flat, flat, 1, 6), n_best=2)
    assert [(span.first, span.last, span.score) for span in best] == [(0, 0, 0.0), (1, 1, 0.0)]


def plain_certainty(start: Floats, end: Floats, span: tuple[int, int]) -> float:
    def share(i: int, j: int) -> bool:
        shared = min(j, span[1]) - max(i, span[0]) + 1
        return 2 * shared / (span[1] - span[0] + 1 + j - i + 1) >= 0.5

    pairs = [(i, j) for i in range(len(start)) for j in range(i, len(start))]
    powers = {(i, j): math.exp(float(start[i]) + float(end[j])) for i, j in pairs}
    odds = sum(power for pair, power in powers.items() if share(*pair))
    return odds / (1 + sum(powers.values()))


@settings(deadline=None)
@given(logits, logits, st.integers(0, 23), st.integers(0, 23))
def test_certainty_is_the_share_of_all_spans_much_like_this_one(
    start: Floats, end: Floats, one: int, other: int
) -> None:
    span = (min(one, other), max(one, other))
    (found,) = certainties(start, end, [span])
    expected = min(max(plain_certainty(start, end, span), LEAST_SHARE), 1 - LEAST_SHARE)
    assert found == pytest.approx(math.log(expected / (1 - expected)), abs=1e-3)


def test_another_span_as_good_makes_uncertain_and_an_open_end_does_not() -> None:
    def certainty(*ends: int) -> float:
        start, end = np.full(12, -9, np.float32), np.full(12, -9, np.float32)
        start[0] = 9.0
        end[list(ends)] = 9.0
        start[10] = 9.0 if 10 in ends else -9.0
        return certainties(start, end, [(0, 2)])[0]

    assert certainty(2) > 8
    assert certainty(2, 3) > 8, "the longer one is right where the shorter is"
    assert certainty(2, 10) == pytest.approx(-math.log(2), abs=0.1), "0 to 10 and 10 alone as well"


@settings(deadline=None)
@given(st.integers(0, 3000), st.integers(2, 300), st.data())
def test_windows_cover_everything_and_overlap(pieces: int, room: int, data: st.DataObject) -> None:
    overlap = data.draw(st.integers(0, room - 1))
    ranges = windows(pieces, room, overlap)
    assert {n for first, last in ranges for n in range(first, last)} == set(range(pieces))
    assert all(0 < last - first <= room for first, last in ranges)
    for (_, last), (first, _) in zip(ranges, ranges[1:], strict=False):
        assert last - first >= overlap


@settings(deadline=None)
@given(st.integers(1, 2000), st.integers(100, 300), st.integers(1, 40), st.data())
def test_every_answer_stands_whole_in_some_window(
    pieces: int, room: int, size: int, data: st.DataObject
) -> None:
    size = min(size, pieces)
    begin = data.draw(st.integers(0, pieces - size))
    ranges = windows(pieces, room, 64)
    assert any(first <= begin and begin + size <= last for first, last in ranges)


def test_windows_refuse_an_overlap_that_never_ends() -> None:
    with pytest.raises(ValueError, match="overlap"):
        windows(100, 64, 64)


def test_best_apart_keeps_the_better_of_two_windows_views() -> None:
    seen_twice = [PieceSpan(4, 6, 1.0, 0.0), PieceSpan(4, 6, 3.0, 0.0), PieceSpan(6, 9, 2.0, 0.0)]
    other = PieceSpan(0, 1, -5.0, 0.0)
    assert best_apart([*seen_twice, other], 5) == [PieceSpan(4, 6, 3.0, 0.0), other]
    assert best_apart([*seen_twice, other], 1) == [PieceSpan(4, 6, 3.0, 0.0)]
