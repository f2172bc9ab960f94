"""``qa evaluate``: every figure that the README states, printed by the command beside it."""

import json
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from qa.evaluate.cli_sets import sets
from qa.evaluate.printing import Index, Json, print_as, print_figures

evaluate = typer.Typer(help="Measure how good it is.", no_args_is_help=True)
evaluate.add_typer(sets)


@evaluate.callback()
def _group() -> None:
    """Measure how good it is."""


@evaluate.command()
def questions(
    file: Annotated[Path, typer.Argument(help="Questions with known answers, JSON lines.")],
    index: Annotated[Path, typer.Option("--index", help="Folder of the index.")] = Path(
        "indexes/seeds"
    ),
    as_json: Json = False,
) -> None:
    """Ask questions with known answers, beside nearest sentences."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from qa.assistant import Assistant
    from qa.evaluate.questions import evaluate_questions
    from qa.terminal.showing import shown

    with Assistant.open(index) as assistant:
        figures, asked = evaluate_questions(assistant, file)
    if as_json:
        typer.echo(json.dumps(asdict(figures)))
        return
    table = Table("question", "first", "cited", "span", "nearest", "answer", box=None)
    for row in asked:
        table.add_row(
            Text(row.question),
            _mark(row.first),
            _mark(row.cited),
            _mark(row.span),
            _mark(row.nearest_first),
            Text(shown(row.answer)) if row.answer else Text("no answer", style="dim"),
        )
    console = Console(highlight=False)
    console.print(table)
    print_figures(console, asdict(figures))


def _mark(good: bool) -> str:
    """A tick or a cross."""
    return "✓" if good else "✗"


@evaluate.command()
def reader(
    file: Annotated[Path, typer.Argument(help="SQuAD 2.0 JSON, plain or gzip.")],
    as_json: Json = False,
) -> None:
    """Measure the span reader on single paragraphs, as SQuAD does."""
    from qa.evaluate.reader import evaluate_reader, shipped_threshold
    from qa.read.reader import MODEL
    from qa.read.span_model.model import SpanModel

    model = SpanModel.load(MODEL)
    print_as(asdict(evaluate_reader(file, model, shipped_threshold(MODEL))), as_json)


@evaluate.command()
def sentences(
    files: Annotated[list[Path], typer.Argument(help="Questions in ClapNQ's form, JSON lines.")],
    apart: Annotated[
        bool, typer.Option("--apart", help="Only the half that confidence was not fitted on.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Measure whether answers stand in supporting sentences.

    Files count together.
    """
    from qa.evaluate.sentences import evaluate_sentences
    from qa.index.embedder import SentenceEmbedder
    from qa.read.models import load_models

    embedder = SentenceEmbedder()
    found = evaluate_sentences(files, embedder, load_models(embedder), apart=apart)
    print_as(asdict(found), as_json)


@evaluate.command()
def dates(
    folder: Annotated[Path, typer.Argument(help="Folder of TimeML documents, searched whole.")],
    as_json: Json = False,
) -> None:
    """Measure time expressions with TempEval-3's measures."""
    from qa.evaluate.dates import evaluate_dates

    print_as(asdict(evaluate_dates(folder)), as_json)


@evaluate.command("date-cases")
def date_cases(
    file: Annotated[Path, typer.Argument(help="Cases of Recognizers-Text (DateTimeModel.json).")],
    as_json: Json = False,
) -> None:
    """Measure time expressions on single cases, spans and values."""
    from qa.evaluate.timecases import evaluate_cases

    figures = asdict(evaluate_cases(file))
    del figures["wrong"]
    print_as(figures, as_json)


@evaluate.command()
def conversation(
    folder: Annotated[Path, typer.Argument(help="Folder with TREC CAsT topics and rewrites.")],
    as_json: Json = False,
) -> None:
    """Measure what is added to follow-up questions.

    Beside it stand baselines and two published systems.
    """
    from qa.evaluate.conversation import evaluate_conversation, table
    from qa.question.context.selector import TermSelector

    figures = evaluate_conversation(folder, TermSelector())
    if as_json:
        typer.echo(json.dumps(asdict(figures)))
    else:
        typer.echo(table(figures.figures))


@evaluate.command()
def dialogues(
    file: Annotated[Path, typer.Argument(help="Dialogues, JSON lines.")],
    index: Annotated[list[str], typer.Option(help="NAME=FOLDER of an index they are asked of.")],
    as_json: Json = False,
) -> None:
    """Ask dialogues: how many turns are right, which are spoiled?"""
    from qa.assistant import Assistant
    from qa.evaluate.dialogues import ask_dialogues, figures_of

    folders = dict(named.split("=", 1) for named in index)
    with ExitStack() as opened:
        assistants = {
            name: opened.enter_context(Assistant.open(folder)) for name, folder in folders.items()
        }
        print_as(asdict(figures_of(list(ask_dialogues(file, assistants)))), as_json)


@evaluate.command()
def scope(
    file: Annotated[Path, typer.Argument(help="Dated stories, JSON lines, plain or gzip.")],
    index: Index = None,
    as_json: Json = False,
) -> None:
    """Measure what the month in a question is worth to retrieval."""
    from qa.evaluate.scope import evaluate_scope
    from qa.index.embedder import SentenceEmbedder

    print_as(asdict(evaluate_scope(file, SentenceEmbedder(), index)), as_json)


@evaluate.command()
def pages(
    folder: Annotated[Path, typer.Argument(help="Folder of web pages with eval_default.json.")],
    as_json: Json = False,
) -> None:
    """Measure publication dates of web pages, beside htmldate."""
    from qa.evaluate.pages import evaluate_pages

    print_as(asdict(evaluate_pages(folder)), as_json)


@evaluate.command()
def collection(
    file: Annotated[Path, typer.Argument(help="SQuAD 2.0 JSON, plain or gzip.")],
    index: Index = None,
    every: Annotated[int, typer.Option(min=1, help="Ask only every n-th question.")] = 1,
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Draw risk against coverage to this PNG file.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Ask every question of all the file's passages at once."""
    from qa.evaluate.collection import evaluate_collection
    from qa.evaluate.sureness import ACCEPTED_RISK, risk_coverage

    figures, asked = evaluate_collection(file, index, every)
    print_as(asdict(figures), as_json)
    if plot is not None:
        from qa.evaluate.plot import plot_risk_coverage

        plot_risk_coverage(risk_coverage(asked), ACCEPTED_RISK, plot)


@evaluate.command()
def tracing(
    file: Annotated[Path, typer.Argument(help="Dated stories, JSON lines, plain or gzip.")],
    foreign: Annotated[Path, typer.Argument(help="Texts that are not among them, in that form.")],
    index: Annotated[
        Path | None, typer.Option("--index", help="Keep the collection here for the next run.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Trace excerpts of stories: exact, altered, spliced, foreign."""
    from qa.evaluate.tracing import evaluate_tracing

    print_as(asdict(evaluate_tracing(file, foreign, index)), as_json)


@evaluate.command()
def quotecheck(
    file: Annotated[Path, typer.Argument(help="Dated stories, JSON lines, plain or gzip.")],
    foreign: Annotated[Path, typer.Argument(help="Texts that are not among them, in that form.")],
    as_json: Json = False,
) -> None:
    """Give the quotations of tracing to quotecheck.

    It is a program for one file: pip install quotecheck.
    """
    from qa.evaluate.quotechecking import evaluate_quotecheck

    print_as(asdict(evaluate_quotecheck(file, foreign)), as_json)
