"""Before minutes go out: who gets them, what each is asked, and the mail that each would get."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from coordination import changes as differences
from coordination import clock
from coordination.meeting import ActionLine, Meeting
from coordination.minutes import Incomplete, Minutes
from coordination.person import Person
from papers import changes


@dataclass(frozen=True)
class Mail:
    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Recipient:
    """`lines` are the action items that the person is asked to report on."""

    person: Person
    address: str
    lines: list[ActionLine]


class Circulation:
    """`preview` composes a person's mail; None where mail is not set up. `person_id` 0 shows the first one's."""

    def __init__(self, minutes: Minutes, preview: Callable[[Meeting, Person], tuple[str, str, str]] | None,
                 person_id: int = 0) -> None:
        self.minutes, self.meeting, self.project = minutes, minutes.meeting, minutes.project
        self.preview, self.person_id = preview, person_id

    @cached_property
    def recipients(self) -> list[Recipient]:
        lines = self.meeting.lines
        return [Recipient(person, person.primary_address, [line for line in lines if _is_asked(line, person)])
                for person in self.minutes.recipients()]

    @cached_property
    def changes(self) -> list[str]:
        """What is new since the last version, in words."""
        latest = self.minutes.paper.latest
        found = differences.between(latest.content, self.minutes.content()) if latest else []
        return [changes.in_words(change, self.project.time_zone) for change in found]

    @property
    def is_early(self) -> bool:
        """Whether the meeting has not begun yet; that forbids nothing, but may be a slip."""
        return clock.now() < self.meeting.starts_at

    @property
    def is_incomplete(self) -> bool:
        try:
            self.minutes.check()
        except Incomplete:
            return True
        return False

    @cached_property
    def reader(self) -> Person | None:
        """Whose mail is shown."""
        people = [recipient.person for recipient in self.recipients]
        return next((person for person in people if person.id == self.person_id), people[0] if people else None)

    @cached_property
    def mail(self) -> Mail:
        return Mail(*self.preview(self.meeting, self.reader)) if self.preview and self.reader else Mail("", "", "")


def _is_asked(line: ActionLine, person: Person) -> bool:
    return line.owner_id == person.id and (line.action is None or line.action.is_open)
