# ruff: noqa: E501  (a pattern of the table is easier to read in one line)
"""Reading measured on real pages, beside trafilatura on the same pages in the same run.

    python benchmarks/reading.py [--pages ../shared/pages] [--half dev|test] [--only ours]

Wants a folder of pages with gold, as `SET.gold.jsonl` (`id`, `url`, `lang`, `title`, `date`,
`authors`, and `body` or `with`/`without`) and `SET/ID.html.gz`. Without one it says so and
measures nothing.

Body F1: 4-word shingles as multisets, words in lower case, the title's own paragraph left out.
Lead kept: of the pages whose gold gives a lead that is part of the gold body, the share whose
text holds 80 % of the lead's words in 3-word shingles. Leak: a page leaks where a paragraph of
its text that is not in the gold body matches `LEAKS` below; the table is the benchmark's own,
not the one that the reader cuts by. Stray: paragraphs of more than five words with under a fifth
of their words' pairs in the gold, as a share of all paragraphs. "Disputed aside" leaves out answers
that differ from the gold but that the page states itself (`benchmarks/reading_stated.py`).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import statistics
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import trafilatura
from reading_stated import Stated, letters, stated_by

from pipeline.documents import Page, Rejection
from pipeline.read import read

_WORD = re.compile(r"\w+")
_INVISIBLE = re.compile("[\xad\u200b-\u200f\u2060\ufeff]")
_NOW = datetime(2026, 11, 23, tzinfo=UTC)

LEAKS = {
    "picture credit": r"^(?:foto|bild|fotos|bilder|grafik|quelle|bildquelle|photo|image|picture|credit)s?\s?(?:©|:|/|by )"
    r"|©|getty images|picture alliance|imago/|shutterstock|adobe ?stock|\(foto:|\(photo",
    "advert": r"^\W*(?:anzeige|werbung|advertisement|sponsored|advertorial)\W*$|article continues (?:after|below)|story continues below|nach der anzeige",
    "read more": r"^(?:lesen sie|auch interessant|mehr zum thema|das könnte|siehe auch|lesetipp|read (?:more|also|next)|related:?|see also|more on this|you may also|recommended|don'?t miss)",
    "embed consent": r"externe[rn]? inhalt|redaktionell empfohlen|inhalt (?:laden|anzeigen)|drittanbieter|personenbezogene daten|to view this (?:content|video)|a post shared by|pic\.twitter",
    "audio": r"^(?:artikel|beitrag) (?:anhören|vorlesen)|lesezeit|vorlesen|listen to (?:this|the) (?:article|story)|min(?:utes?)? read|reading time|lesedauer|browser (?:unterstützt|does not support)",
    "paywall": r"bereits (?:kunde|abonnent|registriert)|jetzt (?:abonnieren|einloggen|registrieren|testen|freischalten)|already (?:a subscriber|have an account|subscribed)|subscribe (?:now|to|today)|probeabo|sign in to|jederzeit kündbar|cancel any ?time",
    "newsletter": r"newsletter|in (?:ihr|dein|your) (?:postfach|inbox)|e-?mail-?adresse|email address|whatsapp-?kanal",
    "share": r"^(?:teilen|share|tweet|drucken|print|merken|copy link|link kopieren|facebook|twitter|whatsapp|e-?mail|kommentare?|comments?)\W*\d*$|auf (?:facebook|twitter|whatsapp) teilen|share (?:this|on|via)",
    "error report": r"fehler (?:gefunden|melden|entdeckt)|(?:spotted|report) an error",
    "cookies": r"(?:wir|we) (?:verwenden|use) cookies|alle akzeptieren|accept all|cookie-?(?:einstellungen|settings|policy)",
    "navigation": r"^(?:startseite|home|menü|menu|suche|search|zur startseite|nach oben|back to top|skip to content|weiterlesen|zurück|next|previous|seite \d+.*)$",
}
_LEAKS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in LEAKS.items()}
_LONGEST_LEAK = 400


@dataclass(frozen=True, slots=True)
class Result:
    """What a reader made of a page. `lang` is `None` where it does not tell."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    published: str = ""
    authors: tuple[str, ...] = ()
    lang: str | None = None
    rejected: str = ""


@dataclass(slots=True)
class Tally:
    """The measures of one reader, a value for each page that has gold for it."""

    values: dict[str, list[float]] = field(default_factory=dict)
    leaks: Counter[str] = field(default_factory=Counter)

    def add(self, measure: str, value: float) -> None:
        """Note a page's value."""
        self.values.setdefault(measure, []).append(value)


def ours(content: bytes, url: str) -> Result:
    """Read by this project."""
    article = read(Page(url=url, final_url=url, content=content, fetched_at=_NOW))
    if isinstance(article, Rejection):
        return Result(rejected=article.reason)
    title, *paragraphs = article.text.split("\n\n")
    published = article.published
    return Result(
        title,
        tuple(paragraphs),
        published.isoformat() if published else "",
        article.authors,
        article.lang,
    )


