"""Looking after an index: ``qa remove``, ``reindex``, ``check``, ``backup`` and what is left."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.contract.settings import DEFAULT_INDEX
from qa.errors import IndexUnwritable, ModelNotFound
from qa.terminal.completion import article_names
from qa.terminal.options import Index, Json
from qa.terminal.printing import print_json, screen
from qa.terminal.progress import watched

if TYPE_CHECKING:
    from rich.console import Console

    from qa.index.check import Problem
    from qa.index.store import Store


def add_commands(app: typer.Typer) -> None:
    """Give the ``qa`` command the commands of this file."""
    app.command("remove")(remove_command)
    app.command("reindex")(reindex_command)
    app.command("check")(check_command)
    app.command("backup")(backup_command)
    app.command("restore")(restore_command)
    app.command("salvage")(salvage_command)


def remove_command(
    wanted: Annotated[
        list[str],
        typer.Argument(
            metavar="ID|SOURCE...",
            help="Article ids as qa articles lists them, or sources: names, paths, addresses.",
            autocompletion=article_names,
        ),
    ],
    index: Index = DEFAULT_INDEX,
) -> None:
    """Remove articles, with what their sources held before."""
    from qa.index.store import open_store

    with open_store(index, writable=True) as store:
        for each in wanted:
            _remove(store, each)


def _remove(store: "Store", wanted: str) -> None:
    """Remove one article, or the sources that are meant."""
    from qa.index.collection import find_sources, remove_article, remove_sources
    from qa.terminal.showing import shown

    with store.reading() as connection:
        known = connection.execute("SELECT 1 FROM article WHERE id = ?", (wanted,)).fetchone()
        sources = [] if known else find_sources(connection, wanted)
    if known:
        remove_article(store, wanted)
        typer.echo(f"removed {wanted}")
        return
    remove_sources(store, sources)
    for source in sources:
        typer.echo(f"removed {shown(source.name)}")


def reindex_command(
    index: Index = DEFAULT_INDEX,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what this version of the program made.")
    ] = False,
) -> None:
    """Bring an index up to this version of the program.

    An older index is migrated; sentences, passages, times and vectors that other code or another
    model made are made again from the stored texts. Others can go on asking.
    """
    from rich.text import Text

    from qa.index.models import embedder_of
    from qa.index.refresh import refresh, remake
    from qa.index.settings import settings_fit
    from qa.index.snapshot import Snapshots
    from qa.index.store import open_store

    console = screen()
    with open_store(index, writable=True) as store:
        embedder = embedder_of(store)
        if everything or not settings_fit(store, embedder):
            made = remake(store, embedder, lambda ids: _watched(ids, console))
        else:
            made = refresh(store, embedder, lambda ids: _watched(ids, console))
        with store.reading() as connection, closing(Snapshots(store, embedder.dimension)) as kept:
            kept.file(connection)
    console.print(
        Text(f"{index}: {made:,} articles made again" if made else f"{index}: up to date")
    )


def check_command(
    index: Index = DEFAULT_INDEX,
    mend: Annotated[
        bool, typer.Option("--repair", help="Mend what can be made again from the texts.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check an index: database, words, vectors, offsets, models.

    Exit status 1: one of them is wrong.
    """
    from rich.console import Console
    from rich.text import Text

    from qa.contract.plain import to_plain

    console = Console(stderr=True, highlight=False) if as_json else screen()
    problems = _problems(index)
    if problems and mend:
        _tell(problems, console)
        problems = _repaired(index, problems, console)
    if as_json:
        print_json({"index": str(index), "problems": [to_plain(problem) for problem in problems]})
        raise typer.Exit(int(bool(problems)))
    _tell(problems, console)
    if problems:
        if not mend and any(problem.part != "database" for problem in problems):
            console.print(Text(f"To mend what can be mended: qa check --repair --index {index}"))
        raise typer.Exit(1)
    console.print(Text(f"{index}: all is well"))


def backup_command(
    file: Annotated[Path, typer.Argument(help="File to be written; there must be none yet.")],
    index: Index = DEFAULT_INDEX,
) -> None:
    """Copy an index to one file, while others ask and write."""
    from qa.index.backup import backup

    backup(index, file)
    typer.echo(f"{index} copied to {file} ({file.stat().st_size / 1e6:,.1f} MB)")


def restore_command(
    file: Annotated[Path, typer.Argument(help="A file that qa backup wrote.")],
    index: Annotated[Path, typer.Option("--index", help="Folder of the index.")],
) -> None:
    """Put a backup in place of an index, while others ask.

    Where there is no index, one is made.
    """
    from qa.index.backup import restore
    from qa.index.store import open_store

    restore(file, index)
    with open_store(index) as store, store.reading() as connection:
        (count,) = connection.execute("SELECT articles FROM total").fetchone()
    typer.echo(f"{index} restored from {file}: {count:,} articles")


def salvage_command(
    index: Annotated[Path, typer.Option("--index", help="Folder of the damaged index.")],
    to: Annotated[Path, typer.Option("--to", help="Folder of the index that is made.")],
) -> None:
    """Save what can be read of a damaged index into a new one.

    Exit status 3: not all of it could be read.
    """
    from qa.index.models import open_or_make
    from qa.index.salvage import salvage

    if to.exists():
        raise IndexUnwritable(f"{to} is there already. Name another folder; nothing was saved.")
    store, embedder = open_or_make(to)
    with store:
        done = salvage(index, store, embedder)
    typer.echo(f"{done.saved:,} articles of {index} saved to {to}; {done.lost:,} could not be read")
    if done.lost:
        raise typer.Exit(3)


def _problems(index: Path) -> "list[Problem]":
    """Return what is wrong with an index, the models it is asked with included."""
    from qa.index import check as checking
    from qa.index.check import Problem
    from qa.index.models import embedder_of
    from qa.index.settings import settings_fit
    from qa.index.store import DATABASE, open_store
    from qa.read.models import load_models

    if (index / DATABASE).is_file():
        problems = checking.check_database(index / DATABASE)
        if any(problem.part == "database" for problem in problems):
            return problems
    else:
        problems = []
    with open_store(index) as store:
        try:
            embedder = embedder_of(store)
            load_models(embedder)
        except ModelNotFound as error:
            return [*problems, Problem("models", str(error))]
        if not settings_fit(store, embedder):
            text = f"the vectors are of another model than {embedder.name}: qa reindex"
            return [*problems, Problem("models", text)]
        return problems + checking.check_collection(store, embedder.dimension)


def _repaired(index: Path, problems: "Sequence[Problem]", console: "Console") -> "list[Problem]":
    """Mend what can be mended; return what is wrong then."""
    from qa.index.models import embedder_of
    from qa.index.repair import repair
    from qa.index.store import open_store

    if any(problem.part in ("database", "models") for problem in problems):
        return list(problems)
    with open_store(index, writable=True) as store:
        repair(store, embedder_of(store), problems, lambda ids: _watched(ids, console))
    return _problems(index)


def _tell(problems: "Sequence[Problem]", console: "Console") -> None:
    """Print each problem on a line."""
    from rich.text import Text

    from qa.terminal.showing import shown

    for problem in problems:
        console.print(Text(f"{problem.part}: {shown(problem.text)}"))


def _watched(ids: Sequence[str], console: "Console") -> Iterable[str]:
    """Show how far making articles again is."""
    return watched(ids, "updating", console, wiped=True)
