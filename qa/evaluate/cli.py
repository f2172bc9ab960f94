"""``qa evaluate``: every figure that the README states, printed by the command beside it."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from qa.evaluate.set_figures import SetAsked

evaluate = typer.Typer(help="Measure how good it is.", no_args_is_help=True)

Index = Annotated[
    Path | None, typer.Option("--index", help="Keep the collection here for the next run.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]


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
    """Ask questions with known answers; the nearest-sentence program is asked beside."""
    from qa.assistant import Assistant
    from qa.evaluate.questions import evaluate_questions
    from qa.terminal.rendering import shown

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


def print_figures(console: Console, figures: dict[str, Any]) -> None:
    """Print figures, one a line, fractions with four decimals."""
    table = Table(box=None, show_header=False)
    for name, value in figures.items():
        text = f"{value:.4f}" if isinstance(value, float) else f"{value:,}"
        table.add_row(name.replace("_", " "), text)
    console.print(table)


@evaluate.command()
def reader(
    file: Annotated[Path, typer.Argument(help="SQuAD 2.0 JSON, plain or gzip.")],
    as_json: Json = False,
) -> None:
    """Measure the span reader, each question on its own paragraph, as SQuAD's script does."""
    from qa.evaluate.reader import evaluate_reader, shipped_threshold
    from qa.read.reader import MODEL
    from qa.read.span_model.model import SpanModel

    model = SpanModel.load(MODEL)
    _print(asdict(evaluate_reader(file, model, shipped_threshold(MODEL))), as_json)


@evaluate.command()
def sentences(
    files: Annotated[list[Path], typer.Argument(help="Questions in ClapNQ's form, JSON lines.")],
    as_json: Json = False,
) -> None:
    """Measure whether answers stand in the sentences that support them; files count together."""
    from qa.evaluate.sentences import evaluate_sentences
    from qa.index.embedder import SentenceEmbedder
    from qa.read.models import load_models

    embedder = SentenceEmbedder()
    found = evaluate_sentences(files, embedder, load_models(embedder))
    _print(asdict(found), as_json)


@evaluate.command()
def dates(
    folder: Annotated[Path, typer.Argument(help="Folder of TimeML documents, searched whole.")],
    as_json: Json = False,
) -> None:
    """Measure time expressions with TempEval-3's measures."""
    from qa.evaluate.dates import evaluate_dates

    _print(asdict(evaluate_dates(folder)), as_json)


@evaluate.command("date-cases")
def date_cases(
    file: Annotated[Path, typer.Argument(help="Cases of Recognizers-Text (DateTimeModel.json).")],
    as_json: Json = False,
) -> None:
    """Measure time expressions on single cases: span and value both right."""
    from qa.evaluate.timecases import evaluate_cases

    figures = asdict(evaluate_cases(file))
    del figures["wrong"]
    _print(figures, as_json)


@evaluate.command()
def conversation(
    folder: Annotated[Path, typer.Argument(help="Folder with TREC CAsT topics and rewrites.")],
    as_json: Json = False,
) -> None:
    """Measure follow-up questions beside two published systems."""
    from qa.evaluate.conversation import evaluate_conversation, table

    figures = evaluate_conversation(folder)
    if as_json:
        typer.echo(json.dumps(asdict(figures)))
    else:
        typer.echo(table(figures.figures))


def _print(figures: dict[str, Any], as_json: bool) -> None:
    """Print figures as one JSON object or as a table; nested ones come indented by their name."""
    if as_json:
        typer.echo(json.dumps(_finite(figures), allow_nan=False))
        return
    flat: dict[str, Any] = {}
    for name, value in figures.items():
        if isinstance(value, dict):
            flat |= {f"{name}: {inner}": figure for inner, figure in value.items()}
        else:
            flat[name] = value
    print_figures(Console(highlight=False), flat)


def _finite(value: Any) -> Any:
    """Put None for NaN and infinity, which JSON does not have: a figure over no questions."""
    if isinstance(value, dict):
        return {name: _finite(inner) for name, inner in value.items()}
    return None if isinstance(value, float) and not math.isfinite(value) else value


@evaluate.command()
def scope(
    file: Annotated[Path, typer.Argument(help="Dated stories, JSON lines, plain or gzip.")],
    index: Index = None,
    as_json: Json = False,
) -> None:
    """Measure what the month in a question is worth to retrieval."""
    from qa.evaluate.scope import evaluate_scope
    from qa.index.embedder import SentenceEmbedder

    _print(asdict(evaluate_scope(file, SentenceEmbedder(), index)), as_json)


