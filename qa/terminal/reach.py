"""Who may reach a server: the options of ``qa serve`` and ``qa mcp``, and what they rule out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from qa.errors import QAError

Tokens = Annotated[
    Path | None,
    typer.Option(envvar="QA_TOKENS", help="Let in only who has one of these: qa token new."),
]
WithoutTokens = Annotated[
    bool,
    typer.Option(
        "--without-tokens",
        envvar="QA_WITHOUT_TOKENS",
        help="Let in everybody who reaches an address that is not this machine's alone.",
    ),
]
AllowedHost = Annotated[
    list[str] | None,
    typer.Option(
        envvar="QA_ALLOWED_HOST",
        help="Another name that it is reached at, through a proxy say; repeatable.",
    ),
]


def names_of(host: str, allowed: Sequence[str], *, guarded: bool) -> tuple[str, ...] | None:
    """Return the names that a server at ``host`` answers to; None: any.

    ``guarded``: it has tokens, or somebody said that it needs none.

    :raises QAError: when others could reach it and it is not guarded.
    """
    from web.security import hosts_of

    hosts = hosts_of(host)
    if hosts is None and not guarded:
        raise QAError(_open_to_all(host))
    if allowed and not guarded:
        raise QAError(_open_to_all(", ".join(allowed)))
    return (*(hosts or ()), *allowed) if allowed else hosts


def _open_to_all(where: str) -> str:
    """Return why a server without tokens is not started there."""
    return (
        f"at {where} others can reach this server, and it has no tokens. Make one: qa token new "
        "NAME, and name the file: --tokens tokens.jsonl. Or let everybody in: --without-tokens"
    )
