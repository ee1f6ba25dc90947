"""Sentence boundaries for news in both languages, by characters.

A line break always ends a sentence. A full stop does not after an abbreviation, an initial, or
in German a day or rank ("2. Oktober").
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.documents import Span

__all__ = ["sentence_spans"]

_GERMAN = """
abs art aufl bd bzgl bzw ca chr dipl dr evtl exkl f ff geb gegr ggf hl hr hrsg inkl jh kap max mia
min mind mio mrd mrz nr o.ä s s.o sog sr st std str stv tel tsd u u.a u.u usw v vgl vs z z.b z.t
zzgl zt jan feb apr jun jul aug sep sept okt nov dez mo di mi do fr sa
"""
_ENGLISH = """
a.m al approx assn ave bn capt cf cmdr co col corp dec dept e.g est etc fig fri gen gov hon i.e inc
jr lt ltd mar mr mrs ms no oct p.m ph.d pp prof rep rev sen sgt u.k u.n u.s u.s.a vol
"""
_ABBREVIATIONS = frozenset((_GERMAN + _ENGLISH).split())
_END = re.compile(r"""[.!?…]+["'”“»«’)\]]*(?=\s)|\n+""")
_WORD_BEFORE = re.compile(r"[\w.]+$")
_WORD_AFTER = re.compile(r"\w+")
_OPENING_WORDS = """
der die das ein eine er sie es in im am an auf auch aber doch nach seit so und wer was wie bei mit
für damit dort dazu zudem
the a an it its he she they in on at but and that this there what who for with after since while
when as
"""
_OPENERS = frozenset(_OPENING_WORDS.split())


@lru_cache(maxsize=1)
def sentence_spans(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order, without the space around them; none is empty."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if not match.group().startswith("\n") and not _ends(text, match.start(), match.end()):
            continue
        _keep(spans, text, start, match.end())
        start = match.end()
    _keep(spans, text, start, len(text))
    return tuple(spans)


def _keep(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        spans.append(Span(start + left, start + len(piece.rstrip())))


def _ends(text: str, stop: int, end: int) -> bool:
    """Whether the punctuation at `stop`..`end` closes a sentence."""
    found = _WORD_AFTER.search(text, end, end + 40)
    after = found.group() if found else ""
    if after[:1].islower() and after.isalpha() and after[1:].islower():
        return False
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return True
    found = _WORD_BEFORE.search(text, max(0, stop - 20), stop)
    word = found.group().casefold() if found else ""
    if len(word) == 1 and word.isalpha():
        # "d. h.", "J. K. Miller", but "on X. The firm", "on X. xAI"
        is_name = text[stop - 1].isupper()
        return is_name and (after.casefold() in _OPENERS or after[:1].islower())
    return word not in _ABBREVIATIONS and not (word.isdigit() and len(word) <= 2)
