"""Join the names of one article: "Musk" and "Musks" are Elon Musk, "TVA" is its long form.

The article, a small table of words and the registry decide; who that is beyond the article is
the business of the resolve stage.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.documents import Entity, EntityType, Language, Mention, Span
from pipeline.extract.forms import Form, Forms
from pipeline.extract.name_types import Name, settle_types
from pipeline.extract.naming import best_name, without_suffix
from pipeline.extract.offices import is_seated, office, place_beside
from pipeline.extract.registered import registered
from pipeline.extract.short_names import join_acronyms, join_bodies, join_brackets
from pipeline.extract.surface import fold, stem, without_legal_form
from pipeline.extract.tables import LINKING
from pipeline.registry import Entry

__all__ = ["link"]

_GROUPS = frozenset(LINKING["groups"])
_UNITS = frozenset(LINKING["units"])
_WHOLE = frozenset(LINKING["whole"])
_OWN_TAILS = frozenset(LINKING["own_tails"])
_SAME = {
    (group["type"], form.casefold()): number
    for number, group in enumerate(LINKING["same"], 1)
    for form in group["forms"]
}
_AND = re.compile(r",?\s(?:und|and|sowie|oder|or)\s(?:(?:auch|die|der|das|the)\s)?")
_FOR = re.compile(r"\s(?:for|für)\s$")  # an institute for something is not that something


def link(text: str, names: Sequence[Name], lang: Language) -> tuple[Mention, ...]:
    """Give every name found in `text` its entity, in order of the text.

    `names` are spans that do not overlap, each with its type and score. An entity's name is the
    fullest form that the article has, as a base form. A form gets one type in the
    article, the one that it was found with most surely.
    """
    settled = settle_types(text, names, lang)
    places: dict[Form, list[int]] = defaultdict(list)
    for span, kind, _ in settled:
        places[kind, text[span.start : span.end]].append(span.start)
    forms = Forms(text, lang, dict(places))
    _join_spellings(forms)
    _join_inflections(forms)
    join_brackets(forms, settled)
    _join_synonyms(forms)
    join_acronyms(forms)
    join_bodies(forms)
    _join_persons(forms)
    _join_parts(forms, _told_apart(text, settled))
    best = _names(forms)
    named = [
        (span, Entity(best[forms.at((kind, text[span.start : span.end]), span.start)], kind), score)
        for span, kind, score in settled
    ]
    of = _owners(text, [(span, entity) for span, entity, _ in named])
    return tuple(
        Mention(span, text[span.start : span.end], of.get(entity, entity), score)
        for span, entity, score in named
    )


def _owners(text: str, named: Sequence[tuple[Span, Entity]]) -> dict[Entity, Entity]:
    """Give each office that is named by no more the one place that stands beside its name."""
    places = [(span, entity.name) for span, entity in named if entity.type == "LOC"]
    beside: dict[Entity, set[str]] = defaultdict(set)
    for span, entity in named:
        if entity.type == "ORG" and (is_seated(entity.name) or office(entity.name)):
            beside[entity] |= {place_beside(text, span, places) or ""} - {""}
    return {
        entity: replace(entity, of=owners.pop())
        for entity, owners in beside.items()
        if len(owners) == 1
    }


def _join_spellings(forms: Forms) -> None:
    first: dict[Form, Form] = {}
    for kind, text in forms.places:
        key = fold(without_suffix(text) if kind == "PERSON" else text)
        forms.join((kind, text), first.setdefault((kind, key), (kind, text)))


def _join_inflections(forms: Forms) -> None:
    known = {(kind, fold(text)): (kind, text) for kind, text in forms.places}
    stems: dict[Form, Form] = {}
    for form in forms.places:
        kind, text = form
        for base in forms.bases(form)[1:]:
            if other := known.get((kind, fold(base))):
                forms.join(form, other)
                break
        if forms.lang == "de" and kind in {"ORG", "LOC"} and (" " in text or len(text) > 8):
            forms.join(form, stems.setdefault((kind, stem(text)), form))


def _join_synonyms(forms: Forms) -> None:
    first: dict[int | Entry, Form] = {}
    for form in forms.places:
        for base in forms.bases(form):
            same = _SAME.get((form[0], base.casefold())) or registered().get((form[0], fold(base)))
            if same is not None:
                forms.join(form, first.setdefault(same, form))
                break


def _told_apart(text: str, names: Sequence[Name]) -> set[frozenset[str]]:
    """Collect the pairs of names that one "and" joins: "Google and Google Ventures" are two."""
    return {
        frozenset((text[left.start : left.end], text[right.start : right.end]))
        for (left, _, _), (right, _, _) in itertools.pairwise(names)
        if _AND.fullmatch(text, left.end, right.start)
    }


def _join_persons(forms: Forms) -> None:
    for form in forms.places:
        kind, text = form
        if kind == "PERSON":
            bases = forms.bases(form)
            tails = {name for base in bases for name in forms.ending(kind, base)}
            heads = {name for base in bases for name in forms.beginning(kind, base)}
            forms.attach(form, (tails or heads) - {text})


def _join_parts(forms: Forms, apart: set[frozenset[str]]) -> None:
    """Join "Goldman" to Goldman Sachs, "Lilly" to Eli Lilly, "K2" to Kimi K2."""
    for form in forms.places:
        kind, text = form
        if kind == "PERSON":
            continue
        bases = forms.bases(form)
        heads = [
            name
            for base in bases
            for name in forms.beginning(kind, base)
            if _is_head(kind, base, name) and not {frozenset((base, name))} & apart
        ]
        if len({forms.root((kind, name)) for name in heads}) > 1:
            heads = [name for name in heads if name.split()[-1] in _WHOLE]
        if heads:
            if len({forms.root((kind, name)) for name in heads}) == 1:
                forms.join(form, (kind, heads[0]))
        elif kind != "LOC" and text not in _OWN_TAILS:
            tails = {
                name
                for base in bases
                for name in forms.ending(kind, base)
                if not _FOR.search(name[: -len(base)])
            }
            if kind == "ORG":
                tails |= {name for base in bases for name in forms.compounds(base)}
            forms.attach(form, tails - {text})


def _is_head(kind: EntityType, short: str, long: str) -> bool:
    """Tell whether `short` can stand for `long`, or `long` is a unit of its own beside it."""
    behind = without_legal_form(long)[len(short) :]
    if kind == "PRODUCT":
        return False
    if kind == "LOC":
        return behind.startswith(" ")
    rest = re.split(r"[\s.-]+", behind.lstrip(" .-"))
    if set(rest) <= _WHOLE or rest == [""]:
        return True
    is_unit = rest[0] in _UNITS or rest[-1] in _UNITS or rest[-1].isdigit()
    return short not in _GROUPS and not is_unit and behind.startswith((" ", ".", "AI"))


def _names(forms: Forms) -> dict[Form, str]:
    joined: dict[Form, dict[str, list[int]]] = defaultdict(dict)
    known: dict[EntityType, set[str]] = defaultdict(set)
    for form, places in forms.places.items():
        kind, text = form
        joined[forms.root(form)][text] = places
        known[kind].add(text)
    return {
        root: best_name(root[0], held, known[root[0]], forms.text, forms.lang)
        for root, held in joined.items()
    }
