"""Projects: starting one and changing what it is called; its own page lies in `project_page`."""

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for

from coordination.language import gettext as _
from coordination.person import Department
from coordination.project import Project
from webapp.numbers import chosen
from webapp.rendering import back_to, show
from webapp.visitor import visitor

blueprint = Blueprint("projects", __name__)


@blueprint.get("/projects/new")
def new() -> Response:
    return show("projects/new.html", departments=Department.all())


@blueprint.get("/projects")
def index() -> Response:
    """They are listed on the first page."""
    return redirect(url_for("home.show"))


@blueprint.post("/projects")
def create() -> Response:
    project = Project.start(code=request.form.get("code", ""), by=visitor(), **_form())
    return back_to(url_for("members.index", id=project.id),
                   notice=_("%(name)s is set up. Now choose who takes part.", name=project.name))


@blueprint.get("/projects/<int:id>/edit")
def edit(id: int) -> Response:
    project = Project.find(id, by=visitor())
    project.managed_by(visitor())
    return show("projects/edit.html", project=project, departments=Department.all())


@blueprint.post("/projects/<int:id>")
def update(id: int) -> Response:
    project = Project.find(id, by=visitor())
    project.change(by=visitor(), **_form())
    return back_to(url_for("project_page.show", id=id), notice=_("Saved."))


def _form() -> dict[str, Any]:
    form = request.form
    return {"name": form.get("name", ""), "lead_department": Department.chosen(chosen("department")),
            "language": form.get("language", ""), "time_zone": form.get("time_zone", "").strip()}
