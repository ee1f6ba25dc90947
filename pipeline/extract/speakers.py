"""Who says it: "laut Bloomberg", "Altman said", "people familiar told the Wall Street Journal".

`speakers.toml` has the wordings. A sentence that goes on in the same voice ("habe", "would be",
"hieß es weiter") keeps the speaker of the sentence before, inside a paragraph, and so does one in
quotation marks (`voices.py`); the answers of an interview are the words of whom it introduces.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.documents import Entity, Language, Mention, Span
from pipeline.extract.interviews import answers
from pipeline.extract.nearness import starting_in
from pipeline.extract.sentences import sentence_spans
from pipeline.extract.signs import Signed, in_signs
from pipeline.extract.voices import Heard, Saying, voices

__all__ = ["sayings"]

_FILE = tomllib.loads(Path(__file__).with_name("speakers.toml").read_text("utf-8"))
_LANGUAGES: tuple[Language, ...] = ("de", "en")
_PARTY = re.compile(r"⟦[OP]\d+⟧")
_OF_PARTY = r"⟦O\d+⟧['’]s? [^,;:()–⟦]{3,50}, ⟦P\d+⟧"  # "Lumo's head of sales, Ida Lund"
_TITLE = re.compile(_FILE["title"], re.IGNORECASE)
_PRESS = re.compile(_FILE["press"])
_CLOSE = re.compile(_FILE["close"], re.IGNORECASE)
# Ahead of who says it, where a new main clause begins with that.
_BEGINS = re.compile(r"(?:, |; | – )(?:and|und|but|aber|doch) $")
# Behind it, where the words that it broke into go on.
_GOES_BACK = re.compile(_FILE["goes_back"], re.IGNORECASE)
_LEAST_SAID = 40  # characters; who speaks after fewer breaks into a sentence that goes on
_LONGEST_WHO = 100  # characters
_LONGEST = 2000  # characters; what is longer is a list or a trap, no sentence
# Where the next party's own words begin.
_CUT = re.compile(r";|, (?:and|und|but|while|während|whereas) (?:the |die |der |das )?⟦")
_Said = Literal["before", "after", "both", "previous"]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """`behind`, of an expression that begins with who says it: what follows, which is rarer."""

    said: _Said
    expression: re.Pattern[str]
    behind: re.Pattern[str] | None

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in order, looked for only where what stands behind can be theirs."""
        return self.expression.finditer(text) if self.behind is None else self._before(text)

    def _before(self, text: str) -> Iterator[re.Match[str]]:
        assert self.behind is not None  # asked by `matches`
        at = 0
        while behind := self.behind.search(text, at):
            match = self.expression.search(text, max(at, behind.start() - _LONGEST_WHO))
            if match is None:
                return
            yield match
            at = match.end()


@dataclass(slots=True)
class _Known:
    """Whom pronouns can mean: the last person and the last medium named.

    `person` is the firm instead where somebody without a name spoke for it.

    `press`: whether `medium` is called like one; else it is the last company that spoke.
    """

    person: Entity | None = None
    medium: Entity | None = None
    press: bool = False


def _pattern(said: _Said, written: str) -> _Pattern:
    who = f"(?P<who>{_OF_PARTY}|[^,;:()–]{{1,90}}{'' if written.endswith('{who}') else '?'})"
    before, named, behind = written.removeprefix(r"\b").partition("{who}")
    return _Pattern(
        said,
        re.compile(written.replace("{who}", who), re.IGNORECASE),
        re.compile(behind, re.IGNORECASE) if named and not before else None,
    )


def _filled(written: str, lang: Language) -> str:
    for verbs in ("says", "clause"):
        written = written.replace(f"{{{verbs}}}", f"(?:{_FILE[f'{verbs}_{lang}']})")
    return written


def _words(name: str) -> dict[Language, re.Pattern[str]]:
    return {lang: re.compile(_FILE[f"{name}_{lang}"], re.IGNORECASE) for lang in _LANGUAGES}


_PATTERNS = {
    lang: tuple(
        _pattern(row["said"], _filled(row[lang], lang)) for row in _FILE["pattern"] if lang in row
    )
    for lang in _LANGUAGES
}
_SELF, _DESCRIBED, _PERSON, _MEDIUM, _ANONYMOUS, _GOES_ON, _FIRST_PERSON = map(
    _words, ("self", "described", "person", "medium", "anonymous", "goes_on", "first_person")
)


