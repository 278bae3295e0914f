"""People, their departments and their mail addresses."""

from datetime import date
from functools import cache
from typing import Self

from peewee import JOIN, BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from coordination import clock, event
from coordination.database import DayField, InstantField, Record, transaction
from coordination.language import N_
from coordination.language import gettext as _
from coordination.prepared import Prepared, slot
from coordination.refusal import Missing, NotAllowed, NotFound, Refusal
from coordination.typed import address, known_language, known_zone, one_line

PASSWORD_LENGTH = 10


class AddressTaken(Refusal):
    sentence = N_("%(email)s already belongs to %(name)s. An address can belong to one person only.")


class NameTaken(Refusal):
    sentence = N_("There is already a department called %(name)s.")


class PasswordWrong(Refusal):
    sentence = N_("The current password is not right. Nothing was changed.")


class PasswordTooShort(Refusal):
    sentence = N_("Please choose a password of at least %(length)s characters.")


class Department(Record):
    name = CharField(max_length=120, unique=True)

    @classmethod
    def all(cls) -> "list[Self]":
        return list(cls.select().order_by(cls.name))

    @classmethod
    def find(cls, id: int) -> Self:
        """Raises NotFound."""
        department = cls.get_or_none(cls.id == id)
        if department is None:
            raise NotFound()
        return department

    @classmethod
    def chosen(cls, id: int) -> Self | None:
        """The department that somebody chose; 0 is none. Raises NotFound."""
        return cls.find(id) if id else None

    @classmethod
    def add(cls, name: str, *, by: "Person | None") -> Self:
        """Raises Missing for an empty name, NameTaken for one that exists; needs an administrator."""
        allowed_to_administer(by)
        name = one_line("name", _("Name"), name)
        with transaction():
            if cls.get_or_none(cls.name == name):
                raise NameTaken(name=name)
            department = cls.create(name=name)
            event.record("added", department, by=by, after={"name": name})
        return department

    def rename(self, name: str, *, by: "Person") -> None:
        """As `add`."""
        allowed_to_administer(by)
        name = one_line("name", _("Name"), name)
        with transaction():
            if Department.get_or_none((Department.name == name) & (Department.id != self.id)):
                raise NameTaken(name=name)
            event.record("renamed", self, by=by, before={"name": self.name}, after={"name": name})
            self.name = name
            self.save(only=[Department.name])


