"""Deputies: who stands in for a person from when to when."""

from datetime import date

from flask import Blueprint, Response, request, url_for

from coordination import deputising
from coordination.delegation import Delegation
from coordination.language import gettext as _
from coordination.person import Person
from coordination.refusal import Invalid
from webapp.numbers import chosen
from webapp.rendering import back_to, show
from webapp.visitor import visitor

blueprint = Blueprint("deputies", __name__)


@blueprint.get("/people/<int:id>/deputies")
def index(id: int) -> Response:
    person = Person.find(id, by=visitor())
    return show("deputies/index.html", person=person, delegations=Delegation.of(person), people=Person.everybody())


@blueprint.post("/people/<int:id>/deputies")
def create(id: int) -> Response:
    person = Person.find(id, by=visitor())
    deputising.name_deputy(person, Person.find(chosen("deputy"), by=visitor()), _day("starts_on", _("From")),
                           _day("ends_on", _("Last day")), by=visitor())
    return back_to(url_for("deputies.index", id=id), notice=_("Saved."))


@blueprint.post("/people/<int:id>/deputies/ended")
def end(id: int) -> Response:
    deputising.let_go(Delegation.find(chosen("delegation")), by=visitor())
    return back_to(url_for("deputies.index", id=id), notice=_("Saved."))


def _day(field: str, label: str) -> date:
    text = request.form.get(field, "")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(field, label, text, _("Please write it as 2026-03-31.")) from None
