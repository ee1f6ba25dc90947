"""The compact markup of the project's own training articles: see articles/README.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.documents import Amount, Language
from pipeline.extract.amounts import find_amounts
from training.gold import mentions_of

__all__ = ["COUNTED", "NONE", "OwnArticle", "Row", "gold_line", "names_of", "read_file", "sum_of"]

NONE = "-"
_HEADER = re.compile(r"# (?P<id>\S+) \| (?P<published>\S+)$")
_PLACES = re.compile(r"(?P<form>.+?)\[(?P<places>\d+(?:,\s*\d+)*)\]$")
COUNTED = {"employs": "count", "cut_jobs": "count", "holds_stake_in": "percent"}
"""Predicates whose fourth column may be no sum: the qualifier that it becomes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the names or facts, cut into its columns."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnArticle:
    """An article as its file has it; `line` is its header's."""

    file: Path
    line: int
    id: str
    published: str
    lang: Language
    text: str
    names: tuple[Row, ...]
    facts: tuple[Row, ...]


def read_file(path: Path, lang: Language) -> list[OwnArticle]:
    """The articles of one file, their rows unchecked. ValueError where a header is none."""
    lines = path.read_text("utf-8").splitlines()
    starts = [at for at, line in enumerate(lines) if line.startswith("# ")]
    if not starts or any(line.strip() for line in lines[: starts[0]]):
        raise ValueError(f"{path}: begin with a line '# id | 2026-01-31'")
    ends = [*starts[1:], len(lines)]
    return [
        _article(path, lang, start, lines[start:end])
        for start, end in zip(starts, ends, strict=True)
    ]


def gold_line(article: OwnArticle) -> dict[str, Any]:
    """The article as a line of a gold file."""
    sums = find_amounts(article.text, article.lang)
    return {
        "id": article.id,
        "lang": article.lang,
        "url": None,
        "title": article.text.split("\n", 1)[0],
        "published": article.published,
        "text": article.text,
        "names": list(names_of(article)),
        "amounts": [
            {"text": each.text, **_money(each), "approx": each.approx} for each in sums
        ],
        "facts": [_fact(row, article.text, sums) for row in article.facts],
    }  # fmt: skip


def _article(path: Path, lang: Language, start: int, lines: list[str]) -> OwnArticle:
    header = _HEADER.match(lines[0])
    if header is None:
        raise ValueError(f"{path}:{start + 1}: no header '# id | 2026-01-31': {lines[0]}")
    names = lines.index("= names") if "= names" in lines else len(lines)
    facts = lines.index("= facts") if "= facts" in lines else len(lines)
    return OwnArticle(
        file=path,
        line=start + 1,
        id=header["id"],
        published=header["published"],
        lang=lang,
        text="\n".join(lines[1 : min(names, facts)]).strip(),
        names=_rows(lines, names + 1, max(names, facts), start, 2),
        facts=_rows(lines, facts + 1, len(lines), start, 6),
    )


def _rows(lines: list[str], first: int, last: int, offset: int, cuts: int) -> tuple[Row, ...]:
    return tuple(
        Row(offset + at + 1, tuple(cell.strip() for cell in lines[at].split(" | ", cuts)))
        for at in range(first, last)
        if lines[at].strip()
    )


def names_of(article: OwnArticle) -> Iterator[dict[str, Any]]:
    """The names as a gold line has them; places are counted over the form's own occurrences."""
    for row in article.names:
        entity, kind, forms = row.cells
        for form in forms.split("; "):
            places = _PLACES.match(form)
            name = {"text": places["form"] if places else form, "type": kind, "entity": entity}
            if places:
                found = [m.start for m in mentions_of(article.text, [name])]
                numbers = [int(number) for number in places["places"].split(",")]
                name["only"] = [found[n - 1] for n in numbers if 0 < n <= len(found)]
            yield name


def _fact(row: Row, text: str, sums: tuple[Amount, ...]) -> dict[str, Any]:
    predicate, subject, target, worth, status, speaker, evidence = row.cells
    money = sum_of(worth, evidence, text, sums)
    counted = money is None and worth != NONE
    return {
        "predicate": predicate,
        "subject": subject,
        "object": None if target == NONE else target,
        "amount": _money(money) if money else None,
        "status": status,
        "attributed_to": None if speaker == NONE else speaker,
        "qualifiers": {COUNTED[predicate]: worth} if counted else {},
        "evidence": evidence,
    }


def sum_of(worth: str, evidence: str, text: str, sums: tuple[Amount, ...]) -> Amount | None:
    """The sum with these words, the one in the evidence before others; a loss begins with -."""
    loss = worth.startswith("-") and worth != NONE
    same = [each for each in sums if each.text == (worth[1:] if loss else worth)]
    start = text.find(evidence)
    inside = [s for s in same if start <= s.span.start and s.span.end <= start + len(evidence)]
    chosen = next(iter(inside or same), None)
    if chosen is None or not loss:
        return chosen
    return replace(
        chosen,
        min=None if chosen.max is None else -chosen.max,
        max=None if chosen.min is None else -chosen.min,
    )


def _money(amount: Amount) -> dict[str, Any]:
    return {
        "min": None if amount.min is None else float(amount.min),
        "max": None if amount.max is None else float(amount.max),
        "currency": amount.currency,
    }
