"""The public views: what people query. Tables may change with a migration, these columns stay.

Every view starts from `fact` and shows one row a fact (symmetric ones one row each way round),
names of canonical entities, and as evidence the words of one witness with its source.
`docs/views.md` explains each column; a test keeps it in step with `VIEWS`.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.view_wording import STATEMENT, VERBS

__all__ = ["COMMON", "VIEWS", "VIEW_NAMES", "View", "columns"]

_Column = tuple[str, str]  # name in the view, expression over the joined tables


@dataclass(frozen=True, slots=True)
class View:
    """A public view: which facts it shows, under which columns.

    `columns` come before the common ones. `mirrored` shows symmetric facts both ways round.
    """

    name: str
    predicates: tuple[str, ...]
    columns: tuple[_Column, ...]
    mirrored: bool = False


_AMOUNT: tuple[_Column, ...] = (
    ("amount", "f.amount_text"),
    ("amount_min", "{exact:f.amount_min}"),
    ("amount_max", "{exact:f.amount_max}"),
    ("currency", "f.currency"),
    ("approx", "f.approx"),
    ("amount_usd", "f.usd"),
    ("amount_eur", "f.eur"),
)

COMMON: tuple[_Column, ...] = (
    ("status", "f.status"),
    ("attributed_to", "said.name"),
    ("event_date", "f.time_text"),
    ("event_from", "f.time_start"),
    ("event_to", "f.time_end"),
    ("evidence", "w.evidence"),
    ("title", "a.title"),
    ("source", "coalesce(a.source, a.site)"),
    ("url", "a.url"),
    ("lang", "a.lang"),
    ("first_reported", "f.first_reported"),
    ("last_reported", "f.last_reported"),
    ("articles", "f.articles"),
    ("origins", "f.origins"),
    ("superseded_by", "f.superseded_by"),
    ("score", "f.score"),
    ("fact", "f.id"),
)

# Investors that an article names together with the round.
_INVESTORS = (
    "(select {list:names.name} from (select distinct i.name from claim rc"
    " join claim ic on ic.extraction = rc.extraction and ic.current"
    " and ic.predicate = 'invested_in'"
    " join fact inv on inv.id = ic.fact and inv.object = f.subject"
    " and coalesce({word:inv.round}, {word:f.round}, '')"
    " = coalesce({word:f.round}, {word:inv.round}, '')"
    " join entity i on i.id = inv.subject"
    " where rc.fact = f.id and rc.current order by i.name) as names)"
)

_MEASURE = (
    "case f.predicate when 'reported_revenue' then 'revenue' when 'reported_profit' then"
    " 'profit' when 'spends' then 'spending' when 'employs' then 'headcount' else 'job cuts' end"
)

VIEWS: tuple[View, ...] = (
    View(
        "statements",
        tuple(VERBS),
        (
            ("statement", STATEMENT),
            ("subject", "s.name"),
            ("subject_type", "s.type"),
            ("predicate", "f.predicate"),
            ("object", "o.name"),
            ("object_type", "o.type"),
            *_AMOUNT,
            ("number", "f.number"),
            ("percent", "f.percent"),
            ("qualifiers", "f.qualifiers"),
            ("subject_id", "f.subject"),
            ("object_id", "f.object"),
        ),
    ),
    View(
        "funding_rounds",
        ("raised",),
        (
            ("company", "s.name"),
            ("country", "s.country"),
            ("round", "{word:round}"),
            *_AMOUNT,
            ("investors", _INVESTORS),
        ),
    ),
    View(
        "investments",
        ("invested_in",),
        (
            ("investor", "s.name"),
            ("investor_type", "s.type"),
            ("company", "o.name"),
            ("country", "o.country"),
            ("round", "{word:round}"),
            *_AMOUNT,
        ),
    ),
    View(
        "valuations",
        ("valued_at",),
        (("company", "s.name"), ("country", "s.country"), *_AMOUNT),
    ),
    View(
        "acquisitions",
        ("acquired",),
        (("buyer", "s.name"), ("target", "o.name"), ("target_type", "o.type"), *_AMOUNT),
    ),
    View(
        "stakes",
        ("holds_stake_in",),
        (("owner", "s.name"), ("company", "o.name"), ("percent", "f.percent"), *_AMOUNT),
    ),
    View(
        "partnerships",
        ("partners_with",),
        (("company", "s.name"), ("partner", "o.name")),
        mirrored=True,
    ),
    View(
        "supply_deals",
        ("supplies",),
        (
            ("supplier", "s.name"),
            ("customer", "o.name"),
            ("product", "{word:product}"),
            *_AMOUNT,
        ),
    ),
    View(
        "sites",
        ("located_in", "builds"),
        (
            ("company", "s.name"),
            ("place", "o.name"),
            ("place_type", "o.type"),
            ("country", "o.country"),
            ("latitude", "o.latitude"),
            ("longitude", "o.longitude"),
            ("relation", "f.predicate"),
            ("facility", "{word:facility}"),
            *_AMOUNT,
        ),
    ),
    View("launches", ("launched",), (("company", "s.name"), ("product", "o.name"))),
    View(
        "roles",
        ("has_role",),
        (
            ("person", "s.name"),
            ("company", "o.name"),
            ("role", "{word:role}"),
            ("ended_on", "f.ended_on"),
        ),
    ),
    View(
        "moves",
        ("joined", "left"),
        (
            ("person", "s.name"),
            ("company", "o.name"),
            ("move", "f.predicate"),
            ("role", "{word:role}"),
        ),
    ),
    View(
        "finances",
        ("reported_revenue", "reported_profit", "spends", "employs", "cut_jobs"),
        (
            ("company", "s.name"),
            ("measure", _MEASURE),
            ("period", "{word:period}"),
            ("segment", "{word:segment}"),
            ("purpose", "{word:purpose}"),
            ("number", "f.number"),
            *_AMOUNT,
        ),
    ),
    View(
        "lawsuits",
        ("sued", "fined"),
        (
            ("plaintiff", "s.name"),
            ("defendant", "o.name"),
            ("kind", "f.predicate"),
            *_AMOUNT,
        ),
    ),
    View(
        "competitors",
        ("competes_with",),
        (("company", "s.name"), ("competitor", "o.name")),
        mirrored=True,
    ),
)

VIEW_NAMES: tuple[str, ...] = tuple(view.name for view in VIEWS)


def columns(view: View) -> tuple[str, ...]:
    """Name the view's columns in order."""
    return tuple(name for name, _ in (*view.columns, *COMMON))
