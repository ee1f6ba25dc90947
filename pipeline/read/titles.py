"""The title of an article: h1, JSON-LD headline, og:title or <title>, less kicker and site name."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.read.blocks import Outline
from pipeline.read.metadata import Metadata
from pipeline.read.wording import clean, comparable

__all__ = ["choose_title"]

_TAIL = re.compile(r"^(.*\S)\s*(?:\s[|–—·•»›-]{1,2}|\s?\|)\s+(\S.*?)$")
_LONGEST = 400


def choose_title(page: Outline, metadata: Metadata, url: str) -> str:
    """The headline as the page shows it, without kicker and without the site's name."""
    site = _site_names(metadata, url)
    stated = [
        _without_site(text, site)
        for text in (
            metadata.stated("headline"),
            metadata.first("og:title"),
            metadata.first("twitter:title", "dc.title", "title", "parsely-title", "sailthru.title"),
            metadata.document_title,
        )
        if text
    ]
    stated = [text for text in stated if text and comparable(text) not in site]
    heads = [
        block for block in page.blocks if block.tag == "h1" and comparable(block.text) not in site
    ]
    texts = [block.text for block in heads if 3 < len(block.text) <= _LONGEST]
    shown = _best_shown(texts, stated)
    if shown:
        return _without_site(shown, site)
    if stated:
        return _most_agreed(stated)
    second = next((b.text for b in page.blocks if b.tag == "h2" and len(b.text) > 15), None)
    return second or (texts[0] if texts else "")


def _best_shown(heads: list[str], stated: list[str]) -> str | None:
    """The h1 that best agrees with what the head of the page states."""
    if not heads:
        return None
    if not stated:
        return max(heads, key=len)
    scored = [
        (max(_agreement(head, text) for text in stated), -at) for at, head in enumerate(heads)
    ]
    best, place = max(scored)
    return (
        heads[-place] if best >= 0.5 or (len(heads) == 1 and len(heads[0].split()) >= 3) else None
    )


def _agreement(one: str, other: str) -> float:
    left, right = Counter(comparable(one).split()), Counter(comparable(other).split())
    shared = sum((left & right).values())
    return 2 * shared / max(1, left.total() + right.total())


def _most_agreed(stated: list[str]) -> str:
    counts = Counter(comparable(text) for text in stated)
    return max(stated, key=lambda text: (counts[comparable(text)], -stated.index(text)))


def _site_names(metadata: Metadata, url: str) -> set[str]:
    names = {
        metadata.first("og:site_name"),
        metadata.first(
            "application-name", "publisher", "dc.publisher", "cre", "apple-mobile-web-app-title"
        ),
        metadata.stated("publisher"),
    }
    host = url.split("/")[2] if url.count("/") >= 2 else ""
    host = host.split(":")[0].removeprefix("www.")
    bare = host.rsplit(".", 1)[0] if "." in host else host
    return {comparable(name) for name in (*names, host, bare, bare.split(".")[-1]) if name} - {""}


def _without_site(text: str, site: set[str]) -> str:
    """Cut "| Site" off the end, and "Site: " off the beginning."""
    text = clean(text)
    for _ in range(3):
        match = _TAIL.match(text)
        if not match:
            break
        tail = comparable(match[2])
        packed = tail.replace(" ", "")
        named = any(
            tail == name
            or packed == name.replace(" ", "").replace("www", "")
            or (len(name) > 3 and (name in tail or tail in name) and len(tail) < len(name) + 25)
            for name in site
        )
        if not named and not ("|" in text[len(match[1]) : -len(match[2])] and len(match[2]) < 30):
            break
        text = match[1].rstrip(" |–—-")
    return text
