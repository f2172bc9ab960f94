"""Questions without answers, answered by a teacher that is sure, or left out."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

from qa.contract.article import Span
from qa.train.unlabelled import Asked, read_asked, taught

TOWNS = ("Arlo", "Bree", "Celle", "Dole")
NUMBERS = ("three", "four", "five", "six")
ARTICLES = [
    Asked(
        f"The mayor of {town} spoke on Monday. Rain fell. The storm broke {number} bridges there.",
        (f"How many bridges did the storm break in {town}?", f"Who paid for {town}?", "Why?"),
    )
    for town, number in zip(TOWNS, NUMBERS, strict=True)
]


def teacher(question: str, texts: Sequence[str]) -> list[tuple[float, Span]]:
    """Sure of what breaks, sure that nobody paid, unsure of all else."""
    judged = []
    for text in texts:
        place = text.find("broke ") + len("broke ")
        if question == "Why?":
            judged.append((0.5, Span(0, 1)))
        elif "break" in question and "broke" in text:
            judged.append((8.0, Span(place, text.index(" ", place))))
        else:
            judged.append((-8.0, Span(0, 1)))
    return judged


def likes(_: str, texts: Sequence[str]) -> list[float]:
    return [-float(place) for place in range(len(texts))]


def test_what_the_teacher_is_sure_of_is_kept_either_way() -> None:
    made = list(taught(ARTICLES, teacher, likes))
    answered = [example for kind, example in made if kind == "answered"]
    assert [example.golds for example in answered] == [(number,) for number in NUMBERS]
    many = [
        Asked(a.text, (f"Who paid for {t}?",) * 40) for a, t in zip(ARTICLES, TOWNS, strict=True)
    ]
    made = list(taught(many, teacher, likes))
    assert {kind for kind, _ in made} == {"unanswered"}, "refused elsewhere, and in its own article"
    assert 0 < len(made) < 80, "a share of them"
    assert not any(example.answers for _, example in made)
    assert not any(e.question == "Why?" for _, e in taught(ARTICLES, teacher, likes) if e.answers)


def test_what_was_answered_is_asked_of_articles_that_lack_its_rarest_words() -> None:
    elsewhere = [e for kind, e in taught(ARTICLES, teacher, likes) if kind == "elsewhere"]
    assert len(elsewhere) == len(TOWNS)
    for example, town, number in zip(elsewhere, TOWNS, NUMBERS, strict=True):
        assert town in example.question and town not in example.context
        assert not example.answers and number not in example.context
        assert any(example.context in article.text for article in ARTICLES)


def test_what_the_teacher_refuses_elsewhere_teaches_nothing() -> None:
    def by_town(question: str, texts: Sequence[str]) -> list[tuple[float, Span]]:
        """Refuse a window unless it names the town asked about."""
        judged = teacher(question, texts)
        named = next(town for town in TOWNS if town in question)
        return [
            (margin if f"mayor of {named}" in text or "broke" not in text else -8.0, span)
            for (margin, span), text in zip(judged, texts, strict=True)
        ]

    asked = [Asked(a.text, a.questions[:2]) for a in ARTICLES]
    assert not [e for kind, e in taught(asked, by_town, likes) if kind == "elsewhere"]


def test_some_articles_are_asked_about_and_all_are_searched() -> None:
    made = list(taught(ARTICLES, teacher, likes, after=1, most=1))
    assert {e.question.rpartition(" ")[2] for _, e in made} == {"Bree?"}
    assert any(kind == "elsewhere" for kind, _ in made)


def test_the_same_arguments_make_the_same_examples() -> None:
    assert list(taught(ARTICLES, teacher, likes)) == list(taught(ARTICLES, teacher, likes))


def test_articles_in_small_letters_are_left_out_and_a_question_comes_once(tmp_path: Path) -> None:
    rows = [
        {"context": "all in small letters .", "questions": ["who ?"]},
        {"context": "One port was shut.", "questions": ["What was shut ?", "What was shut ?"]},
    ]
    file = tmp_path / "asked.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    assert read_asked(file, 5, 1) == [Asked("One port was shut.", ("What was shut?",))]