def sayings(text: str, mentions: Sequence[Mention], lang: Language) -> list[Saying]:
    """What is told as somebody's words, in order of the text, the answers of an interview last.

    `mentions` are in order of the text, too.
    """
    found: list[Saying] = []
    known = _Known()
    starts = [each.span.start for each in mentions]
    for paragraph in _paragraphs(text):
        heard: list[Heard] = []
        for sentence in paragraph:
            signed = in_signs(text, sentence, mentions[starting_in(starts, sentence)])
            previous = heard[-1].sentence if heard else None
            here = list(_in_sentence(signed, previous, lang, known))
            _remember(known, signed, here)
            heard.append(Heard(sentence, signed, here))
        found += voices(text, heard, _GOES_ON[lang])
    interview = answers(text, mentions, _FIRST_PERSON[lang])
    if interview is None:
        return found
    speaker, paragraphs = interview
    return [*found, *(Saying(paragraph, speaker, answer=True) for paragraph in paragraphs)]


def _is_medium(party: Entity) -> bool:
    """Tell whether a party is called like a newspaper, a broadcaster, an agency."""
    return party.type == "ORG" and _PRESS.search(party.name) is not None


def _paragraphs(text: str) -> Iterator[list[Span]]:
    paragraph: list[Span] = []
    for sentence in sentence_spans(text):
        if paragraph and "\n" in text[paragraph[-1].end : sentence.start]:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def _remember(known: _Known, signed: Signed, here: Sequence[Saying]) -> None:
    spoke = [each.speaker for each in here if each.speaker is not None]
    named = [each.entity for each in signed.meanings.values() if isinstance(each, Mention)]
    for party in (*named, *spoke):
        if party.type == "PERSON":
            known.person = party
        elif _is_medium(party):
            known.medium, known.press = party, True
        elif party.type == "ORG" and party in spoke and not known.press:
            known.medium = party
    unnamed = spoke and all(party.type != "PERSON" for party in named)
    if unnamed and spoke[-1].type == "ORG" and not _is_medium(spoke[-1]):
        known.person = spoke[-1]  # "a spokeswoman for Lumo said", and then "she"


def _in_sentence(
    signed: Signed, previous: Span | None, lang: Language, known: _Known
) -> Iterator[Saying]:
    for pattern in _PATTERNS[lang] if len(signed.text) <= _LONGEST else ():
        for match in pattern.matches(signed.text):
            for speaker in _speakers(match, signed, lang, known):
                if pattern.said != "previous":
                    yield Saying(_scope(pattern.said, match, signed), speaker)
                elif previous is not None:
                    yield Saying(previous, speaker)


def _speakers(
    match: re.Match[str], signed: Signed, lang: Language, known: _Known
) -> Iterator[Entity | None]:
    """Whom a match names or means, None for the party that the words are about.

    Who keeps the name to themselves speaks to a medium, or is nobody.
    """
    who = match["who"]
    told = next((words for role, words in match.groupdict().items() if words and role != "who"), "")
    before, *names = _PARTY.split(who, maxsplit=1)
    if _ANONYMOUS[lang].search(before) and (not names or _CLOSE.search(before)):
        medium = _named(told, signed, behind=True) or known.medium if told else None
        if medium is not None:
            yield medium
        return
    behind = match.start("who") > match.start() + 3
    named = _named(who, signed, behind=behind)
    if named is not None:
        yield named
    elif _MEDIUM[lang].search(who):
        if known.medium is not None:
            yield known.medium
    elif _PERSON[lang].search(who):
        if known.person is not None:
            yield known.person
    elif _SELF[lang].search(who) or (not behind and _DESCRIBED[lang].search(who)):
        yield None


def _named(who: str, signed: Signed, *, behind: bool) -> Entity | None:
    """The party nearest to the verb; of "Lumo-Chefin Ida Lund" the person."""
    signs = list(_PARTY.finditer(who))
    if not signs:
        return None
    chosen = signs[0] if behind else signs[-1]
    if (
        behind
        and len(signs) > 1
        and (
            _TITLE.fullmatch(who, signs[0].end(), signs[1].start()) or re.fullmatch(_OF_PARTY, who)
        )
    ):
        chosen = signs[1]
    meaning = signed.meanings[chosen.group()[1:-1]]
    return meaning.entity if isinstance(meaning, Mention) else None


def _scope(said: _Said, match: re.Match[str], signed: Signed) -> Span:
    text = signed.text
    left = text.rfind(";", 0, match.start()) + 1
    cut = _CUT.search(text, match.end())
    right = cut.start() if cut else len(text)
    begins = _BEGINS.search(text, left, match.start())
    if said == "after" or (said == "both" and begins):
        left = match.end()
    elif said == "before" and not (
        match.start() - left <= _LEAST_SAID and _GOES_BACK.match(text, match.end())
    ):
        right = match.start()
    return signed.span(min(left, len(text) - 1), max(right, min(left + 1, len(text))))
