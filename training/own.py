"""The project's own training articles: read, checked, counted.

`python -m training.own training/articles` prints every fault with its place, then the counts.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import get_args

from pipeline.documents import Amount, EntityType, Language, Status
from pipeline.extract.amounts import find_amounts
from pipeline.predicates import PREDICATES
from training.gold import Annotated, annotated, mentions_of
from training.markup import COUNTED, NONE, OwnArticle, Row, gold_line, names_of, read_file, sum_of

__all__ = ["Problem", "problems_in", "read_own"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where."""

    file: Path
    article: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.article}: {self.message}"


def read_own(folder: Path) -> list[Annotated]:
    """Every article under `folder`, which holds de/*.txt and en/*.txt. ValueError on a fault."""
    articles = _read_folder(folder)
    problems = list(problems_in(articles))
    if problems:
        raise ValueError("\n".join(str(problem) for problem in problems))
    return [annotated(gold_line(article)) for article in articles]


def problems_in(articles: list[OwnArticle]) -> Iterator[Problem]:
    """Everything that the guide or the markup forbids, in the order of the files."""
    seen: set[str] = set()
    for article in articles:
        if article.id in seen:
            yield Problem(article.file, article.id, article.line, "this id is taken")
        seen.add(article.id)
        for line, message in _faults(article):
            yield Problem(article.file, article.id, line, message)


def _read_folder(folder: Path) -> list[OwnArticle]:
    return [
        article
        for lang in get_args(Language)
        for path in sorted((folder / lang).glob("*.txt"))
        for article in read_file(path, lang)
    ]


def _faults(article: OwnArticle) -> Iterator[tuple[int, str]]:
    """Line and message of each fault; what needs sound rows is checked on sound rows alone."""
    yield from ((article.line, message) for message in _frame_faults(article))
    names = [row for row in article.names if len(row.cells) == 3]
    facts = [row for row in article.facts if len(row.cells) == 7]
    for row in set(article.names) - set(names):
        yield row.line, "a name is: canonical | TYPE | form; form"
    for row in set(article.facts) - set(facts):
        yield row.line, "a fact has seven columns"
    sound = replace(article, names=tuple(names), facts=tuple(facts))
    yield from _name_faults(sound)
    sums = find_amounts(article.text, article.lang)
    kinds = {row.cells[0]: row.cells[1] for row in names}
    seen = set()
    for row in facts:
        yield from ((row.line, message) for message in _fact_faults(row, sound, kinds, sums))
        key = row.cells[:5]
        if key in seen:
            yield row.line, "this fact stands above already"
        seen.add(key)


def _frame_faults(article: OwnArticle) -> Iterator[str]:
    if not article.id.startswith(f"{article.lang}-"):
        yield f"the id begins with {article.lang}-"
    try:
        date.fromisoformat(article.published)
    except ValueError:
        yield "the date is no day: write 2026-01-31"
    if "\n\n" not in article.text:
        yield "a title, an empty line and at least one paragraph"
    if any(len(part.split("\n")) > 1 for part in article.text.split("\n\n")[:1]):
        yield "an empty line after the title"


def _name_faults(article: OwnArticle) -> Iterator[tuple[int, str]]:
    names = list(names_of(article))
    kept = {(m.start, m.end) for m in mentions_of(article.text, names)}
    owner: dict[str, str] = {}
    for row in article.names:
        entity, kind, _ = row.cells
        if kind not in get_args(EntityType):
            yield row.line, f"no type: {kind}"
        if owner.setdefault(f"= {entity}", kind) != kind:
            yield row.line, f"{entity} is listed twice"
        for name in names_of(replace(article, names=(row,))):
            form = name["text"]
            spans = {(m.start, m.end) for m in mentions_of(article.text, [name])}
            if not spans & kept:
                yield row.line, f"no mention of: {form}"
            if not name.get("only", True):
                yield row.line, f"no such place of: {form}"
            if "only" not in name and owner.setdefault(form, entity) != entity:
                yield row.line, f"{form} is {owner[form]} already"


def _fact_faults(
    row: Row, article: OwnArticle, kinds: dict[str, str], sums: tuple[Amount, ...]
) -> Iterator[str]:
    name, subject, target, worth, status, speaker, evidence = row.cells
    predicate = PREDICATES.get(name)
    if predicate is None:
        yield f"no predicate: {name}"
        return
    if kinds.get(subject) not in predicate.subjects:
        yield f"no subject of {name}: {subject} ({kinds.get(subject, 'not listed')})"
    if predicate.objects and kinds.get(target) not in predicate.objects:
        yield f"no object of {name}: {target} ({kinds.get(target, 'not listed')})"
    if not predicate.objects and target != NONE:
        yield f"{name} takes no object"
    if subject == target:
        yield "subject and object are the same"
    if speaker != NONE and kinds.get(speaker) not in {"ORG", "PERSON"}:
        yield f"no speaker: {speaker} ({kinds.get(speaker, 'not listed')})"
    if status not in get_args(Status):
        yield f"no status: {status}"
    times = article.text.count(evidence)
    if times != 1:
        yield f"the text has {times} times: {evidence}"
    money = sum_of(worth, evidence, article.text, sums)
    yield from _worth_faults(name, worth, money, article.text, sums)


def _worth_faults(
    name: str, worth: str, money: Amount | None, text: str, sums: tuple[Amount, ...]
) -> Iterator[str]:
    if money and not PREDICATES[name].takes_amount:
        yield f"{name} takes no sum"
    if money is None and worth != NONE:
        if name not in COUNTED:
            yield f"no sum: {worth} (found: {'; '.join(each.text for each in sums)})"
        elif worth not in text:
            yield f"not in the text: {worth}"


def main() -> int:
    """Print the faults and the counts; 1 where there are faults."""
    parser = argparse.ArgumentParser(prog="python -m training.own", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds de/*.txt and en/*.txt")
    try:
        articles = _read_folder(parser.parse_args().folder)
    except ValueError as error:
        print(error)
        return 1
    problems = list(problems_in(articles))
    for problem in problems:
        print(problem)
    rows = [(article.lang, row.cells) for article in articles for row in article.facts]
    _print_counts("articles", [article.lang for article in articles])
    _print_counts("facts", [lang for lang, _ in rows])
    _print_counts("predicates", [cells[0] for _, cells in rows])
    _print_counts("statuses", [cells[4] for _, cells in rows if len(cells) == 7])
    return 1 if problems else 0


def _print_counts(what: str, values: Sequence[str]) -> None:
    counts = Counter(values).most_common()
    print(f"{what} {len(values)}: {', '.join(f'{value} {n}' for value, n in counts)}")


if __name__ == "__main__":
    sys.exit(main())
