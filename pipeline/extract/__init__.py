"""The extract stage: `Article` → `Extraction`, a pure function of text and model.

    extractor = load()
    for extraction in extractor.extract(articles): ...

spaCy is imported with the first of these names: asking the graph needs only modules below
this one that know nothing of it (how names fold, what the rates are) and answers at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.extract.extractor import Extractor, ModelError, build_pipeline, load
    from pipeline.extract.prediction import to_prediction

__all__ = ["Extractor", "ModelError", "build_pipeline", "load", "to_prediction"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "prediction" if name == "to_prediction" else "extractor"
    return getattr(import_module(f"{__name__}.{module}"), name)
