"""Which reason code an exception of the HTTP client stands for."""

from __future__ import annotations

import ssl

import httpx

from pipeline.fetch.addresses import PrivateAddressError, UnresolvedError

__all__ = ["explain"]

# In this order: the first that is the error, or one of its causes, names the reason.
_REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (PrivateAddressError, "private-address"),
    (UnresolvedError, "dns"),
    (ssl.SSLError, "tls"),
    (httpx.TimeoutException, "timeout"),
    (httpx.ConnectError, "connect"),
    (httpx.InvalidURL, "bad-url"),
    (httpx.UnsupportedProtocol, "bad-url"),
    (UnicodeError, "bad-url"),
)


def explain(error: Exception) -> tuple[str, str]:
    """Reason code and a sentence; anything unknown is a broken answer."""
    chain = _chain(error)
    for kind, reason in _REASONS:
        for cause in chain:
            if isinstance(cause, kind):
                told = str(cause) or type(cause).__name__
                if kind is httpx.InvalidURL:
                    told = f"no web address, or a redirect to none: {told}"
                return reason, told
    return "protocol", f"{type(error).__name__}: {error}".rstrip(": ")


def _chain(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or cause.__context__
    return chain
