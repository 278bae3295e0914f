"""Papers as PDF, made in a process of their own."""

import sys
from io import BytesIO

import pytest
from pypdf import PdfReader

from papers import minutes, pdf
from tests.papers.test_minutes import RECEIPTS, sample


@pytest.mark.slow
def test_long_minutes_become_numbered_a4_pages_with_repeated_heads():
    actions = [{"number": n, "what": "核对物料清单", "owner": "陈杰", "department": "采购部", "due": "2026-03-06",
                "status": "open", "carried_over": False} for n in range(60)]
    made = pdf.make(minutes.as_html(sample(actions=actions), "zh", "print", RECEIPTS, "ab" * 32))
    pages = PdfReader(BytesIO(made)).pages
    assert len(pages) >= 3 and round(pages[0].mediabox.width) == 595
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"第 {number} / {len(pages)} 页" in text and "NPL-M3" in text
    assert "责任人" in pages[1].extract_text()


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setattr(pdf, "missing", lambda: ("libpango-1.0-0",))
    with pytest.raises(pdf.NoPDF, match="libpango-1.0-0"):
        pdf.make("<p>")


def test_a_paper_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0.01)
    with pytest.raises(pdf.PDFFailed):
        pdf.make("<p>")


@pytest.mark.slow
def test_the_pages_process_does_not_load_weasyprint():
    assert "weasyprint" not in sys.modules
