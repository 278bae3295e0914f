"""The Gantt chart on screen, on paper and as a table."""

import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from coordination import schedule
from coordination.action import ActionItem
from coordination.database import transaction
from coordination.milestone import Deliverable, Milestone
from coordination.schedule import Bar
from papers import gantt, pdf
from papers.timescale import Timescale
from tests.statements import statements

TODAY = date(2026, 3, 4)


def bar(what: str = "提交物料清单", **changes) -> Bar:
    return Bar(**{"kind": "action", "reference": "A1", "what": what, "department": "市场部", "owner": "王芳",
                  "starts_on": date(2026, 3, 2), "due": date(2026, 3, 20), **changes})


def many(count: int) -> list[Bar]:
    kinds, departments = ("milestone", "deliverable", "action", "action"), ("", "研发部", "市场部", "采购部")
    return [standing(bar(f"第 {n} 项：核对采购物料清单并提交评审意见", kind=kinds[n % 4], department=departments[n % 4],
                         reference=f"A{n}" if n % 4 > 1 else "", starts_on=date(2026, 2, 2) + timedelta(days=n // 2),
                         due=date(2026, 2, 20) + timedelta(days=n)), n) for n in range(count)]


def standing(one: Bar, n: int) -> Bar:
    """Some are done, some late, some announced late, some due soon."""
    if n % 5 == 4:
        return replace(one, state="done", done_on=one.due)
    if n % 7 == 0:
        return replace(one, expected_due=max(one.due, TODAY) + timedelta(days=9), state="at_risk")
    if one.due < TODAY:
        return replace(one, state="late")
    if n % 11 == 3 or one.due <= TODAY + timedelta(days=2):
        return replace(one, state="at_risk", needs_help=n % 2 == 0)
    return one


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter() if element.tag.endswith("text")]


def test_nothing_in_it_needs_more_than_the_security_policy_allows():
    svg = gantt.as_svg(many(40), TODAY, "zh")
    assert not re.search(r"\bstyle=|<style|<script|\bon\w+=|javascript:|<foreignObject", svg)


def test_late_and_at_risk_are_told_in_words_and_by_marks():
    late, at_risk = bar(due=date(2026, 3, 1), starts_on=None, state="late"), bar(due=TODAY, state="at_risk")
    svg = gantt.as_svg([late, at_risk], TODAY, "zh")
    assert {"逾期 3 天", "今天到期"} <= set(texts(svg))
    assert svg.count('class="gantt-mark"') == 2 + 3
    assert "1 day overdue" in gantt.as_svg([bar(due=date(2026, 3, 3), state="late")], TODAY, "en")


def test_an_announced_day_is_a_hollow_end():
    svg = gantt.as_svg([bar(expected_due=date(2026, 3, 25), state="at_risk")], TODAY, "en")
    assert "expected Wed 25 Mar" in texts(svg)
    assert svg.count('stroke-dasharray="3 2"') == 2


def test_it_has_a_title_a_description_and_a_line_for_today():
    svg = gantt.as_svg(many(9), TODAY, "zh", title="甘特图 新品上线", id="g7")
    assert 'role="img"' in svg and 'aria-labelledby="g7-title g7-desc"' in svg
    assert "甘特图 新品上线" in svg and "共 9 行" in svg and "今天" in texts(svg)


@pytest.mark.parametrize("days", [10, 60])
def test_no_label_of_the_scale_lies_under_the_flag_of_today(days):
    svg = gantt.as_svg([bar(starts_on=TODAY, due=TODAY + timedelta(days=days))], TODAY, "zh")
    flag = float(re.search(r'<text x="([0-9.]+)" y="[0-9.]+" text-anchor="middle" font-size="11" fill="#fff">', svg)[1])
    labels = re.findall(r'<text x="([0-9.]+)" y="36"[^>]*>([^<]+)<', svg)
    assert len(labels) > 2
    assert all(abs(float(x) - flag) >= 20 + len(label) * 10 * 0.56 / 2 for x, label in labels)


def test_the_parts_of_the_screen_together_show_the_whole_drawing_once():
    found = gantt.as_screen(many(9), TODAY, "zh", id="g7")
    parts = [[float(n) for n in box.split()] for box in re.findall(r'viewBox="([^"]+)"', found)]
    whole = float(re.search(r'viewBox="0 0 1200.0 ([0-9.]+)"', gantt.as_svg(many(9), TODAY, "zh"))[1])
    assert sum(wide * high for _x, _y, wide, high in parts) == 1200 * whole
    assert (found.count('href="#g7-all"'), found.count('id="g7-all"'), found.count("gantt-today")) == (4, 1, 1)
    assert not re.search(r"\bstyle=|<style|<script|\bon\w+=|javascript:|<foreignObject", found)