def peer(content: bytes, url: str) -> Result:
    """Read by trafilatura, with its metadata, as its documentation advises."""
    found = trafilatura.bare_extraction(
        content, url=url, with_metadata=True, include_comments=False, favor_precision=False
    )
    if found is None:
        return Result(rejected="none")
    read_as = found if isinstance(found, dict) else found.as_dict()
    return Result(
        read_as["title"] or "",
        tuple(line for line in (read_as["text"] or "").split("\n") if line.strip()),
        read_as["date"] or "",
        tuple(name.strip() for name in (read_as["author"] or "").split(";") if name.strip()),
        read_as["language"],
    )


READERS: dict[str, Callable[[bytes, str], Result]] = {"ours": ours, "trafilatura": peer}


def pages(folder: Path, half: str) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """Set, gold and bytes of every page; `half` picks sites by a hash of their name."""
    for gold_file in sorted(folder.glob("*.gold.jsonl")):
        name = gold_file.name.removesuffix(".gold.jsonl")
        for line in gold_file.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            host = (urlsplit(gold["url"]).hostname or "").removeprefix("www.")
            odd = hashlib.sha256(host.encode()).digest()[0] % 2
            if half == "all" or (half == "test") == bool(odd):
                content = gzip.decompress((folder / name / f"{gold['id']}.html.gz").read_bytes())
                yield name, gold, content


def measure(
    name: str, gold: dict[str, Any], result: Result, stated: Stated, tally: Tally
) -> list[str]:
    """Add a page's values to the tally; what went wrong, in words."""
    wrong: list[str] = []
    group = f"{name}.{gold['lang']}"
    body = "\n\n".join(
        text for text in result.paragraphs if _words(text) != _words(gold.get("title", ""))
    )
    if "body" in gold:
        f1, recall, precision = _overlap(gold["body"], body)
        tally.add(f"body F1 {group}", f1)
        tally.add("body F1", f1)
        if f1 < 0.95:
            wrong.append(f"F1 {f1:.3f} (P {precision:.3f} R {recall:.3f})")
        lead = " ".join(gold.get("summary") or [])
        if lead and _held(lead, gold["body"]) > 0.8:
            kept = _held(lead, body) >= 0.8
            tally.add("lead kept", kept)
            wrong += [] if kept else [f"lead lost: {lead[:80]}"]
        leaked = list(_leaks(result.paragraphs, gold["body"]))
        tally.add("pages that leak", bool(leaked))
        for kind in {kind for kind, _ in leaked}:
            tally.leaks[kind] += 1
        wrong += [f"leak {kind}: {text[:90]}" for kind, text in leaked]
        stray = [text for text in result.paragraphs if _is_stray(text, gold)]
        tally.add("stray paragraphs", len(stray) / max(1, len(result.paragraphs)))
        wrong += [f"stray: {text[:90]}" for text in stray]
    for key, measured in (("with", "stretches kept"), ("without", "unwanted stretches")):
        for stretch in gold.get(key, []):
            tally.add(measured, _plain(stretch) in _plain(f"{result.title} {body}"))
    wrong += _measure_metadata(name, gold, result, stated, tally)
    if result.rejected:
        wrong.append(f"rejected: {result.rejected}")
    return wrong


def _measure_metadata(
    name: str, gold: dict[str, Any], result: Result, stated: Stated, tally: Tally
) -> list[str]:
    """Title, day and authors; `disputed` where the page itself states what was answered."""
    wrong = []
    if gold.get("title"):
        same = _words(gold["title"]) == _words(result.title)
        disputed = letters(result.title) in stated.headlines
        _add(tally, "title exact", name, same=same, disputed=disputed)
        wrong += [] if same else [f"title {result.title!r} not {gold['title']!r}"]
    if gold.get("date"):
        same = _same_day(gold["date"], result.published)
        disputed = any(_same_day(day, result.published) for day in stated.days)
        _add(tally, "published", name, same=same, disputed=disputed)
        wrong += [] if same else [f"date {result.published!r} not {gold['date']!r}"]
    if gold.get("authors"):
        wanted = gold["authors"]
        names = re.split(r", | und | and |;", wanted) if isinstance(wanted, str) else wanted
        found = frozenset(_letters(name) for name in result.authors)
        same = {_letters(x) for x in names} == found
        _add(tally, "authors exact", name, same=same, disputed=found in stated.authors)
        wrong += [] if same else [f"authors {list(result.authors)} not {wanted}"]
    if result.lang:
        tally.add("language", result.lang == gold["lang"])
    return wrong


