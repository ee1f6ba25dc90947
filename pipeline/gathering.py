"""Articles over several pages, put together from what is on hand: archives, kept pages, folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.continuing import MOST_PAGES, next_of_article
from pipeline.documents import Page
from pipeline.intake import Item
from pipeline.read import next_page

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

    A first page waits until the next one has come; the longest waiting goes on without where too
    many wait. A page whose first comes after it is an item of its own.
    """
    waiting: dict[str, _Begun] = {}
    held = 0
    for item in items:
        page = item.content
        if not isinstance(page, Page):
            yield item
            continue
        begun = waiting.pop(page.final_url, None)
        if begun is None:
            begun, wanted = _Begun(item, page), next_of_article(page)
        else:
            held -= begun.size
            begun.following.append(page)
            more = len(begun.following) + 1 < MOST_PAGES
            wanted = next_page(page, begun.first.final_url) if more else None
        if wanted is None or wanted in waiting:
            yield begun.as_item()
            continue
        waiting[wanted] = begun
        held += begun.size
        while len(waiting) > _MOST_WAITING or held > _MOST_BYTES:
            oldest = waiting.pop(next(iter(waiting)))
            held -= oldest.size
            yield oldest.as_item()
    for begun in waiting.values():
        yield begun.as_item()
