"""Naming a deputy and letting go of one, by page or by mail, with the letters that tell those concerned."""

import unicodedata
from datetime import date

from coordination.database import transaction
from coordination.delegation import Delegation
from coordination.language import N_
from coordination.letter import Letter
from coordination.person import Person
from coordination.project import Membership, Project
from coordination.refusal import Refusal


class UnknownDeputy(Refusal):
    sentence = N_("Nobody called %(name)s is known in your department or your projects, so no deputy was recorded. "
                  "Please write the full name and both days, such as “Deputy: Anna Li, 25 November to 30 November”.")


class SeveralDeputies(Refusal):
    sentence = N_("More than one person is called %(name)s, so no deputy was recorded. The project manager will read "
                  "your mail and ask you which one is meant.")


class DaysUnclear(Refusal):
    sentence = N_("It is not clear from which day to which day %(name)s stands in for you, so no deputy was recorded. "
                  "Please write both days, such as “Deputy: Anna Li, 25 November to 30 November”.")


class UnprovenHead(Refusal):
    sentence = N_("Your mail server does not prove that this mail came from you, so no deputy was recorded yet. "
                  "The project manager will ask you and record %(name)s then.")


def name_deputy(person: Person, deputy: Person, starts_on: date, ends_on: date, *, by: Person) -> Delegation:
    """The deputy learns of it, and the person too where somebody else named one for them; what was named before
    already is not named twice. Raises what `Delegation.name` raises."""
    with transaction():
        named = Delegation.select().where(
            (Delegation.person == person) & (Delegation.deputy == deputy) & (Delegation.starts_on == starts_on)
            & (Delegation.ends_on == ends_on) & Delegation.ended_at.is_null()).first()
        if named is None:
            named = Delegation.name(person, deputy, starts_on, ends_on, by=by)
            _tell(named, by, "named")
    return named


def let_go(delegation: Delegation, *, by: Person) -> bool:
    """Take it back, and tell; False where it was taken back before. Raises NotAllowed."""
    with transaction():
        ended = delegation.end(by=by)
        if ended:
            _tell(delegation, by, "ended")
    return ended


def deputy_called(name: str, person: Person, project: Project | None) -> Person:
    """The one active person of that name in the person's department or in `project`, or where that is not said in the
    running projects of the person. Raises UnknownDeputy, SeveralDeputies."""
    around = Membership.select(Membership.person).where(
        Membership.project.in_([project] if project else _running(person)))
    known = Person.select().where(Person.active & (
        (Person.department.is_null(False) & (Person.department == person.department_id)) | Person.id.in_(around)))
    found = [somebody for somebody in known if _plain(somebody.name) == _plain(name)]
    if not found:
        raise UnknownDeputy(name=name)
    if len(found) > 1:
        raise SeveralDeputies(name=name)
    return found[0]


def _running(person: Person) -> list[Project]:
    return list(Project.select().join(Membership).where((Membership.person == person) & Project.archived_at.is_null()))


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _tell(delegation: Delegation, by: Person, what: str) -> None:
    """Whoever did it needs no letter: they see the page, or get an echo."""
    for person in (delegation.deputy, delegation.person):
        if person.id != by.id and person.active and person.primary_address:
            Letter.post("deputy", person, cause=f"deputy:{delegation.id}:{what}",
                        data={"delegation": delegation.id, "by": by.name, "what": what})
