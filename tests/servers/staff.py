"""The staff of the end-to-end tests: each reads their own mailbox and answers with the mail program they have."""

import re
import smtplib
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.servers import programs
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix

PATIENCE = 30
CODE = re.compile(r"确认 \d{6}(?!\d)")
ANYTHING = re.compile("")


@dataclass
class Staff:
    """Everybody's mailboxes; `read` remembers which mails somebody has dealt with."""

    dovecot: Dovecot
    postfix: Postfix
    read: dict[str, set[str]] = field(default_factory=dict)

    def answer(self, key: str, subject: str, typed: str, program: Callable[[bytes, str], bytes] = programs.qq) -> None:
        """Answer the newest unread mail whose subject holds these words."""
        self.post(f"{key}@corp.example", program(self.next(key, subject), typed))

    def confirm(self, key: str) -> None:
        """Send back the one-time code of the newest confirming mail."""
        letter = self.next(key, "请确认", CODE)
        self.post(f"{key}@corp.example", programs.outlook(letter, CODE.search(programs.text(letter)).group()))

    def next(self, key: str, subject: str, holding: re.Pattern = ANYTHING) -> bytes:
        """The oldest mail with these words in its subject that this person has not dealt with, once it is there."""
        seen, deadline = self.read.setdefault(key, set()), time.monotonic() + PATIENCE
        while True:
            subjects = []
            for raw in self.dovecot.mails(f"{key}@corp.example"):
                letter = programs.parsed(raw)
                subjects.append(str(letter["subject"]))
                if (subject in subjects[-1] and letter["message-id"] not in seen
                        and holding.search(programs.text(raw))):
                    seen.add(letter["message-id"])
                    return raw
            assert time.monotonic() < deadline, f"{key} has no new mail with “{subject}”, only {subjects}"
            time.sleep(0.1)

    def write(self, key: str, subject: str, text: str, to: str = "huizhi@corp.example") -> None:
        """A mail of their own that answers nothing."""
        self.post(f"{key}@corp.example", programs.plain(f"{key}@corp.example", to, subject, text))

    def post(self, sender: str, raw: bytes) -> None:
        with smtplib.SMTP(self.postfix.host, self.postfix.port) as server:
            server.sendmail(sender, programs.recipient(raw), raw)
