# ruff: noqa: E501  (a command is easier to read in one line)
"""The reading benchmark on pages of our own, and its floors where the shared pages are at hand."""

import gzip
import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from written_pages import PAGES

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
stated_by = import_module("reading_stated").stated_by
SHARED = ROOT.parent / "shared" / "pages"
# A little below what the pages gave when these were set: better may be set higher, never lower.
FLOORS = {
    "own": {
        "body F1": 0.99, "lead kept": 0.98, "title exact": 0.98, "published": 0.98,
        "authors exact": 0.98, "language": 1.0,
    },
    "shared": {
        "body F1": 0.955, "body F1 fundus.de": 0.97, "body F1 fundus.en": 0.98, "lead kept": 0.98,
        "title exact": 0.91, "published": 0.94, "authors exact": 0.87, "language": 0.995,
        "title exact, disputed aside": 0.955, "published, disputed aside": 0.98,
        "authors exact, disputed aside": 0.91, "published fundus": 0.98,
    },
}  # fmt: skip
CEILINGS = {"own": {"pages that leak": 0.0}, "shared": {"pages that leak": 0.02}}
ROW = re.compile(r"^\| ([^|]+?) \| (\d+) \| ([\d.]+)", re.MULTILINE)


def measured(folder):
    """The figures that the benchmark prints for our reader."""
    run = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "reading.py"), "--pages", str(folder), "--only", "ours"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return {name: float(value) for name, _, value in ROW.findall(run.stdout)}


@pytest.fixture(scope="module")
def own_pages(tmp_path_factory):
    """The written articles, as a folder of pages with gold."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "own").mkdir()
    lines = []
    for number, written in enumerate(page for page in PAGES if page.story):
        whole = not written.name.startswith(("soft", "ticker", "shown ticker", "lists"))
        if written.name.startswith("table layout") or not whole or b"\x00" in written.content:
            continue
        story = written.story
        lead = [story["lead"]] if written.lead else []
        gold = {
            "id": str(number), "url": written.url, "lang": story["lang"], "title": story["title"],
            "date": story["day"], "authors": [story["author"]], "summary": lead,
            "body": "\n".join([*lead, *story["body"]]),
        }  # fmt: skip
        if "foot of an old" in written.name:
            del gold["date"], gold["authors"]
        lines.append(json.dumps(gold))
        (folder / "own" / f"{number}.html.gz").write_bytes(gzip.compress(written.content))
    (folder / "own.gold.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


@pytest.mark.parametrize("name", ["own", *(["shared"] if SHARED.is_dir() else [])])
def test_no_measure_falls_below_its_floor(name, own_pages):
    figures = measured(SHARED if name == "shared" else own_pages)
    low = {key: figures[key] for key, floor in FLOORS[name].items() if figures[key] < floor}
    high = {key: figures[key] for key, most in CEILINGS[name].items() if figures[key] > most}
    assert (low, high) == ({}, {})


def test_a_reader_that_errs_is_shown_to_err(own_pages, tmp_path):
    """The benchmark's own measures fall when the gold says otherwise."""
    (tmp_path / "own").symlink_to(own_pages / "own")
    lines = (own_pages / "own.gold.jsonl").read_text("utf-8").splitlines()
    wrong = [{**json.loads(line), "title": "Something else", "authors": ["Nobody"], "date": "2001-01-01", "body": "Other words " * 40} for line in lines]  # fmt: skip
    (tmp_path / "own.gold.jsonl").write_text("\n".join(map(json.dumps, wrong)), "utf-8")
    figures = measured(tmp_path)
    assert max(figures[key] for key in ("title exact", "authors exact", "published")) == 0.0
    assert figures["body F1"] < 0.1
    assert figures["stray paragraphs"] > 0.5


def test_without_pages_it_says_so(tmp_path):
    run = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "reading.py"), "--pages", str(tmp_path)],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert run.returncode == 1
    assert "no pages with gold" in run.stderr


@pytest.mark.parametrize(
    ("inside", "day"),
    [
        ('<meta property="article:published_time" content="2026-11-17T22:30:00-05:00">', "2026-11-18"),
        ('<meta property="article:published_time" content="2026-11-18T22:30:00-05:00">', "2026-11-18"),
        ("<p>Erstellt am: 18.11.2026, 6.12 Uhr</p>", "2026-11-18"),
    ],
)  # fmt: skip
def test_a_page_states_its_day_as_written_and_in_utc(inside, day):
    assert day in stated_by(f"<html><body>{inside}</body></html>".encode()).days


def test_a_day_that_a_page_only_mentions_is_not_stated():
    assert not stated_by("<p>Geändert am 18.11.2026, der Rat tagt am 20.11.2026.</p>".encode()).days


def test_a_page_states_the_authors_of_several_tags_together_in_its_own_letters():
    names = ("Jörg Hänsel", "Thea Lindqvist")
    tags = "".join(f'<meta name="dc.Creator" content="{name}">' for name in names)
    stated = stated_by(f"<html><head>{tags}</head><body><p>x</p></body></html>".encode())
    assert frozenset({"jörghänsel", "thealindqvist"}) in stated.authors
