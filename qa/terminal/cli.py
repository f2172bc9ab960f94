"""The ``qa`` command: index, ask, chat, serve and look after collections from a terminal."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from qa.contract.plain import to_plain
from qa.contract.settings import DEFAULT_INDEX, AskSettings
from qa.contract.tracing import DraftTrace, QuoteTrace
from qa.errors import QAError
from qa.evaluate.cli import evaluate
from qa.terminal import mcp, upkeep
from qa.terminal.demonstration import build_default, own_index
from qa.terminal.progress import waiting
from qa.terminal.serve import serve
from qa.terminal.tokens import token

if TYPE_CHECKING:
    from qa.index.store import Store

app = typer.Typer(
    help="Ask a collection of news articles; get exact, checkable quotations.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(evaluate, name="evaluate")
upkeep.add_commands(app)
app.command()(serve)
app.add_typer(token, name="token")
mcp.add_commands(app)

# Exit status of ``qa index`` when something could not be read.
SKIPPED = 3

Index = Annotated[Path, typer.Option("--index", help="Folder of the index.")]


def main() -> None:
    """Run the command; an error is one line and exit status 2, Ctrl-C is 130."""
    try:
        app()
    except QAError as error:
        Console(stderr=True, soft_wrap=True, highlight=False, markup=False).print(f"qa: {error}")
        sys.exit(2)


@app.command("index")
def index_command(
    paths: Annotated[
        list[Path], typer.Argument(help="Files of any kind that holds articles, or folders.")
    ],
    index: Annotated[
        Path | None, typer.Option("--index", help="Folder of the index, made when there is none.")
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove what came from files that are gone.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on as files come, change and go; Ctrl-C ends it.")
    ] = False,
    model: Annotated[
        str | None, typer.Option(help="Another embedding model, by folder or name, for a new index")
    ] = None,
    mapped: Annotated[
        str, typer.Option("--map", help="Names of fields in JSON and CSV: text=body,title=head.")
    ] = "",
    verbose: Annotated[bool, typer.Option("--verbose", help="Name every article.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Add the articles in files and folders to an index, which is made when there is none.

    Text, Markdown, HTML, PDF, DOCX, RTF, JSON, CSV, feeds, e-mail, NewsML, ninjs, exports of
    Nexis, Factiva, ProQuest and Europresse, WARC, ZIP and tar. Run it again whenever files came or
    changed: a changed file replaces what it held. Exit status 3: some were skipped.
    """
    folder = index or own_index(paths)
    if watch:
        from qa.terminal.watch import watch_paths

        watch_paths(paths, folder, Console(highlight=False))
        return
    from qa.terminal.index import field_names, index_paths, print_report

    progress = Console(highlight=False, stderr=as_json)
    report = index_paths(paths, folder, progress, model, field_names(mapped), pruned=prune)
    print_report(report, folder, verbose=verbose, as_json=as_json)
    raise typer.Exit(SKIPPED if any(one.outcome == "skipped" for one in report.items) else 0)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="A question in plain words.")],
    index: Index = DEFAULT_INDEX,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the Answer as JSON, for programs.")
    ] = False,
    published_from: Annotated[
        str, typer.Option(help="Only articles published on this day or later (2011-01-31).")
    ] = "",
    published_to: Annotated[
        str, typer.Option(help="Only articles published on this day or earlier.")
    ] = "",
    as_of: Annotated[
        str, typer.Option(help='Answer as on this day: what "last month" means.')
    ] = "",
    source: Annotated[
        list[str] | None, typer.Option(help="Only this article, by source or id; repeatable.")
    ] = None,
    max_citations: Annotated[int, typer.Option(help="How many citations at most, 1 to 10.")] = 3,
    as_typed: Annotated[bool, typer.Option("--as-typed", help="Correct no spelling.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what counted how much for the first candidates.")
    ] = False,
    receipt: Annotated[
        Path | None, typer.Option(help="Write what proves the answer here, for qa verify.")
    ] = None,
) -> None:
    """Answer a question with exact quotations, or say that there is no answer."""
    settings = AskSettings(
        max_citations=max_citations, sources=source or [], as_typed=as_typed, explain=explain
    )
    days = {"published_from": published_from, "published_to": published_to, "as_of": as_of}
    for name, value in days.items():
        if value:
            settings[name] = value  # type: ignore[literal-required]
    build_default(index)
    with waiting(f"opening {index} …"):
        from qa.assistant import Assistant
        from qa.terminal.rendering import answer_lines, explanation_table

        with Assistant.open(index) as assistant:
            answer = assistant.ask(question, **settings)
            if receipt is not None:
                from qa.terminal.exports import write_receipt
                from qa.trace.receipts import receipt_of

                write_receipt(receipt, receipt_of(answer, settings, assistant.model_names()))
    if as_json:
        typer.echo(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2))
        return
    console = Console(highlight=False)
    for line in answer_lines(answer):
        console.print(line)
    for explanation in answer.explanation or ():
        console.print(explanation_table(explanation))


