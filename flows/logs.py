"""Log lines as JSON: one object a line, with the run, the source and the article it is about."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

from prefect.context import FlowRunContext, TaskRunContext

__all__ = ["JsonFormatter"]


class JsonFormatter(logging.Formatter):
    """`time`, `level`, `logger`, `message`; `flow`, `run` and `task` inside a run.

    `source`, `article` and `error` stand where the line is about one.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_run(record),
        }
        line |= {name: vars(record)[name] for name in ("source", "article") if name in vars(record)}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _run(record: logging.LogRecord) -> dict[str, str]:
    """What runs: as Prefect's loggers tell it, else as the thread's context has it."""
    flow, task = FlowRunContext.get(), TaskRunContext.get()
    known = {
        "flow": getattr(record, "flow_name", None)
        or (flow.flow.name if flow and flow.flow else None),
        "run": getattr(record, "flow_run_name", None)
        or (flow.flow_run.name if flow and flow.flow_run else None),
        "task": getattr(record, "task_run_name", None) or (task.task_run.name if task else None),
    }
    return {name: str(value) for name, value in known.items() if value}
