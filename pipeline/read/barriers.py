"""Where a page stops its reader: lines and boxes that say how to read on, below the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile

from lxml.html import HtmlElement

from pipeline.read.blocks import Block, Outline
from pipeline.read.line_places import (
    around_both,
    article_of,
    box_of,
    is_linked,
    is_unseen,
    may_stand_in,
    own_boxes,
    stands_beside,
    upwards,
)
from pipeline.read.markup import WINDOW
from pipeline.read.named_walls import holds_named_wall, in_named_wall, is_in_wall
from pipeline.read.phrases import is_signature
from pipeline.read.subjects import is_on_topic
from pipeline.read.wall_lines import (
    LONGEST_SAYING,
    addresses,
    box_opens_door,
    box_says_wall,
    goes_on,
    is_final,
    is_price_alone,
    is_sure,
    is_tag,
    is_wall,
    offers,
    says_other,
    says_wall,
    says_who_reads,
    stops,
)
from pipeline.read.wallwords import topics
from pipeline.read.wording import BREAKS_OFF, SENTENCE_END

__all__ = [
    "above_wall",
    "before_wall",
    "instead_of_text",
    "stops_reader",
    "wall_below",
    "window_stops",
]

_ENOUGH = 200
_SHORT_SAYING = 100
_MOST_AFTER_WALL = 200
_MOST_BELOW = 500
_RIGHT_BELOW = 12
_MOST_BETWEEN = 20
_NEAR = 3
_SIGNED = 2


def before_wall(page: Outline, blocks: Sequence[Block]) -> list[Block]:
    """A text without the wall that stands below it; little can stand below that."""
    end, after = len(blocks), 0
    for at in range(len(blocks) - 1, 0, -1):
        text = blocks[at].text
        told = is_wall(text) or says_who_reads(text)
        if (told and not is_on_topic(page, blocks, at)) or is_in_wall(page, blocks[at], blocks):
            end = at
        else:
            after += len(text)
        if after > _MOST_AFTER_WALL:
            break
    return list(blocks[:end])


def above_wall(page: Outline, blocks: Sequence[Block]) -> list[Block]:
    """A text that is known to be a beginning, without the wall and lines in boxes at its end."""
    text, own = before_wall(page, blocks), own_boxes(page, blocks)
    while own and len(text[-1].text) < _SHORT_SAYING and box_of(page, text[-1]) not in own:
        text.pop()
    return text


def wall_below(root: HtmlElement, page: Outline, blocks: Sequence[Block]) -> bool:
    """Whether a wall stands where the text breaks off: named so, in several lines, or in one sure.

    An offer in the margin or the footer is none, nor is one above the text.
    """
    start = blocks[0].owner if blocks else -1
    cards = _on_cards(page, blocks)
    text, next_to = before_wall(page, blocks), _right_below(page, blocks)
    kept = {block.text for block in text}
    read = {block.text for block in blocks}
    last = max((at for at, block in enumerate(page.blocks) if block.text in kept), default=-1)
    ends = page.blocks[max(0, last - _SIGNED) : last + 1 + _SIGNED]
    signed = any(is_signature(block.text) for block in ends)
    below = [
        block
        for block in page.blocks
        if block.owner > start
        and block.text not in kept
        and len(block.text) < LONGEST_SAYING
        and block.owner not in cards
    ][:_MOST_BELOW]
    found = [block for block in below if says_wall(block.text) and not is_unseen(page, block)]
    if found and any(BREAKS_OFF.search(block.text) for block in (*text[-2:], *next_to[:1])):
        return True
    if sum(map(len, kept)) > _ENOUGH and not any(is_sure(block.text) for block in found):
        # The last sentences of an article on prices or members are no wall.
        found = [block for block in found if block.text not in read]
    central = [block for block in found if not block.never and stands_beside(page, block, blocks)]
    if signed:
        return any(is_final(block.text) for block in central)
    own = own_boxes(page, blocks)
    sure = [
        block.text
        for block in next_to
        if not (block.text in read and box_of(page, block) in own) or is_sure(block.text)
    ]
    return (
        _is_cut_by_offer(text, next_to)
        or _are_prices(text, next_to)
        or len(central) > 1
        or any(is_final(block.text) for block in central)
        or any(stops(line) or says_who_reads(line) for line in sure)
        or any(box_says_wall(lines, inside=inside) for lines, inside in _boxes(page, blocks))
        or in_named_wall(page, [*found, *next_to])
        or (bool(central) and holds_named_wall(root))
    )


def _is_cut_by_offer(text: Sequence[Block], next_to: Sequence[Block]) -> bool:
    """Whether a text breaks off and the next short lines, its own last ones or not, are offers."""
    end = len(text)
    while end > 1 and len(text[end - 1].text) < _SHORT_SAYING and offers(text[end - 1].text):
        end -= 1
    offered = end < len(text) or any(offers(block.text) for block in next_to)
    return offered and any(map(_is_cut, text[end - 1 : end]))


def _are_prices(text: Sequence[Block], next_to: Sequence[Block]) -> bool:
    """Whether a text ends in, or has right below it, tags of what is sold with several prices."""
    ends = takewhile(lambda block: is_tag(block.text), reversed(text))
    below = takewhile(lambda block: is_tag(block.text), next_to)
    tags = {(block.owner, block.text) for block in (*ends, *below)}
    return sum(is_price_alone(text) for _, text in tags) > 1


def _on_cards(page: Outline, blocks: Sequence[Block]) -> set[int]:
    """The elements of lines right below linked headlines, or above one, apart from the text.

    What they say of accounts is said of another article.
    """
    text = {number for block in blocks for number in upwards(page, block.owner)}
    found = set()
    for first, after in pairwise(page.blocks):
        linked = _is_headline(first) or (after.kind == "heading" and _is_headline(after))
        if linked and around_both(page, first, after) not in text:
            found.add((after if _is_headline(first) else first).owner)
    return found


def _is_headline(block: Block) -> bool:
    """Whether a line is the headline of another article: a link in words, on no wall's matter."""
    return is_linked(block) and not topics("paywall-topics", block.text)


