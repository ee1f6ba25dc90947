"""Speed of the extract stage: words a second, and the time spent outside the encoder.

    python benchmarks/extracting.py ../shared/gold/dev.de.jsonl ../shared/gold/dev.en.jsonl

Prints one line, with the process's peak memory; `--threads 2` for two threads.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
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
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{threads} threads: {words / whole:,.0f} words/s,"
        f" {len(articles) / whole:.1f} articles/s,"
        f" encoder alone {words / encoding:,.0f} words/s,"
        f" outside it {1 - encoding / whole:.0%}, {memory} MB"
    )


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
