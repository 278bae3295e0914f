"""Documents and minutes as Word files."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from coordination.documents import KINDS
from papers.word import as_docx
from tests.papers.documents import SHA256, asks_for, content_of
from tests.papers.test_minutes import sample

pytestmark = pytest.mark.slow


def opened(raw: bytes):
    return Document(BytesIO(raw))


def text_of(file) -> str:
    """Everything in reading order of its kind: paragraphs, then tables."""
    rows = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in file.paragraphs] + rows)


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_opens_in_word_with_its_fields(code):
    file = opened(as_docx(content_of(code), "zh", asks_for(code), bilingual=code == "acceptance", sha256=SHA256))
    text = text_of(file)
    for section in content_of(code)["sections"]:
        if "text" in section:
            assert section["text"] in text
    assert "张伟" in text and SHA256 in text and round(file.sections[0].page_height.mm) in (297, 210)


def test_all_text_has_a_chinese_font():
    file = opened(as_docx(content_of("goal_consensus"), "zh"))
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Header"):
        fonts = file.styles[name].element.rPr.find(qn("w:rFonts"))
        assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    assert not [fonts for fonts in file.styles.element.iter(qn("w:rFonts")) if fonts.get(qn("w:eastAsiaTheme"))]


def test_heads_repeat_and_no_row_is_cut():
    table = opened(as_docx(content_of("goal_consensus", rows=80), "zh")).tables[1]
    first, *others = [row._tr.trPr for row in table.rows]
    assert first.find(qn("w:tblHeader")) is not None
    assert len(others) == 80 and all(row.find(qn("w:cantSplit")) is not None for row in others)


def test_pages_are_numbered_and_name_project_number_and_version():
    section = opened(as_docx(content_of("proposal"), "zh")).sections[0]
    header = section.header.paragraphs[0].text
    assert "新产品上线 · NPL" in header and "NPL-P1 · 第 1 版" in header
    codes = [code.text for code in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"] and section.footer.paragraphs[0].text.startswith("第 ")


def test_many_columns_lie_across():
    widths = [round(opened(as_docx(content_of(code), "zh")).sections[0].page_width.mm)
              for code in ("communication_plan", "proposal")]
    assert widths == [297, 210]


def test_headings_in_both_languages():
    text = text_of(opened(as_docx(content_of("goal_consensus"), "zh", bilingual=True)))
    assert "项目目标共识书 / Goal consensus" in text and "里程碑\nMilestone" in text


def test_an_acceptance_report_has_lines_to_sign_with_a_code_each():
    text = text_of(opened(as_docx(content_of("acceptance"), "zh", asks_for("acceptance"), sha256=SHA256)))
    signing = text.partition("书面签字")[2]
    assert "财务部 李娜" in signing and "采购部 陈杰" in signing and "ILTK-KVDR" in signing


def test_minutes_too():
    text = text_of(opened(as_docx(sample(), "zh")))
    for part in ("周例会纪要", "第三次周例会", "2026年3月2日 周一 10:00–11:30", "张伟（研发部）", "换供应商。",
                 "签约 （上次遗留）", "项目经理"):
        assert part in text
    assert "Minutes of the weekly meeting" in text_of(opened(as_docx(sample(), "en")))


def test_a_draft_says_that_it_is_one():
    assert "草稿，尚未分发" in text_of(opened(as_docx(content_of("notice"), "zh", draft=True)))


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_any_text_makes_a_file(text):
    content = content_of("notice", title=text, sections=[{"name": "text", "text": text}])
    assert opened(as_docx(content, "zh"))
