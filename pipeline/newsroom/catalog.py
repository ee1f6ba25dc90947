"""The newsroom's sites as sources of the pipeline."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.newsroom.pages import site_url
from pipeline.newsroom.sites import SITES, Site
from pipeline.settings import Settings
from pipeline.sources import Kind, Source, load_catalog

__all__ = ["source_tables", "sources"]

# Requests a second: the server is on the same machine and ours.
_RATE = 200.0
_KINDS: Mapping[str, Kind] = {
    "rss": "feed",
    "atom": "feed",
    "sitemap": "sitemap",
    "listing": "listing",
}


def source_tables(base_url: str) -> dict[str, dict[str, object]]:
    """The sites as `[sources.NAME]` tables for `Settings.sources`.

    Settings that carry them also allow the sites' hosts, on loopback, to be fetched.
    """
    return {site.key: _table(site, base_url) for site in SITES.values()}


def sources(base_url: str) -> tuple[Source, ...]:
    """The sites as entries of the catalogue, by name."""
    tables = source_tables(base_url)
    return tuple(s for s in load_catalog(Settings(sources=tables)) if s.name in tables)


def _table(site: Site, base_url: str) -> dict[str, object]:
    table: dict[str, object] = {
        "kind": _KINDS[site.announcement],
        "address": site_url(site, base_url) + site.at,
        "home": site_url(site, base_url) + site.home,
        "language": site.language,
        "topic": "ai",
        "rate": _RATE,
        "category": "sample",
    }
    if site.announcement == "listing":
        table["link_pattern"] = r"artikel\.php\?nr=\d+"
    return table
