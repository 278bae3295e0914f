"""The schedule as its pages show it: the drawing, its table, and the promises behind it."""

from functools import cached_property

from markupsafe import Markup
from peewee import JOIN

from coordination import clock, schedule
from coordination.language import current_language
from coordination.language import gettext as _
from coordination.milestone import Deliverable, Milestone
from coordination.person import Department, Person
from coordination.project import Project
from coordination.schedule import Bar
from papers import gantt, pdf
from papers.dates import day
from papers.margins import margins_of


class Chart:
    """`by` groups the chart: by department, or by kind."""

    def __init__(self, project: Project, by: str = "") -> None:
        self.project = project
        self.by = by if by in gantt.GROUPS else gantt.GROUPS[0]
        self.today = clock.today(project.time_zone)

    @cached_property
    def bars(self) -> list[Bar]:
        return schedule.bars(self.project)

    @property
    def late(self) -> int:
        return sum(1 for bar in self.bars if bar.state == "late")

    @property
    def at_risk(self) -> int:
        return sum(1 for bar in self.bars if bar.state == "at_risk")

    def drawing(self) -> Markup:
        return Markup(gantt.as_screen(self.bars, self.today, current_language(), by=self.by, title=self.title))

    def pages(self) -> list[Markup]:
        """For the printer: a drawing a page, A4 across."""
        drawn = gantt.as_pages(self.bars, self.today, current_language(), by=self.by, title=self.title, id="page")
        return [Markup(page) for page in drawn]

    def table(self) -> Markup:
        return Markup(gantt.as_table(self.bars, self.today, current_language(), by=self.by))

    def margins(self) -> str:
        return margins_of(f"{self.project.name} · {self.project.code}", f"{_('Gantt chart')} · {day(self.today)}",
                          landscape=True)

    def pdf(self) -> bytes:
        """Raises NoPDF and PDFFailed."""
        named = {"name": self.project.name, "code": self.project.code}
        return pdf.make(gantt.as_print(self.bars, named, self.today, current_language(), by=self.by))

    @property
    def title(self) -> str:
        return f"{_('Gantt chart')} {self.project.name}"

    @property
    def missing_for_pdf(self) -> tuple[str, ...]:
        return pdf.missing()

    @cached_property
    def milestones(self) -> list[Milestone]:
        return list(Milestone.select().where((Milestone.project == self.project) & Milestone.dropped_at.is_null())
                    .order_by(Milestone.due, Milestone.id))

    @cached_property
    def deliverables(self) -> list[Deliverable]:
        return list(Deliverable.select(Deliverable, Department, Person).join(Department, JOIN.LEFT_OUTER)
                    .switch(Deliverable).join(Person, JOIN.LEFT_OUTER)
                    .where((Deliverable.project == self.project) & Deliverable.dropped_at.is_null())
                    .order_by(Deliverable.due, Deliverable.id))
