"""A real Prefect server, started once, and the newsroom as the only sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.newsroom import Newsroom, serve, source_tables


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Takes half a minute and more: for the tests that run flows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
        patch.setenv("PREFECT_API_URL", "")
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        import flows  # noqa: F401, PLC0415 -- sets Prefect's environment before Prefect reads it
        from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415

        with prefect_test_harness(server_startup_timeout=90):
            yield


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with serve() as running:
        yield running


@pytest.fixture
def database_url(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A fresh database, in settings that know the newsroom and a source that is down."""
    tables = source_tables(newsroom.base_url)
    tables["gone"] = {"kind": "feed", "address": "http://127.0.0.2:9/feed.xml", "topic": "ai"}
    lines = [
        f'database_url = "sqlite:///{(tmp_path / "graph.db").as_posix()}"',
        "[fetch]\nretries = 0",
        f'[pages]\ndirectory = "{(tmp_path / "pages").as_posix()}"',
    ]
    for name, table in tables.items():
        lines.append(f"[sources.{name}]")
        lines += [f"{key} = {json.dumps(value)}" for key, value in table.items()]
    config = tmp_path / "faktograph.toml"
    config.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("FAKTOGRAPH_CONFIG", str(config))
    yield f"sqlite:///{tmp_path / 'graph.db'}"
