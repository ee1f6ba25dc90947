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
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self
from urllib.parse import urldefrag, urlsplit

from pipeline.documents import Link, Page
from pipeline.fetch.addresses import GuardedBackend, authority
from pipeline.fetch.answers import REDIRECTS
from pipeline.fetch.caching import conditions, freshened
from pipeline.fetch.exchange import Answer, ProblemError, check_url, exchange, target_of
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
from pipeline.sources import Source, hosts_named_by_user, in_utf8, is_on_hosts
from pipeline.sources.unpacking import UnpackingError, unzipped

__all__ = ["Fetcher"]

_log = logging.getLogger(__name__)

# Of a robots.txt no more is read, as RFC 9309 allows.
_RULES_BYTES = 1024 * 1024
_FIRST_BACKOFF = 0.5
# Servers are known that answer 304 for ever: after this long it is asked for whole.
_TRUSTED_FOR_SOURCES = timedelta(days=1)
_TRUSTED_FOR_PAGES = timedelta(days=30)


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
        try:
            answer = await self._answer(link, validators, discovery=discovery)
        except ProblemError as problem:
            return FetchFailure(
                link.url,
                problem.reason,
                problem.detail,
                _now(),
                problem.status,
                problem.wait,
                link.source,
            )
        except Exception as error:  # one page stops no run
            _log.exception("asking for %r failed", link.url)
            return FetchFailure(link.url, "failed", repr(error), _now(), source=link.source)
        if isinstance(answer, Validators):
            return NotModified(link.url, _now(), answer, 304, link.source)
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

    async def _answer(
        self, link: Link, validators: Validators | None, *, discovery: bool
    ) -> Answer | Validators:
        """A page, or the validators to keep of one that is not modified."""
        if validators is not None and _is_trusted(validators, discovery=discovery):
            answer = await self._follow(link, validators, discovery=discovery)
            if answer.status == 304:
                kept = freshened(link.url, validators, answer.headers, _now())
                if kept is not None:
                    return kept
        else:
            answer = await self._follow(link, None, discovery=discovery)
        if answer.status == 304:  # of another page than the one that we asked about
            answer = await self._follow(link, None, discovery=discovery)
        if self._settings.respect_reservations and not discovery:
            _refuse(reserved_by_page(answer.headers, answer.content), "reserved")
        return answer

    # --- the way from the link to the answer ---------------------------------------------

    async def _follow(self, link: Link, asked: Validators | None, *, discovery: bool) -> Answer:
        source = self._sources.get(link.source or "")
        url = urldefrag(link.url).url
        seen: set[str] = set()
        for _ in range(self._settings.max_redirects + 1):
            check_url(url)
            if seen and source and not discovery and not is_on_hosts(url, source):
                raise ProblemError("left-site", f"redirected to {url}, not one of {source.hosts}")
            if url in seen:
                raise ProblemError("too-many-redirects", f"the redirects go in a circle at {url}")
            seen.add(url)
            host = self._host(url, source)
            await self._check_rules(url, host, discovery=discovery)
            given = conditions(link.url, asked) if asked else {}
            answer = await self._patiently(url, host, given)
            if answer.status not in REDIRECTS:
                return answer
            url = target_of(answer)
        raise ProblemError(
            "too-many-redirects", f"more than {self._settings.max_redirects}, the last to {url}"
        )

    async def _check_rules(self, url: str, host: Host, *, discovery: bool) -> None:
        site = f"{urlsplit(url).scheme}://{authority(url)}"
        rules = await self._rules.of(site, keep=not self._is_named(url))
        robots = rules.rules.robots
        if robots.state == "failed":
            told = f"{site}/robots.txt: {robots.detail}; nothing is asked for until it can be read"
            raise ProblemError(robots.reason, told)
        if rules.crawl_delay:
            host.slow_to(rules.crawl_delay)
        _refuse(rules.forbidden(url), "robots")
        if self._settings.respect_reservations and not discovery:
            _refuse(rules.reserved(url), "reserved")

    async def _patiently(
        self, url: str, host: Host, conditions: Mapping[str, str], first: int | None = None
    ) -> Answer:
        """Ask, and again where that is worth it; the host's circuit learns of each try."""
        for attempt in range(self._settings.retries + 1):
            try:
                answer = await self._once(url, host, conditions, first)
            except ProblemError as problem:
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

    def _learn(self, host: Host, problem: ProblemError) -> None:
        if problem.reason == "busy" and problem.wait is not None:
            host.pause(problem.wait, problem.detail)
        elif REASONS[problem.reason].host:
            host.failed(problem.detail)
        elif problem.status is not None:
            host.succeeded()

    def _worth_waiting(self, problem: ProblemError) -> bool:
        if not REASONS[problem.reason].retry:
            return False
        return problem.wait is None or problem.wait <= self._settings.max_retry_wait

    async def _once(
        self, url: str, host: Host, conditions: Mapping[str, str], first: int | None
    ) -> Answer:
        client, settings = self._client, self._settings
        async with host.slots:
            while True:
                async with host.turn(self._slots) as blocked:
                    if blocked is None:
                        return await exchange(client, settings, url, conditions, first)
                if blocked.reason != "busy" or blocked.wait > settings.max_retry_wait:
                    raise ProblemError(blocked.reason, blocked.detail, wait=blocked.wait)
                await asyncio.sleep(blocked.wait)

    # --- sites and hosts -------------------------------------------------------------------

    async def _text_file(self, url: str) -> TextFile:
        """A site's robots.txt or the like, over redirects; its rules can't forbid it."""
        try:
            for _ in range(self._settings.max_redirects + 1):
                check_url(url)
                answer = await self._patiently(url, self._host(url, None), {}, _RULES_BYTES)
                if answer.status not in REDIRECTS:
                    text = in_utf8(unzipped(answer.content, _RULES_BYTES))
                    return TextFile("there", text.decode("utf-8-sig", "replace"))
                url = target_of(answer)
        except UnpackingError as error:
            return TextFile("failed", "", "bad-encoding", str(error))
        except ProblemError as problem:
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
        raise ProblemError(reason, why)


def _is_trusted(validators: Validators, *, discovery: bool) -> bool:
    """Whether a "not modified" is taken for an answer; for want of bytes or after long not."""
    if validators.digest is None or validators.full_at is None:
        return False
    trusted = _TRUSTED_FOR_SOURCES if discovery else _TRUSTED_FOR_PAGES
    return _now() - validators.full_at <= trusted
