"""The commands that ask: ``ask``, ``chat`` and ``timeline``."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.contract.settings import DEFAULT_INDEX, AskSettings
from qa.errors import QuestionError
from qa.terminal.demonstration import build_default
from qa.terminal.options import NO_ANSWER, AsOf, Index, Json, PublishedFrom, PublishedTo, Source
from qa.terminal.printing import print_json, print_lines, print_table, screen
from qa.terminal.progress import waiting

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.contract.answer import Answer

# Stands for the input where a question is expected.
INPUT = "-"
# Exit status where a question of a batch could not be asked.
UNASKED = 2


def add_commands(app: typer.Typer) -> None:
    """Give the ``qa`` command the commands of this file."""
    app.command("ask")(ask_command)
    app.command("chat")(chat_command)
    app.command("timeline")(timeline_command)


def ask_command(
    question: Annotated[
        str, typer.Argument(help="A question in plain words; - reads it from the input.")
    ] = "",
    index: Index = DEFAULT_INDEX,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the Answer as JSON, for programs.")
    ] = False,
    batch: Annotated[
        bool,
        typer.Option("--batch", help="One question a line of the input, one JSON Answer a line."),
    ] = False,
    published_from: PublishedFrom = "",
    published_to: PublishedTo = "",
    as_of: AsOf = "",
    source: Source = None,
    max_citations: Annotated[int, typer.Option(help="How many citations at most, 1 to 10.")] = 3,
    as_typed: Annotated[bool, typer.Option("--as-typed", help="Correct no spelling.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what counted how much for the first candidates.")
    ] = False,
    receipt: Annotated[
        Path | None, typer.Option(help="Write what proves the answer here, for qa verify.")
    ] = None,
) -> None:
    """Answer a question with exact quotations, or not at all.

    Exit status 4: the articles hold no answer. With --batch it is 0, or 2 when a line could not be
    asked: its line of the output has "error" instead.
    """
    settings = AskSettings(
        max_citations=max_citations, sources=source or [], as_typed=as_typed, explain=explain
    )
    days = {"published_from": published_from, "published_to": published_to, "as_of": as_of}
    for name, value in days.items():
        if value:
            settings[name] = value  # type: ignore[literal-required]
    if batch and (question not in ("", INPUT) or receipt is not None):
        raise QuestionError(
            "--batch reads its questions from the input, and writes no receipt; expected "
            "qa ask --batch < questions.txt"
        )
    if question == INPUT and not batch:
        question = _decoded(sys.stdin.buffer.read()).strip()
    build_default(index)
    with waiting(f"opening {index} …"):
        from qa.assistant import Assistant

        assistant = Assistant.open(index)
    with assistant:
        if batch:
            raise typer.Exit(_ask_all(assistant, settings))
        with waiting("reading …"):
            answer = assistant.ask(question, **settings)
        if receipt is not None:
            from qa.terminal.exports import write_receipt
            from qa.trace.receipts import receipt_of

            write_receipt(receipt, receipt_of(answer, settings, assistant.model_names()))
    _print_answer(answer, as_json=as_json)
    raise typer.Exit(0 if answer.answered else NO_ANSWER)


def _ask_all(assistant: "Assistant", settings: AskSettings) -> int:
    """Ask each line of the input and print its Answer; return the exit status."""
    status = 0
    for line in _lines():
        try:
            values = assistant.ask(_decoded(line), **settings).to_dict()
        except QuestionError as error:
            shown_line = line.decode("utf-8", "replace")
            values, status = {"question": shown_line, "error": str(error)}, UNASKED
        print_json(values, one_line=True)
    return status


def _lines() -> Iterator[bytes]:
    """Yield the lines of the input that hold anything, without what surrounds it."""
    for line in sys.stdin.buffer:
        if line.strip():
            yield line.strip()


def _decoded(content: bytes) -> str:
    """Return the text of a question.

    :raises QuestionError: when it is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionError(
            f"the input is no text in UTF-8: byte {content[error.start]:#04x} at {error.start:,}."
        ) from error


def _print_answer(answer: "Answer", *, as_json: bool) -> None:
    """Print an Answer for people or for programs."""
    from qa.terminal.rendering import answer_lines
    from qa.terminal.tables import explanation_rows, explanation_table

    if as_json:
        print_json(answer.to_dict())
        return
    print_lines(answer_lines(answer))
    for explanation in answer.explanation or ():
        print_table(explanation_table(explanation), explanation_rows(explanation))


def chat_command(index: Index = DEFAULT_INDEX) -> None:
    """Ask and follow up: "And in 2022?" understands what came before."""
    build_default(index)
    with waiting(f"opening {index} …"):
        from qa.assistant import Assistant
        from qa.terminal.chat import chat

        assistant = Assistant.open(index)
    with assistant:
        chat(assistant, screen())


def timeline_command(
    topic: Annotated[str, typer.Argument(help="What it should be about.")],
    index: Index = DEFAULT_INDEX,
    most: Annotated[int, typer.Option(help="How many entries at most, 1 to 100.")] = 20,
    as_json: Json = False,
    published_from: PublishedFrom = "",
    published_to: PublishedTo = "",
    as_of: Annotated[str, typer.Option(help="Leave out articles published after this day.")] = "",
    source: Source = None,
) -> None:
    """Show what happened when: dated quotes on a topic, in order.

    The order is that of the events. Exit status 4: no sentence near the topic has a date. Elsewhere
    than on a terminal each entry is a row with tabs: first day, last day, quote, source, start,
    end.
    """
    build_default(index)
    with waiting(f"opening {index} …"):
        from qa.assistant import Assistant
        from qa.terminal.tables import timeline_rows, timeline_table

        with Assistant.open(index) as assistant:
            found = assistant.timeline(
                topic,
                most=most,
                published_from=published_from or None,
                published_to=published_to or None,
                as_of=as_of or None,
                sources=source or [],
            )
    if as_json:
        print_json(found.to_dict())
    elif found.entries:
        print_table(timeline_table(found), timeline_rows(found))
    else:
        typer.echo("No sentence near that topic has a date.", err=True)
    raise typer.Exit(0 if found.entries else NO_ANSWER)
