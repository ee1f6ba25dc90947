"""Serve all deployments until stopped, or start Prefect's own server with our settings.

python -m flows                              serve the schedules
python -m flows --metrics 9109 --json-logs   and tell Prometheus, and log as JSON
python -m flows server                       Prefect's server and its web page
python -m flows metrics FOLDER               tell Prometheus what runs of work pools count there
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import threading
from importlib import resources
from pathlib import Path


def main() -> int:
    """Run the command; 0 done, 2 wrong use."""
    options = _parser().parse_args()
    if options.command == "server":
        where = ["--host", options.host, "--port", str(options.port)]
        command = [sys.executable, "-m", "prefect", "server", "start", *where]
        os.execv(sys.executable, command)  # noqa: S606 -- in the place of this process
    if options.command == "metrics":
        return _tell_until_stopped(options.folder, options.port, options.host)
    if options.json_logs:
        # Before Prefect is imported: it reads this once.
        config = resources.files("flows").joinpath("logging.yml")
        os.environ["PREFECT_LOGGING_SETTINGS_PATH"] = str(config)
    if options.metrics is None:
        return _serve()
    with tempfile.TemporaryDirectory(prefix="faktograph-metrics-") as folder:
        if not _tell(Path(folder), options.metrics, options.metrics_host):
            return 2
        return _serve(counting=folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m flows",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--metrics", type=int, metavar="PORT", help="serve metrics for Prometheus")
    parser.add_argument("--metrics-host", default="127.0.0.1", metavar="HOST")
    parser.add_argument("--json-logs", action="store_true", help="log JSON lines on stderr")
    commands = parser.add_subparsers(dest="command")
    server = commands.add_parser("server", help="Prefect's server")
    server.add_argument("--host", default="127.0.0.1")
    server.add_argument("--port", type=int, default=4200)
    metrics = commands.add_parser("metrics", help="metrics of runs on work pools")
    metrics.add_argument("folder", type=Path, help="FLOWS_METRICS_DIR of the workers")
    metrics.add_argument("--host", default="127.0.0.1")
    metrics.add_argument("--port", type=int, default=9109)
    return parser


def _tell_until_stopped(folder: Path, port: int, host: str) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"python -m flows metrics: {error}", file=sys.stderr)
        return 2
    if not _tell(folder, port, host):
        return 2
    with contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()
    return 0


def _tell(folder: Path, port: int, host: str) -> bool:
    """Serve the metrics of a folder in the background; what is wrong is told."""
    from flows.metrics import serve_metrics  # noqa: PLC0415

    try:
        address = serve_metrics(port, folder, host)
    except (OSError, OverflowError) as error:
        print(f"python -m flows: metrics at {host}:{port}: {error}", file=sys.stderr)
        return False
    print(f"metrics at {address}", file=sys.stderr, flush=True)
    return True


def _serve(counting: str | None = None) -> int:
    from prefect import serve  # noqa: PLC0415

    from flows.deployments import deployments  # noqa: PLC0415
    from flows.metrics import FOLDER  # noqa: PLC0415

    if counting is not None:
        os.environ[FOLDER] = counting

    serve(*deployments())
    return 0


if __name__ == "__main__":
    sys.exit(main())
