"""Which files of a folder are to be read, and which only belong to another one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qa.errors import ArticleError
from qa.ingest.articles import SIDECAR_SUFFIX
from qa.ingest.formats.sniff import TEXT_SUFFIXES

_PARTS_FOLDER = re.compile(r"(?P<stem>.+?)(?:_files|-Dateien|_fichiers|_archivos|\.files)")
"""The folder that a browser puts beside a page it saves, in the languages of browsers."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files at a path, sorted, and those that belong to others: sidecars, parts of pages."""

    files: tuple[Path, ...]
    companions: tuple[Path, ...] = ()


def find_files(path: Path) -> Folder:
    """Return the files at ``path``: itself, or all of a folder and its folders.

    Hidden files and folders (``.name``) are passed over; an empty folder gives no files.

    :raises ArticleError: when there is nothing at ``path`` or it cannot be looked into.
    """
    try:
        if path.is_dir():
            found = sorted(
                file
                for file in path.rglob("*")
                if not any(part.startswith(".") for part in file.relative_to(path).parts)
                and file.is_file()
            )
            companions = _companions(found, path)
            return Folder(
                tuple(file for file in found if file not in companions), tuple(sorted(companions))
            )
        if path.exists():
            return Folder((path,))
    except OSError as error:
        raise ArticleError(str(path), f"cannot be looked into: {error.strerror}") from error
    raise ArticleError(
        str(path), "no such file or folder; expected a file or a folder of them", "absent"
    )


def _companions(files: Iterable[Path], root: Path) -> set[Path]:
    """Return the sidecars of texts and the parts of saved pages among files."""
    present = set(files)
    pages = {file.with_suffix("") for file in present if file.suffix.lower() in (".html", ".htm")}
    found = set()
    for file in present:
        if file.suffix == SIDECAR_SUFFIX and any(
            file.with_suffix(suffix) in present for suffix in TEXT_SUFFIXES if suffix
        ):
            found.add(file)
        for above in file.relative_to(root).parents:
            parts = _PARTS_FOLDER.fullmatch(above.name)
            if parts and (root / above).with_name(parts["stem"]) in pages:
                found.add(file)
    return found
