"""An app in front of a port: gunicorn with threads, waitress where processes cannot fork.

One worker process unless more are asked for, because one model and one index are enough for two
cores; the app is opened in each and never before the fork, which OpenVINO and FAISS do not survive.
"""

import gc
import os
import shutil
import signal
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qa.errors import QAError
from web.settings import DEFAULTS

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

COUNTS = "PROMETHEUS_MULTIPROC_DIR"
OpenApp = Callable[[], "WSGIApplication"]

HOST = "127.0.0.1"
PORT = 8000
LAST_PORT = 65_535
# Threads beside those that ask or wait for their turn: for pages, lists, uploads under way.
SPARE_THREADS = 24
BACKLOG = 128
DEFAULT_THREADS = DEFAULTS["asking"] + DEFAULTS["waiting"] + SPARE_THREADS
# Opening a large index on a cold disk takes longer than gunicorn's half a minute.
START_SECONDS = 300
# A connection is kept for a next request longer than a refused client is told to wait (503), so
# that it is not closed just when that client comes back.
KEEP_SECONDS = 10
# How long a stop waits for answers under way: the last in the queue of a slow or shared machine
# took half a minute, so this is four times that. What runs the server has to wait longer.
STOP_SECONDS = 120


def serve(
    open_app: OpenApp,
    *,
    host: str = HOST,
    port: int = PORT,
    threads: int = DEFAULT_THREADS,
    processes: int = 1,
    max_upload: int = DEFAULTS["max_upload"],
) -> None:
    """Serve the app that ``open_app`` opens until Ctrl-C or SIGTERM, then return or exit.

    The address is printed, as one line, once questions can be asked. Port 0 takes a free one. At
    either signal whatever was asked is still answered, for ``STOP_SECONDS`` at most; a Ctrl-C
    during that ends it at once. With several ``processes`` each opens the app for itself; where
    processes cannot fork there is one, and no body of more than ``max_upload`` bytes is taken.

    :raises QAError: when the address cannot be had, or the app cannot be opened.
    """
    listener = listen(host, port, "qa serve --port 8001")
    if hasattr(os, "fork"):
        _serve_gunicorn(open_app, listener, threads, processes)
    else:
        _serve_waitress(open_app, listener, threads, max_upload)


def listen(host: str, port: int, other: str) -> socket.socket:
    """Take the address now, so that a taken one is told at once and not after retries.

    :raises QAError: when it cannot be had; it names the command ``other`` for another one.
    """
    if not 0 <= port <= LAST_PORT:
        raise QAError(f"There is no port {port}; expected 0 to {LAST_PORT}.")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        # Python adds the address to what the system says, which is said here already
        reason = (error.strerror or str(error)).partition(" (while")[0]
        raise QAError(
            f"Cannot listen on {host}, port {port}: {reason}. "
            f"Stop what uses it, or take another one, as in: {other}"
        ) from error


def _address(listener: socket.socket) -> str:
    """Return the address as people type it."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _opened(open_app: OpenApp) -> "WSGIApplication":
    """Open the app; what is there then is never looked through for what can go.

    It stays while the server runs, and Python would hold up one request of some hundred by a tenth
    of a second to look through it.
    """
    app = open_app()
    gc.collect()
    gc.freeze()
    return app


def _announce(address: str) -> None:
    """Print that questions can be asked now, and where."""
    sys.stdout.write(f"Ready at {address} (stop with Ctrl-C)\n")
    sys.stdout.flush()


def _serve_gunicorn(
    open_app: OpenApp, listener: socket.socket, threads: int, processes: int
) -> None:
    """Run gunicorn's arbiter here and the app in its workers."""
    sharing = _share_counts() if processes > 1 else {}
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
    from gunicorn.errors import AppImportError  # type: ignore[import-untyped]
    from prometheus_client import values

    from web.worker import (
        ARBITER_SECONDS,
        MAX_REQUEST_LINE,
        PacedWorker,
        PatientArbiter,
        PropagatingLogger,
    )

    address = _address(listener)
    # From here on the socket is gunicorn's, to close as well.
    bind = f"fd://{listener.detach()}"

    def ready(worker: Any) -> None:
        # a terminal sends Ctrl-C to every process, but the arbiter alone says when to stop
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # once, however many there are, and not again for one that took another's place
        if worker.age == 1:
            _announce(address)

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            settings: dict[str, Any] = {
                "bind": bind,
                "worker_class": PacedWorker,
                "workers": processes,
                "threads": threads,
                "limit_request_line": MAX_REQUEST_LINE,
                "preload_app": False,
                "timeout": START_SECONDS,
                "keepalive": KEEP_SECONDS,
                "graceful_timeout": STOP_SECONDS + ARBITER_SECONDS,
                "loglevel": "warning",
                "logger_class": PropagatingLogger,
                "control_socket_disable": True,
                "post_worker_init": ready,
                **sharing,
            }
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> "WSGIApplication":
            # the library looks where to count when it is imported, which may have been before
            values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]
            try:
                return _opened(open_app)
            except QAError as error:
                # gunicorn's way to stop the arbiter too, with nothing but the message.
                raise AppImportError(str(error)) from error

    PatientArbiter(Server()).run()


def _share_counts() -> dict[str, Any]:
    """Have processes count together, in a folder; return what gunicorn has to do about it."""
    from prometheus_client.multiprocess import mark_process_dead

    from web.counts_folder import make_counts_folder

    folder = make_counts_folder()
    os.environ[COUNTS] = folder

    def forget(arbiter: Any, worker: Any) -> None:
        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]

    def clear(arbiter: Any) -> None:
        shutil.rmtree(folder)

    # the arbiter clears, at its end: a process that ends first would take the counts of the others
    return {"child_exit": forget, "on_exit": clear}


def _serve_waitress(
    open_app: OpenApp, listener: socket.socket, threads: int, max_upload: int
) -> None:
    """Run waitress here until Ctrl-C or SIGTERM."""
    from web.loop import Loop

    loop = Loop(_opened(open_app), listener, threads, max_upload)
    _announce(_address(listener))
    loop.run(STOP_SECONDS)
