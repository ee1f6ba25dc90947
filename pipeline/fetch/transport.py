"""The HTTP client: httpx with HTTP/2, no cookies, no proxies, and guarded connections."""

from __future__ import annotations

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


class _GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport on a pool whose every connection the backend has judged."""

    def __init__(self, settings: FetchSettings, backend: GuardedBackend) -> None:
        context = httpx.create_ssl_context(trust_env=True)
        super().__init__(verify=context, trust_env=False)
        self._backend = backend
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=settings.concurrency,
            max_keepalive_connections=settings.concurrency,
            keepalive_expiry=30.0,
            http2=True,
            network_backend=backend,
        )

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
