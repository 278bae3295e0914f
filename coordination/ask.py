"""Asks: one question to one person about one record; the answer is columns on it, one verb for page and mail."""

from datetime import date
from typing import Self

from peewee import JOIN, CharField, ForeignKeyField, IntegerField, TextField

from coordination import clock, event
from coordination.action import CLOSED, ActionItem
from coordination.database import InstantField, Record, transaction
from coordination.delegation import stands_in_for
from coordination.language import N_
from coordination.language import gettext as _
from coordination.milestone import Deliverable, Milestone
from coordination.paper import PaperVersion
from coordination.person import Person
from coordination.project import Project
from coordination.refusal import Invalid, Missing, NotFound, Refusal

KINDS = ("acknowledge", "report", "agree", "sign", "decide", "provide", "warn", "confirm")
DECISIONS = {
    "agree": ("approve", "reject"), "sign": ("approve", "reject"), "decide": ("approve", "reject", "send_back"),
}
WARNINGS = {"on_time": "in_progress", "late": "delayed", "help": "blocked"}
PROMISES: dict[str, type[Milestone | Deliverable]] = {"milestone": Milestone, "deliverable": Deliverable}
SPOKEN = ("phone", "paper")
CONFIRMATIONS = ("approve", "reject")
ANSWERS = {
    "acknowledged": N_("received"), "approve": N_("approved"), "reject": N_("not approved"),
    "send_back": N_("sent back for changes"), "provided": N_("answered"), "on_time": N_("on time"),
    "late": N_("will be late"),
    "help": N_("needs help"),
}
DECIDED = {
    "decide": {"approve": N_("approved"), "reject": N_("not approved"), "send_back": N_("sent back for changes")},
    "sign": {"approve": N_("signed"), "reject": N_("refused to sign")},
    "agree": {"approve": N_("agreed"), "reject": N_("objected")},
}
ANSWER = ("answered_at", "answer_given", "answered_by", "option", "text", "assurance", "channel", "inbound_id")


class Withdrawn(Refusal):
    sentence = N_("There is a newer version of this paper. Please answer the newer mail.")
    status = 409


class DecidedAlready(Refusal):
    sentence = N_("This was answered on %(day)s already (%(answer)s). To change it, please ask the project manager.")
    status = 409


class NothingToAskAgain(Refusal):
    sentence = N_("There is no refusal of %(name)s that stands in the way of this paper.")
    status = 409


class NoSuchOption(Refusal):
    sentence = N_("There is no option %(option)s. Please choose one of: %(options)s.")


