"""Memory of a backfill over very many pages: it must not grow with their number.

    python benchmarks/flows_memory.py --pages 100000

Writes an archive of invented pages, nine in ten of which give no article, and takes it into a
fresh SQLite database with a model that finds nothing. Prints the process's memory on the way.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.backfill import backfill
from pipeline.documents import Article, Extraction
from pipeline.settings import PageStoreSettings, Settings

_BATCH = 200
_TOLD = 10  # times


class _Telling:
    """Finds nothing; tells the memory every so many batches."""

    version = "none"

    def __init__(self, every: int) -> None:
        self.seen = 0
        self._every = every

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for _ in articles:
            self.seen += 1
            if self.seen % self._every == 0:
                gc.collect()
                print(f"{self.seen * 10:>9,} pages: {_memory():5.0f} MB", flush=True)
            yield Extraction((), (), (), (), (), self.version)


def main() -> None:
    """Write the archive, take it, tell the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100_000)
    pages = parser.parse_args().pages
    with TemporaryDirectory() as folder:
        archive = Path(folder) / "pages.jsonl"
        _write(archive, pages)
        settings = Settings(
            database_url=f"sqlite:///{folder}/graph.db",
            pages=PageStoreSettings(directory=Path(folder) / "pages"),
        )
        model = _Telling(max(1, pages // 10 // _TOLD))
        print(f"{0:>9,} pages: {_memory():5.0f} MB", flush=True)
        begun = time.process_time()
        report = backfill([str(archive)], settings, model, size=_BATCH)
        rejected = sum(source.rejected for source in report.sources)
        spent = time.process_time() - begun
        print(
            f"{report.total('new'):,} articles, {rejected:,} pages without one,"
            f" {1000 * spent / pages:.2f} ms of processor time a page"
        )


def _write(archive: Path, pages: int) -> None:
    with archive.open("w", encoding="utf-8") as stream:
        for number in range(pages):
            line = {"url": f"https://site{number % 50}.example/{number}"}
            if number % 10:
                line["html"] = f"<html><body><a href='/{number}'>more</a></body></html>"
            else:
                line |= {"lang": "en", "title": f"Report {number}", "published": "2026-10-01"}
                line["text"] = " ".join(f"word{number + place}" for place in range(60))
            stream.write(json.dumps(line) + "\n")


def _memory() -> float:
    """Resident memory in MB."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("this system does not tell its memory")


if __name__ == "__main__":
    main()
