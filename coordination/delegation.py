"""Delegation: a head names a deputy for some days; what the deputy answers is on record as on the head's behalf."""

from datetime import date
from typing import Self

from peewee import ForeignKeyField

from coordination import clock, event
from coordination.database import DayField, InstantField, Record, transaction
from coordination.language import N_
from coordination.language import gettext as _
from coordination.person import Person, allowed_to_administer
from coordination.refusal import Invalid, NotFound, Refusal


class OwnDeputy(Refusal):
    sentence = N_("Nobody can be their own deputy. Please choose somebody else.")


class Delegation(Record):
    """From `starts_on` to `ends_on`, both included, local dates of the person."""

    person = ForeignKeyField(Person, on_delete="CASCADE")
    deputy = ForeignKeyField(Person, on_delete="CASCADE", backref="stands_in")
    starts_on = DayField()
    ends_on = DayField()
    ended_at = InstantField(null=True)

    class Meta:
        indexes = ((("person", "ends_on"), False), (("deputy", "ends_on"), False))

    @classmethod
    def name(cls, person: Person, deputy: Person, starts_on: date, ends_on: date, *, by: Person) -> Self:
        """Oneself, or an administrator or project manager with a log-in, for somebody. Raises OwnDeputy, Invalid."""
        if by.id != person.id and not by.can_log_in:
            allowed_to_administer(by)
        if person.id == deputy.id:
            raise OwnDeputy()
        if ends_on < starts_on:
            raise Invalid("ends_on", _("Last day"), ends_on.isoformat(), _("The last day is not before the first."))
        with transaction():
            delegation = cls.create(person=person, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
            event.record("deputy named", delegation, by=by, after={"person": person.id, "deputy": deputy.id,
                         "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()})
        return delegation

    @classmethod
    def find(cls, id: int) -> Self:
        """Whoever may log in may see who stands in for whom. Raises NotFound."""
        delegation = cls.get_or_none(cls.id == id)
        if delegation is None:
            raise NotFound()
        return delegation

    def end(self, *, by: Person) -> bool:
        """Take it back; a second time changes nothing, and is False."""
        if by.id != self.person_id and not by.can_log_in:
            allowed_to_administer(by)
        with transaction():
            ended = Delegation.update(ended_at=clock.now()).where((Delegation.id == self.id)
                                                                  & Delegation.ended_at.is_null()).execute() == 1
            if ended:
                event.record("deputy ended", self, by=by)
        return ended

    @classmethod
    def of(cls, person: Person) -> list[Self]:
        """Those of a person that are not over, soonest first."""
        return list(cls.select(cls, Person).join(Person, on=cls.deputy)
                    .where((cls.person == person) & cls.ended_at.is_null() & (cls.ends_on >= person.today()))
                    .order_by(cls.starts_on))


def deputy_of(person: Person) -> Person | None:
    """Who stands in for a person today."""
    today = person.today()
    return (Person.select().join(Delegation, on=Delegation.deputy)
            .where((Delegation.person == person.id) & (Delegation.starts_on <= today) & (Delegation.ends_on >= today)
                   & Delegation.ended_at.is_null() & Person.active).order_by(Delegation.id.desc()).first())


def deputies_of(people: list[Person]) -> dict[int, Person]:
    """Who stands in today, by the id of the person they stand in for; one query."""
    todays = {person.id: person.today() for person in people}
    rows = (Delegation.select(Delegation, Person).join(Person, on=Delegation.deputy)
            .where(Delegation.person.in_(list(todays)) & Delegation.ended_at.is_null() & Person.active)
            .order_by(Delegation.id))
    return {row.person_id: row.deputy for row in rows if row.starts_on <= todays[row.person_id] <= row.ends_on}


def stands_in_for(deputy: Person, person: Person) -> bool:
    """Whether the one stands in for the other today."""
    found = deputy_of(person)
    return found is not None and found.id == deputy.id


def stood_in_for(deputy: Person) -> list[Person]:
    """For whom somebody stands in today, by name."""
    rows = (Person.select().join(Delegation, on=Delegation.person)
            .where((Delegation.deputy == deputy.id) & Delegation.ended_at.is_null()).order_by(Person.name).distinct())
    return [person for person in rows if stands_in_for(deputy, person)]
