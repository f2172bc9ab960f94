"""Where an index is, and the outside engine that searches it, if it has one.

``indexes/news`` is a folder, searched here. ``milvus+http://host:19530/news`` is searched by a
Milvus server and ``milvus+file:./news.db`` by milvus-lite; texts, receipts and all else that is
kept stay in a folder here (``indexes/news`` and ``./news``), which remembers the engine and may be
named instead.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from qa.errors import IndexNotFound

ENGINE = "engine"
"""The setting of a collection that holds the address of its engine."""

# A path that came by pathlib has lost the second slash of "//".
_SERVER = re.compile(r"milvus\+(https?):/{1,2}([^/]+)/([A-Za-z_][A-Za-z0-9_]*)")
_FILE = re.compile(r"milvus\+file:(.+)\.db")
_FORMS = "milvus+http://host:19530/name or milvus+file:./name.db"


@dataclass(frozen=True, slots=True)
class Location:
    """The folder of an index, and the address of its engine as far as it was named with it."""

    folder: Path
    engine: str | None = None


def located(index: str | Path) -> Location:
    """Return where an index is.

    :raises IndexNotFound: when it looks like an engine's address and is none.
    """
    given = str(index)
    if not given.startswith("milvus+"):
        return Location(Path(index))
    server, file = _SERVER.fullmatch(given), _FILE.fullmatch(given)
    if server:
        scheme, host, name = server.groups()
        return Location(Path("indexes") / name, f"milvus+{scheme}://{host}/{name}")
    if file:
        folder = Path(file[1])
        return Location(folder, f"milvus+file:{folder.resolve()}.db")
    raise IndexNotFound(f"no index at {given}; expected {_FORMS}, the name in letters and digits.")


def milvus_uri(engine: str) -> tuple[str, str]:
    """Return what Milvus's client connects to, and the name of the collection there."""
    server, file = _SERVER.fullmatch(engine), _FILE.fullmatch(engine)
    if server:
        return f"{server[1]}://{server[2]}", server[3]
    if file:
        return f"{file[1]}.db", "passages"
    raise IndexNotFound(f"no engine at {engine}; expected {_FORMS}.")
