"""Who and what articles name, and whether two of them are one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, RowNumber

__all__ = ["Alias", "Entity", "Judgement"]


class Entity(Base):
    """A company, person, place or product. `canonical` is itself, or what it was merged into.

    `known` says that the registry has it; `kind` is company, lab, investor, medium, and so on.
    """

    __tablename__ = "entity"
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    name: Mapped[str] = mapped_column(index=True)
    canonical: Mapped[str] = mapped_column(ForeignKey("entity.id"), index=True)
    known: Mapped[bool]
    kind: Mapped[str | None]
    country: Mapped[str | None]
    parent: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class Alias(Base):
    """A name of an entity, from the registry (`known`) or as an article has it.

    `folded` is the form that look-ups compare.
    """

    __tablename__ = "alias"
    entity: Mapped[str] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    folded: Mapped[str] = mapped_column(index=True)
    known: Mapped[bool]


class Judgement(Base):
    """Whether two entities are one: `same`, `not` or `unsure`. Undone, never deleted."""

    __tablename__ = "judgement"
    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    left: Mapped[str] = mapped_column(ForeignKey("entity.id"), index=True)
    right: Mapped[str] = mapped_column(ForeignKey("entity.id"), index=True)
    verdict: Mapped[str]
    by: Mapped[str]
    reason: Mapped[str | None]
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]
