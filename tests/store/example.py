"""The small graph of invented firms that the examples in `docs/views.md` ask."""

from __future__ import annotations

from telling import days, money, org, person, place, product, says, telling

from pipeline.store import Found

NORTHWIND, HELIO, BROOK = org("Northwind Robotics"), org("Helio Compute"), org("Brook Capital")
ADA, LIN, OFFICE = person("Ada Weber"), person("Lin Sommer"), org("Cartel Office")
WIRE = org("Harbour Wire")


def articles() -> list[Found]:
    """Six articles of four sites, German and English, over a year."""
    return [
        telling(
            "https://morning.example/northwind-round",
            "2024-05-28",
            says(
                NORTHWIND,
                "raised",
                amount=money("6000000000", approx=True),
                round="Series B",
                time=days("2024-05-01", "2024-05-31", "month"),
            ),
            says(
                BROOK,
                "invested_in",
                NORTHWIND,
                amount=money("750000000"),
                round="Series B",
                by=WIRE,
            ),
            says(NORTHWIND, "valued_at", amount=money("24000000000")),
            says(NORTHWIND, "competes_with", HELIO),
            says(ADA, "has_role", HELIO, role="chief executive"),
            source="morning",
        ),
        telling(
            "https://abend.example/northwind",
            "2024-05-29",
            says(NORTHWIND, "raised", amount=money("6020000000"), round="Serie B"),
            says(HELIO, "supplies", NORTHWIND, product="Rechenleistung", amount=money("900000000")),
            says(NORTHWIND, "builds", place("Leuna"), facility="Rechenzentrum", status="planned"),
            lang="de",
            source="abend",
        ),
        telling(
            "https://morning.example/gale",
            "2024-09-10",
            says(HELIO, "launched", product("Gale 2")),
            says(HELIO, "partners_with", BROOK),
            says(NORTHWIND, "employs", count="1200"),
            says(BROOK, "holds_stake_in", HELIO, percent="24.9"),
            source="morning",
        ),
        telling(
            "https://daily.example/helio-talks",
            "2024-11-04",
            says(NORTHWIND, "acquired", product("Gale 2"), status="rumoured"),
            says(
                HELIO,
                "reported_revenue",
                amount=money("1200000000", currency="EUR"),
                period="drittes Quartal 2024",
            ),
            source="daily",
        ),
        telling(
            "https://abend.example/helio",
            "2025-02-03",
            says(ADA, "left", HELIO, role="Vorstandschefin"),
            says(OFFICE, "fined", HELIO, amount=money("30000000", currency="EUR")),
            says(NORTHWIND, "acquired", product("Gale 2"), status="denied", by=NORTHWIND),
            lang="de",
            source="abend",
        ),
        telling(
            "https://daily.example/helio-chief",
            "2025-03-03",
            says(LIN, "has_role", HELIO, role="CEO"),
            says(LIN, "joined", HELIO, role="CEO"),
            says(NORTHWIND, "valued_at", amount=money("50000000000")),
            source="daily",
        ),
    ]
