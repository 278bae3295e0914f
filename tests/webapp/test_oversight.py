"""What is waiting for whom, punctuality, phases and deputies on the pages."""

from datetime import UTC, date, datetime, timedelta

import time_machine

from coordination import clock, documents, invitation, phase
from coordination.action import ActionItem
from coordination.delegation import Delegation, deputy_of
from coordination.event import Event
from coordination.issue import Issue
from coordination.letter import Letter
from coordination.meeting import Meeting
from coordination.project import Project
from tests.cast import CIRCULATED, MEETING_BEGAN, Cast


def test_whoever_has_not_answered_is_waited_for(browse, cast: Cast, circulated):
    text = browse(cast.chenjing).get("/waiting").text
    assert text.count("to confirm receipt") == 6
    Letter.get(Letter.person == cast.lina).receipt.acknowledge(by=cast.lina)
    assert browse(cast.chenjing).get("/waiting").text.count("to confirm receipt") == 5


def test_heads_can_be_seen_alone(browse, cast: Cast, circulated):
    text = browse(cast.chenjing).get("/waiting?role=head").text
    assert text.count("to confirm receipt") == 1


def test_another_managers_people_are_not_shown(browse, cast: Cast, circulated):
    cast.chenjie.set_password("long enough", by=None)
    Project.start("另一个", "OTHER", by=cast.chenjie)
    assert "Nobody is waited for" in browse(cast.chenjie).get("/waiting").text


def test_a_head_sees_who_of_the_department_is_waited_for_and_links_that_open(browse, cast: Cast, circulated):
    cast.lina.set_password("long enough", by=None)
    page = browse(cast.lina).get("/waiting")
    assert page.text.count("to confirm receipt") == 1 and "李娜" in page.text
    assert f"/projects/{cast.project.id}\"" not in page.text


def test_the_first_page_of_a_head_leads_to_what_waits(browse, cast: Cast, circulated):
    cast.lina.set_password("long enough", by=None)
    page = browse(cast.lina).get("/").text
    assert "You have no project yet" not in page and 'href="/waiting">' in page
    assert "You take part in: 新品上线. 1 answer is waited for." in page
    Letter.get(Letter.person == cast.lina).receipt.acknowledge(by=cast.lina)
    assert "No answer is waited for at the moment." in browse(cast.lina).get("/").text


def test_the_decision_layer_sees_everybody_who_is_waited_for_in_its_projects(browse, cast: Cast, circulated):
    Project.start("另一个", "OTHER", by=cast.chenjing)
    cast.liu.set_password("long enough", by=None)
    page = browse(cast.liu).get("/waiting")
    assert page.text.count("to confirm receipt") == 6 and "另一个" not in page.text


def test_punctuality_counts_what_came_in_time(browse, cast: Cast, minutes):
    with time_machine.travel(CIRCULATED, tick=False):
        minutes.circulate(by=cast.chenjing)
    with time_machine.travel(CIRCULATED + timedelta(hours=1), tick=False):
        ActionItem.get(ActionItem.number == 1).report("done", by=cast.wangfang)
        Letter.get(Letter.person == cast.wangfang).receipt.acknowledge(by=cast.wangfang)
    with time_machine.travel(CIRCULATED + timedelta(days=20), tick=False):
        text = browse(cast.chenjing).get("/punctuality").text
    row = text[text.index("市场部"):text.index("市场部") + 900]
    assert row.count("100%") >= 2 and "1 / 1" in row
    assert "0 / 2" in text[text.index("研发部"):text.index("研发部") + 1200]


def test_a_phase_with_open_papers_needs_a_reason(browse, cast: Cast, circulated):
    browser = browse(cast.chenjing)
    answer = browser.post(f"/projects/{cast.project.id}/phases", {"phase": "kickoff"})
    assert answer.status_code == 409 and "cannot be closed yet" in answer.text
    assert phase.closings(cast.project) == {}
    browser.post(f"/projects/{cast.project.id}/phases", {"phase": "kickoff", "reason": "在纸上办完了"})
    assert phase.closings(cast.project)["kickoff"].reason == "在纸上办完了"
    assert "proposal" in str(Event.get(Event.verb == "phase closed").after["overridden"]).lower()
    assert Project.get_by_id(cast.project.id).phase == "planning"


def test_a_cancelled_meeting_and_a_blank_notice_keep_no_phase_open(cast: Cast, minutes):
    notice = documents.begin("notice", cast.project, by=cast.chenjing)
    assert documents.begin("notice", cast.project, by=cast.chenjing).paper == notice.paper
    with time_machine.travel(MEETING_BEGAN - timedelta(days=1), tick=False):
        invitation.cancel(minutes.meeting, by=cast.chenjing)
    assert not [found.paper for found in phase.obstacles(cast.project, "execution") if found.paper]
    notice.write({"text": "停电通知"}, by=cast.chenjing, editor="a", revision=0)
    assert notice.paper in [found.paper for found in phase.obstacles(cast.project, "execution")]


