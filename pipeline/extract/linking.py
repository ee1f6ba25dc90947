"""Join the names of one article: "Musk" and "Musks" are Elon Musk, "TVA" is its long form.

Nothing but the article and a small table of words decides; who that is beyond the article
is the business of the resolve stage.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from pipeline.documents import Entity, EntityType, Language, Mention, Span
from pipeline.extract.callings import type_called
from pipeline.extract.forms import Form, Forms
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
_IN_SHORT = re.compile(
    r",?\s(?:kurz|abgekürzt|oder|auch|or|short|in\sshort|known\sas)(?:\s(?:die|der|das|the))?\s[„“\"]?"
)
_OPENS = re.compile(r",?\s?[(\[„“\"]{1,2}")
_CLOSES = (")", "]", "“", '"', "”")
_FORMERLY = re.compile(
    r",?\s?\(?(?:formerly|previously|then|früher|ehemals|vormals|damals)(?:\sknown\sas|\sbekannt\sals|\snoch)?\s"
)
_LONGEST_ACRONYM = 7
_CALLED = 1.0


def link(text: str, names: Sequence[Name], lang: Language) -> tuple[Mention, ...]:
    """Give every name found in `text` its entity, in order of the text.

    `names` are spans that do not overlap, each with its type and score. An entity's name is the
    fullest form that the article has, as a base form. A form gets one type in the
    article, the one that it was found with most surely.
    """
    settled = _settle_types(text, names, lang)
    places: dict[Form, list[int]] = defaultdict(list)
    for span, kind, _ in settled:
        places[kind, text[span.start : span.end]].append(span.start)
    forms = Forms(text, lang, dict(places))
    _join_spellings(forms)
    _join_inflections(forms)
    _join_brackets(forms, settled)
    _join_synonyms(forms)
    _join_acronyms(forms)
    _join_persons(forms)
    _join_parts(forms)
    best = _names(forms)
    mentions = []
    for span, kind, score in settled:
        form = text[span.start : span.end]
        entity = Entity(best[forms.at((kind, form), span.start)], kind)
        mentions.append(Mention(span, form, entity, score))
    return tuple(mentions)


def _settle_types(text: str, names: Iterable[Name], lang: Language) -> list[Name]:
    """Give each form the type that it has most surely: the sum of its scores, squared.

    The noun before it ("die Firma") counts as much as a name found without doubt, but not
    against a person's full name ("die Investorin").
    """
    ordered = sorted(names)
    forms = {text[span.start : span.end] for span, _, _ in ordered}
    known = {fold(form) for form in forms}
    keys = {form: _base_key(form, known, lang) for form in forms}
    weights: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for span, kind, score in ordered:
        form = text[span.start : span.end]
        weights[keys[form]][kind] += score * score
        called = type_called(text, span.start, form, lang)
        if called and not (kind == "PERSON" and " " in form):
            weights[keys[form]][called] += _CALLED
    best = {key: max(held, key=lambda kind: (held[kind], kind)) for key, held in weights.items()}
    return [(span, best[keys[text[span.start : span.end]]], score) for span, _, score in ordered]


def _base_key(form: str, known: Collection[str], lang: Language) -> str:
    bases = base_forms(form) if lang == "de" else ()
    return next((key for key in map(fold, bases) if key in known), fold(form))


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


def _join_brackets(forms: Forms, names: list[Name]) -> None:
    """Join a name with what stands in brackets behind it, or "kurz", where it is short for it."""
    for (left, kind, _), (right, other, _) in itertools.pairwise(names):
        if kind != other:
            continue
        between = forms.text[left.end : right.start]
        pair = (forms.text[left.start : left.end], forms.text[right.start : right.end])
        closed = forms.text[right.end : right.end + 1].startswith(_CLOSES)
        beside = _IN_SHORT.fullmatch(between) or (closed and _OPENS.fullmatch(between))
        if _FORMERLY.fullmatch(between) or (beside and _is_short_for(*sorted(pair, key=len))):
            forms.join((kind, pair[0]), (kind, pair[1]))


def _is_short_for(short: str, long: str) -> bool:
    """Tell whether `short`, in brackets beside `long` or the other way round, abbreviates it."""
    if " " in short or len(short) > _LONGEST_ACRONYM or is_acronym(long):
        return False
    if short.upper() in initials(long) or (is_acronym(short) and " " in long):
        return True
    capitals = sum(letter.isupper() for letter in short)
    return capitals > 1 and short[0] in long and _is_within(short.casefold(), long.casefold())


def _is_within(letters: str, word: str) -> bool:
    """Tell whether `word` has all of `letters` in their order ("FFG")."""
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _join_synonyms(forms: Forms) -> None:
    first: dict[int, Form] = {}
    for form in forms.places:
        for base in forms.bases(form):
            number = _SAME.get((form[0], base.casefold()))
            if number is not None:
                forms.join(form, first.setdefault(number, form))
                break


def _join_acronyms(forms: Forms) -> None:
    for kind, text in forms.places:
        letters = text.replace(".", "")
        if kind == "LOC" or not is_acronym(text) or len(letters) > _LONGEST_ACRONYM:
            continue
        plain = letters[:-1] if letters.endswith("s") else letters.upper()
        longer = [name for name in forms.abbreviated(kind, plain) if len(name) > len(text) + 3]
        meant = {forms.root((kind, name)) for name in longer}
        if len(meant) == 1:
            forms.join((kind, text), meant.pop())


def _join_persons(forms: Forms) -> None:
    for form in forms.places:
        kind, text = form
        if kind == "PERSON":
            bases = forms.bases(form)
            tails = {name for base in bases for name in forms.ending(kind, base)}
            heads = {name for base in bases for name in forms.beginning(kind, base)}
            forms.attach(form, (tails or heads) - {text})


def _join_parts(forms: Forms) -> None:
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
            if _is_head(kind, base, name)
        ]
        if len({forms.root((kind, name)) for name in heads}) > 1:
            heads = [name for name in heads if name.split()[-1] in _WHOLE]
        if heads:
            if len({forms.root((kind, name)) for name in heads}) == 1:
                forms.join(form, (kind, heads[0]))
        elif kind != "LOC" and text not in _OWN_TAILS:
            tails = {name for base in bases for name in forms.ending(kind, base)}
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
