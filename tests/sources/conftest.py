"""Pages as a server would give them, without one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.documents import Page


@pytest.fixture(scope="session")
def page():
    def build(content, url="https://news.example/feed", **headers):
        body = content.encode() if isinstance(content, str) else content
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Page(url, url, body, datetime(2026, 11, 2, tzinfo=UTC), 200, named)

    return build
