"""The catalogue: what ships, and what a user can change in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from pipeline.fetch import REASONS
from pipeline.settings import FetchSettings, PageStoreSettings, Settings, load_settings
from pipeline.sources import (
    CatalogError,
    Source,
    hosts_named_by_user,
    is_on_hosts,
    load_catalog,
)

CATALOG = load_catalog(Settings())
DATED = re.compile(r"^20\d\d-\d\d-\d\d: ")


def own(tmp_path, content):
    file = tmp_path / "faktograph.toml"
    file.write_text(content)
    return load_settings(file, env={})


def named(settings, name):
    return next(source for source in load_catalog(settings) if source.name == name)


def test_forty_sources_and_more_of_every_kind_of_press_in_both_languages_are_on():
    on = [source for source in CATALOG if source.enabled]
    assert len(on) >= 80
    assert min(Counter(source.language for source in on)[lang] for lang in ("de", "en")) >= 35
    kinds = Counter(source.category for source in on)
    assert set(kinds) == {
        "trade press",
        "business press",
        "start-up press",
        "AI labs and makers",
        "press wires and agencies",
        "regulators",
    }


@pytest.mark.parametrize("source", CATALOG, ids=lambda source: source.name)
def test_every_source_says_where_its_address_is_documented_and_lives_on_its_own_hosts(source):
    assert source.documented
    assert source.home.startswith("https://")
    assert is_on_hosts(source.home, source)
    assert all(address.startswith("https://") for address in source.addresses)
    assert all(DATED.match(note) for note in source.notes)
    assert source.seen_working is None


def test_sources_that_are_off_say_when_and_why():
    off = [source for source in CATALOG if not source.enabled]
    assert len(off) >= 10
    assert all(source.notes for source in off)


def test_no_address_is_listed_twice():
    addresses = Counter(address for source in CATALOG for address in source.addresses)
    assert addresses.most_common(1)[0][1] == 1


def test_a_user_adds_a_source(tmp_path):
    mine = named(
        own(
            tmp_path,
            """[sources.mine]
            kind = "listing"
            address = ["http://wiki.intern:8080/news", "http://wiki.intern:8080/more"]
            link_pattern = "/news/[0-9]+"
            language = "de"
            rate = 5
            seen_working = 2026-11-01
            """,
        ),
        "mine",
    )
    assert mine.hosts == ("wiki.intern",)
    assert mine.link_pattern.search("/news/7")
    assert (mine.rate, mine.seen_working) == (5.0, date(2026, 11, 1))


def test_a_user_switches_one_off_and_overrides_one_keeping_the_rest(tmp_path):
    settings = own(tmp_path, "[sources.heise]\nenabled = false\n[sources.golem]\nrate = 0.1\n")
    assert not named(settings, "heise").enabled
    golem = named(settings, "golem")
    assert golem.rate == 0.1
    assert golem.home == "https://www.golem.de/"


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("kind = 'feed'", "address: is missing"),
        ("address = 'https://a.example/'", "kind: is missing; one of feed"),
        ("kind = 'gopher'\naddress = 'x'", "'gopher' is not one of feed"),
        ("kind = 'feed'\naddress = 'ftp://a.example'", "'ftp://a.example' is not a web address"),
        ("kind = 'listing'\naddress = 'https://a.example'", "a listing needs one"),
        ("adress = 'x'", "unknown field; did you mean address"),
        ("kind = 'feed'\naddress = 'https://a.example'\nrate = 0", "0 is not a number from 0.0001"),
        ("kind = 'feed'\naddress = 'https://a.example'\nkeep = '('", "not a regular expression"),
        ("kind = 'feed'\naddress = 'https://a.example'\nenabled = 'off'", "is not true or false"),
        ("kind = 'feed'\naddress = 'https://a.example'\nlanguage = 'fr'", "is not one of de, en"),
        ("kind = 'feed'\naddress = 'https://a.example'\nseen_working = '2026'", "is not a date"),
        ("kind = 'feed'\naddress = 'http://'", "is not a web address (http or https)"),
        ("kind = 'feed'\naddress = 'http://[a/'", "is not a web address: Invalid IPv6 URL"),
        ("kind = 'feed'\naddress = 'http://a:99999/'", "Port out of range"),
        ("kind = 'feed'\naddress = 'http://a b/'", "is not a web address (http or https)"),
        ("kind = 'feed'\naddress = 'http://u:p@a.example/'", "without a user's name"),
        ("kind = 'feed'\naddress = 'http://a/'\nhome = 'www.a.de'", "is not a web address"),
        ("kind = 'feed'\naddress = 'http://a/'\nhosts = 'https://a/'", "is not a host or a list"),
        ("kind = 'feed'\naddress = 'http://a/'\nevery = inf", "inf is not a number from 0.0001 to"),
        ("kind = 'feed'\naddress = 3", "3 is not a text or a list of texts"),
        ("kind = 'feed'\naddress = 'x'\nhome = 3", "3 is not a text"),
    ],
)
def test_a_wrong_table_is_told_with_its_name_and_field(tmp_path, table, message):
    with pytest.raises(CatalogError, match=re.escape(message)) as told:
        load_catalog(own(tmp_path, f"[sources.mine]\n{table}\n"))
    assert "[sources.mine]" in str(told.value)


@pytest.mark.parametrize("name", ["", " ", "a\\nb", "a" * 101])
def test_a_name_that_no_line_can_show_is_refused(tmp_path, name):
    with pytest.raises(CatalogError, match="is not up to 100 printable characters"):
        load_catalog(own(tmp_path, f'[sources."{name}"]\nkind = "feed"\naddress = "http://a/"\n'))


def test_only_the_users_own_sources_name_hosts_that_may_be_private(tmp_path):
    settings = own(
        tmp_path,
        "[fetch]\nprivate_hosts = ['Desk.intern']\n"
        "[sources.mine]\nkind = 'feed'\naddress = 'http://Wiki.intern:8080/feed'\n"
        "[sources.heise]\nenabled = false\n",
    )
    assert hosts_named_by_user(settings) == {"desk.intern", "wiki.intern:8080"}


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("https://www.heise.de/a", True),
        ("https://heise.de/a", True),
        ("https://shop.heise.de/a", True),
        ("https://notheise.de/a", False),
        ("https://heise.de.evil.example/a", False),
        ("http://[broken", False),
    ],
)
def test_a_host_below_a_sources_host_is_its_own(url, inside):
    assert is_on_hosts(url, named(Settings(), "heise")) == inside


DOCUMENTED = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        *({item.name for item in fields(Source)} - {"name", "addresses"} | {"address"}),
        *(item.name for item in fields(FetchSettings)),
        *(item.name for item in fields(PageStoreSettings)),
        *REASONS,
    ],
)
def test_every_field_setting_and_reason_is_documented(name):
    assert f"`{name}`" in DOCUMENTED
