"""`faktograph facts`: facts that fit a filter."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import Annotated, Literal

import typer
from sqlalchemy import Connection

from pipeline.cli.database import entity_named, reading
from pipeline.cli.failures import Failure
from pipeline.cli.options import (
    AsOf,
    Limit,
    Predicates,
    Since,
    Until,
    complete_status,
    day_from,
    day_to,
    status_named,
    sum_given,
)
from pipeline.cli.output import AsCsv, AsJson, AsTable, Form, chosen_form, write_records
from pipeline.cli.showing import console, facts_grid
from pipeline.cli.sums import Sum
from pipeline.query.facts import FactFilter, find_facts, words_asked
from pipeline.query.flat import FACT_FIELDS, fact_record
from pipeline.query.records import EntityRecord

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        parser=status_named,
        metavar="STATUS",
        autocompletion=complete_status,
        help="actual, planned, rumoured or denied; may be given more than once.",
    ),
]


@app.command()
def facts(
    *,
    predicate: Predicates = None,
    about: Annotated[str | None, typer.Option(metavar="NAME", help="On either side.")] = None,
    subject: Annotated[str | None, typer.Option(metavar="NAME", help="Who does it.")] = None,
    object_: Annotated[
        str | None, typer.Option("--object", metavar="NAME", help="To whom, where or what.")
    ] = None,
    since: Since = None,
    until: Until = None,
    during: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="Happened in 2024, 2024-06, 2024-01..2024-06."),
    ] = None,
    low: Annotated[
        Sum | None,
        typer.Option(
            "--min", parser=sum_given, metavar="SUM", help="500m, 1bn, '1,5 Mrd. EUR'; USD or EUR."
        ),
    ] = None,
    high: Annotated[
        Sum | None, typer.Option("--max", parser=sum_given, metavar="SUM", help="So much at most.")
    ] = None,
    status: _Statuses = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Country of the subject: DE, US, FR.")
    ] = None,
    words: Annotated[
        str | None, typer.Option(metavar="WORDS", help="All of them in the evidence.")
    ] = None,
    standing: Annotated[
        bool, typer.Option("--standing", help="Without what newer facts superseded or ended.")
    ] = False,
    as_of: AsOf = None,
    limit: Limit = 50,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """List facts, newest first, by predicate, entity, time, sum, status, country or words.

    `--since` and `--until` go by the days of the reports, `--during` by the day on which it
    happened (the first report where no article says). Sums compare at the European Central
    Bank's rate of the article's day.

    \b
    Examples:
      faktograph facts --predicate raised --min 1bn --during 2024
      faktograph facts -p raised --min "100 Mio. EUR" --country DE
      faktograph facts -p supplies --object OpenAI
      faktograph facts --about Memphis --status planned
      faktograph facts --about xAI -p valued_at --as-of 2024-06-30
      faktograph facts --since 2d --csv > news.csv
    """  # noqa: D301  \b keeps the lines as they are
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    happened = _period(during) if during else (None, None)
    currency = _currency(low, high)
    if words is not None and words_asked(words) is None:
        raise typer.BadParameter("--words holds no word")
    with reading() as connection:
        wanted = FactFilter(
            predicates=tuple(predicate or ()),
            about=_entity(connection, about),
            subject=_entity(connection, subject),
            object=_entity(connection, object_),
            since=since,
            until=until,
            happened_from=happened[0],
            happened_to=happened[1],
            low=None if low is None else int(low.value.to_integral_value(ROUND_FLOOR)),
            high=None if high is None else int(high.value.to_integral_value(ROUND_CEILING)),
            currency=currency,
            statuses=tuple(status or ()),
            country=country and country.upper(),
            words=words,
            standing=standing,
            as_of=as_of,
        )
        found = find_facts(connection, wanted, limit)
    if form is Form.TABLE and found:
        console().print(facts_grid(found, ("when", "what is said", "fact")))
    elif form is not Form.TABLE:
        write_records(map(fact_record, found), form, FACT_FIELDS)
    if not found:
        raise Failure("no fact fits")


def _entity(connection: Connection, name: str | None) -> EntityRecord | None:
    return None if name is None else entity_named(connection, name)


def _period(text: str) -> tuple[date, date]:
    """Read "2024", "2024-06" or "2024-01..2024-06" as first and last day."""
    first, _, last = text.partition("..")
    start, end = day_from(first), day_to(last or first)
    if end < start:
        raise typer.BadParameter(f"--during {text}: the end is before the start")
    return start, end


def _currency(*sums: Sum | None) -> Literal["USD", "EUR"]:
    """Tell in which currency to compare: the one given, USD where none is."""
    named = {money.currency or "USD" for money in sums if money is not None}
    if len(named) > 1:
        raise typer.BadParameter("--min and --max have to be in one currency")
    currency = named.pop() if named else "USD"
    if currency == "USD":
        return "USD"
    if currency == "EUR":
        return "EUR"
    raise typer.BadParameter(f"sums compare in USD or EUR, not in {currency}")
