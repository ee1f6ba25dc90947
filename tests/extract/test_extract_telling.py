"""Who says it and how sure that is: read off the sentence and the one before."""

import time
from datetime import date

import pytest

from pipeline.documents import Article, Claim, Entity, Mention, Span
from pipeline.extract.certainty import features, judged_status
from pipeline.extract.scoring import STATUSES, Statement
from pipeline.extract.sentences import sentence_spans
from pipeline.extract.speakers import sayings
from pipeline.extract.telling import read_telling

NAMES = {
    "Lumo": "ORG", "Veld": "ORG", "Brandis Post": "ORG", "Ida Lund": "PERSON", "Jo Krall": "PERSON",
}  # fmt: skip
UNDECIDED = (0.25, 0.25, 0.25, 0.25)
NOBODY = ((None, 0.8), *((Entity(name, kind), 0.05) for name, kind in NAMES.items()))


def mentions_of(text):
    found = [
        Mention(Span(at, at + len(name)), name, Entity(name, kind), 1.0)
        for name, kind in NAMES.items()
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return sorted(found, key=lambda mention: mention.span)


def told(text, lang, words, *, likely=UNDECIDED, predicate="acquired"):
    """The claim that `words` say of Lumo and Veld, in an article that is `text`."""
    article = Article("https://a.example/1", text[:20], text, lang, date(2026, 3, 2))
    start = text.index(words)
    sentence = next(s for s in sentence_spans(text) if s.start <= start < s.end)
    lumo, veld = Entity("Lumo", "ORG"), Entity("Veld", "ORG")
    claim = Claim(
        predicate, lumo, veld, Span(start, start + len(words)), sentence, "actual", 0.9, "test"
    )
    statement = Statement(predicate, lumo, veld, (), tuple(likely), NOBODY, sentence, 0.9, 1.0)
    return read_telling(article, mentions_of(text)).told(claim, statement)


@pytest.mark.parametrize(
    ("text", "lang", "words", "status"),
    [
        ("Lumo hat Veld übernommen.", "de", "Lumo hat Veld übernommen", "actual"),
        ("Lumo has bought Veld.", "en", "Lumo has bought Veld", "actual"),
        ("Lumo will Veld 2027 kaufen.", "de", "Lumo will Veld 2027 kaufen", "planned"),
        ("Lumo plans to buy Veld next year.", "en", "Lumo plans to buy Veld next year", "planned"),
        ("Lumo soll Veld gekauft haben.", "de", "Lumo soll Veld gekauft haben", "rumoured"),
        ("Angeblich kaufte Lumo die Veld.", "de", "Angeblich kaufte Lumo die Veld", "rumoured"),
        ("Lumo reportedly bought Veld.", "en", "Lumo reportedly bought Veld", "rumoured"),
        (
            "Lumo is in talks to buy Veld, people familiar with the matter said.",
            "en",
            "Lumo is in talks to buy Veld",
            "rumoured",
        ),
        ("Lumo dementierte, Veld zu kaufen.", "de", "Lumo dementierte, Veld zu kaufen", "denied"),
        ("Lumo denied that it had bought Veld.", "en", "Lumo denied that it had", "denied"),
        ("Lumo refused an offer from Veld.", "en", "Lumo refused an offer", "denied"),
    ],
)
def test_the_wording_tells_how_sure_it_is_where_the_head_does_not(text, lang, words, status):
    assert told(text, lang, words).status == status


def test_the_head_decides_where_the_wording_says_nothing():
    surely_planned = (0.02, 0.94, 0.02, 0.02)

    assert (
        told("Lumo kauft Veld.", "de", "Lumo kauft Veld", likely=surely_planned).status == "planned"
    )


@pytest.mark.parametrize("sure", STATUSES)
def test_a_head_that_is_quite_sure_is_heard_whatever_the_predicate(sure):
    likely = [1.0 if status == sure else 0.0 for status in STATUSES]

    assert judged_status(likely, ()) == sure


def test_words_of_the_sentence_before_count_only_inside_the_paragraph():
    def seen(gap):
        text = f"Lumo dementierte.{gap}Lumo kauft Veld."
        words = Span(text.index("Lumo kauft"), len(text))
        return set(features(text, "de", words, "acquired"))

    assert "denial before" in seen(" ")
    assert "denial before" not in seen("\n\n")


@pytest.mark.parametrize(
    ("text", "lang", "words", "speaker"),
    [
        ("Laut Brandis Post kauft Lumo Veld.", "de", "kauft Lumo Veld", "Brandis Post"),
        ("Nach Angaben von Ida Lund kauft Lumo Veld.", "de", "kauft Lumo Veld", "Ida Lund"),
        ("Der Brandis Post zufolge kauft Lumo Veld.", "de", "kauft Lumo Veld", "Brandis Post"),
        ("Lumo kauft Veld, wie Ida Lund mitteilte.", "de", "Lumo kauft Veld", "Ida Lund"),
        ("Lumo kauft Veld, sagte Lumo-Chefin Ida Lund.", "de", "Lumo kauft Veld", "Ida Lund"),
        ("Lumo kauft Veld, berichtete die Brandis Post.", "de", "Lumo kauft Veld", "Brandis Post"),
        ("Ida Lund sagte, Lumo kaufe Veld.", "de", "Lumo kaufe Veld", "Ida Lund"),
        ("According to Brandis Post, Lumo bought Veld.", "en", "Lumo bought Veld", "Brandis Post"),
        ("Lumo bought Veld, Brandis Post reported.", "en", "Lumo bought Veld", "Brandis Post"),
        ("Lumo bought Veld, said Ida Lund on Monday.", "en", "Lumo bought Veld", "Ida Lund"),
        ("Ida Lund, who runs it, said Lumo bought Veld.", "en", "Lumo bought Veld", "Ida Lund"),
        ("Lumo bought Veld, insiders told Brandis Post.", "en", "Lumo bought", "Brandis Post"),
        ("Lumo bought Veld, the company said.", "en", "Lumo bought Veld", "Lumo"),
        ("Jo Krall came. Lumo bought Veld, he said.", "en", "Lumo bought Veld", "Jo Krall"),
        ("Ida Lund sagte es. Lumo habe Veld.", "de", "Lumo habe Veld", "Ida Lund"),
        ("Brandis Post said so. Lumo has Veld, the paper said.", "en", "Lumo has", "Brandis Post"),
        ("Lumo, says Ida Lund, will buy Veld.", "en", "will buy Veld", "Ida Lund"),
        ("Lumo, sagt Ida Lund, wird Veld kaufen.", "de", "wird Veld kaufen", "Ida Lund"),
        ("Its head, Ida Lund, stressed Lumo owns Veld.", "en", "Lumo owns Veld", "Ida Lund"),
        ("Nonsense, says Lumo's head of sales, Ida Lund, a baker: Lumo has Veld.", "en",
         "Lumo has Veld", "Ida Lund"),
        ("Lumo has bought Veld, the chip designer disclosed.", "en", "Lumo has bought", "Lumo"),
        ("Brandis Post asked. Jo Krall said so. Lumo has Veld, writes the paper.", "en",
         "Lumo has", "Brandis Post"),
        ("Lumo buys Veld. So writes Ida Lund in a letter.", "en", "Lumo buys Veld", "Ida Lund"),
        ("Lumo kauft Veld. Das teilte Ida Lund mit.", "de", "Lumo kauft Veld", "Ida Lund"),
        ("Ida Lund kam. Lumo kauft Veld, so die Gründerin.", "de", "Lumo kauft Veld", "Ida Lund"),
        ('"Yes," said Ida Lund. "Lumo buys Veld. It pays."', "en", "Lumo buys Veld", "Ida Lund"),
        ("„Ja. Lumo kauft Veld. Bald“, sagte Ida Lund.", "de", "Lumo kauft Veld", "Ida Lund"),
        ("Ida Lund sagte viel. Wir von Lumo kaufen Veld.", "de", "Wir von Lumo kaufen", "Ida Lund"),
        ("Ida Lund: It is so. Lumo buys Veld. We pay.", "en", "Lumo buys Veld", "Ida Lund"),
        (
            "Ida Lund kam. Eine Sprecherin von Lumo sagte das. Sie fügte hinzu, Lumo habe Veld.",
            "de",
            "Lumo habe Veld",
            "Lumo",
        ),
    ],
)  # fmt: skip
def test_the_speaker_is_whom_the_sentence_names(text, lang, words, speaker):
    claim = told(text, lang, words)

    assert claim.attributed_to is not None
    assert claim.attributed_to.name == speaker


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Lumo kaufte Veld. Ida Lund lacht.", "de", "Lumo kaufte Veld"),
        ("Lumo bought Veld; Ida Lund said nothing came of it.", "en", "Lumo bought Veld"),
        ("Ida Lund sagte viel.\n\nLumo habe Veld gekauft.", "de", "Lumo habe Veld gekauft"),
        ("Lumo bought Veld, according to a person close to Ida Lund.", "en", "Lumo bought Veld"),
        ("Lumo bought Veld, and according to Ida Lund it rained.", "en", "Lumo bought Veld"),
        ("„Ja“, sagte Ida Lund, die Lumo und Veld kennt.", "de", "die Lumo und Veld kennt"),
        ("Lumo kommt nach Jena zu Veld.", "de", "Lumo kommt nach Jena zu Veld"),
        ("Lumo is said to own Veld.", "en", "own Veld"),
        ("Lumo gab Veld den Zuschlag.", "de", "Veld den Zuschlag"),
    ],
)
def test_who_speaks_elsewhere_is_no_speaker(text, lang, words):
    assert told(text, lang, words).attributed_to is None


