"""The OpenAI API, asked by OpenAI's own client over a real socket."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import httpx2
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai import OpenAI
from werkzeug.serving import make_server

from qa.assistant import Assistant
from qa.contract.answer import Answer
from qa.errors import IndexDamaged
from web.app import create_app
from web.chat_request import HARMLESS, IGNORED, READ, TOOLS, read_request
from web.chat_text import NO_ANSWER, NO_SURE_ANSWER, answer_of, message_of

QUESTION = "Why did China suspend ties in 2010?"
QUESTIONS = [QUESTION, "Who is Wu Qian?", "How tall is Leon Panetta?", "🙂 NEAR( *"]


@contextmanager
def served(assistant: Assistant) -> Iterator[OpenAI]:
    """OpenAI's client of a server of ours."""
    server = make_server("127.0.0.1", 0, create_app(assistant), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/v1"
        with OpenAI(base_url=address, api_key="none", max_retries=0) as client:
            yield client
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def client(either: Assistant) -> Iterator[OpenAI]:
    with served(either) as client:
        yield client


def user(text: str) -> Any:
    return {"role": "user", "content": text}


def said(text: str) -> Any:
    return {"role": "assistant", "content": text}


def timeless(values: Any) -> Answer:
    return replace(Answer.from_dict(values), elapsed_ms=0)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_message_holds_the_quotations_and_qa_the_answer(
    client: OpenAI, either: Assistant, question: str
) -> None:
    answer = either.ask(question)
    completion = client.chat.completions.create(model=either.name, messages=[user(question)])
    (choice,) = completion.choices
    assert choice.finish_reason == "stop"
    assert choice.message.role == "assistant"
    assert choice.message.content == message_of(answer)
    for citation in answer.citations:
        assert f"“{citation.quote.text}” [{citation.number}]" in choice.message.content
        place = f"{citation.article.source} [{citation.quote.start}:{citation.quote.end}]"
        assert place in choice.message.content
    assert completion.model == either.name
    assert completion.id == f"chatcmpl-{answer.id}"
    assert completion.usage.total_tokens == 0
    assert timeless(completion.model_extra["qa"]) == replace(answer, elapsed_ms=0)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_stream_gives_the_same_message(client: OpenAI, either: Assistant, question: str) -> None:
    stream = client.chat.completions.create(
        model=either.name,
        messages=[user(question)],
        stream=True,
        stream_options={"include_usage": True},
    )
    *chunks, last = list(stream)
    assert (last.choices, last.usage.total_tokens) == ([], 0)
    assert chunks[0].choices[0].delta.role == "assistant"
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    answer = either.ask(question)
    assert text == message_of(answer)
    assert [chunk.choices[0].finish_reason for chunk in chunks[-2:]] == [None, "stop"]
    assert timeless(chunks[-1].model_extra["qa"]) == replace(answer, elapsed_ms=0)
    assert len({chunk.id for chunk in [*chunks, last]}) == 1


def test_earlier_messages_are_the_conversation(client: OpenAI, either: Assistant) -> None:
    first = either.ask("Who is Leon Panetta?")
    messages = [
        {"role": "system", "content": "You are a pirate."},
        user("Who is Leon Panetta?"),
        said(message_of(first)),
        user("What did he urge?"),
    ]
    completion = client.chat.completions.create(model=either.name, messages=messages)
    expected = either.ask("What did he urge?", history=[("Who is Leon Panetta?", first.text)])
    assert timeless(completion.model_extra["qa"]) == replace(expected, elapsed_ms=0)


def test_settings_are_sent_under_qa(client: OpenAI, either: Assistant) -> None:
    settings: Any = {"sources": ["003_1aa9b03e41209577.txt"], "max_citations": 1}
    completion = client.chat.completions.create(
        model=either.name, messages=[user(QUESTION)], extra_body={"qa": settings}
    )
    expected = either.ask(QUESTION, **settings)
    assert timeless(completion.model_extra["qa"]) == replace(expected, elapsed_ms=0)


def test_the_collection_is_the_model(client: OpenAI, either: Assistant) -> None:
    assert [model.id for model in client.models.list()] == [either.name]
    assert client.models.retrieve(either.name).object == "model"
    with pytest.raises(openai.NotFoundError, match="gpt-6"):
        client.models.retrieve("gpt-6")
    with pytest.raises(openai.NotFoundError, match=either.name):
        client.chat.completions.create(model="gpt-6", messages=[user(QUESTION)])


def test_what_steers_generation_changes_nothing(client: OpenAI, either: Assistant) -> None:
    steered = client.chat.completions.create(
        model=either.name,
        messages=[user(QUESTION)],
        temperature=1.9,
        top_p=0.1,
        max_tokens=1,
        max_completion_tokens=1,
        stop=["the"],
        seed=7,
        frequency_penalty=2,
        presence_penalty=2,
        logit_bias={"1": 100},
        user="somebody",
        reasoning_effort="high",
        verbosity="low",
        tools=[{"type": "function", "function": {"name": "f", "parameters": {}}}],
        tool_choice="auto",
        n=1,
        response_format={"type": "text"},
    )
    assert steered.choices[0].message.content == message_of(either.ask(QUESTION))


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"n": 2}, "n is 2"),
        ({"tool_choice": "required"}, "tool_choice is 'required'"),
        ({"response_format": {"type": "json_object"}}, "response_format is"),
        ({"logprobs": True}, "logprobs is True"),
        ({"modalities": ["text", "audio"]}, "modalities is"),
        ({"extra_body": {"temprature": 1}}, "did you mean temperature"),
        ({"extra_body": {"qa": {"max_citation": 1}}}, "did you mean max_citations"),
        ({"extra_body": {"qa": {"history": []}}}, "the history is in messages"),
        ({"extra_body": {"qa": {"sources": ["none.txt"]}}}, "none.txt"),
        ({"messages": []}, "messages is []"),
        ({"messages": [said("Hello.")]}, "the last message is not of a user"),
        ({"messages": [user(" ")]}, "the question is empty"),
        ({"messages": [user("x" * 1001)]}, "1,001 characters"),
        ({"messages": [{"role": "king", "content": "x"}]}, "messages[0].role is 'king'"),
        (
            {"messages": [user([{"type": "image_url", "image_url": {"url": "x"}}])]},  # type: ignore[arg-type]
            "only words can be asked",
        ),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_cannot_be_done_is_refused_and_named(
    assistant: Assistant, given: dict[str, Any], named: str, stream: bool
) -> None:
    with served(assistant) as client, pytest.raises(openai.BadRequestError) as refused:
        client.chat.completions.create(
            **{"model": assistant.name, "messages": [user(QUESTION)], "stream": stream, **given}
        )
    assert named in refused.value.body["message"]
    assert refused.value.type == "invalid_request_error"


