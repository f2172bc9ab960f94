"""The body of a chat completion, as the OpenAI API has it, to a question with its settings.

The last message is the question, those before are the conversation. Nothing is generated, so what
only steers generation is passed over, and what asks for generated content is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa.contract.answer import Turn
from qa.contract.arguments import check_flag, check_names, seen
from qa.contract.request import MAX_ANSWER, MAX_QUESTION, MAX_TURNS
from qa.contract.settings import AskSettings
from qa.errors import QuestionError
from web.chat_text import answer_of

# Said of how words are to be generated, stored or paid for: a quotation is what it is.
IGNORED = frozenset(
    "frequency_penalty logit_bias max_completion_tokens max_tokens metadata parallel_tool_calls"
    " prediction presence_penalty prompt_cache_key prompt_cache_options prompt_cache_retention"
    " reasoning_effort safety_identifier seed service_tier stop store temperature top_p user"
    " verbosity".split()
)
# Refused unless given with a value that asks for nothing more than a quotation.
HARMLESS: Mapping[str, tuple[Any, ...]] = {
    "audio": (None,),
    "function_call": (None, "auto", "none"),
    "logprobs": (None, False),
    "modalities": (None, ["text"]),
    "moderation": (None,),
    "n": (None, 1),
    "response_format": (None, {"type": "text"}),
    "tool_choice": (None, "auto", "none"),
    "top_logprobs": (None, 0),
    "web_search_options": (None,),
}
# A model may always answer without calling a tool, and this one does.
TOOLS = frozenset(("functions", "tools"))
READ = ("messages", "model", "qa", "stream", "stream_options")
# Instructions to a model that writes: there is none.
PASSED_OVER = frozenset(("system", "developer", "tool", "function"))


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """What is asked, of which collection, and how the answer is to be sent."""

    model: str
    question: str
    settings: AskSettings
    stream: bool
    usage: bool


def read_request(body: object) -> ChatRequest:
    """Return what a body asks for.

    :raises QuestionError: saying what is wrong with it or cannot be done.
    """
    if not isinstance(body, dict):
        raise QuestionError(f"the body is {seen(body)}; expected an object.")
    _refuse(body)
    model, messages, own = body.get("model"), body.get("messages"), body.get("qa", {})
    if not isinstance(model, str):
        raise QuestionError(f"model is {seen(model)}; expected one of GET /v1/models.")
    if not isinstance(messages, list) or not messages:
        raise QuestionError(f"messages is {seen(messages)}; expected a list of messages.")
    if not isinstance(own, dict) or "history" in own:
        raise QuestionError(f"qa is {seen(own)}; expected settings, the history is in messages.")
    spoken = [said for place, each in enumerate(messages) if (said := _spoken(place, each))]
    if not spoken or spoken[-1][0] != "user":
        raise QuestionError("the last message is not of a user; expected the question there.")
    settings: AskSettings = {**own, "history": _turns(spoken[:-1])}  # type: ignore[typeddict-item]
    options = body.get("stream_options") or {}
    return ChatRequest(
        model=model,
        question=spoken[-1][1],
        settings=settings,
        stream=check_flag("stream", body.get("stream") or False),
        usage=isinstance(options, dict) and bool(options.get("include_usage")),
    )


def _refuse(body: Mapping[str, Any]) -> None:
    """Refuse what is not known, and what asks for more than a quotation."""
    check_names("a chat completion", body, (*READ, *sorted(IGNORED | HARMLESS.keys() | TOOLS)))
    for name, harmless in HARMLESS.items():
        if body.get(name) not in harmless:
            raise QuestionError(
                f"{name} is {seen(body[name])}; nothing is generated here, so leave it away."
            )


def _spoken(place: int, message: object) -> tuple[str, str] | None:
    """Return role and text of a message, None for one that nobody said in the conversation."""
    name = f"messages[{place}]"
    if not isinstance(message, dict):
        raise QuestionError(f"{name} is {seen(message)}; expected an object with role and content.")
    role, content = message.get("role"), message.get("content")
    if role in PASSED_OVER or (role == "assistant" and content is None):
        return None
    if role not in ("user", "assistant"):
        raise QuestionError(f"{name}.role is {seen(role)}; expected user or assistant.")
    if isinstance(content, list):
        content = "".join(_part(f"{name}.content[{n}]", part) for n, part in enumerate(content))
    if not isinstance(content, str):
        raise QuestionError(f"{name}.content is {seen(content)}; expected text.")
    return role, content


def _part(name: str, part: object) -> str:
    """Return one part of a message's content."""
    if isinstance(part, dict) and part.get("type") == "text" and isinstance(part.get("text"), str):
        return str(part["text"])
    raise QuestionError(f"{name} is {seen(part)}; expected a text: only words can be asked.")


def _turns(spoken: Sequence[tuple[str, str]]) -> list[Turn]:
    """Return the earlier questions with what was answered to each.

    What is longer than a question or an answer can be, such as a pasted text, is no turn.
    """
    turns: list[Turn] = []
    for role, content in spoken:
        if role == "user":
            turns.append(Turn(content, ""))
        elif turns:
            turns[-1] = Turn(turns[-1].question, answer_of(content))
    fitting = [
        turn
        for turn in turns
        if len(turn.question) <= MAX_QUESTION and len(turn.answer) <= MAX_ANSWER
    ]
    return fitting[-MAX_TURNS:]
