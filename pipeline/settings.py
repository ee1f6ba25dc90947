"""Settings: defaults ← `faktograph.toml` ← `FAKTOGRAPH_…` environment variables.

The file is the one named by `FAKTOGRAPH_CONFIG`, else `faktograph.toml` in the current
directory, else the one in the user's configuration directory; none is fine. A key inside a
table is an environment variable with the table's name in front: `[fetch] rate` is
`FAKTOGRAPH_FETCH_RATE`. Lists are comma-separated there, yes and no are `true` and `false`.

The database and the raw pages stand in the user's data directory, not in the current one:
a scheduled run, the shell and a notebook are started in different directories and mean the
same graph.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from pipeline.values import number, one_of, path, text, whole, words, yes_no

__all__ = [
    "FetchSettings",
    "PageStoreSettings",
    "Settings",
    "SettingsError",
    "load_settings",
]

_PREFIX = "FAKTOGRAPH_"
_FILE_NAME = "faktograph.toml"
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_MIB = 1024 * 1024


class SettingsError(ValueError):
    """A setting is unknown or has the wrong type or value; the message says where and which."""


def _data_directory() -> Path:
    return platformdirs.user_data_path("faktograph", appauthor=False)


def _default_database_url() -> str:
    return f"sqlite:///{(_data_directory() / 'faktograph.db').as_posix()}"


def _default_page_directory() -> Path:
    return _data_directory() / "pages"


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How pages are asked for. Times are seconds, sizes bytes, rates requests a second a host.

    With a `host_concurrency` of 1 a host is never asked faster than its rate, whatever
    happens: the time to the next request is counted from the end of the last one.
    `contact` is an address or URL that the user agent carries, so that a publisher can write.
    `max_retry_wait` is the longest `Retry-After` that is waited for inside a run; a longer one
    ends the attempt and moves the next one. `freshness` is how long a fetched page is not asked
    for again. `private_hosts` ("intranet.example", "127.0.0.1:8000") may have private or
    loopback addresses, as may hosts of sources that the user's own file adds.
    """

    contact: str | None = None
    rate: float = 1.0
    host_concurrency: int = 1
    concurrency: int = 100
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    max_bytes: int = 8 * _MIB
    max_unpacked_bytes: int = 32 * _MIB
    max_redirects: int = 5
    retries: int = 2
    max_retry_wait: float = 30.0
    freshness: float = 24 * 3600.0
    respect_reservations: bool = True
    private_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageStoreSettings:
    """Where raw pages are kept, for reading them again; the oldest go when a bound is passed.

    `max_bytes` counts compressed bytes on disk, 0 keeps nothing; `max_age_days` is days.
    """

    directory: Path = field(default_factory=_default_page_directory)
    max_bytes: int = 2048 * _MIB
    max_age_days: float = 90.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a user can set. `sources` holds the raw `[sources.NAME]` tables.

    `score_threshold` (0..1) leaves out claims scored lower, on top of the model's own
    thresholds. `config_path` is the file that was read, `None` where there was none.
    """

    database_url: str = field(default_factory=_default_database_url)
    log_level: str = "WARNING"
    score_threshold: float = 0.0
    fetch: FetchSettings = field(default_factory=FetchSettings)
    pages: PageStoreSettings = field(default_factory=PageStoreSettings)
    sources: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    config_path: Path | None = None


def load_settings(path: Path | None = None, env: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; `path` is a file that must exist, `env` stands in for `os.environ`.

    Raises `SettingsError` for a file that is missing or no TOML, an unknown key, a wrong value.
    """
    env = os.environ if env is None else env
    file = _config_file(path, env)
    given = _Given()
    if file is not None:
        _take_file(given, file)
    _take_environment(given, env)
    return Settings(
        **given.top,
        fetch=FetchSettings(**given.tables["fetch"]),
        pages=PageStoreSettings(**given.tables["pages"]),
        sources=given.sources,
        config_path=file,
    )


# --- what each key takes -----------------------------------------------------------------