def test_a_role_told_in_passing_is_not_the_speakers_word():
    text = "Ida Lund sagte, Lumo kaufe Veld."

    assert told(text, "de", "Lumo kaufe Veld", predicate="located_in").attributed_to is None


INTERVIEWS = {
    "en": """A talk

Ida Lund runs Lumo. Jo Krall met her.

Ms Lund, who is asking?

You are. I just answer. Lumo bought Veld.

And the rest?

We wait.

Until when?

I don't know.""",
    "de": """Ein Gespräch

Ida Lund leitet Lumo. Jo Krall traf sie.

Frau Lund, wer fragt hier?

Sie fragen. Ich antworte bloß. Lumo hat Veld gekauft.

Und der Rest?

Wir warten.

Bis wann?

Das weiß ich nicht.""",
}


@pytest.mark.parametrize(("lang", "words"), [("en", "Lumo bought Veld"), ("de", "Lumo hat Veld")])
def test_the_answers_of_an_interview_are_the_words_of_the_person_introduced(lang, words):
    claim = told(INTERVIEWS[lang], lang, words, predicate="competes_with")

    assert claim.attributed_to is not None
    assert claim.attributed_to.name == "Ida Lund"


def test_questions_that_the_author_asks_and_answers_make_no_interview():
    text = (
        INTERVIEWS["en"].replace("I just", "US banks").replace("We", "The US").replace("I d", "D")
    )

    assert told(text, "en", "Lumo bought Veld").attributed_to is None


def test_of_a_move_the_company_is_the_one_that_is_gone_to_or_left():
    claim = told("Lumo left Veld, the company said.", "en", "Lumo left Veld", predicate="left")

    assert claim.attributed_to == Entity("Veld", "ORG")


def test_what_goes_on_in_the_same_voice_is_marked():
    text = "Ida Lund sagte viel. Lumo habe Veld gekauft."

    assert [saying.goes_on for saying in sayings(text, mentions_of(text), "de")] == [False, True]


@pytest.mark.parametrize(
    "piece", ["Lumo said ", "wie Lumo, ", "laut ", "x " * 9 + "Lumo ", 'said "No. ']
)
def test_a_sentence_without_end_is_read_in_time_that_grows_with_its_length(piece):
    text = piece * (60_000 // len(piece))
    found = mentions_of(text)
    start = time.process_time()
    sayings(text, found, "de")
    sayings(text, found, "en")

    assert time.process_time() - start < 10
