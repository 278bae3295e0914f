"""The minutes as a sheet of paper on a page: the draft, or one frozen version with its receipts and its hash."""

from functools import cached_property
from itertools import groupby
from typing import Any

from coordination import objection, overview
from coordination.document import asks_of
from coordination.event import Event
from coordination.minutes import Minutes
from coordination.overview import ReceiptRow
from coordination.paper import Paper, PaperVersion
from coordination.person import Person
from coordination.refusal import NotFound
from papers import minutes as papers
from papers import pdf, word
from webapp.headings import Headings


class Sheet(Headings):
    """`number` chooses a frozen version; 0 stands for the draft where there is one, else for the latest version.
    `language` is that of the printed headings: zh, en or both, else the reader's."""

    def __init__(self, minutes: Minutes, number: int = 0, language: str = "") -> None:
        self.minutes, self.meeting, self.project, self.paper = minutes, minutes.meeting, minutes.project, minutes.paper
        self.number = number
        self.choose(language)
        self.version = self._version(number)

    @cached_property
    def versions(self) -> list[PaperVersion]:
        return self.paper.versions

    @cached_property
    def content(self) -> dict[str, Any]:
        return self.version.content if self.version else self.minutes.content()

    @property
    def is_draft(self) -> bool:
        return self.version is None

    @property
    def is_latest(self) -> bool:
        return self.version is not None and self.version == self.versions[-1]

    @property
    def state(self) -> str:
        return state_of(self.paper, self.version)

    @cached_property
    def receipts(self) -> list[ReceiptRow]:
        return overview.receipts(self.version.id) if self.version else []

    @property
    def given(self) -> int:
        return sum(1 for row in self.receipts if row.answered_at)

    @cached_property
    def objections(self) -> list[tuple[Event, Person]]:
        """What was said against the minutes, and by whom."""
        said = objection.of(self.meeting)
        people = {person.id: person for person in Person.select().where(Person.id.in_([_who(row) for row in said]))}
        return [(row, people[_who(row)]) for row in said]

    def departments(self) -> list[tuple[str, list[ReceiptRow]]]:
        return [(name, list(rows)) for name, rows in groupby(self.receipts, key=lambda row: row.department or "")]

    def article(self) -> str:
        """The paper as a part of a page."""
        return self._written("screen")

    def margins(self) -> str:
        return papers.page_margins(self.content, self.heading_language)

    def pdf(self) -> bytes:
        """Raises NoPDF and PDFFailed."""
        return pdf.make(self._written("print"))

    def docx(self) -> bytes:
        """The paper for Word."""
        asks = asks_of(self.version) if self.version else []
        return word.as_docx(self.content, self.heading_language, asks, sha256=self._hash(), draft=self.is_draft,
                            bilingual=self.is_bilingual)

    def name_of_file(self, ending: str) -> str:
        return f"{self.content['number']}-v{self.content['version']}.{ending}"

    @property
    def missing_for_pdf(self) -> tuple[str, ...]:
        return pdf.missing()

    def _version(self, number: int) -> PaperVersion | None:
        if number == 0:
            return None if self.paper.state == "draft" or not self.versions else self.versions[-1]
        found = [version for version in self.versions if version.version == number]
        if not found:
            raise NotFound()
        return found[0]

    def _written(self, purpose: str) -> str:
        return papers.as_html(self.content, self.heading_language, purpose, self._matrix(), self._hash(), self.is_draft,
                              self.is_bilingual)

    def _hash(self) -> str:
        return self.version.sha256 if self.version else ""

    def _matrix(self) -> list[dict[str, Any]]:
        return [{"department": name, "people": [{"name": row.person, "answered_at": row.answered_at,
                                                 "channel": row.channel} for row in rows]}
                for name, rows in self.departments()]


def state_of(paper: Paper, version: PaperVersion | None) -> str:
    """draft, superseded where a newer version went out, else circulated or final."""
    if version is None:
        return "draft"
    if not version.is_latest:
        return "superseded"
    return "circulated" if paper.state == "draft" else paper.state


def _who(objected: Event) -> int:
    """Whose objection it is, also where somebody else wrote it down."""
    return objected.on_behalf_of_id or objected.actor_id
