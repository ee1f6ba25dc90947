"""Whether a link is about the AI industry, by the words of its title, summary and section.

The words are in `about.toml`, German and English side by side; names come from the registry of
known firms and products, too. Recall comes first: a wrong link costs one page, a missed one is
lost. The rules, in this order:

1. a term or a name that is always about AI keeps the link;
2. a name that may mean something else keeps it together with a word of context;
3. a firm of the wider industry keeps it together with a word of its business;
4. a word of technology keeps it together with a word of a deal: most such firms live by AI now,
   and say so only further down;
5. a word of a round of funding keeps it together with a sum of money;
6. a leading firm, or a word of robots, chips, clouds or start-ups, keeps it alone, unless another
   word says that it is about sports, weather, shopping or the like.

What none of them keeps and no word places elsewhere is left open: the page itself has to tell.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.documents import Article, Link

__all__ = ["Verdict", "is_about_ai", "text_is_about_ai"]

# Files of the registry whose names are of the AI industry, and those of the wider one.
_AI_NAMES = ("labs.toml", "models.toml", "robotics.toml", "chips.toml", "hardware.toml")
_FIRMS = ("technology.toml", "asia.toml")
# Kinds of products that shoppers' news is full of.
_SHOPPED = frozenset({"device"})
_SHORTEST_NAME = 3
# Characters of a text that are looked at: further down, AI is mentioned in passing.
_BEGINNING = 600


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a link is kept, and the words that decided it; `open` where none did."""

    kept: bool
    reason: str
    open: bool = False


def is_about_ai(link: Link) -> Verdict:
    """Judge by title, summary, section and the words in the address."""
    words = _words()
    places = _places(link)
    everything = " · ".join(places.values())
    if found := words.always.search(everything) or _known(everything, words.names):
        return Verdict(kept=True, reason=f'"{found[0]}" in the {_place(found[0], places)}')
    for names, companions in words.pairs:
        pair = _two(names.finditer(everything), companions, everything)
        if pair is not None:
            return Verdict(kept=True, reason=f'"{pair[0]}" with "{pair[1]}"')
    for name in _all_known(everything, words.firms):
        pair = _two([name], words.companions, everything)
        if pair is not None:
            return Verdict(kept=True, reason=f'"{pair[0]}" with "{pair[1]}"')
    elsewhere = words.elsewhere.search(everything)
    if elsewhere is not None:
        return Verdict(kept=False, reason=f'no word about AI, and "{elsewhere[0]}"')
    if found := words.weak.search(everything):
        return Verdict(kept=True, reason=f'"{found[0]}" in the {_place(found[0], places)}')
    told = "no word about AI in title, summary, section or address"
    return Verdict(kept=False, reason=told, open=True)


def text_is_about_ai(article: Article) -> bool:
    """Judge by title and the beginning of the text, where a link's own words left it open."""
    begin = article.text[: len(article.title) + _BEGINNING]
    return is_about_ai(Link(article.url, article.source or "", None, begin)).kept


def _places(link: Link) -> dict[str, str]:
    texts = {"title": link.title, "summary": link.summary, "section": link.section}
    given = {place: text for place, text in texts.items() if text}
    return given | {"address": _slug_words(link.url)}


def _place(word: str, places: Mapping[str, str]) -> str:
    return next((name for name, text in places.items() if word in text), "text")


def _two(
    names: Iterable[re.Match[str]], companions: re.Pattern[str], text: str
) -> tuple[str, str] | None:
    """A name and another word that goes with it; no word goes with itself."""
    for name in names:
        for found in companions.finditer(text):
            apart = found.end() <= name.start() or found.start() >= name.end()
            if apart and found[0].lower() != name[0].lower():
                return name[0], found[0]
    return None


def _slug_words(url: str) -> str:
    """The words of a path, with the two short ones in capitals, as titles have them."""
    path = unquote(urlsplit(url).path) if "://" in url else ""
    words = re.split(r"[^\w]+|_", path)
    return " ".join(word.upper() if word in {"ki", "ai"} else word for word in words if word)


# --- the words ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """`names` and `firms` are looked up whole, by their first word; they are too many to try."""

    always: re.Pattern[str]
    pairs: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    companions: re.Pattern[str]
    elsewhere: re.Pattern[str]
    weak: re.Pattern[str]
    names: Mapping[str, re.Pattern[str]]
    firms: Mapping[str, re.Pattern[str]]


@cache
def _words() -> _Words:
    table = tomllib.loads(resources.files(__package__).joinpath("about.toml").read_text("utf-8"))

    def plain(*names: str) -> re.Pattern[str]:
        words = [word for name in names for lang in ("de", "en") for word in table[name][lang]]
        return re.compile(_any(words, ignore_case=True))

    def proper(name: str) -> re.Pattern[str]:
        return re.compile(_any(table[name]["both"]))

    known = list(_registered(_AI_NAMES))
    return _Words(
        always=re.compile(f"{plain('terms').pattern}|{proper('names').pattern}"),
        pairs=(
            (proper("ambiguous"), plain("context")),
            (proper("firms"), plain("business")),
            (plain("technology"), plain("deals")),
            (proper("sums"), plain("raises")),
        ),
        companions=plain("context", "business", "deals", "technology"),
        elsewhere=plain("elsewhere"),
        weak=re.compile(f"{proper('leaders').pattern}|{plain('weak').pattern}"),
        names=_by_first_word(name for name in known if _is_distinct(name)),
        firms=_by_first_word([*known, *_registered(_FIRMS)]),
    )


def _any(patterns: Iterable[str], *, ignore_case: bool = False) -> str:
    flag = "i" if ignore_case else ""
    return rf"(?{flag}:(?<!\w)(?:{'|'.join(patterns)})(?!\w))"


# --- names of the registry --------------------------------------------------------------------

_WORD = re.compile(r"\w+")


def _registered(files: Iterable[str]) -> Iterator[str]:
    """Names and aliases of some files of the registry."""
    folder = resources.files("pipeline.registry")
    for file in files:
        tables = tomllib.loads(folder.joinpath(file).read_text("utf-8"))
        tables.pop("parent", None)
        for kind in _SHOPPED:
            tables.get("PRODUCT", {}).pop(kind, None)
        yield from (name for name in _leaves(tables) if len(name) >= _SHORTEST_NAME)


def _leaves(table: Mapping[str, Any]) -> Iterator[str]:
    for name, below in table.items():
        if isinstance(below, list):
            yield from (name, *below)
        else:
            yield from _leaves(below)


def _is_distinct(name: str) -> bool:
    """Whether a name can hardly mean anything else: of several words, or with odd capitals."""
    return len(name.split()) > 1 or any(char.isupper() or char.isdigit() for char in name[1:])


def _by_first_word(names: Iterable[str]) -> dict[str, re.Pattern[str]]:
    groups: dict[str, list[str]] = {}
    for name in names:
        if first := _WORD.search(name):
            groups.setdefault(first[0], []).append(name)
    return {
        first: re.compile(
            _any(rf"{re.escape(name)}s?" for name in sorted(group, key=len, reverse=True))
        )
        for first, group in groups.items()
    }


def _all_known(text: str, names: Mapping[str, re.Pattern[str]]) -> Iterator[re.Match[str]]:
    for word in _WORD.finditer(text):
        pattern = names.get(word[0]) or names.get(word[0].removesuffix("s"))
        if pattern and (found := pattern.match(text, word.start())):
            yield found


def _known(text: str, names: Mapping[str, re.Pattern[str]]) -> re.Match[str] | None:
    return next(_all_known(text, names), None)
