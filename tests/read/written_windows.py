# ruff: noqa: E501  (a wall's words are easier to read in one line)
"""Walls that stand outside the text they stop, and words on accounts that stop nothing."""

from written_walls import NAVIGATION, STORIES, Case, article, page, stated

_WINDOW = {
    "de": ["Weiterlesen mit Spree Plus", "Sie haben alle freien Artikel dieses Monats gelesen. Schließen Sie ein Abo ab, um weiterzulesen.", "Jetzt Abo abschließen", "Schon Abonnent? Anmelden"],
    "en": ["Subscribe to continue reading", "You have read all your free articles this month. Subscribe to read the full story.", "Subscribe now", "Already a subscriber? Sign in"],
}  # fmt: skip
_OPEN = [
    '<div class="modal show" role="dialog">{}</div>',
    "<dialog open>{}</dialog>",
    '<div class="page-overlay">{}</div>',
]
_CLOSED = [
    '<div class="modal fade" role="dialog">{}</div>',
    "<dialog>{}</dialog>",
    '<div class="modal" role="dialog" aria-hidden="true">{}</div>',
    '<div class="page-overlay" style="display:none">{}</div>',
]
_LABEL = {"de": "Nur für Mitglieder", "en": "Members only"}
_NOTE = {"de": "Nur für Abonnenten", "en": "Subscribers only"}
_OTHERS = {
    "de": ["Sechs Kommunen am Elbufer streiten um Wasser für ihre Hallen", "Wie Hafenmeister Jonte Brandis drei Kräne verkaufte", "Das Stellwerk, in dem keiner mehr stellt"],
    "en": ["Six towns on the estuary argue over water for their halls", "How harbour master Joan Brandis sold three cranes", "The signal box where nobody signals"],
}  # fmt: skip
_ENTRIES = {
    "de": ("Ove Talmann", "Ove Talmann leitet seit 2019 die Firma Talmann Rechen in Spremberg. Zuvor war er bei einem Netzbetreiber für Anschlüsse zuständig und hat an der Technischen Hochschule in Cottbus Elektrotechnik gelehrt.", "Er sitzt im Beirat der Handelskammer und schreibt über Stromnetze, Speicher und die Frage, wer für beide zahlt. Für seine Arbeit über Umspannwerke erhielt er einen Preis."),
    "en": ("Ines Corrigan", "Ines Corrigan has led Talbot Compute since 2019. Before that she was in charge of connections at a network operator and taught electrical engineering at a college in the Fens.", "She sits on the board of the chamber of commerce and writes about grids, storage and the question of who pays for both. Her work on substations won a prize."),
}  # fmt: skip


def _window_cases():
    for lang, texts in _WINDOW.items():
        story, inside = STORIES[lang], "".join(f"<p>{text}</p>" for text in texts)
        for shape in _OPEN:
            yield Case(
                f"window that stops a short text, {shape[:22]} ({lang})",
                page(lang, "x", NAVIGATION[lang] + article(story, 2) + shape.format(inside)),
                "teaser",
            )
        for shape in _CLOSED:
            yield Case(
                f"window yet to be opened, {shape[:40]} ({lang})",
                page(lang, "x", NAVIGATION[lang] + article(story, 5) + shape.format(inside)),
                "full",
            )


def _label_cases():
    for lang, label in _LABEL.items():
        story = STORIES[lang]
        above = f"<main><h1>{story['title']}</h1><p>{story['lead']}</p><p>{label}</p>"
        texts = "".join(f"<p>{text}</p>" for text in story["body"])
        yield Case(
            f"label above a text that is there ({lang})",
            page(lang, "x", f"{above}{texts}</main>", stated(story)),
            "full",
        )


def _card_cases():
    for lang, note in _NOTE.items():
        story = STORIES[lang]
        cards = "".join(
            f'<div class="tile"><h3><a href="/{n}">{other}</a></h3><span>{note}</span></div>'
            for n, other in enumerate(_OTHERS[lang])
        )
        yield Case(
            f"notes on cards of other articles ({lang})",
            page(lang, "x", article(story, 3) + f"<section>{cards}</section>", stated(story)),
            "full",
        )


def _entry_cases():
    for lang, (name, *texts) in _ENTRIES.items():
        inside = f"<main><h1>{name}</h1>{''.join(f'<p>{text}</p>' for text in texts)}</main>"
        yield Case(f"entry on a person ({lang})", page(lang, name, inside), "none")
        day = '<meta property="article:published_time" content="2026-11-18T06:00:00+01:00">'
        yield Case(f"portrait with its day ({lang})", page(lang, name, inside, day), "full")


WINDOW_CASES = [*_window_cases(), *_label_cases(), *_card_cases(), *_entry_cases()]
