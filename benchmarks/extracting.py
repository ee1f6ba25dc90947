"""Speed of the extract stage: words a second, and the time spent outside the encoder.

    python benchmarks/extracting.py ../shared/gold/dev.de.jsonl ../shared/gold/dev.en.jsonl

Prints one line, with the process's peak memory; `--threads 2` for two threads. Words a second are
by the clock on the wall, the share outside the encoder by processor time, which other work on the
machine does not change: the pair heads' own passes count as outside.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.documents import Article
from pipeline.extract import Extractor, build_pipeline
from pipeline.extract.encoding import encode
from pipeline.extract.weights import PATH, load_weights
from pipeline.extract.windows import cut_windows
from training.measure import read_lines


def main() -> None:
    """Read the articles once to warm up, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    articles = [
        Article(
            url=line["id"],
            title=line["title"],
            text=line["text"],
            lang=line["lang"],
            published=date.fromisoformat(line["published"][:10]),
        )
        for line in read_lines(options.gold)
    ]
    words = sum(len(article.text.split()) for article in articles)
    threads = options.threads
    weights = load_weights(PATH, threads)
    windows = [w for a in articles for w in cut_windows(a.text, weights.tokenizer)]
    extractor = Extractor(build_pipeline(threads=threads))
    list(extractor.extract(articles[:8]))
    encoding = _seconds(lambda: encode(windows, weights))
    whole = _seconds(lambda: list(extractor.extract(articles)))
    outside = 1 - encoding.processor / whole.processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{threads} threads: {words / whole.wall:,.0f} words/s,"
        f" {len(articles) / whole.wall:.1f} articles/s,"
        f" {words / whole.processor:,.0f} words a processor second,"
        f" encoder alone {words / encoding.processor:,.0f},"
        f" outside it {outside:.0%}, {memory} MB"
    )


@dataclass(frozen=True, slots=True)
class _Seconds:
    wall: float
    processor: float


def _seconds(run: Callable[[], object]) -> _Seconds:
    began, busy = time.perf_counter(), time.process_time()
    run()
    return _Seconds(time.perf_counter() - began, time.process_time() - busy)


if __name__ == "__main__":
    main()
