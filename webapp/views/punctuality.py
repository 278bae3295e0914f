"""How punctual the departments are, and which clocks ran out."""

from flask import Blueprint, Response, request

from coordination import punctuality
from coordination.project import Project
from webapp.numbers import row_id
from webapp.rendering import show
from webapp.visitor import visitor

blueprint = Blueprint("punctuality", __name__)


@blueprint.get("/punctuality")
def index() -> Response:
    chosen = row_id(request.args.get("project"))
    project = Project.find(chosen, by=visitor()) if chosen else None
    projects = list(Project.visible_to(visitor()))
    return show("punctuality/index.html", records=punctuality.by_department(visitor(), project), project=project,
                breaches=punctuality.breaches(visitor(), project), projects=projects,
                project_names={row.id: row.name for row in projects})
