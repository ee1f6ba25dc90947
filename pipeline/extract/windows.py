"""Articles cut into windows that the encoder reads at once.

A window is whole sentences of at most `LIMIT` pieces; every window but the first begins with
the title's sentence again, so that what follows keeps its subject.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pipeline.documents import Span
from pipeline.extract.sentences import sentence_spans
from pipeline.extract.words import word_spans

__all__ = ["BOS", "EOS", "LIMIT", "PAD", "UNK", "Window", "cut_windows"]

BOS, PAD, EOS, UNK = 0, 1, 2, 3
LIMIT = 510


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of one encoder pass, with `BOS` before and `EOS` after them.

    `words` are character spans, `word_pieces` the row of each word's first piece;
    `sentences` are character spans, `sentence_rows` their first and last-plus-one row.
    `repeated` sentences at the beginning are the title read again.
    """

    ids: NDArray[np.int64]
    words: list[tuple[int, int]]
    word_pieces: NDArray[np.int64]
    sentences: list[Span]
    sentence_rows: list[tuple[int, int]]
    repeated: int

    def rows_of(self, start: int, end: int) -> tuple[int, int] | None:
        """First row of the first and of the last word within the characters, else None."""
        first = bisect_right(self.words, start, key=lambda word: word[1])
        last = bisect_left(self.words, end, key=lambda word: word[0]) - 1
        if first > last:
            return None
        return int(self.word_pieces[first]), int(self.word_pieces[last])


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    ids: list[int]
    words: list[tuple[int, int]]
    first_pieces: list[int]


def cut_windows(text: str, tokenizer: Tokenizer, limit: int = LIMIT) -> list[Window]:
    """All windows of `text`; none for a text without words."""
    sentences = _sentences(text, tokenizer, limit)
    windows: list[Window] = []
    at = 0
    while at < len(sentences):
        head = [sentences[0]] if at and len(sentences[0].ids) * 4 <= limit else []
        room = limit - sum(len(s.ids) for s in head)
        taken = 0
        while at + taken < len(sentences) and room >= len(sentences[at + taken].ids):
            room -= len(sentences[at + taken].ids)
            taken += 1
        taken = max(taken, 1)
        windows.append(_window(head, sentences[at : at + taken]))
        at += taken
    return windows


def _sentences(text: str, tokenizer: Tokenizer, limit: int) -> list[_Sentence]:
    """Tokenised sentences; one that is longer than a window falls into stretches."""
    most = limit - limit // 4
    sentences = []
    for span in sentence_spans(text):
        words = [
            (span.start + start, span.start + end)
            for start, end in word_spans(text[span.start : span.end])
        ]
        pieces = _pieces(text, words, tokenizer)
        for first, last in _stretches([len(p) for p in pieces], most):
            sentences.append(_sentence(words[first:last], pieces[first:last]))
    return sentences


def _pieces(text: str, words: Sequence[tuple[int, int]], tokenizer: Tokenizer) -> list[list[int]]:
    """Piece ids of each word, at least one; a word after space keeps one space."""
    marked = [
        (" " if not start or text[start - 1].isspace() else "") + text[start:end]
        for start, end in words
    ]
    return [_pieces_of(word, tokenizer) for word in marked]


@lru_cache(maxsize=1 << 15)
def _pieces_of(word: str, tokenizer: Tokenizer) -> list[int]:
    """Piece ids of one word; what the last articles had is known, which is most of the next."""
    encoding = tokenizer.encode([word], is_pretokenized=True, add_special_tokens=False)
    return encoding.ids[: LIMIT // 8] or [UNK]


def _stretches(sizes: list[int], most: int) -> list[tuple[int, int]]:
    stretches = []
    first = total = 0
    for index, size in enumerate(sizes):
        if total + size > most and index > first:
            stretches.append((first, index))
            first, total = index, 0
        total += size
    if first < len(sizes):
        stretches.append((first, len(sizes)))
    return stretches


def _sentence(words: list[tuple[int, int]], pieces: list[list[int]]) -> _Sentence:
    ids = [piece for word in pieces for piece in word]
    firsts = list(accumulate(map(len, pieces[:-1]), initial=0))
    return _Sentence(Span(words[0][0], words[-1][1]), ids, words, firsts)


def _window(head: list[_Sentence], body: list[_Sentence]) -> Window:
    ids = [BOS]
    words: list[tuple[int, int]] = []
    first_pieces: list[int] = []
    rows = []
    for sentence in head + body:
        rows.append((len(ids), len(ids) + len(sentence.ids)))
        words += sentence.words
        first_pieces += [len(ids) + first for first in sentence.first_pieces]
        ids += sentence.ids
    ids.append(EOS)
    return Window(
        ids=np.array(ids, np.int64),
        words=words,
        word_pieces=np.array(first_pieces, np.int64),
        sentences=[s.span for s in head + body],
        sentence_rows=rows,
        repeated=len(head),
    )
