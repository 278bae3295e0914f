"""The archive (归档): closing a project for good, the bundle that is made of it, and handing it to the PMO.

An archived project is read-only. The bundle is made by a worker; its row says how far it is and survives every crash.
"""

from datetime import timedelta
from pathlib import Path
from typing import Self

from peewee import BigIntegerField, CharField, Expression, ForeignKeyField, IntegerField, TextField

from coordination import clock, event, issue_log
from coordination.database import InstantField, Record, transaction
from coordination.inbound import Inbound
from coordination.issue import Issue
from coordination.language import N_
from coordination.language import gettext as _
from coordination.letter import Letter
from coordination.person import Person, allowed_to_administer
from coordination.phase import PhaseClosing, closings
from coordination.project import Project, lock
from coordination.refusal import Missing, NotAllowed, Refusal
from coordination.typed import one_line

STATES = {"queued": N_("waiting to be made"), "making": N_("being made"), "made": N_("made"), "failed": N_("failed"),
          "cancelled": N_("cancelled")}
ATTEMPTS = 3
RETRY = timedelta(seconds=30)
LARGEST_BY_MAIL = 10 * 1024 * 1024


class NotClosedOut(Refusal):
    sentence = N_("The closeout is not closed yet. Close it first, or give a reason why the project is archived "
                  "all the same.")
    status = 409


class MailsWaiting(Refusal):
    sentence = N_("Mails of this project still wait in the triage (%(n)s). Please settle them first: afterwards "
                  "nothing can be recorded.")
    status = 409


class NotArchived(Refusal):
    sentence = N_("This project is not archived.")
    status = 409


class NoBundle(Refusal):
    sentence = N_("The bundle is not there. Please have it made again on the closeout page.")
    status = 409


class ArchiveJob(Record):
    """One making of a bundle; `number` counts how often the project was archived. `done` of `total` files are in it.

    `handed_over_to` are names; `handed_over_how` is mail or download.
    """

    project = ForeignKeyField(Project, on_delete="CASCADE")
    number = IntegerField()
    state = CharField(max_length=12, default="queued")
    done = IntegerField(default=0)
    total = IntegerField(default=0)
    error = TextField(null=True)
    attempts = IntegerField(default=0)
    due_at = InstantField(default=clock.now)
    lease_until = InstantField(null=True)
    fence = IntegerField(default=0)
    ordered_by = ForeignKeyField(Person)
    ordered_at = InstantField(default=clock.now)
    reason = TextField(default="")
    made_at = InstantField(null=True)
    size = BigIntegerField(null=True)
    sha256 = CharField(max_length=64, null=True)
    handed_over_at = InstantField(null=True)
    handed_over_to = TextField(default="")
    handed_over_how = CharField(max_length=12, null=True)
    handed_over_by = ForeignKeyField(Person, null=True, backref="archives_handed_over")

    class Meta:
        indexes = ((("project", "number"), True), (("state", "due_at"), False))

    @property
    def file_name(self) -> str:
        return f"{self.project.code}-archive-{self.number}.zip"

    @property
    def path(self) -> Path:
        return folder() / self.file_name

    @property
    def is_there(self) -> bool:
        """Whether it is made and its file has not been lost since."""
        return self.state == "made" and self.path.is_file()

    @property
    def is_going_on(self) -> bool:
        return self.state in ("queued", "making")

    @property
    def fits_a_mail(self) -> bool:
        return self.size is not None and self.size <= LARGEST_BY_MAIL

    # How a worker makes it

    @classmethod
    def due(cls) -> list[int]:
        """The ids of jobs that nobody is at, oldest first."""
        return [row.id for row in cls.select(cls.id).where(cls._free()).order_by(cls.id)]

    @classmethod
    def claim(cls, id: int, lease: timedelta) -> Self | None:
        """Take a job, attempts and fence raised by one; None where it is taken or done."""
        taken = (cls.update(state="making", attempts=cls.attempts + 1, fence=cls.fence + 1, done=0,
                            lease_until=clock.now() + lease).where((cls.id == id) & cls._free()).execute())
        return cls.get_by_id(id) if taken else None

    def progress(self, done: int, total: int, lease: timedelta) -> bool:
        """How far it is; False where another claim has replaced this one, or the project was reopened."""
        self.done, self.total = done, total
        return self._move(done=done, total=total, lease_until=clock.now() + lease)

    def made(self, size: int, sha256: str) -> bool:
        """The file is in its place. Mailed to the PMO where it is small enough; False as in `progress`."""
        with transaction():
            if not self._move(state="made", size=size, sha256=sha256, made_at=clock.now(), lease_until=None, error=None,
                              done=self.total):
                return False
            self.size, self.sha256, self.state = size, sha256, "made"
            event.record("bundle made", self, by=None, project=self.project_id, after={"sha256": sha256, "size": size})
            self._mail_to_pmo()
        return True

    def failed(self, error: str) -> None:
        """Tried again in a while, three times in all."""
        over = self.attempts >= ATTEMPTS
        with transaction():
            moved = self._move(state="failed" if over else "queued", error=error[:500], lease_until=None,
                               due_at=clock.now() + RETRY)
            if moved and over:
                event.record("bundle failed", self, by=None, project=self.project_id, after={"error": error[:500]})

    # What a person does with it

    def hand_over(self, to: str, *, by: Person) -> None:
        """A person says to whom they gave the bundle. Raises NoBundle, Missing, NotAllowed."""
        in_charge(self.project, by)
        if not self.is_there:
            raise NoBundle()
        to = one_line("to", _("To whom"), to, 160)
        with transaction():
            self._handed_over(to, "download", by)

    def make_again(self, *, by: Person) -> None:
        """After a failure, or where the file was lost. Raises NotAllowed, NotArchived."""
        in_charge(self.project, by)
        if self.project.archived_at is None:
            raise NotArchived()
        if self.is_there or self.is_going_on:
            return
        with transaction():
            (ArchiveJob.update(state="queued", attempts=0, due_at=clock.now(), lease_until=None, error=None, done=0)
             .where(ArchiveJob.id == self.id).execute())
            event.record("bundle ordered again", self, by=by, project=self.project_id)

    @classmethod
    def _free(cls) -> Expression:
        now = clock.now()
        nobody = cls.lease_until.is_null() | (cls.lease_until < now)
        return cls.state.in_(("queued", "making")) & (cls.due_at <= now) & nobody

    def _move(self, **columns: object) -> bool:
        return ArchiveJob.update(**columns).where((ArchiveJob.id == self.id) & (ArchiveJob.fence == self.fence)
                                                  & (ArchiveJob.state == "making")).execute() == 1

    def _mail_to_pmo(self) -> None:
        people = [person for person in self.project.people_with("pmo") if person.primary_address]
        if not people or not self.fits_a_mail:
            return
        for person in people:
            Letter.post("archive", person, cause=f"archive:{self.id}:{self.sha256[:16]}", project=self.project,
                        data={"archive": self.id})
        self._handed_over(", ".join(person.name for person in people), "mail", None)

    def _handed_over(self, to: str, how: str, by: Person | None) -> None:
        self.handed_over_at, self.handed_over_to, self.handed_over_how, self.handed_over_by = clock.now(), to, how, by
        self.save(only=[ArchiveJob.handed_over_at, ArchiveJob.handed_over_to, ArchiveJob.handed_over_how,
                        ArchiveJob.handed_over_by])
        event.record("handed over", self, by=by, project=self.project_id, after={"to": to, "how": how})


