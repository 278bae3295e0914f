"""Breaches: clocks of the process that ran out, each recorded once."""

from datetime import datetime

from peewee import CharField, IntegerField

from coordination import clock, event
from coordination.database import InstantField, Record, transaction


class Breach(Record):
    """`rule` names the clock; `deadline` is when it ran out, `found_at` when that was noticed."""

    rule = CharField(max_length=24)
    project_id = IntegerField(index=True)
    subject = CharField(max_length=40)
    subject_id = IntegerField()
    deadline = InstantField()
    found_at = InstantField(default=clock.now)

    class Meta:
        indexes = ((("rule", "subject", "subject_id"), True),)


def note(rule: str, subject: Record, deadline: datetime) -> bool:
    """Record that a clock ran out; True the first time."""
    with transaction():
        _breach, new = Breach.get_or_create(rule=rule, subject=event.name_of(subject), subject_id=subject.id,
                                            defaults={"deadline": deadline, "project_id": subject.project_id})
        if new:
            event.record("clock missed", subject, by=None, project=subject.project_id,
                         after={"rule": rule, "deadline": deadline.isoformat()})
    return new
