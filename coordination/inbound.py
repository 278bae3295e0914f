"""Received mails: raw bytes first, then exactly one final state with its reason."""

import hashlib
from datetime import datetime, timedelta
from functools import cache
from typing import Self

from peewee import JOIN, BlobField, CharField, ForeignKeyField, IntegerField, ModelSelect, TextField

from coordination import clock, event, prepared
from coordination.database import InstantField, JSONField, Record, transaction
from coordination.language import N_
from coordination.letter import Letter
from coordination.person import Person
from coordination.prepared import Prepared, slot
from coordination.project import Membership, Project
from coordination.refusal import NotAllowed, NotFound, Refusal

STATES = {"received": N_("being read"), "applied": N_("recorded"), "held": N_("waiting for you"),
          "quarantined": N_("could not be read"), "ignored": N_("without effect"), "refused": N_("refused")}
WAITING = ("held", "quarantined")
ATTEMPTS = 3
ECHOES = ("echo", "refusal")  # letters that say what became of the answer to another letter


class Mailbox(Record):
    """Where mail is fetched: `epoch` counts changes of UIDVALIDITY, `last_uid` is the cursor (RFC 9051, 2.3.1.1)."""

    name = CharField(max_length=254, unique=True)
    uidvalidity = IntegerField(null=True)
    epoch = IntegerField(default=0)
    last_uid = IntegerField(default=0)
    checked_at = InstantField(null=True)
    error = TextField(null=True)
    error_since = InstantField(null=True)