def archive(project: Project, *, by: Person, reason: str = "") -> ArchiveJob:
    """Close the project for good and order its bundle; `reason` where the closeout is not closed.

    Raises NotClosedOut, MailsWaiting, NotAllowed, Archived.
    """
    project.managed_by(by)
    with transaction():
        lock(project)
        project = Project.get_by_id(project.id)
        project.is_running()
        closed = "closeout" in closings(project)
        if not closed and not reason.strip():
            raise NotClosedOut()
        if waiting := mails_waiting(project):
            raise MailsWaiting(n=waiting)
        if Issue.select().where(Issue.project == project).exists():
            issue_log.keep(project)
        return _close(project, "" if closed else reason.strip()[:500], by)


def reopen(id: int, *, by: Person, reason: str) -> Project:
    """An administrator opens an archived project again; the closeout has to be closed once more.

    The bundles that were made stay. Raises NotAllowed, Missing, NotArchived, NotFound.
    """
    allowed_to_administer(by)
    project, reason = Project.find(id, by=by), reason.strip()[:500]
    if not reason:
        raise Missing("reason", _("Reason"))
    with transaction():
        closed = (Project.id == id) & Project.archived_at.is_null(False)
        if not Project.update(archived_at=None).where(closed).execute():
            raise NotArchived()
        before, project.archived_at = project.archived_at, None
        (ArchiveJob.update(state="cancelled", lease_until=None)
         .where((ArchiveJob.project == project) & ArchiveJob.state.in_(("queued", "making", "failed"))).execute())
        PhaseClosing.delete().where((PhaseClosing.project == project) & (PhaseClosing.phase == "closeout")).execute()
        event.record("reopened", project, by=by, project=project, before={"archived_at": before.isoformat()},
                     after={"reason": reason})
    return project


def jobs(project: Project) -> list[ArchiveJob]:
    """Newest first."""
    found = list(ArchiveJob.select(ArchiveJob, Person).join(Person, on=ArchiveJob.ordered_by)
                 .where(ArchiveJob.project == project).order_by(ArchiveJob.number.desc()))
    for job in found:
        job.project = project
    return found


def latest(project: Project) -> ArchiveJob:
    """Raises NotArchived where it never was."""
    found = jobs(project)
    if not found:
        raise NotArchived()
    return found[0]


def mails_waiting(project: Project) -> int:
    """How many mails of the project nobody has decided on."""
    return Inbound.select().where((Inbound.project == project) & Inbound.state.in_(("held", "quarantined"))
                                  & Inbound.triaged_at.is_null()).count()


def in_charge(project: Project, person: Person) -> None:
    """As `Project.managed_by`, and when it is archived as well. Raises NotAllowed."""
    if not person.administrator and not project.has(person, "pm"):
        raise NotAllowed()


def folder() -> Path:
    """Where the bundles are kept."""
    if _folder is None:
        raise RuntimeError("no folder for archives was named")
    return _folder


def keep_in(path: Path | None) -> None:
    """Name the folder, at start-up and in tests."""
    global _folder
    _folder = path


def _close(project: Project, reason: str, by: Person) -> ArchiveJob:
    project.archived_at = clock.now()
    project.save(only=[Project.archived_at])
    number = ArchiveJob.select().where(ArchiveJob.project == project).count() + 1
    job = ArchiveJob.create(project=project, number=number, ordered_by=by, ordered_at=project.archived_at,
                            reason=reason)
    event.record("archived", project, by=by, project=project, before={"archived_at": None},
                 after={"archived_at": project.archived_at.isoformat(), "reason": reason})
    return job


_folder: Path | None = None
