"""One numbered line of a letter as it is read: what is asked, and by when."""

from dataclasses import dataclass
from datetime import date, datetime

from coordination.action import STATUS_NAMES
from coordination.ask import Ask
from coordination.language import gettext as _
from coordination.paper import PaperVersion
from coordination.rules import rules
from mailflow.letters import days
from papers import minutes
from papers.dates import local


@dataclass(frozen=True)
class Line:
    """`due` is the day that counts; `moved` whether its owner moved it there."""

    n: int
    title: str
    project: str = ""
    is_receipt: bool = False
    due: date | None = None
    moved: bool = False
    late: bool = False
    status: str = "open"
    percent: int | None = None

    @property
    def when(self) -> str:
        """`3月6日（周五）前`; what to reply for a receipt; nothing without a day."""
        if self.is_receipt:
            return _("please reply that you received it")
        if self.due is None:
            return ""
        if self.late:
            return _("was due %(day)s", day=days.spoken(self.due))
        if self.moved:
            return _("moved to %(day)s", day=days.spoken(self.due))
        return _("due %(day)s", day=days.spoken(self.due))

    @property
    def standing(self) -> str:
        """`进行中 60%`; nothing for a receipt or where nothing has been reported."""
        if self.is_receipt or self.status == "open":
            return ""
        state = _(STATUS_NAMES[self.status])
        return f"{state} {self.percent}%" if self.percent and self.status != "done" else state


def of(n: int, ask: Ask, today: date) -> Line:
    """Line `n` that asks `ask`, as it stands `today` where the person is."""
    if ask.kind == "acknowledge":
        return Line(n, name_of(ask.paper_version), project=ask.project.name, is_receipt=True)
    action = ask.action
    moved = action.status == "delayed" and action.expected_due is not None
    return Line(n, one_line(action.what), project=ask.project.name,
                due=action.expected_due if moved else action.due, moved=moved, late=action.is_late(today),
                status=action.status, percent=action.percent)


def later(lines: list[Line], today: date) -> date:
    """Two working days after the example's items are due: a delay that somebody might really announce."""
    due = [line.due for line in lines if line.due][:2]
    return rules().calendar.add_working_days(max([today, *due]), 2)


def name_of(version: PaperVersion) -> str:
    """`周例会纪要 2026-03-02`, with its version where it is not the first."""
    content = version.content
    name = f"{minutes.heading(content)} {meeting_day(content).isoformat()}"
    if content["version"] == 1:
        return name
    return _("%(name)s (corrected, version %(n)s)", name=name, n=content["version"])


def meeting_day(content: dict) -> date:
    """The local date of the meeting that the minutes are of."""
    return local(datetime.fromisoformat(content["starts_at"]), content["time_zone"]).date()


def one_line(text: str) -> str:
    """The text without line breaks: a numbered line is one line, or a reply under it is not found."""
    return " ".join(text.split())
