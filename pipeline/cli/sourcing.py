"""Sources by the names that people give."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from pipeline.cli.failures import WRONG_USE, Failure
from pipeline.sources import Source

__all__ = ["chosen_sources"]


def chosen_sources(catalog: Sequence[Source], names: Sequence[str] | None) -> list[Source]:
    """Choose the named sources, switched-off ones too; without names all that are on.

    Raises Failure for a name that the catalogue does not have.
    """
    if not names:
        return [source for source in catalog if source.enabled]
    known = {source.name: source for source in catalog}
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=3)
            hint = f"did you mean {', '.join(near)}?" if near else "`faktograph sources` lists them"
            raise Failure(f"there is no source {name!r}; {hint}", WRONG_USE)
    return [known[name] for name in dict.fromkeys(names)]
