"""Confirmations: a one-time code, where the mailbox cannot prove who sent an approval, a signature or a ruling."""

import secrets
from datetime import timedelta
from typing import Self

from peewee import CharField, ForeignKeyField, IntegerField

from coordination import clock, documents, event
from coordination.ask import Ask
from coordination.database import InstantField, JSONField, Record, transaction
from coordination.issue import Issue
from coordination.language import N_
from coordination.language import gettext as _
from coordination.letter import Letter
from coordination.person import Person
from coordination.refusal import Refusal

VALID = timedelta(hours=72)
ATTEMPTS = 5
DIGITS = 6
NEEDED_FOR = ("sign", "decide")
REOPEN = "reopen"  # said of the issue in `more`, whose ruling the ask was about
MEANT = {  # by the kind of ask: what is only meant until the code is back
    "decide": {"approve": N_("approve"), "reject": N_("do not approve"), "send_back": N_("send back for changes"),
               REOPEN: N_("reopen the issue")},
    "sign": {"approve": N_("sign"), "reject": N_("do not sign")},
}


class WrongCode(Refusal):
    sentence = N_("This is not the code of our last mail about it. Please look there for the code and send it once "
                  "more.")


class CodeExpired(Refusal):
    sentence = N_("This code is no longer valid. Please answer the original mail once more; you will get a new one.")
    status = 410


class Confirmation(Record):
    """What a person said (`said`, `more`) and the `code` that they alone were mailed; nothing counts before it is
    back."""

    ask = ForeignKeyField(Ask, on_delete="CASCADE")
    person = ForeignKeyField(Person)
    inbound_id = IntegerField(null=True)
    said = CharField(max_length=16)
    more = JSONField(default=dict)
    code = CharField(max_length=12)
    attempts = IntegerField(default=0)
    created_at = InstantField(default=clock.now)
    expires_at = InstantField()
    used_at = InstantField(null=True)

    @classmethod
    def request(cls, ask: Ask, said: str, *, by: Person, in_reply_to: str | None = None, **more: object) -> Self:
        """Mail a code to the person; an older one for the same ask is no longer valid. In the caller's transaction."""
        now, how = clock.now(), event.how_acting()
        cls.update(expires_at=now).where((cls.ask == ask) & cls.used_at.is_null() & (cls.expires_at > now)).execute()
        code = f"{secrets.randbelow(10 ** DIGITS):0{DIGITS}}"
        asked = cls.create(ask=ask, person=by, inbound_id=how.inbound_id, said=said, more=more, code=code,
                           expires_at=now + VALID)
        Letter.post("confirmation", by, cause=f"confirmation:{asked.id}", project=ask.project,
                    paper_version=ask.paper_version, answers_inbound_id=how.inbound_id, in_reply_to=in_reply_to,
                    behalf=ask.person if ask.person_id != by.id else None,
                    data={"confirmation": asked.id, "said": said, **more})
        event.record("code sent", ask, by=by, project=ask.project_id, after={"said": said})
        return asked

    @classmethod
    def awaited(cls, ask: Ask, person: Person | None = None) -> Self | None:
        """The last one about it, of this person or of anybody, whose code may still come back."""
        theirs = (cls.person == person) if person else (cls.id > 0)
        return (cls.select().where((cls.ask == ask) & theirs & cls.used_at.is_null() & (cls.expires_at > clock.now()))
                .order_by(cls.id.desc()).first())

    @property
    def words(self) -> str:
        """What was said, as it is said before it counts: `批准：方案 B`."""
        words, option = _(MEANT[self.ask.kind][self.said]), self.more.get("option")
        return _("%(answer)s: option %(letter)s", answer=words, letter=option) if option else words

    def use(self, code: str, *, by: Person) -> bool:
        """The code came back: what was said counts now, with that assurance. Raises WrongCode, CodeExpired, and what
        `documents.answer` or `Issue.reopen` raises. A wrong code is counted even though it is refused."""
        if self.used_at is not None:
            return False
        if clock.now() >= self.expires_at or self.attempts >= ATTEMPTS:
            raise CodeExpired()
        if by.id != self.person_id or not secrets.compare_digest(code.encode(), self.code.encode()):
            Confirmation.update(attempts=Confirmation.attempts + 1).where(Confirmation.id == self.id).execute()
            raise WrongCode()
        with transaction():
            self.used_at = clock.now()
            self.save(only=[Confirmation.used_at])
            if self.said == REOPEN:
                Issue.get_by_id(self.more["issue"]).reopen(by=by, reason=self.more["reason"])
                return True
            return documents.answer(self.ask, self.said, by=by, assurance="code", **self.more)
