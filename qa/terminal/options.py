"""Options that several commands take, each said once."""

from pathlib import Path
from typing import Annotated

import typer

from qa.terminal.completion import article_names

Index = Annotated[
    Path, typer.Option("--index", envvar="QA_INDEX", help="Folder of the index.", metavar="FOLDER")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]

# Exit status of a question that the collection does not answer.
NO_ANSWER = 4
PublishedFrom = Annotated[
    str, typer.Option(help="Only articles published on this day or later (2011-01-31).")
]
PublishedTo = Annotated[str, typer.Option(help="Only articles published on this day or earlier.")]
AsOf = Annotated[str, typer.Option(help='Answer as on this day: what "last month" means.')]
Source = Annotated[
    list[str] | None,
    typer.Option(
        help="Only this article, by source or id; repeatable.", autocompletion=article_names
    ),
]
