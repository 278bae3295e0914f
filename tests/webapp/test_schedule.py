"""The pages of series, invitations, reports, and of the schedule with its milestones and deliverables."""

import os
from datetime import date, timedelta
from io import BytesIO
from unicodedata import normalize

import pytest
import time_machine
from playwright.sync_api import Page
from pypdf import PdfReader

from coordination import clock, invitation, objection, reports
from coordination.ask import Ask
from coordination.documents import answer
from coordination.event import acting
from coordination.letter import Letter
from coordination.meeting import Attendance, Meeting, Series
from coordination.milestone import Deliverable, Milestone
from coordination.minutes import Minutes
from coordination.paper import Paper
from tests.cast import CIRCULATED, MEETING_BEGAN, Cast
from tests.servers.chromium import PHONE
from tests.statements import statements
from tests.webapp.sound import faults
from tests.webapp.visit import in_own_language
from tests.webapp.world import Browser, World
from webapp.series_list import SeriesList

PATHS = ("/projects/1/series", "/projects/1/schedule", "/projects/1/schedule?by=kind", "/projects/1/milestones",
         "/meetings/2/edit", "/projects/1")
SATURDAY = MEETING_BEGAN - timedelta(days=2)


@pytest.fixture
def before(minutes: Minutes, browse, cast: Cast):
    """陈静's browser on 28 February, two days before the meeting."""
    with time_machine.travel(SATURDAY, tick=False):
        yield in_own_language(browse(cast.chenjing))


def test_the_series_shows_its_next_date_and_prepares_it_now(minutes: Minutes, browse, cast: Cast):
    with time_machine.travel(CIRCULATED, tick=False):
        browser = in_own_language(browse(cast.chenjing))
        assert "没有固定周期" in browser.get("/projects/1/series").text
        browser.post("/series/1", {"often": "每周一 10:00", "minutes_long": 45})
        page = browser.get("/projects/1/series").text
        assert "03-04 周三 自动准备" in page and "现在准备下一次" in page
        assert browser.post("/series/1/next").location == "/meetings/2/edit"
        assert "邀请尚未发出" in browser.get("/projects/1/series").text


def test_a_series_is_paused_and_goes_on(circulated: Minutes, pm_browser: Browser):
    pm_browser.post("/series/1", {"often": "每周一 10:00", "minutes_long": 45})
    pm_browser.post("/series/1/pause")
    assert Series.get().paused_at and "已暂停" in pm_browser.get("/projects/1/series").text
    pm_browser.post("/series/1/resumption")
    assert Series.get().paused_at is None


@pytest.mark.parametrize("form", [{}, {"often": "x"}, {"often": "每月", "minutes_long": 60},
                                  {"often": "每周一 25:00", "minutes_long": 60},
                                  {"often": "每周一 10:00", "minutes_long": "-"}])
def test_a_rhythm_that_is_none_is_refused(circulated: Minutes, pm_browser: Browser, form: dict):
    assert pm_browser.post("/series/1", form).status_code == 422
    assert Series.get().recurs is None


def test_a_series_that_meets_monthly_says_so_in_both_languages(circulated: Minutes, pm_browser: Browser):
    pm_browser.post("/series/1", {"often": "每月最后一个工作日 16:00", "minutes_long": 45})
    assert Series.get().recurs == "monthly last workday 16:00"
    assert 'value="每月最后一个工作日 16:00"' in pm_browser.get("/projects/1/series").text
    pm_browser.post("/language", {"language": "en"})
    assert 'value="on the last working day of each month 16:00"' in pm_browser.get("/projects/1/series").text


def test_the_reports_before_a_monthly_meeting_speak_of_no_weeks(circulated: Minutes, pm_browser: Browser):
    Meeting.update(kind="regular").execute()
    page = pm_browser.get("/meetings/1/reports").text
    assert "会前的部门汇报" in page and "本周" not in page


