"""Suggested questions: drafted by general rules, in good English, each checked by asking."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.assistant import Assistant
from qa.contract.answer import Answer
from qa.contract.article import Span
from qa.dates.anchors import article_times
from qa.ingest.articles import article_from_text
from qa.ingest.sentences import sentences
from qa.suggestions.drafts import LONGEST, Draft, choose, draft_questions
from qa.suggestions.suggested import SUGGESTIONS
from web.app import create_app

# Names are told by standing inside a sentence somewhere.
REST = (
    " The mayor of Ostbridge wrote to Norland and to Harbin Ferries, and to Ada Quill, who lives"
    " in Ostbridge."
)


def drafted(sentence: str) -> dict[str, str]:
    """Kind -> question, for a story of one sentence and some names."""
    article = article_from_text(
        f"Harbour news\n\n{sentence}{REST}\n", "a.txt", published="2011-01-07"
    )
    spans = sentences(article.text, article.left_out)
    drafts = list(draft_questions(article, spans, article_times(article, spans)))
    for draft in drafts:
        assert draft.sentence in spans
        assert draft.article_id == article.id
    return {draft.kind: draft.question for draft in drafts}


@pytest.mark.parametrize(
    ("sentence", "kind", "question"),
    [
        (
            "Last year, in response to the storm, Norland closed its ports to Harbin Ferries.",
            "why",
            "Why did Norland close its ports to Harbin Ferries?",
        ),
        (
            "Norland suspended ferry traffic over unpaid fees.",
            "why",
            "Why did Norland suspend ferry traffic?",
        ),
        (
            "Norland froze harbour fees after the ferries protested in May.",
            "why",
            "Why did Norland freeze harbour fees?",
        ),
        (
            "Harbin Ferries cancelled two trips because of high waves.",
            "why",
            "Why did Harbin Ferries cancel two trips?",
        ),
        (
            "Mayor Ada Quill opened the new bridge on Tuesday, an official said.",
            "when",
            "When did Ada Quill open the new bridge?",
        ),
        (
            "Norland and Harbin Ferries signed a contract in Ostbridge on Monday.",
            "where",
            "Where did Norland and Harbin Ferries sign a contract?",
        ),
        (
            "Harbin Ferries said it had sold 12 old ferries to a broker.",
            "how many",
            "How many old ferries did Harbin Ferries sell?",
        ),
        ("At least 12 people were injured.", "how many", "How many people were injured?"),
        (
            "Transport Minister Ada Quill urged Norland on Friday to reopen its ports.",
            "to do",
            "What did Ada Quill urge Norland to do?",
        ),
        ("Harbin Ferries plans to buy new boats.", "to do", "What does Harbin Ferries plan to do?"),
        ("Norland refused to pay.", "to do", "What did Norland refuse to do?"),
        ("Ada Quill will meet Prime Minister Jon Berg.", "meet", "Who will Ada Quill meet?"),
        ("Ada Quill met with Jon Berg in May.", "meet", "Who did Ada Quill meet with?"),
        ("Norland and Ada Quill discussed ferry fees.", "what",
         "What did Norland and Ada Quill discuss?"),
        ("Norland's parliament approved the bridge.", "what",
         "What did Norland's parliament approve?"),
        ("Ada Quill built a bridge to Norland.", "who", "Who built a bridge to Norland?"),
        ("The new harbour bridge was opened by Ada Quill.", "who",
         "Who opened the new harbour bridge?"),
        ("The harbour bridge was closed on Monday.", "when", "When was the harbour bridge closed?"),
        ("Ada Quill, head of the harbour office, spoke.", "who is", "Who is Ada Quill?"),
    ],
)  # fmt: skip
def test_a_sentence_gives_the_question_that_a_person_would_ask(
    sentence: str, kind: str, question: str
) -> None:
    assert drafted(sentence).get(kind) == question


@pytest.mark.parametrize(
    "sentence",
    [
        "He suspended ferry traffic because of the storm.",  # who?
        "The company said it sold ferries on Monday.",  # which company?
        "“We closed the ports,” Quill said.",
        "Norland closed “a number of ports” over fees.",  # half a quotation
        "Norland earned 12 mln dlrs in May.",
        "Ferries rose and fell.",
        "Norland has ports, which it closed because of the storm.",
        "Norland, which closed.",
    ],
)
def test_what_does_not_stand_alone_is_not_asked(sentence: str) -> None:
    assert drafted(sentence) == {}


def test_a_time_that_is_not_known_makes_no_question_when() -> None:
    article = article_from_text(
        f"Harbour news\n\nNorland closed the port on Monday.{REST}\n", "a.txt"
    )
    spans = sentences(article.text, article.left_out)
    assert "when" not in {draft.kind for draft in draft_questions(article, spans, [])}


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "Norland Quill The the said it has will was suspended met with in at on Ostbridge , . "
            "to 12 because over 's and between fees that “ ” ( ) U.S. plans urged \n".split(" ")
        ),
        max_size=30,
    )
)
def test_any_words_give_short_questions_of_one_line(words: list[str]) -> None:
    text = " ".join(words) + "."
    article = article_from_text(f"Harbour news\n\nIn Norland. {text}\n", "a.txt")
    whole = Span(len("Harbour news\n\nIn Norland. "), len(article.text))
    for draft in draft_questions(article, [whole], []):
        assert len(draft.question) <= LONGEST
        assert re.fullmatch(r"[A-Z]\S*(?: \S+)+\?", draft.question)


def drafts_of(*kinds: str) -> list[Draft]:
    return [
        Draft(f"Question {n}?", kind, f"article {n % 3}", Span(10 * n, 10 * n + 5))
        for n, kind in enumerate(kinds)
    ]


def test_the_choice_is_varied_and_each_was_answered() -> None:
    drafts = drafts_of(*["who is"] * 6, *["what"] * 6, "why", "when", "where")
    bad = drafts[-3]
    asked = []

    def answers(draft: Draft) -> bool:
        asked.append(draft)
        return draft is not bad

    chosen = choose(drafts, answers, most=4, tries=10)
    assert [draft.kind for draft in chosen] == ["where", "when", "what", "who is"]
    assert bad in asked and bad not in chosen
    assert len({draft.article_id for draft in chosen}) == 3
    assert choose(drafts, answers, most=4, tries=10) == chosen


def test_only_so_many_are_tried() -> None:
    asked: list[Draft] = []
    assert choose(drafts_of(*["what"] * 50), lambda d: bool(asked.append(d)), most=4, tries=7) == []
    assert len(asked) == 7
    assert choose([], lambda draft: True, most=4, tries=7) == []


def test_suggestions_of_the_seeds_are_varied_and_answered_with_the_sentence(
    assistant: Assistant,
) -> None:
    suggestions = assistant.suggestions()
    assert len(suggestions) == SUGGESTIONS
    assert len({question.split()[0] for question in suggestions}) >= 3
    answers = [assistant.ask(question) for question in suggestions]
    assert all(answer.answered for answer in answers)
    assert len({answer.citations[0].quote.text for answer in answers}) == SUGGESTIONS
    assert all(len(question) <= LONGEST for question in suggestions)


def test_many_who_ask_first_wait_for_one_search(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assistant, "_suggestions", ("", ()))
    tried: list[str] = []
    ask = assistant.ask

    def counted(question: str) -> Answer:
        tried.append(question)
        return ask(question)

    monkeypatch.setattr(assistant, "ask", counted)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: tuple(assistant.suggestions()), range(4)))
    assert len(set(found)) == 1
    assert len(tried) == len(set(tried)) >= SUGGESTIONS
    monkeypatch.undo()


def test_the_api_gives_them(assistant: Assistant) -> None:
    reply = create_app(assistant).test_client().get("/api/v1/suggestions")
    assert reply.status_code == 200
    assert reply.json == {"suggestions": assistant.suggestions()}
