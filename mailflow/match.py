"""Finds which letter a mail answers, and who wrote it: by the letter's key, never by a number in the subject."""

import re
from dataclasses import dataclass

from peewee import JOIN

from coordination.inbound import ECHOES, Inbound
from coordination.letter import Letter
from coordination.person import Person
from coordination.prepared import Prepared, slot
from coordination.project import Membership, Project
from mailflow.mail import Mail

_BRACKETS = re.compile(r"\[([^\[\]]{1,120})\]")
# What a letter is known by, without the bytes it was sent as.
_LETTER_COLUMNS = [field for field in Letter._meta.sorted_fields if field.name not in ("raw", "error")]
_BY_KEY = Prepared(lambda: (
    Letter.select(*_LETTER_COLUMNS, Person, Project).join(Person).switch(Letter)
    .join(Project, JOIN.LEFT_OUTER, on=Letter.project).where(Letter.key == slot("key"))))


@dataclass(frozen=True)
class Match:
    """What was found. `way` is one of WAYS; `asked` is the letter whose lines count: an echo repeats another's."""

    way: str
    reason: str = ""
    person: Person | None = None
    letter: Letter | None = None
    asked: Letter | None = None
    project: Project | None = None


WAYS = ("letter", "comment", "hold", "refuse", "fresh", "ignore")


def match(mail: Mail) -> Match:
    """Key in the address, then in In-Reply-To and References; the subject only finds the project."""
    person = Person.by_address(mail.from_address) if mail.from_address else None
    if _names_two_letters(mail):
        return _held("two-keys", person, letter_of(mail.keys_in_addresses[0]))
    key = next(iter([*mail.keys_in_addresses, *mail.keys_in_text, *mail.keys_in_references]), None)
    letter = letter_of(key) if key else None
    if letter is not None:
        return _of_letter(letter, person)
    if mail.keys_in_addresses or mail.keys_in_text:
        return Match("refuse" if person else "ignore", "unknown-key", person, project=_project_in(mail.subject, person))
    return _without_key(mail, person)


def letter_of(key: str) -> Letter | None:
    """The letter with its person and project, in one query."""
    return _BY_KEY.first(key=key)


def _of_letter(letter: Letter, person: Person | None) -> Match:
    if person is None or person.id != letter.person_id:
        return Match("comment", "other-sender", person, letter, letter, letter.project)
    if letter.has_expired:
        return Match("refuse", "expired-key", person, letter, letter, letter.project)
    return Match("letter", "", letter.person, letter, _asked(letter), letter.project)


def _names_two_letters(mail: Mail) -> bool:
    """Two keys in addresses, or one there and only others in the thread."""
    named, thread = mail.keys_in_addresses, mail.keys_in_references
    return len(named) > 1 or bool(named and thread and named[0] not in thread)


def _asked(letter: Letter) -> Letter:
    """The letter whose numbered lines an answer means: what an echo says is about the lines of another letter."""
    if letter.kind not in ECHOES or letter.answers_inbound_id is None:
        return letter
    key = (Letter.select(Letter.key).join(Inbound, on=(Inbound.letter == Letter.id))
           .where(Inbound.id == letter.answers_inbound_id).scalar())
    return _asked(letter_of(key)) if key else letter


def _without_key(mail: Mail, person: Person | None) -> Match:
    project = _project_in(mail.subject, person)
    if person is None:
        return _held("unknown-sender", None, None, project) if project else Match("ignore", "stranger")
    return Match("fresh", "no-key", person, project=project)


def _held(reason: str, person: Person | None, letter: Letter | None, project: Project | None = None) -> Match:
    return Match("hold", reason, person, letter, letter, letter.project if letter else project)


def _project_in(subject: str, person: Person | None) -> Project | None:
    """The project that the subject names in brackets; one of the sender's where several have that name."""
    names = _BRACKETS.findall(subject)
    if not names:
        return None
    found = list(Project.select().where(Project.name.in_(names) | Project.code.in_(names)))
    if person is None or len(found) < 2:
        return found[0] if found else None
    mine = {row.project_id for row in Membership.select(Membership.project).where(Membership.person == person)}
    return next((project for project in found if project.id in mine), found[0])
