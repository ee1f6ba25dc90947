"""`python -m training.errors > docs/model-errors.md`: twenty typical errors, with class and why.

On the bundled newsroom's articles: they are the project's own, and their sentences may be shown.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.extract import Extractor, build_pipeline
from pipeline.extract.weights import PATH
from pipeline.newsroom import GOLD
from training.measure import predictions, read_lines
from training.scoring import judged, known, names_of, same_sum

__all__ = ["CLASSES", "errors_of", "typical"]

Line = dict[str, Any]
_SHOWN = 20
CLASSES: Mapping[str, str] = tomllib.loads(
    Path(__file__).with_name("errors.toml").read_text("utf-8")
)


@dataclass(frozen=True, slots=True)
class Error:
    """`said` is the sentence or evidence; `wanted` or `found` None: nothing."""

    kind: str
    article: str
    lang: str
    said: str
    wanted: str | None
    found: str | None


def main() -> None:
    """Print the page."""
    parser = argparse.ArgumentParser(prog="python -m training.errors", description=__doc__)
    parser.add_argument("--weights", type=Path, default=PATH)
    options = parser.parse_args()
    gold = read_lines([GOLD])
    shown, every = (
        predictions(Extractor(build_pipeline(threshold=least, weights=options.weights)), gold)
        for least in (None, 0.0)
    )
    errors = [
        error
        for article, line, full in zip(gold, shown, every, strict=True)
        for error in errors_of(article, line, full)
    ]
    print(_page(errors, shown[0]["model"]))


def errors_of(article: Line, shown: Line, full: Line) -> Iterator[Error]:
    """What is made up, missed or of another status; `full` has every claim above the floor."""
    names = names_of(article)
    right = judged(article, shown["facts"])
    left = list(article["facts"])
    for fact, good in zip(shown["facts"], right, strict=True):
        gold = next((g for g in left if good and _alike(g, fact, names)), None)
        if gold is not None:
            left.remove(gold)
            if gold["status"] != fact["status"]:
                yield _error("surer than told", article, gold["evidence"], gold, fact)
        else:
            yield _error(_made_up(fact, article, names), article, fact["evidence"], None, fact)
    for gold in left:
        kind = _missed(gold, names, shown, full)
        yield _error(kind, article, gold["evidence"], gold, None)


def typical(errors: Sequence[Error], count: int = _SHOWN) -> list[Error]:
    """`count` errors: one of each class, then by share; articles and languages in turn."""
    groups: dict[str, list[Error]] = defaultdict(list)
    for error in errors:
        groups[error.kind].append(error)
    taken: dict[str, int] = dict.fromkeys(groups, 0)
    for _ in range(min(count, len(errors))):
        left = [kind for kind in groups if taken[kind] < len(groups[kind])]
        taken[
            max(left, key=lambda kind: (not taken[kind], len(groups[kind]) / (taken[kind] + 1)))
        ] += 1
    return [
        error
        for kind in CLASSES
        if kind in groups
        for error in _in_turn(groups[kind])[: taken[kind]]
    ]


def _in_turn(errors: Sequence[Error]) -> list[Error]:
    """The first of each article, then the second, German and English ones alternating."""
    place: dict[str, int] = defaultdict(int)
    rounds: list[tuple[int, int, Error]] = []
    for error in errors:
        rounds.append((place[error.article], len(rounds), error))
        place[error.article] += 1
    ordered = [error for _, _, error in sorted(rounds, key=lambda each: each[:2])]
    german = [error for error in ordered if error.lang == "de"]
    english = [error for error in ordered if error.lang == "en"]
    pairs = [each for pair in zip(german, english, strict=False) for each in pair]
    return pairs + german[len(english) :] + english[len(german) :]


def _alike(gold: Line, fact: Line, names: Mapping[str, str]) -> bool:
    return judged({"names": [], "facts": [_folded(gold, names)]}, [_folded(fact, names)])[0]


def _folded(fact: Line, names: Mapping[str, str]) -> Line:
    parties = {role: fact[role] and known(fact[role], names) for role in ("subject", "object")}
    return {**fact, **parties, "score": 1.0}


def _made_up(fact: Line, article: Line, names: Mapping[str, str]) -> str:
    ends = _ends(fact, names)
    same = [_ends(g, names) for g in article["facts"] if g["predicate"] == fact["predicate"]]
    if ends in same:
        return "other sum"
    if ends[::-1] in same:
        return "wrong way round"
    if ends[1] and any(set(_ends(g, names)) == set(ends) for g in article["facts"]):
        return "other relation"
    near = any(set(other) & set(ends) - {""} for other in same)
    return "other party" if near else "never said"


def _ends(fact: Line, names: Mapping[str, str]) -> tuple[str, str]:
    return known(fact["subject"], names), known(fact["object"], names)


def _missed(gold: Line, names: Mapping[str, str], shown: Line, full: Line) -> str:
    found = {known(mention["entity"], names) for mention in full["mentions"]}
    parties = {known(gold[role], names) for role in ("subject", "object") if gold[role]}
    if not parties <= found:
        return "said, name not found"
    if any(
        _alike({**gold, "amount": None}, fact, names)
        and not same_sum(gold["amount"], fact["amount"])
        for fact in shown["facts"]
    ):
        return "other sum"
    unsure = any(_alike(gold, fact, names) for fact in full["facts"])
    return "said, too unsure" if unsure else "said, unseen"


def _error(kind: str, article: Line, said: str, wanted: Line | None, found: Line | None) -> Error:
    return Error(
        kind,
        article["id"],
        article["lang"],
        " ".join(said.split()),
        _words(wanted) if wanted else None,
        _words(found) if found else None,
    )


def _words(fact: Line) -> str:
    money = fact["amount"]
    low = money and (money["min"] if money["min"] is not None else money["max"])
    parts = [fact["subject"], fact["predicate"], fact["object"] or ""]
    parts += [f"{low:,.0f} {money['currency']}"] if money and low is not None else []
    parts += [f"({fact['status']})"] if fact["status"] != "actual" else []
    parts += [f"{fact['score']:.2f}"] if "score" in fact else []
    return " ".join(part for part in parts if part)


def _page(errors: Sequence[Error], model: str) -> str:
    counts = {kind: sum(error.kind == kind for error in errors) for kind in CLASSES}
    lines = [
        "# Twenty typical errors",
        "",
        "Made by `python -m training.errors > docs/model-errors.md` on the articles of the bundled",
        f"newsroom with {model}: at least one of each class, then by its share of all",
        "errors there. Figures behind a fact are scores.",
        "",
        "| class | errors | why |",
        "| --- | --- | --- |",
        *(f"| {kind} | {counts[kind]} | {why} |" for kind, why in CLASSES.items()),
        "",
        "| class | article | words | the article says | the model says |",
        "| --- | --- | --- | --- | --- |",
    ]
    for error in typical(errors):
        cells = (error.kind, error.article, error.said, error.wanted or "", error.found or "")
        lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
