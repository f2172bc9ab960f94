"""Asking on behalf of a request: in its turn, counted, and noted where the log is to know."""

from collections.abc import Iterator
from typing import Unpack, cast

from flask import current_app, g

from qa.contract.answer import Answer
from qa.contract.settings import AskSettings
from qa.contract.steps import Found, Understood
from web.collections import assistant
from web.metrics import counts


def ask(question: str, **settings: Unpack[AskSettings]) -> Answer:
    """Return the answer of the request's collection; see ``Assistant.ask``."""
    *_, answer = ask_steps(question, **settings)
    return cast(Answer, answer)


def ask_steps(
    question: str, **settings: Unpack[AskSettings]
) -> Iterator[Understood | Found | Answer]:
    """Return the answer in steps; see ``Assistant.steps``."""
    if current_app.config["LOG_QUESTIONS"]:
        g.question = question
    return counts().answer(iter(assistant().steps(question, **settings)))