def test_the_editor_invites_and_shows_who_comes(before: Browser, minutes: Minutes, cast: Cast):
    assert "还没有发邀请" in before.get("/meetings/1/edit").text
    before.post("/meetings/1/invitations")
    invitation.reply(Meeting.get(), cast.zhangwei, "declined")
    page = before.get("/meetings/1/edit").text
    assert "已发邀请。参加：0 / 4 人" in page and "不参加" in page
    assert Attendance.get(Attendance.person == cast.zhangwei).state == "excused"


def test_a_change_is_sent_with_one_press(before: Browser, cast: Cast):
    before.post("/meetings/1/invitations")
    Meeting.update(place="302 会议室").execute()
    assert "邀请上的内容已过时" in before.get("/meetings/1/edit").text
    before.post("/meetings/1/invitations")
    assert Letter.select().where(Letter.kind == "invitation").count() == 8


def test_a_meeting_is_cancelled(before: Browser, cast: Cast):
    before.post("/meetings/1/invitations")
    assert before.post("/meetings/1/cancellation").location == "/projects/1"
    assert "已取消" in before.get("/projects/1/meetings").text
    with time_machine.travel(CIRCULATED + timedelta(days=3), tick=False):
        assert "已超时" not in before.get("/projects/1").text
    assert before.get("/meetings/1/edit").status_code in (302, 303)


def test_the_editor_shows_who_has_not_reported_and_takes_over(before: Browser, minutes: Minutes, cast: Cast):
    cast.project.add_member(cast.zhangwei, "liaison", by=cast.chenjing)
    reports.ask(Meeting.get())
    answer(Ask.get((Ask.person == cast.zhangwei) & (Ask.question == "done")), "登录完成", by=cast.zhangwei)
    page = before.get("/meetings/1/edit").text
    assert "部门汇报：1 / 2" in page and "尚未回复：采购部 陈杰" in page
    assert "本周完成：登录完成" not in page
    before.post("/meetings/1/reports")
    assert "本周完成：登录完成" in before.get("/meetings/1/edit").text


def test_an_objection_leads_to_its_mail(circulated: Minutes, browse, cast: Cast):
    with time_machine.travel(CIRCULATED + timedelta(hours=1), tick=False):
        Paper.update(state="circulated").execute()
        version = circulated.paper.latest
        type(version).update(circulated_at=CIRCULATED).execute()
        with acting(channel="mail", inbound_id=7):
            objection.raise_one(type(version).get(), "第二项有误", by=cast.wangfang)
        following = Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly", series="周例会",
                                  starts_at=MEETING_BEGAN + timedelta(days=7),
                                  ends_at=MEETING_BEGAN + timedelta(days=7))
        page = in_own_language(browse(cast.chenjing)).get(f"/meetings/{following.meeting.id}/edit").text
    assert "对上次纪要的异议：王芳" in page and 'href="/received/7"' in page


def test_the_chart_is_drawn_with_its_table_and_its_print(world: World, pm_browser: Browser):
    page = pm_browser.get("/projects/1/schedule").text
    assert page.count("<svg") >= 2 and "需求评审完成" in page and "以表格查看" in page
    assert "landscape" in pm_browser.get("/projects/1/schedule/margins.css").text
    assert pm_browser.get("/projects/1/schedule?by=nonsense").status_code == 200


def test_a_long_chart_prints_from_the_first_page_on(
        world: World, pm_page, served_pages: str, chinese_page: Page,
):
    row = Milestone.select().dicts().get()
    Milestone.insert_many([{**row, "id": n, "key": f"k{n}"} for n in range(100, 160)]).execute()
    page = pm_page(chinese_page)
    page.goto(f"{served_pages}/projects/1/schedule")
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) > 1 and "需求评审完成" in normalize("NFKC", printed.pages[0].extract_text())


IN_SIGHT = """() => {
  const box = (name) => document.querySelector(name).getBoundingClientRect();
  const [chart, names, scale, today] = [".chart", ".gantt-names", ".gantt-scale", ".gantt-today"].map(box);
  return {names: names.left >= chart.left && names.width < chart.width * 0.4, scale: scale.top - chart.top < 3,
          today: today.left > names.right && today.left < chart.right};
}"""


@pytest.mark.parametrize(("context", "scripts"), [({}, True), (PHONE, True), (PHONE, False)],
                         ids=["desk", "phone", "phone without scripts"])
