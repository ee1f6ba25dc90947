"""The name of a site, and titles without it."""

from __future__ import annotations

import re

from pipeline.read.metadata import Metadata
from pipeline.read.wording import clean, comparable

__all__ = ["site_names", "title_tail", "without_site"]

_TAIL = re.compile(r"^(.*\S)(\s[|–—·•»›-]{1,2}\s+|\s?\|\s*|\s?::\s*)(\S.*?)$")
_HEAD = re.compile(r"^([^|–—:]{2,40}?)(?:\s[|–—·•-]{1,2}\s|\s?\|\s?|:\s)(\S.*)$")


def site_names(metadata: Metadata, url: str) -> set[str]:
    """What the page calls its site, and the parts of its host's name; comparable."""
    names = {
        metadata.first("og:site_name"),
        metadata.first("application-name"),
        metadata.first("publisher", "dc.publisher", "apple-mobile-web-app-title"),
        metadata.stated("publisher"),
    }
    host = url.split("/")[2] if url.count("/") >= 2 else ""
    host = host.split(":", maxsplit=1)[0].removeprefix("www.")
    bare = host.rsplit(".", 1)[0] if "." in host else host
    names |= {host, bare, bare.split(".")[-1]}
    names |= {name.partition("(")[0] for name in names if name}
    return {comparable(name) for name in names if name} - {""}


def title_tail(text: str) -> str:
    """What stands behind the last bar or dash of a title; "" for none."""
    match = _TAIL.match(text)
    while match and (inner := _TAIL.match(match[3])):
        match = inner
    return match[3] if match else ""


def without_site(text: str, site: set[str]) -> str:
    """Cut "| Site" off the end, and "Site: " off the beginning."""
    text = clean(text)
    for _ in range(3):
        match = _TAIL.match(text)
        if not match or not (_is_site(match[3], site) or _is_rubric(match)):
            break
        text = match[1].rstrip(" |–—-")
    match = _HEAD.match(text)
    if match and comparable(match[1]).replace(" ", "") in {name.replace(" ", "") for name in site}:
        text = match[2]
    return text


def _is_site(tail: str, site: set[str]) -> bool:
    tail = comparable(tail)
    packed = tail.replace(" ", "")
    return any(
        packed == name.replace(" ", "")
        or (
            len(name) > 3
            and (name in tail or (tail in name and len(tail) > 3))
            and len(tail) < len(name) + 25
        )
        for name in site
    )


def _is_rubric(match: re.Match[str]) -> bool:
    """A bar before a short ending: "Title | Wirtschaft"."""
    return "|" in match[2] and len(match[3]) < 30 and len(match[1]) > 25
