"""The command line as people run it, on a small graph in a file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.query.graph_sample import filled


@dataclass(frozen=True)
class Ran:
    """What a command gave."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict]:
        """Its JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Ran]


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "graph.db"
    filled(str(path)).dispose()
    return path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without settings and data, in an empty directory."""
    for name in list(os.environ):
        if name.startswith("FAKTOGRAPH_"):
            monkeypatch.delenv(name)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "home"


@pytest.fixture
def graph_file(sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample graph, named by the settings."""
    path = tmp_path / "graph.db"
    shutil.copy(sample_file, path)
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def faktograph(capfd: pytest.CaptureFixture[str]) -> Command:
    """Run a command in this process, quickly; the exit code, stdout and stderr are its own."""

    def run(*arguments: object) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as exited:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Ran(int(exited.value.code or 0), out, err)

    return run


@pytest.fixture
def process() -> Command:
    """Run a command as a process of its own, as a shell would."""

    def run(*arguments: object, stdin: bytes = b"", **options: object) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.cli", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            timeout=120,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            check=False,
            **options,
        )
        err = done.stderr.decode()
        assert "Traceback" not in err
        return Ran(done.returncode, done.stdout.decode(), err)

    return run
