"""How much of a question's wording a sentence carries, alone and with the one it goes on from."""

import pytest

from qa.contract.article import Passage, Span
from qa.read.evidence.wording import in_context, share

CLOSED, HELPS, RUST = "The bridge was closed.", "It will help the ferry.", "Rust ate the cables."
TEXT = f"{CLOSED} {HELPS} {RUST}"
START = 100


def passage() -> tuple[Passage, dict[str, Span]]:
    spans = {
        quote: Span(START + TEXT.index(quote), START + TEXT.index(quote) + len(quote))
        for quote in (CLOSED, HELPS, RUST)
    }
    whole = Span(START, START + len(TEXT))
    return Passage(1, "a", whole, TEXT, tuple(spans.values())), spans


def test_a_sentence_with_a_pronoun_first_has_the_words_before_it_too() -> None:
    found, spans = passage()
    assert in_context(found, spans[HELPS]) == f"{CLOSED} {HELPS}"
    assert in_context(found, spans[RUST]) == RUST
    weights = {"bridg": 2.0, "ferri": 1.0}
    shares = [share(weights, in_context(found, span)) for span in spans.values()]
    assert shares == pytest.approx([2 / 3, 1, 0])


@pytest.mark.parametrize("opening", ["It", "“They", "his", "These"])
def test_the_first_sentence_of_a_passage_has_none_before_it(opening: str) -> None:
    text = f"{opening} stood there."
    whole = Span(START, START + len(text))
    assert in_context(Passage(1, "a", whole, text, (whole,)), whole) == text
    assert in_context(Passage(1, "a", whole, "Item one stood.", (whole,)), whole).startswith("Item")
