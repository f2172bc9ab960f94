"""The assistant as a whole, over the seeds: time, filters, identity, honesty, many threads."""

import datetime
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from conftest import SEEDS

from qa.answer.abstention import reason
from qa.answer.nearest import nearest
from qa.assistant import Assistant
from qa.contract.answer import Answer, ContextTerm, Turn
from qa.errors import ArticleNotFound, IndexUnwritable, QuestionError
from qa.index.view import View, open_view
from qa.ingest.articles import article_from_text
from qa.question.question import parse_question
from qa.read.confidence import Judgement
from qa.retrieve.retriever import Retrieved, retrieve_in_time

HEADLINE = "Why did China suspend ties in 2010?"
DAY = datetime.date


def same(one: Answer, other: Answer) -> bool:
    return {**one.to_dict(), "elapsed_ms": 0} == {**other.to_dict(), "elapsed_ms": 0}


def quoted(answer: Answer) -> str:
    return answer.citations[0].quote.text


def test_the_headline_answer_shows_what_last_year_means(assistant: Assistant) -> None:
    answer = assistant.ask(HEADLINE)
    assert answer.scope is not None
    assert (answer.scope.earliest, answer.scope.latest) == ("2010-01-01", "2010-12-31")
    (date,) = answer.citations[0].dates
    assert (date.text, date.value, date.anchor) == ("Last year", "2010", "2011-01-07")


@pytest.mark.parametrize(
    ("question", "piece"),
    [
        ("Why did Beijing cancel talks in 2022?", "Pelosi"),
        ("Who was the U.S. defense secretary in 2012?", "Leon Panetta"),
        ("Who was the U.S. defense secretary in 2011?", "Gates"),
    ],
)
def test_the_time_asked_for_chooses_the_answer(
    assistant: Assistant, question: str, piece: str
) -> None:
    assert piece in quoted(assistant.ask(question))


def test_a_deputy_secretary_is_not_the_secretary(assistant: Assistant) -> None:
    answer = assistant.ask("Who is the US Defense Secretary?")
    assert answer.text.endswith(("Gates", "Panetta"))


def test_a_named_event_is_a_time(assistant: Assistant) -> None:
    answer = assistant.ask("What was canceled by Beijing after Pelosi's visit to Taiwan?")
    assert answer.scope is not None
    assert (answer.scope.relation, answer.scope.earliest) == ("after", "2022-08-01")
    assert "policy coordination talks" in quoted(answer)


@pytest.mark.parametrize(
    ("question", "piece", "value"),
    [
        (
            "In what year did China suspend military contacts over arms sales to Taiwan?",
            "Last year",
            "2010",
        ),
        ("When did Panetta urge China to expand military relations?", "Panetta", "2012-09-18"),
        ("When were the policy coordination talks canceled?", "August 2022", "2022-08"),
    ],
)
def test_when_is_answered_with_a_resolved_date(
    assistant: Assistant, question: str, piece: str, value: str
) -> None:
    answer = assistant.ask(question)
    assert piece in quoted(answer)
    assert answer.date is not None
    assert answer.date.value == value


