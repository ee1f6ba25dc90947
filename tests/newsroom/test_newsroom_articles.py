"""The sample articles and their gold annotations."""

import json
import re
from collections import defaultdict
from datetime import date

import pytest

from pipeline.newsroom import GOLD, SampleArticle, sample_articles
from pipeline.predicates import PREDICATES

ARTICLES = {article.id: article for article in sample_articles()}
ANNOTATED = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]

each_article = pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
each_annotated = pytest.mark.parametrize("gold", ANNOTATED, ids=lambda gold: gold["id"])


def test_there_are_two_dozen_articles_half_of_them_german():
    languages = [article.lang for article in ARTICLES.values()]
    assert (languages.count("de"), languages.count("en")) == (12, 12)


def test_at_least_four_events_are_told_in_both_languages():
    told_in = defaultdict(set)
    for article in ARTICLES.values():
        told_in[article.event].add(article.lang)
    assert sum(languages == {"de", "en"} for languages in told_in.values()) >= 4


@each_article
def test_an_article_is_as_long_as_a_short_news_item(article: SampleArticle):
    assert 150 <= len(article.text.split()) <= 350


@each_article
def test_an_article_names_dated_sources_no_younger_than_itself(article: SampleArticle):
    assert article.fact_sources
    for source in article.fact_sources:
        found = re.search(r"\d{4}-\d{2}-\d{2}", source)
        if found:
            # A source of the same night may carry the next day's date in its own time zone.
            days = (date.fromisoformat(found.group()) - article.published_at.date()).days
            assert days <= 1, source


@each_article
def test_an_article_quotes_nobody(article: SampleArticle):
    assert not re.search(r"[\"„“”»«]", article.text)


def test_articles_come_newest_first():
    published = [article.published_at for article in sample_articles()]
    assert published == sorted(published, reverse=True)


def test_every_article_is_annotated_once():
    assert sorted(gold["id"] for gold in ANNOTATED) == sorted(ARTICLES)


@each_annotated
def test_annotations_are_of_the_article_as_it_stands(gold):
    article = ARTICLES[gold["id"]]
    assert (gold["lang"], gold["title"], gold["text"]) == (
        article.lang,
        article.title,
        article.text,
    )
    assert gold["published"] == article.published.isoformat()


@each_annotated
def test_annotated_names_amounts_and_evidence_stand_in_the_text(gold):
    for form in [name["text"] for name in gold["names"]]:
        assert re.search(rf"(?<!\w){re.escape(form)}(?!\w)", gold["text"]), form
    position = -1
    for amount in gold["amounts"]:
        position = gold["text"].find(amount["text"], position + 1)
        assert position >= 0, amount
    for fact in gold["facts"]:
        assert fact["evidence"] in gold["text"], fact


@each_annotated
def test_annotated_facts_keep_to_the_predicates(gold):
    types = defaultdict(set)
    for name in gold["names"]:
        types[name["entity"]].add(name["type"])
    for fact in gold["facts"]:
        predicate = PREDICATES[fact["predicate"]]
        assert types[fact["subject"]] & predicate.subjects, fact
        assert bool(fact["object"]) == bool(predicate.objects), fact
        assert not fact["object"] or types[fact["object"]] & predicate.objects, fact
        assert fact["attributed_to"] is None or fact["attributed_to"] in types, fact
        assert fact["amount"] is None or predicate.takes_amount, fact
        allowed = {*predicate.qualifiers, "date", "place", "product", "purpose"}
        assert set(fact["qualifiers"]) <= allowed | {"round", "role", "count", "percent"}, fact


def test_the_annotations_cover_most_predicates_and_every_status():
    facts = [fact for gold in ANNOTATED for fact in gold["facts"]]
    assert {fact["status"] for fact in facts} == {"actual", "planned", "rumoured", "denied"}
    assert len({fact["predicate"] for fact in facts}) >= 20
