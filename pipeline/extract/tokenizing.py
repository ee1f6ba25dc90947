"""spaCy's German and English tokenizers behind one door, compounds split at hyphen and slash."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from spacy.language import Language as Pipeline
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import (
    compile_infix_regex,
    compile_prefix_regex,
    compile_suffix_regex,
    get_lang_class,
    registry,
)
from spacy.vocab import Vocab

from pipeline.documents import Language

__all__ = ["TwoTokenizers", "guess_language"]

_INFIXES = (r"(?<=\w)[-–—/](?=\w)", r"(?<=\w)[’'](?=\w{2})")


def guess_language(text: str) -> Language:
    """German where its function words outnumber the English ones, for texts that come without."""
    words = text[:2000].lower().split()
    german = sum(word in _GERMAN for word in words)
    return "de" if german > sum(word in _ENGLISH for word in words) else "en"


_FUNCTION_WORDS = {
    "de": "der die das und ist nicht ein eine mit für von im den auf dem zu sich",
    "en": "the of and is not a an with for from in on that to it has was",
}
_GERMAN, _ENGLISH = (frozenset(words.split()) for words in _FUNCTION_WORDS.values())


class TwoTokenizers:
    """Text to a Doc by the rules of its language, which `doc._.lang` then tells."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._tokenizers = {lang: _tokenizer(lang, vocab) for lang in ("de", "en")}

    def __call__(self, text: str) -> Doc:
        return self.read(text, guess_language(text))

    def read(self, text: str, lang: Language) -> Doc:
        """The Doc of a text whose language is known."""
        doc: Doc = self._tokenizers[lang](text)
        doc._.lang = lang
        return doc

    # spaCy saves and loads every tokenizer; there is nothing here but spaCy's own rules.
    def to_disk(self, path: str | Path, **_: Any) -> None: ...
    def from_disk(self, path: str | Path, **_: Any) -> TwoTokenizers:  # noqa: ARG002
        return self

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **_: Any) -> TwoTokenizers:  # noqa: ARG002
        return self


def _tokenizer(lang: str, vocab: Vocab) -> Tokenizer:
    rules: Any = get_lang_class(lang).Defaults  # spaCy's types are wider than what it takes
    return Tokenizer(
        vocab,
        rules=rules.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(rules.prefixes).search,
        suffix_search=compile_suffix_regex(rules.suffixes).search,
        infix_finditer=compile_infix_regex((*rules.infixes, *_INFIXES)).finditer,
        token_match=rules.token_match,
        url_match=rules.url_match,
    )


@registry.tokenizers("faktograph.two_tokenizers.v1")  # type: ignore[untyped-decorator]
def create_two_tokenizers() -> Callable[[Pipeline], TwoTokenizers]:
    """For the pipeline's config."""
    return lambda nlp: TwoTokenizers(nlp.vocab)
