"""The page on which any paper but minutes is written: sections, rows with blank ones below, what can be chosen."""

import re
import secrets
from functools import cached_property

from coordination import shapes
from coordination.circulation import Incomplete
from coordination.closeout import lessons_for
from coordination.document import Document
from coordination.kickoff import Proposal
from coordination.kind import Column, Section
from coordination.language import gettext as _
from coordination.meeting import new_key
from coordination.person import Department, Person
from coordination.project import Project
from papers import cells
from papers.rhythms import rhythm
from webapp.matrix import Row, tables
from webapp.minutes_editor import BLANK_ROWS, PATTERN
from webapp.questionnaire import PAPERS

TYPED = ("line", "text", "day", "when", "number", "rhythm")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


class PaperEditor:
    """`token` names this open page, so that its own repeated save is no conflict."""

    def __init__(self, document: Document) -> None:
        self.document, self.paper, self.project = document, document.paper, document.project
        self.kind = document.kind
        self.token = secrets.token_hex(12)

    def text(self, section: Section) -> str:
        return self.document.text(section.name)

    def rows(self, section: Section) -> list[dict[str, str]]:
        """Those there are, then blank ones; a period is one row."""
        there = list(self.paper.values.get(section.name) or [])
        if section.shape == "period":
            return there[:1] or [self.blank(section, "period")]
        return [*there, *(self.blank(section, new_key()) for _n in range(BLANK_ROWS))]

    def blank(self, section: Section, key: str = PATTERN) -> dict[str, str]:
        return {"key": key, **{column.name: "" for column in section.columns}}

    def typed(self, column: Column, cell: str) -> str:
        """The cell as its field shows it."""
        if column.shape == "when":
            return cells.weeks(cell) or cell
        return rhythm(cell) if column.shape == "rhythm" else cell

    def remark(self, column: Column, row: dict[str, str]) -> str:
        """What stands at a cell that may stay as it is, but does not do what it seems to; "" for most."""
        return self.document.untimed(row) if column.shape == "rhythm" else ""

    def input_type(self, column: Column, cell: str) -> str:
        """A day is picked; one that somebody typed in words stays to be read and put right."""
        return "date" if column.shape == "day" and (not cell or _ISO.fullmatch(cell)) else "text"

    def choices(self, column: Column, cell: str) -> list[tuple[str, str]]:
        """What a cell can be, as (value, label); a cell that is none of them stays among them as it was typed."""
        offered = self._offered[column.shape] if column.shape in self._offered else [
            (code, _(label)) for code, label in column.choices.items()]
        return offered if not cell or cell in dict(offered) else [(cell, cell), *offered]

    @cached_property
    def _offered(self) -> dict[str, list[tuple[str, str]]]:
        return {"person": [(str(person.id), person.name) for person in self.people],
                "department": [(str(department.id), department.name) for department in Department.all()]}

    @cached_property
    def against(self) -> list[Row]:
        """Who sent the version before back, refused it or objected, and why: what a new version is written for."""
        rows = [row for table in tables(self.document.answers(), self.project.time_zone) for row in table.rows]
        return [row for row in rows if row.look == "against"]

    @cached_property
    def people(self) -> list[Person]:
        return self.project.members()

    @property
    def chooses_people(self) -> bool:
        return self.kind.asked == "chosen"

    @cached_property
    def missing(self) -> dict[str, str]:
        """What still has to be put right before circulating: form field → sentence."""
        try:
            self.document.check()
        except Incomplete as refusal:
            return refusal.fields
        return {}

    @property
    def questions(self) -> str:
        """The kind of questions whose answers go into this paper, "" for none."""
        found = next((kind for kind, paper in PAPERS.items() if paper == self.kind.code), "")
        return "" if found == "position" and self.paper.issue_id is None else found

    @property
    def asked_about(self) -> int:
        """The id of what they are about: the project, or the issue."""
        return self.paper.issue_id if self.questions == "position" else self.project.id

    @property
    def readable(self) -> str:
        """A pattern of the fields whose text means something by itself."""
        names = [section.name for section in self.kind.sections if not section.is_table]
        names += [f"{section.name}-.*-{column.name}" for section in self.kind.sections for column in section.columns
                  if column.shape in TYPED]
        return f"^({'|'.join(names)})$"

    @property
    def longest(self) -> int:
        return shapes.LONGEST

    @property
    def learns(self) -> bool:
        """Whether what earlier projects have learnt stands beside it."""
        return isinstance(self.document, Proposal)

    @cached_property
    def lessons(self) -> list[tuple[Project, dict]]:
        """What earlier projects of the same departments have learnt."""
        return lessons_for(self.document.department_ids(), apart_from=self.project)
