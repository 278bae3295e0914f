"""The labelled replies of tests/replies: nothing wrong is ever concluded, and most is understood."""

from pathlib import Path

import pytest

from bench.replies import Case, Score, judged, load
from mailflow.interpreting import interpret
from mailflow.meaning import Meaning

REPLIES = Path(__file__).parent.parent / "replies"
CASES = load(REPLIES)
SLOPPY = load(REPLIES / "launch")  # written before they were read once; most of them hurried or odd
TRADES = load(REPLIES / "trades")  # of hospitals, banks, plants and studios, written before they were read once
ROUNDS = load(REPLIES / "rounds")  # of the same trades, as people talk
DESKS = load(REPLIES / "desks")  # of an office, on an ordinary day
PEOPLE = load(REPLIES / "people")  # of thirty people: terse and talkative, formal and in dialect
_MEANINGS: dict[int, Meaning] = {}


def test_no_reply_has_a_wrong_effect():
    assert not [case.row["id"] for case in CASES if judged(case, meaning_of(case))[1]]


def test_nearly_all_replies_match_fully():
    score = score_of(CASES)
    assert score.full >= 0.97 * score.cases, "\n".join(score.misses)


def test_no_sloppy_or_foreign_reply_has_a_wrong_effect_or_is_passed_over():
    for case in SLOPPY + TRADES + ROUNDS + DESKS + PEOPLE:
        meaning = meaning_of(case)
        _differences, is_wrong = judged(case, meaning)
        assert not is_wrong, case.row["id"]
        assert meaning.attention or not case.row["expect"]["attention"], case.row["id"]


def test_most_sloppy_replies_match_fully():
    assert score_of(SLOPPY).full >= 0.88 * len(SLOPPY)


def test_most_replies_of_other_trades_match_fully():
    assert score_of(TRADES).full >= 0.88 * len(TRADES)


def test_most_replies_as_people_talk_match_fully():
    assert score_of(ROUNDS).full >= 0.75 * len(ROUNDS)


def test_replies_of_an_ordinary_day_match_fully():
    assert score_of(DESKS).full >= 0.97 * len(DESKS)


def test_most_replies_of_very_different_people_match_fully():
    assert score_of(PEOPLE).full >= 0.85 * len(PEOPLE)


def test_every_conclusion_has_its_reason():
    for case in CASES:
        meaning = meaning_of(case)
        assert meaning.reasons or not (meaning.updates or meaning.decision or meaning.attention), case.row[
            "id"
        ]


@pytest.mark.parametrize(
    "suffix", ["\n\n此致\n敬礼", "\n谢谢", "\n\n发自我的iPhone", "\n\n--\n王芳\n市场部\n电话：010-66668888"]
)
def test_a_polite_ending_changes_no_status(suffix):
    for case in CASES:
        if case.row["lang"] == "zh" and case.new_text and not case.inline and case.row["expect"]["updates"]:
            polite = interpret(case.question, case.new_text + suffix, (), case.sent)
            assert polite.updates == meaning_of(case).updates, case.row["id"]


def meaning_of(case: Case) -> Meaning:
    """Interpreted once for all tests."""
    if id(case) not in _MEANINGS:
        _MEANINGS[id(case)] = interpret(case.question, case.new_text, case.inline, case.sent)
    return _MEANINGS[id(case)]


def score_of(cases: list[Case]) -> Score:
    score = Score()
    for case in cases:
        score.add(case, *judged(case, meaning_of(case)))
    return score
