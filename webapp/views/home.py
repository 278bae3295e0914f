"""The first page: the projects that a person sees."""

from flask import Blueprint, Response

from coordination.project import Project
from webapp import rendering
from webapp.visitor import visitor

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def show() -> Response:
    return rendering.show("home/show.html", projects=list(Project.visible_to(visitor())))
