"""One page, politely and safely: robots, rates, redirects, bounds, retries, validators.

Redirects are followed here, hop by hop, so that each address passes the same checks as the
first: scheme, the source's hosts, the host's circuit and rate, robots.txt, and at the moment
of connecting the network address.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

from pipeline.documents import Link, Page
from pipeline.fetch.addresses import GuardedBackend, authority
from pipeline.fetch.answers import REDIRECTS, reason_for, retry_after
from pipeline.fetch.bodies import BodyEncodingError, TooLargeError, is_text, read_body
from pipeline.fetch.errors import explain
from pipeline.fetch.outcomes import (
    REASONS,
    FetchFailure,
    NotModified,
    Outcome,
    Validators,
    digest_of,
    validators_of,
)
from pipeline.fetch.pacing import Host
from pipeline.fetch.reservations import reserved_by_page
from pipeline.fetch.robots import RuleBook, TextFile
from pipeline.fetch.transport import open_client
from pipeline.settings import Settings
from pipeline.sources import Source, hosts_named_by_user, is_on_hosts

__all__ = ["Fetcher"]

_log = logging.getLogger(__name__)

_LONGEST_URL = 4096
_RULES_BYTES = 1024 * 1024
# The body of an error is read to its end only if short: then the connection can be used again.
_ERROR_BODY_BYTES = 64 * 1024
_FIRST_BACKOFF = 0.5
# Servers are known that answer 304 for ever: after this long it is asked for whole.
_TRUSTED_FOR_SOURCES = timedelta(days=1)
_TRUSTED_FOR_PAGES = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one request gave; `content` is empty for anything but a page."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes = b""


@dataclass(eq=False)
class _ProblemError(Exception):
    """Why there is no page, on its way to becoming a `FetchFailure`."""

    reason: str
    detail: str
    status: int | None = None
    wait: float | None = None


class Fetcher:
    """Asks for pages; an async context manager. Share one for a run: it keeps the rates.

    `sources` give links their rate and their hosts; a link of an unknown source may be
    redirected to any public host.
    """

    def __init__(self, settings: Settings, sources: Iterable[Source] = ()) -> None:
        self._settings = settings.fetch
        self._sources = {source.name: source for source in sources}
        self._named = hosts_named_by_user(settings)
        self._hosts: dict[str, Host] = {}
        self._slots = asyncio.Semaphore(self._settings.concurrency)
        self._client = open_client(self._settings, GuardedBackend(self._named))
        self._rules = RuleBook(
            self._text_file,
            settings.pages.directory / "robots",
            respect_reservations=self._settings.respect_reservations,
        )

    @property
    def concurrency(self) -> int:
        """How many requests may be under way at once, over all hosts."""
        return self._settings.concurrency

    @property
    def host_concurrency(self) -> int:
        """How many requests may be under way at once to one host."""
        return self._settings.host_concurrency

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._client.aclose()

    async def fetch(
        self, link: Link, validators: Validators | None = None, *, discovery: bool = False
    ) -> Outcome:
        """Ask for a page; everything that can go wrong comes back as a `FetchFailure`.

        `validators` of an earlier fetch make it a conditional request, or none at all while
        the page is fresh. `discovery` is for
        feeds, sitemaps and listings: they are not kept, so what a page reserves for itself
        ("noindex", as many feeds carry) does not stop them; robots.txt does.
        """
        now = _now()
        if validators and not discovery and validators.fresh(now, self._settings.freshness):
            return NotModified(link.url, now, validators, 0, link.source, asked=False)
        conditions = _conditions(validators, discovery=discovery)
        try:
            answer = await self._follow(link, conditions, discovery=discovery)
            if answer.status == 304 and validators is not None:
                kept = replace(validators, checked_at=_now())
                return NotModified(link.url, _now(), kept, 304, link.source)
            if self._settings.respect_reservations and not discovery:
                _refuse(reserved_by_page(answer.headers, answer.content), "reserved")
        except _ProblemError as problem:
            return FetchFailure(
                link.url,
                problem.reason,
                problem.detail,
                _now(),
                problem.status,
                problem.wait,
                link.source,
            )
        page = Page(
            link.url,
            answer.url,
            answer.content,
            _now(),
            answer.status,
            answer.headers,
            link.source,
        )
        if validators is not None and validators.digest == digest_of(page.content):
            return NotModified(
                link.url, page.fetched_at, validators_of(page), answer.status, link.source
            )
        return page

    # --- the way from the link to the answer ---------------------------------------------

    async def _follow(
        self, link: Link, conditions: Mapping[str, str], *, discovery: bool
    ) -> _Answer:
        source = self._sources.get(link.source or "")
        url = urldefrag(link.url).url
        seen: set[str] = set()
        for _ in range(self._settings.max_redirects + 1):
            _check_url(url)
            if seen and source and not discovery and not is_on_hosts(url, source):
                raise _ProblemError("left-site", f"redirected to {url}, not one of {source.hosts}")
            if url in seen:
                raise _ProblemError("too-many-redirects", f"the redirects go in a circle at {url}")
            seen.add(url)
            host = self._host(url, source)
            await self._check_rules(url, host, discovery=discovery)
            answer = await self._patiently(url, host, conditions)
            if answer.status not in REDIRECTS:
                return answer
            url = _target(answer)
            conditions = {}
        raise _ProblemError(
            "too-many-redirects", f"more than {self._settings.max_redirects}, the last to {url}"
        )

    async def _check_rules(self, url: str, host: Host, *, discovery: bool) -> None:
        site = f"{urlsplit(url).scheme}://{authority(url)}"
        rules = await self._rules.of(site, keep=not self._is_named(url))
        robots = rules.rules.robots
        if robots.state == "failed":
            told = f"{site}/robots.txt: {robots.detail}; nothing is asked for until it can be read"
            raise _ProblemError(robots.reason, told)
        if rules.crawl_delay:
            host.slow_to(rules.crawl_delay)
        _refuse(rules.forbidden(url), "robots")
        if self._settings.respect_reservations and not discovery:
            _refuse(rules.reserved(url), "reserved")

    async def _patiently(
        self, url: str, host: Host, conditions: Mapping[str, str], max_bytes: int | None = None
    ) -> _Answer:
        """Ask, and again where that is worth it; the host's circuit learns of each try."""
        for attempt in range(self._settings.retries + 1):
            try:
                answer = await self._once(url, host, conditions, max_bytes)
            except _ProblemError as problem:
                self._learn(host, problem)
                last = attempt == self._settings.retries
                if last or not self._worth_waiting(problem):
                    raise
                _log.debug("%s: %s, asking again", url, problem.detail)
                if problem.wait is None:
                    await asyncio.sleep(_FIRST_BACKOFF * 2**attempt * (0.5 + random.random()))  # noqa: S311
            else:
                host.succeeded()
                return answer
        raise AssertionError("the last attempt returns or raises")  # pragma: no cover

    def _learn(self, host: Host, problem: _ProblemError) -> None:
        if problem.reason == "busy" and problem.wait is not None:
            host.pause(problem.wait, problem.detail)
        elif REASONS[problem.reason].host:
            host.failed(problem.detail)
        elif problem.status is not None:
            host.succeeded()

    def _worth_waiting(self, problem: _ProblemError) -> bool:
        if not REASONS[problem.reason].retry:
            return False
        return problem.wait is None or problem.wait <= self._settings.max_retry_wait

    async def _once(
        self, url: str, host: Host, conditions: Mapping[str, str], max_bytes: int | None
    ) -> _Answer:
        async with host.slots:
            while True:
                async with host.turn(self._slots) as blocked:
                    if blocked is None:
                        return await self._bounded(url, conditions, max_bytes)
                if blocked.reason != "busy" or blocked.wait > self._settings.max_retry_wait:
                    raise _ProblemError(blocked.reason, blocked.detail, wait=blocked.wait)
                await asyncio.sleep(blocked.wait)

    async def _bounded(
        self, url: str, conditions: Mapping[str, str], max_bytes: int | None
    ) -> _Answer:
        """One exchange within its time; whatever goes wrong with it as a `_ProblemError`."""
        try:
            async with asyncio.timeout(self._settings.total_timeout):
                return await self._exchange(url, conditions, max_bytes)
        except TooLargeError as error:
            raise _ProblemError("too-large", str(error)) from error
        except BodyEncodingError as error:
            raise _ProblemError("bad-encoding", str(error)) from error
        except TimeoutError as error:
            told = f"not done after {self._settings.total_timeout:g} s"
            raise _ProblemError("timeout", told) from error
        except _ProblemError:
            raise
        except Exception as error:
            raise _ProblemError(*explain(error)) from error

    async def _exchange(
        self, url: str, conditions: Mapping[str, str], max_bytes: int | None
    ) -> _Answer:
        async with self._client.stream("GET", url, headers=dict(conditions)) as response:
            headers = dict(response.headers)
            status = response.status_code
            if status in REDIRECTS or (status == 304 and conditions):
                await _drain(response)
                return _Answer(url, status, headers)
            if (reason := reason_for(status)) is not None:
                await _drain(response)
                raise _ProblemError(
                    reason, f"the server answers {status}", status, retry_after(headers, _now())
                )
            if not is_text(headers):
                raise _ProblemError("not-text", f"content-type {headers['content-type']}", status)
            content = await read_body(
                response.aiter_raw(),
                headers,
                max_bytes or self._settings.max_bytes,
                max_bytes or self._settings.max_unpacked_bytes,
            )
            return _Answer(url, status, headers, content)

    # --- sites and hosts -------------------------------------------------------------------

    async def _text_file(self, url: str) -> TextFile:
        """A site's robots.txt or the like, over redirects; its rules can't forbid it."""
        try:
            for _ in range(self._settings.max_redirects + 1):
                _check_url(url)
                answer = await self._patiently(url, self._host(url, None), {}, _RULES_BYTES)
                if answer.status not in REDIRECTS:
                    return TextFile("there", answer.content.decode("utf-8-sig", "replace"))
                url = _target(answer)
        except _ProblemError as problem:
            if problem.reason in {"gone", "refused", "http-status", "not-text"}:
                return TextFile("absent")
            _log.info("%s: %s", url, problem.detail)
            return TextFile("failed", "", problem.reason, problem.detail)
        return TextFile("absent")

    def _host(self, url: str, source: Source | None) -> Host:
        name = authority(url)
        if name not in self._hosts:
            rate = (source.rate if source else None) or self._settings.rate
            slots = asyncio.Semaphore(self._settings.host_concurrency)
            self._hosts[name] = Host(name, 1 / rate, slots)
        return self._hosts[name]

    def _is_named(self, url: str) -> bool:
        return bool({authority(url), urlsplit(url).hostname or ""} & self._named)


