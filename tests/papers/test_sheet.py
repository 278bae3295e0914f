"""Tables out to Excel, and in from Excel and CSV."""

import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from coordination.documents import KINDS
from coordination.language import use_language
from coordination.refusal import Refusal
from coordination.register import ActionRegister
from papers.sheet import preview, read_sheet, to_xlsx
from papers.sheet.reading import Empty, HasFormulas, HasMacros, NoSheet, TooLarge
from tests.papers.documents import content_of

GOALS = KINDS["goal_consensus"].kind
COLUMNS = GOALS.section("goals").columns
ROW = {"goal": "完成上线", "metric": "用户量", "target": "10 万", "by": "2026-05-29"}
HEAD = ["目标", "衡量指标", "目标值", "达成日期"]


def opened(raw: bytes):
    return load_workbook(BytesIO(raw)).active


def excel(*rows: list, title: str = "表") -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_days_are_real_days_and_the_head_stays():
    sheet = opened(to_xlsx("项目目标共识书", COLUMNS, [ROW], "zh"))
    assert [cell.value for cell in sheet[1]] == HEAD
    assert sheet["D2"].value == datetime(2026, 5, 29) and sheet["D2"].number_format == "yyyy-mm-dd"
    assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold


def test_it_prints_on_a4_across_with_its_head_on_every_page():
    sheet = opened(to_xlsx("A & B", COLUMNS, [ROW] * 300, "en"))
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0


@pytest.mark.parametrize("typed", ["=cmd()", "+1", "-1+1", "@SUM(A1)", "\t=1"])
def test_what_excel_would_run_is_text(typed):
    cell = opened(to_xlsx("表", COLUMNS, [{**ROW, "goal": typed}], "zh"))["A2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", typed, True)


def test_choices_are_words_with_a_list_to_choose_from():
    columns = KINDS["communication_plan"].kind.table.columns
    sheet = opened(to_xlsx("表", columns, [{"occasion": "sync", "rhythm": "weekly mon 10:00"}], "zh"))
    assert (sheet["A2"].value, sheet["D2"].value) == ("进度同步", "每周一 10:00")
    assert "进度同步" in sheet.data_validations.dataValidation[0].formula1


@pytest.mark.parametrize("title", ["a/b:c*[d]?", "'" * 40, "", "长" * 60, "\x00\x01"])
def test_any_title_makes_a_sheet(title):
    assert opened(to_xlsx(title, COLUMNS, [], "zh")).max_row == 1


@pytest.mark.parametrize("code", [code for code in KINDS if KINDS[code].kind.is_table])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_went_out_comes_back_in(cast, code, language):
    kind = KINDS[code].kind
    for section in content_of(code)["sections"]:
        if "rows" in section:
            columns = kind.section(section["name"]).columns
            rows = read_sheet(to_xlsx(kind.title, columns, section["rows"], language), "t.xlsx")
            with use_language(language):
                found = preview(kind, section["name"], rows, cast.project)
            assert found.problems == [] and len(found.values) == 3 and found.foreign == []


@pytest.mark.parametrize("raw", [
    "目标,衡量指标\n完成,用户\n".encode(), "﻿目标,衡量指标\n完成,用户\n".encode(),
    "目标;衡量指标\n完成;用户".encode("gb18030"),
    "目标\t衡量指标\r\n完成\t用户".encode("utf-16"), '"目标","衡量指标"\n"完成",用户'.encode()])
def test_csv_is_read_in_every_usual_form(raw):
    assert read_sheet(raw, "t.csv") == [["目标", "衡量指标"], ["完成", "用户"]]


def test_headings_may_be_english_and_in_any_order_below_a_title(cast):
    rows = [["Goals of NPL"], [],
            ["By", "TARGET *", "Colour", "goal", "Metric"], ["2026-05-29", "10", "red", "Launch", "users"]]
    found = preview(GOALS, "goals", rows, cast.project)
    assert found.foreign == ["Colour"] and found.problems == []
    assert {**found.values[0], "key": ""} == {
        "key": "", "goal": "Launch", "metric": "users", "target": "10", "by": "2026-05-29"}


def test_every_bad_cell_is_named_and_nothing_comes_in(cast):
    rows = read_sheet(excel(HEAD, ["上线", "用户", "10 万", "下个月"], ["", "用户", "5", datetime(2026, 5, 1)]),
                      "目标.xlsx")
    with use_language("zh"):
        found = preview(GOALS, "goals", rows, cast.project)
    assert [problem.cell for problem in found.problems] == ["D2", "A3"]
    assert "下个月" in found.problems[0].sentence and "目标" in found.problems[1].sentence
    assert found.values == [] and len(found.shown) == 2


