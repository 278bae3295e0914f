"""Asks: one question to one person about one record; the answer is columns on it, the same verb serves page and mail."""

from datetime import date
from typing import Self

from peewee import JOIN, CharField, ForeignKeyField, IntegerField

from coordination import clock, event
from coordination.action import CLOSED, ActionItem
from coordination.database import InstantField, Record, transaction
from coordination.language import N_
from coordination.language import gettext as _
from coordination.paper import PaperVersion
from coordination.person import Person
from coordination.project import Project
from coordination.refusal import Invalid, NotFound, Refusal

KINDS = ("acknowledge", "report")
SPOKEN = ("phone", "paper")


class Withdrawn(Refusal):
    sentence = N_("There is a newer version of this paper. Please answer the newer mail.")
    status = 409


class Ask(Record):
    """`kind` acknowledge asks for a receipt of `paper_version`; report asks how `action` stands, as often as needed.

    `channel` is how the answer came: mail, page, phone or paper; `inbound_id` the mail that brought it.
    """

    kind = CharField(max_length=16)
    person = ForeignKeyField(Person)
    project = ForeignKeyField(Project, on_delete="CASCADE")
    paper_version = ForeignKeyField(PaperVersion, null=True, on_delete="CASCADE")
    action = ForeignKeyField(ActionItem, null=True, on_delete="CASCADE")
    created_at = InstantField(default=clock.now)
    answered_at = InstantField(null=True)
    answer_given = CharField(max_length=16, null=True)
    answered_by = ForeignKeyField(Person, null=True, backref="answers")
    channel = CharField(max_length=16, null=True)
    inbound_id = IntegerField(null=True)
    withdrawn_at = InstantField(null=True)

    class Meta:
        indexes = ((("kind", "person", "paper_version"), True), (("kind", "person", "action"), True),
                   (("paper_version", "kind"), False), (("person", "answered_at"), False))

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound also where its project is none of the person's."""
        visible = Project.visible_to(by).order_by().select(Project.id)
        ask = (cls.select(cls, Person, Project).join(Person, on=cls.person).switch(cls).join(Project)
               .where((cls.id == id) & Project.id.in_(visible)).first())
        if ask is None:
            raise NotFound()
        return ask

    @classmethod
    def for_receipt(cls, version: PaperVersion, person: Person, project: Project) -> Self:
        ask, _new = cls.get_or_create(kind="acknowledge", person=person, paper_version=version,
                                      defaults={"project": project})
        return ask

    @classmethod
    def for_report(cls, action: ActionItem) -> Self:
        """The ask of the action's owner; the same one however often it is asked."""
        ask, _new = cls.get_or_create(kind="report", person=action.owner_id, action=action,
                                      defaults={"project": action.project_id})
        if ask.withdrawn_at is not None:
            Ask.update(withdrawn_at=None).where(Ask.id == ask.id).execute()
            ask.withdrawn_at = None
        return ask

    @classmethod
    def open_of(cls, person: Person) -> list[Self]:
        """Everything that is open for a person in running projects, by project, receipts first, then by due date."""
        still = (cls.answered_at.is_null() & (cls.kind == "acknowledge")) | ActionItem.status.not_in(CLOSED)
        return list(cls.select(cls, Project, ActionItem, PaperVersion).join(Project).switch(cls)
                    .join(ActionItem, JOIN.LEFT_OUTER).switch(cls).join(PaperVersion, JOIN.LEFT_OUTER)
                    .where((cls.person == person) & cls.withdrawn_at.is_null() & Project.archived_at.is_null() & still)
                    .order_by(Project.name, cls.kind, ActionItem.due, cls.id))

    @property
    def is_open(self) -> bool:
        if self.withdrawn_at is not None:
            return False
        return self.action.is_open if self.kind == "report" else self.answered_at is None

    def acknowledge(self, *, by: Person) -> bool:
        """The receipt; True the first time. Raises Withdrawn, NotAllowed, Archived."""
        self._answered_by(by)
        if self.answered_at is not None:
            return False
        with transaction():
            self._answered("acknowledged", by)
        return True

    def report(self, status: str, *, by: Person, due: date | None = None, percent: int | None = None,
               to: str | None = None, reason: str | None = None) -> bool:
        """How the action item stands; True where that changed something. Raises what `ActionItem.report` raises."""
        self._answered_by(by)
        with transaction():
            changed = self.action.report(status, by=by, due=due, percent=percent, to=to, reason=reason)
            if changed:
                self._answered(status, by)
        return changed

    def answer(self, answer: str, *, by: Person, **more: object) -> bool:
        """The one verb for page and mail: "acknowledged", or a status with due, percent, to, reason."""
        if self.kind == "acknowledge":
            return self.acknowledge(by=by)
        return self.report(answer, by=by, **more)

    def answer_for(self, answer: str, *, by: Person, channel: str = "phone", **more: object) -> bool:
        """What the person said to the project manager, by phone or on paper, and the project manager writes down.

        Whom it is for and how it came stay with the answer. Raises what `answer` raises.
        """
        if channel not in SPOKEN:
            raise Invalid("channel", _("How"), channel, _("Please choose one of the ways offered."))
        with event.acting(channel=channel, on_behalf_of_id=self.person_id):
            return self.answer(answer, by=by, **more)

    def withdraw(self) -> None:
        """Nobody has to answer it any more: a newer version replaced what it asked about."""
        Ask.update(withdrawn_at=clock.now()).where((Ask.id == self.id) & Ask.withdrawn_at.is_null()).execute()

    def state(self) -> dict:
        """The answer as the event keeps it: column → JSON value."""
        columns = ("answered_at", "answer_given", "answered_by", "channel", "inbound_id")
        fields = Ask._meta.fields
        return {name: fields[name].db_value(self.__data__[name]) for name in columns}

    def _answered(self, answer: str, by: Person) -> None:
        before, how = self.state(), event.how_acting()
        self.answered_at, self.answer_given, self.answered_by = clock.now(), answer, by
        self.channel, self.inbound_id = how.channel, how.inbound_id
        self.save(only=[Ask.answered_at, Ask.answer_given, Ask.answered_by, Ask.channel, Ask.inbound_id])
        event.record("answered", self, by=by, project=self.project_id, before=before, after=self.state())

    def _answered_by(self, by: Person) -> None:
        if self.withdrawn_at is not None:
            raise Withdrawn()
        if by.id != self.person_id or self.project.archived_at is not None:
            self.project.managed_by(by)


