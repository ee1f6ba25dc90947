"""A real Prefect server, started once, and the newsroom as the only sources."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.newsroom import Newsroom, serve, source_tables

# Prefect reads these when it is first imported.
_HOME = tempfile.mkdtemp(prefix="prefect-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["PREFECT_HOME"] = _HOME
os.environ["PREFECT_API_URL"] = ""


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Takes half a minute and more to start: for the tests that run flows."""
    with pytest.MonkeyPatch.context() as patch:
        # Where platformdirs would otherwise warn that there is no such folder.
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415

        import flows.ingest  # noqa: F401, PLC0415 -- its defaults before Prefect's own

        with prefect_test_harness(server_startup_timeout=240):
            yield


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with serve() as running:
        yield running


@pytest.fixture
def database_url(newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A fresh database, in settings that know the newsroom and a source that is down."""
    url = f"sqlite:///{(tmp_path / 'graph.db').as_posix()}"
    tables = source_tables(newsroom.base_url)
    tables["gone"] = {"kind": "feed", "address": "http://127.0.0.2:9/feed.xml", "topic": "ai"}
    lines = [
        f"database_url = {json.dumps(url)}",
        "[fetch]",
        "retries = 0",
        "[pages]",
        f"directory = {json.dumps((tmp_path / 'pages').as_posix())}",
    ]
    for name, table in tables.items():
        lines.append(f"[sources.{name}]")
        lines += [f"{key} = {json.dumps(value)}" for key, value in table.items()]
    config = tmp_path / "faktograph.toml"
    config.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("FAKTOGRAPH_CONFIG", str(config))
    return url
