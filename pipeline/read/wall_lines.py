"""What a line, or a box of lines, says: that reading stops here, or something else."""

from __future__ import annotations

from pipeline.read.phrases import is_boilerplate
from pipeline.read.wallwords import saying, topics
from pipeline.read.wording import QUOTED, SENTENCE_END

__all__ = [
    "LONGEST_SAYING",
    "addresses",
    "box_opens_door",
    "box_says_wall",
    "goes_on",
    "is_final",
    "is_part",
    "is_price_alone",
    "is_sure",
    "is_tag",
    "is_wall",
    "offers",
    "says_other",
    "says_wall",
    "says_who_reads",
    "stops",
]

_PAYWALL = saying("paywall")
_READING_ON = saying("reading-on")
_USED_UP = saying("used-up")
_THE_TEXT = saying("the-text")
_OTHER_CALL = saying("other-calls")
_PRICE_ALONE = saying("price-alone")
_READERS = saying("readers")
_PARTS = saying("parts")
_ADDRESSES = saying("paywall-address")
LONGEST_SAYING = 300
_SHORT_SAYING = 100
_FEWEST_TOPICS = 2
_MOST_LINES = 8
_LONGEST_BOX = 600
_LONGEST_PRICE = 40
_KEPT = frozenset({"whole", "access", "only"})
_OFFER = frozenset({"access", "price"})
_DOOR = frozenset({"access", "over"})
_FOR = frozenset({"access", "price", "only"})
_LIMITS = frozenset({"only", "over"})


def says_wall(text: str) -> bool:
    """Whether a line is of a wall: known for it, or on two of access, price, reading on, limits."""
    if len(text) >= LONGEST_SAYING or _OTHER_CALL.search(text):
        return False
    return len(topics("paywall-topics", text)) >= _FEWEST_TOPICS or bool(_PAYWALL.search(text))


def is_wall(text: str) -> bool:
    """Whether a line of what was taken for the text is a wall's; most of an article's are long."""
    told = says_wall(text) or stops(text)
    return told and (len(text) < _SHORT_SAYING or addresses(text))


def is_sure(text: str) -> bool:
    """Whether a line speaks to its reader, of the whole article or of who can read it.

    Few of an article's do.
    """
    return addresses(text) or _is_on_whole(text) or _names_readers(text) or is_part(text)


def addresses(text: str) -> bool:
    """Whether a line speaks to its reader; what it quotes does not."""
    return bool(_ADDRESSES.search(QUOTED.sub("", text)))


def stops(text: str) -> bool:
    """Whether a line is a wall by itself.

    On the whole of the article, on what is used up, on reading on for a price or with an account,
    or for whom alone it is.
    """
    if len(text) >= LONGEST_SAYING or _OTHER_CALL.search(text):
        return False
    about = topics("paywall-topics", text)
    reading_on = goes_on(text) and not about.isdisjoint(_FOR)
    limited = not about.isdisjoint(_OFFER) and not about.isdisjoint(_LIMITS)
    return reading_on or limited or is_final(text)


def goes_on(text: str) -> bool:
    """Whether a line is on reading on in this text."""
    return bool(_READING_ON.search(text))


def is_final(text: str) -> bool:
    """Whether a line is a wall's wherever it stands: on the whole text, or on what is used up."""
    return _is_on_whole(text) or bool(_USED_UP.search(text))


def says_who_reads(text: str) -> bool:
    """Whether a line says who can read more, or that the text is a part of what some can read.

    Or, in a few words, names the text, or reading, and an account, a price or those it is for.
    """
    if is_part(text):
        return True
    if len(text) >= LONGEST_SAYING or _OTHER_CALL.search(text):
        return False
    if _names_readers(text):
        return True
    if len(text) >= _SHORT_SAYING or is_boilerplate(text):
        return False
    return bool(_THE_TEXT.search(text)) and not topics("paywall-topics", text).isdisjoint(_FOR)


def is_part(text: str) -> bool:
    """Whether a line calls the text above it a part of what some can read, or names for whom it is.

    Who names the whole, an account and that it is only for such does not call to something else.
    """
    if len(text) >= LONGEST_SAYING:
        return False
    return bool(_PARTS.search(text)) or topics("paywall-topics", text) >= _KEPT


def _names_readers(text: str) -> bool:
    return bool(_READERS.search(QUOTED.sub("", text)))


def _is_on_whole(text: str) -> bool:
    """Whether a line says how to get the whole of the article: a wall by itself."""
    about = topics("paywall-topics", text)
    return "whole" in about and not about.isdisjoint(_FOR)


def offers(text: str) -> bool:
    """Whether a line names a price or a way in, and is no call to something else."""
    told = not _OTHER_CALL.search(text) and len(text) < LONGEST_SAYING
    return told and not topics("paywall-topics", text).isdisjoint(_OFFER)


def box_says_wall(lines: list[str], *, inside: bool) -> bool:
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
    return is_tag(line) and "price" in topics("paywall-topics", line)


def is_tag(line: str) -> bool:
    """Whether a line is no longer than what stands on a tag, and no sentence."""
    return len(line) < _LONGEST_PRICE and not SENTENCE_END.search(line)


def is_price_alone(line: str) -> bool:
    """Whether a line is a price and says nothing else."""
    return is_tag(line) and bool(_PRICE_ALONE.fullmatch(line))


def says_other(lines: list[str]) -> bool:
    """Whether a box begins as one of links or of calls to something else does, or asks consent."""
    if is_part(lines[0]):
        return False
    wall = says_wall(lines[0]) or stops(lines[0]) or _names_readers(lines[0])
    begins = is_boilerplate(lines[0]) and not wall
    other = begins or bool(_OTHER_CALL.search(lines[0]))
    return other or "data" in topics("consent-topics", " ".join(lines)[:_LONGEST_BOX])


def box_opens_door(lines: list[str]) -> bool:
    """Whether lines together say no more than how to log in."""
    return topics("paywall-topics", " ".join(lines)) <= _DOOR
