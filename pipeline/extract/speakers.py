"""Who says it: "laut Bloomberg", "Altman said", "people familiar told the Wall Street Journal".

`speakers.toml` has the wordings. A sentence that goes on in the same voice ("habe", "would be",
"hieß es weiter") keeps the speaker of the sentence before, inside a paragraph.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pipeline.documents import Entity, Language, Mention, Span
from pipeline.extract.sentences import sentence_spans
from pipeline.extract.signs import Signed, in_signs

__all__ = ["Saying", "sayings"]

_FILE = tomllib.loads(Path(__file__).with_name("speakers.toml").read_text("utf-8"))
_LANGUAGES: tuple[Language, ...] = ("de", "en")
_PARTY = re.compile(r"⟦[OP]\d+⟧")
_TITLE = re.compile(_FILE["title"], re.IGNORECASE)
_LONGEST = 2000  # characters; what is longer is a list or a trap, no sentence
# Where the next party's own words begin.
_CUT = re.compile(r";|, (?:and|und|but|while|während|whereas) (?:the |die |der |das )?⟦")


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that somebody says: `scope` holds them.

    `speaker` None: the party that the words are about ("the company said"). `goes_on`: the voice is
    that of the sentence before.
    """

    scope: Span
    speaker: Entity | None
    goes_on: bool = False

    def covers(self, words: Span) -> bool:
        """Tell whether at least half of the words are said here."""
        common = min(words.end, self.scope.end) - max(words.start, self.scope.start)
        return 2 * common >= words.end - words.start


@dataclass(frozen=True, slots=True)
class _Pattern:
    """`rest`: the expression without who says it: where that is not, all of it is not either."""

    said: Literal["before", "after", "both"]
    expression: re.Pattern[str]
    rest: re.Pattern[str]


@dataclass(slots=True)
class _Known:
    """Whom pronouns can mean: the last person named, the last medium or company that spoke."""

    person: Entity | None = None
    medium: Entity | None = None


def _pattern(said: Literal["before", "after", "both"], written: str) -> _Pattern:
    who = "(?P<who>[^,;:()–]{1,90})" if written.endswith("{who}") else "(?P<who>[^,;:()–]{1,90}?)"
    rest = max(written.split("{who}"), key=len)
    return _Pattern(
        said,
        re.compile(written.replace("{who}", who), re.IGNORECASE),
        re.compile(rest, re.IGNORECASE),
    )


def _words(name: str) -> dict[Language, re.Pattern[str]]:
    return {lang: re.compile(_FILE[f"{name}_{lang}"], re.IGNORECASE) for lang in _LANGUAGES}


_PATTERNS = {
    lang: tuple(_pattern(row["said"], row[lang]) for row in _FILE["pattern"]) for lang in _LANGUAGES
}
_SELF, _PERSON, _MEDIUM, _ANONYMOUS, _GOES_ON = map(
    _words, ("self", "person", "medium", "anonymous", "goes_on")
)


def sayings(text: str, mentions: Sequence[Mention], lang: Language) -> list[Saying]:
    """What is told as somebody's words, in order of the text."""
    found: list[Saying] = []
    before: list[Saying] = []
    known = _Known()
    end = 0
    for sentence in sentence_spans(text):
        if "\n" in text[end : sentence.start]:
            before = []
        signed = in_signs(text, sentence, mentions)
        here = list(_in_sentence(signed, lang, known))
        if not here and before and _GOES_ON[lang].search(signed.text):
            here = [replace(before[-1], scope=sentence, goes_on=True)]
        _remember(known, signed, here)
        found += here
        before, end = here, sentence.end
    return found


def _remember(known: _Known, signed: Signed, here: Sequence[Saying]) -> None:
    for meaning in signed.meanings.values():
        if isinstance(meaning, Mention) and meaning.entity.type == "PERSON":
            known.person = meaning.entity
    for saying in here:
        if saying.speaker is not None and saying.speaker.type == "ORG":
            known.medium = saying.speaker


def _in_sentence(signed: Signed, lang: Language, known: _Known) -> Iterator[Saying]:
    for pattern in _PATTERNS[lang] if len(signed.text) <= _LONGEST else ():
        if pattern.rest.search(signed.text) is None:
            continue
        for match in pattern.expression.finditer(signed.text):
            speaker = _speaker(match, signed, lang, known)
            if speaker is not None or _SELF[lang].search(match["who"]):
                yield Saying(_scope(pattern.said, match, signed), speaker)


def _speaker(match: re.Match[str], signed: Signed, lang: Language, known: _Known) -> Entity | None:
    """Whom a match names or means; who keeps the name to themselves speaks to a medium."""
    who = match["who"]
    named = _named(who, signed, behind=match.start("who") > match.start() + 3)
    if named is not None:
        return named
    told = next((words for role, words in match.groupdict().items() if words and role != "who"), "")
    if told and _ANONYMOUS[lang].search(who):
        return _named(told, signed, behind=True) or known.medium
    if _MEDIUM[lang].search(who):
        return known.medium
    return known.person if _PERSON[lang].search(who) else None


def _named(who: str, signed: Signed, *, behind: bool) -> Entity | None:
    """The party nearest to the verb; of "Lumo-Chefin Ida Lund" the person."""
    signs = list(_PARTY.finditer(who))
    if not signs:
        return None
    chosen = signs[0] if behind else signs[-1]
    if behind and len(signs) > 1 and _TITLE.fullmatch(who, signs[0].end(), signs[1].start()):
        chosen = signs[1]
    meaning = signed.meanings[chosen.group()[1:-1]]
    return meaning.entity if isinstance(meaning, Mention) else None


def _scope(said: Literal["before", "after", "both"], match: re.Match[str], signed: Signed) -> Span:
    text = signed.text
    left = text.rfind(";", 0, match.start()) + 1
    cut = _CUT.search(text, match.end())
    right = cut.start() if cut else len(text)
    if said == "before":
        right = match.start()
    elif said == "after":
        left = match.end()
    return signed.span(min(left, len(text) - 1), max(right, min(left + 1, len(text))))
