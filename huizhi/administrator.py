"""`huizhi administrator EMAIL NAME`: makes an administrator, or gives one a new password."""

import getpass
import secrets
import sys
from argparse import Namespace

from coordination.database import transaction
from coordination.event import acting
from coordination.language import N_
from coordination.language import gettext as _
from coordination.person import Person
from coordination.refusal import Refusal
from huizhi import rooms
from huizhi.settings import Settings

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class NameNeeded(Refusal):
    sentence = N_("Nobody has the address %(email)s yet. Please add a name after it.")


class NotTheSame(Refusal):
    sentence = N_("The two passwords are not the same. Please try again.")


def run(settings: Settings, arguments: Namespace) -> int:
    rooms.open_records(settings)
    rooms.migrate()
    password = readable_password() if arguments.generate else _ask_for_password()
    with acting(channel="system"), transaction():
        person = _person(arguments.email, arguments.name, settings)
        person.set_password(password, by=None)
    print(_("%(name)s can log in with %(email)s.", name=person.name, email=arguments.email))
    if arguments.generate:
        print(_("Password: %(password)s", password=password))
    return 0


def readable_password() -> str:
    """Twelve characters, 59 bits, that nobody confuses when copying them from a screen."""
    return "-".join("".join(secrets.choice(ALPHABET) for _letter in range(4)) for _group in range(3))


def _person(email: str, name: str | None, settings: Settings) -> Person:
    person = Person.by_address(email)
    if person is None and not name:
        raise NameNeeded(email=email)
    if person is None:
        return Person.add(name, [email], by=None, language=settings.language, time_zone=settings.time_zone,
                          administrator=True)
    if not person.administrator:
        person.change(by=None, name=person.name, department=person.department, language=person.language,
                      time_zone=person.time_zone, administrator=True, active=True)
    return person


def _ask_for_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass(_("New password: "))
    if getpass.getpass(_("Once more: ")) != password:
        raise NotTheSame()
    return password
