"""Linking: short articles of invented names, and what speaks for a name's type in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.documents import Span
from pipeline.extract.linking import link

TABLE = Path(__file__).with_name("tables") / "links.txt"
KINDS = {"O": "ORG", "P": "PERSON", "L": "LOC", "R": "PRODUCT"}
MARK = re.compile(r"\{([OPLR]):([^}=]+)(?:=([^}]+))?\}")


def articles():
    for line in TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            lang, _, marked = line.partition("|")
            yield pytest.param(lang, marked, id=marked[:60])


@pytest.mark.parametrize(("lang", "marked"), list(articles()))
def test_the_names_of_a_short_article_are_joined_as_the_table_says(lang, marked):
    text, names, expected, at = "", [], [], 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        span = Span(len(text), len(text) + len(found[2]))
        names.append((span, KINDS[found[1]], 0.95))
        expected.append(found[3] or found[2])
        text, at = text + found[2], found.end()
    text += marked[at:]
    assert [mention.entity.name for mention in link(text, names, lang)] == expected


def types(text, names, lang):
    """Link names given as form → (type, score); the type of each form."""
    spans = [
        (Span(m.start(), m.end()), kind, score)
        for form, (kind, score) in names.items()
        for m in re.finditer(rf"(?<!\w){re.escape(form)}(?![\w])", text)
        if not any(form != other and form in other and other in text[m.start() - 12 : m.end()]
                   for other in names)
    ]  # fmt: skip
    return {m.text: m.entity.type for m in link(text, spans, lang)}


LISA = {"Lisa Ohm": ("PERSON", 0.9), "Ohm": ("ORG", 0.9)}
PAUL = {"Paul Dorn": ("PERSON", 0.9), "Dorn": ("ORG", 0.9)}


@pytest.mark.parametrize(
    ("text", "names", "form", "expected"),
    [
        ("Lisa Ohm kam. Später ging Ohm.", LISA, "Ohm", "PERSON"),
        ("Paul Dorn kam. Dorn wuchs.", PAUL | {"Dorn": ("ORG", 0.98)}, "Dorn", "ORG"),
        (
            "Paul Dorn kam. Dorn wuchs. Die Dorn-Gruppe zahlt.",
            PAUL | {"Dorn-Gruppe": ("ORG", 0.9)},
            "Dorn",
            "ORG",
        ),
        ("Das Start-up Veltrix wächst.", {"Veltrix": ("PRODUCT", 0.9)}, "Veltrix", "ORG"),
        ("Das Land Veltrien zahlt.", {"Veltrien": ("ORG", 0.7)}, "Veltrien", "LOC"),
        ("Es gibt Velt, die Ostwerk-Tochter aus Ulm.", {"Velt": ("PRODUCT", 0.8)}, "Velt", "ORG"),
        ("Es ging um Ohm, der die Firma leitet.", {"Ohm": ("PERSON", 0.8)}, "Ohm", "PERSON"),
        ("Zuletzt folgte TRM-7B im Juli.", {"TRM-7B": ("ORG", 0.6)}, "TRM-7B", "PRODUCT"),
    ],
)
def test_the_article_around_a_name_tells_its_type(text, names, form, expected):
    assert types(text, names, "de")[form] == expected