class Inbound(Record):
    """`trace` is a list of stages with what each concluded; `meaning` what was understood; `reason` a short code.

    `logical_key` is the SHA-256 of Message-ID, From, Date and body: the same mail by another way has the same one.
    """

    mailbox = ForeignKeyField(Mailbox)
    uidvalidity = IntegerField()
    uid = IntegerField()
    received_at = InstantField(default=clock.now)
    raw = BlobField()
    sha256 = CharField(max_length=64)
    size = IntegerField()
    state = CharField(max_length=12, default="received")
    reason = CharField(max_length=60, default="")
    attempts = IntegerField(default=0)
    due_at = InstantField(default=clock.now)
    lease_until = InstantField(null=True)
    fence = IntegerField(default=0)
    logical_key = CharField(max_length=64, null=True, index=True)
    message_id = CharField(max_length=998, null=True, index=True)
    from_address = CharField(max_length=254, null=True)
    subject = TextField(default="")
    date = InstantField(null=True)
    person = ForeignKeyField(Person, null=True)
    letter = ForeignKeyField(Letter, null=True, on_delete="SET NULL")
    project = ForeignKeyField(Project, null=True)
    trace = JSONField(default=list)
    meaning = JSONField(null=True)
    triaged_at = InstantField(null=True)
    triaged_by = ForeignKeyField(Person, null=True, backref="triaged")

    class Meta:
        indexes = ((("mailbox", "uidvalidity", "uid"), True), (("state", "due_at"), False),
                   (("project", "state"), False))

    @classmethod
    def store(cls, mailbox: Mailbox, uidvalidity: int, uid: int, raw: bytes, size: int | None = None,
              received_at: datetime | None = None) -> int | None:
        """Keep the raw bytes; the id of the new row, or None where it is already here.

        `size` is given where not all was taken, `received_at` where the mail server says when it came.
        """
        return prepared.add(cls, unless_present=True, mailbox=mailbox, uidvalidity=uidvalidity, uid=uid, raw=raw,
                            sha256=hashlib.sha256(raw).hexdigest(), size=size or len(raw),
                            received_at=received_at or clock.now())

    @classmethod
    def due(cls, limit: int = 100) -> list[int]:
        """The ids of rows that are to be read and that nobody is reading, oldest first."""
        now = clock.now()
        free = cls.lease_until.is_null() | (cls.lease_until < now)
        rows = cls.select(cls.id).where((cls.state == "received") & (cls.due_at <= now) & free)
        return [row.id for row in rows.order_by(cls.id).limit(limit)]

    @classmethod
    def is_waiting(cls, id: int) -> bool:
        """Whether a claim may succeed."""
        return _WAITING.value(id=id, now=clock.now()) is not None

    @classmethod
    def claim(cls, id: int, lease: timedelta) -> Self | None:
        """Take a row for reading, attempts and fence raised by one; None where it is taken or done."""
        now = clock.now()
        return _CLAIM.first(id=id, now=now, until=now + lease)

    @classmethod
    def claim_more(cls, count: int, lease: timedelta) -> list[Self]:
        """Take waiting rows that nobody has tried yet: what has failed once is always read alone."""
        now = clock.now()
        return _CLAIM_MORE.rows(count=count, now=now, until=now + lease)

    def finish(self, state: str, reason: str, **columns: object) -> bool:
        """The final state, while this claim holds; False where another claim has replaced it."""
        new = {"state": state, "reason": reason, "lease_until": None, **columns}
        return _finishing(tuple(new)).changed(**{**new, "this_id": self.id, "this_fence": self.fence}) == 1

    @classmethod
    def visible_to(cls, person: Person) -> ModelSelect:
        """A query, newest first, without the raw bytes.

        A PM sees mails of their projects, and those of no project from people in their projects; administrators all.
        """
        columns = [field for field in cls._meta.sorted_fields if field.name != "raw"]
        mails = cls.select(*columns, Person).join(Person, JOIN.LEFT_OUTER, on=cls.person).order_by(cls.id.desc())
        if person.administrator:
            return mails
        mine = Project.ids_visible_to(person)
        colleagues = Membership.select(Membership.person).where(Membership.project.in_(mine))
        return mails.where(cls.project.in_(mine) | (cls.project.is_null() & cls.person.in_(colleagues)))

    @classmethod
    def waiting_for(cls, person: Person) -> ModelSelect:
        """The triage: held and quarantined mails that nobody has dealt with, newest first."""
        return cls.visible_to(person).where(cls.state.in_(WAITING) & cls.triaged_at.is_null())

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound unless `visible_to` shows it."""
        mail = cls.visible_to(by).where(cls.id == id).first()
        if mail is None:
            raise NotFound()
        return mail

    @classmethod
    def answering(cls, letter: Letter, *, seen_by: Person) -> list[Self]:
        """The replies to a letter, newest first."""
        return list(cls.visible_to(seen_by).where(cls.letter == letter))

    @property
    def asked(self) -> Letter | None:
        """The letter whose lines it means: what an echo says is about the lines of another letter."""
        letter = self.letter
        while letter is not None and letter.kind in ECHOES and letter.answers_inbound_id is not None:
            answered = Inbound.select(Inbound.letter).where(Inbound.id == letter.answers_inbound_id).first()
            if answered is None or answered.letter is None:
                break
            letter = answered.letter
        return letter

    @property
    def waits(self) -> bool:
        """Whether it is in the triage."""
        return self.state in WAITING and self.triaged_at is None

    def raw_bytes(self) -> bytes:
        return bytes(Inbound.select(Inbound.raw).where(Inbound.id == self.id).scalar())

    def settle(self, *, by: Person, choice: str = "nothing to record") -> bool:
        """A person has dealt with it; False where somebody already had."""
        self._triaged_by(by)
        with transaction():
            done = (Inbound.update(triaged_at=clock.now(), triaged_by=by)
                    .where((Inbound.id == self.id) & Inbound.triaged_at.is_null()).execute())
            if done:
                event.record("triaged", self, by=by, project=self.project_id, after={"choice": choice})
        return done == 1

    def read_again(self, *, by: Person) -> None:
        """Put it before the desk once more, as if it had just come; what it already did is not done twice."""
        self._triaged_by(by)
        with transaction():
            event.record("read again", self, by=by, project=self.project_id, before={"state": self.state})
            (Inbound.update(state="received", reason="", attempts=0, due_at=clock.now(), lease_until=None,
                            triaged_at=None, triaged_by=None).where(Inbound.id == self.id).execute())

    def may_be_decided_by(self, person: Person) -> bool:
        """Whether `settle`, `read_again` and `belongs_to` let the person; for pages, which show no button in vain."""
        try:
            self._triaged_by(person)
        except Refusal:
            return False
        return True

    def belongs_to(self, person: Person | None, project: Project | None, *, by: Person) -> None:
        """A person says whose mail it is and which project it concerns."""
        self._triaged_by(by)
        with transaction():
            before = {"person": self.person_id, "project": self.project_id}
            self.person, self.project = person, project
            self.save(only=[Inbound.person, Inbound.project])
            after = {"person": self.person_id, "project": self.project_id}
            event.record("assigned", self, by=by, project=project, before=before, after=after)

    def _triaged_by(self, by: Person) -> None:
        if self.project is not None:
            self.project.managed_by(by)
        elif not by.administrator and not Inbound.visible_to(by).where(Inbound.id == self.id).exists():
            raise NotAllowed()


_WAITING = Prepared(lambda: (
    Inbound.select(Inbound.id)
    .where((Inbound.id == slot("id")) & (Inbound.state == "received")
           & (Inbound.lease_until.is_null() | (Inbound.lease_until < slot("now", Inbound.due_at))))))


_CLAIM = Prepared(lambda: (
    Inbound.update(attempts=Inbound.attempts + 1, fence=Inbound.fence + 1, lease_until=slot("until", Inbound.due_at))
    .where((Inbound.id == slot("id")) & (Inbound.state == "received")
           & (Inbound.lease_until.is_null() | (Inbound.lease_until < slot("now", Inbound.due_at))))
    .returning(Inbound)))


_CLAIM_MORE = Prepared(lambda: (
    Inbound.update(attempts=Inbound.attempts + 1, fence=Inbound.fence + 1, lease_until=slot("until", Inbound.due_at))
    .where(Inbound.id.in_(_untried(Inbound.alias()).limit(slot("count")))
           & (Inbound.state == "received") & (Inbound.attempts == 0))  # once more, for PostgreSQL reads rows late
    .returning(Inbound)))


def _untried(rows: type[Inbound]) -> ModelSelect:
    return (rows.select(rows.id)
            .where((rows.state == "received") & (rows.attempts == 0) & (rows.due_at <= slot("now", Inbound.due_at)))
            .order_by(rows.id))


@cache
def _finishing(columns: tuple[str, ...]) -> Prepared:
    fields = Inbound._meta.fields
    return Prepared(lambda: (
        Inbound.update({fields[name]: slot(name, fields[name]) for name in columns})
        .where((Inbound.id == slot("this_id")) & (Inbound.fence == slot("this_fence"))
               & (Inbound.state == "received"))))


def is_old(date: datetime | None) -> bool:
    """Whether a mail is older than 24 h, so that nothing answers it by itself (faults page)."""
    return date is not None and clock.now() - date > timedelta(hours=24)
