"""A company to try Huizhi out with: a project in each phase, and a meeting just held, ready to be circulated."""

from coordination import early_warning, reports, rhythm
from coordination.database import transaction
from coordination.letter import Letter
from coordination.person import Person
from huizhi.sample import archived, closeout, issues, kickoff, launch, planning
from huizhi.sample.company import DOMAIN, MANAGER, Company

__all__ = ["DOMAIN", "MANAGER", "create", "exists"]


def exists() -> bool:
    """Whether anybody is in the database already, sample or not."""
    return Person.select().exists()


def create(password: str) -> None:
    """Write the whole sample; 陈静 logs in with `password`.

    Everything is done by the verbs of the process, as of when it was done. Letters of the past count as sent, so that
    the newcomer finds in the mailboxes only the few that wait for an answer.
    """
    with transaction():
        company = Company.found(password)
        archived.begin(company)
        waiting = [*closeout.begin(company), *issues.begin(company), *planning.begin(company), *kickoff.begin(company)]
        launch.begin(company)
        _what_the_timetable_did()
        Letter.count_as_sent(but=waiting)


def _what_the_timetable_did() -> None:
    rhythm.prepare_all()
    rhythm.invite_all()
    reports.ask_all()
    early_warning.warn_all()
