"""Where a page stops its reader: lines and boxes that say how to read on, below the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from pipeline.read.blocks import Block, Outline
from pipeline.read.markup import BODY, FURNITURE, HIDDEN, is_hidden
from pipeline.read.phrases import is_boilerplate
from pipeline.read.wallwords import saying, topics
from pipeline.read.wording import BREAKS_OFF, QUOTED, SENTENCE_END

__all__ = [
    "before_wall",
    "holds_named_wall",
    "instead_of_text",
    "says_wall",
    "stops_reader",
    "wall_below",
]

_PAYWALL = saying("paywall")
_PAYWALL_NAMES = saying("names")
_READING_ON = saying("reading-on")
_USED_UP = saying("used-up")
_THE_TEXT = saying("the-text")
_OTHER_CALL = saying("other-calls")
_ADDRESSES = saying("paywall-address")
_ENOUGH = 200
_LONGEST_SAYING = 300
_SHORT_SAYING = 100
_MOST_AFTER_WALL = 200
_FEWEST_TOPICS = 2
_MOST_LINES = 8
_MOST_BELOW = 500
_LONGEST_LINE = 200
_LONGEST_BOX = 600
_RIGHT_BELOW = 12
_OFFER = frozenset({"access", "price"})
_DOOR = frozenset({"access", "over"})
_FOR = frozenset({"access", "price", "only"})
_LIMITS = frozenset({"only", "over"})
_MOST_BETWEEN = 20
_LONGEST_PRICE = 40

_NAMEABLE = ("div", "section", "aside", "article", "p", "span", "form")


def before_wall(blocks: Sequence[Block]) -> list[Block]:
    """A text without the wall that stands below it; little can stand below that."""
    end, after = len(blocks), 0
    for at in range(len(blocks) - 1, 0, -1):
        text = blocks[at].text
        if _is_wall(text):
            end = at
        else:
            after += len(text)
        if after > _MOST_AFTER_WALL:
            break
    return list(blocks[:end])


def says_wall(text: str) -> bool:
    """Whether a line is of a wall: known for it, or on two of access, price, reading on, limits."""
    if len(text) >= _LONGEST_SAYING or _OTHER_CALL.search(text):
        return False
    return len(topics("paywall-topics", text)) >= _FEWEST_TOPICS or bool(_PAYWALL.search(text))


def _is_wall(text: str) -> bool:
    """Whether a line of what was taken for the text is a wall's; most of an article's are long."""
    told = says_wall(text) or _stops(text)
    return told and (len(text) < _SHORT_SAYING or _addresses(text))


def wall_below(root: HtmlElement, page: Outline, blocks: Sequence[Block]) -> bool:
    """Whether a wall stands where the text breaks off: named so, in several lines, or in one sure.

    An offer in the margin or the footer is none, nor is one above the text.
    """
    start = blocks[0].owner if blocks else -1
    text, next_to = before_wall(blocks), _right_below(page, blocks)
    kept = {block.text for block in text}
    read = {block.text for block in blocks}
    below = [
        block
        for block in page.blocks
        if block.owner > start and block.text not in kept and len(block.text) < _LONGEST_SAYING
    ][:_MOST_BELOW]
    found = [block for block in below if says_wall(block.text) and not _is_unseen(page, block)]
    if found and any(BREAKS_OFF.search(block.text) for block in (*text[-2:], *next_to[:1])):
        return True
    if sum(map(len, kept)) > _ENOUGH and not any(_is_sure(block.text) for block in found):
        # The last sentences of an article on prices or members are no wall.
        found = [block for block in found if block.text not in read]
    central = [block for block in found if not block.never and _beside(page, block, blocks)]
    if len(central) > 1 or (text and _stops_short(text[-1]) and any(map(_offers, next_to))):
        return True
    sure = [block for block in next_to if block.text not in read or _addresses(block.text)]
    if any(_is_on_whole(block.text) or _USED_UP.search(block.text) for block in central):
        return True
    if any(_stops(block.text) or _says_who_reads(block.text) for block in sure):
        return True
    if any(_box_says_wall(lines, inside=inside) for lines, inside in _boxes(page, blocks)):
        return True
    named = {number for number, name in enumerate(page.names) if _PAYWALL_NAMES.search(name)}
    found += [block for block in next_to if _READING_ON.search(block.text)]
    if any(number in named for block in found for number in _upwards(page, block.owner)):
        return True
    return bool(central) and holds_named_wall(root)


def stops_reader(page: Outline, blocks: Sequence[Block]) -> bool:
    """Whether it is said right below a text that there is more to read for some."""
    return any(
        _stops(block.text) and (_addresses(block.text) or _READING_ON.search(block.text))
        for block in _right_below(page, blocks)
    )


def _right_below(page: Outline, blocks: Sequence[Block]) -> list[Block]:
    """The next lines below the text that can be seen, in no margin or in one inside the article."""
    kept = {block.text for block in before_wall(blocks)}
    last = max((at for at, block in enumerate(page.blocks) if block.text in kept), default=-1)
    if last < 0:
        return []
    around = [
        number for number in _upwards(page, page.blocks[last].owner) if page.says[number] & BODY
    ]
    article = set(around[: max(1, len(around) - 1)])  # without <main>, where it is not alone
    below = [
        block
        for block in page.blocks[last + 1 : last + 1 + _RIGHT_BELOW]
        if not (block.never or _is_unseen(page, block))
        and (not block.asides or not article.isdisjoint(_upwards(page, block.owner)))
    ]
    boxes: dict[int, list[str]] = {}
    for block in below:
        boxes.setdefault(_box_of(page, block), []).append(block.text)
    return [block for block in below if not _says_other(boxes[_box_of(page, block)])]


def _box_of(page: Outline, block: Block) -> int:
    """The element that a line stands in with others: the one around its own, if it has one."""
    return block.root if block.kind == "other" else page.parents[block.root]


def _says_other(lines: list[str]) -> bool:
    """Whether a box begins as one of links or of calls to something else does, or asks consent."""
    begins = is_boilerplate(lines[0]) and not (says_wall(lines[0]) or _stops(lines[0]))
    other = begins or bool(_OTHER_CALL.search(lines[0]))
    return other or "data" in topics("consent-topics", " ".join(lines)[:_LONGEST_BOX])


def instead_of_text(page: Outline, place: int, blocks: Sequence[Block]) -> bool:
    """Whether a wall stands below the headline, at `place`, before there is enough text."""
    if place < 0:
        return False
    text = {block.text for block in blocks}
    between, before = [], 0
    for block in page.blocks[place + 1 :][:_MOST_BETWEEN]:
        is_wall = _is_wall(block.text)
        before += len(block.text) if block.text in text and not is_wall else 0
        if before >= _ENOUGH:
            break
        seen = not (block.never or _is_unseen(page, block)) and _may_stand_in(page, block)
        if seen and (is_wall or block.text not in text):
            between.append(block)
    boxes: dict[int, list[str]] = {}
    for block in between:
        boxes.setdefault(_box_of(page, block), []).append(block.text)
    return any(_stops(block.text) for block in between) or any(
        _box_says_wall(lines, inside=True)
        and not topics("paywall-topics", " ".join(lines)) <= _DOOR
        for lines in boxes.values()
    )


def _may_stand_in(page: Outline, block: Block) -> bool:
    """Whether a line is in none of the elements that lead elsewhere."""
    return not any(page.says[number] & FURNITURE for number in block.asides)


def _offers(block: Block) -> bool:
    """Whether a line names a price or a way in, and is no call to something else."""
    told = not _OTHER_CALL.search(block.text) and len(block.text) < _LONGEST_SAYING
    return told and not topics("paywall-topics", block.text).isdisjoint(_OFFER)


def _stops_short(block: Block) -> bool:
    """Whether a paragraph ends inside a sentence."""
    short = len(block.text) < _SHORT_SAYING or block.kind != "p"
    return not short and not SENTENCE_END.search(block.text)


def _is_sure(text: str) -> bool:
    """Whether a line speaks to its reader or of the whole article, as few of an article's do."""
    return _addresses(text) or _is_on_whole(text)


