"""The commands that check quotations: ``quote`` and ``verify``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.contract.settings import DEFAULT_INDEX
from qa.terminal.demonstration import build_default, stored
from qa.terminal.options import Index, Json
from qa.terminal.printing import print_json, print_lines
from qa.terminal.progress import waiting

if TYPE_CHECKING:
    from qa.contract.tracing import DraftTrace, QuoteTrace


def add_commands(app: typer.Typer) -> None:
    """Give the ``qa`` command the commands of this file."""
    app.command("quote")(quote_command)
    app.command("verify")(verify_command)


def quote_command(
    quotation: Annotated[str, typer.Argument(help="Words that somebody quotes.")] = "",
    file: Annotated[
        Path | None, typer.Option(help="Trace every quoted passage of this text instead.")
    ] = None,
    index: Index = DEFAULT_INDEX,
    as_json: Json = False,
) -> None:
    """Tell where a quotation comes from, and whether it is exact.

    It is exact, altered, spliced from several places, or not there. The exit status is 0 when every
    quotation is exact, else 1.
    """
    from qa.terminal.exports import read_draft
    from qa.terminal.tracing import draft_lines, trace_lines
    from qa.trace.tracer import Tracer

    traced: QuoteTrace | DraftTrace
    with stored(index) as store:
        if file is None:
            traced = Tracer(store).trace(quotation)
            lines, verdicts = trace_lines(traced), [traced.verdict]
        else:
            traced = Tracer(store).trace_draft(read_draft(file))
            lines, verdicts = draft_lines(traced), [q.trace.verdict for q in traced.quotations]
    if as_json:
        print_json(traced.to_dict())
    else:
        print_lines(lines)
    raise typer.Exit(int(any(verdict != "exact" for verdict in verdicts)))


def verify_command(
    file: Annotated[Path, typer.Argument(help="A receipt, or an Answer as --json prints it.")],
    index: Index = DEFAULT_INDEX,
    ask_again: Annotated[
        bool, typer.Option("--ask/--no-ask", help="Ask the question again, and compare.")
    ] = True,
    as_json: Json = False,
) -> None:
    """Check an exported answer: does every citation still stand?

    The question is asked again as well: is the answer the same? The exit status is 0 when every
    quotation stands word for word, else 1.
    """
    from qa.terminal.exports import read_export
    from qa.terminal.tracing import verification_lines
    from qa.trace.checking import verify
    from qa.trace.tracer import Tracer

    exported = read_export(file)
    if ask_again:
        build_default(index)
        with waiting(f"opening {index} …"):
            from qa.assistant import Assistant

            with Assistant.open(index) as assistant:
                found = assistant.verify(exported)
    else:
        with stored(index) as store:
            found = verify(store, Tracer(store), exported)
    if as_json:
        print_json(found.to_dict())
    else:
        print_lines(verification_lines(found))
    raise typer.Exit(int(not found.holds))
