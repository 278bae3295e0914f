"""All that belongs to one issue, for its page: what can be done next, its papers, measures, and history in words."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from peewee import JOIN

from coordination import closing, overview, request, workshop
from coordination.ask import Ask
from coordination.breach import Breach
from coordination.event import Event, name_of
from coordination.issue import Issue, Measure
from coordination.issue_states import LEVELS, STATES
from coordination.language import N_
from coordination.language import gettext as _
from coordination.meeting import Meeting
from coordination.overview import PaperRow
from coordination.paper import Paper, PaperVersion
from coordination.person import Department, Person
from coordination.request import Answered
from papers import words

VERBS = {
    "raised": N_("raised the issue"), "described": N_("put the description right"), "graded": N_("set the level"),
    "dismissed": N_("said that it is not an issue"), "convened": N_("convened the workshop"),
    "solution agreed": N_("the solution is agreed"), "measure added": N_("added a measure"),
    "escalated": N_("escalated it to the decision layer"), "ruled": N_("ruled"), "solved": N_("asked for confirmation"),
    "workshop cancelled": N_("cancelled the workshop"), "not solved": N_("the raiser is not content"),
    "closed": N_("closed it"),
    "word taken back": N_("took back what was said"), "reopened": N_("reopened it"),
    "clock missed": N_("The time for the workshop ran out"),
}
SAID = {
    ("agree", "approve"): N_("agreed to the solution"), ("agree", "reject"): N_("objected to the solution"),
    ("decide", "approve"): N_("approved an option"), ("decide", "reject"): N_("approved none of the options"),
    ("decide", "send_back"): N_("sent the dossier back"), ("provide", "provided"): N_("stated a position"),
    ("confirm", "approve"): N_("says that it is solved"),
}


@dataclass(frozen=True)
class Entry:
    """One thing that happened; `changes` are sentences."""

    at: datetime
    actor: str
    on_behalf_of: str
    what: str
    channel: str
    inbound_id: int | None
    changes: tuple[str, ...]


class IssueFile:
    def __init__(self, issue: Issue, reader: Person) -> None:
        self.issue, self.project, self.zone = issue, issue.project, issue.project.time_zone
        self.may_manage = self.project.may_be_managed_by(reader)

    @cached_property
    def steps(self) -> frozenset[str]:
        """None for whoever may only look."""
        return self.issue.steps if self.may_manage else frozenset()

    @cached_property
    def measures(self) -> list[Measure]:
        return self.issue.measures

    @cached_property
    def papers(self) -> list[PaperRow]:
        return overview.papers(self.project, issue_id=self.issue.id)

    @property
    def is_solution_agreed(self) -> bool:
        """Whether the next solution would be another one."""
        return any(row.kind == "solution" and row.state == "final" for row in self.papers)

    @cached_property
    def positions(self) -> list[Answered]:
        return request.answers("position", self.issue, closed=True)

    @property
    def stated(self) -> int:
        return sum(not found.silent for found in self.positions)

    @property
    def silent(self) -> list[str]:
        """Whose position is waited for."""
        return [found.person.name for found in self.positions if found.silent and not found.closed]

    @property
    def unheard(self) -> list[str]:
        """Whose position the decision layer did not read."""
        return [found.person.name for found in self.positions if found.silent and found.closed]

    @cached_property
    def ask(self) -> Ask | None:
        """What the raiser has still to answer."""
        return closing.open_ask(self.issue)

    @cached_property
    def departments(self) -> list[Department]:
        return Department.all()

    @property
    def concerned(self) -> list[str]:
        return [row.name for row in self.departments if row.id in self.issue.departments]

    @property
    def headless(self) -> list[str]:
        """Departments concerned for which nobody in the project can speak."""
        heads = {head.department_id for head in self.project.people_with("head")}
        return [row.name for row in self.departments if row.id in self.issue.departments and row.id not in heads]

    @cached_property
    def members(self) -> list[Person]:
        return self.project.members()

    @property
    def decision_layer(self) -> list[Person]:
        return self.project.people_with("decision_layer")

    @cached_property
    def meeting(self) -> Meeting | None:
        return self.issue.meeting

    @cached_property
    def workshops(self) -> list[Meeting]:
        return self.issue.workshops

    @property
    def begins_late(self) -> bool:
        """Whether the workshop, though called in time, begins after the 24 hours."""
        clock = self.issue.clock
        return bool(clock and self.meeting and not clock.is_missed and self.meeting.starts_at > clock.deadline)

    @cached_property
    def next_workshop(self) -> dict[str, Any]:
        """What the form to convene it offers."""
        start = workshop.next_hour(self.zone, after=self.meeting.starts_at if self.meeting else None)
        return {"title": workshop.title(self.issue), "date": start.date().isoformat(), "begins": f"{start:%H:%M}",
                "ends": f"{start + workshop.LENGTH:%H:%M}", "people": self.issue.people_concerned()}

    @property
    def breach(self) -> Breach | None:
        return Breach.get_or_none((Breach.subject == name_of(self.issue)) & (Breach.subject_id == self.issue.id))

    def history(self) -> list[Entry]:
        """Newest first: what happened to the issue, and what people answered; three queries. That it is not solved is
        both, and told once."""
        events, asks = self.issue.history(), self._answered()
        names = _names(events, asks)
        entries = [_of_answer(ask, names) for ask in asks if (ask.kind, ask.answer_given) != ("confirm", "reject")]
        entries += [_of_event(event, names) for event in events]
        return sorted(entries, key=lambda entry: entry.at)[::-1]

    def _answered(self) -> list[Ask]:
        about = (Ask.subject == name_of(self.issue)) & (Ask.subject_id == self.issue.id)
        return list(Ask.select(Ask).join(PaperVersion, JOIN.LEFT_OUTER).join(Paper, JOIN.LEFT_OUTER)
                    .where((about | (Paper.issue == self.issue)) & Ask.answered_at.is_null(False)
                           & (Ask.kind != "acknowledge") & ((Ask.question != "reasons") | Ask.question.is_null())))


def _of_event(event: Event, names: dict[int, str]) -> Entry:
    return Entry(event.at, names.get(event.actor_id, ""), names.get(event.on_behalf_of_id, ""),
                 _(VERBS.get(event.verb, event.verb)), words.word("channel", event.channel), event.inbound_id,
                 tuple(_changes(event.before or {}, event.after or {})))


def _of_answer(ask: Ask, names: dict[int, str]) -> Entry:
    """As an event: whoever gave the answer, for whom it was given."""
    said = SAID.get((ask.kind, ask.answer_given or ""), ask.answer_given or "")
    other = ask.answered_by_id != ask.person_id
    told = [text for text in (ask.option, ask.text) if text]
    return Entry(ask.answered_at, names.get(ask.answered_by_id, ""), names.get(ask.person_id, "") if other else "",
                 _(said), words.word("channel", ask.channel), ask.inbound_id, tuple(told))


def _names(events: list[Event], asks: list[Ask]) -> dict[int, str]:
    ids = {event.actor_id for event in events} | {event.on_behalf_of_id for event in events}
    ids |= {ask.person_id for ask in asks} | {ask.answered_by_id for ask in asks}
    return dict(Person.select(Person.id, Person.name).where(Person.id.in_(ids - {None})).tuples())


def _changes(before: dict, after: dict) -> list[str]:
    found = []
    for key, label, shown in (("state", N_("Status"), STATES), ("level", N_("Level"), LEVELS)):
        old, new = before.get(key), after.get(key)
        if old != new and new is not None and before:
            found.append(_("%(label)s: %(before)s → %(after)s", label=_(label), before=_(shown[old]) if old else "–",
                           after=_(shown[new])))
    if before.get("ruling") != after.get("ruling"):
        found.append(_("Ruling: %(text)s", text=after["ruling"]) if after.get("ruling") else _("The ruling is lifted."))
    return found + [after["reason"]] if after.get("reason") else found
