"""``qa serve``: collections behind a port, for one person or for a newsroom."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.contract.settings import DEFAULT_INDEX
from qa.errors import QAError
from qa.terminal.demonstration import build_default
from qa.terminal.reach import AllowedHost, Tokens, WithoutTokens, names_of

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from qa.assistant import Assistant
    from web.settings import ServerSettings

NAMED = re.compile(r"([A-Za-z0-9._-]+)=(.+)", re.DOTALL)


def serve(
    index: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[NAME=]FOLDER",
            envvar="QA_INDEX",
            help="An index, at /collections/NAME/; repeatable, the first is also at /.",
        ),
    ] = None,
    host: Annotated[
        str, typer.Option(envvar="QA_HOST", help="Address to listen on.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="QA_PORT", help="Port to listen on.")] = 8000,
    writable: Annotated[
        bool,
        typer.Option("--writable", envvar="QA_WRITABLE", help="Let articles be added and removed."),
    ] = False,
    tokens: Tokens = None,
    without_tokens: WithoutTokens = False,
    allowed_host: AllowedHost = None,
    proxies: Annotated[
        int, typer.Option(envvar="QA_PROXIES", min=0, help="How many trusted proxies are in front.")
    ] = 0,
    rate: Annotated[
        str | None, typer.Option(envvar="QA_RATE", help="Most calls of one client: 60/minute.")
    ] = None,
    max_upload: Annotated[
        int, typer.Option(envvar="QA_MAX_UPLOAD", min=1, help="Most of one upload, in MiB.")
    ] = 64,
    asking: Annotated[
        int | None,
        typer.Option(
            envvar="QA_ASKING", min=1, help="Questions answered at a time; else a core each."
        ),
    ] = None,
    waiting: Annotated[
        int | None,
        typer.Option(envvar="QA_WAITING", min=0, help="Questions that may wait; more get a 503."),
    ] = None,
    processes: Annotated[
        int, typer.Option(envvar="QA_PROCESSES", min=1, help="Processes, each with its own models.")
    ] = 1,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            envvar="QA_CORS", help='Origin whose pages may call the API, "*" for any; repeatable.'
        ),
    ] = None,
    feedback: Annotated[
        Path | None,
        typer.Option(
            envvar="QA_FEEDBACK", help="Let people say whether an answer was right, into this file."
        ),
    ] = None,
    log_requests: Annotated[
        bool,
        typer.Option("--log-requests", envvar="QA_LOG_REQUESTS", help="Lines of JSON for each."),
    ] = False,
    log_questions: Annotated[
        bool,
        typer.Option("--log-questions", envvar="QA_LOG_QUESTIONS", help="With what was asked."),
    ] = False,
) -> None:
    """Serve the chat page and the API.

    On this machine alone, unless --host says otherwise. Every option can be set in the environment,
    several values with spaces between them.
    """
    from web.feedback import FeedbackFile
    from web.logs import log_lines
    from web.serve import SPARE_THREADS
    from web.serve import serve as run
    from web.settings import DEFAULTS, MEBIBYTE, WAITING_FOR_EACH
    from web.tokens import TokenFile

    indexes = named_indexes(index or [str(DEFAULT_INDEX)])
    guarded = tokens is not None or without_tokens
    hosts = names_of(host, allowed_host or (), guarded=guarded)
    # the processes share the cores
    at_once = asking or max(1, DEFAULTS["asking"] // processes)
    settings: ServerSettings = {
        "writable": writable,
        "hosts": hosts,
        "tokens": None if tokens is None else TokenFile(tokens),
        "rate": rate,
        "max_upload": max_upload * MEBIBYTE,
        "asking": at_once,
        "waiting": WAITING_FOR_EACH * at_once if waiting is None else waiting,
        "cors": cors or (),
        "proxies": proxies,
        "feedback": None if feedback is None else FeedbackFile(feedback),
        "log_requests": log_requests,
        "log_questions": log_questions,
    }
    for folder in indexes.values():
        _look_at(folder)  # a missing or foreign index is told before anything is started

    log_lines()  # of the process that watches over the others as well

    def open_app() -> "WSGIApplication":
        from web.app import create_app

        return create_app(open_all(indexes, writable=writable), **settings)

    threads = settings["asking"] + settings["waiting"] + SPARE_THREADS
    run(
        open_app,
        host=host,
        port=port,
        threads=threads,
        processes=processes,
        max_upload=settings["max_upload"],
    )


def named_indexes(given: list[str]) -> dict[str, Path]:
    """Return folders by the names of their collections, in order; a folder's own unless given.

    :raises QAError: when two have the same name, or a name does not fit into an address.
    """
    named: dict[str, Path] = {}
    for each in given:
        match = NAMED.fullmatch(each)
        folder = Path(match[2] if match else each)
        name = match[1] if match else folder.resolve().name
        if not NAMED.fullmatch(f"{name}=x"):
            raise QAError(
                f"{name!r} does not fit into an address. Give the index a name of letters, digits, "
                f"dots, hyphens: --index NAME={folder}"
            )
        if name in named:
            raise QAError(f"two indexes have the name {name!r}. Give one another: NAME={folder}")
        named[name] = folder
    return named


def open_all(indexes: dict[str, Path], *, writable: bool) -> "dict[str, Assistant]":
    """Open indexes, which share their models where they can."""
    from qa.assistant import Assistant

    opened: dict[str, Assistant] = {}
    for name, folder in indexes.items():
        like = next(iter(opened.values()), None)
        opened[name] = Assistant.open(folder, writable=writable, like=like)
    return opened


def _look_at(folder: Path) -> None:
    """Open an index and close it again, without loading a model."""
    from qa.index.store import open_store

    build_default(folder)
    open_store(folder).close()
