"""Tasks handed out a few ahead of the one that is waited for, however many there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from prefect.futures import PrefectFuture

__all__ = ["handed_out"]

_Work = TypeVar("_Work")
_Result = TypeVar("_Result")


def handed_out(
    works: Iterable[_Work],
    submit: Callable[[str, _Work], PrefectFuture[_Result]],
    ahead: int,
) -> Iterator[tuple[str, PrefectFuture[_Result]]]:
    """Submit each piece of work under its name ("batch 1", …); give names and futures in order."""
    waiting: deque[tuple[str, PrefectFuture[_Result]]] = deque()
    for number, work in enumerate(works, start=1):
        name = f"batch {number}"
        waiting.append((name, submit(name, work)))
        if len(waiting) > ahead:
            yield waiting.popleft()
    yield from waiting
