"""A mail on the desk: what each stage concluded of it, how it is to end, and what its row keeps of that."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from coordination.inbound import Inbound, is_old
from coordination.letter import Letter
from mailflow.decided import Sure
from mailflow.identity import identity
from mailflow.mail import Mail
from mailflow.match import Match
from mailflow.protocol import Interpreted
from mailflow.screen import Verdict


@dataclass
class Case:
    """`outcome` is the state it is to end in, `reason` why; `letter` answers it; `level`: how sure it is who wrote."""

    inbound: Inbound
    mail: Mail | None = None
    verdict: Verdict = Verdict("person")
    match: Match = Match("ignore")
    understood: Interpreted | None = None
    outcome: str = ""
    reason: str = ""
    trace: list[dict] = field(default_factory=list)
    letter: Letter | None = None
    level: str = "address"

    def note(self, stage: str, **concluded: object) -> None:
        self.trace.append({"stage": stage, **{key: value for key, value in concluded.items() if value}})

    def ends(self, outcome: str, reason: str) -> None:
        self.outcome, self.reason = outcome, reason

    @property
    def answerable(self) -> bool:
        """Never answer a machine, a list, or a mail older than 24 h (faults page)."""
        sent = self.sent
        return self.verdict.answerable and not is_old(min(sent, self.inbound.received_at))

    @property
    def is_to_us(self) -> bool:
        """Whether we are among those it is written to, and do not only get a copy."""
        return identity().address in (self.mail.headers.get("to", "") if self.mail else "").lower()

    @property
    def sent(self) -> datetime:
        """When it was written. A Date in the future, or from before the letter it answers, gives way to server time."""
        received, said = self.inbound.received_at, self.mail.date if self.mail else None
        if said is None or said > received + timedelta(hours=1):
            return received
        letter = self.match.letter
        return said if letter is None or said > letter.date - timedelta(days=1) else received

    @property
    def sure(self) -> Sure:
        return Sure(self.level, self.answerable, self.in_reply_to)

    @property
    def in_reply_to(self) -> str | None:
        """What a letter that answers it names it by."""
        return f"<{self.mail.message_id}>" if self.mail.message_id else None

    @property
    def columns(self) -> dict:
        """What the row keeps of the mail and of what was concluded."""
        columns: dict = {"trace": [*self.inbound.trace, *self.trace]}
        if self.mail is not None:
            mail, found = self.mail, self.match
            columns |= {"logical_key": mail.logical_key, "message_id": mail.message_id[:998] or None,
                        "from_address": mail.from_address[:254] or None, "subject": mail.subject, "date": mail.date,
                        "person": found.person, "letter": found.letter, "project": found.project}
        if self.understood is not None:
            columns["meaning"] = msgspec.to_builtins(self.understood.meaning)
        return columns
