"""What the reports on the model say: classes of errors, typical ones, the reliability diagram."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from training.errors import CLASSES, Error, errors_of, typical
from training.reliability import bins_of, reliability_svg

NAMES = [
    {"text": name, "type": "ORG", "entity": name} for name in ("Lumo", "Veld", "Brandis", "Fjord")
]
EUROS = {"min": 5e6, "max": 5e6, "currency": "EUR"}


def told(predicate, subject, target=None, **more):
    return {
        "predicate": predicate, "subject": subject, "object": target, "amount": None,
        "status": "actual", "evidence": f"{subject} {predicate}", "score": 0.8, **more,
    }  # fmt: skip


def kinds(gold, shown, also=(), mentions=("Lumo", "Veld", "Brandis", "Fjord")):
    article = {"id": "a", "lang": "de", "names": NAMES, "facts": gold}
    found = {"mentions": [{"entity": name} for name in mentions], "facts": list(shown)}
    full = {**found, "facts": [*shown, *also]}
    return [error.kind for error in errors_of(article, found, full)]


SUPPLY = told("supplies", "Lumo", "Veld")


@pytest.mark.parametrize(
    ("shown", "kind"),
    [
        (told("supplies", "Veld", "Lumo"), "wrong way round"),
        (told("partners_with", "Lumo", "Veld"), "other relation"),
        (told("supplies", "Lumo", "Brandis"), "other party"),
        (told("acquired", "Fjord", "Brandis"), "never said"),
    ],
)
def test_a_made_up_fact_is_classed_by_what_is_nearest_to_it(shown, kind):
    assert kinds([SUPPLY], [SUPPLY, shown]) == [kind]


def test_a_right_fact_with_another_status_is_surer_than_told():
    assert kinds([{**SUPPLY, "status": "rumoured"}], [SUPPLY]) == ["surer than told"]


def test_a_sum_of_something_else_is_told_once_as_found_and_once_as_missed():
    gold = told("raised", "Lumo", amount=EUROS)
    shown = told("raised", "Lumo", amount={**EUROS, "min": 9e6, "max": 9e6})

    assert kinds([gold], [shown]) == ["other sum", "other sum"]


def test_a_missed_fact_is_unnamed_unsure_or_unseen():
    assert kinds([SUPPLY], [], mentions=("Lumo",)) == ["said, name not found"]
    assert kinds([SUPPLY], [], also=[SUPPLY]) == ["said, too unsure"]
    assert kinds([SUPPLY], []) == ["said, unseen"]


def test_what_is_right_is_no_error():
    assert kinds([SUPPLY], [SUPPLY]) == []


def test_typical_errors_have_every_class_and_no_more_than_asked_for():
    errors = [
        Error(kind, f"{lang}-{n}", lang, f"{kind} {n}", None, "x")
        for kind in ("never said", "other sum", "said, unseen")
        for n in range(1 if kind == "never said" else 40)
        for lang in ("de", "en")
    ]
    chosen = typical(errors, 12)

    assert len(chosen) == 12
    assert {error.kind for error in chosen} == {"never said", "other sum", "said, unseen"}
    assert {error.lang for error in chosen} == {"de", "en"}
    assert len(set(chosen)) == 12
    assert len(typical(errors[:3], 20)) == 3


def test_every_class_has_its_reason():
    assert all(reason.endswith(".") for reason in CLASSES.values())


def test_the_diagram_is_an_image_with_a_dot_for_each_bin_that_has_claims():
    scores = np.array([0.05, 0.07, 0.55, 1.0])
    bins = bins_of(scores, np.array([0.0, 1.0, 1.0, 1.0]))
    image = ET.fromstring(reliability_svg(bins, 0.02))

    assert [(each.start, each.count, each.right) for each in bins] == [
        (0.0, 2, 0.5), (0.5, 1, 1.0), (0.9, 1, 1.0),
    ]  # fmt: skip
    assert len(image.findall("{*}circle")) == 3
    assert "0.020" in "".join(image.itertext())
