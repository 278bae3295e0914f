"""How punctual each department is: receipts, reports and due dates."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from coordination import breach, clock, documents, punctuality
from coordination.action import ActionItem
from coordination.ask import Ask, DecidedAlready
from coordination.letter import Letter
from coordination.minutes import Minutes
from tests.cast import CIRCULATED, Cast


def department(name: str, cast: Cast) -> punctuality.Record:
    return next(row for row in punctuality.by_department(cast.chenjing) if row.department == name)


@pytest.mark.parametrize("closed, in_time", [("2026-03-05T15:59", 1), ("2026-03-05T16:01", 0)])
def test_an_item_is_in_time_until_midnight_of_the_companys_clocks(closed: str, in_time: int, circulated: Minutes,
                                                                  cast: Cast) -> None:
    with time_machine.travel(datetime.fromisoformat(closed).replace(tzinfo=UTC), tick=False):
        ActionItem.get(ActionItem.what == "完成用户登录功能测试").report("done", by=cast.zhangwei)
        assert department("研发部", cast).due_dates == punctuality.Tally(in_time, 1)


def test_what_is_not_answered_yet_counts_once_its_time_is_over(circulated: Minutes, cast: Cast) -> None:
    assert department("财务部", cast).receipts.all == 0
    with time_machine.travel(clock.now() + timedelta(days=20), tick=False):
        assert department("财务部", cast).receipts == punctuality.Tally(0, 1)
        Letter.get(Letter.person == cast.lina).receipt.acknowledge(by=cast.lina)
        assert department("财务部", cast).receipts.in_time == 0


def test_an_answer_given_already_is_dated_by_the_persons_clocks(cast: Cast) -> None:
    documents.begin("goal_consensus", cast.project, by=cast.chenjing, values={
        "goals": [{"key": "g", "goal": "上线", "metric": "用户", "target": "1", "by": "2026-06-01"}],
        "milestones": [{"key": "m", "name": "上线", "due": "2026-06-01"}]}).circulate(by=cast.chenjing)
    ask = Ask.get(Ask.kind == "agree")
    with time_machine.travel(datetime(2026, 3, 3, 17, tzinfo=UTC), tick=False):
        ask.decide("approve", by=ask.person)
        with pytest.raises(DecidedAlready, match="2026-03-04"):
            ask.decide("reject", by=ask.person)


def test_the_clock_that_ran_out_last_comes_first(circulated: Minutes, cast: Cast) -> None:
    for n, hours in enumerate((2, 3, 1)):
        breach.note(f"clock {n}", circulated.meeting, CIRCULATED + timedelta(hours=hours))
    found = [row.rule for row in punctuality.breaches(cast.chenjing) if row.rule.startswith("clock")]
    assert found == ["clock 1", "clock 0", "clock 2"]
