"""People with their addresses; everybody who can log in may look, administrators change."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from coordination.action import ActionItem
from coordination.database import transaction
from coordination.language import gettext as _
from coordination.person import Address, Department, Person, allowed_to_administer
from coordination.project import Membership
from webapp.numbers import chosen
from webapp.rendering import back_to, show
from webapp.visitor import visitor

blueprint = Blueprint("people", __name__)


@blueprint.get("/people")
def index() -> Response:
    return show("people/index.html", people=Person.everybody(also_former=True), addresses=Address.of_all())


@blueprint.get("/people/new")
def new() -> Response:
    allowed_to_administer(visitor())
    return show("people/new.html", departments=Department.all())


@blueprint.post("/people")
def create() -> Response:
    person = Person.add(emails=_emails(), by=visitor(), **_form())
    return back_to(url_for("people.show_person", id=person.id), notice=_("%(name)s was added.", name=person.name))


@blueprint.get("/people/<int:id>")
def show_person(id: int) -> Response:
    person = Person.find(id, by=visitor())
    return show("people/show.html", person=person, actions=ActionItem.open_seen_by(visitor(), person),
                memberships=Membership.of(person, seen_by=visitor()))


@blueprint.get("/people/<int:id>/edit")
def edit(id: int) -> Response:
    allowed_to_administer(visitor())
    return show("people/edit.html", person=Person.find(id, by=visitor()), departments=Department.all())


@blueprint.post("/people/<int:id>")
def update(id: int) -> Response:
    person = Person.find(id, by=visitor())
    with transaction():
        person.change(by=visitor(), active="active" in request.form, **_form())
        person.replace_addresses(_emails(), by=visitor())
    return back_to(url_for("people.show_person", id=id), notice=_("Saved."))


@blueprint.post("/people/<int:id>/password")
def set_password(id: int) -> Response:
    person = Person.find(id, by=visitor())
    person.set_password(request.form.get("password", ""), by=visitor())
    return back_to(url_for("people.show_person", id=id), notice=_("%(name)s can log in with the new password.",
                                                                  name=person.name))


def _form() -> dict[str, Any]:
    form = request.form
    return {"name": form.get("name", ""), "department": Department.chosen(chosen("department")),
            "language": form.get("language", ""), "time_zone": form.get("time_zone", "").strip(),
            "administrator": "administrator" in form}


def _emails() -> list[str]:
    """One address a line."""
    return request.form.get("emails", "").replace(",", "\n").split()
