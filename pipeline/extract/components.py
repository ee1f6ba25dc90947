"""The pipeline's spaCy components; everything found also lies on the Doc as exact spans.

    faktograph_encoder → faktograph_names → faktograph_values → faktograph_facts

Character spans are exact in `doc._`; `doc.ents` and `doc.spans` are the same on tokens, widened
to whole tokens where a name ends inside one.
"""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan
from spacy.util import filter_spans

from pipeline.documents import Article, EntityType, Span
from pipeline.extract.amounts import find_amounts
from pipeline.extract.claims import Calibration, Sieve, join_claims
from pipeline.extract.encoding import encode
from pipeline.extract.linking import link
from pipeline.extract.names import find_names
from pipeline.extract.qualifiers import Findings, qualified
from pipeline.extract.quantities import find_quantities
from pipeline.extract.scoring import score_window
from pipeline.extract.sentences import sentence_spans
from pipeline.extract.times import find_times
from pipeline.extract.tokenizing import TwoTokenizers
from pipeline.extract.weights import PATH, Weights, load_weights, settings_path
from pipeline.extract.windows import cut_windows

__all__ = ["BATCH", "ENCODED", "LABELS", "TwoTokenizers"]

BATCH = 32  # articles read together; more takes memory and gains nothing
ENCODED = "faktograph.encoded"
_WEIGHTS_FILE = "faktograph.zip"
# What other pipelines call our types.
LABELS: dict[str, EntityType] = {
    "ORG": "ORG", "PERSON": "PERSON", "PER": "PERSON", "LOC": "LOC", "GPE": "LOC",
    "FAC": "LOC", "PRODUCT": "PRODUCT", "WORK_OF_ART": "PRODUCT",
}  # fmt: skip

for _name, _default in (
    ("lang", None), ("article", None), ("mentions", ()), ("amounts", ()), ("quantities", ()),
    ("times", ()), ("claims", ()), ("model", ""),
):  # fmt: skip
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


