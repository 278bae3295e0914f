"""The minutes on paper and in mail."""

import re

import pytest

from papers import minutes


def sample(**changes) -> dict:
    return {
        "project": {"name": "新产品上线", "code": "NPL"}, "number": "NPL-M3", "version": 1, "title": "第三次周例会",
        "kind": "weekly", "time_zone": "Asia/Shanghai", "starts_at": "2026-03-02T02:00:00+00:00",
        "ends_at": "2026-03-02T03:30:00+00:00", "place": "三楼会议室", "minute_taker": "王芳",
        "attendance": [{"name": "张伟", "department": "研发部", "state": "present"},
                       {"name": "李娜", "department": "财务部", "state": "excused"}],
        "topics": [{"title": "采购", "discussion": "物料延迟 3 天。", "decision": "换供应商。"}],
        "actions": [{"number": 7, "what": "签约", "owner": "陈杰", "department": "采购部", "due": "2026-03-06",
                     "status": "open", "carried_over": True}],
        "previous_version": None, "changes": [], "note": "", **changes,
    }


RECEIPTS = [{"department": "研发部", "people": [
    {"name": "张伟", "answered_at": "2026-03-02T08:04:00+00:00", "channel": "mail"},
    {"name": "刘总", "answered_at": None, "channel": None}]}]


def test_the_same_minutes_read_in_chinese_and_in_english():
    assert "周例会纪要" in minutes.as_html(sample(), "zh")
    assert "Minutes of the weekly meeting" in minutes.as_html(sample(), "en")


def test_times_are_those_of_the_project():
    assert "2026年3月2日 周一 10:00–11:30" in minutes.as_html(sample(), "zh")
    assert "Mon 2 Mar 2026 10:00–11:30" in minutes.as_text(sample(time_zone="Asia/Shanghai"), "en")


def test_a_meeting_past_midnight_names_both_days():
    assert "23:00 – Tue 3 Mar" in minutes.as_text(
        sample(starts_at="2026-03-02T15:00:00+00:00", ends_at="2026-03-02T16:10:00+00:00"), "en")


def test_an_action_item_shows_number_owner_due_date_and_that_it_was_carried_over():
    html = minutes.as_html(sample(), "zh")
    for text in ("签约", "陈杰", "2026年3月6日 周五", "未完成", "（上次遗留）"):
        assert text in html


def test_what_people_wrote_is_never_markup():
    html = minutes.as_html(sample(title="<script>alert(1)</script>{{7*7}}%s"), "zh", "print")
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}%s" in html


@pytest.mark.parametrize("name", ['"}</style><script>', "a\nb", "\\", "{{7*7}}"])
def test_a_project_name_cannot_leave_the_page_header(name):
    css = minutes.page_margins(sample(project={"name": name, "code": "NPL"}), "zh")
    strings = re.findall(r'"([^"]*)"', css)
    assert "<" not in css and css.count('"') == 2 * len(strings)
    assert not any(c in text for text in strings for c in "\n{}")


def test_page_numbers_speak_the_readers_language():
    assert '"第 " counter(page) " / " counter(pages) " 页"' in minutes.page_margins(sample(), "zh").replace("\\", "")
    assert '"Page " counter(page) " of " counter(pages)' in minutes.page_margins(sample(), "en")


def test_a_mail_carries_its_styles_inline_and_leaves_the_lines_for_signatures_out():
    html = minutes.as_html(sample(), "zh", "mail", receipts=RECEIPTS)
    assert "style=" in html
    assert not re.search(r'class="|<style|id="', html)
    assert "项目经理" not in html and "刘总" not in html


def test_the_paper_shows_who_has_answered_when_and_how():
    html = minutes.as_html(sample(), "zh", "print", receipts=RECEIPTS)
    assert re.search(r"<strong>张伟</strong> 03-02 16:04 邮件", html)
    assert "刘总" in html and "项目经理" in html


def test_a_correction_says_what_it_replaces_and_what_changed():
    text = minutes.as_text(sample(version=2, previous_version=1, changes=[
        {"where": "NPL-A7", "field": "due", "before": "2026-03-06", "after": "2026-03-09"}]), "zh")
    assert "第 2 版 （替代第 1 版）" in text
    assert re.search(r"- NPL-A7.*2026年3月6日 周五.*2026年3月9日 周一", text)


def test_the_hash_stands_at_the_foot():
    assert "ab" * 16 in minutes.as_html(sample(), "zh", "print", sha256="ab" * 32)


def test_a_draft_says_that_it_is_one():
    assert "草稿" in minutes.as_html(sample(), "zh", draft=True)
    assert "草稿" not in minutes.as_html(sample(), "zh")


def test_minutes_without_topics_or_action_items_say_so():
    text = minutes.as_text(sample(topics=[], actions=[]), "en")
    assert "No topics were written down." in text
    assert "No action items." in text


def test_plain_text_says_what_the_html_says():
    text = minutes.as_text(sample(), "zh")
    for part in ("会议室", "张伟", "采购", "换供应商。", "签约", "陈杰"):
        assert part in text
    assert "\n\n\n" not in text


def test_the_headings_can_stand_in_both_languages():
    html = minutes.as_html(sample(), "zh", "print", receipts=RECEIPTS, bilingual=True)
    assert "周例会纪要 / Minutes of the weekly meeting" in html and "<td" in html
    assert re.search(r'责任人<br><span class="paper-note">Owner</span>', html)
    assert "到会 / Present" in html and "Fri 6 Mar" not in html


def test_a_title_that_the_heading_says_is_not_printed_again():
    assert "paper-title" not in minutes.as_html(sample(title="周例会"), "zh")
    assert "paper-title" not in minutes.as_html(sample(title="Weekly meeting"), "zh")
    assert "第三次周例会" in minutes.as_html(sample(), "zh")
