"""Settings: defaults, the file, the environment, and what is said of a wrong one."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.settings import (
    FetchSettings,
    PageStoreSettings,
    Settings,
    SettingsError,
    load_settings,
)


@pytest.fixture(autouse=True)
def _nothing_of_the_users_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_without_a_file_the_defaults_hold_and_the_database_stands_in_the_data_directory():
    settings = load_settings(env={})
    assert settings == Settings()
    assert settings.database_url.startswith("sqlite:///")
    assert "faktograph" in settings.database_url
    assert settings.fetch.respect_reservations
    assert settings.config_path is None


def test_the_environment_overrides_the_file_and_the_file_the_defaults(tmp_path):
    file = tmp_path / "faktograph.toml"
    file.write_text(
        'database_url = "postgresql://localhost/a"\nlog_level = "info"\n[fetch]\nrate = 0.25\n'
    )
    settings = load_settings(env={"FAKTOGRAPH_DATABASE_URL": "sqlite:///b.db"})
    assert settings.database_url == "sqlite:///b.db"
    assert settings.log_level == "INFO"
    assert settings.fetch.rate == 0.25
    assert settings.config_path == Path("faktograph.toml")


def test_every_setting_can_be_given_in_the_environment():
    given = {
        "FAKTOGRAPH_DATABASE_URL": "sqlite:///x.db",
        "FAKTOGRAPH_LOG_LEVEL": "debug",
        "FAKTOGRAPH_SCORE_THRESHOLD": "0.5",
        "FAKTOGRAPH_FETCH_CONTACT": "mailto:desk@example.org",
        "FAKTOGRAPH_FETCH_RESPECT_RESERVATIONS": "false",
        "FAKTOGRAPH_FETCH_PRIVATE_HOSTS": "127.0.0.1:8000, Intranet.example",
        "FAKTOGRAPH_PAGES_DIRECTORY": "pages",
    }
    numbers = {"rate": 2.0, "connect_timeout": 1.0, "read_timeout": 2.0, "total_timeout": 3.0}
    names = "host_concurrency concurrency max_bytes max_unpacked_bytes max_redirects retries"
    wholes = dict.fromkeys(names.split(), 7)
    more = {"max_retry_wait": 4.0, "freshness": 5.0}
    for name, value in {**numbers, **wholes, **more}.items():
        given[f"FAKTOGRAPH_FETCH_{name.upper()}"] = str(value)
    given["FAKTOGRAPH_PAGES_MAX_BYTES"] = "0"
    given["FAKTOGRAPH_PAGES_MAX_AGE_DAYS"] = "1.5"
    settings = load_settings(env=given)
    assert settings.fetch == FetchSettings(
        contact="mailto:desk@example.org",
        respect_reservations=False,
        private_hosts=("127.0.0.1:8000", "intranet.example"),
        **numbers,
        **wholes,
        **more,
    )
    assert settings.pages == PageStoreSettings(Path("pages"), 0, 1.5)
    assert len(given) == 3 + len(fields(FetchSettings)) + len(fields(PageStoreSettings))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('databse_url = "x"', "did you mean database_url"),
        ("[fetch]\nrates = 1", r"\[fetch\] rates: unknown setting; did you mean rate"),
        ("[fetch]\nrate = -1", "-1 is not a number from 0.001"),
        ('[fetch]\nretries = "many"', "'many' is not a whole number from 0"),
        ("[fetch]\nretries = true", "True is not a whole number"),
        ("[fetch]\nrespect_reservations = 3", "3 is not true or false"),
        ("fetch = 3", r"\[fetch\] has to be a table"),
        ("score_threshold = 1.5", "1.5 is not a number from 0 to 1"),
        ('log_level = "loud"', "is not one of DEBUG"),
        ("sources = 1", r"\[sources.NAME\]"),
        ("= 1", "not readable as TOML"),
        ("[pages]\ndirectory = 1", "1 is not a text"),
        ("[fetch]\nprivate_hosts = 1", "1 is not a text or a list of texts"),
    ],
)
def test_a_wrong_file_is_told_with_its_name_the_key_and_what_is_wanted(tmp_path, content, message):
    file = tmp_path / "other.toml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=message) as told:
        load_settings(file, env={})
    assert "other.toml" in str(told.value)


def test_an_unknown_environment_variable_is_told():
    with pytest.raises(SettingsError, match="FAKTOGRAPH_FETCH_RATES: unknown setting; did you"):
        load_settings(env={"FAKTOGRAPH_FETCH_RATES": "1"})


def test_a_file_named_but_missing_is_told(tmp_path):
    with pytest.raises(SettingsError, match=r"nowhere\.toml: no such settings file"):
        load_settings(env={"FAKTOGRAPH_CONFIG": str(tmp_path / "nowhere.toml")})


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path):
    with pytest.raises(SettingsError, match="is no file"):
        load_settings(tmp_path, env={})


def test_a_file_with_a_byte_order_mark_is_read_and_another_encoding_told(tmp_path):
    file = tmp_path / "faktograph.toml"
    file.write_bytes('[fetch]\ncontact = "Müller"\n'.encode("utf-8-sig"))
    assert load_settings(file, env={}).fetch.contact == "Müller"
    for encoding in ("latin-1", "utf-16"):
        file.write_bytes('[fetch]\ncontact = "Müller"\n'.encode(encoding))
        with pytest.raises(SettingsError, match="not in UTF-8"):
            load_settings(file, env={})


def test_tables_of_sources_are_handed_on_as_they_stand(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('[sources.intranet]\naddress = "http://wiki.example/feed"\n')
    settings = load_settings(env={"FAKTOGRAPH_CONFIG": str(file)})
    assert settings.sources == {"intranet": {"address": "http://wiki.example/feed"}}