def test_a_column_that_is_missing_or_twice_there_is_named(cast):
    found = preview(GOALS, "goals", [["Goal", "Goal", "Metric", "Target"], ["a", "b", "c", "d"]], cast.project)
    assert [(problem.cell, "By" in problem.sentence) for problem in found.problems] == [("B1", False), ("A1", True)]


def test_people_and_departments_come_by_name(cast):
    kind = KINDS["responsibility"].kind
    found = preview(kind, "rows", [["部门", "负责人", "核心职责", "交付物", "交付时间"],
                                   ["研发部", "张伟", "开发", "代码", "第 2–4 周"],
                                   ["研发部", "无名", "开发", "代码", "2026-04-01"]],
                    cast.project)
    assert [problem.cell for problem in found.problems] == ["B3"]


def test_a_row_that_was_there_before_keeps_its_key(cast):
    rows = [["Milestone", "Due"], ["上线", "2026-05-01"], ["评审", "2026-04-01"]]
    found = preview(GOALS, "milestones", rows, cast.project, [{"key": "m1", "name": "评审", "due": "2026-03-01"}])
    assert found.values[1]["key"] == "m1" and found.values[0]["key"] not in ("", "m1")


def test_what_was_previewed_can_be_written(cast):
    document = KINDS["goal_consensus"].begin(cast.project, by=cast.chenjing)
    found = preview(GOALS, "milestones", [["Milestone", "Due"], ["上线", "2026/5/1"]], cast.project)
    document.write({"milestones": found.values}, by=cast.chenjing, editor="import", revision=0)
    assert document.rows("milestones")[0]["due"] == "2026-05-01"


def test_action_items_go_out_and_come_back(circulated, cast):
    register = ActionRegister(cast.project)
    raw = to_xlsx("待办", register.section.columns, register.rows(), "zh")
    with use_language("zh"):
        found = preview(register.kind, "actions", read_sheet(raw, "待办.xlsx"), cast.project, check=register.check)
    assert found.problems == [] and len(found.values) == 3
    assert found.values[0]["owner"] == str(cast.zhangwei.id) and found.values[0]["status"] == "open"


def test_formulas_are_refused_by_name():
    with pytest.raises(HasFormulas, match="B2, C2"):
        read_sheet(excel(HEAD, ["a", "=1+1", "=A1", "=B1"][:3]), "t.xlsx")
    with pytest.raises(HasFormulas, match="A2"):
        read_sheet("目标\n=cmd|'/c calc'!A1\n".encode(), "t.csv")


def test_too_many_rows_or_columns_are_refused():
    assert len(read_sheet(b"a\n" * 5001, "t.csv")) == 5001
    for raw in (b"a\n" * 5002, b"," * 60 + b"x", excel(["x"] * 61), b"a," * (3 * 1024 * 1024)):
        with pytest.raises(TooLarge):
            read_sheet(raw, "t.csv")


def test_a_bomb_is_refused_before_it_is_unpacked():
    file = BytesIO(excel(HEAD))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings2.xml", b"a" * 30_000_000)
    with pytest.raises(TooLarge):
        read_sheet(file.getvalue(), "t.xlsx")


def test_entities_and_macros_are_refused():
    for name, content, refusal in (("xl/x.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>', NoSheet),
                                   ("xl/vbaProject.bin", b"x", HasMacros)):
        file = BytesIO(excel(HEAD))
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr(name, content)
        with pytest.raises(refusal):
            read_sheet(file.getvalue(), "t.xlsx")


@pytest.mark.parametrize("raw", [
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 9, b"\x00\x01", b"\xff\xff\xff", excel(HEAD)[:900]])
def test_what_is_no_table_is_refused(raw):
    with pytest.raises(NoSheet):
        read_sheet(raw, "../../t.xlsx")


def test_an_empty_file_is_refused():
    for raw in (b"", b"\n\n,,\n", excel()):
        with pytest.raises(Empty):
            read_sheet(raw, "t.csv")


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.binary(max_size=60).map(b"PK\x03\x04".__add__)
       | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(raw):
    try:
        assert read_sheet(raw, "t")
    except Refusal:
        pass


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_any_text_can_be_written(texts):
    assert opened(to_xlsx("表", COLUMNS, [{**ROW, "goal": text} for text in texts], "zh")).max_row == len(texts) + 1