def _now() -> datetime:
    return datetime.now(UTC)


def _refuse(why: str | None, reason: str) -> None:
    if why is not None:
        raise _ProblemError(reason, why)


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (raises for a port that is no number)
    except ValueError as error:
        raise _ProblemError("bad-url", f"{url!r}: {error}") from error
    if len(url) > _LONGEST_URL:
        raise _ProblemError("bad-url", f"{len(url)} characters, the bound is {_LONGEST_URL}")
    if parts.scheme not in {"http", "https"}:
        raise _ProblemError("bad-url", f"{url!r}: only http and https are asked for")
    if not parts.hostname or parts.username or parts.password:
        raise _ProblemError("bad-url", f"{url!r}: a host, and no user name, is needed")


def _target(answer: _Answer) -> str:
    location = answer.headers.get("location", "")
    if not location:
        raise _ProblemError("protocol", "a redirect that says nowhere to go", answer.status)
    try:
        return urldefrag(urljoin(answer.url, location)).url
    except ValueError as error:
        raise _ProblemError("bad-url", f"redirected to {location[:200]!r}: {error}") from error


def _conditions(validators: Validators | None, *, discovery: bool) -> dict[str, str]:
    if validators is None or validators.digest is None or validators.full_at is None:
        return {}
    trusted = _TRUSTED_FOR_SOURCES if discovery else _TRUSTED_FOR_PAGES
    if _now() - validators.full_at > trusted:
        return {}
    given = {
        "if-none-match": validators.etag,
        "if-modified-since": validators.last_modified,
    }
    return {name: value for name, value in given.items() if value}


async def _drain(response: httpx.Response) -> None:
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length[:9]) <= _ERROR_BODY_BYTES:
        async for _ in response.aiter_raw():
            pass
