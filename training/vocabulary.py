"""The vocabulary cut to the pieces that German and English text needs."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers
from wordfreq import iter_wordlist

from pipeline.extract.words import word_spans
from training.base import Base
from training.recipe import Vocabulary

__all__ = ["vocabulary_of"]

_SPECIALS = 4
_MARK = "\u2581"
_LATIN = re.compile(r"^[\u2581\x21-\x7eÀ-ÖØ-öø-ſ€£¥§°–—‘’‚“”„«»‹›…•·ẞ½¼¾²³×]+$")


def vocabulary_of(
    base: Base, texts: Iterable[str], size: Vocabulary
) -> tuple[Tokenizer, list[int]]:
    """The tokenizer, and which of the base's pieces it has: the texts' and frequent words'."""
    lists = [itertools.islice(iter_wordlist(lang), size.words) for lang in ("de", "en")]
    words = itertools.chain.from_iterable(zip(*lists, strict=False))
    kept = _kept(base, texts, words, size.pieces)
    return _unigram_tokenizer([base.pieces[index] for index in kept]), kept


def _unigram_tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    """A tokenizer over `pieces` for words, a space before each that has one in the text."""
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="never", split=False)
    tokenizer.decoder = decoders.Metaspace()
    return tokenizer


def _kept(base: Base, texts: Iterable[str], words: Iterable[str], size: int) -> list[int]:
    """Indices of at most `size` pieces to keep: specials, short Latin pieces, the most used.

    `texts` are the training texts, every piece of which is kept first; `words` come most
    frequent first and fill the rest.
    """
    tokenizer = _unigram_tokenizer(base.pieces)
    kept = dict.fromkeys(range(_SPECIALS))
    kept.update(
        dict.fromkeys(
            i
            for i, (piece, _) in enumerate(base.pieces)
            if i >= _SPECIALS and len(piece.strip(_MARK)) <= 2 and _LATIN.match(piece)
        )
    )
    counts: Counter[int] = Counter()
    for text in texts:
        marked = [
            (" " if not start or text[start - 1].isspace() else "") + text[start:end]
            for start, end in word_spans(text)
        ]
        if marked:
            counts.update(tokenizer.encode(marked, is_pretokenized=True).ids)
    kept.update(dict.fromkeys(piece for piece, _ in counts.most_common()))
    for word in words:
        if len(kept) >= size:
            break
        for form in (word, word.capitalize()):
            kept.update(dict.fromkeys(tokenizer.encode([" " + form], is_pretokenized=True).ids))
    return sorted(list(kept)[:size])
