"""What the shell completes beside options: the articles of an index, by source or id."""

from collections.abc import Iterator
from pathlib import Path

import typer

from qa.contract.settings import DEFAULT_INDEX
from qa.errors import QAError
from qa.terminal.showing import shown

# More than this is no help on a line.
MOST = 200


def article_names(context: typer.Context, incomplete: str) -> Iterator[str]:
    """Yield the sources and ids of the index's articles that begin like this; none without one."""
    from qa.index import rows
    from qa.index.store import open_store

    index = context.params.get("index") or DEFAULT_INDEX
    try:
        with open_store(Path(index)) as store, store.reading() as connection:
            known = [name for one in rows.references(connection) for name in (one.source, one.id)]
    except QAError:  # the command itself says what is wrong with an index; a shell cannot
        return
    fitting = sorted({name for name in known if name.startswith(incomplete)})
    yield from (name for name in fitting[:MOST] if name == shown(name))
