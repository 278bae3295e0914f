"""Action items: how each stands, why it changed, and what its owner said by phone."""

from flask import Blueprint, Response, request, url_for

from coordination import handover, overview
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.language import current_language
from coordination.language import gettext as _
from coordination.person import Person
from coordination.project import Project
from coordination.register import ActionRegister
from papers.sheet import to_xlsx
from webapp import typed
from webapp.biography import Biography
from webapp.numbers import chosen
from webapp.rendering import EXCEL, back_to, show_file
from webapp.rendering import show as show_page
from webapp.visitor import visitor

blueprint = Blueprint("actions", __name__)


@blueprint.get("/projects/<int:id>/actions")
def index(id: int) -> Response:
    project = Project.find(id, by=visitor())
    return show_page("actions/index.html", project=project, actions=overview.actions(project, all_closed=True))


@blueprint.get("/projects/<int:id>/actions/xlsx")
def export(id: int) -> Response:
    register = ActionRegister(Project.find(id, by=visitor()))
    title = f"{register.project.code} {_(register.kind.title)}"
    sheet = to_xlsx(title, register.section.columns, register.rows(), current_language())
    return show_file(sheet, f"{register.project.code}-actions.xlsx", EXCEL)


@blueprint.get("/actions/<int:id>")
def show(id: int) -> Response:
    return show_page("actions/show.html", biography=Biography(ActionItem.find(id, by=visitor())))


@blueprint.post("/actions/<int:id>/reports")
def report(id: int) -> Response:
    """What the owner said by phone, or how the meeting knows that it stands."""
    action, form = ActionItem.find(id, by=visitor()), request.form
    Ask.for_report(action).answer_for(form.get("status", ""), by=visitor(), channel=form.get("channel", "phone"),
                                      due=typed.day("due", _("New date")), percent=typed.percent(),
                                      to=form.get("to", "").strip() or None,
                                      reason=form.get("reason", "").strip() or None)
    return _back(action)


@blueprint.post("/actions/<int:id>/cancellation")
def cancel(id: int) -> Response:
    action = ActionItem.find(id, by=visitor())
    action.cancel(by=visitor())
    return _back(action)


@blueprint.post("/actions/<int:id>/reopening")
def reopen(id: int) -> Response:
    action = ActionItem.find(id, by=visitor())
    action.reopen(by=visitor())
    return _back(action)


@blueprint.post("/actions/<int:id>/owner")
def hand_over(id: int) -> Response:
    action = ActionItem.find(id, by=visitor())
    handover.hand_over(action, Person.find(chosen("owner"), by=visitor()), by=visitor())
    return _back(action)


def _back(action: ActionItem) -> Response:
    return back_to(url_for("actions.show", id=action.id), notice=_("Saved."))
