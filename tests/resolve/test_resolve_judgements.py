from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Entity
from pipeline.resolve import (
    Judgement,
    JudgementConflictError,
    candidates,
    clusters,
    judge,
    resolve,
    standing,
    undo,
)

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def verdict(left, right, kind="same", by="ada", minutes=0, *, reason=None):
    return Judgement(left, right, kind, by, START + timedelta(minutes=minutes), reason)


def org(name):
    return resolve(Entity(name, "ORG"))


def heads(*history):
    return clusters(history, {}).canonical


def test_chains_of_same_come_to_one_entity():
    merged = heads(verdict("a", "b"), verdict("c", "d"), verdict("b", "c"))
    assert len({merged[one] for one in "abcd"}) == 1


def test_an_entity_that_nobody_judged_stands_for_itself():
    assert clusters([verdict("a", "b")], {}).of("z") == "z"


def test_unsure_merges_nothing():
    assert heads(verdict("a", "b", "unsure")) == {}


def test_the_known_entity_stands_for_the_cluster():
    known, other = org("OpenAI"), org("Open Artificial Intelligence Works")
    both = {entity.id: entity for entity in (known, other)}
    found = clusters([verdict(other.id, known.id)], both)
    assert found.of(other.id) == known.id


def test_among_unknown_entities_the_fullest_name_stands_for_the_cluster():
    short, full = org("Quorin"), org("Quorin Rechenwerke")
    both = {entity.id: entity for entity in (short, full)}
    assert clusters([verdict(short.id, full.id)], both).of(short.id) == full.id


def test_not_the_same_blocks_a_chain_and_says_so():
    late = verdict("b", "c", minutes=5)
    found = clusters([verdict("a", "c", "not"), verdict("a", "b"), late], {})
    assert found.of("a") == found.of("b") != found.of("c")
    assert found.blocked == (late,)


def test_not_the_same_cannot_be_overruled_unless_it_is_undone():
    history = judge((), verdict("a", "b", "not", by="ada"))
    with pytest.raises(JudgementConflictError, match=r"by ada on 2026-03-02: undo that first"):
        judge(history, verdict("b", "a", "same", by="rule", minutes=1))
    history = undo(history, "b", "a", "ada", START)
    assert heads(*judge(history, verdict("b", "a", minutes=2))) == {"a": "a", "b": "a"}


def test_undoing_a_merge_gives_both_entities_back_and_keeps_the_history():
    history = judge((), verdict("a", "b", reason="same address"))
    undone = undo(history, "a", "b", "bob", START + timedelta(hours=1))
    assert heads(*undone) == {}
    assert [(old.verdict, old.reason, old.undone_by) for old in undone] == [
        ("same", "same address", "bob")
    ]


def test_a_new_verdict_by_the_same_person_replaces_the_old():
    history = judge(judge((), verdict("a", "b")), verdict("a", "b", "not", minutes=1))
    assert standing(history)["a", "b"].verdict == "not"
    assert len(history) == 2


def test_a_person_keeps_apart_what_a_rule_joins():
    history = (verdict("a", "b", by="rule"), verdict("a", "b", "not", minutes=3))
    assert heads(*history) == {}


def test_an_entity_is_not_judged_against_itself():
    with pytest.raises(ValueError, match="name two entities"):
        judge((), verdict("a", "a"))


histories = st.lists(
    st.builds(
        verdict,
        st.sampled_from("abcdef"),
        st.sampled_from("ghijkl") | st.sampled_from("abcdef"),
        st.sampled_from(["same", "same", "not", "unsure"]),
        st.sampled_from(["ada", "bob", "rule"]),
        st.integers(0, 40),
    ).filter(lambda judgement: judgement.left != judgement.right),
    max_size=20,
)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_the_history_does_not_matter(history, random):
    shuffled = list(history)
    random.shuffle(shuffled)
    assert clusters(history, {}) == clusters(shuffled, {})


@given(histories)
def test_whatever_is_judged_not_the_same_is_never_merged(history):
    found = clusters(history, {})
    for judgement in history:
        if judgement.verdict == "not":
            assert found.of(judgement.left) != found.of(judgement.right)


@given(histories)
def test_a_canonical_entity_stands_for_itself(history):
    found = clusters(history, {})
    assert all(found.of(head) == head for head in found.canonical.values())


@given(histories)
def test_undoing_everything_leaves_no_trace_in_the_graph(history):
    for judgement in tuple(history):
        history = undo(history, judgement.left, judgement.right, "ada", START)
    assert clusters(history, {}).canonical == {}
    assert all(judgement.undone_at for judgement in history)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Harbour Analytics Board", "HAB", "initials"),
        ("Quorin", "Quorin Rechenwerke", "begins with"),
        ("Lindqvist Ada", "Ada Lindqvist", "another order"),
        ("Vellumbrook", "Velumbrook", "spelt alike"),
        ("OpenAI", "OpenAI Foundry Works", "begins with"),
    ],
)
def test_likely_pairs_are_proposed_with_the_reason(one, other, reason):
    (found,) = candidates([org(one), org(other)])
    assert {found.left.name, found.right.name} == {one, other}
    assert reason in found.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Meta", "MetaX"),
        ("Siemens", "Siemens Energy"),
        ("Brightmoor 2", "Brightmoor 3"),
        ("Quorin", "Halvard"),
        ("Aleph Alpha", "Alpha Vantage"),
    ],
)
def test_what_is_known_to_differ_is_not_proposed(one, other):
    assert candidates([org(one), org(other)]) == []


def test_every_pair_is_proposed_once_likeliest_first():
    names = ["Quorin", "Quorin Rechenwerke", "Quorrin", "Rechenwerke Quorin", "Halvard"]
    found = candidates([org(name) for name in [*names, *names]])
    pairs = [frozenset((c.left.id, c.right.id)) for c in found]
    assert len(pairs) == len(set(pairs)) > 0
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
