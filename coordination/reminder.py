"""Reminders: at most one letter per person and working day, with all that is urgent (process, Mail 4)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coordination import clock, deciding, early_warning
from coordination.ask import Ask
from coordination.delegation import deputies_of, deputy_of, stood_in_for
from coordination.letter import Letter
from coordination.person import Person
from coordination.project import Project
from coordination.rules import rules

RECEIPT_AFTER = timedelta(days=1)
LATEST = timedelta(hours=8)  # after the reminder time: nobody is reminded at night because a server was down
WITH_THE_MANAGER = ("declined", "handed_over")


def remind_all(at: time) -> int:
    """Post the reminders due; `at` is the time of day where each person is. How many were new."""
    return sum(remind(person, at) is not None for person in _people_with_something_open())


def remind(person: Person, at: time) -> Letter | None:
    """The reminder of this person's day; None where it is not time, nothing is urgent, or it is posted."""
    local = clock.now().astimezone(ZoneInfo(person.time_zone))
    today = local.date()
    if not _is_time(local, at) or person.is_away or not person.primary_address or _is_reminded(person, today):
        return None
    asks = sorted((ask for owner in _answers_for(person) for ask in Ask.open_of(owner)
                   if is_urgent(ask, today, person)),
                  key=lambda ask: ask.project.name)
    if not asks:
        return None
    return Letter.post("reminder", person, cause=today.isoformat(), project=_only_project(asks), asks=asks)


def is_urgent(ask: Ask, today: date, reader: Person) -> bool:
    """A decision out for 48 h, whatever else is out for more than a day, and what is late. What is not late is the
    early warning's to ask about; the reminder names it after that, from the second working day on."""
    if ask.kind == "decide":
        return deciding.is_due(ask)
    if ask.promise is None:
        return clock.now() - ask.created_at > RECEIPT_AFTER
    if ask.kind == "warn" and ask.action_id or ask.kind == "report" and ask.action.status in WITH_THE_MANAGER:
        return False
    return early_warning.due(ask.promise) < today or _was_warned(ask, today, reader)


def _was_warned(ask: Ask, today: date, reader: Person) -> bool:
    """Before the last working day, or somebody else was."""
    letter = early_warning.last_letter(ask)
    if letter is None:
        return False
    recent = rules().calendar.last_working_day(today - timedelta(days=1))
    return letter.person_id != reader.id or clock.local_day(letter.date, reader.time_zone) < recent


def _people_with_something_open() -> list[Person]:
    """Also those who stand in for them today."""
    waiting = Ask.select(Ask.person).where(Ask.withdrawn_at.is_null())
    people = {person.id: person for person in Person.select().where(Person.active & Person.id.in_(waiting))}
    return list((people | {deputy.id: deputy for deputy in deputies_of(list(people.values())).values()}).values())


def _answers_for(person: Person) -> list[Person]:
    """Whose asks this person is reminded of: their own, unless somebody stands in for them today, and those of whom
    they stand in for; nobody's go to two."""
    deputy = deputy_of(person)
    own = [] if deputy is not None and _gets_mail(deputy) else [person]
    return own + [owner for owner in stood_in_for(person) if owner.active]


def _gets_mail(person: Person) -> bool:
    return not person.is_away and bool(person.primary_address)


def _is_time(local: datetime, at: time) -> bool:
    begin = local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return rules().calendar.is_working_day(local.date()) and begin <= local < begin + LATEST


def _is_reminded(person: Person, today: date) -> bool:
    return Letter.select().where((Letter.person == person) & (Letter.kind == "reminder")
                                 & (Letter.cause == today.isoformat())).exists()


def _only_project(asks: list[Ask]) -> Project | None:
    """Where all of it is of one project, its managers may see the letter."""
    projects = {ask.project_id: ask.project for ask in asks}
    return next(iter(projects.values())) if len(projects) == 1 else None
