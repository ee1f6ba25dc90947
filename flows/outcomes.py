"""How the tasks of a run ended, and how the run ends with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.states import Completed

__all__ = ["NothingWorkedError", "TaskFailedError", "ending", "gathered"]

_Result = TypeVar("_Result")


class TaskFailedError(Exception, Generic[_Result]):
    """A task did not do all it should; `result` is what it did all the same."""

    def __init__(self, message: str, result: _Result) -> None:
        super().__init__(message)
        self.result = result


class NothingWorkedError(Exception):
    """Every task of the run failed; the message names the first and says why."""


def gathered(
    futures: Mapping[str, PrefectFuture[_Result]],
) -> tuple[list[_Result], dict[str, str]]:
    """Wait for all tasks: their results, partial ones too, and why the others failed."""
    results: list[_Result] = []
    failures: dict[str, str] = {}
    for name, future in futures.items():
        result: Any = future.result(raise_on_failure=False)
        if isinstance(result, TaskFailedError):
            results.append(result.result)
        if isinstance(result, BaseException):
            failures[name] = str(result) or type(result).__name__
        else:
            results.append(result)
    return results, failures


def ending(tasks: int, failures: Mapping[str, str], done: str) -> State[Any]:
    """The state a run ends in: `done` says what it did, a failed task is told by name.

    Raises NothingWorkedError where no task worked.
    """
    if not failures:
        return Completed(message=done)
    if len(failures) == tasks:
        name, why = next(iter(failures.items()))
        raise NothingWorkedError(f"all {tasks} tasks failed; {name}: {why}")
    return Completed(
        name="CompletedWithFailures",
        message=f"{done}; {len(failures)} of {tasks} failed: {', '.join(failures)}",
    )
