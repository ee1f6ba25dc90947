"""Articles over several pages, put together from what is on hand: archives, kept pages, folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.continuing import MOST_PAGES, next_of_article
from pipeline.documents import Page
from pipeline.intake import Item
from pipeline.read import first_page, next_page

__all__ = ["gathered"]

# How many articles wait for their next page, and the bytes of their pages together.
_MOST_WAITING = 64
_MOST_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class _Begun:
    """An article's first page, with those that continue it as far as they have come."""

    item: Item
    first: Page
    following: list[Page] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(len(page.content) for page in (self.first, *self.following))

    def as_item(self) -> Item:
        return self.item._replace(following=tuple(self.following))


def gathered(items: Iterable[Item]) -> Iterator[Item]:
    """The items, further pages of an article together with its first.

    A first page waits until the next one has come, and a further page until its first has; the
    longest waiting goes on without where too many wait, a further page as an item of its own.
    """
    waiting: dict[str, _Begun] = {}  # by the address of the next page
    early: dict[str, _Begun] = {}  # by their own
    for item in items:
        page = item.content
        if not isinstance(page, Page):
            yield item
            continue
        begun = waiting.pop(page.final_url, None)
        if begun:
            wanted = _add(begun, page)
        else:
            begun, wanted = _Begun(item, page), next_of_article(page)
            if page.final_url not in early and first_page(page):
                early[page.final_url] = begun
                yield from _longest_waiting(early, waiting)
                continue
        while wanted in early:
            wanted = _add(begun, early.pop(wanted).first)
        if wanted is None or wanted in waiting:
            yield begun.as_item()
            continue
        waiting[wanted] = begun
        yield from _longest_waiting(early, waiting)
    for begun in (*waiting.values(), *early.values()):
        yield begun.as_item()


def _longest_waiting(*rows: dict[str, _Begun]) -> Iterator[Item]:
    """Take out what waits longest while too many wait, of the first row that has any."""
    while (
        sum(map(len, rows)) > _MOST_WAITING
        or sum(begun.size for row in rows for begun in row.values()) > _MOST_BYTES
    ):
        row = next(filter(None, rows))
        yield row.pop(next(iter(row))).as_item()


def _add(begun: _Begun, page: Page) -> str | None:
    """Put the next page to an article; where the one after that is, `None` for nowhere."""
    begun.following.append(page)
    more = len(begun.following) + 1 < MOST_PAGES
    return next_page(page, begun.first.final_url) if more else None
