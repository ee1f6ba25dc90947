"""Claims judged on the keyboard: kept at once, taken back, gone on with, measured, exported."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE_S = 250  # less than a test may take
PROMPT = "[q]uit "
CHANGE = "change (Enter: done): "


class Terminal:
    """`faktograph review` on a terminal of its own."""

    def __init__(self, *arguments: str) -> None:
        self.master, slave = pty.openpty()
        self.running = subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli", "review", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb", "COLUMNS": "200"},
        )
        os.close(slave)
        self.shown = ""

    def until(self, words: str) -> str:
        """What is printed from now up to the words."""
        start, patience = len(self.shown), time.monotonic() + PATIENCE_S
        while words not in self.shown[start:]:
            assert time.monotonic() < patience, f"no {words!r} in {self.shown[start:]!r}"
            if select.select([self.master], [], [], 1)[0]:
                self.shown += os.read(self.master, 65536).decode()
        return self.shown[start:]

    def press(self, key: str, until: str = PROMPT) -> str:
        """Press a key once single keys are read; what is then printed."""
        self._send(key, lines=False)
        return self.until(until)

    def type(self, line: str, until: str = PROMPT) -> str:
        """Type a line where one is asked for."""
        self._send(f"{line}\n", lines=True)
        return self.until(until)

    def _send(self, keys: str, *, lines: bool) -> None:
        patience = time.monotonic() + PATIENCE_S
        while bool(termios.tcgetattr(self.master)[3] & termios.ICANON) != lines:
            assert time.monotonic() < patience, f"nobody waits for {keys!r}"
            time.sleep(0.02)
        os.write(self.master, keys.encode())

    def end(self, key: str = "q", *, lines: bool = False) -> str:
        """Quit; the last words and that it ended well."""
        self._send(key, lines=lines)
        start = len(self.shown)
        while self.running.poll() is None or select.select([self.master], [], [], 0.2)[0]:
            try:
                self.shown += os.read(self.master, 65536).decode()
            except OSError:  # the other end is closed
                break
        assert self.running.wait(PATIENCE_S) == 0
        os.close(self.master)
        return self.shown[start:]


def claims_in(shown: str) -> list[str]:
    """The headings "3 of 9  Quellwerk raised" without their number."""
    return re.findall(r"^\d+ of \d+  (.*?)\s*$", shown.replace("\r", ""), re.MULTILINE)


def test_verdicts_are_kept_and_the_next_sitting_goes_on(graph_file, faktograph):
    first = Terminal()
    asked = claims_in(first.until(PROMPT))
    asked += claims_in(first.press("r"))
    first.press("n", "note")
    first.type("the sum is the fund's")
    asked += claims_in(first.press("w"))
    assert "precision" in first.end()

    verdicts = faktograph("review", "--json").lines
    assert [(v["verdict"], v["note"]) for v in verdicts] == [
        ("right", None),
        ("wrong", "the sum is the fund's"),
    ]
    assert all(v["evidence"] in v["sentence"] for v in verdicts)
    for heading, verdict in zip(asked, verdicts, strict=False):
        assert heading.startswith(verdict["subject"])

    second = Terminal()
    assert claims_in(second.until(PROMPT)) == asked[2:3]
    second.end()


def test_undo_takes_the_verdict_back_and_asks_again(graph_file, faktograph):
    terminal = Terminal("--limit", "3")
    asked = claims_in(terminal.until(PROMPT))
    terminal.press("w")
    again = terminal.press("u")
    assert claims_in(again) == asked
    terminal.press("r")
    terminal.end()

    assert [v["verdict"] for v in faktograph("review", "--json").lines] == ["right"]


def test_a_skipped_claim_comes_again_and_control_c_loses_nothing(graph_file, faktograph):
    terminal = Terminal()
    asked = claims_in(terminal.until(PROMPT))
    terminal.press("s")
    terminal.press("r")
    terminal.end("\x03")

    assert len(faktograph("review", "--json").lines) == 1
    again = Terminal()
    assert claims_in(again.until(PROMPT)) == asked
    again.end()


def test_only_claims_of_the_predicate_are_asked(graph_file):
    terminal = Terminal("--predicate", "raised", "--limit", "2")
    assert all("raised" in heading for heading in claims_in(terminal.until(PROMPT)))
    terminal.end()


def number_of(label: str, shown: str) -> str:
    """The number before a choice of the last list: "  1 none  2 Quellwerk"."""
    return re.findall(rf"(\d+) {re.escape(label)}", shown)[-1]


def test_a_claim_is_put_right_from_numbered_choices_and_taken_back(graph_file, faktograph):
    terminal = Terminal("--predicate", "supplies")
    asked = claims_in(terminal.until(PROMPT))
    menu = terminal.press("c", CHANGE)
    choices = terminal.type(number_of("predicate", menu), "predicate (Enter: as it is): ")
    terminal.type(number_of("acquired", choices), CHANGE)
    terminal.type(number_of("swap", menu), CHANGE)
    choices = terminal.type(number_of("status", menu), "status (Enter: as it is): ")
    terminal.type(number_of("rumoured", choices), CHANGE)
    choices = terminal.type(number_of("speaker", menu), "speaker (Enter: as it is): ")
    assert "Quellwerk [acquired] Tidewater Grid rumoured according to Quellwerk" in terminal.type(
        number_of("Quellwerk", choices), CHANGE
    )
    terminal.end("\n", lines=True)

    [verdict] = faktograph("review", "--json").lines
    assert (verdict["verdict"], verdict["predicate"]) == ("corrected", "supplies")
    assert verdict["corrected"] == {
        "predicate": "acquired",
        "subject": "Quellwerk",
        "object": "Tidewater Grid",
        "amount": None,
        "status": "rumoured",
        "attributed_to": "Quellwerk",
    }
    assert asked == ["Tidewater Grid supplies Quellwerk (power)  planned"]


def test_a_correction_is_undone_like_a_verdict(graph_file, faktograph):
    terminal = Terminal("--predicate", "raised")
    asked = claims_in(terminal.until(PROMPT))
    menu = terminal.press("c", CHANGE)
    terminal.type(number_of("status", menu), "status (Enter: as it is): ")
    terminal.type("4", CHANGE)
    terminal.type("")
    assert claims_in(terminal.press("u")) == asked
    terminal.end()

    assert faktograph("review", "--json").code == 1


def test_what_cannot_be_so_is_told_and_nothing_changed_is_no_verdict(graph_file, faktograph):
    terminal = Terminal("--predicate", "located_in", "--limit", "1")
    terminal.until(PROMPT)
    menu = terminal.press("c", CHANGE)
    assert "a number from 1 to 7" in terminal.type("99", CHANGE)
    terminal.type(number_of("swap", menu), CHANGE)
    assert "Heidelberg is LOC: choose another subject or swap" in terminal.type("", CHANGE)
    terminal.type(number_of("swap", menu), CHANGE)
    terminal.type("")
    terminal.end()

    assert faktograph("review", "--json").code == 1


def test_the_end_of_input_in_a_correction_keeps_the_verdicts_before_it(graph_file, faktograph):
    terminal = Terminal()
    terminal.until(PROMPT)
    terminal.press("r")
    terminal.press("c", CHANGE)
    terminal.end("\x04", lines=True)

    assert [v["verdict"] for v in faktograph("review", "--json").lines] == ["right"]


def test_verdicts_become_a_gold_file(graph_file, faktograph, tmp_path):
    terminal = Terminal("--limit", "2")
    terminal.until(PROMPT)
    terminal.press("r")
    terminal.end("w")
    file = tmp_path / "reviewed.jsonl"
    ran = faktograph("review", "--gold", file)

    assert (ran.code, ran.out) == (0, "")
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert f"{len(lines)} article" in ran.err
    assert sum(len(line["facts"]) for line in lines) == 1
    verdicts = faktograph("review", "--json").lines
    assert {line["url"] for line in lines} == {verdict["url"] for verdict in verdicts}


def test_a_gold_file_takes_all_verdicts_or_is_not_written(graph_file, faktograph, tmp_path):
    file = tmp_path / "reviewed.jsonl"

    ran = faktograph("review", "--gold", file)
    assert (ran.code, ran.err) == (1, "faktograph: no claim has been reviewed\n")
    ran = faktograph("review", "--gold", file, "--predicate", "raised")
    assert (ran.code, ran.err) == (
        2,
        "faktograph: --gold writes all verdicts in a form of its own: give it alone\n",
    )
    assert not file.exists()


def test_precision_by_predicate_and_a_table_for_a_spreadsheet(graph_file, faktograph):
    terminal = Terminal("--limit", "2")
    terminal.until(PROMPT)
    terminal.press("r")
    told = terminal.end("w")
    assert re.search(r"all\s+2\s+1\s+0\.50", told)

    rows = list(csv.DictReader(io.StringIO(faktograph("review", "--csv").out)))
    assert {row["verdict"] for row in rows} == {"right", "wrong"}
    table = faktograph("review", "--table").out
    assert re.search(r"all\s+2\s+1\s+0\.50", table)


def test_without_verdicts_there_is_nothing_to_list(graph_file, faktograph):
    ran = faktograph("review", "--json")

    assert (ran.code, ran.out) == (1, "")
    assert "no claim has been reviewed" in ran.err


@pytest.mark.parametrize("wrong", ["buys", "RAISED"])
def test_an_unknown_predicate_is_told(graph_file, faktograph, wrong):
    ran = faktograph("review", "--predicate", wrong)

    assert ran.code == 2
    assert f"no predicate '{wrong}'" in ran.err
