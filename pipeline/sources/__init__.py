"""The catalogue of sources, and from a source's pages to links. Nothing is fetched here.

load_catalog(settings) → Source …
links(source, get), read_page(source, page), choose(source, link) → Link
stored(source) → Page, Article or Rejection, for files, directories, JSONL and WARC
"""

from pipeline.sources.about import Verdict, is_about_ai, text_is_about_ai
from pipeline.sources.canonical import canonical_url
from pipeline.sources.catalog import (
    LOCAL_KINDS,
    CatalogError,
    Kind,
    Source,
    hosts_named_by_user,
    is_on_hosts,
    load_catalog,
)
from pipeline.sources.discovery import Dropped, Findings, choose, links, read_page
from pipeline.sources.stored import Stored, read_path, stored
from pipeline.sources.unpacking import in_utf8

__all__ = [
    "LOCAL_KINDS",
    "CatalogError",
    "Dropped",
    "Findings",
    "Kind",
    "Source",
    "Stored",
    "Verdict",
    "canonical_url",
    "choose",
    "hosts_named_by_user",
    "in_utf8",
    "is_about_ai",
    "is_on_hosts",
    "links",
    "load_catalog",
    "read_page",
    "read_path",
    "stored",
    "text_is_about_ai",
]
