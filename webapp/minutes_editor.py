"""The page on which minutes are written: the rows there are, blank ones to type into, and who can be chosen."""

import secrets
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from coordination import clock, invitation, request
from coordination.action import STATUSES, ActionItem
from coordination.draft import LineDraft, TopicDraft
from coordination.language import N_
from coordination.language import gettext as _
from coordination.meeting import ATTENDANCE, WITH_REPORTS, ActionLine, Topic, new_key
from coordination.minutes import Incomplete, Minutes
from coordination.person import Person
from coordination.request import Answered
from papers import dates, words
from webapp.words import names

# Enough to write without scripts; where they run, Enter adds more.
BLANK_ROWS = 2
NOBODY = N_("Nobody here is called %(names)s: choose the owner from the list.")


# What scripts replace by a new key when they make a row of the pattern.
PATTERN = "KEY"


class MinutesEditor:
    """`token` names this open page, so that its own repeated save is no conflict; `unknown` are names typed as owners
    that are no member's, by form field."""

    blank_topic, blank_line = TopicDraft(PATTERN), LineDraft(PATTERN)

    def __init__(self, minutes: Minutes, unknown: Mapping[str, str] = MappingProxyType({})) -> None:
        self.unknown = unknown
        self.minutes, self.meeting, self.project = minutes, minutes.meeting, minutes.project
        self.token = secrets.token_hex(12)
        self.starts = dates.local(self.meeting.starts_at, self.project.time_zone)
        self.ends = dates.local(self.meeting.ends_at, self.project.time_zone)

    @cached_property
    def topics(self) -> list[Topic | TopicDraft]:
        return [*self.meeting.topics, *(TopicDraft(new_key()) for _n in range(BLANK_ROWS))]

    @cached_property
    def lines(self) -> list[ActionLine | LineDraft]:
        """Those of this meeting, then blank ones."""
        mine = [line for line in self.meeting.lines if not line.carried]
        return [*mine, *(LineDraft(new_key()) for _n in range(BLANK_ROWS))]

    @cached_property
    def carried(self) -> list[ActionLine]:
        return [line for line in self.meeting.lines if line.carried]

    @cached_property
    def attendance(self) -> list[tuple[Person, str]]:
        """Everybody on the list with their state, then members who are not, with none."""
        there = [(row.person, row.state) for row in self.meeting.attendance]
        known = {person.id for person, _state in there}
        return there + [(person, "") for person in self.project.members() if person.id not in known]

    @cached_property
    def replies(self) -> dict[int, str]:
        """What people answered to the invitation, by id."""
        return {row.person_id: row.reply for row in self.meeting.attendance if row.reply}

    @property
    def can_invite(self) -> bool:
        return invitation.is_to_come(self.meeting) and self.project.archived_at is None

    @property
    def is_invited(self) -> bool:
        return self.meeting.invited is not None

    @property
    def is_outdated(self) -> bool:
        """Whether those invited know another time, place or list."""
        return invitation.is_outdated(self.meeting)

    @cached_property
    def reports(self) -> list[Answered]:
        """What liaisons were asked before a regular meeting, and said."""
        return request.answers(self.meeting.questions, self.meeting) if self.meeting.kind in WITH_REPORTS else []

    @property
    def silent(self) -> list[str]:
        """Who has not answered yet, as `采购部 陈杰`."""
        return [f"{report.department} {report.person.name}".strip() for report in self.reports if report.silent]

    @cached_property
    def people(self) -> list[Person]:
        """Who can own an action item or take the minutes: members, those there, and whoever already does."""
        people = {person.id: person for person, _state in self.attendance}
        people |= {line.owner_id: line.owner for line in self.meeting.lines if line.owner_id}
        if self.meeting.minute_taker_id:
            people.setdefault(self.meeting.minute_taker_id, self.meeting.minute_taker)
        return list(people.values())

    @cached_property
    def labels(self) -> list[tuple[int, str]]:
        """The people by name; where two have the same one, with their department."""
        names = [person.name for person in self.people]
        return [(person.id, _with_department(person) if names.count(person.name) > 1 else person.name)
                for person in self.people]

    @cached_property
    def missing(self) -> dict[str, str]:
        """What still has to be filled in before circulating: form field → sentence."""
        try:
            self.minutes.check()
        except Incomplete as refusal:
            return refusal.fields
        return {}

    def problems(self, *, check: bool) -> dict[str, str]:
        """What is to be put right, said beside its field: unknown owners, and with `check` what is missing."""
        unknown = {field: _(NOBODY, names=name) for field, name in self.unknown.items()}
        return {**(self.missing if check else {}), **unknown}

    def owner_of(self, row: ActionLine | LineDraft) -> str:
        """The owner's name as it is typed."""
        return self.unknown.get(f"action-{row.key}-owner") or dict(self.labels).get(row.owner_id, "")

    def action_of(self, row: ActionLine | LineDraft) -> ActionItem | None:
        """The item that exists already."""
        return row.action if isinstance(row, ActionLine) else None

    @property
    def attendance_in_words(self) -> str:
        """`8 present, 1 excused`."""
        states = [state for _person, state in self.attendance]
        counts = ((states.count(state), words.word("attendance", state)) for state in ATTENDANCE)
        return _(", ").join(f"{n} {name}" for n, name in counts if n)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return names("meeting")

    @property
    def statuses(self) -> tuple[str, ...]:
        return STATUSES

    @property
    def clock_runs(self) -> bool:
        """Whether the 24 hours count: the meeting is over and nothing was circulated yet."""
        return self.minutes.paper.latest is None and clock.now() >= self.meeting.ends_at


def _with_department(person: Person) -> str:
    department = person.department.name if person.department else "–"
    return _("%(name)s (%(department)s)", name=person.name, department=department)
