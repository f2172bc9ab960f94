"""The ``qa`` command: index, ask, chat, serve and look after collections from a terminal."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from qa.contract.settings import DEFAULT_INDEX
from qa.errors import ArticleError, IndexUnfinished, QAError
from qa.evaluate.cli import evaluate
from qa.terminal import mcp, questions, quotations, upkeep
from qa.terminal.demonstration import own_index, stored
from qa.terminal.options import Index, Json, PublishedFrom, PublishedTo
from qa.terminal.printing import print_json, print_table
from qa.terminal.serve import serve
from qa.terminal.tokens import token

app = typer.Typer(
    help="Ask a collection of news articles; get exact, checkable quotations.",
    epilog="Exit status: 0, 1 what was checked does not hold, 2 wrong use, 3 some files were "
    "skipped, 4 no answer. QA_INDEX names the index where --index does not.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    # What draws boxes around help takes as long to import as all else that help needs.
    rich_markup_mode=None,
)

# Exit status of ``qa index`` when something could not be read.
SKIPPED = 3


def main() -> None:
    """Run the command; an error is one line and exit status 2, Ctrl-C is 130."""
    try:
        app()
    except QAError as error:
        from rich.console import Console

        Console(stderr=True, soft_wrap=True, highlight=False, markup=False).print(f"qa: {error}")
        sys.exit(2)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"qa {version('qa')}")
        raise typer.Exit


@app.callback()
def _command(
    _: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Ask a collection of news articles; get exact, checkable quotations."""


@app.command("index")
def index_command(
    paths: Annotated[
        list[Path], typer.Argument(help="Files of any kind that holds articles, or folders.")
    ],
    index: Annotated[
        Path | None,
        typer.Option(
            "--index",
            envvar="QA_INDEX",
            help="Folder of the index, made when there is none.",
            metavar="FOLDER",
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="What the collection is called, instead of its folder.")
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove what came from files that are gone.")
    ] = False,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch",
            help="Go on as files come, change and go (which removes them); Ctrl-C ends it.",
        ),
    ] = False,
    model: Annotated[
        str | None, typer.Option(help="Another embedding model, by folder or name, for a new index")
    ] = None,
    mapped: Annotated[
        str, typer.Option("--map", help="Names of fields in JSON and CSV: text=body,title=head.")
    ] = "",
    workers: Annotated[
        int, typer.Option(min=1, help="Processes that read and embed; one writes.")
    ] = 1,
    shard: Annotated[
        str, typer.Option(help="Only a share of the sources: 2/8 is the second of eight.")
    ] = "1/1",
    verbose: Annotated[bool, typer.Option("--verbose", help="Name every article.")] = False,
    as_json: Json = False,
) -> None:
    """Add the articles in files and folders to an index.

    It is made when there is none. Text, Markdown, HTML, PDF, DOCX, RTF, JSON, CSV, feeds, e-mail,
    NewsML, ninjs, exports of Nexis, Factiva, ProQuest and Europresse, WARC, ZIP and tar. Run it
    again whenever files came or changed: a changed file replaces what it held. Exit status 3: some
    were skipped.
    """
    from rich.console import Console

    from qa.index.shard import WHOLE, shard_of
    from qa.terminal.index import check_name, field_names, index_paths, print_report

    folder = index or own_index(paths)
    fields, share = field_names(mapped), shard_of(shard)
    check_name(name)
    console = Console(highlight=False, stderr=as_json)
    if watch:
        if workers > 1 or share != WHOLE:
            raise ArticleError("--watch", "expected neither --workers nor --shard with it", "usage")
        from qa.terminal.watch import watch_paths

        watch_paths(
            paths,
            folder,
            console,
            model=model,
            fields=fields,
            name=name,
            verbose=verbose,
            as_json=as_json,
        )
        return
    try:
        report = index_paths(
            paths,
            folder,
            console,
            model,
            fields,
            name=name,
            pruned=prune,
            shard=share,
            workers=workers,
        )
    except IndexUnfinished as error:
        print_report(error.report, folder, verbose=verbose, as_json=as_json)
        raise
    print_report(report, folder, verbose=verbose, as_json=as_json)
    raise typer.Exit(SKIPPED if any(one.outcome == "skipped" for one in report.items) else 0)


questions.add_commands(app)


@app.command()
def articles(
    query: Annotated[
        str, typer.Argument(help="Only those with this in title or source, or these words inside.")
    ] = "",
    publisher: Annotated[str, typer.Option(help="Only those of this publisher.")] = "",
    section: Annotated[str, typer.Option(help="Only those of this section.")] = "",
    published_from: PublishedFrom = "",
    published_to: PublishedTo = "",
    index: Index = DEFAULT_INDEX,
    as_json: Json = False,
) -> None:
    """List the articles of an index, all or those that fit.

    Elsewhere than on a terminal each is a row with tabs: date of publication, title, source, id.
    """
    from qa.contract.listing import filter_of
    from qa.index.listing import listed
    from qa.index.name import collection_name
    from qa.terminal.tables import article_rows, article_table

    labels = {"query": query, "publisher": publisher, "section": section}
    days = {"published_from": published_from or None, "published_to": published_to or None}
    wanted = filter_of({**labels, **days, "anywhere": True})
    with stored(index) as store, store.reading() as connection:
        name = collection_name(connection, store.folder)
        found = listed(connection, wanted).articles
    if as_json:
        values = [asdict(one) for one in found]
        flat = [{**one.pop("reference"), **one} for one in values]
        print_json({"collection": name, "articles": flat})
    else:
        print_table(article_table(found), article_rows(found))


quotations.add_commands(app)


app.command()(serve)
app.add_typer(token, name="token")
app.add_typer(evaluate, name="evaluate")
mcp.add_commands(app)
upkeep.add_commands(app)
