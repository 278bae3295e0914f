"""What a department delivers, taken from its own words."""

from datetime import date

import pytest

from coordination.promised import Promised, is_nothing, read

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("line, found", [
    ("《功能需求文档》，3 月 20 日，经市场部评审", Promised("《功能需求文档》", "2027-03-20", "经市场部评审")),
    ("1. 推广方案，12月10日前，总经理批准", Promised("推广方案", "2026-12-10", "总经理批准")),
    ("交付推广方案1月10日前", Promised("交付推广方案", "2027-01-10")),
    ("测试报告；2027-02-05；严重缺陷为零，经采购确认", Promised("测试报告", "2027-02-05", "严重缺陷为零，经采购确认")),
    ("样机 50 套，第 2–4 周，抽检合格", Promised("样机 50 套", "W2-W4", "抽检合格")),
    ("Requirements document, by 20 March, reviewed by marketing",
     Promised("Requirements document", "2027-03-20", "reviewed by marketing")),
    ("- Test report by Dec 5th, no critical defects", Promised("Test report", "2026-12-05", "no critical defects")),
    ("User manual in week 3", Promised("User manual", "W3")),
    ("培训材料，等排期", Promised("培训材料，等排期")),
    ("样品，2月30日，合格", Promised("样品，2月30日，合格")),
])
def test_a_line_says_what_by_when_and_how_good(line, found):
    assert read(line, TODAY) == found


@pytest.mark.parametrize("text, nothing", [("无", True), ("没有。", True), ("None", True), ("n/a", True), ("-", True),
                                           ("没有测试人员，需要两名", False), ("2 人", False)])
def test_nothing_is_no_row(text, nothing):
    assert is_nothing(text) is nothing