class _Component(ABC):
    """A component that reads docs in batches."""

    def __call__(self, doc: Doc) -> Doc:
        self.read([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        """Docs through, a batch at a time."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self.read(batch)
            yield from batch

    @abstractmethod
    def read(self, docs: Sequence[Doc]) -> None:
        """Set what the component finds on each doc."""


class EncoderComponent(_Component):
    """Windows of all docs of a batch through the encoder; sets sentence boundaries, too."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def read(self, docs: Sequence[Doc]) -> None:
        for doc in docs:
            text = _text(doc)
            windows = cut_windows(text, self.weights.tokenizer)
            doc.user_data[ENCODED] = encode(windows, self.weights)
            doc._.model = self.weights.version
            _set_sentences(doc, text)

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """The weights go with a saved pipeline."""
        Path(path).mkdir(parents=True, exist_ok=True)
        copy = Path(path) / _WEIGHTS_FILE
        shutil.copyfile(self.weights.path, copy)
        shutil.copyfile(settings_path(self.weights.path), settings_path(copy))

    def from_disk(self, path: str | Path, **_: Any) -> EncoderComponent:
        self.weights = load_weights(Path(path) / _WEIGHTS_FILE)
        return self


class NamesComponent(_Component):
    """Names from the encoder's tags, joined to entities."""

    def read(self, docs: Sequence[Doc]) -> None:
        for doc in docs:
            _set_names(doc, find_names(_text(doc), doc.user_data[ENCODED]))


class OtherNamesComponent(_Component):
    """Names from another installed pipeline, its labels mapped to ours."""

    def __init__(self, model: str) -> None:
        self.model = model
        self.pipeline = spacy.load(model)

    def read(self, docs: Sequence[Doc]) -> None:
        for doc, other in zip(docs, self.pipeline.pipe(d.text for d in docs), strict=True):
            found = [
                (Span(ent.start_char, ent.end_char), LABELS[ent.label_], 1.0)
                for ent in other.ents
                if ent.label_ in LABELS
            ]
            _set_names(doc, found)
            doc._.model = f"{doc._.model}+{self.model}"


class ValuesComponent(_Component):
    """Sums, quantities and times by rules."""

    def read(self, docs: Sequence[Doc]) -> None:
        for doc in docs:
            article: Article | None = doc._.article
            published = article.published if article else None
            day = published.date() if isinstance(published, datetime) else published
            text, lang = _text(doc), doc._.lang
            doc._.amounts = find_amounts(text, lang)
            doc._.quantities = find_quantities(text, lang)
            doc._.times = find_times(text, lang, day)
            for name in ("amounts", "quantities", "times"):
                found = getattr(doc._, name)
                doc.spans[name] = _on_tokens(doc, ((item.span, name) for item in found))


class FactsComponent(_Component):
    """Claims from the shared states, for pairs of what the components before have found."""

    def __init__(self, nlp: Pipeline, threshold: float | None) -> None:
        self.nlp = nlp
        self.threshold = threshold

    def read(self, docs: Sequence[Doc]) -> None:
        weights: Weights = self.nlp.get_pipe("faktograph_encoder").weights  # type: ignore[attr-defined]
        calibration = Calibration.of(weights.settings)
        threshold = weights.settings["threshold"] if self.threshold is None else self.threshold
        floor = weights.settings["floor"]
        for doc in docs:
            article = doc._.article or _bare_article(doc)
            mentions, amounts = doc._.mentions, doc._.amounts
            sieve = Sieve.of(article.text, mentions, amounts, calibration, threshold)
            statements = [
                statement
                for encoded in doc.user_data.pop(ENCODED)
                for statement in score_window(
                    encoded, mentions, amounts, weights, floor, sieve.lets_through
                )
            ]
            claims = join_claims(article, statements, mentions, amounts, sieve)
            findings = Findings(mentions, doc._.quantities, doc._.times)
            doc._.claims = tuple(qualified(claim, article.text, findings) for claim in claims)
            doc.spans["claims"] = _on_tokens(doc, ((c.evidence, c.predicate) for c in claims))


def _text(doc: Doc) -> str:
    """The doc's text, which spaCy puts together from the tokens anew each time."""
    article: Article | None = doc._.article
    return article.text if article else doc.text


def _set_sentences(doc: Doc, text: str) -> None:
    starts = [span.start for span in sentence_spans(text)]
    opens = np.isin(doc.to_array(["IDX"]), starts)
    opens[:1] = True
    marks: Any = np.where(opens, 1, -1)[:, None].astype(np.uint64)
    doc.from_array(["SENT_START"], marks)


def _set_names(doc: Doc, names: Sequence[tuple[Span, EntityType, float]]) -> None:
    doc._.mentions = link(_text(doc), names, doc._.lang)
    spans = _on_tokens(doc, ((m.span, m.entity.type) for m in doc._.mentions))
    doc.spans["names"] = spans
    doc.ents = filter_spans(spans)


def _on_tokens(doc: Doc, spans: Iterable[tuple[Span, str]]) -> list[TokenSpan]:
    found = (
        doc.char_span(span.start, span.end, label=label, alignment_mode="expand")
        for span, label in spans
    )
    return [span for span in found if span is not None]


def _bare_article(doc: Doc) -> Article:
    text = doc.text
    return Article(url="", title=text.split("\n", 1)[0], text=text, lang=doc._.lang)


@Pipeline.factory("faktograph_encoder", default_config={"weights": None, "threads": 1})
def create_encoder(
    nlp: Pipeline,  # noqa: ARG001
    name: str,  # noqa: ARG001
    weights: str | None,
    threads: int,
) -> EncoderComponent:
    """`weights`: another file than the package's."""
    return EncoderComponent(load_weights(Path(weights) if weights else PATH, threads))


@Pipeline.factory("faktograph_names")
def create_names(nlp: Pipeline, name: str) -> NamesComponent:  # noqa: ARG001
    """Names by our own model."""
    return NamesComponent()


@Pipeline.factory("faktograph_other_names")
def create_other_names(nlp: Pipeline, name: str, model: str) -> OtherNamesComponent:  # noqa: ARG001
    """Names by the installed spaCy pipeline `model`."""
    return OtherNamesComponent(model)


@Pipeline.factory("faktograph_values")
def create_values(nlp: Pipeline, name: str) -> ValuesComponent:  # noqa: ARG001
    """Sums, quantities, times."""
    return ValuesComponent()


@Pipeline.factory("faktograph_facts", default_config={"threshold": None})
def create_facts(nlp: Pipeline, name: str, threshold: float | None) -> FactsComponent:  # noqa: ARG001
    """Claims of at least `threshold`, None: what the weights say."""
    return FactsComponent(nlp, threshold)
