"""How sure a statement is, in plain sentences: done, planned, rumoured, denied."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from pipeline.documents import Article, Claim
from pipeline.extract.scoring import STATUSES

TABLE = Path(__file__).parent / "tables" / "statuses.txt"
# Of 25 and 26 sentences; the floors lie a little under what was reached.
FOUND = {"de": 19, "en": 22}
RIGHT = {"de": 0.7, "en": 0.7}


@dataclass(frozen=True)
class Sentence:
    lang: str
    text: str
    predicate: str
    parties: tuple[str, ...]
    status: str

    def tells(self, claim: Claim) -> bool:
        named = [claim.subject.name, *([claim.object.name] if claim.object else [])]
        return claim.predicate == self.predicate and list(self.parties) == named


def sentences() -> Iterator[Sentence]:
    lang = ""
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("## "):
            lang = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            text, fact, status = line.replace(" => ", " | ").split(" | ")
            predicate, _, parties = fact.partition(": ")
            yield Sentence(lang, text, predicate, tuple(parties.split(" > ")), status)


@pytest.fixture(scope="module")
def told(extractor) -> list[tuple[Sentence, str]]:
    """The sentences whose fact is found, each read alone, with the status it is given."""
    written = list(sentences())
    articles = [
        Article(f"https://a.example/{n}", "", each.text, each.lang, date(2026, 3, 2))
        for n, each in enumerate(written)
    ]
    return [
        (each, claim.status)
        for each, found in zip(written, extractor.extract(articles), strict=True)
        for claim in [next(filter(each.tells, found.claims), None)]
        if claim is not None
    ]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_most_plain_statements_are_found_with_the_status_that_they_tell(told, lang):
    here = [(each.status, status) for each, status in told if each.lang == lang]

    assert len(here) >= FOUND[lang]
    assert sum(right == given for right, given in here) >= RIGHT[lang] * len(here)


@pytest.mark.parametrize("status", STATUSES)
def test_most_statements_of_each_status_are_told_with_it(told, status):
    of_it = [given for each, given in told if each.status == status]

    assert of_it.count(status) > len(of_it) / 2
