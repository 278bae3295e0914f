"""What comes of a mail that names who stands in for its writer."""

from coordination import deputising
from coordination.delegation import Delegation
from coordination.language import gettext as _
from coordination.language import use_language
from coordination.person import Person
from coordination.project import Project
from coordination.refusal import Refusal
from mailflow import answer
from mailflow.apply import Applied
from mailflow.case import Case
from mailflow.meaning import Deputy


def name_deputy(case: Case, said: Deputy) -> None:
    """What is not clear records nothing: its writer is told why, and the project manager reads it."""
    try:
        with use_language(case.match.person.language):
            row = _row(_named(said, case.match.person, case.match.project, is_proven=case.level == "trusted"))
    except Refusal as refusal:
        case.ends("held", type(refusal).__name__.lower())
        with use_language(case.match.person.language):
            answer.give_reason(case, case.reason, str(refusal))
        return
    case.ends("applied", "deputy-named")
    case.note("apply", recorded=[row])
    answer.echo(case, Applied(recorded=[row]))


def _named(said: Deputy, person: Person, project: Project | None, *, is_proven: bool) -> Delegation:
    """A deputy may sign: naming one needs the proof that a signature needs (process: assurance)."""
    deputy = deputising.deputy_called(said.name, person, project)
    if said.first is None or said.last is None:
        raise deputising.DaysUnclear(name=deputy.name)
    if not is_proven:
        raise deputising.UnprovenHead(name=deputy.name)
    return deputising.name_deputy(person, deputy, said.first, said.last, by=person)


def _row(named: Delegation) -> dict:
    """The echo's."""
    return {"n": None, "title": _("Your deputy"), "asked": "deputy", "said": named.deputy.name,
            "first": named.starts_on.isoformat(), "last": named.ends_on.isoformat()}