def test_a_closed_phase_of_issues_says_which_are_open_all_the_same(browse, cast: Cast):
    browser, address = browse(cast.chenjing), f"/projects/{cast.project.id}/phases"
    browser.post(address, {"phase": "issues", "reason": "没有问题了"})
    assert "Closed, but these issues are open" not in browser.get(address).text
    issue = Issue.raise_one(cast.project, "物料不足", by=cast.chenjing)
    assert f"Closed, but these issues are open: <a href=\"/issues/{issue.id}\">" in browser.get(address).text


def test_a_phase_waits_for_its_meeting_and_for_the_phases_before(browse, cast: Cast, circulated):
    kickoff, planning = (phase.obstacles(cast.project, code) for code in ("kickoff", "planning"))
    assert "Kickoff meeting" in [obstacle.reference for obstacle in kickoff]
    assert planning[0].phase == "kickoff" and "NPL-M1" not in [obstacle.reference for obstacle in kickoff]
    Meeting.update(kind="kickoff").execute()
    assert ["NPL-M1"] == [obstacle.reference for obstacle in phase.obstacles(cast.project, "kickoff") if obstacle.paper]
    assert "not closed yet" in browse(cast.chenjing).get(f"/projects/{cast.project.id}/phases").text


def test_a_phase_is_closed_once(browse, cast: Cast):
    form = {"phase": "planning", "reason": "x"}
    browse(cast.chenjing).post(f"/projects/{cast.project.id}/phases", form)
    assert browse(cast.chenjing).post(f"/projects/{cast.project.id}/phases", form).status_code == 409


def test_a_deputy_is_named_and_ended_on_the_page(browse, cast: Cast):
    today, browser = clock.today("Asia/Shanghai"), browse(cast.chenjing)
    browser.post(f"/people/{cast.lina.id}/deputies", {"deputy": cast.zhangwei.id, "starts_on": today.isoformat(),
                                                      "ends_on": (today + timedelta(days=5)).isoformat()})
    assert deputy_of(cast.lina) == cast.zhangwei
    assert "张伟" in browser.get(f"/people/{cast.lina.id}/deputies").text
    browser.post(f"/people/{cast.lina.id}/deputies/ended", {"delegation": Delegation.get().id})
    assert deputy_of(cast.lina) is None
    told = [(letter.person, letter.data["what"]) for letter in Letter.select().where(Letter.kind == "deputy")]
    assert told == [(who, what) for what in ("named", "ended") for who in (cast.zhangwei, cast.lina)]


def test_a_delegation_backwards_is_refused(browse, cast: Cast):
    answer = browse(cast.chenjing).post(f"/people/{cast.lina.id}/deputies", {
        "deputy": cast.zhangwei.id, "starts_on": "2026-03-06", "ends_on": "2026-03-02"})
    assert answer.status_code == 422 and "not before the first" in answer.text


def test_a_circulated_paper_goes_to_the_deputy(cast: Cast, minutes):
    today = cast.lina.today()
    Delegation.name(cast.lina, cast.zhangwei, today, today, by=cast.chenjing)
    minutes.circulate(by=cast.chenjing)
    letter = Letter.get(Letter.behalf == cast.lina)
    assert letter.person == cast.zhangwei and letter.receipt.person == cast.lina
    assert letter.receipt.acknowledge(by=cast.zhangwei)


def test_for_whoever_is_away_a_deputy_is_offered(browse, cast: Cast, circulated):
    link = f'href="/people/{cast.lina.id}/deputies"'
    assert link not in browse(cast.chenjing).get("/waiting").text
    cast.lina.mark_away(cast.lina.today() + timedelta(days=3))
    assert link in browse(cast.chenjing).get("/waiting").text


def test_whoever_is_back_is_no_longer_called_away(browse, cast: Cast, circulated):
    cast.lina.mark_away(cast.lina.today() + timedelta(days=2))
    pages = ("/waiting", f"/projects/{cast.project.id}")
    for day, expected in ((1, True), (2, False)):
        with time_machine.travel(clock.now() + timedelta(days=day), tick=False):
            browser = browse(cast.chenjing)
            assert ["away until" in browser.get(page).text for page in pages] == [expected, expected]


def test_somebody_is_away_until_the_last_day_of_the_leave(browse, cast: Cast):
    with time_machine.travel(datetime(2026, 11, 24, 1, tzinfo=UTC), tick=False):
        cast.zhangwei.mark_away(date(2026, 12, 5))  # the day of return, of “11月24日至12月4日休假”
        browser = browse(cast.administrator)
        assert "away until Fri 4 Dec" in browser.get("/people").text
        assert "until Fri 4 Dec 2026" in browser.get(f"/people/{cast.zhangwei.id}").text
