"""A paper that is not minutes as a sheet on a page: the draft, or one frozen version with its answers and its hash."""

from functools import cached_property
from typing import Any

from coordination.ask import Ask
from coordination.delegation import stands_in_for
from coordination.document import Document, asks_of
from coordination.kind import Section
from coordination.language import current_language
from coordination.language import gettext as _
from coordination.person import Person
from papers import document as papers
from papers import parts, word
from papers.sheet import to_xlsx
from webapp.answering import PaperNews
from webapp.matrix import Table, tables
from webapp.sheet import Sheet


class DocumentSheet(Sheet):
    """`reader` is who looks at it; `language` that of the printed headings: zh, en or both, else the reader's."""

    def __init__(self, document: Document, reader: Person, number: int = 0, language: str = "") -> None:
        self.document, self.project, self.paper, self.number = document, document.project, document.paper, number
        self.reader = reader
        self.choose(language)
        self.version = self._version(number)

    @cached_property
    def content(self) -> dict[str, Any]:
        return self.version.content if self.version else self.document.content()

    @cached_property
    def asks(self) -> list[Ask]:
        return asks_of(self.version) if self.version else []

    def tables(self) -> list[Table]:
        """The answers: decisions first, receipts last."""
        return tables(self.asks, self.project.time_zone)

    @property
    def own_signature(self) -> Ask | None:
        """What the reader is asked to sign here, for themselves or for whom they stand in today."""
        if not self.is_latest or self.project.archived_at is not None:
            return None
        return next((ask for ask in self.asks if ask.kind == "sign" and ask.answered_at is None
                     and (ask.person_id == self.reader.id or stands_in_for(self.reader, ask.person))), None)

    @cached_property
    def news(self) -> PaperNews:
        """What an open page of this version asks about."""
        return PaperNews(self.version)

    @property
    def exportable(self) -> list[Section]:
        """The tables that go to Excel."""
        kind = self.document.kind
        return [section for section in kind.sections if section.is_table and kind.is_table]

    def xlsx(self, section: Section) -> bytes:
        held = next(part for part in self.content["sections"] if part["name"] == section.name)
        return to_xlsx(f"{self.content['number']} {_(section.label)}", section.columns, held.get("rows", []),
                       current_language())

    @property
    def is_wide(self) -> bool:
        return parts.is_wide(self.content)

    def margins(self) -> str:
        return papers.page_margins(self.content, self.heading_language)

    def docx(self) -> bytes:
        """The paper for Word."""
        return word.as_docx(self.content, self.heading_language, answers=self.asks, sha256=self._hash(),
                            draft=self.is_draft, bilingual=self.is_bilingual)

    def _written(self, purpose: str) -> str:
        return papers.as_html(self.content, self.heading_language, purpose, self.asks, self._hash(), self.is_draft,
                              self.is_bilingual)
