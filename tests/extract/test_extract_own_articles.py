"""The project's own training articles: the markup says what the guide lets it say."""

from pathlib import Path

import pytest

from training.markup import gold_line, read_file
from training.own import problems_in, read_own

OURS = Path(__file__).parents[2] / "training" / "articles"

SOUND = """# en-0001 | 2026-03-14
Veld takes on Lumo

Veld, a chipmaker in Ghent, lost $3 million last year. On Monday it raised more than $40 million.

The round was led by Orla Capital, Lumo said. Veld's rivals employ 90 people.
= names
Veld Semiconductors | ORG | Veld
Lumo | ORG | Lumo[2]
Orla Capital | ORG | Orla Capital
Ghent | LOC | Ghent
= facts
located_in | Veld Semiconductors | Ghent | - | actual | - | Veld, a chipmaker in Ghent
reported_profit | Veld Semiconductors | - | -$3 million | actual | - | lost $3 million last year
raised | Veld Semiconductors | - | $40 million | actual | - | it raised more than $40 million
invested_in | Orla Capital | Veld Semiconductors | - | actual | Lumo | led by Orla Capital, Lumo
"""


def article_of(tmp_path, text):
    file = tmp_path / "01.txt"
    file.write_text(text, "utf-8")
    (article,) = read_file(file, "en")
    return article


def messages(tmp_path, text):
    return [str(problem) for problem in problems_in([article_of(tmp_path, text)])]


def test_a_sound_article_has_no_problem_and_its_sums_have_values(tmp_path):
    assert messages(tmp_path, SOUND) == []
    line = gold_line(article_of(tmp_path, SOUND))
    amounts = [fact["amount"] for fact in line["facts"] if fact["amount"]]
    assert [(a["min"], a["max"], a["currency"]) for a in amounts] == [
        (-3e6, -3e6, "USD"), (4e7, None, "USD"),
    ]  # fmt: skip


def test_a_form_with_places_is_a_mention_in_these_alone(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "01.txt").write_text(SOUND, "utf-8")
    (article,) = read_own(tmp_path)
    starts = [m.start for m in article.mentions if m.entity == "lumo"]
    assert starts == [article.text.rindex("Lumo")]
    assert article.facts[3].attributed_to == ("lumo", "ORG")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("located_in |", "lives_in |", "no predicate: lives_in"),
        ("| Ghent | - | actual", "| Gent | - | actual", "no object of located_in: Gent"),
        ("invested_in | Orla Capital", "invested_in | Ghent", "no subject of invested_in: Ghent"),
        ("| $40 million | actual", "| $41 million | actual", "no sum: $41 million"),
        ("| actual | Lumo", "| actual | Handelsblatt", "no speaker: Handelsblatt"),
        ("| $40 million | actual", "| $40 million | certain", "no status: certain"),
        ("| - | lost $3", "| - | loses $3", "the text has 0 times: loses $3 million"),
        ("| ORG | Veld\n", "| ORG | Veld; Velds\n", "no mention of: Velds"),
        ("Lumo[2]", "Lumo[3]", "no such place of: Lumo"),
        ("| LOC | Ghent", "| CITY | Ghent", "no type: CITY"),
        ("2026-03-14", "2026-14-03", "the date is no day"),
        ("# en-0001", "# de-0001", "the id begins with en-"),
    ],
)
def test_a_slip_is_told_with_its_place(tmp_path, old, new, message):
    told = messages(tmp_path, SOUND.replace(old, new, 1))
    assert any(message in line and "01.txt:" in line and "-0001" in line for line in told)


def test_a_fact_said_twice_and_an_id_used_twice_are_told(tmp_path):
    assert "stands above already" in messages(tmp_path, SOUND + SOUND.splitlines()[-1])[0]
    article = article_of(tmp_path, SOUND)
    assert "id is taken" in next(problems_in([article, article])).message


def test_a_file_without_headers_is_refused(tmp_path):
    with pytest.raises(ValueError, match="begin with a line"):
        article_of(tmp_path, "Lumo buys Veld\n")


def test_our_articles_are_sound():
    articles = read_own(OURS)
    assert len({article.id for article in articles}) == len(articles)
    assert all(article.mentions for article in articles)
