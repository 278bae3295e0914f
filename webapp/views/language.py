"""The language switch at the foot of every page, also before the log-in."""

from flask import Blueprint, Response, request, url_for

from webapp.address import local_path
from webapp.language import choose
from webapp.rendering import back_to
from webapp.visitor import public

blueprint = Blueprint("language", __name__)


@blueprint.post("/language")
@public
def update() -> Response:
    choose(request.form.get("language", ""))
    return back_to(local_path(request.form.get("back"), url_for("home.show")))