def test_text_in_parts_is_one_question(small: Assistant) -> None:
    parts = [{"type": "text", "text": QUESTION[:9]}, {"type": "text", "text": QUESTION[9:]}]
    with served(small) as client:
        completion = client.chat.completions.create(
            model="small",
            messages=[user(parts)],  # type: ignore[arg-type]
        )
    assert completion.model_extra["qa"]["question"] == QUESTION


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("failure", [IndexDamaged("/secret/place"), KeyError("secret")])
def test_what_fails_inside_stays_there(small: Assistant, failure: Exception, stream: bool) -> None:
    steps = small.steps

    def fail(*given: Any, **settings: Any) -> Iterator[Any]:
        yield next(steps(*given, **settings))
        raise failure

    small.steps = fail  # type: ignore[method-assign]
    with served(small) as client, pytest.raises(openai.APIError) as told:
        list(
            client.chat.completions.create(model="small", messages=[user(QUESTION)], stream=stream)
        )
    assert "secret" not in str(told.value)
    assert "log says why" in str(told.value)


def test_a_body_that_is_no_json_is_told_in_the_same_form(small: Assistant) -> None:
    transport = httpx2.WSGITransport(create_app(small))
    with httpx2.Client(base_url="http://localhost", transport=transport) as http:
        for body in (b"{", b"[]", b'{"n": NaN}'):
            reply = http.post(
                "/v1/chat/completions", content=body, headers={"Content-Type": "application/json"}
            )
            assert reply.status_code == 400
            assert reply.json()["error"]["message"]


def test_every_parameter_of_the_client_is_known() -> None:
    from openai.types.chat import completion_create_params as params

    theirs = set(params.CompletionCreateParamsStreaming.__annotations__)
    theirs |= set(params.CompletionCreateParamsBase.__annotations__)
    assert theirs <= {*IGNORED, *HARMLESS, *TOOLS, *READ}


@given(question=st.text(max_size=1200), earlier=st.lists(st.text(max_size=1200), max_size=5))
def test_what_is_too_long_to_be_a_turn_is_none(question: str, earlier: list[str]) -> None:
    messages = [message for each in earlier for message in (user(each), said(each))]
    read = read_request({"model": "m", "messages": [*messages, user(question)]})
    assert read.question == question
    assert all(len(turn.question) <= 1000 for turn in read.settings["history"])  # type: ignore[union-attr]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_read_back_from_its_message(either: Assistant, question: str) -> None:
    answer = either.ask(question)
    assert answer_of(message_of(answer)) == answer.text
    refusal = message_of(answer).startswith((NO_ANSWER, NO_SURE_ANSWER))
    assert refusal == (not answer.answered)


def test_a_message_of_somebody_else_is_its_own_answer() -> None:
    assert answer_of("He said “no”.\n\nAnd left.") == "He said “no”.\n\nAnd left."
