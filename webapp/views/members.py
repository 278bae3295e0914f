"""Who takes part in a project, in which roles."""

from flask import Blueprint, Response, request, url_for

from coordination.person import Person
from coordination.project import Project
from webapp.numbers import chosen
from webapp.rendering import back_to, show
from webapp.visitor import visitor

blueprint = Blueprint("members", __name__)


@blueprint.get("/projects/<int:id>/members")
def index(id: int) -> Response:
    project = Project.find(id, by=visitor())
    return show("projects/members.html", project=project, memberships=project.memberships(), people=Person.everybody(),
                may_manage=project.may_be_managed_by(visitor()))


@blueprint.post("/projects/<int:id>/members")
def create(id: int) -> Response:
    project = Project.find(id, by=visitor())
    project.add_member(_person(), request.form.get("role", ""), by=visitor())
    return _back(project)


@blueprint.post("/projects/<int:id>/members/remove")
def delete(id: int) -> Response:
    project = Project.find(id, by=visitor())
    project.remove_member(_person(), request.form.get("role", ""), by=visitor())
    return _back(project)


def _person() -> Person:
    return Person.find(chosen("person"), by=visitor())


def _back(project: Project) -> Response:
    """To the list, unless one has taken oneself out of the project."""
    visible = Project.visible_to(visitor()).where(Project.id == project.id).exists()
    return back_to(url_for("members.index", id=project.id) if visible else url_for("home.show"))
