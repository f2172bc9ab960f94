"""Sentences that support an answer: figures known by hand, exact places, and the command."""

import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED
from fakes import LastWordSelector, ShortVerifier, WordEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.contract.article import Span
from qa.contract.candidates import Candidate, Hit
from qa.errors import ArticleError, QuestionError, SetError
from qa.evaluate.clapnq import load_grounded, sentence_spans
from qa.evaluate.clapnq_set import clapnq
from qa.evaluate.grounding import SentencesAsked, balanced_threshold, figures
from qa.evaluate.sentences import evaluate_sentences
from qa.read.calibration import Calibration
from qa.read.models import Models
from qa.terminal.cli import main

# confidence = 1 / (1 + exp(-margin / 10)), whatever else is known
BY_MARGIN = Calibration(
    {"margin": 1.0}, 3, {"margin": 1.0}, {"margin": 0.1}, 0.0, 0.5, 0.5, 0.0, ()
).thorough()
HIGH = 1 / (1 + math.exp(-20 / 10))


class KnownWords:
    """A ``Reader`` that finds words as told, word to score; records the passages it was given."""

    name = "known"

    def __init__(self, known: dict[str, float]) -> None:
        self.known = known
        self.read_texts: dict[str, set[str]] = {}

    def read(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        self.read_texts[question] = {hit.passage.text for hit in hits}
        candidates = []
        for hit in hits:
            passage = hit.passage
            for word in sorted(self.known.keys() & set(passage.text.split())):
                start = passage.span.start + passage.text.index(word)
                answer = Span(start, start + len(word))
                (sentence,) = (held for held in passage.sentences if held.holds(answer))
                candidates.append(Candidate(hit, answer, sentence, *[self.known[word]] * 2))
        return sorted(candidates, key=lambda one: (-one.margin, one.passage.id, one.answer.start))


def known_models(reader: KnownWords) -> Models:
    return Models(reader, ShortVerifier(), BY_MARGIN, LastWordSelector())


def entry(question: str, sentences: list[str], *chosen: list[str], title: str = "T") -> Any:
    text = " ".join(sentences) + " "
    return {
        "id": question,
        "input": question,
        "passages": [{"title": title, "text": text, "sentences": sentences}],
        "output": [{"answer": "", "selected_sentences": each} for each in chosen or [[]]],
    }


def written(folder: Path, *entries: Any, name: str = "questions.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(one) + "\n" for one in entries), encoding="utf-8")
    return path


A, B, C = "Alpha was first .", "Bravo came next .", "Charlie was last ."
D, E, F = "Delta fell .", "Echo rose .", "Foxtrot stood ."
G, H, I = "Golf is played .", "Hotels were full .", "India won ."  # noqa: E741
QUESTIONS = [
    # two annotators: what either chose is gold
    entry("who was first?", [A, B, C], [A], [A, C]),
    entry("what rose?", [D, E], [E]),
    entry("what stood?", [F], [F]),
    entry("who sings at golf?", [G]),
    entry("who paid for hotels?", [H]),
    entry("who lost?", [I]),
]
KNOWN = {"Alpha": 20, "Bravo": 0, "Charlie": -20, "Delta": 20, "Echo": 0, "Foxtrot": -20}
KNOWN |= {"Golf": 0, "Hotels": -10}


def test_the_figures_by_hand(tmp_path: Path) -> None:
    path = written(tmp_path, *QUESTIONS)
    found = evaluate_sentences([path], WordEmbedder(), known_models(KnownWords(KNOWN)))
    assert (found.questions, found.answerable, found.threshold) == (6, 3, 0.5)
    # given: Alpha (gold) and Bravo, Delta and Echo (gold), Golf; gold in all: 2 + 1 + 1
    assert found.precision == pytest.approx(2 / 5)
    assert found.recall == pytest.approx(2 / 4)
    # Alpha is right, Delta stands in front of Echo, Foxtrot is not sure enough; Golf is given
    assert found.overlaps_gold == pytest.approx(1 / 3)
    assert found.rejected == pytest.approx(2 / 3)
    assert found.any_overlaps_gold == pytest.approx(2 / 3)
    # the smaller share is 1/3 at best; at HIGH all unanswerable ones are rejected besides
    assert found.balanced_threshold == pytest.approx(HIGH)
    assert (found.balanced_overlaps_gold, found.balanced_rejected) == pytest.approx((1 / 3, 1))
    # of nine pairs Foxtrot against Golf and Hotels are the wrong way round
    assert found.auroc == pytest.approx(7 / 9)


def test_files_are_taken_together(tmp_path: Path) -> None:
    whole = written(tmp_path, *QUESTIONS)
    first = written(tmp_path, *QUESTIONS[:3], name="answerable.jsonl")
    second = written(tmp_path, *QUESTIONS[3:], name="unanswerable.jsonl")
    together, alone = (
        evaluate_sentences(files, WordEmbedder(), known_models(KnownWords(KNOWN)))
        for files in ([first, second], [whole])
    )
    assert together == alone


def test_a_question_is_asked_of_its_own_passage_only(tmp_path: Path) -> None:
    reader = KnownWords(KNOWN)
    # every question has the words of another's passage
    entries = [
        {**one, "input": f"{one['input']} {other['passages'][0]['text']}"}
        for one, other in zip(QUESTIONS, QUESTIONS[1:] + QUESTIONS[:1], strict=True)
    ]
    evaluate_sentences([written(tmp_path, *entries)], WordEmbedder(), known_models(reader))
    assert len(reader.read_texts) == len(entries)
    for one in entries:
        (text,) = reader.read_texts[one["input"]]
        assert text == one["passages"][0]["text"].rstrip()


def test_one_kind_alone_has_no_balance(tmp_path: Path) -> None:
    path = written(tmp_path, *QUESTIONS[:3])
    found = evaluate_sentences([path], WordEmbedder(), known_models(KnownWords(KNOWN)))
    assert found.overlaps_gold == pytest.approx(1 / 3)
    for nothing in (found.rejected, found.auroc, found.balanced_threshold):
        assert math.isnan(nothing)
    assert math.isnan(found.balanced_overlaps_gold)


def test_a_sentence_too_long_for_a_passage_is_still_one(tmp_path: Path) -> None:
    long = " ".join([*["word"] * 600, "needle", "in", "it", "."])
    path = written(tmp_path, entry("what is in it?", [A, long], [long]))
    known = KnownWords({"needle": 20, "Alpha": -20})
    found = evaluate_sentences([path], WordEmbedder(), known_models(known))
    assert (found.overlaps_gold, found.precision, found.recall) == (1.0, 1.0, 1.0)


def test_an_answer_without_a_chosen_sentence_is_still_one(tmp_path: Path) -> None:
    one = entry("who was first?", [A, B])
    one["output"][0]["answer"] = "Alpha, in other words."
    path = written(tmp_path, one, entry("what?", [D]))
    found = evaluate_sentences([path], WordEmbedder(), known_models(KnownWords({"Alpha": 20})))
    assert (found.answerable, found.overlaps_gold, found.rejected) == (1, 0.0, 1.0)
    assert found.auroc == 1.0 and math.isnan(found.recall)


def test_a_sentence_counts_once_with_its_best_span(tmp_path: Path) -> None:
    path = written(tmp_path, entry("who was first?", [A, B], [A]), entry("what?", [D]))
    known = KnownWords({"first": -20, "Alpha": 20, "next": 20, "Bravo": 10})
    found = evaluate_sentences([path], WordEmbedder(), known_models(known))
    assert (found.overlaps_gold, found.precision, found.recall) == (1.0, 0.5, 1.0)


def test_the_same_text_may_be_asked_twice_with_other_gold(tmp_path: Path) -> None:
    path = written(tmp_path, entry("first?", [A, B], [A]), entry("next?", [A, B], [B]))
    found = evaluate_sentences([path], WordEmbedder(), known_models(KnownWords({"Alpha": 20})))
    assert found.overlaps_gold == pytest.approx(1 / 2)


def test_the_same_text_in_other_sentences_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, entry("first?", [A, B], [A]), entry("next?", [f"{A} {B}"]))
    with pytest.raises(QuestionError, match="two ways"):
        evaluate_sentences([path], WordEmbedder(), known_models(KnownWords({})))


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=6)


