"""Passages are runs of whole sentences that fit, around what is left out, and miss nothing."""

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.contract.article import LeftOut, Span
from qa.ingest.boilerplate import left_out
from qa.ingest.passages import passages
from qa.ingest.sentences import sentences

SEEDS = sorted((Path(__file__).resolve().parent.parent / "seeds").glob("*.txt"))


def words(texts: Sequence[str]) -> list[int]:
    """Count words and marks: a tokenizer as plain as can be."""
    return [len(re.findall(r"\w+|[^\w\s]", text)) for text in texts]


def bytes_with_a_start(texts: Sequence[str]) -> list[int]:
    """Count as byte-level tokenizers may: the whole is not the sum of its parts."""
    return [len(text.encode()) + len(text) // 10 for text in texts]


def cut(text: str, limit: int, count=words):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    pieces = left_out(text)
    found = sentences(text, pieces)
    return found, pieces, passages(text, found, pieces, count, limit)


@pytest.mark.parametrize("limit", [60, 120, 200])
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_passages_of_a_seed(path: Path, limit: int) -> None:
    text = path.read_bytes().decode()
    found, pieces, result = cut(text, limit)
    covered = {sentence for _, run in result for sentence in run}
    longer = {s for s in found if words([s.of(text)])[0] > limit}
    assert set(found) - longer <= covered
    for span, run in result:
        assert (span.start, span.end) == (run[0].start, run[-1].end)
        assert words([span.of(text)])[0] <= limit
        assert not any(span.overlaps(piece.span) for piece in pieces)
    for (_, one), (_, two) in pairwise(result):
        assert one[-1] == two[0] or one[-1].end <= two[0].start


def test_neighbours_share_one_sentence() -> None:
    text = "\n\n".join(f"Sentence {number} of the story is told here." for number in range(30))
    _, _, result = cut(text, 30)
    assert len(result) > 5
    for (_, one), (_, two) in pairwise(result):
        assert one[-1] == two[0]
        assert len(set(one) & set(two)) == 1


def test_a_passage_ends_with_a_paragraph_where_it_can() -> None:
    paragraph = "The first is told here. The second is told here. The third is told here."
    text = "\n\n".join([paragraph] * 12)
    _, _, result = cut(text, 45)
    ends = {match.end() for match in re.finditer(re.escape(paragraph), text)}
    assert all(span.end in ends for span, _ in result)


def test_no_passage_crosses_what_is_left_out() -> None:
    text = "He came home at last.\n\nADVERTISEMENT\n\nNobody was there to see it."
    _, _, result = cut(text, 200)
    assert [span.of(text) for span, _ in result] == [
        "He came home at last.",
        "Nobody was there to see it.",
    ]


def test_a_sentence_longer_than_the_limit_is_cut_at_white_space() -> None:
    text = " ".join(f"word{number}" for number in range(100))
    _, _, result = cut(text, 15)
    assert " ".join(span.of(text) for span, _ in result) == text
    assert all(words([span.of(text)])[0] <= 15 for span, _ in result)


def test_a_word_longer_than_the_limit_is_cut_inside() -> None:
    text = "x" * 95
    result = passages(text, [Span(0, 95)], (), lambda texts: [len(t) for t in texts], 20)
    assert [span.end - span.start for span, _ in result] == [20, 20, 20, 20, 15]


def test_a_limit_too_small_for_anything_is_refused() -> None:
    with pytest.raises(ValueError, match="no text fits into 0 word pieces"):
        passages("a", [Span(0, 1)], (), words, 0)


def test_no_sentences_give_no_passages() -> None:
    assert passages("", [], (), words, 10) == []
    assert passages("AD", [], [LeftOut(Span(0, 2), "advertisement")], words, 10) == []


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["He came. He went. He came.", "ADVERTISEMENT", "😀 cafe\u0301 “so.”", "\u00a0", "a " * 90]
    ),
)


@settings(deadline=None)
@given(
    st.lists(LINES, max_size=10),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
    st.sampled_from([words, bytes_with_a_start]),
    st.integers(min_value=8, max_value=80),
)
def test_laws_in_any_text(lines: list[str], between: str, count, limit: int) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    text = between.join(lines)
    found, pieces, result = cut(text, limit, count)
    assert result == cut(text, limit, count)[2]
    starts = [span.start for span, _ in result]
    assert starts == sorted(set(starts))
    for span, run in result:
        assert (span.start, span.end) == (run[0].start, run[-1].end)
        assert count([span.of(text)])[0] <= limit
        assert not any(span.overlaps(piece.span) for piece in pieces)
        for sentence in run:
            assert sentence.of(text) == sentence.of(text).strip()
            assert any(whole.holds(sentence) for whole in found)
    for sentence in found:
        for index in range(sentence.start, sentence.end):
            if not text[index].isspace():
                assert any(span.start <= index < span.end for span, _ in result)
