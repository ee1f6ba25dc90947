"""`docs/views.md` names every view and column, and its examples answer as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from example import articles
from sqlalchemy import Engine, text

from models.views import VIEWS, View, columns
from pipeline.predicates import PREDICATES
from pipeline.store import store_articles

PAGE = (Path(__file__).parents[2] / "docs" / "views.md").read_text(encoding="utf-8")
SECTIONS = {
    part.split("\n", 1)[0]: part for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
}


def documented(section: str) -> list[str]:
    """The columns of a section's table, in order; sums written out."""
    names: list[str] = []
    for line in SECTIONS[section].splitlines():
        if line.startswith("| `"):
            names.append(line.split("`")[1])
        elif line.startswith("| *sums*"):
            names += documented("Sums")
    return names


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_column_is_documented(view: View) -> None:
    assert [*documented(view.name), *documented("Common columns")] == list(columns(view))


def test_no_view_is_documented_that_is_not_there() -> None:
    assert list(SECTIONS) == ["Common columns", "Sums", *(view.name for view in VIEWS)]


def test_every_predicate_is_in_the_views_that_promise_all() -> None:
    assert set(VIEWS[0].predicates) == set(PREDICATES)
    shown = {predicate for view in VIEWS[1:] for predicate in view.predicates}
    assert set(PREDICATES) - shown == {"founded", "uses"}


def test_the_examples_answer_as_the_page_says(graph: Engine) -> None:
    store_articles(graph, articles())
    asked = 0
    with graph.connect() as connection:
        for view in VIEWS:
            [(query, expected)] = re.findall(
                r"```sql\n(.*?)```\n\n```text\n(.*?)```", SECTIONS[view.name], flags=re.DOTALL
            )
            result = connection.execute(text(query))
            lines = [" | ".join(result.keys())]
            lines += [" | ".join(map(_written, row)) for row in result]
            assert "\n".join(lines) + "\n" == expected, view.name
            asked += 1
    assert asked == len(VIEWS)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return "" if value is None else str(value)
