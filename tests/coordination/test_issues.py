"""Issues: triage, the 24 hours to the workshop, solutions, escalation, ruling, and closing by whoever raised one."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from coordination import closing, documents, invitation, issue_log, request, resolution, undo, workshop
from coordination.ask import Ask, Withdrawn
from coordination.breach import Breach
from coordination.event import Event, acting
from coordination.issue import Issue
from coordination.issue_refusals import (
    MeasuresOpen,
    NeedsSolution,
    NotOnTheTeam,
    NotTheDecisionLayer,
    OnlyTheRaiser,
    RuledAlready,
    WrongState,
)
from coordination.letter import Letter
from coordination.paper import Paper
from coordination.person import Person
from coordination.project import Archived, Project
from coordination.refusal import Invalid, Missing, NotAllowed, NotFound
from coordination.resolution import NobodyConcerned
from coordination.rules import Rules, follow
from tests.cast import Cast
from tests.issues import (
    DUE,
    RAISED,
    asked,
    dossier,
    finish,
    meeting,
    say_all,
    solution,
    word_of_raiser,
)

# Raising and triage


def test_anyone_on_the_team_raises_one(team: Cast) -> None:
    issue = Issue.raise_one(team.project, "物料不足", by=team.sofia)
    assert (issue.reference, issue.state, issue.raiser) == ("NPL-I1", "raised", team.sofia)


def test_a_stranger_to_the_project_cannot(team: Cast) -> None:
    outsider = Person.add("路人", [team.stranger], by=None)
    with pytest.raises(NotOnTheTeam):
        Issue.raise_one(team.project, "物料不足", by=outsider)
    assert Issue.select().count() == 0


def test_the_manager_writes_one_down_for_somebody_and_members_do_not(team: Cast) -> None:
    assert Issue.raise_one(team.project, "物料不足", by=team.chenjing, raiser=team.lina).raiser == team.lina
    with pytest.raises(NotAllowed):
        Issue.raise_one(team.project, "物料不足", by=team.sofia, raiser=team.lina)


def test_an_issue_says_what_it_is_about(team: Cast) -> None:
    with pytest.raises(Missing):
        Issue.raise_one(team.project, "  ", by=team.sofia)


def test_an_archived_project_takes_none(team: Cast) -> None:
    Project.update(archived_at=RAISED).execute()
    with pytest.raises(Archived):
        Issue.raise_one(Project.get(), "物料不足", by=team.sofia)


def test_triage_is_minor_or_cross_department(issue: Issue, team: Cast) -> None:
    issue.grade("cross", by=team.chenjing)
    assert (issue.state, issue.level) == ("accepted", "cross")
    with pytest.raises(Invalid):
        issue.grade("huge", by=team.chenjing)
    with pytest.raises(NotAllowed):
        issue.grade("minor", by=team.chenjie)


def test_what_was_called_a_workshop_for_is_not_minor(issue: Issue, team: Cast) -> None:
    meeting(issue, team)
    with pytest.raises(WrongState):
        issue.grade("minor", by=team.chenjing)


def test_dismissing_takes_a_reason(issue: Issue, team: Cast) -> None:
    with pytest.raises(Missing):
        issue.dismiss(by=team.chenjing)
    issue.dismiss(by=team.chenjing, reason="不属于本项目")
    assert (issue.state, issue.clock) == ("rejected", None)


def test_what_is_being_solved_cannot_be_dismissed(agreed: Issue, team: Cast) -> None:
    with pytest.raises(WrongState):
        agreed.dismiss(by=team.chenjing, reason="算了")


def test_a_minor_issue_is_solved_in_its_department_and_closed_by_the_manager(issue: Issue, team: Cast) -> None:
    issue.grade("minor", by=team.chenjing)
    issue.settle_minor("采购部已换货", by=team.chenjing)
    assert (issue.state, issue.closed_by, issue.remedy) == ("closed", team.chenjing, "采购部已换货")


def test_a_minor_issue_waits_for_its_measures(issue: Issue, team: Cast) -> None:
    issue.grade("minor", by=team.chenjing)
    issue.add_measure("换货", team.chenjie, DUE, by=team.chenjing)
    with pytest.raises(MeasuresOpen):
        issue.settle_minor("换了", by=team.chenjing)


def test_a_page_that_is_behind_does_not_undo_what_happened(issue: Issue, team: Cast) -> None:
    behind = Issue.get_by_id(issue.id)
    issue.dismiss(by=team.chenjing, reason="重复")
    with pytest.raises(WrongState):
        behind.grade("cross", by=team.chenjing)


def test_issues_of_other_projects_are_not_found(issue: Issue, team: Cast) -> None:
    with pytest.raises(NotFound):
        Issue.find(issue.id, by=team.zhangwei)


# The 24 hours to the workshop


def test_a_workshop_within_24_hours_is_no_breach(issue: Issue, team: Cast) -> None:
    with time_machine.travel(RAISED + timedelta(hours=23, minutes=59), tick=False):
        meeting(issue, team)
    with time_machine.travel(RAISED + timedelta(days=3), tick=False):
        assert workshop.note_breaches() == 0 and not issue.clock.is_missed
    assert Breach.select().count() == 0


def test_a_clock_that_ran_out_is_recorded_once(issue: Issue) -> None:
    with time_machine.travel(RAISED + timedelta(hours=24), tick=False):
        assert workshop.note_breaches() == 0
    with time_machine.travel(RAISED + timedelta(hours=24, seconds=1), tick=False):
        assert (workshop.note_breaches(), workshop.note_breaches()) == (1, 0)
    breach = Breach.get()
    assert (breach.rule, breach.deadline) == ("workshop", RAISED + timedelta(hours=24))


def test_a_workshop_called_too_late_is_a_breach_also_when_nobody_watched(issue: Issue, team: Cast) -> None:
    with time_machine.travel(RAISED + timedelta(hours=25), tick=False):
        meeting(issue, team)
    assert Breach.select().count() == 1 and issue.clock.is_missed


def test_a_minor_issue_needs_no_workshop(issue: Issue, team: Cast) -> None:
    issue.grade("minor", by=team.chenjing)
    with time_machine.travel(RAISED + timedelta(days=3), tick=False):
        assert workshop.note_breaches() == 0


def test_escalating_at_once_stops_the_clock_too(issue: Issue, team: Cast) -> None:
    with time_machine.travel(RAISED + timedelta(hours=2), tick=False):
        dossier(issue, team)
    with time_machine.travel(RAISED + timedelta(days=3), tick=False):
        assert workshop.note_breaches() == 0


def test_the_clock_can_count_working_hours(issue: Issue) -> None:
    follow(Rules(mail_domain="corp.example", working_hours=True))
    with time_machine.travel(RAISED + timedelta(hours=30), tick=False):
        assert workshop.note_breaches() == 0 and issue.clock.is_running
    # 8 h on Tuesday, 9 on Wednesday, 7 on Thursday
    assert issue.clock.deadline == datetime(2026, 3, 5, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(("now", "hour"), [
    (datetime(2026, 3, 3, 2, 20, tzinfo=UTC), "2026-03-03 11:00"),
    (datetime(2026, 3, 3, 9, 5, tzinfo=UTC), "2026-03-04 09:00"),
    (datetime(2026, 3, 2, 22, 0, tzinfo=UTC), "2026-03-03 09:00"),
    (datetime(2026, 3, 6, 12, 0, tzinfo=UTC), "2026-03-09 09:00"),
])
def test_the_next_hour_is_one_of_working_time(now: datetime, hour: str) -> None:
    with time_machine.travel(now, tick=False):
        assert f"{workshop.next_hour('Asia/Shanghai'):%Y-%m-%d %H:%M}" == hour


def test_the_workshop_is_for_the_heads_concerned_the_raiser_and_the_manager(issue: Issue, team: Cast) -> None:
    minutes = meeting(issue, team)
    assert {row.person.name for row in minutes.meeting.attendance} == {"陈静", "张伟", "王芳", "陈杰"}
    assert (issue.state, issue.level, minutes.meeting.kind) == ("convened", "cross", "workshop")


def test_the_minutes_of_the_workshop_name_the_issue(issue: Issue, team: Cast) -> None:
    minutes = meeting(issue, team)
    assert minutes.content()["issue"] == {"number": "NPL-I1", "what": "芯片交期推迟三周"}
    assert [topic.title for topic in minutes.meeting.topics] == ["芯片交期推迟三周"]


# Solution and measures


def test_measures_are_followed_once_all_heads_agree(issue: Issue, team: Cast) -> None:
    first, second = asked(solution(issue, team))
    documents.answer(first, "approve", by=first.person)
    assert Issue.get_by_id(issue.id).measures == []
    documents.answer(second, "approve", by=second.person)
    issue = Issue.get_by_id(issue.id)
    assert [(row.action.what, row.department.name) for row in issue.measures] == [
        ("启用备选供应商", "研发部"), ("调整推广排期", "市场部")]
    assert (issue.state, Ask.select().where(Ask.kind == "report").count()) == ("solving", 2)


def test_an_objection_makes_no_measures(issue: Issue, team: Cast) -> None:
    say_all(solution(issue, team), "reject")
    assert Issue.get_by_id(issue.id).measures == []


def test_a_newer_solution_changes_its_measures_and_doubles_none(agreed: Issue, team: Cast) -> None:
    document = documents.about(agreed, "solution")
    document.correct(by=team.chenjing)
    rows = [{**document.paper.values["measures"][0], "due": "2026-03-20"}]
    document.write({"solution": "只换供应商", "measures": rows}, by=team.chenjing, editor="page", revision=0)
    document.circulate(by=team.chenjing)
    say_all(document, "approve")
    assert [(row.action.due, row.action.status) for row in agreed.measures] == [
        (date(2026, 3, 20), "open"), (date(2026, 3, 11), "cancelled")]


def test_a_solution_needs_a_head_to_agree(issue: Issue, team: Cast) -> None:
    for person in (team.zhangwei, team.wangfang):
        team.project.remove_member(person, "head", by=team.chenjing)
    with pytest.raises(NobodyConcerned):
        solution(issue, team)


def test_a_cross_department_issue_gets_no_measure_without_agreement(issue: Issue, team: Cast) -> None:
    issue.grade("cross", by=team.chenjing)
    with pytest.raises(NeedsSolution):
        issue.add_measure("换货", team.chenjie, DUE, by=team.chenjing)


# Closing


def test_an_issue_with_open_measures_is_not_solved(agreed: Issue, team: Cast) -> None:
    with pytest.raises(MeasuresOpen):
        closing.ask_raiser(agreed, by=team.chenjing)
    assert Letter.select().where(Letter.kind == "request").count() == 0


def test_the_raiser_is_asked_by_mail_and_closes_it(solved: Issue, team: Cast) -> None:
    letter = Letter.get(Letter.kind == "request")
    assert (letter.person, letter.data["request"]) == (team.chenjie, "closing")
    assert [line.ask.kind for line in letter.lines] == ["confirm"]
    issue = word_of_raiser(solved, "approve", team.chenjie)
    assert (issue.state, issue.closed_by) == ("closed", team.chenjie)


def test_a_no_takes_it_back_to_work_and_the_next_round_is_a_new_ask(solved: Issue, team: Cast) -> None:
    first = closing.open_ask(solved)
    issue = word_of_raiser(solved, "reject", team.chenjie, reason="物料还没到")
    assert (issue.state, issue.history()[-1].after["reason"]) == ("solving", "物料还没到")
    closing.ask_raiser(issue, by=team.chenjing)
    with pytest.raises(Withdrawn):
        Ask.get_by_id(first.id).confirm("approve", by=team.chenjie)
    assert word_of_raiser(issue, "approve", team.chenjie).state == "closed"


@pytest.mark.parametrize("word", ["approve", "reject"])
def test_the_raiser_takes_a_mailed_word_back(solved: Issue, team: Cast, word: str) -> None:
    with acting(channel="mail", inbound_id=7):
        word_of_raiser(solved, word, team.chenjie)
    assert undo.take_back(7, by=team.chenjie)[0]
    assert (Issue.get_by_id(solved.id).state, closing.open_ask(solved).answered_at) == ("solved", None)
    assert word_of_raiser(solved, "approve", team.chenjie).state == "closed"


def test_the_manager_notes_the_raisers_word_and_it_shows(solved: Issue, team: Cast) -> None:
    documents.note(closing.open_ask(solved), "approve", by=team.chenjing, channel="phone")
    event = Event.get(Event.verb == "closed")
    assert (event.actor_id, event.channel, event.on_behalf_of_id) == (team.chenjing.id, "phone", team.chenjie.id)
    assert Issue.get_by_id(solved.id).closed_by == team.chenjie


def test_nobody_else_confirms(solved: Issue, team: Cast) -> None:
    with pytest.raises(NotAllowed):
        documents.answer(closing.open_ask(solved), "approve", by=team.zhangwei)
    with pytest.raises(OnlyTheRaiser):
        solved.close(by=team.zhangwei)
    assert Issue.get_by_id(solved.id).state == "solved"


def test_what_nobody_has_solved_cannot_be_closed(issue: Issue, team: Cast) -> None:
    with pytest.raises(WrongState):
        issue.close(by=team.chenjie)


def test_the_raiser_reopens_a_closed_issue_and_a_stranger_does_not(solved: Issue, team: Cast) -> None:
    issue = word_of_raiser(solved, "approve", team.chenjie)
    with pytest.raises(OnlyTheRaiser):
        issue.reopen(by=team.zhangwei)
    issue.reopen(by=team.chenjie, reason="又出现了")
    assert (issue.state, issue.closed_by) == ("solving", None)


def test_an_issue_is_called_by_its_first_line(issue: Issue) -> None:
    issue.what = "\n 测试环境\t不稳定 \n\n陈经理：联调做不下去了。\n张伟"
    assert (issue.title, issue.details) == ("测试环境 不稳定", "陈经理：联调做不下去了。\n张伟")
    issue.what = "长" * 70
    assert (issue.title, issue.details) == ("长" * 59 + "…", issue.what)
    issue.what = "物料不足"
    assert issue.details == ""


# Escalation and ruling


def test_the_departments_concerned_state_their_positions(issue: Issue, team: Cast) -> None:
    people = request.audience("position", issue, team.project)
    assert request.ask("position", issue, people, team.project, by=team.chenjing) == 2
    Ask.get((Ask.person == team.zhangwei) & (Ask.question == "position")).provide("不同意换料", by=team.zhangwei)
    rows = documents.begin("escalation", team.project, by=team.chenjing, issue=issue).paper.values["positions"]
    assert [row["position"] for row in rows] == ["不同意换料"]
    assert [found.person.name for found in request.answers("position", issue) if found.silent] == ["王芳"]


def test_once_escalated_nobody_is_asked_for_a_position_any_more(issue: Issue, team: Cast) -> None:
    people = request.audience("position", issue, team.project)
    request.ask("position", issue, people, team.project, by=team.chenjing)
    dossier(issue, team)
    assert Ask.select().where((Ask.kind == "provide") & Ask.withdrawn_at.is_null()).count() == 0


def test_a_ruling_is_written_down_and_goes_round_with_receipt(ruled: Issue, team: Cast) -> None:
    assert (ruled.state, ruled.ruling) == ("solving", "B – 追加 20 万空运")
    paper = documents.about(ruled, "ruling")
    assert {ask.person.name for ask in paper.answers()} == {person.name for person in team.project.members()}


def test_only_the_decision_layer_rules(issue: Issue, team: Cast) -> None:
    with pytest.raises(NotTheDecisionLayer):
        issue.rule("A", by=team.chenjing)


def test_whoever_ruled_is_not_asked_for_a_receipt_of_it(ruled: Issue, team: Cast) -> None:
    version = Paper.get(Paper.kind == "ruling").latest
    asks = {ask.person_id: ask.is_open for ask in Ask.select().where(Ask.paper_version == version)}
    assert asks.pop(team.liu.id) is False and set(asks.values()) == {True}


def test_the_dossier_names_who_gave_no_position(issue: Issue, team: Cast) -> None:
    request.ask("position", issue, [team.zhangwei], team.project, by=team.chenjing)
    assert dossier(issue, team).paper.latest.content["unheard"] == ["研发部 张伟"]


def test_the_paper_of_a_ruling_names_its_issue(ruled: Issue, team: Cast) -> None:
    assert documents.about(ruled, "ruling").paper.title == f"决策层裁决：{ruled.title}"


def test_a_ruling_is_final(ruled: Issue, team: Cast) -> None:
    for person in (team.chenjing, team.chenjie, team.zhangwei):
        with pytest.raises(RuledAlready):
            ruled.reopen(by=person)
    with pytest.raises(RuledAlready):
        dossier(ruled, team)
    with pytest.raises(RuledAlready):
        ruled.rule("A", by=team.liu)
    with pytest.raises(RuledAlready):
        documents.about(ruled, "ruling").correct(by=team.chenjing)
    assert Issue.get_by_id(ruled.id).ruling == "B – 追加 20 万空运"


def test_the_dossier_says_whose_position_is_missing(issue: Issue, team: Cast) -> None:
    people = request.audience("position", issue, team.project)
    request.ask("position", issue, people, team.project, by=team.chenjing)
    found = documents.begin("escalation", team.project, by=team.chenjing, issue=issue)
    assert len(found.remarks()) == len(people) and people[0].name in found.remarks()[0]


def test_a_ruled_and_closed_issue_stays_closed_for_its_raiser(ruled: Issue, team: Cast) -> None:
    closing.ask_raiser(ruled, by=team.chenjing)
    issue = word_of_raiser(ruled, "approve", team.chenjie)
    ask = Ask.get(Ask.kind == "confirm")
    with pytest.raises(RuledAlready):
        documents.answer(ask, "reject", by=team.chenjie)
    assert (Issue.get_by_id(issue.id).state, Ask.get_by_id(ask.id).answer_given) == ("closed", "approve")


def test_that_a_ruling_was_not_carried_out_does_not_touch_it(ruled: Issue, team: Cast) -> None:
    closing.ask_raiser(ruled, by=team.chenjing)
    issue = word_of_raiser(ruled, "reject", team.chenjie)
    assert (issue.state, issue.ruling) == ("solving", "B – 追加 20 万空运")


def test_the_decision_layer_reopens_and_may_rule_again(ruled: Issue, team: Cast) -> None:
    with acting(channel="phone", on_behalf_of_id=team.liu.id):
        ruled.reopen(by=team.chenjing, word_of=team.liu, reason="预算变化")
    assert (ruled.ruling, ruled.state) == (None, "accepted")
    (ask,) = asked(dossier(ruled, team))
    documents.answer(ask, "reject", by=team.liu, reason="维持现状")
    assert Issue.get_by_id(ruled.id).ruling.endswith("维持现状")


def test_the_manager_cannot_pass_off_a_member_for_the_decision_layer(ruled: Issue, team: Cast) -> None:
    with pytest.raises(RuledAlready):
        ruled.reopen(by=team.chenjing, word_of=team.chenjie)


def test_the_owner_of_an_added_measure_is_asked_how_it_stands(ruled: Issue, team: Cast) -> None:
    resolution.add_measure(ruled, "订空运舱位", team.chenjie, DUE, by=team.chenjing)
    assert [ask.action.what for ask in Ask.open_of(team.chenjie) if ask.kind == "report"] == ["订空运舱位"]


def test_what_follows_a_ruling_is_followed_too(ruled: Issue, team: Cast) -> None:
    ruled.add_measure("订空运舱位", team.chenjie, DUE, by=team.chenjing)
    with pytest.raises(MeasuresOpen):
        closing.ask_raiser(ruled, by=team.chenjing)


def test_a_dossier_sent_back_is_written_again(issue: Issue, team: Cast) -> None:
    document = dossier(issue, team)
    documents.answer(asked(document)[0], "send_back", by=team.liu, reason="缺少成本")
    assert (documents.about(issue, "escalation").paper.state, Issue.get_by_id(issue.id).state) == ("draft", "escalated")


# The log


def test_the_log_has_every_column_of_the_template(solved: Issue, team: Cast) -> None:
    word_of_raiser(solved, "approve", team.chenjie)
    (row,) = issue_log.rows(team.project)
    assert {name: row[name] for name in ("number", "raised_on", "raised_by", "what", "impact", "wish", "departments",
                                         "measures", "responsible", "due", "state", "escalated", "closed_by")} == {
        "number": "NPL-I1", "raised_on": "2026-03-03", "raised_by": "采购部 陈杰", "what": "芯片交期推迟三周",
        "impact": "上线推迟", "wish": "换供应商", "departments": "研发部\n市场部",
        "measures": "1. 启用备选供应商\n2. 调整推广排期", "responsible": "1. 研发部 张伟\n2. 市场部 王芳",
        "due": "1. 2026-03-09\n2. 2026-03-11", "state": "closed", "escalated": "no", "closed_by": "陈杰"}


def test_the_log_shows_workshop_and_ruling(issue: Issue, team: Cast) -> None:
    with time_machine.travel(RAISED, tick=False):
        meeting(issue, team)
        documents.answer(asked(dossier(issue, team))[0], "approve", by=team.liu, option="A")
    (row,) = issue_log.rows(team.project)
    assert (row["workshop"], row["escalated"], row["ruling"]) == ("2026-03-03 11:00", "yes", "A – 维持原计划")


def test_the_log_is_frozen_for_the_archive_and_again_only_when_it_changed(issue: Issue, team: Cast) -> None:
    first = issue_log.keep(team.project)
    assert first.is_whole and issue_log.keep(team.project) == first
    issue.grade("cross", by=team.chenjing)
    assert issue_log.keep(team.project).version == 2


def test_the_projects_page_lists_what_is_not_over(issue: Issue, agreed: Issue, team: Cast) -> None:
    Issue.raise_one(team.project, "重复的问题", by=team.sofia).dismiss(by=team.chenjing, reason="重复")
    (row,) = issue_log.open_ones(team.project)
    assert (row.number, row.measures, row.done, row.raiser, row.is_done) == (1, 2, 0, "陈杰", False)
    finish(agreed, team)
    assert issue_log.open_ones(team.project)[0].is_done


def test_a_workshop_that_is_cancelled_lets_the_clock_run_on(issue: Issue, team: Cast) -> None:
    with time_machine.travel(RAISED + timedelta(hours=1), tick=False):
        invitation.cancel(meeting(issue, team).meeting, by=team.chenjing)
    issue = Issue.get_by_id(issue.id)
    assert (issue.state, issue.clock.is_running) == ("accepted", True)
    with time_machine.travel(RAISED + timedelta(hours=25), tick=False):
        assert workshop.note_breaches() == 1


def test_every_workshop_stays_linked(issue: Issue, team: Cast) -> None:
    first = meeting(issue, team)
    second = meeting(Issue.get_by_id(issue.id), team)
    again = Issue.get_by_id(issue.id)
    assert (again.workshops, again.meeting) == ([first.meeting, second.meeting], second.meeting)
    assert [minutes.issue for minutes in (first, second)] == [issue, issue]
    invitation.cancel(first.meeting, by=team.chenjing)
    assert Issue.get_by_id(issue.id).state == "convened"
