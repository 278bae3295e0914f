"""Before minutes go out: who gets them, and what each is asked."""

from dataclasses import dataclass
from functools import cached_property

from coordination import changes as differences
from coordination import clock
from coordination.meeting import ActionLine, Meeting
from coordination.minutes import Minutes
from coordination.person import Person
from papers import changes
from webapp.circulation import Circulation


@dataclass(frozen=True)
class Recipient:
    """`lines` are the action items that the person is asked to report on."""

    person: Person
    address: str
    lines: list[ActionLine]


class MinutesCirculation(Circulation):
    @property
    def minutes(self) -> Minutes:
        return self.going

    @property
    def previewed(self) -> Meeting:
        return self.minutes.meeting

    @property
    def people(self) -> list[Person]:
        return [recipient.person for recipient in self.recipients]

    @cached_property
    def recipients(self) -> list[Recipient]:
        lines = self.minutes.meeting.lines
        return [Recipient(person, person.primary_address, [line for line in lines if _is_asked(line, person)])
                for person in self.minutes.recipients()]

    @cached_property
    def changes(self) -> list[str]:
        """What is new since the last version, in words."""
        latest = self.paper.latest
        found = differences.between(latest.content, self.minutes.content()) if latest else []
        return [changes.in_words(change, self.project.time_zone) for change in found]

    @property
    def is_early(self) -> bool:
        """Whether the meeting has not begun yet; that forbids nothing, but may be a slip."""
        return clock.now() < self.minutes.meeting.starts_at


def _is_asked(line: ActionLine, person: Person) -> bool:
    return line.owner_id == person.id and (line.action is None or line.action.is_open)
