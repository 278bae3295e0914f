"""What the pages of the papers rest on: beginning once, taking over, importing rows, noting answers, standing in."""

from datetime import timedelta

import pytest

from coordination import documents, overview, request, shapes
from coordination.ask import Ask
from coordination.circulation import Incomplete
from coordination.delegation import Delegation, deputies_of
from coordination.document import Document
from coordination.language import use_language
from coordination.planning import CommunicationPlan
from coordination.refusal import Invalid, NotFound
from tests.cast import Cast

GOAL = {"key": "g1", "goal": "上线", "metric": "用户量", "target": "10 万", "by": "2026-09-30"}
MILESTONE = {"key": "m1", "name": "需求评审完成", "due": "2026-04-01"}


@pytest.fixture
def consensus(cast: Cast) -> Document:
    """A goal consensus as a draft; 李娜 is the only head."""
    return documents.begin("goal_consensus", cast.project, by=cast.chenjing,
                           values={"goals": [GOAL], "milestones": [MILESTONE]})


def ask_of(document: Document, person) -> Ask:
    return next(ask for ask in document.answers() if ask.person == person)


def test_what_a_project_has_once_is_begun_once(consensus, cast):
    assert documents.begin("goal_consensus", cast.project, by=cast.chenjing).paper == consensus.paper
    notices = [documents.begin("notice", cast.project, by=cast.chenjing, values={"text": "停电"}).paper.id
               for _time in range(2)]
    assert len(set(notices)) == 2


def test_answers_that_come_later_are_taken_over_and_typed_text_stays(cast):
    plan = documents.begin("resource_plan", cast.project, by=cast.chenjing)
    request.ask("resources", cast.project, request.audience("resources", cast.project, cast.project), cast.project,
                by=cast.chenjing)
    ask = Ask.get((Ask.question == "people") & (Ask.person == cast.lina))
    documents.answer(ask, "两人，半年", by=cast.lina)
    assert plan.take_over(by=cast.chenjing) == 1
    assert plan.take_over(by=cast.chenjing) == 0
    assert [row["what"] for row in plan.rows("resources")] == ["两人，半年"]


def test_rows_of_a_spreadsheet_take_the_place_of_those_there(consensus, cast):
    consensus.take_rows("goals", [{**GOAL, "target": "20 万"}, {**GOAL, "key": "", "goal": "盈利"}], by=cast.chenjing)
    first, second = consensus.rows("goals")
    assert (first["key"], first["target"]) == ("g1", "20 万") and second["key"] not in ("", "g1")


def test_a_bad_cell_lets_no_row_in(consensus, cast):
    with pytest.raises(Incomplete) as refusal:
        consensus.take_rows("milestones", [MILESTONE, {"name": "x", "due": "soon"}], by=cast.chenjing)
    assert [field.rpartition("-")[2] for field in refusal.value.fields] == ["due"]
    assert documents.find(consensus.paper.id, by=cast.chenjing).rows("milestones") == [MILESTONE]


def test_an_answer_by_phone_is_noted_and_takes_effect(consensus, cast):
    consensus.circulate(by=cast.chenjing)
    ask = ask_of(consensus, cast.lina)
    assert documents.note(ask, "approve", by=cast.chenjing, channel="phone")
    assert (ask.channel, ask.assurance, ask.answered_by) == ("phone", "phone", cast.chenjing)
    assert documents.find(consensus.paper.id, by=cast.chenjing).paper.state == "final"


def test_an_answer_by_nobody_knows_what_is_not_noted(consensus, cast):
    consensus.circulate(by=cast.chenjing)
    with pytest.raises(Invalid):
        documents.note(ask_of(consensus, cast.lina), "approve", by=cast.chenjing, channel="mail")


def test_a_head_finds_and_signs_what_is_asked_of_her_and_nobody_else_does(consensus, cast):
    consensus.circulate(by=cast.chenjing)
    ask = Ask.find_answerable(ask_of(consensus, cast.lina).id, by=cast.lina)
    with pytest.raises(NotFound):
        Ask.find_answerable(ask.id, by=cast.zhangwei)
    documents.say(ask, "reject", by=cast.lina, reason="预算未定")
    assert (ask.assurance, ask.text) == ("page", "预算未定")


def test_a_deputy_finds_what_is_asked_of_whom_they_stand_in_for(consensus, cast):
    today = cast.lina.today()
    Delegation.name(cast.lina, cast.zhangwei, today, today + timedelta(days=3), by=cast.lina)
    consensus.circulate(by=cast.chenjing)
    assert deputies_of(cast.project.members()) == {cast.lina.id: cast.zhangwei}
    assert Ask.find_answerable(ask_of(consensus, cast.lina).id, by=cast.zhangwei).person == cast.lina


