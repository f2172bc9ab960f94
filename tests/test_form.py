"""The form of answer that is asked for, by what people type."""

import pytest

from qa.question.form import Form, form_of, subject
from qa.question.open_ended import asks_for_more
from qa.question.several import several
from qa.question.sides import sides
from qa.question.tongue import other_language

FORMS = {
    "brief": [
        "What do you have on Oslo?",
        "Tell me about the dam",
        "could you tell me something about Oslo?",
        "Give me a short summary of the trial",
        "What do you know about Rosa Lindqvist?",
        "please summarise the report",
        "overview of the merger",
        "What are people saying about the dam?",
        "What do the papers write about Lindqvist?",
        "What are the media reporting on the trial",
        "dam burst valley",
        "Rosa Lindqvist",
        "Dam inquiry costs?",
        "Lindqvist court reform?",
        "school meals Oslo?",
        "EB-5 visa fraud ?",
    ],
    "period": [
        "What happened in 2019?",
        "what happened on 3 May 2020",
        "What happened in Lisbon last week?",
        "What has happened since March 2021?",
        "What took place at the harbour?",
    ],
    "latest": [
        "What's the latest on the trial?",
        "latest on the trial",
        "Newest from the dam",
        "Is there any news about the merger?",
        "any updates on the dam?",
        "most recent developments in the trial",
        "What is the latest?",
        "What's new?",
        "any news?",
        "headlines",
        "Show me today's headlines",
        "What is in the news today?",
        "What is going on?",
        "What happened recently?",
        "Summarise all of the articles",
        "Give me an overview",
        "What are these articles about?",
        "What is in this collection?",
        "What is this all about?",
        "What's in here?",
        "What do you have?",
        "what topics are covered",
        "Which subjects do the articles cover?",
        "What stories are there?",
    ],
    "articles": [
        "Which articles mention Oslo?",
        "what stories are about the dam?",
        "Are there any articles about Lindqvist?",
        "Do you have reports on the merger?",
        "show me all articles that mention the court bill",
        "find stories about the strike",
        "articles on the trial",
        "Which of the articles deal with the ferry?",
    ],
    "list": [
        "Which cities were flooded?",
        "What countries signed the treaty?",
        "From which towns did they come?",
        "List the companies that were fined",
        "Name all members of the board",
        "Who all attended the summit?",
        "What are the demands of the union?",
        "What topics are covered by the bill?",
    ],
    "yes_no": ["Did the dam burst?", "Is the road open?", "Has she resigned?"],
    "comparison": [
        "Compare Lisbon and Oslo",
        "Compare what Falk and Pinto said about the dam",
        "What is the difference between the two plans and the old law?",
        "Lisbon vs Oslo",
        "How do Falk and Pinto differ on taxes?",
    ],
    "several": [
        "Who won and when did they play?",
        "When did the dam burst, and how many people died?",
        "What caused the fire? Who put it out?",
    ],
    "count": ["How many times did the dam burst?", "How often was the trial postponed?"],
    "help": ["Hi", "Good morning!", "Thank you very much.", "help", "Hello, how are you?"],
    "span": [
        "Why did the dam burst?",
        "What is this bill about?",
        "What happened to the ship?",
        "What did Falk say about how the dam burst and why it mattered?",
        "Who is the man who built the dam and who owns it?",
        "Which city was flooded?",
        "Which sports league banned him?",
        "Which communications company’s shares fell?",
        "What arms maker's factory burnt down?",
        "Which country says it has a vaccine?",
        "What was the storm's name?",
        "How many cities were flooded?",
        "What is the latest book by Falk?",
        "How often does the board meet?",
        "When and where did they meet?",
        "Wann begann der Streik?",
        "¿Quién ganó las elecciones?",
        "Qui a volé les tableaux ?",
        "Chi ha vinto le elezioni?",
        "Which report on the dam did Falk write?",
        "What did the report on the dam say?",
        "What news did she bring?",
        "Explain why the dam burst",
        "The dam that burst in the valley near the town of Oslo was built by her.",
    ],
}


@pytest.mark.parametrize(
    ("text", "name"), [(text, name) for name, texts in FORMS.items() for text in texts]
)
def test_what_is_typed_decides_the_form(text: str, name: str) -> None:
    assert form_of(text).name == name


