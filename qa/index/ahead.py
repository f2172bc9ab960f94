"""Work done ahead of where it is needed, on all processors, without a change to its order."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Items under way for each processor: enough that a long one keeps no processor waiting, few enough
# that memory stays small.
AHEAD = 3


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ahead(items: Iterable[Item], work: Callable[[Item], Result]) -> Iterator[tuple[Item, Result]]:
    """Yield each item with what ``work`` makes of it, in their order.

    The next few are worked on meanwhile, in as many threads as there are processors. What ``work``
    raises is raised when its item's turn has come.
    """
    pool = ThreadPoolExecutor(processors(), thread_name_prefix="qa-ahead")
    waiting: deque[tuple[Item, Future[Result]]] = deque()
    try:
        for item in items:
            waiting.append((item, pool.submit(work, item)))
            if len(waiting) > AHEAD * processors():
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        pool.shutdown(cancel_futures=True)
