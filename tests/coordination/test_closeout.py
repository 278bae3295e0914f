"""The papers of the closeout: what they start from, who signs, and lessons that come back."""

import pytest

from coordination import archive, documents, request
from coordination.ask import Ask, DecidedAlready, NothingToAskAgain
from coordination.closeout import lessons_for
from coordination.document import Document
from coordination.event import Event
from coordination.letter import Letter
from coordination.milestone import Deliverable
from coordination.person import Person
from coordination.project import Project
from coordination.refusal import NotAllowed
from tests.cast import Cast
from tests.closeout import final_goals, fresh, to_sign

SUMMARY = {"communication": "顺畅", "lessons": [{"key": "1", "text": "早开会"}],
           "improvements": [{"key": "1", "text": "早备料"}]}


def test_the_acceptance_report_starts_from_goals_and_deliverables(cast: Cast):
    final_goals(cast)
    Deliverable.agreed(cast.project, [{"key": "R-1", "name": "功能需求文档", "due": "2026-04-01", "quality": "",
                                       "department": cast.zhangwei.department_id}], by=cast.chenjing, letter="R")
    values = documents.begin("acceptance", cast.project, by=cast.chenjing).paper.values
    assert [(row["goal"], row["target"], row["actual"]) for row in values["goals"]] == [
        ("新产品上线", "首月用户量 10 万", "")]
    assert [(row["deliverable"], row["result"]) for row in values["deliverables"]] == [("功能需求文档", "")]


def test_what_was_delivered_is_met_already(cast: Cast):
    Deliverable.agreed(cast.project, [{"key": "R-1", "name": "样机", "due": "2026-04-01", "quality": ""}],
                       by=cast.chenjing, letter="R")
    Deliverable.get().reach(by=cast.chenjing)
    values = documents.begin("acceptance", cast.project, by=cast.chenjing).paper.values
    assert values["deliverables"][0]["result"] == "met"


def test_every_head_is_asked_to_sign_and_the_others_only_get_it(acceptance: Document):
    asked = {ask.person.name: ask.kind for ask in acceptance.answers()}
    assert {name for name, kind in asked.items() if kind == "sign"} == {"李娜", "张伟"}
    assert asked["王芳"] == "acknowledge"


def test_one_who_refuses_keeps_it_from_being_final(acceptance: Document, cast: Cast):
    documents.say(to_sign(acceptance, cast.lina), "reject", by=cast.lina, reason="目标未达成")
    documents.say(to_sign(acceptance, cast.zhangwei), "approve", by=cast.zhangwei)
    assert (fresh(acceptance).state, fresh(acceptance).outcome) == ("circulated", "reject")


def refused(acceptance: Document, cast: Cast) -> Ask:
    """张伟 signed, 李娜 was the last to answer and refused."""
    documents.say(to_sign(acceptance, cast.zhangwei), "approve", by=cast.zhangwei)
    documents.say(to_sign(acceptance, cast.lina), "reject", by=cast.lina, reason="目标未达成")
    return to_sign(acceptance, cast.lina)


def test_the_last_who_refused_may_still_sign(acceptance: Document, cast: Cast):
    ask = refused(acceptance, cast)
    assert documents.say(ask, "approve", by=cast.lina)
    assert (fresh(acceptance).state, fresh(acceptance).outcome) == ("final", "approve")
    history = [change.after["answer_given"] for change in Event.of(ask) if change.verb == "answered"]
    assert history == ["reject", "approve"]


def test_a_signature_once_given_does_not_become_a_refusal(acceptance: Document, cast: Cast):
    refused(acceptance, cast)
    with pytest.raises(DecidedAlready):
        documents.say(to_sign(acceptance, cast.zhangwei), "reject", by=cast.zhangwei)


def test_while_it_is_being_corrected_nobody_signs_what_is_left_behind(acceptance: Document, cast: Cast):
    ask = refused(acceptance, cast)
    acceptance.correct(by=cast.chenjing)
    with pytest.raises(DecidedAlready):
        documents.say(Ask.get_by_id(ask.id), "approve", by=cast.lina)


def test_one_who_refused_is_asked_again_and_nobody_else_is(acceptance: Document, cast: Cast):
    ask, before = refused(acceptance, cast), Letter.select().count()
    documents.ask_again(ask, by=cast.chenjing)
    asked = Letter.select().order_by(Letter.id.desc()).get()
    assert (Letter.select().count(), asked.person, asked.question.is_open) == (before + 1, cast.lina, True)
    assert (fresh(acceptance).state, fresh(acceptance).outcome) == ("circulated", None)
    assert [change.verb for change in Event.of(ask)][-1] == "asked again"
    assert to_sign(acceptance, cast.zhangwei).answer_given == "approve"


