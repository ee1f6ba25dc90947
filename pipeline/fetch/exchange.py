"""One request and its answer: within its time and its bounds, or a `ProblemError` that says why."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

from pipeline.fetch.answers import REDIRECTS, reason_for, retry_after
from pipeline.fetch.bodies import BodyEncodingError, TooLargeError, is_text, read_body
from pipeline.fetch.errors import explain
from pipeline.settings import FetchSettings

__all__ = ["Answer", "ProblemError", "check_url", "exchange", "target_of"]

_LONGEST_URL = 4096
# Control characters, and halves of characters, which nothing can be written with.
_NO_URL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
# The body of an error is read to its end only if short: then the connection can be used again.
_ERROR_BODY_BYTES = 64 * 1024
_ERROR_BODY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request gave; `content` is empty for anything but a page."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes = b""


@dataclass(eq=False)
class ProblemError(Exception):
    """Why there is no page, on its way to becoming a `FetchFailure`."""

    reason: str
    detail: str
    status: int | None = None
    wait: float | None = None


async def exchange(
    client: httpx.AsyncClient,
    settings: FetchSettings,
    url: str,
    conditions: Mapping[str, str],
    first: int | None = None,
) -> Answer:
    """Ask once. A page, a redirect or a 304 is an answer; all else is a `ProblemError`.

    `first`: of a larger body so many bytes are enough; else the bounds of the settings hold.
    """
    try:
        async with asyncio.timeout(settings.total_timeout):
            return await _exchange(client, settings, url, conditions, first)
    except TooLargeError as error:
        raise ProblemError("too-large", str(error)) from error
    except BodyEncodingError as error:
        raise ProblemError("bad-encoding", str(error)) from error
    except TimeoutError as error:
        raise ProblemError("timeout", f"not done after {settings.total_timeout:g} s") from error
    except ProblemError:
        raise
    except Exception as error:
        raise ProblemError(*explain(error)) from error


def check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (raises for a port that is no number)
    except ValueError as error:
        raise ProblemError("bad-url", f"{url!r}: {error}") from error
    if (odd := _NO_URL.search(url)) is not None:
        raise ProblemError("bad-url", f"{url!r}: {odd[0]!r} is part of no address")
    if len(url) > _LONGEST_URL:
        raise ProblemError("bad-url", f"{len(url)} characters, the bound is {_LONGEST_URL}")
    if parts.scheme not in {"http", "https"}:
        raise ProblemError("bad-url", f"{url!r}: only http and https are asked for")
    if not parts.hostname or parts.username or parts.password:
        raise ProblemError("bad-url", f"{url!r}: a host, and no user name, is needed")


def target_of(answer: Answer) -> str:
    location = answer.headers.get("location", "")
    if not location:
        raise ProblemError("protocol", "a redirect that says nowhere to go", answer.status)
    try:
        return urldefrag(urljoin(answer.url, location)).url
    except ValueError as error:
        raise ProblemError("bad-url", f"redirected to {location[:200]!r}: {error}") from error


async def _exchange(
    client: httpx.AsyncClient,
    settings: FetchSettings,
    url: str,
    conditions: Mapping[str, str],
    first: int | None,
) -> Answer:
    async with client.stream("GET", url, headers=dict(conditions)) as response:
        headers = dict(response.headers)
        status = response.status_code
        if status in REDIRECTS or (status == 304 and conditions):
            await _drain(response)
            return Answer(url, status, headers)
        if (reason := reason_for(status)) is not None:
            await _drain(response)
            wait = retry_after(headers, datetime.now(UTC))
            asks = f" and asks to wait {wait:.0f} s" if wait else ""
            raise ProblemError(reason, f"the server answers {status}{asks}", status, wait)
        if not is_text(headers):
            raise ProblemError("not-text", f"content-type {headers['content-type']}", status)
        content = await read_body(
            response.aiter_raw(),
            headers,
            first or settings.max_bytes,
            first or settings.max_unpacked_bytes,
            cut=first is not None,
        )
        return Answer(url, status, headers, content)


async def _drain(response: httpx.Response) -> None:
    """Read what nobody wants, if it is little and comes at once."""
    read = 0
    with contextlib.suppress(TimeoutError, httpx.HTTPError):
        async with asyncio.timeout(_ERROR_BODY_SECONDS):
            async for chunk in response.aiter_raw():
                read += len(chunk)
                if read > _ERROR_BODY_BYTES:
                    return
