"""No page's word opens a connection to a private address; the connect call itself is watched."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import sys

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Link
from pipeline.fetch import Fetcher, FetchFailure
from pipeline.fetch.addresses import authority, is_public
from pipeline.settings import load_settings

_watchers: list[list[object]] = []


def _watch(event, arguments):
    if event == "socket.connect":
        for watcher in _watchers:
            watcher.append(arguments[1])


sys.addaudithook(_watch)


@pytest.fixture
def connects():
    """Every address that this process connects to while the test runs, as Python sees it."""
    seen = []
    _watchers.append(seen)
    yield seen
    _watchers.remove(seen)


def fetch(settings, url):
    async def run():
        async with Fetcher(settings) as fetcher:
            return await fetcher.fetch(Link(url, "a"))

    outcome = asyncio.run(run())
    assert isinstance(outcome, FetchFailure), outcome
    return outcome


def outward(connects):
    """What was connected to, less the event loop's own pair of sockets."""
    return [address for address in connects if isinstance(address, tuple)]


PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "10.0.0.7",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[fe80::1]",
    "[fc00::1]",
    "[::ffff:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "localhost",
    "anything.localhost",
    "2130706433",
    "0x7f.1",
    "127.1",
]


@pytest.mark.parametrize("host", PRIVATE)
def test_a_link_to_a_private_address_opens_no_connection(connects, tmp_path, host):
    settings = load_settings(env={"FAKTOGRAPH_PAGES_DIRECTORY": str(tmp_path)})
    outcome = fetch(settings, f"http://{host}:9/")
    assert outcome.reason == "private-address"
    assert "private_hosts" in outcome.detail
    assert outward(connects) == []


@pytest.mark.parametrize("host", PRIVATE)
def test_a_redirect_to_a_private_address_opens_no_connection(connects, site, but, answer, host):
    site.pages["/"] = answer(b"", "302 Found", Location=f"http://{host}:9/x")
    settings = but(private_hosts=(f"127.0.0.1:{site.port}",))
    assert fetch(settings, site.url("/")).reason == "private-address"
    assert {address[:2] for address in outward(connects)} == {("127.0.0.1", site.port)}


def test_robots_txt_redirected_to_a_private_address_opens_no_connection(
    connects, site, but, answer
):
    site.pages["/robots.txt"] = answer(b"", "302 Found", Location="http://169.254.169.254/meta")
    settings = but(private_hosts=(f"127.0.0.1:{site.port}",))
    assert fetch(settings, site.url("/")).reason == "private-address"
    assert {address[0] for address in outward(connects)} == {"127.0.0.1"}


def test_a_name_is_judged_by_the_address_that_it_has_each_time_it_is_connected_to(
    site, but, answer, monkeypatch
):
    """The name points to a public address for robots.txt, then, rebound, to loopback."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    opened = []
    connect = httpcore.AnyIOBackend.connect_tcp

    def resolve(_host, port, *_args, **_more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    async def connect_nearby(self, address, _port, *more):
        opened.append(address)
        return await connect(self, "127.0.0.1", site.port, *more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect_nearby)
    site.pages["/robots.txt"] = answer(b"", Connection="close")
    settings = but(private_hosts=(), respect_reservations=False)
    assert fetch(settings, "http://news.example/").reason == "private-address"
    assert opened == ["93.184.216.34"]
    assert [request.path for request in site.log] == ["/robots.txt"]


def test_a_name_with_one_private_address_among_public_ones_is_refused(connects, but, monkeypatch):
    def resolve(_host, port, *_args, **_more):
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in ("93.184.216.34", "10.0.0.1")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert fetch(but(private_hosts=()), "http://news.example/").reason == "private-address"
    assert outward(connects) == []


def test_a_name_below_localhost_is_this_machine_where_the_user_names_it(site, but, answer):
    site.pages["/"] = answer("x", "418 Teapot")
    settings = but(private_hosts=(f"paper.localhost:{site.port}",))
    assert fetch(settings, f"http://paper.localhost:{site.port}/").reason == "http-status"


def test_a_name_that_does_not_resolve_is_told(but):
    assert fetch(but(private_hosts=()), "http://nowhere.invalid/").reason == "dns"


def test_a_host_in_a_source_of_the_users_own_file_may_be_private(connects, site, tmp_path, answer):
    site.pages["/"] = answer("x", "418 Teapot")
    file = tmp_path / "mine.toml"
    file.write_text(
        f'[sources.mine]\nkind = "feed"\naddress = "{site.url("/feed")}"\n'
        f'[pages]\ndirectory = "{tmp_path}"\n[fetch]\nrate = 100\n'
    )
    settings = load_settings(file, env={})
    assert fetch(settings, site.url("/")).reason == "http-status"
    assert fetch(settings, "http://127.0.0.1:9/").reason == "private-address"


def test_proxies_of_the_environment_are_not_used(connects, site, settings, answer, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.9:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.9:1")
    assert fetch(settings, site.url("/none")).reason == "gone"
    assert {address[0] for address in outward(connects)} == {"127.0.0.1"}


@given(st.ip_addresses(v=4))
def test_an_address_that_ipv6_wraps_is_judged_by_what_is_inside(address):
    inside = is_public(str(address))
    mapped = ipaddress.IPv6Address(int(address) | 0xFFFF << 32)
    nat64 = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | int(address))
    assert is_public(str(mapped)) == is_public(str(nat64)) == inside


@given(st.ip_addresses())
def test_only_global_addresses_are_public(address):
    if is_public(str(address)) and address.version == 4:
        assert address.is_global
        assert not address.is_loopback
        assert not address.is_link_local
        assert not address.is_private


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://Example.org:80/a", "example.org"),
        ("https://example.org:443", "example.org"),
        ("https://example.org:80/", "example.org:80"),
        ("http://example.org./", "example.org"),
        ("http://[::1]:8/", "[::1]:8"),
    ],
)
def test_the_authority_of_a_url_is_its_host_and_any_odd_port(url, name):
    assert authority(url) == name
