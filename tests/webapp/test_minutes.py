"""Preview, circulate, correct and print, on the pages."""

import re
from datetime import timedelta
from io import BytesIO
from unicodedata import normalize

import pytest
import time_machine
from playwright.sync_api import Page
from pypdf import PdfReader

from coordination import objection
from coordination.ask import Ask
from coordination.letter import Letter
from coordination.minutes import Minutes
from coordination.paper import PaperVersion
from papers import pdf
from tests.cast import Cast, draft
from tests.webapp.world import Browser


def test_a_draft_is_shown_as_paper(minutes: Minutes, pm_browser: Browser):
    page = pm_browser.get("/meetings/1/minutes").text
    assert "草稿，尚未分发" in page and "周例会纪要" in page and "提交推广物料清单" in page


def test_objections_are_listed_with_who_made_them(circulated: Minutes, cast: Cast, pm_browser: Browser):
    with time_machine.travel(circulated.paper.latest.circulated_at + timedelta(hours=1), tick=False):
        objection.raise_one(circulated.paper.latest, "第一项决议写错了", by=cast.chenjing, raiser=cast.wangfang)
    page = pm_browser.get("/meetings/1/minutes").text
    assert "异议" in page and "<strong>王芳</strong>" in page and "第一项决议写错了" in page


def test_before_circulating_one_sees_who_gets_it_and_what_each_is_asked(
        minutes: Minutes, pm_browser: Browser,
):
    page = pm_browser.get("/meetings/1/circulation").text
    assert "分发给 7 人" in page
    assert re.search(r"张伟.*?zhangwei@corp.example.*?1\. 完成用户登录功能测试.*?2\. 准备测试账号", page, re.S)


def test_minutes_of_a_meeting_to_come_go_round_with_a_warning(minutes: Minutes, browse, cast: Cast):
    assert "begins only on" not in browse(cast.chenjing).get("/meetings/1/circulation").text
    with time_machine.travel(minutes.meeting.starts_at - timedelta(hours=2)):
        page = browse(cast.chenjing).get("/meetings/1/circulation").text
    assert "This meeting begins only on" in page and "Circulate to 7 people" in page


def test_circulating_freezes_a_version_and_posts_the_letters(minutes: Minutes, pm_browser: Browser):
    answer = pm_browser.post("/meetings/1/circulation", {"note": ""})
    assert (answer.status_code, answer.location) == (303, "/meetings/1/minutes")
    version = PaperVersion.get()
    assert Letter.select().where(Letter.paper_version == version).count() == 7
    assert version.sha256 in pm_browser.get("/meetings/1/minutes").text


def test_looking_at_every_page_of_a_draft_circulates_nothing(minutes: Minutes, pm_browser: Browser):
    for page in ("minutes", "minutes/mail", "minutes/mail/html", "minutes/margins.css", "circulation", "edit"):
        assert pm_browser.get(f"/meetings/1/{page}").status_code == 200
    assert PaperVersion.select().count() == 0 and Letter.select().count() == 0


def test_a_correction_shows_what_changed_and_keeps_the_first_version(
        circulated: Minutes, pm_browser: Browser, cast: Cast,
):
    pm_browser.post("/meetings/1/correction")
    Minutes.find(1, by=cast.chenjing).write(draft(cast, place="302 会议室"), by=cast.chenjing, editor="page",
                                            revision=1)
    ready = pm_browser.get("/meetings/1/circulation").text
    assert "地点：“301 会议室” → “302 会议室”" in ready
    pm_browser.post("/meetings/1/circulation", {"note": "地点写错了"})
    assert "302 会议室" in pm_browser.get("/meetings/1/minutes").text
    first = pm_browser.get("/meetings/1/minutes/1").text
    assert "301 会议室" in first.partition('id="paper"')[2]


def test_a_correction_without_a_change_is_not_circulated(circulated: Minutes, pm_browser: Browser):
    pm_browser.post("/meetings/1/correction")
    answer = pm_browser.post("/meetings/1/circulation")
    assert answer.status_code == 422 and "没有任何变化" in pm_browser.get("/meetings/1/circulation").text


def test_a_version_that_does_not_exist_is_not_found(circulated: Minutes, pm_browser: Browser):
    assert pm_browser.get("/meetings/1/minutes/2").status_code == 404


def test_a_changed_content_no_longer_matches_its_hash(circulated: Minutes, pm_browser: Browser):
    assert "内容未变" in pm_browser.get("/meetings/1/minutes").text
    PaperVersion.update(content_json=PaperVersion.get().content_json.replace("301", "302")).execute()
    assert "与哈希值不符" in pm_browser.get("/meetings/1/minutes").text


def test_the_mail_is_shown_in_a_frame_in_which_nothing_runs(
        minutes: Minutes, pm_browser: Browser, cast: Cast,
):
    page = pm_browser.get(f"/meetings/1/minutes/mail?person={cast.sofia.id}").text
    assert re.search(r'<iframe[^>]* sandbox [^>]*src="/meetings/1/minutes/mail/html\?person=\d+"', page)
    policy = pm_browser.get("/meetings/1/minutes/mail/html").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy and "script" not in policy


def test_the_headings_of_the_paper_speak_the_readers_language(circulated: Minutes, browse, cast: Cast):
    assert "Minutes of the weekly meeting" in browse(cast.chenjing).get("/meetings/1/minutes").text


@pytest.mark.slow
def test_the_pdf_is_the_paper(circulated: Minutes, pm_browser: Browser, cast: Cast):
    Ask.get((Ask.kind == "acknowledge") & (Ask.person == cast.wangfang)).acknowledge(by=cast.wangfang)
    answer = pm_browser.get("/meetings/1/minutes/1/pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="NPL-M1-v1.pdf"'
    text = PdfReader(BytesIO(answer.data)).pages[0].extract_text()
    for part in ("周例会纪要", "提交推广物料清单", "第 1 / 1 页", "NPL-M1", "回执"):
        assert part in text


def test_without_the_libraries_the_page_says_what_to_install(
        circulated: Minutes, pm_browser: Browser, monkeypatch,
):
    monkeypatch.setattr(pdf, "missing", lambda: ("libpango-1.0-0",))
    page = pm_browser.get("/meetings/1/minutes").text
    assert "libpango-1.0-0" in page and "/minutes/pdf" not in page
    assert pm_browser.get("/meetings/1/minutes/pdf").status_code == 503


@pytest.mark.parametrize("address", ["/meetings/1/minutes", "/meetings/1/edit", "/meetings/1/circulation",
                                     "/meetings/1/minutes/mail/html", "/meetings/1/minutes/pdf"])
def test_minutes_of_somebody_elses_project_do_not_exist(
        minutes: Minutes, member_browser: Browser, address: str,
):
    assert member_browser.get(address).status_code == 404


def test_the_page_prints_as_the_paper_alone(
        circulated: Minutes, pm_page, served_pages: str, chinese_page: Page,
):
    page = pm_page(chinese_page)
    page.goto(f"{served_pages}/meetings/1/minutes")
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    text = normalize("NFKC", printed.pages[0].extract_text())
    assert "周例会纪要" in text and "第 1 / 1 " in text and "项目经理" in text
    assert "更正" not in text and "退出" not in text
