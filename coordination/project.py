"""Projects and who takes part in them in which role."""

import re
from datetime import date
from typing import Self

from peewee import JOIN, CharField, ForeignKeyField, ModelSelect

from coordination import clock, event
from coordination.database import DayField, InstantField, Record, database, transaction
from coordination.language import N_
from coordination.language import gettext as _
from coordination.person import Department, Person
from coordination.refusal import Invalid, NotAllowed, NotFound, Refusal
from coordination.rules import rules
from coordination.typed import known_language, known_zone, one_line

ROLE_NAMES = {
    "pm": N_("Project manager"), "decision_layer": N_("Decision layer"), "head": N_("Department head"),
    "liaison": N_("Department liaison"), "member": N_("Member"), "minute_taker": N_("Minute taker"),
    "pmo": N_("PMO (receives the archive)"),
}
ROLES = tuple(ROLE_NAMES)
PHASES = ("kickoff", "planning", "execution", "issues", "closeout")


class CodeTaken(Refusal):
    sentence = N_("The code %(code)s is already used by another project. Please choose another one.")


class LastManager(Refusal):
    sentence = N_("A project needs a project manager. Please add another one first.")


class Archived(Refusal):
    sentence = N_("This project is archived and can only be read.")
    status = 409


class Project(Record):
    """`code` is short and stands in paper numbers; `time_zone` is the zone of its meetings."""

    name = CharField(max_length=120)
    code = CharField(max_length=16, unique=True)
    lead_department = ForeignKeyField(Department, null=True)
    language = CharField(max_length=2, default="zh")
    time_zone = CharField(max_length=64, default="Asia/Shanghai")
    phase = CharField(max_length=16, default="kickoff")
    starts_on = DayField(null=True)
    ends_on = DayField(null=True)
    created_at = InstantField(default=clock.now)
    archived_at = InstantField(null=True)

    @classmethod
    def start(cls, name: str, code: str, *, by: Person, lead_department: Department | None = None,
              language: str | None = None, time_zone: str | None = None) -> Self:
        """A new project whose first project manager is `by`; raises Missing, Invalid, CodeTaken, NotAllowed.

        Everybody who can log in may start one: only project managers and administrators can.
        """
        with transaction():
            code = _code(code)
            if cls.get_or_none(cls.code == code):
                raise CodeTaken(code=code)
            project = cls.create(name=one_line("name", _("Name"), name), code=code, lead_department=lead_department,
                                 language=known_language(language or rules().language),
                                 time_zone=known_zone(time_zone or rules().time_zone))
            event.record("started", project, by=by, project=project, after={"name": project.name, "code": code})
            project.add_member(by, "pm", by=None)
        return project

    @classmethod
    def visible_to(cls, person: Person) -> ModelSelect:
        """A query: all for an administrator, else the projects that the person manages or takes minutes for."""
        projects = cls.select().order_by(cls.archived_at.is_null(False), cls.name)
        return projects if person.administrator else projects.where(cls.id.in_(cls.ids_visible_to(person)))

    @classmethod
    def ids_visible_to(cls, person: Person) -> ModelSelect:
        """A query of the ids of those, for other queries: flat, because peewee writes what is in a query twice."""
        if person.administrator:
            return cls.select(cls.id)
        return Membership.select(Membership.project).where(
            (Membership.person == person) & Membership.role.in_(("pm", "minute_taker")))

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound also where the project exists but is none of the person's."""
        project = cls.visible_to(by).where(cls.id == id).first()
        if project is None:
            raise NotFound()
        return project

    def change(self, *, by: Person, name: str, lead_department: Department | None, language: str,
               time_zone: str) -> None:
        """Raises Missing, Invalid, NotAllowed, Archived."""
        self.managed_by(by)
        with transaction():
            before = {"name": self.name, "language": self.language, "time_zone": self.time_zone}
            self.name, self.lead_department = one_line("name", _("Name"), name), lead_department
            self.language, self.time_zone = known_language(language), known_zone(time_zone)
            self.save()
            after = {"name": self.name, "language": self.language, "time_zone": self.time_zone}
            event.record("changed", self, by=by, project=self, before=before, after=after)

    def runs(self, starts_on: date, ends_on: date) -> None:
        """The approved proposal's period: local dates, both included."""
        before = {"starts_on": _iso(self.starts_on), "ends_on": _iso(self.ends_on)}
        self.starts_on, self.ends_on = starts_on, ends_on
        self.save(only=[Project.starts_on, Project.ends_on])
        event.record("period set", self, by=None, project=self, before=before,
                     after={"starts_on": _iso(starts_on), "ends_on": _iso(ends_on)})

    def is_running(self) -> None:
        """Raises Archived once it is closed."""
        if self.archived_at is not None:
            raise Archived()

    def managed_by(self, person: Person | None) -> None:
        """Raises NotAllowed unless the person is a project manager here or an administrator, Archived once it is
        closed; None is Huizhi itself."""
        self.is_running()
        if person is None or person.administrator or self.has(person, "pm"):
            return
        raise NotAllowed()

    def may_be_managed_by(self, person: Person) -> bool:
        """Whether `managed_by` lets the person; for pages that show only the buttons that work."""
        try:
            self.managed_by(person)
        except Refusal:
            return False
        return True

    def written_by(self, person: Person | None) -> None:
        """As `managed_by`, and minute takers may too."""
        if person is not None and self.archived_at is None and self.has(person, "minute_taker"):
            return
        self.managed_by(person)

    def may_be_written_by(self, person: Person) -> bool:
        """Whether `written_by` lets the person."""
        try:
            self.written_by(person)
        except Refusal:
            return False
        return True

    def has(self, person: Person, role: str) -> bool:
        return (Membership.select().where((Membership.project == self) & (Membership.person == person)
                                          & (Membership.role == role)).exists())

    def add_member(self, person: Person, role: str, *, by: Person | None) -> "Membership":
        """Adding somebody twice changes nothing; raises Invalid for a role that does not exist."""
        self.managed_by(by)
        if role not in ROLES:
            raise Invalid("role", _("Role"), role, _("Please choose one of the roles offered."))
        with transaction():
            membership, new = Membership.get_or_create(project=self, person=person, role=role)
            if new:
                event.record("member added", self, by=by, project=self, after={"person": person.id, "role": role})
        return membership

    def remove_member(self, person: Person, role: str, *, by: Person) -> None:
        """Raises LastManager where the project would be left without a project manager."""
        self.managed_by(by)
        with transaction():
            if role == "pm" and self.managers() == [person]:
                raise LastManager()
            removed = Membership.delete().where((Membership.project == self) & (Membership.person == person)
                                                & (Membership.role == role)).execute()
            if removed:
                event.record("member removed", self, by=by, project=self,
                             before={"person": person.id, "role": role})

    def memberships(self) -> "list[Membership]":
        """With person and department, by department, name and role."""
        return list(Membership.select(Membership, Person, Department).join(Person)
                    .join(Department, JOIN.LEFT_OUTER).where(Membership.project == self)
                    .order_by(Department.name, Person.name, Person.id, Membership.role))

    def members(self) -> list[Person]:
        """Everybody active with any role, once each, by department and name; not who only receives the archive."""
        people = {row.person_id: row.person for row in self.memberships() if row.person.active and row.role != "pmo"}
        return list(people.values())

    def people_with(self, role: str) -> list[Person]:
        """The active people with a role, by department and name."""
        return [row.person for row in self.memberships() if row.role == role and row.person.active]

    def managers(self) -> list[Person]:
        return [row.person for row in self.memberships() if row.role == "pm"]


class Membership(Record):
    project = ForeignKeyField(Project, backref="membership_set", on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    role = CharField(max_length=16)

    class Meta:
        indexes = ((("project", "person", "role"), True), (("person", "role"), False))

    @classmethod
    def of(cls, person: Person, *, seen_by: Person) -> "list[Self]":
        """A person's roles in the projects that the other one sees."""
        visible = Project.ids_visible_to(seen_by)
        return list(cls.select(cls, Project).join(Project).where((cls.person == person) & Project.id.in_(visible))
                    .order_by(Project.name, cls.role))


def lock(project: Project) -> None:
    """Let nobody else number papers, items or issues of this project before the transaction ends."""
    query = Project.select(Project.id).where(Project.id == project.id)
    (query.for_update() if database.for_update else query).execute()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _code(code: str) -> str:
    code = code.strip().upper()
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9-]{0,15}", code):
        raise Invalid("code", _("Code"), code, _("Please use up to 16 letters, digits and hyphens, for instance NPL."))
    return code
