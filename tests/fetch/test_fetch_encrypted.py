"""Encrypted connections: certificates that hold, and HTTP/2 where the server has it."""

from __future__ import annotations

import asyncio
import ssl
import threading

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from pipeline.documents import Link, Page
from pipeline.fetch import Fetcher


class SecondVersion(asyncio.Protocol):
    """Answers every HTTP/2 request with its path."""

    asked: list[str]

    def __init__(self, asked):
        self.asked = asked
        self.state = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))

    def connection_made(self, transport):
        self.transport = transport
        self.state.initiate_connection()
        transport.write(self.state.data_to_send())

    def data_received(self, data):
        for event in self.state.receive_data(data):
            if isinstance(event, RequestReceived):
                self.answer(event.stream_id, dict(event.headers)[":path"])
        self.transport.write(self.state.data_to_send())

    def answer(self, stream, path):
        self.asked.append(path)
        found = path.startswith("/page/")
        head = [(":status", "200" if found else "404"), ("content-type", "text/html")]
        self.state.send_headers(stream, head)
        self.state.send_data(stream, path.encode(), end_stream=True)


@pytest.fixture
def context(own_certificate, monkeypatch):
    """What a server needs; the certificate is trusted by this process's clients."""
    monkeypatch.setenv("SSL_CERT_FILE", str(own_certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own_certificate)
    return context


def fetch(settings, *urls):
    async def run():
        async with Fetcher(settings) as fetcher:
            return await asyncio.gather(*(fetcher.fetch(Link(url, "a")) for url in urls))

    return asyncio.run(run())


def test_a_certificate_that_is_trusted_is_accepted(sites, settings, answer, context):
    site = sites.start({"/": answer("x")}, tls=context)
    (page,) = fetch(settings, site.url("/").replace("http:", "https:"))
    assert isinstance(page, Page)


def test_pages_of_a_server_with_http_2_share_one_connection(but, context):
    context.set_alpn_protocols(["h2"])
    asked, connections, started = [], [], threading.Event()
    serving = {}

    async def serve():
        loop = asyncio.get_running_loop()

        def connected():
            connections.append(1)
            return SecondVersion(asked)

        server = await loop.create_server(connected, "127.0.0.1", 0, ssl=context)
        serving.update(port=server.sockets[0].getsockname()[1], loop=loop, end=asyncio.Event())
        started.set()
        await serving["end"].wait()
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert started.wait(10)
    try:
        urls = [f"https://127.0.0.1:{serving['port']}/page/{n}" for n in range(5)]
        pages = fetch(but(host_concurrency=5), *urls)
    finally:
        serving["loop"].call_soon_threadsafe(serving["end"].set)
        thread.join(10)
    assert [page.content.decode() for page in pages] == [f"/page/{n}" for n in range(5)]
    assert asked[0] == "/robots.txt"
    assert len(connections) == 1