_Reader = Callable[[object], Any]
# Seconds and rates: what is longer than three years, or infinite, is a slip.
_POSITIVE = number(0.001, 1e8)
_TOP: Mapping[str, _Reader] = {
    "database_url": text,
    "log_level": one_of(_LOG_LEVELS),
    "score_threshold": number(0, 1),
}
_TABLES: Mapping[str, Mapping[str, _Reader]] = {
    "fetch": {
        "contact": text,
        "rate": _POSITIVE,
        "host_concurrency": whole(1),
        "concurrency": whole(1),
        "connect_timeout": _POSITIVE,
        "read_timeout": _POSITIVE,
        "total_timeout": _POSITIVE,
        "max_bytes": whole(1),
        "max_unpacked_bytes": whole(1),
        "max_redirects": whole(0),
        "retries": whole(0),
        "max_retry_wait": number(0, 1e8),
        "freshness": number(0, 1e8),
        "respect_reservations": yes_no,
        "private_hosts": words,
    },
    "pages": {
        "directory": path,
        "max_bytes": whole(0),
        "max_age_days": number(0.001, 36_500),
    },
}


# --- where they come from ----------------------------------------------------------------


@dataclass(slots=True)
class _Given:
    top: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {name: {} for name in _TABLES}
    )
    sources: dict[str, Mapping[str, object]] = field(default_factory=dict)


def _config_file(path: Path | None, env: Mapping[str, str]) -> Path | None:
    named = path or (Path(env[_PREFIX + "CONFIG"]) if env.get(_PREFIX + "CONFIG") else None)
    if named is not None:
        if not named.is_file():
            what = "is no file" if named.exists() else "no such settings file"
            raise SettingsError(f"{named}: {what}")
        return named
    user = platformdirs.user_config_path("faktograph", appauthor=False) / _FILE_NAME
    return next((file for file in (Path(_FILE_NAME), user) if file.is_file()), None)


def _take_file(given: _Given, file: Path) -> None:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file}: not in UTF-8, which TOML has to be: {error}") from error
    except (OSError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"{file}: not readable as TOML: {error}") from error
    for key, value in content.items():
        if key == "sources":
            given.sources = _source_tables(value, file)
        elif key in _TABLES:
            if not isinstance(value, dict):
                raise SettingsError(f"{file}: [{key}] has to be a table")
            for inner, inner_value in value.items():
                reader = _reader(_TABLES[key], inner, f"{file}: [{key}] {inner}")
                given.tables[key][inner] = _read(reader, inner_value, f"{file}: [{key}] {inner}")
        else:
            reader = _reader(_TOP, key, f"{file}: {key}", ("sources", *_TABLES))
            given.top[key] = _read(reader, value, f"{file}: {key}")


def _source_tables(value: object, file: Path) -> dict[str, Mapping[str, object]]:
    if not isinstance(value, dict) or not all(isinstance(table, dict) for table in value.values()):
        raise SettingsError(f"{file}: sources are written as tables: [sources.NAME]")
    return {name: dict(table) for name, table in value.items()}


def _take_environment(given: _Given, env: Mapping[str, str]) -> None:
    known = {key.upper(): (given.top, key, reader) for key, reader in _TOP.items()}
    for table, readers in _TABLES.items():
        for key, reader in readers.items():
            known[f"{table}_{key}".upper()] = (given.tables[table], key, reader)
    for variable in sorted(env):
        if not variable.startswith(_PREFIX) or variable == _PREFIX + "CONFIG":
            continue
        name = variable.removeprefix(_PREFIX)
        if name not in known:
            raise SettingsError(_unknown(f"environment variable {variable}", name, known))
        target, key, reader = known[name]
        target[key] = _read(reader, env[variable], f"environment variable {variable}")


def _reader(
    readers: Mapping[str, _Reader], key: str, where: str, also: Iterable[str] = ()
) -> _Reader:
    if key not in readers:
        raise SettingsError(_unknown(where, key, (*readers, *also)))
    return readers[key]


def _read(reader: _Reader, value: object, where: str) -> Any:
    try:
        return reader(value)
    except ValueError as error:
        raise SettingsError(f"{where}: {value!r} is not {error}") from error


def _unknown(where: str, name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]}?" if near else "known are: " + ", ".join(names)
    return f"{where}: unknown setting; {hint}"
