"""Letters: one mail to one person with its numbered lines, and the row of the outbox that sends it.

States: queued → sending → (in_doubt) → sent; failed and given_up are ends; held waits for an administrator.
"""

import base64
import secrets
from datetime import timedelta
from typing import Self

from peewee import JOIN, BlobField, CharField, Expression, ForeignKeyField, IntegerField, ModelSelect, TextField

from coordination import clock, event, prepared
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.database import InstantField, JSONField, Record, transaction
from coordination.language import N_
from coordination.paper import PaperVersion
from coordination.person import Address, Person
from coordination.project import Project
from coordination.refusal import NotAllowed, NotFound, Refusal
from coordination.rules import rules

KINDS = ("minutes", "paper", "request", "warning", "invitation", "confirmation", "reminder", "echo", "refusal",
         "status", "help", "archive", "dismissal", "alert", "handover", "deputy")
ASKING = ("minutes", "paper", "request", "warning", "invitation", "confirmation", "handover")
STATES = {"queued": N_("waiting to be sent"), "sending": N_("being sent"), "in_doubt": N_("perhaps sent"),
          "sent": N_("sent"), "failed": N_("refused by the mail server"), "given_up": N_("given up"),
          "held": N_("held for an administrator")}
ENDED = ("sent", "failed", "given_up", "held")
UNSENT = ("failed", "given_up", "held", "in_doubt")
LATE = timedelta(hours=4)
RECENT = timedelta(days=14)


class NoAddress(Refusal):
    sentence = N_("%(name)s has no mail address. Please add one on the person's page first.")


class AlreadySent(Refusal):
    sentence = N_("This letter has been sent already or is on its way.")
    status = 409


