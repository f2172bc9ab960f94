"""``qa index`` on a terminal: progress with rate and estimate, and a report at the end."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from rich.console import Console
from rich.text import Text

from qa.errors import ArticleError
from qa.index.engine import located
from qa.index.files import gone_sources, index_files, prune, reported, without_article
from qa.index.name import give_name
from qa.index.reading import article_files
from qa.index.refresh import refresh
from qa.index.report import (
    Indexed,
    Report,
    by_format,
    by_kind,
    by_outcome,
    counted,
    report_values,
)
from qa.index.shard import WHOLE, Shard
from qa.index.snapshot import Snapshots
from qa.index.store import DATABASE, Store
from qa.ingest.formats.reading import SUPPORTED
from qa.protocols import Embedder
from qa.terminal.printing import print_json, screen
from qa.terminal.progress import reached, watched
from qa.terminal.showing import shown

MOST_EXAMPLES = 3
"""Sources that are named for a reason; the others are counted."""


FIELDS = frozenset("text title published author publisher url section language".split())
"""What of a JSON object or a table's row can be named by ``--map``."""

LONGEST_NAME = 100
"""Code points of a collection's name: fits the head of a page and a line of a terminal."""


def field_names(mapped: str) -> dict[str, str]:
    """Return what ``--map`` says: our names to those of a file.

    :raises ArticleError: when it is not of the form.
    """
    pairs = [pair.partition("=") for pair in mapped.split(",") if pair.strip()]
    fields = {ours.strip(): theirs.strip() for ours, _, theirs in pairs}
    if not all(fields.values()) or not fields.keys() <= FIELDS:
        raise ArticleError(
            f"--map {mapped}",
            f"expected text=FIELD, and more of {', '.join(sorted(FIELDS))}",
            "usage",
        )
    return fields


def check_name(name: str | None) -> None:
    """Refuse a name for a collection that cannot be shown in one line; None is none.

    :raises ArticleError: when it is empty, too long, or holds what is not shown.
    """
    if name is not None and not (name.strip() and name.isprintable() and len(name) <= LONGEST_NAME):
        raise ArticleError(
            f"--name {name!r}",
            f"expected a line of up to {LONGEST_NAME} letters that can be shown",
            "usage",
        )


def index_paths(
    paths: Sequence[Path],
    index: Path,
    console: Console,
    model: str | None = None,
    fields: Mapping[str, str] | None = None,
    *,
    name: str | None = None,
    pruned: bool = False,
    shard: Shard = WHOLE,
    workers: int = 1,
) -> Report:
    """Index files and folders, one transaction an article, and return what became of them.

    A new index is made with the embedding model ``model`` (see ``find_model``), with the installed
    one where it is None; an index that is there keeps its own. ``fields`` are as in ``add_files``.

    Only what belongs to ``shard`` is read, by as many processes as there are ``workers``; one
    writes. Ctrl-C between two articles loses nothing: run again to go on. No index is made when
    there is nothing to put into it; ``name`` is what its collection is called from then on. Files
    of these folders that were indexed and are gone are in the report, and with ``pruned`` taken out
    of the index.

    :raises ArticleError: when a path does not exist, or there is neither a file nor an index.
    :raises IndexUnwritable: when the index cannot be made or written; in the middle of the files
        as ``IndexUnfinished``, with the report of those before.
    """
    found = article_files(paths)
    made = (located(index).folder / DATABASE).exists()
    if not made and not found.files:
        given = ", ".join(str(path) for path in paths)
        raise ArticleError(given, f"no file here; expected articles as {SUPPORTED}", "absent")
    nothing = None if made else without_article(found, fields)
    if nothing is not None:
        return Report(len(found.files), found.companions, nothing)
    with writable_index(index, console, model) as (store, embedder):
        results: list[Indexed] = []
        with reported(found, results):
            done = index_files(store, embedder, found.files, fields, shard.parts(workers))
            results.extend(reached(done, len(found.files), "indexing", console))
        whole = [each for each in results if each.path and shard.has_all(Path(each.path))]
        gone = gone_sources(store, paths, whole)
        if pruned:
            prune(store, embedder, gone)
        if name is not None:
            give_name(store, name)
        with store.reading() as connection, closing(Snapshots(store, embedder.dimension)) as kept:
            kept.file(connection)
    named = tuple(source.name for source in gone)
    return Report(len(found.files), found.companions, tuple(results), named, pruned)


@contextmanager
def writable_index(
    index: Path, console: Console, model: str | None = None
) -> Iterator[tuple[Store, Embedder]]:
    """Open an index for writing, made if there is none, and bring it up to date."""
    from qa.index.models import find_model, open_or_make

    store, embedder = open_or_make(index, None if model is None else find_model(model))
    try:
        refresh(store, embedder, lambda ids: watched(ids, "updating", console, wiped=True))
        yield store, embedder
    finally:
        store.close()


def print_report(
    report: Report, index: Path, *, verbose: bool = False, as_json: bool = False
) -> None:
    """Print what became of the files, indented on a terminal; ``verbose`` names every item."""
    if as_json:
        print_json(report_values(report))
        return
    console = screen()
    for counts in by_format(report):
        read = f"{counts.read:,} of {counts.total:,} documents read"
        ends = [f"{number:,} {end}" for end, number in counts.outcomes.items()]
        console.print(Text(f"{counts.format}: {read} ({', '.join(ends)})"))
    most = len(report.items) if verbose else MOST_EXAMPLES
    for kind, items in by_kind(report):
        skipped = [f"{item.source}: {item.reason}" for item in items]
        _print_list(f"skipped, {kind}", skipped, most, console)
    notes = [f"{item.source}: {note}" for item in report.items for note in item.notes]
    _print_list("notes", notes, most, console)
    if verbose:
        for outcome, items in by_outcome(report):
            _print_list(outcome, [item.source for item in items], most, console)
    _print_list("removed" if report.pruned else "gone", report.gone, most, console)
    if report.gone and not report.pruned:
        console.print(Text("What is gone is still quoted. To remove it: the same with --prune"))
    if report.companions:
        console.print(Text(f"belonging to others (sidecars, parts): {report.companions:,}"))
    ends = [f"{number:,} {end}" for end, number in counted(report.items).items()]
    if report.gone:
        ends.append(f"{len(report.gone):,} {'removed' if report.pruned else 'gone'}")
    files = "file" if report.files == 1 else "files"
    console.print(Text(f"{index}: {', '.join(ends)} (of {report.files:,} {files})"))


def _print_list(heading: str, entries: Sequence[str], most: int, console: Console) -> None:
    """Print entries below their heading, ``most`` of them, and how many more there are."""
    if not entries:
        return
    console.print(Text(f"{heading}: {len(entries):,}"))
    for entry in entries[:most]:
        _print_indented(shown(entry), console)
    if len(entries) > most:
        _print_indented(f"and {len(entries) - most:,} more: --verbose", console)


def _print_indented(text: str, console: Console) -> None:
    whole = not console.is_terminal
    width = len(text) if whole else max(console.width - 2, 20)
    for line in textwrap.wrap(text, max(width, 1), break_on_hyphens=False):
        console.print(Text(f"  {line}"))
