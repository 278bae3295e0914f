"""Early warning (提前预警): 48 h before a due date its owner is asked whether it will be in time (process, phase 3)."""

from collections.abc import Iterator
from datetime import date

from peewee import JOIN

from coordination import clock
from coordination.action import CLOSED, ActionItem
from coordination.ask import Ask
from coordination.database import transaction
from coordination.delegation import deputy_of
from coordination.event import name_of
from coordination.letter import Letter
from coordination.milestone import Deliverable, Milestone
from coordination.person import Person
from coordination.project import Project
from coordination.rules import rules

Promise = ActionItem | Milestone | Deliverable
WITH_THE_MANAGER = ("declined", "handed_over")


def warn_all() -> int:
    """Post the warnings for which it is time; how many were new. Warnings that no longer matter are withdrawn."""
    _withdraw_settled()
    return sum(warn(promise) for promise in _unfinished())


def warn(promise: Promise) -> bool:
    """Ask its owner once for each due date; True where that happened now."""
    day, today = due(promise), clock.today(promise.project.time_zone)
    if day < today or clock.now() < rules().warned_from(day):
        return False
    person = owner(promise)
    if person is None or _is_warned(promise, day):
        return False
    deputy = deputy_of(person)
    with transaction():
        letter = Letter.post("warning", deputy or person, cause=_cause(promise, day), project=promise.project,
                             asks=[Ask.for_warning(promise, person)], behalf=person if deputy else None,
                             data={"subject": name_of(promise), "subject_id": promise.id, "due": day.isoformat()})
    return letter is not None


def due(promise: Promise) -> date:
    """The date that counts: a later one that was announced, else the one agreed."""
    return max(promise.due, promise.expected_due or promise.due)


def owner(promise: Promise) -> Person | None:
    """Who is asked: the owner; for a deliverable without one the department's head; else the project manager.

    None where none of them can get mail."""
    return next((person for person in _responsible(promise) if person.active and person.primary_address), None)


def _responsible(promise: Promise) -> Iterator[Person]:
    if isinstance(promise, ActionItem):
        yield promise.owner
        return
    if isinstance(promise, Deliverable):
        yield from [promise.owner] if promise.owner else []
        yield from (head for head in promise.project.people_with("head") if head.department_id == promise.department_id)
    yield from promise.project.managers()


def _unfinished() -> list[Promise]:
    running = Project.archived_at.is_null()
    actions = (ActionItem.select(ActionItem, Person, Project).join(Person).switch(ActionItem).join(Project)
               .where(ActionItem.status.not_in((*CLOSED, *WITH_THE_MANAGER)) & running))
    milestones = (Milestone.select(Milestone, Project).join(Project)
                  .where(Milestone.reached_at.is_null() & Milestone.dropped_at.is_null() & running))
    deliverables = (Deliverable.select(Deliverable, Person, Project).join(Person, JOIN.LEFT_OUTER).switch(Deliverable)
                    .join(Project).where(Deliverable.reached_at.is_null() & Deliverable.dropped_at.is_null() & running))
    return [promise for promise in (*actions, *milestones, *deliverables) if _may_be_near(promise)]


def _may_be_near(promise: Promise) -> bool:
    """Cheap and generous: the calendar is asked only for what is due in the next weeks."""
    days = (due(promise) - clock.today(promise.project.time_zone)).days
    return 0 <= days <= 15 + rules().early_warning_hours // 4


def _is_warned(promise: Promise, day: date) -> bool:
    return Letter.select().where((Letter.kind == "warning") & (Letter.cause == _cause(promise, day))).exists()


def _cause(promise: Promise, day: date) -> str:
    return f"warning:{name_of(promise)}:{promise.id}:{day.isoformat()}"


def _withdraw_settled() -> None:
    """What is done, or cancelled, nobody has to be asked about."""
    done = ActionItem.select(ActionItem.id).where(ActionItem.status.in_(CLOSED))
    unanswered = (Ask.kind == "warn") & Ask.answered_at.is_null() & Ask.withdrawn_at.is_null()
    Ask.update(withdrawn_at=clock.now()).where(unanswered & Ask.action.in_(done)).execute()
    for record in (Milestone, Deliverable):
        over = record.select(record.id).where(record.reached_at.is_null(False) | record.dropped_at.is_null(False))
        (Ask.update(withdrawn_at=clock.now())
         .where(unanswered & (Ask.subject == record._meta.table_name) & Ask.subject_id.in_(over)).execute())
