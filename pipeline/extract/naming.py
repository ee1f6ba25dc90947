"""The best name of forms that name one thing: full, a base form, without a legal form."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.documents import EntityType, Language
from pipeline.extract.bodies import nominative
from pipeline.extract.surface import base_forms, fold, without_legal_form
from pipeline.extract.tables import LINKING

__all__ = ["best_name", "is_suffixed", "without_suffix"]

_NATURAL_S = frozenset(LINKING["natural_s"])
_S_OF_THE_STEM = ("us", "is", "os", "ss")
_GENERATION = re.compile(r",?\s(?:Jr|Sr|II|III|IV)\.?$")
_NOUN_BEHIND = re.compile(
    r"\s(?:(?!(?:oder|aber|ohne|unter|hinter|neben|wegen|gegen|sowie|[ds]ie|de[rnms]|das|eine[rnms]?"
    r"|(?:sein|ihr|kein|dies|jed)e[rnms]?|wurden?|haben|hatten?|werden|sollen?|wollen)\s)"
    r"[a-zäöüß-]+(?:e|er|es|en|em)\s){0,3}[„“\"]?(?:[A-ZÄÖÜ]\w|\w+-[A-ZÄÖÜ])"
)
_GERMAN_BODY = re.compile(r"(\w*(?:ministerium|amt|gericht|hof|rat|verband|institut|tag))e?s")
_NOUN_BEFORE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+\s$")
_NOUN_WINDOW = 40


def without_suffix(name: str) -> str:
    """Cut "Jr.", "Sr.", "III" off a person's name."""
    return _GENERATION.sub("", name)


def is_suffixed(name: str) -> bool:
    return without_suffix(name) != name


def best_name(
    kind: EntityType,
    places: dict[str, list[int]],
    others: Collection[str],
    text: str,
    lang: Language,
) -> str:
    """Choose among the forms of one entity (`places`: form → starts in `text`).

    `others` are all forms of that type in the article: they tell a genitive from a name in s.
    """
    bases = {
        form: _base_form(kind, form, others, lang)
        or (base_forms(form)[0] if _is_genitive(kind, form, starts, text) else form)
        for form, starts in places.items()
    }

    words: dict[str, int] = {}
    for base in bases.values():
        words[fold(base)] = max(words.get(fold(base), 0), len(base.split()))

    def rank(form: str) -> tuple[bool | int | str, ...]:
        base = bases[form]
        return (
            kind == "ORG" and without_legal_form(form) != form,
            is_suffixed(form),
            -words[fold(base)],
            base.isupper() and len(base) > 4,
            base != form,
            -len(places[form]),
            -len(base),
            base,
        )

    name = bases[min(places, key=rank)]
    if kind == "ORG" and lang == "de":
        name = nominative(name)
    return name.title() if kind == "LOC" and name.isupper() and len(name) > 3 else name


def _base_form(kind: EntityType, form: str, others: Collection[str], lang: Language) -> str | None:
    """Give the base form as far as the other names tell; `None` leaves it to the context."""
    bases = base_forms(form)
    if form in _NATURAL_S or not bases:
        return form
    for base in bases:
        if base in others or not form.endswith("s") or form[-2] in "'’":
            return base
    if lang == "en":
        return form
    if kind == "ORG" and (body := _GERMAN_BODY.fullmatch(form)):
        return body[1]
    last = form.rsplit(maxsplit=1)[-1]
    if kind == "PERSON" and last != form:
        if last[:-1] in others:
            return bases[-1]
        return form if last in others else None
    return None


def _is_genitive(kind: EntityType, form: str, starts: Sequence[int], text: str) -> bool:
    """Tell by the words around each occurrence if the s is an ending ("Googles neue Chips")."""
    last = form.rsplit(maxsplit=1)[-1]
    if form in _NATURAL_S or last in _NATURAL_S or last.endswith(_S_OF_THE_STEM):
        return False
    if kind in {"ORG", "PRODUCT"} and " " in form:
        return False
    return all(
        _NOUN_BEHIND.match(text, start + len(form))
        or (kind == "LOC" and _NOUN_BEFORE.search(text, max(0, start - _NOUN_WINDOW), start))
        for start in starts
    )
