"""What is waiting for whom, over all projects."""

from flask import Blueprint, Response, request

from coordination import waiting
from coordination.project import Project
from webapp.numbers import row_id
from webapp.rendering import show
from webapp.visitor import visitor

blueprint = Blueprint("waiting", __name__)


@blueprint.get("/waiting")
def index() -> Response:
    role = request.args.get("role", "")
    person, project = row_id(request.args.get("person")), row_id(request.args.get("project"))
    asks = waiting.asks(visitor(), role=role, person_id=person or None, project_id=project or None)
    return show("waiting/index.html", asks=asks, own=waiting.own(visitor()), people=waiting.people(visitor()),
                projects=waiting.projects(visitor()), role=role, person=person, project=project,
                managed={id for id, in Project.ids_visible_to(visitor()).tuples()}, shown=waiting.SHOWN)