def test_only_a_refusal_is_asked_again_and_only_by_the_project_manager(acceptance: Document, cast: Cast):
    with pytest.raises(NotAllowed):
        documents.ask_again(refused(acceptance, cast), by=cast.lina)
    with pytest.raises(NothingToAskAgain):
        documents.ask_again(to_sign(acceptance, cast.zhangwei), by=cast.chenjing)


def test_signatures_are_bound_to_the_version_that_was_signed(acceptance: Document, cast: Cast):
    documents.say(to_sign(acceptance, cast.lina), "approve", by=cast.lina)
    first = acceptance.paper.latest
    acceptance.correct(by=cast.chenjing)
    acceptance.write({**acceptance.paper.values, "conclusion": "有保留"}, by=cast.chenjing, editor="", revision=9)
    acceptance.circulate(by=cast.chenjing)
    assert to_sign(acceptance, cast.lina).answered_at is None
    assert Ask.get((Ask.paper_version == first) & (Ask.person == cast.lina)).answer_given == "approve"


# Retrospective

def test_all_members_are_asked_and_the_summary_begins_from_what_they_say(cast: Cast):
    people = request.audience("retrospective", cast.project, cast.project)
    assert request.ask("retrospective", cast.project, people, cast.project, by=cast.chenjing) == len(people) == 7
    say(cast, cast.zhangwei, "communication", "每周例会有用")
    say(cast, cast.lina, "lessons", "预算早定")
    values = documents.begin("retrospective", cast.project, by=cast.chenjing).paper.values
    assert values["communication"] == "张伟: 每周例会有用"
    assert [row["text"] for row in values["lessons"]] == ["预算早定"]


def test_answers_that_come_later_are_taken_over_without_touching_what_was_typed(cast: Cast):
    request.ask("retrospective", cast.project, [cast.zhangwei, cast.lina], cast.project, by=cast.chenjing)
    summary = documents.begin("retrospective", cast.project, by=cast.chenjing, values={"communication": "很好"})
    say(cast, cast.lina, "communication", "一般")
    say(cast, cast.lina, "lessons", "预算早定")
    assert summary.take_over(by=cast.chenjing) == 1
    assert summary.paper.values["communication"] == "很好"


def say(cast: Cast, person: Person, question: str, text: str) -> None:
    ask = Ask.get((Ask.person == person) & (Ask.question == question))
    documents.answer(ask, text, by=person)


# Lessons

@pytest.fixture
def earlier(cast: Cast) -> Project:
    """Another project, in which the 研发部 took part, with its summary circulated."""
    project = Project.start("旧项目", "OLD", by=cast.chenjing)
    project.add_member(cast.zhangwei, "member", by=cast.chenjing)
    documents.begin("retrospective", project, by=cast.chenjing, values=SUMMARY).circulate(by=cast.chenjing)
    return project


def test_lessons_come_back_to_the_departments_that_learnt_them(earlier: Project, cast: Cast):
    [(project, said)] = lessons_for([cast.zhangwei.department_id], apart_from=cast.project)
    assert project == earlier and said["lessons"][0]["text"] == "早开会"
    assert lessons_for([cast.wangfang.department_id], apart_from=cast.project) == []


def test_a_project_does_not_learn_from_itself_nor_from_drafts(earlier: Project, cast: Cast):
    assert lessons_for([cast.zhangwei.department_id], apart_from=earlier) == []
    documents.of_kind("retrospective", earlier).correct(by=cast.chenjing)
    assert lessons_for([cast.zhangwei.department_id], apart_from=cast.project) == []


def test_an_archived_project_still_teaches(earlier: Project, cast: Cast):
    archive.archive(earlier, by=cast.chenjing, reason="演示")
    assert lessons_for([cast.zhangwei.department_id], apart_from=cast.project)


def test_what_two_plans_promise_by_one_name_is_one_deliverable(cast: Cast) -> None:
    department = cast.zhangwei.department_id
    row = {"name": "推广方案", "quality": "", "department": department, "owner": None, "due": "2026-04-01"}
    Deliverable.agreed(cast.project, [{**row, "key": "R-1"}], by=cast.chenjing, letter="R")
    later = [{**row, "key": "D-1", "name": "《推广 方案》", "due": "2026-04-09"}, {**row, "key": "D-2", "name": "海报"}]
    for _time in range(2):
        Deliverable.agreed(cast.project, later, by=cast.chenjing, letter="D")
    assert [(one.key, one.due.isoformat()) for one in Deliverable.select().order_by(Deliverable.key)] == [
        ("D-1", "2026-04-09"), ("D-2", "2026-04-01")]
    Deliverable.agreed(cast.project, [{**row, "key": "R-1", "department": cast.lina.department_id}],
                       by=cast.chenjing, letter="R")
    assert Deliverable.select().where(Deliverable.dropped_at.is_null()).count() == 3