def test_names_scale_and_today_stay_in_sight(
        world: World, pm_page, served_pages: str, open_page, context: dict, scripts: bool):
    row = Milestone.select().dicts().get()
    Milestone.insert_many([{**row, "id": n, "key": f"k{n}", "due": clock.now().date() + timedelta(days=n - 150)}
                           for n in range(100, 200)]).execute()
    page = pm_page(open_page(locale="zh-CN", java_script_enabled=scripts, **context))
    page.goto(f"{served_pages}/projects/1/schedule")
    page.locator(".gantt-key").scroll_into_view_if_needed()
    assert page.evaluate(IN_SIGHT) == {"names": True, "scale": True, "today": scripts}


def test_what_slips_begins_a_risk_report_with_one_press(world: World, pm_browser: Browser):
    Milestone.get().expect(date(2026, 12, 1), by=world.project.managers()[0])
    assert 'value="risk_report"' in pm_browser.get("/projects/1/schedule").text
    pm_browser.post("/projects/1/papers", {"kind": "risk_report"})
    assert "需求评审完成" in str(Paper.get(Paper.kind == "risk_report").values)


def test_milestones_and_deliverables_are_marked_and_put_off(world: World, pm_browser: Browser):
    pm_browser.post("/milestones/1/reached")
    pm_browser.post("/deliverables/1/expected", {"due": "2026-05-01"})
    assert Milestone.get().reached_at and Deliverable.get().expected_due == date(2026, 5, 1)
    page = pm_browser.get("/projects/1/milestones").text
    assert "已达成" in page and "05-01" in page


def test_a_date_that_is_none_is_refused(world: World, pm_browser: Browser):
    assert pm_browser.post("/milestones/1/expected", {"due": "soon"}).status_code == 422


def test_a_notice_is_one_press_from_the_project(world: World, pm_browser: Browser):
    assert 'value="notice"' in pm_browser.get("/projects/1").text


@pytest.fixture
def planned(world: World, cast: Cast) -> None:
    """The weekly meeting of tomorrow: 张伟 accepted, the liaison was asked; milestones slip; a series that meets."""
    Series.get().meet("weekly mon 10:00", 60, by=cast.chenjing)
    start = clock.now() + timedelta(days=1)
    meeting = Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly", starts_at=start,
                            ends_at=start + timedelta(hours=1), series="周例会").meeting
    invitation.invite(meeting, by=cast.chenjing)
    invitation.reply(meeting, cast.zhangwei, "accepted")
    for person in (cast.zhangwei, cast.wangfang):
        cast.project.add_member(person, "liaison", by=cast.chenjing)
    reports.ask(meeting)
    answer(Ask.get((Ask.person == cast.zhangwei) & (Ask.question == "done")), "登录完成", by=cast.zhangwei)
    Milestone.get().announce(clock.now().date() + timedelta(days=20), by=cast.chenjing, reason="供应商延迟")


def test_the_list_of_series_asks_three_questions_however_many_there_are(planned: None, cast: Cast):
    for n in range(3):
        Series.create(project=cast.project, name=f"评审{n}", kind="weekly", recurs=f"monthly {n + 1} day 09:00")
    with statements() as asked:
        rows = SeriesList(cast.project).rows
    assert [(row.is_invited, len(row.replies) > 0, row.next is not None) for row in rows].count((True, True, True)) == 1
    assert (len(rows) >= 4, len(asked)) == (True, 3)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("context", [{}, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_no_page_is_wider_than_a_phone(
        planned: None, pm_page, served_pages: str, open_page, language: str, context: dict):
    page = pm_page(open_page(locale="zh-CN", **context))
    page.locator(f"footer button[value={language}]").click()
    wrong = []
    for path in PATHS:
        page.goto(served_pages + path)
        wrong += faults(page)
        if folder := os.environ.get("HUIZHI_PICTURES"):
            page.screenshot(path=f"{folder}/{path.strip('/').replace('/', '-')}-{language}-{len(context)}.png",
                            full_page=True)
    assert wrong == []