def _addresses(text: str) -> bool:
    return bool(_ADDRESSES.search(QUOTED.sub("", text)))


def _stops(text: str) -> bool:
    """Whether a line is a wall by itself.

    On the whole of the article, on what is used up, on reading on for a price or with an account,
    or for whom alone it is.
    """
    if len(text) >= _LONGEST_SAYING or _OTHER_CALL.search(text):
        return False
    about = topics("paywall-topics", text)
    reading_on = bool(_READING_ON.search(text)) and not about.isdisjoint(_FOR)
    limited = not about.isdisjoint(_OFFER) and not about.isdisjoint(_LIMITS)
    return reading_on or limited or _is_on_whole(text) or bool(_USED_UP.search(text))


def _says_who_reads(text: str) -> bool:
    """Whether a line names the text, or reading, and an account, a price or those it is for."""
    if len(text) >= _SHORT_SAYING or _OTHER_CALL.search(text) or is_boilerplate(text):
        return False
    return bool(_THE_TEXT.search(text)) and not topics("paywall-topics", text).isdisjoint(_FOR)


def _is_on_whole(text: str) -> bool:
    """Whether a line says how to get the whole of the article: a wall by itself."""
    about = topics("paywall-topics", text)
    return "whole" in about and not about.isdisjoint(_FOR)


