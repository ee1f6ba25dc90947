"""Many articles through `faktograph extract`: a bar for people, a stream for programs."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "pipeline.cli", "extract"]


def article(number: int) -> str:
    text = f"Lichtwerk {number}\n\nDas Start-up Lichtwerk hat {number} Millionen Euro eingesammelt."
    return json.dumps({"id": number, "lang": "de", "text": text})


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"}


def test_a_terminal_shows_how_many_of_how_many():
    Path("articles.jsonl").write_text("\n".join(map(article, range(1, 71))))
    master, slave = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "articles.jsonl"], stdout=subprocess.PIPE, stderr=slave, env=environment()
    ) as running:
        os.close(slave)
        shown = b""
        answers = b""
        while running.poll() is None or select.select([master], [], [], 0.2)[0]:
            if select.select([running.stdout], [], [], 0.05)[0]:
                answers += os.read(running.stdout.fileno(), 65536)
            if select.select([master], [], [], 0.05)[0]:
                try:
                    shown += os.read(master, 65536)
                except OSError:  # the other end is closed
                    break
        answers += running.stdout.read()
    os.close(master)

    assert running.returncode == 0
    assert [json.loads(line)["id"] for line in answers.splitlines()] == list(range(1, 71))
    assert b"articles" in shown
    assert b"/70" in shown


def test_answers_come_while_articles_are_still_to_come():
    with subprocess.Popen(
        [*COMMAND, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as running:
        # One batch of 32 and a little more; the pipe stays open.
        running.stdin.write("".join(f"{article(number)}\n" for number in range(1, 35)).encode())
        running.stdin.flush()
        ready, _, _ = select.select([running.stdout], [], [], 60)
        first = json.loads(running.stdout.readline()) if ready else None
        running.stdin.close()
        rest = running.stdout.read().splitlines()

    assert first is not None
    assert first["id"] == 1
    assert len(rest) == 33
    assert running.returncode == 0