@pytest.mark.parametrize(
    ("topic", "about"),
    [("in 2019", ""), ("in Lisbon last week", "Lisbon"), ("on 3 May 2020 in Oslo", "Oslo")],
)
def test_the_time_of_a_topic_is_no_part_of_its_subject(topic: str, about: str) -> None:
    assert subject(topic) == about


@pytest.mark.parametrize(
    "text",
    [
        "Tell me more",
        "more",
        "more details please",
        "Can you tell me a bit more about it?",
        "Go on …",
        "What else?",
        "What else is known about her?",
        "Anything else?",
        "Please continue.",
        "elaborate on that",
    ],
)
def test_more_is_asked_for_without_a_topic(text: str) -> None:
    assert asks_for_more(text)
    assert form_of(text) == Form("brief")


@pytest.mark.parametrize(
    "text",
    [
        "Tell me more about the dam",
        "What else did Falk say?",
        "more than 20",
        "Who else was there?",
        "Did the talks continue?",
        "details of the plan",
        "Anything about the dam?",
    ],
)
def test_what_names_a_topic_asks_for_that(text: str) -> None:
    assert not asks_for_more(text)


@pytest.mark.parametrize(
    "text",
    [
        "Summarise the report",
        "What is the latest figure?",
        "What is new in Oslo?",
        "What is the state of the talks?",
        "What happened to her?",
        "the report",
        "What are the articles of the treaty?",
    ],
)
def test_whatever_is_new_is_asked_for_by_nothing_else(text: str) -> None:
    assert form_of(text) != Form("latest")


def test_the_sides_of_a_comparison_and_what_they_are_compared_in() -> None:
    found = sides("Compare the union's and the company's plans for the yard")
    assert found is not None
    assert (found.names, found.matter) == (("union", "company"), "plans for the yard")
    assert sides("How do they compare?") is None
    shared = sides("Compare the price of rice in Oslo and Lima")
    assert shared is not None
    assert (shared.names, shared.matter) == (("Oslo", "Lima"), "price of rice")
    banks = sides("Compare the Bank of England and the Fed")
    assert banks is not None and banks.names == ("Bank of England", "Fed")


def test_each_of_several_questions_is_whole() -> None:
    asked = several("Who won and when did they play?")
    assert asked == ("Who won?", "when did they play?")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("When and where was the first debate?",
         ("When was the first debate?", "Where was the first debate?")),
        ("how and why did the dam burst", ("how did the dam burst?", "why did the dam burst?")),
        ("Where or when did Falk resign?", ("Where did Falk resign?", "When did Falk resign?")),
        ("When and where did they meet?", ()),
        ("When and where?", ()),
        ("How and when to vote", ()),
        ("who supports and who opposes EB-5?", ("who supports EB-5?", "who opposes EB-5?")),
        ("Who won and who lost the final?", ("Who won the final?", "Who lost the final?")),
        ("Who is and who was the mayor of Oslo?",
         ("Who is the mayor of Oslo?", "Who was the mayor of Oslo?")),
        ("What helps and what harms the reef", ("What helps the reef?", "What harms the reef?")),
        ("Who backed or who fought the merger?",
         ("Who backed the merger?", "Who fought the merger?")),
        ("Who sold, and who bought the mill?", ("Who sold the mill?", "Who bought the mill?")),
        # whoever resigned resigned nothing, and she was not a part of it
        ("Who resigned and who replaced the chairman?",
         ("Who resigned?", "who replaced the chairman?")),
        ("Who resigned and who was fired?", ("Who resigned?", "who was fired?")),
        ("Who lied and who told the truth?", ("Who lied?", "who told the truth?")),
        ("Who called and who answered him?", ("Who called?", "who answered him?")),
    ],
)  # fmt: skip
def test_two_question_words_of_one_question_are_two(text: str, asked: tuple[str, ...]) -> None:
    assert several(text) == asked


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wer hat die Wahl gewonnen?", "German"),
        ("Où est le musée ?", "French"),
        ("¿Cuándo empezó la huelga?", "Spanish"),
        ("Кто выиграл выборы?", "Russian or another language in Cyrillic letters"),
        ("谁赢了选举?", "Chinese or Japanese"),
        ("Who met Angela Merkel in Berlin?", None),
        ("Is Les Miserables on in Paris?", None),
        ("What did Die Zeit say about El Pais?", None),
        ("dam burst valley", None),
        ("", None),
    ],
)
def test_another_language_is_told_only_where_it_is_plain(
    question: str, language: str | None
) -> None:
    assert other_language(question) == language
