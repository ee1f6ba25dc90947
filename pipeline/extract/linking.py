"""Join the names of one article: "Musk" and "Musks" are Elon Musk, "TVA" is its long form.

Nothing but the article and a small table of words decides; who that is beyond the article
is the business of the resolve stage.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.documents import Entity, EntityType, Language, Mention, Span
from pipeline.extract.naming import best_name, without_suffix
from pipeline.extract.surface import (
    base_forms,
    fold,
    initials,
    is_acronym,
    stem,
    without_legal_form,
)
from pipeline.extract.tables import LINKING

__all__ = ["link"]

Form = tuple[EntityType, str]
Name = tuple[Span, EntityType, float]

_GROUPS = frozenset(LINKING["groups"])
_UNITS = frozenset(LINKING["units"])
_WHOLE = frozenset(LINKING["whole"])
_OWN_TAILS = frozenset(LINKING["own_tails"])
_SAME = {
    (group["type"], form.casefold()): number
    for number, group in enumerate(LINKING["same"])
    for form in group["forms"]
}
_OPENS = re.compile(r",?\s?[(\[„“\"]{1,2}")
_CLOSES = (")", "]", "“", '"', "”")
_FORMERLY = re.compile(
    r",?\s?\(?(?:formerly|previously|früher|ehemals|vormals)(?:\sknown\sas|\sbekannt\sals)?\s"
)
_POSSESSIVE = ("'s", "’s", "'", "’")
_STRAY_TYPE = 0.34  # a type with less than this share of the commonest type's weight is a slip
_LONGEST_ACRONYM = 7


@dataclass(slots=True)
class _Article:
    """The forms of names in an article, where each stands, and what has been joined so far."""

    text: str
    lang: Language
    places: dict[Form, list[int]]
    parent: dict[Form, Form] = field(default_factory=dict)
    ambiguous: dict[Form, frozenset[Form]] = field(default_factory=dict)

    def root(self, form: Form) -> Form:
        while (above := self.parent.get(form, form)) != form:
            form = above
        return form

    def join(self, form: Form, other: Form) -> None:
        first, second = sorted((self.root(form), self.root(other)))
        if first != second:
            self.parent[second] = first

    def of(self, kind: EntityType) -> list[str]:
        return [text for form_kind, text in self.places if form_kind == kind]

    def bases(self, form: Form) -> tuple[str, ...]:
        """List the form itself and what it may be an inflection of in the article's language."""
        kind, text = form
        if self.lang == "de" or kind == "PRODUCT" or text.endswith(_POSSESSIVE):
            return (text, *base_forms(text))
        return (text,)

    def at(self, form: Form, place: int) -> Form:
        """Give the joined form that the mention of `form` at `place` stands for."""
        if form not in self.ambiguous:
            return self.root(form)
        starts = [(start, full) for full in self.ambiguous[form] for start in self.places[full]]
        before = [item for item in starts if item[0] < place]
        return self.root(max(before)[1] if before else min(starts)[1])


def link(text: str, names: Sequence[Name], lang: Language) -> tuple[Mention, ...]:
    """Give every name found in `text` its entity, in order of the text.

    `names` are spans that do not overlap, each with its type and score. An entity's name is the
    fullest form that the article has, as a base form. A form that is nearly always of one type
    gets that type everywhere.
    """
    settled = _settle_types(text, names)
    places: dict[Form, list[int]] = defaultdict(list)
    for span, kind, _ in settled:
        places[kind, text[span.start : span.end]].append(span.start)
    article = _Article(text, lang, dict(places))
    _join_spellings(article)
    _join_inflections(article)
    _join_brackets(article, settled)
    _join_synonyms(article)
    _join_acronyms(article)
    _join_persons(article)
    _join_parts(article)
    best = _names(article)
    mentions = []
    for span, kind, score in settled:
        form = text[span.start : span.end]
        entity = Entity(best[article.at((kind, form), span.start)], kind)
        mentions.append(Mention(span, form, entity, score))
    return tuple(mentions)


def _settle_types(text: str, names: Iterable[Name]) -> list[Name]:
    ordered = sorted(names)
    weights: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for span, kind, score in ordered:
        weights[text[span.start : span.end]][kind] += score
    return [
        (span, _settled(kind, weights[text[span.start : span.end]]), score)
        for span, kind, score in ordered
    ]


def _settled(kind: EntityType, weights: dict[EntityType, float]) -> EntityType:
    best = max(weights, key=lambda candidate: (weights[candidate], candidate))
    return best if weights[kind] < _STRAY_TYPE * weights[best] else kind


def _join_spellings(article: _Article) -> None:
    first: dict[Form, Form] = {}
    for kind, text in article.places:
        key = fold(without_suffix(text) if kind == "PERSON" else text)
        article.join((kind, text), first.setdefault((kind, key), (kind, text)))


def _join_inflections(article: _Article) -> None:
    known = {(kind, fold(text)): (kind, text) for kind, text in article.places}
    stems: dict[Form, Form] = {}
    for form in article.places:
        kind, text = form
        for base in article.bases(form)[1:]:
            if other := known.get((kind, fold(base))):
                article.join(form, other)
                break
        if article.lang == "de" and kind in {"ORG", "LOC"} and (" " in text or len(text) > 8):
            article.join(form, stems.setdefault((kind, stem(text)), form))


