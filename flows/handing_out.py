"""Tasks handed out a few ahead of the one that is waited for, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from typing import TypeVar

from prefect.futures import PrefectFuture

__all__ = ["handed_out"]

_Work = TypeVar("_Work")
_Result = TypeVar("_Result")


def handed_out(
    works: Iterable[_Work],
    submit: Callable[[str, _Work], PrefectFuture[_Result]],
    ahead: Callable[[], int],
) -> Iterator[tuple[str, _Work, PrefectFuture[_Result]]]:
    """Submit each piece of work under its name ("batch 1", …), `ahead()` of them at a time.

    Gives name, work and future as they end, so that a slow one holds up no other.
    """
    ended: SimpleQueue[str] = SimpleQueue()
    waiting: dict[str, tuple[_Work, PrefectFuture[_Result]]] = {}
    rest = enumerate(works, start=1)
    more = True
    while more or waiting:
        while more and len(waiting) < ahead():
            number, work = next(rest, (0, None))
            if work is None:
                more = False
                break
            name = f"batch {number}"
            future = submit(name, work)
            waiting[name] = (work, future)
            future.add_done_callback(lambda _future, name=name: ended.put(name))  # type: ignore[misc]
        if waiting:
            name = ended.get()
            yield name, *waiting.pop(name)
