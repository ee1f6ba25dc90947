"""The HTTP client: httpx with HTTP/2, no cookies, no proxies, and guarded connections."""

from __future__ import annotations

import ssl
import time
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore
import httpx

from pipeline import __version__
from pipeline.fetch.addresses import GuardedBackend
from pipeline.fetch.bodies import ACCEPTED_ENCODINGS
from pipeline.fetch.reservations import AGENT
from pipeline.settings import FetchSettings

__all__ = ["open_client", "user_agent"]

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.8,*/*;q=0.5"


# Hosts whose connections are kept open between requests, well below the usual bound on files.
_MOST_OPEN_HOSTS = 400
_KEPT_OPEN = 30.0


class _PoolPerHost(httpcore.AsyncConnectionPool):
    """A small pool for each host, so that none is closed to make room for another host's.

    Nor does the work of finding a connection grow with the number of hosts. How many requests
    are under way at once is bounded by whoever asks.
    """

    def __init__(self, context: ssl.SSLContext, backend: GuardedBackend, each: int) -> None:
        super().__init__(ssl_context=context, network_backend=backend)
        self._context = context
        self._backend = backend
        self._each = each
        # The one asked for last stands at the end.
        self._hosts: dict[tuple[bytes, bytes, int], tuple[httpcore.AsyncConnectionPool, float]] = {}

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        origin = request.url.origin
        key = (origin.scheme, origin.host, origin.port)
        await self._close_idle()
        pool = self._hosts.pop(key)[0] if key in self._hosts else self._pool()
        self._hosts[key] = pool, time.monotonic()
        return await pool.handle_async_request(request)

    async def aclose(self) -> None:
        pools = [pool for pool, _ in self._hosts.values()]
        self._hosts.clear()
        for pool in pools:
            await pool.aclose()

    def _pool(self) -> httpcore.AsyncConnectionPool:
        return httpcore.AsyncConnectionPool(
            ssl_context=self._context,
            max_connections=self._each,
            keepalive_expiry=_KEPT_OPEN,
            http2=True,
            network_backend=self._backend,
        )

    async def _close_idle(self) -> None:
        """Close what was not asked for long, or longest where there are too many."""
        now = time.monotonic()
        for _ in range(len(self._hosts)):
            key, (pool, used_at) = next(iter(self._hosts.items()))
            if used_at > now - _KEPT_OPEN and len(self._hosts) <= _MOST_OPEN_HOSTS:
                return
            del self._hosts[key]
            if all(connection.is_idle() for connection in pool.connections):
                await pool.aclose()
            else:
                self._hosts[key] = pool, now


class _GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport on pools whose every connection the backend has judged."""

    def __init__(self, settings: FetchSettings, backend: GuardedBackend) -> None:
        context = httpx.create_ssl_context(trust_env=True)
        super().__init__(verify=context, trust_env=False)
        self._backend = backend
        self._pool = _PoolPerHost(context, backend, settings.host_concurrency)

    async def aclose(self) -> None:
        await super().aclose()
        self._backend.close()


def open_client(settings: FetchSettings, backend: GuardedBackend) -> httpx.AsyncClient:
    """A client that follows no redirect by itself, so that each hop can be judged."""
    return httpx.AsyncClient(
        transport=_GuardedTransport(settings, backend),
        trust_env=False,
        follow_redirects=False,
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        timeout=httpx.Timeout(
            settings.read_timeout, connect=settings.connect_timeout, pool=settings.total_timeout
        ),
        headers={
            "user-agent": user_agent(settings),
            "accept": _ACCEPT,
            "accept-encoding": ACCEPTED_ENCODINGS,
            "accept-language": "de,en;q=0.8",
        },
    )


def user_agent(settings: FetchSettings) -> str:
    """Who asks: the project, its version, and how to reach whoever runs it."""
    return f"{AGENT}/{__version__}" + (f" (+{settings.contact})" if settings.contact else "")
