"""Stories: the articles that tell one event, in both languages.

Headlines of one event share few words and translations none, so articles are joined by the
fresh events that they state: the same fact, reported within days of its first report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, delete, select, update

from models.tables import Article, Claim, Fact, Story, table_of
from pipeline.store.identity import hashed
from pipeline.store.transactions import chunks, upsert

__all__ = ["Teller", "is_fresh", "stories", "tell_stories", "weight_of"]

_FRESH_DAYS = 3  # after its first report an event is background
_ENOUGH = 2
# How much a shared fact speaks for one event: founding facts and rivalries, always told along,
# do not; a launch or a partnership only beside something else; a sum makes it certain.
_SPEAKS: Mapping[str, int] = {
    **dict.fromkeys(("acquired", "sued", "fined", "cut_jobs", "joined", "left"), 2),
    **dict.fromkeys(("raised", "invested_in", "valued_at", "supplies", "builds", "spends"), 1),
    **dict.fromkeys(("launched", "partners_with", "reported_revenue", "reported_profit"), 1),
}


@dataclass(frozen=True, slots=True)
class Teller:
    """An article that states a fact; `weight` is how much sharing it speaks for one event."""

    fact: str
    article: str
    weight: int


def weight_of(predicate: str, *, certain: bool) -> int:
    """How much sharing a fact speaks for one event; `certain` is one with a sum or a number."""
    return _SPEAKS[predicate] + certain if predicate in _SPEAKS else 0


def is_fresh(reported: date, first_reported: date) -> bool:
    """Tell whether a fact is still news on the day of a report."""
    return (reported - first_reported).days <= _FRESH_DAYS


def stories(tellers: Iterable[Teller]) -> list[set[str]]:
    """Join articles into stories: connected by pairs that share enough."""
    by_fact: dict[str, dict[str, int]] = defaultdict(dict)
    for teller in tellers:
        by_fact[teller.fact][teller.article] = teller.weight
    shared: dict[tuple[str, str], int] = defaultdict(int)
    leader: dict[str, str] = {}
    for articles in by_fact.values():
        first, *rest = sorted(articles)
        leader.setdefault(first, first)
        weight = articles[first]
        for place, article in enumerate(rest):
            leader.setdefault(article, article)
            if weight >= _ENOUGH:
                _join(leader, first, article)
            else:
                for other in (first, *rest[:place]):
                    shared[other, article] += weight
    for (one, other), weight in shared.items():
        if weight >= _ENOUGH:
            _join(leader, one, other)
    told: dict[str, set[str]] = defaultdict(set)
    for article in leader:
        told[_root(leader, article)].add(article)
    return list(told.values())


def tell_stories(connection: Connection, articles: Iterable[str]) -> None:
    """Put articles, and all that their stories reach, into stories anew."""
    reached = set(articles) | _companions(connection, articles)
    tellers: dict[str, list[Teller]] = {}
    waiting = reached
    while waiting:
        found = _tellers(connection, waiting)
        for article in waiting:
            tellers[article] = found.get(article, [])
        facts = {teller.fact for told in found.values() for teller in told}
        waiting = _telling(connection, facts) - tellers.keys()
    joined = stories(teller for told in tellers.values() for teller in told)
    alone = tellers.keys() - {article for story in joined for article in story}
    _write(connection, [*joined, *({article} for article in alone)])


def _root(leader: dict[str, str], article: str) -> str:
    while leader[article] != article:
        leader[article] = leader[leader[article]]
        article = leader[article]
    return article


def _join(leader: dict[str, str], one: str, other: str) -> None:
    leader[_root(leader, other)] = _root(leader, one)


def _companions(connection: Connection, articles: Iterable[str]) -> set[str]:
    """Name all articles that were in one story with these."""
    found: set[str] = set()
    for chunk in chunks(articles):
        told = select(Article.story).where(Article.id.in_(chunk), Article.story.is_not(None))
        found |= set(connection.scalars(select(Article.id).where(Article.story.in_(told))))
    return found


def _tellers(connection: Connection, articles: Iterable[str]) -> dict[str, list[Teller]]:
    """Read which fresh events each article states."""
    query = (
        select(
            Article.id,
            Article.reported,
            Fact.id.label("fact"),
            Fact.predicate,
            Fact.first_reported,
            Fact.amount_text,
            Fact.number,
        )
        .join(Claim, Claim.extraction == Article.extraction)
        .join(Fact, Fact.id == Claim.fact)
        .where(Fact.predicate.in_(_SPEAKS), Fact.articles > 1)
    )
    told: dict[str, list[Teller]] = defaultdict(list)
    for chunk in chunks(sorted(articles)):
        for row in connection.execute(query.where(Article.id.in_(chunk))).all():
            if is_fresh(row.reported, row.first_reported):
                certain = row.amount_text is not None or row.number is not None
                weight = weight_of(row.predicate, certain=certain)
                told[row.id].append(Teller(row.fact, row.id, weight))
    return told


def _telling(connection: Connection, facts: Iterable[str]) -> set[str]:
    """Name the articles that state these events while they are fresh."""
    query = select(Claim.article, Claim.reported, Fact.first_reported).join(
        Fact, Fact.id == Claim.fact
    )
    return {
        row.article
        for chunk in chunks(sorted(facts))
        for row in connection.execute(query.where(Claim.fact.in_(chunk))).all()
        if is_fresh(row.reported, row.first_reported)
    }


def _write(connection: Connection, told: Sequence[set[str]]) -> None:
    """Name each story after its first article and point its articles to it."""
    rows = {
        row.id: row
        for chunk in chunks(sorted(article for story in told for article in story))
        for row in connection.execute(
            select(Article.id, Article.reported, Article.title, Article.story).where(
                Article.id.in_(chunk)
            )
        )
    }
    made, moved, left = [], [], set()
    for story in told:
        members = sorted(
            (rows[article] for article in story), key=lambda row: (row.reported, row.id)
        )
        first = members[0]
        key = hashed("story", first.id)
        made.append(
            {
                "id": key,
                "title": first.title,
                "first_reported": first.reported,
                "last_reported": members[-1].reported,
                "articles": len(members),
            }
        )
        moved += [{"article_id": row.id, "now": key} for row in members if row.story != key]
        left |= {row.story for row in members if row.story not in {None, key}}
    table = table_of(Story)
    upsert(connection, table, made, update=[c.name for c in table.c if c.name != "id"])
    if moved:
        articles = table_of(Article)
        connection.execute(
            update(articles)
            .where(articles.c.id == bindparam("article_id"))
            .values(story=bindparam("now")),
            moved,
        )
    for chunk in chunks(sorted(left - {row["id"] for row in made})):
        connection.execute(delete(Story).where(Story.id.in_(chunk)))
