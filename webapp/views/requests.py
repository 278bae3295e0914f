"""The numbered questions that people answer in plain words: who was asked, who is silent, what the others wrote."""

from flask import Blueprint, Response, url_for

from coordination import reports
from coordination.issue import Issue
from coordination.language import gettext as _
from coordination.language import ngettext
from coordination.meeting import Meeting
from coordination.minutes import Minutes
from coordination.project import Project
from webapp.nudges import nudge_letters
from webapp.questionnaire import Questionnaire
from webapp.rendering import back_to, show
from webapp.visitor import visitor

blueprint = Blueprint("requests", __name__)


@blueprint.get("/projects/<int:id>/resources")
def resources(id: int) -> Response:
    return _show("resources", Project.find(id, by=visitor()))


@blueprint.post("/projects/<int:id>/resources/questions")
def ask_resources(id: int) -> Response:
    return _ask("resources", Project.find(id, by=visitor()))


@blueprint.get("/projects/<int:id>/retrospective")
def retrospective(id: int) -> Response:
    return _show("retrospective", Project.find(id, by=visitor()))


@blueprint.post("/projects/<int:id>/retrospective/questions")
def ask_retrospective(id: int) -> Response:
    return _ask("retrospective", Project.find(id, by=visitor()))


@blueprint.get("/meetings/<int:id>/reports")
def weekly(id: int) -> Response:
    meeting = Meeting.find(id, by=visitor())
    return _show(meeting.questions, meeting)


@blueprint.post("/meetings/<int:id>/reports/questions")
def ask_weekly(id: int) -> Response:
    meeting = Meeting.find(id, by=visitor())
    return _ask(meeting.questions, meeting)


@blueprint.post("/meetings/<int:id>/reports/minutes")
def take_over_reports(id: int) -> Response:
    """Put into the draft minutes what the departments have reported; what was typed stays."""
    n = reports.take_over(Minutes.find(id, by=visitor()), by=visitor())
    return back_to(url_for("meetings.edit", id=id),
                   notice=_("Taken over: %(n)s.", n=n) if n else _("There is nothing new to take over."))


@blueprint.get("/issues/<int:id>/positions")
def position(id: int) -> Response:
    return _show("position", Issue.find(id, by=visitor()))


@blueprint.post("/issues/<int:id>/positions/questions")
def ask_position(id: int) -> Response:
    return _ask("position", Issue.find(id, by=visitor()))


def _show(kind: str, subject: Project | Meeting | Issue) -> Response:
    return show("requests/show.html", questionnaire=Questionnaire(kind, subject))


def _ask(kind: str, subject: Project | Meeting | Issue) -> Response:
    questionnaire = Questionnaire(kind, subject)
    n = questionnaire.ask(by=visitor())
    nudge_letters(questionnaire.project)
    return back_to(url_for(f"requests.{questionnaire.page}", id=subject.id),
                   notice=ngettext("Asked %(n)s person. The mails are on their way.",
                                   "Asked %(n)s people. The mails are on their way.", n))