@evaluate.command()
def pages(
    folder: Annotated[Path, typer.Argument(help="Folder of web pages with eval_default.json.")],
    as_json: Json = False,
) -> None:
    """Measure publication dates of web pages, beside htmldate alone."""
    from qa.evaluate.pages import evaluate_pages

    _print(asdict(evaluate_pages(folder)), as_json)


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
    from qa.evaluate.collection import ACCEPTED_RISK, evaluate_collection, risk_coverage

    figures, asked = evaluate_collection(file, index, every)
    _print(asdict(figures), as_json)
    if plot is not None:
        from qa.evaluate.plot import plot_risk_coverage

        plot_risk_coverage(risk_coverage(asked), ACCEPTED_RISK, plot)


Rows = Annotated[
    Path | None, typer.Option("--rows", help="Write how each question went here, JSON lines.")
]


@evaluate.command()
def quiz(
    folder: Annotated[Path, typer.Argument(help="Folder with articles.jsonl, questions.jsonl.")],
    index: Index = None,
    rows: Rows = None,
    as_json: Json = False,
) -> None:
    """Ask a news quiz of its paragraphs, some of which are kept out."""
    from qa.evaluate.news_figures import evaluate_quiz

    figures, asked = evaluate_quiz(folder, index)
    _print(asdict(figures), as_json)
    _write(asked, rows)


@evaluate.command()
def attribution(
    file: Annotated[
        Path, typer.Argument(help="Marked attributions in PolNeAR's form, JSON lines.")
    ],
    index: Index = None,
    sample: Annotated[int | None, typer.Option(min=1, help="Only so many articles.")] = None,
    rows: Rows = None,
    as_json: Json = False,
) -> None:
    """Ask who said what; again with speakers exchanged, and with articles kept out."""
    from qa.evaluate.news_figures import evaluate_attribution

    figures, asked = evaluate_attribution(file, index, sample)
    _print(asdict(figures), as_json)
    _write(asked, rows)


@evaluate.command()
def near(
    reuters: Annotated[Path, typer.Argument(help="Reuters-21578, JSON lines.")],
    polnear: Annotated[Path, typer.Argument(help="Articles in PolNeAR's form, JSON lines.")],
    index: Index = None,
    rows: Rows = None,
    as_json: Json = False,
) -> None:
    """Ask near misses over news, each beside its answered twin."""
    from qa.evaluate.news_figures import evaluate_near

    figures, asked = evaluate_near(reuters, polnear, "measure", index)
    _print(asdict(figures), as_json)
    _write(asked, rows)


@evaluate.command()
def kinds(
    file: Annotated[Path, typer.Argument(help="Small articles with a question, JSON lines.")],
    index: Annotated[Path, typer.Option("--index", help="Any index; its models answer.")] = Path(
        "indexes/seeds"
    ),
    as_json: Json = False,
) -> None:
    """Ask kinds of questions that were once answered wrongly, each of its own small article."""
    from qa.assistant import Assistant
    from qa.evaluate.kinds import ask_kinds, by_kind, load_kinds

    with Assistant.open(index) as assistant:
        rows = ask_kinds(assistant, load_kinds(file))
    console = Console(highlight=False, stderr=True)
    for row in rows:
        if not row.right:
            answer = row.answer or "no answer"
            console.print(Text(f"{row.confidence:.2f} {row.asked.question} → {answer}"))
    shares = by_kind(rows)
    names = ("right", "sound")
    _print({kind: dict(zip(names, shares[kind], strict=True)) for kind in shares}, as_json)


def _write(asked: Sequence["SetAsked"], file: Path | None) -> None:
    """Write one JSON object a question, if a file was named."""
    if file is not None:
        lines = [json.dumps(asdict(row), ensure_ascii=False, default=str) for row in asked]
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@evaluate.command()
def tracing(
    file: Annotated[Path, typer.Argument(help="Dated stories, JSON lines, plain or gzip.")],
    foreign: Annotated[Path, typer.Argument(help="Texts that are not among them, in that form.")],
    index: Annotated[
        Path | None, typer.Option("--index", help="Keep the collection here for the next run.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Trace excerpts of stories: as they are, altered, spliced, and foreign ones."""
    from qa.evaluate.tracing import evaluate_tracing

    _print(asdict(evaluate_tracing(file, foreign, index)), as_json)
