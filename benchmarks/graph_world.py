"""A world of invented companies, and articles that tell of it, as many as wanted.

Few companies are in the news all the time, most hardly ever (Zipf). An event is told by several
articles, which repeat what is known of the parties: who leads them, where they are, their rivals.
The same seed gives the same articles.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, product

from pipeline.documents import (
    Amount,
    Article,
    Claim,
    Entity,
    Extraction,
    Mention,
    Span,
    Status,
    Time,
)
from pipeline.store import Found

__all__ = ["MODEL", "SEEN", "Piece", "Said", "Statement", "World", "article_of", "as_found"]

MODEL = "world-1"
SEEN = datetime(2027, 1, 1, tzinfo=UTC)

_FIRST_DAY = date(2020, 1, 1)
_DAYS = 2400
_PERIOD = 90  # days: one round, one valuation, one result of a company at a time
_SITES = 200
_BACKGROUND = 7  # claims of an article that are no news
_ROLES = ("CEO", "CFO", "CTO")
_PLACES = (
    *("Leipzig", "Hamburg", "Heidelberg", "Zurich", "Vienna", "Lyon", "Turin", "Bilbao", "Porto"),
    *("Memphis", "Phoenix", "Denver", "Austin", "Boston", "Seattle", "Osaka", "Sapporo", "Busan"),
)
_SYLLABLES = [a + b for a, b in product("bdfgklmnprstvz", ("a", "el", "i", "or", "u", "en", "y"))]
_WORDS = [a + b + c for a, b, c in product(_SYLLABLES[:40], _SYLLABLES[7:47], ("", "r"))]
_FILLERS = [f". {' '.join(random.Random(number).choices(_WORDS, k=9))}. " for number in range(5000)]
# What news is of: whether it has another company, a place, a product, and a sum and a day.
_NEWS: tuple[tuple[str, str], ...] = (
    *(("raised", "sum"), ("invested_in", "from"), ("valued_at", "sum"), ("spends", "sum")),
    *(
        ("reported_revenue", "sum"),
        ("supplies", "to"),
        ("partners_with", "to"),
        ("uses", "product"),
    ),
    *(("builds", "place"), ("launched", "product"), ("acquired", "to"), ("sued", "from")),
)

Key = tuple[str, str, int, str, int, int]  # predicate, kinds and numbers of both, period


@dataclass(slots=True)
class Statement:
    """What articles say, all in the same words and at the same sum."""

    predicate: str
    subject: Entity
    object: Entity | None
    sum: Decimal | None
    day: date | None
    status: Status
    qualifiers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in an article's text: the sentence, both names, the sum."""

    key: Key
    statement: Statement
    sentence: Span
    subject: Span
    object: Span | None
    sum: Span | None
    score: float


@dataclass(frozen=True, slots=True)
class Piece:
    """An article of the world; those with one `event` tell the same."""

    number: int
    event: int
    url: str
    site: str
    lang: str
    day: date
    title: str
    text: str
    said: tuple[Said, ...]


