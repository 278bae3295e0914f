"""Documents of every kind on screen, on paper and in mail."""

import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from coordination.document_changes import between
from coordination.documents import KINDS
from coordination.kind import Column
from coordination.language import use_language
from coordination.person import Person
from coordination.refusal import NotFound
from papers import cells, document, pdf
from tests.papers.documents import SHA256, ask_of, asks_for, content_of, said
from tests.papers.test_minutes import sample

LANGUAGES = [("zh", False), ("en", False), ("zh", True)]


def printed(content: dict, *args, **more) -> list:
    return PdfReader(BytesIO(pdf.make(document.as_html(content, "zh", "print", *args, **more)))).pages


def dossier() -> dict:
    """A long one: four departments, each with a hundred characters and more of reasons, and three options."""
    text = ("供应商产能不足，首批物料预计晚到三天；如按原计划上线，"
            "市场预热将没有实物样品，经销商培训也要推迟，影响首月用户量目标。")
    names = ("研发部", "市场部", "采购部", "财务部")
    return content_of("escalation", sections=[
        {"name": "question", "text": text * 2},
        {"name": "positions", "rows": [{"key": name, "department": name, "position": text, "reasons": text * 2}
                                       for name in names]},
        {"name": "options", "rows": [{"key": letter, "text": text[:20], "effect": text} for letter in "ABC"]}])


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("language, bilingual", LANGUAGES)
def test_every_kind_shows_all_its_fields(code, language, bilingual):
    html = document.as_html(content_of(code), language, "print", asks_for(code), SHA256, bilingual=bilingual)
    for section in content_of(code)["sections"]:
        for column in KINDS[code].kind.section(section["name"]).columns if "rows" in section else ():
            with use_language(language):
                assert cells.written(column, section["rows"][0][column.name], narrow=code == "issue_log") in html
        assert section.get("text", "").split("\n")[0] in html
    assert "张伟" in html and SHA256[:32] in html


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_plain_text_says_what_the_html_says(code, language):
    text = document.as_text(content_of(code), language)
    for section in content_of(code)["sections"]:
        assert section.get("text", "") in text
        for row in section.get("rows", []):
            assert all(value in text for name, value in row.items()
                       if name != "key" and " " in value and "weekly" not in value)
    assert "\n\n\n" not in text


@pytest.mark.slow
def test_long_tables_lie_across_with_their_head_and_every_field_on_the_page():
    pages = printed(content_of("communication_plan", rows=22, lead_department="市场部", managers=["陈静"]))
    texts = [page.extract_text() for page in pages]
    assert len(pages) == 2 and round(pages[0].mediabox.width) == 842
    for part in ("项目沟通计划表", "牵头部门", "陈静", "每周一 10:00", "专项邮件", "topics 3", "NPL-C1", "第 1 / 2 页"):
        assert part in texts[0]
    assert "沟通频率" in texts[1] and "topics 22" in texts[1]


@pytest.mark.slow
def test_the_dossier_fits_one_page():
    asks = [ask_of(1, "decide", "刘总", "总经理办公室")]
    assert len(printed(dossier(), asks, SHA256, bilingual=True)) == 1


def test_options_carry_their_letters():
    assert re.search(r">B</td><td[^>]*>text 2<", document.as_html(content_of("escalation"), "zh"))
    assert "- B. text 2" in document.as_text(content_of("escalation"), "zh")


def test_headings_in_both_languages_stand_one_above_the_other():
    html = document.as_html(content_of("goal_consensus"), "zh", bilingual=True)
    assert "项目目标共识书 / Goal consensus" in html
    assert re.search(r'里程碑<br><span class="paper-note">Milestone</span>', html)
    assert "Fri 6 Mar" not in html


def test_an_option_chosen_is_in_the_matrix():
    asks = asks_for("escalation")
    said(asks[3], asks[3].person, "mail", "code", option="B", text="尽快")
    html = document.as_html(content_of("escalation"), "zh", answers=asks)
    assert "批准：方案 B" in html and "验证码确认" in html and "尽快" in html


def test_the_matrix_says_who_recorded_it_and_for_whom(cast):
    asks = asks_for("acceptance")
    said(asks[2], Person.get_by_id(cast.chenjing.id), "paper", "paper")
    asks[3].person = Person(id=77, name="陈杰")
    said(asks[3], Person.get_by_id(cast.wangfang.id), "mail", "trusted", "reject", text="缺少质量报告")
    html = document.as_html(content_of("acceptance"), "zh", answers=asks)
    assert "书面、由陈静记录" in html and "2026-03-02 16:04" in html
    assert "王芳代陈杰答复" in html and "拒绝签署" in html and "缺少质量报告" in html


def test_whoever_has_not_signed_gets_a_line_with_a_code_of_their_own():
    html = document.as_html(content_of("acceptance"), "zh", "print", asks_for("acceptance"), SHA256)
    codes = re.findall(r'<code class="paper-code">([A-Z2-7]{4}-[A-Z2-7]{4})</code>', html)
    assert len(codes) == len(set(codes)) == 2
    other = document.as_html(content_of("acceptance"), "zh", "print", asks_for("acceptance"), "cd" * 32)
    assert codes[0] not in other


