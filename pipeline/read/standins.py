"""Pages that are no articles by what they are: errors, checks, accounts, policies, things sold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.read.blocks import Block, Outline
from pipeline.read.metadata import Metadata
from pipeline.read.wallwords import saying
from pipeline.read.wording import QUOTED

__all__ = ["is_entry", "is_job", "is_service", "is_thing", "speaks_to_reader", "stands_in"]

_INTERSTITIAL = saying("interstitial")
_INTERSTITIAL_TITLE = saying("interstitial-title")
_SERVICE = saying("service")
_JOB = saying("job-headings")
_ADDRESSES = saying("service-address")
# What a page is about, by schema.org and by Open Graph, where it is no article.
_THINGS = re.compile(
    r"product|product\w*group|product\.\w+|\w*event|jobposting|course|realestatelisting|"
    r"collectionpage|searchresultspage|profilepage|contactpage|checkoutpage|profile|books?\.\w+"
)
# Those beside which a text can stand.
_SHOWN = re.compile(r"videoobject|audioobject|podcastepisode|imagegallery|video\.\w+|music\.\w+")
_LITTLE_BESIDE = 800
_FEWEST_HEADINGS = 2
_LITTLE = 1_500
_LONGEST_SERVICE = 60
_LONGEST_EXCUSE = 350
_SPOKEN_SHARE = 0.75
_LONGEST_NAME = 4  # words


def stands_in(page: Outline, title: str, metadata: Metadata) -> bool:
    """Whether a short page is an error or a check of who is asking, not what was asked for."""
    texts = [block.text for block in page.blocks]
    total = sum(map(len, texts))
    if total > _LITTLE:
        return False
    said = sum(
        len(text) for text in texts if len(text) < _LONGEST_EXCUSE and _INTERSTITIAL.search(text)
    )
    titles = (metadata.document_title, title)
    if any(_INTERSTITIAL_TITLE.search(text) for text in titles):
        return True
    titled = any(_INTERSTITIAL.search(text) for text in titles)
    return said > 0.5 * max(total, 1) or bool(titled and said)


def is_thing(metadata: Metadata, length: int) -> bool:
    """Whether a page says that it is of something sold, held or shown, with little text if shown.

    `length` is that of its text.
    """
    if metadata.article:
        return False
    kinds = [kind.lower() for kind in (*metadata.kinds, metadata.first("og:type") or "")]
    return any(map(_THINGS.fullmatch, kinds)) or (
        length < _LITTLE_BESIDE and any(map(_SHOWN.fullmatch, kinds))
    )


def is_job(page: Outline) -> bool:
    """Whether a page falls into the parts of an advertisement for a job."""
    headings = {block.text.strip(" :?!") for block in page.blocks if block.kind == "heading"}
    return sum(map(bool, map(_JOB.fullmatch, headings))) >= _FEWEST_HEADINGS


def is_service(title: str, metadata: Metadata) -> bool:
    """Whether a page is there to log in, to subscribe or to search, by its title."""
    return any(
        len(text) < _LONGEST_SERVICE and _SERVICE.search(text)
        for text in (title, metadata.document_title)
    )


def is_entry(title: str, body: Sequence[Block]) -> bool:
    """Whether a text begins with its title, a name or a word: a profile or an entry on a thing."""
    named = 0 < len(title.split()) <= _LONGEST_NAME and title[:1].isupper()
    return named and bool(body) and body[0].text.startswith(f"{title} ")


def speaks_to_reader(body: Sequence[Block]) -> bool:
    """Whether most of a short text speaks to its reader, as no news does."""
    texts = [block.text for block in body]
    total = sum(map(len, texts))
    spoken = sum(len(text) for text in texts if _ADDRESSES.search(QUOTED.sub("", text)))
    return total < _LITTLE and spoken > _SPOKEN_SHARE * total
