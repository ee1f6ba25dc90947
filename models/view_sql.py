"""The public views written in each database's SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from models.views import COMMON, View

__all__ = ["Dialect", "create_view"]

Dialect = Literal["sqlite", "postgresql"]


def create_view(view: View, dialect: Dialect) -> str:
    """Write the `create view` statement in the dialect's SQL."""
    selects = [_select(view, dialect, "f.subject", "f.object")]
    if view.mirrored:
        selects.append(_select(view, dialect, "f.object", "f.subject"))
    return f"create view {view.name} as\n" + "\nunion all\n".join(selects)


def _select(view: View, dialect: Dialect, subject: str, object_: str) -> str:
    shown = ",\n  ".join(
        f"{_in_dialect(expression, dialect)} as {name}"
        for name, expression in (*view.columns, *COMMON)
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