def test_receipts_stand_by_department():
    html = document.as_html(content_of("notice"), "zh", answers=asks_for("notice"))
    assert "2 / 4" in html and re.search(r"<strong>张伟</strong> 03-02 16:04 邮件", html)


def test_what_changed_is_told_in_words():
    changes = [{"where": "上线", "field": "due", "before": "2026-03-05", "after": "2026-03-06"},
               {"where": "评审", "field": "milestones", "before": None, "after": "评审"},
               {"where": "", "field": "escalation", "before": "a" * 500, "after": "b" * 500},
               {"where": "", "field": "title", "before": "旧", "after": "新"}]
    content = content_of("goal_consensus", version=2, previous_version=1, changes=changes, note="改期")
    with use_language("zh"):
        told = document.changes_in_words(content)
    assert told[0].startswith("上线 · 完成时限") and "2026年3月5日 周四" in told[0] and "2026年3月6日 周五" in told[0]
    assert told[1] == "评审 · 里程碑：新增“评审”" and told[2].endswith("重新撰写") and "旧" in told[3]
    assert all(sentence in document.as_html(content, "zh").replace("&#34;", '"') for sentence in told)


def test_changed_codes_are_written_out():
    changes = [{"where": "sync", "field": "rhythm", "before": "weekly mon 10:00", "after": "weekly tue 09:30"}]
    with use_language("zh"):
        assert document.changes_in_words(content_of("communication_plan", changes=changes)) == [
            "进度同步 · 沟通频率：“每周一 10:00” → “每周二 09:30”"]


@pytest.mark.parametrize("kept, zh, en", [("W2-W4", "第 2–4 周", "weeks 2–4"), ("W3", "第 3 周", "week 3"),
                                          ("2026-03-06", "2026年3月6日 周五", "Fri 6 Mar 2026"),
                                          ("月底", "月底", "月底"),
                                          ("2026-02-31", "2026-02-31", "2026-02-31")])
def test_days_and_weeks_as_people_write_them(kept, zh, en):
    for language, expected in (("zh", zh), ("en", en)):
        with use_language(language):
            assert cells.written(Column("due", "Due", "when"), kept) == expected


def test_a_mail_carries_its_styles_inline_and_no_matrix():
    html = document.as_html(content_of("acceptance"), "zh", "mail", asks_for("acceptance"), SHA256)
    assert "style=" in html and not re.search(r'class="|<style|id="', html)
    assert "书面签字" not in html and SHA256[:32] not in html and "王芳" not in html


def test_a_draft_says_that_it_is_one_and_what_is_missing():
    content = content_of("proposal", sections=[])
    html = document.as_html(content, "zh", draft=True)
    assert "草稿，尚未分发" in html and html.count("尚未填写。") == 5


def test_its_own_title_is_not_said_twice():
    assert 'class="paper-title"' not in document.as_html(content_of("proposal", title="项目立项建议书"), "en")
    assert "新品" in document.as_html(content_of("proposal", title="新品"), "zh")


def test_minutes_are_no_document():
    with pytest.raises(NotFound):
        document.as_html(sample(), "zh")


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["screen", "print", "mail"]))
def test_what_people_wrote_is_never_markup(text, purpose):
    wicked = f"<script>alert(1)</script>{{{{7*7}}}}%s{text}"
    content = content_of("solution", title=wicked, sections=[
        {"name": "solution", "text": wicked}, {"name": "measures", "rows": [{"key": "1", "what": wicked}]}])
    html = document.as_html(content, "zh", purpose)
    assert "<script" not in html and "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}%s" in html




def test_the_days_of_a_crowded_table_are_not_broken():
    html = document.as_html(content_of("issue_log"), "zh", "print")
    assert '<span class="paper-day">2026-03-06</span>' in html and "&lt;span" not in html


def test_the_paper_says_when_and_by_whom_it_was_circulated(cast):
    paper = KINDS["notice"].begin(cast.project, by=cast.chenjing, values={"text": "周五停电"})
    paper.write({"text": "周五停电"}, by=cast.chenjing, editor="page", revision=0, chosen=[cast.zhangwei.id])
    version = paper.circulate(by=cast.chenjing)
    html = document.as_html(version.content, "zh", "print", paper.answers(), version.sha256)
    assert re.search(r"分发时间</th><td[^>]*>\d{4}年\d+月\d+日 周. \d\d:\d\d · 陈静", html)
    assert "周五停电" in html and version.sha256[:32] in html


def test_what_changed_names_the_row_where_several_begin_alike():
    rows = [{"key": key, "department": "研发部", "deliverable": name, "result": "met", "actual": actual}
            for key, name, actual in (("1", "文档", "完成"), ("2", "测试报告", "完成"))]
    old = {"title": "x", "sections": [{"name": "deliverables", "rows": rows}]}
    new = {"title": "x", "sections": [{"name": "deliverables", "rows": [rows[0], {**rows[1], "actual": "压测完成"}]}]}
    content = content_of("acceptance", version=2, previous_version=1, changes=between(old, new))
    with use_language("zh"):
        assert document.changes_in_words(content) == ["研发部 · 测试报告 · 实际结果：“完成” → “压测完成”"]
