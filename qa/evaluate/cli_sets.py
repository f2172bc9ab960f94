"""``qa evaluate`` over sets of questions: quiz, attribution, near misses, kinds, evidence."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.evaluate.printing import Index, Json, print_as

if TYPE_CHECKING:
    from qa.evaluate.set_figures import SetAsked

sets = typer.Typer()

Rows = Annotated[
    Path | None, typer.Option("--rows", help="Write how each question went here, JSON lines.")
]


@sets.command()
def quiz(
    folder: Annotated[Path, typer.Argument(help="Folder with articles.jsonl, questions.jsonl.")],
    index: Index = None,
    rows: Rows = None,
    as_json: Json = False,
) -> None:
    """Ask a news quiz, with some of its paragraphs kept out."""
    from qa.evaluate.news_figures import evaluate_quiz

    figures, asked = evaluate_quiz(folder, index)
    print_as(asdict(figures), as_json)
    _write(asked, rows)


@sets.command()
def attribution(
    file: Annotated[
        Path, typer.Argument(help="Marked attributions in PolNeAR's form, JSON lines.")
    ],
    index: Index = None,
    sample: Annotated[int | None, typer.Option(min=1, help="Only so many articles.")] = None,
    rows: Rows = None,
    as_json: Json = False,
) -> None:
    """Ask who said what.

    Again with speakers exchanged, and with articles kept out.
    """
    from qa.evaluate.news_figures import evaluate_attribution

    figures, asked = evaluate_attribution(file, index, sample)
    print_as(asdict(figures), as_json)
    _write(asked, rows)


@sets.command()
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
    print_as(asdict(figures), as_json)
    _write(asked, rows)


@sets.command()
def kinds(
    file: Annotated[Path, typer.Argument(help="Small articles with a question, JSON lines.")],
    index: Annotated[Path, typer.Option("--index", help="Any index; its models answer.")] = Path(
        "indexes/seeds"
    ),
    as_json: Json = False,
) -> None:
    """Ask kinds of questions that were once answered wrongly.

    Each is asked of its own small article.
    """
    from rich.console import Console
    from rich.text import Text

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
    print_as({kind: dict(zip(names, shares[kind], strict=True)) for kind in shares}, as_json)


def _write(asked: Sequence["SetAsked"], file: Path | None) -> None:
    """Write one JSON object a question, if a file was named."""
    if file is not None:
        lines = [json.dumps(asdict(row), ensure_ascii=False, default=str) for row in asked]
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@sets.command()
def evidence(
    named: Annotated[list[str], typer.Argument(help="Sets, KIND=PATH, as qa.train fit takes.")],
    kept: Annotated[
        Path | None, typer.Option(help="Folder to keep what was asked in, for the next run.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say how often each piece of evidence fires, and its worth."""
    from qa.evaluate.evidence import evaluate_evidence
    from qa.train.gather import gather_all

    figures = evaluate_evidence(gather_all(named, kept))
    print_as({name: asdict(figure) for name, figure in figures.items()}, as_json)


@sets.command()
def typed(
    file: Annotated[Path, typer.Argument(help="Typed things with their keys, JSON lines.")],
    index: Annotated[
        list[Path], typer.Option("--index", help="Indexes, named as the file names them.")
    ],
    rows: Rows = None,
    as_json: Json = False,
) -> None:
    """Type things of all kinds: is the answer right and useful?"""
    from qa.assistant import Assistant
    from qa.evaluate.typed import ask_typed, figures, load_keys

    keys, asked = load_keys(file), []
    for folder in index:
        with Assistant.open(folder) as assistant:
            here = [key for key in keys if key.collection == assistant.name]
            asked += ask_typed(assistant, here)
    print_as(asdict(figures(asked)), as_json)
    if rows is not None:
        lines = (
            json.dumps({"typed": each.key.typed, "kind": each.answer.kind, "wrong": each.wrong})
            for each in asked
        )
        rows.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@sets.command()
def lists(
    file: Annotated[Path, typer.Argument(help="MultiSpanQA, or questions with items, JSON lines.")],
    index: Annotated[
        Path | None, typer.Option("--index", help="Ask of this index, not each of its own text.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure questions with several answers: span F1."""
    from qa.assistant import Assistant
    from qa.evaluate.lists import evaluate_lists, evaluate_multispan
    from qa.index.embedder import SentenceEmbedder
    from qa.read.models import load_models

    if index is None:
        embedder = SentenceEmbedder()
        figures, _ = evaluate_multispan(file, embedder, load_models(embedder))
    else:
        with Assistant.open(index) as assistant:
            figures, _ = evaluate_lists(assistant, file, assistant.name)
    print_as(asdict(figures), as_json)


@sets.command()
def sources(
    reuters: Annotated[Path, typer.Argument(help="Reuters-21578, JSON lines.")],
    polnear: Annotated[Path, typer.Argument(help="Articles in PolNeAR's form, JSON lines.")],
    index: Index = None,
    tuned: Annotated[
        bool, typer.Option(help="The half of the templates that thresholds were chosen on.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Plant agreements, differences, copies and corrections."""
    from qa.evaluate.sources import evaluate_sources

    figures, _ = evaluate_sources(reuters, polnear, "fit" if tuned else "measure", index)
    print_as(asdict(figures), as_json)


@sets.command()
def feedback(
    file: Annotated[Path, typer.Argument(help="What qa serve --feedback wrote.")],
    index: Annotated[Path, typer.Option("--index", help="The collection to ask again.")] = Path(
        "indexes/seeds"
    ),
    as_json: Json = False,
) -> None:
    """Ask again what people judged right or wrong."""
    from qa.assistant import Assistant
    from qa.evaluate.feedback import evaluate_feedback, load_feedback

    judged = load_feedback(file)
    with Assistant.open(index) as assistant:
        figures = evaluate_feedback(assistant, judged)
    print_as(asdict(figures), as_json)
