"""A server on loopback that answers, and misbehaves, byte by byte as a test says."""

from __future__ import annotations

import asyncio
import itertools
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pipeline.documents import Extraction
from pipeline.ingest import ingest
from pipeline.settings import FetchSettings, PageStoreSettings, Settings


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]
    at: float
    host: str
    connection: int


Answer = bytes | Callable[[Request], bytes]
Behaviour = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


def build_answer(
    body: bytes | str = b"", status: str = "200 OK", kind: str = "text/html", **headers: str
) -> bytes:
    """A whole, correct HTTP answer; underscores in header names stand for hyphens."""
    content = body.encode() if isinstance(body, str) else body
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(content)}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + content


@dataclass
class Site:
    """Pages by path, served by a thread of its own on one port of some loopback addresses.

    A page is the bytes to send, a function from the request to bytes, or a coroutine function
    that writes for itself, after which the connection is closed.
    """

    pages: dict[str, Answer | Behaviour] = field(default_factory=dict)
    log: list[Request] = field(default_factory=list)
    port: int = 0
    _connections: Iterator[int] = field(default_factory=itertools.count)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.log if request.path == path]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        connection = next(self._connections)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                pairs = (line.partition(":") for line in head[1:] if line)
                headers = {name.lower(): value.strip() for name, _, value in pairs}
                request = Request(
                    head[0].split(" ")[1], headers, time.monotonic(), host, connection
                )
                self.log.append(request)
                page = self.pages.get(request.path, build_answer("none", "404 Not Found"))
                if asyncio.iscoroutinefunction(page):
                    await page(request, writer)
                    break
                writer.write(page(request) if callable(page) else page)
                await writer.drain()
        with suppress(ConnectionError, RuntimeError):
            writer.close()


def listening(addresses: Sequence[str], port: int) -> list[socket.socket]:
    """One port on all the addresses; without a given one, one that is free on all of them."""
    while True:
        opened: list[socket.socket] = []
        try:
            for address in addresses:
                wanted = opened[0].getsockname()[1] if opened else port
                opened.append(socket.create_server((address, wanted), backlog=200))
        except OSError:
            for each in opened:
                each.close()
            if port:
                raise
        else:
            return opened


class Sites:
    """Starts servers, each in a thread, and stops them all."""

    def __init__(self) -> None:
        self._stops: list[Callable[[], None]] = []

    def start(self, pages=None, addresses=("127.0.0.1",), port: int = 0, tls=None) -> Site:
        opened = listening(addresses, port)
        site = Site(dict(pages or {}), port=opened[0].getsockname()[1])
        started = threading.Event()

        async def serve() -> None:
            loop, stopped = asyncio.get_running_loop(), asyncio.Event()
            servers = [
                await asyncio.start_server(site.serve, sock=each, ssl=tls) for each in opened
            ]
            self._stops.append(lambda: loop.call_soon_threadsafe(stopped.set))
            started.set()
            await stopped.wait()
            for server in servers:
                server.close()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

        thread = threading.Thread(target=lambda: asyncio.run(serve()))
        thread.start()
        assert started.wait(60)
        self._stops.append(thread.join)
        return site

    def stop(self) -> None:
        for stop in self._stops:
            stop()


@pytest.fixture
def sites():
    running = Sites()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def answer():
    return build_answer


@pytest.fixture
def site(sites):
    return sites.start()


@pytest.fixture(scope="session")
def own_certificate(tmp_path_factory):
    """A certificate that its owner signed for 127.0.0.1, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    addresses = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(addresses, critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = tmp_path_factory.mktemp("tls") / "own.pem"
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def settings(tmp_path):
    """Fast, with small bounds, and loopback named by the user."""
    return Settings(
        fetch=FetchSettings(
            rate=1000,
            # Beside a dozen other processes an answer on loopback takes long.
            connect_timeout=100,
            read_timeout=100,
            total_timeout=200,
            max_bytes=100_000,
            max_unpacked_bytes=300_000,
            retries=0,
            freshness=0,
            private_hosts=("127.0.0.1",),
        ),
        pages=PageStoreSettings(directory=tmp_path / "pages"),
    )


@pytest.fixture
def but(settings):
    """The settings with some of [fetch] changed."""

    def change(**fetch):
        return replace(settings, fetch=replace(settings.fetch, **fetch))

    return change


SENTENCE = "Der Vorstand stellte die Pläne am Montag in Kassel vor und nannte erste Zahlen. "


@pytest.fixture(scope="session")
def article_page():
    """The page of an article with a title, and a lead where it is given."""

    def write(title: str, lead: str = "") -> str:
        return (
            f"<html lang=de><head><title>{title}</title></head><body><article><h1>{title}</h1>"
            f"<p>{lead} {SENTENCE * 6}</p><p>{SENTENCE * 6}</p></article></body></html>"
        )

    return write


class Taking:
    """Stands in for the model: keeps the titles of what it is given, and finds nothing in it."""

    version = "none"

    def __init__(self) -> None:
        self.titles: list[str] = []

    def extract(self, articles):
        for article in articles:
            self.titles.append(article.title)
            yield Extraction((), (), (), (), (), "none")


@pytest.fixture(scope="session")
def taking():
    return Taking


@pytest.fixture
def graph(settings, tmp_path):
    """The settings with a graph of the test's own."""
    return replace(settings, database_url=f"sqlite:///{tmp_path / 'graph.db'}")


@pytest.fixture
def take(graph):
    """Take a source: its report, and the titles that the model was given."""

    def run(source, **more):
        model = Taking()
        return ingest(graph, [source], model, **more).sources[0], set(model.titles)

    return run