def _join_brackets(article: _Article, names: list[Name]) -> None:
    """Join what stands in brackets behind a name, where one of the two is short for the other."""
    for (left, kind, _), (right, other, _) in itertools.pairwise(names):
        if kind != other:
            continue
        between = article.text[left.end : right.start]
        pair = (article.text[left.start : left.end], article.text[right.start : right.end])
        closed = article.text[right.end : right.end + 1].startswith(_CLOSES)
        if _FORMERLY.fullmatch(between) or (
            closed and _OPENS.fullmatch(between) and _is_short_for(*sorted(pair, key=len))
        ):
            article.join((kind, pair[0]), (kind, pair[1]))


def _is_short_for(short: str, long: str) -> bool:
    if not is_acronym(short) or is_acronym(long):
        return False
    return " " in long or short.upper() in initials(long)


def _join_synonyms(article: _Article) -> None:
    first: dict[int, Form] = {}
    for form in article.places:
        for base in article.bases(form):
            number = _SAME.get((form[0], base.casefold()))
            if number is not None:
                article.join(form, first.setdefault(number, form))
                break


def _join_acronyms(article: _Article) -> None:
    for kind, text in article.places:
        letters = text.replace(".", "")
        if kind == "LOC" or not is_acronym(text) or len(letters) > _LONGEST_ACRONYM:
            continue
        plain = {letters[:-1] if letters.endswith("s") else letters.upper()}
        longer = (other for other in article.of(kind) if len(other) > len(text) + 3)
        meant = {article.root((kind, other)) for other in longer if plain & initials(other)}
        if len(meant) == 1:
            article.join((kind, text), meant.pop())


def _join_persons(article: _Article) -> None:
    full = {
        name: {base.casefold() for base in article.bases(("PERSON", without_suffix(name)))}
        for name in article.of("PERSON")
        if " " in name
    }
    for short in article.of("PERSON"):
        wanted = {base.casefold() for base in article.bases(("PERSON", short))}
        ends = tuple(f" {base}" for base in wanted)
        starts = tuple(f"{base} " for base in wanted)
        longer = {name: bases for name, bases in full.items() if not bases & wanted}
        tails = {name for name, bases in longer.items() if any(b.endswith(ends) for b in bases)}
        heads = {name for name in longer if name.casefold().startswith(starts)}
        _attach(article, ("PERSON", short), tails or heads)


def _attach(article: _Article, short: Form, longer: Iterable[str]) -> None:
    """Join `short` to the one longer name; of several, each mention takes the nearest before."""
    full = frozenset((short[0], name) for name in longer)
    roots = {article.root(form) for form in full}
    if len(roots) == 1:
        article.join(short, roots.pop())
    elif roots and article.root(short) not in roots:
        article.ambiguous[short] = full


def _join_parts(article: _Article) -> None:
    """Join "Goldman" to Goldman Sachs, "Lilly" to Eli Lilly, "K2" to Kimi K2."""
    for form in article.places:
        kind, text = form
        if kind == "PERSON":
            continue
        bases = article.bases(form)
        longer = [other for other in article.of(kind) if len(other) > len(text) + 1]
        heads = [name for name in longer if any(_is_head(kind, base, name) for base in bases)]
        if len({article.root((kind, name)) for name in heads}) > 1:
            heads = [name for name in heads if name.split()[-1] in _WHOLE]
        if heads:
            if len({article.root((kind, name)) for name in heads}) == 1:
                article.join(form, (kind, heads[0]))
        elif kind != "LOC" and text not in _OWN_TAILS:
            _attach(article, form, [name for name in longer if _is_tail(kind, bases, name)])


def _is_head(kind: EntityType, short: str, long: str) -> bool:
    bare = without_legal_form(long)
    if kind == "PRODUCT" or not long.startswith(short) or long == short:
        return False
    rest = re.split(r"[\s.-]+", bare[len(short) :].lstrip(" .-"))
    if kind == "LOC":
        return bare[len(short) :].startswith(" ")
    if set(rest) <= _WHOLE or rest == [""]:
        return True
    is_unit = rest[0] in _UNITS or rest[-1].isdigit()
    return short not in _GROUPS and not is_unit and bare[len(short) :].startswith((" ", ".", "AI"))


def _is_tail(kind: EntityType, bases: Iterable[str], long: str) -> bool:
    if any(long.endswith(f" {base}") for base in bases):
        return True
    return kind == "ORG" and any(
        len(base) > 6 and long.endswith(base.casefold()) and " " not in long for base in bases
    )


def _names(article: _Article) -> dict[Form, str]:
    groups: dict[Form, dict[str, list[int]]] = defaultdict(dict)
    for form, places in article.places.items():
        groups[article.root(form)][form[1]] = places
    others = {kind: frozenset(article.of(kind)) for kind in {kind for kind, _ in article.places}}
    return {
        root: best_name(root[0], forms, others[root[0]], article.text, article.lang)
        for root, forms in groups.items()
    }
