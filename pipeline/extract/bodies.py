"""Public bodies and institutes: ways to name one that are neither its head nor its initials.

"Department of Commerce", "Commerce Department" · "Europäischer Gerichtshof", "EuGH"
"Bundesministerium für Digitales", "Digitalministerium"
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.surface import fold, initials, is_acronym
from pipeline.extract.tables import LINKING

__all__ = [
    "compound_of",
    "is_headed_by_acronym",
    "is_mixed_acronym_of",
    "is_turned",
    "nominative",
    "turned_key",
]

_SMALL_WORDS = frozenset(LINKING["small_words"])
_IN_FULL = {"Uni": "Universität", "Univ.": "University", "Dept.": "Department"}
_TURNS = frozenset({"of", "for", "für", *_IN_FULL})
_BODY = re.compile(r"(.{4,}?)s?-?(ministerium|amt|behörde|institut|agentur|kammer)")
_MIXED = re.compile(r"[A-ZÄÖÜ](?=\w*[A-ZÄÖÜ])\w{2,5}")
_LEAST_STEM = 5  # letters of "Digital…" that both names share
# What adjectives end in, and their endings: "Europäischen", but not "Green".
_DECLINED = re.compile(
    r"([A-ZÄÖÜ][a-zäöüß]*(?:isch|deutsch|lich|ig|al|ell|iv|är|ein|frei|neu|sam|eint)"
    r"|Deutsch|Frei|Neu|Hoh|Vereinigt)e[nrms]?"
)
# Ends of nouns that tell the gender, and with it how an adjective before the noun ends.
_GENDERS = (
    ("e", re.compile(r".*(?:ung|heit|keit|ion|tät|schaft|agentur|bank|zeitung|behörde|kammer"
                     r"|stelle|börse|kirche|hochschule|akademie|bahn|post|liga|messe)")),
    ("es", re.compile(r".*(?:zentrum|amt|institut|ministerium|gericht|haus|parlament|werk|netz"
                      r"|büro|komitee|museum|labor|forum|register|kartellamt|rote kreuz)")),
    ("er", re.compile(r".*(?:hof|rat|bund|verband|fonds|tag|dienst|verein|ring|beirat)")),
)  # fmt: skip


def turned_key(name: str) -> str | None:
    """Give what "Department of Commerce" and "Commerce Department" share; None: too little.

    So with "Uni Wien" and "Universität Wien".
    """
    words = sorted(
        fold(_IN_FULL.get(word, word))
        for word in name.split()
        if word.casefold() not in _SMALL_WORDS
    )
    return " ".join(words) if len(words) > 1 else None


def is_turned(name: str) -> bool:
    """Tell whether `name` has a word for which its other name may be turned round or longer."""
    return not _TURNS.isdisjoint(name.split())


def compound_of(short: str, names: Iterable[str]) -> list[str]:
    """List the names that `short` is a compound for: of the same kind, with its first part."""
    body = _BODY.fullmatch(short.casefold())
    if body is None or len(body[1]) < _LEAST_STEM:
        return []
    return [name for name in names if _has_part(name.casefold().split(), body[1], body[2])]


def _has_part(words: list[str], part: str, kind: str) -> bool:
    return (
        len(words) > 2
        and words[0].endswith((kind, f"{kind}s", f"{kind}es"))
        and any(word.startswith(part[:-1] if len(part) > _LEAST_STEM else part) for word in words)
    )


def is_mixed_acronym_of(short: str, name: str) -> bool:
    """Tell whether "EuGH" is "Europäischer Gerichtshof": its letters in order, initials first."""
    if " " not in name or not _MIXED.fullmatch(short):
        return False
    firsts = [word[0] for word in name.split() if word.casefold() not in _SMALL_WORDS]
    capitals = [letter for letter in short if letter.isupper()]
    rest = iter(name.casefold())
    return (
        short[0] == name[0]
        and all(letter in rest for letter in short.casefold())
        and firsts == capitals[: len(firsts)]
    )


def is_headed_by_acronym(short: str, name: str) -> bool:
    """Tell whether "TU Wien" is "Technische Universität Wien"."""
    letters, _, place = short.partition(" ")
    if not place or short == name or not is_acronym(letters) or not name.endswith(f" {place}"):
        return False
    return letters in initials(name[: -len(place) - 1].rstrip(","))


def nominative(name: str) -> str:
    """Give a German name with declined adjectives as a headline would: "Technische Universität".

    Where the noun does not tell its gender, the name stays as it is.
    """
    words = name.split()
    head = next((i for i, word in enumerate(words) if not _DECLINED.fullmatch(word)), 0)
    if head == 0:
        return name
    noun = words[head]
    for ending, pattern in _GENDERS:
        plain = re.sub(r"e?s$", "", noun) if ending != "e" else noun
        for form in (noun, plain):
            if pattern.fullmatch(form.casefold()):
                adjectives = [_DECLINED.sub(rf"\1{ending}", word) for word in words[:head]]
                return " ".join([*adjectives, form, *words[head + 1 :]])
    return name
