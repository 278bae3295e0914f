"""Log-in sessions as rows, so that each can be seen and ended, and attempts to log in, so that they can be slowed."""

import hashlib
import secrets
from datetime import timedelta
from typing import Self

from peewee import BooleanField, CharField, ForeignKeyField

from coordination import clock, event
from coordination.database import InstantField, Record, transaction
from coordination.language import N_
from coordination.person import Person
from coordination.refusal import NotFound, Refusal

IDLE = timedelta(days=7)
LONGEST = timedelta(days=30)
WINDOW = timedelta(minutes=15)
ATTEMPTS = 8  # for one name from one network address
ATTEMPTS_PER_ADDRESS = 30
ATTEMPTS_PER_NAME = 200  # from everywhere: far more, or anybody could lock somebody else out
SEEN_EVERY = timedelta(minutes=5)


class WrongPassword(Refusal):
    sentence = N_("Mail address or password is not right. Please try again.")
    status = 401


class TooManyAttempts(Refusal):
    sentence = N_("Too many attempts. Please wait a quarter of an hour, or ask an administrator for a new password.")
    status = 429


class Session(Record):
    """One browser that is logged in; the token itself is only in that browser's cookie."""

    token_hash = CharField(max_length=64, unique=True)
    person = ForeignKeyField(Person, on_delete="CASCADE")
    created_at = InstantField(default=clock.now)
    seen_at = InstantField(default=clock.now)
    expires_at = InstantField()
    revoked_at = InstantField(null=True)
    address = CharField(max_length=64, default="")
    browser = CharField(max_length=300, default="")

    @classmethod
    def start(cls, person: Person, address: str = "", browser: str = "") -> str:
        """A new session; returns the token for the cookie."""
        token = secrets.token_urlsafe(32)
        with transaction():
            session = cls.create(token_hash=_hash(token), person=person, expires_at=clock.now() + LONGEST,
                                 address=address[:64], browser=browser[:300])
            event.record("logged in", session, by=person)
        return token

    @classmethod
    def find_open(cls, token: str) -> Self | None:
        """The session of a token, with its person, where it is neither ended nor expired nor idle too long."""
        now = clock.now()
        return (cls.select(cls, Person).join(Person)
                .where((cls.token_hash == _hash(token)) & cls.revoked_at.is_null() & (cls.expires_at > now)
                       & (cls.seen_at > now - IDLE) & Person.active & Person.password_hash.is_null(False))
                .first())

    @classmethod
    def open_of(cls, person: Person) -> list[Self]:
        now = clock.now()
        return list(cls.select().where((cls.person == person) & cls.revoked_at.is_null() & (cls.expires_at > now)
                                       & (cls.seen_at > now - IDLE)).order_by(cls.seen_at.desc()))

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """One of the person's own; raises NotFound."""
        session = cls.get_or_none((cls.id == id) & (cls.person == by))
        if session is None:
            raise NotFound()
        return session

    @classmethod
    def revoke_all(cls, person: Person, *, but: Self) -> None:
        """End all of a person's sessions except the one they are using."""
        for session in cls.open_of(person):
            if session.id != but.id:
                session.revoke(by=person)

    def needs_touch(self) -> bool:
        return clock.now() - self.seen_at > SEEN_EVERY

    def touch(self) -> None:
        """Note that it is in use."""
        Session.update(seen_at=clock.now()).where(Session.id == self.id).execute()

    def revoke(self, *, by: Person) -> None:
        """End it; ending it again changes nothing."""
        with transaction():
            ended = (Session.update(revoked_at=clock.now())
                     .where((Session.id == self.id) & Session.revoked_at.is_null()).execute())
            if ended:
                event.record("logged out", self, by=by)


class LoginAttempt(Record):
    """One try to log in that failed, by name and by network address."""

    at = InstantField(default=clock.now, index=True)
    name = CharField(max_length=254)
    address = CharField(max_length=64)
    succeeded = BooleanField(default=False)

    class Meta:
        indexes = ((("name", "at"), False), (("address", "at"), False))


def log_in(email: str, password: str, address: str = "", browser: str = "") -> str:
    """The token of a new session. Raises WrongPassword, or TooManyAttempts after 8 failures for one name from one
    network address, 30 from one address or 200 for one name within 15 minutes."""
    name = email.strip().lower()[:254]
    _slow_down(name, address)
    person = Person.by_address(name)
    if not (person or Person(password_hash=None)).checks_password(password) or not person.can_log_in:
        LoginAttempt.create(name=name, address=address[:64])
        raise WrongPassword()
    LoginAttempt.delete().where((LoginAttempt.name == name) & (LoginAttempt.address == address[:64])).execute()
    return Session.start(person, address, browser)


def clean_up() -> None:
    """Forget attempts and sessions that matter no more."""
    before = clock.now() - LONGEST
    LoginAttempt.delete().where(LoginAttempt.at < clock.now() - WINDOW).execute()
    Session.delete().where(Session.expires_at < before).execute()


def _slow_down(name: str, address: str) -> None:
    is_name, is_here = LoginAttempt.name == name, LoginAttempt.address == address[:64]
    recent = LoginAttempt.select().where(LoginAttempt.at > clock.now() - WINDOW)
    for tries, most in ((is_name & is_here, ATTEMPTS), (is_here, ATTEMPTS_PER_ADDRESS), (is_name, ATTEMPTS_PER_NAME)):
        if recent.where(tries).count() >= most:
            raise TooManyAttempts()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