def test_another_time_is_not_answered_and_the_reason_says_what_is_covered(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Why did China suspend ties in 1996?")
    assert not answer.answered
    assert (answer.text, answer.citations) == ("", ())
    assert answer.abstention is not None
    assert "Nothing near the question is known to be of that time (in 1996)" in (
        answer.abstention.reason
    )
    assert "2011" in answer.abstention.reason
    assert "2024" in answer.abstention.reason


def view_of(assistant: Assistant) -> AbstractContextManager[View]:
    return open_view(assistant.store, assistant.snapshots, assistant.embedder)


def retrieve(view: View, question: str) -> Retrieved:
    return retrieve_in_time(view, parse_question(question), 12)


def test_a_reason_does_not_deny_what_is_told_of_that_time(assistant: Assistant) -> None:
    with view_of(assistant) as view:
        retrieved = retrieve(view, "Why did China suspend ties in 2022?")
        said = reason(view, retrieved, None, possible=False)
    assert "No answer was found in what is told of that time (in 2022)." in said


@pytest.mark.parametrize(
    ("question", "times"),
    [
        ("Why did China suspend ties in 2022?", {"August 2022"}),
        ("Why did China suspend ties in 1999?", set()),
        ("Why did China suspend ties?", set()),
    ],
)
def test_sentences_of_the_time_asked_for_are_found_without_a_reader(
    assistant: Assistant, question: str, times: set[str]
) -> None:
    with view_of(assistant) as view:
        told = [one for one, _ in nearest(view, Judgement(retrieve(view, question), ()), 1.0)]
    assert {one.words for one in told} == times
    assert all(one.quote in one.passage.sentences for one in told)
    assert all(one.quote.holds(one.answer) for one in told)


def test_the_nearest_passages_are_those_of_the_time_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("Why did China suspend ties in 2022?")
    near = answer.citations or (answer.abstention.nearest if answer.abstention else ())
    assert "Pelosi’s visit to Taiwan in August 2022" in near[0].quote.text


def test_filters_leave_only_what_they_name(assistant: Assistant) -> None:
    source = "000_ab1d84f086219f24.txt"
    answer = assistant.ask("Why did China suspend ties?", sources=[source])
    cited = answer.citations or (answer.abstention.nearest if answer.abstention else ())
    assert {citation.article.source for citation in cited} == {source}
    late = assistant.ask("Who is Michael Chase?", published_from=DAY(2012, 1, 1))
    found = late.citations or (late.abstention.nearest if late.abstention else ())
    assert {citation.article.published for citation in found} <= {"2012-09-18", "2024"}
    early = assistant.ask("Who is Michael Chase?", as_of=DAY(2012, 1, 1))
    found = early.citations or (early.abstention.nearest if early.abstention else ())
    assert {citation.article.published for citation in found} <= {"2011-01-07", None}


@pytest.mark.parametrize("day", [DAY.min, DAY.max])
def test_the_ends_of_the_calendar_are_days_too(assistant: Assistant, day: DAY) -> None:
    assistant.ask("Who resigned last year or next week?", as_of=day)
    assistant.ask("Who resigned?", published_from=day, published_to=day)


def test_follow_ups_are_understood_and_can_be_taken_word_for_word(assistant: Assistant) -> None:
    history = [Turn("Who is Leon Panetta?", "U.S. Defense Secretary")]
    answer = assistant.ask("What did he urge?", history=history)
    assert answer.standalone_question == "What did he urge? (Leon Panetta)"
    assert answer.context == (ContextTerm("Leon Panetta", 1),)
    alone = assistant.ask("What did he urge?", history=history, standalone=True)
    assert alone.standalone_question == alone.question == "What did he urge?"


def test_asking_changes_nothing(assistant: Assistant, seeds_index: Path) -> None:
    first = assistant.ask(HEADLINE)
    for other in ("Who is Wu Qian?", "“quotes” OR NEAR( * 🙂", "why", "?", "\u202e\u0000x"):
        assistant.ask(other)
    assert same(assistant.ask(HEADLINE), first)
    with Assistant.open(seeds_index) as opened_again:
        assert same(opened_again.ask(HEADLINE), first)


def test_many_threads_get_the_same_answers(assistant: Assistant) -> None:
    questions = [HEADLINE, "Who is Wu Qian?", "Who urged China to expand military relations?"]
    alone = [assistant.ask(question) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(assistant.ask, questions * 3))
    for place, answer in enumerate(together):
        assert same(answer, alone[place % len(questions)])


def test_steps_can_be_left_half_way(assistant: Assistant) -> None:
    steps = assistant.steps(HEADLINE)
    next(steps)
    next(steps)
    assert assistant.ask(HEADLINE).answered  # another question while one is under way
    steps.close()


def test_an_answer_survives_json(assistant: Assistant) -> None:
    for question in (HEADLINE, "How tall is Leon Panetta?"):
        answer = assistant.ask(question)
        assert Answer.from_dict(json.loads(json.dumps(answer.to_dict()))) == answer


@pytest.mark.parametrize("question", ["", " \n", "x" * 1001, "half \ud800"])
def test_what_is_no_question_is_refused(assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionError):
        assistant.ask(question)
    with pytest.raises(QuestionError):
        assistant.timeline(question)


def test_an_article_is_found_once_added_and_never_once_removed(tmp_path: Path) -> None:
    from rich.console import Console

    from qa.terminal.index import index_paths

    index = tmp_path / "index"
    index_paths([SEEDS / "000_ab1d84f086219f24.txt"], index, Console(quiet=True))
    article = article_from_text(
        "Bread\n\nThe baker Anna Ros opened a shop in Graz in May 2019.", "b"
    )
    question = "Where did the baker Anna Ros open a shop?"
    with Assistant.open(index, writable=True) as writer, Assistant.open(index) as reader:
        before = reader.ask(question)
        assert not before.answered
        assert writer.add(article) == "added"
        assert writer.add(article) == "duplicate" or writer.add(article) == "unchanged"
        assert "Graz" in quoted(reader.ask(question))
        writer.remove(article.id)
        assert same(reader.ask(question), before)
        with pytest.raises(ArticleNotFound):
            writer.remove(article.id)
        with pytest.raises(IndexUnwritable):
            reader.add(article)


def test_suggestions_are_answered(assistant: Assistant) -> None:
    suggestions = assistant.suggestions()
    assert len(suggestions) >= 3
    assert len({assistant.ask(s).citations[0].article.id for s in suggestions}) >= 3
    assert assistant.suggestions() == suggestions


def test_a_timeline_is_in_order_of_event_time(assistant: Assistant) -> None:
    found = assistant.timeline("China United States military ties")
    days = [entry.date.earliest for entry in found.entries]
    assert days == sorted(days, key=str)
    assert len(days) >= 5
    first = found.entries[0]
    assert first.citation.dates
    text = assistant.article(first.citation.article.id).text
    quote = first.citation.quote
    assert text[quote.start : quote.end] == quote.text
    assert any(
        "August 2022" in entry.citation.quote.text
        for entry in assistant.timeline("policy coordination talks canceled").entries
    )
    with pytest.raises(QuestionError, match="1 to 100"):
        assistant.timeline("ties", most=0)


def test_a_timeline_is_of_the_articles_that_it_is_limited_to(assistant: Assistant) -> None:
    topic = "China United States military ties"
    whole = assistant.timeline(topic).entries
    assert len({entry.citation.article.id for entry in whole}) > 2
    article = whole[0].citation.article
    for named in (article.source, article.id):
        only = assistant.timeline(topic, sources=[named]).entries
        assert {entry.citation.article.id for entry in only} == {article.id}
    for limits, fits in (
        ({"published_from": "2012-01-01"}, lambda day: day >= "2012-01-01"),
        ({"published_to": "2011-12-31"}, lambda day: day <= "2011-12-31"),
    ):
        entries = assistant.timeline(topic, **limits).entries  # type: ignore[arg-type]
        assert entries
        assert all(fits(entry.citation.article.published) for entry in entries)
    assert assistant.timeline(topic, published_to="1999-12-31").entries == ()


def test_a_copied_report_stands_on_the_timeline_once(tmp_path: Path) -> None:
    from rich.console import Console

    from qa.terminal.index import index_paths

    folder = tmp_path / "articles"
    folder.mkdir()
    story = "The old bridge of Mostar was rebuilt and opened on 23 July 2004 with a great feast."
    for number, end in enumerate(["It rained.", "The sun shone."]):
        (folder / f"{number}.txt").write_text(f"Bridge opens\n\n{story}\n\n{end}\n")
    index_paths([folder], tmp_path / "index", Console(quiet=True))
    with Assistant.open(tmp_path / "index") as assistant:
        entries = assistant.timeline("bridge of Mostar").entries
        assert [entry.date.value for entry in entries] == ["2004-07-23"]
        # and an answer counts the copy as the same source
        assert len(assistant.ask("When was the old bridge of Mostar opened?").citations) == 1


def test_files_are_added_by_the_library_with_what_became_of_each(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "arlo.txt").write_text("The bridge at Arlo was closed in 2012, the mayor said.\n")
    (folder / "empty.txt").write_text("")
    seen = []
    with Assistant.open(tmp_path / "index", create=True) as assistant:
        report = assistant.add_files(
            [folder], progress=lambda done, item: seen.append((done, item.source))
        )
        assert [(item.source, item.outcome) for item in report.items] == [
            ("arlo.txt", "added"),
            ("empty.txt", "skipped"),
        ]
        assert report.items[1].reason
        assert seen == [(1, "arlo.txt"), (2, "empty.txt")]
        assert assistant.ask("When was the bridge at Arlo closed?").text == "2012"
    with Assistant.open(tmp_path / "index") as reading, pytest.raises(IndexUnwritable):
        reading.add_files([folder / "arlo.txt", SEEDS])
