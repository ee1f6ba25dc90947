"""One address a page, however it was linked."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.sources import canonical_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://a.example/x?utm_source=rss&utm_medium=feed", "https://a.example/x"),
        ("https://a.example/x?id=7&wt_mc=rss.news&page=2", "https://a.example/x?id=7&page=2"),
        ("https://a.example/x?b=1&a=2", "https://a.example/x?b=1&a=2"),
        ("https://a.example/x?fbclid=Iw&gclid=1&ref=rss", "https://a.example/x"),
        ("https://a.example/x?ref=chapter-2", "https://a.example/x?ref=chapter-2"),
        ("https://a.example/x?source=newsletter_daily", "https://a.example/x"),
        ("HTTPS://WWW.A.Example:443/X#top", "https://www.a.example/X"),
        ("http://a.example:80", "http://a.example/"),
        ("http://a.example:8080/", "http://a.example:8080/"),
        ("https://a.example/a/../b/./c", "https://a.example/b/c"),
        ("https://a.example/a/", "https://a.example/a/"),
        ("https://a.example/k%C3%BCnstlich", "https://a.example/k%C3%BCnstlich"),
        ("https://a.example/künstlich", "https://a.example/k%C3%BCnstlich"),
        ("https://a.example/%7euser/%61b", "https://a.example/~user/ab"),
        ("https://münchen.example/x", "https://xn--mnchen-3ya.example/x"),
        ("https://a.example./x", "https://a.example/x"),
        ("  https://a.example/x \n", "https://a.example/x"),
        ("https://a.example/?", "https://a.example/"),
        ("https://a.example/x?q=a+b&utm_id=1", "https://a.example/x?q=a+b"),
        ("https://a.example/news,id-7.html", "https://a.example/news,id-7.html"),
        ("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x"),
        ("mailto:desk@a.example", "mailto:desk@a.example"),
        ("http://[broken", "http://[broken"),
        ("no address", "no address"),
    ],
)
def test_an_address_has_one_form(url, canonical):
    assert canonical_url(url) == canonical


_parts = st.text(st.characters(codec="utf-8"), max_size=12)


@given(
    st.one_of(
        _parts, st.builds("https://{}.example/{}?{}={}".format, _parts, _parts, _parts, _parts)
    )
)
@example("https://a.example/\ud800?\udfff=1&utm_source=x")
@example("https://a.example/%zz?%zz=%")
@example("https://a.example/x?utm_source=a&&;=")
def test_the_form_of_the_form_is_the_form(url):
    once = canonical_url(url)
    assert canonical_url(once) == once


@given(st.lists(st.sampled_from(["utm_campaign", "fbclid", "wt_zmc", "gclid", "mc_cid"])), _parts)
def test_tracking_never_makes_a_second_page(names, value):
    tracked = "https://a.example/x?id=1" + "".join(f"&{name}={len(value)}" for name in names)
    assert canonical_url(tracked) == "https://a.example/x?id=1"