@settings(deadline=None)
@given(st.lists(st.lists(words, min_size=1, max_size=4).map(" ".join), max_size=8), st.text(" \n"))
def test_sentences_stand_where_they_are_said_to(sentences: list[str], gap: str) -> None:
    text = gap.join(sentences)
    spans = sentence_spans(text, sentences)
    assert [text[span.start : span.end] for span in spans] == sentences
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))


def test_a_repeated_sentence_stands_in_two_places(tmp_path: Path) -> None:
    assert sentence_spans("No . Yes . No .", ["No .", "Yes .", "No ."])[2] == Span(11, 15)
    ((one,), _) = (
        q.sources for q in load_grounded(written(tmp_path, *[entry("?", [A, A], [A])] * 2))
    )
    assert len(one.gold) == 2


@pytest.mark.parametrize("name", ["answerable", "unanswerable"])
def test_the_real_files_are_read_with_exact_places(tmp_path: Path, name: str) -> None:
    file = SHARED / "data" / "answers" / f"clapnq_dev_{name}.jsonl"
    if not file.is_file():
        pytest.skip(f"{file.name} is absent")
    lines = file.read_text(encoding="utf-8").split("\n")[:25]
    sample = tmp_path / file.name
    sample.write_text("\n".join(lines), encoding="utf-8")
    loaded = load_grounded(sample)
    assert len(loaded) == 25
    for line, question in zip(map(json.loads, lines), loaded, strict=True):
        (source,) = question.sources
        (passage,) = line["passages"]
        chosen = {each for output in line["output"] for each in output["selected_sentences"]}
        assert [span.of(source.article.text) for span in source.sentences] == passage["sentences"]
        assert {span.of(source.article.text) for span in source.gold} == chosen
        assert question.answerable == (name == "answerable")


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "{}",
        json.dumps({**QUESTIONS[0], "passages": [{"title": "T", "text": A}]}),
        json.dumps({**QUESTIONS[0], "passages": [{"title": "T", "text": A, "sentences": [A, A]}]}),
        json.dumps({**QUESTIONS[0], "passages": [{"title": "T", "text": A, "sentences": [""]}]}),
        json.dumps(entry("?", [A], ["Nobody said so ."])),
    ],
)
def test_what_is_not_of_the_form_is_refused_by_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(QUESTIONS[0]) + "\n\n" + line + "\n")
    with pytest.raises(QuestionError, match=r"questions\.jsonl, line 3"):
        load_grounded(path)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="cannot be read"):
        load_grounded(tmp_path / "none.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b"\xe9\n")
    with pytest.raises(QuestionError, match="cannot be read"):
        load_grounded(tmp_path / "latin.jsonl")
    with pytest.raises(ArticleError, match=r"questions\.jsonl:1"):
        load_grounded(written(tmp_path, entry("?", [])))


def test_nothing_found_is_rejected_and_ties_are_let_in_together() -> None:
    asked = [
        SentencesAsked(True, 1, ((0.6, True),)),
        SentencesAsked(True, 1, ((0.6, True),)),
        SentencesAsked(False, 0, ((0.6, False),)),
        SentencesAsked(False, 0, ()),
    ]
    found = figures(asked, 0.6)
    assert (found.overlaps_gold, found.rejected, found.precision) == (1.0, 0.5, 2 / 3)
    assert found.auroc == pytest.approx(3 / 4)
    assert balanced_threshold(asked) == 0.6


def test_the_balance_is_about_the_smaller_share() -> None:
    asked = [SentencesAsked(True, 1, ((at, True),)) for at in (0.9, 0.4)]
    asked += [SentencesAsked(False, 0, ((at, False),)) for at in [0.1] * 2 + [0.6] * 3 + [0.95] * 5]
    # at 0.9 half and half; at 0.4 all and a fifth, which is more in sum
    assert balanced_threshold(asked) == 0.9
    found = figures(asked, 0.4)
    assert (found.balanced_overlaps_gold, found.balanced_rejected) == (0.5, 0.5)
    assert (found.overlaps_gold, found.rejected) == (1.0, 0.2)


def test_further_sentences_must_be_sure_enough_by_themselves() -> None:
    asked = SentencesAsked(True, 2, ((0.7, True), (0.9, False), (0.4, True)))
    assert asked.given(0.5) == [True, False]
    # the best one decides, also where another is surer
    assert asked.given(0.8) == []


def test_the_command_asks_the_shipped_reader(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    weapons = "The weapons that were sold to Taiwan were worth $ 6.4 billion ."
    answerable = written(
        tmp_path,
        entry(
            "how much were the weapons sold to taiwan worth",
            ["China resumed military exchanges in January 2011 .", weapons, "Nobody was hurt ."],
            [weapons],
            title="Military ties",
        ),
    )
    unanswerable = written(
        tmp_path,
        entry(
            "who painted the ceiling of the chapel",
            ["The orchestra played Brahms in Vienna .", "The audience stood up to clap ."],
            title="Vienna",
        ),
        name="unanswerable.jsonl",
    )
    arguments = ["qa", "evaluate", "sentences", str(answerable), str(unanswerable), "--json"]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as stop:
        main()
    assert not stop.value.code
    found = json.loads(capfd.readouterr().out)
    assert (found["questions"], found["answerable"]) == (2, 1)
    assert found["any_overlaps_gold"] == 1.0 and found["auroc"] == 1.0
    wanted = "precision recall overlaps_gold rejected threshold balanced_threshold"
    wanted += " balanced_overlaps_gold balanced_rejected"
    assert set(wanted.split()) <= set(found)


def test_what_is_fitted_is_not_measured_apart(tmp_path: Path) -> None:
    asked = [f"Question {number}?" for number in range(40)]
    path = written(tmp_path, *[entry(question, [A, B], [A]) for question in asked])
    fitted = clapnq(path)
    apart = evaluate_sentences([path], WordEmbedder(), known_models(KnownWords(KNOWN)), apart=True)
    assert 0 < len(fitted.questions) < len(asked)
    assert len(fitted.questions) + apart.questions == len(asked)
    assert all(fitted.right(each, A.split()[0]) for each in fitted.questions)
    assert not any(fitted.right(each, B) for each in fitted.questions)


def test_a_question_whose_right_sentence_is_not_known_is_not_fitted(tmp_path: Path) -> None:
    path = written(tmp_path, *[entry(f"Question {n}?", [A, B], []) for n in range(40)])
    assert not any(each.golds for each in clapnq(path).questions)
    with pytest.raises(SetError, match="Expected"):
        clapnq(tmp_path / "none.jsonl")
