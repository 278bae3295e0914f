"""Early warning (提前预警): 48 h before a due date its owner is asked whether it will be in time (process, phase 3)."""

from collections.abc import Iterator
from datetime import date, timedelta

from peewee import JOIN

from coordination import clock
from coordination.action import CLOSED, ActionItem
from coordination.ask import Ask
from coordination.database import transaction
from coordination.delegation import deputy_of
from coordination.event import name_of
from coordination.letter import Letter, LetterLine
from coordination.milestone import Deliverable, Milestone
from coordination.person import Person
from coordination.project import Project
from coordination.rules import rules

Promise = ActionItem | Milestone | Deliverable
WITH_THE_MANAGER = ("declined", "handed_over")
A_DAY = timedelta(hours=23)  # a little less, for a reminder is never to the minute


def warn_all() -> int:
    """Post the warnings for which it is time, one mail a person; of how many items. Warnings that no longer matter are
    withdrawn."""
    _withdraw_settled()
    near = [(promise, person) for promise in _unfinished() if (person := _asked_now(promise)) is not None]
    return sum(_post(person, [promise for promise, of in near if of.id == person.id])
               for person in {person.id: person for _promise, person in near}.values())


def warn(promise: Promise) -> bool:
    """Ask about this alone, if it is time; True where that happened now."""
    person = _asked_now(promise)
    return person is not None and _post(person, [promise]) == 1


def last_letter(ask: Ask) -> Letter | None:
    """The last warning that went out about what this asks about, for the date that counts."""
    promise = ask.promise
    day = due(promise).isoformat()
    return next((letter for letter in _letters(promise, "warning") if _day_in(letter, promise) == day), None)


def _asked_now(promise: Promise) -> Person | None:
    """Its owner, once for each due date, where it is time. What today's reminder named waits for a day."""
    day, today = due(promise), clock.today(promise.project.time_zone)
    if day < today or clock.now() < rules().warned_from(day):
        return None
    person = owner(promise)
    if person is None or _is_warned(promise, day):
        return None
    reader = deputy_of(person) or person
    just_named = [letter for letter in _letters(promise, "reminder")
                  if letter.person_id == reader.id and letter.date > clock.now() - A_DAY]
    return None if just_named else person


def _post(person: Person, promises: list[Promise]) -> int:
    """One mail about all of them to the person, or to who stands in for them today."""
    deputy, projects = deputy_of(person), {promise.project_id: promise.project for promise in promises}
    with transaction():
        letter = Letter.post("warning", deputy or person, cause=_cause(promises[0]), behalf=person if deputy else None,
                             project=promises[0].project if len(projects) == 1 else None,
                             asks=[Ask.for_warning(promise, person) for promise in promises],
                             data={"dues": {_name(promise): due(promise).isoformat() for promise in promises}})
    return len(promises) if letter is not None else 0


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
    """Also by a letter of the first release, which has the date in its cause alone."""
    before = Letter.select().where((Letter.kind == "warning") & (Letter.cause == _cause(promise)))
    return before.exists() or any(_day_in(letter, promise) == day.isoformat()
                                  for letter in _letters(promise, "warning"))


def _day_in(letter: Letter, promise: Promise) -> str | None:
    """The date for which the letter asked about it."""
    return letter.data.get("dues", {}).get(_name(promise))


def _letters(promise: Promise, kind: str) -> list[Letter]:
    """The letters of a kind with a line about it, newest first."""
    of_it = (Ask.action == promise.id if isinstance(promise, ActionItem)
             else (Ask.subject == name_of(promise)) & (Ask.subject_id == promise.id))
    asked = LetterLine.select(LetterLine.letter).join(Ask).where(of_it)
    return list(Letter.select(Letter.id, Letter.person, Letter.date, Letter.data)
                .where((Letter.kind == kind) & Letter.id.in_(asked)).order_by(Letter.id.desc()))


def _name(promise: Promise) -> str:
    return f"{name_of(promise)}:{promise.id}"


def _cause(promise: Promise) -> str:
    return f"warning:{_name(promise)}:{due(promise).isoformat()}"


def _withdraw_settled() -> None:
    """What is done, or cancelled, nobody has to be asked about."""
    done = ActionItem.select(ActionItem.id).where(ActionItem.status.in_(CLOSED))
    unanswered = (Ask.kind == "warn") & Ask.answered_at.is_null() & Ask.withdrawn_at.is_null()
    Ask.update(withdrawn_at=clock.now()).where(unanswered & Ask.action.in_(done)).execute()
    for record in (Milestone, Deliverable):
        over = record.select(record.id).where(record.reached_at.is_null(False) | record.dropped_at.is_null(False))
        (Ask.update(withdrawn_at=clock.now())
         .where(unanswered & (Ask.subject == record._meta.table_name) & Ask.subject_id.in_(over)).execute())
