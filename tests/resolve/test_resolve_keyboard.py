"""`faktograph same?` on a terminal: pairs are asked one by one and decided with single keys."""

from __future__ import annotations

import os
import pty
import select
import sys
import termios
from pathlib import Path

import pytest

from models.database import open_writer
from pipeline.resolve import standing
from pipeline.store import store_article
from pipeline.store.judging import judgements
from tests.store.telling import org, place, says, telling

pytestmark = pytest.mark.timeout(400)

ROOT = Path(__file__).parents[2]
PAIRS = (
    ("Bramblewick Robotics", "Bramblewick Robotics Systems"),
    ("Corvanta Health", "Corvanta Healt"),
    ("Dunmarrow Energy", "Dunmarrow Energy Nord"),
    ("Eskelund Foundry", "Eskelund Foundri"),
)


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A graph of nothing but the pairs, and where each company is."""
    claims = [
        says(org(name), "located_in", place(f"Quillmere {number}"))
        for number, name in enumerate(name for pair in PAIRS for name in pair)
    ]
    url = f"sqlite:///{tmp_path / 'graph.db'}"
    engine = open_writer(url)
    store_article(engine, telling("https://a.example/1", "2025-01-02", *claims))
    engine.dispose()
    return url


def typed(database: str, *keys: str) -> tuple[str, int]:
    """What the terminal shows when keys are pressed, question by question; the exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.environ.update(FAKTOGRAPH_DATABASE_URL=database, TERM="xterm", COLUMNS="100")
        os.execv(sys.executable, [sys.executable, "-m", "pipeline.cli", "same?"])
    shown, pressed = "", 0
    while True:  # the test's own limit ends it
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                shown += os.read(terminal, 4096).decode(errors="replace")
            except OSError:  # how Linux says that the other end is closed
                break
        elif shown.count("[q]uit") > pressed and _listens(terminal):
            os.write(terminal, keys[pressed].encode())
            pressed += 1
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return shown, os.waitstatus_to_exitcode(status)


def _listens(terminal: int) -> bool:
    """Whether the program waits for a single key: what is pressed before is lost."""
    return not termios.tcgetattr(terminal)[3] & termios.ICANON


def verdicts(database: str) -> list[str]:
    engine = open_writer(database)
    found = sorted(each.verdict for each in standing(judgements(engine)).values())
    engine.dispose()
    return found


def test_each_key_decides_the_pair_that_is_shown(database: str) -> None:
    shown, code = typed(database, "y", "n", "u", "s")
    assert code == 0
    assert "1 of 4" in shown
    assert "4 of 4" in shown
    assert all(name in shown for pair in PAIRS for name in pair)
    assert verdicts(database) == ["not", "same", "unsure"]


def test_what_was_decided_is_not_asked_again_and_q_stops(database: str) -> None:
    typed(database, "y", "q")
    assert verdicts(database) == ["same"]
    shown, code = typed(database, "q")
    assert code == 0
    assert "1 of 3" in shown
    assert "2 of 3" not in shown
    assert verdicts(database) == ["same"]


def test_a_key_that_means_nothing_is_waited_over(database: str) -> None:
    shown, _ = typed(database, "xq")
    assert verdicts(database) == []
    assert "2 of 4" not in shown