class Person(Record):
    """Anybody who takes part; only those with a password can log in."""

    name = CharField(max_length=120)
    department = ForeignKeyField(Department, null=True, backref="people")
    language = CharField(max_length=2, default="zh")
    time_zone = CharField(max_length=64, default="Asia/Shanghai")
    password_hash = TextField(null=True)
    administrator = BooleanField(default=False)
    active = BooleanField(default=True)
    away_until = DayField(null=True)
    created_at = InstantField(default=clock.now)

    @classmethod
    def add(cls, name: str, emails: list[str], *, by: "Person | None", department: Department | None = None,
            language: str = "zh", time_zone: str = "Asia/Shanghai", administrator: bool = False) -> Self:
        """Raises Missing, Invalid, AddressTaken; needs an administrator, or None for Huizhi itself."""
        allowed_to_administer(by)
        with transaction():
            person = cls.create(name=one_line("name", _("Name"), name), department=department,
                                language=known_language(language), time_zone=known_zone(time_zone),
                                administrator=administrator)
            person.replace_addresses(emails, by=by)
            event.record("added", person, by=by, after={"name": person.name})
        return person

    @classmethod
    def by_address(cls, email: str) -> Self | None:
        """The active person whose address this is, compared without regard to case."""
        return _BY_ADDRESS.first(email=email.strip().lower())

    @classmethod
    def find(cls, id: int, *, by: "Person") -> Self:
        """Everybody with a login may look people up; raises NotFound."""
        person = cls.get_or_none(cls.id == id)
        if person is None:
            raise NotFound()
        return person

    @classmethod
    def everybody(cls, also_former: bool = False) -> list[Self]:
        """With their departments, by department and name; those who left only where asked for, and last."""
        people = (cls.select(cls, Department).join(Department, JOIN.LEFT_OUTER)
                  .order_by(cls.active.desc(), Department.name, cls.name, cls.id))
        return list(people if also_former else people.where(cls.active))

    def change(self, *, by: "Person", name: str, department: Department | None, language: str, time_zone: str,
               administrator: bool, active: bool) -> None:
        """Raises Missing and Invalid; needs an administrator."""
        allowed_to_administer(by)
        with transaction():
            before = self._shown()
            self.name = one_line("name", _("Name"), name)
            self.department, self.administrator, self.active = department, administrator, active
            self.language, self.time_zone = known_language(language), known_zone(time_zone)
            self.save()
            event.record("changed", self, by=by, before=before, after=self._shown())

    def replace_addresses(self, emails: list[str], *, by: "Person | None") -> None:
        """Set the person's addresses, the first being where letters go; raises Missing, Invalid, AddressTaken."""
        wanted = list(dict.fromkeys(address(email) for email in emails if email.strip()))
        if not wanted:
            raise Missing("emails", _("Mail address"))
        with transaction():
            for email in wanted:
                _not_taken(email, self)
            before = [row.email for row in self.addresses]
            Address.delete().where((Address.person == self) & Address.email.not_in(wanted)).execute()
            for position, email in enumerate(wanted):
                (Address.insert(person=self, email=email, position=position)
                 .on_conflict(conflict_target=[Address.email], update={Address.position: position}).execute())
            if before != wanted:
                event.record("addresses changed", self, by=by, before=before, after=wanted)

    @property
    def addresses(self) -> "list[Address]":
        return list(Address.select().where(Address.person == self).order_by(Address.position, Address.id))

    @property
    def primary_address(self) -> str:
        """Where letters go: the first address that has not bounced, else the first. "" where there is none."""
        addresses = self.addresses
        good = [row for row in addresses if row.bounced_at is None] or addresses
        return good[0].email if good else ""

    def set_password(self, password: str, *, by: "Person | None") -> None:
        """Raises PasswordTooShort. Allowed for oneself and for administrators."""
        if by is not None and by.id != self.id:
            allowed_to_administer(by)
        if len(password) < PASSWORD_LENGTH:
            raise PasswordTooShort(length=PASSWORD_LENGTH)
        with transaction():
            self.password_hash = _hasher().hash(password)
            self.save(only=[Person.password_hash])
            event.record("password set", self, by=by)

    def change_password(self, current: str, new: str) -> None:
        """One's own, by whoever knows the current one; raises PasswordWrong, PasswordTooShort."""
        if not self.checks_password(current):
            raise PasswordWrong()
        self.set_password(new, by=self)

    def prefer(self, language: str, time_zone: str) -> None:
        """One's own language and time zone; raises Invalid."""
        with transaction():
            before = self._shown()
            self.language, self.time_zone = known_language(language), known_zone(time_zone)
            self.save(only=[Person.language, Person.time_zone])
            event.record("changed", self, by=self, before=before, after=self._shown())

    def checks_password(self, password: str) -> bool:
        """True where this is the person's password (argon2id)."""
        from argon2.exceptions import VerificationError

        try:
            return _hasher().verify(self.password_hash or _no_password(), password) and bool(self.password_hash)
        except VerificationError:
            return False

    @property
    def can_log_in(self) -> bool:
        return self.active and self.password_hash is not None

    def today(self) -> date:
        """The local date where the person is."""
        return clock.today(self.time_zone)

    @property
    def is_away(self) -> bool:
        """An automatic reply said so, and its date of return has not come."""
        return is_away(self.away_until, self.time_zone)

    def mark_away(self, until: date) -> None:
        """Until a local date of return, named by an automatic reply. Known absence is no answer (process, Mail 6)."""
        if self.away_until == until:
            return
        with transaction():
            event.record("away", self, by=None, before=str(self.away_until), after=str(until))
            self.away_until = until
            self.save(only=[Person.away_until])

    def _shown(self) -> dict:
        return {"name": self.name, "department": self.department_id, "language": self.language,
                "time_zone": self.time_zone, "administrator": self.administrator, "active": self.active}


class Address(Record):
    """One of a person's mail addresses, in lower case."""

    person = ForeignKeyField(Person, backref="address_set", on_delete="CASCADE")
    email = CharField(max_length=254, unique=True)
    position = IntegerField(default=0)
    bounced_at = InstantField(null=True)
    bounce_reason = TextField(null=True)

    @classmethod
    def of_all(cls) -> "dict[int, list[Self]]":
        """Everybody's addresses by the person's id, each list in order."""
        found: dict[int, list[Self]] = {}
        for row in cls.select().order_by(cls.position, cls.id):
            found.setdefault(row.person_id, []).append(row)
        return found

    def bounced(self, reason: str) -> None:
        """A letter to it came back."""
        Address.update(bounced_at=clock.now(), bounce_reason=reason[:500]).where(Address.id == self.id).execute()


def allowed_to_administer(by: Person | None) -> None:
    """Raises NotAllowed for anybody but an administrator; None is Huizhi itself."""
    if by is not None and not by.administrator:
        raise NotAllowed()


_BY_ADDRESS = Prepared(lambda: Person.select().join(Address).where((Address.email == slot("email")) & Person.active))


def is_away(until: date | None, zone: str) -> bool:
    """Whether the date of return has not come yet where the person is."""
    return until is not None and until > clock.today(zone)


def _not_taken(email: str, person: Person) -> None:
    owner = Person.select().join(Address).where((Address.email == email) & (Person.id != person.id)).first()
    if owner is not None:
        raise AddressTaken(email=email, name=owner.name)


@cache
def _hasher():
    # argon2 costs start-up time that commands without passwords do not need.
    from argon2 import PasswordHasher

    # OWASP's advice: a second thread's worth of memory would be the most that the whole process ever needs at once.
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _no_password() -> str:
    """A hash to check against where there is no password, so that both take as long."""
    return _hasher().hash("no password was ever set")


