"""Every received mail, with what became of it and why, stage by stage."""

from flask import Blueprint, Response, request

from coordination.inbound import Inbound
from webapp.pages import Pages
from webapp.reading import Reading
from webapp.rendering import show, show_file
from webapp.visitor import visitor
from webapp.words import names

blueprint = Blueprint("inbound", __name__)


@blueprint.get("/received")
def index() -> Response:
    page = Pages.of(Inbound.visible_to(visitor()), request.args)
    return show("inbound/index.html", page=page, states=names("inbound"))


@blueprint.get("/received/<int:id>")
def show_mail(id: int) -> Response:
    mail = Inbound.find(id, by=visitor())
    return show("inbound/show.html", mail=mail, reading=Reading.of(mail), may_decide=mail.may_be_decided_by(visitor()))


@blueprint.get("/received/<int:id>/raw")
def raw(id: int) -> Response:
    return show_file(Inbound.find(id, by=visitor()).raw_bytes(), f"mail-{id}.txt")
