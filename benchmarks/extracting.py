"""Speed of the extract stage: words a second, and the time spent outside the encoder.

    python benchmarks/extracting.py ../shared/gold/dev.de.jsonl ../shared/gold/dev.en.jsonl

Prints one line, with the process's peak memory, then what each part takes in microseconds a
word; `--threads 2` for two threads. Words a second are
by the clock on the wall, the share outside the encoder by processor time, which other work on the
machine does not change: the pair heads' own passes count as outside.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.documents import Article
from pipeline.extract import Extractor, build_pipeline
from pipeline.extract.amounts import find_amounts
from pipeline.extract.encoding import encode
from pipeline.extract.quantities import find_quantities
from pipeline.extract.times import find_times
from pipeline.extract.weights import PATH, load_weights
from pipeline.extract.windows import cut_windows
from training.measure import read_lines

_WARM = 8  # articles from either end
_FINDERS: dict[str, Callable[[Article], object]] = {
    "  amounts": lambda article: find_amounts(article.text, article.lang),
    "  quantities": lambda article: find_quantities(article.text, article.lang),
    "  times": lambda article: find_times(article.text, article.lang, article.published),
}


def main() -> None:
    """Read some articles of each file's language to warm up, then measure."""
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
    extractor = Extractor(build_pipeline(threads=threads))
    list(extractor.extract([*articles[:_WARM], *articles[-_WARM:]]))
    encoding, whole = _Seconds(), _Seconds()
    for article in articles:  # in turn: the machine's speed changes from minute to minute
        windows = cut_windows(article.text, weights.tokenizer)
        with encoding.running():
            encode(windows, weights)
        with whole.running():
            list(extractor.extract([article]))
    outside = 1 - encoding.processor / whole.processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{threads} threads: {words / whole.wall:,.0f} words/s,"
        f" {len(articles) / whole.wall:.1f} articles/s,"
        f" {words / whole.processor:,.0f} words a processor second,"
        f" encoder alone {words / encoding.processor:,.0f},"
        f" outside it {outside:.1%}, {memory} MB"
    )
    for name, seconds in {
        "encoder alone": encoding.processor,
        **_parts(extractor, articles),
    }.items():
        print(f"{name:22}{seconds / words * 1e6:7.1f}")


def _parts(extractor: Extractor, articles: list[Article]) -> dict[str, float]:
    """Processor seconds of the tokenizer, each component, and each finder of values."""
    begun = time.process_time()
    docs = [extractor.doc(article) for article in articles]
    parts = {"tokenizer": time.process_time() - begun}
    steps: list[tuple[str, Callable[[Any], object], Sequence[object]]] = [
        *((name, component, docs) for name, component in extractor.nlp.pipeline),
        *((name, find, articles) for name, find in _FINDERS.items()),
    ]
    for name, step, items in steps:
        begun = time.process_time()
        for item in items:
            step(item)
        parts[name] = time.process_time() - begun
    return parts


@dataclass(slots=True)
class _Seconds:
    wall: float = 0.0
    processor: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Add the time that the block takes."""
        began, busy = time.perf_counter(), time.process_time()
        yield
        self.wall += time.perf_counter() - began
        self.processor += time.process_time() - busy


if __name__ == "__main__":
    main()
