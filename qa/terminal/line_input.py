"""Lines typed on a terminal, with arrow keys, the lines of before, and completion.

Python's ``readline`` does all three; where it is missing (Windows), lines are read without.
"""

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager


def read_line(prompt: str) -> str:
    """Return the next line.

    :raises EOFError: at the end of the input.
    """
    return input(prompt)


def completions(line: str, known: Sequence[str]) -> list[str]:
    """Return how a line can go on: the whole lines that Tab offers for it, sorted.

    Commands begin the line, other names stand after one.

    >>> completions("/s", ["/sources", "/only", "sea.txt"])
    ['/sources']
    >>> completions("/only s", ["/sources", "/only", "sea.txt"])
    ['/only sea.txt']
    >>> completions("Who s", ["/sources", "sea.txt"])
    []
    """
    command, space, begun = line.partition(" ")
    if not line.startswith("/"):
        return []
    if not space:
        return sorted({name for name in known if name.startswith("/") and name.startswith(line)})
    if command != "/only":
        return []
    names = {name for name in known if not name.startswith("/") and name.startswith(begun)}
    return sorted(f"{command} {name}" for name in names)


@contextmanager
def completed(known: Callable[[], Sequence[str]]) -> Iterator[None]:
    """Have Tab complete lines from ``known`` while this lasts, where there is ``readline``."""
    if not importlib.util.find_spec("readline"):
        yield
        return
    import readline

    def complete(_: str, state: int) -> str | None:
        offered = completions(readline.get_line_buffer(), known())
        return offered[state] if state < len(offered) else None

    before = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(complete)
    readline.set_completer_delims("")  # the whole line is completed, not its last word
    libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before[0])
        readline.set_completer_delims(before[1])
