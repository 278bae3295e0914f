"""Every outgoing letter with its state, and another attempt for one that did not go."""

from flask import Blueprint, Response, current_app, request, url_for

from coordination.inbound import Inbound
from coordination.language import gettext as _
from coordination.letter import Letter
from webapp.pages import Pages
from webapp.rendering import back_to, show, show_file
from webapp.visitor import visitor
from webapp.words import names

blueprint = Blueprint("letters", __name__)


@blueprint.get("/sent")
def index() -> Response:
    page = Pages.of(Letter.visible_to(visitor()), request.args)
    return show("letters/index.html", page=page, states=names("letter"))


@blueprint.get("/sent/<int:id>")
def show_letter(id: int) -> Response:
    letter = Letter.find(id, by=visitor())
    return show("letters/show.html", letter=letter, lines=letter.lines,
                replies=Inbound.answering(letter, seen_by=visitor()))


@blueprint.get("/sent/<int:id>/raw")
def raw(id: int) -> Response:
    return show_file(bytes(Letter.find(id, by=visitor()).raw or b""), f"letter-{id}.txt")


@blueprint.post("/sent/<int:id>/again")
def send_again(id: int) -> Response:
    letter = Letter.find(id, by=visitor())
    letter.send_again(by=visitor())
    current_app.config["NUDGE"]("letter", letter.id)
    return back_to(url_for("letters.show_letter", id=id), notice=_("The letter is on its way."))
