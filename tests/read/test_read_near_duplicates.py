# ruff: noqa: E501  (a case is easier to read in one line)
import random

from hypothesis import given, settings
from hypothesis import strategies as st
from written_pages import DE, EN

from pipeline.read import fingerprint, similarity

WIRE = " ".join([DE["lead"], *DE["body"]])
REWRITTEN = WIRE.replace("am Montag", "zu Wochenbeginn").replace(
    "sollen bis Ende 2027", "werden bis Ende 2027 wohl"
) + (" Die Stadt erhofft sich davon höhere Steuern.")
INDEPENDENT = (
    "Bitterfeld bekommt drei neue Hallen voller Rechner. Im Stadtrat stimmten am Montagabend fast alle für das Vorhaben von "
    "Quellwerk, das Modelle für Ämter entwickelt. Kritik kam von Anwohnern, die den Lärm der Kühlung fürchten. Irmgard Sölter, "
    "die das Unternehmen führt, versprach Messungen. Vierhundert Millionen Euro sind eingeplant, zweihundert Menschen sollen "
    "Arbeit finden. In Cottbus war Nordlicht Rechen mit so etwas gescheitert."
)  # fmt: skip


def test_a_wire_copy_is_all_but_the_same():
    copy = WIRE.upper().replace(".", " .")
    assert similarity(fingerprint(WIRE), fingerprint(copy)) == 1.0


def test_a_rewrite_is_near_and_an_independent_report_is_far():
    rewrite = similarity(fingerprint(WIRE), fingerprint(REWRITTEN))
    independent = similarity(fingerprint(WIRE), fingerprint(INDEPENDENT))
    assert rewrite > 0.5
    assert independent < 0.1


def test_two_languages_share_nothing():
    assert similarity(fingerprint(WIRE), fingerprint(" ".join(EN["body"]))) == 0.0


def test_the_sketch_is_short_text_and_the_same_everywhere():
    sketch = fingerprint(WIRE)
    assert len(sketch) <= 64 * 8
    assert int(sketch, 16) > 0
    assert fingerprint("Quellwerk baut ein Rechenzentrum in Bitterfeld") == (
        fingerprint("quellwerk BAUT ein, Rechenzentrum in Bitterfeld!")
    )


def test_nothing_is_like_nothing():
    assert fingerprint(" … ") == ""
    assert similarity("", "") == 0.0
    assert similarity(fingerprint(WIRE), "") == 0.0


def test_the_estimate_follows_the_share_of_common_text():
    rng = random.Random(3)
    words = [f"wort{n}" for n in range(4_000)]
    base = rng.sample(words, 600)
    for kept in (150, 300, 450):
        other = base[:kept] + rng.sample(words, 600 - kept)
        truth = kept / (1200 - kept)
        assert (
            abs(similarity(fingerprint(" ".join(base)), fingerprint(" ".join(other))) - truth) < 0.2
        )


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=500), st.text(max_size=500))
def test_similarity_is_symmetric_and_between_nought_and_one(one, other):
    left, right = fingerprint(one), fingerprint(other)
    assert similarity(left, right) == similarity(right, left)
    assert 0.0 <= similarity(left, right) <= 1.0
    assert similarity(left, left) == (1.0 if left else 0.0)
