"""Whether a link is about the AI industry, by the words of its title, summary and section.

The words are in `about.toml`, German and English side by side. Recall comes first: a wrong
link costs one page, a missed one is lost. Three rules, in this order:

1. a term or a name that is always about AI keeps the link;
2. a name that may mean something else keeps it together with a word of context;
3. a firm of the wider industry keeps it together with a word of its business;
4. a word of technology keeps it together with a word of a deal: most such firms live by AI now,
   and say so only further down.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import unquote, urlsplit

from pipeline.documents import Link

__all__ = ["Verdict", "is_about_ai"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a link is kept, and the words that decided it."""

    kept: bool
    reason: str


def is_about_ai(link: Link) -> Verdict:
    """Judge by title, summary, section and the words in the address."""
    words = _words()
    places = _places(link)
    everything = " · ".join(places.values())
    if found := words.always.search(everything):
        place = next((name for name, text in places.items() if found[0] in text), "text")
        return Verdict(kept=True, reason=f'"{found[0]}" in the {place}')
    for names, companions in words.pairs:
        name, companion = _two(names, companions, everything)
        if name and companion:
            return Verdict(kept=True, reason=f'"{name[0]}" with "{companion[0]}"')
    return Verdict(kept=False, reason="no word about AI in title, summary, section or address")


def _places(link: Link) -> dict[str, str]:
    texts = {"title": link.title, "summary": link.summary, "section": link.section}
    given = {place: text for place, text in texts.items() if text}
    return given | {"address": _slug_words(link.url)}


def _two(
    names: re.Pattern[str], companions: re.Pattern[str], text: str
) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """A name and another word that goes with it; no word goes with itself."""
    name = names.search(text)
    if name is None:
        return None, None
    others = (found for found in companions.finditer(text) if found[0].lower() != name[0].lower())
    return name, next(others, None)


def _slug_words(url: str) -> str:
    """The words of a path, with the two short ones in capitals, as titles have them."""
    path = unquote(urlsplit(url).path) if "://" in url else ""
    words = re.split(r"[^\w]+|_", path)
    return " ".join(word.upper() if word in {"ki", "ai"} else word for word in words if word)


@dataclass(frozen=True, slots=True)
class _Words:
    always: re.Pattern[str]
    pairs: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


@cache
def _words() -> _Words:
    table = tomllib.loads(resources.files(__package__).joinpath("about.toml").read_text("utf-8"))

    def plain(name: str) -> re.Pattern[str]:
        return re.compile(_any([*table[name]["de"], *table[name]["en"]], ignore_case=True))

    def proper(name: str) -> re.Pattern[str]:
        return re.compile(_any(table[name]["both"]))

    return _Words(
        always=re.compile(f"{plain('terms').pattern}|{proper('names').pattern}"),
        pairs=(
            (proper("ambiguous"), plain("context")),
            (proper("firms"), plain("business")),
            (plain("technology"), plain("deals")),
        ),
    )


def _any(patterns: Iterable[str], *, ignore_case: bool = False) -> str:
    flag = "i" if ignore_case else ""
    return rf"(?{flag}:(?<!\w)(?:{'|'.join(patterns)})(?!\w))"
