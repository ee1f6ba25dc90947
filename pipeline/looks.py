"""Earlier looks at sources, read from the database for the fetch stage's judgement of health."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from models.database import Unreachable, explained, open_reader, open_writer
from pipeline.fetch import Discovery, FetchRecord, Validators
from pipeline.fetch.health import due_sources
from pipeline.query.status import FetchRow, fetches_of
from pipeline.settings import Settings
from pipeline.sources import LOCAL_KINDS, Source
from pipeline.store.records import record_fetches

__all__ = ["due", "earlier_looks", "record_checks"]

_LOOKED_BACK = timedelta(days=30)
# What stands with a look that was no run's: nothing that it saw was taken.
_CHECKED = "seen by sources check"


def due(settings: Settings, sources: Sequence[Source]) -> list[Source]:
    """Choose the sources that may be asked now: files always, a dead feed less and less.

    Raises models.database.DatabaseProblem where the database cannot be used.
    """
    now = datetime.now(UTC)
    network = [source for source in sources if source.kind not in LOCAL_KINDS]
    engine = open_writer(settings.database_url)
    with explained(engine.url), engine.connect() as connection:
        looks = earlier_looks(connection, network, now)
    engine.dispose()
    runs = (look for each in looks.values() for look in each if look.detail != _CHECKED)
    names = {source.name for source in due_sources(network, runs, now)}
    return [source for source in sources if source.kind in LOCAL_KINDS or source.name in names]


def record_checks(settings: Settings, looks: Sequence[Discovery]) -> None:
    """Keep that sources were seen working; when they are due does not change by that.

    Where there is no graph yet none is made. Raises models.database.DatabaseProblem where the
    database cannot be written to.
    """
    try:
        open_reader(settings.database_url).dispose()
    except Unreachable:
        return
    engine = open_writer(settings.database_url)
    try:
        seen = [record for look in looks for record in look.records]
        # Without validators, so that the next run reads them whole.
        record_fetches(
            engine, [replace(record, validators=None, detail=_CHECKED) for record in seen]
        )
    finally:
        engine.dispose()


def earlier_looks(
    connection: Connection, sources: Sequence[Source], now: datetime
) -> dict[str, list[FetchRecord]]:
    """Read a month's looks at the sources' own addresses, by source."""
    addresses = [address for source in sources for address in source.addresses]
    rows = fetches_of(connection, addresses, now - _LOOKED_BACK)
    return {
        source.name: [
            _fetch_record(row) for address in source.addresses for row in rows.get(address, ())
        ]
        for source in sources
    }


def _fetch_record(row: FetchRow) -> FetchRecord:
    return FetchRecord(
        url=row.url,
        source=row.source,
        status=row.status,
        outcome=row.outcome,
        validators=Validators(digest=row.digest, fresh_until=row.fresh_until),
        digest=row.digest,
        at=row.at,
        detail=row.detail,
        retry_at=row.retry_at,
    )
