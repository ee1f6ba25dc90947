"""The six invented news sites that carry the sample articles, and the words on their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.documents import Language
from pipeline.newsroom.articles import SampleArticle

__all__ = ["PHRASES", "SITES", "Announcement", "Phrases", "Site", "article_path"]

Announcement = Literal["rss", "atom", "sitemap", "listing"]


@dataclass(frozen=True, slots=True)
class Site:
    """`announcement` is how the site tells of its articles, `at` the path where it does so.

    `article_pattern` is filled with `slug`, `day` (2024/05/27) and `number` (1 for the oldest).
    """

    key: str
    name: str
    claim: str
    language: Language
    make: str
    announcement: Announcement
    at: str
    article_pattern: str
    accent: str
    encoding: str = "utf-8"

    @property
    def home(self) -> str:
        return f"/{self.key}/"


SITES: dict[str, Site] = {
    site.key: site
    for site in (
        Site(
            "rheinblick",
            "Rheinblick",
            "Wirtschaft und Technik aus der Region",
            "de",
            "semantic",
            "rss",
            "/rheinblick/rss.xml",
            "/rheinblick/{day}/{slug}.html",
            "#0b5d4b",
        ),
        Site(
            "technikbote",
            "Technikbote",
            "Das Fachblatt im Netz seit 1998",
            "de",
            "table",
            "listing",
            "/technikbote/",
            "/technikbote/artikel.php?nr={number}",
            "#003399",
            encoding="windows-1252",
        ),
        Site(
            "kapitalblick",
            "Kapitalblick",
            "Geld, Firmen, Köpfe",
            "de",
            "magazine",
            "atom",
            "/kapitalblick/atom.xml",
            "/kapitalblick/unternehmen/{slug}",
            "#8a1538",
        ),
        Site(
            "courier",
            "Compute Courier",
            "Reporting on the machine economy",
            "en",
            "semantic",
            "atom",
            "/courier/feed.atom",
            "/courier/{day}/{slug}",
            "#1b4f91",
        ),
        Site(
            "dispatch",
            "Harbour Dispatch",
            "News. Markets. Tide tables.",
            "en",
            "soup",
            "sitemap",
            "/dispatch/sitemap-news.xml",
            "/dispatch/story/{slug}-{number}.html",
            "#b3400f",
        ),
        Site(
            "ledger",
            "Ledger & Loop",
            "The business of software",
            "en",
            "amp",
            "rss",
            "/ledger/rss",
            "/ledger/amp/{slug}.html",
            "#4b2e83",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Phrases:
    """What stands around an article, in one language."""

    by: str
    also_read: str
    sample: str
    sample_note: str
    facts_from: str
    consent: str
    accept: str
    settings: str
    advert: str
    advert_text: str
    advert_price: str
    newsletter: str
    newsletter_text: str
    subscribe: str
    paywall: str
    paywall_text: str
    paywall_price: str
    login: str
    share: str
    listen: str
    sections: tuple[str, ...]
    legal: tuple[str, ...]


PHRASES: dict[Language, Phrases] = {
    "de": Phrases(
        by="Von",
        also_read="Lesen Sie auch",
        sample="Beispielartikel",
        sample_note="Diese Seite gehört zur Beispielredaktion von Faktograph. Die Zeitung ist "
        "erfunden, die Fakten sind öffentlich.",
        facts_from="Fakten nach",
        consent="Wir und unsere 147 Partner verarbeiten Daten, um Inhalte und Anzeigen zu "
        "personalisieren. Mit Werbung lesen oder für 3,99 Euro im Monat werbefrei.",
        accept="Alle akzeptieren",
        settings="Einstellungen",
        advert="Anzeige",
        advert_text="Tagesgeld mit 3,1 Prozent Zinsen: jetzt Konto eröffnen und 75 Euro sichern!",
        advert_price="nur 9,99 € im Monat",
        newsletter="Newsletter",
        newsletter_text="Jeden Morgen das Wichtigste aus der Wirtschaft, kostenlos im Postfach.",
        subscribe="Jetzt anmelden",
        paywall="Weiterlesen mit Abo",
        paywall_text="Dieser Artikel ist unseren Abonnenten vorbehalten.",
        paywall_price="Testen Sie Plus vier Wochen für 1 Euro, danach 14,90 Euro im Monat.",
        login="Bereits Kunde? Jetzt einloggen",
        share="Artikel teilen",
        listen="Artikel anhören (3 Minuten)",
        sections=("Startseite", "Wirtschaft", "Technik", "Märkte", "Meinung"),
        legal=("Impressum", "Datenschutz", "AGB", "Kontakt"),
    ),
    "en": Phrases(
        by="By",
        also_read="Read more",
        sample="Sample article",
        sample_note="This page belongs to Faktograph's sample newsroom. The paper is invented, "
        "the facts are public.",
        facts_from="Facts from",
        consent="We and our 147 partners use cookies to personalise content and advertising. "
        "Read with adverts or go ad-free for $3.99 a month.",
        accept="Accept all",
        settings="Manage choices",
        advert="Advertisement",
        advert_text="Save $50 on noise-cancelling headphones this week only!",
        advert_price="now $149.99",
        newsletter="Newsletter",
        newsletter_text="The five stories that matter, in your inbox every morning. Free.",
        subscribe="Sign up",
        paywall="Subscribe to continue",
        paywall_text="This article is for subscribers.",
        paywall_price="Try four weeks for $1, then $14.90 a month.",
        login="Already a subscriber? Log in",
        share="Share this story",
        listen="Listen to this article (3 min)",
        sections=("Home", "Business", "Technology", "Markets", "Opinion"),
        legal=("About", "Privacy", "Terms", "Contact"),
    ),
}


def article_path(article: SampleArticle, number: int) -> str:
    """Where on the server the article stands; `number` counts its site's articles from 1."""
    return SITES[article.site].article_pattern.format(
        slug=article.id.partition("-")[2], day=f"{article.published_at:%Y/%m/%d}", number=number
    )
