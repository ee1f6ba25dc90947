# ruff: noqa: E501  (a text is easier to read in one line)
"""Walls and languages told right, on pages written for it, beside trafilatura in the same run.

    python benchmarks/reading_labelled.py

Walls: the pages of `tests/read/written_walls.py`, `written_sites.py`, `written_gates.py` and
`written_barriers.py`. "Exact" is the share with the right one of full,
teaser, paywall, consent, none; "wall told" the share where what is no article was refused (none,
paywall, consent) and what is one was not. trafilatura tells only the second, by giving no text.

Language: the project's own articles in `training/articles`, whole, and their beginnings of 600 and
300 characters, on pages that declare the right language, none, or the other one; and texts in
third languages, which are to be refused, declared as what they are, not at all, or as German.
"""

from __future__ import annotations

import html
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import trafilatura

from pipeline.documents import Article, Page
from pipeline.read import read

_ROOT = Path(__file__).resolve().parents[1]
_NOW = datetime(2026, 11, 23, tzinfo=UTC)
_URL = "https://news.example/region/story-412.html"
_OTHER = {"de": "en", "en": "de"}
_LENGTHS = (None, 600, 300)

# Three sentences of news each, in languages that are close to the two or common on their sites.
FOREIGN = {
    "nl": "Het stroomnet in de polder zit vol en drie nieuwe rekencentra moeten wachten tot 2031, meldt de netbeheerder. Een van de bouwers heeft daarom zelf twee gasturbines besteld en hoopt in de zomer op een vergunning. De gemeente wil de grond van een andere partij, die ermee stopt, in januari opnieuw aanbieden.",
    "da": "Elnettet på øen er fuldt, og tre nye datacentre må vente til 2031, oplyser netselskabet. En af bygherrerne har derfor selv bestilt to gasturbiner og håber på en tilladelse til sommer. Kommunen vil udbyde grunden igen i januar, efter at en anden har trukket sig ud af projektet.",
    "sv": "Elnätet på slätten är fullt och tre nya datacenter får vänta till 2031, uppger nätbolaget. En av byggherrarna har därför beställt två egna gasturbiner och hoppas på ett tillstånd i sommar. Kommunen vill bjuda ut marken på nytt i januari sedan en annan aktör dragit sig ur.",
    "fr": "Le réseau électrique de la plaine est saturé et trois nouveaux centres de données devront attendre 2031, indique le gestionnaire. L'un des promoteurs a donc commandé deux turbines à gaz et espère obtenir une autorisation cet été. La commune remettra en vente en janvier le terrain d'un autre investisseur, qui renonce.",
    "es": "La red eléctrica de la comarca está llena y tres nuevos centros de datos tendrán que esperar hasta 2031, según la compañía. Por eso uno de los promotores ha encargado dos turbinas de gas y confía en lograr el permiso en verano. El municipio volverá a ofrecer en enero el terreno de otro inversor que se retira.",
    "it": "La rete elettrica della pianura è satura e tre nuovi centri dati dovranno aspettare il 2031, fa sapere il gestore. Uno dei costruttori ha perciò ordinato due turbine a gas e spera in un'autorizzazione per l'estate. Il comune rimetterà in vendita a gennaio il terreno di un altro investitore, che rinuncia.",
    "pt": "A rede elétrica da planície está cheia e três novos centros de dados terão de esperar até 2031, informou a operadora. Um dos promotores encomendou por isso duas turbinas a gás e espera ter a licença no verão. O município volta a oferecer em janeiro o terreno de outro investidor, que desistiu.",
    "pl": "Sieć energetyczna na równinie jest pełna i trzy nowe centra danych muszą poczekać do 2031 roku, podał operator. Jeden z inwestorów zamówił więc dwie turbiny gazowe i liczy latem na pozwolenie. Gmina chce w styczniu ponownie wystawić działkę po innym inwestorze, który się wycofał.",
    "cs": "Elektrická síť v nížině je plná a tři nová datová centra musí počkat do roku 2031, uvedl provozovatel. Jeden ze stavebníků si proto objednal dvě vlastní plynové turbíny a v létě doufá v povolení. Obec chce v lednu znovu nabídnout pozemek po jiném investorovi, který odstoupil.",
    "tr": "Ovadaki elektrik şebekesi dolu ve üç yeni veri merkezi 2031 yılına kadar beklemek zorunda, dedi şebeke şirketi. Yatırımcılardan biri bu yüzden iki gaz türbini sipariş etti ve yazın izin almayı umuyor. Belediye, vazgeçen bir başka yatırımcının arsasını ocak ayında yeniden satışa çıkaracak.",
    "lb": "De Stroumnetz an der Géigend ass voll an dräi nei Rechenzentere mussen bis 2031 waarden, sot den Netzbedreiwer. Ee vun de Bauhären huet dofir selwer zwou Gasturbinne bestallt an hofft am Summer op eng Geneemegung. D'Gemeng wëll den Terrain vun engem aneren, deen ophält, am Januar nei ausschreiwen.",
    "af": "Die kragnetwerk op die vlakte is vol en drie nuwe datasentrums moet tot 2031 wag, sê die netwerkoperateur. Een van die ontwikkelaars het daarom self twee gasturbines bestel en hoop om in die somer 'n permit te kry. Die munisipaliteit wil die grond van 'n ander belegger, wat onttrek, in Januarie weer aanbied.",
}  # fmt: skip