class Ask(Record):
    """`kind` acknowledge asks for a receipt of `paper_version`; agree, sign and decide for approval, objection or a
    ruling on it; report asks how `action` stands, as often as needed, and warn whether it, or the milestone or
    deliverable (`subject`, `subject_id`), will be in time; provide asks `question` about (`subject`, `subject_id`)
    and takes a text; confirm asks whether an issue is solved.

    `channel` is how the answer came: mail, page, phone or paper; `inbound_id` the mail that brought it; `assurance` how
    sure it is who gave it: address, trusted, code, page, phone or paper.
    """

    kind = CharField(max_length=16)
    person = ForeignKeyField(Person)
    project = ForeignKeyField(Project, on_delete="CASCADE")
    paper_version = ForeignKeyField(PaperVersion, null=True, on_delete="CASCADE")
    action = ForeignKeyField(ActionItem, null=True, on_delete="CASCADE")
    subject = CharField(max_length=40, null=True)
    subject_id = IntegerField(null=True)
    question = CharField(max_length=24, null=True)
    created_at = InstantField(default=clock.now)
    answered_at = InstantField(null=True)
    answer_given = CharField(max_length=16, null=True)
    answered_by = ForeignKeyField(Person, null=True, backref="answers")
    option = CharField(max_length=8, null=True)
    text = TextField(null=True)
    assurance = CharField(max_length=8, null=True)
    channel = CharField(max_length=16, null=True)
    inbound_id = IntegerField(null=True)
    withdrawn_at = InstantField(null=True)

    class Meta:
        indexes = ((("kind", "person", "paper_version"), True), (("kind", "person", "action"), True),
                   (("kind", "person", "subject", "subject_id", "question"), True),
                   (("paper_version", "kind"), False), (("person", "answered_at"), False),
                   (("subject", "subject_id"), False))

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound also where its project is none of the person's."""
        visible = Project.ids_visible_to(by)
        ask = (cls.select(cls, Person, Project).join(Person, on=cls.person).switch(cls).join(Project)
               .where((cls.id == id) & Project.id.in_(visible)).first())
        if ask is None:
            raise NotFound()
        return ask

    @classmethod
    def find_answerable(cls, id: int, *, by: Person) -> Self:
        """As `find`, and also where the person was asked, or stands in today for whoever was. Raises NotFound."""
        ask = cls.select(cls, Person).join(Person, on=cls.person).where(cls.id == id).first()
        if ask is not None and (ask.person_id == by.id or stands_in_for(by, ask.person)):
            return ask
        return cls.find(id, by=by)

    @classmethod
    def for_receipt(cls, version: PaperVersion, person: Person, project: Project) -> Self:
        ask, _new = cls.get_or_create(kind="acknowledge", person=person, paper_version=version,
                                      defaults={"project": project})
        return ask

    @classmethod
    def for_paper(cls, kind: str, version: PaperVersion, person: Person, project: Project) -> Self:
        """To agree to, sign or decide on a version, once a person."""
        ask, _new = cls.get_or_create(kind=kind, person=person, paper_version=version, defaults={"project": project})
        return ask

    @classmethod
    def about(cls, kind: str, subject: Record, person: Person, project: Project, question: str) -> Self:
        """Provide or confirm something about any record; one ask a question and person."""
        ask, _new = cls.get_or_create(kind=kind, person=person, subject=event.name_of(subject), subject_id=subject.id,
                                      question=question, defaults={"project": project})
        return ask

    @classmethod
    def for_warning(cls, promise: ActionItem | Milestone | Deliverable, person: Person) -> Self:
        """Whether it will be in time (process, phase 3); asked anew it is the same one, open again."""
        about = {"action": promise} if isinstance(promise, ActionItem) else {
            "subject": event.name_of(promise), "subject_id": promise.id, "question": "warning"}
        ask, new = cls.get_or_create(kind="warn", person=person, **about, defaults={"project": promise.project_id})
        if not new:
            ask._opened_again()
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
        to_do = ActionItem.status.is_null() | ActionItem.status.not_in(CLOSED)
        still = to_do & (cls.answered_at.is_null() | (cls.kind == "report"))
        return list(cls.select(cls, Project, ActionItem, PaperVersion).join(Project).switch(cls)
                    .join(ActionItem, JOIN.LEFT_OUTER).switch(cls).join(PaperVersion, JOIN.LEFT_OUTER)
                    .where((cls.person == person) & cls.withdrawn_at.is_null() & Project.archived_at.is_null() & still)
                    .order_by(Project.name, cls.kind, ActionItem.due, cls.id))

    @property
    def is_for_a_ruling(self) -> bool:
        """Whether it is a dossier with options: what is decided on it is a ruling."""
        version = self.paper_version if self.kind == "decide" else None
        return version is not None and bool(version.content.get("options"))

    @property
    def is_open(self) -> bool:
        if self.withdrawn_at is not None or self.kind == "warn" and self.action_id and not self.action.is_open:
            return False
        return self.action.is_open if self.kind == "report" else self.answered_at is None

    @property
    def may_be_reconsidered(self) -> bool:
        """Whether it is a refusal to sign what is still out for signature: it can still become a signature."""
        is_refusal = self.kind == "sign" and self.answer_given == "reject" and self.withdrawn_at is None
        return is_refusal and self.paper_version.paper.state == "circulated"

    @property
    def takes_answer(self) -> bool:
        """Whether an answer counts now."""
        return self.is_open or self.may_be_reconsidered

    @property
    def promise(self) -> ActionItem | Milestone | Deliverable | None:
        """What a report or a warning is about."""
        if self.action_id is not None:
            return self.action
        return PROMISES[self.subject].get_by_id(self.subject_id) if self.subject in PROMISES else None

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

    def decide(self, decision: str, *, by: Person, option: str | None = None, reason: str | None = None,
               assurance: str | None = None) -> bool:
        """Approve, reject or send back; True the first time, False for the same once more. A refusal to sign can become
        a signature (see `may_be_reconsidered`).

        `option` is the letter of the option chosen, `reason` the person's own words. Raises Withdrawn, DecidedAlready,
        NoSuchOption, NotAllowed, Archived, Invalid.
        """
        self._answered_by(by)
        if decision not in DECISIONS[self.kind]:
            raise Invalid("decision", _("Decision"), decision, _("Please choose one of the answers offered."))
        option = self._option(decision, option)
        if self.answered_at is not None and not (decision == "approve" and self.may_be_reconsidered):
            return self._same_again(decision, option)
        with transaction():
            self._answered(decision, by, option=option, text=reason, assurance=assurance)
        return True

    def provide(self, text: str, *, by: Person) -> bool:
        """The person's own words, as often as they like; True where they changed. Raises what `acknowledge` raises."""
        self._answered_by(by)
        if self.text == text.strip():
            return False
        with transaction():
            self._answered("provided", by, text=text.strip())
        return True

    def warn(self, choice: str, *, by: Person, due: date | None = None, reason: str | None = None) -> bool:
        """In time, late until `due` because of `reason`, or in need of help; what it is about shows it. Raises Missing
        for a delay of a milestone or deliverable without a day."""
        self._answered_by(by)
        if choice not in WARNINGS:
            raise Invalid("choice", _("Answer"), choice, _("Please choose one of the answers offered."))
        with transaction():
            changed = self._warned(choice, by, due, reason)
            if changed or self.answer_given != choice:
                self._answered(choice, by, text=reason)
        return changed

    def confirm(self, decision: str, *, by: Person, reason: str | None = None) -> bool:
        """Whether it is solved: approve or reject; True where that is news."""
        self._answered_by(by)
        if decision not in CONFIRMATIONS:
            raise Invalid("decision", _("Answer"), decision, _("Please choose one of the answers offered."))
        if self.answer_given == decision:
            return False
        with transaction():
            self._answered(decision, by, text=reason)
        return True

    def answer(self, answer: str, *, by: Person, **more: object) -> bool:
        """The one verb for page and mail: what `answer` may be is what the verb of its kind takes first."""
        if self.kind == "acknowledge":
            return self.acknowledge(by=by)
        verbs = {"report": self.report, "provide": self.provide, "warn": self.warn, "confirm": self.confirm}
        return verbs.get(self.kind, self.decide)(answer, by=by, **more)

    def answer_for(self, answer: str, *, by: Person, channel: str = "phone", **more: object) -> bool:
        """What the person said to the project manager, by phone or on paper, and the project manager writes down.

        Whom it is for and how it came stay with the answer. Raises what `answer` raises.
        """
        if channel not in SPOKEN:
            raise Invalid("channel", _("How"), channel, _("Please choose one of the ways offered."))
        with event.acting(channel=channel, on_behalf_of_id=self.person_id):
            return self.answer(answer, by=by, **more)

    def ask_again(self, *, by: Person) -> None:
        """The project manager asks whoever refused to sign to look at it once more; the refusal stays in the events.
        Raises NothingToAskAgain, NotAllowed, Archived."""
        self.project.managed_by(by)
        if not self.may_be_reconsidered:
            raise NothingToAskAgain(name=self.person.name)
        with transaction():
            before = self.state()
            self._opened_again()
            event.record("asked again", self, by=by, project=self.project_id, before=before, after=self.state())

    def withdraw(self) -> None:
        """Nobody has to answer it any more: a newer version replaced what it asked about."""
        Ask.update(withdrawn_at=clock.now()).where((Ask.id == self.id) & Ask.withdrawn_at.is_null()).execute()

    def state(self) -> dict:
        """The answer as the event keeps it: column → JSON value."""
        fields = Ask._meta.fields
        return {name: fields[name].db_value(self.__data__.get(name)) for name in ANSWER}

    def _warned(self, choice: str, by: Person, due: date | None, reason: str | None) -> bool:
        promise = self.promise
        if isinstance(promise, ActionItem):
            return promise.report(WARNINGS[choice], by=by, due=due, reason=reason)
        if choice == "late" and due is None:
            raise Missing("due", _("Expected on"))
        expected = due if choice == "late" else promise.expected_due
        return promise.is_open and promise.announce(expected, by=by, reason=reason, needs_help=choice == "help")

    def _opened_again(self) -> None:
        """Asked anew: the earlier answer stays in the events."""
        for name in (*ANSWER, "withdrawn_at"):
            setattr(self, name, None)
        self.save(only=[Ask._meta.fields[name] for name in (*ANSWER, "withdrawn_at")])

    def _option(self, decision: str, option: str | None) -> str | None:
        """The option chosen, where the paper offers some: a ruling in favour has to name one."""
        offered = [row["letter"] for row in self.paper_version.content.get("options", [])]
        if not offered or decision != "approve":
            return None
        if (option or "").upper() not in offered:
            raise NoSuchOption(option=option or "–", options=", ".join(offered))
        return option.upper()

    def _same_again(self, decision: str, option: str | None) -> bool:
        if (self.answer_given, self.option) == (decision, option):
            return False
        raise DecidedAlready(day=clock.local_day(self.answered_at, self.person.time_zone).isoformat(),
                             answer=_(DECIDED[self.kind][self.answer_given]))

    def _answered(self, answer: str, by: Person, **columns: object) -> None:
        before, how = self.state(), event.how_acting()
        self.answered_at, self.answer_given, self.answered_by = clock.now(), answer, by
        self.channel, self.inbound_id = how.channel, how.inbound_id
        for name, value in columns.items():
            setattr(self, name, value)
        self.save(only=[Ask._meta.fields[name] for name in ANSWER])
        event.record("answered", self, by=by, project=self.project_id, before=before, after=self.state())

    def may_be_answered_by(self, person: Person) -> bool:
        """Whether `answer` lets the person; for pages that show only the buttons that work."""
        try:
            self._answered_by(person)
        except Refusal:
            return False
        return True

    def _answered_by(self, by: Person) -> None:
        """The person, their deputy of today, or the project manager for them."""
        if self.withdrawn_at is not None:
            raise Withdrawn()
        self.project.is_running()
        if by.id != self.person_id and not stands_in_for(by, self.person):
            self.project.managed_by(by)


