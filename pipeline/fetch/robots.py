"""The rules of each site: robots.txt, and by setting ai.txt and tdmrep.json, kept for a day.

As RFC 9309 has it: no file means everything is allowed; a server that fails or does not
answer means that nothing is, until it does.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from protego import Protego

from pipeline.fetch.reservations import AGENT, reserved_by_ai_txt, reserved_by_tdmrep

__all__ = ["RuleBook", "Rules", "SiteRules", "TextFile"]

_log = logging.getLogger(__name__)
_KEPT = 24 * 3600.0
_KEPT_UNREACHABLE = 1800.0
_LONGEST_DELAY = 7 * 24 * 3600.0
_AI_TXT = "/ai.txt"
_TDMREP = "/.well-known/tdmrep.json"


@dataclass(frozen=True, slots=True)
class TextFile:
    """A small file of a site. `text` is empty where there is none; "failed" says try later.

    `reason` and `detail` say why it failed, as a `FetchFailure` does.
    """

    state: Literal["there", "absent", "failed"]
    text: str = ""
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site allows; `at` is seconds since 1970."""

    at: float
    robots: TextFile
    ai_txt: str = ""
    tdmrep: str = ""

    def fresh(self, now: float) -> bool:
        """Whether they need not be asked for again yet."""
        return 0 <= now - self.at < (_KEPT_UNREACHABLE if self.robots.state == "failed" else _KEPT)


class RuleBook:
    """Rules by site ("https://host"), asked for once, kept in memory and in a directory.

    `get` asks for a small text file, politely and guarded like all else. Sites of hosts that
    the user named are not kept on disk: ports on loopback change hands.
    """

    def __init__(
        self,
        get: Callable[[str], Awaitable[TextFile]],
        directory: Path | None,
        *,
        respect_reservations: bool,
    ) -> None:
        self._get = get
        self._directory = directory
        self._reservations = respect_reservations
        self._known: dict[str, SiteRules] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def of(self, site: str, *, keep: bool = True) -> SiteRules:
        """The parsed rules of a site; many may wait for the one request."""
        async with self._locks.setdefault(site, asyncio.Lock()):
            known = self._known.get(site)
            if known is None or not known.rules.fresh(time.time()):
                known = self._known[site] = SiteRules(await self._read(site, keep=keep))
            return known

    async def _read(self, site: str, *, keep: bool) -> Rules:
        file = self._file(site) if keep else None
        if file is not None and (kept := _load(file)) is not None and kept.fresh(time.time()):
            return kept
        robots = await self._get(f"{site}/robots.txt")
        ai_txt = tdmrep = ""
        if self._reservations and robots.state != "failed":
            ai_txt = (await self._get(site + _AI_TXT)).text
            tdmrep = (await self._get(site + _TDMREP)).text
        rules = Rules(time.time(), robots, ai_txt, tdmrep)
        if file is not None and robots.state != "failed":
            _save(file, rules)
        return rules

    def _file(self, site: str) -> Path | None:
        if self._directory is None:
            return None
        return self._directory / f"{sha256(site.encode()).hexdigest()[:32]}.json"


class SiteRules:
    """Rules with their parser, which is kept because a check with it costs microseconds."""

    __slots__ = ("_parser", "rules")

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._parser = Protego.parse(rules.robots.text)

    @property
    def crawl_delay(self) -> float | None:
        """Seconds between two requests that the site asks for."""
        delay = self._parser.crawl_delay(AGENT)
        rate = self._parser.request_rate(AGENT)
        spacing = rate.seconds / rate.requests if rate and rate.requests else None
        return max((min(v, _LONGEST_DELAY) for v in (delay, spacing) if v and v > 0), default=None)

    def forbidden(self, url: str) -> str | None:
        """Why robots.txt does not allow an address, in words."""
        if not self._parser.can_fetch(url, AGENT):
            return "robots.txt does not allow it"
        return None

    def reserved(self, url: str) -> str | None:
        """Which file of the site reserves an address, in words."""
        by_tdmrep = reserved_by_tdmrep(self.rules.tdmrep, url) if self.rules.tdmrep else None
        return by_tdmrep or reserved_by_ai_txt(self.rules.ai_txt, url)


def _load(file: Path) -> Rules | None:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return Rules(**{**data, "robots": TextFile(**data["robots"])})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        _log.warning("%s: kept rules not readable, asking anew: %s", file, error)
        return None


def _save(file: Path, rules: Rules) -> None:
    temporary = file.with_suffix(f".{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(asdict(rules)), encoding="utf-8")
        temporary.replace(file)
    except OSError as error:
        _log.warning("%s: rules not kept: %s", file, error)
