"""The numbered questions on their page: who was asked, what they wrote, and taking it over into a draft."""

import pytest

from coordination import documents
from coordination.ask import Ask
from coordination.letter import Letter
from coordination.paper import Paper
from tests.cast import Cast
from tests.webapp.world import Browser

PATHS = ("/projects/1/resources", "/projects/1/retrospective", "/meetings/1/reports", "/issues/1/positions")


@pytest.fixture
def asked(pm_browser: Browser, cast: Cast) -> None:
    """The heads, 李娜 alone, have been asked for resources."""
    pm_browser.post("/projects/1/resources/questions")


@pytest.mark.parametrize("path", PATHS)
def test_before_anybody_is_asked_the_page_says_whom_and_what(pages, cast: Cast, world, path: str):
    page = Browser(pages, cast.chenjing).get(path)
    assert page.status_code == 200 and "The questions" in page.text


def test_everybody_concerned_is_asked_once(pm_browser: Browser, cast: Cast):
    for _time in range(2):
        assert pm_browser.post("/projects/1/resources/questions").location == "/projects/1/resources"
    assert [letter.person.name for letter in Letter.select().where(Letter.kind == "request")] == ["李娜"]
    assert "尚未答复" in pm_browser.get("/projects/1/resources").text


def test_who_joins_later_is_offered_to_be_asked_too(pm_browser: Browser, asked, cast: Cast):
    assert "通过邮件询问" not in pm_browser.get("/projects/1/resources").text
    cast.project.add_member(cast.zhangwei, "head", by=cast.chenjing)
    assert "尚未询问：张伟" in pm_browser.get("/projects/1/resources").text


def test_texts_appear_and_become_a_draft(pm_browser: Browser, asked, cast: Cast):
    documents.answer(Ask.get(Ask.question == "people"), "两人，半年", by=cast.lina)
    page = pm_browser.get("/projects/1/resources").text
    assert "两人，半年" in page and "已答复 1 / 1" in page and "生成草稿" in page
    answer = pm_browser.post("/projects/1/papers", {"kind": "resource_plan"})
    assert "两人，半年" in pm_browser.get(answer.location).text


def test_later_texts_are_taken_over_into_the_draft_that_is_there(pm_browser: Browser, asked, cast: Cast):
    plan = documents.begin("resource_plan", cast.project, by=cast.chenjing)
    documents.answer(Ask.get(Ask.question == "budget"), "10 万", by=cast.lina)
    assert "填入草稿" in pm_browser.get("/projects/1/resources").text
    assert pm_browser.post(f"/papers/{plan.paper.id}/offers").location == f"/papers/{plan.paper.id}/edit"
    assert [row["what"] for row in Paper.get_by_id(plan.paper.id).values["resources"]] == ["10 万"]


def test_words_said_by_phone_are_noted_for_whom_they_are_of(pm_browser: Browser, asked, cast: Cast):
    ask, other = Ask.get(Ask.question == "material"), Ask.get(Ask.question == "budget")
    assert f'name="ask" value="{ask.id}"' in pm_browser.get("/projects/1/resources").text
    answer = pm_browser.post("/answers", {"ask": [ask.id, other.id], "text": ["三台服务器", " "], "channel": "phone"})
    answered = Ask.get_by_id(ask.id)
    assert (answered.text, answered.channel, answered.answered_by) == ("三台服务器", "phone", cast.chenjing)
    assert answer.location == "/projects/1/resources" and Ask.get_by_id(other.id).is_open


def test_one_question_has_a_page_of_its_own(browse, asked, cast: Cast):
    cast.lina.set_password("twelve letters", by=None)
    ask = Ask.get(Ask.question == "budget")
    browse(cast.lina).post(f"/answers/{ask.id}", {"answer": "10 万"})
    assert Ask.get_by_id(ask.id).text == "10 万"
    assert "10 万" in browse(cast.lina).get(f"/answers/{ask.id}").text


def test_without_anybody_to_ask_the_page_says_what_to_do(pm_browser: Browser, minutes, cast: Cast):
    cast.project.remove_member(cast.chenjie, "liaison", by=cast.chenjing)
    page = pm_browser.get(f"/meetings/{minutes.meeting.id}/reports").text
    assert "请先在项目中添加部门接口人" in page


def test_reports_of_the_departments_go_into_the_minutes(pm_browser: Browser, minutes, cast: Cast):
    path = f"/meetings/{minutes.meeting.id}/reports"
    assert path in pm_browser.get(f"/meetings/{minutes.meeting.id}/edit").text
    pm_browser.post(f"{path}/questions")
    documents.answer(Ask.get((Ask.question == "done") & (Ask.person == cast.chenjie)), "供应商已签约", by=cast.chenjie)
    assert "填入纪要" in pm_browser.get(path).text
    assert pm_browser.post(f"{path}/minutes").location == f"/meetings/{minutes.meeting.id}/edit"
    assert "供应商已签约" in pm_browser.get(f"/meetings/{minutes.meeting.id}/edit").text
