"""Short names and their long forms: what stands in brackets, acronyms, names of public bodies."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.extract.bodies import (
    compound_of,
    is_headed_by_acronym,
    is_mixed_acronym_of,
    is_turned,
    turned_key,
)
from pipeline.extract.forms import Form, Forms
from pipeline.extract.name_types import Name
from pipeline.extract.surface import initials, is_acronym

__all__ = ["join_acronyms", "join_bodies", "join_brackets"]

_IN_SHORT = re.compile(
    r",?\s(?:kurz|abgekürzt|oder|auch|or|short|in\sshort|known\sas)(?:\s(?:die|der|das|the))?\s[„“\"]?"
)
_OPENS = re.compile(r",?\s?[(\[„“\"]{1,2}")
_CLOSES = (")", "]", "“", '"', "”")
_FORMERLY = re.compile(
    r",?\s?\(?(?:formerly|previously|then|früher|ehemals|vormals|damals)(?:\sknown\sas|\sbekannt\sals|\snoch)?\s"
)
_LONGEST_ACRONYM = 7
_MOST_BODIES = 300  # names of an article


def join_brackets(forms: Forms, names: Sequence[Name]) -> None:
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


def join_acronyms(forms: Forms) -> None:
    for kind, text in forms.places:
        letters = text.replace(".", "")
        if kind == "LOC" or not is_acronym(text) or len(letters) > _LONGEST_ACRONYM:
            continue
        plain = letters[:-1] if letters.endswith("s") else letters.upper()
        longer = [name for name in forms.abbreviated(kind, plain) if len(name) > len(text) + 3]
        meant = {forms.root((kind, name)) for name in longer}
        if len(meant) == 1:
            forms.join((kind, text), meant.pop())


def join_bodies(forms: Forms) -> None:
    """Join "Commerce Department" to "Department of Commerce", "EuGH" to its long form."""
    bodies = [form for form in forms.places if form[0] == "ORG"]
    alike: dict[str, list[Form]] = defaultdict(list)
    for form in bodies:
        if key := turned_key(form[1]):
            alike[key].append(form)
    for group in alike.values():
        if any(is_turned(name) for _, name in group):
            for form in group[1:]:
                forms.join(form, group[0])
    long = [text for _, text in bodies if " " in text][:_MOST_BODIES]
    for form in bodies[:_MOST_BODIES]:
        meant = compound_of(form[1], long) or [
            name
            for name in long
            if is_headed_by_acronym(form[1], name) or is_mixed_acronym_of(form[1], name)
        ]
        roots = {forms.root(("ORG", name)) for name in meant}
        if len(roots) == 1:
            forms.join(form, roots.pop())
