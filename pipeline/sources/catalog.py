"""The catalogue of sources: `catalog.toml`, and what the user's own settings change in it."""

from __future__ import annotations

import contextlib
import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any, Literal, TypeAlias, get_args
from urllib.parse import urlsplit

from pipeline.documents import Language
from pipeline.settings import Settings
from pipeline.values import (
    day,
    host_names,
    number,
    one_of,
    pattern,
    text,
    texts,
    web_address,
    yes_no,
)

__all__ = [
    "LOCAL_KINDS",
    "CatalogError",
    "Kind",
    "Source",
    "hosts_named_by_user",
    "is_on_hosts",
    "load_catalog",
]

Kind: TypeAlias = Literal["feed", "sitemap", "listing", "directory", "jsonl", "warc", "files"]
Topic: TypeAlias = Literal["ai", "tech", "general"]
LOCAL_KINDS: frozenset[Kind] = frozenset({"directory", "jsonl", "warc", "files"})
_HALF_AN_HOUR = 1800.0
_LONGEST_NAME = 100


class CatalogError(ValueError):
    """A source's table is wrong; the message names the source, the field and what is wanted."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where links come from. docs/sources.md explains every field.

    `keep` and `drop` are searched in a link's address; `link_pattern` finds the articles of a
    listing. `topic` "ai" takes everything, "general" what the filter finds to be about AI, "tech"
    also what it leaves open: of these the article's own text decides.
    `rate` is requests a second, `every` seconds between two looks. `at_least_per_day` is the
    number of links that a healthy source gives. `language` `None`: German and English.
    """

    name: str
    kind: Kind
    addresses: tuple[str, ...]
    language: Language | None = None
    home: str = ""
    hosts: tuple[str, ...] = ()
    topic: Topic = "general"
    keep: re.Pattern[str] | None = None
    drop: re.Pattern[str] | None = None
    link_pattern: re.Pattern[str] | None = None
    rate: float | None = None
    every: float = _HALF_AN_HOUR
    at_least_per_day: float | None = None
    category: str = ""
    documented: str = ""
    notes: tuple[str, ...] = ()
    seen_working: date | None = None
    enabled: bool = True


def load_catalog(settings: Settings) -> tuple[Source, ...]:
    """All sources by name, switched-off ones too, with the user's tables laid over ours.

    A user's table of a name that we have replaces the fields that it gives; any other adds a
    source. Raises `CatalogError`.
    """
    shipped = tomllib.loads(
        resources.files(__package__).joinpath("catalog.toml").read_text("utf-8")
    )
    tables: dict[str, dict[str, object]] = {name: dict(table) for name, table in shipped.items()}
    for name, table in settings.sources.items():
        tables[name] = {**tables.get(name, {}), **table}
    return tuple(_source(name, tables[name]) for name in sorted(tables))


def hosts_named_by_user(settings: Settings) -> frozenset[str]:
    """Hosts ("host" or "host:port") that the user's own configuration names.

    These may have private addresses: `private_hosts`, and the addresses of `[sources.NAME]`.
    """
    named = set(settings.fetch.private_hosts)
    for table in settings.sources.values():
        given = table.get("address")
        for address in given if isinstance(given, list) else [given]:
            if isinstance(address, str) and address.startswith(("http://", "https://")):
                with contextlib.suppress(ValueError):
                    named.add(urlsplit(address).netloc.rpartition("@")[2].lower())
    return frozenset(named)


def is_on_hosts(url: str, source: Source) -> bool:
    """Whether an address is on one of the source's hosts, or on a host below one of them."""
    try:
        host = (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return False
    return any(host == name or host.endswith("." + name) for name in source.hosts)


# --- reading a table -----------------------------------------------------------------------


def _source(name: str, table: Mapping[str, object]) -> Source:
    if not name.strip() or not name.isprintable() or len(name) > _LONGEST_NAME:
        told = f"{name[:_LONGEST_NAME]!r} is not up to {_LONGEST_NAME} printable characters"
        raise CatalogError(f"[sources.NAME]: {told}")
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _FIELDS:
            near = difflib.get_close_matches(key, _FIELDS, n=1)
            hint = f"did you mean {near[0]}?" if near else "known are: " + ", ".join(_FIELDS)
            raise CatalogError(f"[sources.{name}] {key}: unknown field; {hint}")
        values[key] = _take(name, key, _FIELDS[key], value)
    values["addresses"] = values.pop("address", ())
    _check(name, values)
    home = values.get("home", "")
    values["hosts"] = _hosts(values.get("hosts", ()), (home,) if home else values["addresses"])
    return Source(name=name, **values)


def _take(name: str, key: str, reader: Callable[[object], Any], value: object) -> Any:
    try:
        return reader(value)
    except ValueError as error:
        raise CatalogError(f"[sources.{name}] {key}: {value!r} is not {error}") from error


def _check(name: str, values: Mapping[str, Any]) -> None:
    if not values["addresses"]:
        raise CatalogError(f"[sources.{name}] address: is missing")
    if "kind" not in values:
        raise CatalogError(f"[sources.{name}] kind: is missing; one of {', '.join(get_args(Kind))}")
    if values["kind"] == "listing" and values.get("link_pattern") is None:
        raise CatalogError(f"[sources.{name}] link_pattern: a listing needs one")
    if values["kind"] not in LOCAL_KINDS:
        for address in values["addresses"]:
            _take(name, "address", web_address, address)


def _hosts(given: Iterable[str], addresses: Iterable[str]) -> tuple[str, ...]:
    """The given hosts and those of the addresses, without "www."."""
    found = [*given, *((urlsplit(address).hostname or "") for address in addresses)]
    return tuple(dict.fromkeys(host.lower().removeprefix("www.") for host in found if host))


_FIELDS: Mapping[str, Callable[[object], Any]] = {
    "kind": one_of(get_args(Kind)),
    "address": texts,
    "language": one_of(get_args(Language)),
    "home": web_address,
    "hosts": host_names,
    "topic": one_of(get_args(Topic)),
    "keep": pattern,
    "drop": pattern,
    "link_pattern": pattern,
    "rate": number(0.0001, 10_000),
    "every": number(0.0001, 366 * 86_400),
    "at_least_per_day": number(0.0001, 1_000_000),
    "category": text,
    "documented": text,
    "notes": texts,
    "seen_working": day,
    "enabled": yes_no,
}
