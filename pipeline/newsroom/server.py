"""The newsroom over real HTTP on loopback, with validators and a log of what was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pipeline.newsroom.pages import Resource, resources

__all__ = ["Newsroom", "Request", "serve"]

_HOST = "127.0.0.1"
_POLL_SECONDS = 0.05
_MISSING = Resource(b"<html><title>404</title><p>Not here.</p></html>", "text/html", None)


@dataclass(frozen=True, slots=True)
class Request:
    """One answered request; `path` as asked, query included."""

    method: str
    path: str
    status: int


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A running newsroom. `requests` grows with every answer, in order of arrival."""

    base_url: str
    requests: list[Request] = field(default_factory=list)


@contextmanager
def serve(port: int = 0) -> Iterator[Newsroom]:
    """Serve the newsroom on 127.0.0.1 until the block ends; port 0 takes a free one.

    Each of the six sites has a host of its own below localhost and its own paths; the base URL
    answers for all of them. Raises OSError where the port is taken.
    """
    with _Server((_HOST, port), _Handler) as server:
        base_url = f"http://{_HOST}:{server.server_port}"
        server.served = resources(base_url)
        thread = threading.Thread(target=server.serve_forever, args=(_POLL_SECONDS,), daemon=True)
        thread.start()
        try:
            yield Newsroom(base_url, server.requests)
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    served: Mapping[str, Resource]

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self.requests: list[Request] = []
        super().__init__(address, handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Newsroom"
    sys_version = ""
    timeout = 30
    # Headers and body in one packet: two would wait for each other (Nagle, delayed ACK).
    wbufsize = -1
    server: _Server

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        served = self.server.served
        resource = served.get(self.path) or served.get(self.path.partition("?")[0])
        if resource is None:
            self._send(HTTPStatus.NOT_FOUND, _MISSING, with_body=with_body)
        elif _is_unchanged(resource, self.headers):
            self._send(HTTPStatus.NOT_MODIFIED, resource, with_body=False)
        else:
            self._send(HTTPStatus.OK, resource, with_body=with_body)

    def _send(self, status: HTTPStatus, resource: Resource, *, with_body: bool) -> None:
        self.server.requests.append(Request(self.command, self.path, status))
        self.send_response(status)
        if resource.modified is not None:
            self.send_header("ETag", resource.etag)
            self.send_header("Last-Modified", format_datetime(resource.modified, usegmt=True))
            self.send_header("Cache-Control", "no-cache")
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", resource.content_type)
            self.send_header("Content-Length", str(len(resource.content)))
        self.end_headers()
        if with_body:
            self.wfile.write(resource.content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: `requests` is the log."""


def _is_unchanged(resource: Resource, headers: Message) -> bool:
    """Whether the asker's copy is current (RFC 9110, 13.2.2: a tag outweighs a date)."""
    tags = headers.get("If-None-Match")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return resource.etag in known or "*" in known
    since = headers.get("If-Modified-Since")
    if since is None or resource.modified is None:
        return False
    try:
        return resource.modified <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
