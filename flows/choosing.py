"""Which sources a run takes, and which of them must not be asked at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from pipeline.sources import Source

__all__ = ["UnknownSourceError", "by_host", "chosen"]


class UnknownSourceError(ValueError):
    """A run asks for a source that the catalogue does not have."""


def chosen(catalog: Sequence[Source], names: Iterable[str] | None) -> list[Source]:
    """The named sources, switched-off ones too; without names all that are on.

    Raises UnknownSourceError.
    """
    if not names:
        return [source for source in catalog if source.enabled]
    known = {source.name: source for source in catalog}
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        if name not in known:
            near = ", ".join(get_close_matches(name, known, n=3))
            hint = f"did you mean {near}?" if near else "`faktograph sources` lists them"
            raise UnknownSourceError(f"there is no source {name!r}; {hint}")
    return [replace(known[name], enabled=True) for name in wanted]


def by_host(sources: Iterable[Source]) -> list[list[Source]]:
    """Groups of sources that share a host, directly or through another source."""
    groups: list[tuple[set[str], list[Source]]] = []
    for source in sources:
        hosts, members = set(source.hosts), [source]
        apart = []
        for other_hosts, others in groups:
            if hosts & other_hosts:
                hosts |= other_hosts
                members = others + members
            else:
                apart.append((other_hosts, others))
        groups = [*apart, (hosts, members)]
    return [members for _, members in groups]