def shown_by(content: bytes) -> str:
    """What the reader says that a page shows."""
    found = read(Page(_URL, _URL, content, _NOW, headers={"content-type": "text/html"}))
    if isinstance(found, Article):
        return found.access
    return found.reason if found.reason in ("consent", "paywall") else "none"


def lang_of(content: bytes) -> str:
    """The language that a page was read in, or why it was refused."""
    found = read(Page(_URL, _URL, content, _NOW, headers={"content-type": "text/html"}))
    return found.lang if isinstance(found, Article) else found.reason


def own_articles() -> Iterator[tuple[str, str, list[str]]]:
    """Language, title and paragraphs of each of the project's own articles."""
    for lang in ("de", "en"):
        for file in sorted((_ROOT / "training" / "articles" / lang).glob("*.txt")):
            for part in re.split(r"^# .*$", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
                lines = re.split(r"^= ", part, flags=re.MULTILINE)[0].strip().split("\n")
                told = [line for line in lines if line.strip()]
                if len(told) > 1:
                    yield lang, told[0], told[1:]


def page_of(title: str, paragraphs: list[str], declared: str | None, length: int | None) -> bytes:
    """A page with the text, cut after `length` characters."""
    text = "\n".join(paragraphs)[:length]
    inside = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    lang = f' lang="{declared}"' if declared else ""
    return f"<html{lang}><head><title>{html.escape(title)}</title></head><body><article><h1>{html.escape(title)}</h1>{inside}</article></body></html>".encode()


def _walls() -> None:
    sys.path.insert(0, str(_ROOT / "tests" / "read"))
    names = ("walls", "sites", "gates", "barriers")  # the tests' own
    walls, sites, gates, barriers = (import_module(f"written_{name}") for name in names)
    sets = {
        "first set": walls.CASES,
        "second set": walls.LATER_CASES,
        "whole sites": sites.SITE_CASES,
        "whole sites, later": sites.LATER_SITE_CASES,
        "vendors' walls": gates.GATE_CASES,
        "barriers": barriers.BARRIER_CASES,
    }

    print(
        "| walls | pages | exact | wall told | trafilatura: wall told |\n| --- | --- | --- | --- | --- |"
    )
    for name, cases in sets.items():
        exact = told = peers = 0
        for case in cases:
            shown, is_article = shown_by(case.content), case.shows in ("full", "teaser")
            exact += shown == case.shows
            told += (shown in ("full", "teaser")) == is_article
            peers += bool(trafilatura.extract(case.content)) == is_article
        row = (exact / len(cases), told / len(cases), peers / len(cases))
        print(f"| {name} | {len(cases)} |", " | ".join(f"{share:.3f}" for share in row), "|")


def _languages() -> None:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for lang, title, paragraphs in own_articles():
        for length in _LENGTHS:
            for name, declared in (("right", lang), ("none", None), ("wrong", _OTHER[lang])):
                if len("\n".join(paragraphs)[:length]) < 210:
                    continue
                key = f"{lang}, {length or 'whole'}, declared {name}"
                asked[key] += 1
                right[key] += lang_of(page_of(title, paragraphs, declared, length)) == lang
    for lang, text in FOREIGN.items():
        for name, declared in (("right", lang), ("none", None), ("wrong", "de")):
            key = f"third languages, declared {name}"
            asked[key] += 1
            title = text.split(",", 1)[0]
            right[key] += lang_of(page_of(title, [text], declared, None)) == "language"
    print("\n| language | pages | right |\n| --- | --- | --- |")
    for key, count in asked.items():
        print(f"| {key} | {count} | {right[key] / count:.4f} |")
    print(f"| all | {asked.total()} | {right.total() / asked.total():.4f} |")


if __name__ == "__main__":
    _walls()
    _languages()
