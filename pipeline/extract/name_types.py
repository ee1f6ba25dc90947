"""One type for each name of an article, by all that speaks for one.

That is how surely it was found as what, the noun beside it, a person's name that it is part of,
and the registry, which knows that Cerebras is a firm and Blackwell a chip. What is a name at all
is the model's to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from pipeline.documents import EntityType, Language, Span
from pipeline.extract.callings import type_called
from pipeline.extract.naming import without_suffix
from pipeline.extract.registered import only_type
from pipeline.extract.surface import base_forms, fold

__all__ = ["Name", "settle_types"]

Name = tuple[Span, EntityType, float]

_CALLED = 1.0
_KNOWN = 1.0
_LAST_NAME, _FIRST_NAME = 0.9, 0.7  # a mention's weight; "Liang Wenfeng" has his last name first
_SURE = 0.5  # score of a person's full name, from which a noun before it says nothing
_MODEL_SIZE = re.compile(r"[\s-]\d+(?:\.\d+)?[BM]$")  # "LFM-7B"


def settle_types(text: str, names: Iterable[Name], lang: Language) -> list[Name]:
    """Give each form the type that it has most surely: the sum of its scores, squared.

    The noun before it ("die Firma") counts as much as a name found without doubt, but not
    against a person's full name ("die Investorin"); a person's last name nearly as much. So does
    the registry, but not on what may be a place ("Europa", a chip).
    """
    ordered = sorted(names)
    known = {fold(text[span.start : span.end]) for span, _, _ in ordered}
    keys = {form: _base_key(form, known, lang) for form in _forms(text, ordered)}
    parts = _parts_of_people(text, ordered)
    weights: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for span, kind, score in ordered:
        form = text[span.start : span.end]
        held = weights[keys[form]]
        held[kind] += score * score
        called = type_called(text, span.start, form, lang)
        if called and not (kind == "PERSON" and " " in form and score >= _SURE):
            held[called] += _CALLED
        if kind != "LOC" and (known_as := _known_type(form, lang)):
            held[known_as] += _KNOWN
        if _MODEL_SIZE.search(form):
            held["PRODUCT"] += _CALLED
        if keys[form] in parts and kind != "LOC":
            held["PERSON"] += parts[keys[form]]
    best = {key: max(held, key=lambda kind: (held[kind], kind)) for key, held in weights.items()}
    return [(span, best[keys[text[span.start : span.end]]], score) for span, _, score in ordered]


def _forms(text: str, names: Sequence[Name]) -> set[str]:
    return {text[span.start : span.end] for span, _, _ in names}


def _known_type(form: str, lang: Language) -> EntityType | None:
    forms = (form, *base_forms(form)) if lang == "de" else (form,)
    return next((kind for key in map(fold, forms) if (kind := only_type(key))), None)


def _base_key(form: str, known: Collection[str], lang: Language) -> str:
    bases = base_forms(form) if lang == "de" else ()
    return next((key for key in map(fold, bases) if key in known), fold(form))


def _parts_of_people(text: str, names: Sequence[Name]) -> dict[str, float]:
    """Weigh the first and last words of people's full names, unless a firm's name begins so."""
    weights: dict[str, float] = {}
    firms = set()
    for span, kind, _ in names:
        words = re.split(r"[\s-]+", without_suffix(text[span.start : span.end]))
        if kind != "PERSON":
            firms |= {fold(words[0])} if len(words) > 1 else set()
        elif len(words) > 1:
            weights[fold(words[-1])] = _LAST_NAME
            weights.setdefault(fold(words[0]), _FIRST_NAME)
    return {word: weight for word, weight in weights.items() if word not in firms}
