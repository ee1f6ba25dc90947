# ruff: noqa: E501  (a case is easier to read in one line)
from datetime import UTC, datetime

import pytest
from written_pages import DE, EN

from pipeline.documents import Article, Page
from pipeline.read import read

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ADDRESS = "file:///texts/meldung.de.txt"


def from_text(text, address=ADDRESS, headers=None):
    return read(Page(address, address, text.encode(), NOW, headers=headers or {}))


CREDIT = "Bildherkunft: AdobeStock_412000777"
ADVERT = """Lesermeinungen zu diesem Artikel

Kunden unserer Fachbriefe können Artikel kommentieren und mit anderen Lesern darüber diskutieren!

Bereits Kunde? Jetzt einloggen
chip Flatrate mit dem Wochenbrief
3 Monate Laufzeit
88,- Euro
Alle Dienste von chip
zu einem unschlagbar günstigen Preis2"""


def test_the_first_line_is_the_title_and_blank_lines_part_paragraphs():
    article = from_text("\n\n".join([EN["title"], EN["lead"], *EN["body"]]))
    assert article.title == EN["title"]
    assert article.text.split("\n\n") == [EN["title"], EN["lead"], *EN["body"]]
    assert article.lang == "en"


def test_picture_credit_and_subscription_advert_are_cut():
    article = from_text("\n\n".join([DE["title"], CREDIT, *DE["body"], ADVERT]))
    assert article.text.split("\n\n") == [DE["title"], *DE["body"]]


def test_a_phrase_of_the_advert_inside_the_report_is_kept():
    said = "Bereits Kunde ist nach Angaben der Firma das Land Sachsen-Anhalt, das seine Akten mit dem Modell ordnet und dafür jährlich zahlt."
    article = from_text("\n\n".join([DE["title"], *DE["body"], said + " Weitere Länder prüfen das Angebot, darunter Hessen und Bremen, wie es in Magdeburg hieß. Die Verträge laufen über drei Jahre und können danach jedes Jahr gekündigt werden, hieß es weiter. Das Innenministerium äußerte sich nicht, der Landtag berät im Januar über den Haushalt dafür."]))  # fmt: skip
    assert said in article.text


def test_wrapped_lines_are_joined():
    wrapped = "Quellwerk baut\n\nDie Firma aus Halle will in der Nähe der\nStadt ein Rechenzentrum bauen und dafür\nviel Geld ausgeben, sagte die Chefin am\nMontag. Der Rat stimmt zu."
    assert "Nähe der Stadt ein Rechenzentrum bauen und dafür viel Geld" in from_text(wrapped).text


def test_a_text_served_by_a_web_server_is_read_too():
    text = "\n\n".join([DE["title"], *DE["body"]])
    article = from_text(
        text, "https://elbe.example/m", {"content-type": "text/plain; charset=utf-8"}
    )
    assert isinstance(article, Article)


@pytest.mark.parametrize("content", ["Nur ein Titel", "Nur ein Titel\n\n\n"])
def test_a_title_alone_is_no_article(content):
    assert from_text(content).reason == "not-an-article"


def test_an_empty_file_is_named_so():
    assert from_text(" \n\n").reason == "empty"


def test_latin_one_text_is_read_right():
    content = "\n\n".join([DE["title"], *DE["body"]]).encode("cp1252")
    assert DE["body"][3] in read(Page(ADDRESS, ADDRESS, content, NOW)).text
