"""Serve all deployments until stopped, or start Prefect's own server with our settings.

python -m flows                              serve the schedules
python -m flows --metrics 9109 --json-logs   and tell Prometheus, and log as JSON
python -m flows server                       Prefect's server and its web page
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from importlib import resources
from pathlib import Path


def main() -> int:
    """Run the command; 0 done, 2 wrong use."""
    options = _parser().parse_args()
    if options.command == "server":
        where = ["--host", options.host, "--port", str(options.port)]
        command = [sys.executable, "-m", "prefect", "server", "start", *where]
        os.execv(sys.executable, command)  # noqa: S606 -- in the place of this process
    if options.json_logs:
        # Before Prefect is imported: it reads this once.
        config = resources.files("flows").joinpath("logging.yml")
        os.environ["PREFECT_LOGGING_SETTINGS_PATH"] = str(config)
    if options.metrics is None:
        return _serve()
    with tempfile.TemporaryDirectory(prefix="faktograph-metrics-") as folder:
        return _serve_with_metrics(options.metrics, options.metrics_host, Path(folder))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m flows",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--metrics", type=int, metavar="PORT", help="serve metrics for Prometheus")
    parser.add_argument("--metrics-host", default="127.0.0.1", metavar="HOST")
    parser.add_argument("--json-logs", action="store_true", help="log JSON lines on stderr")
    server = parser.add_subparsers(dest="command").add_parser("server", help="Prefect's server")
    server.add_argument("--host", default="127.0.0.1")
    server.add_argument("--port", type=int, default=4200)
    return parser


def _serve_with_metrics(port: int, host: str, folder: Path) -> int:
    from flows.metrics import FOLDER, serve_metrics  # noqa: PLC0415

    os.environ[FOLDER] = str(folder)
    try:
        serve_metrics(port, folder, host)
    except (OSError, OverflowError) as error:
        print(f"python -m flows: --metrics {port}: {error}", file=sys.stderr)
        return 2
    print(f"metrics at http://{host}:{port}/metrics", file=sys.stderr)
    return _serve()


def _serve() -> int:
    from prefect import serve  # noqa: PLC0415

    from flows.deployments import deployments  # noqa: PLC0415

    serve(*deployments())
    return 0


if __name__ == "__main__":
    sys.exit(main())