def window_stops(page: Outline) -> bool:
    """Whether a window that can be seen, wherever it stands, says how to read on."""
    windows: dict[int, list[str]] = {}
    for block in page.blocks:
        around = [number for number in block.asides if page.says[number] & WINDOW]
        if around and not (block.never or is_unseen(page, block)):
            windows.setdefault(min(around), []).append(block.text)
    return any(
        box_says_wall(lines, inside=True)
        and any(goes_on(line) or is_final(line) or says_who_reads(line) for line in lines)
        for lines in windows.values()
    )


def stops_reader(page: Outline, blocks: Sequence[Block]) -> bool:
    """Whether it is said right below a text that there is more to read for some."""
    below = [block.text for block in _right_below(page, blocks)]
    asked = any(goes_on(line) and addresses(line) for line in below)
    return (asked and any(map(offers, below))) or any(
        stops(line) and (addresses(line) or goes_on(line)) for line in below
    )


def _right_below(page: Outline, blocks: Sequence[Block]) -> list[Block]:
    """The next lines below the text that can be seen, in no margin or in one inside the article."""
    text, own = before_wall(page, blocks), own_boxes(page, blocks)
    kept = {block.text for block in text if not own or box_of(page, block) in own}
    last = max((at for at, block in enumerate(page.blocks) if block.text in kept), default=-1)
    if last < 0:
        return []
    article = article_of(page, page.blocks[last])
    beside = set(islice(upwards(page, page.blocks[last].owner), _NEAR))
    cards = _on_cards(page, blocks)
    below = [
        block
        for block in page.blocks[last + 1 : last + 1 + _RIGHT_BELOW]
        if not (block.never or is_unseen(page, block))
        and (
            not block.asides
            or not article.isdisjoint(upwards(page, block.owner))
            or (may_stand_in(page, block) and page.parents[block.asides[0]] in beside)
        )
    ]
    over_links = {
        first.owner
        for first, after in pairwise(below)
        if first.kind == "heading" and after.kind in ("item", "heading") and is_linked(after)
    }
    boxes: dict[int, list[str]] = {}
    for block in below:
        boxes.setdefault(box_of(page, block), []).append(block.text)
    return [
        block
        for block in below
        if block.owner not in over_links
        and block.owner not in cards
        and (block.kind != "item" or not is_linked(block) or is_sure(block.text))
        and not says_other(boxes[box_of(page, block)])
    ]


def instead_of_text(page: Outline, place: int, blocks: Sequence[Block]) -> bool:
    """Whether a wall stands below the headline, at `place`, before there is enough text."""
    if place < 0:
        return False
    text = {
        block.text
        for at, block in enumerate(blocks[:_MOST_BETWEEN])
        if not is_wall(block.text) or is_on_topic(page, blocks, at)
    }
    between, before = [], 0
    for block in page.blocks[place + 1 :][:_MOST_BETWEEN]:
        told = block.text in text
        before += len(block.text) if told else 0
        if before >= _ENOUGH:
            break
        seen = not (block.never or is_unseen(page, block)) and may_stand_in(page, block)
        if seen and not told:
            between.append(block)
    boxes: dict[int, list[str]] = {}
    for block in between:
        boxes.setdefault(box_of(page, block), []).append(block.text)
    stopped = any(stops(block.text) for block in between) or any(
        box_says_wall(lines, inside=True) and not box_opens_door(lines) for lines in boxes.values()
    )
    return stopped and not _goes_on_below(between[-1], blocks)


def _goes_on_below(line: Block, blocks: Sequence[Block]) -> bool:
    """Whether enough text that tells, and speaks to nobody, follows a line above it."""
    below = (block for block in blocks if block.owner > line.owner)
    told = (block for block in below if block.kind == "p" and not addresses(block.text))
    return sum(len(block.text) for block in told if not is_wall(block.text)) >= _ENOUGH


def _is_cut(block: Block) -> bool:
    """Whether a paragraph ends inside a sentence, or in dots."""
    short = len(block.text) < _SHORT_SAYING or block.kind != "p"
    return bool(BREAKS_OFF.search(block.text)) or not (short or SENTENCE_END.search(block.text))


def _boxes(page: Outline, blocks: Sequence[Block]) -> Iterator[tuple[list[str], bool]]:
    """The lines below the beginning of the text that stand together in an element with no text.

    And whether that element is inside the article's.
    """
    start = blocks[0].owner if blocks else -1
    own = own_boxes(page, blocks)
    article = article_of(page, blocks[-1]) if blocks else set()
    cards = _on_cards(page, blocks)
    boxes: dict[int, list[str]] = {}
    for block in page.blocks:
        around = box_of(page, block)
        apart = block.owner > start and not (around in own or block.owner in cards or block.never)
        if apart and not is_unseen(page, block) and stands_beside(page, block, blocks):
            boxes.setdefault(around, []).append(block.text)
    for number, lines in list(boxes.items())[:_MOST_BELOW]:
        yield lines, not article or not article.isdisjoint(upwards(page, number))
