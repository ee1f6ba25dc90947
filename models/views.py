"""The public views: what people query. Tables may change with a migration, these columns stay.

Every view starts from `fact` and shows one row a fact (symmetric ones one row each way round),
names of canonical entities, and as evidence the words of one witness with its source.
`docs/views.md` explains each column; a test keeps it in step with `VIEWS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

__all__ = ["VIEWS", "VIEW_NAMES", "Dialect", "View", "columns", "create_view"]

Dialect = Literal["sqlite", "postgresql"]
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

_COMMON: tuple[_Column, ...] = (
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

# English verbs for the `statement` column, with the word that leads to the object.
_VERBS: dict[str, str] = {
    "raised": "raised",
    "invested_in": "invested in",
    "valued_at": "is valued at",
    "acquired": "acquired",
    "holds_stake_in": "holds a stake in",
    "partners_with": "partners with",
    "supplies": "supplies",
    "located_in": "is located in",
    "builds": "builds in",
    "launched": "launched",
    "founded": "founded",
    "has_role": "has a role at",
    "joined": "joined",
    "left": "left",
    "competes_with": "competes with",
    "reported_revenue": "reported revenue of",
    "reported_profit": "reported a profit of",
    "spends": "spends",
    "uses": "uses",
    "sued": "sued",
    "fined": "fined",
    "employs": "employs",
    "cut_jobs": "cut jobs:",
}

_VERB = (
    "case f.predicate "
    + " ".join(f"when '{name}' then '{words}'" for name, words in _VERBS.items())
    + " else replace(f.predicate, '_', ' ') end"
)

# "xAI raised 6 bn USD", "Elon Musk invested in xAI: 750 m USD", "Jensen Huang has a role at
# Nvidia (CEO)".
_STATEMENT = (
    f"s.name || ' ' || {_VERB} || coalesce(' ' || o.name, '')"
    " || case when f.amount_text is null then '' when o.name is null then ' ' || f.amount_text"
    " else ': ' || f.amount_text end"
    " || case when f.number is null then '' else ' ' || f.number end"
    " || coalesce(' (' || coalesce({word:role}, {word:round}, {word:facility},"
    " {word:percent} || ' %', {word:product}, {word:purpose}, {word:period}) || ')', '')"
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
        tuple(_VERBS),
        (
            ("statement", _STATEMENT),
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
    return tuple(name for name, _ in (*view.columns, *_COMMON))


def create_view(view: View, dialect: Dialect) -> str:
    """Write the `create view` statement in the dialect's SQL."""
    selects = [_select(view, dialect, "f.subject", "f.object")]
    if view.mirrored:
        selects.append(_select(view, dialect, "f.object", "f.subject"))
    return f"create view {view.name} as\n" + "\nunion all\n".join(selects)


def _select(view: View, dialect: Dialect, subject: str, object_: str) -> str:
    shown = ",\n  ".join(
        f"{_in_dialect(expression, dialect)} as {name}"
        for name, expression in (*view.columns, *_COMMON)
    )
    kinds = ", ".join(f"'{name}'" for name in view.predicates)
    # The complete view spares the planner a list that excludes nothing.
    where = "" if view.name == "statements" else f"\nwhere f.predicate in ({kinds})"
    return (
        f"select\n  {shown}\nfrom fact f"
        f"\njoin entity s on s.id = {subject}"
        f"\n{'join' if view.mirrored else 'left join'} entity o on o.id = {object_}"
        "\njoin claim w on w.id = f.witness"
        "\njoin article a on a.id = w.article"
        f"\nleft join entity said on said.id = f.attributed_to{where}"
    )


def _word(field: str, dialect: Dialect) -> str:
    """Write a qualifier as text; `field` is its name, after a table's alias and a dot or alone."""
    table, _, name = field.rpartition(".")
    source = f"{table or 'f'}.qualifiers"
    if dialect == "sqlite":
        return f"json_extract({source}, '$.{name}')"
    return f"(cast({source} as jsonb) ->> '{name}')"


def _exact(column: str, dialect: Dialect) -> str:
    return column if dialect == "sqlite" else f"cast(trim_scale({column}) as text)"


def _list(column: str, dialect: Dialect) -> str:
    return f"{'group_concat' if dialect == 'sqlite' else 'string_agg'}({column}, ', ')"


_FORMS: dict[str, Callable[[str, Dialect], str]] = {
    "word": _word,
    "exact": _exact,
    "list": _list,
}


def _in_dialect(expression: str, dialect: Dialect) -> str:
    """Write `{form:argument}` out as the dialect has it."""
    before, brace, rest = expression.partition("{")
    if not brace:
        return before
    inside, _, after = rest.partition("}")
    form, _, argument = inside.partition(":")
    return before + _FORMS[form](argument, dialect) + _in_dialect(after, dialect)