@app.command()
def chat(index: Index = DEFAULT_INDEX) -> None:
    """Ask and follow up: "And in 2022?" understands what came before."""
    from qa.assistant import Assistant
    from qa.terminal.chat import chat as talk

    build_default(index)
    with Assistant.open(index) as assistant:
        talk(assistant, Console(highlight=False))


@app.command()
def timeline(
    topic: Annotated[str, typer.Argument(help="What it should be about.")],
    index: Index = DEFAULT_INDEX,
    most: Annotated[int, typer.Option(help="How many entries at most, 1 to 100.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Show what happened when: dated quotes on a topic, in order of event time."""
    build_default(index)
    with waiting(f"opening {index} …"):
        from qa.assistant import Assistant
        from qa.terminal.rendering import timeline_table

        with Assistant.open(index) as assistant:
            found = assistant.timeline(topic, most=most)
    if as_json:
        typer.echo(json.dumps(to_plain(found), ensure_ascii=False, indent=2))
    elif found.entries:
        Console(highlight=False).print(timeline_table(found))
    else:
        typer.echo("No sentence near that topic has a date.")


@app.command()
def articles(index: Index = DEFAULT_INDEX) -> None:
    """List the articles of an index."""
    from qa.index import rows
    from qa.terminal.rendering import article_table

    with _store(index) as store, store.reading() as connection:
        Console(highlight=False).print(article_table(rows.articles(connection)))


@app.command()
def quote(
    quotation: Annotated[str, typer.Argument(help="Words that somebody quotes.")] = "",
    file: Annotated[
        Path | None, typer.Option(help="Trace every quoted passage of this text instead.")
    ] = None,
    index: Index = DEFAULT_INDEX,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Tell where a quotation comes from, exact, altered or spliced, or that it is not there.

    The exit status is 0 when every quotation is exact, else 1.
    """
    from qa.terminal.exports import read_draft
    from qa.terminal.tracing import draft_lines, trace_lines
    from qa.trace.tracer import Tracer

    traced: QuoteTrace | DraftTrace
    with _store(index) as store:
        if file is None:
            traced = Tracer(store).trace(quotation)
            lines, verdicts = trace_lines(traced), [traced.verdict]
        else:
            traced = Tracer(store).trace_draft(read_draft(file))
            lines, verdicts = draft_lines(traced), [q.trace.verdict for q in traced.quotations]
    if as_json:
        typer.echo(json.dumps(traced.to_dict(), ensure_ascii=False, indent=2))
    else:
        _print(lines)
    raise typer.Exit(int(any(verdict != "exact" for verdict in verdicts)))


@app.command("verify")
def verify_command(
    file: Annotated[Path, typer.Argument(help="A receipt, or an Answer as --json prints it.")],
    index: Index = DEFAULT_INDEX,
    ask_again: Annotated[
        bool, typer.Option("--ask/--no-ask", help="Ask the question again, and compare.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Check an exported answer: does every citation still stand, is the answer still the same?

    The exit status is 0 when every quotation stands word for word, else 1.
    """
    from qa.terminal.exports import read_export
    from qa.terminal.tracing import verification_lines
    from qa.trace.checking import verify
    from qa.trace.tracer import Tracer

    exported = read_export(file)
    if ask_again:
        from qa.assistant import Assistant

        build_default(index)
        with Assistant.open(index) as assistant:
            found = assistant.verify(exported)
    else:
        with _store(index) as store:
            found = verify(store, Tracer(store), exported)
    if as_json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        _print(verification_lines(found))
    raise typer.Exit(int(not found.holds))


def _print(lines: Iterable[Text]) -> None:
    """Print lines one after the other."""
    console = Console(highlight=False)
    for line in lines:
        console.print(line)


def _store(index: Path) -> "Store":
    """Open the collection of an index, without loading a model."""
    from qa.index.store import open_store

    build_default(index)
    return open_store(index)
