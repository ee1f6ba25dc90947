"""A web server on loopback, in a process of its own, for measuring: quick, and with a log."""

from __future__ import annotations

import asyncio
import gzip
import random
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeAlias

__all__ = ["Log", "serve"]

# When each request came (seconds of the monotonic clock), to which host, for which path, and
# whether it was answered 304.
Log: TypeAlias = list[tuple[float, str, str, bool]]

_ROBOTS = b"User-agent: *\nDisallow: /forbidden/\n"
_WORDS = ("Rechenzentrum", "Modell", "Strom", "Vertrag", "data centre", "model", "contract")


@contextmanager
def serve(hosts: list[str], page_bytes: int = 50_000) -> Iterator[tuple[int, Connection]]:
    """Serve any path of some loopback addresses; gives the port and where the log comes from.

    Send anything into the connection to end the server; the log comes back.
    """
    with socket.create_server((hosts[0], 0)) as probe:
        port = probe.getsockname()[1]
    ours, theirs = get_context("spawn").Pipe()
    server = get_context("spawn").Process(target=_run, args=(hosts, port, page_bytes, theirs))
    server.start()
    try:
        assert ours.poll(60), "the server did not start"
        ours.recv()
        yield port, ours
    finally:
        with suppress(OSError):
            ours.send("end")
        server.join(10)
        if server.is_alive():
            server.kill()


def _run(hosts: list[str], port: int, page_bytes: int, ready: Connection) -> None:
    asyncio.run(_serve(hosts, port, page_bytes, ready))


async def _serve(hosts: list[str], port: int, page_bytes: int, ready: Connection) -> None:
    log: Log = []
    body = gzip.compress(_html(page_bytes))
    page = _head("200 OK", len(body), b'Content-Encoding: gzip\r\nETag: "1"\r\n') + body
    robots = _head("200 OK", len(_ROBOTS), b"") + _ROBOTS
    unchanged = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
    missing = _head("404 Not Found", 0, b"")

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                path = request.split(b" ", 2)[1].decode()
                known = b"if-none-match" in request.lower()
                log.append((time.monotonic(), host, path, known))
                if path.startswith("/page/"):
                    writer.write(unchanged if known else page)
                else:
                    writer.write(robots if path == "/robots.txt" else missing)
                await writer.drain()
        writer.close()

    await asyncio.start_server(answer, hosts, port, backlog=1000)
    ready.send("ready")
    await asyncio.to_thread(ready.recv)
    ready.send(log)


def _head(status: str, length: int, more: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n"
    return head.encode() + more + f"Content-Length: {length}\r\n\r\n".encode()


def _html(size: int) -> bytes:
    draw = random.Random(7)
    text = "<html><head><title>Seite</title></head><body>"
    while len(text) < size:
        text += "<p>" + " ".join(draw.choice(_WORDS) for _ in range(60)) + "</p>\n"
    return text.encode()