class Letter(Record):
    """`key` holds 128 random bits as 26 characters of lower-case base32; it names the letter in Reply-To,
    Message-ID and References. `cause` makes posting idempotent: one letter per cause, person and kind.
    `in_reply_to` is the Message-ID of the mail or letter it follows. `text` is the plain text as sent.
    `handovers` counts how often the mail server got, or may have got, the whole mail.
    """

    key = CharField(max_length=26, unique=True)
    kind = CharField(max_length=16)
    person = ForeignKeyField(Person)
    behalf = ForeignKeyField(Person, null=True, backref="deputised_letters")
    address = CharField(max_length=254)
    project = ForeignKeyField(Project, null=True, on_delete="CASCADE")
    paper_version = ForeignKeyField(PaperVersion, null=True, on_delete="CASCADE")
    answers_inbound_id = IntegerField(null=True, index=True)
    cause = CharField(max_length=80)
    in_reply_to = CharField(max_length=998, null=True)
    language = CharField(max_length=2)
    message_id = CharField(max_length=200, unique=True)
    date = InstantField()
    data = JSONField(default=dict)
    state = CharField(max_length=12, default="queued")
    attempts = IntegerField(default=0)
    due_at = InstantField()
    lease_until = InstantField(null=True)
    fence = IntegerField(default=0)
    subject = TextField(default="")
    text = TextField(default="")
    raw = BlobField(null=True)
    error = TextField(null=True)
    sent_at = InstantField(null=True)
    claimed_at = InstantField(null=True, index=True)
    handovers = IntegerField(default=0)
    expires_at = InstantField()

    class Meta:
        indexes = ((("cause", "person", "kind"), True), (("state", "due_at"), False), (("project", "id"), False))

    @classmethod
    def post(cls, kind: str, person: Person, *, cause: str, project: Project | None = None,
             paper_version: PaperVersion | None = None, answers_inbound_id: int | None = None,
             in_reply_to: str | None = None, data: dict | None = None, asks: list[Ask] | None = None,
             address: str | None = None, behalf: Person | None = None) -> Self | None:
        """Put a letter in the outbox, in the caller's transaction, its Message-ID and Date fixed.

        `asks` become its lines 1, 2, 3. Returns None where this cause already posted one. Raises NoAddress.
        """
        address = address or person.primary_address
        if not address:
            raise NoAddress(name=person.name)
        key, now = new_key(), clock.now()
        columns = {
            "key": key, "kind": kind, "person": person, "behalf": behalf, "address": address, "project": project,
            "paper_version": paper_version, "answers_inbound_id": answers_inbound_id, "cause": cause,
            "in_reply_to": in_reply_to, "language": person.language, "message_id": f"<{key}@{rules().mail_domain}>",
            "date": now, "data": data or {}, "due_at": now, "expires_at": now + timedelta(days=rules().letter_days),
        }
        id = prepared.add(cls, unless_present=True, **columns)
        if id is not None and asks:
            LetterLine.insert_many([{"letter": id, "n": n, "ask": ask} for n, ask in enumerate(asks, 1)]).execute()
        return cls(id=id, **columns) if id is not None else None

    @classmethod
    def by_key(cls, key: str) -> Self | None:
        return cls.get_or_none(cls.key == key.lower())

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound unless its project is theirs, it is about all projects of theirs, or they administer."""
        letter = cls.visible_to(by).where(cls.id == id).first()
        if letter is None:
            raise NotFound()
        return letter

    @classmethod
    def visible_to(cls, person: Person) -> ModelSelect:
        """A query, newest first; letters without a project are for administrators."""
        letters = (cls.select(cls, Person, Project).join(Person).switch(cls).join(Project, JOIN.LEFT_OUTER)
                   .order_by(cls.id.desc()))
        if person.administrator:
            return letters
        return letters.where(cls.project.in_(Project.ids_visible_to(person)))

    @classmethod
    def answering(cls, inbound_id: int, *, seen_by: Person) -> list[Self]:
        """What was written in answer to a received mail, newest first."""
        return list(cls.visible_to(seen_by).where(cls.answers_inbound_id == inbound_id))

    @classmethod
    def in_trouble(cls, person: Person) -> ModelSelect:
        """A query: what this person's projects should know about: recent letters that did not go, or wait too long."""
        now = clock.now()
        ended = cls.state.in_(("failed", "given_up", "held")) & (cls.date > now - RECENT)
        late = cls.state.in_(("queued", "sending")) & (cls.attempts > 0) & (cls.date < now - LATE)
        return cls.visible_to(person).where(ended | late)

    @property
    def lines(self) -> "list[LetterLine]":
        """With ask, action item, its project and owner; by number."""
        return list(LetterLine.select(LetterLine, Ask, ActionItem, Project, PaperVersion)
                    .join(Ask).join(ActionItem, JOIN.LEFT_OUTER).switch(Ask).join(Project)
                    .switch(Ask).join(PaperVersion, JOIN.LEFT_OUTER)
                    .where(LetterLine.letter == self).order_by(LetterLine.n))

    @property
    def receipt(self) -> Ask | None:
        """The receipt that this letter asks for."""
        if self.paper_version_id is None:
            return None
        return Ask.get_or_none((Ask.kind == "acknowledge") & (Ask.person == self.asked_id)
                               & (Ask.paper_version == self.paper_version_id))

    @property
    def question(self) -> Ask | None:
        """What this letter asks about its paper: a receipt, agreement, signature or decision."""
        if self.paper_version_id is None:
            return None
        return Ask.get_or_none((Ask.person == self.asked_id) & (Ask.paper_version == self.paper_version_id))

    @property
    def asked_id(self) -> int:
        """Whose answer is wanted: the reader's own, or that of the person for whom the reader stands in."""
        return self.behalf_id or self.person_id

    @property
    def has_expired(self) -> bool:
        return clock.now() > self.expires_at

    @property
    def asks_something(self) -> bool:
        """Whether an answer is waited for: only such letters are repeated when it is in doubt whether they went."""
        return self.kind in ASKING

    @property
    def may_be_doubled(self) -> bool:
        """Whether the recipient may have it twice: the first time, the answer of the mail server was lost."""
        return self.handovers > 1

    @property
    def may_have_arrived(self) -> bool:
        """Whether the answer of the mail server to the only sending was lost."""
        return self.state == "in_doubt" and not self.may_be_doubled

    @property
    def is_late(self) -> bool:
        """Whether it has been tried in vain for so long that the PM should know (faults page: four hours)."""
        tried = self.state in ("queued", "sending") and self.attempts > 0
        return tried and clock.now() - self.date > LATE

    def claim(self, lease: timedelta) -> bool:
        """Take the row for sending; False where somebody else has it or it is not due."""
        now = clock.now()
        taken = (Letter.update(attempts=Letter.attempts + 1, lease_until=now + lease, fence=Letter.fence + 1,
                               state="sending", claimed_at=now)
                 .where((Letter.id == self.id) & Letter.to_be_sent() & (Letter.due_at <= now)).execute())
        return taken == 1

    @classmethod
    def to_be_sent(cls) -> Expression:
        """A condition: rows that wait and nobody is sending. In doubt, only what asks something is sent once more."""
        repeated = (cls.state == "in_doubt") & (cls.handovers == 1) & cls.kind.in_(ASKING)
        free = cls.lease_until.is_null() | (cls.lease_until < clock.now())
        return (cls.state.in_(("queued", "sending")) | repeated) & free

    def move(self, state: str, fence: int, **columns: object) -> bool:
        """Change the state while the claim numbered `fence` holds; False where another claim has replaced it."""
        moved = (Letter.update(state=state, **columns)
                 .where((Letter.id == self.id) & (Letter.fence == fence)).execute())
        return moved == 1

    @classmethod
    def count_as_sent(cls, but: "list[Self]") -> None:
        """What waits in the outbox went out long ago, when it was written; only `but` still has to go, from now on."""
        waiting, ids = cls.state == "queued", [letter.id for letter in but]
        cls.update(state="sent", sent_at=cls.date).where(waiting & cls.id.not_in(ids)).execute()
        cls.update(due_at=clock.now()).where(waiting & cls.id.in_(ids)).execute()

    def send_again(self, *, by: Person) -> None:
        """A person orders another attempt of a letter that ended without being sent. Raises AlreadySent, NotAllowed."""
        self._sent_again_by(by)
        with transaction():
            again = (Letter.update(state="queued", due_at=clock.now(), lease_until=None, attempts=0, handovers=0,
                                   error=None)
                     .where((Letter.id == self.id) & Letter.state.in_(UNSENT))
                     .execute())
            if not again:
                raise AlreadySent()
            event.record("sent again", self, by=by, project=self.project_id)

    def may_be_sent_again_by(self, person: Person) -> bool:
        """Whether `send_again` lets the person; for pages that show only the buttons that work."""
        try:
            self._sent_again_by(person)
        except Refusal:
            return False
        return self.state in UNSENT

    def _sent_again_by(self, by: Person) -> None:
        if self.project is None and not by.administrator:
            raise NotAllowed()
        if self.project is not None and self.kind != "archive":
            self.project.managed_by(by)
        elif self.kind == "archive" and not (by.administrator or self.project.has(by, "pm")):  # the project is closed
            raise NotAllowed()


class LetterLine(Record):
    """Line `n` of a letter asks `ask`."""

    letter = ForeignKeyField(Letter, on_delete="CASCADE")
    n = IntegerField()
    ask = ForeignKeyField(Ask, on_delete="CASCADE")

    class Meta:
        indexes = ((("letter", "n"), True),)


def new_key() -> str:
    """128 random bits in lower-case base32 without padding: 26 characters, fit for a mail address."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def bounced(letter: Letter, reason: str) -> None:
    """The letter came back: its recipient's address is marked, the letter says why."""
    with transaction():
        for address in Address.select().where(Address.email == letter.address):
            address.bounced(reason)
        letter.error = reason[:500]
        letter.save(only=[Letter.error])
        event.record("bounced", letter, by=None, project=letter.project_id, after={"reason": reason[:500]})


