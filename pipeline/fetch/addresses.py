"""Which network addresses may be connected to, decided at the moment of connecting.

A page, a feed or a redirect can name any host, and a host's name can resolve to any address,
differently each time. So the name is resolved here, every address is judged, and the
connection goes to the very address that was judged.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias
from urllib.parse import urlsplit

import httpcore

__all__ = ["GuardedBackend", "PrivateAddressError", "UnresolvedError", "authority", "is_public"]

_Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
_SocketOption: TypeAlias = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_MOST_ADDRESSES = 4


class PrivateAddressError(httpcore.ConnectError):
    """The host has an address that a page's word is not enough for."""


class UnresolvedError(httpcore.ConnectError):
    """The host's name has no address."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    ip: _Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = _inner_address(ip)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def authority(url: str) -> str:
    """The host of a URL in lower case, with its port where that is not the scheme's own."""
    parts = urlsplit(url)
    host = _bracketed((parts.hostname or "").rstrip("."))
    try:
        port = parts.port
    except ValueError:
        port = None
    if port is None or port == _DEFAULT_PORTS.get(parts.scheme):
        return host
    return f"{host}:{port}"


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to public addresses, and to those of hosts that the user has named.

    `named_hosts` holds "host" (any port) and "host:port" entries in lower case.
    """

    def __init__(self, named_hosts: Iterable[str]) -> None:
        self._named = frozenset(named_hosts)
        self._backend = httpcore.AnyIOBackend()
        self._resolver = ThreadPoolExecutor(max_workers=32, thread_name_prefix="resolve")

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore's signature)
        local_address: str | None = None,
        socket_options: Iterable[_SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await self._addresses(host, port, timeout)
        self._judge(host, port, addresses)
        share = None if timeout is None else timeout / len(addresses)
        for nth, address in enumerate(addresses, start=1):
            try:
                return await self._backend.connect_tcp(
                    address, port, share, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if nth == len(addresses):
                    raise
        raise UnresolvedError(f"{host} has no address")

    async def sleep(self, seconds: float) -> None:
        await self._backend.sleep(seconds)

    def close(self) -> None:
        """Let the resolving threads go."""
        self._resolver.shutdown(wait=False, cancel_futures=True)

    async def _addresses(self, host: str, port: int, patience: float | None) -> list[str]:
        look_up = asyncio.get_running_loop().run_in_executor(
            self._resolver, _look_up, host.strip("[]"), port
        )
        try:
            return await asyncio.wait_for(look_up, patience)
        except TimeoutError:
            raise UnresolvedError(f"{host}: the name was not resolved in time") from None
        except (OSError, UnicodeError) as error:
            raise UnresolvedError(f"{host}: the name does not resolve: {error}") from error

    def _judge(self, host: str, port: int, addresses: list[str]) -> None:
        name = _bracketed(host.lower().rstrip("."))
        if {name, name.strip("[]"), f"{name}:{port}"} & self._named:
            return
        for address in addresses:
            if not is_public(address):
                raise PrivateAddressError(
                    f"{host} has the address {address}, which is not public; if it is meant,"
                    f' add "{name}" to private_hosts under [fetch] in faktograph.toml'
                )


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _look_up(host: str, port: int) -> list[str]:
    """Addresses of a host; "localhost" and the names below it are loopback (RFC 6761)."""
    if host.lower().rstrip(".").rpartition(".")[2] == "localhost":
        return ["127.0.0.1", "::1"]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = dict.fromkeys(str(entry[4][0]) for entry in found)
    return list(addresses)[:_MOST_ADDRESSES]


def _inner_address(ip: ipaddress.IPv6Address) -> _Address:
    """The IPv4 address that an IPv6 one stands for or tunnels to, else itself."""
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour or ip
    if ip.teredo:
        return ip.teredo[1]
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip
