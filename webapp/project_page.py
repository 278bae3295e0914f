"""What a project's page shows, read when a part asks for it, and which parts an open page has to renew."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from coordination import clock, issue_log, overview
from coordination.event import Event
from coordination.issue_log import OpenIssue
from coordination.overview import ActionRow, MeetingRow, PaperRow, ReceiptRow
from coordination.person import Person
from coordination.project import Project

# After so many changes at once the whole table comes instead of single rows.
ROWS_AT_ONCE = 20
# A clock that ran out long ago need not tick any more.
CLOCK_SHOWN = timedelta(days=3)


@dataclass(frozen=True)
class Changed:
    """The parts to renew: whole sections by name, single rows of action items and receipts by id."""

    sections: frozenset[str] = frozenset()
    actions: frozenset[int] = frozenset()
    receipts: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.sections or self.actions or self.receipts)


# What an event touches beyond the one row it is about.
SECTIONS = {
    "project": {"head"}, "meeting": {"head", "meetings"}, "paper": {"head", "meetings", "receipts", "papers"},
    "paper_version": {"head", "meetings", "receipts", "papers"}, "inbound": {"head"},
    "issue": {"head", "issues"},
}


class ProjectPage:
    def __init__(self, project: Project, reader: Person) -> None:
        self.project, self.reader = project, reader
        self.zone: str = project.time_zone

    @cached_property
    def today(self) -> date:
        return clock.today(self.zone)

    @cached_property
    def pulse(self) -> overview.Pulse:
        return overview.pulse(self.project)

    @property
    def since(self) -> str:
        """What an open page sends to hear of news: last event, mails waiting, and when its clocks need renewal."""
        return f"{self.pulse.event_id}-{self.pulse.waiting}-{self._tick()}"

    @cached_property
    def may_manage(self) -> bool:
        return self.project.may_be_managed_by(self.reader)

    @cached_property
    def managers(self) -> list[str]:
        return overview.managers(self.project)

    @cached_property
    def meetings(self) -> list[MeetingRow]:
        return overview.meetings(self.project)

    @cached_property
    def papers(self) -> list[PaperRow]:
        """Those still being written, answered or objected to."""
        return overview.papers(self.project, going=True)

    @cached_property
    def issues(self) -> list[OpenIssue]:
        """Those that are not over."""
        return issue_log.open_ones(self.project)

    @property
    def unconvened(self) -> list[OpenIssue]:
        """Issues whose clock to the workshop runs, the most urgent first."""
        return sorted((row for row in self.issues if row.is_urgent), key=lambda row: row.clock.deadline)

    @cached_property
    def actions(self) -> list[ActionRow]:
        return overview.actions(self.project)

    @cached_property
    def late(self) -> int:
        return sum(1 for row in self.actions if row.is_late)

    @cached_property
    def open(self) -> int:
        return sum(1 for row in self.actions if row.is_open)

    @property
    def next_meeting(self) -> MeetingRow | None:
        """The nearest one that has not ended."""
        coming = (row for row in self.meetings if row.ends_at > clock.now() and not row.is_cancelled)
        return min(coming, key=lambda row: row.starts_at, default=None)

    @property
    def unsent(self) -> list[MeetingRow]:
        """Minutes whose clock runs, the most urgent first."""
        return sorted((row for row in self.meetings if row.is_running), key=lambda row: row.ends_at)

    @cached_property
    def current(self) -> MeetingRow | None:
        """The latest meeting whose minutes have been circulated: its receipts are on the page."""
        return next((row for row in self.meetings if row.version_id is not None), None)

    @cached_property
    def receipts(self) -> list[ReceiptRow]:
        return overview.receipts(self.current.version_id) if self.current else []

    @property
    def given(self) -> int:
        return sum(1 for row in self.receipts if row.answered_at)

    def departments(self) -> Iterator[tuple[str, list[ReceiptRow]]]:
        """The matrix: each department with its people."""
        for name, rows in groupby(self.receipts, key=lambda row: row.department or ""):
            yield name, list(rows)

    def action_rows(self, ids: frozenset[int]) -> list[ActionRow]:
        return overview.actions(self.project, only=set(ids)) if ids else []

    def receipt_rows(self, ids: frozenset[int]) -> list[ReceiptRow]:
        return [row for row in self.receipts if row.id in ids]

    # News

    def changed_since(self, since: str) -> Changed:
        """What to renew on a page that was up to date at `since`; one query where that is nothing."""
        event_id, waiting, tick = _parts(since)
        is_time = 0 < tick <= clock.now().timestamp()
        if (event_id, waiting) == self.pulse and not is_time:
            return Changed()
        changed = self._touched(event_id)
        sections = set(changed.sections)
        if waiting != self.pulse.waiting:
            sections.add("head")
        if is_time:
            sections |= {"head", "meetings", "issues"}
        return Changed(frozenset(sections), changed.actions, changed.receipts)

    def _touched(self, event_id: int) -> Changed:
        events = list(Event.select(Event.subject, Event.subject_id, Event.verb)
                      .where((Event.project_id == self.project.id) & (Event.id > event_id)).tuples())
        if len(events) > ROWS_AT_ONCE:
            return Changed(frozenset({"head", "meetings", "receipts", "actions", "papers", "issues"}))
        sections: set[str] = set()
        for subject, _id, verb in events:
            sections |= SECTIONS.get(subject, set())
            if subject == "action_item":
                sections |= {"head", "issues"} | ({"actions"} if verb in ("agreed", "agreed again") else set())
            if subject == "ask":
                sections |= {"meetings", "receipt-count", "papers"}
        rows = {name: frozenset(id for subject, id, _verb in events if subject == name)
                for name in ("action_item", "ask")}
        return Changed(frozenset(sections), rows["action_item"], rows["ask"])

    def _tick(self) -> int:
        """When the time left has to be shown anew, in seconds since 1970: in a minute while a clock runs, at the end
        of a meeting that will start one; 0 for never."""
        now = clock.now()
        if any(row.ends_at > now - CLOCK_SHOWN for row in self.unsent) or any(
                row.clock.deadline > now - CLOCK_SHOWN for row in self.unconvened):
            return int(now.timestamp()) + 60
        coming = [row.ends_at for row in self.meetings if row.ends_at > now]
        return int(min(coming).timestamp()) + 1 if coming else 0


def _parts(since: str) -> tuple[int, int, int]:
    numbers = [int(part) if part.isascii() and part.isdigit() and len(part) < 16 else 0 for part in since.split("-")]
    return tuple((numbers + [0, 0, 0])[:3])
