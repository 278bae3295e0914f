"""The closeout of a project on one page: who has signed, what the members said, and the archive with its bundle."""

from dataclasses import dataclass
from functools import cached_property

from coordination import archive, documents, phase
from coordination.archive import ArchiveJob
from coordination.ask import Ask
from coordination.delegation import stands_in_for
from coordination.document import Document, asks_of
from coordination.letter import Letter
from coordination.paper import PaperVersion
from coordination.person import Person
from coordination.phase import Obstacle
from coordination.project import Project
from coordination.refusal import Refusal
from coordination.scan import LARGEST, Scan
from webapp.matrix import Row, tables
from webapp.questionnaire import Questionnaire


@dataclass(frozen=True)
class Signature:
    """One head: the answer in words, and the scans that were kept with it. `is_own` is the reader's to give."""

    row: Row
    scans: list[Scan]
    is_own: bool


class Closeout:
    def __init__(self, project: Project, reader: Person) -> None:
        self.project, self.reader = project, reader

    # Acceptance

    @cached_property
    def acceptance(self) -> Document | None:
        return documents.of_kind("acceptance", self.project)

    @cached_property
    def version(self) -> PaperVersion | None:
        """The version that is out for signature."""
        return self.acceptance.paper.latest if self.acceptance else None

    @cached_property
    def signatures(self) -> list[Signature]:
        asks = [ask for ask in asks_of(self.version) if ask.kind == "sign"] if self.version else []
        found = tables(asks, self.project.time_zone)
        scans = Scan.of_project(self.project) if asks else []
        return [Signature(row, [scan for scan in scans if scan.ask_id == row.ask.id], self._is_own(row.ask))
                for table in found for row in table.rows]

    @property
    def signed(self) -> int:
        return sum(1 for signature in self.signatures if signature.row.ask.answer_given == "approve")

    @property
    def scannable(self) -> list[Ask]:
        """Whose scan can be kept: of whoever refused only while it is out for signature."""
        asks = [signature.row.ask for signature in self.signatures]
        return [ask for ask in asks if ask.answer_given != "reject" or ask.may_be_reconsidered]

    @property
    def largest_mb(self) -> int:
        return LARGEST // 1024 ** 2

    # Retrospective

    @cached_property
    def retrospective(self) -> Questionnaire:
        return Questionnaire("retrospective", self.project)

    # Archive

    @cached_property
    def is_closed(self) -> bool:
        return "closeout" in phase.closings(self.project)

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        return [] if self.is_closed else phase.obstacles(self.project, "closeout")

    @cached_property
    def mails_waiting(self) -> int:
        return archive.mails_waiting(self.project)

    @cached_property
    def jobs(self) -> list[ArchiveJob]:
        return archive.jobs(self.project)

    @property
    def job(self) -> ArchiveJob | None:
        """The one that counts: of the archiving in force."""
        return self.jobs[0] if self.jobs and self.project.archived_at else None

    @property
    def earlier(self) -> list[ArchiveJob]:
        """Bundles of archivings that were undone, as far as they are there."""
        return [job for job in self.jobs if job != self.job and job.is_there]

    @cached_property
    def pmo(self) -> list[Person]:
        return self.project.people_with("pmo")

    @cached_property
    def letters(self) -> list[Letter]:
        """The mails to the PMO about the bundle in force."""
        posted = f"archive:{self.job.id}:%" if self.job else ""
        return list(Letter.select(Letter, Person).join(Person, on=Letter.person)
                    .where((Letter.project == self.project) & (Letter.kind == "archive") & (Letter.cause ** posted)))

    @property
    def may_manage(self) -> bool:
        return self.project.may_be_managed_by(self.reader)

    @cached_property
    def is_in_charge(self) -> bool:
        """Also when it is archived."""
        try:
            archive.in_charge(self.project, self.reader)
        except Refusal:
            return False
        return True

    def _is_own(self, ask: Ask) -> bool:
        is_open = ask.takes_answer and self.project.archived_at is None
        return is_open and (ask.person_id == self.reader.id or stands_in_for(self.reader, ask.person))
