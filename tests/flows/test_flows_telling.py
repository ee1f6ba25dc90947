"""What runs tell the outside: counters of processes that end, and log lines. No Prefect server."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
from prometheus_client import CollectorRegistry
from prometheus_client.multiprocess import MultiProcessCollector

from flows.logs import JsonFormatter
from flows.metrics import FOLDER, counted
from pipeline.reports import Report

ROOT = Path(__file__).parents[2]
RUN = """
import sys
import prefect.main  # which has metrics of its own
from datetime import UTC, datetime
from flows.metrics import counted
from pipeline.reports import Problem, Report, Tally

tally = Tally("alpha", datetime.now(UTC))
tally.results.update(new=3, unchanged=1)
tally.facts.update(new=5)
tally.refuse(Problem("https://a.example/", "paywall", "cut"))
counted("ingest", [Report((tally.report(datetime.now(UTC)),), {"read": 0.5})])
print("counted", flush=True)
sys.stdin.read()
"""


def run(folder: Path) -> subprocess.Popen:
    started = subprocess.Popen(
        [sys.executable, "-c", RUN],
        cwd=ROOT,
        env={**os.environ, FOLDER: str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout.readline() == "counted\n"
    return started


def end(started: subprocess.Popen) -> None:
    started.communicate("")
    assert started.returncode == 0


def counters(folder: Path) -> dict[tuple[str, ...], float]:
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))
    return {
        (sample.name.removeprefix("faktograph_"), *sorted(sample.labels.values())): sample.value
        for family in registry.collect()
        for sample in family.samples
    }


def test_runs_one_after_the_other_count_on_in_the_same_files(tmp_path):
    for _ in range(2):
        end(run(tmp_path))
    assert len(list(tmp_path.glob("*.db"))) == 1
    assert counters(tmp_path) == {
        ("articles_total", "alpha", "ingest", "new"): 6,
        ("articles_total", "alpha", "ingest", "unchanged"): 2,
        ("articles_total", "alpha", "ingest", "rejected"): 2,
        ("facts_total", "alpha", "ingest", "new"): 10,
        ("failures_total", "alpha", "ingest", "paywall"): 2,
        ("stage_seconds_total", "ingest", "read"): 1.0,
    }


def test_runs_at_once_do_not_count_over_each_other(tmp_path):
    both = [run(tmp_path), run(tmp_path)]
    for each in both:
        end(each)
    assert len(list(tmp_path.glob("*.db"))) == 2
    assert counters(tmp_path)["articles_total", "alpha", "ingest", "new"] == 6


def test_a_folder_in_which_runs_of_work_pools_count_is_served_by_itself(tmp_path):
    folder = tmp_path / "made" / "here"
    # A suite that runs in the background hands an ignored SIGINT down: heard again here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [sys.executable, "-m", "flows", "metrics", str(folder), "--port", "0"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    ) as serving:
        try:
            told = serving.stderr.readline()
            end(run(folder))
            shown = httpx.get(told.split()[-1]).text
        finally:
            serving.send_signal(signal.SIGINT)
    assert serving.returncode == 0
    wanted = 'faktograph_articles_total{flow="ingest",result="new",source="alpha"} 3.0'
    assert wanted in shown.splitlines()


def test_a_port_that_is_taken_and_a_folder_that_cannot_be_are_told(tmp_path):
    (tmp_path / "file").touch()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for arguments, told in (
            ([tmp_path / "file" / "x"], "Not a directory"),
            ([tmp_path, "--port", port], f"metrics at 127.0.0.1:{port}: "),
        ):
            command = [sys.executable, "-m", "flows", "metrics", *map(str, arguments)]
            ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert ended.returncode == 2
            assert told in ended.stderr
            assert "Traceback" not in ended.stderr


def test_without_a_folder_nothing_is_counted(tmp_path, monkeypatch):
    monkeypatch.delenv(FOLDER, raising=False)
    monkeypatch.chdir(tmp_path)
    report = Report(())
    assert counted("ingest", [report]) == [report]
    assert not list(tmp_path.iterdir())


def line(message: str, *, error: BaseException | None = None, **fields: str) -> dict[str, str]:
    info = (type(error), error, None) if error else None
    record = logging.LogRecord("pipeline.intake", logging.INFO, "f", 1, message, (), info)
    vars(record).update(fields)
    shown = JsonFormatter().format(record)
    assert "\n" not in shown
    return json.loads(shown)


def test_a_log_line_is_one_object_with_source_and_article():
    told = line("new,\n3 claims", source="heise", article="https://a.example/1")
    assert told.pop("time").endswith("+00:00")
    assert told == {
        "level": "INFO",
        "logger": "pipeline.intake",
        "message": "new,\n3 claims",
        "source": "heise",
        "article": "https://a.example/1",
    }


def test_a_log_line_of_prefect_has_its_run_and_task():
    told = line("x", flow_name="ingest", flow_run_name="calm-owl", task_run_name="heise")
    assert (told["flow"], told["run"], told["task"]) == ("ingest", "calm-owl", "heise")


def test_an_error_is_told_with_its_traceback_on_the_same_line():
    assert "ValueError: bad\nworse" in line("failed", error=ValueError("bad\nworse"))["error"]
