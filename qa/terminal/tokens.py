"""``qa token``: who may use a server that other machines reach."""

from pathlib import Path
from typing import Annotated

import typer

from web.scope import Scope

token = typer.Typer(help="Make, list and revoke the tokens of a server.", no_args_is_help=True)

File = Annotated[
    Path, typer.Option("--tokens", envvar="QA_TOKENS", help="File that holds the tokens' hashes.")
]
TOKENS = Path("tokens.jsonl")


@token.command("new")
def new(
    name: Annotated[str, typer.Argument(help="Who or what it is for.")],
    scope: Annotated[
        Scope, typer.Option(help="read: ask; write: also add and remove; admin: also /metrics.")
    ] = "read",
    file: File = TOKENS,
) -> None:
    """Make a token and print it, once: only its hash is kept."""
    from rich.console import Console

    from web.tokens import new_token

    made, secret = new_token(file, name, scope)
    typer.echo(secret)
    Console(stderr=True, highlight=False).print(
        f"Token {made.id} for {name}, scope {scope}. It is not shown again; {file} holds its hash."
    )


@token.command("list")
def list_command(file: File = TOKENS) -> None:
    """List the tokens of a file, also those that were revoked."""
    from rich.console import Console
    from rich.table import Table

    from web.tokens import read_tokens

    table = Table("id", "name", "scope", "made", "revoked", box=None)
    for each in read_tokens(file):
        table.add_row(each.id, each.name, each.scope, each.created, each.revoked or "")
    Console(highlight=False).print(table)


@token.command()
def revoke(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="Its id, or its name.")],
    file: File = TOKENS,
) -> None:
    """Revoke a token, by its id or its name.

    A running server refuses it from the next request on.
    """
    from web.tokens import revoke_token

    gone = revoke_token(file, wanted)
    typer.echo(f"Revoked: token {gone.id} for {gone.name}.")
