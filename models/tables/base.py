"""What all tables share: how text, sums and moments are kept, and how rows are numbered."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import BigInteger, Integer, MetaData, Table, Text
from sqlalchemy.orm import DeclarativeBase

from models.columns import Instant, Money

__all__ = ["Base", "RowNumber", "table_of"]

RowNumber = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text, Decimal: Money, datetime: Instant}  # noqa: RUF012


def table_of(model: type[Base]) -> Table:
    """Give the table behind a model, for statements that take rows in bulk."""
    return Base.metadata.tables[model.__tablename__]
