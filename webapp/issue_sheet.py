"""The issue log as a sheet of paper: template 3 across A4, as PDF and for Excel, in one language or both."""

from functools import cached_property
from typing import Any

from coordination import issue_log
from coordination.language import gettext as _
from coordination.language import use_language
from coordination.project import Project
from papers import document as papers
from papers import pdf, word
from papers.sheet import to_xlsx
from webapp.headings import Headings


class IssueSheet(Headings):
    """`language` is that of the headings: zh, en or both, else the reader's."""

    def __init__(self, project: Project, language: str = "") -> None:
        self.project = project
        self.choose(language)

    @cached_property
    def content(self) -> dict[str, Any]:
        with use_language(self.heading_language):
            return issue_log.content(self.project, dated=True)

    @property
    def missing_for_pdf(self) -> tuple[str, ...]:
        return pdf.missing()

    def article(self) -> str:
        return self._written("screen")

    def margins(self) -> str:
        return papers.page_margins(self.content, self.heading_language)

    def pdf(self) -> bytes:
        """Raises NoPDF and PDFFailed."""
        return pdf.make(self._written("print"))

    def docx(self) -> bytes:
        return word.as_docx(self.content, self.heading_language, bilingual=self.is_bilingual)

    def xlsx(self) -> bytes:
        (section,) = self.content["sections"]
        return to_xlsx(_(issue_log.IssueLog.kind.title), issue_log.COLUMNS, section["rows"], self.heading_language)

    def name_of_file(self, ending: str) -> str:
        return f"{self.content['number']}.{ending}"

    def _written(self, purpose: str) -> str:
        return papers.as_html(self.content, self.heading_language, purpose, bilingual=self.is_bilingual)
