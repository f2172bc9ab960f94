"""``qa token``: who may use a server that other machines reach."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from web.tokens import Scope, new_token, read_tokens, revoke_token

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
    made, secret = new_token(file, name, scope)
    typer.echo(secret)
    Console(stderr=True, highlight=False).print(
        f"Token {made.id} for {name}, scope {scope}. It is not shown again; {file} holds its hash."
    )


@token.command("list")
def list_command(file: File = TOKENS) -> None:
    """List the tokens of a file, also those that were revoked."""
    table = Table("id", "name", "scope", "made", "revoked", box=None)
    for each in read_tokens(file):
        table.add_row(each.id, each.name, each.scope, each.created, each.revoked or "")
    Console(highlight=False).print(table)


@token.command()
def revoke(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="Its id, or its name.")],
    file: File = TOKENS,
) -> None:
    """Revoke a token; a running server refuses it from the next request on."""
    gone = revoke_token(file, wanted)
    typer.echo(f"Revoked: token {gone.id} for {gone.name}.")
