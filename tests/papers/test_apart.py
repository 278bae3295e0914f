"""What a process apart does comes back as if it had been done here."""

import subprocess
import sys
from io import BytesIO

import pytest
from docx import Document

from coordination.kind import Column
from coordination.language import use_language
from papers.apart import apart
from papers.dictation import Dictation
from papers.sheet.reading import HasFormulas

pytestmark = pytest.mark.slow

COLUMNS = (Column("goal", "目标"),)


def test_a_table_goes_out_and_comes_in_again() -> None:
    raw = apart("papers.sheet.writing", "to_xlsx", "目标", COLUMNS, [{"goal": "三月底上线"}], "zh")
    rows = apart("papers.sheet.reading", "read_sheet", raw, "目标.xlsx")
    assert [row[0] for row in rows[:2]] == ["目标", "三月底上线"]


def test_a_word_file_is_written_as_dictated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papers.dictation.apart", apart)
    dictation = Dictation("目标", "zh")
    dictation.heading("项目目标共识书")
    dictation.text("三月底上线", bold=True)
    said = [paragraph.text for paragraph in Document(BytesIO(dictation.saved())).paragraphs]
    assert said == ["项目目标共识书", "三月底上线"]


def test_a_refusal_comes_back_in_the_readers_language() -> None:
    with use_language("zh"), pytest.raises(HasFormulas, match="A2 中有公式"):
        apart("papers.sheet.reading", "read_sheet", "目标\n=1+1\n".encode(), "t.csv")


def test_the_pages_do_not_load_the_libraries_of_spreadsheets_word_and_pdf() -> None:
    large = {"openpyxl", "docx", "PIL", "lxml", "weasyprint", "holidays"}
    loads = f"import sys, huizhi.start; print({large} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True).stdout == "set()\n"
