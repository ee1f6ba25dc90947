"""The forms that an article's names take: where each stands, which are joined, which in which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.documents import EntityType, Language
from pipeline.extract.naming import without_suffix
from pipeline.extract.surface import base_forms, fold, initials

__all__ = ["Form", "Forms"]

Form = tuple[EntityType, str]

_POSSESSIVE = ("'s", "’s", "'", "’")
_BREAK = re.compile(r"[\s.-]|(?<=[a-zäöüß])(?=AI\b)")
_NUMBERED = re.compile(r"\d")
_MOST_BEARERS = 8  # a short name of more than these tells nobody
_MOST_BREAKS = 12  # a name with more words than that is no name
_SHORTEST_COMPOUND_TAIL = 7
_LONGEST_COMPOUND = 40


@dataclass
class Forms:
    """The forms of names in one article, by type, and what has been joined so far.

    Longer forms are looked up by their beginnings and ends, so that joining takes time in
    proportion to the number of forms, whatever the text.
    """

    text: str
    lang: Language
    places: Mapping[Form, list[int]]
    parent: dict[Form, Form] = field(default_factory=dict)
    ambiguous: dict[Form, frozenset[Form]] = field(default_factory=dict)

    def root(self, form: Form) -> Form:
        top = form
        while (above := self.parent.get(top, top)) != top:
            top = above
        while (above := self.parent.get(form, form)) != top and above != form:
            self.parent[form], form = top, above
        return top

    def join(self, form: Form, other: Form) -> None:
        first, second = sorted((self.root(form), self.root(other)))
        if first != second:
            self.parent[second] = first

    def attach(self, short: Form, longer: Iterable[str]) -> None:
        """Join `short` to the one longer name; of several, a mention takes the nearest before."""
        full = frozenset((short[0], name) for name in longer)
        roots = {self.root(form) for form in full}
        if len(roots) == 1:
            self.join(short, roots.pop())
        elif 1 < len(roots) <= _MOST_BEARERS and self.root(short) not in roots:
            self.ambiguous[short] = full

    def at(self, form: Form, place: int) -> Form:
        """Give the joined form that the mention of `form` at `place` stands for."""
        if form not in self.ambiguous:
            return self.root(form)
        starts = [(start, full) for full in self.ambiguous[form] for start in self.places[full]]
        before = [item for item in starts if item[0] < place]
        return self.root(max(before)[1] if before else min(starts)[1])

    def bases(self, form: Form) -> tuple[str, ...]:
        """List the form itself and what it may be an inflection of in the article's language."""
        kind, text = form
        if self.lang == "de" or kind == "PRODUCT" or text.endswith(_POSSESSIVE):
            return (text, *base_forms(text))
        return (text,)

    def beginning(self, kind: EntityType, short: str) -> list[str]:
        """List the forms that begin with `short` as words of their own ("Goldman")."""
        return self._beginnings.get((kind, _cased(kind, short)), [])

    def ending(self, kind: EntityType, short: str) -> list[str]:
        """List the forms, in any inflection, that end with the words of `short` ("von Aue")."""
        return self._endings.get((kind, _cased(kind, short)), [])

    def compounds(self, short: str) -> list[str]:
        """List the one-word organisations that end with `short` ("Kartellamt")."""
        return self._compounds.get(short.casefold(), [])

    def abbreviated(self, kind: EntityType, letters: str) -> list[str]:
        """List the forms whose initials are `letters`."""
        return self._initials.get((kind, letters), [])

    @cached_property
    def _beginnings(self) -> dict[Form, list[str]]:
        return _index(
            (kind, _cased(kind, text[: found.start()]), text)
            for kind, text in self.places
            for found in _breaks(text)
        )

    @cached_property
    def _endings(self) -> dict[Form, list[str]]:
        return _index(
            (kind, _cased(kind, base[found.end() :]), text)
            for kind, text in self.places
            for base in self.bases((kind, without_suffix(text) if kind == "PERSON" else text))
            for found in _breaks(base)
            if found[0].isspace() or (kind == "PRODUCT" and _NUMBERED.search(base, found.end()))
        )

    @cached_property
    def _compounds(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for kind, text in self.places:
            if kind == "ORG" and " " not in text and len(text) <= _LONGEST_COMPOUND:
                for start in range(1, len(text) - _SHORTEST_COMPOUND_TAIL + 1):
                    found[text[start:]].append(text)
        return found

    @cached_property
    def _initials(self) -> dict[Form, list[str]]:
        return _index(
            (kind, letters, text)
            for kind, text in self.places
            if len(text.split()) <= _MOST_BREAKS
            for letters in initials(text)
        )


def _cased(kind: EntityType, name: str) -> str:
    """Fold people's names; an organisation's case may be all that tells it from a word."""
    return fold(name) if kind == "PERSON" else name


def _breaks(text: str) -> Iterator[re.Match[str]]:
    found = list(_BREAK.finditer(text))
    return iter(found if len(found) <= _MOST_BREAKS else ())


def _index(items: Iterable[tuple[EntityType, str, str]]) -> dict[Form, list[str]]:
    found: dict[Form, list[str]] = defaultdict(list)
    for kind, key, text in items:
        if key and text not in (held := found[kind, key]):
            held.append(text)
    return found
