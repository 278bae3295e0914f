"""The phases of a project: what each still needs, and closing one."""

from flask import Blueprint, Response, request, url_for

from coordination import phase
from coordination.language import gettext as _
from coordination.project import PHASES, Project
from webapp.rendering import back_to, show
from webapp.visitor import visitor

blueprint = Blueprint("phases", __name__)


@blueprint.get("/projects/<int:id>/phases")
def index(id: int) -> Response:
    project = Project.find(id, by=visitor())
    return show("phases/index.html", project=project, closings=phase.closings(project),
                open_issues={"issues": phase.open_all_the_same(project)},
                obstacles={code: phase.obstacles(project, code) for code in PHASES},
                may_manage=project.may_be_managed_by(visitor()))


@blueprint.post("/projects/<int:id>/phases")
def close(id: int) -> Response:
    project = Project.find(id, by=visitor())
    phase.close(project, request.form.get("phase", ""), by=visitor(), reason=request.form.get("reason", ""))
    return back_to(url_for("phases.index", id=id), notice=_("The phase is closed."))