@dataclass(slots=True)
class World:
    """So many articles, with a company for every fifteen."""

    articles: int
    seed: int = 6
    _weights: Sequence[float] = field(init=False)
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        companies = max(100, self.articles // 15)
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(companies)))
        self._chance = random.Random(self.seed)

    def pieces(self) -> Iterator[Piece]:
        """Give the articles in the order in which they come out."""
        number = event = 0
        while number < self.articles:
            day = _FIRST_DAY + timedelta(days=_DAYS * number // self.articles)
            company = self._company()
            news = self._news(company, (day - _FIRST_DAY).days // _PERIOD)
            tellers = min(1 + int(self._chance.expovariate(0.5)), 20, self.articles - number)
            for _ in range(tellers):
                later = timedelta(days=self._chance.randrange(3))
                yield self._piece(number, event, day + later, [*news, *self._known(company)])
                number += 1
            event += 1

    def _company(self) -> int:
        return bisect(self._weights, self._chance.random() * self._weights[-1])

    def _news(self, company: int, period: int) -> list[Key]:
        keys: list[Key] = []
        for predicate, form in self._chance.sample(_NEWS, 3):
            other = self._company()
            if form == "sum":
                keys.append((predicate, "ORG", company, "", 0, period))
            elif form == "place":
                keys.append((predicate, "ORG", company, "LOC", other % len(_PLACES), 0))
            elif form == "product":
                own = company if predicate == "launched" else other
                number = own * 4 + self._chance.randrange(4)
                keys.append((predicate, "ORG", company, "PRODUCT", number, 0))
            elif other != company:
                pair = (other, company) if form == "from" else (company, other)
                if predicate == "partners_with":
                    pair = (min(pair), max(pair))
                dated = period if predicate in {"invested_in", "sued"} else 0
                keys.append((predicate, "ORG", pair[0], "ORG", pair[1], dated))
        return keys

    def _known(self, company: int) -> list[Key]:
        """What is said along: of the company itself and of another one."""
        keys: list[Key] = []
        for one in (company, self._company()):
            keys += [("has_role", "PERSON", one * 3 + place, "ORG", one, 0) for place in range(3)]
            keys.append(("founded", "PERSON", one * 3, "ORG", one, 0))
            keys.append(("located_in", "ORG", one, "LOC", one % len(_PLACES), 0))
            for step in (1, 2):
                rival = (one + step) % len(self._weights)
                keys.append(("competes_with", "ORG", min(one, rival), "ORG", max(one, rival), 0))
        return self._chance.sample(sorted(set(keys)), _BACKGROUND)

    def _piece(self, number: int, event: int, day: date, keys: Sequence[Key]) -> Piece:
        chance = self._chance
        site = f"site{int(_SITES * chance.random() ** 2)}.example"
        words = " ".join(chance.choices(_WORDS, k=6))
        title = f"{_name('ORG', keys[0][2]) if keys[0][1] == 'ORG' else 'News'}: {words}"
        parts = [title, "\n\n"]
        end = len(title) + 2
        said = []
        for key in dict.fromkeys(keys):
            statement = _statement(key)
            begin = end
            one = _span(statement.subject.name, end)
            text = f"{statement.subject.name} {statement.predicate}"
            other = money = None
            if statement.object is not None:
                other = _span(statement.object.name, end + len(text) + 1)
                text += f" {statement.object.name}"
            if statement.sum is not None:
                shown = f"${statement.sum // 1000000}m"
                money = _span(shown, end + len(text) + 1)
                text += f" {shown}"
            end += len(text)
            score = round(0.6 + 0.4 * chance.random(), 3)
            said.append(Said(key, statement, Span(begin, end), one, other, money, score))
            filler = chance.choice(_FILLERS)
            parts += (text, filler)
            end += len(filler)
        url = f"https://{site}/{number}"
        lang = "de" if number % 2 else "en"
        return Piece(number, event, url, site, lang, day, title, "".join(parts), tuple(said))


def article_of(piece: Piece) -> Article:
    """Give the article as the stage that reads pages would."""
    return Article(
        piece.url,
        piece.title,
        piece.text,
        "de" if piece.lang == "de" else "en",
        piece.day,
        "given",
        source=piece.site,
    )


def as_found(piece: Piece) -> Found:
    """Give the article as the stages before the store would, with a mention of every name."""
    mentions: dict[Span, Mention] = {}
    claims = []
    for said in piece.said:
        statement = said.statement
        for entity, span in ((statement.subject, said.subject), (statement.object, said.object)):
            if entity is not None and span is not None:
                mentions[span] = Mention(span, entity.name, entity, said.score)
        amount = None
        if said.sum is not None:
            words = piece.text[said.sum.start : said.sum.end]
            amount = Amount(said.sum, words, statement.sum, statement.sum, "USD")
        time = None
        if statement.day is not None:
            time = Time(said.sentence, "then", statement.day, statement.day, "day")
        claims.append(
            Claim(
                statement.predicate,
                statement.subject,
                statement.object,
                said.sentence,
                said.sentence,
                statement.status,
                said.score,
                MODEL,
                amount,
                None,
                time,
                statement.qualifiers,
            )
        )
    amounts = tuple(claim.amount for claim in claims if claim.amount)
    extraction = Extraction(tuple(mentions.values()), amounts, (), (), tuple(claims), MODEL)
    return Found(article_of(piece), extraction, SEEN)


def _span(words: str, start: int) -> Span:
    return Span(start, start + len(words))


@lru_cache(maxsize=200_000)
def _statement(key: Key) -> Statement:
    predicate, kind, subject, other_kind, other, period = key
    chance = random.Random(repr(key))
    has_sum = predicate in {"raised", "valued_at", "spends", "reported_revenue", "invested_in"}
    dated = has_sum or predicate == "sued"
    day = _FIRST_DAY + timedelta(days=period * _PERIOD) if dated else None
    words = {"role": _ROLES[subject % 3]} if predicate == "has_role" else {}
    return Statement(
        predicate,
        Entity(_name(kind, subject), "PERSON" if kind == "PERSON" else "ORG"),
        _other(other_kind, other),
        Decimal(chance.randrange(5, 9000)) * 1_000_000 if has_sum else None,
        day,
        "planned" if predicate == "builds" or chance.random() < 0.1 else "actual",
        words,
    )


def _other(kind: str, number: int) -> Entity | None:
    if not kind:
        return None
    if kind == "LOC":
        return Entity(_PLACES[number], "LOC")
    return Entity(_name(kind, number), "PRODUCT" if kind == "PRODUCT" else "ORG")


@lru_cache(maxsize=500_000)
def _name(kind: str, number: int) -> str:
    """Make a name of a number; no two are alike."""
    size = len(_SYLLABLES)
    letters = ""
    rest = number + size**2
    while rest:
        rest, place = divmod(rest, size)
        letters = _SYLLABLES[place] + letters
    word = letters.capitalize()
    if kind == "PERSON":
        return f"{_SYLLABLES[number % size].capitalize()}na {word}"
    return f"{word} {number % 9 + 1}" if kind == "PRODUCT" else f"{word}tech"