def _add(tally: Tally, measured: str, group: str, *, same: bool, disputed: bool) -> None:
    tally.add(measured, same)
    tally.add(f"{measured} {group}", same)
    if same or not disputed:
        tally.add(f"{measured}, disputed aside", same)


def _words(text: str) -> list[str]:
    return _WORD.findall(_INVISIBLE.sub("", unicodedata.normalize("NFC", text.lower())))


def _plain(text: str) -> str:
    return " ".join(_words(text))


def _letters(name: str) -> str:
    return "".join(_words(name))


def _shingles(text: str, width: int) -> Counter[tuple[str, ...]]:
    words = _words(text)
    width = min(width, max(1, len(words)))
    return Counter(tuple(words[at : at + width]) for at in range(len(words) - width + 1))


def _overlap(gold: str, found: str) -> tuple[float, float, float]:
    """F1, recall and precision over 4-word shingles."""
    wanted, got = _shingles(gold, 4), _shingles(found, 4)
    shared = (wanted & got).total()
    recall, precision = shared / max(1, wanted.total()), shared / max(1, got.total())
    return 2 * recall * precision / max(1e-9, recall + precision), recall, precision


def _held(part: str, whole: str) -> float:
    wanted = _shingles(part, 3)
    return (wanted & _shingles(whole, 3)).total() / max(1, wanted.total())


def _leaks(paragraphs: tuple[str, ...], gold: str) -> Iterator[tuple[str, str]]:
    body = _plain(gold)
    for text in paragraphs:
        if len(text) > _LONGEST_LEAK or _plain(text) in body:
            continue
        for kind, pattern in _LEAKS.items():
            if pattern.search(text):
                yield kind, text
                break


def _is_stray(text: str, gold: dict[str, Any]) -> bool:
    words = _words(text)
    if len(words) <= 5 or words == _words(gold.get("title", "")):
        return False
    known = set(_shingles(gold["body"], 2))
    return sum(pair in known for pair in _shingles(text, 2)) < 0.2 * (len(words) - 1)


def _same_day(wanted: str, found: str) -> bool:
    """The same day in local time or in UTC."""
    if not found:
        return False
    days = {wanted[:10]}
    if len(wanted) > 10:
        moment = datetime.fromisoformat(wanted)
        if moment.tzinfo:
            days.add(moment.astimezone(UTC).date().isoformat())
    if found[:10] in days:
        return True
    local = datetime.fromisoformat(found) + timedelta(hours=2) if len(found) > 10 else None
    return bool(local and local.date() == date.fromisoformat(wanted[:10]))


def main() -> int:
    """Print the table; 1 where there are no pages to measure on."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    beside = Path(__file__).resolve().parents[2] / "shared" / "pages"
    parser.add_argument("--pages", type=Path, default=beside)
    parser.add_argument("--half", choices=("all", "dev", "test"), default="all")
    parser.add_argument("--only", choices=tuple(READERS))
    parser.add_argument("--wrong", action="store_true", help="print what went wrong, page by page")
    wanted = parser.parse_args()
    if not any(wanted.pages.glob("*.gold.jsonl")):
        print(f"no pages with gold in {wanted.pages}: nothing measured", file=sys.stderr)
        return 1
    names = [wanted.only] if wanted.only else list(READERS)
    tallies = {name: Tally() for name in names}
    count = 0
    for group, gold, content in pages(wanted.pages, wanted.half):
        count += 1
        stated = stated_by(content)
        for name in names:
            start = time.process_time()
            result = READERS[name](content, gold["url"])
            tallies[name].add("CPU ms", 1000 * (time.process_time() - start))
            wrong = measure(group, gold, result, stated, tallies[name])
            if wanted.wrong and wrong:
                print(f"== {name} {gold['id']} {gold['url'][:70]}", *wrong, sep="\n   ")
    _print(tallies, count, wanted.half)
    return 0


def _print(tallies: dict[str, Tally], count: int, half: str) -> None:
    print(f"{count} pages ({half})")
    measures = sorted({key for tally in tallies.values() for key in tally.values})
    print("| measure | n |", " | ".join(tallies), "|")
    print("| --- | --- |", " | ".join("---" for _ in tallies), "|")
    for measured in measures:
        cells, size = [], 0
        for tally in tallies.values():
            values = tally.values.get(measured, [])
            size = max(size, len(values))
            cell = f"{statistics.fmean(values):.3f}" if values else "–"
            if measured == "CPU ms" and values:
                cell += f" (median {statistics.median(values):.1f}, most {max(values):.0f})"
            cells.append(cell)
        print(f"| {measured} | {size} |", " | ".join(cells), "|")
    for name, tally in tallies.items():
        print(f"leaks, {name}:", ", ".join(f"{k} {n}" for k, n in tally.leaks.most_common()))


if __name__ == "__main__":
    sys.exit(main())
