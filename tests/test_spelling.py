"""Misspelt words are read as words of the collection; good words that it does not have stay."""

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

from qa.assistant import Assistant
from qa.contract.answer import Answer, Correction, Quote, Turn
from qa.contract.steps import Understood
from qa.index.view import View, open_view
from qa.ingest.articles import article_from_text
from qa.question.spelling import spelled
from qa.question.typing_errors import meant
from qa.text.words import STOP_WORDS

QUESTIONS = ROOT / "tests" / "questions"
ABSENT = (QUESTIONS / "absent.txt").read_text(encoding="utf-8").splitlines()
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@pytest.fixture
def view(assistant: Assistant) -> Iterator[View]:
    with open_view(assistant.store, assistant.snapshots, assistant.embedder) as opened:
        yield opened


# Written before any of them was asked.
MISSPELT = {
    "Why did Chna suspnd ties in 2010?": "Why did China suspend ties in 2010?",
    "Who is Leon Paneta?": "Who is Leon Panetta?",
    "When were the policy cordination talks canceled?": (
        "When were the policy coordination talks canceled?"
    ),
    "What does China call the islands that Japan calls Senkakku?": (
        "What does China call the islands that Japan calls Senkaku?"
    ),
    "Who urged China to expnad military relations?": (
        "Who urged China to expand military relations?"
    ),
    "which headquaters will gates visit": "which headquarters will gates visit",
    "Who chaired the secure vidoe conference?": "Who chaired the secure video conference?",
    "What was the arms pakcage for Taiwan worth?": "What was the arms package for Taiwan worth?",
    "From whom did the Japanese goverment purchase the islands?": (
        "From whom did the Japanese government purchase the islands?"
    ),
    "What have Petnagon officials long complained about?": (
        "What have Pentagon officials long complained about?"
    ),
    "Who met Major General Song Yanchoa at the Pentagon?": (
        "Who met Major General Song Yanchao at the Pentagon?"
    ),
    "Why have relations between Beijng and Washingon soured?": (
        "Why have relations between Beijing and Washington soured?"
    ),
}


@pytest.mark.parametrize("question", MISSPELT)
def test_a_misspelt_word_is_read_as_the_word_of_the_collection(view: View, question: str) -> None:
    assert spelled(view, question).text == MISSPELT[question]


def test_what_was_read_is_said_and_the_answer_is_that_of_the_right_words(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Why did Chna suspnd ties in 2010?")
    plain = assistant.ask("Why did China suspend ties in 2010?")
    assert answer.corrected == (Correction("Chna", "China"), Correction("suspnd", "suspend"))
    assert answer.question == "Why did Chna suspnd ties in 2010?"
    assert answer.standalone_question == plain.question
    assert (answer.text, answer.citations) == (plain.text, plain.citations)
    assert plain.corrected == ()


def test_as_typed_every_word_stays(assistant: Assistant) -> None:
    answer = assistant.ask("Why did Chna suspnd ties in 2010?", as_typed=True)
    assert answer.corrected == ()
    assert answer.standalone_question == answer.question


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote “Chna suspnd ties”?",
        'Who wrote "Chna suspnd ties"?',
        "Who wrote «Chna suspnd ties»?",
        "What is CHNA?",
        "What is Chn?",
        "What happened in 2O10 or 20100?",
        "Why didn't China suspend ties?",
        "Was China’s tie to Washington’s army suspending?",
    ],
)
def test_quotations_abbreviations_numbers_and_forms_are_left_alone(
    view: View, question: str
) -> None:
    assert spelled(view, question).corrected == ()


def test_good_words_that_are_absent_stay(view: View) -> None:
    assert len(ABSENT) == 200
    assert [line for line in ABSENT if spelled(view, line).corrected] == []


def test_accents_are_no_misspelling(tmp_path: Path) -> None:
    text = "Mayor resigns\n\nLISBON, Jan. 7, 2011 - Mayor José Peña resigned over the tram.\n"
    with Assistant.open(tmp_path / "one", create=True) as one:
        one.add(article_from_text(text, "one.txt"))
        assert one.ask("Why did Jose Pena resign?").corrected == ()
        assert one.ask("Why did José Peña resign?").corrected == ()


def test_the_history_is_read_too(assistant: Assistant) -> None:
    follow_up = "What did he urge?"
    plain = assistant.ask(follow_up, history=[Turn("Who is Leon Panetta?", "")])
    answer = assistant.ask(follow_up, history=[Turn("Who is Leon Paneta?", "")])
    assert (answer.text, answer.citations) == (plain.text, plain.citations)
    assert answer.corrected == ()


def test_the_first_step_says_what_is_read(assistant: Assistant) -> None:
    first = next(iter(assistant.steps("Who is Leon Paneta?")))
    assert isinstance(first, Understood)
    assert first.corrected == (Correction("Paneta", "Panetta"),)


def test_an_empty_collection_corrects_nothing(tmp_path: Path) -> None:
    with Assistant.open(tmp_path / "none", create=True) as none:
        assert none.ask("Why did Chna suspnd ties?").corrected == ()


@pytest.mark.parametrize("word", ["a", "ab", "china", "größe", "мир"])
def test_every_word_one_error_away_can_be_typed_from_this_one(word: str) -> None:
    odds = meant(word)
    assert word not in odds
    assert all(0.0 < chance < 1.0 for chance in odds.values())
    assert all(abs(len(other) - len(word)) <= 1 for other in odds)


def misspellings(seed: int) -> Iterator[tuple[str, str]]:
    """Yield each question of the seeds with one letter wrong in a content word, and without.

    Two letters swapped, one dropped, doubled, or hit beside; place and word by chance.
    """
    chance = random.Random(seed)
    for name in ("seeds", "seeds_more"):
        for line in (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            question = json.loads(line)["question"]
            content = [
                match
                for match in re.finditer(r"[^\W\d_]{3,}", question)
                if match[0].lower() not in STOP_WORDS and not match[0].isupper()
            ]
            match = chance.choice(content)
            wrong = misspelt(match[0], chance)
            yield question, question[: match.start()] + wrong + question[match.end() :]


def misspelt(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    head, letter, tail = word[:at], word[at].lower(), word[at + 1 :].lower()
    row = next(row for row in KEYS if letter in row)
    beside = row[max(0, row.index(letter) - 1)] + row[(row.index(letter) + 1) % len(row)]
    other = chance.choice(
        [
            head + tail[:1] + letter + tail[1:],
            head + tail,
            head + letter * 2 + tail,
            head + chance.choice(beside) + tail,
        ]
    )
    return other[0].upper() + other[1:] if word[0].isupper() else other


def quotes(answer: Answer) -> list[Quote]:
    return [citation.quote for citation in answer.citations]


def test_one_letter_wrong_and_the_answer_is_the_same(assistant: Assistant, view: View) -> None:
    pairs = [pair for seed in (1, 2) for pair in misspellings(seed)]
    rightly = cache(assistant.ask)
    same = 0
    for question, wrong in pairs:
        if spelled(view, wrong).text.lower() == question.lower():
            same += 1
            continue
        one, other = rightly(question), assistant.ask(wrong)
        same += (one.text, quotes(one)[:1]) == (other.text, quotes(other)[:1])
    # measured over all content words and all four kinds of error (484): 0.94
    assert same / len(pairs) >= 0.85
