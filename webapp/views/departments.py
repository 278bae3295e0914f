"""Departments: their names, for administrators."""

from flask import Blueprint, Response, request, url_for

from coordination.language import gettext as _
from coordination.person import Department, allowed_to_administer
from webapp.rendering import back_to, show
from webapp.visitor import visitor

blueprint = Blueprint("departments", __name__)


@blueprint.get("/departments")
def index() -> Response:
    allowed_to_administer(visitor())
    return show("departments/index.html", departments=Department.all())


@blueprint.post("/departments")
def create() -> Response:
    department = Department.add(request.form.get("name", ""), by=visitor())
    return back_to(url_for("departments.index"), notice=_("%(name)s was added.", name=department.name))


@blueprint.post("/departments/<int:id>")
def update(id: int) -> Response:
    Department.find(id).rename(request.form.get("name", ""), by=visitor())
    return back_to(url_for("departments.index"), notice=_("Saved."))