def _boxes(page: Outline, blocks: Sequence[Block]) -> Iterator[tuple[list[str], bool]]:
    """The lines below the beginning of the text that stand together in an element with no text.

    And whether that element is inside the article's.
    """
    start = blocks[0].owner if blocks else -1
    own = {_box_of(page, block) for block in blocks if len(block.text) > _LONGEST_LINE}
    around_text = _upwards(page, blocks[-1].owner) if blocks else ()
    article = {number for number in around_text if page.says[number] & BODY}
    boxes: dict[int, list[str]] = {}
    for block in page.blocks:
        around = _box_of(page, block)
        apart = block.owner > start and around not in own and not block.never
        if apart and not _is_unseen(page, block) and _beside(page, block, blocks):
            boxes.setdefault(around, []).append(block.text)
    for number, lines in list(boxes.items())[:_MOST_BELOW]:
        yield lines, not article or not article.isdisjoint(_upwards(page, number))


def _box_says_wall(lines: list[str], *, inside: bool) -> bool:
    """Whether lines together speak to the reader of two of a wall's topics, and of no consent.

    Outside the article's element, an offer alone is none.
    """
    told = " ".join(lines)
    if not 1 < len(lines) <= _MOST_LINES or len(told) > _LONGEST_BOX or _OTHER_CALL.search(told):
        return False
    about = topics("paywall-topics", told)
    asks = "data" in topics("consent-topics", told)
    enough = len(about) >= _FEWEST_TOPICS and (inside or not about <= _OFFER)
    return enough and not asks and any(_ADDRESSES.search(line) or _is_price(line) for line in lines)


def _is_price(line: str) -> bool:
    """Whether a line is a price, as on a tag, and no sentence."""
    bare = len(line) < _LONGEST_PRICE and not SENTENCE_END.search(line)
    return bare and "price" in topics("paywall-topics", line)


def _beside(page: Outline, block: Block, text: Sequence[Block]) -> bool:
    """Whether a line stands where the text does: in no margin, or in one of the article's own."""
    if not block.asides:
        return True
    around = set(_upwards(page, block.owner))
    if text and page.parents[text[-1].root] in around:
        return True
    if any(page.says[number] & FURNITURE for number in block.asides):
        return False
    article = _upwards(page, text[-1].owner) if text else ()
    return any(page.says[number] & BODY and number in around for number in article)


def _is_unseen(page: Outline, block: Block) -> bool:
    """Whether a line stands in an element that is hidden: a window that a script may open."""
    return any(page.says[number] & HIDDEN for number in block.asides)


def _upwards(page: Outline, number: int) -> Iterator[int]:
    while number >= 0:
        yield number
        number = page.parents[number]


def holds_named_wall(root: HtmlElement) -> bool:
    """Whether an element is named for a wall, even where a script has yet to fill it."""
    return any(
        _PAYWALL_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        and not is_hidden(dict(element.items()))
        for element in root.iter(*_NAMEABLE)
        if element.attrib
    )
