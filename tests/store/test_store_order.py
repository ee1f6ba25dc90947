"""Order does not matter: the same articles in any order, over any runs, give the same views."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from telling import days, money, org, person, place, product, says, telling

from models.database import open_writer, upgrade
from models.views import VIEW_NAMES
from pipeline.documents import Claim
from pipeline.store import Found, store_articles

SHUFFLES = 200

NORTHWIND, HELIO = org("Northwind Robotics"), org("Helio Compute")
HELIO_GMBH, BROOK = org("HELIO COMPUTE"), org("Brook Capital")
ADA, LIN = person("Ada Weber"), person("Lin Sommer")
WIRE = org("Harbour Wire")
COPY = " ".join(f"word{number} of a wire text" for number in range(60))


def claims() -> list[tuple[str, Sequence[Claim]]]:
    """Days and claims with all that facts can do: merge, stay apart, turn, replace, end."""
    return [
        ("2024-05-27", [says(NORTHWIND, "raised", status="rumoured", by=WIRE)]),
        ("2024-05-28", [says(NORTHWIND, "raised", amount=money("6000000000", approx=True))]),
        ("2024-05-28", [says(NORTHWIND, "raised", amount=money("6020000000"), round="Series B")]),
        ("2024-05-29", [says(NORTHWIND, "raised", amount=money("5550000000", currency="EUR"))]),
        ("2024-12-20", [says(NORTHWIND, "raised", amount=money("6000000000"), round="Series C")]),
        ("2025-01-03", [says(NORTHWIND, "raised"), says(BROOK, "invested_in", NORTHWIND)]),
        ("2024-05-28", [says(NORTHWIND, "valued_at", amount=money("24000000000"))]),
        ("2024-12-20", [says(NORTHWIND, "valued_at", amount=money("50000000000"))]),
        ("2025-06-01", [says(NORTHWIND, "valued_at", amount=money("113000000000"))]),
        ("2024-01-02", [says(ADA, "has_role", HELIO, role="Vorstandschefin")]),
        ("2024-08-02", [says(ADA, "has_role", HELIO_GMBH, role="chief executive")]),
        ("2025-02-02", [says(ADA, "left", HELIO, role="CEO"), says(ADA, "left", HELIO)]),
        ("2025-03-02", [says(LIN, "has_role", HELIO, role="CEO"), says(LIN, "joined", HELIO)]),
        ("2024-06-02", [says(NORTHWIND, "competes_with", HELIO)]),
        ("2024-07-02", [says(HELIO_GMBH, "competes_with", NORTHWIND)]),
        ("2024-03-02", [says(HELIO, "acquired", BROOK, status="planned")]),
        ("2024-04-02", [says(HELIO, "acquired", BROOK, status="denied", by=BROOK)]),
        ("2024-05-02", [says(HELIO, "acquired", BROOK, amount=money("900000000", None))]),
        ("2024-05-02", [says(NORTHWIND, "employs", count="1.200")]),
        ("2025-05-02", [says(NORTHWIND, "employs", count="2000")]),
        (
            "2024-05-02",
            [
                says(HELIO, "builds", place("Leuna"), facility="Rechenzentrum", status="planned"),
                says(HELIO, "launched", product("Gale 2"), time=days("2024-05-01")),
            ],
        ),
        ("2024-08-09", [says(BROOK, "holds_stake_in", HELIO, percent="11")]),
        ("2024-11-02", [says(HELIO, "reported_revenue", amount=money("1000000000"), period="Q3")]),
    ]


def articles() -> list[Found]:
    return [
        telling(
            f"https://{'abc'[number % 3]}.example/{number}",
            day,
            *said,
            source=f"source {number % 3}",
            also=COPY if number in {1, 2} else "",
            agency="hw" if number % 7 == 0 else None,
        )
        for number, (day, said) in enumerate(claims())
    ]


def shown(engine: Engine) -> str:
    """All public views, row by row, as text."""
    with engine.connect() as connection:
        return "\n".join(
            f"{view} {tuple(row)!r}"
            for view in VIEW_NAMES
            for row in connection.execute(text(f"select * from {view} order by fact, 1, 2"))
        )


def histories(engine: Engine) -> list[tuple[object, ...]]:
    sql = "select fact, since, status from fact_status order by fact, since"
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("order") / "empty.db"
    upgrade(path)
    return path


def told(
    engine: Engine, empty: Path, runs: Sequence[Sequence[Found]]
) -> tuple[str, list[tuple[object, ...]]]:
    """What the views show when the runs were stored one after the other, from nothing."""
    engine.dispose()
    shutil.copy(empty, str(engine.url.database))
    for run in runs:
        store_articles(engine, run)
    return shown(engine), histories(engine)


def split(found: list[Found], chance: random.Random) -> list[list[Found]]:
    """Cut into runs of random length; some articles come twice."""
    runs = []
    while found:
        size = chance.randint(1, len(found))
        runs.append(found[:size] + chance.sample(found[:size], chance.randint(0, 1)))
        found = found[size:]
    return runs


@pytest.mark.timeout(1200)  # twenty seconds of processor time
def test_any_order_over_any_runs_gives_the_same_views(empty: Path, tmp_path: Path) -> None:
    engine = open_writer(tmp_path / "graph.db")
    expected = told(engine, empty, [articles()])
    assert "Northwind Robotics raised 6.02 bn USD (Series B)" in expected[0]
    assert "Brook Capital holds a stake in Helio Compute (11 %)" in expected[0]
    chance = random.Random(6)
    for turn in range(SHUFFLES):
        found = articles()
        chance.shuffle(found)
        assert told(engine, empty, split(found, chance)) == expected, f"shuffle {turn}"
    engine.dispose()


def test_both_databases_show_the_same(postgres_url: str, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    shutil.copy(empty, path)
    found = articles()
    seen = []
    for url in (path, postgres_url):
        engine = open_writer(url)
        store_articles(engine, found)
        with engine.connect() as connection:
            seen.append(
                {
                    view: sorted(
                        tuple(map(_plain, row))
                        for row in connection.execute(text(f"select * from {view}"))
                    )
                    for view in VIEW_NAMES
                }
            )
        engine.dispose()
    assert seen[0] == seen[1]


def _plain(value: object) -> str:
    """Write a value as text; SQLite gives 1 for what PostgreSQL gives as true."""
    return str(int(value)) if isinstance(value, bool) else str(value)