def test_the_overview_says_what_comes_next_in_two_queries(consensus, cast):
    assert [row.step for row in overview.papers(cast.project)] == ["write"]
    consensus.circulate(by=cast.chenjing)
    row, = overview.papers(cast.project)
    assert (row.step, row.waits_for, row.decided, len(row.receipts)) == ("wait", ["李娜"], 0, 6)
    documents.answer(ask_of(consensus, cast.lina), "reject", by=cast.lina)
    row, = overview.papers(cast.project, going=True)
    assert (row.step, row.against) == ("reconsider", ["李娜"])


def test_what_departments_deliver_comes_with_its_day_and_quality(cast):
    plan = documents.begin("resource_plan", cast.project, by=cast.chenjing)
    request.ask("resources", cast.project, request.audience("resources", cast.project, cast.project), cast.project,
                by=cast.chenjing)
    for question, said in (("deliverables", "交付：《预算表》，2027年3月20日，总经理批准\n无"),
                           ("material", "物料：没有"), ("budget", "预算：10 万")):
        documents.answer(Ask.get((Ask.question == question) & (Ask.person == cast.lina)), said, by=cast.lina)
    plan.take_over(by=cast.chenjing)
    (row,) = plan.rows("deliverables")
    assert (row["deliverable"], row["due"], row["quality"]) == ("《预算表》", "2027-03-20", "总经理批准")
    assert [row["what"] for row in plan.rows("resources")] == ["10 万"]


def test_a_meeting_whose_rhythm_nobody_can_tell_is_remarked_on(cast):
    row = {"key": "r1", "occasion": "sync", "way": "meeting", "people": "全体成员", "topics": "进度", "output": "",
           "owner": str(cast.chenjing.id)}
    for occasion, often, remarks in (("sync", "随时", 1), ("sync", "每周一 10:00", 0), ("other", "每两周周四", 1),
                                     ("other", "每两周周四 15:30", 0), ("workshop", "有问题马上开", 0)):
        plan = documents.begin("communication_plan", cast.project, by=cast.chenjing)
        plan.write({"rows": [{**row, "occasion": occasion, "rhythm": often}]}, by=cast.chenjing, editor="e",
                   revision=plan.paper.revision)
        assert len(plan.remarks()) == remarks


@pytest.mark.parametrize(("often", "remark"), [
    ("每月最后一个工作日", "请写成：每月最后一个工作日 10:00"),
    ("每月月底", "请写成：每周一 10:00；每两周周四 15:30；"),
    ("每月5日 9:00", "")])
def test_the_remark_says_how_to_write_it(cast, often, remark):
    plan = documents.begin("communication_plan", cast.project, by=cast.chenjing)
    row = {"key": "r1", "occasion": "sync", "way": "meeting", "people": "全体成员", "topics": "进度", "output": "",
           "owner": str(cast.chenjing.id), "rhythm": often}
    plan.write({"rows": [row]}, by=cast.chenjing, editor="e", revision=plan.paper.revision)
    with use_language("zh"):
        assert remark in "".join(plan.remarks()) and bool(plan.remarks()) == bool(remark)


@pytest.mark.parametrize(("words", "remarks"), [("全体成员", 0), ("部门负责人", 0), ("张伟，相关人员", 1)])
def test_a_meeting_to_which_everybody_is_asked_for_want_of_names_is_remarked_on(cast, words, remarks):
    plan = documents.begin("communication_plan", cast.project, by=cast.chenjing, values={"rows": [
        {"key": "r1", "occasion": "sync", "way": "meeting", "people": words, "rhythm": "weekly mon 10:00",
         "topics": "进度", "output": "", "owner": str(cast.chenjing.id)}]})
    assert len(plan.remarks()) == remarks


@pytest.mark.parametrize(("typed", "when"), [
    ("每周一上午十点", "weekly mon 10:00"), ("每月5日上午10点", "monthly 5 day 10:00"),
    ("每周一、周四 10:00", "每周一、周四 10:00"), ("有问题随时", "有问题随时"),
])
def test_a_cell_keeps_a_rhythm_or_the_words(cast, typed, when):
    column = next(column for column in CommunicationPlan.kind.table.columns if column.shape == "rhythm")
    assert shapes.read(column, typed, cast.project, "rhythm") == when


def test_the_team_that_is_appointed_begins_with_its_manager(cast):
    team = documents.begin("appointment", cast.project, by=cast.chenjing).rows("team")
    assert team[0]["person"] == str(cast.chenjing.id) and len(team) > 1
