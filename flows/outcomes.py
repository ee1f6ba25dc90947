"""How the tasks of a run ended, and how the run ends with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from prefect.client.schemas.objects import State, TaskRun
from prefect.events import emit_event
from prefect.futures import PrefectFuture
from prefect.logging.loggers import task_run_logger
from prefect.states import Completed
from prefect.tasks import Task

from models.database import DatabaseProblem, Locked, Unreachable

__all__ = [
    "NothingWorkedError",
    "TaskFailedError",
    "ending",
    "gathered",
    "is_worth_another_try",
    "tell_failure",
]

_Result = TypeVar("_Result")


class TaskFailedError(Exception, Generic[_Result]):
    """A task did not do all it should; `result` is what it did all the same."""

    def __init__(self, message: str, result: _Result) -> None:
        super().__init__(message)
        self.result = result


class NothingWorkedError(Exception):
    """Every task of the run failed; the message names the first and says why."""


def is_worth_another_try(_task: Any, _run: Any, state: State[Any]) -> bool:
    """Whether a task may do better in a while: a source, the disk or the database was not there."""
    error = state.result(raise_on_failure=False)
    if isinstance(error, DatabaseProblem):
        return isinstance(error, Locked | Unreachable)
    return isinstance(error, TaskFailedError | OSError)


def tell_failure(task: Task[..., Any], run: TaskRun, state: State[Any]) -> None:
    """Make a task that failed for good visible: an event that an automation can act on.

    The event is `faktograph.task.failed` on the resource `faktograph.NAME-OF-TASK.NAME-OF-RUN`.
    """
    task_run_logger(run, task).error(
        "%s failed: %s", run.name, state.message, extra={"source": run.name}
    )
    emit_event(
        event="faktograph.task.failed",
        resource={
            "prefect.resource.id": f"faktograph.{task.name}.{run.name}",
            "prefect.resource.name": run.name,
        },
        payload={"task": task.name, "name": run.name, "why": state.message},
    )


def gathered(
    futures: Mapping[str, PrefectFuture[_Result]],
) -> tuple[list[_Result], dict[str, str]]:
    """Wait for all tasks: their results, partial ones too, and why the others failed."""
    results: list[_Result] = []
    failures: dict[str, str] = {}
    for name, future in futures.items():
        result: Any = _ended(future)
        if isinstance(result, TaskFailedError):
            results.append(result.result)
        if isinstance(result, BaseException):
            failures[name] = str(result) or type(result).__name__
        else:
            results.append(result)
    return results, failures


def _ended(future: PrefectFuture[Any]) -> Any:
    try:
        return future.result(raise_on_failure=False)
    except Exception as error:  # the worker is gone, and took the task's state with it
        return error


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
