"""What a publisher reserves: indexing, text and data mining, use for AI.

Read from a page's headers and meta elements, from `ai.txt` and from the TDM Reservation
Protocol's `/.well-known/tdmrep.json`. All pure functions: text in, the reservation in words
out, or `None`.

Sources of the rules: https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/
(tdm-reservation), https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
(robots directives), https://site.spawning.ai/spawning-ai-txt (ai.txt).
"""

from __future__ import annotations

import fnmatch
import html
import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from protego import Protego

__all__ = ["AGENT", "reserved_by_ai_txt", "reserved_by_page", "reserved_by_tdmrep"]

# The name that robots rules, ai.txt and meta elements may address us by.
AGENT = "Faktograph"

_DIRECTIVES = frozenset({"none", "noindex", "noai"})
_VALUED = frozenset(
    {"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview", "rating"}
)
_HEAD_BYTES = 128 * 1024
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"<meta\b([^>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def reserved_by_page(headers: Mapping[str, str], content: bytes) -> str | None:
    """The reservation that a page carries itself, in words for people.

    `headers` has lower-case names; repeated headers are joined with commas.
    """
    for directive in _robots_header(headers.get("x-robots-tag", "")):
        return f"header X-Robots-Tag: {directive}"
    if headers.get("tdm-reservation", "").strip() == "1":
        return "header tdm-reservation: 1"
    for name, value in _metas(content[:_HEAD_BYTES]):
        if name in {"robots", AGENT.lower()}:
            for directive in _words(value) & _DIRECTIVES:
                return f'meta {name}: "{directive}"'
        if name == "tdm-reservation" and value.strip() == "1":
            return "meta tdm-reservation: 1"
    return None


def reserved_by_ai_txt(text: str, url: str) -> str | None:
    """Whether a site's ai.txt, written like a robots.txt, forbids this address."""
    if not text.strip() or Protego.parse(text).can_fetch(url, AGENT):
        return None
    return "ai.txt does not allow it"


def reserved_by_tdmrep(text: str, url: str) -> str | None:
    """Whether a site's tdmrep.json reserves this address; the first location that fits rules."""
    try:
        rules = json.loads(text)
    except ValueError:
        return None
    path = urlsplit(url).path or "/"
    for rule in rules if isinstance(rules, list) else []:
        if not isinstance(rule, dict) or not isinstance(rule.get("location"), str):
            continue
        location = rule["location"]
        if fnmatch.fnmatchcase(path, location) or path.startswith(location.rstrip("*")):
            reserved = str(rule.get("tdm-reservation")) == "1"
            return f"tdmrep.json reserves {location}" if reserved else None
    return None


def _robots_header(value: str) -> Iterator[str]:
    """The directives that count for us; a part "otherbot: noindex" counts for another."""
    mine = True
    for part in value.split(","):
        name, colon, rest = part.strip().lower().partition(":")
        if colon and name not in _VALUED:
            mine = name in {AGENT.lower(), "*"}
            name = rest.strip()
        if mine and name in _DIRECTIVES:
            yield name


def _metas(head: bytes) -> Iterator[tuple[str, str]]:
    for match in _META.finditer(_COMMENT.sub(b"", head)):
        text = html.unescape(match[1].decode("latin-1"))
        attributes = {
            found[1].lower(): found[2] or found[3] or found[4] or ""
            for found in _ATTRIBUTE.finditer(text)
        }
        name = attributes.get("name") or attributes.get("http-equiv")
        if name and "content" in attributes:
            yield name.strip().lower(), attributes["content"]


def _words(value: str) -> set[str]:
    return {word.strip().lower() for word in value.split(",")}