def test_a_day_far_away_is_not_drawn():
    assert "今天" not in texts(gantt.as_svg([bar()], date(2029, 1, 1), "zh"))


def test_the_same_stands_in_a_table():
    table = gantt.as_table([bar(state="late", due=date(2026, 3, 1))], TODAY, "zh")
    for text in ("A1 提交物料清单", "市场部", "王芳", "2026年3月1日 周日", "逾期、逾期 3 天"):
        assert text in table
    assert table.count("<tr>") == 2


def test_groups_are_departments_or_kinds():
    found = [bar(), bar(kind="milestone", department="", reference=""), bar(department="研发部")]
    assert {"整个项目", "市场部", "研发部"} <= set(texts(gantt.as_svg(found, TODAY, "zh")))
    assert "市场部" not in texts(gantt.as_svg(found, TODAY, "zh", by="kind"))


def test_what_people_wrote_is_never_markup():
    svg = gantt.as_svg([bar("</text><script>x</script>\x00&{{7*7}}", owner="<b>")], TODAY, "zh")
    assert "<script" not in svg and "{{7*7}}" in svg
    ElementTree.fromstring(svg)


@pytest.mark.slow
def test_a_hundred_lines_print_on_a4_across_with_the_scale_on_every_page():
    made = pdf.make(gantt.as_print(many(100), {"name": "新品上线", "code": "NPL"}, TODAY, "zh"))
    pages = PdfReader(BytesIO(made)).pages
    assert len(pages) == 4 and round(pages[0].mediabox.width) == 842
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert "2026年4月" in text and "今天" in text and f"第 {number} / 4 页" in text
    assert "（续）" in pages[1].extract_text()


def test_every_line_is_on_exactly_one_page():
    pages = gantt.as_pages(many(100), TODAY, "zh")
    assert sum(page.count("<g class=\"gantt-") - 1 for page in pages) == 100


@pytest.mark.parametrize("days, lower", [(20, "2"), (120, "3/9"), (700, "3月"), (3000, "Q1")])
def test_the_scale_fits_the_span(days, lower):
    svg = gantt.as_svg([bar(due=date(2026, 3, 2) + timedelta(days=days))], TODAY, "zh")
    assert lower in texts(svg)


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 4000), st.integers(0, 4000))
def test_every_day_of_a_scale_has_its_place(first, length, n):
    scale = Timescale(first, first + timedelta(days=length), 300, 800)
    for ticks in (scale.upper(), scale.lower()):
        assert abs(sum(tick.width for tick in ticks) - 800) < len(ticks) * 0.2
    assert 300 <= scale.x(first + timedelta(days=min(n, length))) <= 1100


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.lists(st.builds(bar, st.text(max_size=80), owner=st.text(max_size=40), department=st.text(max_size=20),
                          starts_on=st.none() | st.dates(date(2025, 1, 1), date(2026, 1, 1)),
                          expected_due=st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1)),
                          state=st.sampled_from(list(schedule.STATE_NAMES)),
                          kind=st.sampled_from(list(schedule.KIND_NAMES))), max_size=6))
def test_any_bars_make_a_whole_drawing(bars):
    drawn = gantt.as_svg(bars, TODAY, "zh")
    # What XML cannot hold is the HTML parser's to forgive; everything else has to be well-formed.
    ElementTree.fromstring(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f￾￿\ud800-\udfff]", "", drawn))


@time_machine.travel("2026-03-04T02:00:00Z", tick=False)
def test_the_schedule_says_how_everything_stands(cast):
    Milestone.create(project=cast.project, key="m1", name="上线", due=date(2026, 3, 2))
    Deliverable.create(project=cast.project, key="d1", name="文档", due=date(2026, 3, 6),
                       department=cast.zhangwei.department)
    for n, status in enumerate(("open", "blocked", "cancelled"), 1):
        ActionItem.create(project=cast.project, number=n, what="x", owner=cast.wangfang, due=date(2026, 4, 1),
                          status=status)
    found = {(bar.kind, bar.reference): bar.state for bar in schedule.bars(cast.project)}
    assert found == {("milestone", ""): "late", ("deliverable", ""): "at_risk",
                     ("action", "A1"): "open", ("action", "A2"): "at_risk"}


def test_the_schedule_takes_as_many_queries_for_many_lines(cast):
    with transaction():
        for n in range(1, 30):
            ActionItem.create(project=cast.project, number=n, what="x", owner=cast.wangfang, due=TODAY)
    with statements() as said:
        assert len(schedule.bars(cast.project)) == 29
    assert len(said) == 3
