"""Search over projects, minutes and action items."""

from flask import Blueprint, Response, request

from coordination.search import search
from webapp import rendering
from webapp.visitor import visitor

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
def show() -> Response:
    return rendering.show("search/show.html", found=search(request.args.get("q", ""), by=visitor()))
